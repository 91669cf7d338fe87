/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_EXCEPT_H
#define STORE_EXCEPT_H

#include <stdint.h>

#include "model/except.h"

struct store;

/* A child that does not go the way of its class (model/except.h), as noted
 * for a year; and what a roll-over made of it. */
struct except_row {
	int64_t id, student, class; /* class: where they go, or 0 */
	int year, day;
	enum except_kind kind;
	char whereabouts[WHEREABOUTS_MAX]; /* "" without */
	int64_t person, at;
	/* and of the child, when listed */
	char name[STUDENT_NAME_MAX], number[STUDENT_NUMBER_MAX];
	bool here; /* at school: no word of enrolment says otherwise */
};

/* What stood there ends; EXCEPT_NONE adds nothing.  *changed is false where it
 * stood so already. */
int store_except_put(
    struct store *st, const struct except_row *x, int64_t audit, bool *changed);
/* The one that stands: ERR_NOT_FOUND. */
int store_except_get(
    struct store *st, int year, int64_t student, struct except_row *x);
/* Those of the children of a class, by name, that no roll-over has heeded. */
int store_except_of_class(struct store *st, int year, int64_t place,
    int (*fn)(void *, const struct except_row *), void *arg);

/* A roll-over heeded one: the class the child was in, the one it went to (0:
 * none), the word of enrolment that ended and the one that began (0: none). */
struct except_done {
	int64_t id, rollover, except, student, class, moved_to, ended, begun;
};
int store_except_done_add(
    struct store *st, const struct except_done *d, int64_t audit);
/* The next one that stands: ERR_NOT_FOUND. */
int store_except_done_next(
    struct store *st, int64_t rollover, struct except_done *d);
/* It does not stand any more. */
int store_except_done_end(struct store *st, int64_t id, int64_t audit);

/* The word of enrolment that stands: its row, or 0 for who is at school. */
int store_enrolment_now(struct store *st, int64_t student, int64_t *id);
/* The same, of those that a roll-over gave with the class. */
int store_enrolment_turned(struct store *st, int64_t student, int64_t *id);
/* This one ends, if it stands; *did. */
int
store_enrolment_drop(struct store *st, int64_t id, int64_t audit, bool *did);
/* What it said is so again. */
int store_enrolment_again(struct store *st, int64_t id, int64_t audit);

#endif
