/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "act/transfer.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/file.h"
#include "when.h"

/* A student's file on its way to another school: on which consent, how far it
 * is, what was written with it. */
struct transfer_screen {
	struct screen screen;
	int64_t id;
	struct act_transfer v; /* its texts stay in guarded memory */
};

static struct transfer_screen *
of(struct screen *s)
{
	return (struct transfer_screen *)s;
}

static int
read_it(struct transfer_screen *x)
{
	struct act_transfer v;
	int r = act_transfer_show(screen_who(&x->screen), x->id, &v);

	if (r != 0)
		return r;
	act_transfer_free(&x->v);
	x->v = v;
	return 0;
}

static void
changed(struct screen *s)
{
	int r = read_it(of(s));

	if (r != 0)
		screen_fail(s, r);
}

/* --- drawing ---------------------------------------------------------------
 */

static void
line(struct tui_view v, int y, const char *label, const char *text)
{
	tui_text(v, y, 1, TUI_HEAD, label);
	tui_text(v, y, 16, TUI_PLAIN, text);
}

static void
consent_words(const struct transfer *t, char *to, size_t size)
{
	char day[SCREEN_WHEN];

	if (t->ground == TRANSFER_SAFETY) {
		snprintf(to, size, "%s",
		    _(transfer_words(TRANSFER_LIST_GROUND, TRANSFER_SAFETY)));
		return;
	}
	screen_day_of(t->given_at, day);
	snprintf(to, size, "%s%s%s  %s",
	    _(transfer_words(TRANSFER_LIST_GIVER, (int)t->given_by)), _(", "),
	    _(transfer_words(TRANSFER_LIST_HOW, (int)t->given_how)), day);
}

static int
draw_steps(const struct act_transfer *v, struct tui_view view, int y)
{
	char day[SCREEN_WHEN];

	for (int i = 0; i < v->n_step && y < view.h; i++) {
		const struct act_transfer_step *p = &v->step[i];

		screen_day_of(p->at, day);
		tui_text_f(view, y, 1, TUI_PLAIN, "%s  %s  %s", day,
		    _(transfer_event_words(p->event)), p->who);
		y++;
		if (p->text[0] != '\0' && y < view.h)
			y += tui_para(
			    tui_sub(view, y, 3, view.h - y, view.w - 4), 0, 0,
			    i == 0 ? 5 : 2, TUI_PLAIN, p->text);
	}
	return y;
}

static void
draw(struct screen *s, struct tui_view view)
{
	const struct act_transfer *v = &of(s)->v;
	char text[400], day[SCREEN_WHEN];
	bool waits = v->t.state == TRANSFER_SENT;

	snprintf(text, sizeof(text), "%s  %s", v->student, v->class);
	tui_text(view, 0, 1, TUI_TITLE, text);
	line(view, 1, _("Comes from"), v->from);
	line(view, 2, _("Goes to"), v->to);
	consent_words(&v->t, text, sizeof(text));
	line(view, 3, _("Consent"), text);
	line(view, 4, _("Goes along"),
	    v->t.notes ? _("warning, plans, and the notes of talks")
		       : _("warning and plans; the notes stay here"));
	line(view, 5, _("Stands"), _(transfer_state_words((int)v->t.state)));
	screen_day_of(v->t.due_at, day);
	if (waits)
		tui_text_f(view, 5, 50, v->late ? TUI_LATE : TUI_PLAIN,
		    v->late ? _("overdue since %s") : _("answer by %s"), day);
	tui_rule(view, 6);
	draw_steps(v, tui_sub(view, 7, 0, view.h - 7, view.w), 0);
	tui_caret(view, 0, 0);
}

static void
where(struct screen *s, struct screen_title *t)
{
	buf_add_f(
	    t->where, "%s    %s", _("A file on its way"), of(s)->v.student);
}

/* --- doing -----------------------------------------------------------------
 */

static int
step(struct screen *s, enum transfer_event on, const char *reason)
{
	struct transfer_screen *x = of(s);
	int r = act_transfer_step(
	    screen_who(s), x->id, x->v.t.version, on, reason, NULL);

	if (screen_fail(s, r) != 0)
		return r;
	changed(s);
	screen_answer(s, x->id);
	screen_say(s, "%s",
	    on == TRANSFER_ACCEPT && x->v.t.state == TRANSFER_ACCEPTED
		? _("Accepted. It opens to you once a colleague there or the "
		    "district has looked at Today.")
		: _("Saved."));
	return 0;
}

