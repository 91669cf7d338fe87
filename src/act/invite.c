/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/invite.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"
#include "model/profile.h"
#include "sealed/pass.h"
#include "store/invite.h"
#include "store/org.h"
#include "store/store.h"

void
act_code_forget(struct act_code *c)
{
	explicit_bzero(c, sizeof(*c));
}

/* --- who looks after whom --------------------------------------------------
 */

static const enum role keepers[] = { ROLE_LEAD, ROLE_PRINCIPAL,
	ROLE_DISTRICT_STAFF };

static bool
is_administrator(const struct actor *who)
{
	return act_is(who, ROLE_SYSTEM_ADMIN) ||
	       act_is(who, ROLE_SECURITY_ADMIN);
}

bool
act_people_may(const struct actor *who)
{
	for (size_t i = 0; i < nitems(keepers); i++)
		if (act_is(who, keepers[i]))
			return true;
	return false;
}

static bool
reaches(const struct actor *who, const struct post *p)
{
	if (p->role >= ROLE_CUSTODIAN)
		return false;
	for (size_t i = 0; i < nitems(keepers); i++)
		if (act_is_for(who, keepers[i], p->lft))
			return true;
	return false;
}

/* All of a person's posts: who also works elsewhere is nobody's alone. */
static bool
looks_after(struct actor *who, int64_t person)
{
	struct post post[ACT_POSTS_MAX];
	int n;

	if (store_post_of_person(who->store, person, act_now(who), post,
		ACT_POSTS_MAX, &n) != 0 ||
	    n == 0)
		return false;
	for (int i = 0; i < n; i++)
		if (!reaches(who, &post[i]))
			return false;
	return true;
}

/* --- a code ----------------------------------------------------------------
 */

static void
draw(enum code_kind kind, char to[CODE_MAX])
{
	const char *from = code_alphabet(kind);
	uint32_t n = (uint32_t)strlen(from);

	for (int i = 0; i < CODE_CHARS; i++)
		to[i] = from[pass_draw(n)];
	to[CODE_CHARS] = '\0';
}

/* Outside of the transaction: the hash takes its time. */
static int
code_make(struct actor *who, enum code_kind kind, int64_t person,
    struct act_code *c, struct invite *v)
{
	char code[CODE_MAX];
	int r;

	*c = (struct act_code){ .person = person, .kind = kind, .binds = true };
	*v = (struct invite){ .person = person,
		.kind = kind,
		.made_by = who->person,
		.binds = true };
	draw(kind, code);
	code_write(code, c->words);
	r = pass_code_wrap(person, code, v->salt, v->hash);
	explicit_bzero(code, sizeof(code));
	return r;
}

static int
code_describe(struct actor *who, const struct person *p, struct act_code *c)
{
	struct post post;
	struct org o;
	int n, r;

	mem_copy_text(c->login, sizeof(c->login), p->login);
	mem_copy_text(c->name, sizeof(c->name), p->name);
	if ((r = store_post_of_person(
		 who->store, p->id, act_now(who), &post, 1, &n)) != 0 ||
	    n == 0 || (r = store_org_get(who->store, post.org, &o)) != 0)
		return r;
	mem_copy_text(c->org, sizeof(c->org), o.name);
	return 0;
}

/* Inside: it takes the place of the one before. */
static int
code_put(struct actor *who, const struct person *p, struct act_code *c,
    struct invite *v)
{
	struct invite old;
	int r;

	v->made_at = act_now(who);
	c->binds = v->binds;
	v->until = profile_due(profile_default(),
	    v->kind == CODE_INVITE ? "account.invite" : "account.again",
	    v->made_at);
	c->until = v->until;
	r = store_invite_of(who->store, p->id, &old);
	if (r == 0)
		r = store_invite_end(
		    who->store, old.id, INVITE_REPLACED, v->made_at);
	else if (r == ERR_NOT_FOUND)
		r = 0;
	if (r == 0 && (r = store_invite_add(who->store, v)) == 0)
		r = code_describe(who, p, c);
	store_touch(who->store, STORE_TOPIC(TOPIC_ALL, 0));
	return r;
}

