/* SPDX-License-Identifier: Apache-2.0 */
/* Who stands on a rung: found in the posts of this moment. */
#include <stdlib.h>

#include "base/epoch.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/presence.h"
#include "knock_internal.h"
#include "model/ticket.h"
#include "store/office.h"
#include "store/org.h"
#include "store/rota.h"
#include "store/store.h"
#include "store/ticket.h"
#include "warning_case.h"

void
knock_add_person(struct knock_people *to, int64_t person)
{
	for (int i = 0; i < to->n; i++)
		if (to->person[i] == person)
			return;
	if (person != 0 && to->n < KNOCK_PEOPLE)
		to->person[to->n++] = person;
}

static void
leave_out(struct knock_people *of, int64_t person)
{
	for (int i = 0; i < of->n; i++)
		if (of->person[i] == person) {
			of->person[i] = of->person[--of->n];
			return;
		}
}

/* --- a ticket's ------------------------------------------------------------
 */

/* Not locked out; an error is nobody's absence. */
static int
is_there(struct actor *who, int64_t person, bool *there)
{
	struct person p;
	int r = store_person_get(who->store, person, &p);

	*there = r == 0 && p.state == ACCOUNT_ACTIVE;
	return r == ERR_NOT_FOUND ? 0 : r;
}

/* On the rota now, and neither locked out nor away: else the others would wait
 * for nobody. */
static int
is_on_duty(struct actor *who, enum role role, int64_t person, bool *on)
{
	int64_t now = act_now(who);
	bool away = false, there = false;
	int r;

	r = store_rota_on(who->store, person, role, now, now + 1, on);
	if (r != 0 || !*on)
		return r;
	if ((r = store_absence_is(who->store, person, now, &away)) == 0)
		r = is_there(who, person, &there);
	*on = there && !away;
	return r;
}

/* Of these some are on duty now (act/rota.h): they come first, *any, and the
 * others where the deputies stand. */
static int
on_duty(struct actor *who, enum role role, const int64_t *person, int n,
    bool *first, bool *any)
{
	bool on[KNOCK_PEOPLE] = { false };
	int r = 0;

	*any = false;
	for (int i = 0; i < n && r == 0; i++) {
		r = is_on_duty(who, role, person[i], &on[i]);
		*any |= on[i];
	}
	for (int i = 0; i < n && *any; i++)
		first[i] = on[i];
	return r;
}

/* Those of a post at an org: who holds it, or their deputies; of several
 * holders who is on duty, or all others. */
static int
add_post(struct actor *who, enum role role, int64_t org, bool deputies,
    struct knock_people *to)
{
	struct post post[KNOCK_PEOPLE];
	int64_t person[KNOCK_PEOPLE];
	bool first[KNOCK_PEOPLE], any;
	int n, r;

	if ((r = store_post_holders(who->store, role, org, act_now(who), post,
		 KNOCK_PEOPLE, &n)) != 0)
		return r;
	for (int i = 0; i < n; i++) {
		person[i] = post[i].person;
		first[i] = post[i].deputy_of == 0;
	}
	if ((r = on_duty(who, role, person, n, first, &any)) != 0)
		return r;
	for (int i = 0; i < n; i++)
		if (first[i] != deputies)
			knock_add_person(to, post[i].person);
	return 0;
}

/* The counsellors of a district have no rung of deputies: in danger who is on
 * duty is knocked first and all of them with everybody else; a ladder that
 * ends with them knocks all. */
static int
add_counsellors(struct actor *who, const struct ladder *l, unsigned set,
    const struct knock_people *all, struct knock_people *to)
{
	bool first[KNOCK_PEOPLE], any;
	int r;

	for (int i = 0; i < all->n; i++)
		first[i] = true;
	if (l->kind == KNOCK_DANGER && (set & KNOCK_REST) == 0 &&
	    (r = on_duty(
		 who, ROLE_COUNSELLOR, all->person, all->n, first, &any)) != 0)
		return r;
	for (int i = 0; i < all->n; i++)
		if (first[i])
			knock_add_person(to, all->person[i]);
	return 0;
}

struct centres {
	struct actor *who;
	struct knock_people all;
};

static int
add_centre(void *arg, const struct org *o)
{
	struct post post[KNOCK_PEOPLE];
	struct centres *c = arg;
	int n, r;

	r = store_post_holders(c->who->store, ROLE_COUNSELLOR, o->id,
	    act_now(c->who), post, KNOCK_PEOPLE, &n);
	for (int i = 0; i < n && r == 0; i++)
		knock_add_person(&c->all, post[i].person);
	return r;
}

static int
add_district(struct actor *who, const struct ladder *l, int64_t org,
    unsigned set, struct knock_people *to)
{
	struct centres c = { .who = who };
	struct org d;
	int r;

	r = store_org_above(who->store, org, ORG_DISTRICT, &d);
	if (r != 0)
		return r == ERR_NOT_FOUND ? 0 : r;
	if ((r = add_centre(&c, &d)) != 0 ||
	    (r = store_org_each(who->store, ORG_CENTRE, d.lft, d.rgt,
		 KNOCK_PEOPLE, add_centre, &c)) != 0)
		return r;
	return add_counsellors(who, l, set, &c.all, to);
}

/* In danger or asked in: the lead's to come, unless one was asked by name.
 * Late: whose ticket it is. */
static int
add_owner(struct actor *who, const struct ladder *l, const struct ticket *t,
    struct knock_people *to)
{
	if (l->kind == KNOCK_LATE || l->kind == KNOCK_LATER) {
		knock_add_person(to, t->taker);
		return 0;
	}
	if (l->asked != 0) {
		knock_add_person(to, l->asked);
		return 0;
	}
	return add_post(who, ROLE_LEAD, t->line, false, to);
}

