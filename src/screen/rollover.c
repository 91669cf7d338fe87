/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/rollover.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/day.h"
#include "screen/office.h"
#include "screen/year.h"
#include "rollover.h"
#include "tui/progress.h"

#define SLICE 500 /* children: Esc is heard between */

static struct new_year *
of(struct screen *s)
{
	return (struct new_year *)s;
}

bool
screen_rollover_may(struct actor *who)
{
	return act_is(who, ROLE_DISTRICT_STAFF);
}

/* --- drawing ----------------------------------------------------------------
 */

static void
turn_where(struct screen *s, struct screen_title *t)
{
	const struct new_year *x = of(s);

	buf_add_f(t->where, _("New school year %d-%d"), x->plan.year,
	    x->plan.year + 1);
	if (x->school[0] != '\0')
		buf_add_f(t->where, "  %s", x->school);
	if (x->last.id == 0)
		return;
	if (strcmp(x->last_school, x->school) != 0)
		buf_add_f(t->state, "%s: ", x->last_school);
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
	if (r == ERR_STOPPED)
		screen_say(s, "%s",
		    _("Stopped between two classes; it goes on from there."));
	else if (r != 0)
		screen_fail(s, r);
	else
		screen_say(s, "%s", _("Saved."));
	r = turn_read(of(s));
	if (r != 0)
		screen_fail(s, r);
	return SCREEN_USED;
}

static int
run_progress(void *arg, const struct rollover *r)
{
	struct new_year *x = arg;
	const struct tui_progress p = { .done = r->students,
		.total = x->plan.students_leaving + x->last.students,
		.began_ms = x->began_ms,
		.now_ms = clock_ticks_ms() };

	return r->state == ROLLOVER_RUNNING && !screen_progress(&x->screen, &p);
}

static int
undo_progress(void *arg, const struct rollover *r)
{
	struct new_year *x = arg;
	struct tui_progress p = { .total = x->last.students,
		.began_ms = x->began_ms,
		.now_ms = clock_ticks_ms() };

	p.done = x->undone += SLICE;
	if (p.done > p.total)
		p.done = p.total;
	return r->state == ROLLOVER_UNDOING && !screen_progress(&x->screen, &p);
}

/* What was cut off goes on where and as it was begun. */
static int
turn_over(struct screen *s)
{
	struct new_year *x = of(s);
	bool goes_on = x->last.id != 0;
	const char *school = goes_on ? x->last_school : x->school;
	struct rollover out;
	struct buf *b = buf_new();
	bool yes;

	buf_add_f(b,
	    _("Turn the year over? %lld students leave, %d posts end; it can "
	      "be undone."),
	    (long long)x->plan.students_leaving, x->plan.posts);
	yes = goes_on || screen_confirm(s, buf_text(b));
	buf_free(b);
	if (!yes)
		return SCREEN_USED;
	x->began_ms = clock_ticks_ms();
	return told(s,
	    act_rollover_run(screen_who(s), school[0] != '\0' ? school : NULL,
		goes_on ? x->last.year : x->plan.year, SLICE, run_progress, x,
		&out));
}

static int
undo(struct screen *s)
{
	struct new_year *x = of(s);
	int64_t id = x->last.id; /* the one that was asked about */
	struct rollover out;

	if (!screen_confirm(s, _("Undo it as a whole?")))
		return SCREEN_USED;
	x->began_ms = clock_ticks_ms();
	x->undone = 0;
	return told(s, act_rollover_undo(
			   screen_who(s), id, SLICE, undo_progress, x, &out));
}

static int
confirm(struct screen *s)
{
	int64_t id = of(s)->last.id; /* the one that was asked about */
	struct rollover out;

	if (!screen_confirm(s, _("Confirm it? Then it cannot be undone.")))
		return SCREEN_USED;
	return told(s, act_rollover_confirm(screen_who(s), id, &out));
}

/* One school alone, and back to all. */
static int
one_school(struct screen *s)
{
	struct new_year *x = of(s);
	char was[ORG_NAME_MAX];
	int r;

	mem_copy_text(was, sizeof(was), x->school);
	if (x->school[0] != '\0')
		x->school[0] = '\0';
	else if (!sheet_ask(s, _("Which school? Its name or code"), "",
		     x->school, sizeof(x->school)))
		return SCREEN_USED;
	x->sheet.list.at = 0;
	if ((r = turn_read(x)) != 0) {
		screen_fail(s, r);
		mem_copy_text(x->school, sizeof(x->school), was);
		(void)turn_read(x);
	} else if (x->school[0] != '\0')
		mem_copy_text(x->school, sizeof(x->school), x->plan.org.name);
	return SCREEN_USED;
}

static int
other_year(struct screen *s)
{
	struct new_year *x = of(s);
	int was = x->year, r;

	x->year = x->plan.year + 1;
	if ((r = turn_read(x)) == ERR_INPUT) {
		x->year = x->plan.year - 2;
		r = turn_read(x);
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
	struct rollover_class_arg arg = { .year = of(s)->plan.year };

	if (row != NULL && row->kind == TURN_CLASS) {
		arg.class = row->id;
		screen_push(s, &screen_rollover_class, &arg);
	}
	return SCREEN_USED;
}

/* Of the school that is looked at, or of all. */
static int
open_turns(struct screen *s)
{
	const char *school = of(s)->school;

	screen_push(s, &screen_rollover_turn, school[0] ? school : NULL);
	return SCREEN_USED;
}

static bool
has_class(struct screen *s, const char **why)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);

	(void)why;
	return row != NULL && row->kind == TURN_CLASS;
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
	struct new_year *x = of(s);

	(void)arg;
	sheet_init(&x->sheet, TURN_LABEL_W);
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	return turn_read(x);
}

static void
turn_changed(struct screen *s)
{
	int r = turn_read(of(s));

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
	{ N_("The students of this class: who goes another way"),
	    N_("students"), "xuesheng xs", TUI_ENTER, 0, NULL, has_class },
	{ N_("Turn the school year over"), N_("turn over"), "shengji sj",
	    TUI_F(8), TUI_CTRL('S'), turn_over, may_run },
	{ N_("Confirm the new year"), N_("confirm it"), "queren qr", TUI_F(4),
	    TUI_CTRL('T'), confirm, may_confirm },
	{ N_("One school, or all of them"), N_("one school"),
	    "yige xuexiao ygxx", TUI_F(5), TUI_CTRL('P'), one_school, NULL },
	{ N_("Undo it as a whole"), N_("undo it"), "chehui ch", TUI_F(7), 0,
	    undo, may_undo },
	{ N_("What becomes of posts when the year turns"), NULL,
	    "gangwei zenmeban gwzmb", 0, 0, open_turns, NULL },
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
		   "warning is open, the class's people stay with it, and what "
		   "is open stays with who has it until it is handed over.\n"
		   "Enter shows the students of a class: who repeats, comes "
		   "back, goes on leave or moves away is noted there. F5 takes "
		   "one school alone.\n"
		   "Esc stops it between two classes, F8 goes on. F7 undoes it "
		   "as a whole until it is confirmed with F4."),
	.size = sizeof(struct new_year),
	.actions = actions,
	.open = turn_open,
	.where = turn_where,
	.draw = turn_draw,
	.key = turn_key,
	.changed = turn_changed,
	.answer = turn_answer,
	.close = turn_close,
};
