/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/mem.h"
#include "model/pinyin.h"
#include "src/model/pinyin_table.inc"

/* One field being filled; what does not fit whole is left out. */
struct out {
	char *to;
	size_t size, len;
};

static void
out_add(struct out *o, const char *s, size_t n)
{
	if (o->len + n >= o->size)
		return;
	memcpy(o->to + o->len, s, n);
	o->to[o->len += n] = '\0';
}

static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'Z')
		return c - 'A' + 10;
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 36;
	return c == '+' ? 62 : 63;
}

static const char *
syllable_of(ucs4_t c)
{
	const char *p;

	if (c >> 6 >= nitems(pages) || pages[c >> 6] == NULL)
		return "";
	p = pages[c >> 6] + 2 * (c & 63);
	return syllables[digit(p[0]) << 6 | digit(p[1])];
}

/* The next character of s, full-width ASCII as plain; 0 at the end.  Bytes
 * that are no UTF-8 come as U+FFFD, one each. */
static ucs4_t
next_char(const char **s)
{
	ucs4_t c;
	int n;

	if (**s == '\0')
		return 0;
	n = u8_strmbtouc(&c, (const uint8_t *)*s);
	if (n <= 0) {
		*s += 1;
		return 0xfffd;
	}
	*s += n;
	return c >= 0xff01 && c <= 0xff5e ? c - 0xfee0 : c == 0x3000 ? ' ' : c;
}

static bool
is_letter(ucs4_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Between the parts of a name: never part of a key. */
static bool
is_gap(ucs4_t c)
{
	static const ucs4_t gaps[] = { ' ', '.', '\'', '-', 0xa0, 0xb7, 0x2022,
		0x2027, 0x2019, 0x30fb, 0xff65, 0x2e31 };

	for (size_t i = 0; i < nitems(gaps); i++)
		if (gaps[i] == c)
			return true;
	return c < 0x20;
}

/* A Latin letter without its marks: e for e with a grave; 'v' for u with two
 * dots, toned or not; 0 for what is no Latin letter. */
static char
bare_letter(ucs4_t c)
{
	static const ucs4_t u_dots[] = { 0xfc, 0xdc, 0x1d5, 0x1d6, 0x1d7, 0x1d8,
		0x1d9, 0x1da, 0x1db, 0x1dc };
	ucs4_t parts[8];

	if (c >= 0x2000) /* no Latin letter is so far out */
		return 0;
	for (size_t i = 0; i < nitems(u_dots); i++)
		if (u_dots[i] == c)
			return 'v';
	for (int n; !is_letter(c); c = parts[0])
		if ((n = uc_canonical_decomposition(c, parts)) <= 0 ||
		    c == parts[0])
			return 0;
	return (char)(c | 0x20);
}

static void
add_syllable(struct out *o, const char *s)
{
	if (o->len > 0)
		out_add(o, " ", 1);
	out_add(o, s, strlen(s));
}

void
pinyin_read(const char *name, char to[PINYIN_READING_MAX])
{
	struct out o = { to, PINYIN_READING_MAX, 0 };
	bool in_word = false;
	const char *surname;
	size_t skip = 0;
	ucs4_t c;

	to[0] = '\0';
	if ((surname = pinyin_surname(name, &skip)) != NULL)
		add_syllable(&o, surname);
	for (name += skip; (c = next_char(&name)) != 0;) {
		const char *s = syllable_of(c);
		char letter = bare_letter(c);

		if (letter != 0 && in_word)
			out_add(&o, &letter, 1);
		else if (letter != 0)
			add_syllable(&o, (char[]){ letter, '\0' });
		else if (!is_gap(c))
			add_syllable(&o, *s != '\0' ? s : "?");
		in_word = letter != 0;
	}
}

bool
pinyin_plain(const char *typed, char to[PINYIN_READING_MAX])
{
	struct out o = { to, PINYIN_READING_MAX, 0 };
	bool in_word = false;
	ucs4_t c;

	to[0] = '\0';
	while ((c = next_char(&typed)) != 0) {
		char letter = bare_letter(c);

		if (letter == 0 && !is_gap(c)) {
			to[0] = '\0';
			return false;
		}
		if (letter != 0 && !in_word && o.len > 0)
			out_add(&o, " ", 1);
		if (letter != 0)
			out_add(&o, &letter, 1);
		in_word = letter != 0;
	}
	return o.len > 0;
}

void
pinyin_keys(
    const char *reading, char py[PINYIN_PY_MAX], char ini[PINYIN_INITIALS_MAX])
{
	struct out whole = { py, PINYIN_PY_MAX, 0 };
	struct out first = { ini, PINYIN_INITIALS_MAX, 0 };
	bool start = true;

	py[0] = ini[0] = '\0';
	for (; *reading != '\0'; reading++) {
		const char *c = *reading == 'v' ? "u" : reading;

		if (*reading != ' ')
			out_add(&whole, c, 1);
		if (*reading != ' ' && start)
			out_add(&first, c, 1);
		start = *reading == ' ';
	}
}

/* One character as the name key has it. */
static void
add_folded(struct out *o, ucs4_t c)
{
	uint8_t u[6];
	int n;

	if (is_gap(c))
		return;
	if (c >= 'A' && c <= 'Z')
		c |= 0x20;
	if ((n = u8_uctomb(u, c, sizeof(u))) > 0)
		out_add(o, (const char *)u, (size_t)n);
}

void
pinyin_name_key(const char *name, char to[PINYIN_NAME_KEY_MAX])
{
	struct out o = { to, PINYIN_NAME_KEY_MAX, 0 };
	ucs4_t c;

	to[0] = '\0';
	while ((c = next_char(&name)) != 0)
		add_folded(&o, c);
}

/* Letters, marked or not, as py keys have them; false if there is more. */
static bool
fold_letters(const char *typed, char to[PINYIN_NAME_KEY_MAX])
{
	char plain[PINYIN_READING_MAX], py[PINYIN_PY_MAX];
	char ini[PINYIN_INITIALS_MAX];

	if (!pinyin_plain(typed, plain))
		return false;
	pinyin_keys(plain, py, ini);
	mem_copy_text(to, PINYIN_NAME_KEY_MAX, py);
	return true;
}

enum pinyin_query
pinyin_fold(const char *typed, char to[PINYIN_NAME_KEY_MAX])
{
	const char *p;

	if (fold_letters(typed, to))
		return PINYIN_LETTERS;
	pinyin_name_key(typed, to);
	if (to[0] == '\0')
		return PINYIN_NOTHING;
	p = to + strspn(to, "gjl"); /* as a national number begins */
	return *p >= '0' && *p <= '9' ? PINYIN_DIGITS : PINYIN_NAME;
}
