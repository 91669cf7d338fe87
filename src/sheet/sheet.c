/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/text.h"
#include "internal.h"

#define BLOCK 65536

int
sheet_refuse(struct sheet *s, enum reader_word why, const char *place)
{
	struct buf *clean;

	if (s->told->why != READER_NOTHING)
		return ERR_INPUT; /* the first one is the reason */
	s->told->why = why;
	clean = buf_new();
	text_clean(clean, place, strlen(place), TEXT_ONE_LINE);
	mem_copy_text(s->told->place, sizeof(s->told->place), buf_text(clean));
	buf_free(clean);
	return ERR_INPUT;
}

/* --- what file it is --------------------------------------------------------
 */

/* An old compound file: a workbook of the old kind, or a new one inside of a
 * lock.  Its directory, in UTF-16, may lie anywhere. */
static int
refuse_compound(struct sheet *s)
{
	static const char locked[] =
	    "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
	enum { TAIL = sizeof(locked) };
	char *block = mem_zero(1, BLOCK + TAIL);
	enum reader_word why = READER_OLD;
	int64_t at = 0, n;

	while (why == READER_OLD && (n = s->how->read_at(s->how->arg, at,
					 block + TAIL, BLOCK)) > 0) {
		if (memmem(block, TAIL + (size_t)n, locked,
			sizeof(locked) - 1) != NULL)
			why = READER_LOCKED;
		memmove(block, block + n, TAIL);
		at += n;
	}
	free(block);
	return sheet_refuse(s, why, "");
}

static int
read_book(struct sheet *s)
{
	int r;

	if ((r = parts_open(s)) == 0 && (r = book_read(s)) == 0 &&
	    (r = style_read(s)) == 0 && (r = strings_read(s)) == 0 &&
	    (r = cells_read(s)) == 0)
		r = out_end(s);
	parts_close(s);
	strings_free(s);
	free(s->styles);
	return r;
}

/* No table of text begins like this; UTF-16 and its zeros have a mark. */
static bool
is_other(const uint8_t *p, size_t n)
{
	static const char *const heads[] = { "%PDF", "\177ELF", "\x1f\x8b",
		"Rar!", "7z\xbc\xaf", "{\\rtf", "\x89PNG", "\xff\xd8\xff" };

	for (size_t i = 0; i < nitems(heads); i++)
		if (n >= strlen(heads[i]) &&
		    memcmp(p, heads[i], strlen(heads[i])) == 0)
			return true;
	if (n >= 2 &&
	    ((p[0] == 0xff && p[1] == 0xfe) || (p[0] == 0xfe && p[1] == 0xff)))
		return false;
	return memchr(p, '\0', n) != NULL;
}

static bool
is_markup(const uint8_t *p, size_t n)
{
	size_t i = n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	while (i < n && (p[i] == ' ' || (p[i] >= '\t' && p[i] <= '\r')))
		i++;
	return i < n && p[i] == '<';
}

static int
read_any(struct sheet *s)
{
	uint8_t head[512];
	int64_t n;

	if (s->how->size > READER_FILE_MAX)
		return sheet_refuse(s, READER_LARGE, "");
	n = s->how->read_at(s->how->arg, 0, head, sizeof(head));
	if (n < 0)
		return (int)n;
	if (n == 0)
		return sheet_refuse(s, READER_EMPTY, "");
	if (n >= 4 &&
	    (memcmp(head, "PK\3\4", 4) == 0 || memcmp(head, "PK\5\6", 4) == 0))
		return read_book(s);
	if (n >= 4 && memcmp(head, "\xd0\xcf\x11\xe0", 4) == 0)
		return refuse_compound(s);
	if (is_markup(head, (size_t)n))
		return sheet_refuse(s, READER_MARKUP, "");
	if (is_other(head, (size_t)n))
		return sheet_refuse(s, READER_NO_TABLE, "");
	return table_read(s);
}

int
sheet_read(const struct sheet_how *how, struct sheet_told *told)
{
	struct sheet *s = mem_zero(1, sizeof(*s));
	int r;

	*told = (struct sheet_told){ .why = READER_NOTHING };
	s->how = how;
	s->told = told;
	out_open(s);
	r = read_any(s);
	if (told->why != READER_NOTHING)
		r = ERR_INPUT;
	else if (s->broken != 0)
		r = s->broken;
	told->rows = s->out.line;
	out_close(s);
	free(s);
	return r;
}
