#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# run.sh SECONDS TARGET...: let libFuzzer look for so long at each target, two
# at a time; a line a target and "N passed, M failed".  What breaks a promise
# stays as TARGET.found-*: give it to the target as its argument to see it again.
set -u
seconds=${1:?seconds} && shift
corpus=${XINQING_SRCDIR:-.}/tests/fuzz/corpus
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT

look() {
	local target=$1 name=${1##*/}
	mkdir -p "$tmp/$name"
	if "$target" -seed=1 -max_total_time="$seconds" -timeout=20 \
		-max_len=2048 -print_final_stats=1 \
		-artifact_prefix="$target.found-" "$tmp/$name" \
		"$corpus/$name" >"$target.log" 2>&1; then
		echo "PASS: $target ($(sed -n \
			's/stat::number_of_executed_units: *//p' "$target.log") inputs)"
	else
		echo "FAIL: $target (see $target.log)"
	fi
}

for target in "$@"; do
	while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n; done
	look "$target" >"$tmp/${target##*/}.verdict" &
done
wait
cat "$tmp"/*.verdict | tee "$tmp/all"
passed=$(grep -c '^PASS' "$tmp/all")
echo "$passed passed, $(($# - passed)) failed"
[ "$passed" -eq $# ]
