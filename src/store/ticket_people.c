/* SPDX-License-Identifier: Apache-2.0 */
/* Whom a ticket concerns: students linked to it, people who have it, other
 * tickets of the same caller.  Ended, never deleted. */
#include <string.h>

#include "base/err.h"
#include "model/permit.h"
#include "store/stmt.h"
#include "store/ticket.h"

static const struct sql sql_student_add = { "ticket_student_add",
	"INSERT INTO ticket_student (ticket, student, ground, person, at,"
	" since, warning, pair, words) VALUES (:ticket, :student, :ground,"
	" :person, :at, :since, :warning, :pair, :words)",
	0 };
static const struct sql sql_student_end = { "ticket_student_end",
	"UPDATE ticket_student SET until_at = :at, until_by = :person,"
	" until = :audit WHERE id = :id AND until_at IS NULL",
	0 };
static const struct sql sql_student_warned = { "ticket_student_warned",
	"UPDATE ticket_student SET warning = :warning WHERE id = :id", 0 };

#define STUDENT_COLUMNS                                             \
	"SELECT id, ticket, student, ground, person, at, until_at," \
	" until_by, since, until, warning, pair, words FROM ticket_student "

static const struct sql sql_student_get = { "ticket_student_get",
	STUDENT_COLUMNS "WHERE ticket = :ticket AND until_at IS NULL"
			" ORDER BY id DESC LIMIT 1",
	0 };
static const struct sql sql_student_each = { "ticket_student_each",
	STUDENT_COLUMNS "WHERE ticket = :ticket ORDER BY id", 0 };

static const struct sql sql_person_add = { "ticket_person_add",
	"INSERT INTO ticket_person (ticket, person, how, given_by, at)"
	" VALUES (:ticket, :person, :how, :given_by, :at)",
	0 };
static const struct sql sql_person_ways = { "ticket_person_ways",
	"SELECT how FROM ticket_person WHERE ticket = :ticket"
	" AND person = :person AND until_at IS NULL",
	0 };

#define MATCH_COLUMNS                                             \
	"SELECT id, ticket, other, verdict, person, at, until_at" \
	" FROM ticket_match "
#define PAIR                                         \
	"WHERE (ticket = :ticket AND other = :other" \
	" OR ticket = :other AND other = :ticket)"   \
	" AND until_at IS NULL"

static const struct sql sql_match_add = { "ticket_match_add",
	"INSERT INTO ticket_match (ticket, other, verdict, person, at)"
	" VALUES (:ticket, :other, :verdict, :person, :at)",
	0 };
static const struct sql sql_match_end = { "ticket_match_end",
	"UPDATE ticket_match SET until_at = :at " PAIR, 0 };
static const struct sql sql_match_get = { "ticket_match_get",
	MATCH_COLUMNS PAIR, 0 };
static const struct sql sql_match_each = { "ticket_match_each",
	MATCH_COLUMNS "WHERE (ticket = :ticket OR other = :ticket)"
		      " AND until_at IS NULL ORDER BY id",
	0 };

const struct sql *const store_ticket_people_sql[] = { &sql_student_add,
	&sql_student_end, &sql_student_warned, &sql_student_get,
	&sql_student_each, &sql_person_add, &sql_person_ways, &sql_match_add,
	&sql_match_end, &sql_match_get, &sql_match_each, NULL };

int
store_ticket_student_add(struct store *st, struct ticket_student *s)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_student_add)) != 0)
		return r;
	stmt_i64(q, ":ticket", s->ticket);
	stmt_i64(q, ":student", s->student);
	stmt_text(
	    q, ":ground", permit_ground_name((enum permit_ground)s->ground));
	stmt_i64(q, ":person", s->person);
	stmt_i64(q, ":at", s->at);
	stmt_i64(q, ":since", s->since);
	stmt_ref(q, ":warning", s->warning);
	stmt_ref(q, ":pair", s->words.pair);
	if (s->words.pair != 0)
		stmt_blob(q, ":words", s->words.bytes, s->words.n);
	else
		stmt_null(q, ":words");
	if ((r = stmt_run(q)) == 0)
		s->id = store_last_id(st);
	return r;
}

int
store_ticket_student_end(
    struct store *st, int64_t id, int64_t at, int64_t person, int64_t audit)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_student_end)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	stmt_i64(q, ":at", at);
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":audit", audit);
	return stmt_change(q, ERR_NOT_FOUND);
}

int
store_ticket_student_warned(struct store *st, int64_t id, int64_t warning)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_student_warned)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	stmt_ref(q, ":warning", warning);
	return stmt_run(q);
}

