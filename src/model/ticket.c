/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/ticket.h"

#define ANYBODY (TICKET_OPERATOR | TICKET_LEAD | TICKET_OWN)
#define TEAM (TICKET_OWN | TICKET_SECOND | TICKET_LEAD)
#define OTHERS (TICKET_SECOND | TICKET_LEAD)
#define OWNERS (TICKET_OWN | TICKET_LEAD)
#define QUESTIONS TICKET_NEEDS_QUESTIONS
#define CHECKLIST TICKET_NEEDS_CHECKLIST
#define SUMMARY TICKET_NEEDS_SUMMARY
#define REASON TICKET_NEEDS_REASON

/* Requirements 3.1 and design 8, a row a line.  A move that stays where it is
 * and names no deadline leaves the one that runs alone. */
static const struct state_move moves[] = {
	/* arriving */
	{ STATE_NONE, TICKET_RING, TICKET_NEW, TICKET_IS_WRITTEN, ANYBODY, 0, 0,
	    "ticket.mail", "SJS-29" },
	{ STATE_NONE, TICKET_RING, TICKET_NEW, 0, ANYBODY, 0, 0, NULL,
	    "SJS-29, GZ-72" },
	{ STATE_NONE, TICKET_OPEN, TICKET_ACTIVE, 0, ANYBODY, 0, 0, NULL,
	    "SJS-28" },
	{ TICKET_NEW, TICKET_TAKE, TICKET_ACTIVE, TICKET_IS_WRITTEN, ANYBODY, 0,
	    0, "ticket.mail", "SJS-29" },
	{ TICKET_NEW, TICKET_TAKE, TICKET_ACTIVE, 0, ANYBODY, 0, 0, NULL,
	    "SJS-28" },
	{ TICKET_NEW, TICKET_GONE, TICKET_FOLLOW_UP, TICKET_HAS_NUMBER, ANYBODY,
	    0, 0, "ticket.missed", "default" },
	{ TICKET_NEW, TICKET_GONE, TICKET_VOID, 0, ANYBODY, 0, 0, NULL,
	    "default" },

	/* people */
	{ TICKET_ACTIVE, TICKET_ASSIGN, TICKET_ACTIVE, 0, TICKET_LEAD, 0,
	    TICKET_NEEDS_PERSON, NULL, "default" },
	{ TICKET_EMERGENCY, TICKET_ASSIGN, TICKET_EMERGENCY, 0, TICKET_LEAD, 0,
	    TICKET_NEEDS_PERSON, NULL, "default" },
	{ TICKET_WAIT_REPLY, TICKET_ASSIGN, TICKET_WAIT_REPLY, 0, TICKET_LEAD,
	    0, TICKET_NEEDS_PERSON, NULL, "default" },
	{ TICKET_FOLLOW_UP, TICKET_ASSIGN, TICKET_FOLLOW_UP, 0, TICKET_LEAD, 0,
	    TICKET_NEEDS_PERSON, NULL, "default" },
	/* a call goes on: whoever is of the line when its operator's line is
	 * lost, whoever is in when two change places */
	{ TICKET_ACTIVE, TICKET_TAKE_OVER, TICKET_ACTIVE, TICKET_IS_LOST,
	    OTHERS | TICKET_OPERATOR, 0, 0, NULL, "default" },
	{ TICKET_EMERGENCY, TICKET_TAKE_OVER, TICKET_EMERGENCY, TICKET_IS_LOST,
	    OTHERS | TICKET_OPERATOR, 0, 0, NULL, "default" },
	{ TICKET_EMERGENCY, TICKET_TAKE_OVER, TICKET_EMERGENCY, 0, OTHERS, 0, 0,
	    NULL, "default" },
	{ TICKET_ACTIVE, TICKET_ASK, TICKET_ACTIVE, 0, TICKET_OWN, 0, 0, NULL,
	    "QP-56" },
	{ TICKET_EMERGENCY, TICKET_ASK, TICKET_EMERGENCY, 0, TEAM, 0, 0, NULL,
	    "QP-56" },
	{ TICKET_ACTIVE, TICKET_JOIN, TICKET_ACTIVE, TICKET_IS_ASKED, OTHERS, 0,
	    0, NULL, "QP-56" },
	{ TICKET_EMERGENCY, TICKET_JOIN, TICKET_EMERGENCY, 0, OTHERS, 0, 0,
	    NULL, "QP-56" },

	/* danger */
	{ TICKET_ACTIVE, TICKET_DANGER, TICKET_EMERGENCY, 0, TEAM, 0, 0,
	    "ticket.callout", "QP-56, TJ-65, SJS-71" },
	{ TICKET_WAIT_REPLY, TICKET_DANGER, TICKET_EMERGENCY, 0, OWNERS, 0, 0,
	    "ticket.callout", "SJS-29" },
	{ TICKET_FOLLOW_UP, TICKET_DANGER, TICKET_EMERGENCY, 0, OWNERS, 0, 0,
	    "ticket.callout", "default" },
	{ TICKET_EMERGENCY, TICKET_CALM, TICKET_ACTIVE, 0, OTHERS, 0, REASON,
	    "ticket.summary", "default" },
	{ TICKET_EMERGENCY, TICKET_HAND_OVER, TICKET_HANDED_OVER,
	    TICKET_IS_KNOWN | TICKET_IS_SEEN, TEAM, 0,
	    QUESTIONS | CHECKLIST | TICKET_NEEDS_RECEIVER,
	    "ticket.receipt_danger", "SJS-49, GZ-74, TJ-66" },
	{ TICKET_EMERGENCY, TICKET_HAND_OVER, TICKET_HANDED_OVER,
	    TICKET_IS_KNOWN, OTHERS, 0,
	    QUESTIONS | CHECKLIST | TICKET_NEEDS_RECEIVER,
	    "ticket.receipt_danger", "SJS-49, GZ-74, TJ-66" },
	{ TICKET_EMERGENCY, TICKET_FOLLOW, TICKET_FOLLOW_UP, TICKET_IS_SEEN,
	    TEAM, 0, QUESTIONS | CHECKLIST, "ticket.contact",
	    "SJS-49, GZ-74, TJ-66" },
	{ TICKET_EMERGENCY, TICKET_FOLLOW, TICKET_FOLLOW_UP, 0, OTHERS, 0,
	    QUESTIONS | CHECKLIST, "ticket.contact", "SJS-49, GZ-74, TJ-66" },
	{ TICKET_EMERGENCY, TICKET_END, TICKET_EMERGENCY, 0, TICKET_OWN, 0,
	    QUESTIONS, NULL, "default" },

	/* how a call ends */
	{ TICKET_ACTIVE, TICKET_END, TICKET_ACTIVE, 0, TICKET_OWN, 0, QUESTIONS,
	    "ticket.summary", "QD-43" },
	{ TICKET_ACTIVE, TICKET_CLOSE, TICKET_CLOSED, TICKET_AT_RISK,
	    TICKET_OWN, 0, QUESTIONS | SUMMARY | REASON, NULL, "default" },
	{ TICKET_ACTIVE, TICKET_CLOSE, TICKET_CLOSED, 0, TICKET_OWN, 0,
	    QUESTIONS | SUMMARY, NULL, "QD-43" },
	{ TICKET_ACTIVE, TICKET_MAKE_VOID, TICKET_VOID, 0, TICKET_OWN, 0,
	    TICKET_NEEDS_VOID, NULL, "default" },
	{ TICKET_ACTIVE, TICKET_APPOINT, TICKET_FOLLOW_UP, 0, TICKET_OWN, 0,
	    QUESTIONS, "ticket.slot", "GZ-73" },
	{ TICKET_ACTIVE, TICKET_FOLLOW, TICKET_FOLLOW_UP, TICKET_AT_RISK,
	    TICKET_OWN, 0, QUESTIONS, "ticket.contact", "default" },
	{ TICKET_ACTIVE, TICKET_FOLLOW, TICKET_FOLLOW_UP, 0, TICKET_OWN, 0,
	    QUESTIONS, "ticket.callback", "GZ-73" },
	{ TICKET_ACTIVE, TICKET_SCHOOL, TICKET_HANDED_OVER, TICKET_IS_LINKED,
	    TICKET_OWN, 0, QUESTIONS | TICKET_NEEDS_GROUND, "ticket.school",
	    "TJ-53, GZ-67" },
	{ TICKET_ACTIVE, TICKET_HAND_OVER, TICKET_HANDED_OVER, 0, TICKET_OWN, 0,
	    QUESTIONS | TICKET_NEEDS_RECEIVER, "ticket.receipt",
	    "QP-84, QP-94, GZ-72" },

	/* mail and platform */
	{ TICKET_ACTIVE, TICKET_WAIT, TICKET_WAIT_REPLY, TICKET_IS_WRITTEN,
	    TICKET_OWN, 0, SUMMARY, "ticket.callback", "SJS-29" },
	{ TICKET_WAIT_REPLY, TICKET_REPLY, TICKET_ACTIVE, 0, OWNERS, 0, 0,
	    "ticket.mail", "SJS-29" },
	{ TICKET_WAIT_REPLY, TICKET_CLOSE, TICKET_CLOSED, 0, OWNERS, 0,
	    QUESTIONS | REASON, NULL, "default" },

	/* afterwards */
	{ TICKET_FOLLOW_UP, TICKET_CALLED, TICKET_FOLLOW_UP, 0, OWNERS, 0,
	    TICKET_NEEDS_RESULT, "ticket.callback", "GZ-73" },
	{ TICKET_FOLLOW_UP, TICKET_CLOSE, TICKET_CLOSED, TICKET_HAS_DATES,
	    OWNERS, 0, REASON, NULL, "GZ-73" },
	{ TICKET_FOLLOW_UP, TICKET_CLOSE, TICKET_CLOSED, 0, OWNERS, 0, 0, NULL,
	    "GZ-73" },
	{ TICKET_HANDED_OVER, TICKET_RECEIPT, TICKET_HANDED_OVER, 0,
	    OWNERS | TICKET_RECEIVER, 0, 0, "ticket.feedback", "QD-08" },
	{ TICKET_HANDED_OVER, TICKET_FEEDBACK, TICKET_CLOSED, 0,
	    OWNERS | TICKET_RECEIVER, 0, REASON, NULL, "QD-08" },
	{ TICKET_CLOSED, TICKET_REOPEN, TICKET_FOLLOW_UP, 0, ANYBODY, 0, REASON,
	    "ticket.callback", "default" },
	{ TICKET_CLOSED, TICKET_QUALITY, TICKET_CLOSED, 0, TICKET_LEAD, 0,
	    TICKET_NEEDS_SCORE, NULL, "QD-43" },
};

