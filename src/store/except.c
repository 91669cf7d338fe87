/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/err.h"
#include "internal.h"
#include "store/except.h"
#include "store/stmt.h"

#define COLUMNS                                                           \
	"x.id, x.year, x.student, x.kind, x.day, x.class, x.whereabouts," \
	" x.person, x.at"

static const struct sql sql_add = { "except_add",
	"INSERT INTO rollover_except (year, student, kind, day, class,"
	" whereabouts, person, at, since) VALUES (:year, :student, :kind,"
	" :day, :class, :whereabouts, :person, :at, :audit)",
	0 };
static const struct sql sql_end = { "except_end",
	"UPDATE rollover_except SET until = :audit WHERE student = :student"
	" AND year = :year AND until IS NULL",
	0 };
static const struct sql sql_get = { "except_get",
	"SELECT " COLUMNS " FROM rollover_except x"
	" WHERE x.student = :student AND x.year = :year"
	" AND x.until IS NULL",
	0 };
static const struct sql sql_of_class = { "except_of_class",
	"SELECT " COLUMNS ", s.name, s.number, NOT EXISTS (SELECT 1"
	" FROM enrolment e WHERE e.student = s.id AND e.until IS NULL)"
	" FROM student s JOIN rollover_except x ON x.student = s.id"
	" AND x.year = :year AND x.until IS NULL"
	" WHERE s.place = :place AND NOT EXISTS (SELECT 1"
	" FROM rollover_student d WHERE d.except_id = x.id"
	" AND d.until IS NULL) ORDER BY s.place, s.id",
	0 };

static const struct sql sql_done = { "except_done_add",
	"INSERT INTO rollover_student (rollover, except_id, student, class,"
	" moved_to, ended, begun, since) VALUES (:rollover, :except,"
	" :student, :class, :moved_to, :ended, :begun, :audit)",
	0 };
static const struct sql sql_done_next = { "except_done_next",
	"SELECT id, rollover, except_id, student, class, moved_to, ended,"
	" begun FROM rollover_student WHERE rollover = :rollover"
	" AND until IS NULL ORDER BY id LIMIT 1",
	0 };
static const struct sql sql_done_end = { "except_done_end",
	"UPDATE rollover_student SET until = :audit WHERE id = :id", 0 };

static const struct sql sql_now = { "enrolment_now",
	"SELECT id FROM enrolment WHERE student = :student"
	" AND until IS NULL LIMIT 1",
	0 };
/* The word that a roll-over gave with the whole class. */
static const struct sql sql_turned = { "enrolment_turned",
	"SELECT id FROM enrolment WHERE student = :student"
	" AND until IS NULL AND rollover IS NOT NULL LIMIT 1",
	0 };
static const struct sql sql_drop = { "enrolment_drop",
	"UPDATE enrolment SET until = :audit WHERE id = :id"
	" AND until IS NULL",
	0 };
static const struct sql sql_again = { "enrolment_again",
	"INSERT INTO enrolment (student, state, whereabouts, school, class,"
	" rollover, at, since) SELECT student, state, whereabouts, school,"
	" class, rollover, at, :audit FROM enrolment WHERE id = :id",
	0 };

const struct sql *const store_except_sql[] = { &sql_add, &sql_end, &sql_get,
	&sql_of_class, &sql_done, &sql_done_next, &sql_done_end, &sql_now,
	&sql_turned, &sql_drop, &sql_again, NULL };

static void
from_row(struct stmt *q, struct except_row *x)
{
	int kind = except_of(stmt_get_text(q, 3));

	*x = (struct except_row){ .id = stmt_get_i64(q, 0),
		.year = (int)stmt_get_i64(q, 1),
		.student = stmt_get_i64(q, 2),
		.kind = kind > 0 ? (enum except_kind)kind : EXCEPT_NONE,
		.day = (int)stmt_get_i64(q, 4),
		.class = stmt_get_i64(q, 5),
		.person = stmt_get_i64(q, 7),
		.at = stmt_get_i64(q, 8) };
	stmt_copy_text(q, 6, x->whereabouts, sizeof(x->whereabouts));
}

int
store_except_get(
    struct store *st, int year, int64_t student, struct except_row *x)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_get)) != 0)
		return r;
	stmt_i64(q, ":student", student);
	stmt_i64(q, ":year", year);
	if ((r = stmt_one(q)) == 0)
		from_row(q, x);
	return stmt_close(q, r);
}

static int
end(struct store *st, int year, int64_t student, int64_t audit)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_end)) != 0)
		return r;
	stmt_i64(q, ":student", student);
	stmt_i64(q, ":year", year);
	stmt_i64(q, ":audit", audit);
	return stmt_run(q);
}

