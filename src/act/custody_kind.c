/* SPDX-License-Identifier: Apache-2.0 */
/* What is given for good: the keys of a circle, and drafts lost with a
 * passphrase; and the table of all kinds. */
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "custody_internal.h"
#include "store/desk.h"
#include "store/org.h"
#include "store/store.h"

#define DRAFT_COLUMN "draft.sealed"

/* --- the keys of a circle ------------------------------------------------- */

/* A store that cannot be read is no answer: custody would be asked for what a
 * colleague can give. */
static int
holds(struct actor *who, int64_t key, int64_t person, bool *yes)
{
	int64_t own;
	int r;

	if ((r = act_key_of(who, KEY_PERSON, person, &own, NULL)) != 0)
		return r == ERR_NOT_FOUND ? 0 : r; /* has not signed in yet */
	return store_grant_one(who->store, key, own, custody_is_granted, yes);
}

struct holders {
	struct actor *who;
	int64_t key, but;
	bool any;
};

static int
holder_find(void *arg, int64_t person)
{
	struct holders *h = arg;

	return person == h->but ? 0 : holds(h->who, h->key, person, &h->any);
}

/* Nobody but custody can give them. */
static int
circle_is_closed(struct actor *who, int64_t circle, int64_t person)
{
	struct holders h = { .who = who, .but = person };
	bool has = false;
	int r;

	if ((r = act_key_of(who, KEY_CIRCLE, circle, &h.key, NULL)) != 0 ||
	    (r = holds(who, h.key, person, &has)) != 0)
		return r;
	if (has)
		return act_fail(who, ERR_STATE,
		    _("They hold the keys of the circle already."));
	if ((r = store_member_each(who->store, circle, holder_find, &h)) != 0)
		return r;
	return !h.any ? 0
		      : act_fail(who, ERR_STATE,
			    _("A colleague in the circle has the keys and can "
			      "give them."));
}

static int
may_circle(struct actor *who, struct custody_request *r)
{
	struct post posts[ACT_POSTS_MAX];
	struct circle c;
	struct org o;
	int64_t pair;
	bool is;
	int e, n;

	if (r->beneficiary != who->person && !act_is(who, ROLE_SECURITY_ADMIN))
		return ERR_DENIED;
	if ((e = store_circle_get(who->store, r->object, &c)) != 0 ||
	    (e = store_org_get(who->store, c.org, &o)) != 0 ||
	    (e = store_post_of_person(who->store, r->beneficiary, act_now(who),
		 posts, ACT_POSTS_MAX, &n)) != 0 ||
	    (e = store_member_is(who->store, c.id, r->beneficiary, &is)) != 0)
		return e;
	r->org = o.id;
	if (!is && !circle_is_team(posts, n, &o))
		return act_fail(who, ERR_DENIED,
		    _("Only one of the team itself can be given its keys."));
	if ((e = circle_member_pair(who, r->beneficiary, &pair)) != 0)
		return e;
	return circle_is_closed(who, c.id, r->beneficiary);
}

static int
sources_circle(struct actor *who, const struct custody_request *r,
    struct custody_sources *s)
{
	return custody_source_circle(who, r->object, s);
}

static int
give_circle(struct custody_open *o)
{
	struct actor *who = o->who;
	int r = 0;

	for (int i = 0; i < o->n && r == 0; i++)
		r = act_key_grant(who, o->held[i].source, o->held[i].k, o->to);
	if (r == 0)
		r = store_member_add(
		    who->store, o->r->object, o->r->beneficiary, act_now(who));
	if (r == 0 || r == ERR_EXISTS)
		r = circle_grants_done(who, o->r->object, o->r->beneficiary);
	return r;
}

static int
told_circle(struct actor *who, const struct custody_request *r, int64_t *circle,
    int max, int *n)
{
	(void)who;
	if (*n < max)
		circle[(*n)++] = r->object;
	return 0;
}

static int
no_student(struct actor *who, const struct custody_request *r, int64_t *student)
{
	(void)who, (void)r;
	*student = 0;
	return 0;
}

/* --- drafts lost with a passphrase ---------------------------------------- */

/* Of before the author's pair of now: sealed to an older one. */
struct lost {
	struct custody_sources *s;
	int64_t one, two, author;
};

static int
lost_add(void *arg, const struct draft *d)
{
	struct lost *l = arg;

	if (d->n_custody == 0 || !d->lost)
		return 0;
	return custody_source_add(l->s, d->id,
	    (struct sealed_place){ DRAFT_COLUMN, l->author }, l->one, l->two,
	    d->custody, d->n_custody);
}

static int
sources_draft(struct actor *who, const struct custody_request *r,
    struct custody_sources *s)
{
	struct lost l = { .s = s, .author = r->object };
	struct keypair one, two;
	int e;

	if ((e = custody_pairs(who, &one, &two)) != 0)
		return e;
	l.one = one.id;
	l.two = two.id;
	return store_draft_each(who->store, r->object, lost_add, &l);
}

static int
may_draft(struct actor *who, struct custody_request *r)
{
	if (r->object != who->person || r->beneficiary != who->person ||
	    who->n_posts == 0)
		return ERR_DENIED;
	r->org = who->posts[0].org;
	return 0;
}

static int
draft_put(
    struct custody_open *o, int64_t id, struct buf *mine, struct buf *custody)
{
	struct draft d = { .id = id,
		.author = o->r->object,
		.at = act_now(o->who),
		.sealed = buf_data(mine),
		.n_sealed = buf_len(mine),
		.custody = buf_data(custody),
		.n_custody = buf_len(custody) };

	return store_draft_seal(o->who->store, &d);
}

/* Opened and at once sealed to its author's pair of now, and to custody. */
static int
take_draft(struct custody_open *o, const struct custody_piece *p,
    const struct sealed_key *own)
{
	struct sealed_place at = { DRAFT_COLUMN, o->r->object };
	struct buf *plain = sealed_buf(), *mine = buf_new(),
		   *custody = buf_new();
	struct keypair one, two;
	int r;

	if ((r = sealed_open(own, at, p->sealed, p->n, plain)) == 0 &&
	    (r = custody_pairs(o->who, &one, &two)) == 0 &&
	    (r = act_seal(o->who, o->to, at, buf_data(plain), buf_len(plain),
		 mine)) == 0) {
		sealed_close_nested(one.public_half, two.public_half, at,
		    buf_data(plain), buf_len(plain), custody);
		r = draft_put(o, p->source, mine, custody);
	}
	buf_free(custody);
	buf_free(mine);
	buf_free(plain);
	return r;
}

static int
give_nothing(struct custody_open *o)
{
	(void)o;
	return 0;
}

static int
tell_nobody(struct actor *who, const struct custody_request *r, int64_t *circle,
    int max, int *n)
{
	(void)who, (void)r, (void)circle, (void)max, (void)n;
	return 0;
}

/* --- the table --------------------------------------------------------------
 */

const struct custody_ops *
custody_ops(enum custody_kind kind)
{
	static const struct custody_ops kinds[CUSTODY_KINDS] = {
		[CUSTODY_CIRCLE] = { may_circle, sources_circle,
		    custody_take_key, give_circle, told_circle, no_student },
		[CUSTODY_DRAFT] = { may_draft, sources_draft, take_draft,
		    give_nothing, tell_nobody, no_student },
	};

	return kind >= CUSTODY_WARNING ? &custody_brief[kind - CUSTODY_WARNING]
				       : &kinds[kind];
}
