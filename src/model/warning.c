/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/warning.h"

#define S(name) WARNING_##name
#define PRO (WHO_CARE | WHO_GROUP | WHO_HEAD | WHO_CENTRE | WHO_OWNER)
#define RUNS (WHO_CARE | WHO_CENTRE | WHO_OWNER)
#define ANYONE (WHO_STAFF | WHO_SYSTEM)
#define NEAR (PRO | WHO_CLASS | WHO_GRADE | WHO_ASKED | WHO_SEEN)

/* from, event, to, when, who, second, needs, deadline, source */

/* What can happen in every open state.  A level that gets it has the times
 * of acknowledging; danger has the short one. */
#define ALWAYS(st)                                                             \
	{ S(st), S(PARENTS), S(st), 0, RUNS | WHO_CLASS | WHO_HEAD, 0,         \
		NEED_PARENTS, NULL, "SJS-65, QP-90" },                         \
	    { S(st), S(RAISE), S(st), WHEN_DANGER, NEAR, 0, NEED_REASON,       \
		    "warning.ack_danger", "SJS-62, SJS-71" },                  \
	    { S(st), S(RAISE), S(st), 0, NEAR, 0, NEED_REASON, "warning.ack",  \
		    "SJS-62, SJS-71" },                                        \
	    { S(st), S(CALM), S(st), WHEN_DANGER, PRO, PRO, NEED_REASON,       \
		    "warning.ack", "SJS-67" },                                 \
	    { S(st), S(HAND), S(st), 0, RUNS, WHO_RECEIVER, NEED_PERSON, NULL, \
		    "SJS-67" },                                                \
	    { S(st), S(NOTE), S(st), 0, PRO | WHO_CLASS, 0, NEED_TEXT, NULL,   \
		    "SJS-43" },                                                \
	{                                                                      \
		S(st), S(MEASURE), S(st), 0, PRO, 0, NEED_TEXT, NULL, "SJS-69" \
	}

/* Danger, a new report, and the time that runs out: where they lead. */
#define TURNS(st, danger_to, report_to)                                     \
	{ S(st), S(DANGER), S(danger_to), 0, NEAR | WHO_SYSTEM, 0, 0,       \
		"warning.ack_danger", "SJS-71, QP-56" },                    \
	{                                                                   \
		S(st), S(REPORT), S(report_to), 0, ANYONE, 0, NEED_STUDENT, \
		    NULL, "SJS-12"                                          \
	}

/* A report that joined must be seen as the first one was. */
#define SEEN(st)                                                          \
	{                                                                 \
		S(st), S(ACK), S(st), WHEN_UNSEEN, WHO_ASKED, 0, 0, NULL, \
		    "SJS-14"                                              \
	}

#define OVERDUE(st)                                                           \
	{ S(st), S(OVERDUE), S(st), WHEN_DANGER, WHO_SYSTEM, 0, 0,            \
		"warning.ack_danger", "SJS-14" },                             \
	{                                                                     \
		S(st), S(OVERDUE), S(st), 0, WHO_SYSTEM, 0, 0, "warning.ack", \
		    "SJS-14"                                                  \
	}

#define SEVERITY(st, worse_to)                                                \
	{ S(st), S(WORSEN), S(worse_to), WHEN_CRISIS, PRO, 0,                 \
		NEED_SEVERITY | NEED_REASON, "warning.intervene_crisis",      \
		"SJS-67, SJS-71" },                                           \
	    { S(st), S(WORSEN), S(worse_to), WHEN_SERIOUS, PRO, 0,            \
		    NEED_SEVERITY | NEED_REASON, "warning.intervene_serious", \
		    "SJS-67, SJS-70" },                                       \
	    { S(st), S(WORSEN), S(worse_to), 0, PRO, 0,                       \
		    NEED_SEVERITY | NEED_REASON, "warning.intervene",         \
		    "SJS-67, SJS-69" },                                       \
	{                                                                     \
		S(st), S(LOWER), S(st), 0, PRO, WHO_CENTRE,                   \
		    NEED_SEVERITY | NEED_REASON, NULL, "SJS-67"               \
	}

