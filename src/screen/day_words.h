/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_DAY_WORDS_H
#define SCREEN_DAY_WORDS_H

#include <stdbool.h>

struct screen;

/* 20261103 as "2026-11-03"; "" for 0. */
#define DAY_WORDS 16
void day_words(int day, char to[DAY_WORDS]);
/* "since 2026-11-03", "2026-11-03 to 2027-01-15". */
#define SPAN_WORDS 64
void span_words(int starts, int ends, char to[SPAN_WORDS]);

/* What day a person types; was 0: nothing stands there.  false: left; a day
 * that cannot be read is told and asked for again. */
bool day_ask(struct screen *s, const char *question, int was, int *day);
/* The day it is. */
int day_now(struct screen *s);

/* As wide as the longest words for a group or risk are in this language. */
int group_words_width(void);

#endif
