/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "act/actor.h"
#include "act/rollover.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/day.h"
#include "screen/office.h"
#include "screen/year.h"
#include "sheet.h"

/* A new school year: how far it is, the sums, what needs a look, then every
 * class.  Nothing changes before somebody says so. */
enum { ROW_SUM = 1, ROW_CLASS };
#define LABEL_W 36

struct turn {
	struct screen screen;
	int year; /* asked for; 0: the nearest */
	struct act_rollover_plan plan;
	struct rollover last; /* that waits here; id 0: none */
	bool look, rest;      /* the headings that stand */
	struct sheet sheet;
};

static struct turn *
of(struct screen *s)
{
	return (struct turn *)s;
}

bool
screen_rollover_may(struct actor *who)
{
	return act_is(who, ROLE_DISTRICT_STAFF);
}

/* --- reading ----------------------------------------------------------------
 */

static void
put_school_name(struct sheet_row *row, const struct act_rollover_class *c)
{
	char text[ORG_NAME_MAX + CLASS_FULL_MAX];

	snprintf(text, sizeof(text), "%s %s", c->school, c->from);
	mem_copy_text(row->label, sizeof(row->label), text);
}

static void
put_why(struct turn *x, const struct act_rollover_class *c)
{
	for (int i = 0; i < ROLLOVER_WHYS; i++) {
		struct sheet_row *row;

		if (!(c->why & 1 << i))
			continue;
		if (!x->look)
			sheet_head(&x->sheet, _("Please look at these first"));
		x->look = true;
		row = sheet_add(&x->sheet, ROW_CLASS, c->org.id);
		row->late = true;
		put_school_name(row, c);
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
	struct turn *x = arg;
	struct sheet_row *row;

	if (c->why != 0) {
		put_why(x, c);
		return 0;
	}
	if (!x->rest)
		sheet_head(&x->sheet, _("Class by class"));
	x->rest = true;
	row = sheet_add(&x->sheet, ROW_CLASS, c->org.id);
	put_school_name(row, c);
	if (c->org.type == ORG_GRADE)
		sheet_text(row, _("leaves: %d posts end"), c->posts);
	else if (c->leaves)
		sheet_text(row, _("leaves: %lld students, %d posts end"),
		    (long long)c->students, c->posts);
	else
		sheet_text(row, _("to %s: %lld students"), c->to,
		    (long long)c->students);
	return 0;
}

static void
add_sum(struct turn *x, const char *label, int64_t a, int64_t b)
{
	struct sheet_row *row = sheet_add(&x->sheet, ROW_SUM, 0);

	mem_copy_text(row->label, sizeof(row->label), label);
	sheet_text(
	    row, _("%lld classes, %lld students"), (long long)a, (long long)b);
}

static int
find_last(void *arg, const struct rollover *r)
{
	struct turn *x = arg;

	if (x->last.id == 0 && r->state != ROLLOVER_UNDONE &&
	    r->state != ROLLOVER_CONFIRMED)
		x->last = *r;
	return 0;
}

/* The sums stand before the classes, and are known behind them. */
static int
read_all(struct turn *x)
{
	struct actor *who = screen_who(&x->screen);
	size_t at = x->sheet.list.at;
	int r;

	x->last = (struct rollover){ .id = 0 };
	x->look = x->rest = false;
	sheet_clear(&x->sheet);
	if ((r = act_rollover_each(who, 50, find_last, x)) != 0 ||
	    (r = act_rollover_plan(who, NULL, x->year, &x->plan, NULL, NULL)) !=
		0)
		return r;
	add_sum(x, _("Move up"), x->plan.up, x->plan.students_up);
	add_sum(x, _("Leave"), x->plan.leaving, x->plan.students_leaving);
	sheet_text(sheet_add(&x->sheet, ROW_SUM, 0),
	    _("%d posts end, %d stay with an open warning"), x->plan.posts,
	    x->plan.posts_kept);
	r = act_rollover_plan(who, NULL, x->year, &x->plan, add_class, x);
	tui_list_go(&x->sheet.list, at);
	return r;
}

/* --- drawing ----------------------------------------------------------------
 */

static void
turn_where(struct screen *s, struct screen_title *t)
{
	const struct turn *x = of(s);

	buf_add_f(t->where, _("New school year %d-%d"), x->plan.year,
	    x->plan.year + 1);
	if (x->last.id != 0)
		buf_add_text(t->state, _(rollover_state_words(x->last.state)));
}

static void
turn_draw(struct screen *s, struct tui_view v)
{
	sheet_draw(&of(s)->sheet, v);
}

/* --- doing ------------------------------------------------------------------
 */

static int
told(struct screen *s, int r)
{
	if (r != 0)
		screen_fail(s, r);
	else
		screen_say(s, "%s", _("Saved."));
	r = read_all(of(s));
	if (r != 0)
		screen_fail(s, r);
	return SCREEN_USED;
}

static int
turn_over(struct screen *s)
{
	struct turn *x = of(s);
	struct rollover out;
	struct buf *b = buf_new();
	bool yes;

	buf_add_f(b,
	    _("Turn the year over? %lld students leave, %d posts end; it can "
	      "be undone."),
	    (long long)x->plan.students_leaving, x->plan.posts);
	yes = screen_confirm(s, buf_text(b));
	buf_free(b);
	if (!yes)
		return SCREEN_USED;
	return told(s, act_rollover_run(screen_who(s), NULL, x->plan.year, 0,
			   NULL, NULL, &out));
}

static int
undo(struct screen *s)
{
	struct rollover out;

	if (!screen_confirm(s, _("Undo it as a whole?")))
		return SCREEN_USED;
	return told(s, act_rollover_undo(
			   screen_who(s), of(s)->last.id, 0, NULL, NULL, &out));
}

static int
confirm(struct screen *s)
{
	struct rollover out;

	if (!screen_confirm(s, _("Confirm it? Then it cannot be undone.")))
		return SCREEN_USED;
	return told(
	    s, act_rollover_confirm(screen_who(s), of(s)->last.id, &out));
}

static int
other_year(struct screen *s)
{
	struct turn *x = of(s);
	int was = x->year, r;

	x->year = x->plan.year + 1;
	if ((r = read_all(x)) == ERR_INPUT) {
		x->year = x->plan.year - 2;
		r = read_all(x);
	}
	if (r != 0) {
		x->year = was;
		return told(s, r);
	}
	return SCREEN_USED;
}

static bool
may_run(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->last.id == 0 || of(s)->last.state == ROLLOVER_RUNNING;
}

static bool
may_undo(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->last.id != 0;
}

static bool
may_confirm(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->last.id != 0 && of(s)->last.state == ROLLOVER_RUN;
}

static int
open_row(struct screen *s)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);

	if (row != NULL && row->kind == ROW_CLASS)
		screen_push(s, &screen_org, &row->id);
	return SCREEN_USED;
}

