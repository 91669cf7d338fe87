/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/circle.h"
#include "internal.h"
#include "base/err.h"
#include "base/lang.h"
#include "store/keys.h"
#include "store/store.h"

/* Re-sealing: what was granted to an older pair of a circle is granted to
 * the newest and taken from the old, 200 pairs a transaction. */
#define WORK_SLICE 200

struct slice {
	struct actor *who;
	int64_t key[WORK_SLICE], from[WORK_SLICE];
	int64_t last;
	int n;
};

static int
slice_add(void *arg, const struct key_grant *g)
{
	struct slice *s = arg;

	s->key[s->n] = g->key;
	s->from[s->n++] = g->to_key;
	s->last = g->id;
	return 0;
}

struct old_pairs {
	struct slice *slice;
	int64_t newest;
};

/* Fill the slice from one old generation, as far as there is room. */
static int
slice_from_pair(void *arg, const struct keypair *pair)
{
	struct old_pairs *o = arg;
	struct slice *s = o->slice;

	if (pair->id == o->newest || s->n == WORK_SLICE)
		return 0;
	return store_grant_to_each(s->who->store, pair->id, 0,
	    WORK_SLICE - s->n, slice_add, s);
}

static int
slice_move(struct slice *s, int64_t newest)
{
	const struct sealed_key *k;
	int r = 0;

	for (int i = 0; i < s->n && r == 0; i++)
		if ((r = act_key_open(s->who, s->key[i], &k)) == 0 &&
		    (r = act_key_grant(s->who, s->key[i], k, newest)) == 0)
			r = store_grant_drop(s->who->store, s->key[i],
			    s->from[i]);
	return r;
}

struct reseal {
	int64_t task;
};

static int
reseal_find(void *arg, const struct circle_task *t)
{
	struct reseal *f = arg;

	if (f->task == 0 && strcmp(t->kind, "reseal") == 0)
		f->task = t->id;
	return 0;
}

static int
circle_work(struct actor *who, int64_t circle, bool *left)
{
	struct slice s = { .who = who };
	struct old_pairs old = { .slice = &s };
	struct reseal f = { .task = 0 };
	int r;

	*left = false;
	if (!store_member_is(who->store, circle, who->person))
		return act_fail(who, ERR_DENIED,
		    _("Only its members can do this."));
	if ((r = store_task_each(who->store, circle, reseal_find, &f)) != 0 ||
	    f.task == 0)
		return r;
	if ((r = act_key_of(who, KEY_CIRCLE, circle, &old.newest,
	    NULL)) != 0 ||
	    (r = store_keypair_each(who->store, KEY_CIRCLE, circle,
	    slice_from_pair, &old)) != 0 ||
	    (r = slice_move(&s, old.newest)) != 0)
		return r;
	*left = s.n > 0;
	return s.n > 0 ? 0 : store_task_done(who->store, f.task);
}

int
act_circle_work(struct actor *who, int64_t circle, bool *left)
{
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = circle_work(who, circle, left)) == 0)
		r = act_note(who, "circle.reseal", circle, NULL, NULL, 0,
		    NULL);
	return act_end(who, r);
}

struct circles {
	struct actor *who;
	int (*fn)(void *, const struct circle *, bool member);
	void *arg;
};

static int
circle_show(void *arg, const struct circle *c)
{
	struct circles *all = arg;

	return all->fn(all->arg, c, store_member_is(all->who->store, c->id,
	    all->who->person));
}

int
act_circle_each(struct actor *who,
    int (*fn)(void *, const struct circle *, bool member), void *arg)
{
	struct circles all = { who, fn, arg };
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	return store_circle_each(who->store, 0, 10000, circle_show, &all);
}

int
act_circle_pending(struct actor *who, int64_t circle,
    int (*fn)(void *, const struct circle_task *), void *arg)
{
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	return store_task_each(who->store, circle, fn, arg);
}
