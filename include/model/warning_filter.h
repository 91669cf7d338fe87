/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_WARNING_FILTER_H
#define MODEL_WARNING_FILTER_H

#include <stdbool.h>
#include <stdint.h>

#include "model/warning.h"

struct buf;

/* Whose warnings a list shows: one of these, with its id. */
enum warning_scope {
	WARNINGS_OF_SCHOOL,
	WARNINGS_OF_GRADE,
	WARNINGS_OF_CLASS,
	WARNINGS_OF_DISTRICT, /* those that reached it; id is not asked */
	WARNINGS_OF_OWNER,
	WARNINGS_SCOPES
};
enum warning_open { WARNINGS_OPEN, WARNINGS_CLOSED, WARNINGS_ALL };

struct warning_filter {
	enum warning_scope scope;
	int64_t of;
	/* Only what reached the level, or was shown to this person: 0 is all
	 * (LEVEL_CLASS), for grade heads and the crisis group. */
	enum profile_level reach;
	int64_t shown_to;
	enum warning_open open;
	int state, level;	      /* -1: any */
	int64_t grade, school, owner; /* 0: any */
	int64_t overdue_at;	      /* due before it; 0: any */
};

/*
 * What a person chooses of a ledger, as a text to be kept: "open" for all
 * that is not closed, else words like "overdue level=grade school=12".  Whose
 * ledger it is (scope, of, reach, shown_to) is never part of it.
 */

#define WARNING_FILTER_MAX 160 /* bytes of such a text, and its end */

/* All that is open, again. */
void warning_filter_clear(struct warning_filter *f);
bool warning_filter_is_clear(const struct warning_filter *f);
void warning_filter_print(const struct warning_filter *f, struct buf *out);
/* Choose in f what the text says; "overdue" is meant of now.  ERR_INPUT and f
 * as it was if it is no such text. */
int
warning_filter_read(struct warning_filter *f, const char *text, int64_t now);

#endif
