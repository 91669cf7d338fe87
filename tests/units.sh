#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The package's units as systemd sees them: nothing to complain of, and what
# each may do stays as little as it is.  The programs are those just built.
srcdir=$(realpath "${XINQING_SRCDIR:-.}") build=$(realpath "${XINQING_BUILDDIR:-.}")
if ! command -v systemd-analyze >/dev/null ||
	! systemd-analyze security --help 2>/dev/null | grep -q -- --offline; then
	echo "1..0 # SKIP systemd 250 or newer is not here"
	exit 0
fi
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT
echo "1..3"
for u in "$srcdir"/debian/xinqing*.service "$srcdir"/debian/xinqing*.timer; do
	name=${u##*/}
	sed "s#/usr/s\?bin/#$build/#" "$u" >"$tmp/${name#xinqing.xinqing-*}"
	case $name in
	xinqing.xinqing-*) mv "$tmp/${name#xinqing.xinqing-*}" "$tmp/${name#xinqing.}" ;;
	esac
done
cd "$tmp" || exit 1

say() {	# say N SENTENCE: good if bad is empty
	if [ -s bad ]; then
		echo "not ok $1 - $2"
		sed 's/^/# /' bad
	else
		echo "ok $1 - $2"
	fi
}

systemd-analyze verify --man=no ./*.service ./*.timer >bad 2>&1
say 1 "systemd has nothing to say about the units"

# Ten times the exposure level: the server begins as root and gives it up.
while read -r unit most; do
	systemd-analyze security --offline=true --no-pager \
		--threshold="$most" "./$unit" >out 2>&1 ||
		{ tail -n 1 out; grep '✗' out; }
done >bad <<'END'
xinqing.service 30
xinqing-backup.service 11
xinqing-metrics.service 11
END
say 2 "each unit is exposed as little as before"

# As root or not, what the timers start is there, with these arguments.
for s in xinqing-backup xinqing-metrics; do
	command=$(sed -n 's/^ExecStart=\([^ ]* --language en\) --data [^ ]* \([a-z]*\).*/\1 \2 --help/p' "$s.service")
	[ -n "$command" ] && $command >out 2>&1 || echo "$s: $command: $(cat out)"
	[ -e "$s.timer" ] || echo "$s has no timer"
done >bad
say 3 "what the timers start is a command of this program"
