/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "internal.h"
#include "store/rollover.h"
#include "store/stmt.h"

#define COLUMNS                                                           \
	"id, year, org, lft, rgt, person, state, started_at, changed_at," \
	" done_to, students, posts"

static const struct sql sql_add = { "rollover_add",
	"INSERT INTO rollover (year, org, lft, rgt, person, state, started_at,"
	" changed_at, done_to, students, posts) VALUES (:year, :org, :lft,"
	" :rgt, :person, :state, :at, :at, 0, 0, 0)",
	0 };
static const struct sql sql_put = { "rollover_put",
	"UPDATE rollover SET state = :state, changed_at = :at,"
	" done_to = :done_to, students = :students, posts = :posts"
	" WHERE id = :id",
	0 };
static const struct sql sql_get = { "rollover_get",
	"SELECT " COLUMNS " FROM rollover WHERE id = :id", 0 };
static const struct sql sql_at = { "rollover_at",
	"SELECT " COLUMNS " FROM rollover WHERE state = :state"
	" AND lft <= :rgt AND rgt >= :lft LIMIT 1",
	0 };
static const struct sql sql_turned = { "rollover_turned",
	"SELECT 1 FROM rollover WHERE state IN (:run, :confirmed)"
	" AND lft <= :lft AND rgt >= :lft AND year = :year LIMIT 1",
	0 };
static const struct sql sql_each = { "rollover_each",
	"SELECT " COLUMNS " FROM rollover WHERE id < :before"
	" ORDER BY id DESC LIMIT :limit",
	0 };

/* Whoever has any word of enrolment stands aside of what the class does. */
#define AT_SCHOOL                                \
	" NOT EXISTS (SELECT 1 FROM enrolment e" \
	" WHERE e.student = s.id AND e.until IS NULL)"
static const struct sql sql_class = { "rollover_class",
	"SELECT (SELECT COUNT(*) FROM student s WHERE s.place = :place"
	" AND" AT_SCHOOL "),"
	" (SELECT COUNT(*) FROM student s WHERE s.place = :place"
	" AND EXISTS (SELECT 1 FROM enrolment e WHERE e.student = s.id"
	" AND e.until IS NULL AND e.state = 'suspended')),"
	" (SELECT COUNT(*) FROM warning w WHERE w.class = :class"
	" AND w.open = 1)",
	0 };
static const struct sql sql_grade = { "rollover_grade",
	"SELECT COUNT(*) FROM warning WHERE grade = :grade AND open = 1", 0 };

static const struct sql sql_leave = { "rollover_leave",
	"INSERT INTO enrolment (student, state, whereabouts, school, class,"
	" rollover, at, since)"
	" SELECT s.id, 'graduated', 'unknown', s.school, s.class, :rollover,"
	" :now, :audit FROM student s WHERE s.place = :place AND" AT_SCHOOL,
	0 };
static const struct sql sql_return = { "rollover_return",
	"UPDATE enrolment SET until = :audit WHERE id IN (SELECT id"
	" FROM enrolment WHERE rollover = :rollover AND until IS NULL"
	" ORDER BY id LIMIT :limit)",
	0 };
static const struct sql sql_end = { "enrolment_end",
	"UPDATE enrolment SET until = :audit WHERE student = :student"
	" AND until IS NULL",
	0 };

static const struct sql sql_posts = { "rollover_posts",
	"SELECT id, person, org, until, role, duty FROM post WHERE org = :org"
	" AND since IS NOT NULL AND since <= :now"
	" AND (until IS NULL OR until > :now) ORDER BY id",
	0 };
static const struct sql sql_post_keep = { "rollover_post_keep",
	"INSERT INTO rollover_post (rollover, post, ends, ended_at)"
	" VALUES (:rollover, :post, :ends, :now)",
	0 };
static const struct sql sql_posts_kept = { "rollover_posts_kept",
	"SELECT id, post, ends, ended_at FROM rollover_post"
	" WHERE rollover = :rollover AND back_at IS NULL ORDER BY id LIMIT 1",
	0 };
/* Only what it ended: who ended the post anew since has decided otherwise. */
static const struct sql sql_post_back = { "rollover_post_back",
	"UPDATE post SET until = :ends WHERE id = :post AND until = :ended_at",
	0 };
static const struct sql sql_post_done = { "rollover_post_done",
	"UPDATE rollover_post SET back_at = :now WHERE id = :id", 0 };

