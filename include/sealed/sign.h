/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SEALED_SIGN_H
#define SEALED_SIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The keeper's signatures (Ed25519).  The key file holds the 32-byte seed. */
struct sign_key; /* guarded memory */

int sign_key_create(const char *path, uint8_t public_half[32]);
int sign_key_read(const char *path, struct sign_key **out);
/* The public half, beside the key, for those who may only check. */
int sign_public_write(const char *path, const uint8_t public_half[32]);
int sign_public_read(const char *path, uint8_t public_half[32]);
void sign_key_free(struct sign_key *k);
void sign_key_public(const struct sign_key *k, uint8_t to[32]);
void
sign_make(const struct sign_key *k, const void *p, size_t n, uint8_t to[64]);
bool sign_holds(const uint8_t public_half[32], const void *p, size_t n,
    const uint8_t signature[64]);

/* BLAKE2b-256, with an optional key of 32 bytes. */
void sign_hash(const uint8_t *key, const void *p, size_t n, uint8_t to[32]);

#endif
