/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a plan; and the children who have none. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "model/profile.h"
#include "plan_internal.h"
#include "store/audit.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "student_internal.h"
#include "warning_case.h"

/* --- one -------------------------------------------------------------------
 */

/* Texts move while the buffer grows: offsets first, pointers at the end. */
struct reading {
	struct actor *who;
	struct act_plan *v;
	size_t measure_at[ACT_MEASURES_MAX], step_at[ACT_PLAN_STEPS_MAX];
	bool has_goals;
	size_t goals_at; /* as they were written last */
};

/* What is sealed to others stays closed. */
static int
open_text(struct reading *rd, const char *column, int64_t row, int64_t pair,
    const void *bytes, size_t n, size_t *at)
{
	int r = 0;

	*at = buf_len(rd->v->words);
	if (pair != 0 && n != 0)
		r = act_open(rd->who, pair,
		    (struct sealed_place){ column, row }, bytes, n,
		    rd->v->words);
	buf_add_char(rd->v->words, '\0');
	return r == ERR_KEY ? 0 : r;
}

static int
read_measure(void *arg, const struct plan_measure *m)
{
	struct reading *rd = arg;
	struct act_plan *v = rd->v;
	bool mine = m->owner == rd->who->person;
	struct act_measure *to = &v->measure[v->n_measure];

	if ((v->who & PLAN_READS) == 0 && !mine)
		return 0;
	if (v->n_measure == ACT_MEASURES_MAX)
		return ERR_LIMIT; /* no more can be added */
	*to = (struct act_measure){ .id = m->id,
		.due_at = m->due_at,
		.done_at = m->done_at,
		.late = m->done_at == 0 && m->due_at < v->now,
		.mine = mine };
	act_name_of(rd->who, m->owner, &to->owner);
	return open_text(rd, "plan_measure.text", m->id, m->pair, m->text, m->n,
	    &rd->measure_at[v->n_measure++]);
}

/* A plan that went on for years: its oldest steps make room. */
static void
drop_oldest(struct reading *rd)
{
	struct act_plan *v = rd->v;

	v->n_step--;
	memmove(v->step, v->step + 1, sizeof(v->step[0]) * (size_t)v->n_step);
	memmove(rd->step_at, rd->step_at + 1,
	    sizeof(rd->step_at[0]) * (size_t)v->n_step);
}

static int
read_step(void *arg, const struct plan_step *s)
{
	struct reading *rd = arg;
	struct act_plan *v = rd->v;
	struct act_plan_step *to;
	int r;

	if (v->n_step == ACT_PLAN_STEPS_MAX)
		drop_oldest(rd);
	to = &v->step[v->n_step];
	*to = (struct act_plan_step){ .event = s->event,
		.to = s->to,
		.at = s->at,
		.review_at = s->review_at };
	act_name_of(rd->who, s->person, &to->who);
	r = open_text(rd, "plan_step.text", s->id, s->pair, s->text, s->n,
	    &rd->step_at[v->n_step]);
	/* what is sealed to others leaves the one before */
	if (s->event == PLAN_WRITE &&
	    buf_len(v->words) > rd->step_at[v->n_step] + 1) {
		rd->has_goals = true;
		rd->goals_at = rd->step_at[v->n_step];
	}
	v->n_step++;
	return r;
}

static int
read_names(struct actor *who, struct act_plan *v)
{
	struct student s;
	struct org o;
	int r;

	if ((r = store_student_get(who->store, v->p.student, &s)) != 0 ||
	    (r = store_org_get(who->store, s.school, &o)) != 0)
		return r;
	mem_copy_text(v->student, sizeof(v->student), s.name);
	mem_copy_text(v->school, sizeof(v->school), o.name);
	act_class_name(who, &s, v->class, sizeof(v->class));
	act_name_of(who, v->p.owner, &v->owner);
	return 0;
}

