/* SPDX-License-Identifier: Apache-2.0 */
/* The moves of a ticket: asked of the table, made, and recorded. */
#include <stdio.h>
#include <string.h>

#include "act/draft.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "later.h"
#include "model/profile.h"
#include "store/store.h"
#include "ticket_effect.h"

#define REASON_MAX 2000

static bool
given(const char *s)
{
	return s != NULL && s[0] != '\0';
}

/* What was given with the step, beside what the ticket has already. */
static unsigned
have(const struct act_ticket *t, const struct act_ticket_do *d)
{
	unsigned h = t->have;

	h |= given(d->summary) ? TICKET_NEEDS_SUMMARY : 0;
	h |= given(d->reason) ? TICKET_NEEDS_REASON : 0;
	h |= d->why_void >= 0 ? TICKET_NEEDS_VOID : 0;
	h |= d->receiver >= 0 ? TICKET_NEEDS_RECEIVER : 0;
	h |= d->ground != GROUND_NONE ? TICKET_NEEDS_GROUND : 0;
	h |= d->person != 0 ? TICKET_NEEDS_PERSON : 0;
	h |= d->result >= 0 ? TICKET_NEEDS_RESULT : 0;
	h |= d->score >= 1 && d->score <= 5 ? TICKET_NEEDS_SCORE : 0;
	return h;
}

static const char *const missing[] = {
	N_("questions: One thing is missing: were they asked about safety?"
	   " \"Not asked\" is an answer too."),
	N_("checklist: Some of the eight steps are still open; \"could not be"
	   " done\" with a sentence is enough."),
	N_("summary: Please write what was said first; two sentences are"
	   " enough."),
	N_("reason: A reason is missing: one sentence is enough."),
	N_("void: Please say whether it was a wrong number, silent or a"
	   " prank."),
	N_("receiver: Please say where it is handed to."),
	N_("ground: Please say why the school may be told."),
	N_("person: Please say to whom."),
	N_("result: Please say what became of the call."),
	N_("score: Please give one to five."),
};

static int
say_missing(struct actor *who, const struct state_move *m, unsigned h)
{
	unsigned lacks = state_missing(m, h);

	for (size_t i = 0; i < nitems(missing); i++)
		if ((lacks & 1u << i) != 0)
			return act_fail(who, ERR_INPUT, "%s", _(missing[i]));
	return ERR_INPUT;
}

static int
say_denied(struct actor *who, const struct act_ticket *t, int event)
{
	if (t->row.state == TICKET_EMERGENCY && event != TICKET_ASSIGN &&
	    (t->who & TICKET_OWN) != 0)
		return act_fail(who, ERR_SECOND,
		    _("This needs a second person: ask the shift lead in."));
	return ERR_DENIED;
}

/* The row after the move: state, clock and what is due. */
static void
row_moves(struct actor *who, struct ticket *t, const struct state_move *m,
    int64_t event_at)
{
	int64_t now = act_now(who);
	bool was_call =
	    t->state == TICKET_ACTIVE || t->state == TICKET_EMERGENCY;

	if (m->deadline != NULL) {
		t->due_at = profile_due(profile_default(), m->deadline,
		    when_start(m->deadline, event_at, now));
		mem_copy_text(t->due_key, sizeof(t->due_key), m->deadline);
		t->raised = 0;
	} else if (m->to != m->from) {
		t->due_at = 0;
		t->due_key[0] = '\0';
		t->raised = 0;
	}
	if (was_call && t->ended_at == 0 && t->taken_at != 0 &&
	    (m->on == TICKET_END ||
		(m->to != TICKET_ACTIVE && m->to != TICKET_EMERGENCY)))
		t->ended_at = event_at >= t->taken_at ? event_at : now;
	t->state = m->to;
}

static int
reason_text(const struct act_ticket_do *d, const char **text)
{
	*text = d->reason;
	return !given(d->reason) || strlen(d->reason) <= REASON_MAX ? 0
								    : ERR_LIMIT;
}

/* The code that stands plain beside a move in its history. */
static void
step_code(const struct act_ticket_do *d, char to[24])
{
	to[0] = '\0';
	if (d->event == TICKET_MAKE_VOID && d->why_void >= 0)
		snprintf(to, 24, "%s", ticket_voids[d->why_void].code);
	else if (d->event == TICKET_CALLED && d->result >= 0)
		snprintf(to, 24, "%s", ticket_results[d->result].code);
	else if (d->event == TICKET_HAND_OVER && d->receiver >= 0)
		snprintf(to, 24, "%s", ticket_receivers[d->receiver].code);
	else if (d->event == TICKET_SCHOOL)
		snprintf(to, 24, "%s", ticket_receivers[0].code);
	else if (d->event == TICKET_QUALITY)
		snprintf(to, 24, "%d", d->score);
}

