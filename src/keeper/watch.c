/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "act/watching.h"
#include "base/clock.h"
#include "base/log.h"
#include "internal.h"

/* design.md 4 "Time": a step back of more than a minute, or forward of more
 * than an hour, raises an alarm and holds automatic closing and deletion,
 * never escalation. */
#define BACK_MAX CLOCK_MINUTE
#define FORWARD_MAX CLOCK_HOUR

int
keeper_watch_clock(struct keeper *k)
{
	int64_t wall = clock_now(), ticks = clock_ticks_ms();
	int64_t step = wall - k->wall - (ticks - k->ticks) / 1000;
	bool first = k->ticks == 0;

	k->wall = wall;
	k->ticks = ticks;
	if (first || (step >= -BACK_MAX && step <= FORWARD_MAX))
		return 0;
	log_error("the clock has jumped by %lld s: automatic closing and "
		  "deletion wait", (long long)step);
	return act_clock_alarm(k->who, step);
}
