/* SPDX-License-Identifier: Apache-2.0 */
/* What a roll-over makes of children who go another way, and how that is
 * undone: each with what was before, so that it can be. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "rollover_internal.h"
#include "store/ledger.h"
#include "store/org.h"
#include "store/store.h"

/* --- heeding ----------------------------------------------------------------
 */

struct found {
	struct except_row *row;
	size_t n;
};

static int
add_found(void *arg, const struct except_row *x)
{
	struct found *f = arg;

	f->row = mem_grow(f->row, f->n + 1, sizeof(*f->row));
	f->row[f->n++] = *x;
	return 0;
}

/* On the roll of another class of the school. */
static int
move(struct actor *who, struct student *s, int64_t class, int64_t now,
    int64_t audit)
{
	char label[CLASS_LABEL_MAX], part[GRADE_WORDS_MAX];
	struct org o, grade;
	int r;

	if ((r = store_org_get(who->store, class, &o)) != 0 ||
	    (r = store_org_get(who->store, o.parent, &grade)) != 0)
		return r;
	if (class_read(o.name, label, part) != 0 ||
	    !grade_of_number((int)grade.number, &s->grade))
		return ERR_CORRUPT;
	mem_copy_text(s->label, sizeof(s->label), label);
	s->class = o.id;
	s->place = o.lft;
	return store_student_put(who->store, s, now, audit);
}

/* The day it was or will be so, else now. */
static int64_t
begins(int day, int64_t now)
{
	struct clock_parts p = {
		.year = day / 10000, .month = day / 100 % 100, .day = day % 100
	};

	return day != 0 ? clock_from_parts(&p) : now;
}

static int
enrol(struct actor *who, const struct except_row *x, const struct student *s,
    int64_t now, int64_t audit, struct except_done *d)
{
	const char *where =
	    x->whereabouts[0] != '\0' ? x->whereabouts : "unknown";
	int r;

	if (x->kind == EXCEPT_REPEATS) {
		/* on leave or not, as before; but the class may have left in
		 * an earlier run, and they with it */
		r = store_enrolment_turned(who->store, s->id, &d->ended);
		return r != 0 || d->ended == 0
			   ? r
			   : store_enrolment_put(
				 who->store, s, ENROLMENT_HERE, "", now, audit);
	}
	if ((r = store_enrolment_now(who->store, s->id, &d->ended)) != 0 ||
	    (r = store_enrolment_put(who->store, s, except_enrolment(x->kind),
		 where, begins(x->day, now), audit)) != 0)
		return r;
	return store_enrolment_now(who->store, s->id, &d->begun);
}

static int
heed_one(struct actor *who, struct rollover *r, const struct except_row *x,
    int64_t now, int64_t audit, int64_t *n)
{
	struct except_done d = { .rollover = r->id,
		.except = x->id,
		.student = x->student,
		.moved_to = x->class };
	struct student s;
	int e;

	if ((e = store_student_get(who->store, x->student, &s)) != 0)
		return e;
	d.class = s.class;
	if ((e = enrol(who, x, &s, now, audit, &d)) != 0 ||
	    (x->class != 0 && (e = move(who, &s, x->class, now, audit)) != 0) ||
	    (e = store_except_done_add(who->store, &d, audit)) != 0)
		return e;
	store_touch(who->store, STORE_TOPIC(TOPIC_STUDENT, s.id));
	*n += x->here && !except_moves(x->kind);
	return 0;
}

int
rollover_heed(struct actor *who, struct rollover *r, int64_t place, int64_t now,
    int64_t audit, int64_t *n)
{
	struct found f = { NULL, 0 };
	int e;

	*n = 0;
	e = store_except_of_class(who->store, r->year, place, add_found, &f);
	for (size_t i = 0; i < f.n && e == 0; i++)
		e = heed_one(who, r, &f.row[i], now, audit, n);
	r->students += *n;
	free(f.row);
	return e;
}

/* --- and back ---------------------------------------------------------------
 */

/* Who was moved on by somebody since stays where they are. */
static int
move_back(struct actor *who, const struct except_done *d, struct student *s,
    int64_t now, int64_t audit)
{
	return d->moved_to != 0 && s->class == d->moved_to
		   ? move(who, s, d->class, now, audit)
		   : 0;
}

/* Of whom somebody has said otherwise since, that stands. */
static int
enrol_back(struct actor *who, const struct except_done *d, int64_t audit)
{
	bool free_again = false;
	int64_t now;
	int r;

	if (d->begun != 0)
		r = store_enrolment_drop(
		    who->store, d->begun, audit, &free_again);
	else if ((r = store_enrolment_now(who->store, d->student, &now)) == 0)
		free_again = now == 0;
	if (r != 0 || d->ended == 0 || !free_again)
		return r;
	return store_enrolment_again(who->store, d->ended, audit);
}

static int
unheed_one(
    struct actor *who, const struct except_done *d, int64_t now, int64_t audit)
{
	struct student s;
	int64_t at;
	int r;

	if ((r = store_student_get(who->store, d->student, &s)) != 0)
		return r;
	at = s.class;
	if ((r = move_back(who, d, &s, now, audit)) != 0)
		return r;
	if (d->moved_to == 0 || at == d->moved_to)
		r = enrol_back(who, d, audit);
	store_touch(who->store, STORE_TOPIC(TOPIC_STUDENT, s.id));
	return r == 0 ? store_except_done_end(who->store, d->id, audit) : r;
}

int
rollover_unheed(struct actor *who, int64_t rollover, int limit, int64_t now,
    int64_t audit, int64_t *n)
{
	struct except_done d;
	int r;

	for (*n = 0; *n < limit; ++*n) {
		r = store_except_done_next(who->store, rollover, &d);
		if (r == ERR_NOT_FOUND)
			return 0;
		if (r != 0 || (r = unheed_one(who, &d, now, audit)) != 0)
			return r;
	}
	return 0;
}
