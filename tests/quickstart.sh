#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# quickstart with what was just built in place of what it would install: what
# it leaves when it is broken off, and whose folders and servers it touches.
srcdir=$(realpath "${XINQING_SRCDIR:-.}") build=$(realpath "${XINQING_BUILDDIR:-.}")
if [ "$(id -u)" -eq 0 ] && ! id xinqing >/dev/null 2>&1; then
	echo "1..0 # SKIP as root it would make accounts here"
	exit 0
fi
tmp=$(mktemp -d) && top="$tmp/a b" d="$tmp/a b/sample"
trap '"$top/quickstart" stop >/dev/null 2>&1; rm -rf "$tmp"' EXIT
[ "$(id -u)" -ne 0 ] || chmod a+x "$tmp"
echo "1..5"

mkdir -p "$top/build-run/root/bin" "$top/build-run/root/sbin"
sed '/^\(install_packages\|build\|make_accounts\)() {/!s/^\t\(install_packages .*\|build\|make_accounts\)$/\t:/' \
	"$srcdir/quickstart" >"$top/quickstart"
printf '#!/bin/sh\nexec "%s" "$@"\n' "$build/xinqing" \
	>"$top/build-run/root/bin/xinqing"
printf '#!/bin/sh\nexec "%s" --programs "%s" "$@"\n' "$build/xinqingd" "$build" \
	>"$top/build-run/root/sbin/xinqingd"
chmod +x "$top/quickstart" "$top"/build-run/root/*/*

say() {	# say N SENTENCE: good if bad is empty
	if [ -s "$tmp/bad" ]; then
		echo "not ok $1 - $2"
		sed 's/^/# /' "$tmp/bad"
	else
		echo "ok $1 - $2"
	fi
}
there() {	# there PATTERN: a file of that name comes to be in the folder
	for _ in $(seq 1200); do
		[ -z "$(find "$d" -name "$1" 2>/dev/null)" ] || return 0
		read -r -t 0.05 <> <(:)
	done
	echo "no $1 in a minute"
}
start() { timeout 120 "$top/quickstart" --no-attach --students 0 --port 0 "$@" 2>&1; }

setsid "$top/quickstart" --no-attach --students 0 --port 0 >/dev/null 2>&1 &
first=$!
there signin.slots >"$tmp/bad"
kill -KILL -- "-$first"
wait "$first" 2>/dev/null
start >"$tmp/said" && grep -q '^ready port=' "$tmp/said" || cat "$tmp/said" >>"$tmp/bad"
say 1 "a sample that was broken off is made anew"

server=$(cat "$d/server.pid")
mkdir "$tmp/other"
cp "$d/server.pid" "$tmp/other"
"$top/quickstart" stop --data "$tmp/other" >/dev/null 2>&1
{ [ -d "/proc/$server" ] || echo "another folder's server was ended"; } >"$tmp/bad"
say 2 "stop ends no other folder's server"

if command -v script >/dev/null && command -v ssh >/dev/null; then
	timeout 90 script -qec "'$top/quickstart'" /dev/null </dev/null \
		>"$tmp/said" 2>&1 &
	second=$!
	{
		there known_hosts
		kill "$second"
		wait "$second"
		[ ! -e "$tmp/a" ] || echo "ssh wrote where the folder's name breaks off"
	} >"$tmp/bad"
	say 3 "a folder with a blank in its name is one folder to ssh"
else
	echo "ok 3 # SKIP script or ssh is not here"
fi

mkdir -m 700 "$tmp/theirs"
echo store >"$tmp/theirs/store.db"
{
	! start --data "$tmp/theirs" || echo "it was taken"
	[ "$(stat -c %a "$tmp/theirs")" = 700 ] || echo "its rights are others"
	[ "$(cat "$tmp/theirs/store.db")" = store ] || echo "its store is another"
} 2>&1 | grep -v '^quickstart: ' >"$tmp/bad"
say 4 "a folder with another store in it is left as it was"

# In a folder that is closed to the accounts of the server.
if [ "$(id -u)" -eq 0 ]; then
	chmod 700 "$top"
	{
		sed -n '/^choose_prefix() {/,/^}/p' "$srcdir/quickstart"
		echo 'say() { :; }; choose_prefix; echo "$prefix"'
	} >"$tmp/choose"
	got=$(top=$top prefix=ours bash "$tmp/choose")
	[ "$got" = /opt/xinqing-quickstart ] && : >"$tmp/bad" || echo "$got" >"$tmp/bad"
	chmod 755 "$top"
	got=$(top=$top prefix=ours bash "$tmp/choose")
	[ "$got" = ours ] || echo "$got" >>"$tmp/bad"
	say 5 "what is installed can be read by the accounts of the server"
else
	echo "ok 5 # SKIP not root: one account has all"
fi
