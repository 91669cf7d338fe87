/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_TODAY_H
#define ACT_TODAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct actor;
struct buf;

/*
 * What waits for a person, ready to be shown (screens.md 1a, 1b): every row
 * says whom it concerns as far as this person may see it, what to do next and
 * what opens it.  Never a level, a score, a reason or a caller's number.
 */
enum act_today_block {
	TODAY_DO,      /* now, the longest overdue first */
	TODAY_MEET,    /* today's appointments, in their order */
	TODAY_WATCH,   /* callers to watch, one sentence each */
	TODAY_REACH,   /* who can be reached */
	TODAY_OTHERS,  /* what waits for somebody else */
	TODAY_REPORTS, /* one's own reports, and who has looked */
	TODAY_FIGURES, /* counts, for who sees no names */
	TODAY_LATER,   /* the days to come */
	TODAY_BLOCKS
};

struct act_today_kind {
	const char *code;  /* "call_back", for scripts */
	const char *words; /* msgid: "call back" */
	const char *next;  /* msgid: what to do, "call them again" */
	const char *open;  /* what opens it: "ticket", "warning" ...; "" */
};

struct act_today_row {
	enum act_today_block block;
	const struct act_today_kind *kind; /* static */
	int64_t id, version;		   /* of what is opened */
	int64_t due_at;			   /* 0: no time */
	bool overdue;
	int first;	    /* before all that is due: 1 somebody waits now,
			       2 it is one's own call that runs */
	bool done;	    /* WATCH: accepted by this person */
	bool draft;	    /* begun to write */
	int64_t ladder;	    /* somebody is being knocked for it: knock.h */
	int64_t at;	    /* since when it waits */
	const char *about;  /* whom it concerns; "" without */
	const char *second; /* who wrote it, where, its number; "" without */
};

struct act_today {
	struct act_today_row *row; /* by block, then time */
	size_t n;
	int64_t now;
	int64_t waiting, waiting_since; /* calls nobody has taken */
	int64_t count[TODAY_BLOCKS];
	struct buf *words; /* where the texts lie: guarded memory */
};

/* ERR_KEY's sentences are left out while the screen is locked. */
int act_today(struct actor *who, struct act_today *out);
void act_today_free(struct act_today *t); /* wipes */

/* The topics a change of which may change it; how many. */
int act_today_topics(struct actor *who, uint32_t *to, int max);

#endif
