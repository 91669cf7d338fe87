/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "store/desk.h"
#include "internal.h"
#include "store/stmt.h"

#define APPROVAL_COLUMNS                                                   \
	"id, kind, object, version, code, asked_by, asked_at, decided_by," \
	" decided_at, state, refused_audit"

static const struct sql sql_approval_add = { "approval_add",
	"INSERT INTO approval (kind, object, version, code, asked_by,"
	" asked_at, state) VALUES (:kind, :object, :version, :code, :asked_by,"
	" :asked_at, :state)",
	0 };
static const struct sql sql_approval_get = { "approval_get",
	"SELECT " APPROVAL_COLUMNS " FROM approval WHERE id = :id", 0 };
static const struct sql sql_approval_open = { "approval_open",
	"SELECT " APPROVAL_COLUMNS " FROM approval WHERE kind = :kind"
	" AND object = :object AND state = 1 ORDER BY id LIMIT 1",
	0 };
static const struct sql sql_approval_last = { "approval_last",
	"SELECT " APPROVAL_COLUMNS " FROM approval WHERE kind = :kind"
	" AND object = :object ORDER BY id DESC LIMIT 1",
	0 };
static const struct sql sql_approval_each = { "approval_each",
	"SELECT " APPROVAL_COLUMNS " FROM approval WHERE state = :state"
	" AND id > :after ORDER BY id LIMIT :limit",
	0 };
static const struct sql sql_approval_put = { "approval_put",
	"UPDATE approval SET decided_by = :decided_by,"
	" decided_at = :decided_at, state = :state WHERE id = :id"
	" AND state = 1",
	0 };

static const struct sql sql_approval_refused = { "approval_refused",
	"UPDATE approval SET refused_audit = :audit WHERE id = :id", 0 };
static const struct sql sql_approval_refused_each = { "approval_refused_each",
	"SELECT " APPROVAL_COLUMNS " FROM approval WHERE kind = :kind"
	" AND object = :object AND state = 3 AND refused_audit IS NOT NULL"
	" ORDER BY id LIMIT 64",
	0 };
#define UNTOLD                                                       \
	" WHERE asked_by = :asker AND state = 3 AND told_at IS NULL" \
	" AND refused_audit IS NOT NULL"
static const struct sql sql_approval_untold = { "approval_untold",
	"SELECT " APPROVAL_COLUMNS " FROM approval" UNTOLD
	" ORDER BY id LIMIT 64",
	0 };
static const struct sql sql_approval_untold_count = { "approval_untold_count",
	"SELECT COUNT(*) FROM approval" UNTOLD " AND object = :object", 0 };
static const struct sql sql_approval_told = { "approval_told",
	"UPDATE approval SET told_at = :at" UNTOLD " AND object = :object", 0 };

const struct sql *const store_approval_sql[] = { &sql_approval_add,
	&sql_approval_get, &sql_approval_open, &sql_approval_last,
	&sql_approval_each, &sql_approval_put, &sql_approval_refused,
	&sql_approval_refused_each, &sql_approval_untold,
	&sql_approval_untold_count, &sql_approval_told, NULL };

static void
approval_from_row(struct stmt *q, struct approval *a)
{
	a->id = stmt_get_i64(q, 0);
	stmt_copy_text(q, 1, a->kind, sizeof(a->kind));
	a->object = stmt_get_i64(q, 2);
	a->version = stmt_get_i64(q, 3);
	stmt_copy_text(q, 4, a->code, sizeof(a->code));
	a->asked_by = stmt_get_i64(q, 5);
	a->asked_at = stmt_get_i64(q, 6);
	a->decided_by = stmt_get_i64(q, 7);
	a->decided_at = stmt_get_i64(q, 8);
	a->state = (enum approval_state)stmt_get_i64(q, 9);
	a->refused_audit = stmt_get_i64(q, 10);
}

