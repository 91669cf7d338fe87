/* SPDX-License-Identifier: Apache-2.0 */
#include <iconv.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/csv.h"
#include "base/err.h"
#include "base/mem.h"

#define WINDOW (1024 * 1024) /* looked at to find the encoding */

struct csv {
	csv_source source;
	void *arg;
	uint8_t *raw; /* the window: bytes start..end are unread */
	size_t start, end;
	bool at_end;
	int64_t offset, line; /* of raw[start] */
	enum csv_encoding encoding;
	iconv_t decoder; /* (iconv_t)-1 for UTF-8 */
	char separator;

	/* the record */
	enum csv_fault fault;
	int64_t record_line;
	struct buf *text; /* its fields, each ending in NUL */
	char *fields[CSV_FIELDS_MAX];
	size_t n_fields;
};

/* Have a whole record's worth of bytes at hand, or all that are left. */
static int
fill(struct csv *c, size_t want)
{
	int64_t n;

	if (c->end - c->start >= want || c->at_end)
		return 0;
	memmove(c->raw, c->raw + c->start, c->end - c->start);
	c->end -= c->start;
	c->start = 0;
	while (c->end < WINDOW && !c->at_end) {
		n = c->source(c->arg, c->raw + c->end, WINDOW - c->end);
		if (n < 0)
			return (int)n;
		c->at_end = n == 0;
		c->end += (size_t)n;
	}
	return 0;
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

static int
find_encoding(struct csv *c)
{
	const uint8_t *p = c->raw;
	size_t n = c->end;

	if (n >= 2 &&
	    ((p[0] == 0xff && p[1] == 0xfe) || (p[0] == 0xfe && p[1] == 0xff)))
		return ERR_INPUT;
	if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) {
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

const char *
csv_encoding_name(enum csv_encoding e)
{
	static const char *const names[] = { "UTF-8", "UTF-8 with a mark",
		"GB18030" };

	return names[e];
}

enum csv_encoding
csv_encoding(const struct csv *c)
{
	return c->encoding;
}

/* Whichever of the three parts the first line most often. */
static void
find_separator(struct csv *c)
{
	size_t commas = 0, tabs = 0, semicolons = 0;

	for (size_t i = c->start; i < c->end; i++) {
		uint8_t b = c->raw[i];

		if (b == '\n' || b == '\r')
			break;
		commas += b == ',';
		tabs += b == '\t';
		semicolons += b == ';';
	}
	c->separator = ',';
	if (tabs > commas && tabs >= semicolons)
		c->separator = '\t';
	else if (semicolons > commas)
		c->separator = ';';
}

int
csv_open(struct csv **out, csv_source source, void *arg)
{
	struct csv *c = mem_zero(1, sizeof(*c));
	int r;

	c->source = source;
	c->arg = arg;
	c->raw = mem_grow(NULL, WINDOW, 1);
	c->text = buf_new();
	c->line = 1;
	c->decoder = (iconv_t)-1;
	if ((r = fill(c, WINDOW)) != 0 || (r = find_encoding(c)) != 0) {
		csv_close(c);
		return r;
	}
	find_separator(c);
	*out = c;
	return 0;
}

void
csv_close(struct csv *c)
{
	if (c == NULL)
		return;
	if (c->decoder != (iconv_t)-1)
		iconv_close(c->decoder);
	buf_free(c->text);
	free(c->raw);
	free(c);
}

void
csv_jump(struct csv *c, int64_t offset, int64_t line)
{
	c->start = c->end = 0;
	c->at_end = false;
	c->offset = offset;
	c->line = line;
}

/* --- a record ------------------------------------------------------------ */

/* Where a record ends, seen in its bytes.  No byte of a character beyond
 * ASCII looks like a quote, a separator or a line's end in either encoding,
 * so the bytes can be read as they are. */
struct span {
	size_t bytes; /* without the line's end */
	size_t all;   /* with it */
	int64_t lines;
	bool quotes; /* some field is quoted */
	bool nul;
};

static size_t
line_end(const uint8_t *p, size_t n)
{
	return p[0] == '\r' && n > 1 && p[1] == '\n' ? 2 : 1;
}

/* The first physical line, whatever it holds. */
static void
span_line(const uint8_t *p, size_t n, struct span *s)
{
	size_t i = 0;

	while (i < n && p[i] != '\n' && p[i] != '\r')
		i++;
	*s = (struct span){ .bytes = i, .all = i, .lines = i < n };
	if (i < n)
		s->all += line_end(p + i, n - i);
	s->nul = memchr(p, '\0', i) != NULL;
}

static enum csv_fault
span_record(const struct csv *c, const uint8_t *p, size_t n, struct span *s)
{
	enum { BEGIN, PLAIN, QUOTED, CLOSED } at = BEGIN;
	size_t i;

	*s = (struct span){ 0 };
	for (i = 0; i < n; i++) {
		uint8_t b = p[i];

		s->nul |= b == '\0';
		if (at == QUOTED) {
			at = b == '"' ? CLOSED : QUOTED;
			s->lines += b == '\n' || (b == '\r' && i + 1 < n &&
						     p[i + 1] != '\n');
		} else if (b == '\n' || b == '\r')
			break;
		else if (b == (uint8_t)c->separator)
			at = BEGIN;
		else if (b == '"' && (at == BEGIN || at == CLOSED)) {
			at = QUOTED; /* or a doubled one inside */
			s->quotes = true;
		} else if (at == CLOSED)
			return CSV_QUOTE;
		else
			at = PLAIN;
	}
	if (at == QUOTED)
		return CSV_QUOTE; /* found by nobody within a record */
	s->bytes = s->all = i;
	if (i < n) {
		s->all += line_end(p + i, n - i);
		s->lines++;
	}
	return i > CSV_RECORD_MAX ? CSV_LONG : CSV_FINE;
}

/* Append the record as UTF-8; false if some bytes had to be replaced. */
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

/* Take the quotes off one field, in place; where it ends. */
static char *
unquote(char *s, char separator)
{
	char *to = s, *from = s + 1;

	for (;; from++) {
		if (*from == '"' && from[1] == '"')
			from++;
		else if (*from == '"' || *from == '\0')
			break;
		*to++ = *from;
	}
	if (*from == '"')
		from++;
	while (*from != '\0' && *from != separator)
		from++;
	*to = '\0'; /* before from: a quote at least was taken off */
	return from;
}

/* Part c->text into fields; false if there are too many. */
static bool
part(struct csv *c, bool quotes)
{
	char *s = (char *)(uintptr_t)buf_text(c->text), *end;

	for (c->n_fields = 0;; s = end + 1) {
		if (c->n_fields == CSV_FIELDS_MAX)
			return false;
		c->fields[c->n_fields++] = s;
		end = quotes && *s == '"' ? unquote(s, c->separator)
					  : strchrnul(s, c->separator);
		if (*end == '\0')
			return true;
		*end = '\0';
	}
}

/* NULs would hide what stands behind them. */
static void
replace_nuls(uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] == '\0')
			p[i] = '?';
}

