/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "sealed/pass.h"
#include "store/custody.h"
#include "store/keys.h"
#include "store/store.h"

/* A circle is the only step between a person and a file or warning, and an
 * old generation of it one more: deeper chains are a mistake, or an attack. */
#define KEY_DEPTH_MAX 4
#define RING_MAX 128 /* then the ring starts anew: it is only a cache */

struct act_keyring {
	int64_t own_key;
	struct sealed_key *own;
	struct {
		int64_t key;
		struct sealed_key *k;
	} * item;
	size_t n;
};

struct act_keyring *
keyring_new(int64_t own_key, struct sealed_key *own)
{
	struct act_keyring *ring = mem_zero(1, sizeof(*ring));

	ring->own_key = own_key;
	ring->own = own;
	ring->item = mem_zero(RING_MAX, sizeof(*ring->item));
	return ring;
}

void
keyring_empty(struct act_keyring *ring)
{
	for (size_t i = 0; i < ring->n; i++)
		sealed_key_free(ring->item[i].k);
	ring->n = 0;
}

void
keyring_free(struct act_keyring *ring)
{
	if (ring == NULL)
		return;
	keyring_empty(ring);
	sealed_key_free(ring->own);
	free(ring->item);
	free(ring);
}

void
keyring_keep(struct act_keyring *ring, int64_t key, struct sealed_key *k)
{
	if (ring->n == RING_MAX)
		keyring_empty(ring);
	ring->item[ring->n].key = key;
	ring->item[ring->n++].k = k;
}

const struct sealed_key *
keyring_find(const struct act_keyring *ring, int64_t key)
{
	if (key == ring->own_key)
		return ring->own;
	for (size_t i = 0; i < ring->n; i++)
		if (ring->item[i].key == key)
			return ring->item[i].k;
	return NULL;
}

const struct sealed_key *
keyring_own(const struct act_keyring *ring, int64_t *key)
{
	*key = ring->own_key;
	return ring->own;
}

int
act_key_make(struct actor *who, enum key_kind kind, int64_t owner, bool keep,
    int64_t *id, struct sealed_key **secret)
{
	struct keypair pair = {
		.kind = kind, .owner = owner, .made_at = act_now(who)
	};
	struct sealed_key *k = sealed_key_new(pair.public_half);
	int r;

	if ((r = store_keypair_add(who->store, &pair)) != 0) {
		sealed_key_free(k);
		return r;
	}
	if (keep && who->keys != NULL && who->keys->own != NULL)
		keyring_keep(who->keys, pair.id, sealed_key_copy(k));
	*id = pair.id;
	*secret = k;
	return 0;
}

/* A grant that lasts: also where break-glass had made one that ends. */
int
act_key_grant(
    struct actor *who, int64_t key, const struct sealed_key *k, int64_t to)
{
	struct key_grant g = { .key = key, .to_key = to };
	struct keypair pair;
	struct buf *b;
	int r;

	if ((r = store_keypair_get(who->store, to, &pair)) != 0)
		return r;
	b = buf_new();
	sealed_key_grant(k, key, pair.public_half, b);
	g.sealed = buf_data(b);
	g.n = buf_len(b);
	r = store_grant_put(who->store, &g, act_now(who));
	buf_free(b);
	return r != 0 ? r : store_opened_last(who->store, key, to);
}

int
act_key_grant_custody(
    struct actor *who, int64_t key, const struct sealed_key *k)
{
	struct keypair one, two;
	struct key_grant g;
	struct buf *b;
	int r;

	if ((r = custody_pairs(who, &one, &two)) != 0)
		return r;
	b = buf_new();
	sealed_key_grant_nested(k, key, one.public_half, two.public_half, b);
	g = (struct key_grant){ .key = key,
		.to_key = one.id,
		.second_key = two.id,
		.sealed = buf_data(b),
		.n = buf_len(b) };
	r = store_grant_put(who->store, &g, act_now(who));
	buf_free(b);
	return r;
}

int
act_key_of(struct actor *who, enum key_kind kind, int64_t owner, int64_t *id,
    uint8_t public_half[SEALED_PUBLIC])
{
	struct keypair pair;
	int r;

	if ((r = store_keypair_of(who->store, kind, owner, &pair)) != 0)
		return r;
	*id = pair.id;
	if (public_half != NULL)
		memcpy(public_half, pair.public_half, SEALED_PUBLIC);
	return 0;
}