static void
student_from_row(struct stmt *q, struct ticket_student *s)
{
	*s = (struct ticket_student){ .id = stmt_get_i64(q, 0) };
	s->ticket = stmt_get_i64(q, 1);
	s->student = stmt_get_i64(q, 2);
	s->ground = permit_ground_of(stmt_get_text(q, 3));
	s->person = stmt_get_i64(q, 4);
	s->at = stmt_get_i64(q, 5);
	s->until_at = stmt_get_i64(q, 6);
	s->until_by = stmt_get_i64(q, 7);
	s->since = stmt_get_i64(q, 8);
	s->until = stmt_get_i64(q, 9);
	s->warning = stmt_get_i64(q, 10);
	s->words.pair = stmt_get_i64(q, 11);
	s->words.bytes = stmt_get_blob(q, 12, &s->words.n);
}

int
store_ticket_student_get(
    struct store *st, int64_t ticket, struct ticket_student *s)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_student_get)) != 0)
		return r;
	stmt_i64(q, ":ticket", ticket);
	if ((r = stmt_one(q)) == 0) {
		student_from_row(q, s);
		s->words = (struct ticket_sealed){ 0 };
	}
	return stmt_close(q, r);
}

static int
student_each(
    struct stmt *q, int (*fn)(void *, const struct ticket_student *), void *arg)
{
	struct ticket_student s;
	int r;

	while ((r = stmt_next(q)) == STORE_ROW) {
		student_from_row(q, &s);
		if ((r = fn(arg, &s)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_ticket_student_each(struct store *st, int64_t ticket,
    int (*fn)(void *, const struct ticket_student *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_student_each)) != 0)
		return r;
	stmt_i64(q, ":ticket", ticket);
	return student_each(q, fn, arg);
}

static const char *const hows[HOW_COUNT + 1] = { "taken", "assigned",
	"accepted", "asked", "joined", "looked_back", NULL };

static enum ticket_how
how_of(const char *name)
{
	int i = 0;

	while (i < HOW_COUNT && strcmp(hows[i], name) != 0)
		i++;
	return (enum ticket_how)i;
}

int
store_ticket_person_add(struct store *st, const struct ticket_person *p)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_person_add)) != 0)
		return r;
	stmt_i64(q, ":ticket", p->ticket);
	stmt_i64(q, ":person", p->person);
	stmt_text(q, ":how", hows[p->how]);
	stmt_i64(q, ":given_by", p->given_by);
	stmt_i64(q, ":at", p->at);
	return stmt_run(q);
}

int
store_ticket_person_ways(
    struct store *st, int64_t ticket, int64_t person, unsigned *ways)
{
	struct stmt *q;
	unsigned bits = 0;
	int r;

	if ((r = stmt_open(st, &q, &sql_person_ways)) != 0)
		return r;
	stmt_i64(q, ":ticket", ticket);
	stmt_i64(q, ":person", person);
	while ((r = stmt_next(q)) == STORE_ROW)
		bits |= 1u << how_of(stmt_get_text(q, 0));
	if ((r = stmt_close(q, r)) == 0)
		*ways = bits;
	return r;
}

static const char *const verdicts[] = { "same", "different" };

int
store_ticket_match_add(struct store *st, const struct ticket_match *m)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_match_add)) != 0)
		return r;
	stmt_i64(q, ":ticket", m->ticket);
	stmt_i64(q, ":other", m->other);
	stmt_text(q, ":verdict", verdicts[m->verdict]);
	stmt_i64(q, ":person", m->person);
	stmt_i64(q, ":at", m->at);
	return stmt_run(q);
}

int
store_ticket_match_end(
    struct store *st, int64_t ticket, int64_t other, int64_t at)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_match_end)) != 0)
		return r;
	stmt_i64(q, ":ticket", ticket);
	stmt_i64(q, ":other", other);
	stmt_i64(q, ":at", at);
	return stmt_run(q);
}

static void
match_from_row(struct stmt *q, struct ticket_match *m)
{
	*m = (struct ticket_match){ .id = stmt_get_i64(q, 0),
		.ticket = stmt_get_i64(q, 1),
		.other = stmt_get_i64(q, 2),
		.verdict = strcmp(stmt_get_text(q, 3), "same") == 0
			       ? VERDICT_SAME
			       : VERDICT_DIFFERENT,
		.person = stmt_get_i64(q, 4),
		.at = stmt_get_i64(q, 5),
		.until_at = stmt_get_i64(q, 6) };
}

int
store_ticket_match_get(
    struct store *st, int64_t ticket, int64_t other, struct ticket_match *m)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_match_get)) != 0)
		return r;
	stmt_i64(q, ":ticket", ticket);
	stmt_i64(q, ":other", other);
	if ((r = stmt_one(q)) == 0)
		match_from_row(q, m);
	return stmt_close(q, r);
}

int
store_ticket_match_each(struct store *st, int64_t ticket,
    int (*fn)(void *, const struct ticket_match *), void *arg)
{
	struct ticket_match m;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_match_each)) != 0)
		return r;
	stmt_i64(q, ":ticket", ticket);
	while ((r = stmt_next(q)) == STORE_ROW) {
		match_from_row(q, &m);
		if ((r = fn(arg, &m)) != 0)
			break;
	}
	return stmt_close(q, r);
}
