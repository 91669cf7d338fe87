/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_TODAY_H
#define ACT_TODAY_H

#include <stdbool.h>
#include <stdint.h>

struct actor;

/*
 * What waits for a person: for the first screen after signing in, and for
 * `xinqing today`.  Rows come in order: overdue (the longest first), then what
 * is due soonest, then what has no time.  Nothing here says why a child is on
 * the list, how bad it is, or a word of what was told.
 * (design.md 6; screens.md 1a, 1b)
 */
enum today_kind {
	TODAY_TICKET,		/* object: ticket; key: its deadline */
	TODAY_WARNING,		/* object: warning; key: the event asked */
	TODAY_APPOINTMENT,	/* object: appointment; key: what to do */
	TODAY_APPROVAL,		/* object: approval; key: its kind */
	TODAY_DRAFT,		/* object: draft; key: its kind */
	TODAY_WATCH,		/* object: caller to watch, not accepted */
	TODAY_CIRCLE,		/* object: circle; key: "grant", "reseal" */
	TODAY_CLOCK,		/* the machine's clock has jumped */
	TODAY_REPORT,		/* object: warning I reported; key: "seen" or
				 * "unseen"; nothing to do, only to know */
	TODAY_KINDS
};

enum today_block {
	TODAY_NOW,		/* to be done */
	TODAY_MEET,		/* appointments of the day */
	TODAY_OTHERS,		/* waits for somebody else */
	TODAY_BLOCKS
};

struct today_row {
	enum today_kind kind;
	enum today_block block;
	int64_t object, due_at;	/* due_at 0: no time */
	char key[33];
	char name[97];		/* a student, a colleague; "" for a caller */
	char place[97];		/* a class, or who gave it */
	bool danger;		/* goes before everything */
};

#define TODAY_ROWS 64

struct act_today {
	struct today_row rows[TODAY_ROWS];
	int n;
	bool more;		/* beyond TODAY_ROWS */
	int64_t now;
	/* On a line: */
	bool line;
	int64_t waiting, waiting_since;	/* calls nobody has taken */
	/* For the audit administrator: the state of the log. */
	bool audit;
	int64_t audit_rows;
};

int act_today(struct actor *who, struct act_today *out);

/* How a slice puts a row; past TODAY_ROWS only `more` is set. */
void act_today_put(struct act_today *t, const struct today_row *row);

#endif
