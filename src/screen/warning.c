/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "act/warning.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "consultation.h"
#include "model/topic.h"
#include "knock_line.h"
#include "phones.h"
#include "screen/consultation.h"
#include "screen/warning.h"
#include "warning_agree.h"
#include "warning_ask.h"
#include "warning_head.h"
#include "warning_later.h"
#include "warning_story.h"

/* 4b: one warning.  Its way with ^^^ under "now"; who has looked; what
 * happened; what this person may do next, and nothing else. */

struct detail {
	struct screen screen;
	int64_t id;
	struct act_warning *v; /* NULL while locked */
	struct warning_story story;
	struct buf *knocked; /* who was, and what came of it */
	size_t story_top;
	bool asking; /* a question stands: v is held still */
	int kept;    /* what a text kept for it was meant for, or -1 */
	struct warning_later later; /* the next step was earlier */
	struct tui_list actions;
};

static struct detail *
of(struct screen *s)
{
	return (struct detail *)s;
}

/* --- reading -------------------------------------------------------------- */

static void
forget(struct detail *d)
{
	warning_story_free(&d->story);
	act_warning_free(d->v);
	d->v = NULL;
}

static int
read_again(struct detail *d)
{
	struct act_warning *v;
	size_t at = d->actions.at;
	int r;

	if ((r = act_warning_show(screen_who(&d->screen), d->id, &v)) != 0)
		return r;
	forget(d);
	d->v = v;
	warning_story_read(&d->story, v, screen_now(&d->screen));
	screen_knock_line(&d->screen, KNOCK_OF_WARNING, d->id, d->knocked);
	tui_list_go(&d->actions, at);
	return 0;
}

static void
again(struct detail *d)
{
	int r = read_again(d);

	if (r != 0)
		screen_fail(&d->screen, r);
}

/* --- the lower part ------------------------------------------------------- */

static size_t
count_actions(void *data)
{
	struct detail *d = data;

	return d->v != NULL ? (size_t)d->v->n_actions : 0;
}

static void
draw_action(void *data, size_t i, struct tui_view line)
{
	struct detail *d = data;
	const struct act_action *a = &d->v->actions[i];
	int x;

	x = tui_text_f(line, 0, 1, a->missing != 0 ? TUI_FAINT : TUI_PLAIN,
	    "%d %s", (int)i + 1, _(warning_event_word(a->event)));
	if (a->missing != 0)
		tui_text_f(line, 0, x + 2, TUI_FAINT, _("(first: %s)"),
		    _(warning_need_word(a->missing)));
	else if (a->second != 0)
		tui_text(
		    line, 0, x + 2, TUI_FAINT, _("(a second person agrees)"));
}

static const struct tui_list_ops action_ops = { count_actions, draw_action,
	NULL };

static void
draw(struct screen *s, struct tui_view v)
{
	struct detail *d = of(s);
	int rest;

	if (d->v == NULL)
		return;
	if (!SEES(d->v, WAY)) {
		warning_hint_draw(d->v, buf_text(d->knocked), screen_now(s), v);
		return;
	}
	warning_head_draw(d->v, buf_text(d->knocked), screen_now(s), v);
	tui_rule(v, 7);
	tui_text(v, 8, 1, TUI_HEAD, _("What happened"));
	tui_right(v, 8, v.w, TUI_FAINT, _("newest first; F6 all of it"));
	rest = v.h - 9 - (d->v->n_actions < 4 ? d->v->n_actions : 4) - 1;
	warning_story_draw(
	    &d->story, d->story_top, tui_sub(v, 9, 0, rest, v.w));
	tui_text(v, 9 + rest, 1, TUI_HEAD, _("What can be done next"));
	tui_list_draw(
	    &d->actions, tui_sub(v, 10 + rest, 0, v.h - 10 - rest, v.w), true);
}

static void
where(struct screen *s, struct screen_title *t)
{
	struct detail *d = of(s);

	if (d->v == NULL)
		return;
	if (SEES(d->v, STATE))
		buf_add_f(t->where, _("Warning %04lld"), (long long)d->v->w.id);
	else
		buf_add_text(t->where, _("Following up"));
	buf_add_f(t->where, "  %s  %s", d->v->student, d->v->class);
}

/* --- doing ---------------------------------------------------------------- */

/* Somebody saved first: both texts side by side, and the person says.  Mine is
 * sent on the version of now; nothing is dropped here. */
static int
stale(struct detail *d, enum warning_event e, const struct act_step *f,
    struct act_stepped *done, int *choice)
{
	char what[ACT_WHY_MAX];
	const char *mine = f->text != NULL ? f->text : f->reason;
	struct actor *who = screen_who(&d->screen);

	mem_copy_text(what, sizeof(what), who->why);
	again(d);
	if (mine == NULL || d->v == NULL)
		return act_fail(who, ERR_STALE, "%s", what);
	*choice = screen_conflict(
	    &d->screen, what, mine, warning_story_newest(&d->story));
	if (*choice == SCREEN_LATER || *choice == SCREEN_THEIRS)
		return 0;
	again(d);
	return act_warning_step(who, d->id, d->v->w.version, e, f, done);
}

