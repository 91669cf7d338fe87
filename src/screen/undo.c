/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "act/actor.h"
#include "act/undo.h"
#include "base/err.h"
#include "base/lang.h"
#include "model/state.h"
#include "model/ticket.h"
#include "screen/consultation.h"
#include "screen/ticket.h"
#include "screen/undo.h"
#include "screen/warning.h"

/* The message of the deed still stands there: nothing has to be asked.  Later
 * the hand may mean something else. */
#define AT_ONCE_S 60

static const struct {
	enum store_topic shows; /* TOPIC_ALL: the screen does not say */
	const struct screen_ops *ops;
} kinds[UNDO_KINDS] = {
	[UNDO_TICKET] = { TOPIC_TICKET, &screen_call },
	[UNDO_WARNING] = { TOPIC_WARNING, &screen_warning },
	[UNDO_APPOINTMENT] = { TOPIC_ALL, &screen_consultation },
};

#define ABOUT 64

/* Which one it is, by its number. */
static void
about(const struct undo_deed *d, char to[ABOUT])
{
	long long id = (long long)d->object;

	switch (d->rule->kind) {
	case UNDO_TICKET:
		snprintf(to, ABOUT, _("ticket %lld"), id);
		break;
	case UNDO_WARNING:
		snprintf(to, ABOUT, _("warning %04lld"), id);
		break;
	default:
		snprintf(to, ABOUT, _("consultation %lld"), id);
	}
}

/* On the record that stands there; there being none of it, anywhere. */
static int
find(struct screen *s, struct act_undone *u)
{
	int r;

	for (int k = 0; k < UNDO_KINDS; k++) {
		if (s->shows == TOPIC_ALL || kinds[k].shows != s->shows)
			continue;
		r = act_undo_find(
		    screen_who(s), (enum undo_kind)k, s->shows_id, u);
		if (r != ERR_NOT_FOUND)
			return r;
	}
	return act_undo_find(screen_who(s), UNDO_TICKET, 0, u);
}

static bool
is_meant(struct screen *s, const struct undo_deed *d)
{
	char which[ABOUT], question[200];

	if (screen_now(s) - d->at <= AT_ONCE_S)
		return true;
	about(d, which);
	snprintf(question, sizeof(question), _("Take this back: %s, \"%s\"?"),
	    which, _(d->rule->words));
	return screen_confirm(s, question);
}

static void
open_record(struct screen *s, const struct undo_deed *d)
{
	const struct screen_ops *ops = kinds[d->rule->kind].ops;
	int64_t id = d->object;

	if (s->ops == ops && (s->shows == TOPIC_ALL || s->shows_id == id))
		return; /* it reads itself again */
	screen_push(s, ops, &id);
}

static int
take_back(struct screen *s)
{
	struct act_undone u;
	char which[ABOUT];
	int r;

	if ((r = find(s, &u)) != 0) {
		screen_fail(s, r);
		return SCREEN_USED;
	}
	if (!is_meant(s, &u.deed))
		return SCREEN_USED;
	r = act_undo(screen_who(s), u.deed.rule->kind, u.deed.object, &u);
	if (r != 0) {
		screen_fail(s, r);
		return SCREEN_USED;
	}
	open_record(s, &u.deed);
	about(&u.deed, which);
	screen_say(s, _("Taken back: %s, \"%s\". It stands as before."), which,
	    _(u.deed.rule->words));
	return SCREEN_USED;
}

void
screen_say_done(struct screen *s, const struct state_machine *m, int event,
    const char *words)
{
	const struct undo_rule *rule;
	char what[48];

	snprintf(
	    what, sizeof(what), "%s.%s", m->name, state_event_code(m, event));
	rule = undo_rule_of(what);
	if (rule != NULL && rule->never == NULL)
		screen_say(
		    s, _("%s Ctrl-R takes it back, for ten minutes."), words);
	else
		screen_say(s, "%s", words);
}

const struct screen_action screen_undo_actions[] = {
	{ N_("Take back what I did last"), NULL, "chehui ch", TUI_CTRL('R'),
	    TUI_F(11), take_back, NULL },
	{ .name = NULL },
};
