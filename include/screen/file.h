/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_FILE_H
#define SCREEN_FILE_H

#include "screen/screen.h"

/* The whole of a student's file in the order of time; arg: const int64_t *,
 * the student. */
extern const struct screen_ops screen_file;
/* What opens a row of it (enum file_kind); NULL: nothing. */
const struct screen_ops *screen_file_opens(int kind);

/* A plan; arg: const int64_t *, the plan. */
extern const struct screen_ops screen_plan;
/* A new one; arg: const int64_t *, the student. */
extern const struct screen_ops screen_plan_begin;
/* Goals written anew, or a review. */
struct screen_plan_told {
	int64_t plan, version;
	int event;	 /* PLAN_WRITE, PLAN_REVIEW, PLAN_END */
	const char *was; /* during the push only */
};
extern const struct screen_ops screen_plan_text;

/* Children found and without a plan. */
extern const struct screen_ops screen_unplanned;
bool screen_unplanned_may(struct actor *who);

/* The care ledger for the district's care system. */
extern const struct screen_ops screen_care;
bool screen_care_may(struct actor *who);

/* A file on its way to another school; arg: const int64_t *, the transfer. */
extern const struct screen_ops screen_transfer;
/* Send one on; arg: const int64_t *, the student. */
extern const struct screen_ops screen_transfer_send;

#endif
