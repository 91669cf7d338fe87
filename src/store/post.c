/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "internal.h"
#include "store/person.h"
#include "store/stmt.h"

#define POST_COLUMNS                                                          \
	"p.id, p.person, p.role, p.org, o.lft, o.rgt, p.deputy_of, p.since," \
	" p.until, p.duty, p.campus, p.starts, p.ends, p.batch"
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
	"INSERT INTO post (person, role, org, deputy_of, since, until, duty,"
	" campus, starts, ends, batch) VALUES (:person, :role, :org,"
	" :deputy_of, :since, :until, :duty, :campus, :starts, :ends, :batch)",
	0 };
static const struct sql sql_post_hold = { "post_hold",
	"UPDATE post SET since = CASE WHEN starts > :since THEN starts"
	" ELSE :since END, until = ends WHERE id = :id AND since IS NULL",
	0 };
static const struct sql sql_post_get = { "post_get",
	"SELECT " POST_COLUMNS POST_FROM " WHERE p.id = :id", 0 };
/* The one that says the same of the same person; proposed ones too. */
static const struct sql sql_post_same = { "post_same",
	"SELECT " POST_COLUMNS POST_FROM " WHERE p.person = :person"
	" AND p.org = :org AND p.role = :role AND COALESCE(p.duty, '') = :duty"
	" AND (p.until IS NULL OR p.until > :at) ORDER BY p.id LIMIT 1",
	0 };

#define ROW_COLUMNS POST_COLUMNS ", w.login, w.name, w.state, o.name"
#define ROW_FROM POST_FROM " JOIN person w ON w.id = p.person"

static const struct sql sql_post_rows_of_org = { "post_rows_of_org",
	"SELECT " ROW_COLUMNS ROW_FROM " WHERE p.org = :of AND p.id > :after"
	" AND (p.until IS NULL OR p.until > :at) ORDER BY p.id LIMIT :limit",
	0 };
static const struct sql sql_post_rows_of_person = { "post_rows_of_person",
	"SELECT " ROW_COLUMNS ROW_FROM " WHERE p.person = :of AND p.id > :after"
	" ORDER BY p.id LIMIT :limit",
	0 };
static const struct sql sql_post_rows_of_batch = { "post_rows_of_batch",
	"SELECT " ROW_COLUMNS ROW_FROM " WHERE p.batch = :of AND p.id > :after"
	" AND p.since IS NULL AND p.until IS NULL"
	" ORDER BY p.id LIMIT :limit",
	0 };
static const struct sql sql_batch_hold = { "post_batch_hold",
	"UPDATE post SET since = CASE WHEN starts > :since THEN starts"
	" ELSE :since END, until = ends WHERE batch = :batch"
	" AND since IS NULL AND until IS NULL",
	0 };
static const struct sql sql_batch_refuse = { "post_batch_refuse",
	"UPDATE post SET until = :since WHERE batch = :batch"
	" AND since IS NULL AND until IS NULL",
	0 };
/* Accounts that came with these posts, and with no other ones. */
static const struct sql sql_batch_people = { "post_batch_people",
	"UPDATE person SET state = :state, approved_by = :by WHERE state = 1"
	" AND id IN (SELECT person FROM post WHERE batch = :batch"
	" AND since IS NULL AND until IS NULL)",
	0 };
static const struct sql sql_batch_count = { "post_batch_count",
	"SELECT COUNT(*), COUNT(DISTINCT CASE WHEN w.state = 1 THEN w.id END)"
	" FROM post p JOIN person w ON w.id = p.person WHERE p.batch = :batch"
	" AND p.since IS NULL AND p.until IS NULL",
	0 };
static const struct sql sql_post_end = { "post_end",
	"UPDATE post SET until = :until WHERE id = :id", 0 };

const struct sql *const store_post_sql[] = { &sql_post_of_person,
	&sql_post_holders, &sql_post_of_role, &sql_post_proposed,
	&sql_post_each, &sql_post_add, &sql_post_hold, &sql_post_end,
	&sql_post_get, &sql_post_same, &sql_post_rows_of_org,
	&sql_post_rows_of_person, &sql_post_rows_of_batch, &sql_batch_hold,
	&sql_batch_refuse, &sql_batch_people, &sql_batch_count, NULL };

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
	p->since = stmt_get_i64(q, 7);
	p->until = stmt_get_i64(q, 8);
	stmt_copy_text(q, 9, p->duty, sizeof(p->duty));
	p->campus = stmt_get_i64(q, 10);
	p->starts = stmt_get_i64(q, 11);
	p->ends = stmt_get_i64(q, 12);
	p->batch = stmt_get_i64(q, 13);
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
	stmt_ref(q, ":until", held ? p->ends : 0);
	stmt_text(q, ":duty", p->duty[0] != '\0' ? p->duty : NULL);
	stmt_ref(q, ":campus", p->campus);
	stmt_ref(q, ":starts", p->starts);
	stmt_ref(q, ":ends", p->ends);
	stmt_ref(q, ":batch", p->batch);
	if ((r = stmt_run(q)) == 0)
		p->id = store_last_id(st);
	return r;
}

