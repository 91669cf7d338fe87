/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_STUDENT_INTERNAL_H
#define ACT_STUDENT_INTERNAL_H

#include <stdint.h>

#include "model/care.h"

struct act_exact;
struct act_student;
struct actor;
struct permit_on;
struct student;

/* The day it is, as 20261124. */
int student_today(struct actor *who);

/* The one sentence for every way of not finding: which it was is not said
 * (screens.md, string 21). */
int student_not_found(struct actor *who);

/* Read a student and where it stands to this person; ERR_NOT_FOUND, in the
 * same words, for what is not theirs to see.  Outside of act_begin(). */
int student_open(
    struct actor *who, int64_t id, struct student *s, struct permit_on *on);

/* What this person may know of how it stands (QD-11). */
enum care_view
student_care_view(const struct actor *who, const struct permit_on *on);
int student_fill_care(
    struct actor *who, const struct permit_on *on, struct act_student *to);

/* One child exactly, whoever asks: who may is judged by the caller.
 * ERR_NOT_FOUND when there is not exactly one. */
int student_find_exact(
    struct actor *who, const struct act_exact *ask, struct student *to);

#endif