const struct sql *const store_rollover_sql[] = { &sql_add, &sql_put, &sql_get,
	&sql_at, &sql_turned, &sql_each, &sql_class, &sql_grade, &sql_leave, &sql_return,
	&sql_end, &sql_posts, &sql_post_keep, &sql_posts_kept,
	&sql_post_back, &sql_post_done, NULL };

static void
from_row(struct stmt *q, struct rollover *r)
{
	*r = (struct rollover){ .id = stmt_get_i64(q, 0),
		.year = (int)stmt_get_i64(q, 1),
		.org = stmt_get_i64(q, 2),
		.lft = stmt_get_i64(q, 3),
		.rgt = stmt_get_i64(q, 4),
		.person = stmt_get_i64(q, 5),
		.state = (enum rollover_state)stmt_get_i64(q, 6),
		.started_at = stmt_get_i64(q, 7),
		.changed_at = stmt_get_i64(q, 8),
		.done_to = stmt_get_i64(q, 9),
		.students = stmt_get_i64(q, 10),
		.posts = stmt_get_i64(q, 11) };
}

int
store_rollover_add(struct store *st, struct rollover *r)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_add)) != 0)
		return e;
	stmt_i64(q, ":year", r->year);
	stmt_i64(q, ":org", r->org);
	stmt_i64(q, ":lft", r->lft);
	stmt_i64(q, ":rgt", r->rgt);
	stmt_i64(q, ":person", r->person);
	stmt_i64(q, ":state", r->state);
	stmt_i64(q, ":at", r->started_at);
	if ((e = stmt_run(q)) == 0)
		r->id = store_last_id(st);
	return e;
}

int
store_rollover_put(struct store *st, const struct rollover *r)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_put)) != 0)
		return e;
	stmt_i64(q, ":state", r->state);
	stmt_i64(q, ":at", r->changed_at);
	stmt_i64(q, ":done_to", r->done_to);
	stmt_i64(q, ":students", r->students);
	stmt_i64(q, ":posts", r->posts);
	stmt_i64(q, ":id", r->id);
	return stmt_run(q);
}

static int
one(struct stmt *q, struct rollover *r)
{
	int e;

	if ((e = stmt_one(q)) == 0)
		from_row(q, r);
	return stmt_close(q, e);
}

int
store_rollover_get(struct store *st, int64_t id, struct rollover *r)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_get)) != 0)
		return e;
	stmt_i64(q, ":id", id);
	return one(q, r);
}

int
store_rollover_at(struct store *st, enum rollover_state s, int64_t lft,
    int64_t rgt, struct rollover *r)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_at)) != 0)
		return e;
	stmt_i64(q, ":state", s);
	stmt_i64(q, ":lft", lft);
	stmt_i64(q, ":rgt", rgt);
	return one(q, r);
}

int
store_rollover_turned(struct store *st, int year, int64_t lft, bool *is)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_turned)) != 0)
		return e;
	stmt_i64(q, ":run", ROLLOVER_RUN);
	stmt_i64(q, ":confirmed", ROLLOVER_CONFIRMED);
	stmt_i64(q, ":lft", lft);
	stmt_i64(q, ":year", year);
	e = stmt_one(q);
	*is = e == 0;
	e = stmt_close(q, e);
	return e == ERR_NOT_FOUND ? 0 : e;
}

int
store_rollover_each(struct store *st, int64_t before, int limit,
    int (*fn)(void *, const struct rollover *), void *arg)
{
	struct rollover r;
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_each)) != 0)
		return e;
	stmt_i64(q, ":before", before);
	stmt_i64(q, ":limit", limit);
	while ((e = stmt_next(q)) == STORE_ROW) {
		from_row(q, &r);
		if ((e = fn(arg, &r)) != 0)
			break;
	}
	return stmt_close(q, e);
}

/* --- children ---------------------------------------------------------------
 */

int
store_rollover_class(
    struct store *st, int64_t class, int64_t place, struct rollover_counts *to)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_class)) != 0)
		return e;
	stmt_i64(q, ":class", class);
	stmt_i64(q, ":place", place);
	if ((e = stmt_one(q)) == 0)
		*to = (struct rollover_counts){ stmt_get_i64(q, 0),
			stmt_get_i64(q, 1), stmt_get_i64(q, 2) };
	return stmt_close(q, e);
}

