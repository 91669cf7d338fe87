/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_CUSTODY_H
#define ACT_CUSTODY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/custody.h"

struct act_exact;
struct actor;
struct buf;

/*
 * Custody at work (托管, model/custody.h): somebody asks and says why, the
 * first custodian takes off the outer layer in a session of their own, the
 * second the inner one, and what it was sealed for is sealed to the one who
 * needs it.  Neither of them reads anything, and neither may be who asks.
 *
 * Common errors: ERR_DENIED, ERR_STATE with a sentence, ERR_INPUT without a
 * reason, ERR_CUSTODY when custody is not complete or holds nothing for it,
 * ERR_KEY when a layer is sealed to a passphrase lost since.
 */
#define ACT_CUSTODY_REASON_MAX 2000
/* The draft of a break-glass request, subject 0. */
#define ACT_GLASS_DRAFT "custody.glass"

/*
 * beneficiary 0: oneself.  Asked once more while the first one is open, it is
 * that one (*id, and *audit is 0).  Who may:
 *	CUSTODY_CIRCLE	one of the team itself, for themselves; the security
 *			administrator for one of the team.  Only while no other
 *			member holds the keys (ERR_STATE: act_circle_add()).
 *	CUSTODY_DRAFT	the author (object 0: oneself)
 *	the others	counsellors of the district centre and the head of the
 *			school's crisis group, for themselves
 */
int act_custody_ask(struct actor *who, enum custody_kind kind, int64_t object,
    int64_t beneficiary, const char *reason, int64_t *id, int64_t *audit);
/* 0 if the person could ask now: for offering it. */
int
act_custody_may_ask(struct actor *who, enum custody_kind kind, int64_t object);

/* The object of a warning or file, by one child exactly (act/student.h); by
 * who may ask.  Each look is recorded. */
int act_custody_find(struct actor *who, enum custody_kind kind,
    const struct act_exact *ask, int64_t *object);

int act_custody_agree(struct actor *who, int64_t id, int64_t *audit);
int act_custody_refuse(
    struct actor *who, int64_t id, const char *reason, int64_t *audit);
int act_custody_withdraw(struct actor *who, int64_t id, int64_t *audit);
/* Break-glass: given back before its time, by who had it. */
int act_custody_close(struct actor *who, int64_t id, int64_t *audit);
/* Looked at afterwards, by one of the circle, its lead or the centre; ends it
 * when it is still open.  words: what is to be said, or NULL. */
int act_custody_review(
    struct actor *who, int64_t id, const char *words, int64_t *audit);

/* A request as this person may know it. */
struct act_custody {
	struct custody_request row;
	unsigned who; /* what the person is to it: CUSTODY_ASKER ... */
	char asker[65], beneficiary[65], first[65], second[65], decided[65];
	char org[97];	 /* "第001实验学校": whose it is */
	char about[97];	 /* the student, where that is open; or "" */
	int64_t student; /* the same, or 0 */
};
/* What the person may do now: moves of custody_machine. */
size_t act_custody_actions(
    const struct act_custody *c, const struct state_move **to, size_t max);

/* ERR_DENIED for who has nothing to do with it.  reason and answer (secret
 * buffers, or NULL) get the texts, empty when sealed to others. */
int act_custody_get(struct actor *who, int64_t id, struct act_custody *c,
    struct buf *reason, struct buf *answer);
/* Every request this person has something to do with, state by state; past
 * also those that are over. */
int act_custody_each(struct actor *who, bool past,
    int (*fn)(void *, const struct act_custody *), void *arg);

/* The keeper: what has run out is closed, what nobody answered lapses. */
int act_custody_overdue(struct actor *who, int limit, int *n);

#endif
