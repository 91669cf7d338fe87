/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_WATCH_H
#define ACT_WATCH_H

#include <stdbool.h>
#include <stdint.h>

struct actor;

/*
 * Callers to watch: one sentence each, written for whoever comes next by the
 * person leaving, accepted by name at the change of shift.  Accepting one
 * that names a ticket makes the ticket one's own (design.md 8).  Sealed to
 * the line's circle.
 */
#define WATCH_SENTENCE_MAX 400
#define WATCH_DAYS 3 /* how long one stands when nothing is said */

struct act_watch {
	int64_t id, ticket, author, at, until_at;
	char author_name[65];
	int64_t accepted_at;  /* by this person; 0: not yet */
	int64_t accepted;     /* by how many */
	const char *sentence; /* during the call only */
};

/* until_at 0: WATCH_DAYS from now.  ticket 0: none. */
int act_watch_add(struct actor *who, int64_t ticket, const char *sentence,
    int64_t until_at, int64_t *id, int64_t *audit);
int act_watch_accept(struct actor *who, int64_t id, int64_t *audit);
/* Those of the person's line, soonest ending first. */
int act_watch_each(
    struct actor *who, int (*fn)(void *, const struct act_watch *), void *arg);

#endif
