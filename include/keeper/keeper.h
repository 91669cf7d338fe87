/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KEEPER_KEEPER_H
#define KEEPER_KEEPER_H

#include <stdbool.h>
#include <stdint.h>

#include "model/knock.h"

/*
 * What is due by the clock: deadlines that pass, signatures of the audit log,
 * a machine whose clock has jumped.  The keeper opens no sealed text.  A job
 * is a row of the table in src/keeper/keeper.c.
 */
struct keeper;

/* Give up all that the keeper can do without, for good: files but those of
 * the current folder, sockets, other programs.  Before keeper_open(), which
 * starts a thread.  A kernel without landlock is said loudly, once. */
int keeper_confine(void);

/* Open the store of the current folder and the signing key keeper.key.
 * ERR_DENIED when the key cannot be read: the audit log stays unsigned, so
 * the keeper does not start. */
int keeper_open(struct keeper **out);
void keeper_close(struct keeper *k); /* NULL is fine; signs once more */

/*
 * What knocks on people's doors, for it starts no program itself: channels are
 * those there is a command for, as bits; ring starts one and returns at once.
 * Without, ladders are climbed all the same, and say whom to phone.
 */
struct keeper_knocker {
	unsigned channels;
	int (*ring)(void *arg, int64_t knock, int64_t person, int channel);
	void *arg;
};
void keeper_knocks(struct keeper *k, const struct keeper_knocker *n);
/* A command that was started has ended so. */
void keeper_knocked(struct keeper *k, int64_t knock, enum knock_result r);

/* A descriptor that becomes readable when the store's clock or settings have
 * changed; -1 without.  Read it empty. */
int keeper_descriptor(struct keeper *k);

/* Run every job that is due; *wait_ms says when to come again.  A job that
 * fails is logged by its name and tried again at its next turn. */
void keeper_turn(struct keeper *k, int *wait_ms);

/* Has a job failed for a minute in a way that another keeper might not?  Then
 * close this one and let it be started anew. */
bool keeper_is_ill(const struct keeper *k);

#endif
