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
};

int act_signin_begin(struct store *st, struct act_signin **out);
void act_signin_end(struct act_signin *s); /* NULL is fine */

/* May login try with this key ("ssh-ed25519 AAAA...", no comment)?  The
 * answer goes to *state; a locked account is SIGNIN_KNOWN and then refused
 * as a wrong passphrase, in the same time. */
int act_signin_key(struct act_signin *s, const char *login,
    const char *key_text, enum signin_state *state);

/* ERR_PASSPHRASE, in the same time for wrong, locked and unknown; the store's
 * error, right or wrong, if it cannot be written down.  Argon2id takes 64 MiB and 0.1 s: at most four at once on the machine.  from says
 * where to in the audit: "ssh" or "cli". */
int act_signin_secret(struct act_signin *s, const char *pass, size_t n,
    const char *from, struct actor **out);

/* Set the passphrase at the first sign-in and make the person's pair.
 * ERR_INPUT if too short; ERR_STATE if there is one already. */
int act_signin_first(
    struct act_signin *s, const char *pass, size_t n, struct actor **out);

/* For the command line: no ssh key, the passphrase alone. */
int act_signin_login(
    struct act_signin *s, const char *login, enum signin_state *state);

#endif
