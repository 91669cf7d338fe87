/* SPDX-License-Identifier: Apache-2.0 */
/* How a ticket begins. */
#include <string.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "later.h"
#include "model/profile.h"
#include "store/store.h"
#include "ticket_effect.h"
#include "training_internal.h"

int
act_ticket_line(struct actor *who, int64_t *line)
{
	const struct post *p = act_post(who, ROLE_OPERATOR);

	if (p == NULL)
		p = act_post(who, ROLE_LEAD);
	if (p == NULL)
		return ERR_DENIED;
	*line = p->org;
	return 0;
}

/* The first step of a new ticket: it has no row to check yet. */
static int
begin_row(struct actor *who, const struct act_ticket_call *c, int event,
    struct act_ticket *t)
{
	const struct state_move *m;
	int64_t now = act_now(who);
	bool written =
	    c->channel == CHANNEL_MAIL || c->channel == CHANNEL_ONLINE;

	m = state_find(&ticket_machine, STATE_NONE, event,
	    written ? TICKET_IS_WRITTEN : 0);
	t->row.channel = c->channel;
	t->row.state = m->to;
	t->row.entered_by = who->person;
	t->row.rang_at = c->event_at;
	t->row.entered_at = now;
	if (m->deadline != NULL) {
		t->row.due_at = profile_due(profile_default(), m->deadline,
		    when_start(m->deadline, c->event_at, now));
		mem_copy_text(
		    t->row.due_key, sizeof(t->row.due_key), m->deadline);
	}
	if (event == TICKET_OPEN) {
		t->row.taker = who->person;
		t->row.taken_at = now;
	}
	return store_ticket_add(who->store, &t->row);
}

static int
record_begin(struct actor *who, struct act_ticket *t, int event)
{
	struct ticket_step_row s = { .ticket = t->row.id,
		.version = 1,
		.event = event,
		.from = STATE_NONE,
		.to = t->row.state,
		.person = who->person,
		.at = t->row.entered_at,
		.event_at = t->row.rang_at,
		.audit = t->audit };

	return store_ticket_step_add(who->store, &s);
}

/* What the caller can be recognised by, when anything was given. */
static int
begin_sheet(
    struct actor *who, const struct act_ticket_call *c, struct act_ticket *t)
{
	struct ticket_sheet s;

	if (c->number == NULL && c->alias == NULL)
		return 0;
	ticket_sheet_clear(&s);
	if (c->number != NULL)
		mem_copy_text(s.number, sizeof(s.number), c->number);
	if (c->alias != NULL)
		mem_copy_text(s.alias, sizeof(s.alias), c->alias);
	return ticket_put_sheet(who, t, &s);
}

int
ticket_begin(struct actor *who, const struct act_ticket_call *c, int event,
    struct act_ticket *t)
{
	struct act_ticket_call at = *c;
	int64_t pair;
	int r;

	/* Without a circle nobody could ever read it: say so at once. */
	if ((r = ticket_pair(who, t->row.line, &pair)) != 0 ||
	    (r = ticket_event_time(who, &at.event_at)) != 0 ||
	    (event == TICKET_OPEN &&
		(r = training_take(who, t->row.line, at.event_at)) != 0) ||
	    (r = begin_row(who, &at, event, t)) != 0 ||
	    (r = ticket_note(who,
		 event == TICKET_OPEN ? "ticket.open" : "ticket.ring", t,
		 NULL)) != 0 ||
	    (r = later_paper(who, c->paper, PAPER_OF_TICKET, t->row.id,
		 at.event_at)) != 0 ||
	    (r = record_begin(who, t, event)) != 0 ||
	    (r = begin_sheet(who, &at, t)) != 0)
		return r;
	if (event == TICKET_OPEN &&
	    (r = ticket_give(who, t, who->person, HOW_TAKEN)) != 0)
		return r;
	return ticket_reload(who, t);
}

int
ticket_call_check(struct actor *who, const struct act_ticket_call *c)
{
	if (c->channel < CHANNEL_PHONE || c->channel > CHANNEL_HANDED)
		return act_fail(
		    who, ERR_INPUT, _("channel: there is no such way in."));
	if (c->number != NULL && strlen(c->number) >= SHEET_NUMBER_MAX)
		return act_fail(who, ERR_INPUT, _("number: it is too long."));
	if (c->alias != NULL && strlen(c->alias) >= SHEET_ALIAS_MAX)
		return act_fail(who, ERR_INPUT, _("alias: it is too long."));
	return 0;
}

int
act_ticket_ring(
    struct actor *who, const struct act_ticket_call *c, struct act_ticket *t)
{
	int r;

	*t = (struct act_ticket){ 0 };
	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = act_ticket_line(who, &t->row.line)) == 0 &&
	    (r = ticket_call_check(who, c)) == 0)
		r = ticket_begin(who, c, TICKET_RING, t);
	return act_end(who, r);
}

int
act_ticket_new(
    struct actor *who, const struct act_ticket_call *c, struct act_ticket *t)
{
	struct act_ticket_do take = ACT_TICKET_DO(TICKET_TAKE);
	struct ticket waiting;
	int64_t line;
	int r;

	*t = (struct act_ticket){ 0 };
	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = act_ticket_line(who, &line)) == 0 &&
	    (r = ticket_call_check(who, c)) == 0 &&
	    (r = store_ticket_waiting(who->store, line, &waiting)) == 0 &&
	    (r = ticket_load(who, waiting.id, t)) == 0)
		r = ticket_move(who, t, &take);
	else if (r == ERR_NOT_FOUND) {
		t->row.line = line;
		r = ticket_begin(who, c, TICKET_OPEN, t);
	}
	return act_end(who, r);
}

int
act_ticket_take(
    struct actor *who, int64_t id, int64_t version, struct act_ticket *t)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_TAKE);

	return act_ticket_step(who, id, version, &d, t);
}
