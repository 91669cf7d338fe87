/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_TRAINING_H
#define ACT_TRAINING_H

#include "store/training.h"

struct actor;

/*
 * Training records of staff.  Who answers a hotline has a valid one (TJ-83):
 * those without stand in the list of gaps (gap.h).  Noted by whoever keeps
 * the person in the office (office.h), read by whoever sees them there.
 */

/* kind: what it was; day and ends as typed ("2026-9-1"; ends NULL: valid for
 * good); hours up to 1,000.  ERR_INPUT with a sentence. */
int act_training_add(struct actor *who, int64_t person, const char *kind,
    const char *day, const char *ends, int hours, int64_t *id);
int act_training_each(struct actor *who, int64_t person,
    int (*fn)(void *, const struct training *), void *arg);

#endif
