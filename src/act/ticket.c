/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/epoch.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/presence.h"
#include "internal.h"
#include "later.h"
#include "model/custody.h"
#include "store/org.h"
#include "store/store.h"
#include "ticket_internal.h"

/* --- what a person is to a ticket ------------------------------------------
 */

static bool
has_post(const struct actor *who, enum role role, int64_t org)
{
	for (int i = 0; i < who->n_posts; i++)
		if (who->posts[i].role == role && who->posts[i].org == org)
			return true;
	return false;
}

struct receiving {
	struct actor *who;
	bool yes;
};

/* Handed to where this person answers for it. */
static int
receives(void *arg, const struct ticket_receiver *v)
{
	static const enum role roles[] = { ROLE_PSYCHOLOGY, ROLE_COUNSELLOR,
		ROLE_LEAD, ROLE_OPERATOR };
	struct receiving *x = arg;

	for (size_t i = 0; i < nitems(roles) && v->org != 0; i++)
		x->yes |= has_post(x->who, roles[i], v->org);
	return 0;
}

static unsigned
relation_by_ways(unsigned ways)
{
	unsigned who = 0;

	if ((ways & (1u << HOW_ACCEPTED)) != 0)
		who |= TICKET_OWN;
	if ((ways & (1u << HOW_ASKED | 1u << HOW_JOINED)) != 0)
		who |= TICKET_SECOND;
	if ((ways &
		(1u << HOW_TAKEN | 1u << HOW_ASSIGNED | 1u << HOW_LOOKED)) != 0)
		who |= TICKET_LOOKED;
	return who;
}

static int
relation(struct actor *who, struct act_ticket *t)
{
	struct receiving x = { who, false };
	unsigned ways;
	int r;

	if ((r = store_ticket_person_ways(
		 who->store, t->row.id, who->person, &ways)) != 0 ||
	    (r = store_ticket_receiver_each(
		 who->store, t->row.id, receives, &x)) != 0)
		return r;
	t->who = relation_by_ways(ways) | (x.yes ? TICKET_RECEIVER : 0);
	if (custody_is_open(who, CUSTODY_TICKET, t->row.id))
		t->who |= TICKET_OPENED;
	if (has_post(who, ROLE_OPERATOR, t->row.line))
		t->who |= TICKET_OPERATOR;
	if (has_post(who, ROLE_LEAD, t->row.line))
		t->who |= TICKET_LEAD;
	/* Nobody is the second person of their own call. */
	if (t->row.taker == who->person && who->person != 0)
		t->who = TICKET_OWN | (t->who & TICKET_OPERATOR);
	return 0;
}

/* --- what is so of it --------------------------------------------------------
 */

static int
open_date(void *arg, const struct ticket_date *d)
{
	*(bool *)arg |= d->done_at == 0;
	return 0;
}

struct checks {
	int outcome[CHECK_COUNT];
};

static int
check_stands(void *arg, const struct ticket_turn *t)
{
	((struct checks *)arg)->outcome[t->kind - 1] = t->outcome;
	return 0;
}

static int
facts_of_parts(struct actor *who, struct act_ticket *t, struct checks *c)
{
	struct ticket_student s;
	bool dates = false;
	int r;

	if ((r = store_ticket_date_each(
		 who->store, t->row.id, open_date, &dates)) != 0 ||
	    (r = store_ticket_turn_each(
		 who->store, TURN_CHECK, t->row.id, check_stands, c)) != 0)
		return r;
	if (dates)
		t->facts |= TICKET_HAS_DATES;
	r = store_ticket_student_get(who->store, t->row.id, &s);
	if (r == 0)
		t->facts |= TICKET_IS_LINKED | TICKET_IS_KNOWN;
	if (c->outcome[CHECK_WHERE - 1] == CHECK_DONE)
		t->facts |= TICKET_IS_KNOWN;
	return r == ERR_NOT_FOUND ? 0 : r;
}

