/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_TRANSFER_H
#define ACT_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/transfer.h"

struct actor;
struct buf;

/*
 * A student's file goes with the child to the next school (model/transfer.h).
 * What was written for the receiver is sealed to the sender's circle until
 * they accept; then a session that holds the keys, the sender's or the
 * district's, gives them: at once if it can, else by itself when one of them
 * looks at Today.  From then on what is written is sealed to new pairs,
 * which the sender's school does not hold; what it has, it keeps.
 */
/* The text is kept as a draft of this kind, by the student, until it is sent.
 */
#define ACT_TRANSFER_DRAFT "transfer.send"
#define ACT_TRANSFER_TEXT_MAX 4000

bool act_transfer_may(const struct actor *who);

struct act_transfer_ask {
	int64_t student, to_school;
	enum transfer_ground ground;
	enum transfer_giver given_by;
	enum transfer_how given_how;
	int64_t given_at;   /* of the consent; not for TRANSFER_SAFETY */
	bool notes;	    /* the notes of consultations too: */
	const char *reason; /* why, then; else NULL */
	const char *text;   /* what matters for the care there */
};
/* ERR_INPUT naming what is missing, ERR_CIRCLE when nobody there could read
 * it, ERR_EXISTS while another one is on its way. */
int act_transfer_send(struct actor *who, const struct act_transfer_ask *ask,
    int64_t *id, int64_t *audit);
/* TRANSFER_ACCEPT, _REFUSE, _WITHDRAW, _CONTACT, on the version seen. */
int act_transfer_step(struct actor *who, int64_t id, int64_t version,
    enum transfer_event on, const char *reason, int64_t *audit);

struct act_transfer_step {
	int event, to;
	int64_t at;
	char who[65];
	const char *text; /* "" without, or sealed to others */
};
#define ACT_TRANSFER_STEPS_MAX 8
struct act_transfer {
	struct transfer t;
	unsigned who; /* TRANSFER_SENDER ... */
	char student[97], class[97], from[97], to[97];
	bool late;
	struct act_transfer_step step[ACT_TRANSFER_STEPS_MAX];
	int n_step;
	struct buf *words; /* where the texts lie: guarded memory */
};
/* In the audit before it comes back.  Nothing written for the receiver is
 * open to them before they have accepted and the keys are there. */
int act_transfer_show(struct actor *who, int64_t id, struct act_transfer *out);
void act_transfer_free(struct act_transfer *v); /* wipes */

/* Open ones, both ways, of this person's schools; for the district those that
 * are late.  Heads alone: no texts. */
int act_transfer_each(struct actor *who, int limit,
    int (*fn)(void *, const struct act_transfer *), void *arg);

#endif
