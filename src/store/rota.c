/* SPDX-License-Identifier: Apache-2.0 */
/* Who is on duty. */
#include "base/err.h"
#include "internal.h"
#include "store/rota.h"
#include "store/stmt.h"

#define ROTA                                                            \
	"SELECT r.id, r.org, r.role, r.person, r.starts_at, r.ends_at," \
	" r.noted_by, p.name FROM rota r JOIN person p ON p.id = r.person"

static const struct sql sql_add = { "rota_add",
	"INSERT INTO rota (org, role, person, starts_at, ends_at, noted_by,"
	" since) VALUES (:org, :role, :person, :starts, :ends, :by, :audit)",
	0 };
static const struct sql sql_get = { "rota_get",
	ROTA " WHERE r.id = :id AND r.until IS NULL", 0 };
static const struct sql sql_end = { "rota_end",
	"UPDATE rota SET until = :audit WHERE id = :id AND until IS NULL", 0 };
static const struct sql sql_each = { "rota_each",
	ROTA " WHERE r.org = :org AND r.role = :role AND r.until IS NULL"
	     " AND r.ends_at > :after ORDER BY r.starts_at, r.id LIMIT :limit",
	0 };
static const struct sql sql_on = { "rota_on",
	"SELECT COUNT(*) FROM rota WHERE person = :person AND role = :role"
	" AND until IS NULL AND ends_at > :from AND starts_at < :to",
	0 };

const struct sql *const store_rota_sql[] = { &sql_add, &sql_get, &sql_end,
	&sql_each, &sql_on, NULL };

int
store_rota_add(struct store *st, struct rota *row, int64_t audit)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_add)) != 0)
		return r;
	stmt_i64(q, ":org", row->org);
	stmt_text(q, ":role", role_name(row->role));
	stmt_i64(q, ":person", row->person);
	stmt_i64(q, ":starts", row->starts_at);
	stmt_i64(q, ":ends", row->ends_at);
	stmt_i64(q, ":by", row->noted_by);
	stmt_i64(q, ":audit", audit);
	if ((r = stmt_run(q)) == 0)
		row->id = store_last_id(st);
	return r;
}

static void
rota_from_row(struct stmt *q, struct rota *row)
{
	*row = (struct rota){ .id = stmt_get_i64(q, 0),
		.org = stmt_get_i64(q, 1),
		.person = stmt_get_i64(q, 3),
		.starts_at = stmt_get_i64(q, 4),
		.ends_at = stmt_get_i64(q, 5),
		.noted_by = stmt_get_i64(q, 6) };
	row->role = role_of(stmt_get_text(q, 2));
	stmt_copy_text(q, 7, row->name, sizeof(row->name));
}

int
store_rota_get(struct store *st, int64_t id, struct rota *row)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	if ((r = stmt_one(q)) == 0)
		rota_from_row(q, row);
	return stmt_close(q, r);
}

int
store_rota_end(struct store *st, int64_t id, int64_t audit)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_end)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	stmt_i64(q, ":audit", audit);
	if ((r = stmt_run(q)) == 0 && store_changes(st) != 1)
		r = ERR_STALE;
	return r;
}

int
store_rota_each(struct store *st, int64_t org, enum role role, int64_t after,
    int limit, int (*fn)(void *, const struct rota *), void *arg)
{
	struct rota row;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_each)) != 0)
		return r;
	stmt_i64(q, ":org", org);
	stmt_text(q, ":role", role_name(role));
	stmt_i64(q, ":after", after);
	stmt_i64(q, ":limit", limit);
	while ((r = stmt_next(q)) == STORE_ROW) {
		rota_from_row(q, &row);
		if ((r = fn(arg, &row)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_rota_on(struct store *st, int64_t person, enum role role, int64_t from,
    int64_t to, bool *on)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_on)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_text(q, ":role", role_name(role));
	stmt_i64(q, ":from", from);
	stmt_i64(q, ":to", to);
	if ((r = stmt_one(q)) == 0)
		*on = stmt_get_i64(q, 0) > 0;
	return stmt_close(q, r);
}
