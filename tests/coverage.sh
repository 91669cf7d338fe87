#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# How many lines of src/ the tests pass through: a build of its own (clang),
# every test, and a table with the files least tested first.
#
# Counters live in mapped files, so what processes did before a kill -9, under
# another account or in an empty root counts as well.
#
#	tests/coverage.sh FOLDER [TEST...]	make coverage
set -eu
src=$(cd "$(dirname "$0")/.." && pwd)
dir=$(realpath -m "${1:?a folder to build in}")
shift
counters=$dir/counters
# Named in the programs: some are started with an empty environment.
flags="-fprofile-instr-generate=$counters/%p%c.profraw -fcoverage-mapping -mllvm -runtime-counter-relocation"

mkdir -p "$dir" "$counters"
chmod 1777 "$counters"
rm -f "$counters"/*
cd "$dir"
[ -f Makefile ] || CC=clang "$src/configure" CFLAGS="-O1 -g $flags" >configure.log
make -j"$(nproc)" all >make.log 2>&1
make -k check ${1:+TESTS="$*"} >check.log 2>&1 || grep -E '^(FAIL|ERROR)' check.log || true

# A killed process may leave one that is not whole: the others count.
llvm-profdata merge -sparse -failure-mode=all -o all.profdata "$counters"/*.profraw
objects=$(find . -type f -perm -u+x ! -name '*.sh' ! -name config.status ! -name libtool \
	! -path './counters/*' -exec sh -c 'head -c 4 "$1" | grep -q ELF' - {} \; -printf '-object %p ')
llvm-cov export -summary-only -instr-profile=all.profdata $objects \
	-ignore-filename-regex='/tests/|/tools/' >coverage.json 2>/dev/null
python3 - coverage.json "$src" <<'END'
import json, sys
files = json.load(open(sys.argv[1]))["data"][0]["files"]
rows = sorted((f["summary"]["lines"]["percent"], f["summary"]["lines"]["count"],
	f["filename"].removeprefix(sys.argv[2] + "/")) for f in files if "/src/" in f["filename"])
for percent, lines, name in rows:
	print(f"{percent:6.1f} %  {lines:5}  {name}")
lines = sum(r[1] for r in rows)
hit = sum(r[0] * r[1] / 100 for r in rows)
print(f"{100 * hit / lines:6.1f} %  {lines:5}  src/")
END
