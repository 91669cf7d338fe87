/* SPDX-License-Identifier: Apache-2.0 */
/* The keeper's part: rungs are claimed, then commands start. */
#include <stdio.h>
#include <stdlib.h>

#include "act/presence.h"
#include "base/err.h"
#include "base/mem.h"
#include "knock_internal.h"
#include "model/profile.h"
#include "store/store.h"

#define DUE_MAX 64
#define CLAIMS_MAX (KNOCK_PEOPLE * KNOCK_CHANNELS) /* of one rung */

struct ids {
	int64_t id[DUE_MAX];
	int n;
};

static int
collect(void *arg, const struct ladder *l)
{
	struct ids *all = arg;

	if (all->n < DUE_MAX)
		all->id[all->n++] = l->id;
	return 0;
}

/* --- one rung --------------------------------------------------------------
 */

struct climb {
	struct actor *who;
	const struct act_knocker *how;
	struct ladder l;
	const struct knock_rung *rung;
	struct knock_people people;
	struct knock claim[CLAIMS_MAX]; /* whose commands are to start */
	int n;
};

/* Who had it on the screen and let it stand is knocked with the next. */
static int
add_looking(void *arg, const struct knock *k)
{
	struct climb *c = arg;

	if (k->result == KNOCK_LOOKS && k->rung == c->l.rung - 1)
		knock_add_person(&c->people, k->person);
	return 0;
}

static int
put(struct climb *c, int64_t person, int channel, enum knock_result result)
{
	struct knock k = { .ladder = c->l.id,
		.rung = c->l.rung,
		.person = person,
		.channel = channel,
		.due_at = c->l.due_at,
		.started_at = act_now(c->who),
		.result = result };
	int r;

	k.ended_at = result == KNOCK_RINGS ? 0 : k.started_at;
	r = store_knock_add(c->who->store, &k);
	if (r == 0 && result == KNOCK_RINGS && c->n < CLAIMS_MAX)
		c->claim[c->n++] = k;
	return r;
}

/* Not knocked: they have it before their eyes, or have just been told. */
static int
is_told(struct climb *c, int64_t person, enum knock_result *how)
{
	int64_t enough = knock_is_enough(c->l.kind);
	bool was = false;
	int r = 0;

	*how = KNOCK_RINGS;
	if (c->l.kind == KNOCK_TEST)
		return 0;
	if (act_presence_looks(c->who, person, c->l.id, ACT_KNOCK_LOOK_S))
		*how = KNOCK_LOOKS;
	else if (enough != 0 &&
		 (r = store_knock_since(c->who->store, person,
		      act_now(c->who) - enough, &was)) == 0 &&
		 was)
		*how = KNOCK_BEFORE;
	return r;
}

static int
put_person(struct climb *c, int64_t person)
{
	unsigned by = c->rung->channels & c->how->channels;
	enum knock_result how;
	int r;

	if (c->l.channel >= 0)
		by &= 1u << c->l.channel;
	if ((r = is_told(c, person, &how)) != 0)
		return r;
	if (how != KNOCK_RINGS)
		return put(c, person, -1, how);
	if (by == 0)
		return put(c, person, -1, KNOCK_NO_COMMAND);
	for (int i = 0; i < KNOCK_CHANNELS && r == 0; i++)
		if ((by & 1u << i) != 0)
			r = put(c, person, i, KNOCK_RINGS);
	return r;
}

/* A ladder that began at a moment that is still to come, the clock having
 * been put back, counts from now as if it had been climbed in time. */
static int64_t
next_due(const struct climb *c, int64_t now)
{
	int64_t at = c->l.at <= now ? c->l.at : now - c->rung->after;

	return knock_due(profile_default(), c->l.kind, c->l.rung + 1, at);
}

static int
claim(struct climb *c)
{
	const struct knock_ladder *rule =
	    profile_ladder(profile_default(), c->l.kind);
	int64_t now = act_now(c->who);
	int r;

	c->rung = &rule->rungs[c->l.rung];
	if ((r = knock_people(c->who, &c->l, c->rung->who, &c->people)) != 0 ||
	    (r = store_knock_each(c->who->store, c->l.id, add_looking, c)) != 0)
		return r;
	for (int i = 0; i < c->people.n && r == 0; i++)
		r = put_person(c, c->people.person[i]);
	if (r != 0)
		return r;
	c->l.due_at = next_due(c, now);
	if (c->people.n == 0 && c->l.due_at > now)
		c->l.due_at = now; /* nobody holds it: whoever is next */
	c->l.rung++;
	c->l.moved_at = now;
	if (c->l.kind == KNOCK_TEST && c->n == 0)
		return knock_finish(c->who, &c->l, "over");
	if ((r = store_ladder_put(c->who->store, &c->l)) != 0 ||
	    (r = knock_wake(c->who, &c->l)) != 0)
		return r;
	return act_note(c->who, "knock.rung", c->l.id, NULL, &c->people.student,
	    c->people.student != 0, NULL);
}

static int
climb_in(struct climb *c, int64_t id)
{
	int r;

	if ((r = store_ladder_get(c->who->store, id, &c->l)) != 0)
		return r;
	if (!c->l.open ||
	    !knock_is_due(c->l.due_at, c->l.moved_at, act_now(c->who)))
		return 0;
	if (!knock_is_needed(c->who, &c->l))
		return knock_finish(c->who, &c->l, "over");
	return claim(c);
}

