/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/audit.h"
#include "act/gate.h"
#include "act/mend.h"
#include "act/presence.h"
#include "act/store.h"
#include "act/watching.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/log.h"
#include "base/mem.h"
#include "internal.h"
#include "keeper/keeper.h"
#include "sealed/sign.h"

#define SECOND 1000
/* So long and so often a job fails before a new start is tried. */
#define ILL_MS (60 * SECOND)
#define ILL_TIMES 3

/* Those whose zygote has died too, so that nobody else reaps them. */
static int
keeper_clear_seats(struct keeper *k)
{
	act_presence_sweep(k->who);
	return 0;
}

static int
keeper_tell_untold(struct keeper *k)
{
	act_tell_untold(k->who);
	return 0;
}

static int
keeper_forget_refused(struct keeper *k)
{
	return act_mend_forget(k->who);
}

static int
keeper_forget_words(struct keeper *k)
{
	return act_gate_forget(k->who);
}

/* Jobs look at the store, not at what was planned: none is lost when the
 * keeper was away, none runs twice on the same row. */
static const struct job {
	const char *name;
	int every_ms;
	int (*run)(struct keeper *k);
} jobs[] = {
	{ "watch the clock", SECOND, keeper_watch_clock },
	{ "raise overdue warnings", SECOND, keeper_raise_warnings },
	{ "raise overdue tickets", SECOND, keeper_raise_tickets },
	{ "end what custody opened", SECOND, keeper_end_custody },
	{ "give on the work of who left", SECOND, keeper_sweep_office },
	{ "knock", SECOND, keeper_knock },
	{ "sign the audit log", SECOND, keeper_sign },
	{ "clear the seats of the dead", SECOND, keeper_clear_seats },
	{ "tell of what nobody told", SECOND, keeper_tell_untold },
	{ "end ladders that stand for nothing", 60 * SECOND,
	    keeper_sweep_ladders },
	{ "forget old rows of rosters", 60 * SECOND, keeper_forget_refused },
	{ "forget old words of the gate", 60 * SECOND, keeper_forget_words },
};

int
keeper_open(struct keeper **out)
{
	struct keeper *k = mem_zero(1, sizeof(*k));
	int r;

	k->fd = -1;
	if ((r = act_store_open(NULL, &k->store)) != 0 ||
	    (r = sign_key_read("keeper.key", &k->key)) != 0 ||
	    (r = act_keeper(k->store, &k->who)) != 0 ||
	    (r = act_clock_listen(k->who, &k->fd)) != 0) {
		keeper_close(k); /* accepts a half-open one */
		return r;
	}
	*out = k;
	return 0;
}

void
keeper_close(struct keeper *k)
{
	if (k == NULL)
		return;
	if (k->who != NULL) {
		k->signed_ms = 0; /* whatever is new is signed now */
		(void)keeper_sign(k);
	}
	act_free(k->who);
	act_store_close(k->store);
	sign_key_free(k->key);
	free(k);
}

int
keeper_descriptor(struct keeper *k)
{
	return k->fd;
}

/* What a new start may mend is what the system refused: a file that was opened
 * at a bad moment.  A full disk, a busy store or a row that does not fit are
 * the same to the next keeper, and so is a sync that failed. */
static void
note_end(struct keeper *k, size_t job, int r)
{
	bool may_mend = (r == ERR_IO || r == ERR_SYSTEM || r == ERR_MEMORY) &&
			!act_store_is_lost(k->store);

	if (!may_mend)
		k->failing[job].times = 0;
	else if (k->failing[job].times++ == 0)
		k->failing[job].since_ms = clock_ticks_ms();
}

bool
keeper_is_ill(const struct keeper *k)
{
	int64_t now = clock_ticks_ms();

	if (k->n_rings > 0) /* what rings would be rung again */
		return false;
	for (size_t i = 0; i < nitems(jobs); i++)
		if (k->failing[i].times >= ILL_TIMES &&
		    now - k->failing[i].since_ms >= ILL_MS)
			return true;
	return false;
}

void
keeper_turn(struct keeper *k, int *wait_ms)
{
	int64_t now = clock_ticks_ms(), wait = 60 * SECOND;
	int r;

	_Static_assert(nitems(jobs) <= nitems(((struct keeper *)0)->next_ms),
	    "a place for each job");
	for (size_t i = 0; i < nitems(jobs); i++) {
		if (k->next_ms[i] <= now) {
			if ((r = jobs[i].run(k)) != 0)
				log_error("%s: %s", jobs[i].name, err_name(r));
			note_end(k, i, r);
			k->next_ms[i] = clock_ticks_ms() + jobs[i].every_ms;
		}
	}
	now = clock_ticks_ms(); /* the jobs may have taken a while */
	for (size_t i = 0; i < nitems(jobs); i++)
		if (k->next_ms[i] - now < wait)
			wait = k->next_ms[i] - now;
	*wait_ms = wait < 1 ? 1 : (int)wait;
}
