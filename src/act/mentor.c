/* SPDX-License-Identifier: Apache-2.0 */
/* One's own students: whose mentor or linked teacher somebody is. */
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/mentor.h"
#include "base/err.h"
#include "base/mem.h"
#include "group_internal.h"
#include "store/group.h"
#include "store/ledger.h"
#include "store/office.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "student_internal.h"

struct own {
	struct actor *who;
	struct student *s;
	enum tie_kind *tie;
	int n, today;
};

/* --- whose they are --------------------------------------------------------
 */

/* A tie outlives the post it was made in: who teaches elsewhere now has no
 * students here any more. */
static bool
is_own(const struct actor *who, const struct student *s)
{
	struct permit_on on = { .lft = s->place, .own = true };
	bool here = false;

	for (int i = 0; i < who->n_posts; i++)
		here |= who->posts[i].role == ROLE_STAFF &&
			s->place >= who->posts[i].lft &&
			s->place <= who->posts[i].rgt;
	return here && group_may(who, CLASS_DIRECTORY, MAY_READ, &on);
}

static void
add_student(struct own *o, const struct student *s, enum tie_kind tie)
{
	if (o->n == ACT_MENTOR_MAX || !is_own(o->who, s))
		return;
	for (int i = 0; i < o->n; i++)
		if (o->s[i].id == s->id)
			return;
	o->s = mem_grow(o->s, (size_t)o->n + 1, sizeof(*o->s));
	o->tie = mem_grow(o->tie, (size_t)o->n + 1, sizeof(*o->tie));
	o->s[o->n] = *s;
	o->tie[o->n++] = tie;
}

static int
add_row(void *arg, const struct ledger_row *row)
{
	if (row->state == ENROLMENT_HERE || row->state == ENROLMENT_SUSPENDED)
		add_student(arg, &row->s, TIE_LINKED);
	return 0;
}

static int
add_place(struct own *o, int64_t org)
{
	struct ledger_ask ask = { .limit = ACT_MENTOR_MAX };
	struct org at;
	int r;

	if ((r = store_org_get(o->who->store, org, &at)) != 0)
		return r;
	ask.lft = at.lft;
	ask.rgt = at.rgt;
	return store_ledger_each(o->who->store, &ask, add_row, o);
}

struct ties {
	struct tie_row *row;
	size_t n;
};

static int
keep_tie(void *arg, const struct tie_row *t)
{
	struct ties *all = arg;

	all->row = mem_grow(all->row, all->n + 1, sizeof(*all->row));
	all->row[all->n++] = *t;
	return 0;
}

static int
read_own(struct own *o)
{
	struct store *st = o->who->store;
	struct ties all = { .n = 0 };
	struct student s;
	int r;

	r = store_tie_of_person(st, o->who->person, act_now(o->who), 0,
	    ACT_MENTOR_MAX, keep_tie, &all);
	for (size_t i = 0; i < all.n && r == 0; i++)
		if (all.row[i].class != 0)
			r = add_place(o, all.row[i].class);
		else if ((r = store_student_get(st, all.row[i].student, &s)) ==
			 0)
			add_student(o, &s, all.row[i].kind);
	free(all.row);
	return r;
}

static void
forget(struct own *o)
{
	for (int i = 0; i < o->n; i++)
		explicit_bzero(&o->s[i], sizeof(o->s[i]));
	free(o->s);
	free(o->tie);
}

bool
act_mentor_may(struct actor *who)
{
	struct own o = { .who = who };
	bool any = act_is(who, ROLE_STAFF) && read_own(&o) == 0 && o.n > 0;

	forget(&o);
	return any;
}

/* --- what of them ----------------------------------------------------------
 */

struct line {
	struct actor *who;
	struct act_mentored *to;
};

static int
add_group(void *arg, const struct group_row *row)
{
	static const struct permit_on own = { .own = true };
	struct line *l = arg;
	struct act_mentored *to = l->to;
	const struct group_code *c = row->g.code;

	if (c == NULL || (c->needs & GROUP_FOR_MENTOR) == 0 ||
	    to->n_groups == ACT_MENTOR_GROUPS ||
	    !group_may(l->who, c->class, MAY_STATE, &own))
		return 0;
	to->group[to->n_groups].code = c;
	mem_copy_text(
	    to->group[to->n_groups].where, GROUP_TEXT_MAX, row->g.where);
	mem_copy_text(
	    to->group[to->n_groups++].carer, GROUP_TEXT_MAX, row->g.carer);
	return 0;
}

/* Whom to ask: holders before deputies. */
static int
fill_psychology(struct actor *who, int64_t school, struct act_mentored *to)
{
	struct post p[4];
	int n, r;

	r = store_post_holders(who->store, ROLE_PSYCHOLOGY, school,
	    act_now(who), p, (int)nitems(p), &n);
	if (r != 0 || n == 0)
		return r;
	return store_person_name(who->store, p[0].person, to->psychology);
}

static int
fill(struct own *o, int i, struct act_mentored *to)
{
	static const struct permit_on own = { .own = true };
	const struct student *s = &o->s[i];
	struct line l = { o->who, to };
	struct care_state care = { .care = CARE_USUAL };
	int r;

	*to = (struct act_mentored){ .student = s->id, .tie = o->tie[i] };
	mem_copy_text(to->name, sizeof(to->name), s->name);
	class_full_words(&s->grade, s->label, o->today, to->class);
	if ((r = store_group_each(
		 o->who->store, s->id, o->today, false, add_group, &l)) == 0 &&
	    group_may(o->who, CLASS_CARE, MAY_STATE, &own))
		r = store_care_of(o->who->store, s->id, CARE_SEEN, &care);
	to->care = care.care;
	return r == 0 ? fill_psychology(o->who, s->school, to) : r;
}

static int
by_class_and_name(const void *a, const void *b)
{
	const struct act_mentored *x = a, *y = b;
	int d = strcmp(x->class, y->class);

	return d != 0 ? d : strcmp(x->name, y->name);
}

int
act_mentor_each(struct actor *who,
    int (*fn)(void *, const struct act_mentored *), void *arg)
{
	struct own o = { .who = who };
	struct act_mentored *all;
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	o.today = student_today(who);
	r = read_own(&o);
	all = mem_zero((size_t)o.n + 1, sizeof(*all));
	for (int i = 0; i < o.n && r == 0; i++)
		r = fill(&o, i, &all[i]);
	if (r == 0)
		qsort(all, (size_t)o.n, sizeof(*all), by_class_and_name);
	for (int i = 0; i < o.n && r == 0; i++)
		r = fn(arg, &all[i]);
	explicit_bzero(all, ((size_t)o.n + 1) * sizeof(*all));
	free(all);
	forget(&o);
	return r;
}
