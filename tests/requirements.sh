#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Each clause of doc/requirements.tsv (id, modules, the plan's words): where it
# is reached and the first test that names it.  Of modules that are being built
# one without a test is missing, and the last line counts; of others it is not
# yet.  For people: `make check-requirements`.
set -u
src=${srcdir:-$(dirname "$0")/..}
built="ORG STU"
cd "$src" || exit 1

named=$(mktemp) || exit 1
trap 'rm -f "$named"' EXIT
grep -rnoE '\b(QP|SJS|TJ|QD|GZ)-[0-9]+\b' tests --include='*.c' >"$named"

awk -F'\t' -v built="$built" '
	function of_built(modules,  m, n, i) {
		n = split(modules, m, ",")
		for (i = 1; i <= n; i++)
			if (index(" " built " ", " " m[i] " ") > 0)
				return m[i]
		return ""
	}
	FILENAME == ARGV[1] { # file:line:id
		split($0, at, ":")
		if (!(at[3] in test)) {
			test[at[3]] = at[1] ":" at[2]
			file[at[3]] = at[1]
		}
		next
	}
	FILENAME == ARGV[2] { if ($0 !~ /^#/) where[$1] = $2; next }
	{
		module = of_built($2)
		all[module]++
		if ($1 in test) {
			have[module]++
			printf "%s\t%s\t%s\t%s\n", $1, $2, where[file[$1]], test[$1]
		} else
			printf "%s\t%s\t%s\n", $1, $2,
			    (module == "" ? "not yet" : "MISSING")
	}
	END {
		n = split(built, m, " ")
		for (i = 1; i <= n; i++) {
			printf "%s%s %d of %d", (i == 1 ? "" : ", "), m[i],
			    have[m[i]], all[m[i]]
			missing += all[m[i]] - have[m[i]]
		}
		printf "; other modules %d of %d\n", have[""], all[""]
		exit (missing > 0)
	}
' "$named" tests/requirements.where doc/requirements.tsv
