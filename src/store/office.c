/* SPDX-License-Identifier: Apache-2.0 */
/* Links between organisations, who looks after whom, who is away. */
#include <string.h>

#include "base/err.h"
#include "store/office.h"
#include "store/stmt.h"

#define NOW " AND since <= :at AND (until IS NULL OR until > :at)"
#define LINK "SELECT id, kind, org_from, org_to, since, until FROM org_link"
#define TIE "SELECT id, kind, person, student, class, since, until FROM tie"
#define ABSENCE "SELECT id, person, since, until, noted_by FROM absence"

static const struct sql sql_link_add = { "link_add",
	"INSERT INTO org_link (kind, org_from, org_to, since)"
	" VALUES (:kind, :from, :to, :since)",
	0 };
static const struct sql sql_link_end = { "link_end",
	"UPDATE org_link SET until = :at WHERE id = :id AND until IS NULL", 0 };
static const struct sql sql_link_each = { "link_each",
	LINK " WHERE org_from = :org" NOW " UNION " LINK
	     " WHERE org_to = :org" NOW " ORDER BY 2, 1",
	0 };
static const struct sql sql_tie_add = { "tie_add",
	"INSERT INTO tie (kind, person, student, class, since)"
	" VALUES (:kind, :person, :student, :class, :since)",
	0 };
static const struct sql sql_tie_end = { "tie_end",
	"UPDATE tie SET until = :at WHERE id = :id AND until IS NULL", 0 };
static const struct sql sql_tie_get = { "tie_get", TIE " WHERE id = :id", 0 };
static const struct sql sql_tie_person = { "tie_of_person",
	TIE " WHERE person = :person AND id > :after" NOW
	    " ORDER BY id LIMIT :limit",
	0 };
static const struct sql sql_tie_student = { "tie_of_student",
	TIE " WHERE student = :student" NOW " UNION " TIE
	    " WHERE class = :class" NOW " ORDER BY 2, 1",
	0 };
static const struct sql sql_absence_add = { "absence_add",
	"INSERT INTO absence (person, since, until, noted_by)"
	" VALUES (:person, :since, :until, :by)",
	0 };
static const struct sql sql_absence_cut = { "absence_cut",
	"UPDATE absence SET until = :until WHERE id = :id"
	" AND until > :until",
	0 };
static const struct sql sql_absence_next = { "absence_next",
	ABSENCE " WHERE person = :person AND until > :at"
		" ORDER BY since LIMIT 1",
	0 };
static const struct sql sql_absence_is = { "absence_is",
	"SELECT 1 FROM absence WHERE person = :person AND until > :at"
	" AND since <= :at LIMIT 1",
	0 };
static const struct sql sql_moved = { "office_moved",
	"SELECT person FROM post WHERE until > :after AND until <= :at"
	" UNION SELECT person FROM absence"
	" WHERE since > :after AND since <= :at"
	" UNION SELECT person FROM absence"
	" WHERE until > :after AND until <= :at",
	0 };

const struct sql *const store_office_sql[] = { &sql_link_add, &sql_link_end,
	&sql_link_each, &sql_tie_add, &sql_tie_end, &sql_tie_get,
	&sql_tie_person, &sql_tie_student, &sql_absence_add, &sql_absence_cut,
	&sql_absence_next, &sql_absence_is, &sql_moved, NULL };

/* --- links ------------------------------------------------------------------
 */

int
store_link_add(struct store *st, struct link_row *l)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_link_add)) != 0)
		return r;
	stmt_text(q, ":kind", org_link_name(l->kind));
	stmt_i64(q, ":from", l->from);
	stmt_i64(q, ":to", l->to);
	stmt_i64(q, ":since", l->since);
	if ((r = stmt_run(q)) == 0)
		l->id = store_last_id(st);
	return r;
}

int
store_link_end(struct store *st, int64_t id, int64_t at)
{
	return stmt_put(st, &sql_link_end, id, ":at", at, ERR_NOT_FOUND);
}

int
store_link_each(struct store *st, int64_t org, int64_t at,
    int (*fn)(void *, const struct link_row *), void *arg)
{
	struct link_row l;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_link_each)) != 0)
		return r;
	stmt_i64(q, ":org", org);
	stmt_i64(q, ":at", at);
	while ((r = stmt_next(q)) == STORE_ROW) {
		l = (struct link_row){ .id = stmt_get_i64(q, 0),
			.kind = (enum org_link)org_link_of(stmt_get_text(q, 1)),
			.from = stmt_get_i64(q, 2),
			.to = stmt_get_i64(q, 3),
			.since = stmt_get_i64(q, 4),
			.until = stmt_get_i64(q, 5) };
		if ((r = fn(arg, &l)) != 0)
			break;
	}
	return stmt_close(q, r);
}