/* Only what is claimed for good is started: a claim that may or may not be on
 * the disk is not, and is told as unknown at the next turn. */
static int
climb_one(struct climb *c, int64_t id)
{
	int r;

	c->n = c->people.n = 0;
	if ((r = act_begin(c->who)) != 0)
		return r;
	if ((r = act_end(c->who, climb_in(c, id))) != 0)
		return r;
	for (int i = 0; i < c->n; i++)
		if (c->how->ring(c->how->arg, c->claim[i].id,
			c->claim[i].person, c->claim[i].channel) != 0)
			r = act_knock_ended(
			    c->who, c->claim[i].id, KNOCK_FAILED);
	return r;
}

int
act_knock_climb(struct actor *keeper, const struct act_knocker *k, int limit)
{
	int64_t now = act_now(keeper);
	struct ids due = { .n = 0 };
	struct climb *c;
	int room = k->room, r, first = 0;

	if ((r = store_ladder_due(keeper->store, now, now,
		 limit < DUE_MAX ? limit : DUE_MAX, collect, &due)) != 0 ||
	    due.n == 0)
		return r;
	c = mem_zero(1, sizeof(*c));
	c->who = keeper;
	c->how = k;
	for (int i = 0; i < due.n && room >= CLAIMS_MAX; i++) {
		r = climb_one(c, due.id[i]);
		first = first == 0 ? r : first; /* it holds up no other */
		room -= c->n;
	}
	free(c);
	return first;
}

/* --- what became of it -----------------------------------------------------
 */

struct outcome {
	enum knock_result of[CLAIMS_MAX];
	size_t n;
	int rung;
	bool rings;
};

static int
add_result(void *arg, const struct knock *k)
{
	struct outcome *o = arg;

	if (k->rung != o->rung || o->n == CLAIMS_MAX)
		return 0;
	o->of[o->n++] = k->result;
	o->rings |= k->result == KNOCK_RINGS;
	return 0;
}

/* The rung is over: nobody of it may have been reached, so the next comes at
 * once; and a try has no next. */
static int
rung_settles(struct actor *who, const struct knock *k)
{
	struct outcome *o = mem_zero(1, sizeof(*o));
	struct ladder l;
	int r;

	o->rung = k->rung;
	if ((r = store_ladder_get(who->store, k->ladder, &l)) == 0 && l.open &&
	    l.rung == k->rung + 1 &&
	    (r = store_knock_each(who->store, k->ladder, add_result, o)) == 0 &&
	    !o->rings) {
		if (l.kind == KNOCK_TEST) {
			r = knock_finish(who, &l, "over");
		} else if (l.due_at != 0 && knock_hurries(o->of, o->n)) {
			l.due_at = act_now(who);
			r = store_ladder_put(who->store, &l);
		}
	}
	free(o);
	return r == 0 ? knock_wake(who, &l) : r;
}

int
act_knock_ended(struct actor *keeper, int64_t id, enum knock_result result)
{
	char what[32];
	struct knock k;
	int r;

	if ((r = act_begin(keeper)) != 0)
		return r;
	r = store_knock_get(keeper->store, id, &k);
	if (r == 0 && (k.result == KNOCK_RINGS || k.result == KNOCK_UNKNOWN)) {
		k.result = result;
		k.ended_at = act_now(keeper);
		snprintf(
		    what, sizeof(what), "knock.%s", knock_result_code(result));
		if ((r = store_knock_put(keeper->store, &k)) == 0 &&
		    (r = rung_settles(keeper, &k)) == 0)
			r = act_note(
			    keeper, what, k.ladder, NULL, NULL, 0, NULL);
	}
	return act_end(keeper, r);
}

/* --- what was lost, what is left over --------------------------------------
 */

struct lost {
	bool (*runs)(void *, int64_t knock);
	void *arg;
	struct ids ids;
};

static int
add_lost(void *arg, const struct knock *k)
{
	struct lost *l = arg;

	if (l->ids.n < DUE_MAX && !l->runs(l->arg, k->id))
		l->ids.id[l->ids.n++] = k->id;
	return 0;
}

int
act_knock_lost(
    struct actor *keeper, bool (*runs)(void *, int64_t knock), void *arg)
{
	struct lost l = { .runs = runs, .arg = arg };
	int r;

	r = store_knock_running(keeper->store, CLAIMS_MAX * 4, add_lost, &l);
	for (int i = 0; i < l.ids.n && r == 0; i++)
		r = act_knock_ended(keeper, l.ids.id[i], KNOCK_UNKNOWN);
	return r;
}

static int
sweep_one(struct actor *who, int64_t id)
{
	struct ladder l;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = store_ladder_get(who->store, id, &l)) == 0 && l.open &&
	    l.due_at == 0 && l.kind != KNOCK_TEST && !knock_is_needed(who, &l))
		r = knock_finish(who, &l, "over");
	return act_end(who, r);
}

/* The oldest of them: what is needed still keeps its place, so a look at all
 * of them would cost what stands there. */
int
act_knock_sweep(struct actor *keeper, int limit)
{
	struct ids left = { .n = 0 };
	int r;

	r = store_ladder_ended(
	    keeper->store, limit < DUE_MAX ? limit : DUE_MAX, collect, &left);
	for (int i = 0; i < left.n && r == 0; i++)
		r = sweep_one(keeper, left.id[i]);
	return r;
}
