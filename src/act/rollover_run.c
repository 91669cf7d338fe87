/* SPDX-License-Identifier: Apache-2.0 */
/* A new school year: run, undone, confirmed. */
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"
#include "rollover_internal.h"
#include "store/org.h"
#include "store/store.h"

#define SLICE 5000
#define POSTS_MAX 64 /* of one class or grade */

/* --- one slice ahead --------------------------------------------------------
 */

struct running {
	struct actor *who;
	struct rollover *r;
	int64_t now, audit;
	int64_t left, most; /* children of this slice */
	struct post post[POSTS_MAX];
	int n_posts;
};

static int
add_post(void *arg, const struct post *p)
{
	struct running *u = arg;

	if (u->n_posts == POSTS_MAX)
		return ERR_LIMIT;
	u->post[u->n_posts++] = *p;
	return 0;
}

/* Where nothing is open, so that no work changes hands. */
static int
end_posts(struct running *u, const struct org *o, bool leaves)
{
	struct store *st = u->who->store;
	struct turning t = { u->r->year, 0, o, leaves };
	struct org school = { .id = 0 };
	bool ends;
	int r;

	u->n_posts = 0;
	r = store_rollover_posts(st, o->id, u->now, add_post, u);
	if (r == 0 && u->n_posts > 0)
		r = store_org_above(st, o->id, ORG_SCHOOL, &school);
	t.school = school.id;
	for (int i = 0; i < u->n_posts && r == 0; i++) {
		r = rollover_post_ends(u->who, &t, &u->post[i], &ends);
		if (r != 0 || !ends)
			continue;
		r = store_rollover_post_end(st, u->r->id, &u->post[i], u->now);
		store_touch(st, STORE_TOPIC(TOPIC_PERSON, u->post[i].person));
		u->r->posts++;
	}
	return r;
}

static int
count_open(struct running *u, const struct org *o, int64_t *warnings)
{
	struct rollover_counts n = { 0 };
	int r;

	r = o->type == ORG_GRADE
		? store_rollover_grade(u->who->store, o->id, &n)
		: store_rollover_class(u->who->store, o->id, o->lft, &n);
	*warnings = n.warnings;
	return r;
}

/* Those who go another way first, then everybody still at school. */
static int
leave(struct running *u, const struct org *o, bool leaves)
{
	int64_t n = 0;
	int r;

	if ((r = rollover_heed(u->who, u->r, o->lft, u->now, u->audit, &n)) !=
	    0)
		return r;
	u->left += n;
	if (!leaves)
		return 0;
	if ((r = store_rollover_leave(
		 u->who->store, u->r, o->lft, u->now, u->audit, &n)) != 0)
		return r;
	u->left += n;
	u->r->students += n;
	return 0;
}

static int
run_one(void *arg, const struct org *o, const struct grade *g)
{
	struct running *u = arg;
	bool leaves = rollover_leaves(g, u->r->year);
	int64_t warnings;
	int r;

	if (u->left >= u->most)
		return ROLLOVER_ENOUGH;
	/* before anybody goes: a child's warning is its class's of now */
	if ((r = count_open(u, o, &warnings)) != 0 ||
	    (o->type == ORG_CLASS && (r = leave(u, o, leaves)) != 0) ||
	    (warnings == 0 && (r = end_posts(u, o, leaves)) != 0))
		return r;
	u->r->done_to = o->lft;
	return 0;
}

/* Nothing else may wait here: it would be undone, or confirmed, with this. */
static int
find_or_add(
    struct actor *who, int year, const struct org *org, struct rollover *to)
{
	static const enum rollover_state waits[] = { ROLLOVER_RUNNING,
		ROLLOVER_RUN, ROLLOVER_UNDOING };
	int r;

	for (size_t i = 0; i < nitems(waits); i++) {
		r = store_rollover_at(
		    who->store, waits[i], org->lft, org->rgt, to);
		if (r == 0 && to->state == ROLLOVER_RUNNING &&
		    to->org == org->id && to->year == year)
			return 0;
		if (r == 0)
			return act_fail(who, ERR_STATE,
			    _("A roll-over of these schools waits to be "
			      "finished, confirmed or undone."));
		if (r != ERR_NOT_FOUND)
			return r;
	}
	*to = (struct rollover){ .year = year,
		.org = org->id,
		.lft = org->lft,
		.rgt = org->rgt,
		.person = who->person,
		.state = ROLLOVER_RUNNING,
		.started_at = act_now(who) };
	return store_rollover_add(who->store, to);
}

static int
run_slice(struct actor *who, const char *school, int *year, int slice,
    struct rollover *to)
{
	struct running u = { .who = who, .r = to, .most = slice };
	struct org org;
	int r;

