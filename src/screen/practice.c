/* SPDX-License-Identifier: Apache-2.0 */
/* What there is to practise, and the practice itself: a stack of screens of
 * its own over this one, which goes on listening to what happens for real. */
#include <string.h>

#include "act/actor.h"
#include "act/setting.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "practice.h"
#include "screen/practice.h"
#include "screen/ticket.h"

/* One practice as it runs; the screen may go from under it, when nobody was
 * there for too long. */
struct running {
	struct practice *x; /* NULL: it has gone */
	struct coach coach;
	struct screen_start start;
	struct screen_stack stack;
};

struct practice {
	struct screen screen;
	const struct practice_walk *walk;
	bool done[PRACTICE_TASKS], begun;
	struct running *run; /* or NULL */
};

static struct practice *
of(struct screen *s)
{
	return (struct practice *)s;
}

bool
screen_practice_may(struct actor *who)
{
	return practice_walk_of(act_practice_kind(who)) != NULL;
}

bool
screen_practice_offered(struct actor *who)
{
	return who->signed_in_before == 0 && screen_practice_may(who) &&
	       strcmp(act_setting(who, SETTING_PRACTICE), "new") == 0;
}

/* --- what happens for real -------------------------------------------------
 */

static void
look_outside(struct screen *s)
{
	struct running *run = of(s)->run;
	struct act_outside now, was;

	if (run == NULL || act_outside(screen_who(s), &now) != 0)
		return;
	was = run->coach.outside;
	run->coach.outside = now;
	run->stack.dirty = true;
	if (now.waiting > was.waiting)
		screen_ring_call(s);
	else if (now.danger > was.danger)
		screen_ring(s);
}

/* --- the practice ----------------------------------------------------------
 */

static void
set_up(struct running *run, struct screen_stack *under)
{
	run->start = *under->start;
	run->start.who = act_practice_who(run->coach.p);
	run->start.epoch = act_practice_epoch(run->coach.p);
	run->start.begin = NULL;
	run->start.now = act_now;
	run->start.lock = NULL; /* hiding hides what is under it as well */
	run->start.unlock = NULL;
	run->stack = (struct screen_stack){ .start = &run->start,
		.tui = under->tui,
		.under = under,
		.coach = &run->coach,
		.message = buf_new_in(under->start->memory),
		.dirty = true,
		.changes = -1,
		.key_ms = clock_ticks_ms(),
		.pressed_ms = clock_ticks_ms() };
}

/* A question of this screen's, as long as it runs: nothing under it is closed
 * by being left. */
static void
go_through(struct running *run, struct screen_stack *under)
{
	under->depth++;
	if (stack_push(&run->stack, run->start.first, NULL) == 0)
		while (run->stack.top != NULL && !run->stack.ended)
			stack_step(&run->stack);
	stack_pop_all(&run->stack);
	under->depth--;
	under->dirty = true;
	buf_free(run->stack.message);
}

static void
come_back(struct practice *x, const struct coach *c)
{
	struct screen *s = &x->screen;

	x->run = NULL;
	x->begun = true;
	for (int i = 0; i < PRACTICE_TASKS; i++)
		x->done[i] |= coach_has_done(c, i);
	if (s->stack->ended)
		return;
	screen_answer(s, 0); /* what offered it looks again */
	stack_settings_again(s->stack);
	if (!coach_has_ended(c) &&
	    strcmp(act_setting(screen_who(s), SETTING_PRACTICE), "done") != 0)
		screen_set(s, SETTING_PRACTICE, "left");
	if (c->takes)
		screen_push(s, &screen_call, NULL);
}

static int
begin(struct screen *s)
{
	struct practice *x = of(s);
	struct running run = { .x = x,
		.coach = { .walk = x->walk, .real = screen_who(s) } };
	int r;

	if ((r = act_practice_open(screen_who(s), &run.coach.p)) != 0)
		return screen_fail(s, r), SCREEN_USED;
	set_up(&run, s->stack);
	x->run = &run;
	look_outside(s);
	go_through(&run, run.stack.under);
	if (run.x != NULL)
		come_back(x, &run.coach);
	act_practice_close(run.coach.p);
	return SCREEN_USED;
}

/* --- the screen ------------------------------------------------------------
 */

static int
practice_open(struct screen *s, const void *arg)
{
	struct practice *x = of(s);

	(void)arg;
	/* Nobody practises over somebody who is on the phone. */
	if (stack_in_call(s->stack))
		return act_fail(screen_who(s), ERR_STATE,
		    _("First the call; this is there afterwards."));
	x->walk = practice_walk_of(act_practice_kind(screen_who(s)));
	s->n_topics =
	    act_outside_topics(screen_who(s), s->topics, SCREEN_TOPICS_MAX);
	return 0;
}

static void
practice_close(struct screen *s)
{
	if (of(s)->run != NULL)
		of(s)->run->x = NULL;
}

static bool
has_all(const struct practice *x)
{
	for (int i = 0; i < PRACTICE_TASKS; i++)
		if (x->walk->task[i] != NULL && !x->done[i])
			return false;
	return true;
}

static void
practice_draw(struct screen *s, struct tui_view v)
{
	struct practice *x = of(s);
	int y = 3;

	tui_text(v, 1, 1, TUI_HEAD,
	    has_all(x) ? _("You have done all of it. Well done.")
		       : _("Your main things, once, with invented people."));
	for (int i = 0; i < PRACTICE_TASKS && x->walk->task[i] != NULL; i++)
		tui_text_f(v, y++, 3, x->done[i] ? TUI_GOOD : TUI_PLAIN,
		    "%s %d  %s", x->done[i] ? "[x]" : "[ ]", i + 1,
		    _(x->walk->task[i]));
	tui_para(v, y + 1, 1, 6, TUI_PLAIN,
	    _("These are the screens you work with, and all you do there is "
	      "real but for the data: nobody is told, nothing is kept, it is "
	      "gone when you leave.\nThe line under the first says what to "
	      "press. Ctrl-Q stops at any time.\nA real call is told at once; "
	      "F2 takes it."));
}

static const struct screen_action actions[] = {
	{ N_("Begin to practise"), N_("begin"), "kaishi ks", TUI_ENTER,
	    TUI_CTRL('T'), begin, NULL },
	{ .name = NULL },
};

const struct screen_ops screen_practice = {
	.name = "practice",
	.title = N_("Practise with invented data"),
	.words = "lianxi lx",
	.help = N_("Your three main things, on your own screens, with people "
		   "who do not exist.\n"
		   "Enter begins; Ctrl-Q stops. Nothing of it reaches the "
		   "real work."),
	.size = sizeof(struct practice),
	.actions = actions,
	.open = practice_open,
	.draw = practice_draw,
	.changed = look_outside,
	.close = practice_close,
};
