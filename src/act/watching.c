/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "act/mend.h"
#include "act/watching.h"
#include "base/clock.h"
#include "base/epoch.h"
#include "base/err.h"
#include "base/log.h"
#include "store/refused.h"
#include "store/store.h"

#define ALARM "clock_alarm"

int
act_clock_listen(struct actor *keeper, int *fd)
{
	static const uint32_t topics[] = { TOPIC_ALL };

	return epoch_listen(store_epoch(keeper->store), topics, 1, fd);
}

void
act_tell_untold(struct actor *keeper)
{
	if (store_tell_untold(keeper->store))
		log_warn("a process died before it told of what it saved: "
			 "all look again");
}

static int
alarm_put(struct actor *who, int64_t value, const char *what, int64_t step)
{
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = store_setting_put(who->store, ALARM, value)) == 0)
		r = act_note(who, what, step, NULL, NULL, 0, NULL);
	store_touch(who->store, TOPIC_ALL);
	return act_end(who, r);
}

int
act_clock_alarm(struct actor *keeper, int64_t step)
{
	return alarm_put(keeper, act_now(keeper), "clock.alarm", step);
}

int
act_clock_alarm_get(struct actor *who, int64_t *at)
{
	int r = store_setting_get(who->store, ALARM, at);

	if (r == ERR_NOT_FOUND) {
		*at = 0;
		r = 0;
	}
	return r;
}

int
act_clock_alarm_clear(struct actor *who)
{
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	if (!act_is(who, ROLE_SYSTEM_ADMIN))
		return ERR_DENIED;
	return alarm_put(who, 0, "clock.alarm.seen", 0);
}

/* Deleting waits while nobody has looked at a clock that jumped. */
int
act_mend_forget(struct actor *keeper)
{
	int64_t at, n = 0;
	int r;

	if ((r = act_clock_alarm_get(keeper, &at)) != 0 || at != 0)
		return r;
	if ((r = act_begin(keeper)) != 0)
		return r;
	r = store_refused_drop_old(
	    keeper->store, act_now(keeper) - ACT_MEND_DAYS * CLOCK_DAY, &n);
	if (r == 0 && n > 0)
		r = act_note(keeper, "roster.forget", 0, NULL, NULL, 0, NULL);
	return act_end(keeper, r);
}
