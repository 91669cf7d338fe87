/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_TICKET_H
#define ACT_TICKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/paper.h"
#include "model/permit.h"
#include "model/ticket.h"

struct actor;
struct buf;

/*
 * What a person may do with a hotline ticket.  Each function asks, changes and
 * records in one transaction; what was typed before danger is a draft of its
 * author (act/draft.h), after it an entry sealed to the line's circle that
 * those who are in read along.
 *
 * Common errors: ERR_DENIED (not yours), ERR_STALE (the version has moved on;
 * what was typed is kept as the draft "ticket.step"), ERR_STATE, ERR_INPUT
 * with a sentence in who->why.
 */
#define ACT_TICKET_TEXT_MAX 64000

/* A ticket as this person may know it: the row, and what they are to it. */
struct act_ticket {
	struct ticket row;
	char taker[65]; /* name */
	unsigned who;	/* enum ticket_who */
	unsigned facts; /* enum ticket_fact */
	unsigned have;	/* enum ticket_need: what is there already */
	bool may_read, may_write;
	/* In call, and its operator has left their seat since: for how many
	 * seconds.  Of who never had one nobody knows, and nothing is lost. */
	bool lost;
	int64_t lost_s;
	/* In call, its operator there, and no key from them for so long: they
	 * were asked whether they still are in call.  0: not asked. */
	int64_t quiet_s;
	int64_t audit; /* of the change just made; 0 */
};

/* What the person may do now: moves of ticket_machine. */
size_t act_ticket_actions(
    const struct act_ticket *t, const struct state_move **to, size_t max);

/* --- arriving ------------------------------------------------------------- */
struct act_ticket_call {
	int channel;	    /* enum ticket_channel */
	int64_t event_at;   /* 0: now */
	const char *number; /* or NULL */
	const char *alias;  /* or NULL */
	const char *paper;  /* the sheet it stands on, or NULL */
};
/* A waiting call on the person's line; rung by hand or by a PBX. */
int act_ticket_ring(
    struct actor *who, const struct act_ticket_call *c, struct act_ticket *t);
/* One key to a new call: the longest waiting one, else a new one. */
int act_ticket_new(
    struct actor *who, const struct act_ticket_call *c, struct act_ticket *t);
int act_ticket_take(
    struct actor *who, int64_t id, int64_t version, struct act_ticket *t);

/*
 * A call that was noted on paper, entered whole: when it rang and when it
 * ended, who took it, what was said and what was answered.  What was not asked
 * counts as not asked; danger must be said.  Danger, or "unsure", is an
 * emergency from this moment on, whenever it was: the ladder and the warning
 * begin now.  Without danger the call is over and waits for how it ends; that
 * clock counts from its end.  Both who took it and who enters it have it.
 */
#define ACT_LATER_DRAFT "ticket.later" /* while it is typed; of subject 0 */
struct act_ticket_later {
	struct act_ticket_call call; /* event_at: when it rang, needed */
	int64_t ended_at;	     /* needed */
	int64_t taker;		     /* somebody of the line; 0: who enters */
	const char *text;	     /* what was said, needed */
	size_t n;
	struct ticket_answers answers;
};
int act_ticket_later(
    struct actor *who, const struct act_ticket_later *l, struct act_ticket *t);

/* --- during it: adding, which never conflicts -------------------------------
 */
int act_ticket_sheet(struct actor *who, int64_t id,
    const struct ticket_sheet *s, struct act_ticket *t);
/* value as model/ticket.h has it; harm: enum ticket_harm with danger; event_at:
 * when it was given, 0 for now.  Danger or "unsure" makes it an emergency at
 * once, however long ago it was. */
int act_ticket_answer(struct actor *who, int64_t id, enum ticket_question q,
    int value, unsigned harm, int64_t event_at, struct act_ticket *t);

struct act_ticket_check {
	int step, outcome;
	const char *words; /* how, or the reason; or NULL */
	int64_t event_at;  /* 0: now */
	int64_t oncall;	   /* step 7: who of the directory; or 0 */
};
int act_ticket_check(struct actor *who, int64_t id,
    const struct act_ticket_check *c, struct act_ticket *t);

/*
 * Something written.  kind: "note", "summary", "message" (one line to the
 * others in it), "call" (a call-back).  The entry is whole and saved; a draft
 * of it is dropped.  *entry is its id.
 */
