/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/appointment.h"

#define OWN APPOINTMENT_OWN
#define CARE APPOINTMENT_CARE
#define ASKER APPOINTMENT_ASKER
#define ANYBODY (APPOINTMENT_STAFF | CARE | APPOINTMENT_LINE)
#define TEAM (OWN | CARE)
#define SERIOUS APPOINTMENT_IS_SERIOUS
#define CRISIS APPOINTMENT_IS_CRISIS
#define FAR APPOINTMENT_IS_FAR
#define ORDINARY APPOINTMENT_IS_ORDINARY
#define STUDENT APPOINTMENT_NEEDS_STUDENT
#define TIME (APPOINTMENT_NEEDS_SLOT | APPOINTMENT_NEEDS_FORM)
#define FORM APPOINTMENT_NEEDS_FORM
#define REASON APPOINTMENT_NEEDS_REASON
#define WRITTEN (APPOINTMENT_NEEDS_TEXT | APPOINTMENT_NEEDS_RISK)
#define DATE APPOINTMENT_NEEDS_NEXT

#define S(name) APPOINTMENT_##name

/* An offer, from wherever it may be made: how soon depends on the need. */
#define OFFERS(from, source)                                         \
	{ S(from), S(OFFER), S(OFFERED), CRISIS, TEAM, 0, TIME,      \
		"appointment.crisis", source },                      \
	    { S(from), S(OFFER), S(OFFERED), SERIOUS, TEAM, 0, TIME, \
		    "appointment.serious", source },                 \
	{                                                            \
		S(from), S(OFFER), S(OFFERED), 0, TEAM, 0, TIME,     \
		    "appointment.ordinary", source                   \
	}

/* Requirements 3.2, a row a line.  A move that stays where it is and names no
 * deadline leaves the one that runs alone. */
