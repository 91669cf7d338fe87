/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

#define MARKS_MAX 2 /* on one base; a stack of them is an attack */

/* Characters that turn, hide or stand for something else, as ranges. */
static const struct text_range {
	uint32_t first, last;
} unwanted[] = {
	{ 0x0000, 0x001f }, /* C0 */
	{ 0x007f, 0x009f }, /* DEL, C1 */
	{ 0x00ad, 0x00ad }, /* soft hyphen */
	{ 0x034f, 0x034f }, /* combining grapheme joiner */
	{ 0x061c, 0x061c }, /* Arabic letter mark */
	{ 0x115f, 0x1160 }, /* Hangul fillers: seen as nothing */
	{ 0x17b4, 0x17b5 }, { 0x180b, 0x180f }, /* Mongolian selectors */
	{ 0x200b, 0x200f }, /* zero width, left and right marks */
	{ 0x2028, 0x202e }, /* separators, embeddings, overrides */
	{ 0x2060, 0x206f }, /* joiners, isolates, old shaping */
	{ 0x3164, 0x3164 }, /* Hangul filler */
	{ 0xd800, 0xf8ff }, /* surrogates, private use */
	{ 0xfdd0, 0xfdef }, /* noncharacters */
	{ 0xfe00, 0xfe0f }, /* variation selectors */
	{ 0xfeff, 0xfeff }, /* byte order mark */
	{ 0xffa0, 0xffa0 }, { 0xfff0, 0xfffb },	    /* interlinear, specials */
	{ 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a }, /* musical controls */
	{ 0xe0000, 0xe0fff },			    /* tags, more selectors */
	{ 0xf0000, 0x10ffff },			    /* private planes */
};

