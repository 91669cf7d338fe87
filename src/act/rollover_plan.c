/* SPDX-License-Identifier: Apache-2.0 */
/* What a new school year would bring; nothing is changed here. */
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "rollover_internal.h"
#include "store/org.h"
#include "store/store.h"

struct planning {
	struct actor *who;
	struct act_rollover_plan *plan;
	struct org school;
	struct act_rollover_class *row;
	struct act_rollover_except *except;
	struct act_rollover_work *work;
	size_t n, n_excepts, n_works;
	size_t excepts_from, works_from; /* those of the class at hand */
	struct act_rollover_class *c;	 /* the class at hand */
	int teachers;			 /* that it has afterwards */
};

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

/* --- children who go another way --------------------------------------------
 */

/* The class they go to, as it is called in the new year. */
static int
to_words(struct planning *p, const struct except_row *x, char to[])
{
	struct org o;
	int r;

	to[0] = '\0';
	if (x->class == 0)
		return 0;
	if ((r = store_org_get(p->who->store, x->class, &o)) != 0)
		return r;
	return rollover_class_words(
	    p->who, &o, p->plan->year * 10000 + 901, to);
}

static int
add_except(void *arg, const struct except_row *x)
{
	struct planning *p = arg;
	struct act_rollover_except *to;

	p->except = mem_grow(p->except, p->n_excepts + 1, sizeof(*p->except));
	to = &p->except[p->n_excepts++];
	*to = (struct act_rollover_except){ .row = *x };
	mem_copy_text(to->school, sizeof(to->school), p->school.name);
	mem_copy_text(to->from, sizeof(to->from), p->c->from);
	p->c->excepts++;
	return 0;
}

static void
sum_except(struct planning *p, const struct except_row *x)
{
	p->c->students -= x->here;
	p->c->away -= !x->here && p->c->away > 0;
	if (x->kind == EXCEPT_RETURNS)
		p->plan->returning++;
	else if (x->kind == EXCEPT_REPEATS)
		p->plan->repeating += x->here;
	else
		p->plan->students_leaving += x->here;
}

static int
find_excepts(struct planning *p)
{
	int r;

	p->excepts_from = p->n_excepts;
	r = store_except_of_class(
	    p->who->store, p->plan->year, p->c->org.lft, add_except, p);
	for (size_t i = p->excepts_from; i < p->n_excepts && r == 0; i++) {
		sum_except(p, &p->except[i].row);
		r = to_words(p, &p->except[i].row, p->except[i].to);
	}
	return r;
}

/* --- what is open -----------------------------------------------------------
 */

static bool
is_except(const struct planning *p, int64_t student)
{
	for (size_t i = p->excepts_from; i < p->n_excepts; i++)
		if (p->except[i].row.student == student)
			return true;
	return false;
}

/* Of who leaves or changes class; one row a kind and person. */
static int
add_work(void *arg, const struct rollover_work *w)
{
	struct planning *p = arg;
	struct act_rollover_work *to;

	if (!p->c->leaves && !is_except(p, w->student))
		return 0;
	for (size_t i = p->works_from; i < p->n_works; i++)
		if (p->work[i].appointment == w->appointment &&
		    p->work[i].now == w->person)
			return 0;
	p->work = mem_grow(p->work, p->n_works + 1, sizeof(*p->work));
	to = &p->work[p->n_works++];
	*to = (struct act_rollover_work){ .org = p->c->org,
		.leaves = p->c->leaves,
		.appointment = w->appointment,
		.now = w->person };
	mem_copy_text(to->school, sizeof(to->school), p->school.name);
	mem_copy_text(to->from, sizeof(to->from), p->c->from);
	return 0;
}

static int
care_of_school(struct planning *p, int64_t *person)
{
	struct post of_school;
	int n = 0, r;

	r = store_post_holders(p->who->store, ROLE_PSYCHOLOGY, p->school.id,
	    act_now(p->who), &of_school, 1, &n);
	*person = r == 0 && n == 1 ? of_school.person : 0;
	return r;
}

/* Whose it is stays with them, whoever leaves: the old school has it until it
 * is handed over.  Who holds no post any more, or nobody: the school's
 * psychology teacher, then the district centre. */
static int
find_after(struct planning *p, struct act_rollover_work *w)
{
	struct post post;
	int n = 0, r = 0;

	if (w->now != 0)
		r = store_post_of_person(
		    p->who->store, w->now, act_now(p->who), &post, 1, &n);
	w->after = n > 0 ? w->now : 0;
	if (r == 0 && w->after == 0)
		r = care_of_school(p, &w->after);
	if (r == 0 && w->now != 0)
		r = store_person_name(p->who->store, w->now, w->now_name);
	if (r == 0 && w->after != 0)
		r = store_person_name(p->who->store, w->after, w->after_name);
	return r;
}

static int
find_works(struct planning *p)
{
	int r;

	p->works_from = p->n_works;
	if (!p->c->leaves && p->c->excepts == 0)
		return 0;
	r = store_rollover_work(
	    p->who->store, p->c->org.id, p->c->org.lft, add_work, p);
	for (size_t i = p->works_from; i < p->n_works && r == 0; i++)
		r = find_after(p, &p->work[i]);
	return r;
}

/* --- classes ----------------------------------------------------------------
 */

static int
count_post(void *arg, const struct post *post)
{
	struct planning *p = arg;
	struct act_rollover_class *c = p->c;
	const struct turning t = { p->plan->year, p->school.id, &c->org,
		c->leaves };
	bool ends = false;
	int r;

	r = rollover_post_ends(p->who, &t, post, &ends);
	if (c->posts++ == 0)
		c->keeper = post->person;
	c->ends += ends;
	p->teachers += !ends && post->role == ROLE_CLASS_TEACHER;
	return r;
}

