/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_WARNING_HEAD_H
#define SCREEN_WARNING_HEAD_H

#include <stdint.h>

#include "act/warning.h"
#include "tui/canvas.h"

/* The upper part of a warning: its way with ^^^ under "now", what is due, how
 * serious it is, who has looked; seven rows. */
#define WARNING_HEAD_ROWS 7
#define SEES(v, item) (((v)->items & 1u << ITEM_##item) != 0)

void warning_head_draw(const struct act_warning *v, const char *knocked,
    int64_t now, struct tui_view to);
/* Who has looked and who has yet to, in one row. */
void warning_looks_draw(
    const struct act_warning *v, int64_t now, struct tui_view to, int y);
/* Whom to ask: all that somebody sees for whom the rest is no business. */
void warning_hint_draw(const struct act_warning *v, const char *knocked,
    int64_t now, struct tui_view to);

#endif
