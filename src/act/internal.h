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
/* All but the person's own: what was opened may be theirs no longer. */
void keyring_empty(struct act_keyring *ring);
/* Remember k (taken over) as the secret half of `key`. */
void keyring_keep(struct act_keyring *ring, int64_t key, struct sealed_key *k);
const struct sealed_key *
keyring_find(const struct act_keyring *ring, int64_t key);
const struct sealed_key *
keyring_own(const struct act_keyring *ring, int64_t *key);

/* Views already in the audit during the last 10 minutes. */
struct act_seen;
struct act_seen *seen_new(void);
void seen_free(struct act_seen *s);
/* A view, as it is remembered. */
#define SEEN_HASH 32
void seen_hash(const char *what, int64_t object, const int64_t *subjects, int n,
    uint8_t to[SEEN_HASH]);
bool seen_is_known(
    const struct act_seen *s, const uint8_t view[SEEN_HASH], int64_t now);
/* It is in the audit: on the disk. */
void seen_keep(struct act_seen *s, const uint8_t view[SEEN_HASH], int64_t now);

/* How many rows a page has room for: what is asked for, or all of it.  In SQL
 * a negative limit is none. */
static inline int
act_page_of(int limit, int max)
{
	return limit > 0 && limit < max ? limit : max;
}
/* act_saw() of a list, in as many rows as its subjects need. */
int act_saw_many(
    struct actor *who, const char *what, const int64_t *subjects, int n);

/* The pairs of the two custodians, in order; ERR_CUSTODY. */
int
custody_pairs(struct actor *who, struct keypair *first, struct keypair *second);

/*
 * Texts sealed straight to a circle's pair are opened and sealed to another,
 * inside the running transaction (text_move.c).  key gives the secret half of
 * a pair, borrowed until it is asked again.
 */
typedef int text_key_fn(void *arg, int64_t pair, const struct sealed_key **k);
/* At most max texts of the pair `from`; *moved says how many. */
int text_move_pair(
    struct actor *who, int64_t from, int64_t to, int max, int *moved);
/* All that one ticket holds. */
int text_move_ticket(
    struct actor *who, int64_t ticket, int64_t to, text_key_fn *key, void *arg);

struct org;
/* Whose team a circle at an org is. */
bool circle_is_team(const struct post *posts, int n, const struct org *o);
/* The pair a person can open now: ERR_NOT_FOUND before the first sign-in, and
 * from a lost passphrase to the next sign-in. */
int circle_pair_of(struct actor *who, int64_t person, int64_t *pair);
/* The same for who is to hold its keys, ERR_STATE without; and what was asked
 * for them is done. */
int circle_member_pair(struct actor *who, int64_t person, int64_t *pair);
int circle_grants_done(struct actor *who, int64_t circle, int64_t person);
/* The keys of a circle are sealed to the custodians of now, by a member. */
int custody_renew(struct actor *who, int64_t circle);
/* Is it open to this person by break-glass, now? */
bool custody_is_open(struct actor *who, int kind, int64_t object);

/* Nobody else signs in by the login or the number of p, and the number is one:
 * ERR_EXISTS, ERR_INPUT with a sentence. */
int account_names(struct actor *who, const struct person *p);

/* An OpenSSH public key without comment: what the network process sends. */
bool act_key_is_plain(const char *s);
/* Inside the transaction, before anything of the deed `what` ("ticket.close")
 * is written: how the record at `version` stands, if it can be taken back. */
int
undo_keep(struct actor *who, const char *what, int64_t object, int64_t version);

/* A person has begun again with another pair: what there is to give back, as
 * work of the circles that can (circle_again.c).  given_by: who told the
 * code.  Inside the transaction that made the pair. */
int circle_again_asked(struct actor *who, int64_t person, int64_t given_by);
/* Give it back, as far as this member can, to the person's pair of now. */
int circle_again_give(struct actor *who, int64_t circle, int64_t person);

struct approval;
/* A new start for an account, agreed to (account.c). */
int account_reset_give(struct actor *who, const struct approval *a);
/* What custody is asked, step by step (custody_step.c). */
int custody_approval_may(struct actor *who, const struct approval *a);
int custody_approval_give(struct actor *who, const struct approval *a);
int custody_approval_refuse(
    struct actor *who, const struct approval *a, const char *reason);
/* A warning's steps that wait for a second person (warning_second.c). */
int warning_approval_may(struct actor *who, const struct approval *a);
int warning_approval_give(struct actor *who, const struct approval *a);
int warning_approval_refuse(
    struct actor *who, const struct approval *a, const char *reason);

/* Has the person an account in use, and are they not away? */
int act_is_there(struct actor *who, int64_t person, bool *there);
/* Inside the running transaction: what lay with somebody who is not there any
 * more goes to the deputy, the next level, the district (reseat.c). */
int reseat_person(struct actor *who, int64_t person);
/* Their tickets go to the lead of the line, or past an empty post. */
int ticket_raise_of(struct actor *who, int64_t person);

/* Stand in the empty folder inside data where a store is begun: ERR_EXISTS
 * when data has one.  act_store_settle() moves it up. */
int begin_enter(const char *data);
void begin_forget(void); /* back, with nothing left of it */

/* Somebody invented who answers the line was trained for it, for good.  Within
 * a transaction. */
int sample_trained(struct store *st, int64_t person, int64_t by);

#endif
