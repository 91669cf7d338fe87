/* SPDX-License-Identifier: Apache-2.0 */
/* What a new school year would bring; nothing is changed here. */
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/day.h"
#include "rollover_internal.h"
#include "store/org.h"
#include "student_internal.h"

#define PAGE 500

static const struct {
	const char *name, *words;
} whys[ROLLOVER_WHYS] = {
	{ "warning", N_("a warning is open: the class's people stay with it") },
	{ "away", N_("on leave from a class that leaves: which class next?") },
	{ "class_teacher", N_("moves up without a class teacher") },
};

const char *
act_rollover_why_name(int bit)
{
	return bit >= 0 && bit < ROLLOVER_WHYS ? whys[bit].name : "";
}

const char *
act_rollover_why_words(int bit)
{
	return bit >= 0 && bit < ROLLOVER_WHYS ? whys[bit].words : "";
}

/* --- who, where, which year -------------------------------------------------
 */

bool
rollover_may(const struct actor *who, int64_t lft)
{
	struct permit_on on = { .lft = lft };

	return permit_ask(who->posts, who->n_posts, CLASS_DIRECTORY, MAY_WRITE,
		   &on, GROUND_NONE) == PERMIT_YES;
}

static int
find_org(struct actor *who, const char *school, struct org *org)
{
	const struct post *p = act_post(who, ROLE_DISTRICT_STAFF);
	int r;

	if (school == NULL)
		return p == NULL ? ERR_DENIED
				 : store_org_get(who->store, p->org, org);
	r = store_org_by_name(who->store, ORG_SCHOOL, school, org);
	if (r == ERR_NOT_FOUND)
		r = store_org_by_code(who->store, ORG_SCHOOL, school, org);
	return r;
}

int
rollover_scope(
    struct actor *who, const char *school, int *year, struct org *org)
{
	int today = student_today(who), now = day_school_year(today);
	int r = find_org(who, school, org);

	if (r == ERR_DENIED ||
	    (r == 0 && school == NULL && !rollover_may(who, org->lft)))
		return act_fail(who, ERR_DENIED,
		    _("The school year is turned over by the district's "
		      "office."));
	/* A school of others is as unknown as one that is not there. */
	if (r == ERR_NOT_FOUND || (r == 0 && !rollover_may(who, org->lft)))
		return act_fail(
		    who, ERR_NOT_FOUND, _("There is no such school here."));
	if (*year == 0) /* from June on it is the next one */
		*year = now + (today / 100 % 100 >= 6 && today / 100 % 100 < 9);
	if (r == 0 && (*year < now || *year > now + 1))
		r = act_fail(who, ERR_INPUT,
		    _("Only this school year, or the next one."));
	return r;
}

/* --- the tree ---------------------------------------------------------------
 */

struct page {
	struct org *org;
	int n;
};

static int
add_org(void *arg, const struct org *o)
{
	struct page *p = arg;

	p->org[p->n++] = *o;
	return 0;
}

/* The grade of a class; the last one asked for is remembered in *above. */
static int
grade_above(struct actor *who, const struct org *class, struct org *above)
{
	if (above->id == class->parent)
		return 0;
	return store_org_get(who->store, class->parent, above);
}

bool
rollover_leaves(const struct grade *g, int year)
{
	return g->entry < year && !grade_is_here(g, year * 10000 + 901);
}

int
rollover_walk(struct actor *who, int64_t after, int64_t rgt,
    int (*fn)(void *, const struct org *, const struct grade *), void *arg)
{
	struct page p = { mem_zero(PAGE, sizeof(struct org)), PAGE };
	struct org above = { .id = 0 };
	struct grade g;
	int r = 0;

	while (r == 0 && p.n == PAGE) {
		p.n = 0;
		r = store_org_each(
		    who->store, ORG_NONE, after, rgt, PAGE, add_org, &p);
		for (int i = 0; i < p.n && r == 0; i++) {
			const struct org *o = &p.org[i];

			after = o->lft;
			if (o->type == ORG_GRADE)
				above = *o;
			else if (o->type != ORG_CLASS)
				continue;
			else if ((r = grade_above(who, o, &above)) != 0)
				break;
			if (grade_of_number((int)above.number, &g))
				r = fn(arg, o, &g);
		}
	}
	free(p.org);
	return r == ROLLOVER_ENOUGH ? 0 : r;
}

/* --- the plan ---------------------------------------------------------------
 */

struct planning {
	struct actor *who;
	struct act_rollover_plan *plan;
	struct org school;
	struct act_rollover_class *row;
	size_t n;
};

static int
count_post(void *arg, const struct post *p)
{
	struct act_rollover_class *c = arg;

	if (c->posts++ == 0)
		c->keeper = p->person;
	return 0;
}

/* Who answers for a class: somebody of its own, else the school's psychology
 * teacher. */