static bool
has_class(struct screen *s, const char **why)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);

	(void)why;
	return row != NULL && row->kind == ROW_CLASS;
}

static int
turn_key(struct screen *s, uint32_t key)
{
	if (key == TUI_ENTER)
		return open_row(s);
	return tui_list_key(&of(s)->sheet.list, key) != TUI_PASS ? SCREEN_USED
								 : SCREEN_PASS;
}

static int
turn_open(struct screen *s, const void *arg)
{
	struct turn *x = of(s);

	(void)arg;
	sheet_init(&x->sheet, LABEL_W);
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	return read_all(x);
}

static void
turn_changed(struct screen *s)
{
	int r = read_all(of(s));

	if (r != 0)
		screen_fail(s, r);
}

static void
turn_answer(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	turn_changed(s);
}

static void
turn_close(struct screen *s)
{
	sheet_free(&of(s)->sheet);
}

static const struct screen_action actions[] = {
	{ N_("Open this class"), N_("open"), "dakai dk", TUI_ENTER, 0, NULL,
	    has_class },
	{ N_("Turn the school year over"), N_("turn over"), "shengji sj",
	    TUI_F(8), TUI_CTRL('S'), turn_over, may_run },
	{ N_("Confirm the new year"), N_("confirm it"), "queren qr", TUI_F(4),
	    TUI_CTRL('T'), confirm, may_confirm },
	{ N_("Undo it as a whole"), N_("undo it"), "chehui ch", TUI_F(7), 0,
	    undo, may_undo },
	{ N_("The other school year"), N_("other year"), "huan xuenian hxn",
	    TUI_F(6), 0, other_year, may_run },
	{ .name = NULL },
};

const struct screen_ops screen_rollover = {
	.name = "rollover",
	.title = N_("New school year"),
	.words = "xuenian shengji xnsj",
	.help = N_("What a new school year would bring: first what needs a "
		   "look, then class by class. Nothing changes before F8.\n"
		   "Classes, their class teachers and files move up by "
		   "themselves. Those whose last year is over leave; where a "
		   "warning is open, the class's people stay with it.\n"
		   "F7 undoes it as a whole until it is confirmed with F4."),
	.size = sizeof(struct turn),
	.actions = actions,
	.open = turn_open,
	.where = turn_where,
	.draw = turn_draw,
	.key = turn_key,
	.changed = turn_changed,
	.answer = turn_answer,
	.close = turn_close,
};
