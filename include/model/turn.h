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

/* Whose word it is; the latter over the former. */
enum turn_by { TURN_BY_PROFILE, TURN_BY_DISTRICT, TURN_BY_SCHOOL, TURN_BYS };
const char *turn_by_name(enum turn_by b);  /* "profile"; static */
const char *turn_by_words(enum turn_by b); /* a msgid */

const char *turn_name(enum turn t);  /* "moves-up"; static */
int turn_of(const char *name);	     /* -1 without */
const char *turn_words(enum turn t); /* a msgid */
bool turn_ends(enum turn t, bool leaves);

#endif
