#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What bash and zsh offer is what the program's own table has: each command
# word by word, and its options behind it.
build=${XINQING_BUILDDIR:-.}
tmp=$(mktemp -d) && trap 'rm -rf "$tmp"' EXIT
echo "1..5"
"$build/xinqing" --print-completion >"$tmp/bash"
"$build/xinqing" --print-completion-zsh >"$tmp/zsh"
"$build/xinqing" --language en --help |
	sed -n 's/^  \([a-z][a-z -]*[a-z]\)  .*/\1/p' >"$tmp/commands"

# offer.SHELL WORD...: what is offered for the last, empty word.
cat >"$tmp/offer.bash" <<'END'
. "${0%/*}/bash"
COMP_WORDS=(xinqing "$@") COMP_CWORD=$#
_xinqing && printf '%s\n' "${COMPREPLY[@]}"
END
cat >"$tmp/offer.zsh" <<'END'
compadd() { shift; print -l -- "$@"; }
words=(xinqing "$@") CURRENT=$(($# + 1))
. "${0:h}/zsh"
END

# every SHELL: each word of each command is offered behind those before it.
every() {
	while read -r first second; do
		"$1" "$tmp/offer.$1" --data /x --as y "" </dev/null |
			grep -qx -e "$first" || echo "$first is missing"
		"$1" "$tmp/offer.$1" --data /x $first $second "" </dev/null |
			grep -qx -e --help || echo "$first $second has no --help"
		[ -z "$second" ] || "$1" "$tmp/offer.$1" "$first" "" </dev/null |
			grep -qx -e "${second%% *}" || echo "$first $second is missing"
	done <"$tmp/commands"
	[ "$(wc -l <"$tmp/commands")" -gt 50 ] || echo "where are the commands?"
}
options() {
	"$1" "$tmp/offer.$1" migrate "" </dev/null | sort | tr '\n' ' ' |
		grep -qx -e '--check --help ' || echo "migrate offers something else"
}

n=0
say() {	# say SENTENCE: good if bad is empty
	n=$((n + 1))
	if [ -s "$tmp/bad" ]; then
		echo "not ok $n - $1"
		sed 's/^/# /' "$tmp/bad" | head -20
	else
		echo "ok $n - $1"
	fi
}
for shell in bash zsh; do
	if command -v $shell >/dev/null; then
		every $shell >"$tmp/bad"
		say "$shell offers every command, word by word"
		options $shell >"$tmp/bad"
		say "$shell offers the options of a command, and no other's"
	else
		echo "ok $((n + 1)) # SKIP $shell is not here"
		echo "ok $((n + 2)) # SKIP $shell is not here"
		n=$((n + 2))
	fi
done

# What is no word of the table is a file, in a folder with a blank as well.
mkdir "$tmp/a b"
if command -v bash >/dev/null; then
	cat >"$tmp/files" <<-'END'
	. "${0%/*}/bash"
	complete -p xinqing | grep -q -- '-o default' || echo "no file is offered"
	COMP_WORDS=(xinqing --data "${0%/*}/a") COMP_CWORD=2
	_xinqing
	[ "${COMPREPLY[*]}" = "${0%/*}/a b" ] && [ ${#COMPREPLY[@]} -eq 1 ] ||
		printf 'offered: %s\n' "${COMPREPLY[@]}"
	END
	bash "$tmp/files" </dev/null >"$tmp/bad"
	say "bash offers files, and folders whole"
else
	echo "ok $((n + 1)) # SKIP bash is not here"
fi
