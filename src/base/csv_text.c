/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "csv_internal.h"

#define WINDOW (1024 * 1024) /* looked at to find the encoding */
/* UTF-16 grows by half, behind what is left of a record. */
#define WINDOW_WIDE (CSV_RECORD_MAX + 8 + WINDOW / 2 * 3)

/* --- UTF-16 --------------------------------------------------------------- */

static unsigned
unit(const struct csv *c, size_t i)
{
	const uint8_t *p = c->wide + i;

	return c->big ? p[0] << 8 | p[1] : p[1] << 8 | p[0];
}

static size_t
put_utf8(uint8_t *to, unsigned u)
{
	size_t n = u < 0x80 ? 1 : u < 0x800 ? 2 : u < 0x10000 ? 3 : 4;
	static const uint8_t first[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

	for (size_t i = n - 1; i > 0; i--, u >>= 6)
		to[i] = (uint8_t)(0x80 | (u & 0x3f));
	to[0] = (uint8_t)(first[n] | u);
	return n;
}

/* Put what is at hand into the window; half a pair waits for the other.  What
 * is no character becomes U+FFFD, which is as wide: csv_text_pass() counts on
 * two bytes a unit. */
static void
narrow(struct csv *c)
{
	size_t i = 0;

	for (; i + 1 < c->n_wide; i += 2) {
		unsigned u = unit(c, i), low;

		if (u >= 0xd800 && u < 0xdc00 && i + 3 >= c->n_wide &&
		    !c->at_end)
			break;
		if (u >= 0xd800 && u < 0xdc00 && i + 3 < c->n_wide &&
		    (low = unit(c, i + 2)) >= 0xdc00 && low < 0xe000) {
			u = 0x10000 + ((u - 0xd800) << 10) + (low - 0xdc00);
			i += 2;
		} else if (u >= 0xd800 && u < 0xe000)
			u = 0xfffd;
		c->end += put_utf8(c->raw + c->end, u);
	}
	memmove(c->wide, c->wide + i, c->n_wide - i);
	c->n_wide -= i;
	if (c->at_end && c->n_wide > 0) { /* half a unit */
		c->end += put_utf8(c->raw + c->end, 0xfffd);
		c->n_wide = 0;
	}
}

/* --- the window ----------------------------------------------------------- */

static int
read_more(struct csv *c, uint8_t *to, size_t *have)
{
	int64_t n;

	while (*have < WINDOW && !c->at_end) {
		n = c->source(c->arg, to + *have, WINDOW - *have);
		if (n < 0)
			return (int)n;
		c->at_end = n == 0;
		*have += (size_t)n;
	}
	return 0;
}

int
csv_text_fill(struct csv *c, size_t want)
{
	int r;

	if (c->end - c->start >= want || c->at_end)
		return 0;
	memmove(c->raw, c->raw + c->start, c->end - c->start);
	c->end -= c->start;
	c->start = 0;
	if (c->wide == NULL)
		return read_more(c, c->raw, &c->end);
	if ((r = read_more(c, c->wide, &c->n_wide)) == 0)
		narrow(c);
	return r;
}

void
csv_text_pass(struct csv *c, size_t n)
{
	const uint8_t *p = c->raw + c->start;

	c->start += n;
	if (c->wide == NULL) {
		c->offset += (int64_t)n;
		return;
	}
	for (size_t i = 0; i < n; i++)
		if ((p[i] & 0xc0) != 0x80)
			c->offset += p[i] >= 0xf0 ? 4 : 2;
}

void
csv_text_jump(struct csv *c, int64_t offset)
{
	c->start = c->end = c->n_wide = 0;
	c->at_end = false;
	c->offset = offset;
}

/* --- encoding ------------------------------------------------------------ */

/* Bytes of the UTF-8 character at p; 0 if it is none; n + 1 if it is cut. */
static size_t
utf8_length(const uint8_t *p, size_t n)
{
	size_t len = p[0] < 0x80		    ? 1
		     : p[0] >= 0xc2 && p[0] < 0xe0  ? 2
		     : (p[0] & 0xf0) == 0xe0	    ? 3
		     : p[0] >= 0xf0 && p[0] <= 0xf4 ? 4
						    : 0;

	for (size_t i = 1; i < len; i++) {
		if (i == n)
			return n + 1;
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	}
	if ((p[0] == 0xe0 && len > 1 && p[1] < 0xa0) ||
	    (p[0] == 0xed && len > 1 && p[1] > 0x9f) ||
	    (p[0] == 0xf0 && len > 1 && p[1] < 0x90) ||
	    (p[0] == 0xf4 && len > 1 && p[1] > 0x8f))
		return 0;
	return len;
}

static bool
is_utf8(const uint8_t *p, size_t n, bool may_be_cut)
{
	for (size_t len; n > 0; p += len, n -= len) {
		len = utf8_length(p, n);
		if (len > n)
			return may_be_cut;
		if (len == 0)
			return false;
	}
	return true;
}

/* The shape only; whether each character exists shows when it is read. */
static bool
is_gb18030(const uint8_t *p, size_t n)
{
	for (size_t len; n > 0; p += len, n -= len) {
		if (p[0] < 0x80)
			len = 1;
		else if (p[0] == 0x80 || p[0] == 0xff)
			return false;
		else if (n < 4)
			return true; /* cut at the window's end, or nearly */
		else if (p[1] >= 0x30 && p[1] <= 0x39)
			len = p[2] >= 0x81 && p[3] >= 0x30 && p[3] <= 0x39 ? 4
									   : 0;
		else
			len = p[1] >= 0x40 && p[1] != 0x7f && p[1] != 0xff ? 2
									   : 0;
		if (len == 0)
			return false;
	}
	return true;
}

/* The window read so far is what is still to be narrowed. */
static void
begin_wide(struct csv *c)
{
	c->encoding = CSV_UTF16;
	c->big = c->raw[0] == 0xfe;
	c->offset = 2;
	c->wide = c->raw;
	c->n_wide = c->end - 2;
	memmove(c->wide, c->wide + 2, c->n_wide);
	c->raw = mem_grow(NULL, WINDOW_WIDE, 1);
	c->end = 0;
	narrow(c);
}

static int
find_encoding(struct csv *c)
{
	const uint8_t *p = c->raw;
	size_t n = c->end;

	if (n >= 2 &&
	    ((p[0] == 0xff && p[1] == 0xfe) || (p[0] == 0xfe && p[1] == 0xff)))
		begin_wide(c);
	else if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) {
		c->encoding = CSV_UTF8_MARK;
		c->start = 3;
		c->offset = 3;
	} else if (is_utf8(p, n, !c->at_end)) {
		c->encoding = CSV_UTF8;
	} else if (is_gb18030(p, n)) {
		c->encoding = CSV_GB18030;
		c->decoder = iconv_open("UTF-8", "GB18030");
		if (c->decoder == (iconv_t)-1)
			return ERR_SYSTEM;
	} else
		return ERR_INPUT;
	return 0;
}

