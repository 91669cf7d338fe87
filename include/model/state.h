/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_STATE_H
#define MODEL_STATE_H

#include <stddef.h>

struct buf;

/*
 * The shape of every state machine here (design.md 5): a static const table,
 * a move a row.  What is not in the table cannot happen.  Screens draw their
 * actions from it, act/ enforces it, the keeper takes its times from it, the
 * manual prints it, tests walk every state x event.
 *
 * States and events are small numbers from 0, an enum of the machine.  when,
 * who, second and needs are sets of bits, each with a name in the machine's
 * own lists: bit n is called names[n].
 *
 *	static const struct state_move moves[] = {
 *	    { .from = WARNING_CONFIRMED, .on = WARNING_CLOSE, ... },
 *	};
 */
#define STATE_NONE (-1) /* from: it begins; to: it ends without a state */

struct state_move {
	int from;
	int on; /* the event */
	int to;
	unsigned when;	 /* facts about the row that must all hold */
	unsigned who;	 /* any one of these may do it */
	unsigned second; /* any one of these, another person, must agree; 0 */
	unsigned needs;	 /* fields that must be given */
	const char
	    *deadline;	    /* key of the time that starts (profile.h), NULL */
	const char *source; /* clause ids of requirements.md, or "default" */
};

struct state_machine {
	const char *name; /* "warning" */
	const struct state_move *moves;
	size_t n_moves;
	/* Codes as scripts see them ("REPORTED", "ack"), NULL-terminated. */
	const char *const *states;
	const char *const *events;
	const char *const *when;
	const char *const *who;
	const char *const *needs;
};

/* The first move of the table from this state on this event whose when holds
 * among the facts; NULL: it cannot happen. */
const struct state_move *
state_find(const struct state_machine *m, int from, int on, unsigned facts);

/*
 * May one who is `who` make the move, having `have` of the fields?  Fills
 * *move (when not NULL) on success and on ERR_SECOND.
 *	ERR_STATE	no such move from here
 *	ERR_DENIED	not for this person
 *	ERR_INPUT	a field is missing: state_missing() says which
 *	ERR_SECOND	all is right but the second person is not there yet
 * second is who the agreeing other person is, 0 with nobody.
 */
int state_check(const struct state_machine *m, int from, int on, unsigned facts,
    unsigned who, unsigned have, unsigned second,
    const struct state_move **move);

/* The fields the move needs and have lacks. */
unsigned state_missing(const struct state_move *move, unsigned have);

/* The moves open to `who` from here, at most max, in the table's order.  An
 * event with several rows is given once: the row that applies. */
size_t state_actions(const struct state_machine *m, int from, unsigned facts,
    unsigned who, const struct state_move **to, size_t max);

/* Numbers of codes, -1 if there is none; and back, "" out of range. */
int state_by_code(const struct state_machine *m, const char *code);
int state_event_by_code(const struct state_machine *m, const char *code);
const char *state_code(const struct state_machine *m, int state);
const char *state_event_code(const struct state_machine *m, int on);

/* The names of the set bits: call with i from 0 until NULL. */
const char *state_bit(const char *const *names, unsigned bits, size_t i);

/* The table as Markdown, for the manual. */
void state_print(const struct state_machine *m, struct buf *out);

#endif
