/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_WARNING_FILTER_H
#define SCREEN_WARNING_FILTER_H

#include <stdbool.h>

#include "act/warning.h"
#include "screen/screen.h"

/* Ask what of the ledger is to be shown; like is the row under the cursor,
 * whose school, grade or person may be meant.  false: left with Esc. */
bool warning_filter_ask(struct screen *s, struct warning_filter *f,
    const struct warning *like, bool plain);

/* One line that says what is shown. */
void warning_filter_draw(
    const struct warning_filter *f, bool plain, struct tui_view v);

#endif
