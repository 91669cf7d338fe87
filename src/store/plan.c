/* SPDX-License-Identifier: Apache-2.0 */
/* Plans and their steps. */
#include "base/err.h"
#include "store/plan.h"
#include "store/stmt.h"
#include "store/store.h"

#define PLAN                                                            \
	"id, version, student, round, school, lft, state, owner, pair," \
	" review_at, made_at"

static const struct sql sql_add = { "plan_add",
	"INSERT INTO plan (version, student, round, school, lft, state,"
	" is_open, owner, pair, review_at, made_at) VALUES (1, :student,"
	" 1 + (SELECT count(*) FROM plan WHERE student = :student), :school,"
	" :lft, :state, :is_open, :owner, :pair, :review_at, :made_at)",
	0 };
static const struct sql sql_get = { "plan_get",
	"SELECT " PLAN " FROM plan WHERE id = :id", 0 };
static const struct sql sql_of = { "plan_of",
	"SELECT " PLAN " FROM plan WHERE student = :student"
	" ORDER BY round DESC LIMIT :limit",
	0 };
static const struct sql sql_put = { "plan_put",
	"UPDATE plan SET version = version + 1, state = :state,"
	" is_open = :is_open, owner = :owner, review_at = :review_at,"
	" school = :school, lft = :lft, pair = :pair"
	" WHERE id = :id AND version = :version",
	0 };
static const struct sql sql_owner = { "plan_of_owner",
	"SELECT " PLAN " FROM plan WHERE owner = :person AND is_open = 1"
	" ORDER BY review_at LIMIT :limit",
	0 };
static const struct sql sql_step_add = { "plan_step_add",
	"INSERT INTO plan_step (plan, event, to_state, person, at, review_at,"
	" audit, pair) VALUES (:plan, :event, :to_state, :person, :at,"
	" :review_at, :audit, :pair)",
	0 };
static const struct sql sql_step_seal = { "plan_step_seal",
	"UPDATE plan_step SET text = :text WHERE id = :id AND text IS NULL",
	0 };
static const struct sql sql_step_each = { "plan_step_each",
	"SELECT id, plan, event, to_state, person, at, review_at, audit, pair,"
	" text FROM plan_step WHERE plan = :plan ORDER BY id",
	0 };
#define UNPLANNED                                                          \
	" FROM warning w WHERE w.open = 1 AND w.lft BETWEEN :lft AND :rgt" \
	" AND NOT EXISTS (SELECT 1 FROM plan p WHERE"                      \
	" p.student = w.student AND p.is_open = 1)"

static const struct sql sql_unplanned = { "plan_missing",
	"SELECT w.id, w.student, w.entered_at" UNPLANNED
	" AND w.level >= :level AND (w.entered_at > :since"
	" OR w.entered_at = :since AND w.id > :after)"
	" ORDER BY w.entered_at, w.id LIMIT :limit",
	0 };
static const struct sql sql_figures = { "plan_missing_figures",
	"SELECT w.school, count(*), count(CASE WHEN w.entered_at < :before"
	" THEN 1 END)" UNPLANNED " GROUP BY w.school ORDER BY w.school",
	0 };

static const struct sql sql_care = { "care_each",
	"SELECT w.student, w.entered_at, w.event_at, p.state, p.review_at,"
	" (SELECT max(a.held_at) FROM appointment a"
	" WHERE a.student = w.student) FROM warning w LEFT JOIN plan p"
	" ON p.student = w.student AND p.is_open = 1 WHERE w.open = 1"
	" AND w.lft BETWEEN :lft AND :rgt ORDER BY w.entered_at, w.id",
	0 };

const struct sql *const store_plan_sql[] = { &sql_add, &sql_get, &sql_of,
	&sql_put, &sql_owner, &sql_step_add, &sql_step_seal, &sql_step_each,
	&sql_unplanned, &sql_figures, &sql_care, NULL };

/* --- plans -----------------------------------------------------------------
 */