static const struct state_move moves[] = {
	{ STATE_NONE, S(REPORT), S(REPORTED), WHEN_DANGER, ANYONE, 0,
	    NEED_STUDENT, "warning.ack_danger", "SJS-12, SJS-71" },
	{ STATE_NONE, S(REPORT), S(REPORTED), 0, ANYONE, 0,
	    NEED_STUDENT | NEED_TEXT, "warning.ack", "SJS-12, QP-43, QD-16" },

	{ S(REPORTED), S(ACK), S(ACKNOWLEDGED), WHEN_LAST, WHO_ASKED, 0, 0,
	    "warning.verify", "SJS-14" },
	{ S(REPORTED), S(ACK), S(REPORTED), 0, WHO_ASKED, 0, 0, NULL,
	    "SJS-14" },
	TURNS(REPORTED, REPORTED, REPORTED),
	ALWAYS(REPORTED),
	OVERDUE(REPORTED),

	{ S(ACKNOWLEDGED), S(VERIFY), S(VERIFYING), WHEN_DANGER, RUNS, 0, 0,
	    "warning.assess_crisis", "SJS-65, QP-90" },
	{ S(ACKNOWLEDGED), S(VERIFY), S(VERIFYING), 0, RUNS, 0, 0,
	    "warning.assess", "SJS-65, QP-90" },
	TURNS(ACKNOWLEDGED, ACKNOWLEDGED, ACKNOWLEDGED),
	SEEN(ACKNOWLEDGED),
	ALWAYS(ACKNOWLEDGED),
	OVERDUE(ACKNOWLEDGED),

	{ S(VERIFYING), S(CONFIRM), S(CONFIRMED), WHEN_CRISIS, PRO, 0,
	    NEED_SEVERITY | NEED_REASON | NEED_PARENTS, "warning.place_crisis",
	    "SJS-66, SJS-71" },
	{ S(VERIFYING), S(CONFIRM), S(CONFIRMED), WHEN_SERIOUS, RUNS,
	    WHO_CENTRE, NEED_SEVERITY | NEED_REASON | NEED_PARENTS,
	    "warning.place_serious", "SJS-66, SJS-70" },
	{ S(VERIFYING), S(CONFIRM), S(CONFIRMED), 0, RUNS, WHO_CENTRE,
	    NEED_SEVERITY | NEED_REASON | NEED_PARENTS, "warning.place",
	    "SJS-66, SJS-69" },
	{ S(VERIFYING), S(UNCONFIRM), S(NOT_CONFIRMED), 0, RUNS, WHO_CENTRE,
	    NEED_REASON | NEED_PARENTS, "warning.close", "SJS-66" },
	TURNS(VERIFYING, VERIFYING, VERIFYING),
	SEEN(VERIFYING),
	ALWAYS(VERIFYING),
	OVERDUE(VERIFYING),

	{ S(NOT_CONFIRMED), S(CLOSE), S(CLOSED), 0, RUNS, 0, NEED_QUIET, NULL,
	    "TJ-35" },
	TURNS(NOT_CONFIRMED, REOPENED, REOPENED),
	ALWAYS(NOT_CONFIRMED),
	OVERDUE(NOT_CONFIRMED),

	{ S(CONFIRMED), S(PLACE), S(AT_LEVEL), WHEN_CRISIS,
	    WHO_HEAD | WHO_CENTRE, 0, 0, "warning.intervene_crisis",
	    "SJS-71, TJ-54" },
	{ S(CONFIRMED), S(PLACE), S(AT_LEVEL), WHEN_SERIOUS,
	    WHO_GROUP | WHO_HEAD | WHO_CENTRE, 0, 0,
	    "warning.intervene_serious", "SJS-70" },
	{ S(CONFIRMED), S(PLACE), S(AT_LEVEL), 0, RUNS, 0, 0,
	    "warning.intervene", "SJS-69" },
	TURNS(CONFIRMED, CONFIRMED, CONFIRMED),
	SEVERITY(CONFIRMED, CONFIRMED),
	SEEN(CONFIRMED),
	ALWAYS(CONFIRMED),
	OVERDUE(CONFIRMED),

	{ S(AT_LEVEL), S(REVIEW), S(AT_LEVEL), 0,
	    WHO_GRADE | WHO_HEAD | WHO_CENTRE, 0, NEED_TEXT, "warning.analyse",
	    "TJ-43" },
	{ S(AT_LEVEL), S(INTERVENE), S(INTERVENING), WHEN_CRISIS, PRO, 0,
	    NEED_TEXT | NEED_PARENTS, "warning.review_crisis", "SJS-71" },
	{ S(AT_LEVEL), S(INTERVENE), S(INTERVENING), WHEN_SERIOUS, PRO, 0,
	    NEED_TEXT | NEED_PARENTS, "warning.review_serious",
	    "SJS-70, QD-24" },
	{ S(AT_LEVEL), S(INTERVENE), S(INTERVENING), 0, PRO, 0,
	    NEED_TEXT | NEED_PARENTS, "warning.review", "SJS-69, QD-23" },
	TURNS(AT_LEVEL, AT_LEVEL, AT_LEVEL),
	SEVERITY(AT_LEVEL, AT_LEVEL),
	SEEN(AT_LEVEL),
	ALWAYS(AT_LEVEL),
	OVERDUE(AT_LEVEL),

	{ S(INTERVENING), S(REVIEW), S(INTERVENING), WHEN_CRISIS, PRO, 0,
	    NEED_TEXT, "warning.review_crisis", "SJS-67, SJS-72" },
	{ S(INTERVENING), S(REVIEW), S(INTERVENING), WHEN_SERIOUS, PRO, 0,
	    NEED_TEXT, "warning.review_serious", "SJS-67" },
	{ S(INTERVENING), S(REVIEW), S(INTERVENING), 0, PRO, 0, NEED_TEXT,
	    "warning.review", "SJS-67" },
	{ S(INTERVENING), S(MONITOR), S(MONITORING), 0, RUNS, WHO_CENTRE,
	    NEED_REASON | NEED_REVIEWS | NEED_FAMILY | NEED_QUIET,
	    "warning.observe", "SJS-67, SJS-43" },
	TURNS(INTERVENING, INTERVENING, INTERVENING),
	SEVERITY(INTERVENING, INTERVENING),
	SEEN(INTERVENING),
	ALWAYS(INTERVENING),
	OVERDUE(INTERVENING),

	{ S(MONITORING), S(REVIEW), S(MONITORING), 0, PRO, 0, NEED_TEXT, NULL,
	    "SJS-43" },
	{ S(MONITORING), S(CLOSE), S(CLOSED), WHEN_CRISIS, RUNS, WHO_CENTRE,
	    NEED_REASON | NEED_PERIOD | NEED_QUIET, NULL, "SJS-71" },
	{ S(MONITORING), S(CLOSE), S(CLOSED), WHEN_DISTRICT, RUNS, WHO_CENTRE,
	    NEED_REASON | NEED_PERIOD | NEED_QUIET, NULL, "default" },
	{ S(MONITORING), S(CLOSE), S(CLOSED), WHEN_SCHOOL, RUNS, WHO_HEAD,
	    NEED_REASON | NEED_PERIOD | NEED_QUIET, NULL, "default" },
	{ S(MONITORING), S(CLOSE), S(CLOSED), 0, RUNS, WHO_GRADE,
	    NEED_REASON | NEED_PERIOD | NEED_QUIET, NULL, "default" },
	{ S(MONITORING), S(OVERDUE), S(MONITORING), WHEN_OVER, WHO_SYSTEM, 0, 0,
	    "warning.close", "default" },
	TURNS(MONITORING, AT_LEVEL, MONITORING),
	SEVERITY(MONITORING, AT_LEVEL),
	SEEN(MONITORING),
	ALWAYS(MONITORING),
	OVERDUE(MONITORING),

	{ S(CLOSED), S(REPORT), S(REOPENED), WHEN_DANGER, ANYONE, 0,
	    NEED_STUDENT, "warning.ack_danger", "SJS-43" },
	{ S(CLOSED), S(REPORT), S(REOPENED), 0, ANYONE, 0,
	    NEED_STUDENT | NEED_TEXT, "warning.ack", "SJS-43" },

	{ S(REOPENED), S(ACK), S(ACKNOWLEDGED), WHEN_LAST, WHO_ASKED, 0, 0,
	    "warning.verify", "SJS-14" },
	{ S(REOPENED), S(ACK), S(REOPENED), 0, WHO_ASKED, 0, 0, NULL,
	    "SJS-14" },
	TURNS(REOPENED, REOPENED, REOPENED),
	ALWAYS(REOPENED),
	OVERDUE(REOPENED),
};

