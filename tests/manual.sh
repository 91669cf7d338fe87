#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The manuals as mandoc sees them: nothing to complain of, every command and
# every option in them, every program's own help in the same words.
srcdir=$(realpath "${XINQING_SRCDIR:-.}") build=$(realpath "${XINQING_BUILDDIR:-.}")
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT
echo "1..6"
"$build/xinqing" --language en --print-man >"$tmp/xinqing.1"
{
	cat "$srcdir/doc/man/xinqing.conf.5.head"
	"$build/xinqingd" --config /dev/null --language en --print-manual
	cat "$srcdir/doc/man/xinqing.conf.5.tail"
} >"$tmp/xinqing.conf.5"
cp "$srcdir/doc/man/xinqingd.8" "$tmp"
cd "$tmp" || exit 1

say() {	# say N SENTENCE: good if bad is empty
	if [ -s bad ]; then
		echo "not ok $1 - $2"
		sed 's/^/# /' bad
	else
		echo "ok $1 - $2"
	fi
}

# What other manuals this machine has installed is not our affair.
if command -v mandoc >/dev/null; then
	mandoc -T lint xinqing.1 xinqing.conf.5 xinqingd.8 2>&1 |
		grep -v 'referenced manual not found\|mandoc\.db' >bad
	say 1 "mandoc has nothing to say"
else
	echo "ok 1 # SKIP mandoc is not here"
fi

"$build/xinqing" --language en --help |
	sed -n 's/^  \([a-z][a-z ]*[a-z]\)  .*/\1/p' | while read -r c; do
	grep -q "^\.It Nm $c\( Ar .*\)\?\$" xinqing.1 || echo "$c is missing"
done >bad
say 2 "every command is in xinqing(1)"

"$build/xinqingd" --config /dev/null --print-config |
	sed -n 's/^#\? *\([a-z_]*\) =.*/\1/p' | sort -u | while read -r o; do
	grep -q "^\.It Cm $o\$\|^\.It Ic $o\$\|^\.It Va $o\$\|^\.It $o\$" \
		xinqing.conf.5 || echo "$o is missing"
done >bad
say 3 "every option is in xinqing.conf(5)"

"$build/xinqingd" --help | grep -o -- '--[a-z-]*' | sort -u |
	grep -v -- '--data\|--language\|--port\|--listen\|--$' |
	while read -r o; do
	grep -q "Fl -${o#--}" xinqingd.8 || echo "$o is missing"
done >bad
for c in put get; do	# the two that the network process takes (doc/security.md)
	for page in xinqingd.8 zh_CN/xinqingd.8; do
		grep -qx "\.Ic $c Ar WORD" "$srcdir/doc/man/$page" ||
			echo "$c is missing in $page"
	done
done >>bad
say 4 "every option and ssh command is in xinqingd(8)"

# Chinese has no blanks to break a line at, and headings of its own.
"$build/xinqing" --language zh_CN --print-man >"$tmp/zh.1"
{
	grep -o '^\.It Nm .*' xinqing.1 | grep -vxFf zh.1
	LC_ALL=C grep -q "$(printf '\344')" zh.1 || echo "it is not in Chinese"
	! command -v mandoc >/dev/null || mandoc -T lint -W error zh.1 2>&1
} >bad
say 5 "xinqing(1) is there in Chinese, with every command"

# The other two: the same options, files, metrics, signals and examples, in the
# same order.
marks() { # what no language changes
	grep -oE '^\.It (Fl|Cm|Va|Dv|Pa|[0-9]).*|^\.Xr .*' "$1" |
		sed -E 's/ Ar .*//; s/ Ns No [^ -~]*$//; s/ [,.]$//'
	sed -n '/^\.Bd/,/^\.Ed/p' "$1"
}
mkdir zh_CN
cp "$srcdir/doc/man/zh_CN/xinqingd.8" zh_CN
{
	cat "$srcdir/doc/man/zh_CN/xinqing.conf.5.head"
	"$build/xinqingd" --config /dev/null --language zh_CN --print-manual
	cat "$srcdir/doc/man/zh_CN/xinqing.conf.5.tail"
} >zh_CN/xinqing.conf.5
for page in xinqingd.8 xinqing.conf.5; do
	marks "$page" | LC_ALL=C grep -v '[^ -~]' >en.marks
	marks "zh_CN/$page" | LC_ALL=C grep -v '[^ -~]' >zh.marks
	[ "$(wc -l <en.marks)" -gt 20 ] || echo "where are the options of $page?"
	diff en.marks zh.marks | sed "s/^/$page: /"
	grep -qE '^(Folder of|listens for)' "zh_CN/$page" && echo "$page is in English"
	! command -v mandoc >/dev/null || mandoc -T lint -W error "zh_CN/$page" 2>&1
done >bad
say 6 "xinqingd(8) and xinqing.conf(5) say the same in Chinese"
