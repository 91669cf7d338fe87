/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "act/custody.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/profile.h"
#include "model/topic.h"
#include "screen/custody.h"
#include "screen/student.h"
#include "screen/ticket.h"
#include "screen/warning.h"
#include "when.h"

/* One request: who asks for what and why, how far it is, and what the person
 * looking at it may do.  A custodian sees no child's name. */
struct custody {
	struct screen screen;
	int64_t id;
	struct act_custody v;
	struct buf *reason, *answer;
	unsigned may; /* 1u << enum custody_event */
};

static struct custody *
of(struct screen *s)
{
	return (struct custody *)s;
}

static int
read_all(struct custody *x)
{
	const struct state_move *moves[CUSTODY_EVENTS];
	size_t n;
	int r;

	buf_clear(x->reason);
	buf_clear(x->answer);
	if ((r = act_custody_get(screen_who(&x->screen), x->id, &x->v,
		 x->reason, x->answer)) != 0)
		return r;
	x->may = 0;
	n = act_custody_actions(&x->v, moves, CUSTODY_EVENTS);
	for (size_t i = 0; i < n; i++)
		x->may |= 1u << moves[i]->on;
	return 0;
}

/* --- drawing ------------------------------------------------------------- */

#define LABEL 1
#define VALUE 12

static void
draw_what(struct custody *x, struct tui_view v)
{
	const struct custody_request *r = &x->v.row;
	char when[SCREEN_WHEN];
	int at = VALUE;

	screen_at(screen_now(&x->screen), r->asked_at, when);
	tui_text(v, 0, LABEL, TUI_HEAD, _("Opens"));
	if (r->kind == CUSTODY_TICKET)
		at += tui_text_f(v, 0, at, TUI_PLAIN, _("ticket %lld"),
		    (long long)r->object);
	else
		at += tui_text(
		    v, 0, at, TUI_PLAIN, _(custody_kind_words(r->kind)));
	tui_text_f(v, 0, at + 2, TUI_PLAIN, "%s  %s", x->v.org, x->v.about);
	tui_text(v, 1, LABEL, TUI_HEAD, _("For"));
	tui_text(v, 1, VALUE, TUI_PLAIN, x->v.beneficiary);
	tui_text(v, 2, LABEL, TUI_HEAD, _("Asked by"));
	tui_text_f(v, 2, VALUE, TUI_PLAIN, "%s  %s", x->v.asker, when);
}

static void
draw_custodian(struct custody *x, struct tui_view v, int y, const char *label,
    const char *name, int64_t at)
{
	bool over = x->v.row.state >= CUSTODY_REFUSED;
	char when[SCREEN_WHEN];

	screen_at(screen_now(&x->screen), at, when);
	tui_text(v, y, LABEL, TUI_HEAD, label);
	tui_text(v, y, VALUE, TUI_PLAIN, name);
	if (at != 0)
		tui_text_f(v, y, VALUE + 14, TUI_PLAIN, _("agreed, %s"), when);
	else if (!over)
		tui_text(v, y, VALUE + 14, TUI_FAINT, _("not agreed yet"));
}

/* Until when, and that the time is ours. */
static void
draw_time(struct custody *x, struct tui_view v, int y)
{
	const struct custody_request *r = &x->v.row;
	const char *key = custody_deadline(r->state);
	char due[SCREEN_WHEN];

	if (r->due_at == 0 || key == NULL)
		return;
	screen_due(screen_now(&x->screen), r->due_at, due);
	tui_text(v, y, LABEL, TUI_HEAD, _("Time"));
	tui_text_f(v, y, VALUE, TUI_PLAIN, "%s  %s", due,
	    profile_is_default(profile_default(), key)
		? _("(time limit: our default)")
		: "");
}

static int
draw_progress(struct custody *x, struct tui_view v, int y)
{
	const struct custody_request *r = &x->v.row;

	tui_text(v, y, LABEL, TUI_HEAD, _("How far"));
	tui_text(v, y, VALUE, TUI_PLAIN, _(custody_state_words(r->state)));
	draw_custodian(x, v, y + 1, _("First"), x->v.first, r->first_at);
	draw_custodian(x, v, y + 2, _("Second"), x->v.second, r->opened_at);
	draw_time(x, v, y + 3);
	return y + 4;
}

