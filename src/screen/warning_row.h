/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_WARNING_ROW_H
#define SCREEN_WARNING_ROW_H

#include <stdbool.h>
#include <stdint.h>

#include "act/warning.h"
#include "tui/canvas.h"

/* The ledger by names: what stands over its columns, and a line of it.  Who
 * sees it plainly sees no level, and a closed one has none: nothing stays
 * marked.  "*" right behind the time due of what was
 * entered later than it happened: the hours between are paper's, not
 * somebody's.  A screen reader hears it in warning_row_draw() instead. */
void warning_row_head(struct tui_view v, int y);
void warning_row_line(const struct act_warning_row *row, int64_t now,
    bool plain, struct tui_view line);
/* What the mark says, to the right in row y, where one of these has it. */
void warning_row_legend(
    const struct act_warning_row *row, int n, struct tui_view v, int y);

/* The row under the cursor, in three lines from y on: who reported it, who
 * has looked, what to do next. */
void warning_row_draw(
    const struct act_warning_row *row, int64_t now, struct tui_view v, int y);

#endif
