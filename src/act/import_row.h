/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_IMPORT_ROW_H
#define ACT_IMPORT_ROW_H

#include "act/import.h"
#include "import_place.h"
#include "model/care_table.h"
#include "model/except.h"
#include "model/group_table.h"
#include "model/org_table.h"
#include "model/roster.h"
#include "model/staff.h"
#include "model/tie_table.h"
#include "model/training.h"
#include "store/student.h"

/*
 * What the run of a table (import.c), the rows that wait (mend.c) and the
 * kinds of table share.  A kind is a struct import_kind: it knows who may,
 * what makes a row good and where it goes; all else is done once.
 */
struct orgs;
struct import;

struct import_row {
	int64_t line;
	struct table_fault fault; /* words NULL: a good row */
	union {
		struct roster_row row;
		struct staff_row staff;
		struct org_row org;
		struct tie_cells tie;
		struct training_row training;
		struct except_cells except;
		struct group_cells group;
		struct care_cells care;
	};
	int school;	     /* of places */
	size_t text, n_text; /* its cells, in import.text */
};

struct import_kind {
	const struct table *table;
	/* 0 if this person may take in such tables at all. */
	int (*may)(struct actor *who);
	/* Where it looks things up; told in words who may not. */
	int (*open)(struct import *im);
	void (*close)(struct import *im); /* accepts a half-open one */
	/* The whole file's place, as named or by the id noted with a row. */
	int (*place)(struct import *im, const char *name, int64_t id);
	/* Judge a row by itself: to->fault.words stays NULL for a good one. */
	void (*judge)(struct import *im, const char *const *cells, size_t n,
	    struct import_row *to);
	/* Put it in, change what is there, or import_refuse() it. */
	int (*write)(struct import *im, struct import_row *row, int64_t audit);
	/* In the last transaction; NULL: nothing more. */
	int (*finish)(struct import *im);
};
extern const struct import_kind import_roster, import_staff, import_orgs,
    import_ties, import_training, import_except, import_groups, import_care;
/* By the name of the table; NULL without. */
const struct import_kind *import_kind_of(const char *name);
/* All of them, one by one; NULL after the last. */
const struct import_kind *import_kind_at(size_t i);

struct import {
	const struct import_kind *kind;
	struct actor *who;
	const struct act_import *in;
	struct act_imported *out;
	int today;
	int64_t now;   /* of the slice */
	int64_t place; /* the whole file's: an org; 0: by row */
	int school;    /* the same as one of places; -1: by row */
	int year;      /* that begins, of a table of who goes another way */
	struct places *places;
	struct orgs *orgs;
	void *by_number, *by_student; /* trees of a dry run (import_care.c) */
	struct csv *csv;
	int64_t all_bytes, looked_to;
	struct table_columns columns;
	size_t kept; /* cells of a row that are given back when refused */
	struct import_row *rows; /* of the slice */
	struct buf *text;
	struct buf *refused; /* not yet in the file */
	struct roster_import state;
	int64_t waiting; /* refused rows of this person that are kept */
	bool mends;	 /* one of these is tried again */
};

/* For kinds that look organisations up: those of who may, else `words`, for
 * _(); a run that only tries makes none. */
int import_orgs_open(struct import *im, const char *words);
void import_orgs_close(struct import *im);
/* One by its name or, where that is NULL, by its id; NULL if there is none, or
 * *many (may be NULL) are called so. */
const struct org *
import_orgs_place(struct import *im, const char *name, int64_t id, bool *many);

/* One audit row of the run: "roster.slice". */
int import_note(
    struct import *im, const char *what, int64_t object, int64_t *audit);

/* Take a heading over into the table of refused rows. */
void import_heading(struct import *im, const char *const *cells, size_t n);

/* Judge a row by itself. */
void import_read_row(struct import *im, int64_t line, enum csv_fault fault,
    const char *const *cells, size_t n, struct import_row *to);

/* Name a row as refused, and keep it; 0. */
int import_refuse(struct import *im, const struct import_row *row, int field,
    const char *words);

/* A refused row waits to be mended, if there is room (mend.c). */
int import_keep(struct import *im, const struct import_row *row, int field,
    const char *words);

/* A whole file's place that is a school, by name, code or id. */
int import_place_school(struct import *im, const char *name, int64_t id);

/* The one student of a school with this number of its own: ERR_NOT_FOUND. */
int import_student_by_number(
    struct import *im, int64_t school, const char *number, struct student *s);

/* Put a row in, change what is there, or refuse it.  0 also when refused. */
int import_write_row(struct import *im, struct import_row *row, int64_t audit);

#endif