static int
with_reason(struct screen *s, enum transfer_event on, const char *question)
{
	struct buf *b = buf_new_in(screen_memory(s));

	while (screen_ask(s, question, b) && step(s, on, buf_text(b)) != 0)
		;
	buf_free(b);
	return SCREEN_USED;
}

static int
accept(struct screen *s)
{
	if (!screen_confirm(
		s, _("Accept the file? Your school cares from then on.")))
		return SCREEN_USED;
	step(s, TRANSFER_ACCEPT, NULL);
	return SCREEN_USED;
}

static int
refuse(struct screen *s)
{
	return with_reason(
	    s, TRANSFER_REFUSE, _("Why not? The sending school reads it."));
}

static int
withdraw(struct screen *s)
{
	return with_reason(s, TRANSFER_WITHDRAW, _("Why is it taken back?"));
}

static int
contact(struct screen *s)
{
	step(s, TRANSFER_CONTACT, NULL);
	return SCREEN_USED;
}

static bool
may(struct screen *s, int event)
{
	const struct act_transfer *v = &of(s)->v;
	const struct state_move *move =
	    state_find(&transfer_machine, (int)v->t.state, event, 0);

	return move != NULL && (move->who & v->who) != 0;
}

static bool
may_accept(struct screen *s, const char **why)
{
	(void)why;
	return may(s, TRANSFER_ACCEPT);
}

static bool
may_refuse(struct screen *s, const char **why)
{
	(void)why;
	return may(s, TRANSFER_REFUSE);
}

static bool
may_withdraw(struct screen *s, const char **why)
{
	(void)why;
	return may(s, TRANSFER_WITHDRAW);
}

static bool
may_contact(struct screen *s, const char **why)
{
	(void)why;
	return may(s, TRANSFER_CONTACT);
}

static int
run_file(struct screen *s)
{
	screen_push(s, &screen_file, &of(s)->v.t.student);
	return SCREEN_USED;
}

static bool
may_file(struct screen *s, const char **why)
{
	const struct act_transfer *v = &of(s)->v;

	(void)why;
	return (v->who & TRANSFER_SENDER) != 0 ||
	       transfer_has_arrived(v->t.state);
}

static const struct screen_action actions[] = {
	{ N_("Accept the file"), N_("accept the file"), "jieshou js", TUI_F(4),
	    TUI_CTRL('T'), accept, may_accept },
	{ N_("Do not accept the file"), N_("do not accept"), "bujieshou bjs",
	    TUI_F(7), 0, refuse, may_refuse },
	{ N_("What happened"), N_("the file"), "jingguo jg", TUI_ENTER, 0,
	    run_file, may_file },
	{ N_("The first contact is made"), N_("we have met"), "jianguo jg",
	    TUI_F(8), TUI_CTRL('S'), contact, may_contact },
	{ N_("Take the file back"), NULL, "chehui ch", 0, 0, withdraw,
	    may_withdraw },
	{ .name = NULL },
};

static int
open_it(struct screen *s, const void *arg)
{
	struct transfer_screen *x = of(s);
	int r;

	x->id = *(const int64_t *)arg;
	if ((r = read_it(x)) != 0)
		return r;
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_STUDENT, x->v.t.student);
	return 0;
}

static void
close_it(struct screen *s)
{
	act_transfer_free(&of(s)->v);
}

const struct screen_ops screen_transfer = {
	.name = "transfer",
	.title = N_("A file on its way"),
	.words = "zhuandang zd",
	.help = N_("A student's file that goes to another school with the "
		   "child.\n"
		   "F4 accepts it: its keys are given only then, by a "
		   "colleague who has them. F7 does not, with a reason that "
		   "the sending school reads; the file stays there.\n"
		   "Who sent it on can take it back until it is accepted."),
	.size = sizeof(struct transfer_screen),
	.actions = actions,
	.open = open_it,
	.where = where,
	.draw = draw,
	.changed = changed,
	.close = close_it,
};
