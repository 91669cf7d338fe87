/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_PRACTICE_H
#define ACT_PRACTICE_H

#include <stdbool.h>
#include <stdint.h>

struct actor;
struct epoch;

/*
 * A house to practise in: a store in this process' memory with an invented
 * school, line and district, and the person in the posts they hold for real.
 * Whatever is done there is done by the functions of act/ that the real work
 * is done by; nothing of it reaches a file, another process or the real
 * store, and it is gone with the process.
 */
enum act_practice_kind {
	PRACTICE_NONE,
	PRACTICE_OPERATOR,
	PRACTICE_LEAD,
	PRACTICE_PSYCHOLOGY,
	PRACTICE_CLASS,
	PRACTICE_GRADE,
	PRACTICE_REPORTER, /* who has nothing but to report */
	PRACTICE_DISTRICT,
	PRACTICE_CENTRE,
	PRACTICE_SYSTEM,
	PRACTICE_SECURITY,
	PRACTICE_AUDIT,
	PRACTICE_KINDS
};

/* What this person would practise; NONE: there is nothing for their posts, or
 * they are practising already. */
enum act_practice_kind act_practice_kind(const struct actor *who);

struct act_practice;
/* Made for a person signed in. */
int act_practice_open(const struct actor *real, struct act_practice **out);
void act_practice_close(struct act_practice *p); /* NULL is fine */
/* The person in it; theirs until the close. */
struct actor *act_practice_who(struct act_practice *p);
struct epoch *act_practice_epoch(struct act_practice *p);
/* The child spoken of, as they stand in the directory there. */
const char *act_practice_child(void);

/* What the person has done there since this was asked last, in order, as the
 * audit log there has it: "ticket.take". */
int act_practice_deeds(
    struct act_practice *p, void (*fn)(void *, const char *what), void *arg);
/* Is one of their drafts there of this kind ("ticket.entry")? */
bool act_practice_has_draft(struct act_practice *p, const char *kind);

/* Somebody else there does their part. */
enum act_practice_turn {
	TURN_NONE,
	TURN_LEAD_COMES, /* into the emergency */
	TURN_SEEN,	 /* one of two has looked at what was reported */
	TURNS
};
int act_practice_turn(struct act_practice *p, enum act_practice_turn turn);

/*
 * What waits for real meanwhile: calls on the person's line that nobody has
 * taken, and for its lead emergencies.  0 for everybody else.
 */
struct act_outside {
	int64_t waiting, danger;
};
int act_outside(struct actor *real, struct act_outside *out);
/* The topics a change of which may change it; how many. */
int act_outside_topics(struct actor *real, uint32_t *to, int max);

#endif
