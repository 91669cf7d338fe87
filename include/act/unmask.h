/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_UNMASK_H
#define ACT_UNMASK_H

#include <stdbool.h>
#include <stdint.h>

#include "model/student.h"
#include "model/unmask.h"

struct actor;
struct buf;

/*
 * The home phone and address of the student linked to a ticket in emergency:
 * one sentence of reason, then a second person of the ticket agrees, or
 * whoever asked opens it alone after UNMASK_ALONE_S seconds without an
 * answer.  Opening it lays it before the line's leads and the district's
 * centre, where somebody else signs for it afterwards.  Each step and each
 * look is a row of the audit with the child as its subject.
 */
struct act_unmask {
	struct unmask u;
	char asker[65], opener[65], reviewer[65]; /* names, "" without */
	bool may_open;				  /* this person, now */
	int64_t wait_s;	 /* who asked: until it may be opened alone */
	bool may_review; /* this person, now */
};

/* ERR_STATE outside of an emergency, ERR_INPUT without a linked student or a
 * sentence, ERR_EXISTS while one waits or is open. */
int act_unmask_ask(struct actor *who, int64_t ticket, const char *reason);
/* Agree, or open it alone: ERR_SECOND while it is too early for that. */
int act_unmask_open(struct actor *who, int64_t ticket);

/* The newest of a ticket that still counts, for those who are in it; its
 * sentence is appended to reason.  ERR_NOT_FOUND without one. */
int act_unmask_of(struct actor *who, int64_t ticket, struct act_unmask *to,
    struct buf *reason);

/* What is seen, as long as the emergency lasts: ERR_DENIED before it was
 * opened and after.  Logged.  Wipe it: act_unmask_home_wipe(). */
struct act_unmask_home {
	char student[STUDENT_NAME_MAX];
	struct guardian guardians[STUDENT_GUARDIANS_MAX];
	int n;
	char address[STUDENT_ADDRESS_MAX];
	bool boarding;
	char dorm[STUDENT_DORM_MAX];
};
int
act_unmask_home(struct actor *who, int64_t ticket, struct act_unmask_home *to);
void act_unmask_home_wipe(struct act_unmask_home *h);

/* What waits for this person: a second person's agreement (to_review false),
 * or a review, at the lead's line or in the centre's district. */
int act_unmask_each(struct actor *who, bool to_review,
    int (*fn)(void *, const struct act_unmask *), void *arg);
/* One to review, with its sentence as far as this person can open it. */
int act_unmask_get(
    struct actor *who, int64_t id, struct act_unmask *to, struct buf *reason);
int act_unmask_review(
    struct actor *who, int64_t id, const char *sentence, int64_t *audit);
/* The newest of a ticket, over or not, for those who may read the ticket: its
 * sentence, and what whoever reviewed it found ("" before that).  Logged.
 * ERR_NOT_FOUND without one that was opened. */
bool act_unmask_was_opened(struct actor *who, int64_t ticket);
int act_unmask_after(struct actor *who, int64_t ticket, struct act_unmask *to,
    struct buf *reason, struct buf *found);

#endif
