/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SHEET_INTERNAL_H
#define SHEET_INTERNAL_H

#include <stdbool.h>
#include <zip.h>

#include "sheet/sheet.h"

struct buf;

/* What the files of sheet/ share. */

#define PART_NAME_MAX 256

enum style { STYLE_PLAIN, STYLE_DAY, STYLE_TIME, STYLE_BOTH };

/* Texts that many cells share, in blocks of memory that never move. */
struct strings {
	char **blocks;
	size_t n_blocks, used; /* bytes of the last block */
	uint32_t *at;
	size_t n, room;
};

/* Rows on their way out. */
struct out {
	char *row; /* of CSV_RECORD_MAX + slack: the one being made */
	size_t n;
	int columns, widest; /* commas written of it; cells of any */
	int semicolons;	     /* in it, for the first line */
	int64_t line;	     /* lines that are out */
	char *bytes;
	size_t n_bytes;
	int64_t all;
};

struct sheet {
	const struct sheet_how *how;
	struct sheet_told *told;
	int broken; /* what write() said */

	/* the package */
	zip_t *zip;
	zip_error_t zip_error;
	int64_t at; /* where libzip stands in the file */
	int64_t unpacked;

	/* the workbook */
	char part[PART_NAME_MAX]; /* of the sheet that is read */
	char strings_part[PART_NAME_MAX];
	char styles_part[PART_NAME_MAX];
	char name[PART_NAME_MAX]; /* of the sheet, clean */
	bool epoch_1904;
	enum style *styles; /* by xf */
	size_t n_styles;
	struct strings strings;

	struct out out;
};

/* sheet.c: refuse, once; returns ERR_INPUT.  The place is a part or a line. */
int sheet_refuse(struct sheet *s, enum reader_word why, const char *place);

/* parts.c: the zip. */
int parts_open(struct sheet *s);
void parts_close(struct sheet *s);
bool parts_has(struct sheet *s, const char *name);
/* Give the bytes of a part to take(), piece by piece, the last one with
 * `last`; ERR_NOT_FOUND if it is not there. */
int parts_read(struct sheet *s, const char *name,
    int (*take)(void *arg, const char *p, size_t n, bool last), void *arg);

/*
 * xml.c: elements of the namespaces we know, by their plain names; all others
 * are passed over with what is in them.  open() says 0, XML_PASS (pass over
 * this one as well) or an error.  depth is 1 for the outermost.
 */
#define XML_PASS 1
struct xml_ops {
	int (*open)(void *arg, int depth, const char *name, const char **attr);
	int (*close)(void *arg, int depth, const char *name);
	void (*text)(void *arg, const char *p, size_t n); /* may be NULL */
};
int xml_read(
    struct sheet *s, const char *part, const struct xml_ops *ops, void *arg);
/* An attribute; "r:id" for one of the relationships.  NULL: not there. */
const char *xml_attribute(const char **attr, const char *name);
/* A number from 0 to max, or -1. */
int64_t xml_number(const char *s, int64_t max);
bool xml_true(const char *s); /* "1" or "true" */

/* A text being gathered: the first READER_CELL_MAX bytes and one more. */
struct text {
	char p[READER_CELL_MAX + 2];
	size_t n;
};
void text_begin(struct text *t);
void text_take(struct text *t, const char *p, size_t n);
/* Escapes of a spreadsheet (_x000D_) undone, in place. */
void text_end(struct text *t);

/* book.c: which parts there are, and the sheet that is wanted. */
int book_read(struct sheet *s);

/* style.c: which formats are of days and times. */
int style_read(struct sheet *s);
enum style style_of_code(const char *code); /* "yyyy/m/d" */

/* strings.c */
int strings_read(struct sheet *s);
const char *strings_get(const struct sheet *s, size_t i); /* NULL: none */
void strings_free(struct sheet *s);

/* cells.c: the sheet itself. */
int cells_read(struct sheet *s);

/* number.c: what is written for a number; what is wrong with it, or
 * READER_NOTHING.  to holds NUMBER_MAX. */
#define NUMBER_MAX 64
enum reader_word number_digits(const char *value, char *to);
enum reader_word
number_moment(const char *value, enum style how, bool epoch_1904, char *to);
enum reader_word number_iso(const char *value, char *to); /* of type "d" */

/* table.c: a CSV table. */
int table_read(struct sheet *s);

/* out.c: cells in the order of their columns, then the end of the row, which
 * is row number `row` and has `width` cells at least; of a sheet as many as
 * the widest above, and none if nothing is in it. */
void out_open(struct sheet *s);
int out_cell(struct sheet *s, int column, const char *p, size_t n);
int out_row(struct sheet *s, int64_t row, int width);
int out_sheet_row(struct sheet *s, int64_t row);
/* A row nobody can read, kept so that whoever takes the rows in says so. */
int out_bare_cell(struct sheet *s, int column, const char *p, size_t n);
int out_unclosed(struct sheet *s, int64_t row);
int out_overlong(struct sheet *s, int64_t row);
int out_end(struct sheet *s);
void out_close(struct sheet *s);

#endif
