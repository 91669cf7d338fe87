/* SPDX-License-Identifier: Apache-2.0 */
/* An operator whose line was lost comes back to the call. */
#include "act/draft.h"
#include "act/presence.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "store/store.h"
#include "ticket_internal.h"

#define BACK_MAX 20 /* of the newest tickets: calls do not run for days */

/* --- where ---------------------------------------------------------------- */

struct calls {
	struct actor *who;
	struct act_ticket_back *b;
};

/* Is it to be gone into at once?  Not when its operator was never there by a
 * screen since it began, or too long ago. */
static bool
is_fresh(struct actor *who, const struct ticket *t, int64_t *lost_s)
{
	*lost_s = 0;
	if (who->left_ms == 0)
		return act_presence_is_elsewhere(who, t->id);
	*lost_s = (clock_ticks_ms() - who->left_ms) / 1000;
	return *lost_s < ACT_CALL_LIVES &&
	       *lost_s <= act_now(who) - t->taken_at;
}

/* The last who took it over since this person was here. */
static int
last_over(void *arg, const struct ticket_step_row *s)
{
	struct calls *c = arg;

	if (s->event == TICKET_TAKE_OVER && s->at > c->b->taken_at &&
	    s->at >= c->who->signed_in_before && s->person != c->who->person) {
		c->b->taken = s->ticket;
		c->b->taken_at = s->at;
		return store_person_name(c->who->store, s->person, c->b->taker);
	}
	return 0;
}

static int
look(void *arg, const struct ticket *t)
{
	struct calls *c = arg;
	unsigned ways;
	int r;

	if (t->taker == c->who->person) {
		if (c->b->ticket == 0 && ticket_is_call(t) &&
		    is_fresh(c->who, t, &c->b->lost_s))
			c->b->ticket = t->id;
		return 0;
	}
	if ((r = store_ticket_person_ways(
		 c->who->store, t->id, c->who->person, &ways)) != 0 ||
	    (ways & (1u << HOW_ACCEPTED)) == 0)
		return r;
	return store_ticket_step_each(c->who->store, t->id, last_over, c);
}

int
act_ticket_back(struct actor *who, struct act_ticket_back *b)
{
	struct calls c = { who, b };
	int r;

	*b = (struct act_ticket_back){ .ticket = 0 };
	if ((r = act_look(who)) != 0)
		return r;
	return store_ticket_of_person(
	    who->store, who->person, 0, BACK_MAX, look, &c);
}

/* --- and where in it ------------------------------------------------------ */

int
act_ticket_place_keep(struct actor *who, int64_t id, const void *p, size_t n)
{
	return act_draft_save(who, ACT_PLACE_DRAFT, id, p, n, 0);
}

int
act_ticket_place_take(struct actor *who, int64_t id, struct buf *out)
{
	struct act_draft d;
	int r;

	if ((r = act_draft_open(who, ACT_PLACE_DRAFT, id, &d, out)) != 0)
		return r;
	return act_draft_drop(who, ACT_PLACE_DRAFT, id);
}
