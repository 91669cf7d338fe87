/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "act/circle.h"
#include "internal.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/keys.h"
#include "store/org.h"
#include "store/person.h"
#include "store/store.h"

/* --- the pairs of a circle -------------------------------------------------
 */

int
circle_pair_of(struct actor *who, int64_t person, int64_t *pair)
{
	struct person p;
	int r;

	if ((r = store_person_get(who->store, person, &p)) != 0)
		return r;
	return p.n_wrapped == 0
		   ? ERR_NOT_FOUND
		   : act_key_of(who, KEY_PERSON, person, pair, NULL);
}

int
circle_member_pair(struct actor *who, int64_t person, int64_t *pair)
{
	int r = circle_pair_of(who, person, pair);

	if (r == ERR_NOT_FOUND)
		return act_fail(who, ERR_STATE,
		    _("This person has to sign in once first."));
	return r;
}

/* A new pair of a kind for the circle, granted to custody and kept here. */
static int
circle_make_pair(struct actor *who, enum key_kind kind, int64_t circle,
    int64_t *pair, struct sealed_key **k)
{
	int r;

	if ((r = act_key_make(who, kind, circle, true, pair, k)) != 0)
		return r;
	if (kind != KEY_CIRCLE)
		return 0;
	return act_key_grant_custody(who, *pair, *k);
}

/* Only a member's own session makes a circle: nobody else ever holds it. */
static int
circle_begin_keys(struct actor *who, int64_t circle)
{
	struct sealed_key *k = NULL, *lookup = NULL;
	int64_t pair, lookup_pair, own;
	int r;

	if ((r = circle_make_pair(who, KEY_CIRCLE, circle, &pair, &k)) == 0 &&
	    (r = circle_member_pair(who, who->person, &own)) == 0 &&
	    (r = act_key_grant(who, pair, k, own)) == 0 &&
	    (r = circle_make_pair(
		 who, KEY_LOOKUP, circle, &lookup_pair, &lookup)) == 0)
		r = act_key_grant(who, lookup_pair, lookup, pair);
	sealed_key_free(k);
	sealed_key_free(lookup);
	return r;
}

bool
circle_is_team(const struct post *posts, int n, const struct org *o)
{
	static const struct {
		enum org_type type;
		enum role role;
	} teams[] = {
		{ ORG_LINE, ROLE_OPERATOR },
		{ ORG_LINE, ROLE_LEAD },
		{ ORG_SCHOOL, ROLE_PSYCHOLOGY },
		{ ORG_DISTRICT, ROLE_COUNSELLOR },
	};

	for (int p = 0; p < n; p++)
		for (size_t i = 0; i < nitems(teams); i++)
			if (o->type == teams[i].type &&
			    posts[p].role == teams[i].role &&
			    posts[p].lft <= o->lft && o->lft <= posts[p].rgt)
				return true;
	return false;
}

int
act_circle_create(
    struct actor *who, int64_t org, int64_t *circle, int64_t *audit)
{
	struct circle c = { .org = org };
	struct org o;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = store_org_get(who->store, org, &o)) == 0 &&
	    !circle_is_team(who->posts, who->n_posts, &o))
		r = act_fail(who, ERR_DENIED,
		    _("Only a member of the team itself can make its circle."));
	if (r == 0) {
		mem_copy_text(c.name, sizeof(c.name), o.name);
		r = store_circle_add(who->store, &c, act_now(who));
	}
	if (r == 0 &&
	    (r = store_member_add(
		 who->store, c.id, who->person, act_now(who))) == 0 &&
	    (r = circle_begin_keys(who, c.id)) == 0)
		r = act_note(who, "circle.create", c.id, NULL, NULL, 0, audit);
	if ((r = act_end(who, r)) == 0)
		*circle = c.id;
	return r;
}

/* --- members ---------------------------------------------------------------
 */

struct pairs_to {
	struct actor *who;
	int64_t to;
	int r;
};

/* Every generation of the circle's pair: old narratives stay readable. */
static int
grant_generation(void *arg, const struct keypair *pair)
{
	struct pairs_to *g = arg;
	const struct sealed_key *k;
	int r;

	if ((r = act_key_open(g->who, pair->id, &k)) != 0)
		return r;
	return act_key_grant(g->who, pair->id, k, g->to);
}

static int
circle_check_member(struct actor *who, int64_t circle)
{
	struct circle c;
	bool is;
	int r;

	if ((r = store_circle_get(who->store, circle, &c)) != 0 ||
	    (r = store_member_is(who->store, circle, who->person, &is)) != 0)
		return r;
	if (!is)
		return act_fail(
		    who, ERR_DENIED, _("Only its members can do this."));
	return 0;
}

/* Asked for when the passphrase was lost: done now. */
struct waiting {
	int64_t person, task;
};

