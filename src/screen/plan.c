/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "act/plan.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "day_words.h"
#include "model/day.h"
#include "screen/file.h"
#include "when.h"

/* A plan (一生一策): goals, who does what by when, how it went. */
#define GOALS 5 /* lines shown; the rest is a key away */

struct plan_screen {
	struct screen screen;
	int64_t id;
	struct act_plan *v; /* the texts stay in its guarded memory */
	struct tui_list list;
};

static struct plan_screen *
of(struct screen *s)
{
	return (struct plan_screen *)s;
}

/* The measure under the cursor, 0 where there is none. */
static int64_t
measure_at(const struct plan_screen *x)
{
	return x->v != NULL && x->list.at < (size_t)x->v->n_measure
		   ? x->v->measure[x->list.at].id
		   : 0;
}

/* They stand by when they are due: one that a colleague adds may push others
 * down, and F8 ticks off the one that was meant. */
static void
stay(struct plan_screen *x, int64_t measure)
{
	for (int i = 0; i < x->v->n_measure && measure != 0; i++)
		if (x->v->measure[i].id == measure)
			x->list.at = (size_t)i;
	tui_list_go(&x->list, x->list.at);
}

static int
read_it(struct plan_screen *x)
{
	int64_t stood = measure_at(x);
	struct act_plan *v;
	int r = act_plan_show(screen_who(&x->screen), x->id, &v);

	if (r != 0)
		return r;
	act_plan_free(x->v);
	x->v = v;
	stay(x, stood);
	return 0;
}

static void
changed(struct screen *s)
{
	int r = read_it(of(s));

	if (r != 0)
		screen_fail(s, r);
}

/* --- drawing: measures, then how it went -----------------------------------
 */

static size_t
count(void *data)
{
	const struct act_plan *v = ((struct plan_screen *)data)->v;

	return (size_t)(v->n_measure + v->n_step);
}

static void
draw_measure(const struct act_measure *m, struct tui_view line)
{
	enum tui_role role = m->late ? TUI_LATE : TUI_PLAIN;
	char day[SCREEN_WHEN];

	screen_day_of(m->done_at != 0 ? m->done_at : m->due_at, day);
	tui_cell(line, 0, 1, 7, role,
	    m->done_at != 0 ? _("done")
	    : m->late	    ? _("overdue")
			    : _("to do"));
	tui_cell(line, 0, 9, 11, role, day);
	tui_cell(line, 0, 21, 10, TUI_PLAIN, m->owner.name);
	tui_cell(line, 0, 32, line.w - 33, TUI_PLAIN, m->text);
}

static void
draw_step(const struct act_plan_step *p, struct tui_view line)
{
	char day[SCREEN_WHEN];
	int x;

	screen_day_of(p->at, day);
	tui_cell(line, 0, 9, 11, TUI_FAINT, day);
	tui_cell(line, 0, 21, 10, TUI_FAINT, p->who.name);
	x = 32 +
	    tui_text(line, 0, 32, TUI_FAINT, _(plan_event_words(p->event)));
	if (p->text[0] != '\0' && x + 4 < line.w)
		tui_cell(line, 0, x + 2, line.w - x - 3, TUI_FAINT, p->text);
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	const struct act_plan *v = ((struct plan_screen *)data)->v;

	if (i < (size_t)v->n_measure)
		draw_measure(&v->measure[i], line);
	else /* the newest first */
		draw_step(
		    &v->step[v->n_step - 1 - ((int)i - v->n_measure)], line);
}

static const struct tui_list_ops list_ops = { count, draw_row, NULL };

static void
draw_head(const struct act_plan *v, struct tui_view view)
{
	char day[SCREEN_WHEN];

	tui_text_f(view, 0, 1, TUI_TITLE, "%s  %s  %s", v->student, v->class,
	    v->school);
	tui_text_f(view, 1, 1, TUI_PLAIN, _("round %d, %s"), v->p.round,
	    _(plan_state_words((int)v->p.state)));
	tui_text_f(
	    view, 1, 30, TUI_PLAIN, _("answers for it: %s"), v->owner.name);
	if (v->p.review_at == 0)
		return;
	screen_day_of(v->p.review_at, day);
	tui_text_f(view, 1, 54, v->p.review_at < v->now ? TUI_LATE : TUI_PLAIN,
	    _("look again %s"), day);
}

