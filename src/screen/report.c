/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/draft.h"
#include "act/student.h"
#include "act/warning.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "later.h"
#include "model/permit.h"
#include "model/role.h"
#include "phones.h"
#include "report.h"
#include "screen/warning.h"

/* 5: a worry, in a minute.  Two fields are enough: who and what was seen.
 * After sending one reads who will look, and nothing more (K18). */

#define SEEN_ROWS 3

static struct report *
of(struct screen *s)
{
	return (struct report *)s;
}

/* --- drawing -------------------------------------------------------------- */

static const enum role post_roles[POST_COUNT] = {
	[POST_CLASS] = ROLE_CLASS_TEACHER,
	[POST_CARE] = ROLE_PSYCHOLOGY,
	[POST_GRADE] = ROLE_GRADE_HEAD,
	[POST_HEAD] = ROLE_CRISIS_HEAD,
	[POST_CENTRE] = ROLE_COUNSELLOR,
};

static void
draw_readers(struct report *p, struct tui_view v, int y)
{
	struct buf *b = buf_new();

	for (int i = 0; i < p->readers.n; i++)
		buf_add_f(b, "%s%s %s", i > 0 ? _(", ") : "",
		    _(role_words(post_roles[p->readers.looking[i].post])),
		    p->readers.looking[i].who.name);
	if (p->readers.n > 0)
		tui_text_f(v, y, 1, TUI_PLAIN,
		    _("Goes to: %s. You see when they look."), buf_text(b));
	else
		tui_text(v, y, 1, TUI_FAINT,
		    _("Goes to two people of the school; their names stand "
		      "here once you have named the student."));
	tui_text(v, y + 1, 1, TUI_FAINT,
	    _("The class and colleagues are not told; it stands in no mark "
	      "book."));
	buf_free(b);
}

static void
draw_receipt(struct report *p, struct tui_view v)
{
	struct buf *b = buf_new();

	tui_text(v, 1, 1, TUI_GOOD,
	    p->readers.n == 2 ? _("Delivered. Two teachers have yet to look.")
			      : _("Delivered."));
	for (int i = 0; i < p->readers.n; i++)
		tui_text_f(v, 3 + i, 3, TUI_PLAIN, "%s %s",
		    _(role_words(post_roles[p->readers.looking[i].post])),
		    p->readers.looking[i].who.name);
	tui_para(v, 4 + p->readers.n, 1, 4, TUI_PLAIN,
	    _("Thank you for speaking up. Those named take it from here; just "
	      "be with the child as usual."));
	buf_free(b);
}

/* The three stand in one column, whatever they are called. */
static void
draw_choice(
    struct report *p, struct tui_view v, int y, enum field f, const char *s)
{
	tui_text(v, y, 1, TUI_HEAD, s);
	tui_form_draw(&p->form, (int)f, v, y, 14, v.w - 15, NULL);
}

/* When it was, as it will be noted: words that are no time stay words. */
static void
draw_later(struct report *p, struct tui_view v, int y)
{
	int64_t now = screen_now(&p->screen), at = 0;
	struct buf *b = buf_new();

	(void)when_read(tui_field_text(p->when), now, &at);
	screen_later_words(now, at, now, p->paper, b);
	tui_text(v, y, 3, TUI_FAINT, buf_text(b));
	buf_free(b);
}

static void
draw(struct screen *s, struct tui_view v)
{
	struct report *p = of(s);

	if (p->sent) {
		draw_receipt(p, v);
		return;
	}
	tui_form_draw(&p->form, F_NAME, v, 0, 1, 32, _("Which student"));
	tui_text(v, 0, 35, TUI_PLAIN, p->class);
	tui_text(v, 1, 1, TUI_HEAD,
	    _("What you saw and heard (as it was; no need to judge)"));
	tui_form_draw_in(
	    &p->form, F_SEEN, tui_sub(v, 2, 3, SEEN_ROWS, v.w - 4));
	tui_form_draw(&p->form, F_WHEN, v, 5, 1, 34, _("When was it"));
	tui_form_draw(&p->form, F_WHERE, v, 5, 38, 30, _("Where was it"));
	draw_later(p, v, 6);
	tui_text(v, 7, 1, TUI_HEAD,
	    _("Is it like one of these (Space chooses; none is fine)"));
	tui_form_draw(&p->form, F_LIKE, v, 8, 3, v.w - 4, NULL);
	draw_choice(p, v, 11, F_SAFE, _("Safe now"));
	draw_choice(p, v, 12, F_FIRST, _("Seen first by"));
	draw_choice(p, v, 13, F_PARENTS, _("The parents"));
	if (p->parents.chosen == 2)
		tui_form_draw(
		    &p->form, F_REASON, v, 14, 3, v.w - 6, _("Because"));
	tui_form_draw(&p->form, F_DONE, v, 15, 1, v.w - 4, _("You have done"));
	draw_readers(p, v, 17);
}

