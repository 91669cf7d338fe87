/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_ROLLOVER_INTERNAL_H
#define ACT_ROLLOVER_INTERNAL_H

#include "act/actor.h"
#include "act/rollover.h"

/* May this person turn the year over for what lies at lft? */
bool rollover_may(const struct actor *who, int64_t lft);

/* The year and the piece of the tree that is meant: act_rollover_plan(). */
int rollover_scope(
    struct actor *who, const char *school, int *year, struct org *org);

/* Grades and classes of a piece of the tree, in its order behind `after`;
 * *grade is the grade it is, or is of.  fn may write; ROLLOVER_ENOUGH ends the
 * walk there. */
#define ROLLOVER_ENOUGH 1
int rollover_walk(struct actor *who, int64_t after, int64_t rgt,
    int (*fn)(void *, const struct org *, const struct grade *grade),
    void *arg);

/* Has the grade had its last year when this one begins? */
bool rollover_leaves(const struct grade *g, int year);

#endif
