/* SPDX-License-Identifier: Apache-2.0 */
/* The health ledger of a class, a school, a district. */
#include <stdlib.h>

#include "act/actor.h"
#include "act/health.h"
#include "base/err.h"
#include "base/mem.h"
#include "group_internal.h"
#include "health_internal.h"
#include "internal.h"
#include "model/profile.h"
#include "store/store.h"
#include "store/student.h"
#include "student_internal.h"

#define PAGE_MAX 200

static const enum permit_class health[] = { CLASS_HEALTH };

int
act_health_org(struct actor *who, int64_t org, struct org *o)
{
	return group_org(who, org, health, 1, MAY_STATE, o);
}

bool
act_health_may_list(const struct actor *who)
{
	for (int i = 0; i < who->n_posts; i++)
		if (group_may_at(
			who, CLASS_HEALTH, MAY_STATE, who->posts[i].lft))
			return true;
	return false;
}

struct paging {
	struct actor *who;
	struct act_health *line;
	int64_t *subject;
	int n;
};

static int
keep(void *arg, const struct heed_row *row, const struct student *s)
{
	struct permit_on on = { .lft = s->place };
	struct paging *p = arg;

	p->subject[p->n] = s->id;
	health_fill(p->who, row, s, &on, &p->line[p->n++]);
	return 0;
}

static int
start_behind(struct actor *who, int64_t after, struct heed_ask *ask)
{
	struct heed_row row;
	struct student s;
	int r;

	if (after == 0)
		return 0;
	if ((r = store_heed_get(who->store, after, &row)) != 0 ||
	    (r = store_student_get(who->store, row.student, &s)) != 0)
		return r;
	if (s.place < ask->lft || s.place > ask->rgt)
		return ERR_NOT_FOUND;
	ask->place = s.place;
	ask->student = s.id;
	ask->id = after;
	return 0;
}

/* Noted in the audit before anything of it is given away. */
static int
page(struct actor *who, const struct heed_ask *ask,
    int (*fn)(void *, const struct act_health *), void *arg)
{
	struct paging p = { .who = who };
	int r;

	p.line = mem_zero((size_t)ask->limit + 1, sizeof(*p.line));
	p.subject = mem_zero((size_t)ask->limit + 1, sizeof(*p.subject));
	if ((r = store_heed_list(who->store, ask, keep, &p)) == 0)
		r = act_saw_many(who, "health.list", p.subject, p.n);
	for (int i = 0; i < p.n && r == 0; i++)
		r = fn(arg, &p.line[i]);
	free(p.line);
	free(p.subject);
	return r;
}

int
act_health_page(struct actor *who, int64_t org, int64_t after, int limit,
    int (*fn)(void *, const struct act_health *), void *arg)
{
	struct heed_ask ask = { .limit = act_page_of(limit, PAGE_MAX) };
	struct org o;
	int r;

	if ((r = act_look(who)) != 0 || (r = act_health_org(who, org, &o)) != 0)
		return r;
	ask.lft = o.lft;
	ask.rgt = o.rgt;
	ask.today = student_today(who);
	if ((r = start_behind(who, after, &ask)) != 0)
		return r;
	return page(who, &ask, fn, arg);
}

int
act_health_count(struct actor *who, int64_t org, int64_t *n)
{
	struct heed_ask ask = { .today = student_today(who) };
	struct org o;
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = group_org(who, org, health, 1, MAY_COUNT, &o)) != 0)
		return r;
	ask.lft = o.lft;
	ask.rgt = o.rgt;
	if ((r = store_heed_count(who->store, &ask, n)) == 0 &&
	    !group_may_at(who, CLASS_HEALTH, MAY_STATE, o.lft) && *n > 0 &&
	    *n < profile_default()->small_cell)
		*n = -1;
	return r;
}