static const char *const states[] = { "REPORTED", "ACKNOWLEDGED", "VERIFYING",
	"NOT_CONFIRMED", "CONFIRMED", "AT_LEVEL", "INTERVENING", "MONITORING",
	"CLOSED", "REOPENED", NULL };

static const char *const events[] = { "report", "ack", "verify", "parents",
	"confirm", "unconfirm", "place", "review", "intervene", "monitor",
	"close", "worsen", "lower", "danger", "calm", "raise", "hand", "note",
	"measure", "overdue", "take_back", NULL };

static const char *const when[] = { "last_ack", "danger", "serious", "crisis",
	"school_level", "district_level", "period_over", "unseen", NULL };

static const char *const who[] = { "staff", "class_teacher", "grade_head",
	"psychology", "crisis_member", "crisis_head", "counsellor", "owner",
	"asked", "receiver", "system", "reporter", "seen", NULL };

static const char *const need_words[] = { N_("which student"),
	N_("what was seen or agreed"), N_("a reason"), N_("how serious it is"),
	N_("whether the parents know, or why not yet"),
	N_("the family has to be told first"), N_("two reviews"),
	N_("the observation is not over yet"),
	N_("a report nobody has looked at yet"), N_("a person") };

static const char *const needs[] = { "student", "text", "reason", "severity",
	"parents", "family_told", "two_reviews", "period_over",
	"nothing_unseen", "person", NULL };