/* --- an invitation ---------------------------------------------------------
 */

static bool
waits_for_first(const struct person *p)
{
	return p->state == ACCOUNT_APPROVED && p->n_wrapped == 0;
}

static int
invite_check(struct actor *who, const struct person *p)
{
	if (p->id == who->person)
		return ERR_SECOND;
	if (!is_administrator(who) && !looks_after(who, p->id))
		return act_fail(who, ERR_DENIED,
		    _("Their group's lead, their principal or the district "
		      "invites them."));
	if (!waits_for_first(p))
		return act_fail(who, ERR_STATE,
		    _("An invitation is for an account that was agreed to and "
		      "has not signed in yet."));
	return 0;
}

int
act_invite(
    struct actor *who, int64_t person, struct act_code *code, int64_t *audit)
{
	struct person p;
	struct invite v;
	int r;

	if ((r = code_make(who, CODE_INVITE, person, code, &v)) == 0 &&
	    (r = act_begin(who)) == 0) {
		if ((r = store_person_get(who->store, person, &p)) == 0 &&
		    (r = invite_check(who, &p)) == 0 &&
		    (r = code_put(who, &p, code, &v)) == 0)
			r = act_note(who, "account.invite", person, NULL, NULL,
			    0, audit);
		r = act_end(who, r);
	}
	if (r != 0)
		act_code_forget(code);
	return r;
}

/* --- for many --------------------------------------------------------------
 */

#define BATCH 64

struct batch {
	struct actor *who;
	bool again;
	int64_t person[BATCH];
	struct act_code code[BATCH];
	struct invite v[BATCH];
	int n, seen;
	char last[LOGIN_MAX];
};

static bool
has_good_code(struct actor *who, int64_t person, int64_t *until)
{
	struct invite v;

	if (store_invite_of(who->store, person, &v) != 0 ||
	    v.until <= act_now(who))
		return false;
	*until = v.until;
	return true;
}

static int
batch_add(void *arg, const struct person *p)
{
	struct batch *b = arg;
	int64_t until;

	b->seen++;
	mem_copy_text(b->last, sizeof(b->last), p->login);
	if (!waits_for_first(p) || invite_check(b->who, p) != 0 ||
	    (!b->again && has_good_code(b->who, p->id, &until)))
		return 0;
	b->person[b->n++] = p->id;
	return 0;
}

static int
batch_put(struct batch *b, int i, int (*fn)(void *, const struct act_code *),
    void *arg)
{
	struct person p;
	int r;

	if ((r = store_person_get(b->who->store, b->person[i], &p)) != 0)
		return r;
	if (invite_check(b->who, &p) != 0)
		return 0; /* signed in meanwhile */
	if ((r = code_put(b->who, &p, &b->code[i], &b->v[i])) == 0 &&
	    (r = fn(arg, &b->code[i])) == 0)
		r = act_note(
		    b->who, "account.invite", p.id, NULL, NULL, 0, NULL);
	return r;
}

static int
batch_do(struct batch *b, int (*fn)(void *, const struct act_code *), void *arg)
{
	int r = 0;

	for (int i = 0; i < b->n && r == 0; i++)
		r = code_make(
		    b->who, CODE_INVITE, b->person[i], &b->code[i], &b->v[i]);
	if (r == 0 && b->n > 0 && (r = act_begin(b->who)) == 0) {
		for (int i = 0; i < b->n && r == 0; i++)
			r = batch_put(b, i, fn, arg);
		r = act_end(b->who, r);
	}
	for (int i = 0; i < b->n; i++)
		act_code_forget(&b->code[i]);
	return r;
}

int
act_invite_all(struct actor *who, bool again,
    int (*fn)(void *, const struct act_code *), void *arg)
{
	struct batch *b = mem_zero(1, sizeof(*b));
	int r;

	b->who = who;
	b->again = again;
	if ((r = act_look(who)) == 0 && !is_administrator(who) &&
	    !act_people_may(who))
		r = ERR_DENIED;
	while (r == 0) {
		b->n = b->seen = 0;
		if ((r = store_person_each(
			 who->store, b->last, BATCH, batch_add, b)) != 0 ||
		    b->seen == 0)
			break;
		r = batch_do(b, fn, arg);
	}
	if (r == 0)
		who->why[0] = '\0';
	free(b);
	return r;
}

