/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_UNSENT_H
#define SCREEN_UNSENT_H

#include <stdint.h>

struct buf;
struct screen;
struct unsent;

/*
 * Sentences that were typed and left with Esc: each stands there again when
 * the same is asked about the same row.  They are the screen's, in the memory
 * of what is typed, and go when they are sent, when the question is asked about
 * another row, and with the screen.
 */
void unsent_keep(
    struct screen *s, const char *question, int64_t about, const char *text);
/* What was kept, appended to `to`, and kept no longer. */
void unsent_take(
    struct screen *s, const char *question, int64_t about, struct buf *to);
void unsent_free(struct unsent *all); /* of a screen that closes */

#endif
