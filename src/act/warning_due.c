/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "base/err.h"
#include "base/log.h"
#include "base/mem.h"
#include "internal.h"
#include "knock_internal.h"
#include "store/store.h"
#include "warning_case.h"

/* The keeper's part: no key, no text, states only (design.md 4). */

#define DUE_MAX 64

struct due {
	int64_t id[DUE_MAX];
	int n;
};

static int
due_add(void *arg, int64_t id)
{
	struct due *d = arg;

	d->id[d->n++] = id;
	return 0;
}

/* Each level it climbed is a row of its past, with the time it was due. */
static int
climb(struct warning_case *c, bool *climbed)
{
	struct case_change ch = { .what = "warning.overdue",
		.event = WARNING_OVERDUE,
		.at = act_now(c->who) };
	enum profile_level before = c->w.level;
	int64_t audit;
	int r;

	*climbed =
	    warning_escalate(profile_default(), &c->w, ch.at, &ch.missed);
	if (!*climbed)
		return 0;
	if ((c->w.level > before && (r = case_ask_level(c)) != 0) ||
	    (c->w.unseen &&
		(r = knock_begin(c->who, KNOCK_UNSEEN, KNOCK_OF_WARNING,
		     c->w.id, c->w.school, 0)) != 0))
		return r;
	return case_save(c, &ch, &audit);
}

static int
escalate_one(struct actor *keeper, int64_t id)
{
	struct warning_case *c = mem_zero(1, sizeof(*c));
	bool climbed;
	int r;

	if ((r = act_begin(keeper)) == 0) {
		r = case_read(keeper, id, c);
		for (climbed = r == 0; climbed && r == 0;)
			r = climb(c, &climbed);
		r = act_end(keeper, r);
	}
	free(c);
	return r;
}

int
act_warning_escalate(struct actor *keeper, int limit, int *n)
{
	struct due d = { .n = 0 };
	int r, first = 0;

	*n = 0;
	limit = limit < DUE_MAX ? limit : DUE_MAX;
	if ((r = store_warning_due(
		 keeper->store, act_now(keeper), limit, due_add, &d)) != 0)
		return r;
	for (int i = 0; i < d.n; i++) {
		r = escalate_one(keeper, d.id[i]);
		if (r == 0)
			(*n)++;
		else if (first == 0)
			first = r; /* one that fails holds up no other */
	}
	return first;
}

int
act_warning_next_due(struct actor *keeper, int64_t *at)
{
	return store_warning_next_due(keeper->store, at);
}
