#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The layers, for what the linker cannot see: each #include line of src and
# include against the table below.  A module may include itself, what stands
# beside its name, and nothing else of ours; a foreign library belongs to one
# module.
srcdir=${XINQING_SRCDIR:-.}
echo "1..4"
cd "$srcdir" || exit 1
top=$(pwd)
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT

cat >"$tmp/may" <<'END'
base
conf base
wire base
sheet base
sealed base
model base
tui base
store model sealed base
act store model sealed base
report act model base
super conf base
sshd wire conf base
session act conf wire model base sealed
screen act model tui base
ctl act report model conf base sealed
keeper act model sealed conf base
main/supervisor super conf base
main/net sshd super wire conf base
main/session session screen super act store tui model sealed wire conf base
main/keeper keeper super act store model sealed conf base
main/reader sheet super base
main/ctl ctl act store model sealed conf base
END

# Of a foreign header, the files that may name it.
cat >"$tmp/foreign" <<'END'
^sqlite3\.h$ ^src/store/|^src/sealed/vfs(_internal\.h|\.c)$
^sodium ^src/sealed/
^zip\.h$ ^src/sealed/pack\.c$|^src/sheet/
^libssh/ ^src/sshd/
^(zipconf|expat.*)\.h$ ^src/sheet/
^(curses|ncurses|panel|term|ncursesw/.*)\.h$ ^src/tui/
^(seccomp|linux/seccomp|linux/landlock|linux/filter)\.h$ ^src/base/confine
^security/ ^src/base/confine
END

# check FILES: print what is not allowed.
check() {
	awk -v may="$tmp/may" -v foreign="$tmp/foreign" '
	function module(path,  p) {
		split(path, p, "/")
		if (p[2] != "main")
			return p[2]
		sub(/\.[ch]$/, "", p[3])
		return "main/" p[3]
	}
	BEGIN {
		while ((getline line < may) > 0) {
			n = split(line, w, " ")
			known[w[1]] = 1
			for (i = 1; i <= n; i++)
				ok[w[1], w[i]] = 1
		}
		while ((getline line < foreign) > 0) {
			split(line, w, " ")
			header[++nf] = w[1]; place[nf] = w[2]
		}
	}
	!/^[ \t]*#[ \t]*include[ \t]*[<"]/ { next }
	{
		name = $0
		sub(/^[^<"]*[<"]/, "", name); sub(/[>"].*/, "", name)
		m = module(FILENAME)
		if (!(m in known))
			print FILENAME ": a module the table does not know"
		own = FILENAME
		sub(/[^\/]*$/, "", own)
		if ($0 ~ /"/ && index(name, own) != 1 &&
		    split(name, p, "/") > 1 && !((m, p[1]) in ok))
			print FILENAME ": " name
		for (i = 1; i <= nf; i++)
			if (name ~ header[i] && FILENAME !~ place[i])
				print FILENAME ": " name
	}' "$@"
}

say() {
	if [ -s "$tmp/bad" ]; then
		echo "not ok $1"
		sed 's/^/# /' "$tmp/bad"
	else
		echo "ok $1"
	fi
}

find src include -name '*.[ch]' | LC_ALL=C sort >"$tmp/files"
check $(cat "$tmp/files") >"$tmp/bad"
say "1 - every include goes downwards"

# A header of include/ stands alone: it needs no other file of a module.
grep -nE '#include +"(\.\./|src/)' $(grep ^include "$tmp/files") >"$tmp/bad"
say "2 - no public header leans on a private one"

# The test finds what it is made to find.
mkdir -p "$tmp/x/src/model" "$tmp/x/src/act" && cd "$tmp/x" || exit 1
echo '#include "store/store.h"' >src/model/a.c
echo '#include <sodium.h>' >src/act/b.c
[ "$(check src/model/a.c src/act/b.c | wc -l)" = 2 ] && : >"$tmp/bad" ||
	echo "two broken includes were not seen" >"$tmp/bad"
say "3 - a broken layer is seen"

# Each module has its front page, of one screen: what it gives, takes and
# refuses, and where to look.
cd "$top" || exit 1
for m in src/*/; do
	[ -f "${m}README" ] || echo "${m}README is missing"
	awk -v f="${m}README" 'length($0) > 80 { print f ": line " NR " is long" }
		END { if (NR > 25) print f ": more than a screen" }' "${m}README"
done >"$tmp/bad"
say "4 - every module has a README of one screen"