/* The risk lies in sealed answers: only who may read them can know. */
static int
fact_of_risk(struct actor *who, struct act_ticket *t)
{
	struct ticket_answers a;
	int r = ticket_answers_load(who, t->row.id, true, &a);

	if (r == 0 && ticket_answers_risk(&a))
		t->facts |= TICKET_AT_RISK;
	return r == ERR_KEY ? 0 : r;
}

static bool
any_given(const struct ticket_answers *a)
{
	for (int q = 0; q < ASK_COUNT; q++)
		if (a->given[q])
			return true;
	return false;
}

static int
facts_of_answers(struct actor *who, struct act_ticket *t)
{
	struct ticket_answers a;
	bool open = t->may_read && !act_key_locked(who);
	int r;

	if (open && t->row.danger_at != 0)
		t->facts |= TICKET_AT_RISK;
	if ((r = ticket_answers_load(who, t->row.id, false, &a)) != 0)
		return r;
	if (ticket_answers_next(&a) == ASK_COUNT)
		t->have |= TICKET_NEEDS_QUESTIONS;
	return open && any_given(&a) ? fact_of_risk(who, t) : 0;
}

static int
facts(struct actor *who, struct act_ticket *t)
{
	struct checks c = { { 0 } };
	int r;

	t->facts = 0;
	if (t->row.has_number)
		t->facts |= TICKET_HAS_NUMBER;
	if (t->row.channel == CHANNEL_MAIL || t->row.channel == CHANNEL_ONLINE)
		t->facts |= TICKET_IS_WRITTEN;
	if (t->row.seen_at != 0)
		t->facts |= TICKET_IS_SEEN;
	if (t->row.asked_at != 0)
		t->facts |= TICKET_IS_ASKED;
	if (t->lost)
		t->facts |= TICKET_IS_LOST;
	if ((r = facts_of_parts(who, t, &c)) != 0)
		return r;
	t->have = TICKET_NEEDS_CHECKLIST;
	for (int i = 0; i < CHECK_COUNT; i++)
		if (!ticket_check_settled(c.outcome[i]))
			t->have &= ~(unsigned)TICKET_NEEDS_CHECKLIST;
	if ((t->facts & TICKET_IS_LINKED) != 0)
		t->have |= TICKET_NEEDS_GROUND;
	return facts_of_answers(who, t);
}

static int
fact_of_notes(struct actor *who, struct act_ticket *t)
{
	bool noted;
	int r = store_ticket_is_noted(who->store, t->row.id, &noted);

	if (r == 0 && noted)
		t->have |= TICKET_NEEDS_SUMMARY;
	return r;
}

/* Has the line to the operator of a call been lost?  To themselves never; nor
 * where nobody knows: who never had a seat, or left it before the call, took
 * it at the command line. */
static void
look_for_operator(struct actor *who, struct act_ticket *t)
{
	struct epoch *e = store_epoch(who->store);
	int64_t left, since;

	if (!ticket_is_call(&t->row) || t->row.taker == who->person)
		return;
	if (presence_is_in(e, t->row.taker, &left)) {
		since = presence_quiet_since(e, t->row.taker);
		if (since != 0)
			t->quiet_s = (clock_ticks_ms() - since) / 1000;
		return;
	}
	since = (clock_ticks_ms() - left) / 1000;
	t->lost = left != 0 && since <= act_now(who) - t->row.taken_at;
	t->lost_s = t->lost ? since : 0;
}

int
ticket_load_row(
    struct actor *who, const struct ticket *row, struct act_ticket *t)
{
	int64_t audit = t->audit;
	int r;

	*t = (struct act_ticket){ .row = *row, .audit = audit };
	if ((r = relation(who, t)) != 0)
		return r;
	t->may_read = ticket_may_read(
	    t->row.state, t->who, t->row.danger_at != 0, t->row.asked_at != 0);
	t->may_write = ticket_may_write(
	    t->row.state, t->who, t->row.danger_at != 0, t->row.asked_at != 0);
	look_for_operator(who, t);
	if (t->row.taker != 0)
		r = store_person_name(who->store, t->row.taker, t->taker);
	return r;
}

