/* SPDX-License-Identifier: Apache-2.0 */
#include "internal.h"
#include "base/err.h"
#include "file_internal.h"
#include "store/keys.h"
#include "store/org.h"
#include "store/store.h"

/* The newest pairs of the circles in charge of a school's children: its own
 * and the district's; at least one of the two, else ERR_CIRCLE. */
struct in_charge {
	int64_t circle[2], pair[2];
	int n;
};

static int
in_charge_add(struct actor *who, int64_t org, struct in_charge *c)
{
	int64_t *circle = &c->circle[c->n];
	int r;

	if ((r = act_circle_of(who, org, circle)) == 0)
		r = act_key_of(who, KEY_CIRCLE, *circle, &c->pair[c->n], NULL);
	if (r == 0)
		c->n++;
	return r == ERR_NOT_FOUND ? 0 : r;
}

static int
in_charge_of(struct actor *who, int64_t school, struct in_charge *c)
{
	struct org district;
	int r;

	c->n = 0;
	if ((r = in_charge_add(who, school, c)) == 0 &&
	    (r = store_org_above(
		 who->store, school, ORG_DISTRICT, &district)) == 0)
		r = in_charge_add(who, district.id, c);
	if (r == 0 && c->n == 0)
		r = ERR_CIRCLE;
	return r;
}

/* --- whose a pair is --------------------------------------------------------
 */

struct serving {
	struct actor *who;
	int64_t circle;
	bool yes;
};

static int
is_of_circle(void *arg, const struct key_grant *g)
{
	struct serving *s = arg;
	struct keypair to;
	int r = store_keypair_get(s->who->store, g->to_key, &to);

	s->yes |= r == 0 && to.owner == s->circle;
	return r;
}

int
file_key_serves(struct actor *who, int64_t key, int64_t school, bool *yes)
{
	struct serving s = { .who = who };
	struct in_charge c;
	int r;

	if ((r = in_charge_of(who, school, &c)) != 0)
		return r;
	s.circle = c.circle[0]; /* its own, if it has one */
	r = store_grant_each(who->store, key, KEY_CIRCLE, is_of_circle, &s);
	*yes = s.yes;
	return r;
}

struct newest {
	struct actor *who;
	int64_t school, key;
};

static int
serves_newest(void *arg, const struct keypair *pair)
{
	struct newest *n = arg;
	bool yes;
	int r = file_key_serves(n->who, pair->id, n->school, &yes);

	if (r == 0 && yes)
		n->key = pair->id;
	return r;
}

int
file_key_share(struct actor *who, int64_t key, int64_t school)
{
	const struct sealed_key *k;
	struct in_charge c;
	int r;

	if ((r = in_charge_of(who, school, &c)) != 0 ||
	    (r = act_key_open(who, key, &k)) != 0)
		return r;
	for (int i = 0; i < c.n && r == 0; i++)
		r = act_key_grant(who, key, k, c.pair[i]);
	return r;
}

/* A new pair of a kind, granted to the circles in charge: the first `most` of
 * them. */
static int
pair_in_charge(struct actor *who, enum key_kind kind, int64_t owner,
    int64_t school, int most, int64_t *key, struct sealed_key **k)
{
	struct in_charge c;
	int r;

	if ((r = in_charge_of(who, school, &c)) != 0 ||
	    (r = act_key_make(who, kind, owner, false, key, k)) != 0)
		return r;
	for (int i = 0; i < c.n && i < most && r == 0; i++)
		r = act_key_grant(who, *key, *k, c.pair[i]);
	if (r != 0)
		sealed_key_free(*k);
	return r;
}

int
act_file_key(struct actor *who, int64_t student, int64_t school, int64_t *key)
{
	struct newest n = { who, school, 0 };
	struct sealed_key *k;
	int r;

	r = store_keypair_each(
	    who->store, KEY_FILE, student, serves_newest, &n);
	*key = n.key;
	if (r != 0 || n.key != 0)
		return r;
	r = pair_in_charge(who, KEY_FILE, student, school, 2, key, &k);
	if (r == 0)
		sealed_key_free(k);
	return r;
}

int
act_health_key(struct actor *who, int64_t student, int64_t school, int64_t *key)
{
	const struct sealed_key *mine;
	struct sealed_key *k;
	int r;

	r = act_key_of(who, KEY_HEALTH, student, key, NULL);
	if (r == 0 && (r = act_key_open(who, *key, &mine)) != ERR_KEY)
		return r;
	if (r != ERR_NOT_FOUND && r != ERR_KEY)
		return r;
	r = pair_in_charge(who, KEY_HEALTH, student, school, 1, key, &k);
	if (r == 0)
		sealed_key_free(k);
	return r;
}

int
file_key_anew(struct actor *who, enum key_kind kind, int64_t owner,
    int64_t school, int64_t *key)
{
	struct sealed_key *k;
	int r = pair_in_charge(who, kind, owner, school, 2, key, &k);

	if (r == 0)
		sealed_key_free(k);
	return r;
}

int
file_pair_new(struct actor *who, enum key_kind kind, int64_t owner,
    int64_t school, int64_t *key)
{
	const struct sealed_key *mine;
	struct sealed_key *k;
	int64_t own;
	int r;

	if ((r = pair_in_charge(who, kind, owner, school, 2, key, &k)) != 0)
		return r;
	/* a member has it by the circle, and leaves it with the circle */
	if ((r = act_key_open(who, *key, &mine)) == ERR_KEY &&
	    (r = act_key_of(who, KEY_PERSON, who->person, &own, NULL)) == 0)
		r = act_key_grant(who, *key, k, own);
	sealed_key_free(k);
	return r;
}

int
act_warning_key(struct actor *who, int64_t warning, int64_t school,
    const int64_t *people, int n, int64_t *key)
{
	struct sealed_key *k;
	int64_t to;
	int r;

	r = pair_in_charge(who, KEY_WARNING, warning, school, 2, key, &k);
	if (r != 0)
		return r;
	for (int i = 0; i < n && r == 0; i++) {
		r = act_key_of(who, KEY_PERSON, people[i], &to, NULL);
		if (r == 0)
			r = act_key_grant(who, *key, k, to);
		else if (r == ERR_NOT_FOUND)
			r = 0; /* not signed in yet: the circles can read */
	}
	sealed_key_free(k);
	return r;
}