int
store_rollover_grade(
    struct store *st, int64_t grade, struct rollover_counts *to)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_grade)) != 0)
		return e;
	stmt_i64(q, ":grade", grade);
	if ((e = stmt_one(q)) == 0)
		*to =
		    (struct rollover_counts){ .warnings = stmt_get_i64(q, 0) };
	return stmt_close(q, e);
}

int
store_rollover_leave(struct store *st, const struct rollover *r, int64_t place,
    int64_t now, int64_t audit, int64_t *n)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_leave)) != 0)
		return e;
	stmt_i64(q, ":rollover", r->id);
	stmt_i64(q, ":place", place);
	stmt_i64(q, ":now", now);
	stmt_i64(q, ":audit", audit);
	if ((e = stmt_run(q)) == 0)
		*n = store_changes(st);
	return e;
}

int
store_rollover_return(
    struct store *st, int64_t rollover, int limit, int64_t audit, int64_t *n)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_return)) != 0)
		return e;
	stmt_i64(q, ":rollover", rollover);
	stmt_i64(q, ":limit", limit);
	stmt_i64(q, ":audit", audit);
	if ((e = stmt_run(q)) == 0)
		*n = store_changes(st);
	return e;
}

int
store_enrolment_end(struct store *st, int64_t student, int64_t audit)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_end)) != 0)
		return e;
	stmt_i64(q, ":student", student);
	stmt_i64(q, ":audit", audit);
	return stmt_run(q);
}

/* --- posts ------------------------------------------------------------------
 */

int
store_rollover_posts(struct store *st, int64_t org, int64_t now,
    int (*fn)(void *, const struct post *), void *arg)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_posts)) != 0)
		return e;
	stmt_i64(q, ":org", org);
	stmt_i64(q, ":now", now);
	while ((e = stmt_next(q)) == STORE_ROW) {
		struct post p = { .id = stmt_get_i64(q, 0),
			.person = stmt_get_i64(q, 1),
			.org = stmt_get_i64(q, 2),
			.until = stmt_get_i64(q, 3),
			.role = role_of(stmt_get_text(q, 4)) };

		stmt_copy_text(q, 5, p.duty, sizeof(p.duty));
		if ((e = fn(arg, &p)) != 0)
			break;
	}
	return stmt_close(q, e);
}

int
store_rollover_post_end(
    struct store *st, int64_t rollover, const struct post *p, int64_t now)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_post_keep)) != 0)
		return e;
	stmt_i64(q, ":rollover", rollover);
	stmt_i64(q, ":post", p->id);
	stmt_ref(q, ":ends", p->until);
	stmt_i64(q, ":now", now);
	return (e = stmt_run(q)) != 0 ? e : store_post_end(st, p->id, now);
}

static int
post_back(struct store *st, int64_t post, int64_t ends, int64_t ended_at)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_post_back)) != 0)
		return e;
	stmt_i64(q, ":post", post);
	stmt_ref(q, ":ends", ends);
	stmt_i64(q, ":ended_at", ended_at);
	return stmt_run(q);
}

/* The next of them; ERR_NOT_FOUND after the last. */
static int
next_back(struct store *st, int64_t rollover, int64_t now)
{
	int64_t id = 0, post = 0, ends = 0, ended_at = 0;
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_posts_kept)) != 0)
		return e;
	stmt_i64(q, ":rollover", rollover);
	if ((e = stmt_one(q)) == 0) {
		id = stmt_get_i64(q, 0);
		post = stmt_get_i64(q, 1);
		ends = stmt_get_i64(q, 2);
		ended_at = stmt_get_i64(q, 3);
	}
	if ((e = stmt_close(q, e)) != 0 ||
	    (e = post_back(st, post, ends, ended_at)) != 0 ||
	    (e = stmt_open(st, &q, &sql_post_done)) != 0)
		return e;
	stmt_i64(q, ":now", now);
	stmt_i64(q, ":id", id);
	return stmt_run(q);
}

int
store_rollover_posts_back(
    struct store *st, int64_t rollover, int limit, int64_t now, int64_t *n)
{
	int e = 0;

	for (*n = 0; *n < limit; ++*n)
		if ((e = next_back(st, rollover, now)) != 0)
			break;
	return e == ERR_NOT_FOUND ? 0 : e;
}
