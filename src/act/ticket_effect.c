/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/consultation.h"
#include "act/draft.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "knock_internal.h"
#include "store/org.h"
#include "store/store.h"
#include "ticket_effect.h"
#include "training_internal.h"

int
ticket_give(struct actor *who, struct act_ticket *t, int64_t person,
    enum ticket_how how)
{
	struct ticket_person p = { .ticket = t->row.id,
		.person = person,
		.how = how,
		.given_by = who->person,
		.at = act_now(who) };
	unsigned ways;
	int r;

	if ((r = store_ticket_person_ways(
		 who->store, t->row.id, person, &ways)) != 0 ||
	    (ways & 1u << how) != 0)
		return r;
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, person));
	return store_ticket_person_add(who->store, &p);
}

/* --- on the row
 * ---------------------------------------------------------------- */

/* Somebody of the line, and not the one who has it. */
static int
check_colleague(struct actor *who, struct act_ticket *t, int64_t person)
{
	struct act_colleague all[64];
	int n, r;

	if ((r = act_ticket_colleagues(who, all, (int)nitems(all), &n)) != 0)
		return r;
	for (int i = 0; i < n; i++)
		if (all[i].person == person && person != t->row.taker)
			return 0;
	return act_fail(who, ERR_INPUT,
	    _("person: this must be somebody else of the line."));
}

static int
before_assign(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	int r;

	if (d->person != who->person &&
	    (r = check_colleague(who, t, d->person)) != 0)
		return r;
	t->row.taker = d->person;
	return 0;
}

static int
before_ask(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	if (t->row.asked_at == 0)
		t->row.asked_at = act_now(who);
	return d->person != 0 ? check_colleague(who, t, d->person) : 0;
}

static int
before_join(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	(void)d;
	if (t->row.seen_at == 0)
		t->row.seen_at = act_now(who);
	return 0;
}

static int
before_danger(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	(void)d;
	t->row.danger = true;
	t->row.raised = 1; /* the lead's at once */
	if (t->row.danger_at == 0)
		t->row.danger_at = act_now(who);
	return 0;
}

static int
before_calm(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	(void)d;
	t->row.danger = false;
	if (t->row.seen_at == 0)
		t->row.seen_at = act_now(who);
	if (t->row.ended_at == 0) { /* still talking: nothing is late */
		t->row.due_at = 0;
		t->row.due_key[0] = '\0';
	}
	return 0;
}

static int
before_take(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	int r = training_take(who, t->row.line, t->row.rang_at);

	(void)d;
	t->row.taker = who->person;
	t->row.taken_at = act_now(who);
	return r;
}

/* The call, its clock and what is due go on.  Whoever had it keeps it as
 * their own too: what they were writing when the line was lost is still
 * theirs to write down. */
static int
before_take_over(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	int64_t had = t->row.taker;

	(void)d;
	t->row.taker = who->person;
	return ticket_give(who, t, had, HOW_ACCEPTED);
}

/* Leaving an emergency: no danger now, whoever handled it. */
static int
before_settled(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	(void)who, (void)d;
	t->row.danger = false;
	return 0;
}

/* --- beside the row
 * -------------------------------------------------------------- */

static int
after_take(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	(void)d;
	return ticket_give(who, t, who->person, HOW_TAKEN);
}

static int
after_assign(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	return ticket_give(who, t, d->person, HOW_ASSIGNED);
}

/* Without a name the leads of the line are asked. */
static int
after_ask(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	struct act_colleague all[64];
	int n, r;

	if (d->person != 0)
		return ticket_give(who, t, d->person, HOW_ASKED);
	if ((r = act_ticket_colleagues(who, all, (int)nitems(all), &n)) != 0)
		return r;
	for (int i = 0; i < n && all[i].lead; i++)
		store_touch(
		    who->store, STORE_TOPIC(TOPIC_PERSON, all[i].person));
	return 0;
}

static int
lead_stands(void *arg, const struct ticket_turn *c)
{
	if (c->kind == CHECK_LEAD)
		*(int *)arg = c->outcome;
	return 0;
}

