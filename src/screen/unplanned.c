/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "act/actor.h"
#include "act/plan.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/plan.h"
#include "pages.h"
#include "screen/file.h"
#include "sheet.h"

/* Children found and without a plan (GZ-17), the longest first; for who sees
 * no names how many of each school. */
enum { ROW_STUDENT = 1, ROW_SCHOOL };

#define PAGE 17

struct unplanned_screen {
	struct screen screen;
	struct sheet sheet;
	struct pages pages;   /* of students; counts come all at once */
	union pages_key last; /* row of the page */
};

static struct unplanned_screen *
of(struct screen *s)
{
	return (struct unplanned_screen *)s;
}

bool
screen_unplanned_may(struct actor *who)
{
	return act_unplanned_may(who);
}

/* Small counts are told as fewer. */
static void
number(int64_t n, char to[24])
{
	if (n < 0)
		snprintf(to, 24, "%s", _("a few"));
	else
		snprintf(to, 24, "%lld", (long long)n);
}

static int
add(void *arg, const struct act_unplanned *u)
{
	struct unplanned_screen *x = arg;
	struct sheet_row *row = sheet_add(
	    &x->sheet, u->student != 0 ? ROW_STUDENT : ROW_SCHOOL, u->student);
	char n[24], late[24];

	mem_copy_text(row->label, sizeof(row->label), u->name);
	if (u->student != 0) {
		x->pages.n++;
		x->last.time.at = u->since;
		x->last.time.id = u->warning;
		row->late = u->late;
		sheet_text(row, _("%s  for %d days"), u->class, u->days);
		return 0;
	}
	row->late = u->n_late != 0;
	number(u->n, n);
	number(u->n_late, late);
	sheet_text(row,
	    _("%s without a plan, %s of them for more than %d "
	      "days"),
	    n, late, PLAN_DUE_DAYS);
	return 0;
}

static int
read_page(void *screen, const union pages_key *after)
{
	const struct act_unplanned_after behind = { after->time.at,
		after->time.id };
	struct unplanned_screen *x = screen;
	int r;

	sheet_clear(&x->sheet);
	r = act_unplanned_each(screen_who(&x->screen), &behind, PAGE, add, x);
	sheet_again(&x->sheet);
	return r;
}

static void
last_row(void *screen, union pages_key *to)
{
	*to = ((struct unplanned_screen *)screen)->last;
}

static void
draw(struct screen *s, struct tui_view v)
{
	struct unplanned_screen *x = of(s);

	if (x->sheet.n == 0)
		tui_text(v, 1, 1, TUI_PLAIN,
		    _("Every student with a worry has a plan."));
	sheet_draw(&x->sheet, tui_sub(v, 0, 0, v.h - 2, v.w));
	tui_text_f(v, v.h - 1, 1, TUI_FAINT,
	    _("A plan is there within %d days after a worry came in."),
	    PLAN_DUE_DAYS);
	if (x->pages.n == PAGE)
		tui_right(v, v.h - 1, v.w - 1, TUI_FAINT, _("PgDn turns on"));
}

static int
open_it(struct screen *s, const void *arg)
{
	struct unplanned_screen *x = of(s);

	(void)arg;
	sheet_init(&x->sheet, 30);
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	for (int i = 0; i < screen_who(s)->n_posts && i < 4; i++)
		s->topics[s->n_topics++] =
		    STORE_TOPIC(TOPIC_ORG, screen_who(s)->posts[i].org);
	pages_init(&x->pages, x, PAGE, read_page, last_row);
	return pages_first(&x->pages);
}

static void
changed(struct screen *s)
{
	int r = pages_again(&of(s)->pages);

	if (r != 0)
		screen_fail(s, r);
}

static void
answered(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	changed(s);
}

static int
turn(struct screen *s, enum tui_turn to)
{
	struct unplanned_screen *x = of(s);
	int r = pages_turn(&x->pages, to);

	if (r == 0)
		tui_list_go(&x->sheet.list, to == TUI_NEXT ? 0 : x->sheet.n);
	else if (r != ERR_NOT_FOUND)
		screen_fail(s, r);
	return SCREEN_USED;
}

/* A list of counts is scrolled, as long as it is. */
static int
key(struct screen *s, uint32_t k)
{
	struct unplanned_screen *x = of(s);
	const struct sheet_row *row = sheet_at(&x->sheet);
	bool last = x->sheet.list.at + 1 >= x->sheet.n;

	if (k == TUI_ENTER) {
		if (row != NULL && row->kind == ROW_STUDENT)
			screen_push(s, &screen_file, &row->id);
		return SCREEN_USED;
	}
	if (x->pages.n > 0 && (k == TUI_PGDN || (k == TUI_DOWN && last)))
		return turn(s, TUI_NEXT);
	if (x->pages.n > 0 &&
	    (k == TUI_PGUP || (k == TUI_UP && x->sheet.list.at == 0)))
		return turn(s, TUI_PREVIOUS);
	return tui_list_key(&x->sheet.list, k) == TUI_PASS ? SCREEN_PASS
							   : SCREEN_USED;
}

static void
close_it(struct screen *s)
{
	sheet_free(&of(s)->sheet);
}

static bool
has_student(struct screen *s, const char **why)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);

	(void)why;
	return row != NULL && row->kind == ROW_STUDENT;
}

static const struct screen_action actions[] = {
	{ N_("Open this row"), N_("open"), "dakai dk", TUI_ENTER, 0, NULL,
	    has_student },
	{ .name = NULL },
};

const struct screen_ops screen_unplanned = {
	.name = "unplanned",
	.title = N_("Students without a plan"),
	.words = "haimeiyou jihua hmyjh",
	.help = N_("Students about whom a worry is open and who have no plan "
		   "yet, the longest first; for the district how many in each "
		   "school.\n"
		   "Enter opens the student's file; F4 there begins the "
		   "plan. PgDn turns the page."),
	.size = sizeof(struct unplanned_screen),
	.actions = actions,
	.open = open_it,
	.draw = draw,
	.key = key,
	.changed = changed,
	.answer = answered,
	.close = close_it,
};
