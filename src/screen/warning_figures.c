/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "act/actor.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/permit.h"
#include "tui/list.h"
#include "warning_figures.h"
#include "when.h"

struct school_figure {
	char name[97];
	int64_t school;
	struct figure n;
};

static int
add(void *arg, const struct act_figure *from)
{
	struct warning_figures *f = arg;
	struct school_figure *to;

	f->row = mem_grow(f->row, (size_t)f->n + 1, sizeof(*f->row));
	to = &f->row[f->n++];
	mem_copy_text(to->name, sizeof(to->name), from->name);
	to->school = from->school;
	to->n = from->n;
	return 0;
}

int
warning_figures_read(struct actor *who, struct warning_figures *f)
{
	f->n = 0;
	return act_warning_figures(who, add, f);
}

void
warning_figures_free(struct warning_figures *f)
{
	free(f->row);
	*f = (struct warning_figures){ 0 };
}

/* --- drawing -------------------------------------------------------------- */

static const struct tui_column columns[] = {
	{ N_("school"), 30, 1, false },
	{ N_("not closed"), 12, 0, false },
	{ N_("overdue"), 8, 0, false },
	{ N_("entered later"), 14, 0, false },
	{ N_("of them overdue"), 12, 0, false },
};

void
warning_figures_head(struct tui_view v, int y)
{
	tui_text(v, 0, 1, TUI_PLAIN,
	    _("By school; \"*\" hides a few children. Enter opens the names of "
	      "one, on a ground."));
	tui_rule(v, 1);
	tui_columns_head(columns, (int)nitems(columns), v, y);
}

void
warning_figures_row(
    const struct warning_figures *f, size_t i, struct tui_view line)
{
	const struct figure *n = &f->row[i].n;
	char open[FIGURE_WORDS], overdue[FIGURE_WORDS], later[FIGURE_WORDS],
	    late[FIGURE_WORDS];
	const char *const texts[] = { f->row[i].name, open, overdue, later,
		late };

	figure_words(n, n->open, open);
	figure_words(n, n->overdue, overdue);
	figure_words(n, n->later, later);
	figure_words(n, n->later_overdue, late);
	tui_columns_row(columns, (int)nitems(columns), line, TUI_PLAIN, texts);
}

void
warning_figures_until(int64_t now, int64_t until, struct tui_view v)
{
	char at[SCREEN_WHEN];

	screen_at_short(now, until, at);
	tui_text_f(v, 1, 1, TUI_PLAIN,
	    _("Names are open until %s; each child shown is recorded."), at);
}

/* --- names ---------------------------------------------------------------- */

static const struct {
	enum permit_ground ground;
	const char *words;
} grounds[] = {
	{ GROUND_CONSENT,
	    N_("the family has agreed that the district is told") },
	{ GROUND_SAFETY, N_("a child or others are in serious danger now") },
};

bool
warning_figures_names(struct screen *s, const struct warning_figures *f,
    size_t i, struct act_ledger *l)
{
	const char *words[nitems(grounds)];
	int64_t school;
	int n, r;

	if (i >= (size_t)f->n)
		return false;
	school = f->row[i].school; /* rows may be others after the question */
	for (size_t k = 0; k < nitems(grounds); k++)
		words[k] = _(grounds[k].words);
	n = screen_choose(s,
	    _("Why are names needed? It is recorded, with each child shown, "
	      "and ends after ten minutes."),
	    words, (int)nitems(grounds));
	if (n < 0)
		return false;
	r = act_warning_names(screen_who(s), school, grounds[n].ground, l);
	if (r != 0)
		screen_fail(s, r);
	return r == 0;
}