int
store_post_hold(struct store *st, int64_t id, int64_t since)
{
	return stmt_put(st, &sql_post_hold, id, ":since", since, ERR_NOT_FOUND);
}

int
store_post_end(struct store *st, int64_t id, int64_t until)
{
	return stmt_put(st, &sql_post_end, id, ":until", until, ERR_NOT_FOUND);
}

int
store_post_get(struct store *st, int64_t id, struct post *p)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_post_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	if ((r = stmt_one(q)) == 0)
		post_from_row(q, p);
	return stmt_close(q, r);
}

int
store_post_same(
    struct store *st, const struct post *like, int64_t at, struct post *p)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_post_same)) != 0)
		return r;
	stmt_i64(q, ":person", like->person);
	stmt_i64(q, ":org", like->org);
	stmt_text(q, ":role", role_name(like->role));
	stmt_text(q, ":duty", like->duty);
	stmt_i64(q, ":at", at);
	if ((r = stmt_one(q)) == 0)
		post_from_row(q, p);
	return stmt_close(q, r);
}

/* --- with the names that belong to them -------------------------------------
 */

static int
post_rows(struct store *st, const struct sql *s, int64_t of, int64_t at,
    int64_t after, int limit, int (*fn)(void *, const struct post_row *),
    void *arg)
{
	struct post_row row;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, s)) != 0)
		return r;
	stmt_i64(q, ":of", of);
	if (at != 0)
		stmt_i64(q, ":at", at);
	stmt_i64(q, ":after", after);
	stmt_i64(q, ":limit", limit);
	while ((r = stmt_next(q)) == STORE_ROW) {
		post_from_row(q, &row.post);
		stmt_copy_text(q, 14, row.login, sizeof(row.login));
		stmt_copy_text(q, 15, row.name, sizeof(row.name));
		row.state = (enum account_state)stmt_get_i64(q, 16);
		stmt_copy_text(q, 17, row.org, sizeof(row.org));
		if ((r = fn(arg, &row)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_post_rows_of_org(struct store *st, int64_t org, int64_t at,
    int64_t after, int limit, int (*fn)(void *, const struct post_row *),
    void *arg)
{
	return post_rows(
	    st, &sql_post_rows_of_org, org, at, after, limit, fn, arg);
}

int
store_post_rows_of_person(struct store *st, int64_t person, int64_t after,
    int limit, int (*fn)(void *, const struct post_row *), void *arg)
{
	return post_rows(
	    st, &sql_post_rows_of_person, person, 0, after, limit, fn, arg);
}

/* --- those of one file ------------------------------------------------------
 */

int
store_batch_rows(struct store *st, int64_t batch, int64_t after, int limit,
    int (*fn)(void *, const struct post_row *), void *arg)
{
	return post_rows(
	    st, &sql_post_rows_of_batch, batch, 0, after, limit, fn, arg);
}

int
store_batch_count(
    struct store *st, int64_t batch, int64_t *posts, int64_t *people)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_batch_count)) != 0)
		return r;
	stmt_i64(q, ":batch", batch);
	if ((r = stmt_one(q)) == 0) {
		*posts = stmt_get_i64(q, 0);
		*people = stmt_get_i64(q, 1);
	}
	return stmt_close(q, r);
}

int
store_batch_decide(struct store *st, int64_t batch, bool given, int64_t by,
    int64_t at)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_batch_people)) != 0)
		return r;
	stmt_i64(q, ":batch", batch);
	stmt_i64(q, ":by", by);
	stmt_i64(
	    q, ":state", given ? ACCOUNT_APPROVED : ACCOUNT_REFUSED);
	if ((r = stmt_run(q)) != 0 ||
	    (r = stmt_open(
		 st, &q, given ? &sql_batch_hold : &sql_batch_refuse)) != 0)
		return r;
	stmt_i64(q, ":batch", batch);
	stmt_i64(q, ":since", at);
	return stmt_run(q);
}
