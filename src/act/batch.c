/* SPDX-License-Identifier: Apache-2.0 */
/* The posts that came in one file of staff, and wait to be agreed to. */
#include "act/staff.h"
#include "base/err.h"
#include "internal.h"
#include "store/store.h"

static int
may(struct actor *who)
{
	return act_is(who, ROLE_SYSTEM_ADMIN) ||
		       act_is(who, ROLE_SECURITY_ADMIN)
		   ? 0
		   : ERR_DENIED;
}

int
act_batch_count(
    struct actor *who, int64_t batch, int64_t *posts, int64_t *people)
{
	int r;

	if ((r = act_look(who)) != 0 || (r = may(who)) != 0)
		return r;
	return store_batch_count(who->store, batch, posts, people);
}

int
act_batch_each(struct actor *who, int64_t batch, int64_t after, int limit,
    int (*fn)(void *, const struct post_row *), void *arg)
{
	int r;

	if ((r = act_look(who)) != 0 || (r = may(who)) != 0)
		return r;
	return store_batch_rows(who->store, batch, after, limit, fn, arg);
}

/* Every post of the person in this file, and the account that came with it. */
struct striking {
	struct actor *who;
	int64_t batch;
};

static int
strike_post(void *arg, const struct post *p, bool held)
{
	struct striking *s = arg;

	if (held || p->batch != s->batch)
		return 0;
	return store_post_end(s->who->store, p->id, act_now(s->who));
}

static int
strike(struct actor *who, int64_t batch, const struct post *p)
{
	struct striking s = { who, batch };
	struct person person;
	int r;

	if ((r = store_post_proposed_each(
		 who->store, p->person, strike_post, &s)) != 0 ||
	    (r = store_person_get(who->store, p->person, &person)) != 0)
		return r;
	if (person.state != ACCOUNT_PROPOSED)
		return 0;
	person.state = ACCOUNT_REFUSED;
	return store_person_put(who->store, &person);
}

int
act_batch_strike(
    struct actor *who, int64_t batch, int64_t post, int64_t *audit)
{
	struct post p;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = may(who)) == 0 &&
	    (r = store_post_get(who->store, post, &p)) == 0 &&
	    (p.batch != batch || p.since != 0 || p.until != 0))
		r = ERR_STALE;
	if (r == 0 && (r = strike(who, batch, &p)) == 0)
		r = act_note(
		    who, "staff.strike", p.person, NULL, NULL, 0, audit);
	store_touch(who->store, STORE_TOPIC(TOPIC_ALL, 0));
	return act_end(who, r);
}