const struct state_machine warning_machine = {
	.name = "warning",
	.moves = moves,
	.n_moves = nitems(moves),
	.states = states,
	.events = events,
	.when = when,
	.who = who,
	.needs = needs,
};

/* For professionals, and for everybody else (screens.md, Words). */
static const struct {
	const char *professional, *plain;
} state_words[WARNING_STATES] = {
	[S(REPORTED)] = { N_("new"), N_("delivered") },
	[S(ACKNOWLEDGED)] = { N_("finding out"),
	    N_("a teacher is finding out") },
	[S(VERIFYING)] = { N_("finding out"), N_("a teacher is finding out") },
	[S(NOT_CONFIRMED)] = { N_("all well"), N_("looked into, thank you") },
	[S(CONFIRMED)] = { N_("conferring"), N_("a teacher is following up") },
	[S(AT_LEVEL)] = { N_("conferring"), N_("a teacher is following up") },
	[S(INTERVENING)] = { N_("helping"), N_("a teacher is following up") },
	[S(MONITORING)] = { N_("watching"), N_("a teacher is following up") },
	[S(CLOSED)] = { N_("case closed"), N_("case closed") },
	[S(REOPENED)] = { N_("new again"), N_("delivered") },
};

static const char *const event_words[WARNING_EVENTS] = {
	[S(REPORT)] = N_("reported"),
	[S(ACK)] = N_("I have seen it"),
	[S(VERIFY)] = N_("Start finding out"),
	[S(PARENTS)] = N_("The parents: told, or not yet and why"),
	[S(CONFIRM)] = N_("Assessed: needs care"),
	[S(UNCONFIRM)] = N_("Looked into: all well"),
	[S(PLACE)] = N_("Decide which level works on it"),
	[S(REVIEW)] = N_("Look at it again"),
	[S(INTERVENE)] = N_("Begin to help"),
	[S(MONITOR)] = N_("Keep an eye on it"),
	[S(CLOSE)] = N_("Ready to close"),
	[S(WORSEN)] = N_("More serious than thought"),
	[S(LOWER)] = N_("Less serious now"),
	[S(DANGER)] = N_("Danger now, get help"),
	[S(CALM)] = N_("No longer in danger"),
	[S(RAISE)] = N_("Bring in the next level"),
	[S(HAND)] = N_("Hand on to someone else"),
	[S(NOTE)] = N_("Write an entry"),
	[S(MEASURE)] = N_("Note an agreed measure"),
	[S(OVERDUE)] = N_("the time was over"),
	[S(TAKE_BACK)] = N_("Taken back"),
};

