/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_SRC_WEEK_H
#define SCREEN_SRC_WEEK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "act/consultation.h"
#include "tui/canvas.h"

/* A week as it is drawn: what week.c reads and week_draw.c shows. */
#define WEEK_ROWS_MAX 200

struct week_row {
	struct act_appointment a;
	int day, hour, minute; /* 0 Monday; in the zone of the process */
};

struct week {
	struct week_row *row; /* by time */
	size_t n;
	int64_t monday; /* its first second */
	int day, hour;	/* the cursor */
	int top;	/* first hour shown */
};

/* When an hour of the week begins; days beyond 6 are those that follow. */
int64_t week_at(const struct week *w, int day, int hour);
bool week_is_to_come(const struct week *w, int day, int hour, int64_t now);

/* The appointments that begin in an hour, at most max: how many. */
int week_in_slot(const struct week *w, int day, int hour,
    const struct week_row **in, int max);

void week_draw(struct week *w, struct tui_view v, int64_t now);

#endif
