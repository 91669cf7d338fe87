/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/gap.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/duty.h"
#include "pages.h"
#include "screen/office.h"
#include "sheet.h"
#include "when.h"

/* What is missing: first how many of each kind, Enter shows which. */
enum { ROW_KIND = 1, ROW_ORG, ROW_PERSON };
#define PAGE 40

struct gaps {
	struct screen screen;
	int gap; /* -1: all kinds */
	struct sheet sheet;
	struct pages pages; /* of one kind */
	int64_t last;	    /* the place of its last row */
};

static struct gaps *
of(struct screen *s)
{
	return (struct gaps *)s;
}

/* --- reading ----------------------------------------------------------------
 */

static int
read_kinds(struct gaps *x)
{
	struct sheet_row *row;
	int64_t n;
	int r;

	for (int g = 0; g < GAP_COUNT; g++) {
		if ((r = act_gap_count(
			 screen_who(&x->screen), (enum store_gap)g, &n)) != 0)
			return r;
		row = sheet_add(&x->sheet, ROW_KIND, 0);
		row->key = g;
		row->late = n > 0;
		mem_copy_text(row->label, sizeof(row->label),
		    _(act_gap_words((enum store_gap)g)));
		sheet_text(row, "%lld", (long long)n);
	}
	return 0;
}

static int
add_row(void *arg, const struct gap_row *g)
{
	struct gaps *x = arg;
	struct sheet_row *row =
	    sheet_add(&x->sheet, g->person != 0 ? ROW_PERSON : ROW_ORG,
		g->person != 0 ? g->person : g->org);
	char at[SCREEN_WHEN] = "";

	x->pages.n++;
	x->last = g->place;
	mem_copy_text(row->label, sizeof(row->label), g->name);
	if (x->gap == GAP_ENDING)
		screen_day_of(g->at, at);
	else if (x->gap == GAP_CONFIRMED)
		screen_age(screen_now(&x->screen), g->at, at);
	if (g->person != 0)
		sheet_text(row, "%s  %s  %s", g->who,
		    _(duty_post_words(role_of(g->role), g->duty)), at);
	else if (g->who[0] != '\0')
		sheet_text(row, "%s  %s", g->who, at);
	else
		sheet_text(row, "%s", g->above);
	return 0;
}

static int
read_page(void *screen, const union pages_key *after)
{
	struct gaps *x = screen;
	int r;

	sheet_clear(&x->sheet);
	r = x->gap < 0
		? read_kinds(x)
		: act_gap_each(screen_who(&x->screen), (enum store_gap)x->gap,
		      after->number, PAGE, add_row, x);
	sheet_again(&x->sheet);
	return r;
}

static void
last_row(void *screen, union pages_key *to)
{
	to->number = ((const struct gaps *)screen)->last;
}

/* --- drawing ----------------------------------------------------------------
 */

static void
gaps_where(struct screen *s, struct screen_title *t)
{
	const struct gaps *x = of(s);

	buf_add_text(t->where, x->gap < 0
				   ? _("What is missing")
				   : _(act_gap_words((enum store_gap)x->gap)));
}

static void
gaps_draw(struct screen *s, struct tui_view v)
{
	struct gaps *x = of(s);
	const struct sheet_row *row = sheet_at(&x->sheet);

	if (x->sheet.n == 0)
		tui_text(v, 1, 1, TUI_PLAIN, _("Nothing of this is missing."));
	sheet_draw(&x->sheet, tui_sub(v, 0, 0, v.h - 2, v.w));
	if (row != NULL && row->kind == ROW_KIND)
		tui_text_f(v, v.h - 1, 1, TUI_FAINT, _("asked for by %s"),
		    act_gap_clauses((enum store_gap)row->key));
	if (x->pages.n == PAGE)
		tui_right(v, v.h - 1, v.w - 1, TUI_FAINT, _("PgDn turns on"));
}

/* --- doing ------------------------------------------------------------------
 */

static int
open_row(struct screen *s)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);

	if (row == NULL)
		return SCREEN_USED;
	if (row->kind == ROW_KIND)
		screen_push(s, &screen_gaps, &row->key);
	else
		screen_push(s,
		    row->kind == ROW_PERSON ? &screen_member : &screen_org,
		    &row->id);
	return SCREEN_USED;
}

static int
gaps_key(struct screen *s, uint32_t key)
{
	if (key == TUI_ENTER)
		return open_row(s);
	return tui_list_key(&of(s)->sheet.list, key) != TUI_PASS ? SCREEN_USED
								 : SCREEN_PASS;
}

static int
gaps_open(struct screen *s, const void *arg)
{
	struct gaps *x = of(s);

	x->gap = arg != NULL ? *(const int *)arg : -1;
	sheet_init(&x->sheet, x->gap < 0 ? 56 : 30);
	if (x->gap >= 0)
		sheet_of_pages(&x->sheet, &x->pages);
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	pages_init(&x->pages, x, PAGE, read_page, last_row);
	return pages_first(&x->pages);
}

static void
gaps_changed(struct screen *s)
{
	int r = pages_again(&of(s)->pages);

	if (r != 0)
		screen_fail(s, r);
}

static void
gaps_answer(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	gaps_changed(s);
}

static void
gaps_close(struct screen *s)
{
	sheet_free(&of(s)->sheet);
}

static bool
has_row(struct screen *s, const char **why)
{
	(void)why;
	return sheet_at(&of(s)->sheet) != NULL;
}

static const struct screen_action actions[] = {
	{ N_("Open this row"), N_("open"), "dakai dk", TUI_ENTER, 0, NULL,
	    has_row },
	{ .name = NULL },
};

const struct screen_ops screen_gaps = {
	.name = "gaps",
	.title = N_("What is missing"),
	.words = "queshao qs quekou",
	.help = N_("Classes, schools and posts for which something is "
		   "missing, of what you see of the office.\n"
		   "Enter shows which, and then the organisation or the "
		   "person."),
	.size = sizeof(struct gaps),
	.actions = actions,
	.open = gaps_open,
	.where = gaps_where,
	.draw = gaps_draw,
	.key = gaps_key,
	.changed = gaps_changed,
	.answer = gaps_answer,
	.close = gaps_close,
};