int
csv_text_open(struct csv *c)
{
	int r;

	c->raw = mem_grow(NULL, WINDOW, 1);
	c->decoder = (iconv_t)-1;
	r = csv_text_fill(c, WINDOW);
	return r != 0 ? r : find_encoding(c);
}

void
csv_text_close(struct csv *c)
{
	if (c->decoder != (iconv_t)-1)
		iconv_close(c->decoder);
	free(c->raw);
	free(c->wide);
}

const char *
csv_encoding_name(enum csv_encoding e)
{
	static const char *const names[] = { "UTF-8", "UTF-8 with a mark",
		"UTF-16", "GB18030" };

	return names[e];
}

enum csv_encoding
csv_encoding(const struct csv *c)
{
	return c->encoding;
}

static bool
decode(struct csv *c, const uint8_t *p, size_t n)
{
	char *in = (char *)(uintptr_t)p, *to, *end;
	bool whole = true;
	size_t left = n, room;

	while (left > 0) {
		room = 3 * left + 8;
		to = end = (char *)buf_room(c->text, room);
		if (iconv(c->decoder, &in, &left, &end, &room) != (size_t)-1)
			left = 0;
		buf_wrote(c->text, (size_t)(end - to));
		if (left == 0)
			break;
		buf_add_text(c->text, "\xef\xbf\xbd");
		whole = false;
		in++;
		left--;
		iconv(c->decoder, NULL, NULL, NULL, NULL);
	}
	return whole;
}

static bool
copy_utf8(struct csv *c, const uint8_t *p, size_t n)
{
	bool whole = true;

	if (is_utf8(p, n, false)) {
		buf_add(c->text, p, n);
		return true;
	}
	for (size_t len; n > 0; p += len, n -= len) {
		len = utf8_length(p, n);
		if (len == 0 || len > n) {
			buf_add_text(c->text, "\xef\xbf\xbd");
			whole = false;
			len = 1;
		} else
			buf_add(c->text, p, len);
	}
	return whole;
}

bool
csv_text_add(struct csv *c, const uint8_t *p, size_t n)
{
	if (c->decoder != (iconv_t)-1)
		return decode(c, p, n);
	/* narrow() has replaced what was no character */
	return copy_utf8(c, p, n) &&
	       (c->encoding != CSV_UTF16 ||
		   memmem(p, n, "\xef\xbf\xbd", 3) == NULL);
}