/* --- ties -------------------------------------------------------------------
 */

int
store_tie_add(struct store *st, struct tie_row *t)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_tie_add)) != 0)
		return r;
	stmt_text(q, ":kind", tie_name(t->kind));
	stmt_i64(q, ":person", t->person);
	stmt_ref(q, ":student", t->student);
	stmt_ref(q, ":class", t->class);
	stmt_i64(q, ":since", t->since);
	if ((r = stmt_run(q)) == 0)
		t->id = store_last_id(st);
	return r;
}

int
store_tie_end(struct store *st, int64_t id, int64_t at)
{
	return stmt_put(st, &sql_tie_end, id, ":at", at, ERR_NOT_FOUND);
}

static void
tie_from_row(struct stmt *q, struct tie_row *t)
{
	*t = (struct tie_row){ .id = stmt_get_i64(q, 0),
		.kind = (enum tie_kind)tie_of(stmt_get_text(q, 1)),
		.person = stmt_get_i64(q, 2),
		.student = stmt_get_i64(q, 3),
		.class = stmt_get_i64(q, 4),
		.since = stmt_get_i64(q, 5),
		.until = stmt_get_i64(q, 6) };
}

static int
tie_each(struct stmt *q, int (*fn)(void *, const struct tie_row *), void *arg)
{
	struct tie_row t;
	int r;

	while ((r = stmt_next(q)) == STORE_ROW) {
		tie_from_row(q, &t);
		if ((r = fn(arg, &t)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_tie_get(struct store *st, int64_t id, struct tie_row *t)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_tie_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	if ((r = stmt_one(q)) == 0)
		tie_from_row(q, t);
	return stmt_close(q, r);
}

int
store_tie_of_person(struct store *st, int64_t person, int64_t at, int64_t after,
    int limit, int (*fn)(void *, const struct tie_row *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_tie_person)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":at", at);
	stmt_i64(q, ":after", after);
	stmt_i64(q, ":limit", limit);
	return tie_each(q, fn, arg);
}

int
store_tie_of_student(struct store *st, int64_t student, int64_t class,
    int64_t at, int (*fn)(void *, const struct tie_row *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_tie_student)) != 0)
		return r;
	stmt_i64(q, ":student", student);
	stmt_i64(q, ":class", class);
	stmt_i64(q, ":at", at);
	return tie_each(q, fn, arg);
}

/* --- away -------------------------------------------------------------------
 */

int
store_absence_add(struct store *st, struct absence *a)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_absence_add)) != 0)
		return r;
	stmt_i64(q, ":person", a->person);
	stmt_i64(q, ":since", a->since);
	stmt_i64(q, ":until", a->until);
	stmt_i64(q, ":by", a->by);
	if ((r = stmt_run(q)) == 0)
		a->id = store_last_id(st);
	return r;
}

int
store_absence_cut(struct store *st, int64_t id, int64_t until)
{
	return stmt_put(
	    st, &sql_absence_cut, id, ":until", until, ERR_NOT_FOUND);
}

int
store_absence_next(
    struct store *st, int64_t person, int64_t at, struct absence *a)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_absence_next)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":at", at);
	if ((r = stmt_one(q)) == 0)
		*a = (struct absence){ .id = stmt_get_i64(q, 0),
			.person = stmt_get_i64(q, 1),
			.since = stmt_get_i64(q, 2),
			.until = stmt_get_i64(q, 3),
			.by = stmt_get_i64(q, 4) };
	return stmt_close(q, r);
}

int
store_absence_is(struct store *st, int64_t person, int64_t at, bool *away)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_absence_is)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":at", at);
	r = stmt_close(q, stmt_one(q));
	*away = r == 0;
	return r == ERR_NOT_FOUND ? 0 : r;
}

int
store_office_moved(struct store *st, int64_t after, int64_t at,
    int (*fn)(void *, int64_t person), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_moved)) != 0)
		return r;
	stmt_i64(q, ":after", after);
	stmt_i64(q, ":at", at);
	while ((r = stmt_next(q)) == STORE_ROW)
		if ((r = fn(arg, stmt_get_i64(q, 0))) != 0)
			break;
	return stmt_close(q, r);
}
