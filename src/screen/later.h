/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_LATER_H
#define SCREEN_LATER_H

#include <stdbool.h>
#include <stdint.h>

#include "model/paper.h"
#include "model/when.h"
#include "screen/screen.h"

/* What is entered later than it happened: read, told before it is saved, and
 * shown afterwards. */

/* "" is 0, now; false: what is no time was told. */
bool screen_later_read(struct screen *s, const char *typed, int64_t *at);
/* The number of a sheet; one that is none, or became a record already, was
 * told: false.  to is "" for "". */
bool screen_later_number(
    struct screen *s, const char *typed, char to[PAPER_NUMBER_MAX]);

/* The same, asked for in a line of its own; false: left, or told. */
bool screen_later_ask_number(struct screen *s, char to[PAPER_NUMBER_MAX]);

/*
 * What saving it will do, said before it is saved; Enter again saves.  At once
 * true for what happened just now and stood on no paper.  False for a time to
 * come or too long ago, which is told, and for who goes back.
 */
struct screen_later {
	enum when_kind kind;
	int64_t event_at; /* 0: now */
	const char *key;  /* the deadline that begins; NULL: none */
	int64_t from;	  /* what it counts from, if not event_at; 0 */
	const char *who;  /* who will see it: names */
	const char *paper;
	bool danger; /* whoever must act is knocked now */
};
bool screen_later_ask(struct screen *s, const struct screen_later *l);

/* "happened 13:10, entered 16:05, sheet 312-01"; "" for what was at once. */
void screen_later_words(int64_t now, int64_t event, int64_t entry,
    const char *paper, struct buf *out);

#endif
