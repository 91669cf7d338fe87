/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_KNOCK_H
#define MODEL_KNOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Knocking on the door of whoever must act and is not looking.  What began it
 * puts up a ladder: rungs, each of some people some time after the first.  It
 * is climbed until somebody has seen; the profile says how (profile.h).  What
 * is said on the way is the same for all of it.
 */
enum knock_kind {
	KNOCK_DANGER, /* danger, in a call or of a child */
	KNOCK_HELP,   /* an operator asks somebody in */
	KNOCK_UNSEEN, /* a warning nobody looked at in time */
	KNOCK_LATE,   /* a ticket's deadline missed that cannot wait */
	KNOCK_LATER,  /* another one: in working hours */
	KNOCK_TEST,   /* somebody tries a channel, on themselves */
	KNOCK_KINDS
};

enum knock_subject { KNOCK_OF_TICKET, KNOCK_OF_WARNING, KNOCK_OF_NOTHING };

/* Who stands on a rung, as bits; act/ finds them in the posts of that
 * moment.  OWNER: who was asked, or whose it is. */
enum knock_who {
	KNOCK_OWNER = 1u << 0,
	KNOCK_DEPUTY = 1u << 1,
	KNOCK_LEAD = 1u << 2,
	KNOCK_DISTRICT = 1u << 3,
	KNOCK_REST = 1u << 4, /* everybody else it may concern */
	KNOCK_ALL = (1u << 5) - 1,
};

enum knock_channel { KNOCK_SMS, KNOCK_PHONE, KNOCK_MAIL, KNOCK_CHANNELS };
#define KNOCK_ANY ((1u << KNOCK_CHANNELS) - 1)

/* What became of one knock. */
enum knock_result {
	KNOCK_RINGS,	  /* the command runs */
	KNOCK_RANG,	  /* it ended well: whether it is heard, nobody knows */
	KNOCK_FAILED,	  /* it ended badly, or could not be started */
	KNOCK_HUNG,	  /* it was ended when its time was over */
	KNOCK_UNKNOWN,	  /* whoever ran it died: perhaps it rang */
	KNOCK_LOOKS,	  /* not knocked: they had it before their eyes */
	KNOCK_NO_COMMAND, /* nothing to knock with: phone them */
	KNOCK_BEFORE,	  /* not knocked: they were, a moment ago */
	KNOCK_RESULTS
};

struct knock_rung {
	int64_t after;	   /* seconds from the first */
	unsigned who;	   /* enum knock_who */
	unsigned channels; /* 1u << enum knock_channel: all there are of them */
};

struct knock_ladder {
	enum knock_kind kind;
	bool working_hours; /* the seconds run while schools are open */
	const struct knock_rung *rungs;
	size_t n;
	const char *source; /* clause id or "default" */
};

/* Codes in the store and for scripts, words (msgids) for people. */
const char *knock_kind_code(int kind);
const char *knock_kind_words(int kind);
int knock_kind_of(const char *code); /* -1 */
const char *knock_subject_code(int subject);
int knock_subject_of(const char *code); /* -1 */
const char *knock_channel_code(int channel);
const char *knock_channel_words(int channel);
int knock_channel_of(const char *code); /* -1 */
const char *knock_result_code(int result);
const char *knock_result_words(int result);
int knock_result_of(const char *code); /* -1 */

/* Which ladder a ticket's deadline begins when it is missed. */
enum knock_kind knock_of_deadline(const char *due_key);

/*
 * When rung n (from 0) is due: of a ladder begun at `at`; 0 when there is none
 * of that number.
 */
struct profile;
int64_t
knock_due(const struct profile *p, enum knock_kind kind, int n, int64_t at);

/*
 * What is said is one sentence for all: whoever was knocked within this many
 * seconds need not hear it again for something that can wait.  0: they must.
 */
int64_t knock_is_enough(enum knock_kind kind);

/*
 * Is a rung due?  Its time is over; or the ladder moved at a moment that is
 * still to come, so the clock was put back: then it is now, rather early than
 * never.
 */
bool knock_is_due(int64_t due_at, int64_t moved_at, int64_t now);

/*
 * Does the next rung come at once?  results holds what became of each knock
 * of the last one: nobody stood on it, or not one of them may have been
 * reached.  Not while a command runs; and not for want of commands, where the
 * ladder is a list of whom to phone.
 */
bool knock_hurries(const enum knock_result *results, size_t n);

/* The ladders of a profile as Markdown, for the manual. */
struct buf;
void knock_print(struct buf *out);

#endif
