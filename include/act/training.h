/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_TRAINING_H
#define ACT_TRAINING_H

#include <stdbool.h>

#include "model/role.h"
#include "store/training.h"

struct actor;

/*
 * Training records of staff.  Who answers a hotline has a valid one (TJ-83):
 * those without stand in the list of gaps (gap.h) and in their lead's Today.
 * Noted and taken back by whoever keeps the person in the office (office.h),
 * read by whoever sees them there; a whole list of attendance by
 * act_import() of "training".
 */

/* kind: what it was; day and ends as typed ("2026-9-1"; ends NULL or "": valid
 * for good); hours up to 1,000.  ERR_INPUT with a sentence. */
int act_training_add(struct actor *who, int64_t person, const char *kind,
    const char *day, const char *ends, int hours, int64_t *id);
/* It was noted by mistake: it stays in the store and counts no more. */
int act_training_end(struct actor *who, int64_t id, int64_t *audit);
int act_training_each(struct actor *who, int64_t person,
    int (*fn)(void *, const struct training *), void *arg);

/*
 * What the rule says of somebody: lacks, with the day the last record ended on
 * ("" when there never was one), and whether the line keeps them off duty for
 * it or only reminds them.
 */
struct act_training_is {
	bool lacks;
	enum training_rule rule;
	char ended[DAY_TEXT];
};
/* Oneself on one's own line; nothing lacks who answers none. */
int act_training_own(struct actor *who, struct act_training_is *is);
/* Somebody who is to have a post, or a duty, there. */
int act_training_for(struct actor *who, int64_t person, enum role role,
    int64_t org, struct act_training_is *is);

#endif
