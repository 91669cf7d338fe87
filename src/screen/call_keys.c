/* SPDX-License-Identifier: Apache-2.0 */
/* What can be done with a ticket, and by which key. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/watch.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "call.h"
#include "screen/custody.h"
#include "screen/student.h"

static bool
may_write(struct screen *s, const char **why)
{
	(void)why;
	return call_of(s)->v.head.may_write;
}

/* Is the move in the table for this person, whatever it still needs? */
static bool
may_move(struct screen *s, int event)
{
	const struct act_ticket *t = &call_of(s)->v.head;

	return state_check(&ticket_machine, t->row.state, event, t->facts,
		   t->who, ~0u, 0, NULL) == 0;
}

static bool
may_danger(struct screen *s, const char **why)
{
	(void)why;
	return may_move(s, TICKET_DANGER);
}

static int
do_danger(struct screen *s)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_DANGER);
	struct call *c = call_of(s);

	if (call_save(s) != 0 || call_step(c, &d) != 0)
		return SCREEN_USED;
	tui_form_go(&c->form, CALL_STEPS);
	screen_warn(s, "%s",
	    _("Stay with them, do not hang up. The shift lead is coming"
	      " in."));
	return SCREEN_USED;
}

/* To the first question without an answer; in danger there and back. */
static int
do_questions(struct screen *s)
{
	static const int items[ASK_COUNT] = { CALL_THOUGHTS, CALL_STRENGTH,
		CALL_HOPELESS, CALL_DANGER };
	struct call *c = call_of(s);
	enum ticket_question q;

	if (c->v.head.row.danger)
		c->asking = !c->asking;
	call_save(s);
	call_arrange(c);
	q = ticket_answers_next(&c->v.answers);
	if (!call_is_danger(c))
		tui_form_go(&c->form, q < ASK_COUNT ? items[q] : CALL_NOTES);
	else
		tui_form_go(&c->form, CALL_STEPS);
	return SCREEN_USED;
}

static bool
may_ask(struct screen *s, const char **why)
{
	return may_move(s, TICKET_ASK) && !call_may_take_over(s, why) &&
	       !call_may_swap(s, why);
}

/* F5 has another meaning by then. */
static bool
may_ask_more(struct screen *s, const char **why)
{
	return may_move(s, TICKET_ASK) && !may_ask(s, why);
}

/* The leads first; another operator when none of them can come. */
static int
do_ask(struct screen *s)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_ASK);
	struct act_colleague all[8];
	const char *options[9];
	struct call *c = call_of(s);
	int n, at;

	if (act_ticket_colleagues(screen_who(s), all, 8, &n) != 0)
		return SCREEN_USED;
	options[0] = _("whoever leads the shift");
	for (int i = 0; i < n; i++)
		options[i + 1] = all[i].name;
	at = screen_choose(s, _("Whom to ask in?"), options, n + 1);
	if (at < 0)
		return SCREEN_USED;
	d.person = at > 0 ? all[at - 1].person : 0;
	if (call_save(s) == 0 && call_step(c, &d) == 0)
		screen_say(s, "%s",
		    _("Asked. What you write can be read along from now on."));
	return SCREEN_USED;
}

static bool
has_maybe(struct screen *s, const char **why)
{
	(void)why;
	return call_of(s)->v.n_maybe > 0;
}

/* The earlier one, to read. */
static bool
may_look_back(struct screen *s, const char **why)
{
	return !call_is_danger(call_of(s)) && has_maybe(s, why);
}

static bool
may_look_in_danger(struct screen *s, const char **why)
{
	return call_is_danger(call_of(s)) && has_maybe(s, why);
}

static bool
may_unmask(struct screen *s, const char **why)
{
	return call_is_danger(call_of(s)) && may_write(s, why);
}

