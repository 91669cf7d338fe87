#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# make bench: every bench program, one JSON line a figure in bench.json, then a
# table.  Measure alone: another build on the machine shows in every figure.
: "${XINQING_BUILDDIR:=.}"
out=$XINQING_BUILDDIR/bench.json
: >"$out"
for program in "$@"; do
	echo "== $program" >&2
	timeout "${BENCH_TIMEOUT:-900}" "$program" >>"$out" ||
		echo "bench: $program failed" >&2
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
