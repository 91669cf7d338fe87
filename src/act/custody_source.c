/* SPDX-License-Identifier: Apache-2.0 */
/* What is sealed to both custodians, and what comes out of the second layer. */
#include "base/buf.h"
#include "base/err.h"
#include "custody_internal.h"
#include "store/keys.h"

#define GRANT_COLUMN "key_grant.sealed"

/* --- what is sealed to the two of now ------------------------------------- */

struct nested {
	struct custody_sources *s;
	int64_t one, two, key;
	bool found;
};

static bool
source_is_there(const struct custody_sources *s, int64_t id)
{
	for (int i = 0; i < s->n; i++)
		if (s->row[i].id == id)
			return true;
	return false;
}

int
custody_source_add(struct custody_sources *s, int64_t id,
    struct sealed_place at, int64_t first, int64_t second, const void *p,
    size_t n)
{
	if (s->n == CUSTODY_SOURCES)
		return ERR_LIMIT;
	s->row[s->n++] = (struct custody_source){ id, at, first, second,
		buf_len(s->bytes), n };
	buf_add(s->bytes, p, n);
	return 0;
}

static int
nested_add(void *arg, const struct key_grant *g)
{
	struct nested *n = arg;
	bool ours = (g->to_key == n->one && g->second_key == n->two) ||
		    (g->to_key == n->two && g->second_key == n->one);

	if (!ours || n->found)
		return 0;
	n->found = true;
	return custody_source_add(n->s, g->key,
	    (struct sealed_place){ GRANT_COLUMN, g->key }, g->to_key,
	    g->second_key, g->sealed, g->n);
}

/* The pair of a circle, if custody holds it. */
int
custody_source_pair(
    struct actor *who, int64_t key, struct custody_sources *s, bool *found)
{
	struct keypair one, two;
	struct nested n = { .s = s, .key = key };
	int r;

	*found = source_is_there(s, key);
	if (*found)
		return 0;
	if ((r = custody_pairs(who, &one, &two)) != 0)
		return r;
	n.one = one.id;
	n.two = two.id;
	r = store_grant_nested_each(who->store, key, nested_add, &n);
	*found = n.found;
	return r;
}

static int
gather_generation(void *arg, const struct keypair *pair)
{
	struct gathering *g = arg;

	return custody_source_pair(g->who, pair->id, g->s, &g->found);
}

int
custody_source_circle(
    struct actor *who, int64_t circle, struct custody_sources *s)
{
	struct gathering g = { .who = who, .s = s };

	return store_keypair_each(
	    who->store, KEY_CIRCLE, circle, gather_generation, &g);
}

int
custody_take_key(struct custody_open *o, const struct custody_piece *p,
    const struct sealed_key *own)
{
	struct sealed_key *k;
	int r;

	if (o->n == CUSTODY_SOURCES)
		return ERR_LIMIT;
	if ((r = sealed_key_accept(own, p->source, p->sealed, p->n, &k)) != 0)
		return r;
	o->held[o->n].source = p->source;
	o->held[o->n++].k = k;
	return 0;
}

const struct sealed_key *
custody_held(const struct custody_open *o, int64_t source)
{
	for (int i = 0; i < o->n; i++)
		if (o->held[i].source == source)
			return o->held[i].k;
	return NULL;
}

int
custody_is_granted(void *arg, const struct key_grant *g)
{
	(void)g;
	*(bool *)arg = true;
	return 0;
}
