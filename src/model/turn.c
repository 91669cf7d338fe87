/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/lang.h"
#include "model/turn.h"

static const struct {
	const char *name, *words;
	bool ends, ends_leaving;
} turns[TURN_COUNT] = {
	[TURN_UP] = { "moves-up", N_("moves up, ends when the class leaves"),
	    false, true },
	[TURN_YEAR] = { "ends-with-year", N_("ends with every year"), true,
	    true },
	[TURN_STAYS] = { "stays", N_("stays, whatever the class does"), false,
	    false },
};

const char *
turn_name(enum turn t)
{
	return (unsigned)t < TURN_COUNT ? turns[t].name : "";
}

int
turn_of(const char *name)
{
	for (int t = 0; t < TURN_COUNT; t++)
		if (strcmp(turns[t].name, name) == 0)
			return t;
	return -1;
}

const char *
turn_words(enum turn t)
{
	return (unsigned)t < TURN_COUNT ? turns[t].words : "";
}

static const struct {
	const char *name, *words;
} bys[TURN_BYS] = {
	[TURN_BY_PROFILE] = { "profile", N_("the usual way") },
	[TURN_BY_DISTRICT] = { "district", N_("as the district says") },
	[TURN_BY_SCHOOL] = { "school", N_("as this school says") },
};

const char *
turn_by_name(enum turn_by b)
{
	return (unsigned)b < TURN_BYS ? bys[b].name : "";
}

const char *
turn_by_words(enum turn_by b)
{
	return (unsigned)b < TURN_BYS ? bys[b].words : "";
}

bool
turn_ends(enum turn t, bool leaves)
{
	return leaves ? turns[t].ends_leaving : turns[t].ends;
}
