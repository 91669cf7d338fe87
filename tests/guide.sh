#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# The guides say what the screens say.  What stands in 「」 in doc/guide.zh.md or
# doc/first-login.zh.md is
# a text of the program, or a piece of one; where a key stands before it, a
# screen has that word on that key; its pictures are there.
cd "${XINQING_SRCDIR:-.}" || exit 1
guide=doc/guide.zh.md
first=doc/first-login.zh.md
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT
echo "1..4"

# Catalogue as lines "msgid TAB msgstr"; sources as one line.
msgcat --use-first --no-wrap po/zh_CN/*.po 2>/dev/null | awk '
	/^msgid / { id = $0; sub(/^msgid "/, "", id); sub(/"$/, "", id); at = 1; next }
	/^msgstr / { s = $0; sub(/^msgstr "/, "", s); sub(/"$/, "", s); at = 2; text[id] = s; next }
	/^"/ { l = $0; gsub(/^"|"$/, "", l); if (at == 1) id = id l; else text[id] = text[id] l }
	END { for (id in text) if (id != "") print id "\t" text[id] }' >"$tmp/words"
cut -f2 "$tmp/words" >"$tmp/chinese"
cat src/screen/*.c | tr '\n\t' '  ' >"$tmp/sources"
cat src/screen/*.c src/main/session.c | tr '\n\t' '  ' >"$tmp/entries"

# said WORD: is it on a screen?  A short word must be one whole.
said() {
	grep -Fxq -- "$1" "$tmp/chinese" && return
	[ ${#1} -ge 4 ] && grep -Fq -- "$1" "$tmp/chinese"
}

# on_key KEY WORD: has a screen the word on the key, as an action or a screen?
on_key() {
	local key id
	case $1 in
	F*) key="TUI_F\\(${1#F}\\)" ;;
	Enter) key=TUI_ENTER ;;
	Tab) key=TUI_TAB ;;
	空格) key=TUI_SPACE ;;
	*) return 1 ;;
	esac
	while IFS= read -r id; do
		grep -Eq "N_\\(\"$id\"\\), +(\"[^\"]*\"|NULL), +$key" \
			"$tmp/sources" && return
		grep -Eq "N_\\(\"$id\"\\),[^{}]{0,60}$key" "$tmp/sources" && return
		# A screen of its own: its title, and its key in the entries.
		screen=$(grep -oE "screen_[a-z]+ = \\{[^}]*title = N_\\(\"$id\"\\)" \
			"$tmp/sources" | sed 's/ .*//' | head -n 1)
		[ -n "$screen" ] && grep -Eq "&$screen, [a-z_]+, $key" \
			"$tmp/entries" && return
	done < <(awk -F'\t' -v w="$2" '$2 == w { print $1 }' "$tmp/words")
	return 1
}

# check FILE: print what no screen says.
check() {
	grep -oh '「[^」]*」' "$@" | sed 's/^「//; s/」$//' | sort -u |
	while IFS= read -r text; do
		case $text in
		F[0-9]*' '* | 'Enter '* | 'Tab '* | '空格 '*)
			on_key "${text%% *}" "${text#* }" ||
				echo "$text: not on that key" ;;
		*) said "$text" || echo "$text: on no screen" ;;
		esac
	done | grep -vF -f "$tmp/ours"
}

# Words that are not the program's: Windows', and the guide's own headings.
printf '%s\n' '命令提示符:' '第一分钟:' '心晴:' '报告:' \
	'约好今天 02:00 由我们打过去，别从头再问一遍:' '120 我来打:' >"$tmp/ours"

say() {	# say N SENTENCE FILE
	if [ -s "$3" ]; then
		echo "not ok $1 - $2"
		sed 's/^/# /' "$3"
	else
		echo "ok $1 - $2"
	fi
}

check "$guide" "$first" >"$tmp/bad"
say 1 "every quoted word is on a screen, on its key" "$tmp/bad"

grep -o 'pictures/[a-z-]*\.png' "$guide" "$first" README.md | sed 's/.*:\(doc\/\)\?//' |
	sort -u | while read -r p; do
	[ -f "doc/$p" ] || echo "$p is not there"
done >"$tmp/bad"
say 2 "every picture is there" "$tmp/bad"

grep -o '](#[^)]*)' "$guide" | sed 's/](#//; s/)$//' | sort -u |
while read -r a; do
	grep -qE "^##+ $a\$" "$guide" || echo "#$a leads nowhere"
done >"$tmp/bad"
say 3 "every heading it points to is there" "$tmp/bad"

# It finds what it is made to find.
printf '「F9 接来电」「没有这样的字」「F9 有危险」\n' >"$tmp/wrong"
[ "$(check "$tmp/wrong" | wc -l)" = 2 ] && : >"$tmp/bad" ||
	check "$tmp/wrong" >"$tmp/bad"
say 4 "a wrong key and a wrong word are seen" "$tmp/bad"
