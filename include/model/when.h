/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_WHEN_H
#define MODEL_WHEN_H

#include <stdbool.h>
#include <stdint.h>

/*
 * When something happened, apart from when it was written down here: how
 * people say it, how long ago it may be, and from which of the two a deadline
 * counts.  What is read by a person as a story goes by the first, the audit
 * always by the second.
 */

/*
 * A time that has passed, as it is said: "昨天 14:30", "前天下午2点半",
 * "11-25 14:30", "11月25日 14:30", "14:30", "25分钟前", "2小时前",
 * "yesterday 14:30", "25 min ago", or as clock_read() has it; full-width
 * digits and colons count as the plain ones.  A time of day that is still to
 * come is yesterday's, a day without a year the last one there was, unless it
 * is near: then it lies ahead, and when_check() says so.  A day without an
 * hour is no time.  ERR_INPUT for anything else; in the zone of the process.
 */
int when_read(const char *s, int64_t now, int64_t *at);

/* What is entered later. */
enum when_kind {
	WHEN_TICKET,
	WHEN_CONSULTATION,
	WHEN_OBSERVATION,
	WHEN_STEP, /* of a warning */
	WHEN_KINDS
};

#define WHEN_AHEAD 120	     /* clocks differ: so much is still now */
#define WHEN_LATER (15 * 60) /* from here on it is a later entry */

enum when_answer {
	WHEN_GOOD,
	WHEN_TO_COME,
	WHEN_TOO_OLD, /* longer ago than when_oldest() */
};
enum when_answer when_check(enum when_kind k, int64_t now, int64_t at);
int64_t when_oldest(enum when_kind k); /* in seconds */

/* Was it entered later than it happened?  event 0: as it was entered. */
bool when_is_later(int64_t event, int64_t entry);

/*
 * From which of the two times each deadline of the profile counts.  Whoever
 * acts is measured from what happened, written down or not; whoever has yet
 * to learn of it, from the moment they could.
 */
enum when_from { WHEN_FROM_ENTRY, WHEN_FROM_EVENT };
struct when_clock {
	const char *key; /* of the profile: "warning.ack" */
	enum when_from from;
	const char *source; /* clause, or "default" */
};
extern const struct when_clock when_clocks[];
extern const int n_when_clocks;
/* Of a key that is not in the table: from the entry. */
enum when_from when_counts_from(const char *key);
int64_t when_start(const char *key, int64_t event, int64_t entry);

struct buf;
void when_print(struct buf *out); /* the table, for the manual */

#endif
