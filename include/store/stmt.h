/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_STMT_H
#define STORE_STMT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store;
struct buf;

/*
 * Named statements, for the files of store/ alone.  The text of a statement
 * is a static const char[] beside its row reader, listed in the table of its
 * file (STMT_TABLE) so that the plan test can EXPLAIN every one.
 *
 *	struct stmt *q;
 *	if ((r = stmt_open(st, &q, &sql_ticket_get)) != 0)
 *		return r;
 *	stmt_i64(q, ":id", id);
 *	r = stmt_one(q);		// or stmt_next() in a loop
 *	if (r == 0)
 *		ticket_from_row(q, t);
 *	return stmt_close(q, r);
 *
 * Binding to a name the statement lacks, or a type mismatch, is a mistake of
 * ours: it is remembered and stmt_next() returns ERR_SYSTEM.
 */
struct sql {
	const char *name; /* "ticket_get": in logs and the plan test */
	const char *text;
	unsigned flags;
};
#define SQL_SCANS 1u /* may read a whole table: said, so that it shows */
#define SQL_ENDS 2u  /* walks a table in its order, and LIMIT ends it soon */

/* Each file with SQL exports `const struct sql *const store_FILE_sql[]`,
 * NULL-terminated, named in src/store/all.c. */

struct stmt;
#define STORE_ROW 1

int stmt_open(struct store *st, struct stmt **out, const struct sql *s);
int stmt_close(struct stmt *q, int r); /* NULL is fine; returns r */

void stmt_i64(struct stmt *q, const char *name, int64_t v);
void stmt_null(struct stmt *q, const char *name);
/* 0 is kept as NULL: for optional references. */
void stmt_ref(struct stmt *q, const char *name, int64_t id);
/* Borrowed until the statement is closed; NULL text is NULL. */
void stmt_text(struct stmt *q, const char *name, const char *s);
void stmt_blob(struct stmt *q, const char *name, const void *p, size_t n);

/* STORE_ROW, 0 at the end, or an error (ERR_EXISTS for a broken UNIQUE,
 * ERR_INPUT for a broken CHECK or reference, ERR_BUSY, ERR_FULL, ERR_IO,
 * ERR_CORRUPT). */
int stmt_next(struct stmt *q);
/* The one row: 0, or ERR_NOT_FOUND. */
int stmt_one(struct stmt *q);
/* Run to the end and close: for what returns no row. */
int stmt_run(struct stmt *q);
/* The same for what changes a row: `none` (ERR_STALE, ERR_NOT_FOUND) if it
 * changed no row. */
int stmt_change(struct stmt *q, int none);
/* Put v, bound to name, into the row :id: `none` if there is no such row. */
int stmt_put(struct store *st, const struct sql *s, int64_t id,
    const char *name, int64_t v, int none);
/* Fill the sealed column that is bound to name, of the row :id, by a statement
 * that leaves one alone that is filled: what is sealed is not written over,
 * ERR_EXISTS. */
int stmt_seal(struct store *st, const struct sql *s, int64_t id,
    const char *name, const void *p, size_t n);
/* Rows changed by the last stmt_run of this store. */
int64_t store_changes(struct store *st);
int64_t store_last_id(struct store *st);

/* Columns of the row, from 0; text and blob live until the next stmt_next.
 * A NULL reads as 0, "" and no bytes. */
int64_t stmt_get_i64(struct stmt *q, int col);
const char *stmt_get_text(struct stmt *q, int col);
const void *stmt_get_blob(struct stmt *q, int col, size_t *n);
bool stmt_get_null(struct stmt *q, int col);
/* Copy a text column into a fixed field, cut at a character. */
void stmt_copy_text(struct stmt *q, int col, char *to, size_t size);

#endif
