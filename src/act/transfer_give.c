/* SPDX-License-Identifier: Apache-2.0 */
/* The keys of an accepted file go to the receiving school, by a session that
 * holds them. */
#include <stdlib.h>

#include "base/err.h"
#include "base/mem.h"
#include "file_internal.h"
#include "internal.h"
#include "model/profile.h"
#include "plan_internal.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "transfer_internal.h"
#include "warning_case.h"

/* Every pair there is, collected first: granting writes the same tables. */
struct pairs {
	struct actor *who;
	int64_t school; /* that had it so far */
	int64_t *key;
	int n, n_warning; /* the warning's come first */
};

static void
pair_add(struct pairs *p, int64_t key)
{
	p->key = mem_grow(p->key, (size_t)p->n + 1, sizeof(*p->key));
	p->key[p->n++] = key;
}

/* What the school before could read; what an earlier one kept stays there. */
static int
add_served(void *arg, const struct keypair *pair)
{
	struct pairs *p = arg;
	bool yes;
	int r = file_key_serves(p->who, pair->id, p->school, &yes);

	if (r == 0 && yes)
		pair_add(p, pair->id);
	return r;
}

/* What goes: the warning (each report has a pair), plans, what was written for
 * them, and if it was chosen the notes. */
static int
pairs_of(struct actor *who, const struct transfer *t, int64_t warning,
    struct pairs *p)
{
	struct store *st = who->store;
	int r = 0;

	*p = (struct pairs){ .who = who, .school = t->from_school };
	if (warning != 0)
		r = store_keypair_each(st, KEY_WARNING, warning, add_served, p);
	p->n_warning = p->n;
	if (r == 0)
		r = store_keypair_each(st, KEY_PLAN, t->student, add_served, p);
	if (r == 0 && t->notes)
		r = store_keypair_each(st, KEY_FILE, t->student, add_served, p);
	pair_add(p, t->pair);
	return r;
}

/* Whoever accepted answers for it there, if they are still there. */
static int
carer_of(struct actor *who, const struct transfer *t, int64_t *person)
{
	struct warning_case *c = mem_zero(1, sizeof(*c));
	bool centre;
	int r;

	c->who = who;
	c->w.school = t->to_school;
	*person = t->receiver;
	if ((r = case_bench(c)) == 0 && !case_cares(c, t->receiver) &&
	    case_carer(c, &centre) != 0)
		*person = case_carer(c, &centre);
	free(c);
	return r;
}

/* Who is waited for here can read what they are asked to look at. */
static int
let_in(struct warning_case *c, const struct pairs *p)
{
	int r = 0;

	for (int i = 0; i < c->n_acks; i++)
		for (int k = 0; k < p->n_warning && c->acks[i].open && r == 0;
		     k++)
			r = act_key_share(c->who, p->key[k], c->acks[i].person);
	return r;
}

/* Nobody of the school before is waited for any more; what is unseen is asked
 * of whoever is around the child now, who learn of it now. */
static int
ask_here(struct warning_case *c, const struct pairs *p)
{
	int r;

	if ((r = case_bench(c)) != 0)
		return r;
	if (!c->w.unseen)
		return store_warning_ack_end(c->who->store, c->w.id);
	c->w.ack_at = act_now(c->who);
	warning_time(profile_default(), &c->w);
	if ((r = case_ask(c, c->reporters, c->n_reporters)) != 0)
		return r;
	return let_in(c, p);
}

/* The warning is the new school's from now on, and who accepted runs it; where
 * the child is there already it has its class, else the school alone. */
