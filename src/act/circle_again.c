/* SPDX-License-Identifier: Apache-2.0 */
/* Somebody forgot the passphrase and has a new pair: what was granted to the
 * old one is granted to the new one by whoever can open it. */
#include <string.h>

#include "act/circle.h"
#include "internal.h"
#include "base/err.h"
#include "base/mem.h"
#include "store/custody.h"
#include "store/keys.h"
#include "store/store.h"

#define SLICE 64

/* --- what is to be done, and by which circles ------------------------------
 */

struct asking {
	struct actor *who; /* the person, without a key yet */
	int64_t given_by;
	int64_t circle[32]; /* that can open what they held themselves */
	int n;
	bool member; /* of any circle */
};

/* A colleague who holds the keys has vouched for them: any of the circle gives
 * them back unasked.  Else somebody of it looks first ("grant"): whoever told
 * the code must not come by it to keys they never had. */
static int
ask_circle(void *arg, const struct circle *c)
{
	struct asking *a = arg;
	struct circle_task t = { .circle = c->id, .person = a->who->person };
	struct store *st = a->who->store;
	bool mine, theirs;
	int r;

	if ((r = store_member_is(st, c->id, t.person, &mine)) != 0 || !mine)
		return r;
	if ((r = store_member_is(st, c->id, a->given_by, &theirs)) != 0)
		return r;
	a->member = true;
	t.at = act_now(a->who);
	mem_copy_text(t.kind, sizeof(t.kind), theirs ? "again" : "grant");
	return store_task_add(st, &t);
}

static int
holder_add(void *arg, const struct key_grant *g)
{
	struct asking *a = arg;
	struct keypair pair;
	int r;

	if ((r = store_keypair_get(a->who->store, g->to_key, &pair)) != 0)
		return r;
	for (int i = 0; i < a->n; i++)
		if (a->circle[i] == pair.owner)
			return 0;
	if (a->n < (int)nitems(a->circle))
		a->circle[a->n++] = pair.owner;
	return 0;
}

struct held {
	int64_t key[SLICE], grant;
	int n;
};

static int
held_add(void *arg, const struct key_grant *g)
{
	struct held *h = arg;

	h->grant = g->id;
	if (g->second_key == 0)
		h->key[h->n++] = g->key;
	return 0;
}

static int
find_holders(void *arg, const struct keypair *old)
{
	struct asking *a = arg;
	struct held h = { .grant = 0 };
	int64_t after;
	int r;

	do {
		after = h.grant;
		h.n = 0;
		if ((r = store_grant_to_each(a->who->store, old->id, after,
			 SLICE, held_add, &h)) != 0)
			return r;
		for (int i = 0; i < h.n && r == 0; i++)
			r = store_grant_each(
			    a->who->store, h.key[i], KEY_CIRCLE, holder_add, a);
	} while (r == 0 && h.grant != after);
	return r;
}

int
circle_again_asked(struct actor *who, int64_t person, int64_t given_by)
{
	struct asking a = { .who = who, .given_by = given_by };
	int r;

	store_touch(who->store, STORE_TOPIC(TOPIC_ALL, 0));
	if ((r = store_circle_each(who->store, 0, 10000, ask_circle, &a)) !=
		0 ||
	    a.member ||
	    (r = store_keypair_each(
		 who->store, KEY_PERSON, person, find_holders, &a)) != 0)
		return r;
	for (int i = 0; i < a.n && r == 0; i++) {
		struct circle_task t = { .circle = a.circle[i],
			.person = person,
			.at = act_now(who) };

		mem_copy_text(t.kind, sizeof(t.kind), "again");
		r = store_task_add(who->store, &t);
	}
	return r;
}

/* --- giving it back --------------------------------------------------------
 */

struct giving {
	struct actor *who;
	int64_t to; /* the person's pair of now */
};

static int
give_generation(void *arg, const struct keypair *pair)
{
	struct giving *g = arg;
	const struct sealed_key *k;
	int r;

	if ((r = act_key_open(g->who, pair->id, &k)) != 0)
		return r == ERR_KEY ? 0 : r;
	return act_key_grant(g->who, pair->id, k, g->to);
}

/* What break-glass opened for a day is not opened for good by this. */
static int
give_one(struct giving *g, int64_t key, int64_t old)
{
	const struct sealed_key *k;
	bool ends;
	int r;

	if ((r = store_opened_is(g->who->store, key, old, &ends)) != 0 || ends)
		return r;
	if ((r = act_key_open(g->who, key, &k)) != 0)
		return r == ERR_KEY ? 0 : r;
	if ((r = act_key_grant(g->who, key, k, g->to)) != 0)
		return r;
	return store_grant_drop(g->who->store, key, old);
}

static int
give_held(void *arg, const struct keypair *old)
{
	struct giving *g = arg;
	struct held h = { .grant = 0 };
	int64_t after;
	int r;

	if (old->id == g->to)
		return 0;
	do {
		after = h.grant;
		h.n = 0;
		if ((r = store_grant_to_each(g->who->store, old->id, after,
			 SLICE, held_add, &h)) != 0)
			return r;
		for (int i = 0; i < h.n && r == 0; i++)
			r = give_one(g, h.key[i], old->id);
	} while (r == 0 && h.grant != after);
	return r;
}

int
circle_again_give(struct actor *who, int64_t circle, int64_t person)
{
	struct giving g = { .who = who };
	bool is;
	int r;

	if ((r = circle_pair_of(who, person, &g.to)) != 0 ||
	    (r = store_member_is(who->store, circle, person, &is)) != 0)
		return r;
	if (is && (r = store_keypair_each(who->store, KEY_CIRCLE, circle,
		       give_generation, &g)) != 0)
		return r;
	return store_keypair_each(
	    who->store, KEY_PERSON, person, give_held, &g);
}

int
act_circle_again(struct actor *who, int64_t circle, int64_t person)
{
	bool is;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	r = store_member_is(who->store, circle, who->person, &is);
	if (r == 0 && !is)
		r = ERR_DENIED;
	if (r == 0 && (r = circle_again_give(who, circle, person)) == 0 &&
	    (r = circle_grants_done(who, circle, person)) == 0)
		r = act_note(who, "circle.again", circle, NULL, NULL, 0, NULL);
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, person));
	return act_end(who, r);
}