static const struct state_move moves[] = {
	/* it begins */
	{ STATE_NONE, S(REQUEST), S(REQUESTED), 0, ANYBODY, 0, STUDENT,
	    "appointment.offer", "SJS-33, SJS-32" },
	{ STATE_NONE, S(INVITE), S(INVITED), 0, CARE, 0, STUDENT,
	    "appointment.invite", "QD-23" },
	{ STATE_NONE, S(WALK_IN), S(HELD), CRISIS, CARE, 0, STUDENT | FORM,
	    "consultation.note_crisis", "SJS-37" },
	{ STATE_NONE, S(WALK_IN), S(HELD), 0, CARE, 0, STUDENT | FORM,
	    "consultation.note", "SJS-37" },
	{ STATE_NONE, S(FOLLOW), S(BOOKED), 0, TEAM, 0, TIME, APPOINTMENT_SLOT,
	    "QD-24" },

	/* a time is found */
	OFFERS(REQUESTED, "SJS-32, TJ-35"),
	OFFERS(INVITED, "SJS-32, TJ-35"),
	OFFERS(OFFERED, "default"),
	OFFERS(BOOKED, "default"),
	OFFERS(NO_SHOW, "QD-24"),
	{ S(OFFERED), S(ACCEPT), S(BOOKED), 0, TEAM | ASKER, 0, 0,
	    APPOINTMENT_SLOT, "default" },

	/* or not: valid, the next contact is set, never a sanction */
	{ S(INVITED), S(DECLINE), S(CANCELLED), 0, TEAM | ASKER, 0, 0,
	    "appointment.again", "SJS-45, GZ-64" },
	{ S(OFFERED), S(DECLINE), S(CANCELLED), 0, TEAM | ASKER, 0, 0,
	    "appointment.again", "SJS-45, GZ-64" },
	{ S(CANCELLED), S(INVITE), S(INVITED), 0, TEAM, 0, 0,
	    "appointment.invite", "SJS-45, GZ-64" },
	{ S(CANCELLED), S(END), S(ENDED), 0, TEAM, 0, 0, NULL, "default" },
	{ S(REQUESTED), S(CANCEL), S(CANCELLED), 0, TEAM | ASKER, 0, REASON,
	    NULL, "default" },
	{ S(INVITED), S(CANCEL), S(CANCELLED), 0, TEAM, 0, REASON, NULL,
	    "default" },
	{ S(OFFERED), S(CANCEL), S(CANCELLED), 0, TEAM | ASKER, 0, REASON, NULL,
	    "default" },
	{ S(BOOKED), S(CANCEL), S(CANCELLED), 0, TEAM | ASKER, 0, REASON, NULL,
	    "default" },

	/* the day itself */
	{ S(BOOKED), S(HOLD), S(HELD), CRISIS, TEAM, 0, 0,
	    "consultation.note_crisis", "SJS-27, SJS-37" },
	{ S(BOOKED), S(HOLD), S(HELD), 0, TEAM, 0, 0, "consultation.note",
	    "SJS-27, SJS-37" },
	{ S(BOOKED), S(ABSENT), S(NO_SHOW), SERIOUS, TEAM, 0, 0,
	    "appointment.absent", "QD-24" },
	{ S(BOOKED), S(ABSENT), S(NO_SHOW), 0, TEAM, 0, 0, "appointment.again",
	    "QD-24" },
	{ S(NO_SHOW), S(CHECK_IN), S(NO_SHOW), 0, TEAM, 0, REASON,
	    "appointment.again", "QD-24" },
	{ S(NO_SHOW), S(END), S(ENDED), ORDINARY, TEAM, 0, REASON, NULL,
	    "default" },

	/* written down, and written anew: nothing is overwritten */
	{ S(HELD), S(NOTE), S(RECORDED), SERIOUS, OWN, 0, WRITTEN,
	    "consultation.next_serious", "SJS-37, QD-24" },
	{ S(HELD), S(NOTE), S(RECORDED), 0, OWN, 0, WRITTEN, NULL, "SJS-37" },
	{ S(RECORDED), S(NOTE), S(RECORDED), 0, OWN, 0, WRITTEN, NULL,
	    "SJS-37" },
	{ S(NEXT_SET), S(NOTE), S(NEXT_SET), 0, OWN, 0, WRITTEN, NULL,
	    "SJS-37" },
	{ S(ENDED), S(NOTE), S(ENDED), 0, OWN, 0, WRITTEN, NULL, "SJS-37" },

	/* what comes after: for a serious one the next date is no choice */
	{ S(RECORDED), S(NEXT), S(NEXT_SET), SERIOUS | FAR, OWN, 0,
	    DATE | REASON, NULL, "QD-24" },
	{ S(RECORDED), S(NEXT), S(NEXT_SET), 0, OWN, 0, DATE, NULL, "QD-24" },
	{ S(RECORDED), S(END), S(ENDED), ORDINARY, OWN, 0, 0, NULL, "default" },
};

static const char *const states[] = { "REQUESTED", "INVITED", "OFFERED",
	"BOOKED", "HELD", "RECORDED", "NEXT_SET", "ENDED", "CANCELLED",
	"NO_SHOW", NULL };

static const char *const events[] = { "request", "invite", "walk_in", "follow",
	"offer", "accept", "decline", "cancel", "hold", "no_show", "check_in",
	"note", "next", "end", "take_back", NULL };

static const char *const facts[] = { "ordinary", "serious", "crisis", "far",
	NULL };

static const char *const people[] = { "own", "care", "asker", "staff", "line",
	NULL };

static const char *const needs[] = { "student", "form", "starts_at", "reason",
	"text", "risk", "next_at", NULL };

const struct state_machine appointment_machine = {
	.name = "appointment",
	.moves = moves,
	.n_moves = nitems(moves),
	.states = states,
	.events = events,
	.when = facts,
	.who = people,
	.needs = needs,
};

unsigned
appointment_facts(const struct appointment *a, bool far)
{
	unsigned bits = far ? FAR : 0;

	if (a->need == NEED_ORDINARY)
		return bits | ORDINARY;
	return bits | SERIOUS | (a->need == NEED_NOW ? CRISIS : 0);
}

void
appointment_step(const struct profile *p, struct appointment *a,
    const struct state_move *move, int64_t at)
{
	bool stays = move->from == move->to && move->deadline == NULL;

	a->state = (enum appointment_state)move->to;
	if (stays)
		return;
	a->due_at = 0;
	a->due_key[0] = '\0';
	if (move->deadline == NULL)
		return;
	mem_copy_text(a->due_key, sizeof(a->due_key), move->deadline);
	if (strcmp(move->deadline, APPOINTMENT_SLOT) == 0)
		a->due_at = a->starts_at;
	else
		a->due_at = profile_due(p, move->deadline, at);
}

