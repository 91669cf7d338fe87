/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "internal.h"
#include "store/person.h"
#include "store/stmt.h"

#define POST_COLUMNS \
	"p.id, p.person, p.role, p.org, o.lft, o.rgt, p.deputy_of, p.since"
#define POST_FROM " FROM post p JOIN org o ON o.id = p.org"
#define POST_HELD                                     \
	" AND p.since IS NOT NULL AND p.since <= :at" \
	" AND (p.until IS NULL OR p.until > :at)"

static const struct sql sql_post_of_person = { "post_of_person",
	"SELECT " POST_COLUMNS POST_FROM " WHERE p.person = :person" POST_HELD
	" ORDER BY p.id LIMIT :limit",
	0 };
/* Holders first, then their deputies: deputy_of is NULL for a holder. */
static const struct sql sql_post_holders = { "post_holders",
	"SELECT " POST_COLUMNS POST_FROM
	" WHERE p.org = :org AND p.role = :role" POST_HELD
	" ORDER BY p.deputy_of IS NOT NULL, p.id LIMIT :limit",
	0 };
static const struct sql sql_post_of_role = { "post_of_role",
	"SELECT " POST_COLUMNS POST_FROM " WHERE p.role = :role" POST_HELD
	" ORDER BY p.person",
	0 };
static const struct sql sql_post_proposed = { "post_proposed",
	"SELECT " POST_COLUMNS POST_FROM " WHERE p.person = :person"
	" AND p.since IS NULL AND p.until IS NULL ORDER BY p.id",
	0 };
static const struct sql sql_post_each = { "post_each",
	"SELECT " POST_COLUMNS POST_FROM " WHERE p.id > :after"
	" AND (p.until IS NULL OR p.until > :at) ORDER BY p.id LIMIT :limit",
	0 };
static const struct sql sql_post_add = { "post_add",
	"INSERT INTO post (person, role, org, deputy_of, since)"
	" VALUES (:person, :role, :org, :deputy_of, :since)",
	0 };
static const struct sql sql_post_hold = { "post_hold",
	"UPDATE post SET since = :since WHERE id = :id AND since IS NULL", 0 };
static const struct sql sql_post_end = { "post_end",
	"UPDATE post SET until = :until WHERE id = :id", 0 };

const struct sql *const store_post_sql[] = { &sql_post_of_person,
	&sql_post_holders, &sql_post_of_role, &sql_post_proposed,
	&sql_post_each, &sql_post_add, &sql_post_hold, &sql_post_end, NULL };

static void
post_from_row(struct stmt *q, struct post *p)
{
	p->id = stmt_get_i64(q, 0);
	p->person = stmt_get_i64(q, 1);
	p->role = role_of(stmt_get_text(q, 2));
	p->org = stmt_get_i64(q, 3);
	p->lft = stmt_get_i64(q, 4);
	p->rgt = stmt_get_i64(q, 5);
	p->deputy_of = stmt_get_i64(q, 6);
}

static int
post_collect(struct stmt *q, struct post *to, int max, int *n)
{
	int r = STORE_ROW;

	for (*n = 0; *n < max && (r = stmt_next(q)) == STORE_ROW; (*n)++)
		post_from_row(q, &to[*n]);
	return stmt_close(q, r == STORE_ROW ? 0 : r);
}

int
store_post_of_person(struct store *st, int64_t person, int64_t at,
    struct post *to, int max, int *n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_post_of_person)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":at", at);
	stmt_i64(q, ":limit", max);
	return post_collect(q, to, max, n);
}

int
store_post_holders(struct store *st, enum role role, int64_t org, int64_t at,
    struct post *to, int max, int *n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_post_holders)) != 0)
		return r;
	stmt_text(q, ":role", role_name(role));
	stmt_i64(q, ":org", org);
	stmt_i64(q, ":at", at);
	stmt_i64(q, ":limit", max);
	return post_collect(q, to, max, n);
}

int
store_post_of_role(struct store *st, enum role role, int64_t at,
    int (*fn)(void *, const struct post *), void *arg)
{
	struct post p;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_post_of_role)) != 0)
		return r;
	stmt_text(q, ":role", role_name(role));
	stmt_i64(q, ":at", at);
	while ((r = stmt_next(q)) == STORE_ROW) {
		post_from_row(q, &p);
		if ((r = fn(arg, &p)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_post_proposed_each(struct store *st, int64_t person,
    int (*fn)(void *, const struct post *, bool held), void *arg)
{
	struct post p;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_post_proposed)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	while ((r = stmt_next(q)) == STORE_ROW) {
		post_from_row(q, &p);
		if ((r = fn(arg, &p, false)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_post_each(struct store *st, int64_t after, int64_t at, int limit,
    int (*fn)(void *, const struct post *, bool held), void *arg)
{
	struct post p;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_post_each)) != 0)
		return r;
	stmt_i64(q, ":after", after);
	stmt_i64(q, ":at", at);
	stmt_i64(q, ":limit", limit);
	while ((r = stmt_next(q)) == STORE_ROW) {
		post_from_row(q, &p);
		if ((r = fn(arg, &p, !stmt_get_null(q, 7))) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_post_add(struct store *st, struct post *p, bool held, int64_t since)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_post_add)) != 0)
		return r;
	stmt_i64(q, ":person", p->person);
	stmt_text(q, ":role", role_name(p->role));
	stmt_i64(q, ":org", p->org);
	stmt_ref(q, ":deputy_of", p->deputy_of);
	stmt_ref(q, ":since", held ? since : 0);
	if ((r = stmt_run(q)) == 0)
		p->id = store_last_id(st);
	return r;
}

static int
post_move(struct store *st, const struct sql *s, const char *column, int64_t id,
    int64_t at)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, s)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	stmt_i64(q, column, at);
	if ((r = stmt_run(q)) == 0 && store_changes(st) == 0)
		r = ERR_NOT_FOUND;
	return r;
}

int
store_post_hold(struct store *st, int64_t id, int64_t since)
{
	return post_move(st, &sql_post_hold, ":since", id, since);
}

int
store_post_end(struct store *st, int64_t id, int64_t until)
{
	return post_move(st, &sql_post_end, ":until", id, until);
}
