/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "csv_internal.h"

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
	c->text = buf_new();
	c->line = 1;
	if ((r = csv_text_open(c)) != 0) {
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
	csv_text_close(c);
	buf_free(c->text);
	free(c);
}

void
csv_jump(struct csv *c, int64_t offset, int64_t line)
{
	csv_text_jump(c, offset);
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
	whole = csv_text_add(c, p, s->bytes);
	if (c->fault == CSV_FINE && (!whole || s->nul))
		c->fault = CSV_TEXT;
	if (!part(c, s->quotes) && c->fault == CSV_FINE)
		c->fault = CSV_MANY;
	csv_text_pass(c, s->all);
	c->line += s->lines;
}

/* The rest of a line that was longer than any record. */
static int
skip_line(struct csv *c)
{
	struct span s = { 0 };
	int r;

	while (s.lines == 0) {
		if ((r = csv_text_fill(c, 2)) != 0 || c->start == c->end)
			return r;
		span_line(c->raw + c->start, c->end - c->start, &s);
		csv_text_pass(c, s.all);
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
		if ((r = csv_text_fill(c, CSV_RECORD_MAX + 2)) != 0)
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
