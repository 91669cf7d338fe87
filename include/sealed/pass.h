/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SEALED_PASS_H
#define SEALED_PASS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct sealed_key;

/*
 * A person's secret half, opened by the passphrase alone: Argon2id (64 MiB,
 * 3 passes) of the passphrase and a salt gives the key that seals it.
 */
#define PASS_MIN 8   /* characters: a passphrase, not a password */
#define PASS_MAX 256 /* bytes */

/* May a passphrase be this one?  A Han character counts one, whatever bytes it
 * takes; what is not UTF-8 counts by the byte. */
bool pass_is_allowed(const char *pass, size_t n);

/* Append the wrapped secret half of k to out.  Takes about 0.1 s.
 * ERR_INPUT if it is not allowed. */
int pass_wrap(
    const struct sealed_key *k, const char *pass, size_t n, struct buf *out);

/* ERR_PASSPHRASE if it does not open.  wrapped NULL does the same work in
 * the same time for an account that has none. */
int pass_unwrap(const void *wrapped, size_t n, const char *pass, size_t m,
    struct sealed_key **out);

/*
 * One-time codes: drawn at random, so a smaller Argon2id (8 MiB, 1 pass) is
 * slow enough, and 12,000 of them are made in minutes.  The hash is bound
 * to its person.
 */
#define PASS_CODE_SALT 16
#define PASS_CODE_HASH 32

uint32_t pass_draw(uint32_t below); /* evenly from 0 to below - 1 */
int pass_code_wrap(int64_t person, const char *code,
    uint8_t salt[PASS_CODE_SALT], uint8_t hash[PASS_CODE_HASH]);
/* ERR_PASSPHRASE when it is another code, or another person's. */
int pass_code_check(const uint8_t salt[PASS_CODE_SALT],
    const uint8_t hash[PASS_CODE_HASH], int64_t person, const char *code);

#endif