/* After the row was put and noted: t->row.version and t->audit are new. */
static int
record(struct actor *who, struct act_ticket *t, const struct state_move *m,
    const struct act_ticket_do *d)
{
	struct ticket_step_row s = { .ticket = t->row.id,
		.version = t->row.version,
		.event = m->on,
		.from = m->from,
		.to = m->to,
		.person = who->person,
		.at = act_now(who),
		.event_at = d->event_at,
		.audit = t->audit };
	struct buf *b = buf_new();
	const char *text;
	int r;

	step_code(d, s.code);
	if ((r = reason_text(d, &text)) == 0 && given(text))
		r = ticket_seal(who, t->row.line,
		    (struct sealed_place){ "ticket_step.reason", t->audit },
		    text, strlen(text), b, &s.reason);
	if (r == 0)
		r = store_ticket_step_add(who->store, &s);
	buf_free(b);
	return r;
}

/* Coming in and asking in change nothing another could be deciding on: they
 * leave the version alone, so that nobody's step is stale for it. */
static int
row_put(struct actor *who, struct act_ticket *t, const struct state_move *m)
{
	if (m->on == TICKET_ASK || m->on == TICKET_JOIN)
		return store_ticket_mark(who->store, &t->row);
	return store_ticket_put(who->store, &t->row);
}

int
ticket_move(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	struct act_ticket_do at = *d;
	const struct state_move *m;
	char what[32];
	int r;

	m = state_find(&ticket_machine, t->row.state, d->event, t->facts);
	r = state_check(&ticket_machine, t->row.state, d->event, t->facts,
	    t->who, have(t, d), 0, NULL);
	if (r == ERR_INPUT)
		return say_missing(who, m, have(t, d));
	if (r == ERR_DENIED)
		return say_denied(who, t, d->event);
	if (r != 0 || (r = ticket_event_time(who, &at.event_at)) != 0)
		return r;
	snprintf(what, sizeof(what), "ticket.%s",
	    state_event_code(&ticket_machine, d->event));
	if ((r = undo_keep(who, what, t->row.id, t->row.version)) != 0)
		return r;
	row_moves(who, &t->row, m, at.event_at);
	if ((r = ticket_effect_before(who, t, m, &at)) != 0 ||
	    (r = row_put(who, t, m)) != 0 ||
	    (r = ticket_note(who, what, t,
		 d->ground != GROUND_NONE ? permit_ground_name(d->ground)
					  : NULL)) != 0 ||
	    (r = record(who, t, m, &at)) != 0 ||
	    (r = later_paper(who, d->paper, PAPER_OF_TICKET, t->row.id,
		 at.event_at)) != 0 ||
	    (r = ticket_effect_after(who, t, m, &at)) != 0 ||
	    (r = ticket_effect_knocks(who, t, m)) != 0 ||
	    (m->from == TICKET_EMERGENCY && m->to != TICKET_EMERGENCY &&
		(r = unmask_end(who, t->row.id)) != 0))
		return r;
	return ticket_reload(who, t);
}

/* Somebody was faster: say who, and keep what was typed. */
static int
stale_who(void *arg, const struct ticket_step_row *s)
{
	struct ticket_step_row *last = arg;

	*last = *s;
	return 0;
}

static int
say_stale(struct actor *who, int64_t id)
{
	struct ticket_step_row last = { 0 };
	struct clock_parts p;
	char name[PERSON_NAME_MAX] = "";

	if (store_ticket_step_each(who->store, id, stale_who, &last) != 0 ||
	    store_person_name(who->store, last.person, name) != 0)
		return ERR_STALE;
	clock_parts_of(last.at, &p);
	return act_fail(who, ERR_STALE,
	    _("%s saved at %02d:%02d, before you. Both texts are kept; please"
	      " look again."),
	    name, p.hour, p.minute);
}

static int
keep_words(struct actor *who, int64_t id, const struct act_ticket_do *d)
{
	char why[ACT_WHY_MAX];
	struct buf *b = buf_new_in(sealed_memory());
	int r = 0;

	memcpy(why, who->why, sizeof(why));
	if (given(d->summary))
		buf_add_text(b, d->summary);
	if (given(d->summary) && given(d->reason))
		buf_add_char(b, '\n');
	if (given(d->reason))
		buf_add_text(b, d->reason);
	if (buf_len(b) > 0)
		r = act_draft_save(
		    who, "ticket.step", id, buf_data(b), buf_len(b), 0);
	buf_free(b);
	memcpy(who->why, why, sizeof(why));
	return r;
}

int
act_ticket_step(struct actor *who, int64_t id, int64_t version,
    const struct act_ticket_do *d, struct act_ticket *t)
{
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = ticket_load(who, id, t)) == 0 && t->row.version != version)
		r = say_stale(who, id);
	if (r == 0)
		r = ticket_move(who, t, d);
	r = act_end(who, r);
	if (r == ERR_STALE)
		keep_words(who, id, d);
	return r;
}
