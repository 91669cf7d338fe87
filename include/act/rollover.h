/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_ROLLOVER_H
#define ACT_ROLLOVER_H

#include <stdbool.h>
#include <stdint.h>

#include "model/grade.h"
#include "model/org.h"
#include "store/rollover.h"

struct actor;

/*
 * A school year turns over, for one school or the whole district: by whoever
 * writes its directory (permit.h C1).  Grades are kept by their year of entry,
 * so classes, their children, posts and files move up by themselves; what has
 * to be done is to let go of those whose last year is over.  They are
 * "graduated, whereabouts unknown" until a roster or their next school says
 * more, and the posts of their class and grade end.  Where a warning is open
 * these posts stay: nobody is forgotten with the class, until it is handed
 * over.  Entrants and those who repeat a year come with the next roster.
 *
 * It runs by slices, each a transaction with one audit row: cut off, it goes
 * on where it stopped.  As a whole it can be undone until it is confirmed.
 */

/* Why a class needs a look before the year turns. */
enum {
	ROLLOVER_WARNING = 1, /* one is open in a class that leaves */
	ROLLOVER_AWAY = 2,    /* children on leave, and their class leaves */
	ROLLOVER_TEACHER = 4, /* moves up without a class teacher */
	ROLLOVER_WHYS = 3
};
const char *act_rollover_why_name(int bit);  /* 0..: "warning" */
const char *act_rollover_why_words(int bit); /* a msgid */

struct act_rollover_class {
	struct org org; /* a class, or a grade that leaves */
	char school[ORG_NAME_MAX];
	char from[CLASS_FULL_MAX], to[CLASS_FULL_MAX]; /* "八年级3班" */
	bool leaves;
	int64_t students, away;
	int posts;	/* held there */
	int why;	/* of the above, as bits */
	int64_t keeper; /* who answers for it, 0: the district centre */
	char name[PERSON_NAME_MAX];
};

struct act_rollover_plan {
	int year;
	struct org org;		  /* the school or district */
	int schools, up, leaving; /* classes, the latter two */
	int64_t students_up, students_leaving, away;
	int posts, posts_kept;
};

/*
 * What would happen, in the order to look at it: first the classes with a
 * why, then the others, school by school.  school by name or code, NULL: all
 * that one may; year 0: the one that begins within three months, or did last.
 * ERR_INPUT for a year that is far, ERR_NOT_FOUND.  fn may be NULL.
 */
int act_rollover_plan(struct actor *who, const char *school, int year,
    struct act_rollover_plan *plan,
    int (*fn)(void *, const struct act_rollover_class *), void *arg);

/* After each slice; not 0 stops there: ERR_STOPPED. */
typedef int act_rollover_progress(void *arg, const struct rollover *r);

/* Run it, or go on with the one cut off.  slice: children at most (about: a
 * class is never cut), 0: 5,000.  ERR_STATE while another waits here. */
int act_rollover_run(struct actor *who, const char *school, int year, int slice,
    act_rollover_progress *fn, void *arg, struct rollover *out);
int act_rollover_undo(struct actor *who, int64_t id, int slice,
    act_rollover_progress *fn, void *arg, struct rollover *out);
int act_rollover_confirm(struct actor *who, int64_t id, struct rollover *out);

/* Those of what one may, newest first. */
int act_rollover_each(struct actor *who, int limit,
    int (*fn)(void *, const struct rollover *), void *arg);

#endif