/* What the next key does, before it is pressed. */
static const char *
advice(const struct custody *x)
{
	bool brief = custody_facts(x->v.row.kind) != 0;

	if ((x->may & 1u << CUSTODY_AGREE) != 0)
		return x->v.row.state == CUSTODY_ASKED
			   ? _("When you agree, your layer is taken off; what "
			       "remains only the other custodian can open. You "
			       "read nothing of it yourself.")
			   : _("When you agree, it opens to the one it is for, "
			       "and to nobody else. You read nothing of it "
			       "yourself.");
	if ((x->v.who & (CUSTODY_FIRST | CUSTODY_SECOND)) != 0 &&
	    x->v.row.state <= CUSTODY_HALF)
		return _("The other custodian is asked here.");
	if ((x->may & 1u << CUSTODY_REVIEW) != 0)
		return _("It was opened because nobody of the circle could be "
			 "reached. Please look at it and sign; if it is still "
			 "open, it closes with that.");
	if ((x->v.who & CUSTODY_ASKER) != 0 && brief &&
	    x->v.row.state == CUSTODY_OPEN)
		return _("Open to you for reading only. Each look is "
			 "recorded, and the circle is told.");
	return "";
}

static void
custody_draw(struct screen *s, struct tui_view v)
{
	struct custody *x = of(s);
	int y;

	draw_what(x, v);
	tui_caret(v, 0, 0); /* where a screen reader begins */
	tui_text(v, 3, LABEL, TUI_HEAD, _("Why"));
	y = 3 + tui_para(v, 3, VALUE, 5, TUI_PLAIN,
		    buf_len(x->reason) > 0 ? buf_text(x->reason)
					   : _("(sealed to others)"));
	tui_rule(v, y);
	y = draw_progress(x, v, y + 1);
	if (buf_len(x->answer) > 0) {
		tui_text(v, y, LABEL, TUI_HEAD, x->v.decided);
		y += tui_para(v, y, VALUE, 3, TUI_PLAIN, buf_text(x->answer));
	}
	if (y + 1 < v.h)
		tui_para(v, y + 1, LABEL, v.h - y - 1, TUI_PLAIN, advice(x));
}

static void
custody_where(struct screen *s, struct screen_title *t)
{
	buf_add_f(t->where, _("Custody    request %lld"), (long long)of(s)->id);
}

/* --- doing --------------------------------------------------------------- */

/* SCREEN_BACK where it is nothing of theirs any more. */
static int
done(struct screen *s, int r, const char *words)
{
	if (screen_fail(s, r) == 0)
		screen_say(s, "%s", words);
	r = screen_fail(s, read_all(of(s)));
	return r == ERR_DENIED ? SCREEN_BACK : SCREEN_USED;
}

/* With a sentence, which stands there again until it is saved or left. */
static int
with_words(struct screen *s, const char *question,
    int (*act)(struct actor *who, int64_t id, const char *text, int64_t *audit),
    const char *words)
{
	struct buf *text = buf_new_in(screen_memory(s));
	int r = -1, used = SCREEN_USED;

	while (r != 0 && used == SCREEN_USED &&
	       screen_ask_about(
		   s, question, 0, NULL, ACT_CUSTODY_REASON_MAX, text)) {
		r = act(screen_who(s), of(s)->id, buf_text(text), NULL);
		used = done(s, r, words);
	}
	buf_free(text);
	return used;
}

static bool
may(struct screen *s, enum custody_event e)
{
	return (of(s)->may & 1u << e) != 0;
}

static bool
may_agree(struct screen *s, const char **why)
{
	(void)why;
	return may(s, CUSTODY_AGREE);
}

static int
agree(struct screen *s)
{
	if (!screen_confirm(s, _("Agree, and take off your layer?")))
		return SCREEN_USED;
	return done(s, act_custody_agree(screen_who(s), of(s)->id, NULL),
	    _("Thank you. It is recorded."));
}

static bool
may_refuse(struct screen *s, const char **why)
{
	(void)why;
	return may(s, CUSTODY_REFUSE);
}

static int
refuse(struct screen *s)
{
	return with_words(s, _("Why not? Who asked reads it."),
	    act_custody_refuse, _("Saved."));
}

static bool
may_review(struct screen *s, const char **why)
{
	(void)why;
	return may(s, CUSTODY_REVIEW);
}

static int
review(struct screen *s)
{
	static const char *const how[] = { N_("sign, nothing to add"),
		N_("sign, with a sentence") };
	const char *options[] = { _(how[0]), _(how[1]) };
	const char *thanks = _("Thank you. It is signed.");
	int at = screen_choose(
	    s, _("You have looked at what was opened, and why."), options, 2);

	if (at == 0)
		return done(s,
		    act_custody_review(screen_who(s), of(s)->id, NULL, NULL),
		    thanks);
	if (at == 1)
		return with_words(s, _("What is to be said about it?"),
		    act_custody_review, thanks);
	return SCREEN_USED;
}

