/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_UNDO_H
#define SCREEN_UNDO_H

#include "screen/screen.h"

/*
 * Taking back what one has just done, by one key from every screen: the newest
 * deed on the record that stands there, else the newest of all, and then that
 * record is opened.  For struct screen_start, and for a screen after a deed.
 */
extern const struct screen_action screen_undo_actions[];

/* Say that the event of a machine is done ("Saved."), and that it can be taken
 * back, if it can. */
struct state_machine;
void screen_say_done(struct screen *s, const struct state_machine *m, int event,
    const char *words);

#endif