static void
take(struct csv *c, const struct span *s)
{
	uint8_t *p = c->raw + c->start;
	bool whole;

	buf_clear(c->text);
	if (s->nul)
		replace_nuls(p, s->bytes);
	whole = c->decoder != (iconv_t)-1 ? decode(c, p, s->bytes)
					  : copy_utf8(c, p, s->bytes);
	if (c->fault == CSV_FINE && (!whole || s->nul))
		c->fault = CSV_TEXT;
	if (!part(c, s->quotes) && c->fault == CSV_FINE)
		c->fault = CSV_MANY;
	c->start += s->all;
	c->offset += (int64_t)s->all;
	c->line += s->lines;
}

/* The rest of a line that was longer than any record. */
static int
skip_line(struct csv *c)
{
	struct span s = { 0 };
	int r;

	while (s.lines == 0) {
		if ((r = fill(c, 2)) != 0 || c->start == c->end)
			return r;
		span_line(c->raw + c->start, c->end - c->start, &s);
		c->start += s.all;
		c->offset += (int64_t)s.all;
		c->line += s.lines;
	}
	return 0;
}

int
csv_next(struct csv *c)
{
	struct span s;
	size_t n;
	int r;

	do {
		if ((r = fill(c, CSV_RECORD_MAX + 2)) != 0)
			return r;
		if (c->start == c->end)
			return 0;
		n = c->end - c->start;
		if (n > CSV_RECORD_MAX + 2)
			n = CSV_RECORD_MAX + 2;
		c->record_line = c->line;
		c->fault = span_record(c, c->raw + c->start, n, &s);
		if (c->fault != CSV_FINE)
			span_line(c->raw + c->start, n, &s);
		take(c, &s);
		if (s.lines == 0 && (r = skip_line(c)) != 0)
			return r;
	} while (s.bytes == 0 && c->fault == CSV_FINE);
	return 1;
}

enum csv_fault
csv_fault(const struct csv *c)
{
	return c->fault;
}

size_t
csv_fields(const struct csv *c)
{
	return c->n_fields;
}

const char *
csv_field(const struct csv *c, size_t i)
{
	return i < c->n_fields ? c->fields[i] : "";
}

int64_t
csv_line(const struct csv *c)
{
	return c->record_line;
}

int64_t
csv_next_offset(const struct csv *c)
{
	return c->offset;
}

int64_t
csv_next_line(const struct csv *c)
{
	return c->line;
}

/* --- writing ------------------------------------------------------------- */

void
csv_put(struct buf *out, const char *s, int first)
{
	bool formula = *s != '\0' && strchr("=+-@\t\r", *s) != NULL;

	if (!first)
		buf_add_char(out, ',');
	if (!formula && strpbrk(s, ",\"\r\n;\t") == NULL && *s != ' ') {
		buf_add_text(out, s);
		return;
	}
	buf_add_char(out, '"');
	if (formula)
		buf_add_char(out, '\'');
	for (; *s != '\0'; s++) {
		if (*s == '"')
			buf_add_char(out, '"');
		buf_add_char(out, *s);
	}
	buf_add_char(out, '"');
}
