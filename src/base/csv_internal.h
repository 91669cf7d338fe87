/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_CSV_INTERNAL_H
#define BASE_CSV_INTERNAL_H

#include <iconv.h>
#include <stdbool.h>

#include "base/csv.h"

/* A table being read: csv_text.c makes UTF-8 of its bytes, csv.c records. */
struct csv {
	csv_source source;
	void *arg;
	uint8_t *raw; /* the window: bytes start..end are unread */
	size_t start, end;
	uint8_t *wide; /* UTF-16 not yet in the window; NULL for the others */
	size_t n_wide;
	bool big; /* its high byte comes first */
	bool at_end;
	int64_t offset, line; /* of raw[start] in the file */
	enum csv_encoding encoding;
	iconv_t decoder; /* (iconv_t)-1 but for GB18030 */
	char separator;

	/* the record */
	enum csv_fault fault;
	int64_t record_line;
	struct buf *text; /* its fields, each ending in NUL */
	char *fields[CSV_FIELDS_MAX];
	size_t n_fields;
};

/* A new window, and the bytes of the table's beginning in it; finds the
 * encoding.  ERR_INPUT if it is none of ours. */
int csv_text_open(struct csv *c);
void csv_text_close(struct csv *c);
/* Go on reading at another place of the file. */
void csv_text_jump(struct csv *c, int64_t offset);

/* Have `want` bytes in the window, or all that are left. */
int csv_text_fill(struct csv *c, size_t want);
/* Pass over n bytes of the window. */
void csv_text_pass(struct csv *c, size_t n);
/* Append n bytes of the window to c->text as UTF-8; false if some had to be
 * replaced. */
bool csv_text_add(struct csv *c, const uint8_t *p, size_t n);

#endif
