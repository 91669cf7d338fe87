/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_SAMPLE_H
#define ACT_SAMPLE_H

#include <stddef.h>
#include <stdint.h>

#include "model/role.h"

struct store;
struct actor;

/* The three who begin: system, security and audit, each with a passphrase of
 * their own (design.md 4 "Beginning"). */
struct act_founder {
	const char *login, *name;
	const char *key_text; /* or NULL: signs in on the console only */
	const char *pass;
	size_t n_pass;
};

/* Begin a store: the district and its three administrators, in this order.
 * ERR_EXISTS if it has begun, ERR_INPUT for a passphrase too short or given
 * twice. */
int act_begin_store(struct store *st, const char *district,
    const struct act_founder founders[3]);

/*
 * The people of the sample district: invented names, known passphrases, in a
 * store marked sample (ERR_STATE in any other).  Everything else about them is
 * real: they are approved, sign in for the first time, make their circles.
 */
struct act_sample_login {
	const char *login, *name;
	enum role role[3]; /* ROLE_NONE where fewer */
	const char *org;   /* "line", "district", "school1", "grade", "class" */
	const char *circle; /* whose circle they join, or NULL */
};
extern const struct act_sample_login act_sample_logins[]; /* login NULL */

/* "sample-op1-passphrase" for "op1". */
void act_sample_pass(const char *login, char *to, size_t size);

struct act_sample {
	int schools; /* 3 or more */
	/* The public key of a login, or NULL for none; called for each. */
	const char *(*key_text)(void *arg, const char *login);
	void *arg;
};

/* Fill an empty sample store with organisations, people and circles. */
int act_sample_fill(struct store *st, const struct act_sample *s);

/* Sign a sample login in, as its passphrase does; for tests and benches. */
int act_sample_signin(struct store *st, const char *login, struct actor **out);

/* Move the sample store's clock, keeper included. */
int act_sample_clock(struct actor *who, int64_t seconds, int64_t *now);

#endif
