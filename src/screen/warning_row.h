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

#endif