static void
where(struct screen *s, struct screen_title *t)
{
	(void)s;
	buf_add_text(t->where, _("A worry to report"));
}

/* --- sending -------------------------------------------------------------- */

static bool
says_later(struct report *p, const struct observation_told *o)
{
	struct buf *names = buf_new();
	bool danger = observation_is_danger(o), yes;
	struct screen_later q = { .kind = WHEN_OBSERVATION,
		.event_at = o->event_at,
		.key = danger ? "warning.ack_danger" : "warning.ack",
		.paper = p->paper,
		.danger = danger };

	for (int i = 0; i < p->readers.n; i++)
		buf_add_f(names, "%s%s", i > 0 ? _(", ") : "",
		    p->readers.looking[i].who.name);
	q.who = buf_text(names);
	yes = screen_later_ask(&p->screen, &q);
	buf_free(names);
	return yes;
}

static int
send(struct report *p)
{
	struct screen *s = &p->screen;
	struct observation_told o;
	struct act_receipt got;
	int r;

	if (!report_resolve(p)) {
		tui_form_go(&p->form, F_NAME);
		screen_warn(s, "%s", _("Which student? Name first, please."));
		return ERR_INPUT;
	}
	report_told(p, &o);
	if (!says_later(p, &o))
		return ERR_INPUT;
	if ((r = act_observation_report(screen_who(s), &o, &got)) != 0) {
		if (r == ERR_INPUT && tui_area_len(p->seen) == 0)
			tui_form_go(&p->form, F_SEEN);
		return screen_fail(s, r);
	}
	p->readers = got;
	p->sent = true;
	s->form = NULL;
	s->hint = NULL;
	act_draft_drop(screen_who(s), REPORT_DRAFT, 0);
	return 0;
}

static int
send_it(struct screen *s)
{
	send(of(s));
	return SCREEN_USED;
}

/* Danger: sent as it stands, then whom to phone; the phone is faster. */
static int
send_danger(struct screen *s)
{
	struct report *p = of(s);
	struct actor *who = screen_who(s);

	p->danger = true;
	if (send(p) != 0)
		p->danger = false;
	screen_phones(s, who->n_posts > 0 ? who->posts[0].org : 0);
	return SCREEN_USED;
}

static int
ask_number(struct screen *s)
{
	screen_later_ask_number(s, of(s)->paper);
	screen_touch(s);
	return SCREEN_USED;
}

static bool
not_sent(struct screen *s, const char **why)
{
	(void)why;
	return !of(s)->sent;
}

static bool
is_sent(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->sent;
}

static int
go_back(struct screen *s)
{
	(void)s;
	return SCREEN_BACK;
}

/* The name has been left: who is it?  Asked once, not at each letter. */
static int
next_field(struct screen *s)
{
	struct report *p = of(s);

	if (p->form.at == F_NAME && !report_resolve(p))
		return SCREEN_USED;
	p->form.items[F_REASON].off = p->parents.chosen != 2;
	tui_form_key(&p->form, TUI_TAB);
	return SCREEN_USED;
}

static bool
at_name(struct screen *s, const char **why)
{
	(void)why;
	return !of(s)->sent && of(s)->form.at == F_NAME;
}

/* --- coming and going ----------------------------------------------------- */

static void
make_words(struct report *p)
{
	for (int i = 0; i < TRIGGER_COUNT; i++)
		p->like_words[i] =
		    observation_trigger_word((enum observation_trigger)i);
	for (int i = 0; i < 3; i++)
		p->safe_words[i] =
		    observation_safe_word((enum observation_safe)(i + 1));
	for (int i = 0; i < 4; i++)
		p->first_words[i] =
		    observation_first_word((enum observation_first)(i + 1));
	for (int i = 0; i < 3; i++)
		p->parents_words[i] =
		    observation_parents_word((enum observation_parents)(i + 1));
	p->like =
	    (struct tui_checks){ p->like_words, TRIGGER_COUNT, 0, 0, 4, false };
	p->safe = (struct tui_choice){ p->safe_words, 3, -1, 0, false };
	p->first = (struct tui_choice){ p->first_words, 4, -1, 0, false };
	p->parents = (struct tui_choice){ p->parents_words, 3, -1, 0, false };
}

