/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PRACTICE_H
#define PRACTICE_H

#include <stdbool.h>
#include <stddef.h>

#include "act/practice.h"
#include "frame.h"

#define PRACTICE_TASKS 3
#define PRACTICE_STEPS_MAX 12

/*
 * One thing to do.  It is over when it was really done: the log of the store
 * practised in has one of `deeds` (words parted by blanks) so many times, or
 * `draft` is there, or `screen` stands on top; of the last two both where both
 * are given.
 */
struct practice_step {
	int task;		     /* 0, 1, 2 */
	const char *say;	     /* msgid: what to press */
	const char *why;	     /* msgid */
	const char *deeds;	     /* or NULL */
	int times;		     /* 0: once */
	const char *screen;	     /* ops->name, or NULL */
	const char *draft;	     /* its kind, or NULL */
	bool names;		     /* the child's name stands behind `say` */
	enum act_practice_turn then; /* what somebody else does after it */
};

struct practice_walk {
	const char *task[PRACTICE_TASKS];	       /* msgids; NULL: fewer */
	struct practice_step step[PRACTICE_STEPS_MAX]; /* ends with say NULL */
};

/* practice_walks.c */
const struct practice_walk *practice_walk_of(enum act_practice_kind kind);

/* practice_coach.c: the frame asks for the rest by frame.h. */
struct coach {
	const struct practice_walk *walk;
	struct act_practice *p;
	struct actor *real;
	int at; /* the step it waits for */
	int hits[PRACTICE_STEPS_MAX];
	enum act_practice_turn turn; /* due */
	struct act_outside outside;  /* what waits for real */
	bool takes;		     /* left for a real call */
};
bool coach_has_ended(const struct coach *c);
/* Are all steps of a task done? */
bool coach_has_done(const struct coach *c, int task);

#endif
