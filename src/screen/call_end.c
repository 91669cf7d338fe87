/* SPDX-License-Identifier: Apache-2.0 */
/* F8: how a call ends.  What is typed is saved first, whatever is chosen. */
#include <string.h>

#include "act/actor.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "call.h"
#include "screen/undo.h"

/* The ways out, in the order of their digits (5: nothing was asked). */
static const struct way {
	int event;
	const char *words;
} ways[] = {
	{ TICKET_CLOSE, N_("answered, nothing to follow") },
	{ TICKET_FOLLOW, N_("follow up: we call again") },
	{ TICKET_APPOINT, N_("ask for an appointment") },
	{ TICKET_HAND_OVER, N_("hand over") },
	{ TICKET_MAKE_VOID, N_("wrong number, silent or prank") },
	{ TICKET_SCHOOL, N_("tell the school (a student is linked)") },
	{ TICKET_END, N_("the call is over, the rest I write later") },
};

/* After the call: what can be done with a ticket to follow up. */
static const struct way after[] = {
	{ TICKET_CALLED, N_("note a call-back") },
	{ TICKET_CLOSE, N_("close") },
	{ TICKET_RECEIPT, N_("they have received it") },
	{ TICKET_FEEDBACK, N_("note their feedback and close") },
	{ TICKET_REOPEN, N_("open again") },
};

/* In danger a call does not end as others do: only what the table has. */
static bool
leads_on(const struct call *c, int event)
{
	const struct act_ticket *t = &c->v.head;

	return state_check(&ticket_machine, t->row.state, event, t->facts,
		   t->who, ~0u, 0, NULL) == 0;
}

bool
call_may_end(struct screen *s, const char **why)
{
	const struct act_ticket *t = &call_of(s)->v.head;

	(void)why;
	return t->may_write && t->row.state != TICKET_EMERGENCY;
}

bool
call_may_go_on(struct screen *s, const char **why)
{
	const struct call *c = call_of(s);

	(void)why;
	if (!c->v.head.may_write || c->v.head.row.state != TICKET_EMERGENCY)
		return false;
	for (size_t i = 0; i < nitems(ways); i++)
		if (leads_on(c, ways[i].event))
			return true;
	return false;
}

/* All of them in a calm call, so that a digit is always the same way; why one
 * cannot be gone is said when it is chosen.  In danger the few there are. */
static int
choose_way(struct call *c, const struct way *list, int n, int *event)
{
	const char *options[9];
	int events[9], k = 0, at;

	for (int i = 0; i < n; i++) {
		if (c->v.head.row.state == TICKET_EMERGENCY &&
		    !leads_on(c, list[i].event))
			continue;
		events[k] = list[i].event;
		options[k++] = _(list[i].words);
	}
	at = screen_choose(&c->screen,
	    c->v.head.row.state == TICKET_EMERGENCY ? _("What comes next?")
						    : _("How does it end?"),
	    options, k);
	if (at >= 0)
		*event = events[at];
	return at;
}

static int
choose_word(struct call *c, const char *question,
    const struct ticket_word *list, int *value)
{
	const char *options[9];
	int n = 0;

	for (; n < 9 && list[n].code != NULL; n++)
		options[n] = _(list[n].words);
	*value = screen_choose(&c->screen, question, options, n);
	return *value;
}

static bool
needs(const struct call *c, int event, unsigned need)
{
	const struct act_ticket *t = &c->v.head;
	const struct state_move *m =
	    state_find(&ticket_machine, t->row.state, event, t->facts);

	return m != NULL && (state_missing(m, t->have) & need) != 0;
}

/* Ask for what the move needs; false: left with Esc. */
static bool
fill(struct call *c, struct act_ticket_do *d, struct buf *reason)
{
	struct screen *s = &c->screen;

	if (needs(c, d->event, TICKET_NEEDS_VOID) &&
	    choose_word(c, _("Which?"), ticket_voids, &d->why_void) < 0)
		return false;
	if (needs(c, d->event, TICKET_NEEDS_RECEIVER) &&
	    choose_word(c, _("Where to?"), ticket_receivers, &d->receiver) < 0)
		return false;
	if (needs(c, d->event, TICKET_NEEDS_RESULT) &&
	    choose_word(
		c, _("What became of it?"), ticket_results, &d->result) < 0)
		return false;
	if (needs(c, d->event, TICKET_NEEDS_REASON)) {
		if (!screen_ask_about(s, _("Why? One sentence is enough."),
			d->event, NULL, 0, reason))
			return false;
		d->reason = buf_text(reason);
	}
	return true;
}

/* What was chosen by a wrong digit is taken back at once. */
static void
tell(struct call *c, int event)
{
	struct screen *s = &c->screen;

	if (c->v.head.row.danger_at != 0)
		screen_say(s, "%s",
		    _("That was a hard call. Ten minutes off? Someone will"
		      " take your seat."));
	else
		screen_say_done(s, &ticket_machine, event, _("Saved."));
}

static int
make(struct call *c, int event)
{
	struct act_ticket_do d = ACT_TICKET_DO(event);
	struct buf *b = buf_new_in(screen_memory(&c->screen));
	int r = -1;

	do {
		if (!fill(c, &d, b))
			break;
		r = call_write(c) == 0 ? call_step(c, &d) : -1;
	} while (r != 0 && buf_len(b) > 0);
	if (r != 0)
		screen_ask_left(
		    &c->screen, _("Why? One sentence is enough."), event, b);
	buf_free(b);
	if (r == 0)
		tell(c, event);
	/* Left when nothing is to be written here any more. */
	return r == 0 && event != TICKET_END && event != TICKET_CALLED
		   ? SCREEN_BACK
		   : SCREEN_USED;
}

int
call_end(struct screen *s)
{
	struct call *c = call_of(s);
	int event, r;

	if ((r = call_save(s)) != 0) {
		screen_fail(s, r);
		return SCREEN_USED;
	}
	r = c->v.head.row.state == TICKET_ACTIVE ||
		    c->v.head.row.state == TICKET_EMERGENCY
		? choose_way(c, ways, (int)nitems(ways), &event)
		: choose_way(c, after, (int)nitems(after), &event);
	return r >= 0 ? make(c, event) : SCREEN_USED;
}
