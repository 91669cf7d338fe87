/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/text.h"
#include "sealed/key.h"
#include "sealed/pass.h"

/*
 * A wrapped secret half, byte by byte:
 *	1	version
 *	16	salt
 *	n	the secret half, sealed to the pair that the passphrase gives
 *
 * The passphrase gives a key pair rather than a key, so that one seal and one
 * reader of it serve for everything (key.c).
 */
#define PASS_VERSION 1
#define PASS_SALT crypto_pwhash_SALTBYTES
#define PASS_OPS 3
#define PASS_MEMORY (64u << 20) /* design.md 2: 64 MiB */

_Static_assert(PASS_SALT == 16, "the format above");

/* The pair that a passphrase gives with a salt; ERR_MEMORY without 64 MiB. */
static int
pass_key(const uint8_t salt[PASS_SALT], const char *pass, size_t n,
    struct sealed_key **out)
{
	uint8_t seed[crypto_box_SEEDBYTES];
	int r;

	r = crypto_pwhash(seed, sizeof(seed), pass, n, salt, PASS_OPS,
	    PASS_MEMORY, crypto_pwhash_ALG_ARGON2ID13);
	if (r == 0)
		*out = sealed_key_from_seed(seed);
	sodium_memzero(seed, sizeof(seed));
	return r == 0 ? 0 : ERR_MEMORY;
}

bool
pass_is_allowed(const char *pass, size_t n)
{
	size_t at = 0;
	uint32_t cp;
	int characters = 0;

	if (n > PASS_MAX)
		return false;
	for (; at < n; at += text_next(pass + at, n - at, &cp))
		characters++;
	return characters >= PASS_MIN;
}

int
pass_wrap(
    const struct sealed_key *k, const char *pass, size_t n, struct buf *out)
{
	uint8_t salt[PASS_SALT], to[SEALED_PUBLIC];
	struct sealed_key *opener;
	int r;

	if (!pass_is_allowed(pass, n))
		return ERR_INPUT;
	randombytes_buf(salt, sizeof(salt));
	if ((r = pass_key(salt, pass, n, &opener)) != 0)
		return r;
	sealed_key_public(opener, to);
	buf_put_u8(out, PASS_VERSION);
	buf_add(out, salt, sizeof(salt));
	sealed_key_grant(k, 0, to, out);
	sealed_key_free(opener);
	return 0;
}

int
pass_unwrap(const void *wrapped, size_t n, const char *pass, size_t m,
    struct sealed_key **out)
{
	static const uint8_t nobody[1 + PASS_SALT] = { PASS_VERSION };
	const uint8_t *p = wrapped;
	struct sealed_key *opener;
	int r;

	if (p == NULL || n < sizeof(nobody) || p[0] != PASS_VERSION) {
		p = nobody; /* the same work for who has none */
		n = sizeof(nobody);
	}
	r = pass_key(p + 1, pass, m > PASS_MAX ? PASS_MAX : m, &opener);
	if (r != 0)
		return r;
	r = sealed_key_accept(
	    opener, 0, p + sizeof(nobody), n - sizeof(nobody), out);
	sealed_key_free(opener);
	return r == ERR_KEY ? ERR_PASSPHRASE : r;
}

/* --- one-time codes --------------------------------------------------------
 */

#define CODE_OPS 1
#define CODE_MEMORY (8u << 20)

_Static_assert(PASS_CODE_SALT == PASS_SALT, "one kind of salt");

uint32_t
pass_draw(uint32_t below)
{
	return randombytes_uniform(below);
}

/* The person stands behind the code, so that a row is nobody else's. */
static int
code_hash(const uint8_t salt[PASS_CODE_SALT], int64_t person, const char *code,
    uint8_t to[PASS_CODE_HASH])
{
	struct buf *b = sealed_buf();
	int r;

	buf_put_text(b, code);
	buf_put_i64(b, person);
	r = crypto_pwhash(to, PASS_CODE_HASH, (const char *)buf_data(b),
	    buf_len(b), salt, CODE_OPS, CODE_MEMORY,
	    crypto_pwhash_ALG_ARGON2ID13);
	buf_free(b);
	return r == 0 ? 0 : ERR_MEMORY;
}

int
pass_code_wrap(int64_t person, const char *code, uint8_t salt[PASS_CODE_SALT],
    uint8_t hash[PASS_CODE_HASH])
{
	randombytes_buf(salt, PASS_CODE_SALT);
	return code_hash(salt, person, code, hash);
}

int
pass_code_check(const uint8_t salt[PASS_CODE_SALT],
    const uint8_t hash[PASS_CODE_HASH], int64_t person, const char *code)
{
	uint8_t got[PASS_CODE_HASH];
	int r;

	if ((r = code_hash(salt, person, code, got)) == 0 &&
	    sodium_memcmp(got, hash, sizeof(got)) != 0)
		r = ERR_PASSPHRASE;
	sodium_memzero(got, sizeof(got));
	return r;
}
