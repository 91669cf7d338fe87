/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_TRANSFER_INTERNAL_H
#define ACT_TRANSFER_INTERNAL_H

#include "act/transfer.h"
#include "store/transfer.h"

/* TRANSFER_SENDER ...; 0: nothing to this person. */
int
transfer_who_of(struct actor *who, const struct transfer *t, unsigned *bits);
int transfer_load(
    struct actor *who, int64_t id, struct transfer *t, unsigned *bits);

/* Inside a transaction: the row, a step with its text, the audit, who is
 * woken.  t->id 0: it begins. */
struct transfer_change {
	struct transfer t;
	const struct state_move *move;
	const char *text; /* or NULL */
	int64_t audit;
};
int transfer_save(struct actor *who, struct transfer_change *c);

/* Open ones around this person, of a state (-1: any); as act_transfer_each(),
 * rows without names. */
int transfer_each(
    struct actor *who, int state, int limit, transfer_fn *fn, void *arg);
/* Those whose keys this person's session may be able to give: done.  What
 * cannot be done now waits for the next look. */
int transfer_give_waiting(struct actor *who);

#endif
