/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_ROLLOVER_INTERNAL_H
#define ACT_ROLLOVER_INTERNAL_H

#include "act/actor.h"
#include "act/rollover.h"
#include "model/student.h"

/* May this person turn the year over for what lies at lft? */
bool rollover_may(const struct actor *who, int64_t lft);

/* The year and the piece of the tree that is meant: act_rollover_plan(). */
int rollover_scope(
    struct actor *who, const char *school, int *year, struct org *org);

/* Grades and classes of a piece of the tree, in its order behind `after`;
 * *grade is the grade it is, or is of.  fn may write; ROLLOVER_ENOUGH ends the
 * walk there. */
#define ROLLOVER_ENOUGH 1
int rollover_walk(struct actor *who, int64_t after, int64_t rgt,
    int (*fn)(void *, const struct org *, const struct grade *grade),
    void *arg);

/* Has the grade had its last year when this one begins? */
bool rollover_leaves(const struct grade *g, int year);

/* "八年级3班", as a class is called on a day. */
int rollover_class_words(struct actor *who, const struct org *class, int on,
    char to[CLASS_FULL_MAX]);

/* Does a post of a class or grade end when this year begins?  Of one that goes
 * on never twice: who has begun the year there has given it anew. */
struct turning {
	int year;
	int64_t school;
	const struct org *at;
	bool leaves;
};
int rollover_post_ends(struct actor *who, const struct turning *t,
    const struct post *p, bool *ends);

/* Inside the transaction: what is noted of one child; its words for a faulty
 * one are a msgid in *words, and of which field.  ERR_INPUT then. */
struct except_ask {
	int year;
	enum except_kind kind;
	int day;
	const char *to;
};
int rollover_except_put(struct actor *who, const struct student *s,
    const struct except_ask *ask, int64_t audit, bool dry_run, bool *changed,
    enum except_field *field, const char **words);

/* Heed what is noted of the children of a class; *n leave. */
int rollover_heed(struct actor *who, struct rollover *r, int64_t place,
    int64_t now, int64_t audit, int64_t *n);
/* And back, at most limit; *n of them. */
int rollover_unheed(struct actor *who, int64_t rollover, int limit, int64_t now,
    int64_t audit, int64_t *n);

#endif