struct act_ticket_entry {
	const char *kind; /* NULL: "note" */
	const char *text;
	size_t n;
	int64_t event_at; /* 0: now */
};
int act_ticket_write(struct actor *who, int64_t id,
    const struct act_ticket_entry *e, int64_t *entry, struct act_ticket *t);
/* While typing, at most a second behind: the draft; and once others are in,
 * the entry they read along.  Works with the screen locked. */
int act_ticket_autosave(
    struct actor *who, int64_t id, const char *text, size_t n, int64_t caret);
/* What this person was writing here; ERR_NOT_FOUND without.  out: secret. */
int act_ticket_resume(
    struct actor *who, int64_t id, struct buf *out, int64_t *caret);

/*
 * Coming back, once act_presence_come() has been called.  A call lives ten
 * minutes without its operator's line: within them they are back in it at
 * once, as they are when another session of theirs still has it open; after
 * them it waits in their Today.
 */
#define ACT_CALL_LIVES 600
struct act_ticket_back {
	int64_t ticket; /* one's own call that runs, to be in at once; 0 */
	int64_t lost_s; /* for how long the line was lost; 0: it is elsewhere */
	/* Else: a call that was theirs, and who has taken it over since they
	 * signed in last; 0. */
	int64_t taken, taken_at;
	char taker[65];
};
int act_ticket_back(struct actor *who, struct act_ticket_back *b);

/* Where the cursor stood when the line was lost, in the screen's own bytes:
 * sealed to its writer as the draft is, and there once. */
int
act_ticket_place_keep(struct actor *who, int64_t id, const void *p, size_t n);
/* ERR_NOT_FOUND without; out: secret. */
int act_ticket_place_take(struct actor *who, int64_t id, struct buf *out);

/* --- whom it concerns ------------------------------------------------------
 */
/* Link the student the caller speaks of: a ground, and for GROUND_SAFETY a
 * sentence.  With danger there is a warning at once: *warning is its id or 0.
 */
int act_ticket_link(struct actor *who, int64_t id, int64_t student,
    enum permit_ground ground, const char *why, int64_t *warning,
    struct act_ticket *t);
int act_ticket_unlink(struct actor *who, int64_t id, struct act_ticket *t);
/* Is the caller the one of another ticket?  other 0: the newest maybe. */
int act_ticket_same(
    struct actor *who, int64_t id, int64_t other, struct act_ticket *t);
int act_ticket_differ(
    struct actor *who, int64_t id, int64_t other, struct act_ticket *t);
/* Take back what was said of the two. */
int act_ticket_undo(
    struct actor *who, int64_t id, int64_t other, struct act_ticket *t);
/* Open an earlier one of a repeat caller: logged, reads only. */
int act_ticket_look_back(struct actor *who, int64_t id, int64_t other);

/* --- its moves --------------------------------------------------------------
 */
#define ACT_TICKET_DATES 8
struct act_ticket_do {
	int event;	    /* enum ticket_event */
	const char *reason; /* and of a summary, the text; or NULL */
	const char *summary;
	int why_void; /* enum ticket_void, -1 */
	int receiver; /* index of ticket_receivers, -1 */
	int64_t org;
	enum permit_ground ground;
	int64_t person;
	int result; /* enum ticket_result, -1 */
	int score;  /* 1 to 5, 0 */
	int64_t date[ACT_TICKET_DATES];
	int n_dates;	   /* 0: the profile's */
	int64_t event_at;  /* 0: now */
	const char *paper; /* the sheet it stands on, or NULL */
	unsigned harm;
};
#define ACT_TICKET_DO(e)                                                   \
	{                                                                  \
		.event = (e), .why_void = -1, .receiver = -1, .result = -1 \
	}
int act_ticket_step(struct actor *who, int64_t id, int64_t version,
    const struct act_ticket_do *d, struct act_ticket *t);

/* --- reading ----------------------------------------------------------------
 */
/* The row alone; ERR_DENIED for who has nothing to do with it. */
int act_ticket_get(struct actor *who, int64_t id, struct act_ticket *t);

/* Everything this person may read of it, opened.  Texts live in guarded
 * memory until act_ticket_view_free(), which wipes them.  Logged. */
