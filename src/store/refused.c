/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of a roster that wait to be mended. */
#include "base/err.h"
#include "store/refused.h"
#include "store/stmt.h"

#define COLUMNS \
	"id, import, person, school, at, line, field, reason, pair, cells," \
	" kind"

static const struct sql sql_add = { "refused_add",
	"INSERT INTO roster_refused (import, person, school, at, line, field,"
	" reason, pair, cells, kind) VALUES (:import, :person, :school, :at,"
	" :line, :field, :reason, :pair, :cells, :kind)",
	0 };
static const struct sql sql_put = { "refused_put",
	"UPDATE roster_refused SET field = :field, reason = :reason,"
	" pair = :pair, cells = :cells WHERE id = :id",
	0 };
static const struct sql sql_get = { "refused_get",
	"SELECT " COLUMNS " FROM roster_refused WHERE id = :id", 0 };
static const struct sql sql_each = { "refused_each",
	"SELECT " COLUMNS " FROM roster_refused WHERE person = :person"
	" AND id > :after ORDER BY id LIMIT :limit",
	0 };
static const struct sql sql_count = { "refused_count",
	"SELECT count(*) FROM roster_refused WHERE person = :person", 0 };
static const struct sql sql_drop = { "refused_drop",
	"DELETE FROM roster_refused WHERE id = :id", 0 };
static const struct sql sql_drop_all = { "refused_drop_all",
	"DELETE FROM roster_refused WHERE person = :person", 0 };
static const struct sql sql_drop_source = { "refused_drop_source",
	"DELETE FROM roster_refused WHERE import IN (SELECT id"
	" FROM roster_import WHERE person = :person AND finished_at > 0"
	" AND source = :source)",
	0 };
static const struct sql sql_drop_old = { "refused_drop_old",
	"DELETE FROM roster_refused WHERE at < :before", 0 };

const struct sql *const store_refused_sql[] = { &sql_add, &sql_put, &sql_get,
	&sql_each, &sql_count, &sql_drop, &sql_drop_all, &sql_drop_source,
	&sql_drop_old, NULL };

static void
bind_moving(struct stmt *q, const struct roster_refused *w)
{
	stmt_text(q, ":field", w->field);
	stmt_text(q, ":reason", w->reason);
	stmt_i64(q, ":pair", w->pair);
	stmt_blob(q, ":cells", w->cells, w->n_cells);
}

int
store_refused_add(struct store *st, struct roster_refused *w)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_add)) != 0)
		return r;
	stmt_i64(q, ":import", w->import);
	stmt_i64(q, ":person", w->person);
	stmt_ref(q, ":school", w->school);
	stmt_i64(q, ":at", w->at);
	stmt_i64(q, ":line", w->line);
	stmt_text(q, ":kind", w->kind);
	bind_moving(q, w);
	if ((r = stmt_run(q)) == 0)
		w->id = store_last_id(st);
	return r;
}

int
store_refused_put(struct store *st, const struct roster_refused *w)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_put)) != 0)
		return r;
	stmt_i64(q, ":id", w->id);
	bind_moving(q, w);
	return stmt_run(q);
}

static void
from_row(struct stmt *q, struct roster_refused *w)
{
	*w = (struct roster_refused){ .id = stmt_get_i64(q, 0) };
	w->import = stmt_get_i64(q, 1);
	w->person = stmt_get_i64(q, 2);
	w->school = stmt_get_i64(q, 3);
	w->at = stmt_get_i64(q, 4);
	w->line = stmt_get_i64(q, 5);
	w->field = stmt_get_text(q, 6);
	w->reason = stmt_get_text(q, 7);
	w->pair = stmt_get_i64(q, 8);
	w->cells = stmt_get_blob(q, 9, &w->n_cells);
	w->kind = stmt_get_null(q, 10) ? "roster" : stmt_get_text(q, 10);
}

int
store_refused_get(struct store *st, int64_t id, refused_fn *fn, void *arg)
{
	struct roster_refused w;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	if ((r = stmt_one(q)) == 0) {
		from_row(q, &w);
		r = fn(arg, &w);
	}
	return stmt_close(q, r);
}

int
store_refused_each(struct store *st, int64_t person, int64_t after, int limit,
    refused_fn *fn, void *arg)
{
	struct roster_refused w;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_each)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":after", after);
	stmt_i64(q, ":limit", limit);
	while ((r = stmt_next(q)) == STORE_ROW) {
		from_row(q, &w);
		if ((r = fn(arg, &w)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_refused_count(struct store *st, int64_t person, int64_t *n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_count)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	if ((r = stmt_one(q)) == 0)
		*n = stmt_get_i64(q, 0);
	return stmt_close(q, r);
}

int
store_refused_drop(struct store *st, int64_t id)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_drop)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	return stmt_run(q);
}

int
store_refused_drop_all(struct store *st, int64_t person)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_drop_all)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	return stmt_run(q);
}

int
store_refused_drop_source(
    struct store *st, int64_t person, const uint8_t source[32])
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_drop_source)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_blob(q, ":source", source, 32);
	return stmt_run(q);
}

int
store_refused_drop_old(struct store *st, int64_t before, int64_t *n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_drop_old)) != 0)
		return r;
	stmt_i64(q, ":before", before);
	if ((r = stmt_run(q)) == 0)
		*n = store_changes(st);
	return r;
}
