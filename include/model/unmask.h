/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_UNMASK_H
#define MODEL_UNMASK_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The home of a child in an emergency (screens.md 2b): asked for with a
 * sentence, opened by a second person or, when nobody answers, by who asked;
 * reviewed afterwards by a third.
 */
enum unmask_stage {
	UNMASK_ASKED,	 /* waits for a second person */
	UNMASK_OPENED,	 /* was seen, and waits to be reviewed */
	UNMASK_REVIEWED, /* signed by somebody else */
	UNMASK_DROPPED,	 /* the danger was over before anybody looked */
	UNMASK_STAGES
};
const char *unmask_stage_code(enum unmask_stage s);
int unmask_stage_of(const char *code); /* -1 */

/* So long the asker waits for a second person. */
#define UNMASK_ALONE_S 60

struct unmask {
	int64_t id, ticket, line, student;
	enum unmask_stage stage;
	int64_t asked_by, asked_at, audit;
	int64_t opened_by, opened_at; /* by who asked: alone */
	int64_t ended_at;	      /* nothing is shown from then on */
	int64_t reviewed_by, reviewed_at, review_audit;
};

/* May this person open it at `now`?  0, ERR_STATE (is open, or over), or
 * ERR_SECOND: *wait_s seconds more for who asked. */
int unmask_may_open(
    const struct unmask *u, int64_t person, int64_t now, int64_t *wait_s);

/* Is the home to be seen now? */
bool unmask_is_open(const struct unmask *u);

/* May this person sign for it?  Neither who asked nor who agreed. */
bool unmask_may_review(const struct unmask *u, int64_t person);

#endif