static void
point(struct reading *rd)
{
	const char *words = (const char *)buf_data(rd->v->words);
	struct act_plan *v = rd->v;

	for (int i = 0; i < v->n_measure; i++)
		v->measure[i].text = words + rd->measure_at[i];
	for (int i = 0; i < v->n_step; i++)
		v->step[i].text = words + rd->step_at[i];
	v->goals = rd->has_goals ? words + rd->goals_at : "";
}

/* Told to the audit before a word of it is opened. */
static int
read_all(struct reading *rd)
{
	struct actor *who = rd->who;
	struct act_plan *v = rd->v;
	int r;

	if ((r = act_saw(who, "plan.show", v->p.id, NULL, &v->p.student, 1)) !=
		0 ||
	    (r = read_names(who, v)) != 0 ||
	    (r = store_measure_each(who->store, v->p.id, read_measure, rd)) !=
		0)
		return r;
	if ((v->who & PLAN_READS) != 0)
		r = store_plan_step_each(who->store, v->p.id, read_step, rd);
	if (r == 0)
		point(rd);
	return r;
}

int
act_plan_show(struct actor *who, int64_t id, struct act_plan **out)
{
	struct act_plan *v = mem_zero(1, sizeof(*v));
	struct reading *rd = mem_zero(1, sizeof(*rd));
	int r;

	*rd = (struct reading){ .who = who, .v = v };
	v->words = act_secret();
	v->now = act_now(who);
	if ((r = act_look(who)) == 0 &&
	    (r = plan_load(who, id, &v->p, &v->who)) == 0)
		r = read_all(rd);
	free(rd);
	if (r == 0)
		*out = v;
	else
		act_plan_free(v);
	return r;
}

void
act_plan_free(struct act_plan *v)
{
	if (v == NULL)
		return;
	buf_free(v->words);
	free(v);
}

/* --- without one -----------------------------------------------------------
 */

/* By name from which level on; or as counts. */
static const struct list {
	enum role role;
	enum profile_level level;
	bool figures;
} lists[] = {
	{ ROLE_PSYCHOLOGY, LEVEL_CLASS, false },
	{ ROLE_CRISIS_HEAD, LEVEL_SCHOOL, false },
	{ ROLE_COUNSELLOR, LEVEL_CLASS, true },
	{ ROLE_DISTRICT_STAFF, LEVEL_CLASS, true },
	{ ROLE_PRINCIPAL, LEVEL_CLASS, true },
};

static const struct list *
list_of(const struct actor *who)
{
	for (size_t i = 0; i < nitems(lists); i++)
		if (act_is(who, lists[i].role))
			return &lists[i];
	return NULL;
}

/* Is the i-th post one of the list's, and within none before it?  Small
 * schools share a teacher. */
static bool
is_listed(const struct actor *who, const struct list *l, int i)
{
	const struct post *p = &who->posts[i];

	for (int k = 0; k < i; k++)
		if (who->posts[k].role == l->role &&
		    who->posts[k].lft <= p->lft && p->lft <= who->posts[k].rgt)
			return false;
	return p->role == l->role;
}

bool
act_unplanned_may(struct actor *who)
{
	return list_of(who) != NULL;
}

#define PAGE_MAX AUDIT_SUBJECTS_MAX

struct page {
	struct actor *who;
	struct unplanned row[PAGE_MAX];
	int n, limit;
	int (*fn)(void *, const struct act_unplanned *);
	void *arg;
};

static bool
is_before(const struct unplanned *a, const struct unplanned *b)
{
	return a->since != b->since ? a->since < b->since
				    : a->warning < b->warning;
}

/* Each place's rows come in order: the first `limit` of all are kept. */
static int
collect(void *arg, const struct unplanned *u)
{
	struct page *p = arg;
	int i = p->n < p->limit ? p->n++ : p->n;

	for (; i > 0 && is_before(u, &p->row[i - 1]); i--)
		if (i < p->limit)
			p->row[i] = p->row[i - 1];
	if (i < p->limit)
		p->row[i] = *u;
	return 0;
}

