/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/text.h"
#include "model/code.h"

/* Without 0 O 1 I L U: every character is one only. */
static const char printed[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
static const char spoken[] = "23456789";

const char *
code_alphabet(enum code_kind k)
{
	return k == CODE_AGAIN ? spoken : printed;
}

static bool
is_between(uint32_t c)
{
	return c == ' ' || c == '-' || c == 0x3000 || c == 0x2014 ||
	       c == 0x2013;
}

bool
code_read(const char *s, size_t n, char to[CODE_MAX])
{
	size_t at = 0, len = 0;
	uint32_t c;

	while (at < n) {
		at += text_next(s + at, n - at, &c);
		if (c > 0xff00 && c < 0xff5f) /* full width */
			c -= 0xfee0;
		if (is_between(c))
			continue;
		if (c >= 'a' && c <= 'z')
			c -= 'a' - 'A';
		if (c == 0 || c > 'Z' || strchr(printed, (int)c) == NULL ||
		    len == CODE_CHARS)
			return false;
		to[len++] = (char)c;
	}
	to[len] = '\0';
	return len == CODE_CHARS;
}

void
code_write(const char code[CODE_MAX], char to[CODE_WORDS])
{
	size_t len = 0;

	for (size_t i = 0; i < CODE_CHARS; i++) {
		if (i > 0 && i % 4 == 0)
			to[len++] = '-';
		to[len++] = code[i];
	}
	to[len] = '\0';
}
