/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_WARNING_ASK_H
#define SCREEN_WARNING_ASK_H

#include <stdbool.h>

#include "act/warning.h"
#include "screen/screen.h"

/* A step that is offered, or NULL. */
const struct act_action *
warning_action_of(const struct act_warning *v, enum warning_event e);
/* The step a kept text goes on with: the one it was meant for if that can be
 * done and takes words, else an entry. */
enum warning_event
warning_kept_step(const struct act_warning *v, enum warning_event meant);

/* Every field a step asks for, one short question each, into f; its texts
 * stand in text and reason, and are offered again when asked a second time with
 * the same.  was is offered for the first of them, unless it is NULL.  false:
 * left with Esc. */
bool warning_ask(struct screen *s, const struct act_warning *v,
    const struct act_action *a, struct act_step *f, const char *was,
    struct buf *text, struct buf *reason);

/* It was left after a text had been taken: those stand there the next time. */
void warning_ask_left(struct screen *s, const struct act_action *a,
    struct buf *text, struct buf *reason);

/* A step is made, or a second person was asked for it. */
void warning_say_done(
    struct screen *s, enum warning_event e, const struct act_stepped *done);

#endif
