/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_ROLLOVER_H
#define ACT_ROLLOVER_H

#include <stdbool.h>
#include <stdint.h>

#include "model/grade.h"
#include "model/org.h"
#include "model/turn.h"
#include "store/except.h"
#include "store/rollover.h"

struct actor;

/*
 * A school year turns over, for one school or the whole district: by whoever
 * writes its directory (permit.h C1).  Grades are kept by their year of entry,
 * so classes, their children, posts and files move up by themselves; what has
 * to be done is to let go of those whose last year is over.  They are
 * "graduated, whereabouts unknown" until a roster or their next school says
 * more, and the posts of their class and grade end, as a rule says (turn.h).
 * Where a warning is open these posts stay: nobody is forgotten with the
 * class, until it is handed over.  Entrants come with the next roster; who
 * does not go the way of the class is noted before (except.h).
 *
 * It runs by slices, each a transaction with one audit row; cut off, it goes
 * on where it stopped.  As a whole it can be undone until it is confirmed.
 * No work changes hands by it, so there is none to take back.
 */

/* Why a class needs a look before the year turns. */
enum {
	ROLLOVER_WARNING = 1, /* one is open in a class that leaves */
	ROLLOVER_AWAY = 2,    /* children on leave, and their class leaves */
	ROLLOVER_TEACHER = 4, /* goes on without a class teacher */
	ROLLOVER_WHYS = 3
};
const char *act_rollover_why_name(int bit);  /* 0..: "warning" */
const char *act_rollover_why_words(int bit); /* a msgid */

struct act_rollover_class {
	struct org org; /* a class, or a grade that leaves */
	char school[ORG_NAME_MAX];
	char from[CLASS_FULL_MAX], to[CLASS_FULL_MAX]; /* "八年级3班" */
	bool leaves;
	int64_t students, away; /* who go with the class; on leave */
	int excepts;		/* who do not go with it */
	int posts, ends;	/* held there, and of these end */
	int why;		/* of the above, as bits */
	int64_t keeper;		/* who answers for it, 0: the district centre */
	char name[PERSON_NAME_MAX];
};

/* A child that does not go the way of its class. */
struct act_rollover_except {
	struct except_row row;
	char school[ORG_NAME_MAX], from[CLASS_FULL_MAX];
	char to[CLASS_FULL_MAX]; /* the class of the new year; or "" */
};

/* Something open of a child who leaves or goes to another class: once for each
 * class, kind and person who has it.  Which child, and how much, is for those
 * who may open it. */
struct act_rollover_work {
	struct org org; /* the class */
	char school[ORG_NAME_MAX], from[CLASS_FULL_MAX];
	bool leaves, appointment; /* else a warning */
	int64_t now, after;	  /* 0: nobody, then the district centre */
	char now_name[PERSON_NAME_MAX], after_name[PERSON_NAME_MAX];
};

struct act_rollover_plan {
	int year;
	struct org org;		  /* the school or district */
	int schools, up, leaving; /* classes, the latter two */
	/* those at school now; who leaves alone counts as leaving */
	int64_t students_up, students_leaving, repeating, returning, away;
	int posts, posts_kept;
};

/* What is told; each may be NULL. */
struct act_rollover_see {
	int (*class)(void *, const struct act_rollover_class *);
	int (*except)(void *, const struct act_rollover_except *);
	int (*work)(void *, const struct act_rollover_work *);
	void *arg;
};

/*
 * What would happen, in the order to look at it: open work of those who leave,
 * the classes with a why, the children who go another way, then the other
 * classes, school by school.  school by name or code, NULL: all that one may;
 * year 0: the one that begins within three months, or did last.
 * ERR_INPUT for a year that is far, ERR_NOT_FOUND.  see may be NULL.
 */
int act_rollover_plan(struct actor *who, const char *school, int year,
    struct act_rollover_plan *plan, const struct act_rollover_see *see);

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
/* The school it is of, as a name that act_rollover_run() takes; "" for the
 * district. */
int act_rollover_school(
    struct actor *who, const struct rollover *r, char school[ORG_NAME_MAX]);

/*
 * A child does not go the way of its class (EXCEPT_NONE: it does after all).
 * to: for who repeats or comes back the class as it is called in the new year,
 * "八年级2班" or "2班", "" for the one of the same name that it fits; else
 * where they are then, "" for unknown.  day 0: when the year turns.  The last
 * word counts.  A file of them: act_import() of "except".
 */
struct act_except {
	int year; /* 0: as for the plan */
	int64_t student;
	enum except_kind kind;
	int day;
	const char *to;
};
int act_rollover_except(
    struct actor *who, const struct act_except *x, int64_t *audit);
/* Everybody of a class with what is noted, by name: kind EXCEPT_NONE for who
 * goes with it. */
int act_rollover_children(struct actor *who, int64_t class, int year,
    int (*fn)(void *, const struct act_rollover_except *), void *arg);

/* What becomes of posts of classes and grades: the profile's word, the
 * district's over it, a school's own over that.  post as in duty.h, "" for
 * any other. */
int act_rollover_turn_put(struct actor *who, const char *school,
    const char *post, enum turn t, int64_t *audit);
int act_rollover_where(struct actor *who, const char *school, struct org *out);
struct act_rollover_turn {
	const char *post; /* static */
	enum turn turn;
	enum turn_by by; /* whose word it is */
};
int act_rollover_turn_each(struct actor *who, const char *school,
    int (*fn)(void *, const struct act_rollover_turn *), void *arg);

#endif
