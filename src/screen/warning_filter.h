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

/* What stands where no row does. */
const char *warning_filter_none(const struct warning_filter *f);

/* What was chosen stays for the next sign-in; of names opened on a ground
 * nothing stays. */
void warning_filter_keep(struct screen *s, const struct act_ledger *l);
/* As it was left: said in the message line too, for what is left out is not
 * seen. */
void warning_filter_recall(struct screen *s, struct act_ledger *l);

#endif