/* Who answers for a class: somebody of its own, else the school's psychology
 * teacher. */
static int
find_keeper(struct planning *p)
{
	struct act_rollover_class *c = p->c;
	int r;

	p->teachers = 0;
	r = store_rollover_posts(
	    p->who->store, c->org.id, act_now(p->who), count_post, p);
	if (r == 0 && c->keeper == 0 && c->why != 0)
		r = care_of_school(p, &c->keeper);
	if (r == 0 && c->keeper != 0)
		r = store_person_name(p->who->store, c->keeper, c->name);
	return r;
}

static void
find_whys(const struct planning *p, int64_t warnings)
{
	struct act_rollover_class *c = p->c;

	if (warnings > 0 && (c->leaves || c->ends > 0))
		c->why |= ROLLOVER_WARNING;
	else if (!c->leaves && c->students > 0 && p->teachers == 0)
		c->why |= ROLLOVER_TEACHER;
	if (c->leaves && c->away > 0)
		c->why |= ROLLOVER_AWAY;
}

static int
count_up(struct planning *p)
{
	struct act_rollover_class *c = p->c;
	struct rollover_counts n = { 0 };
	struct store *st = p->who->store;
	int r;

	r = c->org.type == ORG_CLASS
		? store_rollover_class(st, c->org.id, c->org.lft, &n)
		: store_rollover_grade(st, c->org.id, &n);
	c->students = n.students;
	c->away = n.away;
	c->why = n.warnings > 0 ? ROLLOVER_WARNING : 0; /* asks for a keeper */
	if (r == 0 && c->org.type == ORG_CLASS)
		r = find_excepts(p);
	if (r == 0 && (r = find_keeper(p)) == 0) {
		c->why = 0;
		find_whys(p, n.warnings);
	}
	if (r == 0 && c->org.type == ORG_CLASS)
		r = find_works(p);
	return r;
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
	if (c->why & ROLLOVER_WARNING)
		plan->posts_kept += c->ends;
	else
		plan->posts += c->ends;
}

static int
find_school(struct planning *p, const struct org *o)
{
	int r;

	if (o->lft <= p->school.rgt && p->school.id != 0)
		return 0;
	r = store_org_above(p->who->store, o->id, ORG_SCHOOL, &p->school);
	if (r == 0)
		p->plan->schools++;
	return r;
}

static int
plan_one(void *arg, const struct org *o, const struct grade *g)
{
	struct planning *p = arg;
	struct act_rollover_class c = { .org = *o,
		.leaves = rollover_leaves(g, p->plan->year) };
	int r;

	if ((r = find_school(p, o)) != 0)
		return r == ERR_NOT_FOUND ? 0 : r;
	p->c = &c;
	mem_copy_text(c.school, sizeof(c.school), p->school.name);
	put_words(&c, g, p->plan->year);
	if ((r = count_up(p)) != 0)
		return r;
	/* a grade that only moves up; who left in earlier years */
	if ((o->type == ORG_GRADE && !c.leaves && c.ends == 0) ||
	    (c.leaves && c.students == 0 && c.posts == 0 && c.why == 0))
		return 0;
	p->row = mem_grow(p->row, p->n + 1, sizeof(*p->row));
	p->row[p->n++] = c;
	sum_up(p->plan, &c);
	return 0;
}

/* --- telling it -------------------------------------------------------------
 */

/* In three turns: those with an open warning, with another why, the rest. */
static int
turn_of_class(const struct act_rollover_class *c)
{
	return c->why & ROLLOVER_WARNING ? 0 : c->why != 0 ? 1 : 2;
}

static int
tell_classes(const struct planning *p, const struct act_rollover_see *see,
    int from, int to)
{
	int r = 0;

	for (int turn = from; turn <= to && see->class != NULL; turn++)
		for (size_t i = 0; i < p->n && r == 0; i++)
			if (turn_of_class(&p->row[i]) == turn)
				r = see->class(see->arg, &p->row[i]);
	return r;
}

/* Who leaves first, then who only changes class. */
static int
tell_works(const struct planning *p, const struct act_rollover_see *see)
{
	int r = 0;

	for (int stays = 0; stays < 2 && see->work != NULL; stays++)
		for (size_t i = 0; i < p->n_works && r == 0; i++)
			if (p->work[i].leaves != (stays == 1))
				r = see->work(see->arg, &p->work[i]);
	return r;
}

static int
tell(const struct planning *p, const struct act_rollover_see *see)
{
	int r;

	if ((r = tell_works(p, see)) != 0 ||
	    (r = tell_classes(p, see, 0, 1)) != 0)
		return r;
	for (size_t i = 0; i < p->n_excepts && see->except != NULL && r == 0;
	     i++)
		r = see->except(see->arg, &p->except[i]);
	return r == 0 ? tell_classes(p, see, 2, 2) : r;
}

int
act_rollover_plan(struct actor *who, const char *school, int year,
    struct act_rollover_plan *plan, const struct act_rollover_see *see)
{
	struct planning p = { .who = who, .plan = plan };
	int r;

	*plan = (struct act_rollover_plan){ .year = year };
	if ((r = act_look(who)) != 0 ||
	    (r = rollover_scope(who, school, &plan->year, &plan->org)) != 0)
		return r;
	r = rollover_walk(who, plan->org.lft, plan->org.rgt, plan_one, &p);
	if (r == 0 && see != NULL)
		r = tell(&p, see);
	free(p.row);
	free(p.except);
	free(p.work);
	return r;
}
