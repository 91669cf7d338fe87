/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "act/approval.h"
#include "act/package.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/gate.h"
#include "when.h"

/* One package: to whom, about whom, what is in it; agreed to, fetched,
 * accounted for. */
struct one {
	struct screen screen;
	struct act_package v;
};

static struct one *
of(struct screen *s)
{
	return (struct one *)s;
}

static int
read_it(struct one *x, int64_t id)
{
	return act_package_show(screen_who(&x->screen), id, &x->v);
}

static void
read_again(struct screen *s)
{
	int r = read_it(of(s), of(s)->v.p.id);

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

static const char *
words(enum package_list l, int i)
{
	return _(package_words(l, i));
}

static int
draw_items(const struct package *p, struct tui_view v, int y)
{
	tui_text(v, y, 1, TUI_HEAD, _("In it"));
	for (int i = 0; i < PACKAGE_ITEMS; i++)
		if ((p->items & 1u << i) != 0)
			tui_text(
			    v, y++, 16, TUI_PLAIN, words(PACKAGE_LIST_ITEM, i));
	return y;
}

static void
draw_state(const struct one *x, struct tui_view v, int y)
{
	const struct package *p = &x->v.p;
	int64_t now = screen_now(&((struct one *)(uintptr_t)x)->screen);
	char when[SCREEN_WHEN];
	char text[160];

	line(v, y, _("Stands"), _(package_stands(p, now)));
	if (p->agreed_by != 0) {
		screen_at(now, p->agreed_at, when);
		snprintf(text, sizeof(text), "%s  %s", x->v.agreer, when);
		line(v, y + 1, _("Agreed to by"), text);
	}
	if (p->fetches > 0) {
		screen_at(now, p->fetched_at, when);
		snprintf(text, sizeof(text), _("%d times, the last %s"),
		    p->fetches, when);
		line(v, y + 2, _("Fetched"), text);
	}
	if (p->due != 0) {
		snprintf(text, sizeof(text), "%04d-%02d-%02d  %s",
		    p->due / 10000, p->due / 100 % 100, p->due % 100,
		    x->v.late ? _("overdue")
			      : words(PACKAGE_LIST_OUTCOME, (int)p->outcome));
		line(v, y + 3, _("Back by"), text);
	}
}

static void
one_draw(struct screen *s, struct tui_view v)
{
	const struct act_package *a = &of(s)->v;
	const struct package *p = &a->p;
	char text[400];
	int y;

	snprintf(text, sizeof(text), "%s  %s", p->number,
	    words(PACKAGE_LIST_MEDIUM, (int)p->medium));
	line(v, 0, _("Package number"), text);
	snprintf(
	    text, sizeof(text), "%s  %s  %s", a->student, a->class, a->school);
	line(v, 1, _("About"), text);
	snprintf(text, sizeof(text), "%s (%s)", p->name,
	    words(PACKAGE_LIST_RECEIVER, (int)p->receiver));
	line(v, 2, _("To"), text);
	line(v, 3, _("What for"), words(PACKAGE_LIST_PURPOSE, (int)p->purpose));
	line(v, 4, _("Ground"), words(PACKAGE_LIST_GROUND, (int)p->ground));
	line(v, 5, _("Made by"), a->maker);
	y = draw_items(p, v, 7);
	draw_state(of(s), v, y + 1);
	tui_caret(v, 0, 0);
}

static void
one_where(struct screen *s, struct screen_title *t)
{
	buf_add_f(t->where, "%s    %s", _("Package"), of(s)->v.p.number);
}

/* --- doing -----------------------------------------------------------------
 */

static int
said(struct screen *s, int r)
{
	if (r != 0)
		return screen_fail(s, r), SCREEN_USED;
	screen_answer(s, of(s)->v.p.id);
	read_again(s);
	screen_say(s, "%s", _("Saved."));
	return SCREEN_USED;
}

static int
agree(struct screen *s)
{
	if (!screen_confirm(
		s, _("Agree, as the second person, that this is given out?")))
		return SCREEN_USED;
	return said(
	    s, act_approval_give(screen_who(s), of(s)->v.approval, NULL));
}

static int
refuse(struct screen *s)
{
	if (!screen_confirm(s, _("Not agree?")))
		return SCREEN_USED;
	return said(s,
	    act_approval_refuse(screen_who(s), of(s)->v.approval, NULL, NULL));
}

static bool
may_agree(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->v.approval != 0;
}

static int
fetch(struct screen *s)
{
	const struct act_gate_ask ask = {
		.purpose = GATE_PACKAGE, .object = of(s)->v.p.id, .copies = 1
	};

	screen_push(s, &screen_gate_wait, &ask);
	return SCREEN_USED;
}

static bool
may_fetch(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->v.may_fetch;
}

/* Shown once, and let go of. */
static int
new_pass(struct screen *s)
{
	char pass[PACKAGE_PASS_MAX];
	int r;

	if (!screen_confirm(s,
		_("Another passphrase? What was fetched before keeps the old "
		  "one.")))
		return SCREEN_USED;
	if ((r = act_package_pass(screen_who(s), of(s)->v.p.id, pass)) != 0)
		return screen_fail(s, r), SCREEN_USED;
	screen_read(s,
	    _("The passphrase: tell it by telephone; it is shown this once"),
	    pass);
	explicit_bzero(pass, sizeof(pass));
	return SCREEN_USED;
}

static bool
may_pass(struct screen *s, const char **why)
{
	return of(s)->v.p.medium == PACKAGE_ZIP && may_fetch(s, why);
}

static int
came_back(struct screen *s)
{
	const char *options[PACKAGE_OUTCOMES - 1];
	int i;

	for (i = 1; i < PACKAGE_OUTCOMES; i++)
		options[i - 1] = words(PACKAGE_LIST_OUTCOME, i);
	i = screen_choose(
	    s, _("What became of the copy?"), options, PACKAGE_OUTCOMES - 1);
	if (i < 0)
		return SCREEN_USED;
	return said(s, act_package_note(screen_who(s), of(s)->v.p.id,
			   (enum package_outcome)(i + 1), NULL));
}

static bool
is_out(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->v.mine && package_is_out(&of(s)->v.p);
}

static int
one_open(struct screen *s, const void *arg)
{
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	s->topics[s->n_topics++] =
	    STORE_TOPIC(TOPIC_PERSON, screen_who(s)->person);
	return read_it(of(s), *(const int64_t *)arg);
}

static void
one_close(struct screen *s)
{
	explicit_bzero(&of(s)->v, sizeof(of(s)->v));
}

static const struct screen_action actions[] = {
	{ N_("Agree that it is given out"), N_("agree"), "tongyi ty", TUI_F(4),
	    TUI_CTRL('T'), agree, may_agree },
	{ N_("Do not agree"), N_("do not agree"), "bu tongyi bty", TUI_F(7), 0,
	    refuse, may_agree },
	{ N_("Fetch it"), N_("fetch it"), "quzou qz", TUI_F(4), TUI_CTRL('T'),
	    fetch, may_fetch },
	{ N_("Another passphrase"), NULL, "huan kouling hkl", 0, 0, new_pass,
	    may_pass },
	{ N_("Note what became of the copy"), N_("it came back"), "huanhui hh",
	    TUI_F(8), TUI_CTRL('S'), came_back, is_out },
	{ .name = NULL },
};

const struct screen_ops screen_package = {
	.name = "package",
	.title = N_("Package"),
	.words = "cailiao cl",
	.help = N_("What is given out about a student, to whom and on which "
		   "ground.\n"
		   "A second person agrees with F4; then who made it fetches "
		   "it with F4, within seven days, five times at most.\n"
		   "The passphrase goes by telephone, never with the file."),
	.size = sizeof(struct one),
	.actions = actions,
	.open = one_open,
	.where = one_where,
	.draw = one_draw,
	.changed = read_again,
	.close = one_close,
};
