#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every English text of the program has its Chinese: what xgettext finds in
# the sources is in the joined catalogue, translated, not fuzzy; and nothing
# else is.
srcdir=${XINQING_SRCDIR:-.}
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT
echo "1..4"
cd "$srcdir" || exit 1
find src include -name '*.c' -o -name '*.h' | LC_ALL=C sort >"$tmp/files"
xgettext --from-code=UTF-8 -k_ -kN_ -k'C_:1c,2' -L C -f "$tmp/files" \
	-o "$tmp/all.pot" --no-location 2>"$tmp/err" || { cat "$tmp/err"; exit 1; }
msgcat --use-first -o "$tmp/zh.po" po/zh_CN/*.po 2>/dev/null
if msgcmp --use-untranslated "$tmp/zh.po" "$tmp/all.pot" >"$tmp/missing" 2>&1 &&
	msgcmp "$tmp/zh.po" "$tmp/all.pot" >"$tmp/missing" 2>&1; then
	echo "ok 1 - every text has its Chinese"
else
	echo "not ok 1 - every text has its Chinese"
	msgcomm --more-than=0 --unique "$tmp/all.pot" "$tmp/zh.po" 2>/dev/null |
		grep '^msgid' | head -40 | sed 's/^/# /'
	sed 's/^/# /' "$tmp/missing" | head -40
fi
# Words nobody should read here: they label a child, or command a colleague.
if grep -nE '患者|异常学生|问题学生|高危|上报|处置|督办' po/zh_CN/*.po >"$tmp/bad"; then
	echo "not ok 2 - no word that labels or commands"
	sed 's/^/# /' "$tmp/bad"
else
	echo "ok 2 - no word that labels or commands"
fi
# Catalogues are joined by taking the first: a second answer to one text would
# never show, or show a word that belongs to another screen.
msgcat po/zh_CN/*.po -o "$tmp/joined.po" 2>/dev/null
if grep -B9 '^\(msgstr \)\?"#-#-#-#-#' "$tmp/joined.po" >"$tmp/two"; then
	echo "not ok 3 - one text has one Chinese"
	grep '^msgid' "$tmp/two" | sed 's/^/# /'
else
	echo "ok 3 - one text has one Chinese"
fi
# What no source says any more is translated for nobody.
if msgcmp --use-untranslated "$tmp/all.pot" "$tmp/zh.po" >"$tmp/dead" 2>&1; then
	echo "ok 4 - every Chinese has its text"
else
	echo "not ok 4 - every Chinese has its text"
	msgcomm --unique "$tmp/all.pot" "$tmp/zh.po" 2>/dev/null |
		grep -A1 '^msgid' | head -40 | sed 's/^/# /'
	sed 's/^/# /' "$tmp/dead" | head -40
fi
