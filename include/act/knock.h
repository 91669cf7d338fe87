/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_KNOCK_H
#define ACT_KNOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/knock.h"

struct actor;
struct buf;

/*
 * Knocking on the door of who must act and is not looking (model/knock.h).
 * What causes it puts the ladder up in its own transaction; the keeper climbs
 * it, claiming each rung before a command starts, so that none is climbed
 * twice; somebody's looking ends it.
 *
 * A rung that a keeper claimed and did not live to hear of is told as "unknown
 * whether it rang", and the next rung comes at once: rather one knock too many
 * than none.
 */
#define ACT_KNOCK_ROWS 96
#define ACT_KNOCK_CALLS 16
#define ACT_KNOCK_LOOK_S 60 /* on the screen so long ago counts as looking */

struct act_knock_row {
	int64_t id, person;
	char name[65];
	int rung, channel; /* channel -1: none */
	int64_t started_at, ended_at;
	enum knock_result result;
	bool district; /* of the centre, not of the line or the school */
};

struct act_knock_call {
	int64_t oncall, whom; /* whose number; 0 for somebody else */
	char name[65];	      /* of whom was phoned, "" for somebody else */
	char by[65];
	int64_t at, event_at; /* entered; happened, if entered later, or 0 */
	bool spoke;
};

struct act_knock {
	struct ladder row;
	char org[97];				    /* the line or the school */
	struct act_knock_row knock[ACT_KNOCK_ROWS]; /* the newest, in order */
	int n;
	struct act_knock_call call[ACT_KNOCK_CALLS];
	int n_calls;
	bool mine;     /* this person began it */
	bool wanted;   /* it is theirs to look */
	bool may_take; /* and may say that they see to it */
	int64_t now;
};

typedef int act_knock_fn(void *, const struct act_knock *);

/* Ladders that run, as far as they are this person's to know: those they
 * began or were knocked on; all of a lead's line and of a district's. */
int act_knock_each(struct actor *who, act_knock_fn *fn, void *arg);
/* Only what they began, and where it is theirs to look. */
int act_knock_mine(struct actor *who, act_knock_fn *fn, void *arg);
int act_knock_get(struct actor *who, int64_t id, struct act_knock *k);
/* Those of one thing, for whoever has it open. */
int act_knock_of(struct actor *who, enum knock_subject subject, int64_t object,
    act_knock_fn *fn, void *arg);

/* "ticket 12", "warning 0007": what it is about, without a name. */
void act_knock_about(const struct act_knock *k, struct buf *to);
/* "周岚 by message 02:14: no answer yet": the last knock. */
void act_knock_words(const struct act_knock *k, struct buf *to);

/* The same of the district's centre alone, or of all others; "" without. */
void
act_knock_words_of(const struct act_knock *k, bool district, struct buf *to);

/* Whom to phone: who is on call where it is, then who was knocked last. */
struct act_duty;
int act_knock_duty(
    struct actor *who, int64_t id, struct act_duty *to, int max, int *n);

/* Noted: somebody was telephoned, of the on-call list, or a person (0 and 0:
 * somebody else), and did or did not answer. */
struct act_phoned {
	int64_t oncall, whom;
	bool spoke;
	int64_t event_at; /* when that was; 0: now */
};
int act_knock_phoned(
    struct actor *who, int64_t id, const struct act_phoned *p, int64_t *audit);
/* This person sees to it: nobody else is knocked. */
int act_knock_take(struct actor *who, int64_t id, int64_t *audit);
/* Try a channel on oneself. */
int act_knock_test(struct actor *who, int channel, int64_t *id);
/* Everybody who may be knocked, for the gateway's own list: the system
 * administrator's. */
int act_knock_export(struct actor *who,
    int (*fn)(void *, int64_t person, const char *phone), void *arg);

/* --- the keeper -------------------------------------------------------------
 */

struct act_knocker {
	unsigned channels; /* there is a command for, as bits */
	int room; /* commands that may be started by this call; what is due
		     beyond waits for the next, unclaimed */
	/* The knock is claimed, and that on the disk: start its command.  An
	 * error means that it did not start. */
	int (*ring)(void *arg, int64_t knock, int64_t person, int channel);
	void *arg;
};

/* Climb what is due, at most limit ladders. */
int
act_knock_climb(struct actor *keeper, const struct act_knocker *k, int limit);
/* End those whose reason has gone without anybody saying so. */
int act_knock_sweep(struct actor *keeper, int limit);
/* What became of one. */
int act_knock_ended(struct actor *keeper, int64_t knock, enum knock_result r);
/* Those that run as far as the store knows, but not for this keeper: they
 * become unknown. */
int act_knock_lost(
    struct actor *keeper, bool (*runs)(void *, int64_t knock), void *arg);

#endif
