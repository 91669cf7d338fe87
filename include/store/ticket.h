/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_TICKET_H
#define STORE_TICKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/ticket.h"

struct store;

/*
 * Rows of tickets: include/model/ticket.h says what they mean, include/act/
 * ticket.h who may.  Blobs here are sealed; they and every row handed to a
 * function live during the call only.
 */
typedef int ticket_fn(void *arg, const struct ticket *t);

int store_ticket_add(struct store *st, struct ticket *t); /* fills id */
int store_ticket_get(struct store *st, int64_t id, struct ticket *t);
/* Put what changed, making version one more; ERR_STALE if the row is not at
 * t->version any more.  store_ticket_mark() leaves the version alone: for
 * what adds to a ticket and conflicts with nothing. */
int store_ticket_put(struct store *st, struct ticket *t);
int store_ticket_mark(struct store *st, const struct ticket *t);

/* The one that has waited longest on a line. */
int store_ticket_waiting(struct store *st, int64_t line, struct ticket *t);
int64_t store_ticket_count(struct store *st, int64_t line, int state);
/* Newest first, id < before (0: from the newest), at most limit. */
int store_ticket_of_line(struct store *st, int64_t line, int64_t before,
    int limit, ticket_fn *fn, void *arg);
int store_ticket_of_state(struct store *st, int64_t line, int state,
    int64_t before, int limit, ticket_fn *fn, void *arg);
/* A person's: taken, assigned, accepted, asked in, looked back on. */
int store_ticket_of_person(struct store *st, int64_t person, int64_t before,
    int limit, ticket_fn *fn, void *arg);
/* Earlier or later ones of the line with the same hash. */
int
store_ticket_of_number(struct store *st, int64_t line, const uint8_t hash[32],
    int64_t before, int limit, ticket_fn *fn, void *arg);
int
store_ticket_of_alias(struct store *st, int64_t line, const uint8_t hash[32],
    int64_t before, int limit, ticket_fn *fn, void *arg);
/* Something is due, soonest first: of an operator; raised to `raised` on a
 * line; of all with raised at that level and due before `now`. */
int store_ticket_todo(
    struct store *st, int64_t taker, int limit, ticket_fn *fn, void *arg);
int store_ticket_raised(struct store *st, int64_t line, int raised, int limit,
    ticket_fn *fn, void *arg);
int store_ticket_overdue(struct store *st, int raised, int64_t now, int limit,
    ticket_fn *fn, void *arg);

/* --- what is sealed: turns, entries --------------------------------------- */
struct ticket_sealed {
	int64_t pair; /* 0: nothing sealed */
	const void *bytes;
	size_t n;
};

struct ticket_step_row {
	int64_t id, ticket, version;
	int event, from, to; /* from: STATE_NONE at the beginning */
	int64_t person, at, event_at, audit;
	char code[24]; /* outcome, receiver ... of a table; or "" */
	struct ticket_sealed reason;
};
int store_ticket_step_add(struct store *st, const struct ticket_step_row *s);
int store_ticket_step_each(struct store *st, int64_t ticket,
    int (*fn)(void *, const struct ticket_step_row *), void *arg);

/* A turn: a sheet, an answer or a step of the checklist.  kind is the
 * question or the step, 0 for a sheet; event_at of an answer is 0 where it was
 * entered as it was given. */
enum ticket_turn_of { TURN_SHEET, TURN_ANSWER, TURN_CHECK };
struct ticket_turn {
	int64_t id, ticket, turn;
	int kind, outcome; /* outcome: TURN_CHECK */
	int64_t person, at, event_at, oncall;
	struct ticket_sealed sealed;
};
/* The number the next turn of a ticket takes. */
int store_ticket_turn_next(
    struct store *st, enum ticket_turn_of what, int64_t ticket, int64_t *turn);
int store_ticket_turn_add(
    struct store *st, enum ticket_turn_of what, const struct ticket_turn *t);
/* In the order they were taken; of a sheet only the newest. */
int store_ticket_turn_each(struct store *st, enum ticket_turn_of what,
    int64_t ticket, int (*fn)(void *, const struct ticket_turn *), void *arg);

struct ticket_entry {
	int64_t id, ticket, author;
	char kind[16]; /* "note" "summary" "message" "call" "quality" */
	int64_t event_at, entered_at, saved_at;
	int64_t revision; /* the newest */
	bool writing;	  /* its author is still at it */
	struct ticket_sealed words;
	int64_t words_at;
};
int store_ticket_entry_add(struct store *st, struct ticket_entry *e);
/* saved_at, revision and writing of the row. */
int store_ticket_entry_put(struct store *st, const struct ticket_entry *e);
/* The one this author is writing in the ticket. */
int store_ticket_entry_writing(
    struct store *st, int64_t author, int64_t ticket, struct ticket_entry *e);
