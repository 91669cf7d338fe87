/* SPDX-License-Identifier: Apache-2.0 */
/* Ladders that run, for who may know of them. */
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "knock_internal.h"
#include "store/desk.h"
#include "store/org.h"
#include "store/store.h"
#include "ticket_internal.h"
#include "warning_case.h"

#define LADDERS_MAX 200

/* --- who may know of it ----------------------------------------------------
 */

/* All of their line, their school or the district around their centre: the
 * span of the tree that a post answers for. */
static bool
span_of(struct actor *who, const struct post *p, int64_t *lft, int64_t *rgt)
{
	struct org d;

	*lft = p->lft;
	*rgt = p->rgt;
	switch (p->role) {
	case ROLE_LEAD:
	case ROLE_CRISIS_HEAD:
		return true;
	case ROLE_COUNSELLOR:
		if (store_org_above(who->store, p->org, ORG_DISTRICT, &d) != 0)
			return true;
		*lft = d.lft;
		*rgt = d.rgt;
		return true;
	default:
		return false;
	}
}

static bool
answers_for(struct actor *who, const struct ladder *l)
{
	int64_t lft, rgt;

	for (int i = 0; i < who->n_posts; i++)
		if (span_of(who, &who->posts[i], &lft, &rgt) && lft <= l->lft &&
		    l->lft <= rgt)
			return l->kind != KNOCK_TEST;
	return false;
}

static bool
is_knocked(const struct act_knock *k, int64_t person)
{
	for (int i = 0; i < k->n; i++)
		if (k->knock[i].person == person)
			return true;
	return false;
}

/* Is it theirs to look?  Who was knocked or asked; and the line's lead before
 * anybody knocks. */
static bool
is_wanted(struct actor *who, const struct act_knock *k)
{
	const struct ladder *l = &k->row;
	const struct post *lead = act_post(who, ROLE_LEAD);

	return is_knocked(k, who->person) || l->asked == who->person ||
	       (l->subject == KNOCK_OF_TICKET && l->kind <= KNOCK_HELP &&
		   !k->mine && lead != NULL && lead->org == l->org);
}

/* --- one of them, with what happened on it ---------------------------------
 */

struct filling {
	struct actor *who;
	struct act_knock *k;
};

static int
is_centre(struct actor *who, int64_t person, bool *is)
{
	struct post post[ACT_POSTS_MAX];
	int n, r;

	*is = false;
	if ((r = store_post_of_person(who->store, person, act_now(who), post,
		 ACT_POSTS_MAX, &n)) != 0)
		return r;
	for (int i = 0; i < n; i++)
		*is |= post[i].role == ROLE_COUNSELLOR;
	return 0;
}

static int
add_knock(void *arg, const struct knock *row)
{
	struct filling *f = arg;
	struct act_knock *k = f->k;
	struct act_knock_row *to;
	int r;

	if (k->n == ACT_KNOCK_ROWS) /* the oldest go first */
		memmove(k->knock, k->knock + 1,
		    sizeof(k->knock[0]) * (size_t)--k->n);
	to = &k->knock[k->n++];
	*to = (struct act_knock_row){ .id = row->id,
		.person = row->person,
		.rung = row->rung,
		.channel = row->channel,
		.started_at = row->started_at,
		.ended_at = row->ended_at,
		.result = row->result };
	for (int i = 0; i < k->n - 1; i++) /* looked up once each */
		if (k->knock[i].person == row->person) {
			to->district = k->knock[i].district;
			memcpy(to->name, k->knock[i].name, sizeof(to->name));
			return 0;
		}
	if ((r = is_centre(f->who, row->person, &to->district)) != 0)
		return r;
	return store_person_name(f->who->store, row->person, to->name);
}

static int
oncall_name(void *arg, const struct oncall *o)
{
	struct act_knock_call *c = arg;

	if (o->id == c->oncall)
		mem_copy_text(c->name, sizeof(c->name), o->name);
	return 0;
}

static int
add_call(void *arg, const struct knock_phoned *p)
{
	struct filling *f = arg;
	struct act_knock *k = f->k;
	struct act_knock_call *c;
	int r;

	if (k->n_calls == ACT_KNOCK_CALLS)
		memmove(k->call, k->call + 1,
		    sizeof(k->call[0]) * (size_t)--k->n_calls);
	c = &k->call[k->n_calls++];
	*c = (struct act_knock_call){ .oncall = p->oncall,
		.whom = p->whom,
		.at = p->at,
		.event_at = p->event_at,
		.spoke = p->spoke };
	if ((r = store_person_name(f->who->store, p->person, c->by)) != 0 ||
	    (r = store_person_name(f->who->store, p->whom, c->name)) != 0 ||
	    p->oncall == 0)
		return r;
	return store_oncall_each(
	    f->who->store, 0, p->oncall - 1, 1, oncall_name, c);
}

static int
fill(struct actor *who, const struct ladder *l, struct act_knock *k)
{
	struct filling f = { who, k };
	struct org o;
	int r;

	*k = (struct act_knock){
		.row = *l, .mine = l->person == who->person, .now = act_now(who)
	};
	if (store_org_get(who->store, l->org, &o) == 0)
		mem_copy_text(k->org, sizeof(k->org), o.name);
	if ((r = store_knock_each(who->store, l->id, add_knock, &f)) != 0 ||
	    (r = store_knock_phoned_each(who->store, l->id, add_call, &f)) != 0)
		return r;
	k->wanted = is_wanted(who, k);
	k->may_take = l->open && l->kind != KNOCK_TEST && !k->mine &&
		      (k->wanted || answers_for(who, l));
	return 0;
}

