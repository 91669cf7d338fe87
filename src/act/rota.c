/* SPDX-License-Identifier: Apache-2.0 */
/* Who of several holders of a post is on duty. */
#include "act/actor.h"
#include "act/rota.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/store.h"
#include "training_internal.h"

/* Posts that are held by several, of whom one is up at night. */
static const enum role shared[] = { ROLE_LEAD, ROLE_COUNSELLOR };

static const struct post *
own_post(const struct actor *who)
{
	const struct post *p = NULL;

	for (size_t i = 0; i < nitems(shared) && p == NULL; i++)
		p = act_post(who, shared[i]);
	return p;
}

bool
act_rota_may(struct actor *who)
{
	return own_post(who) != NULL;
}

/* --- reading ---------------------------------------------------------------
 */

struct each {
	int64_t now;
	int (*fn)(void *, const struct rota *, bool now);
	void *arg;
};

static int
give(void *arg, const struct rota *row)
{
	struct each *e = arg;

	return e->fn(e->arg, row, row->starts_at <= e->now);
}

int
act_rota_each(struct actor *who,
    int (*fn)(void *, const struct rota *, bool now), void *arg)
{
	struct each e = { act_now(who), fn, arg };
	const struct post *p;
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	if ((p = own_post(who)) == NULL)
		return ERR_DENIED;
	return store_rota_each(
	    who->store, p->org, p->role, e.now, ACT_ROTA_MAX, give, &e);
}

int
act_rota_people(struct actor *who, struct act_rota_people *to)
{
	struct post held[ACT_ROTA_PEOPLE];
	const struct post *p;
	struct person who_is;
	int n, r;

	*to = (struct act_rota_people){ .n = 0 };
	if ((r = act_look(who)) != 0)
		return r;
	if ((p = own_post(who)) == NULL)
		return ERR_DENIED;
	if ((r = store_post_holders(who->store, p->role, p->org, act_now(who),
		 held, ACT_ROTA_PEOPLE, &n)) != 0)
		return r;
	for (int i = 0; i < n; i++) {
		if ((r = store_person_get(
			 who->store, held[i].person, &who_is)) != 0)
			return r;
		to->of[to->n].person = who_is.id;
		mem_copy_text(to->of[to->n].login, LOGIN_MAX, who_is.login);
		mem_copy_text(
		    to->of[to->n++].name, PERSON_NAME_MAX, who_is.name);
	}
	return 0;
}

/* --- planning --------------------------------------------------------------
 */

static int
check_time(struct actor *who, const struct rota *row)
{
	int64_t now = act_now(who);

	if (row->ends_at <= row->starts_at)
		return act_fail(
		    who, ERR_INPUT, _("A turn ends after it begins."));
	if (row->ends_at <= now)
		return act_fail(who, ERR_INPUT, _("That turn is over."));
	if (row->ends_at - row->starts_at > ACT_ROTA_LONGEST)
		return act_fail(
		    who, ERR_INPUT, _("A turn is at most seven days long."));
	if (row->starts_at - now > ACT_ROTA_AHEAD)
		return act_fail(who, ERR_INPUT,
		    _("A rota is planned a hundred days ahead at most."));
	return 0;
}

/* Holders and deputies of the post then; and trained, where the line wants
 * that (TJ-83). */
static int
check_person(struct actor *who, const struct rota *row)
{
	struct post held[ACT_ROTA_PEOPLE];
	bool on = false;
	int n, r, i;

	if ((r = store_post_holders(who->store, row->role, row->org,
		 act_now(who), held, ACT_ROTA_PEOPLE, &n)) != 0)
		return r;
	for (i = 0; i < n && held[i].person != row->person;)
		i++;
	if (i == n)
		return act_fail(who, ERR_INPUT,
		    _("Only who holds the post can be on duty in it."));
	if ((r = training_hold(who, &held[i])) != 0 ||
	    (r = store_rota_on(who->store, row->person, row->role,
		 row->starts_at, row->ends_at, &on)) != 0)
		return r;
	return !on ? 0
		   : act_fail(
			 who, ERR_EXISTS, _("They are on duty then already."));
}

static int
add(struct actor *who, struct rota *row, int64_t *audit)
{
	const struct post *p = own_post(who);
	int64_t note = 0;
	int r;

	if (p == NULL)
		return ERR_DENIED;
	row->org = p->org;
	row->role = p->role;
	if ((r = check_time(who, row)) != 0 ||
	    (r = check_person(who, row)) != 0 ||
	    (r = act_note(who, "rota.add", row->person, role_name(row->role),
		 NULL, 0, &note)) != 0)
		return r;
	if (audit != NULL)
		*audit = note;
	store_touch(who->store, STORE_TOPIC(TOPIC_ORG, row->org));
	return store_rota_add(who->store, row, note);
}

int
act_rota_add(struct actor *who, int64_t person, int64_t starts_at,
    int64_t ends_at, int64_t *id, int64_t *audit)
{
	struct rota row = { .person = person,
		.starts_at = starts_at,
		.ends_at = ends_at,
		.noted_by = who->person };
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = act_end(who, add(who, &row, audit))) == 0 && id != NULL)
		*id = row.id;
	return r;
}

static int
drop(struct actor *who, int64_t id, int64_t *audit)
{
	const struct post *p = own_post(who);
	struct rota row;
	int64_t note = 0;
	int r;

	if ((r = store_rota_get(who->store, id, &row)) != 0)
		return r;
	if (p == NULL || p->org != row.org || p->role != row.role)
		return ERR_NOT_FOUND;
	if ((r = act_note(who, "rota.drop", row.person, role_name(row.role),
		 NULL, 0, &note)) != 0)
		return r;
	if (audit != NULL)
		*audit = note;
	store_touch(who->store, STORE_TOPIC(TOPIC_ORG, row.org));
	return store_rota_end(who->store, id, note);
}

int
act_rota_drop(struct actor *who, int64_t id, int64_t *audit)
{
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	return act_end(who, drop(who, id, audit));
}
