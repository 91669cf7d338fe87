/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_ROLLOVER_H
#define SCREEN_ROLLOVER_H

#include "act/rollover.h"
#include "sheet.h"

/* A new school year, of the district or one school: how far it is, the sums,
 * what needs a look, who goes another way, then every class.  Nothing changes
 * before somebody says so. */
enum { TURN_SUM = 1, TURN_EXCEPT, TURN_CLASS };
#define TURN_LABEL_W 36

struct new_year {
	struct screen screen;
	int year;		   /* asked for; 0: the nearest */
	char school[ORG_NAME_MAX]; /* "": all of the district */
	struct act_rollover_plan plan;
	struct rollover last; /* that waits here; id 0: none */
	char last_school[ORG_NAME_MAX];
	const char *head; /* the heading that stands */
	struct sheet sheet;
	int64_t began_ms, undone; /* of what runs */
};

/* Read it all again; the cursor stays (rollover_rows.c). */
int turn_read(struct new_year *x);

#endif
