/* SPDX-License-Identifier: Apache-2.0 */
#include "internal.h"
#include "store/ledger.h"
#include "store/rollover.h"
#include "store/stmt.h"
#include "student_row.h"

/* Is something open, and when did somebody look last?  :care is what may be
 * known of it (model/care.h); talks are only part of it for who may know. */
#define CARE(id)                                                              \
	"CASE WHEN (:care > 0 AND EXISTS (SELECT 1 FROM warning x"            \
	" WHERE x.student = " id " AND x.open = 1))"                          \
	" OR (:care > 1 AND EXISTS (SELECT 1 FROM appointment x"              \
	" WHERE x.student = " id " AND x.is_open = 1)) THEN 1 ELSE 0 END,"    \
	" CASE WHEN :care > 0 THEN (SELECT MAX(x.state_at) FROM warning x"    \
	" WHERE x.student = " id ") END,"                                     \
	" CASE WHEN :care > 1 THEN (SELECT MAX(x.held_at) FROM appointment x" \
	" WHERE x.student = " id ") END"
#define PLACED STUDENT_PLACED(">")

static const struct sql sql_each = { "ledger_each",
	"SELECT s.*, e.state, e.whereabouts, COALESCE(f.at, s.changed_at),"
	" w.name, " CARE("s.id") PLACED
	" LEFT JOIN enrolment e ON e.student = s.id AND e.until IS NULL"
	" LEFT JOIN student_fresh f ON f.student = s.id"
	" LEFT JOIN person w ON w.id = f.person"
	" WHERE :stale = 0 OR COALESCE(f.at, s.changed_at) < :stale"
	" ORDER BY s.place, s.id LIMIT :limit",
	0 };
static const struct sql sql_care = { "care_of", "SELECT " CARE(":student"), 0 };
static const struct sql sql_fresh = { "fresh_put",
	"INSERT INTO student_fresh (student, at, person)"
	" VALUES (:student, :at, :person) ON CONFLICT (student) DO UPDATE"
	" SET at = excluded.at, person = excluded.person",
	0 };
static const struct sql sql_class = { "fresh_class",
	"INSERT INTO student_fresh (student, at, person)"
	" SELECT id, :at, :person FROM student WHERE place = :place"
	" ON CONFLICT (student) DO UPDATE"
	" SET at = excluded.at, person = excluded.person",
	0 };
static const struct sql sql_state = { "enrolment_add",
	"INSERT INTO enrolment (student, state, whereabouts, school, class,"
	" at, since) VALUES (:student, :state, :whereabouts, :school, :class,"
	" :now, :audit)",
	0 };

const struct sql *const store_ledger_sql[] = { &sql_each, &sql_care, &sql_fresh,
	&sql_class, &sql_state, NULL };

static void
care_from(struct stmt *q, int at, struct care_state *to)
{
	int64_t one = stmt_get_i64(q, at + 1), two = stmt_get_i64(q, at + 2);

	to->care = stmt_get_i64(q, at) != 0 ? CARE_OPEN : CARE_USUAL;
	to->at = one > two ? one : two;
}

static void
from_row(struct stmt *q, struct ledger_row *row)
{
	const char *state = stmt_get_text(q, STUDENT_BRIEF_N);

	student_brief(q, &row->s);
	row->state = ENROLMENT_HERE;
	if (state != NULL && enrolment_of(state) > 0)
		row->state = (enum enrolment)enrolment_of(state);
	stmt_copy_text(
	    q, STUDENT_BRIEF_N + 1, row->whereabouts, sizeof(row->whereabouts));
	row->fresh_at = stmt_get_i64(q, STUDENT_BRIEF_N + 2);
	stmt_copy_text(
	    q, STUDENT_BRIEF_N + 3, row->fresh_by, sizeof(row->fresh_by));
	care_from(q, STUDENT_BRIEF_N + 4, &row->care);
}

int
store_ledger_each(struct store *st, const struct ledger_ask *ask,
    int (*fn)(void *, const struct ledger_row *), void *arg)
{
	struct ledger_row row;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_each)) != 0)
		return r;
	student_placed(q, ask->lft, ask->rgt, ask->place, ask->id);
	stmt_i64(q, ":stale", ask->stale);
	stmt_i64(q, ":limit", ask->limit);
	stmt_i64(q, ":care", ask->care);
	while ((r = stmt_next(q)) == STORE_ROW) {
		from_row(q, &row);
		if ((r = fn(arg, &row)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_care_of(struct store *st, int64_t student, enum care_view view,
    struct care_state *to)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_care)) != 0)
		return r;
	stmt_i64(q, ":student", student);
	stmt_i64(q, ":care", view);
	if ((r = stmt_one(q)) == 0)
		care_from(q, 0, to);
	return stmt_close(q, r);
}

int
store_fresh_put(struct store *st, int64_t student, int64_t at, int64_t person)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_fresh)) != 0)
		return r;
	stmt_i64(q, ":student", student);
	stmt_i64(q, ":at", at);
	stmt_ref(q, ":person", person);
	return stmt_run(q);
}

int
store_fresh_class(
    struct store *st, int64_t place, int64_t at, int64_t person, int64_t *n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_class)) != 0)
		return r;
	stmt_i64(q, ":place", place);
	stmt_i64(q, ":at", at);
	stmt_ref(q, ":person", person);
	if ((r = stmt_run(q)) == 0)
		*n = store_changes(st);
	return r;
}

int
store_enrolment_put(struct store *st, const struct student *s, enum enrolment e,
    const char *whereabouts, int64_t now, int64_t audit)
{
	struct stmt *q;
	int r;

	if ((r = store_enrolment_end(st, s->id, audit)) != 0 ||
	    e == ENROLMENT_HERE)
		return r;
	if ((r = stmt_open(st, &q, &sql_state)) != 0)
		return r;
	stmt_i64(q, ":student", s->id);
	stmt_text(q, ":state", enrolment_name(e));
	stmt_text(q, ":whereabouts", whereabouts);
	stmt_i64(q, ":school", s->school);
	stmt_i64(q, ":class", s->class);
	stmt_i64(q, ":now", now);
	stmt_i64(q, ":audit", audit);
	return stmt_run(q);
}
