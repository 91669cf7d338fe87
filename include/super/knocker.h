/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SUPER_KNOCKER_H
#define SUPER_KNOCKER_H

#include <stdint.h>

/*
 * The knocker: a process that does nothing but run the commands an
 * administrator has named, one a channel, so that the keeper need never start
 * a program.  It is forked before the keeper has read a key or opened the
 * store, gives up all descriptors but the pair the two speak over, and is told
 * three numbers a knock.
 *
 * A command gets exactly two arguments, the person's number and the sentence;
 * PATH and LANG for an environment; /dev/null for its three descriptors; the
 * root for its folder; a process group of its own, which is killed when its
 * time is over and swept when it ends.
 */
#define KNOCKER_CHANNELS 3
#define KNOCKER_QUEUE 512 /* orders not answered yet, at most */

struct knocker_how {
	const char *command[KNOCKER_CHANNELS]; /* "": there is none */
	const char *sentence;
	int64_t limit_ms;
	/* Become another account; 0, or an error that ends it. */
	int (*account)(void);
};

enum knocker_end { KNOCKER_WELL, KNOCKER_FAILED, KNOCKER_HUNG };

struct knocker_report {
	int64_t id;
	enum knocker_end end;
};

/* Start one; *fd is the caller's end, *pid who it is (may be NULL). */
int knocker_start(const struct knocker_how *how, int *fd, int32_t *pid);

/* Ask for a knock; ERR_BUSY when it takes no more, ERR_SYSTEM when it has
 * gone. */
int knocker_order(int fd, int64_t id, int64_t person, int channel);

/* The next report, without waiting: 0, ERR_NOT_FOUND when there is none yet,
 * ERR_SYSTEM when it has gone. */
int knocker_report(int fd, struct knocker_report *r);

#endif
