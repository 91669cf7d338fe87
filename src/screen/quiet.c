/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Somebody may listen for forty minutes without a key, or lie beside the desk:
 * after twenty one line asks, here and on the board of the lead.  It asks, and
 * does nothing else.
 */
#include "act/presence.h"
#include "base/clock.h"
#include "frame.h"

#define QUIET_S 1200

int64_t
quiet_at(const struct screen_stack *ss)
{
	int s = ss->start->quiet_s;

	if (ss->quiet || ss->under != NULL || !stack_in_call(ss))
		return 0;
	return ss->pressed_ms + (int64_t)(s == 0 ? QUIET_S : s) * 1000;
}

static void
set(struct screen_stack *ss, bool quiet)
{
	ss->quiet = quiet;
	ss->dirty = true;
	if (ss->start->who != NULL)
		act_presence_quiet(ss->start->who, quiet ? ss->pressed_ms : 0);
}

void
quiet_watch(struct screen_stack *ss)
{
	int64_t at = quiet_at(ss);

	if (at != 0 && clock_ticks_ms() >= at)
		set(ss, true);
	else if (ss->quiet && !stack_in_call(ss))
		set(ss, false); /* it is over, by somebody else's word */
}

bool
quiet_answer(struct screen_stack *ss)
{
	bool was = ss->quiet;

	if (was)
		set(ss, false);
	return was;
}
