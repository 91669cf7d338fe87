/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "internal.h"
#include "store/knock.h"
#include "store/stmt.h"

#define KNOCK                                                              \
	"id, ladder, rung, person, channel, due_at, started_at, ended_at," \
	" result"

static const struct sql sql_knock_add = { "knock_add",
	"INSERT INTO knock (ladder, rung, person, channel, due_at, started_at,"
	" ended_at, result, runs, open) VALUES (:ladder, :rung, :person,"
	" :channel, :due_at, :started_at, :ended_at, :result, :runs, 1)",
	0 };
static const struct sql sql_knock_get = { "knock_get",
	"SELECT " KNOCK " FROM knock WHERE id = :id", 0 };
static const struct sql sql_knock_put = { "knock_put",
	"UPDATE knock SET ended_at = :ended_at, result = :result,"
	" runs = :runs WHERE id = :id",
	0 };
static const struct sql sql_knock_each = { "knock_each",
	"SELECT " KNOCK " FROM knock WHERE ladder = :ladder ORDER BY id", 0 };
static const struct sql sql_knock_running = { "knock_running",
	"SELECT " KNOCK " FROM knock WHERE runs = 1 ORDER BY id LIMIT :limit",
	0 };
static const struct sql sql_knock_since = { "knock_since",
	"SELECT id FROM knock WHERE person = :person AND open = 1"
	" AND started_at > :since AND result IN ('rang', 'rings') LIMIT 1",
	0 };
static const struct sql sql_knock_close = { "knock_close",
	"UPDATE knock SET open = 0 WHERE ladder = :ladder", 0 };
static const struct sql sql_knock_phoned_add = { "knock_phoned_add",
	"INSERT INTO knock_phoned (ladder, oncall, whom, person, at, spoke,"
	" audit, event_at) VALUES (:ladder, :oncall, :whom, :person, :at,"
	" :spoke, :audit, :event_at)",
	0 };
static const struct sql sql_knock_phoned_each = { "knock_phoned_each",
	"SELECT id, ladder, oncall, whom, person, at, spoke, audit,"
	" event_at FROM knock_phoned WHERE ladder = :ladder ORDER BY id",
	0 };

const struct sql *const store_knock_sql[] = { &sql_knock_add, &sql_knock_get,
	&sql_knock_put, &sql_knock_each, &sql_knock_running, &sql_knock_since,
	&sql_knock_close, &sql_knock_phoned_add, &sql_knock_phoned_each, NULL };

static void
knock_from_row(struct stmt *q, struct knock *k)
{
	*k = (struct knock){ .id = stmt_get_i64(q, 0) };
	k->ladder = stmt_get_i64(q, 1);
	k->rung = (int)stmt_get_i64(q, 2);
	k->person = stmt_get_i64(q, 3);
	k->channel =
	    stmt_get_null(q, 4) ? -1 : knock_channel_of(stmt_get_text(q, 4));
	k->due_at = stmt_get_i64(q, 5);
	k->started_at = stmt_get_i64(q, 6);
	k->ended_at = stmt_get_i64(q, 7);
	k->result = (enum knock_result)knock_result_of(stmt_get_text(q, 8));
}

static void
bind_end(struct stmt *q, const struct knock *k)
{
	stmt_ref(q, ":ended_at", k->ended_at);
	stmt_text(q, ":result", knock_result_code(k->result));
	stmt_i64(q, ":runs", k->result == KNOCK_RINGS);
}

int
store_knock_add(struct store *st, struct knock *k)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_knock_add)) != 0)
		return r;
	stmt_i64(q, ":ladder", k->ladder);
	stmt_i64(q, ":rung", k->rung);
	stmt_i64(q, ":person", k->person);
	stmt_text(q, ":channel",
	    k->channel >= 0 ? knock_channel_code(k->channel) : NULL);
	stmt_i64(q, ":due_at", k->due_at);
	stmt_i64(q, ":started_at", k->started_at);
	bind_end(q, k);
	if ((r = stmt_run(q)) == 0)
		k->id = store_last_id(st);
	return r;
}

int
store_knock_get(struct store *st, int64_t id, struct knock *k)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_knock_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	if ((r = stmt_one(q)) == 0)
		knock_from_row(q, k);
	return stmt_close(q, r);
}

int
store_knock_put(struct store *st, const struct knock *k)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_knock_put)) != 0)
		return r;
	stmt_i64(q, ":id", k->id);
	bind_end(q, k);
	return stmt_run(q);
}

static int
knock_all(struct stmt *q, int (*fn)(void *, const struct knock *), void *arg)
{
	struct knock k;
	int r;

	while ((r = stmt_next(q)) == STORE_ROW) {
		knock_from_row(q, &k);
		if ((r = fn(arg, &k)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_knock_each(struct store *st, int64_t ladder,
    int (*fn)(void *, const struct knock *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_knock_each)) != 0)
		return r;
	stmt_i64(q, ":ladder", ladder);
	return knock_all(q, fn, arg);
}

int
store_knock_running(struct store *st, int limit,
    int (*fn)(void *, const struct knock *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_knock_running)) != 0)
		return r;
	stmt_i64(q, ":limit", limit);
	return knock_all(q, fn, arg);
}

int
store_knock_since(struct store *st, int64_t person, int64_t since, bool *was)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_knock_since)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":since", since);
	r = stmt_one(q);
	*was = r == 0;
	return stmt_close(q, r == ERR_NOT_FOUND ? 0 : r);
}

int
store_knock_close(struct store *st, int64_t ladder)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_knock_close)) != 0)
		return r;
	stmt_i64(q, ":ladder", ladder);
	return stmt_run(q);
}

int
store_knock_phoned_add(struct store *st, const struct knock_phoned *p)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_knock_phoned_add)) != 0)
		return r;
	stmt_i64(q, ":ladder", p->ladder);
	stmt_ref(q, ":oncall", p->oncall);
	stmt_ref(q, ":whom", p->whom);
	stmt_i64(q, ":person", p->person);
	stmt_i64(q, ":at", p->at);
	stmt_i64(q, ":spoke", p->spoke);
	stmt_i64(q, ":audit", p->audit);
	stmt_ref(q, ":event_at", p->event_at);
	return stmt_run(q);
}

int
store_knock_phoned_each(struct store *st, int64_t ladder,
    int (*fn)(void *, const struct knock_phoned *), void *arg)
{
	struct knock_phoned p;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_knock_phoned_each)) != 0)
		return r;
	stmt_i64(q, ":ladder", ladder);
	while ((r = stmt_next(q)) == STORE_ROW) {
		p = (struct knock_phoned){ .id = stmt_get_i64(q, 0) };
		p.ladder = stmt_get_i64(q, 1);
		p.oncall = stmt_get_i64(q, 2);
		p.whom = stmt_get_i64(q, 3);
		p.person = stmt_get_i64(q, 4);
		p.at = stmt_get_i64(q, 5);
		p.spoke = stmt_get_i64(q, 6) != 0;
		p.audit = stmt_get_i64(q, 7);
		p.event_at = stmt_get_i64(q, 8);
		if ((r = fn(arg, &p)) != 0)
			break;
	}
	return stmt_close(q, r);
}
