/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_TURN_H
#define MODEL_TURN_H

#include <stdbool.h>

/*
 * What becomes of a post of a class or grade when a school year turns, by what
 * it is called (duty.h).  The profile has a row each (profile.h); a district
 * or school may say otherwise (act/rollover.h).
 */
enum turn {
	TURN_UP,    /* moves up with its class, ends when that leaves */
	TURN_YEAR,  /* ends with every year: it is given anew */
	TURN_STAYS, /* no roll-over ends it */
	TURN_COUNT
};

const char *turn_name(enum turn t);  /* "moves-up"; static */
int turn_of(const char *name);	     /* -1 without */
const char *turn_words(enum turn t); /* a msgid */
bool turn_ends(enum turn t, bool leaves);

#endif
