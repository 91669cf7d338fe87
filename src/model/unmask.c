/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "model/unmask.h"

static const char *const stages[UNMASK_STAGES] = { "ASKED", "OPENED",
	"REVIEWED", "DROPPED" };

const char *
unmask_stage_code(enum unmask_stage s)
{
	return (unsigned)s < UNMASK_STAGES ? stages[s] : "";
}

int
unmask_stage_of(const char *code)
{
	for (int i = 0; i < UNMASK_STAGES; i++)
		if (strcmp(stages[i], code) == 0)
			return i;
	return -1;
}

int
unmask_may_open(
    const struct unmask *u, int64_t person, int64_t now, int64_t *wait_s)
{
	int64_t left = u->asked_at + UNMASK_ALONE_S - now;

	*wait_s = 0;
	if (u->stage != UNMASK_ASKED || u->ended_at != 0)
		return ERR_STATE;
	if (person != u->asked_by || left <= 0)
		return 0;
	*wait_s = left;
	return ERR_SECOND;
}

bool
unmask_is_open(const struct unmask *u)
{
	return u->opened_at != 0 && u->ended_at == 0;
}

bool
unmask_may_review(const struct unmask *u, int64_t person)
{
	return u->stage == UNMASK_OPENED && person != u->asked_by &&
	       person != u->opened_by;
}