static bool
may_withdraw(struct screen *s, const char **why)
{
	(void)why;
	return may(s, CUSTODY_WITHDRAW);
}

static int
withdraw(struct screen *s)
{
	if (!screen_confirm(s, _("Take the request back?")))
		return SCREEN_USED;
	return done(s, act_custody_withdraw(screen_who(s), of(s)->id, NULL),
	    _("Saved."));
}

static bool
may_end(struct screen *s, const char **why)
{
	(void)why;
	return may(s, CUSTODY_END);
}

static int
end(struct screen *s)
{
	if (!screen_confirm(s, _("Give it back now?")))
		return SCREEN_USED;
	return done(s, act_custody_close(screen_who(s), of(s)->id, NULL),
	    _("Closed again. The circle will look at it."));
}

static const struct screen_ops *const opens[CUSTODY_KINDS] = {
	[CUSTODY_CIRCLE] = &screen_circle,
	[CUSTODY_WARNING] = &screen_warning,
	[CUSTODY_FILE] = &screen_student,
	[CUSTODY_TICKET] = &screen_call,
};

static bool
may_open(struct screen *s, const char **why)
{
	const struct act_custody *v = &of(s)->v;

	(void)why;
	return (v->who & CUSTODY_ASKER) != 0 && opens[v->row.kind] != NULL &&
	       (v->row.state == CUSTODY_OPEN || v->row.state == CUSTODY_GIVEN);
}

static int
open_it(struct screen *s)
{
	const struct custody_request *r = &of(s)->v.row;

	screen_push(s, opens[r->kind], &r->object);
	return SCREEN_USED;
}

/* --- the screen ------------------------------------------------------------
 */

static int
custody_open(struct screen *s, const void *arg)
{
	struct custody *x = of(s);

	x->id = *(const int64_t *)arg;
	x->reason = buf_new_in(screen_memory(s));
	x->answer = buf_new_in(screen_memory(s));
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	return read_all(x);
}

static void
custody_changed(struct screen *s)
{
	int r = screen_is_locked(s) ? 0 : read_all(of(s));

	if (r != 0)
		screen_fail(s, r);
	if (r == ERR_DENIED)
		screen_leave(s);
}

static void
custody_lock(struct screen *s)
{
	buf_clear(of(s)->reason);
	buf_clear(of(s)->answer);
}

static void
custody_answer(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	custody_changed(s);
}

static void
custody_close(struct screen *s)
{
	buf_free(of(s)->reason);
	buf_free(of(s)->answer);
}

static const struct screen_action actions[] = {
	{ N_("Open it"), N_("open"), "dakai dk", TUI_F(2), TUI_CTRL('N'),
	    open_it, may_open },
	{ N_("Agree"), N_("agree"), "tongyi ty", TUI_F(4), TUI_CTRL('T'), agree,
	    may_agree },
	{ N_("Sign that you have looked at it"), N_("sign"), "qianzi qz",
	    TUI_F(4), TUI_CTRL('T'), review, may_review },
	{ N_("Do not agree"), N_("do not agree"), "bu tongyi bty", TUI_F(7), 0,
	    refuse, may_refuse },
	{ N_("Take the request back"), N_("take back"), "shouhui sh", TUI_F(7),
	    0, withdraw, may_withdraw },
	{ N_("Give it back before its time"), N_("give back"), "guanshang gs",
	    TUI_F(7), 0, end, may_end },
	{ .name = NULL },
};

const struct screen_ops screen_custody = {
	.name = "custody",
	.title = N_("A request to custody"),
	.words = "tuoguan tg",
	.help = N_("Two custodians agree one after the other; only then does "
		   "it open,\nto the one it is for. Neither of them reads "
		   "anything.\n"
		   "What was opened to save a child closes by itself, and "
		   "somebody\nof the circle looks at it afterwards and signs."),
	.size = sizeof(struct custody),
	.actions = actions,
	.open = custody_open,
	.where = custody_where,
	.draw = custody_draw,
	.changed = custody_changed,
	.beat = custody_changed,
	.lock = custody_lock,
	.unlock = custody_changed,
	.answer = custody_answer,
	.close = custody_close,
};