static bool
may_know(struct actor *who, const struct act_knock *k)
{
	return k->mine || k->wanted || is_knocked(k, who->person) ||
	       answers_for(who, &k->row);
}

int
knock_load(struct actor *who, int64_t id, struct act_knock *k)
{
	struct ladder l;
	int r;

	if ((r = store_ladder_get(who->store, id, &l)) != 0 ||
	    (r = fill(who, &l, k)) != 0)
		return r == ERR_NOT_FOUND ? ERR_DENIED : r;
	return may_know(who, k) ? 0 : ERR_DENIED;
}

int
act_knock_get(struct actor *who, int64_t id, struct act_knock *k)
{
	int r = act_look(who);

	return r == 0 ? knock_load(who, id, k) : r;
}

/* --- lists -----------------------------------------------------------------
 */

struct list {
	struct actor *who;
	struct ladder of[LADDERS_MAX];
	int n;
};

static int
list_add(void *arg, const struct ladder *l)
{
	struct list *all = arg;

	for (int i = 0; i < all->n; i++)
		if (all->of[i].id == l->id)
			return 0;
	if (l->kind == KNOCK_TEST && l->person != all->who->person)
		return 0;
	if (all->n < LADDERS_MAX)
		all->of[all->n++] = *l;
	return 0;
}

/* What cannot wait stands first, then by age. */
static int
more_urgent(const void *a, const void *b)
{
	const struct ladder *x = a, *y = b;

	if (x->kind != y->kind)
		return (int)x->kind - (int)y->kind;
	return x->id < y->id ? -1 : x->id > y->id;
}

static int
show_all(struct list *all, act_knock_fn *fn, void *arg)
{
	struct act_knock *k = mem_zero(1, sizeof(*k));
	int r = 0;

	if (all->n > 0)
		qsort(all->of, (size_t)all->n, sizeof(all->of[0]), more_urgent);
	for (int i = 0; i < all->n && r == 0; i++)
		if ((r = fill(all->who, &all->of[i], k)) == 0)
			r = fn(arg, k);
	free(k);
	return r;
}

static int
list_spans(struct list *all)
{
	struct actor *who = all->who;
	int64_t lft, rgt;
	int r = 0;

	for (int i = 0; i < who->n_posts && r == 0; i++)
		if (span_of(who, &who->posts[i], &lft, &rgt))
			r = store_ladder_at(
			    who->store, lft, rgt, LADDERS_MAX, list_add, all);
	return r;
}

/* What a lead is wanted for before anybody knocks. */
static int
list_calls(void *arg, const struct ladder *l)
{
	return l->kind <= KNOCK_HELP ? list_add(arg, l) : 0;
}

static int
list_line(struct list *all)
{
	const struct post *lead = act_post(all->who, ROLE_LEAD);

	return lead == NULL ? 0
			    : store_ladder_at(all->who->store, lead->lft,
				  lead->rgt, LADDERS_MAX, list_calls, all);
}

static int
list_mine(struct list *all)
{
	static int (*const of[])(struct store *, int64_t, int, ladder_fn *,
	    void *) = { store_ladder_by, store_ladder_asking, store_ladder_to };
	int r = 0;

	for (size_t i = 0; i < nitems(of) && r == 0; i++)
		r = of[i](all->who->store, all->who->person, LADDERS_MAX,
		    list_add, all);
	return r;
}

static int
each(struct actor *who, int (*more)(struct list *), act_knock_fn *fn, void *arg)
{
	struct list *all;
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	all = mem_zero(1, sizeof(*all));
	all->who = who;
	if ((r = more(all)) == 0 && (r = list_mine(all)) == 0)
		r = show_all(all, fn, arg);
	free(all);
	return r;
}

int
act_knock_each(struct actor *who, act_knock_fn *fn, void *arg)
{
	return each(who, list_spans, fn, arg);
}

int
act_knock_mine(struct actor *who, act_knock_fn *fn, void *arg)
{
	return each(who, list_line, fn, arg);
}

/* Whoever may open the thing may know who is knocked for it. */
static int
may_open(struct actor *who, enum knock_subject subject, int64_t object)
{
	struct warning_case *c;
	struct act_ticket t;
	int r;

	if (subject == KNOCK_OF_TICKET)
		return ticket_load(who, object, &t);
	c = mem_zero(1, sizeof(*c));
	if ((r = case_read(who, object, c)) == 0)
		r = case_allow(c);
	free(c);
	return r;
}

int
act_knock_of(struct actor *who, enum knock_subject subject, int64_t object,
    act_knock_fn *fn, void *arg)
{
	struct list *all;
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	all = mem_zero(1, sizeof(*all));
	all->who = who;
	r = store_ladder_of(who->store, subject, object, list_add, all);
	if (r == 0 && all->n > 0)
		r = may_open(who, subject, object);
	if (r == 0)
		r = show_all(all, fn, arg);
	free(all);
	return r;
}