bool
appointment_is_far(const struct profile *p, const struct appointment *a,
    int64_t from, int64_t next)
{
	return a->need != NEED_ORDINARY &&
	       next > profile_due(p, "consultation.next_serious", from);
}

bool
appointment_is_open(enum appointment_state s)
{
	return s != APPOINTMENT_ENDED && s != APPOINTMENT_NEXT_SET;
}

bool
consultation_risk_warns(enum consultation_risk r)
{
	return r == RISK_SOME || r == RISK_DANGER;
}

/* --- names and words -------------------------------------------------------
 */

static const char *const form_names[] = { "face", "phone", "online", NULL };
static const char *const source_names[] = { "ticket", "warning", "staff",
	"counsellor", "walk_in", "earlier", NULL };
static const char *const need_names[] = { "ordinary", "serious", "crisis",
	NULL };
static const char *const risk_names[] = { "", "none", "some", "danger",
	"not_asked", NULL };

/* Lists are short: walking to the place keeps a wrong number inside. */
static const char *
name_at(const char *const *names, int n)
{
	for (int i = 0; names[i] != NULL; i++)
		if (i == n)
			return names[i];
	return "";
}

static int
name_of(const char *const *names, const char *name)
{
	for (int i = 0; names[i] != NULL; i++)
		if (name[0] != '\0' && strcmp(names[i], name) == 0)
			return i;
	return -1;
}

const char *
appointment_form_name(int form)
{
	return name_at(form_names, form);
}

int
appointment_form_of(const char *name)
{
	return name_of(form_names, name);
}

const char *
appointment_source_name(int source)
{
	return name_at(source_names, source);
}

int
appointment_source_of(const char *name)
{
	return name_of(source_names, name);
}

const char *
appointment_need_name(int need)
{
	return name_at(need_names, need);
}

int
appointment_need_of(const char *name)
{
	return name_of(need_names, name);
}

const char *
consultation_risk_name(int risk)
{
	return name_at(risk_names, risk);
}

int
consultation_risk_of(const char *name)
{
	return name_of(risk_names, name);
}

static const char *const state_words[] = {
	N_("asked for"),
	N_("to be invited"),
	N_("time offered"),
	N_("agreed"),
	N_("talked"),
	N_("written down"),
	N_("next date set"),
	N_("ended"),
	N_("called off"),
	N_("did not come"),
	NULL,
};

static const char *const event_words[] = {
	N_("Ask for an appointment"),
	N_("Invite to a talk"),
	N_("Note a talk"),
	N_("The next date"),
	N_("Offer a time"),
	N_("They agree to the time"),
	N_("They would rather not"),
	N_("Call it off"),
	N_("The talk took place"),
	N_("They did not come"),
	N_("Asked after them"),
	N_("Write the note"),
	N_("Set the next date"),
	N_("It is finished"),
	N_("Taken back"),
	NULL,
};

static const char *const next_words[] = {
	N_("offer a time"),
	N_("invite them"),
	N_("ask if it suits"),
	N_("meet"),
	N_("write it down"),
	N_("set the next date"),
	"",
	"",
	N_("ask again, gently"),
	N_("ask how they are"),
	NULL,
};

static const char *const form_words[] = {
	N_("in person"),
	N_("by phone"),
	N_("online"),
	NULL,
};

static const char *const risk_words[] = {
	"",
	N_("none"),
	N_("yes, look at it together"),
	N_("danger now"),
	N_("not asked"),
	NULL,
};

const char *
appointment_state_words(int state)
{
	return name_at(state_words, state);
}

const char *
appointment_event_words(int event)
{
	return name_at(event_words, event);
}

const char *
appointment_next_words(int state)
{
	return name_at(next_words, state);
}

const char *
appointment_form_words(int form)
{
	return name_at(form_words, form);
}

const char *
consultation_risk_words(int risk)
{
	return name_at(risk_words, risk);
}
