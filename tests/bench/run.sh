#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# make bench: every bench program, one JSON line a figure in bench.json, then a
# table.  Measure alone: another build on the machine shows in every figure.
# BENCH_FULL=1 measures the long rows as well: a million students, a thousand
# sessions, ten idle minutes.  About an hour, and root for the figures of
# memory.
: "${XINQING_BUILDDIR:=.}"
out=$XINQING_BUILDDIR/bench.json
: >"$out"
measure() {
	echo "== $*" >&2
	timeout "${BENCH_TIMEOUT:-${BENCH_FULL:+3}900}" "$@" >>"$out" ||
		echo "bench: $1 failed" >&2
}
for program in "$@"; do
	case ${BENCH_FULL:+full-}${program##*/} in
	full-import) sizes="100000 1000000" ;;
	full-lookup | full-today) sizes="10000 100000 1000000" ;;
	*) sizes= ;;
	esac
	if [ -z "$sizes" ]; then
		measure "$program"
	fi
	for size in $sizes; do
		measure "$program" "$size"
	done
done
awk '
function field(name,   s) {
	s = $0
	if (!sub(".*\"" name "\":", "", s)) return ""
	if (substr(s, 1, 1) == "\"") { s = substr(s, 2); sub("\".*", "", s) }
	else sub("[,}].*", "", s)
	return s
}
BEGIN { printf "%-52s %12s %-10s %12s %7s %8s %s\n", "figure", "value", "unit",
	"yardstick", "ratio", "aim", "" }
/"figure"/ { printf "%-52s %12s %-10s %12s %7s %8s %s\n", field("figure"),
	field("value"), field("unit"), field("yardstick"), field("ratio"),
	field("aim"), field("met") == "false" ? "MISSED" : "" }
' "$out"
[ -z "$BENCH_FULL" ] || "${XINQING_SRCDIR:-.}/tools/plot.sh" "$out" "${out%.json}.svg"