/* Who has the call has it before their eyes, as long as their line holds. */
static void
leave_out_taker(struct actor *who, const struct ladder *l,
    const struct ticket *t, struct knock_people *to)
{
	int64_t left;

	if ((l->kind == KNOCK_DANGER || l->kind == KNOCK_HELP) &&
	    (t->taker == l->person ||
		presence_is_in(store_epoch(who->store), t->taker, &left)))
		leave_out(to, t->taker);
}

static int
ticket_people(struct actor *who, const struct ladder *l, unsigned set,
    struct knock_people *to)
{
	struct ticket_student s;
	struct ticket t;
	int r;

	if ((r = store_ticket_get(who->store, l->object, &t)) != 0)
		return r;
	if (store_ticket_student_get(who->store, t.id, &s) == 0)
		to->student = s.student;
	if ((set & KNOCK_OWNER) != 0)
		r = add_owner(who, l, &t, to);
	if (r == 0 && (set & KNOCK_LEAD) != 0)
		r = add_post(who, ROLE_LEAD, t.line, false, to);
	if (r == 0 && (set & KNOCK_DEPUTY) != 0)
		r = add_post(who, ROLE_LEAD, t.line, true, to);
	if (r == 0 && (set & KNOCK_DISTRICT) != 0)
		r = add_district(who, l, t.line, set, to);
	if (r == 0 && (set & KNOCK_REST) != 0)
		r = add_post(who, ROLE_OPERATOR, t.line, false, to);
	leave_out_taker(who, l, &t, to);
	return r;
}

/* --- a warning's -----------------------------------------------------------
 */

static void
add_holders(const struct warning_case *c, enum warning_post post, bool holders,
    bool deputies, struct knock_people *to)
{
	const struct warning_holders *h = &c->bench.post[post];

	for (int i = 0; i < h->n && holders; i++)
		knock_add_person(to, h->person[i]);
	for (int i = 0; i < h->n_deputies && deputies; i++)
		knock_add_person(to, h->deputy[i]);
}

/* Who was asked and has not looked; their deputies. */
static void
add_asked(const struct warning_case *c, bool deputies, struct knock_people *to)
{
	for (int i = 0; i < c->n_acks; i++) {
		const struct warning_ack *a = &c->acks[i];

		if (a->round != c->w.round || !a->open)
			continue;
		if (deputies)
			add_holders(c, a->post, false, true, to);
		else
			knock_add_person(to, a->person);
	}
}

static void
warning_set(const struct warning_case *c, unsigned set, struct knock_people *to)
{
	int64_t all[KNOCK_PEOPLE];
	int n;

	if ((set & KNOCK_OWNER) != 0)
		add_asked(c, false, to);
	if ((set & KNOCK_DEPUTY) != 0)
		add_asked(c, true, to);
	if ((set & KNOCK_LEAD) != 0) {
		add_holders(c, POST_GRADE, true, true, to);
		add_holders(c, POST_HEAD, true, true, to);
	}
	n = (set & KNOCK_REST) != 0
		? warning_audience(&c->bench, all, KNOCK_PEOPLE)
		: 0;
	for (int i = 0; i < n; i++)
		knock_add_person(to, all[i]);
}

/* Who reported it knows of it; who has looked in this round too. */
static void
leave_out_knowing(const struct warning_case *c, struct knock_people *to)
{
	for (int i = 0; i < c->n_reporters; i++)
		leave_out(to, c->reporters[i]);
	for (int i = 0; i < c->n_acks; i++)
		if (c->acks[i].round == c->w.round && c->acks[i].acked_at != 0)
			leave_out(to, c->acks[i].person);
}

static int
warning_people(struct actor *who, const struct ladder *l, unsigned set,
    struct knock_people *to)
{
	struct warning_case *c = mem_zero(1, sizeof(*c));
	struct knock_people centre = { .n = 0 };
	int r;

	if ((r = case_read(who, l->object, c)) == 0) {
		to->student = c->w.student;
		warning_set(c, set & ~KNOCK_REST, to);
		add_holders(c, POST_CENTRE, true, true, &centre);
		if ((set & KNOCK_DISTRICT) != 0)
			r = add_counsellors(who, l, set, &centre, to);
	}
	if (r == 0) {
		warning_set(c, set & KNOCK_REST, to);
		leave_out_knowing(c, to);
		leave_out(to, l->person);
		for (int i = 0; i < to->n && r == 0; i++)
			r = case_ask_person(c, to->person[i]);
	}
	free(c);
	return r;
}

/* --- all -------------------------------------------------------------------
 */

int
knock_people(struct actor *who, const struct ladder *l, unsigned set,
    struct knock_people *to)
{
	bool there;
	int r = 0;

	*to = (struct knock_people){ .n = 0 };
	if (l->subject == KNOCK_OF_NOTHING)
		knock_add_person(to, l->person);
	else if (l->subject == KNOCK_OF_TICKET)
		r = ticket_people(who, l, set, to);
	else
		r = warning_people(who, l, set, to);
	if (l->subject != KNOCK_OF_NOTHING && l->kind != KNOCK_LATE &&
	    l->kind != KNOCK_LATER)
		leave_out(to, l->person);
	for (int i = to->n - 1; i >= 0 && r == 0; i--)
		if ((r = is_there(who, to->person[i], &there)) == 0 && !there)
			leave_out(to, to->person[i]);
	return r;
}
