/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_INTERNAL_H
#define ACT_INTERNAL_H

#include "act/actor.h"
#include "act/key.h"
#include "store/keys.h"
#include "store/person.h"

/* What the files of act/ share and nobody else sees. */

/* An actor for p, signed in with the secret half k (taken over; NULL for the
 * keeper).  Fills posts. */
int actor_make(struct store *st, const struct person *p, struct sealed_key *k,
    struct actor **out);

/* The ring of opened secret halves: the person's own, then what it opened. */
struct act_keyring *keyring_new(int64_t own_key, struct sealed_key *own);
void keyring_free(struct act_keyring *ring);
/* Remember k (taken over) as the secret half of `key`. */
void keyring_keep(struct act_keyring *ring, int64_t key,
    struct sealed_key *k);
const struct sealed_key *keyring_find(const struct act_keyring *ring,
    int64_t key);
const struct sealed_key *keyring_own(const struct act_keyring *ring,
    int64_t *key);

/* Views already in the audit during the last 10 minutes. */
struct act_seen;
struct act_seen *seen_new(void);
void seen_free(struct act_seen *s);
/* True if it is new, and then remembered. */
bool seen_is_new(struct act_seen *s, const char *what, int64_t object,
    const int64_t *subjects, int n, int64_t now);

/* The pairs of the two custodians, in order; ERR_CUSTODY. */
int custody_pairs(struct actor *who, struct keypair *first,
    struct keypair *second);

struct approval;
/* A warning's steps that wait for a second person (warning_second.c). */
int warning_approval_may(struct actor *who, const struct approval *a);
int warning_approval_give(struct actor *who, const struct approval *a);
int warning_approval_refuse(struct actor *who, const struct approval *a);

#endif
