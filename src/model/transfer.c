/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/transfer.h"

#define S(name) TRANSFER_##name

static const struct state_move moves[] = {
	{ STATE_NONE, S(SEND), S(SENT), 0, S(SENDER), 0,
	    S(NEEDS_GROUND) | S(NEEDS_TEXT), NULL, "QP-02, QP-49" },
	{ S(SENT), S(WITHDRAW), S(WITHDRAWN), 0, S(SENDER), 0, S(NEEDS_REASON),
	    NULL, "default" },
	{ S(SENT), S(ACCEPT), S(ACCEPTED), 0, S(RECEIVER), 0, 0, NULL,
	    "QP-49" },
	{ S(SENT), S(REFUSE), S(REFUSED), 0, S(RECEIVER), 0, S(NEEDS_REASON),
	    NULL, "QP-49" },
	{ S(ACCEPTED), S(GIVE), S(ARRIVED), 0, S(SYSTEM), 0, 0, NULL,
	    "QP-49, GZ-66" },
	{ S(ARRIVED), S(CONTACT), S(SETTLED), 0, S(RECEIVER), 0, 0, NULL,
	    "QP-49" },
};

static const char *const states[] = { "SENT", "ACCEPTED", "ARRIVED", "REFUSED",
	"WITHDRAWN", "SETTLED", NULL };
static const char *const events[] = { "send", "accept", "refuse", "withdraw",
	"give", "contact", NULL };
static const char *const facts[] = { NULL };
static const char *const people[] = { "sender", "receiver", "centre", "system",
	NULL };
static const char *const needs[] = { "reason", "ground", "text", NULL };

const struct state_machine transfer_machine = {
	.name = "transfer",
	.moves = moves,
	.n_moves = nitems(moves),
	.states = states,
	.events = events,
	.when = facts,
	.who = people,
	.needs = needs,
};

struct entry {
	const char *code, *words;
};

static const struct entry grounds[] = {
	{ "consent", N_("they have agreed") },
	{ "safety", N_("serious danger, before they could agree") },
};
static const struct entry givers[] = {
	{ "guardian", N_("a guardian") },
	{ "student", N_("the student, who is of age") },
	{ "both", N_("a guardian and the student") },
};
static const struct entry hows[] = {
	{ "paper", N_("in writing") },
	{ "spoken", N_("in a talk") },
};

static const struct {
	const struct entry *row;
	int n;
} lists[TRANSFER_LISTS] = {
	[TRANSFER_LIST_GROUND] = { grounds, nitems(grounds) },
	[TRANSFER_LIST_GIVER] = { givers, nitems(givers) },
	[TRANSFER_LIST_HOW] = { hows, nitems(hows) },
};

const char *
transfer_code(enum transfer_list l, int i)
{
	return i >= 0 && i < lists[l].n ? lists[l].row[i].code : "";
}

const char *
transfer_words(enum transfer_list l, int i)
{
	return i >= 0 && i < lists[l].n ? lists[l].row[i].words : "";
}

int
transfer_of(enum transfer_list l, const char *code)
{
	for (int i = 0; i < lists[l].n; i++)
		if (strcmp(lists[l].row[i].code, code) == 0)
			return i;
	return -1;
}

int
transfer_count(enum transfer_list l)
{
	return lists[l].n;
}

static const char *const state_words[TRANSFER_STATES] = {
	N_("waits for the receiving school"),
	N_("accepted, the keys are on their way"),
	N_("has arrived"),
	N_("not accepted"),
	N_("taken back"),
	N_("they have met"),
};
static const char *const event_words[TRANSFER_EVENTS] = { N_("file sent on"),
	N_("file accepted"), N_("file not accepted"), N_("file taken back"),
	N_("file has arrived"), N_("they have met") };

const char *
transfer_state_words(int state)
{
	return state >= 0 && state < TRANSFER_STATES ? state_words[state] : "";
}

const char *
transfer_event_words(int event)
{
	return event >= 0 && event < TRANSFER_EVENTS ? event_words[event] : "";
}

bool
transfer_is_open(enum transfer_state s)
{
	return transfer_is_on_its_way(s) || s == TRANSFER_ARRIVED;
}

bool
transfer_is_on_its_way(enum transfer_state s)
{
	return s == TRANSFER_SENT || s == TRANSFER_ACCEPTED;
}

bool
transfer_has_arrived(enum transfer_state s)
{
	return s == TRANSFER_ARRIVED || s == TRANSFER_SETTLED;
}
