/* SPDX-License-Identifier: Apache-2.0 */
/* Organisations with their registers, and what ties them. */
#include <string.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "office_internal.h"
#include "store/org.h"
#include "store/store.h"

/* --- who sees and keeps what ------------------------------------------------
 */

static const struct {
	enum role role;
	bool keeps;
	bool all; /* wherever the post stands */
} readers[] = {
	{ ROLE_SYSTEM_ADMIN, true, true },
	{ ROLE_SECURITY_ADMIN, false, true },
	{ ROLE_DISTRICT_STAFF, true, false },
	{ ROLE_COUNSELLOR, false, false },
	{ ROLE_PRINCIPAL, true, false },
	{ ROLE_PSYCHOLOGY, false, false },
};

static void
add_reach(struct office_reach *to, int64_t lft, int64_t rgt)
{
	for (int i = 0; i < to->n; i++)
		if (to->lft[i] <= lft && rgt <= to->rgt[i])
			return;
	to->lft[to->n] = lft;
	to->rgt[to->n++] = rgt;
}

int
office_reach(struct actor *who, struct office_reach *to)
{
	to->n = 0;
	for (size_t k = 0; k < nitems(readers); k++)
		for (int i = 0; i < who->n_posts; i++) {
			const struct post *p = &who->posts[i];

			if (p->role != readers[k].role)
				continue;
			if (readers[k].all)
				add_reach(to, 1, INT64_MAX);
			else
				add_reach(to, p->lft, p->rgt);
		}
	return to->n > 0 ? 0 : ERR_DENIED;
}

bool
office_reaches(struct actor *who, int64_t lft)
{
	struct office_reach r;

	(void)office_reach(who, &r);
	for (int i = 0; i < r.n; i++)
		if (r.lft[i] <= lft && lft <= r.rgt[i])
			return true;
	return false;
}

bool
office_keeps(const struct actor *who, int64_t lft)
{
	for (size_t k = 0; k < nitems(readers); k++)
		if (readers[k].keeps &&
		    (readers[k].all ? act_is(who, readers[k].role)
				    : act_is_for(who, readers[k].role, lft)))
			return true;
	return false;
}

bool
act_office_may(const struct actor *who)
{
	for (size_t k = 0; k < nitems(readers); k++)
		if (act_is(who, readers[k].role))
			return true;
	return false;
}

bool
act_office_keeps(struct actor *who, int64_t org)
{
	struct org o;

	return act_look(who) == 0 && store_org_get(who->store, org, &o) == 0 &&
	       office_keeps(who, o.lft);
}

int
office_look(struct actor *who, int64_t org, struct org *o)
{
	int r = store_org_get(who->store, org, o);

	return r == 0 && !office_reaches(who, o->lft) ? ERR_DENIED : r;
}

int
office_change(struct actor *who, int64_t org, struct org *o)
{
	int r = store_org_get(who->store, org, o);

	return r == 0 && !office_keeps(who, o->lft) ? ERR_DENIED : r;
}

int
act_office_top(struct actor *who, int64_t *org)
{
	int r;

	*org = 0;
	if ((r = act_look(who)) != 0)
		return r;
	if (act_is(who, ROLE_SYSTEM_ADMIN) || act_is(who, ROLE_SECURITY_ADMIN))
		return 0;
	for (size_t k = 0; k < nitems(readers); k++) {
		const struct post *p = act_post(who, readers[k].role);

		if (p != NULL) {
			*org = p->org;
			return 0;
		}
	}
	return ERR_DENIED;
}

/* --- the tree ---------------------------------------------------------------
 */

struct children {
	struct actor *who;
	int (*fn)(void *, const struct org *, int64_t below);
	void *arg;
};

static int
show_child(void *arg, const struct org *o)
{
	struct children *c = arg;
	int64_t below = 0;
	int r;

	if ((r = store_org_count(c->who->store, o->id, &below)) != 0)
		return r;
	return c->fn(c->arg, o, below);
}

int
act_office_children(struct actor *who, int64_t parent, int64_t after, int limit,
    int (*fn)(void *, const struct org *, int64_t below), void *arg)
{
	struct children c = { who, fn, arg };
	struct org o;
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	if (parent != 0)
		r = office_look(who, parent, &o);
	else if (!office_reaches(who, INT64_MAX))
		r = ERR_DENIED;
	return r != 0 ? r
		      : store_org_children(
			    who->store, parent, after, limit, show_child, &c);
}

int
act_office_org(struct actor *who, int64_t id, struct org *o)
{
	int r = act_look(who);

	return r != 0 ? r : office_look(who, id, o);
}

/* --- registers --------------------------------------------------------------
 */

static const struct detail_keys *
keys_of(enum detail_of_what what)
{
	return what == DETAIL_OF_ORG ? &detail_of_orgs : &detail_of_people;
}

struct showing {
	enum detail_of_what what;
	int (*fn)(void *, int key, const char *value);
	void *arg;
};

static int
show_detail(void *arg, const char *name, const char *value)
{
	struct showing *s = arg;
	int key = detail_of(keys_of(s->what), name);

	return key < 0 ? 0 : s->fn(s->arg, key, value);
}