static const char *const states[] = { "NEW", "ACTIVE", "WAIT_REPLY",
	"FOLLOW_UP", "HANDED_OVER", "CLOSED", "EMERGENCY", "VOID", NULL };

static const char *const events[] = { "ring", "open", "take", "gone", "assign",
	"ask", "join", "danger", "calm", "end", "close", "void", "appointment",
	"follow_up", "school", "hand_over", "wait", "reply", "called",
	"receipt", "feedback", "reopen", "quality", "take_over", "take_back",
	NULL };

static const char *const facts[] = { "number", "written", "risk", "known",
	"seen", "linked", "asked", "dates", "lost", NULL };

static const char *const people[] = { "own", "second", "lead", "operator",
	"receiver", "looked_back", NULL };

static const char *const needs[] = { "questions", "checklist", "summary",
	"reason", "void", "receiver", "ground", "person", "result", "score",
	NULL };

const struct state_machine ticket_machine = {
	.name = "ticket",
	.moves = moves,
	.n_moves = nitems(moves),
	.states = states,
	.events = events,
	.when = facts,
	.who = people,
	.needs = needs,
};

static const char *const state_words[TICKET_STATE_COUNT] = {
	N_("waiting"),
	N_("in call"),
	N_("waiting for their reply"),
	N_("to follow up"),
	N_("handed over"),
	N_("closed"),
	N_("emergency"),
	N_("void"),
};

