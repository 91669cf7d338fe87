/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stddef.h>
#include <stdint.h>

struct buf;

/*
 * Tables as spreadsheets export them (RFC 4180), read a record at a time in
 * bounded memory.  The encoding is found from the first megabyte: a byte
 * order mark (UTF-8, or UTF-16 of either order), else whole UTF-8, else
 * GB18030; fields come out as UTF-8.
 * Comma, tab or semicolon: whichever parts the first line.  Lines end in LF,
 * CRLF or CR; quoted fields may hold all three.  Empty lines are passed over.
 *
 * A record that is broken is given all the same, with its fault, and the next
 * physical line begins the next record: one lost quote costs one line.
 */
#define CSV_RECORD_MAX (64 * 1024) /* bytes as they stand in the file */
#define CSV_FIELDS_MAX 256

enum csv_fault {
	CSV_FINE,
	CSV_QUOTE, /* a quote that does not close where it should */
	CSV_LONG,  /* more than CSV_RECORD_MAX bytes */
	CSV_MANY,  /* more than CSV_FIELDS_MAX fields */
	CSV_TEXT,  /* bytes that are not of the encoding, or a NUL; in UTF-16
		      also a U+FFFD that stands there already */
};

enum csv_encoding { CSV_UTF8, CSV_UTF8_MARK, CSV_UTF16, CSV_GB18030 };

/* Give up to n bytes of the table: how many, 0 at its end, or an error. */
typedef int64_t (*csv_source)(void *arg, void *to, size_t n);

struct csv;

/* ERR_INPUT if it is in no encoding known here; ERR_IO. */
int csv_open(struct csv **out, csv_source source, void *arg);
void csv_close(struct csv *c); /* NULL is fine */
enum csv_encoding csv_encoding(const struct csv *c);
const char *csv_encoding_name(enum csv_encoding e); /* "GB18030" */

/* Go to the next record: 1, 0 at the end, or the source's error. */
int csv_next(struct csv *c);

/* Of the record: valid until the next csv_next().  A field beyond the last
 * is "".  With CSV_TEXT what could not be read is U+FFFD. */
enum csv_fault csv_fault(const struct csv *c);
size_t csv_fields(const struct csv *c);
const char *csv_field(const struct csv *c, size_t i);
int64_t csv_line(const struct csv *c); /* its first line, from 1 */
/* Where the next record begins: for coming back. */
int64_t csv_next_offset(const struct csv *c);
int64_t csv_next_line(const struct csv *c);

/* Go on at a place csv_next_offset() gave, the source already standing
 * there.  Encoding and separator stay as found. */
void csv_jump(struct csv *c, int64_t offset, int64_t line);

/* Add a field to a record being written, quoted where it must be; one that a
 * spreadsheet would take for a formula gets an apostrophe. */
void csv_put(struct buf *out, const char *s, int first);

#endif