static int
may_look(struct actor *who, enum detail_of_what what, int64_t of)
{
	struct org o;

	if (what == DETAIL_OF_ORG)
		return office_look(who, of, &o);
	return office_look_person(who, of);
}

int
act_office_details(struct actor *who, enum detail_of_what what, int64_t of,
    int (*fn)(void *, int key, const char *value), void *arg)
{
	struct showing s = { what, fn, arg };
	int r;

	if ((r = act_look(who)) != 0 || (r = may_look(who, what, of)) != 0)
		return r;
	return store_detail_each(
	    who->store, what, of, act_now(who), show_detail, &s);
}

static int
may_note(struct actor *who, enum detail_of_what what, int64_t of,
    const struct detail_key *k)
{
	struct org o;
	int r;

	if (what == DETAIL_OF_PERSON)
		return office_change_person(who, of);
	if ((r = office_change(who, of, &o)) != 0)
		return r;
	return detail_fits(k, o.type)
		   ? 0
		   : act_fail(who, ERR_INPUT,
			 _("This is not noted of an organisation of this "
			   "type."));
}

int
act_office_note(struct actor *who, enum detail_of_what what, int64_t of,
    const char *name, const char *value, int64_t *audit)
{
	const struct detail_keys *keys = keys_of(what);
	char kept[DETAIL_VALUE_MAX];
	int key = detail_of(keys, name), r;
	const char *words;
	bool changed;

	if ((r = act_begin(who)) != 0)
		return r;
	if (key < 0)
		r = act_fail(who, ERR_INPUT, _("name: there is no such."));
	else if ((words = detail_read(&keys->key[key], value, kept)) != NULL)
		r = act_fail(who, ERR_INPUT, "%s", _(words));
	if (r == 0 && (r = may_note(who, what, of, &keys->key[key])) == 0 &&
	    (r = store_detail_put(who->store, what, of, name, kept,
		 act_now(who), &changed)) == 0)
		r = act_note(who,
		    what == DETAIL_OF_ORG ? "org.note" : "person.note", of,
		    NULL, NULL, 0, audit);
	store_touch(who->store, STORE_TOPIC(TOPIC_ORG, of));
	return act_end(who, r);
}

/* --- links ------------------------------------------------------------------
 */

struct linking {
	struct actor *who;
	int (*fn)(void *, const struct act_link *);
	void *arg;
};

static int
show_link(void *arg, const struct link_row *row)
{
	struct linking *s = arg;
	struct act_link l = { .row = *row };
	struct org o;

	if (store_org_get(s->who->store, row->from, &o) == 0)
		mem_copy_text(l.from, sizeof(l.from), o.name);
	if (store_org_get(s->who->store, row->to, &o) == 0)
		mem_copy_text(l.to, sizeof(l.to), o.name);
	return s->fn(s->arg, &l);
}

int
act_office_links(struct actor *who, int64_t org,
    int (*fn)(void *, const struct act_link *), void *arg)
{
	struct linking s = { who, fn, arg };
	struct org o;
	int r;

	if ((r = act_look(who)) != 0 || (r = office_look(who, org, &o)) != 0)
		return r;
	return store_link_each(who->store, org, act_now(who), show_link, &s);
}

static int
is_same(void *arg, const struct link_row *row)
{
	const struct link_row *l = arg;

	return row->kind == l->kind && row->from == l->from && row->to == l->to
		   ? ERR_EXISTS
		   : 0;
}

int
act_office_link(struct actor *who, enum org_link kind, int64_t from, int64_t to,
    int64_t *id, int64_t *audit)
{
	struct link_row l = { .kind = kind, .from = from, .to = to };
	struct org a, b;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	l.since = act_now(who);
	if ((r = office_change(who, from, &a)) == 0)
		r = store_org_get(who->store, to, &b);
	if (r == 0 && (from == to || !org_link_fits(kind, a.type, b.type)))
		r = act_fail(who, ERR_INPUT,
		    _("These two types are not linked in this way."));
	if (r == 0)
		r = store_link_each(
		    who->store, from, act_now(who), is_same, &l);
	if (r == 0 && (r = store_link_add(who->store, &l)) == 0)
		r = act_note(who, "org.link", l.id, NULL, NULL, 0, audit);
	store_touch(who->store, STORE_TOPIC(TOPIC_ORG, from));
	store_touch(who->store, STORE_TOPIC(TOPIC_ORG, to));
	if ((r = act_end(who, r)) == 0 && id != NULL)
		*id = l.id;
	return r;
}

struct looking {
	int64_t id;
	bool found;
};

static int
is_link(void *arg, const struct link_row *row)
{
	struct looking *l = arg;

	l->found |= row->id == l->id;
	return 0;
}

int
act_office_unlink(struct actor *who, int64_t id, int64_t org, int64_t *audit)
{
	struct looking l = { id, false };
	struct org o;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = office_change(who, org, &o)) == 0 &&
	    (r = store_link_each(who->store, org, act_now(who), is_link, &l)) ==
		0)
		r = l.found ? store_link_end(who->store, id, act_now(who))
			    : ERR_NOT_FOUND;
	if (r == 0)
		r = act_note(who, "org.unlink", id, NULL, NULL, 0, audit);
	store_touch(who->store, STORE_TOPIC(TOPIC_ORG, org));
	return act_end(who, r);
}
