/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_IMPORT_ROW_H
#define ACT_IMPORT_ROW_H

#include "act/import.h"
#include "import_place.h"
#include "store/student.h"

/* What import.c (the run) and import_row.c (a row) share. */

struct import_row {
	int64_t line;
	struct roster_fault fault; /* words NULL: a good row */
	struct roster_row row;
	int school;	     /* of places */
	size_t text, n_text; /* its cells, in import.text */
};

struct import {
	struct actor *who;
	const struct act_import *in;
	struct act_imported *out;
	int today;
	int64_t now; /* of the slice */
	int school;  /* the whole file's, of places; -1: by row */
	struct places *places;
	struct csv *csv;
	int64_t all_bytes, looked_to;
	struct roster_columns columns;
	size_t kept; /* cells of a row that are given back when refused */
	struct import_row *rows; /* of the slice */
	struct buf *text;
	struct buf *refused; /* not yet in the file */
	struct roster_import state;
	int64_t waiting; /* refused rows of this person that are kept */
	bool mends;	 /* one of these is tried again */
};

/* Take a heading over into the table of refused rows. */
void import_heading(struct import *im, const char *const *cells, size_t n);

/* Judge a row by itself. */
void import_read_row(struct import *im, int64_t line, enum csv_fault fault,
    const char *const *cells, size_t n, struct import_row *to);

/* A refused row waits to be mended, if there is room (mend.c). */
int import_keep(struct import *im, const struct import_row *row,
    enum roster_field field, const char *words);

/* Put a row in, change what is there, or refuse it.  0 also when refused. */
int import_write_row(struct import *im, struct import_row *row, int64_t audit);

#endif