/* Whoever comes in stamps the first step by it. */
static int
after_join(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	struct act_ticket_check c = { .step = CHECK_LEAD,
		.outcome = CHECK_DONE };
	int stands = CHECK_OPEN, r;

	(void)d;
	if ((r = ticket_give(who, t, who->person, HOW_JOINED)) != 0 ||
	    t->row.danger_at == 0 ||
	    (r = store_ticket_turn_each(who->store, TURN_CHECK, t->row.id,
		 lead_stands, &stands)) != 0 ||
	    ticket_check_settled(stands))
		return r;
	return ticket_put_check(who, t, &c);
}

/* What was a draft until now becomes what the others read along. */
static int
share_draft(struct actor *who, struct act_ticket *t)
{
	struct buf *b;
	struct act_draft d;
	int64_t entry;
	int r;

	if (act_key_locked(who))
		return 0; /* the next autosave brings it */
	b = buf_new_in(sealed_memory());
	r = act_draft_open(who, "ticket.entry", t->row.id, &d, b);
	if (r == 0 && buf_len(b) > 0)
		r = ticket_put_entry(who, t,
		    &(struct act_ticket_entry){
			.text = buf_text(b), .n = buf_len(b) },
		    true, &entry);
	buf_free(b);
	return r == ERR_NOT_FOUND ? 0 : r;
}

static int
after_danger(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	struct ticket_answers a;
	int64_t warning;
	int r;

	/* F9 is an answer too: question 3 says yes, unless it said unsure. */
	if ((r = ticket_answers_load(
		 who, t->row.id, !act_key_locked(who), &a)) != 0)
		return r;
	if (!ticket_answers_danger(&a) &&
	    (r = ticket_put_answer(
		 who, t, ASK_DANGER, DANGER_YES, d->harm, d->event_at)) != 0)
		return r;
	if ((r = share_draft(who, t)) != 0 ||
	    (r = after_ask(who, t, &(struct act_ticket_do){ 0 })) != 0 ||
	    (r = knock_begin(who, KNOCK_DANGER, KNOCK_OF_TICKET, t->row.id,
		 t->row.line, 0)) != 0)
		return r;
	return ticket_warn(who, t, &warning);
}

static int
after_calm(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	int r;

	if ((r = ticket_give(who, t, who->person, HOW_JOINED)) != 0)
		return r;
	return ticket_put_answer(who, t, ASK_DANGER, DANGER_NO, 0, d->event_at);
}

static int
after_ask_shared(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	int r = after_ask(who, t, d);

	if (r == 0)
		r = knock_begin(who, KNOCK_HELP, KNOCK_OF_TICKET, t->row.id,
		    t->row.line, d->person);
	return r == 0 && t->row.taker == who->person ? share_draft(who, t) : r;
}

/* --- handing over
 * ------------------------------------------------------------------ */

static int
add_receiver(struct actor *who, struct act_ticket *t, int receiver, int64_t org,
    enum permit_ground ground)
{
	struct ticket_receiver v = { .ticket = t->row.id,
		.receiver = receiver,
		.org = org,
		.ground = (int)ground,
		.person = who->person,
		.at = act_now(who) };

	if (org != 0)
		store_touch(who->store, STORE_TOPIC(TOPIC_ORG, org));
	return store_ticket_receiver_add(who->store, &v);
}

static int
after_hand_over(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	struct org o;

	if (d->org != 0 && store_org_get(who->store, d->org, &o) != 0)
		return act_fail(
		    who, ERR_INPUT, _("org: there is no such organisation."));
	return add_receiver(who, t, d->receiver, d->org,
	    d->ground != GROUND_NONE ? d->ground : GROUND_SAFETY);
}

/* The school hears that somebody worries, when, and that there is no danger;
 * the call stays here. */
static int
after_school(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	struct ticket_student s;
	int64_t warning, school;
	int r;

	if ((r = store_ticket_student_get(who->store, t->row.id, &s)) != 0)
		return r;
	if ((r = ticket_tell_school(who, t, &s, &warning)) != 0)
		return r;
	if ((r = ticket_school_of(who, s.student, &school)) != 0)
		return r;
	return add_receiver(who, t, 0, school,
	    d->ground != GROUND_NONE ? d->ground
				     : (enum permit_ground)s.ground);
}

struct newest {
	struct ticket_receiver v;
	bool any;
};

static int
find_newest(void *arg, const struct ticket_receiver *v)
{
	struct newest *n = arg;

	n->v = *v;
	n->any = true;
	return 0;
}

