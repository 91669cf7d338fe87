/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Open work of somebody who is not there any more: a post that ended, an
 * account that was stopped, an absence.  A post without holder or deputy is
 * the next level's in the same minute (design.md 8).
 */
#include <stdlib.h>

#include "act/office.h"
#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "store/office.h"
#include "store/plan.h"
#include "store/store.h"
#include "warning_case.h"

struct found {
	int64_t *id;
	int n;
};

static void
add_id(struct found *f, int64_t id)
{
	for (int i = 0; i < f->n; i++)
		if (f->id[i] == id)
			return;
	f->id = mem_grow(f->id, (size_t)f->n + 1, sizeof(*f->id));
	f->id[f->n++] = id;
}

static int
add_asked(void *arg, const struct warning_ack *a)
{
	add_id(arg, a->warning);
	return 0;
}

static int
add_owned(void *arg, const struct warning *w, struct warning_place place)
{
	(void)place;
	if (warning_is_open(w->state))
		add_id(arg, w->id);
	return 0;
}

/* What waits for a person to look, and what they run. */
static int
find_work(struct actor *who, int64_t person, struct found *f)
{
	const struct warning_filter own = { .scope = WARNINGS_OF_OWNER,
		.of = person,
		.state = -1,
		.level = -1 };
	int r;

	r = store_warning_asked(who->store, person, 100000, add_asked, f);
	if (r == 0)
		r = store_warning_page(who->store, &own,
		    &(struct warning_place){ 0 }, 100000, add_owned, f);
	return r;
}

/* --- one of them ----------------------------------------------------------
 */

/* The seats at which they are waited for and hold no post any more. */
static unsigned
left_seats(const struct warning_case *c, int64_t person)
{
	unsigned seats = 0;

	for (int i = 0; i < c->n_acks; i++)
		if (c->acks[i].open && c->acks[i].person == person &&
		    !case_sits(c, c->acks[i].post, person))
			seats |= 1u << c->acks[i].seat;
	return seats;
}

static void
give_on(struct warning_case *c)
{
	bool centre;

	c->w.owner = case_carer(c, &centre);
	c->w.district |= centre;
}

static int
save(struct warning_case *c)
{
	const struct case_change ch = { .what = "warning.reseat",
		.event = WARNING_HAND,
		.at = act_now(c->who) };
	int64_t audit;

	if (c->w.owner != 0)
		store_touch(
		    c->who->store, STORE_TOPIC(TOPIC_PERSON, c->w.owner));
	return case_save(c, &ch, &audit);
}

static int
reseat_one(
    struct actor *who, int64_t id, int64_t person, struct warning_case *c)
{
	unsigned seats;
	bool runs;
	int r;

	if ((r = case_read(who, id, c)) != 0)
		return r;
	seats = left_seats(c, person);
	runs = c->w.owner == person && warning_is_open(c->w.state) &&
	       !case_cares(c, person);
	if (seats == 0 && !runs)
		return 0;
	if (seats != 0 &&
	    ((r = store_warning_ack_leave(who->store, id, person)) != 0 ||
		(r = case_ask_again(c, seats)) != 0))
		return r;
	if (runs)
		give_on(c);
	return save(c);
}

/* --- plans -----------------------------------------------------------------
 */

struct plans {
	struct plan *row;
	size_t n;
};

static int
add_plan(void *arg, const struct plan *p)
{
	struct plans *all = arg;

	all->row = mem_grow(all->row, all->n + 1, sizeof(*all->row));
	all->row[all->n++] = *p;
	return 0;
}

/* What they are to the child now: nothing, once their account was stopped. */
static int
stands(const struct warning_case *c, int64_t person, struct warning_person *of)
{
	struct store *st = c->who->store;
	struct post posts[ACT_POSTS_MAX];
	struct person p;
	int n = 0, r;

	*of = (struct warning_person){ .id = person };
	if ((r = store_person_get(st, person, &p)) != 0 ||
	    (r = store_post_of_person(
		 st, person, act_now(c->who), posts, ACT_POSTS_MAX, &n)) != 0)
		return r;
	if (p.state == ACCOUNT_ACTIVE)
		case_flags(c, posts, n, of);
	return 0;
}

/* Who is away for a while answers for it still; a day to look again can wait
 * for them. */
static bool
answers(const struct warning_person *of)
{
	return of->psychology || of->crisis_member || of->crisis_head ||
	       of->centre;
}