/* --- a passphrase forgotten, a key lost ------------------------------------
 */

struct sharing {
	struct actor *who;
	int64_t person;
	bool any;
};

static int
share_circle(void *arg, const struct circle *c)
{
	struct sharing *s = arg;
	struct store *st = s->who->store;
	bool theirs, mine;
	int r;

	if ((r = store_member_is(st, c->id, s->person, &theirs)) != 0 ||
	    (r = store_member_is(st, c->id, s->who->person, &mine)) != 0)
		return r;
	s->any |= theirs && mine;
	return 0;
}

static int
regrant_check(struct actor *who, const struct person *p, bool *binds)
{
	struct sharing s = { .who = who, .person = p->id };
	int r;

	if (p->state != ACCOUNT_ACTIVE)
		return ERR_STATE;
	if ((*binds = looks_after(who, p->id)))
		return 0;
	r = store_circle_each(who->store, 0, 10000, share_circle, &s);
	return r != 0 || s.any
		   ? r
		   : act_fail(who, ERR_DENIED,
			 _("Their group's lead, their principal, the district "
			   "or a colleague of their circle can do this."));
}

int
act_account_regrant(
    struct actor *who, int64_t person, struct act_code *code, int64_t *audit)
{
	struct person p;
	struct invite v;
	int r;

	if (person == who->person)
		return ERR_SECOND;
	if ((r = code_make(who, CODE_AGAIN, person, code, &v)) == 0 &&
	    (r = act_begin(who)) == 0) {
		if ((r = store_person_get(who->store, person, &p)) == 0 &&
		    (r = regrant_check(who, &p, &v.binds)) == 0 &&
		    (r = code_put(who, &p, code, &v)) == 0)
			r = act_note(who, "account.regrant", person, NULL, NULL,
			    0, audit);
		r = act_end(who, r);
	}
	if (r != 0)
		act_code_forget(code);
	return r;
}

/* --- people ----------------------------------------------------------------
 */

struct showing {
	struct actor *who;
	int (*fn)(void *, const struct act_one *);
	void *arg;
};

static int
show(void *arg, const struct person *p)
{
	struct showing *s = arg;
	struct act_one c = { .p = *p };

	memset(c.p.wrapped, 0, sizeof(c.p.wrapped));
	has_good_code(s->who, p->id, &c.code_until);
	return s->fn(s->arg, &c);
}

/* The widest of the posts that look after people. */
static bool
widest(const struct actor *who, int64_t *lft, int64_t *rgt)
{
	bool any = false;

	*lft = *rgt = 0;
	for (int i = 0; i < who->n_posts; i++)
		for (size_t k = 0; k < nitems(keepers); k++) {
			const struct post *p = &who->posts[i];

			if (p->role != keepers[k] ||
			    (any && p->rgt - p->lft <= *rgt - *lft))
				continue;
			*lft = p->lft;
			*rgt = p->rgt;
			any = true;
		}
	if (!any && is_administrator(who)) {
		*lft = INT64_MIN;
		*rgt = INT64_MAX;
		any = true;
	}
	return any;
}

int
act_people_each(struct actor *who, const char *find, const char *after,
    int limit, int (*fn)(void *, const struct act_one *), void *arg)
{
	struct showing s = { who, fn, arg };
	int64_t lft, rgt;
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	if (!widest(who, &lft, &rgt))
		return ERR_DENIED;
	return store_person_under(
	    who->store, lft, rgt, act_now(who), find, after, limit, show, &s);
}

int
act_people_find(struct actor *who, const char *login, int64_t *person)
{
	struct person p;
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	if ((r = store_person_by_login(who->store, login, &p)) == 0)
		*person = p.id;
	return r;
}
