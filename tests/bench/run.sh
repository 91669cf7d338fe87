#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# make bench: every bench program, one JSON line a figure in bench.json, then a
# table and how long each program took.  Measure alone: another build on the
# machine shows in every figure.  BENCH_FULL=1 measures the long rows as well:
# 8,000,000 students, a thousand sessions, ten idle minutes; half an hour, and
# root for the figures of memory.
#
# One row after the other: PROGRAM[:WORD[,WORD...]], words being parts of the
# program or sizes:
#
#	make bench ROWS="wire:pages,queued lookup:10000,1000000 crowd:keys"
#
# A program that ends badly is named in the table, and makes this end badly.
: "${XINQING_BUILDDIR:=.}"
out=$XINQING_BUILDDIR/bench.json
here=$XINQING_BUILDDIR/tests/bench
TMPDIR=$XINQING_BUILDDIR/bench.tmp # stores of several GB
export TMPDIR
mkdir -p "$TMPDIR" || exit 1
trap 'rm -rf "$TMPDIR"' EXIT
: >"$out"

measure() {
	local began=$SECONDS status
	local words=("$@")

	echo "== ${words[*]##*/}" >&2
	timeout "${BENCH_TIMEOUT:-${BENCH_FULL:+1}800}" "$@" >>"$out"
	status=$?
	printf '{"program":"%s","seconds":%d,"status":%d}\n' "${words[*]##*/}" \
	    $((SECONDS - began)) $status >>"$out"
}

# The rows of a run of everything.
rows() {
	[ -z "$BENCH_FULL" ] || # everything but the idle minutes, see below
		wire=:task,slow,teacher,call,pages,queued
	for program in "$@"; do
		case ${BENCH_FULL:+full-}$program in
		full-import) echo import:100000 import:1000000 ;;
		full-today) echo today:10000 today:100000 today:1000000 ;;
		full-wire) echo "wire$wire" ;;
		*) echo "$program" ;;
		esac
	done
}

if [ -n "$ROWS" ]; then
	read -ra todo <<<"$ROWS"
else
	mapfile -t todo < <(rows "${@##*/}" | tr ' ' '\n')
	# Ten minutes of which only the bytes are counted, and two terminals
	# that do nothing: beside the others.
	if [ -n "$BENCH_FULL" ]; then
		measure "$here/wire" idle &
	fi
fi
for row in "${todo[@]}"; do
	words=
	[ "$row" = "${row#*:}" ] || words=${row#*:}
	# shellcheck disable=SC2086 # words are parted at commas
	measure "$here/${row%%:*}" ${words//,/ }
done
wait

awk '
function field(name,   s) {
	s = $0
	if (!sub(".*\"" name "\":", "", s)) return ""
	if (substr(s, 1, 1) == "\"") { s = substr(s, 2); sub("\".*", "", s) }
	else sub("[,}].*", "", s)
	return s
}
BEGIN { printf "%-62s %12s %-11s %10s %7s %10s %s\n", "figure", "value",
	"unit", "yardstick", "ratio", "aim", "" }
/"figure"/ { printf "%-62s %12s %-11s %10s %7s %10s %s\n", field("figure"),
	field("value"), field("unit"), field("yardstick"), field("ratio"),
	field("aim"), field("met") == "false" ? "MISSED" : "" }
/"program"/ {
	took = took sprintf("%-62s %12s %s\n", field("program"),
	    field("seconds"), field("status") == 0 ? "s" : "s  FAILED")
	if (field("status") != 0) failed = 1
}
END { printf "\n%s", took; exit failed }
' "$out"
failed=$?
[ -z "$BENCH_FULL" ] || "${XINQING_SRCDIR:-.}/tools/plot.sh" "$out" "${out%.json}.svg"
exit $failed