static int
move_warning(struct actor *who, const struct transfer *t, int64_t carer,
    const struct pairs *p)
{
	struct warning_case *c = mem_zero(1, sizeof(*c));
	const struct case_change ch = { .what = "warning.transfer",
		.event = WARNING_HAND,
		.by = t->receiver,
		.at = act_now(who) };
	struct org o;
	int64_t audit;
	int r;

	r = store_warning_of(who->store, t->student, &c->w);
	if (r == 0 && (r = case_around(who, c)) == 0 &&
	    (r = case_child(who, t->student, &c->w)) == 0 &&
	    (r = store_org_get(who->store, t->to_school, &o)) == 0) {
		if (c->w.school != t->to_school) {
			c->w.school = o.id;
			c->w.lft = o.lft;
			c->w.grade = c->w.class = 0;
		}
		if (warning_is_open(c->w.state))
			c->w.owner = carer;
		r = file_key_anew(
		    who, KEY_WARNING, c->w.id, t->to_school, &c->w.key);
		if (r == 0 && (r = ask_here(c, p)) == 0)
			r = case_save(c, &ch, &audit);
	}
	free(c);
	return r == ERR_NOT_FOUND ? 0 : r;
}

/* The plan that is open goes on there; what is written of it from now on is
 * for them. */
static int
move_plan(struct actor *who, const struct transfer *t, int64_t carer)
{
	struct plan p;
	struct org o;
	int r = store_plan_of(who->store, t->student, &p);

	if (r != 0 || !plan_is_open(p.state))
		return r == ERR_NOT_FOUND ? 0 : r;
	if ((r = store_org_get(who->store, t->to_school, &o)) != 0 ||
	    (r = file_key_anew(who, KEY_PLAN, t->student, o.id, &p.pair)) != 0)
		return r;
	p.school = o.id;
	p.lft = o.lft;
	p.owner = carer;
	return store_plan_put(who->store, &p);
}

static int
give(struct actor *who, struct transfer_change *c, struct pairs *p)
{
	struct warning w = { .id = 0 };
	int64_t key, carer;
	int r;

	if (c->t.state != TRANSFER_ACCEPTED)
		return ERR_STATE;
	if ((r = state_check(&transfer_machine, (int)c->t.state, TRANSFER_GIVE,
		 0, TRANSFER_SYSTEM, 0, 0, &c->move)) != 0)
		return r;
	r = store_warning_of(who->store, c->t.student, &w);
	if ((r != 0 && r != ERR_NOT_FOUND) ||
	    (r = pairs_of(who, &c->t, w.id, p)) != 0 ||
	    (r = carer_of(who, &c->t, &carer)) != 0)
		return r;
	for (int i = 0; i < p->n && r == 0; i++)
		r = file_key_share(who, p->key[i], c->t.to_school);
	if (r != 0 ||
	    (r = file_key_anew(
		 who, KEY_FILE, c->t.student, c->t.to_school, &key)) != 0 ||
	    (r = move_plan(who, &c->t, carer)) != 0 ||
	    (r = move_warning(who, &c->t, carer, p)) != 0)
		return r;
	return transfer_save(who, c);
}

int
transfer_give(struct actor *who, int64_t id)
{
	struct transfer_change c = { .audit = 0 };
	struct pairs p = { .n = 0 };
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = store_transfer_get(who->store, id, &c.t)) == 0)
		r = give(who, &c, &p);
	free(p.key);
	return act_end(who, r);
}

struct waiting {
	struct actor *who;
	int64_t id[16];
	int n;
};

static int
add_waiting(void *arg, const struct transfer *t)
{
	struct waiting *w = arg;
	unsigned bits;
	int r;

	if (w->n == (int)nitems(w->id))
		return 0;
	if ((r = transfer_who_of(w->who, t, &bits)) == 0 &&
	    (bits & (TRANSFER_SENDER | TRANSFER_CENTRE)) != 0)
		w->id[w->n++] = t->id;
	return r;
}

int
transfer_give_waiting(struct actor *who)
{
	struct waiting w = { .who = who };
	int r;

	if (act_key_locked(who))
		return 0;
	if ((r = transfer_each(who, TRANSFER_ACCEPTED, 64, add_waiting, &w)) !=
	    0)
		return r;
	for (int i = 0; i < w.n; i++) /* else at the next look */
		(void)transfer_give(who, w.id[i]);
	return 0;
}
