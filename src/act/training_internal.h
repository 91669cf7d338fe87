/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_TRAINING_INTERNAL_H
#define ACT_TRAINING_INTERNAL_H

#include "act/training.h"
#include "internal.h"
#include "model/training.h"

/* What training.c, training_duty.c and the tables share. */

int training_is(struct actor *who, int64_t person, enum role role, int64_t org,
    struct act_training_is *is);
/* What a table said of somebody, inside its transaction: one of that kind and
 * day is brought up to it. */
int training_put(struct actor *who, int64_t person,
    const struct training_cells *c, bool *changed);

/*
 * May this person take a call of the line that has rung since then?
 * ERR_DENIED with whom to leave it to: only where the line keeps off duty who
 * has no valid record, and a colleague who has one is there, awake and free.
 * Inside the transaction: a call taken all the same is a row of the audit.
 */
int training_take(struct actor *who, int64_t line, int64_t rang_at);
/* Is this post held from now on?  ERR_STATE with what to do first. */
int training_hold(struct actor *who, const struct post *p);

#endif