static int
waiting_find(void *arg, const struct circle_task *t)
{
	struct waiting *w = arg;

	if (strcmp(t->kind, "reseal") != 0 && t->person == w->person)
		w->task = t->id;
	return 0;
}

int
circle_grants_done(struct actor *who, int64_t circle, int64_t person)
{
	struct waiting w = { .person = person };
	int r;

	if ((r = store_task_each(who->store, circle, waiting_find, &w)) != 0)
		return r;
	return w.task != 0 ? store_task_done(who->store, w.task) : 0;
}

int
act_circle_add(
    struct actor *who, int64_t circle, int64_t person, int64_t *audit)
{
	struct pairs_to g = { .who = who };
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = circle_check_member(who, circle)) == 0 &&
	    (r = circle_member_pair(who, person, &g.to)) == 0 &&
	    (r = store_keypair_each(
		 who->store, KEY_CIRCLE, circle, grant_generation, &g)) == 0)
		r = store_member_add(who->store, circle, person, act_now(who));
	if (r == ERR_EXISTS)
		r = 0; /* a member with a new pair: the grants are what counts
			*/
	if (r == 0 && (r = circle_again_give(who, circle, person)) == 0)
		r = circle_grants_done(who, circle, person);
	if (r == 0)
		r = act_note(who, "circle.add", circle, NULL, NULL, 0, audit);
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, person));
	return act_end(who, r);
}

struct regrant {
	struct actor *who;
	int64_t pair;
	struct sealed_key *k;
};

static int
grant_to_member(void *arg, int64_t person)
{
	struct regrant *g = arg;
	int64_t own;
	int r;

	r = circle_pair_of(g->who, person, &own);
	if (r == ERR_NOT_FOUND)
		return 0; /* lost the passphrase, has no pair now */
	return r != 0 ? r : act_key_grant(g->who, g->pair, g->k, own);
}

/* A member has left: a new pair for the rest, and the work of re-sealing to
 * it what was sealed to the old one. */
static int
circle_new_generation(struct actor *who, int64_t circle)
{
	struct circle_task t = { .circle = circle };
	struct regrant g = { .who = who };
	int r;

	if ((r = circle_make_pair(who, KEY_CIRCLE, circle, &g.pair, &g.k)) == 0)
		r = store_member_each(who->store, circle, grant_to_member, &g);
	sealed_key_free(g.k);
	if (r != 0)
		return r;
	snprintf(t.kind, sizeof(t.kind), "reseal");
	return store_task_add(who->store, &t);
}

struct leaver {
	struct actor *who;
	int64_t pair;
};

static int
leaver_drop(void *arg, const struct keypair *pair)
{
	struct leaver *l = arg;

	return store_grant_drop(l->who->store, pair->id, l->pair);
}

/* Every generation is closed to who leaves; what was read stays known. */
static int
circle_close_to(struct actor *who, int64_t circle, int64_t person)
{
	struct leaver l = { .who = who };
	int r;

	r = act_key_of(who, KEY_PERSON, person, &l.pair, NULL);
	if (r == ERR_NOT_FOUND)
		return 0;
	return r != 0 ? r
		      : store_keypair_each(
			    who->store, KEY_CIRCLE, circle, leaver_drop, &l);
}

int
act_circle_leave(
    struct actor *who, int64_t circle, int64_t person, int64_t *audit)
{
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = circle_check_member(who, circle)) == 0 &&
	    person == who->person)
		r = act_fail(who, ERR_SECOND,
		    _("Another member has to do this, so that the new key "
		      "stays with the team."));
	if (r == 0 &&
	    (r = store_member_end(who->store, circle, person, act_now(who))) ==
		0 &&
	    (r = circle_close_to(who, circle, person)) == 0 &&
	    (r = circle_new_generation(who, circle)) == 0)
		r = act_note(who, "circle.leave", circle, NULL, NULL, 0, audit);
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, person));
	return act_end(who, r);
}

/* --- what every slice asks --------------------------------------------------
 */

int
act_circle_of(struct actor *who, int64_t org, int64_t *circle)
{
	struct circle c;
	int64_t pair;
	int r;

	if ((r = store_circle_of(who->store, org, &c)) == 0 &&
	    (r = act_key_of(who, KEY_CIRCLE, c.id, &pair, NULL)) == 0)
		*circle = c.id;
	return r;
}

bool
act_circle_member(struct actor *who, int64_t circle, int64_t person)
{
	bool is;

	return store_member_is(who->store, circle, person, &is) == 0 && is;
}

int
act_lookup_hash(
    struct actor *who, int64_t circle, const char *text, uint8_t to[32])
{
	const struct sealed_key *k;
	int64_t pair;
	int r;

	if ((r = act_key_of(who, KEY_LOOKUP, circle, &pair, NULL)) == 0 &&
	    (r = act_key_open(who, pair, &k)) == 0)
		sealed_key_hash(k, text, to);
	return r;
}
