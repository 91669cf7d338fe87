/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/custody.h"

#define BOTH (CUSTODY_FIRST | CUSTODY_SECOND)

static const struct state_move moves[] = {
	{ STATE_NONE, CUSTODY_ASK, CUSTODY_ASKED, 0, CUSTODY_ASKER, 0,
	    CUSTODY_NEEDS_REASON, "custody.answer", "SJS-49" },
	{ CUSTODY_ASKED, CUSTODY_AGREE, CUSTODY_HALF, 0, CUSTODY_FIRST, 0, 0,
	    "custody.answer", "default" },
	{ CUSTODY_ASKED, CUSTODY_REFUSE, CUSTODY_REFUSED, 0, BOTH, 0,
	    CUSTODY_NEEDS_REASON, NULL, "default" },
	{ CUSTODY_ASKED, CUSTODY_WITHDRAW, CUSTODY_WITHDRAWN, 0, CUSTODY_ASKER,
	    0, 0, NULL, "default" },
	{ CUSTODY_ASKED, CUSTODY_LAPSE, CUSTODY_LAPSED, 0, CUSTODY_KEEPER, 0, 0,
	    NULL, "default" },
	{ CUSTODY_HALF, CUSTODY_AGREE, CUSTODY_OPEN, CUSTODY_IS_BRIEF,
	    CUSTODY_SECOND, 0, 0, "custody.open", "SJS-49" },
	{ CUSTODY_HALF, CUSTODY_AGREE, CUSTODY_GIVEN, 0, CUSTODY_SECOND, 0, 0,
	    NULL, "default" },
	{ CUSTODY_HALF, CUSTODY_REFUSE, CUSTODY_REFUSED, 0, BOTH, 0,
	    CUSTODY_NEEDS_REASON, NULL, "default" },
	{ CUSTODY_HALF, CUSTODY_WITHDRAW, CUSTODY_WITHDRAWN, 0, CUSTODY_ASKER,
	    0, 0, NULL, "default" },
	{ CUSTODY_HALF, CUSTODY_LAPSE, CUSTODY_LAPSED, 0, CUSTODY_KEEPER, 0, 0,
	    NULL, "default" },
	{ CUSTODY_OPEN, CUSTODY_END, CUSTODY_ENDED, 0,
	    CUSTODY_KEEPER | CUSTODY_ASKER, 0, 0, "custody.review", "default" },
	{ CUSTODY_OPEN, CUSTODY_REVIEW, CUSTODY_REVIEWED, 0, CUSTODY_REVIEWER,
	    0, 0, NULL, "GZ-69" },
	{ CUSTODY_ENDED, CUSTODY_REVIEW, CUSTODY_REVIEWED, 0, CUSTODY_REVIEWER,
	    0, 0, NULL, "GZ-69" },
};

static const char *const states[] = { "ASKED", "HALF", "OPEN", "ENDED",
	"REVIEWED", "GIVEN", "REFUSED", "WITHDRAWN", "LAPSED", NULL };
static const char *const events[] = { "ask", "agree", "refuse", "withdraw",
	"lapse", "end", "review", NULL };
static const char *const when[] = { "break_glass", NULL };
static const char *const who[] = { "asker", "first_custodian",
	"second_custodian", "keeper", "reviewer", NULL };
static const char *const needs[] = { "reason", NULL };

const struct state_machine custody_machine = {
	.name = "custody",
	.moves = moves,
	.n_moves = nitems(moves),
	.states = states,
	.events = events,
	.when = when,
	.who = who,
	.needs = needs,
};

static const struct {
	const char *name, *words;
} kinds[CUSTODY_KINDS] = {
	[CUSTODY_CIRCLE] = { "circle", N_("keys of a circle") },
	[CUSTODY_DRAFT] = { "draft", N_("lost drafts") },
	[CUSTODY_WARNING] = { "warning", N_("a warning") },
	[CUSTODY_FILE] = { "file", N_("notes of a student") },
	[CUSTODY_TICKET] = { "ticket", N_("a ticket") },
};

const char *
custody_kind_name(enum custody_kind k)
{
	return kinds[k].name;
}

int
custody_kind_of(const char *name)
{
	for (size_t i = 0; i < nitems(kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return (int)i;
	return -1;
}

const char *
custody_kind_words(enum custody_kind k)
{
	return kinds[k].words;
}

const char *
custody_state_words(enum custody_state s)
{
	static const char *const words[CUSTODY_STATES] = {
		[CUSTODY_ASKED] = N_("waits for both custodians"),
		[CUSTODY_HALF] = N_("one has agreed, waits for the other"),
		[CUSTODY_OPEN] = N_("open for a short time"),
		[CUSTODY_ENDED] = N_("closed again, to be looked at"),
		[CUSTODY_REVIEWED] = N_("closed, looked at"),
		[CUSTODY_GIVEN] = N_("given"),
		[CUSTODY_REFUSED] = N_("not agreed to"),
		[CUSTODY_WITHDRAWN] = N_("taken back"),
		[CUSTODY_LAPSED] = N_("nobody answered in time"),
	};

	return words[s];
}

unsigned
custody_facts(enum custody_kind k)
{
	return k >= CUSTODY_WARNING ? CUSTODY_IS_BRIEF : 0;
}

const char *
custody_deadline(enum custody_state s)
{
	for (size_t i = 0; i < nitems(moves); i++)
		if (moves[i].to == (int)s)
			return moves[i].deadline;
	return NULL;
}
