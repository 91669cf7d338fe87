/* SPDX-License-Identifier: Apache-2.0 */
/* Children who do not go the way of their class: noted, heeded, undone. */
#include <stdlib.h>
#include <string.h>

#include "act/schooling.h"
#include "act/student.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/day.h"
#include "rollover_internal.h"
#include "store/ledger.h"
#include "store/org.h"
#include "store/store.h"
#include "student_internal.h"

#define CLASSES_MAX 500 /* of a grade */

/* --- which class ------------------------------------------------------------
 */

struct labelled {
	const char *label;
	int64_t class;
};

static int
has_label(void *arg, const struct org *o)
{
	struct labelled *l = arg;
	char label[CLASS_LABEL_MAX], part[GRADE_WORDS_MAX];

	if (o->type == ORG_CLASS && class_read(o->name, label, part) == 0 &&
	    strcmp(label, l->label) == 0)
		l->class = o->id;
	return 0;
}

/* The grade of the new year: as written, else the one that fits. */
static int
grade_of(struct actor *who, const struct student *s,
    const struct except_ask *ask, const char *typed, struct grade *g)
{
	enum schooling in = SCHOOLING_6_3;
	int r;

	*g = s->grade;
	if (typed[0] == '\0') {
		if (ask->kind == EXCEPT_REPEATS ||
		    rollover_leaves(g, ask->year))
			g->entry++;
		return 0;
	}
	if ((r = act_schooling(who, s->school, &in)) != 0)
		return r;
	return grade_read(typed, in, ask->year * 10000 + 901, s->birth, g);
}

static int
find_class(struct actor *who, const struct student *s,
    const struct except_ask *ask, int64_t *class)
{
	char label[CLASS_LABEL_MAX], part[GRADE_WORDS_MAX] = "";
	struct labelled l = { label, 0 };
	struct grade g = { STAGE_NONE, 0 };
	struct org grade;
	int r;

	mem_copy_text(label, sizeof(label), s->label);
	if (ask->to[0] != '\0' && class_read(ask->to, label, part) != 0)
		return ERR_NOT_FOUND;
	r = grade_of(who, s, ask, part, &g);
	if (r == ERR_INPUT)
		return ERR_NOT_FOUND;
	if (r != 0 ||
	    (r = store_org_by_number(who->store, s->school, ORG_GRADE,
		 grade_number(&g), &grade)) != 0 ||
	    (r = store_org_children(
		 who->store, grade.id, 0, CLASSES_MAX, has_label, &l)) != 0)
		return r;
	*class = l.class;
	return l.class != 0 ? 0 : ERR_NOT_FOUND;
}

/* --- noting it --------------------------------------------------------------
 */

struct fault {
	enum except_field *field;
	const char **words;
};

static int
faulty(const struct fault *f, enum except_field field, const char *words)
{
	*f->field = field;
	*f->words = words;
	return ERR_INPUT;
}

static int
check(struct actor *who, const struct student *s, const struct except_ask *ask,
    const struct fault *f)
{
	int now = day_school_year(student_today(who));

	if (!rollover_may(who, s->place))
		return faulty(
		    f, EXCEPTS_PUPIL, N_("There is no such student here."));
	if (ask->year < now || ask->year > now + 1)
		return faulty(f, EXCEPTS_YEAR,
		    N_("Only this school year, or the next one."));
	if (ask->day != 0 && (day_school_year(ask->day) < ask->year - 1 ||
				 day_school_year(ask->day) > ask->year))
		return faulty(f, EXCEPTS_DAY,
		    N_("The date lies far from the turn of this year."));
	return 0;
}

int
rollover_except_put(struct actor *who, const struct student *s,
    const struct except_ask *ask, int64_t audit, bool dry_run, bool *changed,
    enum except_field *field, const char **words)
{
	const struct fault f = { field, words };
	struct except_row x = { .year = ask->year,
		.student = s->id,
		.kind = ask->kind,
		.day = ask->day,
		.person = who->person,
		.at = act_now(who) };
	int r;

