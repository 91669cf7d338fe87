/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/circle.h"
#include "internal.h"
#include "base/err.h"
#include "base/lang.h"
#include "store/keys.h"
#include "store/store.h"

/* Re-sealing: what was granted to an older pair of a circle, and the texts
 * sealed straight to it, go to the newest; 200 of them a transaction. */
#define WORK_SLICE 200

struct slice {
	struct actor *who;
	int64_t key[WORK_SLICE], from[WORK_SLICE];
	int n;
};

static int
slice_add(void *arg, const struct key_grant *g)
{
	struct slice *s = arg;

	s->key[s->n] = g->key;
	s->from[s->n++] = g->to_key;
	return 0;
}

/* The generations of a circle, but for the newest. */
#define GENERATIONS_MAX 64

struct generations {
	int64_t newest, old[GENERATIONS_MAX];
	int n;
};

static int
generation_add(void *arg, const struct keypair *pair)
{
	struct generations *g = arg;

	if (pair->id == g->newest)
		return 0;
	if (g->n == GENERATIONS_MAX) /* the oldest were done long ago */
		memmove(g->old, g->old + 1, (size_t)--g->n * sizeof(g->old[0]));
	g->old[g->n++] = pair->id;
	return 0;
}

static int
generations_read(struct actor *who, int64_t circle, struct generations *g)
{
	int r;

	*g = (struct generations){ .n = 0 };
	if ((r = act_key_of(who, KEY_CIRCLE, circle, &g->newest, NULL)) != 0)
		return r;
	return store_keypair_each(
	    who->store, KEY_CIRCLE, circle, generation_add, g);
}

static int
slice_move(struct slice *s, int64_t newest)
{
	const struct sealed_key *k;
	int r = 0;

	for (int i = 0; i < s->n && r == 0; i++)
		if ((r = act_key_open(s->who, s->key[i], &k)) == 0 &&
		    (r = act_key_grant(s->who, s->key[i], k, newest)) == 0)
			r = store_grant_drop(
			    s->who->store, s->key[i], s->from[i]);
	return r;
}

/* A slice of one old generation; *n grows by what was done. */
static int
generation_move(struct actor *who, int64_t old, int64_t newest, int *n)
{
	struct slice s = { .who = who };
	int moved = 0, r;

	if ((r = store_grant_to_each(
		 who->store, old, 0, WORK_SLICE - *n, slice_add, &s)) != 0 ||
	    (r = slice_move(&s, newest)) != 0)
		return r;
	*n += s.n;
	if (*n < WORK_SLICE)
		r = text_move_pair(who, old, newest, WORK_SLICE - *n, &moved);
	*n += moved;
	return r;
}

/* Two who left one after the other are one piece of work. */
struct reseals {
	struct actor *who;
	bool any;
};

static int
reseal_find(void *arg, const struct circle_task *t)
{
	((struct reseals *)arg)->any |= strcmp(t->kind, "reseal") == 0;
	return 0;
}

static int
circle_check(struct actor *who, int64_t circle)
{
	bool is;
	int r = store_member_is(who->store, circle, who->person, &is);

	return r != 0 || is ? r
			    : act_fail(who, ERR_DENIED,
				  _("Only its members can do this."));
}

static int
circle_work(struct actor *who, int64_t circle, bool *left)
{
	struct reseals f = { .who = who };
	struct generations g;
	int n = 0, r;

	*left = false;
	if ((r = circle_check(who, circle)) != 0 ||
	    (r = custody_renew(who, circle)) != 0 ||
	    (r = store_task_each(who->store, circle, reseal_find, &f)) != 0 ||
	    !f.any || (r = generations_read(who, circle, &g)) != 0)
		return r;
	for (int i = 0; i < g.n && r == 0 && n < WORK_SLICE; i++)
		r = generation_move(who, g.old[i], g.newest, &n);
	*left = n > 0;
	if (r != 0 || n > 0)
		return r;
	return store_task_done_all(who->store, circle, "reseal");
}

int
act_circle_work(struct actor *who, int64_t circle, bool *left)
{
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = circle_work(who, circle, left)) == 0)
		r = act_note(who, "circle.reseal", circle, NULL, NULL, 0, NULL);
	if (!*left) /* now the row goes from everybody's day */
		store_touch(who->store, STORE_TOPIC(TOPIC_ALL, 0));
	return act_end(who, r);
}

int
act_circle_left(struct actor *who, int64_t circle, int64_t *left)
{
	struct generations g;
	int64_t n;
	int r;

	*left = 0;
	if ((r = act_look(who)) != 0 || (r = circle_check(who, circle)) != 0 ||
	    (r = generations_read(who, circle, &g)) != 0)
		return r;
	for (int i = 0; i < g.n && r == 0; i++) {
		if ((r = store_text_count(who->store, g.old[i], &n)) == 0)
			*left += n;
	}
	return r;
}

int
act_circle_get(struct actor *who, int64_t id, struct circle *c)
{
	int r;

	if ((r = act_look(who)) != 0 || (r = circle_check(who, id)) != 0)
		return r;
	return store_circle_get(who->store, id, c);
}

struct members {
	struct actor *who;
	int64_t key;
	int (*fn)(void *, const struct act_member *);
	void *arg;
};

static int
member_holds(void *arg, const struct key_grant *g)
{
	(void)g;
	((struct act_member *)arg)->holds = true;
	return 0;
}

static int
member_show(void *arg, int64_t person)
{
	struct members *x = arg;
	struct act_member m = { .person = person };
	int64_t own;
	int r;

	if ((r = store_person_name(x->who->store, person, m.name)) != 0)
		return r;
	r = circle_pair_of(x->who, person, &own);
	if (r == 0) {
		m.signs_in = true;
		r = store_grant_one(
		    x->who->store, x->key, own, member_holds, &m);
	}
	return r != 0 && r != ERR_NOT_FOUND ? r : x->fn(x->arg, &m);
}

int
act_circle_members(struct actor *who, int64_t circle,
    int (*fn)(void *, const struct act_member *), void *arg)
{
	struct members x = { .who = who, .fn = fn, .arg = arg };
	int r;

	if ((r = act_look(who)) != 0 || (r = circle_check(who, circle)) != 0 ||
	    (r = act_key_of(who, KEY_CIRCLE, circle, &x.key, NULL)) != 0)
		return r;
	return store_member_each(who->store, circle, member_show, &x);
}

bool
act_circle_holds(struct actor *who, int64_t circle)
{
	const struct sealed_key *k;
	int64_t pair;

	return act_key_of(who, KEY_CIRCLE, circle, &pair, NULL) == 0 &&
	       act_key_open(who, pair, &k) == 0;
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
	bool is;
	int r = store_member_is(all->who->store, c->id, all->who->person, &is);

	return r == 0 ? all->fn(all->arg, c, is) : r;
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