static void
draw(struct screen *s, struct tui_view view)
{
	struct plan_screen *x = of(s);
	const struct act_plan *v = x->v;
	int y = 3;

	draw_head(v, view);
	tui_rule(view, 2);
	if ((v->who & PLAN_READS) != 0) {
		tui_text(view, y, 1, TUI_HEAD, _("Goals"));
		tui_para(tui_sub(view, y, 9, GOALS, view.w - 10), 0, 0, GOALS,
		    TUI_PLAIN, v->goals);
		y += GOALS;
		tui_rule(view, y++);
	}
	tui_list_draw(&x->list, tui_sub(view, y, 0, view.h - y, view.w), true);
}

static void
where(struct screen *s, struct screen_title *t)
{
	buf_add_f(t->where, "%s    %s", _("Plan"), of(s)->v->student);
}

/* --- doing -----------------------------------------------------------------
 */

static int
said(struct screen *s, int r)
{
	if (r != 0)
		return screen_fail(s, r), SCREEN_USED;
	changed(s);
	screen_answer(s, of(s)->id);
	screen_say(s, "%s", _("Saved."));
	return SCREEN_USED;
}

/* A day, all of it; so many days from now stands there. */
static bool
ask_day(struct screen *s, const char *question, int days, int64_t *at)
{
	struct clock_parts p;
	int day;

	clock_parts_of(screen_now(s) + days * CLOCK_DAY, &p);
	day = day_of(p.year, p.month, p.day);
	if (!day_ask(s, question, day, &day))
		return false;
	p = (struct clock_parts){ .year = day / 10000,
		.month = day / 100 % 100,
		.day = day % 100,
		.hour = 23,
		.minute = 59,
		.second = 59 };
	*at = clock_from_parts(&p);
	return true;
}

static int
write_text(struct screen *s, int event, const char *was)
{
	const struct act_plan *v = of(s)->v;
	const struct screen_plan_told told = { v->p.id, v->p.version, event,
		was };

	screen_push(s, &screen_plan_text, &told);
	return SCREEN_USED;
}

static int
run_start(struct screen *s)
{
	struct plan_screen *x = of(s);
	int64_t at;

	if (!ask_day(s, _("On which day is it looked at again?"),
		PLAN_REVIEW_DAYS, &at))
		return SCREEN_USED;
	return said(s, act_plan_step(screen_who(s), x->id, x->v->p.version,
			   PLAN_START, NULL, at, NULL));
}

static int
run_review(struct screen *s)
{
	return write_text(s, PLAN_REVIEW, "");
}

static int
run_goals(struct screen *s)
{
	return write_text(s, PLAN_WRITE, of(s)->v->goals);
}

static int
run_end(struct screen *s)
{
	return write_text(s, PLAN_END, "");
}

#define HANDS 9

static bool
choose_owner(struct screen *s, int64_t *owner)
{
	struct act_name hands[HANDS];
	const char *options[HANDS];
	int n, i, r;

	r = act_plan_hands(
	    screen_who(s), of(s)->v->p.student, hands, HANDS, &n);
	if (r != 0) {
		screen_fail(s, r);
		return false;
	}
	for (i = 0; i < n; i++)
		options[i] = hands[i].name;
	i = screen_choose(s, _("Who does it?"), options, n);
	if (i < 0)
		return false;
	*owner = hands[i].id;
	return true;
}

/* Esc at the day is one question back, where the words still stand; and so
 * they do when it could not be saved. */
static int
run_measure(struct screen *s)
{
	struct plan_screen *x = of(s);
	struct buf *b = buf_new_in(screen_memory(s));
	struct act_measure_told m = { .was = 0 };
	bool asks = choose_owner(s, &m.owner);
	int r;

	while (asks && screen_ask(s, _("What is done?"), b)) {
		if (!ask_day(s, _("By which day?"), 7, &m.due_at))
			continue;
		m.text = buf_text(b);
		r = act_plan_measure(
		    screen_who(s), x->id, x->v->p.version, &m, NULL);
		said(s, r);
		asks = r != 0;
	}
	buf_free(b);
	return SCREEN_USED;
}

static const struct act_measure *
at_measure(struct screen *s)
{
	const struct plan_screen *x = of(s);

	return x->list.at < (size_t)x->v->n_measure ? &x->v->measure[x->list.at]
						    : NULL;
}

static int
run_done(struct screen *s)
{
	return said(
	    s, act_plan_measure_done(screen_who(s), at_measure(s)->id, NULL));
}

static int
run_strike(struct screen *s)
{
	struct plan_screen *x = of(s);
	struct act_measure_told m = { .was = at_measure(s)->id };

	if (!screen_confirm(s, _("Strike this measure?")))
		return SCREEN_USED;
	return said(s,
	    act_plan_measure(screen_who(s), x->id, x->v->p.version, &m, NULL));
}