static int
add(struct store *st, const struct except_row *x, int64_t audit)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_add)) != 0)
		return r;
	stmt_i64(q, ":year", x->year);
	stmt_i64(q, ":student", x->student);
	stmt_text(q, ":kind", except_name(x->kind));
	stmt_i64(q, ":day", x->day);
	stmt_ref(q, ":class", x->class);
	stmt_text(q, ":whereabouts", x->whereabouts);
	stmt_i64(q, ":person", x->person);
	stmt_i64(q, ":at", x->at);
	stmt_i64(q, ":audit", audit);
	return stmt_run(q);
}

static bool
says_the_same(const struct except_row *a, const struct except_row *b)
{
	return a->kind == b->kind && a->day == b->day && a->class == b->class &&
	       strcmp(a->whereabouts, b->whereabouts) == 0;
}

int
store_except_put(
    struct store *st, const struct except_row *x, int64_t audit, bool *changed)
{
	struct except_row was = { .kind = EXCEPT_NONE };
	int r;

	r = store_except_get(st, x->year, x->student, &was);
	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	*changed = !says_the_same(&was, x);
	if (!*changed)
		return 0;
	if ((r = end(st, x->year, x->student, audit)) != 0 ||
	    x->kind == EXCEPT_NONE)
		return r;
	return add(st, x, audit);
}

int
store_except_of_class(struct store *st, int year, int64_t place,
    int (*fn)(void *, const struct except_row *), void *arg)
{
	struct except_row x;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_of_class)) != 0)
		return r;
	stmt_i64(q, ":year", year);
	stmt_i64(q, ":place", place);
	while ((r = stmt_next(q)) == STORE_ROW) {
		from_row(q, &x);
		stmt_copy_text(q, 9, x.name, sizeof(x.name));
		stmt_copy_text(q, 10, x.number, sizeof(x.number));
		x.here = stmt_get_i64(q, 11) != 0;
		if ((r = fn(arg, &x)) != 0)
			break;
	}
	return stmt_close(q, r);
}

/* --- heeded by a roll-over --------------------------------------------------
 */

int
store_except_done_add(
    struct store *st, const struct except_done *d, int64_t audit)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_done)) != 0)
		return r;
	stmt_i64(q, ":rollover", d->rollover);
	stmt_i64(q, ":except", d->except);
	stmt_i64(q, ":student", d->student);
	stmt_i64(q, ":class", d->class);
	stmt_ref(q, ":moved_to", d->moved_to);
	stmt_ref(q, ":ended", d->ended);
	stmt_ref(q, ":begun", d->begun);
	stmt_i64(q, ":audit", audit);
	return stmt_run(q);
}

int
store_except_done_next(
    struct store *st, int64_t rollover, struct except_done *d)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_done_next)) != 0)
		return r;
	stmt_i64(q, ":rollover", rollover);
	if ((r = stmt_one(q)) == 0)
		*d = (struct except_done){ stmt_get_i64(q, 0),
			stmt_get_i64(q, 1), stmt_get_i64(q, 2),
			stmt_get_i64(q, 3), stmt_get_i64(q, 4),
			stmt_get_i64(q, 5), stmt_get_i64(q, 6),
			stmt_get_i64(q, 7) };
	return stmt_close(q, r);
}

/* A statement with an id and an audit row. */
static int
run_id(struct store *st, const struct sql *s, int64_t id, int64_t audit)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, s)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	stmt_i64(q, ":audit", audit);
	return stmt_run(q);
}

int
store_except_done_end(struct store *st, int64_t id, int64_t audit)
{
	return run_id(st, &sql_done_end, id, audit);
}

static int
find_word(struct store *st, const struct sql *s, int64_t student, int64_t *id)
{
	struct stmt *q;
	int r;

	*id = 0;
	if ((r = stmt_open(st, &q, s)) != 0)
		return r;
	stmt_i64(q, ":student", student);
	if ((r = stmt_one(q)) == 0)
		*id = stmt_get_i64(q, 0);
	r = stmt_close(q, r);
	return r == ERR_NOT_FOUND ? 0 : r;
}

int
store_enrolment_now(struct store *st, int64_t student, int64_t *id)
{
	return find_word(st, &sql_now, student, id);
}

int
store_enrolment_turned(struct store *st, int64_t student, int64_t *id)
{
	return find_word(st, &sql_turned, student, id);
}

int
store_enrolment_drop(struct store *st, int64_t id, int64_t audit, bool *did)
{
	int r = run_id(st, &sql_drop, id, audit);

	*did = r == 0 && store_changes(st) > 0;
	return r;
}

int
store_enrolment_again(struct store *st, int64_t id, int64_t audit)
{
	return run_id(st, &sql_again, id, audit);
}
