/* SPDX-License-Identifier: Apache-2.0 */
#include "base/lang.h"
#include "base/mem.h"
#include "model/plan.h"

#define S(name) PLAN_##name
#define CARE PLAN_CARE
#define TEXT PLAN_NEEDS_TEXT
#define DAY PLAN_NEEDS_REVIEW_AT
#define SOME PLAN_NEEDS_MEASURE

static const struct state_move moves[] = {
	{ STATE_NONE, S(WRITE), S(DRAFT), 0, CARE, 0, TEXT, NULL,
	    "QP-38, TJ-26, GZ-17" },
	{ S(DRAFT), S(WRITE), S(DRAFT), 0, CARE, 0, TEXT, NULL, "QP-38" },
	{ S(RUNNING), S(WRITE), S(RUNNING), 0, CARE, 0, TEXT, NULL, "QP-38" },
	{ S(REVIEWED), S(WRITE), S(REVIEWED), 0, CARE, 0, TEXT, NULL, "QP-38" },

	{ S(DRAFT), S(MEASURE), S(DRAFT), 0, CARE, 0, 0, NULL, "GZ-17" },
	{ S(RUNNING), S(MEASURE), S(RUNNING), 0, CARE, 0, 0, NULL, "GZ-17" },
	{ S(REVIEWED), S(MEASURE), S(REVIEWED), 0, CARE, 0, 0, NULL, "GZ-17" },
	{ S(RUNNING), S(DONE), S(RUNNING), 0, CARE | PLAN_DOES, 0, 0, NULL,
	    "GZ-17" },
	{ S(REVIEWED), S(DONE), S(REVIEWED), 0, CARE | PLAN_DOES, 0, 0, NULL,
	    "GZ-17" },

	{ S(DRAFT), S(START), S(RUNNING), 0, CARE, 0, DAY | SOME, NULL,
	    "GZ-17" },
	{ S(RUNNING), S(REVIEW), S(REVIEWED), 0, CARE, 0, TEXT, NULL, "TJ-26" },
	{ S(REVIEWED), S(START), S(RUNNING), 0, CARE, 0, DAY | SOME, NULL,
	    "TJ-26" },

	{ S(DRAFT), S(END), S(ENDED), 0, CARE, 0, TEXT, NULL, "default" },
	{ S(REVIEWED), S(END), S(ENDED), 0, CARE, 0, TEXT, NULL, "default" },
};

static const char *const states[] = { "DRAFT", "RUNNING", "REVIEWED", "ENDED",
	NULL };
static const char *const events[] = { "write", "start", "review", "end",
	"measure", "done", NULL };
static const char *const facts[] = { NULL };
static const char *const people[] = { "care", "reads", "does", NULL };
static const char *const needs[] = { "text", "review_at", "measures", NULL };

const struct state_machine plan_machine = {
	.name = "plan",
	.moves = moves,
	.n_moves = nitems(moves),
	.states = states,
	.events = events,
	.when = facts,
	.who = people,
	.needs = needs,
};

static const char *const state_words[PLAN_STATES] = { N_("being written"),
	N_("running"), N_("reviewed"), N_("ended") };
static const char *const event_words[PLAN_EVENTS] = { N_("goals written"),
	N_("it runs"), N_("looked at again"), N_("ended"),
	N_("a measure was agreed or changed"), N_("a measure was done") };

const char *
plan_state_words(int state)
{
	return state >= 0 && state < PLAN_STATES ? state_words[state] : "";
}

const char *
plan_event_words(int event)
{
	return event >= 0 && event < PLAN_EVENTS ? event_words[event] : "";
}

bool
plan_is_open(enum plan_state s)
{
	return s != PLAN_ENDED;
}

void
plan_step(struct plan *p, const struct state_move *move, int64_t review_at)
{
	p->state = (enum plan_state)move->to;
	if (move->on == PLAN_START)
		p->review_at = review_at;
	else if (move->on == PLAN_REVIEW || move->on == PLAN_END)
		p->review_at = 0;
}
