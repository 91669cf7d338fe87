/* SPDX-License-Identifier: Apache-2.0 */
/* F5 when two are in, or its operator's line is lost: who goes on. */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "call.h"

void
call_span(int64_t seconds, char to[CALL_SPAN])
{
	snprintf(to, CALL_SPAN, "%02lld:%02lld", (long long)(seconds / 60),
	    (long long)(seconds % 60));
}

/* As the row was read, and counted on by the screen's own clock. */
void
call_lost_words(const struct act_ticket *t, int64_t since_read, struct buf *out)
{
	char span[CALL_SPAN];

	call_span(t->lost_s + since_read, span);
	buf_add_f(out, _("operator's line lost %s"), span);
}

void
call_tell_lost(struct call *c, bool was)
{
	const struct act_ticket *t = &c->v.head;

	if (t->lost && !was)
		screen_warn(&c->screen,
		    _("The line to %s is lost. F5 takes the call over."),
		    t->taker);
	else if (was && !t->lost && (t->who & TICKET_OWN) == 0)
		screen_say(&c->screen, _("%s is back."), t->taker);
}

void
call_tell_taken(struct call *c, int64_t had)
{
	const struct act_ticket *t = &c->v.head;
	int64_t me = screen_who(&c->screen)->person;

	if (had == me && t->row.taker != me)
		screen_warn(&c->screen,
		    _("%s has taken the call over. What you wrote is kept."),
		    t->taker);
}

bool
call_may_take_over(struct screen *s, const char **why)
{
	const struct act_ticket *t = &call_of(s)->v.head;

	(void)why;
	return state_check(&ticket_machine, t->row.state, TICKET_TAKE_OVER,
		   t->facts, t->who, 0, 0, NULL) == 0;
}

int
call_take_over(struct screen *s)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_TAKE_OVER);
	struct call *c = call_of(s);
	char question[200];

	snprintf(question, sizeof(question),
	    c->v.head.lost
		? _("The line to %s is lost. Go on with this call yourself?")
		: _("Change places with %s? The call is yours then."),
	    c->v.head.taker);
	if (screen_confirm(s, question) && call_save(s) == 0 &&
	    call_step(c, &d) == 0)
		screen_say(s, "%s", _("The call is yours now."));
	return SCREEN_USED;
}

/* The lead is in already: what F5 asks for is that they take it. */
bool
call_may_swap(struct screen *s, const char **why)
{
	struct call *c = call_of(s);
	const struct act_ticket_stamp *lead = &c->v.check[CHECK_LEAD - 1];

	(void)why;
	return call_is_danger(c) && (c->v.head.who & TICKET_OWN) != 0 &&
	       c->v.head.may_write && lead->outcome == CHECK_DONE &&
	       lead->person != screen_who(s)->person;
}

int
call_swap(struct screen *s)
{
	const char *text = _("Please change places with me: F5.");
	struct act_ticket_entry e = {
		.kind = "message", .text = text, .n = strlen(text)
	};
	struct call *c = call_of(s);
	struct act_ticket t;
	int64_t entry;
	int r;

	call_save(s);
	r = act_ticket_write(screen_who(s), c->id, &e, &entry, &t);
	if (r != 0)
		screen_fail(s, r);
	else
		screen_say(
		    s, "%s", _("They see that you want to change places."));
	call_read(c);
	return SCREEN_USED;
}