/* Long texts in full. */
static int
run_read(struct screen *s)
{
	const struct plan_screen *x = of(s);
	const struct act_plan *v = x->v;
	size_t at = x->list.at;
	int step = v->n_step - 1 - ((int)at - v->n_measure);

	screen_read(s, _("Plan"),
	    at < (size_t)v->n_measure			 ? v->measure[at].text
	    : step >= 0 && v->step[step].text[0] != '\0' ? v->step[step].text
							 : v->goals);
	return SCREEN_USED;
}

/* --- what can be done now --------------------------------------------------
 */

static bool
may(struct screen *s, int event)
{
	const struct act_plan *v = of(s)->v;
	const struct state_move *move =
	    state_find(&plan_machine, (int)v->p.state, event, 0);

	return move != NULL && (move->who & v->who) != 0;
}

static bool
may_start(struct screen *s, const char **why)
{
	if (of(s)->v->n_measure == 0)
		*why = _("first agree on a measure");
	return may(s, PLAN_START) && of(s)->v->n_measure > 0;
}

static bool
may_review(struct screen *s, const char **why)
{
	(void)why;
	return may(s, PLAN_REVIEW);
}

static bool
may_write(struct screen *s, const char **why)
{
	(void)why;
	return may(s, PLAN_WRITE);
}

static bool
may_end(struct screen *s, const char **why)
{
	(void)why;
	return may(s, PLAN_END);
}

static bool
may_done(struct screen *s, const char **why)
{
	const struct act_measure *m = at_measure(s);

	(void)why;
	return m != NULL && m->done_at == 0 && may(s, PLAN_DONE);
}

static bool
may_strike(struct screen *s, const char **why)
{
	const struct act_measure *m = at_measure(s);

	(void)why;
	return m != NULL && m->done_at == 0 && may(s, PLAN_MEASURE);
}

static const struct screen_action actions[] = {
	{ N_("Read it in full"), N_("read"), "kanquan kq", TUI_ENTER, 0,
	    run_read, NULL },
	{ N_("Agree on a measure"), N_("add a measure"), "jia cuoshi jcs",
	    TUI_F(2), TUI_CTRL('N'), run_measure, may_write },
	{ N_("This measure is done"), N_("done"), "zuohaole zhl", TUI_F(8),
	    TUI_CTRL('S'), run_done, may_done },
	{ N_("Let the plan run"), N_("let it run"), "kaishi ks", TUI_F(4),
	    TUI_CTRL('T'), run_start, may_start },
	{ N_("Look at the plan again"), N_("look again"), "pinggu huigu",
	    TUI_F(4), TUI_CTRL('T'), run_review, may_review },
	{ N_("Write the goals anew"), NULL, "gai mubiao gmb", 0, 0, run_goals,
	    may_write },
	{ N_("Strike this measure"), NULL, "huadiao hd", 0, 0, run_strike,
	    may_strike },
	{ N_("End the plan"), NULL, "jieshu js", 0, 0, run_end, may_end },
	{ .name = NULL },
};

static int
plan_open(struct screen *s, const void *arg)
{
	struct plan_screen *x = of(s);
	int r;

	x->id = *(const int64_t *)arg;
	x->list.ops = &list_ops;
	x->list.data = x;
	if ((r = read_it(x)) != 0)
		return r;
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_STUDENT, x->v->p.student);
	return 0;
}

static int
plan_key(struct screen *s, uint32_t key)
{
	return tui_list_key(&of(s)->list, key) == TUI_PASS ? SCREEN_PASS
							   : SCREEN_USED;
}

static void
answered(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	changed(s);
	screen_answer(s, of(s)->id);
}

static void
plan_close(struct screen *s)
{
	act_plan_free(of(s)->v);
}

const struct screen_ops screen_plan = {
	.name = "plan",
	.title = N_("Plan"),
	.words = "yishengyice ysyc jihua",
	.help = N_("One plan for one student: what is to become better, who "
		   "does what by when, and on which day it is looked at "
		   "again.\n"
		   "F2 agrees on a measure, F4 lets the plan run and later "
		   "notes how it went, F8 ticks off the measure under the "
		   "cursor.\n"
		   "Whoever owns a measure sees that one and nothing else of "
		   "it."),
	.size = sizeof(struct plan_screen),
	.actions = actions,
	.open = plan_open,
	.where = where,
	.draw = draw,
	.key = plan_key,
	.changed = changed,
	.answer = answered,
	.close = plan_close,
};