static void
make_form(struct report *p)
{
	const struct tui_field_spec name = { .max = 96,
		.memory = screen_memory(&p->screen) };
	const struct tui_field_spec words = { .max = 240,
		.memory = screen_memory(&p->screen) };

	p->name = tui_field_new(&name);
	p->when = tui_field_new(&words);
	p->where = tui_field_new(&words);
	p->reason = tui_field_new(&words);
	p->done = tui_field_new(&words);
	p->seen = tui_area_new(ACT_TEXT_MAX, screen_memory(&p->screen));
	tui_form_field(&p->form, p->name);
	tui_form_area(&p->form, p->seen);
	tui_form_field(&p->form, p->when);
	tui_form_field(&p->form, p->where);
	tui_form_checks(&p->form, &p->like);
	tui_form_choice(&p->form, &p->safe);
	tui_form_choice(&p->form, &p->first);
	tui_form_choice(&p->form, &p->parents);
	tui_form_field(&p->form, p->reason);
	tui_form_field(&p->form, p->done);
	p->screen.form = &p->form;
}

static int
open_report(struct screen *s, const void *arg)
{
	struct report *p = of(s);
	struct act_student one;

	make_words(p);
	make_form(p);
	s->hint = N_("Two fields are enough: who, and what was seen.");
	if (arg == NULL)
		report_offer(p);
	else if (act_student_show(screen_who(s), *(const int64_t *)arg, &one) ==
		 0) {
		report_choose(p, one.s.id, one.s.name, one.class);
		tui_form_go(&p->form, F_SEEN);
	}
	return 0;
}

static void
close_report(struct screen *s)
{
	struct report *p = of(s);

	tui_field_free(p->name);
	tui_field_free(p->when);
	tui_field_free(p->where);
	tui_field_free(p->reason);
	tui_field_free(p->done);
	tui_area_free(p->seen);
}

static const struct screen_action actions[] = { { N_("Next field"), N_("go on"),
						    NULL, TUI_TAB, 0,
						    next_field, not_sent },
	{ N_("Find the student"), NULL, "zhaoxuesheng", TUI_ENTER, 0,
	    next_field, at_name },
	{ N_("Send"), N_("send"), "songchu sc", TUI_F(8), TUI_CTRL('S'),
	    send_it, not_sent },
	{ N_("Not safe: send and get people now"), N_("not safe"),
	    "buanquan jiaoren", TUI_F(9), TUI_CTRL('X'), send_danger,
	    not_sent },
	{ N_("It stood on a paper form"), NULL, "zhibiao bianhao zbbh",
	    TUI_F(6), 0, ask_number, not_sent },
	{ N_("Back to where you were"), N_("go back"), NULL, TUI_ENTER, 0,
	    go_back, is_sent },
	{ .name = NULL } };

const struct screen_ops screen_report = {
	.name = "report",
	.title = N_("A worry to report"),
	.words = "baoyijiandanxindeshi danxin dx",
	.help = N_("Which student, and what was seen: that is enough.\n"
		   "Tab goes on, Space chooses, F8 sends.\n"
		   "When it was: yesterday 14:30, 11-25 14:30, 2 h ago; words "
		   "do as well. F6 takes the number of a paper form.\n"
		   "F9: not safe; it is sent at once, and whom to phone is "
		   "shown.\nEsc keeps it as a draft."),
	.size = sizeof(struct report),
	.actions = actions,
	.open = open_report,
	.where = where,
	.draw = draw,
	.save = report_save,
	.close = close_report,
};

/* Whoever may say a word about some child of some school. */
bool
screen_report_may(struct actor *who)
{
	for (int i = 0; i < who->n_posts; i++) {
		const struct permit_on on = { .lft = who->posts[i].lft,
			.exact = true };

		if (permit_ask(who->posts, who->n_posts, CLASS_CARE, MAY_RAISE,
			&on, GROUND_NONE) == PERMIT_YES)
			return true;
	}
	return false;
}
