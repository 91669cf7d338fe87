/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/lang.h"
#include "model/enrolment.h"

static const struct {
	const char *name, *words;
} states[ENROLMENT_COUNT] = {
	[ENROLMENT_HERE] = { "enrolled", N_("at school") },
	[ENROLMENT_SUSPENDED] = { "suspended", N_("on leave") },
	[ENROLMENT_TRANSFERRED] = { "transferred", N_("moved away") },
	[ENROLMENT_GRADUATED] = { "graduated", N_("graduated") },
};

const char *
enrolment_name(enum enrolment e)
{
	return (unsigned)e < ENROLMENT_COUNT ? states[e].name : "";
}

int
enrolment_of(const char *name)
{
	for (int e = 0; e < ENROLMENT_COUNT; e++)
		if (strcmp(states[e].name, name) == 0)
			return e;
	return -1;
}

const char *
enrolment_words(enum enrolment e)
{
	return (unsigned)e < ENROLMENT_COUNT ? states[e].words : "";
}
