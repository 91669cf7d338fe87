/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_SIGNIN_H
#define ACT_SIGNIN_H

#include <stddef.h>
#include <stdint.h>

struct act_signin;
struct actor;
struct store;

/*
 * From a stranger to an actor, asked by the session process in this order.
 * "This key signed" is hearsay from the network process; what counts is that
 * the passphrase opens the person's own pair (design.md 2).
 */
enum signin_state {
	SIGNIN_UNKNOWN, /* no such login, or not this key */
	SIGNIN_KNOWN,	/* ask for the passphrase */
	SIGNIN_FIRST,	/* approved, no passphrase yet: ask for a new */
	SIGNIN_AGAIN,	/* in use, a one-time code was right: the same */
};

int act_signin_begin(struct store *st, struct act_signin **out);
void act_signin_end(struct act_signin *s); /* NULL is fine */

/* May login try with this key ("ssh-ed25519 AAAA...", no comment)?  The
 * answer goes to *state; a locked account is SIGNIN_KNOWN and then refused
 * as a wrong passphrase, in the same time. */
int act_signin_key(struct act_signin *s, const char *login,
    const char *key_text, enum signin_state *state);

/* ERR_PASSPHRASE, in the same time for wrong, locked and unknown; the store's
 * error, right or wrong, if it cannot be written down.  Argon2id takes 64 MiB
 * and 0.1 s: at most four at once on the machine.  from says where to in the
 * audit: "ssh" or "cli". */
int act_signin_secret(struct act_signin *s, const char *pass, size_t n,
    const char *from, struct actor **out);

/* Set the passphrase at the first sign-in and make the person's pair.
 * ERR_INPUT if too short; ERR_STATE if there is one already. */
int act_signin_first(
    struct act_signin *s, const char *pass, size_t n, struct actor **out);

/*
 * With a one-time code (invite.h): then act_signin_first(), where the
 * passphrase of before, typed again, leaves everything as it was.
 * ERR_PASSPHRASE, in the same time for wrong, over and unknown.
 *
 * code(): what was typed where the passphrase was asked for, by who has the
 * key; at once when it is no code.  join(): by anybody, with the key that has
 * signed, or "" for none: ERR_KEY when the code is right, but the post is one
 * that needs a key of its own (or the key is none we take).
 */
int act_signin_code(struct act_signin *s, const char *typed, size_t n);
int act_signin_join(struct act_signin *s, const char *login, const char *typed,
    size_t n, const char *key_text, enum signin_state *state);

/* Without a key, for posts that only report: then act_signin_secret(), which
 * refuses everybody else as it does a wrong passphrase. */
int act_signin_keyless(struct act_signin *s, const char *login);

/* How long whoever tries the passphrase of login without a key has to wait, in
 * ms: the more have failed at it from anywhere, the longer; -1: too many are
 * waiting.  *_well(): it was right. */
int64_t act_signin_turn(const char *login);
void act_signin_well(const char *login);

/* For the command line: no ssh key, the passphrase alone. */
int act_signin_login(
    struct act_signin *s, const char *login, enum signin_state *state);

#endif