/* Has anybody written down what was said, and finished writing? */
int store_ticket_is_noted(struct store *st, int64_t ticket, bool *noted);
/* Write revision e->revision, anew or over what it had. */
int store_ticket_text_put(struct store *st, const struct ticket_entry *e);
int64_t store_ticket_text_at(struct store *st, int64_t entry, int64_t revision);
/* Each entry of a ticket with its newest words, by id after `after`. */
int store_ticket_entry_each(struct store *st, int64_t ticket, int64_t after,
    int (*fn)(void *, const struct ticket_entry *), void *arg);

/* --- who and whom ----------------------------------------------------------
 */
struct ticket_student {
	int64_t id, ticket, student;
	int ground; /* enum permit_ground */
	int64_t person, at, until_at, until_by, since, until, warning;
	struct ticket_sealed words;
};
int store_ticket_student_add(struct store *st, struct ticket_student *s);
int store_ticket_student_end(
    struct store *st, int64_t id, int64_t at, int64_t person, int64_t audit);
int store_ticket_student_warned(struct store *st, int64_t id, int64_t warning);
/* The link in force; ERR_NOT_FOUND. */
int store_ticket_student_get(struct store *st, int64_t ticket,
    struct ticket_student *s); /* without words */
int store_ticket_student_each(struct store *st, int64_t ticket,
    int (*fn)(void *, const struct ticket_student *), void *arg);

enum ticket_how {
	HOW_TAKEN,
	HOW_ASSIGNED,
	HOW_ACCEPTED, /* at the hand-over of a shift */
	HOW_ASKED,    /* in, as a second person */
	HOW_JOINED,
	HOW_LOOKED, /* back, at a repeat caller's earlier one */
	HOW_COUNT
};
struct ticket_person {
	int64_t id, ticket, person;
	enum ticket_how how;
	int64_t given_by, at, until_at;
};
int store_ticket_person_add(struct store *st, const struct ticket_person *p);
/* Bit 1u << how for each way this person has to the ticket now. */
int store_ticket_person_ways(
    struct store *st, int64_t ticket, int64_t person, unsigned *ways);

enum ticket_verdict { VERDICT_SAME, VERDICT_DIFFERENT };
struct ticket_match {
	int64_t id, ticket, other;
	enum ticket_verdict verdict;
	int64_t person, at, until_at;
};
int store_ticket_match_add(struct store *st, const struct ticket_match *m);
/* End the one in force between the two, whichever way round. */
int store_ticket_match_end(
    struct store *st, int64_t ticket, int64_t other, int64_t at);
/* The one in force between the two; ERR_NOT_FOUND. */
int store_ticket_match_get(
    struct store *st, int64_t ticket, int64_t other, struct ticket_match *m);
/* Those in force of a ticket. */
int store_ticket_match_each(struct store *st, int64_t ticket,
    int (*fn)(void *, const struct ticket_match *), void *arg);

struct ticket_receiver {
	int64_t id, ticket;
	int receiver; /* index of ticket_receivers */
	int64_t org;
	int ground; /* enum permit_ground */
	int64_t person, at, receipt_at, receipt_by, feedback_at;
};
int store_ticket_receiver_add(struct store *st, struct ticket_receiver *v);
int
store_ticket_receiver_put(struct store *st, const struct ticket_receiver *v);
int store_ticket_receiver_each(struct store *st, int64_t ticket,
    int (*fn)(void *, const struct ticket_receiver *), void *arg);
/* Handed to an organisation and without a receipt. */
int store_ticket_receiver_waiting(struct store *st, int64_t org, int limit,
    int (*fn)(void *, const struct ticket_receiver *), void *arg);

struct ticket_date {
	int64_t id, ticket, due_at, made_by, made_at, done_at, done_by;
	int result; /* index of ticket_results, -1 */
};
int store_ticket_date_add(struct store *st, const struct ticket_date *d);
int store_ticket_date_put(struct store *st, const struct ticket_date *d);
/* Soonest first. */
int store_ticket_date_each(struct store *st, int64_t ticket,
    int (*fn)(void *, const struct ticket_date *), void *arg);

/* --- callers to watch ------------------------------------------------------
 */
struct watch {
	int64_t id, line, ticket, author, at, until_at;
	struct ticket_sealed sentence;
	int64_t accepted_at; /* by the person asked for */
	int64_t accepted;    /* by how many */
};
int store_watch_add(struct store *st, struct watch *w); /* fills id */
int store_watch_seal(struct store *st, const struct watch *w);
int store_watch_get(struct store *st, int64_t id, struct watch *w);
/* Those in force at a time on a line; accepted_at is of `person`. */
int store_watch_each(struct store *st, int64_t line, int64_t person,
    int64_t now, int (*fn)(void *, const struct watch *), void *arg);
int
store_watch_accept(struct store *st, int64_t watch, int64_t person, int64_t at);

#endif
