/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "internal.h"
#include "store/keys.h"
#include "store/stmt.h"

static const struct sql sql_circle_add = { "circle_add",
	"INSERT INTO circle (org, name, made_at) VALUES (:org, :name, :at)",
	0 };
static const struct sql sql_circle_get = { "circle_get",
	"SELECT id, org, name FROM circle WHERE id = :id", 0 };
static const struct sql sql_circle_of = { "circle_of",
	"SELECT id, org, name FROM circle WHERE org = :org", 0 };
static const struct sql sql_circle_each = { "circle_each",
	"SELECT id, org, name FROM circle WHERE id > :after ORDER BY id"
	" LIMIT :limit",
	0 };

static const struct sql sql_member_add = { "member_add",
	"INSERT INTO circle_member (circle, person, since)"
	" VALUES (:circle, :person, :since)",
	0 };
static const struct sql sql_member_end = { "member_end",
	"UPDATE circle_member SET until = :until WHERE circle = :circle"
	" AND person = :person AND until IS NULL",
	0 };
static const struct sql sql_member_is = { "member_is",
	"SELECT 1 FROM circle_member WHERE circle = :circle"
	" AND person = :person AND until IS NULL",
	0 };
static const struct sql sql_member_each = { "member_each",
	"SELECT person FROM circle_member WHERE circle = :circle"
	" AND until IS NULL ORDER BY person",
	0 };

static const struct sql sql_task_add = { "task_add",
	"INSERT INTO circle_task (circle, kind, person, at)"
	" VALUES (:circle, :kind, :person, :at)",
	0 };
static const struct sql sql_task_done = { "task_done",
	"UPDATE circle_task SET done = 1 WHERE id = :id", 0 };
static const struct sql sql_task_done_all = { "task_done_all",
	"UPDATE circle_task SET done = 1 WHERE circle = :circle AND done = 0"
	" AND kind = :kind",
	0 };
static const struct sql sql_task_each = { "task_each",
	"SELECT id, circle, kind, person, at FROM circle_task"
	" WHERE circle = :circle AND done = 0 ORDER BY id",
	0 };

const struct sql *const store_circle_sql[] = { &sql_circle_add, &sql_circle_get,
	&sql_circle_of, &sql_circle_each, &sql_member_add, &sql_member_end,
	&sql_member_is, &sql_member_each, &sql_task_add, &sql_task_done,
	&sql_task_done_all, &sql_task_each, NULL };

static void
circle_from_row(struct stmt *q, struct circle *c)
{
	c->id = stmt_get_i64(q, 0);
	c->org = stmt_get_i64(q, 1);
	stmt_copy_text(q, 2, c->name, sizeof(c->name));
}

static int
circle_by(struct store *st, const struct sql *s, const char *column, int64_t v,
    struct circle *c)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, s)) != 0)
		return r;
	stmt_i64(q, column, v);
	if ((r = stmt_one(q)) == 0)
		circle_from_row(q, c);
	return stmt_close(q, r);
}

int
store_circle_get(struct store *st, int64_t id, struct circle *c)
{
	return circle_by(st, &sql_circle_get, ":id", id, c);
}

int
store_circle_of(struct store *st, int64_t org, struct circle *c)
{
	return circle_by(st, &sql_circle_of, ":org", org, c);
}

int
store_circle_add(struct store *st, struct circle *c, int64_t at)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_circle_add)) != 0)
		return r;
	stmt_i64(q, ":org", c->org);
	stmt_text(q, ":name", c->name);
	stmt_i64(q, ":at", at);
	if ((r = stmt_run(q)) == 0)
		c->id = store_last_id(st);
	return r;
}

int
store_circle_each(struct store *st, int64_t after, int limit,
    int (*fn)(void *, const struct circle *), void *arg)
{
	struct circle c;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_circle_each)) != 0)
		return r;
	stmt_i64(q, ":after", after);
	stmt_i64(q, ":limit", limit);
	while ((r = stmt_next(q)) == STORE_ROW) {
		circle_from_row(q, &c);
		if ((r = fn(arg, &c)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_member_add(
    struct store *st, int64_t circle, int64_t person, int64_t since)
{
	struct stmt *q;
	bool is;
	int r;

	if ((r = store_member_is(st, circle, person, &is)) != 0)
		return r;
	if (is)
		return ERR_EXISTS;
	if ((r = stmt_open(st, &q, &sql_member_add)) != 0)
		return r;
	stmt_i64(q, ":circle", circle);
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":since", since);
	return stmt_run(q);
}

int
store_member_end(
    struct store *st, int64_t circle, int64_t person, int64_t until)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_member_end)) != 0)
		return r;
	stmt_i64(q, ":circle", circle);
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":until", until);
	return stmt_change(q, ERR_NOT_FOUND);
}

int
store_member_is(struct store *st, int64_t circle, int64_t person, bool *is)
{
	struct stmt *q;
	int r;

	*is = false;
	if ((r = stmt_open(st, &q, &sql_member_is)) != 0)
		return r;
	stmt_i64(q, ":circle", circle);
	stmt_i64(q, ":person", person);
	r = stmt_close(q, stmt_one(q));
	*is = r == 0;
	return r == ERR_NOT_FOUND ? 0 : r;
}

int
store_member_each(struct store *st, int64_t circle,
    int (*fn)(void *, int64_t person), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_member_each)) != 0)
		return r;
	stmt_i64(q, ":circle", circle);
	while ((r = stmt_next(q)) == STORE_ROW)
		if ((r = fn(arg, stmt_get_i64(q, 0))) != 0)
			break;
	return stmt_close(q, r);
}

int
store_task_add(struct store *st, struct circle_task *t)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_task_add)) != 0)
		return r;
	stmt_i64(q, ":circle", t->circle);
	stmt_text(q, ":kind", t->kind);
	stmt_ref(q, ":person", t->person);
	stmt_i64(q, ":at", t->at);
	if ((r = stmt_run(q)) == 0)
		t->id = store_last_id(st);
	return r;
}

int
store_task_done(struct store *st, int64_t id)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_task_done)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	return stmt_run(q);
}

int
store_task_done_all(struct store *st, int64_t circle, const char *kind)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_task_done_all)) != 0)
		return r;
	stmt_i64(q, ":circle", circle);
	stmt_text(q, ":kind", kind);
	return stmt_run(q);
}

int
store_task_each(struct store *st, int64_t circle,
    int (*fn)(void *, const struct circle_task *), void *arg)
{
	struct circle_task t;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_task_each)) != 0)
		return r;
	stmt_i64(q, ":circle", circle);
	while ((r = stmt_next(q)) == STORE_ROW) {
		t.id = stmt_get_i64(q, 0);
		t.circle = stmt_get_i64(q, 1);
		stmt_copy_text(q, 2, t.kind, sizeof(t.kind));
		t.person = stmt_get_i64(q, 3);
		t.at = stmt_get_i64(q, 4);
		if ((r = fn(arg, &t)) != 0)
			break;
	}
	return stmt_close(q, r);
}
