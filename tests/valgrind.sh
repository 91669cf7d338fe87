#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# make valgrind: memcheck over the story at the command line, over the screens
# with the people who sit at them, and over the deeds below them.  The sample
# is made without it; every command after that runs under it.
set -eu
build=${XINQING_BUILDDIR:?}
export XINQING_PATIENCE=20 # memcheck is slow
command -v valgrind >/dev/null || {
	echo "valgrind is not here: apt-get install valgrind" >&2
	exit 69
}
dir=$(mktemp -d) log=$dir/valgrind.log
chmod 755 "$dir"
# shellcheck disable=SC2064
trap "rm -rf '$dir'" EXIT
check="valgrind --quiet --error-exitcode=9 --leak-check=full
	--errors-for-leak-kinds=definite --child-silent-after-fork=no"

"$build/xinqing" --data "$dir/data" sample --schools 3 >/dev/null

# as LOGIN FIELDS COMMAND...: the answer on stdout
as() {
	who=$1 fields=$2
	shift 2
	printf 'sample-%s-passphrase\n%s' "$who" "$fields" |
		$check "$build/xinqing" --data "$dir/data" --as "$who" \
		    --passphrase-fd 0 --json "$@"
	echo "valgrind: clean: $*" >&2
}

"$build/xinqing" sample roster 30 --schools 3 >"$dir/roster.csv"
chmod 644 "$dir/roster.csv"
as dist1 '' import roster "$dir/roster.csv" --refused "$dir/refused.csv"
as lead1 '{"number": "13800000000"}' ticket ring
as lead1 '{}' ticket new
as lead1 '{"text": "门锁了"}' ticket entry 1
as lead1 '{"thoughts": "yes", "danger": "yes"}' ticket answer 1
as lead1 '' ticket show 1 >/dev/null
as psy1 '' student find l >"$dir/found"
id=$(sed -n '1s/.*"id":\([0-9]*\).*/\1/p' "$dir/found")
as psy1 "{\"student\": $id, \"seen\": \"上课趴着\"}" observation report
as psy1 '' today >/dev/null
as aud1 '' audit verify
for test in "$@"; do
	case $test in
	tests/screen/* | tests/unit/act/*)
		$check "$test"
		echo "valgrind: clean: $test" >&2
		;;
	esac
done
