/* SPDX-License-Identifier: Apache-2.0 */
#include <poll.h>

#include "act/presence.h"
#include "base/clock.h"
#include "base/epoch.h"
#include "base/mem.h"
#include "base/presence.h"
#include "internal.h"
#include "store/store.h"

#define OTHERS_MAX 64 /* more are not counted */

static uint64_t
thing(enum store_topic kind, int64_t id)
{
	return (uint64_t)kind << 56 | (uint64_t)id;
}

void
act_presence_come(struct actor *who)
{
	/* One's own seat forgets it as soon as it is taken. */
	if (who->seat < 0 && who->person != 0)
		presence_is_in(
		    store_epoch(who->store), who->person, &who->left_ms);
	if (who->seat < 0 && who->person != 0 &&
	    presence_sit(store_epoch(who->store), who->person,
		ACT_PRESENCE_TOPIC, &who->seat) != 0)
		who->seat = -1;
}

void
act_presence_leave(struct actor *who)
{
	if (who->seat >= 0)
		presence_leave(store_epoch(who->store), who->seat);
	who->seat = -1;
}

void
act_presence_open(struct actor *who, enum store_topic kind, int64_t id)
{
	presence_open(store_epoch(who->store), who->seat, thing(kind, id),
	    STORE_TOPIC(kind, id));
}

void
act_presence_close(struct actor *who, enum store_topic kind, int64_t id)
{
	presence_close(store_epoch(who->store), who->seat, thing(kind, id));
}

int
act_presence_others(
    struct actor *who, enum store_topic kind, int64_t id, char first[LOGIN_MAX])
{
	int64_t person[OTHERS_MAX];
	struct person p;
	int n = presence_others(store_epoch(who->store), thing(kind, id),
	    who->person, person, OTHERS_MAX);

	first[0] = '\0';
	if (n > 0 && store_person_get(who->store, person[0], &p) == 0)
		mem_copy_text(first, LOGIN_MAX, p.login);
	return first[0] != '\0' ? n : 0;
}

#define MOVE_MS 1500
#define MOVE_LOOK_MS 5

void
act_presence_move(struct actor *who, int64_t ticket)
{
	struct epoch *e = store_epoch(who->store);
	int64_t until = clock_ticks_ms() + MOVE_MS;

	while (presence_ask(e, who->person, thing(TOPIC_TICKET, ticket),
		   who->seat, true) > 0 &&
	       clock_ticks_ms() < until)
		poll(NULL, 0, MOVE_LOOK_MS);
}

bool
act_presence_is_elsewhere(struct actor *who, int64_t ticket)
{
	return presence_ask(store_epoch(who->store), who->person,
		   thing(TOPIC_TICKET, ticket), who->seat, false) > 0;
}

bool
act_presence_has_moved(const struct actor *who)
{
	return presence_is_asked(store_epoch(who->store), who->seat);
}

void
act_presence_quiet(struct actor *who, int64_t since_ms)
{
	presence_quiet(store_epoch(who->store), who->seat, since_ms);
}

void
act_presence_press(struct actor *who)
{
	presence_press(store_epoch(who->store), who->seat);
}

bool
act_presence_presses(struct actor *who, int64_t person, int64_t within_s)
{
	return presence_presses(
	    store_epoch(who->store), person, within_s * 1000);
}

void
act_presence_show(struct actor *who, int64_t ladder)
{
	presence_show(
	    store_epoch(who->store), who->seat, thing(TOPIC_LADDER, ladder));
}

bool
act_presence_looks(
    struct actor *keeper, int64_t person, int64_t ladder, int64_t within_s)
{
	return presence_looks(store_epoch(keeper->store), person,
	    thing(TOPIC_LADDER, ladder), within_s * 1000);
}

void
act_presence_sweep(struct actor *keeper)
{
	presence_sweep(store_epoch(keeper->store));
}
