/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_GROUP_INTERNAL_H
#define ACT_GROUP_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "model/permit.h"
#include "store/group.h"

struct actor;
struct org;

bool group_may(const struct actor *who, enum permit_class class,
    enum permit_right want, const struct permit_on *on);
bool group_may_at(const struct actor *who, enum permit_class class,
    enum permit_right want, int64_t place);
/* Of the groups there are: any. */
bool group_may_any(const struct actor *who, enum permit_right want,
    const struct permit_on *on);

/* The row of this group that stands today; id 0: none. */
int group_standing(struct actor *who, int64_t student,
    const struct group_code *code, struct group_row *row);

/* Inside the running transaction: with a row of the audit. */
int group_put(struct actor *who, struct group_row *row, int64_t *audit);
int group_close(struct actor *who, const struct group_row *row, int64_t *audit);

/* An organisation where this person has a right to a class of data (org 0:
 * the first post's that has); ERR_DENIED. */
int group_org(struct actor *who, int64_t org, const enum permit_class *classes,
    int n, enum permit_right want, struct org *o);

#endif
