/* SPDX-License-Identifier: Apache-2.0 */
/* What stands on the screen of a new school year. */
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "rollover.h"

static void
put_label(struct sheet_row *row, const char *school, const char *from)
{
	char text[ORG_NAME_MAX + CLASS_FULL_MAX];

	snprintf(text, sizeof(text), "%s %s", school, from);
	mem_copy_text(row->label, sizeof(row->label), text);
}

static void
under(struct new_year *x, const char *head)
{
	if (x->head != head)
		sheet_head(&x->sheet, _(head));
	x->head = head;
}

static const char open_head[] = N_("Still open, and who has it");
static const char look_head[] = N_("Please look at these first");
static const char except_head[] = N_("Another way than the class");
static const char rest_head[] = N_("Class by class");

static int
add_work(void *arg, const struct act_rollover_work *w)
{
	struct new_year *x = arg;
	const char *after =
	    w->after != 0 ? w->after_name : _("the district centre");
	const char *what =
	    w->appointment ? _("an appointment") : _("a warning");
	struct sheet_row *row;

	under(x, open_head);
	row = sheet_add(&x->sheet, TURN_CLASS, w->org.id);
	row->late = w->leaves;
	put_label(row, w->school, w->from);
	if (w->now != 0 && w->now == w->after)
		sheet_text(row, _("%s: %s keeps it"), what, after);
	else if (w->now != 0)
		sheet_text(row, _("%s: %s, then %s"), what, w->now_name, after);
	else
		sheet_text(row, _("%s: nobody's yet, %s"), what, after);
	return 0;
}

static int
add_except(void *arg, const struct act_rollover_except *e)
{
	const char *to = e->to[0] != '\0'		 ? e->to
			 : e->row.whereabouts[0] != '\0' ? e->row.whereabouts
							 : _("unknown yet");
	struct new_year *x = arg;
	struct sheet_row *row;

	under(x, except_head);
	row = sheet_add(&x->sheet, TURN_EXCEPT, e->row.student);
	put_label(row, e->school, e->from);
	sheet_text(
	    row, "%s  %s: %s", e->row.name, _(except_words(e->row.kind)), to);
	return 0;
}

static void
put_why(struct new_year *x, const struct act_rollover_class *c)
{
	for (int i = 0; i < ROLLOVER_WHYS; i++) {
		struct sheet_row *row;

		if (!(c->why & 1 << i))
			continue;
		under(x, look_head);
		row = sheet_add(&x->sheet, TURN_CLASS, c->org.id);
		row->late = true;
		put_label(row, c->school, c->from);
		if (c->name[0] != '\0' && i != 2)
			sheet_text(row, "%s  %s", c->name,
			    _(act_rollover_why_words(i)));
		else
			sheet_text(row, "%s", _(act_rollover_why_words(i)));
	}
}

static int
add_class(void *arg, const struct act_rollover_class *c)
{
	struct new_year *x = arg;
	struct sheet_row *row;

	if (c->why != 0) {
		put_why(x, c);
		return 0;
	}
	under(x, rest_head);
	row = sheet_add(&x->sheet, TURN_CLASS, c->org.id);
	put_label(row, c->school, c->from);
	if (c->org.type == ORG_GRADE)
		sheet_text(row, _("leaves: %d posts end"), c->ends);
	else if (c->leaves)
		sheet_text(row, _("leaves: %lld students, %d posts end"),
		    (long long)c->students, c->ends);
	else
		sheet_text(row, _("to %s: %lld students"), c->to,
		    (long long)c->students);
	return 0;
}

static void
set_sum(struct new_year *x, size_t i, const char *label, int64_t a, int64_t b)
{
	struct sheet_row *row = &x->sheet.row[i];

	mem_copy_text(row->label, sizeof(row->label), label);
	sheet_text(
	    row, _("%lld classes, %lld students"), (long long)a, (long long)b);
}

/* The sums stand above what they sum up. */
static void
set_sums(struct new_year *x)
{
	const struct act_rollover_plan *p = &x->plan;

	set_sum(x, 0, _("Move up"), p->up, p->students_up);
	set_sum(x, 1, _("Leave"), p->leaving, p->students_leaving);
	sheet_text(&x->sheet.row[2],
	    _("%d posts end, %d stay with an open warning"), p->posts,
	    p->posts_kept);
	mem_copy_text(x->sheet.row[3].label, sizeof(x->sheet.row[3].label),
	    _("Another way than the class"));
	sheet_text(&x->sheet.row[3], _("%lld repeat, %lld come back"),
	    (long long)p->repeating, (long long)p->returning);
}

/* The one that waits at what is shown, or within it. */
static int
find_last(void *arg, const struct rollover *r)
{
	struct new_year *x = arg;

	if (x->last.id == 0 && r->state != ROLLOVER_UNDONE &&
	    r->state != ROLLOVER_CONFIRMED && r->lft <= x->plan.org.rgt &&
	    r->rgt >= x->plan.org.lft)
		x->last = *r;
	return 0;
}

static int
read_last(struct new_year *x)
{
	struct actor *who = screen_who(&x->screen);
	int r;

	x->last = (struct rollover){ .id = 0 };
	if ((r = act_rollover_each(who, 1000, find_last, x)) != 0 ||
	    x->last.id == 0)
		return r;
	return act_rollover_school(who, &x->last, x->last_school);
}

int
turn_read(struct new_year *x)
{
	const struct act_rollover_see see = { add_class, add_except, add_work,
		x };
	int r;

	x->head = NULL;
	sheet_clear(&x->sheet);
	for (int i = 0; i < 4; i++)
		sheet_add(&x->sheet, TURN_SUM, 0);
	r = act_rollover_plan(screen_who(&x->screen),
	    x->school[0] != '\0' ? x->school : NULL, x->year, &x->plan, &see);
	if (r == 0)
		r = read_last(x);
	set_sums(x);
	sheet_again(&x->sheet);
	return r;
}
