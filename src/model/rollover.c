/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/rollover.h"

static const struct {
	enum rollover_state from;
	enum rollover_event on;
	enum rollover_state to;
} moves[] = {
	{ ROLLOVER_RUNNING, ROLLOVER_DO, ROLLOVER_RUNNING },
	{ ROLLOVER_RUNNING, ROLLOVER_DONE, ROLLOVER_RUN },
	{ ROLLOVER_RUNNING, ROLLOVER_UNDO, ROLLOVER_UNDOING },
	{ ROLLOVER_RUN, ROLLOVER_UNDO, ROLLOVER_UNDOING },
	{ ROLLOVER_RUN, ROLLOVER_CONFIRM, ROLLOVER_CONFIRMED },
	{ ROLLOVER_UNDOING, ROLLOVER_UNDO, ROLLOVER_UNDOING },
	{ ROLLOVER_UNDOING, ROLLOVER_BACK, ROLLOVER_UNDONE },
};

int
rollover_step(enum rollover_state *s, enum rollover_event on)
{
	for (size_t i = 0; i < nitems(moves); i++)
		if (moves[i].from == *s && moves[i].on == on) {
			*s = moves[i].to;
			return 0;
		}
	return ERR_STATE;
}

static const struct {
	const char *name, *words;
} states[ROLLOVER_STATES] = {
	[0] = { "", "" },
	[ROLLOVER_RUNNING] = { "running", N_("begun, not at its end") },
	[ROLLOVER_RUN] = { "run", N_("run, to be confirmed or undone") },
	[ROLLOVER_UNDOING] = { "undoing", N_("being undone") },
	[ROLLOVER_UNDONE] = { "undone", N_("undone") },
	[ROLLOVER_CONFIRMED] = { "confirmed", N_("confirmed") },
};

const char *
rollover_state_name(enum rollover_state s)
{
	return (unsigned)s < ROLLOVER_STATES ? states[s].name : "";
}

const char *
rollover_state_words(enum rollover_state s)
{
	return (unsigned)s < ROLLOVER_STATES ? states[s].words : "";
}
