#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The options of xinqingd as an administrator meets them: one TAP line a case.
d=$XINQING_BUILDDIR/xinqingd
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
n=0

# expect NAME STATUS TEXT COMMAND...: its exit status, and TEXT in its output
expect() {
	name=$1 status=$2 text=$3
	shift 3
	n=$((n + 1))
	out=$("$@" 2>&1)
	got=$?
	case $out in
	*"$text"*) [ $got -eq "$status" ] && echo "ok $n - $name" && return ;;
	esac
	echo "not ok $n - $name"
	echo "# status $got, expected $status; output:"
	echo "$out" | sed 's/^/#   /'
}

printf '# ours\nport = 2022\nlock = 1m\n' >"$dir/good.conf"
printf 'port = 2022\n\nprot = 1\nlock = soon\n' >"$dir/bad.conf"
printf 'lock = 20m\nend = 10m\n' >"$dir/twisted.conf"

expect "good options are good" 0 "the options are good" \
    "$d" --config "$dir/good.conf" --check-config
expect "an unknown option is told with file and line" 78 \
    "$dir/bad.conf:3: prot: read \"1\", allowed is an option of" \
    "$d" --config "$dir/bad.conf" --check-config
expect "a bad value is told with what is allowed" 78 \
    "$dir/bad.conf:4: lock: read \"soon\", allowed is seconds, or a number" \
    "$d" --config "$dir/bad.conf" --check-config
expect "a bad file keeps the server from starting" 78 "bad.conf:3" \
    "$d" --config "$dir/bad.conf"
expect "options that contradict each other are told" 78 "more than lock" \
    "$d" --config "$dir/twisted.conf" --check-config
expect "the command line overrides the file" 0 "port = 7" \
    "$d" --port 7 --config "$dir/good.conf" --print-config
expect "an option may stand behind an equals sign" 0 "grace_key = 60" \
    "$d" --grace-key=1m --config "$dir/good.conf" --print-config
expect "a bad value on the command line is told" 78 \
    'command line: port: read "x", allowed is a whole number' \
    "$d" --config "$dir/good.conf" --port x --check-config
expect "a missing value is told" 64 "--port needs a value" "$d" --port
expect "a stray word is told" 64 "serve is not an option" "$d" serve
expect "a missing file is told" 78 "No such file" \
    "$d" --config "$dir/none" --check-config
expect "help is there" 0 "usage: xinqingd" "$d" --help
"$d" --config "$dir/good.conf" --print-config >"$dir/again.conf"
expect "what is printed reads back" 0 "lock = 60" \
    "$d" --config "$dir/again.conf" --print-config

"$XINQING_BUILDDIR/xinqing" --data "$dir/data" sample --schools 3 >"$dir/logins"
expect "a sample is not served to the world" 78 "listen on 127.0.0.1 or ::1" \
    timeout 20 "$d" --config "$dir/good.conf" --data "$dir/data" \
    --listen "127.0.0.1 ::"
expect "a missing data folder is told" 78 "No such file" \
    "$d" --config "$dir/good.conf" --data "$dir/none"
rm "$dir/data/sample"
expect "an address of somebody else is told" 69 "cannot listen on 192.0.2.1" \
    "$d" --config "$dir/good.conf" --data "$dir/data" --listen 192.0.2.1
expect "missing programs are told" 70 "xinqing-session" \
    "$d" --config "$dir/good.conf" --data "$dir/data" --listen 127.0.0.1 \
    --port 0 --programs "$dir"

# The manual, as far as a machine can read it.
if command -v mandoc >/dev/null; then
	man=$XINQING_SRCDIR/doc/man
	{ cat "$man/xinqing.conf.5.head" && "$d" --config /dev/null --language en --print-manual &&
	    cat "$man/xinqing.conf.5.tail"; } >"$dir/xinqing.conf.5"
	cp "$man/xinqingd.8" "$dir"
	faults=$(mandoc -Tlint "$dir/xinqing.conf.5" "$dir/xinqingd.8" |
	    grep -v -e 'referenced manual not found' -e 'outdated mandoc.db')
	expect "the manual pages are clean" 0 "" test -z "$faults"
	[ -z "$faults" ] || echo "$faults" | sed 's/^/# /'
fi
echo "1..$n"
