/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_ROLLOVER_H
#define STORE_ROLLOVER_H

#include <stdbool.h>
#include <stdint.h>

#include "model/rollover.h"
#include "store/person.h"

struct store;

/* A roll-over of a piece of the tree (act/rollover.h). */
struct rollover {
	int64_t id;
	int year;	       /* that begins */
	int64_t org, lft, rgt; /* a school, or the district */
	int64_t person;
	enum rollover_state state;
	int64_t started_at, changed_at;
	int64_t done_to;	 /* lft of the last grade or class done */
	int64_t students, posts; /* that have left, and that have ended */
};

int store_rollover_add(struct store *st, struct rollover *r); /* fills id */
int store_rollover_put(struct store *st, const struct rollover *r);
int store_rollover_get(struct store *st, int64_t id, struct rollover *r);
/* One that shares a place with lft..rgt and is in that state:
 * ERR_NOT_FOUND. */
int store_rollover_at(struct store *st, enum rollover_state s, int64_t lft,
    int64_t rgt, struct rollover *r);
/* Was this year begun for what lies at lft (run or confirmed)? */
int store_rollover_turned(struct store *st, int year, int64_t lft, bool *is);
/* Newest first, ids below `before`. */
int store_rollover_each(struct store *st, int64_t before, int limit,
    int (*fn)(void *, const struct rollover *), void *arg);

/* Of a class: children at school, children who are away with a place kept
 * (they leave with nobody), and warnings that are open; of a grade, warnings
 * alone. */
struct rollover_counts {
	int64_t students, away, warnings;
};
int store_rollover_class(
    struct store *st, int64_t class, int64_t place, struct rollover_counts *to);
int store_rollover_grade(
    struct store *st, int64_t grade, struct rollover_counts *to);

/* What is open of a class's children: a warning, with its owner, or an
 * appointment, with its counsellor (0: nobody yet). */
struct rollover_work {
	bool appointment;
	int64_t id, student, person;
};
int store_rollover_work(struct store *st, int64_t class, int64_t place,
    int (*fn)(void *, const struct rollover_work *), void *arg);

/* Everybody at school in a class leaves it: *n of them. */
int store_rollover_leave(struct store *st, const struct rollover *r,
    int64_t place, int64_t now, int64_t audit, int64_t *n);
/* At most limit of those who left by it are at school again. */
int store_rollover_return(
    struct store *st, int64_t rollover, int limit, int64_t audit, int64_t *n);
/* Whoever is not at school is again: on the roll of a class once more. */
int store_enrolment_end(struct store *st, int64_t student, int64_t audit);

/* Posts of a class or grade that are held. */
int store_rollover_posts(struct store *st, int64_t org, int64_t now,
    int (*fn)(void *, const struct post *), void *arg);
/* End one, remembering until when it would have run. */
int store_rollover_post_end(
    struct store *st, int64_t rollover, const struct post *p, int64_t now);
/* At most limit of those run again as long as before; *n of them. */
int store_rollover_posts_back(
    struct store *st, int64_t rollover, int limit, int64_t now, int64_t *n);

#endif
