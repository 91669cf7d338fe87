/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <sodium.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/log.h"
#include "base/mem.h"
#include "sealed/key.h"

#define SEAL_VERSION 1
#define SEAL_TAG crypto_aead_xchacha20poly1305_ietf_ABYTES
#define SEAL_NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES

/*
 * A sealed text, byte by byte:
 *	1	version
 *	32	public half of the writer's pair, made for a few texts
 *	24	nonce
 *	n+16	XChaCha20-Poly1305 of the text and its tag
 */
_Static_assert(SEALED_EXTRA == 1 + SEALED_PUBLIC + SEAL_NONCE + SEAL_TAG,
    "the extra bytes are what the format takes");

struct sealed_key {
	uint8_t secret[crypto_box_SECRETKEYBYTES];
	uint8_t public_half[SEALED_PUBLIC];
};

static const char grant_column[] = "key_grant.sealed";

static struct sealed_key *
key_take(void)
{
	struct sealed_key *k = sodium_malloc(sizeof(*k));

	if (k == NULL)
		mem_out();
	return k;
}

struct sealed_key *
sealed_key_new(uint8_t public_half[SEALED_PUBLIC])
{
	struct sealed_key *k = key_take();

	crypto_box_keypair(k->public_half, k->secret);
	memcpy(public_half, k->public_half, SEALED_PUBLIC);
	return k;
}

struct sealed_key *
sealed_key_from_seed(const uint8_t seed[32])
{
	struct sealed_key *k = key_take();

	crypto_box_seed_keypair(k->public_half, k->secret, seed);
	return k;
}

struct sealed_key *
sealed_key_copy(const struct sealed_key *k)
{
	struct sealed_key *copy = key_take();

	*copy = *k;
	return copy;
}

void
sealed_key_free(struct sealed_key *k)
{
	sodium_free(k); /* wipes; NULL is fine */
}

void
sealed_key_public(const struct sealed_key *k, uint8_t to[SEALED_PUBLIC])
{
	memcpy(to, k->public_half, SEALED_PUBLIC);
}

/* The key of one sealed text, from the shared point and both public halves
 * (as crypto_box_seal binds them). */
static int
seal_key(uint8_t key[32], const uint8_t secret[32], const uint8_t theirs[32],
    const uint8_t once[32], const uint8_t holder[32])
{
	static const uint8_t use[] = "xinqing seal v1";
	uint8_t shared[crypto_scalarmult_BYTES];
	crypto_generichash_state h;

	if (crypto_scalarmult(shared, secret, theirs) != 0)
		return ERR_KEY; /* a point of small order */
	crypto_generichash_init(&h, shared, sizeof(shared), 32);
	crypto_generichash_update(&h, use, sizeof(use));
	crypto_generichash_update(&h, once, 32);
	crypto_generichash_update(&h, holder, 32);
	crypto_generichash_final(&h, key, 32);
	sodium_memzero(shared, sizeof(shared));
	sodium_memzero(&h, sizeof(h));
	return 0;
}

/* The associated data: the row first, so that no name can run into it. */
static void
seal_place(struct buf *b, struct sealed_place at)
{
	buf_put_u8(b, SEAL_VERSION);
	buf_put_i64(b, at.row);
	buf_put_text(b, at.column);
}

/*
 * The pair of the next texts to whom was sealed to last, and its key: two
 * multiplications on the curve are most of a seal, and a writer who holds the
 * store should not be making them.  Nonces are random and long enough for any
 * number of texts under a key; a few of them only, so that whoever reads this
 * process's memory opens no more than what was just typed here.
 */
#define TEXTS_A_PAIR 16

struct spare {
	uint8_t holder[SEALED_PUBLIC]; /* whose public half; zeros: nobody */
	uint8_t once[SEALED_PUBLIC], key[32];
	int left; /* texts it may seal still */
};

/* A child has none of its parent's: no pair seals in two processes. */
static struct spare *spare;

static void
spare_forget(void)
{
	sodium_memzero(spare, sizeof(*spare));
}

static struct spare *
spare_get(void)
{
	if (spare == NULL) {
		if ((spare = sodium_malloc(sizeof(*spare))) == NULL ||
		    pthread_atfork(NULL, NULL, spare_forget) != 0)
			mem_out();
		spare_forget();
	}
	return spare;
}

static void
spare_make(struct spare *s, const uint8_t holder[SEALED_PUBLIC])
{
	uint8_t secret[32];

	memmove(s->holder, holder, SEALED_PUBLIC);
	crypto_box_keypair(s->once, secret);
	if (seal_key(s->key, secret, s->holder, s->once, s->holder) != 0)
		log_fatal("a public half of small order");
	s->left = TEXTS_A_PAIR;
	sodium_memzero(secret, sizeof(secret));
}

