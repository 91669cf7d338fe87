/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_CARE_H
#define MODEL_CARE_H

#include <stdint.h>

/*
 * How it stands with a child, in one neutral word with a date (QD-11): made
 * anew from what is open each time it is looked at, kept nowhere, and without
 * a level (TJ-35).
 */
enum care { CARE_USUAL, CARE_OPEN, CARE_COUNT };

struct care_state {
	enum care care;
	int64_t at; /* somebody looked after them last; 0: never needed */
};

/* What of it somebody may know: nothing, that something is open, talks too. */
enum care_view { CARE_UNSEEN, CARE_SEEN, CARE_WITH_TALKS };

const char *care_name(enum care c);  /* "open"; static */
const char *care_words(enum care c); /* a msgid */

#endif
