/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/log.h"
#include "base/mem.h"
#include "internal.h"
#include "store/stmt.h"

struct stmt {
	struct store *st;
	const struct sql *of;
	sqlite3_stmt *s;
	int kept; /* its place in st->kept, or -1 */
	int r;	  /* a mistake of binding, kept till the step */
};

/* A statement is prepared once a connection; one already stepping (a callback
 * asking the same again) gets a second of its own. */
static int
stmt_find(struct store *st, const struct sql *s)
{
	for (int i = 0; i < st->n_kept; i++)
		if (st->kept[i].of == s && !st->kept[i].busy)
			return i;
	return -1;
}

static int
stmt_prepare(struct store *st, const struct sql *s, sqlite3_stmt **out)
{
	int rc = sqlite3_prepare_v3(
	    st->db, s->text, -1, SQLITE_PREPARE_PERSISTENT, out, NULL);

	if (rc != SQLITE_OK && (rc & 0xff) == SQLITE_ERROR)
		log_error("store: %s: %s", s->name, sqlite3_errmsg(st->db));
	return rc == SQLITE_OK ? 0 : store_err(st, rc);
}

int
stmt_open(struct store *st, struct stmt **out, const struct sql *s)
{
	struct stmt *q = mem_zero(1, sizeof(*q));
	int r;

	q->st = st;
	q->of = s;
	if ((q->kept = stmt_find(st, s)) >= 0) {
		q->s = st->kept[q->kept].s;
	} else if ((r = stmt_prepare(st, s, &q->s)) != 0) {
		free(q);
		return r;
	} else if (st->n_kept < (int)nitems(st->kept)) {
		q->kept = st->n_kept++;
		st->kept[q->kept].of = s;
		st->kept[q->kept].s = q->s;
	}
	if (q->kept >= 0)
		st->kept[q->kept].busy = true;
	*out = q;
	return 0;
}

int
stmt_close(struct stmt *q, int r)
{
	if (q == NULL)
		return r;
	if (r == 0)
		r = q->r;
	if (q->kept >= 0) {
		sqlite3_reset(q->s);
		sqlite3_clear_bindings(q->s);
		q->st->kept[q->kept].busy = false;
	} else
		sqlite3_finalize(q->s);
	free(q);
	return r;
}

static int
stmt_at(struct stmt *q, const char *name)
{
	int i = sqlite3_bind_parameter_index(q->s, name);

	if (i == 0) {
		log_error("store: %s has no %s", q->of->name, name);
		q->r = ERR_SYSTEM;
	}
	return i;
}

static void
stmt_bound(struct stmt *q, int rc)
{
	if (rc != SQLITE_OK && q->r == 0)
		q->r = store_err(q->st, rc);
}

void
stmt_i64(struct stmt *q, const char *name, int64_t v)
{
	int i = stmt_at(q, name);

	if (i != 0)
		stmt_bound(q, sqlite3_bind_int64(q->s, i, v));
}

void
stmt_null(struct stmt *q, const char *name)
{
	int i = stmt_at(q, name);

	if (i != 0)
		stmt_bound(q, sqlite3_bind_null(q->s, i));
}

void
stmt_ref(struct stmt *q, const char *name, int64_t id)
{
	if (id == 0)
		stmt_null(q, name);
	else
		stmt_i64(q, name, id);
}

void
stmt_text(struct stmt *q, const char *name, const char *s)
{
	int i = stmt_at(q, name);

	if (i != 0)
		stmt_bound(q, sqlite3_bind_text(q->s, i, s, -1, SQLITE_STATIC));
}

void
stmt_blob(struct stmt *q, const char *name, const void *p, size_t n)
{
	int i = stmt_at(q, name);

	if (i != 0)
		stmt_bound(q, sqlite3_bind_blob64(
				  q->s, i, n > 0 ? p : "", n, SQLITE_STATIC));
}

int
stmt_next(struct stmt *q)
{
	int rc;

	if (q->r != 0)
		return q->r;
	rc = sqlite3_step(q->s);
	if (rc == SQLITE_ROW)
		return STORE_ROW;
	return rc == SQLITE_DONE ? 0 : store_err(q->st, rc);
}

int
stmt_one(struct stmt *q)
{
	int r = stmt_next(q);

	return r == STORE_ROW ? 0 : r == 0 ? ERR_NOT_FOUND : r;
}

int
stmt_run(struct stmt *q)
{
	int r;

	while ((r = stmt_next(q)) == STORE_ROW)
		;
	return stmt_close(q, r);
}

int
stmt_change(struct stmt *q, int none)
{
	struct store *st = q->st;
	int r = stmt_run(q);

	return r == 0 && store_changes(st) == 0 ? none : r;
}

int
stmt_put(struct store *st, const struct sql *s, int64_t id, const char *name,
    int64_t v, int none)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, s)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	stmt_i64(q, name, v);
	return stmt_change(q, none);
}

int
stmt_seal(struct store *st, const struct sql *s, int64_t id, const char *name,
    const void *p, size_t n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, s)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	stmt_blob(q, name, p, n);
	return stmt_change(q, ERR_EXISTS);
}

int64_t
store_changes(struct store *st)
{
	return sqlite3_changes64(st->db);
}

int64_t
store_last_id(struct store *st)
{
	return sqlite3_last_insert_rowid(st->db);
}

int64_t
stmt_get_i64(struct stmt *q, int col)
{
	return sqlite3_column_int64(q->s, col);
}

/* A value for which there was no memory looks like none: it is an error of
 * the whole row, told at the end. */
static void
stmt_got(struct stmt *q, const void *p)
{
	if (p == NULL && sqlite3_errcode(q->st->db) == SQLITE_NOMEM)
		q->r = ERR_MEMORY;
}

const char *
stmt_get_text(struct stmt *q, int col)
{
	const unsigned char *s = sqlite3_column_text(q->s, col);

	stmt_got(q, s);
	return s != NULL ? (const char *)s : "";
}

const void *
stmt_get_blob(struct stmt *q, int col, size_t *n)
{
	const void *p = sqlite3_column_blob(q->s, col);

	stmt_got(q, p);
	*n = (size_t)sqlite3_column_bytes(q->s, col);
	return p != NULL ? p : "";
}

bool
stmt_get_null(struct stmt *q, int col)
{
	return sqlite3_column_type(q->s, col) == SQLITE_NULL;
}

void
stmt_copy_text(struct stmt *q, int col, char *to, size_t size)
{
	mem_copy_text(to, size, stmt_get_text(q, col));
}