struct act_ticket_said { /* an entry */
	int64_t id, author;
	char name[65], kind[16];
	int64_t event_at, entered_at, saved_at, revision;
	bool writing, mine;
	const char *text;
};
struct act_ticket_stamp { /* a step of the checklist, as it stands */
	int outcome, turns;
	int64_t person, at, event_at, oncall;
	char name[65];
	const char *words; /* "" without */
};
struct act_ticket_given { /* an answer; the last of a question counts */
	enum ticket_question q;
	int value;
	unsigned harm;
	int64_t person, at;
	int64_t event_at; /* if it was entered later; 0 */
};
struct act_ticket_maybe { /* perhaps the same caller */
	int64_t ticket, rang_at;
	char taker[65];
	int state;
	bool number, alias; /* why */
	bool confirmed;
};
struct act_ticket_link_seen {
	int64_t student, at, until_at, warning;
	enum permit_ground ground;
};
struct act_ticket_day { /* a follow-up */
	int64_t due_at, done_at;
	int result; /* -1 */
};
struct act_ticket_moved { /* its history */
	int event, from, to;
	int64_t person, at, event_at, audit;
	char name[65], code[24];
	const char *reason;
};
struct act_ticket_view {
	struct act_ticket head;
	struct ticket_sheet sheet;
	struct ticket_answers answers;
	struct act_ticket_given *given;
	size_t n_given;
	struct act_ticket_stamp check[CHECK_COUNT]; /* step - 1 */
	struct act_ticket_said *said;
	size_t n_said;
	struct act_ticket_maybe *maybe;
	size_t n_maybe;
	struct act_ticket_link_seen *link; /* the newest last */
	size_t n_link;
	struct act_ticket_day *day;
	size_t n_day;
	struct act_ticket_moved *moved;
	size_t n_moved;
	int64_t now;
	char paper[PAPER_NUMBER_MAX]; /* the sheet it was on; "" */
	char enterer[65];	      /* of a call that was entered later */
	struct buf *words;	      /* where the texts lie */
};
int act_ticket_view(struct actor *who, int64_t id, struct act_ticket_view *v);
void act_ticket_view_free(struct act_ticket_view *v);

/* What the banner of a repeat caller says: the hand-over sentence alone,
 * appended to out; ERR_NOT_FOUND when nobody wrote one. */
int act_ticket_sentence(struct actor *who, int64_t id, struct buf *out);

/* --- lists -------------------------------------------------------------------
 */
enum act_ticket_list {
	TICKETS_MINE,
	TICKETS_LINE,	 /* the lead's: rows, no content */
	TICKETS_STATE,	 /* the lead's, one state */
	TICKETS_WAITING, /* anybody's of the line */
};
/* Newest first, ids below `before` (0: all), at most limit (200). */
int act_ticket_each(struct actor *who, enum act_ticket_list list, int state,
    int64_t before, int limit, int (*fn)(void *, const struct act_ticket *),
    void *arg);
int64_t act_ticket_waiting(struct actor *who, int64_t *since);

/* What waits for this person, soonest first: own ones with something due,
 * and those raised to the person as a lead or a district counsellor. */
int act_ticket_todo(struct actor *who, int limit,
    int (*fn)(void *, const struct act_ticket *), void *arg);

/* Calls of the person's line whose operator is not in: for its lead and for
 * whoever could take them over. */
int act_ticket_lost(
    struct actor *who, int (*fn)(void *, const struct act_ticket *), void *arg);
/* Emergencies of the person's line, whoever has them. */
int act_ticket_emergencies(
    struct actor *who, int (*fn)(void *, const struct act_ticket *), void *arg);

/* The keeper: raise what is overdue to the next level; *n were. */
int act_ticket_overdue(struct actor *who, int limit, int *n);

/* Whom to phone: the school of the linked student and the district above it,
 * else the line and the district. */
struct act_duty {
	int64_t id;	/* of the on-call list, 0 without */
	int64_t person; /* 0 when not an account */
	char org[97], duty[33], name[65], phone[33];
	int64_t confirmed_at; /* "last confirmed"; 0: never */
};
int act_ticket_duty(
    struct actor *who, int64_t id, struct act_duty *to, int max, int *n);
/* The same of an organisation and those above it. */
int act_duty_of(
    struct actor *who, int64_t org, struct act_duty *to, int max, int *n);

/* What wakes a screen: a ticket, a line. */
uint32_t act_ticket_topic(int64_t id);
uint32_t act_ticket_line_topic(int64_t line);

/* The line this person works on; ERR_DENIED without one. */
int act_ticket_line(struct actor *who, int64_t *line);

/* Other people of the line who could be asked in: leads first. */
struct act_colleague {
	int64_t person;
	char login[33], name[65];
	bool lead;
};
int act_ticket_colleagues(
    struct actor *who, struct act_colleague *to, int max, int *n);

#endif
