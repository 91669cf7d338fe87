/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/err.h"
#include "base/mem.h"
#include "internal.h"

#define ROW_ROOM (3 * CSV_RECORD_MAX + 1024)
#define BYTES 65536

/*
 * Rows as CSV, so that line n is row n: a line end within a cell becomes a
 * blank, a row that is not there an empty line.  A reader finds the separator
 * in the first line, so that one has no tab and at least as many commas as
 * semicolons.
 */

void
out_open(struct sheet *s)
{
	s->out.row = mem_grow(NULL, ROW_ROOM, 1);
	s->out.bytes = mem_grow(NULL, BYTES, 1);
}

void
out_close(struct sheet *s)
{
	free(s->out.row);
	free(s->out.bytes);
}

static int
flush(struct sheet *s)
{
	if (s->broken == 0 && s->out.n_bytes > 0)
		s->broken =
		    s->how->write(s->how->arg, s->out.bytes, s->out.n_bytes);
	s->out.n_bytes = 0;
	return s->broken;
}

/* ERR_LIMIT beyond what a sheet may hold; what write() says shows later. */
static int
send(struct sheet *s, const char *p, size_t n)
{
	struct out *o = &s->out;
	size_t part;

	if ((o->all += (int64_t)n) > READER_OUTPUT_MAX)
		return ERR_LIMIT;
	for (; n > 0; p += part, n -= part) {
		part = n < BYTES - o->n_bytes ? n : BYTES - o->n_bytes;
		memcpy(o->bytes + o->n_bytes, p, part);
		o->n_bytes += part;
		if (o->n_bytes == BYTES)
			(void)flush(s);
	}
	return 0;
}

/* A mark at the very beginning would be taken for one of the encoding. */
static bool
is_mark(const struct out *o, const char *p, size_t n)
{
	return o->line == 0 && o->n == 0 && n >= 3 &&
	       memcmp(p, "\xef\xbb\xbf", 3) == 0;
}

/* Room was made sure of: each byte becomes two at most. */
static void
add_text(struct out *o, const char *p, size_t n)
{
	bool quotes = memchr(p, ',', n) != NULL || memchr(p, '"', n) != NULL;

	if (quotes)
		o->row[o->n++] = '"';
	for (size_t i = 0; i < n; i++) {
		char c = p[i];

		if (c == '\r' && i + 1 < n && p[i + 1] == '\n')
			continue;
		if (c == '"')
			o->row[o->n++] = '"';
		o->semicolons += c == ';';
		o->row[o->n++] =
		    c == '\r' || c == '\n' || c == '\t' || c == '\0' ? ' ' : c;
	}
	if (quotes)
		o->row[o->n++] = '"';
}

int
out_cell(struct sheet *s, int column, const char *p, size_t n)
{
	struct out *o = &s->out;

	if (o->n > CSV_RECORD_MAX || n > CSV_RECORD_MAX)
		return ERR_LIMIT;
	for (; o->columns < column; o->columns++)
		o->row[o->n++] = ',';
	if (is_mark(o, p, n)) {
		p += 3;
		n -= 3;
	}
	add_text(o, p, n);
	return o->n > CSV_RECORD_MAX ? ERR_LIMIT : 0;
}

/* Empty lines up to the one of that row. */
static int
catch_up(struct sheet *s, int64_t row)
{
	int r = 0;

	for (; r == 0 && s->out.line < row - 1; s->out.line++)
		r = send(s, "\r\n", 2);
	return r;
}

static void
pad(struct out *o, int columns)
{
	for (; o->columns < columns && o->columns + 1 < CSV_FIELDS_MAX;
	     o->columns++)
		o->row[o->n++] = ',';
}

static int
send_line(struct sheet *s, int64_t row)
{
	struct out *o = &s->out;
	int r = catch_up(s, row);

	if (o->line == 0)
		pad(o, o->semicolons);
	if (r == 0 && (r = send(s, o->row, o->n)) == 0 &&
	    (r = send(s, "\r\n", 2)) == 0)
		o->line++;
	o->n = 0;
	o->columns = o->semicolons = 0;
	return r;
}

int
out_row(struct sheet *s, int64_t row, int width)
{
	pad(&s->out, width - 1);
	return send_line(s, row);
}

/* A spreadsheet leaves out what is empty up to the end of a row; a table that
 * did so would have been cut off. */
int
out_sheet_row(struct sheet *s, int64_t row)
{
	struct out *o = &s->out;

	if (o->n == 0)
		return 0;
	if (o->widest < o->columns + 1)
		o->widest = o->columns + 1;
	return out_row(s, row, o->widest);
}

/* Cells as they stand, then a quote that closes too early whatever stood
 * before: a broken row for everyone. */
int
out_unclosed(struct sheet *s, int64_t row)
{
	static const char broken[] = ",\"!\"!";
	struct out *o = &s->out;

	memcpy(o->row + o->n, broken, sizeof(broken) - 1);
	o->n += sizeof(broken) - 1;
	return send_line(s, row);
}

/* A cell of such a row. */
int
out_bare_cell(struct sheet *s, int column, const char *p, size_t n)
{
	struct out *o = &s->out;

	if (o->n + n > CSV_RECORD_MAX)
		return ERR_LIMIT;
	pad(o, column);
	for (size_t i = 0; i < n; i++)
		o->row[o->n++] = strchr(",\r\n\t", p[i]) != NULL ? ' ' : p[i];
	return 0;
}

int
out_overlong(struct sheet *s, int64_t row)
{
	memset(s->out.row, 'x', CSV_RECORD_MAX + 1);
	s->out.n = CSV_RECORD_MAX + 1;
	s->out.columns = s->out.semicolons = 0;
	return send_line(s, row);
}

int
out_end(struct sheet *s)
{
	return flush(s);
}
