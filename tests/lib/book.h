/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_BOOK_H
#define TESTS_BOOK_H

#include <stddef.h>
#include <stdint.h>

/*
 * Workbooks made in the test, part by part, as a zip in memory; free() what is
 * given.  To use them link libsheet.a and libzip.
 */
struct book_part {
	const char *name;
	const char *text; /* NULL ends a list */
	size_t n;	  /* 0: strlen(text) */
};
uint8_t *book_zip(const struct book_part *parts, int deflate, size_t *n);

/* A whole workbook; what is NULL is as it usually is. */
struct book {
	const char *rows;    /* within sheetData of the first sheet, "Sheet1" */
	const char *sheet;   /* or all of that part */
	const char *strings; /* within sst; "" without the part */
	const char *styles;  /* within styleSheet; NULL: without the part */
	const char *book;    /* within workbook */
	const char *rels;    /* within the workbook's relationships */
	const char *space;   /* the namespace of the cells */
	const struct book_part *more;
	int stored; /* not packed, so that bytes can be found */
};
uint8_t *book_make(const struct book *b, size_t *n);

/* Put other bytes, as many, wherever `from` stands; how often it did. */
int
book_patch(uint8_t *p, size_t n, const void *from, const void *to, size_t len);

/* A descriptor of a memfd with these bytes, at its beginning. */
int book_file(const uint8_t *p, size_t n);

#define BOOK_MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define BOOK_STRICT "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define BOOK_REL \
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define BOOK_SHEET_REL(id, target)                                     \
	"<Relationship Id=\"" id "\" Type=\"" BOOK_REL "/worksheet\" " \
	"Target=\"" target "\"/>"

#endif