/* Bytes of a sequence by its first one; 0: never a first byte. */
static size_t
lead(unsigned char c)
{
	if (c < 0x80)
		return 1;
	if (c < 0xc2 || c > 0xf4)
		return 0;
	return c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

size_t
text_next(const char *s, size_t n, uint32_t *cp)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *p = (const unsigned char *)s;
	uint32_t c;
	size_t want;

	if (n == 0)
		return 0;
	*cp = TEXT_BAD;
	if ((want = lead(p[0])) == 0 || want > n)
		return 1;
	c = want == 1 ? p[0] : p[0] & (0xffu >> (want + 1));
	for (size_t i = 1; i < want; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 1;
		c = c << 6 | (p[i] & 0x3f);
	}
	if (c < least[want] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 1;
	*cp = c;
	return want;
}

void
text_put(struct buf *out, uint32_t cp)
{
	char b[4];
	size_t n;

	if (cp < 0x80) {
		b[0] = (char)cp;
		n = 1;
	} else if (cp < 0x800) {
		b[0] = (char)(0xc0 | cp >> 6);
		n = 2;
	} else if (cp < 0x10000) {
		b[0] = (char)(0xe0 | cp >> 12);
		n = 3;
	} else {
		b[0] = (char)(0xf0 | cp >> 18);
		n = 4;
	}
	for (size_t i = 1; i < n; i++)
		b[i] = (char)(0x80 | (cp >> (6 * (n - 1 - i)) & 0x3f));
	buf_add(out, b, n);
}

static bool
is_unwanted(uint32_t cp)
{
	size_t lo = 0, hi = nitems(unwanted), mid;

	while (lo < hi) {
		mid = (lo + hi) / 2;
		if (cp > unwanted[mid].last)
			lo = mid + 1;
		else if (cp < unwanted[mid].first)
			hi = mid;
		else
			return true;
	}
	return (cp & 0xfffe) == 0xfffe;
}

int
text_cells(uint32_t cp)
{
	if (cp >= 0x20 && cp < 0x7f)
		return 1;
	if (cp > 0x10ffff || is_unwanted(cp))
		return -1;
	return wcwidth((wchar_t)cp);
}

/* Ideographs of every plane given to them, known to the system or not. */
static bool
is_han(uint32_t cp)
{
	return (cp >= 0x3400 && cp <= 0x9fff) ||
	       (cp >= 0xf900 && cp <= 0xfaff) ||
	       (cp >= 0x20000 && cp <= 0x3fffd);
}

/* What one character is shown as: its bytes in to, its cells; n bytes of s. */
static int
shown_as(const char *s, size_t n, uint32_t cp, bool base, char to[16])
{
	int w = cp == TEXT_BAD ? -1 : text_cells(cp);

	if (w > 0 || (w == 0 && base)) {
		memcpy(to, s, n);
		to[n] = '\0';
		return w;
	}
	if (cp == TEXT_BAD)
		return snprintf(to, 16, "\\x%02x", (unsigned char)*s);
	if (is_han(cp) && (cp & 0xfffe) != 0xfffe) {
		snprintf(to, 16, "〓");
		return 2;
	}
	return snprintf(to, 16, "[U+%04X]", (unsigned)cp);
}

void
text_walk_begin(struct text_walk *w, const char *s, size_t len)
{
	*w = (struct text_walk){ .s = s, .left = len, .marks = MARKS_MAX };
}

size_t
text_walk_next(struct text_walk *w, char to[16], int *cells)
{
	uint32_t cp;
	size_t n, skipped = 0;

	for (;; skipped += n) {
		if ((n = text_next(w->s, w->left, &cp)) == 0)
			return skipped;
		*cells = shown_as(w->s, n, cp, w->base, to);
		w->s += n;
		w->left -= n;
		if (*cells > 0) {
			w->marks = 0;
			w->base = cp != TEXT_BAD && text_cells(cp) > 0;
			return skipped + n;
		}
		if (w->marks++ < MARKS_MAX)
			return skipped + n;
		to[0] = '\0'; /* one mark too many: left away */
	}
}

/* The one walk behind showing, measuring and cutting: stops before the
 * character that no longer fits; out may be NULL. */
static size_t
walk(struct buf *out, const char *s, size_t len, int cols, int *used)
{
	struct text_walk t;
	size_t at = 0, n;
	int w = 0;
	char to[16];

	*used = 0;
	text_walk_begin(&t, s, len);
	while ((n = text_walk_next(&t, to, &w)) > 0) {
		if (*used + w > cols)
			break;
		at += n;
		*used += w;
		if (out != NULL)
			buf_add_text(out, to);
	}
	return at;
}

int
text_for_screen(struct buf *out, const char *s, size_t len, int cols)
{
	int used;

	walk(out, s, len, cols, &used);
	return used;
}

int
text_width(const char *s, size_t len)
{
	int used;

	walk(NULL, s, len, INT32_MAX, &used);
	return used;
}

size_t
text_cut(const char *s, size_t len, int cols)
{
	int used;

	return walk(NULL, s, len, cols, &used);
}

/* A line end at s: its bytes, \r\n being one. */
static size_t
line_end(const char *s, size_t n)
{
	if (n > 1 && s[0] == '\r' && s[1] == '\n')
		return 2;
	return n > 0 && (s[0] == '\n' || s[0] == '\r') ? 1 : 0;
}

size_t
text_clean(struct buf *out, const char *s, size_t len, int how)
{
	size_t n, lost = 0;
	uint32_t cp;

	for (size_t at = 0; at < len; at += n) {
		if ((n = line_end(s + at, len - at)) > 0) {
			buf_add_char(out, how & TEXT_LINES ? '\n' : ' ');
			continue;
		}
		n = text_next(s + at, len - at, &cp);
		if (cp == '\t') {
			buf_add_char(out, ' ');
		} else if (cp == TEXT_BAD) {
			text_put(out, 0xfffd);
			lost++;
		} else if (is_unwanted(cp)) {
			lost++;
		} else {
			buf_add(out, s + at, n);
		}
	}
	return lost;
}

uint32_t
text_narrow(uint32_t cp)
{
	if ((cp >= 0xff10 && cp <= 0xff19) || cp == 0xff1f || cp == 0xff1a ||
	    cp == 0xff0f)
		return cp - 0xfee0;
	return cp;
}

bool
text_plain(const char *s, char *to, size_t size)
{
	size_t left = strlen(s), n, used = 0;
	uint32_t cp;

	for (; (n = text_next(s, left, &cp)) > 0; s += n, left -= n) {
		cp = cp == 0xff0d   ? '-'
		     : cp == 0xff0e ? '.'
		     : cp == 0x3000 ? ' '
				    : text_narrow(cp);
		if (used + n >= size)
			return false;
		memcpy(to + used, s, n);
		if (cp < 128)
			to[used++] = (char)cp;
		else
			used += n;
	}
	to[used] = '\0';
	return true;
}
