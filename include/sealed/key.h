/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SEALED_KEY_H
#define SEALED_KEY_H

#include <stddef.h>
#include <stdint.h>

struct buf;
struct buf_memory;

/*
 * Key pairs and what is sealed to them.  A pair is X25519; sealing makes a
 * pair for at most sixteen texts, of which the secret half is wiped at once,
 * so anybody who knows the public half can add and only the holder of the
 * secret half can open: XChaCha20-Poly1305 with a random nonce a text, under
 * BLAKE2b-256 of the shared secret and both public halves (as libsodium's
 * sealed boxes, with associated data, which those lack).  Call sealed_init()
 * once a process.
 */
#define SEALED_PUBLIC 32
#define SEALED_EXTRA 73 /* bytes a sealed text is longer than its plain */

struct sealed_key; /* a secret half: guarded, locked, wiped memory */

int sealed_init(void);

/* Guarded memory that is wiped when given back: buf_new_in(sealed_memory()). */
const struct buf_memory *sealed_memory(void);
struct buf *sealed_buf(void);

/* A new pair; sealed_key_free() the secret half. */
struct sealed_key *sealed_key_new(uint8_t public_half[SEALED_PUBLIC]);
/* The pair that 32 secret bytes give, always the same. */
struct sealed_key *sealed_key_from_seed(const uint8_t seed[32]);
void sealed_key_free(struct sealed_key *k); /* NULL is fine */
struct sealed_key *sealed_key_copy(const struct sealed_key *k);
void sealed_key_public(const struct sealed_key *k, uint8_t to[SEALED_PUBLIC]);

/*
 * Where a sealed text stands: which column of which row.  It is bound into
 * the seal, so a note cannot be moved to another row.  The names come from
 * the list of sealed columns (model/column.h).
 */
struct sealed_place {
	const char *column; /* "consultation.note" */
	int64_t row;
};

/* Make the pair for the next texts to whom the last one was sealed to, if it
 * is used up: most of the work of sealed_close(), for a moment when nobody
 * waits. */
void sealed_ready(void);

/* Seal n bytes at p for the holder of public_half and append to out. */
void sealed_close(const uint8_t public_half[SEALED_PUBLIC],
    struct sealed_place at, const void *p, size_t n, struct buf *out);

/* Open in (n bytes) and append the plain bytes to out, which must be a
 * secret buffer.  ERR_KEY, out untouched, if it was sealed to another key or
 * for another place or altered: the three cannot be told apart. */
int sealed_open(const struct sealed_key *k, struct sealed_place at,
    const void *in, size_t n, struct buf *out);

/* A secret half sealed to another public half ("grant"), and back. */
void sealed_key_grant(const struct sealed_key *k, int64_t key_id,
    const uint8_t to[SEALED_PUBLIC], struct buf *out);
int sealed_key_accept(const struct sealed_key *mine, int64_t key_id,
    const void *in, size_t n, struct sealed_key **out);

/* For custody: sealed to second, and that to first, so that neither of the
 * two ever opens it alone.  To open: sealed_open() with the first key, then
 * what came out with the second, the same place both times. */
void sealed_close_nested(const uint8_t first[SEALED_PUBLIC],
    const uint8_t second[SEALED_PUBLIC], struct sealed_place at, const void *p,
    size_t n, struct buf *out);
void sealed_key_grant_nested(const struct sealed_key *k, int64_t key_id,
    const uint8_t first[SEALED_PUBLIC], const uint8_t second[SEALED_PUBLIC],
    struct buf *out);

/* A hash of text that only holders of k can make or check: callers are
 * recognised by it (design.md 4). */
void
sealed_key_hash(const struct sealed_key *k, const char *text, uint8_t to[32]);

#endif