void
sealed_ready(void)
{
	struct spare *s = spare_get();

	if (s->left == 0 && !sodium_is_zero(s->holder, sizeof(s->holder)))
		spare_make(s, s->holder);
}

void
sealed_close(const uint8_t public_half[SEALED_PUBLIC], struct sealed_place at,
    const void *p, size_t n, struct buf *out)
{
	struct spare *s = spare_get();
	struct buf *place = buf_new();
	uint8_t *to;

	if (s->left == 0 || memcmp(s->holder, public_half, SEALED_PUBLIC) != 0)
		spare_make(s, public_half);
	seal_place(place, at);
	to = buf_room(out, n + SEALED_EXTRA);
	to[0] = SEAL_VERSION;
	memcpy(to + 1, s->once, sizeof(s->once));
	randombytes_buf(to + 1 + SEALED_PUBLIC, SEAL_NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(
	    to + 1 + SEALED_PUBLIC + SEAL_NONCE, NULL, p, n, buf_data(place),
	    buf_len(place), NULL, to + 1 + SEALED_PUBLIC, s->key);
	buf_wrote(out, n + SEALED_EXTRA);
	buf_free(place);
	if (--s->left == 0)
		sodium_memzero(s->key, sizeof(s->key));
}

int
sealed_open(const struct sealed_key *k, struct sealed_place at, const void *in,
    size_t n, struct buf *out)
{
	const uint8_t *p = in;
	struct buf *place;
	uint8_t key[32];
	int r;

	if (n < SEALED_EXTRA || n > BUF_MAX / 2 || p[0] != SEAL_VERSION)
		return ERR_KEY;
	if ((r = seal_key(key, k->secret, p + 1, p + 1, k->public_half)) != 0)
		return r;
	place = buf_new();
	seal_place(place, at);
	r = crypto_aead_xchacha20poly1305_ietf_decrypt(
	    buf_room(out, n - SEALED_EXTRA + 1), NULL, NULL,
	    p + 1 + SEALED_PUBLIC + SEAL_NONCE,
	    n - 1 - SEALED_PUBLIC - SEAL_NONCE, buf_data(place), buf_len(place),
	    p + 1 + SEALED_PUBLIC, key);
	if (r == 0)
		buf_wrote(out, n - SEALED_EXTRA);
	buf_free(place);
	sodium_memzero(key, sizeof(key));
	return r == 0 ? 0 : ERR_KEY;
}

void
sealed_close_nested(const uint8_t first[SEALED_PUBLIC],
    const uint8_t second[SEALED_PUBLIC], struct sealed_place at, const void *p,
    size_t n, struct buf *out)
{
	struct buf *inner = buf_new();

	sealed_close(second, at, p, n, inner);
	sealed_close(first, at, buf_data(inner), buf_len(inner), out);
	buf_free(inner);
}

static struct sealed_place
grant_place(int64_t key_id)
{
	return (struct sealed_place){ grant_column, key_id };
}

void
sealed_key_grant(const struct sealed_key *k, int64_t key_id,
    const uint8_t to[SEALED_PUBLIC], struct buf *out)
{
	sealed_close(
	    to, grant_place(key_id), k->secret, sizeof(k->secret), out);
}

void
sealed_key_grant_nested(const struct sealed_key *k, int64_t key_id,
    const uint8_t first[SEALED_PUBLIC], const uint8_t second[SEALED_PUBLIC],
    struct buf *out)
{
	sealed_close_nested(first, second, grant_place(key_id), k->secret,
	    sizeof(k->secret), out);
}

int
sealed_key_accept(const struct sealed_key *mine, int64_t key_id, const void *in,
    size_t n, struct sealed_key **out)
{
	struct buf *plain = sealed_buf();
	struct sealed_key *k;
	int r;

	r = sealed_open(mine, grant_place(key_id), in, n, plain);
	if (r == 0 && buf_len(plain) != sizeof(k->secret))
		r = ERR_KEY;
	if (r == 0) {
		k = key_take();
		memcpy(k->secret, buf_data(plain), sizeof(k->secret));
		crypto_scalarmult_base(k->public_half, k->secret);
		*out = k;
	}
	buf_free(plain);
	return r;
}

void
sealed_key_hash(const struct sealed_key *k, const char *text, uint8_t to[32])
{
	static const uint8_t use[] = "xinqing lookup v1";
	uint8_t key[32];

	/* Not the secret itself, so that no hash ever keys on it directly. */
	crypto_generichash(
	    key, sizeof(key), use, sizeof(use), k->secret, sizeof(k->secret));
	crypto_generichash(
	    to, 32, (const uint8_t *)text, strlen(text), key, sizeof(key));
	sodium_memzero(key, sizeof(key));
}