static int
plan_from_row(struct stmt *q, struct plan *p)
{
	int state = state_by_code(&plan_machine, stmt_get_text(q, 6));

	*p = (struct plan){ .id = stmt_get_i64(q, 0),
		.version = stmt_get_i64(q, 1),
		.student = stmt_get_i64(q, 2),
		.round = (int)stmt_get_i64(q, 3),
		.school = stmt_get_i64(q, 4),
		.lft = stmt_get_i64(q, 5),
		.owner = stmt_get_i64(q, 7),
		.pair = stmt_get_i64(q, 8),
		.review_at = stmt_get_i64(q, 9),
		.made_at = stmt_get_i64(q, 10) };
	p->state = (enum plan_state)state;
	return state < 0 ? ERR_CORRUPT : 0;
}

static void
bind_state(struct stmt *q, const struct plan *p)
{
	stmt_text(q, ":state", state_code(&plan_machine, (int)p->state));
	stmt_i64(q, ":is_open", plan_is_open(p->state));
	stmt_i64(q, ":owner", p->owner);
	stmt_ref(q, ":review_at", p->review_at);
	stmt_i64(q, ":school", p->school);
	stmt_i64(q, ":lft", p->lft);
	stmt_i64(q, ":pair", p->pair);
}

static int
plan_one(struct stmt *q, struct plan *p)
{
	int r;

	if ((r = stmt_one(q)) == 0)
		r = plan_from_row(q, p);
	return stmt_close(q, r);
}

int
store_plan_add(struct store *st, struct plan *p)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_add)) != 0)
		return r;
	stmt_i64(q, ":student", p->student);
	stmt_i64(q, ":made_at", p->made_at);
	bind_state(q, p);
	if ((r = stmt_run(q)) != 0)
		return r;
	return store_plan_get(st, store_last_id(st), p);
}

int
store_plan_get(struct store *st, int64_t id, struct plan *p)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	return plan_one(q, p);
}

int
store_plan_of(struct store *st, int64_t student, struct plan *p)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_of)) != 0)
		return r;
	stmt_i64(q, ":student", student);
	stmt_i64(q, ":limit", 1);
	return plan_one(q, p);
}

static int
plan_rows(struct stmt *q, int (*fn)(void *, const struct plan *), void *arg)
{
	struct plan p;
	int r;

	while ((r = stmt_next(q)) == STORE_ROW)
		if ((r = plan_from_row(q, &p)) != 0 || (r = fn(arg, &p)) != 0)
			break;
	return stmt_close(q, r);
}

int
store_plan_each(struct store *st, int64_t student,
    int (*fn)(void *, const struct plan *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_of)) != 0)
		return r;
	stmt_i64(q, ":student", student);
	stmt_i64(q, ":limit", INT32_MAX);
	return plan_rows(q, fn, arg);
}

int
store_plan_put(struct store *st, struct plan *p)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_put)) != 0)
		return r;
	stmt_i64(q, ":id", p->id);
	stmt_i64(q, ":version", p->version);
	bind_state(q, p);
	if ((r = stmt_change(q, ERR_STALE)) == 0)
		p->version++;
	return r;
}

int
store_plan_of_owner(struct store *st, int64_t person, int limit,
    int (*fn)(void *, const struct plan *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_owner)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":limit", limit);
	return plan_rows(q, fn, arg);
}

/* --- steps -----------------------------------------------------------------
 */

int
store_plan_step_add(struct store *st, struct plan_step *s)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_step_add)) != 0)
		return r;
	stmt_i64(q, ":plan", s->plan);
	stmt_text(q, ":event", state_event_code(&plan_machine, s->event));
	stmt_text(q, ":to_state", state_code(&plan_machine, s->to));
	stmt_i64(q, ":person", s->person);
	stmt_i64(q, ":at", s->at);
	stmt_ref(q, ":review_at", s->review_at);
	stmt_i64(q, ":audit", s->audit);
	stmt_ref(q, ":pair", s->pair);
	if ((r = stmt_run(q)) == 0)
		s->id = store_last_id(st);
	return r;
}

