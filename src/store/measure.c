/* SPDX-License-Identifier: Apache-2.0 */
/* The measures of a plan. */
#include "base/err.h"
#include "internal.h"
#include "store/plan.h"
#include "store/stmt.h"

#define MEASURE                                                           \
	"m.id, m.plan, m.owner, m.due_at, m.done_at, m.done_by, m.since," \
	" m.until, m.pair, m.text"

static const struct sql sql_add = { "plan_measure_add",
	"INSERT INTO plan_measure (plan, owner, due_at, since, pair)"
	" VALUES (:plan, :owner, :due_at, :since, :pair)",
	0 };
static const struct sql sql_seal = { "plan_measure_seal",
	"UPDATE plan_measure SET text = :text WHERE id = :id AND text IS NULL",
	0 };
static const struct sql sql_get = { "plan_measure_get",
	"SELECT " MEASURE " FROM plan_measure m WHERE m.id = :id", 0 };
static const struct sql sql_done = { "plan_measure_done",
	"UPDATE plan_measure SET done_at = :at, done_by = :person"
	" WHERE id = :id AND done_at IS NULL AND until IS NULL",
	0 };
static const struct sql sql_end = { "plan_measure_end",
	"UPDATE plan_measure SET until = :until WHERE id = :id"
	" AND until IS NULL",
	0 };
static const struct sql sql_each = { "plan_measure_each",
	"SELECT " MEASURE " FROM plan_measure m WHERE m.plan = :plan"
	" AND m.until IS NULL ORDER BY m.due_at, m.id",
	0 };
static const struct sql sql_owner = { "plan_measure_of_owner",
	"SELECT " MEASURE " FROM plan_measure m JOIN plan p ON p.id = m.plan"
	" WHERE m.owner = :person AND m.done_at IS NULL AND m.until IS NULL"
	" AND p.state IN ('RUNNING', 'REVIEWED')"
	" ORDER BY m.due_at LIMIT :limit",
	0 };
static const struct sql sql_held = { "plan_measure_held",
	"SELECT " MEASURE " FROM plan_measure m JOIN plan p ON p.id = m.plan"
	" WHERE m.owner = :person AND m.done_at IS NULL AND m.until IS NULL"
	" AND p.state IN ('DRAFT', 'RUNNING', 'REVIEWED') ORDER BY m.id",
	0 };
static const struct sql sql_hand = { "plan_measure_hand",
	"UPDATE plan_measure SET owner = :owner WHERE id = :id"
	" AND done_at IS NULL AND until IS NULL",
	0 };

const struct sql *const store_measure_sql[] = { &sql_add, &sql_seal, &sql_get,
	&sql_done, &sql_end, &sql_each, &sql_owner, &sql_held, &sql_hand,
	NULL };

int
store_measure_add(struct store *st, struct plan_measure *m)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_add)) != 0)
		return r;
	stmt_i64(q, ":plan", m->plan);
	stmt_i64(q, ":owner", m->owner);
	stmt_i64(q, ":due_at", m->due_at);
	stmt_i64(q, ":since", m->since);
	stmt_i64(q, ":pair", m->pair);
	if ((r = stmt_run(q)) == 0)
		m->id = store_last_id(st);
	return r;
}

int
store_measure_seal(struct store *st, const struct plan_measure *m)
{
	return stmt_seal(st, &sql_seal, m->id, ":text", m->text, m->n);
}

static void
measure_from_row(struct stmt *q, struct plan_measure *m)
{
	m->id = stmt_get_i64(q, 0);
	m->plan = stmt_get_i64(q, 1);
	m->owner = stmt_get_i64(q, 2);
	m->due_at = stmt_get_i64(q, 3);
	m->done_at = stmt_get_i64(q, 4);
	m->done_by = stmt_get_i64(q, 5);
	m->since = stmt_get_i64(q, 6);
	m->until = stmt_get_i64(q, 7);
	m->pair = stmt_get_i64(q, 8);
	m->text = stmt_get_blob(q, 9, &m->n);
}

int
store_measure_get(struct store *st, int64_t id, struct plan_measure *m)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	if ((r = stmt_one(q)) == 0) {
		measure_from_row(q, m);
		m->text = NULL; /* not beyond the row */
		m->n = 0;
	}
	return stmt_close(q, r);
}

int
store_measure_done(struct store *st, int64_t id, int64_t person, int64_t at)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_done)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":at", at);
	return stmt_change(q, ERR_STALE);
}

int
store_measure_hand(struct store *st, int64_t id, int64_t owner)
{
	return stmt_put(st, &sql_hand, id, ":owner", owner, ERR_STALE);
}

int
store_measure_end(struct store *st, int64_t id, int64_t audit)
{
	return stmt_put(st, &sql_end, id, ":until", audit, ERR_STALE);
}

static int
measure_rows(
    struct stmt *q, int (*fn)(void *, const struct plan_measure *), void *arg)
{
	struct plan_measure m;
	int r;

	while ((r = stmt_next(q)) == STORE_ROW) {
		measure_from_row(q, &m);
		if ((r = fn(arg, &m)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_measure_each(struct store *st, int64_t plan,
    int (*fn)(void *, const struct plan_measure *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_each)) != 0)
		return r;
	stmt_i64(q, ":plan", plan);
	return measure_rows(q, fn, arg);
}

int
store_measure_of_owner(struct store *st, int64_t person, int limit,
    int (*fn)(void *, const struct plan_measure *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_owner)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":limit", limit);
	return measure_rows(q, fn, arg);
}

int
store_measure_held(struct store *st, int64_t person,
    int (*fn)(void *, const struct plan_measure *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_held)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	return measure_rows(q, fn, arg);
}
