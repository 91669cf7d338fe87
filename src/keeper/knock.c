/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "act/knock.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/log.h"
#include "internal.h"

#define LADDERS 32 /* a turn; the next turn goes on */
#define SWEEP 64
#define CROWD 128
#define SILENT_MS 300000 /* far more than a command's limit */

void
keeper_knocks(struct keeper *k, const struct keeper_knocker *n)
{
	k->knocker = *n;
}

static int
ring(void *arg, int64_t knock, int64_t person, int channel)
{
	struct keeper *k = arg;
	int r;

	if (k->full || k->n_rings == KEEPER_RINGS)
		return ERR_BUSY;
	if ((r = k->knocker.ring(k->knocker.arg, knock, person, channel)) !=
	    0) {
		k->full = true; /* one wait a turn is enough */
		return r;
	}
	k->rings[k->n_rings].knock = knock;
	k->rings[k->n_rings++].since_ms = clock_ticks_ms();
	return 0;
}

static bool
runs(void *arg, int64_t knock)
{
	const struct keeper *k = arg;

	for (int i = 0; i < k->n_rings; i++)
		if (k->rings[i].knock == knock)
			return true;
	return false;
}

/* A knocker that is stopped tells of nothing: it holds nothing up. */
static void
forget_silent(struct keeper *k)
{
	int64_t now = clock_ticks_ms();

	for (int i = k->n_rings - 1; i >= 0; i--)
		if (now - k->rings[i].since_ms > SILENT_MS)
			k->rings[i] = k->rings[--k->n_rings];
}

/* First what is not heard of any more, by a keeper before this one or by
 * this: by that a rung may be due.  While many commands run nobody more is
 * claimed, who would only have to wait. */
int
keeper_knock(struct keeper *k)
{
	struct act_knocker how = {
		.channels = k->knocker.channels, .ring = ring, .arg = k
	};
	int r, s;

	k->full = false;
	forget_silent(k);
	how.room = k->n_rings < CROWD ? KEEPER_RINGS - k->n_rings : 0;
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
		if (k->rings[i].knock == knock) {
			k->rings[i] = k->rings[--k->n_rings];
			break;
		}
	if ((r = act_knock_ended(k->who, knock, result)) != 0)
		log_error("what became of a knock: %s", err_name(r));
}
