/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_TRAINING_H
#define MODEL_TRAINING_H

#include "model/staff.h"

/*
 * What staff were trained in (TJ-83): a table as a list of attendance is kept,
 * somebody and a course a row.  The same four columns may stand in a table of
 * staff.
 */
#define TRAINING_HOURS_MAX 1000

enum training_field {
	TRAINING_PERSON, /* login or staff number */
	TRAINING_NAME,	 /* if given, it must be theirs */
	TRAINING_KIND,
	TRAINING_ON,
	TRAINING_ENDS,
	TRAINING_HOURS,
	TRAINING_FIELDS
};

extern const struct table training_table;

struct training_row {
	char person[STAFF_LOGIN_MAX];
	char name[STAFF_NAME_MAX]; /* "" without */
	struct training_cells training;
};

/* Read a row; false with the first fault. */
bool training_row_read(const char *const *cells, size_t n,
    const struct table_columns *c, struct training_row *out,
    struct table_fault *fault);

/*
 * Somebody without a valid record on a hotline's duty: reminded, or not let
 * on.  The profile has the rule (profile.h), a line may have its own in its
 * register: "training_rule" of detail.h.
 */
enum training_rule { TRAINING_SOFT, TRAINING_HARD };
/* What the register holds, or dflt. */
enum training_rule training_rule_of(const char *kept, enum training_rule dflt);
/* Answering a hotline, which is what the records are asked for. */
bool training_is_asked(enum role role);

#endif
