/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_TICKET_H
#define SCREEN_TICKET_H

#include "screen/screen.h"

/*
 * The hotline's screens (doc/screens.md): for the entries of main/session.c.
 *
 * screen_call: a ticket; arg is a const int64_t *, NULL takes the longest
 * waiting call or opens a new one (F2).  screen_queue: the line's board, for
 * its lead; and an operator's own tickets.  screen_watch: callers to watch.
 * screen_review: a home opened in an emergency; arg is a const int64_t *.
 */
extern const struct screen_ops screen_call;
extern const struct screen_ops screen_call_later; /* from paper; arg: the
						     number of the sheet, a
						     const char *, or NULL */
extern const struct screen_ops screen_queue;
extern const struct screen_ops screen_review;
extern const struct screen_ops screen_watch;

bool screen_may_call(struct actor *who); /* works on a line */
/* For struct screen_start: an operator whose line was lost in a call is in it
 * again, or hears who has taken it over. */
void screen_call_back(struct screen *first);

#endif