static int
tell(struct page *p, const struct unplanned *u)
{
	struct act_unplanned v = {
		.warning = u->warning, .student = u->student, .since = u->since
	};
	struct student s;
	int r = store_student_get(p->who->store, u->student, &s);

	if (r != 0)
		return r;
	v.days = (int)((act_now(p->who) - u->since) / CLOCK_DAY);
	v.late = v.days >= PLAN_DUE_DAYS;
	mem_copy_text(v.name, sizeof(v.name), s.name);
	act_class_name(p->who, &s, v.class, sizeof(v.class));
	return p->fn(p->arg, &v);
}

static int
tell_figure(void *arg, int64_t school, int64_t n, int64_t late)
{
	struct page *p = arg;
	int64_t small = profile_default()->small_cell;
	struct act_unplanned v = { .n = n < small ? -1 : n,
		.n_late = late > 0 && late < small ? -1 : late };
	struct org o;
	int r = store_org_get(p->who->store, school, &o);

	if (r != 0)
		return r;
	mem_copy_text(v.name, sizeof(v.name), o.name);
	return p->fn(p->arg, &v);
}

/* A page of all their places together, behind `after`. */
static int
collect_named(struct actor *who, const struct list *l,
    const struct unplanned *after, struct page *p)
{
	int r = 0;

	p->n = 0;
	for (int i = 0; i < who->n_posts && r == 0; i++)
		if (is_listed(who, l, i))
			r = store_unplanned_each(who->store, who->posts[i].lft,
			    who->posts[i].rgt, (int)l->level, after, p->limit,
			    collect, p);
	return r;
}

static int
tell_figures(struct actor *who, const struct list *l, struct page *p)
{
	int r = 0;

	for (int i = 0; i < who->n_posts && r == 0; i++)
		if (is_listed(who, l, i))
			r = store_unplanned_figures(who->store,
			    who->posts[i].lft, who->posts[i].rgt,
			    act_now(who) - PLAN_DUE_DAYS * CLOCK_DAY,
			    tell_figure, p);
	return r;
}

int
plan_missing_late(struct actor *who, int64_t *n, int64_t *since)
{
	int64_t before = act_now(who) - PLAN_DUE_DAYS * CLOCK_DAY;
	const struct list *l = list_of(who);
	struct unplanned last = { .since = 0 };
	struct page *p;
	int r;

	*n = *since = 0;
	if (l == NULL || l->figures)
		return 0;
	p = mem_zero(1, sizeof(*p));
	p->limit = PAGE_MAX;
	do {
		r = collect_named(who, l, &last, p);
		for (int i = 0; i < p->n; i++)
			*n += p->row[i].since < before;
		if (*since == 0 && p->n > 0)
			*since = p->row[0].since; /* the longest comes first */
		if (p->n > 0)
			last = p->row[p->n - 1];
	} while (r == 0 && p->n == PAGE_MAX && last.since < before);
	free(p);
	return r;
}

int
act_unplanned_each(struct actor *who, const struct act_unplanned_after *after,
    int limit, int (*fn)(void *, const struct act_unplanned *), void *arg)
{
	struct unplanned behind = { .since = 0 };
	int64_t subject[PAGE_MAX];
	const struct list *l;
	struct page *p;
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	if ((l = list_of(who)) == NULL)
		return plan_denied(who);
	if (after != NULL) {
		behind.since = after->since;
		behind.warning = after->warning;
	}
	p = mem_zero(1, sizeof(*p));
	*p = (struct page){ .who = who, .fn = fn, .arg = arg };
	p->limit = act_page_of(limit, PAGE_MAX);
	r = l->figures ? tell_figures(who, l, p)
		       : collect_named(who, l, &behind, p);
	for (int i = 0; i < p->n; i++)
		subject[i] = p->row[i].student;
	if (r == 0 && p->n > 0)
		r = act_saw(who, "plan.missing", 0, NULL, subject, p->n);
	for (int i = 0; i < p->n && r == 0; i++)
		r = tell(p, &p->row[i]);
	free(p);
	return r;
}