int
store_plan_step_seal(struct store *st, const struct plan_step *s)
{
	return stmt_seal(st, &sql_step_seal, s->id, ":text", s->text, s->n);
}

int
store_plan_step_each(struct store *st, int64_t plan,
    int (*fn)(void *, const struct plan_step *), void *arg)
{
	struct plan_step s;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_step_each)) != 0)
		return r;
	stmt_i64(q, ":plan", plan);
	while ((r = stmt_next(q)) == STORE_ROW) {
		s.id = stmt_get_i64(q, 0);
		s.plan = stmt_get_i64(q, 1);
		s.event =
		    state_event_by_code(&plan_machine, stmt_get_text(q, 2));
		s.to = state_by_code(&plan_machine, stmt_get_text(q, 3));
		s.person = stmt_get_i64(q, 4);
		s.at = stmt_get_i64(q, 5);
		s.review_at = stmt_get_i64(q, 6);
		s.audit = stmt_get_i64(q, 7);
		s.pair = stmt_get_i64(q, 8);
		s.text = stmt_get_blob(q, 9, &s.n);
		if ((r = fn(arg, &s)) != 0)
			break;
	}
	return stmt_close(q, r);
}

/* --- without a plan --------------------------------------------------------
 */

int
store_unplanned_each(struct store *st, int64_t lft, int64_t rgt, int level,
    const struct unplanned *after, int limit,
    int (*fn)(void *, const struct unplanned *), void *arg)
{
	struct unplanned u;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_unplanned)) != 0)
		return r;
	stmt_i64(q, ":lft", lft);
	stmt_i64(q, ":rgt", rgt);
	stmt_i64(q, ":level", level);
	stmt_i64(q, ":since", after != NULL ? after->since : 0);
	stmt_i64(q, ":after", after != NULL ? after->warning : 0);
	stmt_i64(q, ":limit", limit);
	while ((r = stmt_next(q)) == STORE_ROW) {
		u.warning = stmt_get_i64(q, 0);
		u.student = stmt_get_i64(q, 1);
		u.since = stmt_get_i64(q, 2);
		if ((r = fn(arg, &u)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_unplanned_figures(struct store *st, int64_t lft, int64_t rgt,
    int64_t before, int (*fn)(void *, int64_t school, int64_t n, int64_t late),
    void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_figures)) != 0)
		return r;
	stmt_i64(q, ":lft", lft);
	stmt_i64(q, ":rgt", rgt);
	stmt_i64(q, ":before", before);
	while ((r = stmt_next(q)) == STORE_ROW)
		if ((r = fn(arg, stmt_get_i64(q, 0), stmt_get_i64(q, 1),
			 stmt_get_i64(q, 2))) != 0)
			break;
	return stmt_close(q, r);
}

int
store_care_each(struct store *st, int64_t lft, int64_t rgt,
    int (*fn)(void *, const struct care_row *), void *arg)
{
	struct care_row row;
	struct stmt *q;
	int state, r;

	if ((r = stmt_open(st, &q, &sql_care)) != 0)
		return r;
	stmt_i64(q, ":lft", lft);
	stmt_i64(q, ":rgt", rgt);
	while ((r = stmt_next(q)) == STORE_ROW) {
		state = state_by_code(&plan_machine, stmt_get_text(q, 3));
		row = (struct care_row){ .student = stmt_get_i64(q, 0),
			.since = stmt_get_i64(q, 1),
			.event_at = stmt_get_i64(q, 2),
			.planned = state >= 0,
			.review_at = stmt_get_i64(q, 4),
			.talked_at = stmt_get_i64(q, 5) };
		row.plan = state >= 0 ? (enum plan_state)state : PLAN_DRAFT;
		if ((r = fn(arg, &row)) != 0)
			break;
	}
	return stmt_close(q, r);
}
