/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_KEY_H
#define ACT_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sealed/key.h"

struct actor;
struct buf;

/*
 * Key pairs of people, circles, student files and warnings, and who may open
 * them (design.md 4).  A secret half is kept as grants: sealed to the public
 * half of another pair.  A session opens a pair by walking the grants to its
 * own person's pair, and remembers it until it locks.
 */
enum key_kind {
	KEY_PERSON = 1, /* owner: person id */
	KEY_CIRCLE,	/* owner: circle id; one a generation */
	KEY_FILE,	/* owner: student id */
	KEY_WARNING,	/* owner: warning id */
	KEY_LOOKUP,	/* owner: circle id: callers' hashes */
	KEY_TICKET,	/* owner: ticket id; only once one was opened
			 * by break-glass: else the circle's own */
	KEY_REQUEST,	/* owner: a request to custody: its reasons */
	KEY_HEALTH,	/* owner: student id: health.h */
	KEY_PLAN,	/* owner: student id; one a plan */
	KEY_TRANSFER,	/* owner: student id; one a sending */
};

/*
 * Make a pair inside the running transaction: *id is its row.  The secret
 * half is granted to nobody yet: follow with act_key_grant() for each, then
 * free it (it also stays in this session's ring when keep is true).
 */
int act_key_make(struct actor *who, enum key_kind kind, int64_t owner,
    bool keep, int64_t *id, struct sealed_key **secret);

/* Grant the pair `key` (whose secret half is given) to the pair `to`: a
 * person's, or a circle's newest.  Doing it twice is fine. */
int act_key_grant(
    struct actor *who, int64_t key, const struct sealed_key *k, int64_t to);
/* Also to custody, nested; ERR_CUSTODY while it is not complete. */
int act_key_grant_custody(
    struct actor *who, int64_t key, const struct sealed_key *k);

/* The newest pair of an owner: its row, and public half when not NULL.
 * ERR_NOT_FOUND without one. */
int act_key_of(struct actor *who, enum key_kind kind, int64_t owner,
    int64_t *id, uint8_t public_half[SEALED_PUBLIC]);

/* The secret half of the pair `key`: borrowed, valid until the next pair is
 * opened or the session locks.  ERR_KEY if no grant leads to this person, or
 * while locked. */
int act_key_open(struct actor *who, int64_t key, const struct sealed_key **out);

/* Seal a text for a pair and append to out; no secret half is needed. */
int act_seal(struct actor *who, int64_t key, struct sealed_place at,
    const void *p, size_t n, struct buf *out);
/* Open what was sealed for a pair this person can reach. */
int act_open(struct actor *who, int64_t key, struct sealed_place at,
    const void *in, size_t n, struct buf *out);

/* Forget every secret half: the screen locks.  Drafts still save, since they
 * need public halves only.  act_key_unlock() needs the passphrase again. */
void act_key_lock(struct actor *who);
int act_key_unlock(struct actor *who, const char *pass, size_t n);
bool act_key_locked(const struct actor *who);

/*
 * Circles.  A circle stands for an organisation: the line, a school, the
 * district.  ERR_NOT_FOUND if it has none (with members) yet.
 */
int act_circle_of(struct actor *who, int64_t org, int64_t *circle);
bool act_circle_member(struct actor *who, int64_t circle, int64_t person);

/*
 * The pair of a student's file at a school, made at its first narrative there
 * inside the running transaction and sealed to the school's circle and the
 * district's; with no school circle the district's stands in; with neither
 * ERR_CIRCLE.  A child that has moved begins a new one: what is written here
 * is for here, and what was written before goes with the file (transfer.h).
 */
int
act_file_key(struct actor *who, int64_t student, int64_t school, int64_t *key);

/* The same for what is written in the health ledger, apart from the file: to
 * the school's circle alone, the district's only where it stands in.  A school
 * that cannot open what the last one wrote begins a pair of its own. */
int act_health_key(
    struct actor *who, int64_t student, int64_t school, int64_t *key);

/* A new pair for a warning, granted to the n people given (those without a
 * pair yet are skipped), the school's circle and the district's; as above. */
int act_warning_key(struct actor *who, int64_t warning, int64_t school,
    const int64_t *people, int n, int64_t *key);
/* Grant it on to one more person: who must be able to open it. */
int act_key_share(struct actor *who, int64_t key, int64_t person);

/* The lookup pair of a circle: hashes of callers' numbers (sealed_key_hash).
 * Opened as any other; ERR_KEY for who is no member. */
int act_lookup_hash(
    struct actor *who, int64_t circle, const char *text, uint8_t to[32]);

#endif
