/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_CIRCLE_H
#define ACT_CIRCLE_H

#include <stdbool.h>
#include <stdint.h>

#include "store/keys.h"

struct actor;

/*
 * Circles are made and changed by their members' own sessions: an
 * administrator never holds a circle's key (design.md 4).
 */

/* Make the circle of an org (a line, a school, the district) with oneself as
 * its first member.  ERR_CUSTODY until both custodians have signed in,
 * ERR_DENIED for who is not of that team, ERR_EXISTS if there is one. */
int act_circle_create(
    struct actor *who, int64_t org, int64_t *circle, int64_t *audit);

/* Take a person in, or give a member who lost the passphrase the keys again.
 * ERR_STATE while that person has not signed in since. */
int act_circle_add(
    struct actor *who, int64_t circle, int64_t person, int64_t *audit);

/* A colleague began again with a code that one of the circle gave (invite.h):
 * their new pair gets what the old one had.  act_today() does it for what
 * waits; ERR_NOT_FOUND while they have no pair. */
int act_circle_again(struct actor *who, int64_t circle, int64_t person);

/* Somebody leaves: a new key for the rest, and re-sealing begins.  Done by
 * another member (ERR_SECOND for oneself). */
int act_circle_leave(
    struct actor *who, int64_t circle, int64_t person, int64_t *audit);

/* Do a slice of the work pending in a circle of this person: *left says
 * whether there is more.  Killed at any point it goes on where it was. */
int act_circle_work(struct actor *who, int64_t circle, bool *left);

/* Have the custodians changed since its keys were sealed to them?  The next
 * slice of work renews that. */
bool act_circle_renews(struct actor *who, int64_t circle);

/* How many texts and keys are still sealed to older pairs. */
int act_circle_left(struct actor *who, int64_t circle, int64_t *left);

/* A circle of this person's; and whether they hold its newest key (not after
 * a lost passphrase, until somebody gives it again). */
int act_circle_get(struct actor *who, int64_t id, struct circle *c);
bool act_circle_holds(struct actor *who, int64_t circle);

/* Its people, and whether each holds its newest key. */
struct act_member {
	int64_t person;
	char name[65];
	bool holds;
	bool signs_in; /* has a pair to be given keys to */
};
int act_circle_members(struct actor *who, int64_t circle,
    int (*fn)(void *, const struct act_member *), void *arg);

/* The circles this person is in; and what is pending in one. */
int act_circle_each(struct actor *who,
    int (*fn)(void *, const struct circle *, bool member), void *arg);
int act_circle_pending(struct actor *who, int64_t circle,
    int (*fn)(void *, const struct circle_task *), void *arg);

#endif
