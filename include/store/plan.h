/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_PLAN_H
#define STORE_PLAN_H

#include <stddef.h>
#include <stdint.h>

#include "model/plan.h"

struct store;

/* Plans, their steps and measures (model/plan.h).  Blobs are sealed; rows
 * handed to a function live during the call only. */

int store_plan_add(struct store *st, struct plan *p); /* id, round */
int store_plan_get(struct store *st, int64_t id, struct plan *p);
/* The newest of a student; and all of them, newest first. */
int store_plan_of(struct store *st, int64_t student, struct plan *p);
int store_plan_each(struct store *st, int64_t student,
    int (*fn)(void *, const struct plan *), void *arg);
/* Write p over the version it was read in and count it on; ERR_STALE. */
int store_plan_put(struct store *st, struct plan *p);
/* Open ones this person answers for, the soonest review first. */
int store_plan_of_owner(struct store *st, int64_t person, int limit,
    int (*fn)(void *, const struct plan *), void *arg);

struct plan_step {
	int64_t id, plan;
	int event, to;
	int64_t person, at, review_at, audit, pair;
	const void *text;
	size_t n;
};
/* The text is sealed for its row, known only then: add, then seal. */
int store_plan_step_add(struct store *st, struct plan_step *s);
int store_plan_step_seal(struct store *st, const struct plan_step *s);
int store_plan_step_each(struct store *st, int64_t plan,
    int (*fn)(void *, const struct plan_step *), void *arg);

struct plan_measure {
	int64_t id, plan, owner, due_at, done_at, done_by;
	int64_t since, until; /* audit rows; until 0: it stands */
	int64_t pair;
	const void *text;
	size_t n;
};
int store_measure_add(struct store *st, struct plan_measure *m);
int store_measure_seal(struct store *st, const struct plan_measure *m);
int store_measure_get(struct store *st, int64_t id, struct plan_measure *m);
int
store_measure_done(struct store *st, int64_t id, int64_t person, int64_t at);
int store_measure_hand(struct store *st, int64_t id, int64_t owner);
int store_measure_end(struct store *st, int64_t id, int64_t audit);
/* Those that stand, by when they are due. */
int store_measure_each(struct store *st, int64_t plan,
    int (*fn)(void *, const struct plan_measure *), void *arg);
/* A person's own, not done, of plans that run. */
int store_measure_of_owner(struct store *st, int64_t person, int limit,
    int (*fn)(void *, const struct plan_measure *), void *arg);
/* The same of plans that run or have yet to begin: all of them. */
int store_measure_held(struct store *st, int64_t person,
    int (*fn)(void *, const struct plan_measure *), void *arg);

/* Children with an open warning and no open plan (GZ-17), the longest first,
 * whose place lies in lft..rgt and whose warning has reached this level; those
 * behind `after`, NULL: from the first. */
struct unplanned {
	int64_t warning, student, since;
};
int store_unplanned_each(struct store *st, int64_t lft, int64_t rgt, int level,
    const struct unplanned *after, int limit,
    int (*fn)(void *, const struct unplanned *), void *arg);
/* Everybody with an open warning in these places, the longest first: the row
 * of the care ledger (QP-40). */
struct care_row {
	int64_t student;
	int64_t since, event_at; /* entered; happened */
	bool planned;
	enum plan_state plan;
	int64_t review_at, talked_at; /* 0: none */
};
int store_care_each(struct store *st, int64_t lft, int64_t rgt,
    int (*fn)(void *, const struct care_row *), void *arg);

/* How many of each school, and of those how many since before a time. */
int store_unplanned_figures(struct store *st, int64_t lft, int64_t rgt,
    int64_t before, int (*fn)(void *, int64_t school, int64_t n, int64_t late),
    void *arg);

#endif