static int
find_keeper(struct planning *p, struct act_rollover_class *c)
{
	struct post of_school;
	int n = 0, r;

	r = store_rollover_posts(
	    p->who->store, c->org.id, act_now(p->who), count_post, c);
	if (r == 0 && c->keeper == 0 && c->why != 0)
		r = store_post_holders(p->who->store, ROLE_PSYCHOLOGY,
		    p->school.id, act_now(p->who), &of_school, 1, &n);
	if (n == 1)
		c->keeper = of_school.person;
	if (r == 0 && c->keeper != 0)
		r = store_person_name(p->who->store, c->keeper, c->name);
	return r;
}

static void
put_words(struct act_rollover_class *c, const struct grade *g, int year)
{
	char label[CLASS_LABEL_MAX], part[GRADE_WORDS_MAX];
	int last = year * 10000 + 831, first = year * 10000 + 901;

	if (c->org.type == ORG_GRADE) {
		grade_words(g, last, c->from);
		grade_words(g, first, c->to);
	} else if (class_read(c->org.name, label, part) == 0) {
		class_full_words(g, label, last, c->from);
		class_full_words(g, label, first, c->to);
	} else {
		mem_copy_text(c->from, sizeof(c->from), c->org.name);
		mem_copy_text(c->to, sizeof(c->to), c->org.name);
	}
}

static void
sum_up(struct act_rollover_plan *plan, const struct act_rollover_class *c)
{
	if (c->org.type == ORG_CLASS && c->leaves)
		plan->leaving++;
	else if (c->org.type == ORG_CLASS)
		plan->up++;
	if (c->leaves) {
		plan->students_leaving += c->students;
		plan->away += c->away;
	} else
		plan->students_up += c->students;
	if (c->leaves && (c->why & ROLLOVER_WARNING))
		plan->posts_kept += c->posts;
	else if (c->leaves)
		plan->posts += c->posts;
}

static void
keep_row(struct planning *p, const struct act_rollover_class *c)
{
	p->row = mem_grow(p->row, p->n + 1, sizeof(*p->row));
	p->row[p->n++] = *c;
	sum_up(p->plan, c);
}

static int
count_up(struct planning *p, struct act_rollover_class *c)
{
	struct rollover_counts n = { 0 };
	int r;

	r = c->org.type == ORG_CLASS
		? store_rollover_class(p->who->store, c->org.id, c->org.lft, &n)
		: store_rollover_grade(p->who->store, c->org.id, &n);
	c->students = n.students;
	c->away = n.away;
	if (c->leaves && n.warnings > 0)
		c->why |= ROLLOVER_WARNING;
	if (c->leaves && n.away > 0)
		c->why |= ROLLOVER_AWAY;
	return r == 0 ? find_keeper(p, c) : r;
}

static int
plan_one(void *arg, const struct org *o, const struct grade *g)
{
	struct planning *p = arg;
	struct act_rollover_class c = { .org = *o,
		.leaves = rollover_leaves(g, p->plan->year) };
	int r;

	if (o->type == ORG_GRADE && !c.leaves)
		return 0;
	if (o->lft > p->school.rgt || p->school.id == 0) {
		r = store_org_above(
		    p->who->store, o->id, ORG_SCHOOL, &p->school);
		if (r != 0)
			return r == ERR_NOT_FOUND ? 0 : r;
		p->plan->schools++;
	}
	mem_copy_text(c.school, sizeof(c.school), p->school.name);
	put_words(&c, g, p->plan->year);
	if ((r = count_up(p, &c)) != 0)
		return r;
	if (!c.leaves && c.students > 0 && c.posts == 0)
		c.why |= ROLLOVER_TEACHER;
	/* who left in earlier years */
	if (c.leaves && c.students == 0 && c.posts == 0 && c.why == 0)
		return 0;
	keep_row(p, &c);
	return 0;
}

int
act_rollover_plan(struct actor *who, const char *school, int year,
    struct act_rollover_plan *plan,
    int (*fn)(void *, const struct act_rollover_class *), void *arg)
{
	struct planning p = { .who = who, .plan = plan };
	int r;

	*plan = (struct act_rollover_plan){ .year = year };
	if ((r = act_look(who)) != 0 ||
	    (r = rollover_scope(who, school, &plan->year, &plan->org)) != 0)
		return r;
	r = rollover_walk(who, plan->org.lft, plan->org.rgt, plan_one, &p);
	/* a warning's first, then what else to look at, then the rest */
	for (int turn = 0; turn < 3 && fn != NULL; turn++)
		for (size_t i = 0; i < p.n && r == 0; i++) {
			int why = p.row[i].why;
			int at = why & ROLLOVER_WARNING ? 0 : why != 0 ? 1 : 2;

			if (at == turn)
				r = fn(arg, &p.row[i]);
		}
	free(p.row);
	return r;
}