static int
approval_one(struct stmt *q, struct approval *a)
{
	int r;

	if ((r = stmt_one(q)) == 0)
		approval_from_row(q, a);
	return stmt_close(q, r);
}

int
store_approval_add(struct store *st, struct approval *a)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_approval_add)) != 0)
		return r;
	stmt_text(q, ":kind", a->kind);
	stmt_i64(q, ":object", a->object);
	stmt_i64(q, ":version", a->version);
	stmt_text(q, ":code", a->code[0] != '\0' ? a->code : NULL);
	stmt_i64(q, ":asked_by", a->asked_by);
	stmt_i64(q, ":asked_at", a->asked_at);
	stmt_i64(q, ":state", a->state);
	if ((r = stmt_run(q)) == 0)
		a->id = store_last_id(st);
	return r;
}

int
store_approval_get(struct store *st, int64_t id, struct approval *a)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_approval_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	return approval_one(q, a);
}

int
store_approval_open(
    struct store *st, const char *kind, int64_t object, struct approval *a)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_approval_open)) != 0)
		return r;
	stmt_text(q, ":kind", kind);
	stmt_i64(q, ":object", object);
	return approval_one(q, a);
}

int
store_approval_last(
    struct store *st, const char *kind, int64_t object, struct approval *a)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_approval_last)) != 0)
		return r;
	stmt_text(q, ":kind", kind);
	stmt_i64(q, ":object", object);
	return approval_one(q, a);
}

int
store_approval_put(struct store *st, const struct approval *a)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_approval_put)) != 0)
		return r;
	stmt_i64(q, ":id", a->id);
	stmt_ref(q, ":decided_by", a->decided_by);
	stmt_i64(q, ":decided_at", a->decided_at);
	stmt_i64(q, ":state", a->state);
	/* somebody else decided first */
	return stmt_change(q, ERR_STALE);
}

static int
approval_rows(
    struct stmt *q, int (*fn)(void *, const struct approval *), void *arg)
{
	struct approval a;
	int r;

	while ((r = stmt_next(q)) == STORE_ROW) {
		approval_from_row(q, &a);
		if ((r = fn(arg, &a)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_approval_each(struct store *st, enum approval_state s, int64_t after,
    int limit, int (*fn)(void *, const struct approval *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_approval_each)) != 0)
		return r;
	stmt_i64(q, ":state", s);
	stmt_i64(q, ":after", after);
	stmt_i64(q, ":limit", limit);
	return approval_rows(q, fn, arg);
}

/* --- refused, and told ---------------------------------------------------- */

int
store_approval_refused(struct store *st, int64_t id, int64_t audit)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_approval_refused)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	stmt_i64(q, ":audit", audit);
	return stmt_run(q);
}

int
store_approval_refused_each(struct store *st, const char *kind, int64_t object,
    int (*fn)(void *, const struct approval *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_approval_refused_each)) != 0)
		return r;
	stmt_text(q, ":kind", kind);
	stmt_i64(q, ":object", object);
	return approval_rows(q, fn, arg);
}

int
store_approval_untold(struct store *st, int64_t asker,
    int (*fn)(void *, const struct approval *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_approval_untold)) != 0)
		return r;
	stmt_i64(q, ":asker", asker);
	return approval_rows(q, fn, arg);
}

int
store_approval_untold_count(
    struct store *st, int64_t asker, int64_t object, int *n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_approval_untold_count)) != 0)
		return r;
	stmt_i64(q, ":asker", asker);
	stmt_i64(q, ":object", object);
	if ((r = stmt_one(q)) == 0)
		*n = (int)stmt_get_i64(q, 0);
	return stmt_close(q, r);
}

int
store_approval_told(struct store *st, int64_t asker, int64_t object, int64_t at)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_approval_told)) != 0)
		return r;
	stmt_i64(q, ":asker", asker);
	stmt_i64(q, ":object", object);
	stmt_i64(q, ":at", at);
	return stmt_run(q);
}