int
ticket_reload(struct actor *who, struct act_ticket *t)
{
	struct ticket row;
	int r;

	if ((r = store_ticket_get(who->store, t->row.id, &row)) != 0 ||
	    (r = ticket_load_row(who, &row, t)) != 0 ||
	    (r = facts(who, t)) != 0)
		return r;
	return fact_of_notes(who, t);
}

int
ticket_load(struct actor *who, int64_t id, struct act_ticket *t)
{
	int r;

	*t = (struct act_ticket){ .row.id = id };
	r = ticket_reload(who, t);
	if (r == ERR_NOT_FOUND && act_is_administrator(who))
		return ERR_DENIED;
	if (r == 0 && t->who == 0)
		return ERR_DENIED;
	return r;
}

int
ticket_load_read(struct actor *who, int64_t id, struct act_ticket *t)
{
	int r = ticket_load(who, id, t);

	return r == 0 && !t->may_read ? ERR_DENIED : r;
}

int
ticket_load_write(struct actor *who, int64_t id, struct act_ticket *t)
{
	int r = ticket_load(who, id, t);

	if (r == 0 && !t->may_write)
		r = t->may_read && (t->who & TICKET_OWN) != 0 ? ERR_STATE
							      : ERR_DENIED;
	return r;
}

int
act_ticket_get(struct actor *who, int64_t id, struct act_ticket *t)
{
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	return ticket_load(who, id, t);
}

size_t
act_ticket_actions(
    const struct act_ticket *t, const struct state_move **to, size_t max)
{
	return state_actions(
	    &ticket_machine, t->row.state, t->facts, t->who, to, max);
}

/* --- sealing and recording ---------------------------------------------------
 */

int
ticket_pair(struct actor *who, int64_t line, int64_t *pair)
{
	int64_t circle;
	int r;

	if ((r = act_circle_of(who, line, &circle)) == 0)
		r = act_key_of(who, KEY_CIRCLE, circle, pair, NULL);
	return r == ERR_NOT_FOUND ? ERR_CIRCLE : r;
}

int
ticket_hash(struct actor *who, int64_t line, const char *text, uint8_t to[32])
{
	int64_t circle;
	int r;

	if ((r = act_circle_of(who, line, &circle)) != 0)
		return r == ERR_NOT_FOUND ? ERR_CIRCLE : r;
	return act_lookup_hash(who, circle, text, to);
}

#define PLACE_BITS 20 /* a million turns of one ticket */

struct sealed_place
ticket_place(const char *column, int64_t ticket, int64_t n)
{
	return (struct sealed_place){ column, ticket << PLACE_BITS | n };
}

int
ticket_seal(struct actor *who, int64_t line, struct sealed_place at,
    const void *p, size_t n, struct buf *out, struct ticket_sealed *s)
{
	int r;

	buf_clear(out);
	if ((r = ticket_pair(who, line, &s->pair)) == 0)
		r = act_seal(who, s->pair, at, p, n, out);
	s->bytes = buf_data(out);
	s->n = buf_len(out);
	return r;
}

int
ticket_note(struct actor *who, const char *what, struct act_ticket *t,
    const char *ground)
{
	struct ticket_student s;
	int64_t subject;
	int n = 0, r;

	r = store_ticket_student_get(who->store, t->row.id, &s);
	if (r == 0) {
		subject = s.student;
		n = 1;
	} else if (r != ERR_NOT_FOUND)
		return r;
	store_touch(who->store, STORE_TOPIC(TOPIC_TICKET, t->row.id));
	store_touch(who->store, STORE_TOPIC(TOPIC_LINE, t->row.line));
	return act_note(who, what, t->row.id, ground, n != 0 ? &subject : NULL,
	    n, &t->audit);
}

int
ticket_event_time(struct actor *who, int64_t *at)
{
	return later_time(who, WHEN_TICKET, at);
}
