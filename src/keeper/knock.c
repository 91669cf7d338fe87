/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "act/knock.h"
#include "base/err.h"
#include "base/log.h"
#include "internal.h"

#define LADDERS 32 /* a turn; the next turn goes on */
#define SWEEP 64
#define CROWD 128

void
keeper_knocks(struct keeper *k, const struct keeper_knocker *n)
{
	k->knocker = *n;
}

static int
ring(void *arg, int64_t knock, int64_t person, int channel)
{
	struct keeper *k = arg;
	int r = ERR_BUSY;

	if (k->n_rings < KEEPER_RINGS &&
	    (r = k->knocker.ring(k->knocker.arg, knock, person, channel)) == 0)
		k->rings[k->n_rings++] = knock;
	return r;
}

static bool
runs(void *arg, int64_t knock)
{
	const struct keeper *k = arg;

	for (int i = 0; i < k->n_rings; i++)
		if (k->rings[i] == knock)
			return true;
	return false;
}

/* First what a keeper before this one left: by that a rung may be due.  While
 * many commands run nobody more is claimed, who would only have to wait. */
int
keeper_knock(struct keeper *k)
{
	const struct act_knocker how = { .channels = k->knocker.channels,
		.room = k->n_rings < CROWD ? KEEPER_RINGS - k->n_rings : 0,
		.ring = ring,
		.arg = k };
	int r, s;

	r = act_knock_lost(k->who, runs, k);
	s = act_knock_climb(k->who, &how, LADDERS);
	return r != 0 ? r : s;
}

int
keeper_sweep_ladders(struct keeper *k)
{
	return act_knock_sweep(k->who, SWEEP);
}

/* What could not be written is unknown at the next turn. */
void
keeper_knocked(struct keeper *k, int64_t knock, enum knock_result result)
{
	int r;

	for (int i = 0; i < k->n_rings; i++)
		if (k->rings[i] == knock) {
			k->rings[i] = k->rings[--k->n_rings];
			break;
		}
	if ((r = act_knock_ended(k->who, knock, result)) != 0)
		log_error("what became of a knock: %s", err_name(r));
}
