/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_PLAN_H
#define ACT_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "act/warning.h"
#include "model/plan.h"

struct actor;
struct buf;

/*
 * The plan of a child (model/plan.h): goals and reviews are sealed to the
 * school's circle and the district's, and to who owns a measure, who sees
 * those measures and nothing else of it.
 */
/* What is being written is kept as a draft of these kinds: by the student for
 * a new plan, else by the plan.  Gone once it is saved. */
#define ACT_PLAN_BEGIN_DRAFT "plan.begin"
#define ACT_PLAN_DRAFT "plan.write"
#define ACT_PLAN_REVIEW_DRAFT "plan.review"
#define ACT_PLAN_END_DRAFT "plan.end"
#define ACT_PLAN_MAX 4000 /* bytes of goals, of a review, of a measure */

/* The newest plan of a student: its id and version, 0 without; and whether
 * this person may begin one now.  ERR_NOT_FOUND for who may see none. */
struct act_planned {
	int64_t plan, version;
	enum plan_state state;
	bool may_begin;
};
int act_plan_of(struct actor *who, int64_t student, struct act_planned *out);

/* What a change gives back. */
struct act_plan_done {
	int64_t plan, version, audit;
};
/* Begin a plan with its goals; ERR_EXISTS while one is open. */
int act_plan_begin(struct actor *who, int64_t student, const char *goals,
    struct act_plan_done *out);
/* One move of the table, on the version seen: PLAN_WRITE, _START, _REVIEW,
 * _END.  text: goals, what became of it, why it ends; review_at for a start. */
int act_plan_step(struct actor *who, int64_t id, int64_t version,
    enum plan_event on, const char *text, int64_t review_at,
    struct act_plan_done *out);

/* A measure: who does what by when.  was: the one it replaces, 0; text NULL:
 * that one is struck. */
struct act_measure_told {
	int64_t was, owner, due_at;
	const char *text;
};
int act_plan_measure(struct actor *who, int64_t id, int64_t version,
    const struct act_measure_told *m, struct act_plan_done *out);
/* Its owner, or who cares for the child, has done it. */
int act_plan_measure_done(
    struct actor *who, int64_t measure, struct act_plan_done *out);
/* Who can be given a measure: the posts around the child; at most max. */
int act_plan_hands(
    struct actor *who, int64_t student, struct act_name *to, int max, int *n);

struct act_measure {
	int64_t id, due_at, done_at;
	struct act_name owner;
	bool late, mine;
	const char *text; /* "" when sealed to others */
};
struct act_plan_step {
	int event, to;
	int64_t at, review_at;
	struct act_name who;
	const char *text; /* "" without, or sealed to others */
};
#define ACT_MEASURES_MAX 40    /* that stand at a time */
#define ACT_PLAN_STEPS_MAX 200 /* the newest */

struct act_plan {
	struct plan p;
	unsigned who; /* PLAN_CARE ... */
	char student[97], class[97], school[97];
	struct act_name owner;
	const char *goals; /* as written last; "" when not to be read */
	struct act_measure measure[ACT_MEASURES_MAX];
	struct act_plan_step step[ACT_PLAN_STEPS_MAX]; /* oldest first */
	int n_measure, n_step;
	int64_t now;
	struct buf *words; /* where the texts lie: guarded memory */
};
/* All this person may see of it, in the audit before it comes back. */
int act_plan_show(struct actor *who, int64_t id, struct act_plan **out);
void act_plan_free(struct act_plan *v); /* wipes; NULL is fine */

/*
 * Children found and without a plan (GZ-17): an open warning, no open plan.
 * By name for who cares for them, once it has come to them; by school as
 * counts for who sees no names.  Small counts come as -1.
 */
struct act_unplanned {
	int64_t warning, student; /* 0: a count */
	int64_t since;
	int days;
	bool late;		  /* after PLAN_DUE_DAYS */
	char name[97], class[97]; /* of the student; name of the school */
	int64_t n, n_late;
};
bool act_unplanned_may(struct actor *who);
/* A page of at most limit children (0: as many as one look may show) behind
 * the one of that warning, NULL: the first; counts come all at once. */
struct act_unplanned_after {
	int64_t since, warning;
};
int
act_unplanned_each(struct actor *who, const struct act_unplanned_after *after,
    int limit, int (*fn)(void *, const struct act_unplanned *), void *arg);

#endif
