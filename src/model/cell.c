/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/lang.h"
#include "base/mem.h"
#include "src/model/cell.h"

#define CELL_MAX 512 /* bytes looked at; no field is so long */

static const char too_long[] = N_("This is longer than it can be.");
static const char control[] = N_("There is an invisible sign in it: please "
				 "type it again.");
static const char no_text[] = N_("Some of it cannot be read as text.");

/* Characters that an older GB18030 put into the private area. */
static ucs4_t
public_form(ucs4_t c)
{
	static const struct {
		ucs4_t was, is;
	} forms[] = { { 0xe81e, 0x9fb4 }, { 0xe826, 0x9fb5 },
		{ 0xe82b, 0x9fb6 }, { 0xe82c, 0x9fb7 }, { 0xe832, 0x9fb8 },
		{ 0xe843, 0x9fb9 }, { 0xe854, 0x9fba }, { 0xe864, 0x9fbb } };

	for (size_t i = 0; i < nitems(forms); i++)
		if (forms[i].was == c)
			return forms[i].is;
	return c;
}

static bool
is_blank(ucs4_t c)
{
	return c == ' ' || c == '\t' || c == 0xa0 || c == 0x3000;
}

/* Would it be unseen, turn a line around, or mean nothing elsewhere? */
static const char *
judge(ucs4_t c)
{
	if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c ||
	    (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
	    (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || c >= 0xe0000)
		return control;
	if (c == 0xfffd || (c & 0xfffe) == 0xfffe ||
	    (c >= 0xe000 && c <= 0xf8ff))
		return no_text;
	return NULL;
}

static bool
is_han(ucs4_t c)
{
	return (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) ||
	       c >= 0x20000;
}

/* The characters of a cell, without what stands around them. */
struct cell {
	ucs4_t c[CELL_MAX];
	size_t n;
};

static const char *
take(const char *s, struct cell *to)
{
	const char *words;
	ucs4_t c;

	to->n = 0;
	while (*s == '\'' || *s == ' ')
		s++;
	for (int len; *s != '\0'; s += len) {
		if ((len = u8_strmbtouc(&c, (const uint8_t *)s)) <= 0)
			return no_text;
		c = public_form(c);
		if (is_blank(c))
			c = ' ';
		if ((words = judge(c)) != NULL)
			return words;
		if (c == ' ' && to->n == 0)
			continue;
		if (to->n == CELL_MAX)
			return too_long;
		to->c[to->n++] = c;
	}
	while (to->n > 0 && to->c[to->n - 1] == ' ')
		to->n--;
	return NULL;
}

/* Composed, as UTF-8. */
static const char *
give(const struct cell *from, char *to, size_t size)
{
	uint8_t text[4 * CELL_MAX];
	size_t n = sizeof(text), composed_n = size - 1;
	bool plain = true;

	if (u32_to_u8(from->c, from->n, text, &n) == NULL)
		return no_text;
	for (size_t i = 0; i < from->n && plain; i++)
		plain = from->c[i] < 0x300 ||
			(from->c[i] >= 0x3400 && from->c[i] <= 0x9fff) ||
			from->c[i] == 0x3001;
	if (!plain && from->n > 0) {
		uint8_t composed[4 * CELL_MAX];

		composed_n = sizeof(composed);
		if (u8_normalize(UNINORM_NFC, text, n, composed, &composed_n) !=
		    composed)
			return too_long;
		memcpy(text, composed, n = composed_n);
	}
	if (n >= size)
		return too_long;
	memcpy(to, text, n);
	to[n] = '\0';
	return NULL;
}

const char *
cell_clean(const char *cell, char *to, size_t size)
{
	struct cell c;
	const char *words;

	if ((words = take(cell, &c)) != NULL)
		return words;
	return give(&c, to, size);
}

/* One dot for all that part a name; it is U+00B7 in the registers. */
static bool
is_dot(ucs4_t c)
{
	return c == 0xb7 || c == 0x2022 || c == 0x2027 || c == 0x30fb ||
	       c == 0xff0e || c == 0xff65;
}

static void
mend_name(struct cell *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++) {
		ucs4_t one = c->c[i];
		bool between_han = n > 0 && i + 1 < c->n &&
				   is_han(c->c[n - 1]) &&
				   (is_han(c->c[i + 1]) || c->c[i + 1] == ' ');

		if (one == ' ' && between_han)
			continue;
		if (is_dot(one) || (one == '.' && between_han))
			one = 0xb7;
		else if (one >= 0xff21 && one <= 0xff5a)
			one -= 0xfee0;
		c->c[n++] = one;
	}
	c->n = n;
}

const char *
cell_name(const char *cell, char *to, size_t size)
{
	struct cell c;
	const char *words;

	if ((words = take(cell, &c)) != NULL)
		return words;
	mend_name(&c);
	if (c.n > 0 && !is_han(c.c[0]) && !uc_is_alpha(c.c[0]))
		return N_("A name begins with a letter or a character.");
	return give(&c, to, size);
}

bool
cell_heading(const char *cell, char *to, size_t size)
{
	struct cell c, out = { .n = 0 };

	if (take(cell, &c) != NULL)
		return false;
	for (size_t i = 0; i < c.n; i++) {
		ucs4_t one = c.c[i];

		if (one == '(' || one == 0xff08 || one == '[')
			break;
		if (one == ' ' || one == '*' || one == 0xff0a)
			continue;
		if (one >= 'A' && one <= 'Z')
			one |= 0x20;
		out.c[out.n++] = one;
	}
	return give(&out, to, size) == NULL;
}

bool
cell_is_one_of(const char *words, const char *typed)
{
	size_t n = strlen(typed), k;

	for (; n > 0 && *words != '\0'; words += k + strspn(words + k, " ")) {
		k = strcspn(words, " ");
		if (k == n && strncmp(words, typed, n) == 0)
			return true;
	}
	return false;
}
