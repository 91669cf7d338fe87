#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The same story in real terminals: are the screens aligned there?  Each draws
# under its own engine (PuTTY's in pterm), and is asked how wide it drew.
# Pictures and reports land in the folder given; not part of the check.
#
#	tests/terminals/run.sh FOLDER		make check-terminals
#
# Needs: xvfb pterm xterm tmux screen imagemagick fonts-noto-cjk
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
dir=$(realpath -m "${1:?a folder for pictures and reports}")
relay=${RELAY:?the program built from relay.c}
port=${PORT:-2299}
mkdir -p "$dir"
passed=0 failed=0

"$top/quickstart" --no-attach --students 3000 --port "$port" --data "$dir/data" \
	>"$dir/server" || exit 1
Xvfb :97 -screen 0 1300x900x24 >/dev/null 2>&1 &
xvfb=$!
trap 'kill $xvfb; "$top/quickstart" stop --data "$dir/data"' EXIT
export DISPLAY=:97 LC_ALL=C.UTF-8
until xdpyinfo >/dev/null 2>&1 || [ ! -d /proc/$xvfb ] || [ -e /tmp/.X11-unix/X97 ]; do
	read -r -t 0.1 <> <(:)
done

# engine NAME WANTED COMMAND...: "%" stands for what is to run in it
engine() {
	local name=$1 wanted=$2 session report=$dir/$1.report
	shift 2
	sed "s#@#$dir/$name-#" "$top/tests/terminals/story" >"$dir/$name.story"
	session="$relay $dir/$name.story $report ssh -F none -p $port -i $dir/data/sample-keys/op1
		-o IdentitiesOnly=yes -o StrictHostKeyChecking=no -o LogLevel=ERROR
		-o UserKnownHostsFile=/dev/null op1@127.0.0.1"
	echo "#!/bin/sh
exec $(echo $session)" >"$dir/$name.sh"
	chmod +x "$dir/$name.sh"
	rm -f "$report"
	timeout 90 "${@//%/$dir/$name.sh}"
	for _ in $(seq 600); do
		grep -qE '^(end|FAILED)' "$report" 2>/dev/null && break
		read -r -t 0.1 <> <(:)
	done
	if grep -qx "$wanted" "$report" && ! grep -q '^FAILED\|: FAILED' "$report"; then
		echo "PASS: $name"
		passed=$((passed + 1))
	else
		echo "FAIL: $name (see $report)"
		failed=$((failed + 1))
	fi
}

han='Noto Sans Mono CJK SC'
engine xterm end xterm -u8 -geometry 80x24 -fa "$han" -fs 12 -e %
engine xterm-wide end xterm -u8 -cjk_width -geometry 80x24 -fa "$han" -fs 12 -e %
engine vt100 end xterm -u8 -tn vt100 -geometry 80x24 -fa "$han" -fs 12 -e %
engine pterm end pterm -geometry 80x24 -fn "client:$han 12" -e %
engine tmux end tmux -L xinqing -f /dev/null new-session -d -x 80 -y 24 %
engine screen end screen -D -m -U -c /dev/null %
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
