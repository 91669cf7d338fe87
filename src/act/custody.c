/* SPDX-License-Identifier: Apache-2.0 */
/* Who the two custodians are, and that the keys of circles are sealed to the
 * two of now. */
#include "act/circle.h"
#include "custody_internal.h"
#include "base/err.h"
#include "store/keys.h"
#include "store/store.h"

struct custodians {
	int64_t person[2];
	int n;
};

static int
custodian_add(void *arg, const struct post *p)
{
	struct custodians *c = arg;

	if (c->n > 0 && c->person[c->n - 1] == p->person)
		return 0; /* two posts of one person */
	if (c->n == 2)
		return ERR_CUSTODY;
	c->person[c->n++] = p->person;
	return 0;
}

int
custody_people(struct actor *who, int64_t person[2])
{
	struct custodians c = { .n = 0 };
	int r;

	if ((r = store_post_of_role(who->store, ROLE_CUSTODIAN, act_now(who),
		 custodian_add, &c)) != 0)
		return r;
	if (c.n != 2)
		return ERR_CUSTODY;
	person[0] = c.person[0];
	person[1] = c.person[1];
	return 0;
}

int
custody_pairs(struct actor *who, struct keypair *first, struct keypair *second)
{
	int64_t person[2];
	int r;

	if ((r = custody_people(who, person)) == 0 &&
	    (r = store_keypair_of(who->store, KEY_PERSON, person[0], first)) ==
		0)
		r = store_keypair_of(who->store, KEY_PERSON, person[1], second);
	return r == ERR_NOT_FOUND ? ERR_CUSTODY : r;
}

/* --- others have become custodians, or one has a new pair ----------------- */

#define FORMER_MAX 16 /* more layers of former ones wait for the next time */

struct renewing {
	struct actor *who;
	int64_t one, two;	    /* the pairs of the two of now */
	int64_t former[FORMER_MAX]; /* outer pairs of others */
	int n_former;
	bool is_there;
	bool stale;
};

static int
nested_add(void *arg, const struct key_grant *g)
{
	struct renewing *n = arg;

	if ((g->to_key == n->one && g->second_key == n->two) ||
	    (g->to_key == n->two && g->second_key == n->one))
		n->is_there = true;
	else if (n->n_former < FORMER_MAX)
		n->former[n->n_former++] = g->to_key;
	return 0;
}

static int
generation_is_ours(void *arg, const struct keypair *pair)
{
	struct renewing *n = arg;
	int r;

	n->is_there = false;
	n->n_former = 0;
	r = store_grant_nested_each(n->who->store, pair->id, nested_add, n);
	n->stale |= !n->is_there || n->n_former > 0;
	return r;
}

/* Who were custodians before hold no layer any more, once the two of now do.
 * One of them may have stayed: a pair is granted to it once. */
static int
generation_renew(void *arg, const struct keypair *pair)
{
	struct renewing *n = arg;
	const struct sealed_key *k;
	int r;

	if ((r = generation_is_ours(n, pair)) != 0)
		return r;
	if (!n->is_there && (r = act_key_open(n->who, pair->id, &k)) != 0)
		return r == ERR_KEY ? 0 : r; /* not this member's to give */
	for (int i = 0; i < n->n_former && r == 0; i++)
		r = store_grant_drop(n->who->store, pair->id, n->former[i]);
	return r != 0 || n->is_there
		   ? r
		   : act_key_grant_custody(n->who, pair->id, k);
}

static int
renewing_begin(struct actor *who, struct renewing *n)
{
	struct keypair one, two;
	int r;

	*n = (struct renewing){ .who = who };
	if ((r = custody_pairs(who, &one, &two)) != 0)
		return r;
	n->one = one.id;
	n->two = two.id;
	return 0;
}

int
custody_renew(struct actor *who, int64_t circle)
{
	struct renewing n;
	int r;

	if ((r = renewing_begin(who, &n)) != 0)
		return r == ERR_CUSTODY ? 0 : r;
	return store_keypair_each(
	    who->store, KEY_CIRCLE, circle, generation_renew, &n);
}

bool
act_circle_renews(struct actor *who, int64_t circle)
{
	struct renewing n;

	return renewing_begin(who, &n) == 0 &&
	       store_keypair_each(who->store, KEY_CIRCLE, circle,
		   generation_is_ours, &n) == 0 &&
	       n.stale;
}