static int
do_look_back(struct screen *s)
{
	struct call *c = call_of(s);
	int64_t other = c->v.maybe[0].ticket;
	struct act_ticket_view v;
	struct buf *b;
	int r;

	if ((r = act_ticket_look_back(screen_who(s), c->id, other)) != 0 ||
	    (r = act_ticket_view(screen_who(s), other, &v)) != 0) {
		screen_fail(s, r);
		return SCREEN_USED;
	}
	b = buf_new_in(screen_memory(s));
	for (size_t i = 0; i < v.n_said; i++) {
		char at[6];

		call_clock(v.said[i].event_at, at);
		buf_add_f(
		    b, "%s %s\n%s\n\n", at, v.said[i].name, v.said[i].text);
	}
	screen_read(s, _("The call before; it was noted that you looked."),
	    buf_text(b));
	buf_free(b);
	act_ticket_view_free(&v);
	return SCREEN_USED;
}

static int
judge(struct screen *s,
    int (*fn)(struct actor *, int64_t, int64_t, struct act_ticket *),
    const char *told)
{
	struct call *c = call_of(s);
	struct act_ticket t;
	int64_t other = c->v.maybe[0].ticket;
	int r;

	if ((r = fn(screen_who(s), c->id, other, &t)) != 0)
		screen_fail(s, r);
	else
		screen_say(s, "%s", told);
	call_read(c);
	return SCREEN_USED;
}

static int
do_differ(struct screen *s)
{
	if (call_is_danger(call_of(s)))
		return call_not_guardian(s);
	return judge(s, act_ticket_differ,
	    _("Somebody else; \"ticket undo\" takes it back."));
}

static bool
may_differ(struct screen *s, const char **why)
{
	return call_is_danger(call_of(s)) ? may_write(s, why)
					  : has_maybe(s, why);
}

static bool
may_look_after(struct screen *s, const char **why)
{
	(void)why;
	return call_of(s)->was_opened;
}

static bool
may_same(struct screen *s, const char **why)
{
	(void)why;
	return call_of(s)->v.n_maybe > 0 && !call_of(s)->v.maybe[0].confirmed;
}

static int
do_same(struct screen *s)
{
	return judge(s, act_ticket_same, _("The same caller."));
}

static bool
may_undo(struct screen *s, const char **why)
{
	(void)why;
	return call_of(s)->v.n_maybe > 0 && call_of(s)->v.maybe[0].confirmed;
}

static int
do_undo(struct screen *s)
{
	return judge(s, act_ticket_undo, _("Taken back."));
}

static int
do_write(struct screen *s)
{
	if (call_write(call_of(s)) == 0)
		screen_say(s, "%s", _("Saved."));
	return SCREEN_USED;
}

/* --- the student they speak of ---------------------------------------------
 */

int
call_find(struct screen *s)
{
	struct call *c = call_of(s);

	call_save(s);
	c->pick = (struct screen_pick){ .ticket = c->id };
	screen_push(s, &screen_find, &c->pick);
	return SCREEN_USED;
}

/* Found exactly: link, and in danger the school hears of it at once. */
void
call_answer(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	struct call *c = call_of(s);
	struct act_ticket t;
	int64_t warning;
	int r;

	if (from != &screen_find || answer == 0)
		return;
	r = act_ticket_link(screen_who(s), c->id, answer,
	    (enum permit_ground)c->pick.ground, c->pick.why, &warning, &t);
	if (r != 0)
		screen_fail(s, r);
	else if (warning != 0)
		screen_say(s, "%s", _("Linked; the school has been told."));
	else
		screen_say(s, "%s",
		    _("Linked. In danger the school is told at once; else by"
		      " F8, 6."));
	call_read(c);
}

/* A word of a list, by digit. */
static int
pick(struct screen *s, const char *question, const struct ticket_word *list,
    int *value)
{
	const char *options[9];
	int n = 0, at;

	for (; n < 9 && list[n].code != NULL; n++)
		options[n] = _(list[n].words);
	if ((at = screen_choose(s, question, options, n)) >= 0)
		*value = at;
	return at;
}

