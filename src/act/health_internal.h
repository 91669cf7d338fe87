/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_HEALTH_INTERNAL_H
#define ACT_HEALTH_INTERNAL_H

struct act_health;
struct actor;
struct heed_row;
struct permit_on;
struct student;

/* A row as this person may see it. */
void health_fill(struct actor *who, const struct heed_row *row,
    const struct student *s, const struct permit_on *on, struct act_health *to);

#endif