/* Is a text kept for it?  The cursor shows where. */
static void
find_kept(struct detail *d)
{
	enum warning_event e;
	const struct act_action *a;

	d->kept = -1;
	d->screen.hint = NULL;
	if (act_warning_kept(screen_who(&d->screen), d->id, &e) != 0)
		return;
	d->kept = (int)e;
	if ((a = warning_action_of(d->v, warning_kept_step(d->v, e))) == NULL)
		return;
	tui_list_go(&d->actions, (size_t)(a - d->v->actions));
	d->screen.hint = N_("What you wrote is kept: Enter goes on with it.");
}

/* What was kept for this step, or nothing; it goes when it has been sent. */
static const char *
offered(struct detail *d, enum warning_event e, struct buf *out)
{
	if (d->kept < 0 ||
	    warning_kept_step(d->v, (enum warning_event)d->kept) != e ||
	    act_warning_kept_open(screen_who(&d->screen), d->id,
		(enum warning_event)d->kept, out) != 0)
		return NULL;
	return buf_text(out);
}

/* Dealt with: kept no longer, neither as what was offered nor as a try that
 * failed. */
static void
drop_kept(struct detail *d, enum warning_event e, bool offered, bool failed)
{
	struct actor *who = screen_who(&d->screen);

	if (offered)
		act_warning_kept_drop(who, d->id, (enum warning_event)d->kept);
	if (failed)
		act_warning_kept_drop(who, d->id, e);
}

static int
noted_later(struct screen *s)
{
	warning_later_ask(s, &of(s)->later);
	return SCREEN_USED;
}

/* Asked, and sent; what could not be saved stands there when it is asked
 * again, until it is or the person leaves it. */
static void
send(struct detail *d, const struct act_action *a, const char *was,
    struct buf *text, struct buf *reason)
{
	struct act_step f = { .level = -1 };
	struct act_stepped done = { 0 };
	int choice = SCREEN_MINE, r;
	bool failed = false;

	while (warning_ask(&d->screen, d->v, a, &f, was, text, reason) &&
	       warning_later_says(&d->screen, d->v, a, &d->later, &f)) {
		r = act_warning_step(screen_who(&d->screen), d->id,
		    d->v->w.version, a->event, &f, &done);
		failed |= r != 0 && r != ERR_BUSY; /* which kept nothing */
		if (r == ERR_STALE)
			r = stale(d, a->event, &f, &done, &choice);
		if (choice == SCREEN_LATER)
			return;
		if (r == 0) {
			drop_kept(d, a->event, was != NULL, failed);
			d->later = (struct warning_later){ 0 };
			if (choice != SCREEN_THEIRS)
				warning_say_done(&d->screen, a->event, &done);
			return;
		}
		screen_fail(&d->screen, r);
		if (f.text == NULL && f.reason == NULL)
			return;
	}
	if (!failed) /* else it is kept in the store */
		warning_ask_left(&d->screen, a, text, reason);
}

static void
step(struct detail *d, struct act_action a)
{
	struct buf *text = buf_new_in(screen_memory(&d->screen));
	struct buf *reason = buf_new_in(screen_memory(&d->screen));
	struct buf *kept = buf_new_in(screen_memory(&d->screen));
	const char *was = offered(d, a.event, kept);

	d->asking = true;
	send(d, &a, was, text, reason);
	buf_free(text);
	buf_free(reason);
	buf_free(kept);
	d->asking = false;
	again(d);
	find_kept(d);
}

static int
do_action(struct screen *s, size_t i)
{
	struct detail *d = of(s);
	struct act_action a;

	if (d->v == NULL || i >= (size_t)d->v->n_actions)
		return SCREEN_PASS;
	a = d->v->actions[i];
	if (a.missing != 0)
		screen_warn(
		    s, _("First: %s."), _(warning_need_word(a.missing)));
	else
		step(d, a);
	return SCREEN_USED;
}

static bool
may_ack(struct screen *s, const char **why)
{
	(void)why;
	return warning_action_of(of(s)->v, WARNING_ACK) != NULL;
}

static bool
may_parents(struct screen *s, const char **why)
{
	(void)why;
	return warning_action_of(of(s)->v, WARNING_PARENTS) != NULL;
}

static int
run_event(struct screen *s, enum warning_event e)
{
	const struct act_action *a = warning_action_of(of(s)->v, e);

	if (a != NULL)
		step(of(s), *a);
	return SCREEN_USED;
}

static int
ack(struct screen *s)
{
	return run_event(s, WARNING_ACK);
}

static bool
may_agree(struct screen *s, const char **why)
{
	(void)why;
	return warning_pending_mine(of(s)->v) != NULL;
}

static int
agree(struct screen *s)
{
	struct detail *d = of(s);

	d->asking = true;
	warning_decide(s, d->v, warning_pending_mine(d->v));
	d->asking = false;
	again(d);
	return SCREEN_USED;
}

