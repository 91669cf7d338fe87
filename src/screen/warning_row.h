/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_WARNING_ROW_H
#define SCREEN_WARNING_ROW_H

#include <stdint.h>

#include "act/warning.h"
#include "tui/canvas.h"

/* The row of the ledger under the cursor, in three lines from y on: who
 * reported it, who has looked, what to do next. */
void warning_row_draw(
    const struct act_warning_row *row, int64_t now, struct tui_view v, int y);

/* "*" right behind the time due of what was entered later than it happened:
 * the hours between are paper's, not somebody's.  A screen reader hears it in
 * warning_row_draw() instead. */
void warning_row_mark(
    const struct act_warning_row *row, const char *due, struct tui_view line);
/* What the mark says, to the right in row y, where one of these has it. */
void warning_row_legend(
    const struct act_warning_row *row, int n, struct tui_view v, int y);

#endif
