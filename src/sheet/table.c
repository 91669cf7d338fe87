/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/csv.h"
#include "base/err.h"
#include "internal.h"

static int64_t
give(void *arg, void *to, size_t n)
{
	struct sheet *s = arg;
	int64_t got = s->how->read_at(s->how->arg, s->at, to, n);

	if (got > 0)
		s->at += got;
	return got;
}

static int
refuse(struct sheet *s, enum reader_word why, int64_t line)
{
	char place[32];

	snprintf(place, sizeof(place), "%lld", (long long)line);
	return sheet_refuse(s, why, place);
}

/* Mark a row of which something could not be read. */
static int
put_mark(struct sheet *s, const struct csv *c)
{
	char first[READER_CELL_MAX + 4];

	snprintf(first, sizeof(first), "%.*s\xef\xbf\xbd", READER_CELL_MAX,
	    csv_field(c, 0));
	return out_cell(s, 0, first, strlen(first));
}

static int
put_unclosed(struct sheet *s, const struct csv *c)
{
	int r = 0;

	for (size_t i = 0; i < csv_fields(c) && r == 0; i++)
		r = out_bare_cell(
		    s, (int)i, csv_field(c, i), strlen(csv_field(c, i)));
	return r != 0 ? out_overlong(s, csv_line(c))
		      : out_unclosed(s, csv_line(c));
}

/* One record; what is broken in the table stays so, since whoever takes the
 * rows in names and keeps such a row by itself. */
static int
put_record(struct sheet *s, const struct csv *c)
{
	enum csv_fault fault = csv_fault(c);
	const char *p;
	int r = 0;

	if (fault == CSV_LONG)
		return out_overlong(s, csv_line(c));
	if (fault == CSV_QUOTE)
		return put_unclosed(s, c);
	for (size_t i = 0; i < csv_fields(c) && r == 0; i++) {
		p = csv_field(c, i);
		if (i == 0 && fault == CSV_TEXT)
			r = put_mark(s, c);
		else if (*p != '\0')
			r = out_cell(s, (int)i, p, strlen(p));
	}
	if (r == 0 && fault == CSV_MANY)
		r = out_cell(s, CSV_FIELDS_MAX, "x", 1);
	if (r != 0)
		return out_overlong(s, csv_line(c));
	return out_row(s, csv_line(c), (int)csv_fields(c));
}

int
table_read(struct sheet *s)
{
	struct csv *c;
	int64_t rows = 0;
	int r = csv_open(&c, give, s);

	if (r != 0)
		return r == ERR_INPUT ? sheet_refuse(s, READER_ENCODING, "")
				      : r;
	while ((r = csv_next(c)) == 1 && s->broken == 0) {
		if (++rows > READER_ROWS_MAX)
			r = refuse(s, READER_ROWS, csv_line(c));
		else if ((r = put_record(s, c)) == ERR_LIMIT)
			r = refuse(s, READER_OUTPUT, csv_line(c));
		if (r != 0)
			break;
	}
	csv_close(c);
	return r != 0 ? r : out_end(s);
}
