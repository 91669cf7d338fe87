/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_PLAN_H
#define MODEL_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "model/state.h"

/*
 * The plan for one child (一生一策, QP-38, TJ-26, GZ-17): what is to become
 * better, who does what by when, and on which day it is looked at again.  One
 * is open at a time; the next begins another round.
 */
enum plan_state {
	PLAN_DRAFT,    /* being written */
	PLAN_RUNNING,  /* measures are being taken */
	PLAN_REVIEWED, /* looked at: goes on, or ends */
	PLAN_ENDED,
	PLAN_STATES
};

enum plan_event {
	PLAN_WRITE,   /* goals: begins it, or writes them anew */
	PLAN_START,   /* it is agreed and runs until a day */
	PLAN_REVIEW,  /* what became of it so far */
	PLAN_END,     /* with a reason */
	PLAN_MEASURE, /* a measure was added, changed or struck */
	PLAN_DONE,    /* a measure was done */
	PLAN_EVENTS
};

/* Who somebody is to it (who). */
#define PLAN_CARE (1u << 0)  /* may write plans of this child */
#define PLAN_READS (1u << 1) /* may read them */
#define PLAN_DOES (1u << 2)  /* owns a measure of it */

/* Fields of a move (needs). */
#define PLAN_NEEDS_TEXT (1u << 0)
#define PLAN_NEEDS_REVIEW_AT (1u << 1)
#define PLAN_NEEDS_MEASURE (1u << 2) /* at least one stands */

extern const struct state_machine plan_machine;

/* Words for people; msgids. */
const char *plan_state_words(int state);
const char *plan_event_words(int event);
bool plan_is_open(enum plan_state s);

#define PLAN_REVIEW_DAYS 28 /* offered; each plan sets its own day */
/* A child with a warning is to have a plan by then (requirements.md 3.9). */
#define PLAN_DUE_DAYS 15

struct plan {
	int64_t id, version;
	int64_t student, school, lft; /* as it began */
	int round;		      /* of this student, from 1 */
	enum plan_state state;
	int64_t owner;	   /* who answers for it */
	int64_t pair;	   /* its texts are sealed to this */
	int64_t review_at; /* 0: not yet set */
	int64_t made_at;
};

/* The move made: state and review day follow. */
void
plan_step(struct plan *p, const struct state_move *move, int64_t review_at);

#endif
