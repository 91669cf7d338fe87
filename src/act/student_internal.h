/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_STUDENT_INTERNAL_H
#define ACT_STUDENT_INTERNAL_H

#include <stdint.h>

struct actor;

/* The day it is, as 20261124. */
int student_today(struct actor *who);

/* The one sentence for every way of not finding: which it was is not said
 * (screens.md, string 21). */
int student_not_found(struct actor *who);

#endif