const char *
ticket_state_words(int state)
{
	return state >= 0 && state < TICKET_STATE_COUNT ? state_words[state]
							: "";
}

bool
ticket_is_call(const struct ticket *t)
{
	return (t->state == TICKET_ACTIVE || t->state == TICKET_EMERGENCY) &&
	       t->taken_at != 0 && t->ended_at == 0 &&
	       t->channel != CHANNEL_MAIL && t->channel != CHANNEL_ONLINE;
}

bool
ticket_is_over(int state)
{
	return state == TICKET_CLOSED || state == TICKET_VOID;
}

/* While only its operator is in it. */
static bool
is_private(int state, bool danger, bool asked)
{
	return (state == TICKET_NEW || state == TICKET_ACTIVE ||
		   state == TICKET_WAIT_REPLY) &&
	       !danger && !asked;
}

bool
ticket_may_read(int state, unsigned who, bool danger, bool asked)
{
	if ((who & (TICKET_OWN | TICKET_LOOKED | TICKET_OPENED)) != 0)
		return true;
	if (is_private(state, danger, asked))
		return false;
	return (who & (TICKET_LEAD | TICKET_SECOND)) != 0;
}

bool
ticket_may_write(int state, unsigned who, bool danger, bool asked)
{
	return state != TICKET_VOID && state != TICKET_NEW &&
	       (who & TEAM) != 0 && ticket_may_read(state, who, danger, asked);
}
