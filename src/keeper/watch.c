/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "act/audit.h"
#include "act/watching.h"
#include "base/clock.h"
#include "base/log.h"
#include "internal.h"

/* design.md 4 "Time": a step back of more than a minute, or forward of more
 * than an hour, raises an alarm and holds automatic closing and deletion,
 * never escalation. */
#define BACK_MAX CLOCK_MINUTE
#define FORWARD_MAX CLOCK_HOUR

/* At the first look nothing is known but what the log says: it has no time
 * that is still to come. */
static int
first_step(struct keeper *k, int64_t *step)
{
	int64_t last, now = act_now(k->who);
	int r = act_audit_last_at(k->who, &last);

	*step = r == 0 && last > now ? now - last : 0;
	return r;
}

/* Suspended, the machine's time goes on, and both clocks know it.  An alarm
 * that could not be kept, on a full disk, is kept as soon as it can be. */
int
keeper_watch_clock(struct keeper *k)
{
	int64_t wall = clock_now(), ticks = clock_since_boot_ms();
	int64_t step = wall - k->wall - (ticks - k->ticks) / 1000;
	int r;

	if (k->ticks == 0 && (r = first_step(k, &step)) != 0)
		return r;
	k->wall = wall;
	k->ticks = ticks;
	if (step < -BACK_MAX || step > FORWARD_MAX) {
		log_error("the clock has jumped by %lld s: automatic closing "
			  "and deletion wait",
		    (long long)step);
		k->jump = step;
	}
	if (k->jump != 0 && (r = act_clock_alarm(k->who, k->jump)) != 0)
		return r;
	k->jump = 0;
	return 0;
}