static int
reseat_plan(struct actor *who, struct plan *p, struct warning_case *c)
{
	struct warning_person of;
	bool centre;
	int r;

	*c = (struct warning_case){
		.who = who, .w.school = p->school, .w.lft = p->lft
	};
	if ((r = case_bench(c)) != 0 || (r = stands(c, p->owner, &of)) != 0 ||
	    answers(&of) || case_carer(c, &centre) == 0)
		return r;
	p->owner = case_carer(c, &centre);
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, p->owner));
	store_touch(who->store, STORE_TOPIC(TOPIC_ORG, p->school));
	if ((r = store_plan_put(who->store, p)) != 0)
		return r;
	return act_note(who, "plan.reseat", p->id, NULL, &p->student, 1, NULL);
}

static int
reseat_plans(struct actor *who, int64_t person, struct warning_case *c)
{
	struct plans all = { .n = 0 };
	int r =
	    store_plan_of_owner(who->store, person, INT32_MAX, add_plan, &all);

	for (size_t i = 0; i < all.n && r == 0; i++)
		r = reseat_plan(who, &all.row[i], c);
	free(all.row);
	return r;
}

/* --- measures: the plan's owner is asked ------------------------------------
 */

static int
add_measure(void *arg, const struct plan_measure *m)
{
	add_id(arg, m->id);
	return 0;
}

static int
hand_measure(struct actor *who, int64_t id, const struct plan *p)
{
	int r = store_measure_hand(who->store, id, p->owner);

	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, p->owner));
	store_touch(who->store, STORE_TOPIC(TOPIC_ORG, p->school));
	return r == 0 ? act_note(who, "measure.reseat", p->id, NULL,
			    &p->student, 1, NULL)
		      : r;
}

/* Whoever is around the child still does it, though their post is another. */
static int
reseat_measure(
    struct actor *who, int64_t id, int64_t person, struct warning_case *c)
{
	struct warning_person of;
	struct plan_measure m;
	struct plan p;
	int r;

	*c = (struct warning_case){ .who = who };
	if ((r = store_measure_get(who->store, id, &m)) != 0 ||
	    (r = store_plan_get(who->store, m.plan, &p)) != 0 ||
	    (r = case_child(who, p.student, &c->w)) != 0 ||
	    (r = case_bench(c)) != 0 || (r = stands(c, person, &of)) != 0)
		return r;
	if (p.owner == person || answers(&of) || of.class_teacher ||
	    of.grade_head)
		return 0;
	return hand_measure(who, id, &p);
}

static int
reseat_measures(struct actor *who, int64_t person, struct warning_case *c)
{
	struct found f = { .n = 0 };
	int r = store_measure_held(who->store, person, add_measure, &f);

	for (int i = 0; i < f.n && r == 0; i++)
		r = reseat_measure(who, f.id[i], person, c);
	free(f.id);
	return r;
}

int
reseat_person(struct actor *who, int64_t person)
{
	struct warning_case *c = mem_zero(1, sizeof(*c));
	struct found f = { .n = 0 };
	int r = find_work(who, person, &f);

	for (int i = 0; i < f.n && r == 0; i++)
		r = reseat_one(who, f.id[i], person, c);
	if (r == 0)
		r = reseat_plans(who, person, c);
	if (r == 0) /* after its plan */
		r = reseat_measures(who, person, c);
	if (r == 0)
		r = ticket_raise_of(who, person);
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, person));
	free(f.id);
	free(c);
	return r;
}

/* --- by the clock: the keeper's --------------------------------------------
 */

#define SWEPT "office_swept"

static int
add_moved(void *arg, int64_t person)
{
	add_id(arg, person);
	return 0;
}

static int
sweep(struct actor *keeper, const struct found *f, int64_t now)
{
	int r = 0;

	for (int i = 0; i < f->n && r == 0; i++)
		r = reseat_person(keeper, f->id[i]);
	return r == 0 ? store_setting_put(keeper->store, SWEPT, now) : r;
}

int
act_office_sweep(struct actor *keeper, int *n)
{
	int64_t swept = 0, now = act_now(keeper);
	struct found f = { .n = 0 };
	int r;

	*n = 0;
	r = store_setting_get(keeper->store, SWEPT, &swept);
	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	r = store_office_moved(keeper->store, swept, now, add_moved, &f);
	if (r == 0 && f.n > 0 && (r = act_begin(keeper)) == 0) {
		r = act_end(keeper, sweep(keeper, &f, now));
		*n = r == 0 ? f.n : 0;
	}
	free(f.id);
	return r;
}
