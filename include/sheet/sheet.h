/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SHEET_SHEET_H
#define SHEET_SHEET_H

#include "base/reader.h"

/*
 * One file to rows: a workbook (.xlsx, transitional or strict) or a CSV table,
 * whichever its first bytes say.  What comes out, and in which words a file is
 * refused, stands in base/reader.h; whatever was written before a refusal is
 * worth nothing.  Nothing of the file is believed: memory is bounded by the
 * texts of a workbook (READER_STRING_BYTES_MAX), else by a row.
 *
 * Of a workbook the values are read: formulas by the result that was saved
 * with them, numbers by their digits as far as a spreadsheet keeps them (15),
 * days as 2012-02-29, times as 14:05 or 14:05:30, truth as TRUE and FALSE.
 * Hidden rows and columns are kept; of merged cells the first has the value;
 * readings above characters are left out; links to other files are not
 * followed.
 */
struct sheet_how {
	/* The file: up to n bytes from byte `at`; how many, 0 at its end, or
	 * a negative error. */
	int64_t (*read_at)(void *arg, int64_t at, void *to, size_t n);
	int64_t size;
	/* Take all n bytes of the rows, or an error. */
	int (*write)(void *arg, const void *p, size_t n);
	void *arg;
	const char *sheet; /* its name; NULL: the first that is not hidden */
};

struct sheet_told {
	enum reader_word why;	      /* READER_NOTHING unless refused */
	enum reader_word remark;      /* or READER_NOTHING */
	char place[READER_PLACE_MAX]; /* "Sheet1!C14", a part, a line; or "" */
	int64_t rows;		      /* that were written, empty ones too */
};

/* ERR_INPUT when refused, or what write() said; told is filled in any case. */
int sheet_read(const struct sheet_how *how, struct sheet_told *told);

#endif
