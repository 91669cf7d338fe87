/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "act/approval.h"
#include "act/care.h"
#include "act/gate.h"
#include "base/buf.h"
#include "base/lang.h"
#include "screen/file.h"
#include "screen/gate.h"
#include "when.h"

/* The care ledger for the district's care system: asked for, agreed to,
 * fetched. */
struct care_screen {
	struct screen screen;
	struct act_care c;
};

static struct care_screen *
of(struct screen *s)
{
	return (struct care_screen *)s;
}

bool
screen_care_may(struct actor *who)
{
	return act_care_may(who);
}

static void
changed(struct screen *s)
{
	struct act_care c;
	int r = act_care_show(screen_who(s), &c);

	if (r != 0)
		screen_fail(s, r);
	else
		of(s)->c = c;
}

static const char *
state_words(const struct act_care *c)
{
	switch (c->state) {
	case CARE_ASKED:
		return _("waits for a second person");
	case CARE_AGREED:
		return _("may be fetched");
	case CARE_REFUSED:
		return _("not agreed to");
	default:
		return _("nothing is asked for");
	}
}

static void
draw(struct screen *s, struct tui_view v)
{
	const struct act_care *c = &of(s)->c;
	char when[SCREEN_WHEN];

	tui_text(v, 0, 1, TUI_TITLE, c->name);
	tui_text(v, 2, 1, TUI_HEAD, _("In it"));
	tui_text_f(v, 2, 16, TUI_PLAIN, _("students: %lld"), (long long)c->n);
	tui_text(v, 3, 1, TUI_HEAD, _("Stands"));
	tui_text(v, 3, 16, TUI_PLAIN, state_words(c));
	if (c->approval != 0) {
		screen_at(screen_now(s), c->asked_at, when);
		tui_text(v, 4, 1, TUI_HEAD, _("Asked by"));
		tui_text_f(v, 4, 16, TUI_PLAIN, "%s  %s", c->asker, when);
	}
	if (c->second[0] != '\0') {
		screen_at(screen_now(s), c->decided_at, when);
		tui_text(v, 5, 1, TUI_HEAD, _("Second person"));
		tui_text_f(v, 5, 16, TUI_PLAIN, "%s  %s", c->second, when);
	}
	tui_para(v, 7, 1, 5, TUI_FAINT,
	    _("A row for each student about whom a worry is open: number, "
	      "name, class, since when, how far the plan is, when somebody "
	      "talked last. Never what was said, how serious it is, or why. "
	      "Take it into the district's system, and keep no copy."));
	tui_caret(v, 0, 0);
}

static int
said(struct screen *s, int r, const char *words)
{
	if (r != 0)
		return screen_fail(s, r), SCREEN_USED;
	changed(s);
	screen_answer(s, of(s)->c.approval);
	screen_say(s, "%s", words);
	return SCREEN_USED;
}

static int
ask(struct screen *s)
{
	int64_t id;

	return said(s, act_care_ask(screen_who(s), &id),
	    _("Asked for. Once a second person has agreed, fetch it here."));
}

static bool
may_ask(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->c.may_ask;
}

static int
agree(struct screen *s)
{
	if (!screen_confirm(
		s, _("Agree, as the second person, that this is given out?")))
		return SCREEN_USED;
	return said(s,
	    act_approval_give(screen_who(s), of(s)->c.approval, NULL),
	    _("Saved."));
}

static int
refuse(struct screen *s)
{
	if (!screen_confirm(s, _("Not agree?")))
		return SCREEN_USED;
	return said(s,
	    act_approval_refuse(screen_who(s), of(s)->c.approval, NULL, NULL),
	    _("Saved."));
}

static bool
may_agree(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->c.may_agree;
}

static int
fetch(struct screen *s)
{
	const struct act_gate_ask get = {
		.purpose = GATE_CARE, .object = of(s)->c.approval, .copies = 1
	};

	screen_push(s, &screen_gate_wait, &get);
	return SCREEN_USED;
}

static bool
may_fetch(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->c.mine && of(s)->c.state == CARE_AGREED;
}

static const struct screen_action actions[] = {
	{ N_("Agree that it is given out"), N_("agree"), "tongyi ty", TUI_F(4),
	    TUI_CTRL('T'), agree, may_agree },
	{ N_("Do not agree"), N_("do not agree"), "bu tongyi bty", TUI_F(7), 0,
	    refuse, may_agree },
	{ N_("Fetch it"), N_("fetch it"), "quzou qz", TUI_F(4), TUI_CTRL('T'),
	    fetch, may_fetch },
	{ N_("Ask for the file"), N_("ask for it"), "tijiao tj", TUI_F(8),
	    TUI_CTRL('S'), ask, may_ask },
	{ .name = NULL },
};

static int
open_it(struct screen *s, const void *arg)
{
	int r = act_care_show(screen_who(s), &of(s)->c);

	(void)arg;
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	s->topics[s->n_topics++] =
	    STORE_TOPIC(TOPIC_PERSON, screen_who(s)->person);
	return r;
}

const struct screen_ops screen_care = {
	.name = "care",
	.title = N_("Care ledger for the district's system"),
	.words = "guanai taizhang gatz",
	.help = N_("The care ledger of your school as a file for the "
		   "district's care system.\n"
		   "F8 asks for it; the head of the crisis group or the "
		   "district agrees with F4; then who asked fetches it with "
		   "F4, within seven days."),
	.size = sizeof(struct care_screen),
	.actions = actions,
	.open = open_it,
	.draw = draw,
	.changed = changed,
};