static const struct {
	const char *name, *word;
} levels[] = {
	[LEVEL_CLASS] = { "class", N_("class level") },
	[LEVEL_GRADE] = { "grade", N_("grade level") },
	[LEVEL_SCHOOL] = { "school", N_("school level") },
	[LEVEL_DISTRICT] = { "district", N_("district level") },
}, severities[SEVERITY_COUNT] = {
	[SEVERITY_NONE] = { "none", N_("not decided yet") },
	[SEVERITY_ATTENTION] = { "attention", N_("attention") },
	[SEVERITY_GENERAL] = { "general", N_("general") },
	[SEVERITY_SERIOUS] = { "serious", N_("serious") },
	[SEVERITY_CRISIS] = { "crisis", N_("severe or crisis") },
}, parents[PARENTS_COUNT] = {
	[PARENTS_UNKNOWN] = { "unknown", N_("not contacted yet") },
	[PARENTS_TOLD] = { "told", N_("told") },
	[PARENTS_LATER] = { "later", N_("not for now") },
	[PARENTS_HARM] = { "harm",
	    N_("not: a guardian may be the danger") },
}, sources[SOURCE_COUNT] = {
	[SOURCE_OBSERVATION] = { "observation", "" },
	[SOURCE_TICKET] = { "ticket", "" },
	[SOURCE_CONSULTATION] = { "consultation", "" },
	[SOURCE_RAISED] = { "raised", "" },
};

const char *
warning_word(enum warning_state s, bool professional)
{
	return professional ? state_words[s].professional
			    : state_words[s].plain;
}

const char *
warning_event_word(enum warning_event e)
{
	return event_words[e];
}

const char *
warning_level_word(enum profile_level l)
{
	return levels[l].word;
}

const char *
warning_severity_word(enum warning_severity s)
{
	return severities[s].word;
}

const char *
warning_parents_word(enum warning_parents p)
{
	return parents[p].word;
}

const char *
warning_need_word(unsigned n)
{
	for (size_t i = 0; i < nitems(need_words); i++)
		if ((n & 1u << i) != 0)
			return need_words[i];
	return "";
}

const char *
warning_level_name(enum profile_level l)
{
	return levels[l].name;
}

int
warning_level_of(const char *name)
{
	for (size_t i = 0; i < nitems(levels); i++)
		if (strcmp(levels[i].name, name) == 0)
			return (int)i;
	return -1;
}

const char *
warning_severity_name(enum warning_severity s)
{
	return severities[s].name;
}

/* "none" is not a severity somebody can give. */
int
warning_severity_of(const char *name)
{
	for (size_t i = 1; i < nitems(severities); i++)
		if (strcmp(severities[i].name, name) == 0)
			return (int)i;
	return -1;
}

const char *
warning_parents_name(enum warning_parents p)
{
	return parents[p].name;
}

int
warning_parents_of(const char *name)
{
	for (size_t i = 1; i < nitems(parents); i++)
		if (strcmp(parents[i].name, name) == 0)
			return (int)i;
	return -1;
}

const char *
warning_source_name(enum warning_source s)
{
	return sources[s].name;
}

bool
warning_is_open(enum warning_state s)
{
	return s != S(CLOSED);
}
