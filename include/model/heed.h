/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_HEED_H
#define MODEL_HEED_H

/*
 * What to heed for a child's body: the least that whoever has the class must
 * know for safety (QD-45, requirements.md 5.2: C7, minimum).  It says what to
 * do, never what for: why is sealed to the school's team (act/health.h).
 */
enum heed {
	HEED_EXERCISE,
	HEED_HEIGHTS,
	HEED_FOOD,
	HEED_MEDICINE,
	HEED_CARRIES,
	HEED_REST,
	HEED_CALL,
	HEED_COUNT
};
#define HEED_WORDS_MAX 512

const char *heed_name(enum heed h);  /* "exercise"; static */
const char *heed_words(enum heed h); /* a msgid */
int heed_of(const char *name);	     /* -1 without */

/* Several as bits: "exercise call" and back, -1 for a name that is none;
 * and in words for people, in the language of now. */
void heed_put(unsigned bits, char to[HEED_WORDS_MAX]);
int heed_read(const char *names);
void heed_say(unsigned bits, char to[HEED_WORDS_MAX]);

#endif