	if ((r = check(who, s, ask, &f)) != 0)
		return r;
	if (except_moves(ask->kind)) {
		r = find_class(who, s, ask, &x.class);
		if (r == ERR_NOT_FOUND)
			return faulty(&f, EXCEPTS_TO,
			    N_("Which class in the new year? The school has "
			       "none of this name."));
	} else
		mem_copy_text(x.whereabouts, sizeof(x.whereabouts), ask->to);
	if (r == 0 && x.class != 0 && x.class == s->class)
		return faulty(&f, EXCEPTS_TO,
		    N_("That is the student's own class, which goes on."));
	if (r != 0 || dry_run) {
		*changed = true;
		return r;
	}
	return store_except_put(who->store, &x, audit, changed);
}

int
act_rollover_except(
    struct actor *who, const struct act_except *x, int64_t *audit)
{
	struct except_ask ask = { x->year, x->kind, x->day, x->to };
	enum except_field field = EXCEPTS_KIND;
	const char *words = NULL;
	struct student s;
	struct org any;
	int64_t row = 0;
	bool changed;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	r = store_student_get(who->store, x->student, &s);
	if (r == ERR_NOT_FOUND)
		r = student_not_found(who);
	if (r == 0 && ask.year == 0) /* the one the plan would take */
		r = rollover_scope(who, NULL, &ask.year, &any);
	if (r == 0)
		r = act_note(who, "rollover.except", x->student,
		    except_name(x->kind), &x->student, 1, &row);
	if (r == 0)
		r = rollover_except_put(
		    who, &s, &ask, row, false, &changed, &field, &words);
	if (r != 0 && words != NULL)
		r = act_fail(who, r, "%s", _(words));
	store_touch(who->store, STORE_TOPIC(TOPIC_ALL, 0));
	if ((r = act_end(who, r)) == 0 && audit != NULL)
		*audit = row;
	return r;
}

/* --- a class to choose from -------------------------------------------------
 */

struct childs {
	struct act_rollover_except *row;
	size_t n;
};

static int
add_child(void *arg, const struct ledger_row *l)
{
	struct childs *c = arg;
	struct act_rollover_except *to;

	c->row = mem_grow(c->row, c->n + 1, sizeof(*c->row));
	to = &c->row[c->n++];
	*to = (struct act_rollover_except){ .row.student = l->s.id };
	to->row.here = l->state == ENROLMENT_HERE;
	mem_copy_text(to->row.name, sizeof(to->row.name), l->s.name);
	mem_copy_text(to->row.number, sizeof(to->row.number), l->s.number);
	return 0;
}

/* Fill in what is noted of one, keeping who it is. */
static int
add_noted(struct actor *who, int year, struct act_rollover_except *to)
{
	struct except_row x;
	struct org o;
	int r;

	r = store_except_get(who->store, year, to->row.student, &x);
	if (r == ERR_NOT_FOUND)
		return 0;
	if (r == 0 && x.class != 0 &&
	    (r = store_org_get(who->store, x.class, &o)) == 0)
		r = rollover_class_words(who, &o, year * 10000 + 901, to->to);
	if (r != 0)
		return r;
	x.here = to->row.here;
	mem_copy_text(x.name, sizeof(x.name), to->row.name);
	mem_copy_text(x.number, sizeof(x.number), to->row.number);
	to->row = x;
	return 0;
}

int
act_rollover_children(struct actor *who, int64_t class, int year,
    int (*fn)(void *, const struct act_rollover_except *), void *arg)
{
	struct ledger_ask ask = { .limit = 1000 };
	struct childs c = { NULL, 0 };
	char from[CLASS_FULL_MAX] = "";
	struct org o, any;
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = rollover_scope(who, NULL, &year, &any)) != 0 ||
	    (r = store_org_get(who->store, class, &o)) != 0)
		return r;
	if (o.type != ORG_CLASS || !rollover_may(who, o.lft))
		return ERR_NOT_FOUND;
	ask.lft = ask.rgt = o.lft;
	r = store_ledger_each(who->store, &ask, add_child, &c);
	if (r == 0)
		r = rollover_class_words(who, &o, year * 10000 + 831, from);
	for (size_t i = 0; i < c.n && r == 0; i++) {
		mem_copy_text(c.row[i].from, sizeof(c.row[i].from), from);
		if ((r = add_noted(who, year, &c.row[i])) == 0)
			r = fn(arg, &c.row[i]);
	}
	free(c.row);
	return r;
}
