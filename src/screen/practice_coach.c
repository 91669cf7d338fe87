/* SPDX-License-Identifier: Apache-2.0 */
/* Who stands beside one who practises: says what to press next, and goes on
 * when it was really done. */
#include <string.h>

#include "act/actor.h"
#include "act/setting.h"
#include "base/buf.h"
#include "base/lang.h"
#include "practice.h"

static const struct practice_step *
step_of(const struct coach *c)
{
	return &c->walk->step[c->at];
}

bool
coach_has_ended(const struct coach *c)
{
	return step_of(c)->say == NULL;
}

bool
coach_has_done(const struct coach *c, int task)
{
	return coach_has_ended(c) || step_of(c)->task > task;
}

/* --- looking ---------------------------------------------------------------
 */

static bool
is_among(const char *words, const char *word)
{
	size_t n = strlen(word);
	const char *at = words;

	for (; at != NULL && (at = strstr(at, word)) != NULL; at += n)
		if ((at == words || at[-1] == ' ') &&
		    (at[n] == ' ' || at[n] == '\0'))
			return true;
	return false;
}

static void
go_behind(struct coach *c, int step)
{
	c->at = step + 1;
	if (c->walk->step[step].then != TURN_NONE)
		c->turn = c->walk->step[step].then;
}

/* Whoever knows the way may be ahead: what is done later counts, and what was
 * to come before it is not asked for any more. */
static void
one_deed(void *arg, const char *what)
{
	struct coach *c = arg;

	for (int i = c->at; c->walk->step[i].say != NULL; i++) {
		const struct practice_step *s = &c->walk->step[i];

		if (!is_among(s->deeds, what) || ++c->hits[i] < s->times)
			continue;
		go_behind(c, i);
		return;
	}
}

static bool
is_there(struct coach *c, const struct screen *top)
{
	const struct practice_step *s = step_of(c);

	if (s->screen == NULL && s->draft == NULL)
		return false;
	if (s->screen != NULL && strcmp(s->screen, top->ops->name) != 0)
		return false;
	return s->draft == NULL || act_practice_has_draft(c->p, s->draft);
}

static void
look(struct coach *c, const struct screen *top)
{
	act_practice_deeds(c->p, one_deed, c);
	while (!coach_has_ended(c) && is_there(c, top))
		go_behind(c, c->at);
}

void
coach_heed(struct screen_stack *ss)
{
	struct coach *c = ss->coach;
	int was = c->at;

	if (ss->top == NULL || ss->ended)
		return;
	stack_heard(ss);
	look(c, ss->top);
	if (c->turn != TURN_NONE) {
		act_practice_turn(c->p, c->turn);
		c->turn = TURN_NONE;
		stack_heard(ss);
	}
	if (c->at == was)
		return;
	ss->dirty = true;
	if (coach_has_ended(c))
		act_setting_put(c->real, "practice", "done", NULL);
}

/* --- keys ------------------------------------------------------------------
 */

void
coach_leave(struct screen_stack *ss)
{
	if (coach_has_ended(ss->coach) ||
	    screen_confirm(
		ss->top, _("Stop practising? Nothing of it is kept anywhere.")))
		ss->ended = true;
}

/* With a real call waiting its key is no key of the practice. */
bool
coach_key(struct screen_stack *ss, uint32_t key)
{
	struct coach *c = ss->coach;

	if (key == TUI_CTRL('Q')) {
		coach_leave(ss);
		return true;
	}
	if (c->outside.waiting == 0 ||
	    (key != TUI_F(2) && key != TUI_CTRL('N')))
		return false;
	c->takes = ss->ended = true;
	return true;
}

/* --- drawing ---------------------------------------------------------------
 */

const char *
coach_alert(const struct screen_stack *ss)
{
	const struct act_outside *o = &ss->coach->outside;

	return o->waiting > 0 ? _("FOR REAL: a call is waiting. F2 ends this "
				  "and takes it.")
	       : o->danger > 0
		   ? _("FOR REAL: danger in a call. Ctrl-Q ends this.")
		   : NULL;
}

/* In place of the rule under line 1: "1/3  what to press". */
void
coach_draw(struct screen_stack *ss, struct tui_view v)
{
	struct coach *c = ss->coach;
	const struct practice_step *s = step_of(c);
	int n = 0, x;

	while (n < PRACTICE_TASKS && c->walk->task[n] != NULL)
		n++;
	if (coach_has_ended(c)) {
		tui_text(v, 0, 0, TUI_GOOD,
		    _("All done. Try what you like; Ctrl-Q ends."));
		return;
	}
	x = tui_text_f(v, 0, 0, TUI_HEAD, "%d/%d ", s->task + 1, n);
	x += tui_text(v, 0, x, TUI_HEAD, _(s->say));
	if (s->names)
		tui_text(v, 0, x, TUI_HEAD, act_practice_child());
}

/* In place of the rule above the keys: why, and how to leave. */
void
coach_draw_why(struct screen_stack *ss, struct tui_view v)
{
	struct coach *c = ss->coach;
	int end = tui_right(v, 0, v.w - 1, TUI_FAINT, _("Ctrl-Q stops"));

	if (!coach_has_ended(c))
		tui_text(tui_sub(v, 0, 0, 1, end - 2), 0, 0, TUI_FAINT,
		    _(step_of(c)->why));
}
