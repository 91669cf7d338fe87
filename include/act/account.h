/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_ACCOUNT_H
#define ACT_ACCOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "model/role.h"
#include "store/desk.h"
#include "store/person.h"

struct actor;

/*
 * Accounts and posts.  The system administrator proposes, the security
 * administrator approves, the first sign-in, with the proposed key or by an
 * invitation, sets the passphrase.  No administrator ever holds a key that
 * opens a case. (design.md 4 "Beginning"; requirements.md 5.2, C9)
 */
struct act_account {
	const char *login;  /* a-z, 0-9, "-", "_" and ".", at most 32 */
	const char *number; /* 工号, to sign in by as well; or NULL */
	const char *name;
	const char *phone;    /* or NULL */
	const char *key_text; /* "ssh-ed25519 AAAA..."; NULL, "": who is
			       * invited brings one (invite.h) */
	enum role role;	      /* the first post */
	int64_t org;
};

/* Both leave ERR_INPUT with the field named.  The id is the person's. */
int act_account_propose(struct actor *who, const struct act_account *a,
    int64_t *person, int64_t *audit);
/* A further post (or a deputy's) for an account there is: also approved. */
int act_post_propose(struct actor *who, int64_t person, enum role role,
    int64_t org, int64_t deputy_of, int64_t *post, int64_t *audit);
/* The same with all that a post may say: what it is called, on which campus,
 * from and until when (model/role.h). */
int act_post_propose_as(struct actor *who, struct post *p, int64_t *audit);
int act_post_end(struct actor *who, int64_t post, int64_t *audit);

/* The work number a person may sign in by; "": none.  By the system
 * administrator.  ERR_EXISTS when it is somebody's login or number. */
int act_account_number(
    struct actor *who, int64_t person, const char *number, int64_t *audit);

/* Stop an account at once (its sessions end), also one that waits for its first
 * sign-in, or open it again, as it was; by the security administrator. */
int act_account_lock(
    struct actor *who, int64_t person, bool locked, int64_t *audit);

/*
 * A lost passphrase where nobody looks after the person and no colleague
 * shares a circle (a custodian, an administrator; invite.h has the rest): the
 * system administrator asks, the security
 * administrator agrees.  Neither gets a key by it: a circle's come from a
 * member or from custody (custody.h).
 */
int act_account_reset(
    struct actor *who, int64_t person, int64_t *approval, int64_t *audit);

/* Accounts as administrators see them: no case, no key. */
int act_account_each(struct actor *who, const char *after, int limit,
    int (*fn)(void *, const struct person *), void *arg);

#endif
