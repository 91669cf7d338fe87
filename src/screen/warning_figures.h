/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_WARNING_FIGURES_H
#define SCREEN_WARNING_FIGURES_H

#include "act/warning.h"
#include "screen/screen.h"

/* The ledger as figures by school, for who sees names only on a ground. */
struct warning_figures {
	struct school_figure *row;
	int n;
};

int warning_figures_read(struct actor *who, struct warning_figures *f);
void warning_figures_free(struct warning_figures *f);
void warning_figures_head(struct tui_view v, int y);
void warning_figures_row(
    const struct warning_figures *f, size_t i, struct tui_view line);

/* Until when names are open. */
void warning_figures_until(int64_t now, int64_t until, struct tui_view v);

/* Ask on what ground the names of row i are needed, and open them: l is that
 * school's ledger then.  False: left with Esc, or refused and said. */
bool warning_figures_names(struct screen *s, const struct warning_figures *f,
    size_t i, struct act_ledger *l);

#endif
