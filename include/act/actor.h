/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_ACTOR_H
#define ACT_ACTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/permit.h"
#include "model/role.h"
#include "model/setting.h"

/*
 * Somebody signed in: whose rights every function of act/ asks for first.
 * Made by act_signin_*() (signin.h), or act_keeper() for the keeper, which
 * has no key and no posts.
 */
#define ACT_POSTS_MAX 32
#define ACT_WHY_MAX 240

struct act_keyring;
struct buf;
struct store;

/* A school whose names are open to this person for a while, and why. */
struct act_named {
	int64_t school, until; /* 0: none */
	enum permit_ground ground;
};

struct actor {
	struct store *store; /* borrowed: outlives the actor */
	int64_t person;	     /* 0: the keeper */
	char login[33];
	char name[65];
	struct post posts[ACT_POSTS_MAX]; /* held today, deputies too */
	int n_posts;
	struct act_keyring *keys; /* key.h; NULL while locked */
	char why[ACT_WHY_MAX];	  /* what was wrong, for people: act_fail() */
	struct act_seen *seen;	  /* views already in the audit: act_saw() */
	char setting[SETTING_COUNT][SETTING_MAX]; /* setting.h */
	struct act_named named; /* names of a ledger: warning.h */
	uint32_t rights_epoch;	/* of the account when posts were read */
	int seat;		/* among those who are in: presence.h; -1 */
	int64_t left_ms; /* when they were in last, in ticks; 0: never, or
			    in elsewhere */
	int64_t signed_in_before; /* the time before this one; 0: the first */
	bool verified;		  /* has gone through the audit log */
};

/* The keeper: changes states when a time is over, opens nothing. */
int act_keeper(struct store *st, struct actor **out);
void act_free(struct actor *who); /* wipes; NULL is fine */

/*
 * A change: between act_begin() and act_end() the store is this person's
 * alone; all of it happens or nothing.
 *
 *	if ((r = act_begin(who)) != 0)
 *		return r;
 *	if ((r = store_ticket_get(who->store, id, &t)) == 0 &&
 *	    (r = ...) == 0)
 *		r = act_note(who, "ticket.close", id, NULL, subjects, n);
 *	return act_end(who, r);
 *
 * act_begin() answers ERR_DENIED when the account has been locked since, and
 * reads the posts again if they have changed.  It empties who->why.
 */
int act_begin(struct actor *who);
int act_end(struct actor *who, int r);

/* Before reading: the same check of the account, without a transaction. */
int act_look(struct actor *who);

/* The time: the store's, never the machine's. */
int64_t act_now(struct actor *who);

/* Say what was wrong, in a sentence for the person, and return r:
 *	return act_fail(who, ERR_INPUT, _("The reason is missing."));
 * Never with a value that a person typed. */
int act_fail(struct actor *who, int r, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* What to tell the person of that error: what was said, else what it means. */
const char *act_why(const struct actor *who, int r);

/* One audit row for a change, inside its transaction.  subjects are students
 * concerned (n of them, may be NULL and 0).  The id of the row comes back in
 * *audit when not NULL: history rows carry it. */
int act_note(struct actor *who, const char *what, int64_t object,
    const char *ground, const int64_t *subjects, int n, int64_t *audit);

/*
 * One audit row for a view of classes C4..C8, committed before it is drawn;
 * not repeated for the same what, object and subjects within 10 minutes
 * (design.md 4).  Call outside of act_begin().
 */
int act_saw(struct actor *who, const char *what, int64_t object,
    const char *ground, const int64_t *subjects, int n);

/* Was the account stopped since they signed in, or did it begin again with
 * another key?  Then the session is over. */
bool act_is_over(struct actor *who);

/* A buffer of guarded memory, for passphrases and narratives: buf_free(). */
struct buf *act_secret(void);

/* Does the person hold the role, anywhere or for the organisation org
 * (itself, or one above it in the tree)?  lft is the org's place. */
bool act_is(const struct actor *who, enum role role);
bool act_is_for(const struct actor *who, enum role role, int64_t lft);
/* The first post of that role; NULL without one. */
const struct post *act_post(const struct actor *who, enum role role);
/* Nothing but administration or custody: sees no case at all. */
bool act_is_administrator(const struct actor *who);

#endif
