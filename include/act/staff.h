/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_STAFF_H
#define ACT_STAFF_H

#include <stdint.h>

#include "store/person.h"

struct actor;

/*
 * The posts of one file of staff (import.h) that wait for the security
 * administrator.  One approval of the kind "staff" decides on all of them,
 * accounts and posts; batch is its object.  For both administrators.
 */
int act_batch_count(
    struct actor *who, int64_t batch, int64_t *posts, int64_t *people);
int act_batch_each(struct actor *who, int64_t batch, int64_t after, int limit,
    int (*fn)(void *, const struct post_row *), void *arg);
/* One of them is not agreed to; the others still wait. */
int act_batch_strike(struct actor *who, int64_t batch, int64_t post,
    int64_t *audit);

#endif
