/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_FILE_H
#define ACT_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "store/transfer.h"

struct actor;

/*
 * The student's file (一人一档, SJS-42): what happened with this child, from
 * the first finding to the closing and after (SJS-43), as far as this person
 * may know of each thing.  That something was is told, never its content: a
 * row opens where that is decided.
 */
struct act_file_row {
	struct file_place place; /* give the last one back for the next page */
	int64_t object;		 /* what it opens: enum file_kind says what */
	int event, state;	 /* as the kind has them; -1: not for them */
	bool professional;	 /* words of the profession may be used */
	bool opens;		 /* this person may look further into it */
	char who[65];		 /* "" where that is not theirs to know */
};

/*
 * Rows behind `after` ({0}: from the newest on), at most limit (to 64); one
 * view in the audit.  *more: there may be others.  ERR_NOT_FOUND for who may
 * not see the student at all.
 */
int act_file_each(struct actor *who, int64_t student,
    const struct file_place *after, int limit,
    int (*fn)(void *, const struct act_file_row *), void *arg, bool *more);

/* "talk", for scripts; and words for people, msgids: "a worry was reported",
 * "in person, written down" (to in two parts, the second may be ""). */
const char *act_file_kind_name(int kind);
void act_file_words(
    const struct act_file_row *row, const char **what, const char **how);

#endif