static int
put_sheet(struct call *c, struct ticket_sheet *sheet)
{
	struct act_ticket t;
	int r;

	r = act_ticket_sheet(screen_who(&c->screen), c->id, sheet, &t);
	if (r != 0)
		screen_fail(&c->screen, r);
	call_read(c);
	return SCREEN_USED;
}

static int
do_caller(struct screen *s)
{
	struct call *c = call_of(s);
	struct ticket_sheet sheet;

	call_save(s);
	sheet = c->v.sheet;
	if (pick(s, _("Who is calling?"), ticket_callers, &sheet.caller) < 0 ||
	    pick(s, _("Of whom do they speak?"), ticket_abouts, &sheet.about) <
		0)
		return SCREEN_USED;
	return put_sheet(c, &sheet);
}

static int
do_number(struct screen *s)
{
	struct call *c = call_of(s);
	struct ticket_sheet sheet;
	struct buf *b = buf_new_in(screen_memory(s));

	call_save(s);
	sheet = c->v.sheet;
	if (screen_ask_with(s, _("Their number; only its end is shown"),
		sheet.number, SHEET_NUMBER_MAX - 1, b)) {
		mem_copy_text(sheet.number, sizeof(sheet.number), buf_text(b));
		put_sheet(c, &sheet);
	}
	buf_free(b);
	return SCREEN_USED;
}

/* Question 3 asks whether; from where is one more key, and kept with it. */
static bool
may_harm(struct screen *s, const char **why)
{
	const struct ticket_answers *a = &call_of(s)->v.answers;

	return may_write(s, why) && a->given[ASK_DANGER] &&
	       a->value[ASK_DANGER] >= DANGER_UNSURE;
}

static int
do_harm(struct screen *s)
{
	struct call *c = call_of(s);
	const struct ticket_answers *a = &c->v.answers;
	const char *options[9];
	struct act_ticket t;
	char text[9][80];
	int n = 0, at, r;

	call_save(s);
	for (; n < 9 && ticket_harms[n].code != NULL; n++) {
		snprintf(text[n], sizeof(text[n]), "[%c] %s",
		    (a->harm & 1u << n) != 0 ? 'x' : ' ',
		    _(ticket_harms[n].words));
		options[n] = text[n];
	}
	at = screen_choose(s, _("From where is the danger?"), options, n);
	if (at < 0)
		return SCREEN_USED;
	r = act_ticket_answer(screen_who(s), c->id, ASK_DANGER,
	    a->value[ASK_DANGER], a->harm ^ 1u << at, 0, &t);
	if (r != 0)
		screen_fail(s, r);
	call_read(c);
	return SCREEN_USED;
}

/* Whoever leaves writes it; whoever accepts it by name has the ticket. */
static int
do_watch(struct screen *s)
{
	struct buf *b = buf_new_in(screen_memory(s));
	int64_t id, audit;
	int r = -1;

	while (
	    r != 0 && screen_ask(s, _("One line for whoever comes next"), b)) {
		r = act_watch_add(
		    screen_who(s), call_of(s)->id, buf_text(b), 0, &id, &audit);
		if (screen_fail(s, r) == 0)
			screen_say(s, "%s", _("Saved."));
	}
	buf_free(b);
	return SCREEN_USED;
}

static bool
may_calm(struct screen *s, const char **why)
{
	(void)why;
	return may_move(s, TICKET_CALM);
}

static int
do_calm(struct screen *s)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_CALM);
	struct buf *b = buf_new_in(screen_memory(s));
	int r = -1;

	while (r != 0 && screen_ask(s, _("Why is there no danger?"), b)) {
		d.reason = buf_text(b);
		r = call_step(call_of(s), &d);
	}
	buf_free(b);
	return SCREEN_USED;
}

static int
do_glass(struct screen *s)
{
	screen_custody_ask(s, CUSTODY_TICKET, call_of(s)->id);
	return SCREEN_USED;
}

