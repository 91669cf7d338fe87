/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_TABLE_H
#define MODEL_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct detail_keys;

/*
 * A table as people keep it in a spreadsheet: which of its columns is which
 * of our fields, and what is wrong with a row.  Only what the work needs is
 * taken: every other column is passed over unread (GZ-62).  Nothing a cell
 * holds appears in a fault.
 *
 * One struct table a kind: a roster of students (roster.h), staff (staff.h),
 * organisations (org_table.h).  Field 0 is the name: a line that names no
 * column of names is no heading.  Behind a table's own fields stand the keys
 * of a register, if it has one (detail.h).
 */
#define TABLE_FIELDS_MAX 96
#define TABLE_HEADING_MAX 97
#define TABLE_COLUMNS_MAX 12

struct table_field {
	const char *name;  /* "class": in a mapping file and in JSON */
	const char *words; /* "the class"; a msgid */
	/* Names of columns seen; the first known one wins.  English is lower
	 * case. */
	const char *columns[TABLE_COLUMNS_MAX];
};

/* Where the columns stand: from 0, -1 for one that is not there. */
struct table_columns {
	int at[TABLE_FIELDS_MAX];
	size_t n; /* cells of the first line */
};

struct table {
	const char *name; /* "roster": in the store, the audit and JSON */
	const struct table_field *field;
	int n_own;
	const struct detail_keys *keys; /* behind them; NULL: none */
	/* The field a heading still lacks, or the number of fields.
	 * place_given: the whole file belongs to one place. */
	int (*missing)(const struct table_columns *c, bool place_given);
};

int table_fields(const struct table *t); /* how many */
const struct table_field *table_field(const struct table *t, int f);
/* "class", "the class"; "row" and "the row" behind the last field. */
const char *table_name(const struct table *t, int f);
const char *table_words(const struct table *t, int f);
int table_field_of(const struct table *t, const char *name); /* -1 */

/* One line of a mapping file, "class = 行政班级": this column of the table is
 * our field. */
struct table_mapping {
	int field;
	char column[TABLE_HEADING_MAX];
};
/* Read a line; 1 if it maps, 0 if empty or a comment (#), ERR_INPUT. */
int table_mapping_read(
    const struct table *t, const char *line, struct table_mapping *out);

/*
 * Recognise a line of n cells as the heading.  False if it names no column of
 * names: a title above, or another table.  *missing, if not NULL, is the
 * field still lacking, or table_fields().
 */
bool table_heading(const struct table *t, const char *const *cells, size_t n,
    const struct table_mapping *maps, size_t n_maps, bool place_given,
    struct table_columns *out, int *missing);

/* What is wrong with a row: which cell, and what to do, as a msgid. */
struct table_fault {
	int field; /* table_fields(): the row as a whole */
	const char *words;
};

/* A row being read; cells beyond the last are "". */
struct table_row {
	const struct table *t;
	const char *const *cells;
	size_t n;
	const struct table_columns *c;
	struct table_fault *fault;
};
bool table_has(const struct table_row *r, int f); /* the column is there */
const char *table_raw(const struct table_row *r, int f);
/* These leave the fault and are false. */
bool table_refuse(const struct table_row *r, int f, const char *words);
bool table_clean(const struct table_row *r, int f, char *to, size_t size);
bool table_day(const struct table_row *r, int f, int *day); /* "": as it was */
/* As many cells as the heading, none behind it. */
bool table_shape(const struct table_row *r);

#endif
