/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_WARNING_ASK_H
#define SCREEN_WARNING_ASK_H

#include <stdbool.h>

#include "act/warning.h"
#include "screen/screen.h"

/* Every field a step asks for, one short question each, into f; its texts
 * stand in text and reason.  false: left with Esc. */
bool warning_ask(struct screen *s, const struct act_warning *v,
    const struct act_action *a, struct act_step *f, struct buf *text,
    struct buf *reason);

#endif