	if ((r = rollover_scope(who, school, year, &org)) != 0 ||
	    (r = find_or_add(who, *year, &org, to)) != 0 ||
	    (r = act_note(
		 who, "rollover.slice", to->id, NULL, NULL, 0, &u.audit)) != 0)
		return r;
	u.now = act_now(who);
	r = rollover_walk(who, to->done_to != 0 ? to->done_to : to->lft,
	    to->rgt, run_one, &u);
	if (r == 0)
		r = rollover_step(
		    &to->state, u.left >= u.most ? ROLLOVER_DO : ROLLOVER_DONE);
	to->changed_at = u.now;
	return r == 0 ? store_rollover_put(who->store, to) : r;
}

int
act_rollover_run(struct actor *who, const char *school, int year, int slice,
    act_rollover_progress *fn, void *arg, struct rollover *out)
{
	int r;

	do {
		if ((r = act_begin(who)) != 0)
			return r;
		r = run_slice(
		    who, school, &year, slice > 0 ? slice : SLICE, out);
		store_touch(who->store, STORE_TOPIC(TOPIC_ALL, 0));
		if ((r = act_end(who, r)) == 0 && fn != NULL &&
		    fn(arg, out) != 0 && out->state == ROLLOVER_RUNNING)
			r = ERR_STOPPED;
	} while (r == 0 && out->state == ROLLOVER_RUNNING);
	return r;
}

/* --- and back ---------------------------------------------------------------
 */

static int
mine(struct actor *who, int64_t id, struct rollover *r)
{
	int e = store_rollover_get(who->store, id, r);

	return e == 0 && !rollover_may(who, r->lft) ? ERR_NOT_FOUND : e;
}

static int
step(struct actor *who, struct rollover *r, enum rollover_event on)
{
	if (rollover_step(&r->state, on) == 0)
		return 0;
	return act_fail(who, ERR_STATE,
	    r->state == ROLLOVER_CONFIRMED
		? _("This roll-over is confirmed: it stays.")
		: _("This roll-over is not so far."));
}

static int
undo_slice(struct actor *who, int64_t id, int slice, struct rollover *to)
{
	int64_t audit, children = 0, posts = 0, excepts = 0;
	int64_t now = act_now(who);
	int r;

	if ((r = mine(who, id, to)) != 0 ||
	    (r = step(who, to, ROLLOVER_UNDO)) != 0 ||
	    (r = act_note(who, "rollover.undo", id, NULL, NULL, 0, &audit)) !=
		0 ||
	    (r = rollover_unheed(who, id, slice, now, audit, &excepts)) != 0 ||
	    (r = store_rollover_return(
		 who->store, id, slice, audit, &children)) != 0 ||
	    (r = store_rollover_posts_back(
		 who->store, id, slice, now, &posts)) != 0)
		return r;
	if (children < slice && posts < slice && excepts < slice)
		r = rollover_step(&to->state, ROLLOVER_BACK);
	to->changed_at = now;
	return r == 0 ? store_rollover_put(who->store, to) : r;
}

int
act_rollover_undo(struct actor *who, int64_t id, int slice,
    act_rollover_progress *fn, void *arg, struct rollover *out)
{
	int r;

	do {
		if ((r = act_begin(who)) != 0)
			return r;
		r = undo_slice(who, id, slice > 0 ? slice : SLICE, out);
		store_touch(who->store, STORE_TOPIC(TOPIC_ALL, 0));
		if ((r = act_end(who, r)) == 0 && fn != NULL &&
		    fn(arg, out) != 0 && out->state == ROLLOVER_UNDOING)
			r = ERR_STOPPED;
	} while (r == 0 && out->state == ROLLOVER_UNDOING);
	return r;
}

int
act_rollover_confirm(struct actor *who, int64_t id, struct rollover *out)
{
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = mine(who, id, out)) == 0 &&
	    (r = step(who, out, ROLLOVER_CONFIRM)) == 0) {
		out->changed_at = act_now(who);
		r = store_rollover_put(who->store, out);
	}
	if (r == 0)
		r = act_note(who, "rollover.confirm", id, NULL, NULL, 0, NULL);
	store_touch(who->store, STORE_TOPIC(TOPIC_ALL, 0));
	return act_end(who, r);
}

int
act_rollover_school(
    struct actor *who, const struct rollover *r, char school[ORG_NAME_MAX])
{
	struct org o;
	int e;

	if ((e = store_org_get(who->store, r->org, &o)) != 0)
		return e;
	mem_copy_text(school, ORG_NAME_MAX, o.type == ORG_SCHOOL ? o.name : "");
	return 0;
}

struct listing {
	struct actor *who;
	int shown, limit;
	int (*fn)(void *, const struct rollover *);
	void *arg;
};

static int
list_one(void *arg, const struct rollover *r)
{
	struct listing *l = arg;

	if (!rollover_may(l->who, r->lft) || l->shown == l->limit)
		return 0;
	l->shown++;
	return l->fn(l->arg, r);
}

int
act_rollover_each(struct actor *who, int limit,
    int (*fn)(void *, const struct rollover *), void *arg)
{
	struct listing l = { who, 0, limit, fn, arg };
	int r = act_look(who);

	return r == 0 ? store_rollover_each(
			    who->store, INT64_MAX, INT32_MAX, list_one, &l)
		      : r;
}