/* Grants, copied out so that no statement stays open while the walk goes
 * deeper.  A pair is granted to few circles: the school's, the district's,
 * and their newer generations. */
struct grants {
	struct {
		int64_t to;
		uint8_t sealed[SEALED_EXTRA + 32];
	} row[16];
	size_t n;
};

static int
grants_add(void *arg, const struct key_grant *g)
{
	struct grants *all = arg;

	if (g->second_key != 0)
		return 0; /* custody opens by its own way */
	if (g->n != sizeof(all->row[0].sealed))
		return ERR_CORRUPT;
	if (all->n == nitems(all->row))
		return ERR_LIMIT;
	all->row[all->n].to = g->to_key;
	memcpy(all->row[all->n++].sealed, g->sealed, g->n);
	return 0;
}

static int key_walk(
    struct actor *who, int64_t key, int depth, const struct sealed_key **out);

/* Open `key` by one of its grants, opening first what it is sealed to. */
static int
key_by_grants(struct actor *who, int64_t key, int depth,
    const struct grants *all, const struct sealed_key **out)
{
	const struct sealed_key *by;
	struct sealed_key *got;
	int r;

	for (size_t i = 0; i < all->n; i++) {
		r = key_walk(who, all->row[i].to, depth - 1, &by);
		if (r == 0)
			r = sealed_key_accept(by, key, all->row[i].sealed,
			    sizeof(all->row[i].sealed), &got);
		if (r == 0) {
			keyring_keep(who->keys, key, got);
			*out = got;
			return 0;
		}
		if (r != ERR_KEY)
			return r;
	}
	return ERR_KEY;
}

/* The person's own grant first, then the ways through circles. */
static int
key_walk(
    struct actor *who, int64_t key, int depth, const struct sealed_key **out)
{
	struct grants all = { .n = 0 };
	int r;

	if ((*out = keyring_find(who->keys, key)) != NULL)
		return 0;
	if (depth == 0)
		return ERR_KEY;
	if ((r = store_grant_one(
		 who->store, key, who->keys->own_key, grants_add, &all)) != 0 ||
	    (r = store_grant_each(
		 who->store, key, KEY_CIRCLE, grants_add, &all)) != 0)
		return r;
	return key_by_grants(who, key, depth, &all, out);
}

int
act_key_open(struct actor *who, int64_t key, const struct sealed_key **out)
{
	if (who->keys == NULL || who->keys->own == NULL)
		return ERR_KEY;
	return key_walk(who, key, KEY_DEPTH_MAX, out);
}

int
act_seal(struct actor *who, int64_t key, struct sealed_place at, const void *p,
    size_t n, struct buf *out)
{
	struct keypair pair;
	int r;

	if ((r = store_keypair_get(who->store, key, &pair)) == 0)
		sealed_close(pair.public_half, at, p, n, out);
	return r;
}

int
act_open(struct actor *who, int64_t key, struct sealed_place at, const void *in,
    size_t n, struct buf *out)
{
	const struct sealed_key *k;
	int r;

	if ((r = act_key_open(who, key, &k)) != 0)
		return r;
	return sealed_open(k, at, in, n, out);
}

void
act_key_lock(struct actor *who)
{
	if (who->keys == NULL)
		return;
	keyring_empty(who->keys);
	sealed_key_free(who->keys->own);
	who->keys->own = NULL;
}

bool
act_key_locked(const struct actor *who)
{
	return who->keys == NULL || who->keys->own == NULL;
}

int
act_key_unlock(struct actor *who, const char *pass, size_t n)
{
	struct person p;
	int r;

	who->why[0] = '\0'; /* of what was asked before */
	if ((r = store_person_get(who->store, who->person, &p)) != 0)
		return r;
	if (p.state != ACCOUNT_ACTIVE)
		return ERR_DENIED;
	if (!act_key_locked(who))
		act_key_lock(who);
	return pass_unwrap(p.wrapped, p.n_wrapped, pass, n, &who->keys->own);
}

int
act_key_share(struct actor *who, int64_t key, int64_t person)
{
	const struct sealed_key *k;
	int64_t to;
	int r;

	if ((r = act_key_of(who, KEY_PERSON, person, &to, NULL)) != 0)
		return r == ERR_NOT_FOUND ? 0 : r; /* has not signed in yet */
	if ((r = act_key_open(who, key, &k)) != 0)
		return r;
	return act_key_grant(who, key, k, to);
}