static bool
may_glass(struct screen *s, const char **why)
{
	(void)why;
	return call_of(s)->may_ask;
}

const struct screen_action call_actions[] = {
	{ N_("Stamp this step"), N_("note the time"), NULL, TUI_ENTER, 0, NULL,
	    call_at_steps },
	{ N_("How this step was done"), N_("change how"), NULL, TUI_SPACE, 0,
	    NULL, call_at_steps },
	{ N_("Danger, get help"), N_("danger"), "weixian wx jinji jj", TUI_F(9),
	    TUI_CTRL('X'), do_danger, may_danger },
	{ N_("The three questions"), N_("questions"), "sanwen sw", TUI_F(4),
	    TUI_CTRL('T'), do_questions, may_write },
	{ N_("Take this call over"), N_("take over"), "jieguolai jgl huanshou",
	    TUI_F(5), TUI_CTRL('P'), call_take_over, call_may_take_over },
	{ N_("Change places with the lead"), N_("change places"), "huanshou hs",
	    TUI_F(5), TUI_CTRL('P'), call_swap, call_may_swap },
	{ N_("Home phone and address"), N_("home phone"), "jiali dianhua jldh",
	    TUI_F(6), 0, call_unmask, may_unmask },
	{ N_("Ask the shift lead in"), N_("ask lead in"),
	    "qing zhibanzhang qzbz", TUI_F(5), TUI_CTRL('P'), do_ask, may_ask },
	{ N_("Ask one more in"), NULL, "zai qing yiwei zqyw", 0, 0, do_ask,
	    may_ask_more },
	{ N_("End of the call"), N_("end"), "tonghua jieshu thjs", TUI_F(8),
	    TUI_CTRL('S'), call_end, call_may_end },
	{ N_("What comes next: hand over, follow up, or it is over"),
	    N_("what next"), "jiexialai jxl", TUI_F(8), TUI_CTRL('S'), call_end,
	    call_may_go_on },
	{ N_("Find the student they speak of"), N_("find student"),
	    "zhao xuesheng zxs", TUI_F(3), TUI_CTRL('F'), call_find,
	    may_write },
	{ N_("Look at the call before; it is noted"), NULL, "kan shangci ksc",
	    TUI_F(6), 0, do_look_back, may_look_back },
	{ N_("Look at the call before, in danger"), NULL, "kan shangci ksc", 0,
	    0, do_look_back, may_look_in_danger },
	{ N_("Not the same caller; in danger: not the guardian yet"), NULL,
	    "butong yigeren btygr", TUI_F(7), 0, do_differ, may_differ },
	{ N_("It is the same caller"), NULL, "tongyigeren tygr", 0, 0, do_same,
	    may_same },
	{ N_("Take back \"the same caller\""), NULL, "shouhui sh", 0, 0,
	    do_undo, may_undo },
	{ N_("The opened home: why, and what the review found"), NULL,
	    "fuhe jieguo fhjg", 0, 0, call_unmask_after, may_look_after },
	{ N_("I have looked: no danger"), NULL, "meiyou weixian mywx", 0, 0,
	    do_calm, may_calm },
	{ N_("From where the danger is: themselves, others, the guardian"),
	    NULL, "weixian laizi wxlz", 0, 0, do_harm, may_harm },
	{ N_("Who is calling, about whom"), NULL, "laidianren ldr", 0, 0,
	    do_caller, may_write },
	{ N_("Their number"), NULL, "dianhua haoma dhhm", 0, 0, do_number,
	    may_write },
	{ N_("A caller to watch: one line"), NULL, "xie liuxin xlx", 0, 0,
	    do_watch, may_write },
	{ N_("Save this as an entry"), NULL, "cun jilu cjl", 0, 0, do_write,
	    may_write },
	{ N_("Break-glass: open it to save a child"), NULL, "jinji chayue jjcy",
	    0, 0, do_glass, may_glass },
	{ .name = NULL },
};