static int
stamp_receiver(struct actor *who, struct act_ticket *t, bool feedback)
{
	struct newest n = { .any = false };
	int64_t now = act_now(who);
	int r;

	if ((r = store_ticket_receiver_each(
		 who->store, t->row.id, find_newest, &n)) != 0 ||
	    !n.any)
		return r;
	if (n.v.receipt_at == 0) {
		n.v.receipt_at = now;
		n.v.receipt_by = who->person;
	}
	if (feedback)
		n.v.feedback_at = now;
	return store_ticket_receiver_put(who->store, &n.v);
}

static int
after_receipt(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	(void)d;
	return stamp_receiver(who, t, false);
}

static int
after_feedback(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	(void)d;
	return stamp_receiver(who, t, true);
}

/* A school that knows the student offers a time; for a caller nobody knows
 * the operator finds one. */
static int
after_appoint(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	struct ticket_student s;
	int64_t id;
	int r = store_ticket_student_get(who->store, t->row.id, &s);
	if (r != 0)
		return r == ERR_NOT_FOUND ? 0 : r;
	return act_appointment_from_ticket(
	    who, s.student, t->row.id, d->event_at, &id, NULL);
}

/* --- which move brings what
 * ---------------------------------------------------------- */

typedef int effect_fn(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d);

static const struct {
	effect_fn *before, *after;
} effects[TICKET_EVENT_COUNT] = {
	[TICKET_TAKE] = { before_take, after_take },
	[TICKET_ASSIGN] = { before_assign, after_assign },
	[TICKET_ASK] = { before_ask, after_ask_shared },
	[TICKET_JOIN] = { before_join, after_join },
	[TICKET_DANGER] = { before_danger, after_danger },
	[TICKET_CALM] = { before_calm, after_calm },
	[TICKET_APPOINT] = { NULL, after_appoint },
	[TICKET_FOLLOW] = { before_settled, ticket_after_follow },
	[TICKET_SCHOOL] = { NULL, after_school },
	[TICKET_HAND_OVER] = { before_settled, after_hand_over },
	[TICKET_CALLED] = { NULL, ticket_after_called },
	[TICKET_RECEIPT] = { NULL, after_receipt },
	[TICKET_FEEDBACK] = { NULL, after_feedback },
	[TICKET_TAKE_OVER] = { before_take_over, after_take },
};

int
ticket_effect_before(struct actor *who, struct act_ticket *t,
    const struct state_move *m, const struct act_ticket_do *d)
{
	effect_fn *fn = effects[m->on].before;

	return fn != NULL ? fn(who, t, d) : 0;
}

/* A summary given with the step is an entry like any other. */
static int
add_summary(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	struct act_ticket_entry e = {
		.kind = "summary", .text = d->summary, .event_at = d->event_at
	};

	if (d->summary == NULL || d->summary[0] == '\0')
		return 0;
	e.n = strlen(d->summary);
	return ticket_put_entry(who, t, &e, false, NULL);
}

/* Somebody has come in; the danger is over; a deadline missed is acted on:
 * nobody is knocked for it any more. */
int
ticket_effect_knocks(
    struct actor *who, struct act_ticket *t, const struct state_move *m)
{
	bool came = m->on == TICKET_JOIN || m->on == TICKET_TAKE_OVER;
	unsigned over = 0;

	if (m->on != TICKET_ASK && m->on != TICKET_JOIN)
		over |= KNOCK_OF_DEADLINES;
	if (came || t->row.state != TICKET_EMERGENCY)
		over |= KNOCK_BIT(KNOCK_DANGER);
	if (came ||
	    (t->row.state != TICKET_EMERGENCY && t->row.state != TICKET_ACTIVE))
		over |= KNOCK_BIT(KNOCK_HELP);
	return knock_end(
	    who, KNOCK_OF_TICKET, t->row.id, over, came ? "seen" : "over");
}

int
ticket_effect_after(struct actor *who, struct act_ticket *t,
    const struct state_move *m, const struct act_ticket_do *d)
{
	effect_fn *fn = effects[m->on].after;
	int r = add_summary(who, t, d);

	return r == 0 && fn != NULL ? fn(who, t, d) : r;
}
