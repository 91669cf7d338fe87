/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_FIGURE_H
#define MODEL_FIGURE_H

#include <stddef.h>
#include <stdint.h>

/*
 * What is not closed at a school, and parts of it.  Shown beside each other, a
 * part tells the rest as well: a part is hidden when it, or what is left
 * without it, is one to four.  Which of the two it was is not told.
 */
struct figure {
	int64_t open, overdue; /* overdue: of those entered in time */
	int64_t later, later_overdue;
};
#define FIGURE_HIDDEN (-1)

/* As it may be shown.  A small count of all hides its parts but for 0. */
void figure_hide(struct figure *f);

/* "12"; "<5" for all of them, "*" for a part. */
#define FIGURE_WORDS 24
void figure_words(const struct figure *f, int64_t n, char to[FIGURE_WORDS]);

#endif
