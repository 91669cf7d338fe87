/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_ROLLOVER_H
#define MODEL_ROLLOVER_H

/*
 * How far a school year's roll-over is.  It can be undone as a whole until
 * somebody confirms it; what was undone can be run anew, as another one.
 */
enum rollover_state {
	ROLLOVER_RUNNING = 1,
	ROLLOVER_RUN, /* waits to be confirmed, or undone */
	ROLLOVER_UNDOING,
	ROLLOVER_UNDONE,
	ROLLOVER_CONFIRMED,
	ROLLOVER_STATES
};

enum rollover_event {
	ROLLOVER_DO,   /* the next slice */
	ROLLOVER_DONE, /* the last one is done */
	ROLLOVER_UNDO, /* the next slice back */
	ROLLOVER_BACK, /* the last one is back */
	ROLLOVER_CONFIRM,
};

/* ERR_STATE when it cannot be. */
int rollover_step(enum rollover_state *s, enum rollover_event on);

const char *rollover_state_name(enum rollover_state s);	 /* "running" */
const char *rollover_state_words(enum rollover_state s); /* a msgid */

#endif