/* Who has a day of consultations may ask the student to one from here. */
static bool
may_book(struct screen *s, const char **why)
{
	const struct act_warning *v = of(s)->v;

	(void)why;
	return v != NULL && SEES(v, STATE) && warning_is_open(v->w.state) &&
	       screen_day_may(screen_who(s));
}

static int
book(struct screen *s)
{
	consultation_ask_student(s, of(s)->id);
	return SCREEN_USED;
}

static int
parents(struct screen *s)
{
	return run_event(s, WARNING_PARENTS);
}

static int
danger(struct screen *s)
{
	struct detail *d = of(s);
	int64_t school = d->v != NULL ? d->v->w.school : 0;

	run_event(s, WARNING_DANGER);
	screen_phones(s, school);
	return SCREEN_USED;
}

static int
phones(struct screen *s)
{
	struct detail *d = of(s);

	if (d->v != NULL)
		screen_knock_phone(s, KNOCK_OF_WARNING, d->id, d->v->w.school);
	return SCREEN_USED;
}

static int
all_of_it(struct screen *s)
{
	struct detail *d = of(s);
	struct buf *b = buf_new_in(screen_memory(s));

	warning_story_text(&d->story, b);
	screen_read(s, _("What happened"), buf_text(b));
	buf_free(b);
	return SCREEN_USED;
}

static int
key(struct screen *s, uint32_t k)
{
	struct detail *d = of(s);

	if (k >= '1' && k <= '9')
		return do_action(s, k - '1');
	if (k == TUI_ENTER)
		return do_action(s, d->actions.at);
	if (k == TUI_PGDN && d->story_top + 1 < d->story.n) {
		d->story_top++;
		return SCREEN_USED;
	}
	if (k == TUI_PGUP && d->story_top > 0) {
		d->story_top--;
		return SCREEN_USED;
	}
	return tui_list_key(&d->actions, k) == TUI_PASS ? SCREEN_PASS
							: SCREEN_USED;
}

/* --- coming and going ----------------------------------------------------- */

static int
open_detail(struct screen *s, const void *arg)
{
	struct detail *d = of(s);
	int r;

	d->id = *(const int64_t *)arg;
	d->knocked = buf_new();
	d->actions.ops = &action_ops;
	d->actions.data = d;
	s->shows = TOPIC_WARNING; /* its topic is listened to by it */
	s->shows_id = d->id;
	d->kept = -1;
	if ((r = read_again(d)) == 0)
		find_kept(d);
	return r;
}

/* While a question stands, what it is about stays as it was. */
static void
changed(struct screen *s)
{
	if (!of(s)->asking)
		again(of(s));
}

/* What was opened with the person's key is let go of; a question that stands
 * keeps its words until it is answered. */
static void
lock(struct screen *s)
{
	if (!of(s)->asking)
		forget(of(s));
}

static void
close_detail(struct screen *s)
{
	buf_free(of(s)->knocked);
	forget(of(s));
}

static const struct screen_action actions[] = {
	{ N_("Do what the cursor stands on"), N_("choose"), NULL, TUI_ENTER, 0,
	    NULL, NULL },
	{ N_("I have seen it"), N_("I have seen it"), "wozhidaole wzdl",
	    TUI_F(4), TUI_CTRL('T'), ack, may_ack },
	{ N_("Agree to it or not"), N_("agree or not"), "tongyi ty", TUI_F(4),
	    TUI_CTRL('T'), agree, may_agree },
	{ N_("Danger now, get help"), N_("danger!"), "yanxiaweixian jinji",
	    TUI_F(9), TUI_CTRL('X'), danger, NULL },
	{ N_("Ask the student to a talk"), N_("book a talk"),
	    "yue jianmian yjm", TUI_F(2), TUI_CTRL('N'), book, may_book },
	{ N_("Whom to phone about it"), N_("find a person"), "zhaoren zr",
	    TUI_F(5), TUI_CTRL('P'), phones, NULL },
	{ N_("Read all that happened"), N_("all that happened"),
	    "quanbujingguo qbjg", TUI_F(6), 0, all_of_it, NULL },
	{ N_("The parents: told, or not yet and why"), N_("the parents"),
	    "jiazhang jz", TUI_F(7), 0, parents, may_parents },
	{ N_("The next step was earlier"), NULL, "zaoxieshihou bulu bl",
	    TUI_F(8), 0, noted_later, NULL },
	{ .name = NULL }
};

const struct screen_ops screen_warning = {
	.name = "warning",
	.title = N_("A warning"),
	.words = "yujing yj",
	.help = N_("Above: how far it is and who has looked.\n"
		   "Below: what you may do now, by digit or Enter.\n"
		   "PgUp and PgDn turn what happened; F6 shows all of it."),
	.size = sizeof(struct detail),
	.actions = actions,
	.open = open_detail,
	.where = where,
	.draw = draw,
	.key = key,
	.changed = changed,
	.lock = lock,
	.unlock = changed,
	.close = close_detail,
};
