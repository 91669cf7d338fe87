/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_STUDENT_INTERNAL_H
#define ACT_STUDENT_INTERNAL_H

#include <stdint.h>

struct act_exact;
struct actor;
struct student;

/* The day it is, as 20261124. */
int student_today(struct actor *who);

/* The one sentence for every way of not finding: which it was is not said
 * (screens.md, string 21). */
int student_not_found(struct actor *who);

/* One child exactly, whoever asks: who may is judged by the caller.
 * ERR_NOT_FOUND when there is not exactly one. */
int student_find_exact(
    struct actor *who, const struct act_exact *ask, struct student *to);

#endif
