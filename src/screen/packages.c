/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "act/actor.h"
#include "act/package.h"
#include "base/lang.h"
#include "base/mem.h"
#include "pages.h"
#include "screen/gate.h"
#include "screen/paper.h"

/* What left the house, and copies on paper that are still out: by number and
 * receiver; whom it is about stands in each of them alone. */
#define PAGE ACT_PACKAGE_PAGE

struct packages {
	struct screen screen;
	struct act_package *row;
	struct pages pages;
	union pages_key last; /* row of the page, as it was read */
	struct tui_list list;
};

static struct packages *
of(struct screen *s)
{
	return (struct packages *)s;
}

bool
screen_packages_may(struct actor *who)
{
	return act_package_may(who);
}

static int
add(void *arg, const struct act_package *v)
{
	struct packages *x = arg;

	x->row[x->pages.n++] = *v;
	x->last.time.at = v->past;
	x->last.time.id = v->p.id;
	return 0;
}

/* Of a page: what may be agreed to, late copies, those that are out, what else
 * waits for somebody, each the oldest first; then what is past, the newest. */
static int
rank(const struct act_package *v)
{
	return v->approval != 0	       ? 0
	       : v->late	       ? 1
	       : package_is_out(&v->p) ? 2
	       : !v->past	       ? 3
				       : 4;
}

static int
sooner(const void *a, const void *b)
{
	const struct act_package *x = a, *y = b;
	int by_age = (x->p.id > y->p.id) - (x->p.id < y->p.id);

	if (rank(x) != rank(y))
		return rank(x) - rank(y);
	if (x->past)
		return -by_age;
	return x->p.due != y->p.due ? x->p.due - y->p.due : by_age;
}

static int
read_page(void *screen, const union pages_key *after)
{
	const struct act_package_after behind = { after->time.at != 0,
		after->time.id };
	struct packages *x = screen;
	int r = act_package_each(screen_who(&x->screen), &behind, add, x);

	if (x->pages.n > 0)
		qsort(x->row, x->pages.n, sizeof(x->row[0]), sooner);
	return r;
}

static void
last_row(void *screen, union pages_key *to)
{
	*to = ((const struct packages *)screen)->last;
}

static int
turn(void *data, enum tui_turn to, int rows)
{
	(void)rows;
	return pages_turn(&((struct packages *)data)->pages, to);
}

/* --- drawing ---------------------------------------------------------------
 */

static const struct tui_column columns[] = {
	{ N_("number"), 14, 0, false },
	{ N_("to"), 24, 1, false },
	{ N_("as"), 14, 0, true },
	{ N_("how it stands"), 24, 0, false },
};

static size_t
count(void *data)
{
	return ((struct packages *)data)->pages.n;
}

static void
stands(const struct act_package *v, int64_t now, char *to, size_t size)
{
	const struct package *p = &v->p;
	int d = p->due % 100, m = p->due / 100 % 100;

	if (v->approval != 0)
		snprintf(to, size, "%s", _("you may agree"));
	else if (v->late)
		snprintf(to, size, _("overdue since %d-%02d"), m, d);
	else if (package_is_out(p))
		snprintf(to, size, _("out until %d-%02d"), m, d);
	else if (p->outcome != PACKAGE_NOT_YET)
		snprintf(to, size, "%s",
		    _(package_words(PACKAGE_LIST_OUTCOME, (int)p->outcome)));
	else if (p->fetches > 0)
		snprintf(to, size, _("fetched, %d times"), p->fetches);
	else
		snprintf(to, size, "%s", _(package_stands(p, now)));
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	struct packages *x = data;
	const struct act_package *v = &x->row[i];
	char how[80];
	const char *texts[4] = { v->p.number, v->p.name,
		_(package_words(PACKAGE_LIST_MEDIUM, (int)v->p.medium)), how };

	stands(v, screen_now(&x->screen), how, sizeof(how));
	tui_columns_row(columns, (int)nitems(columns), line,
	    v->late ? TUI_LATE : TUI_PLAIN, texts);
}

static const struct tui_list_ops list_ops = { count, draw_row, turn };

static void
packages_draw(struct screen *s, struct tui_view v)
{
	struct packages *x = of(s);

	if (x->pages.n == 0) {
		tui_para(v, 1, 1, 2, TUI_PLAIN,
		    _("Nothing has left the house. A package begins at a "
		      "student's file: F10 there."));
		return;
	}
	tui_columns_head(columns, (int)nitems(columns), v, 0);
	if (x->pages.n == PAGE) {
		tui_right(v, v.h - 1, v.w - 1, TUI_FAINT, _("PgDn turns on"));
		v.h--;
	}
	tui_list_draw(&x->list, tui_sub(v, 1, 0, v.h - 1, v.w), true);
}

/* --- doing -----------------------------------------------------------------
 */

static int
packages_key(struct screen *s, uint32_t key)
{
	struct packages *x = of(s);

	if (key == TUI_ENTER && x->list.at < x->pages.n) {
		screen_push(s, &screen_package, &x->row[x->list.at].p.id);
		return SCREEN_USED;
	}
	return tui_list_key(&x->list, key) != TUI_PASS ? SCREEN_USED
						       : SCREEN_PASS;
}

static bool
has_rows(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->pages.n > 0;
}

static int
sheets(struct screen *s)
{
	screen_push(s, &screen_papers, NULL);
	return SCREEN_USED;
}

static void
read_again(struct screen *s)
{
	struct packages *x = of(s);
	int r = pages_again_on(
	    &x->pages, &x->list, &x->row[0].p.id, sizeof(x->row[0]));

	if (r != 0)
		screen_fail(s, r);
}

static void
packages_answer(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	read_again(s);
}

static int
packages_open(struct screen *s, const void *arg)
{
	struct packages *x = of(s);

	(void)arg;
	x->row = mem_zero(PAGE, sizeof(*x->row));
	x->list.ops = &list_ops;
	x->list.data = x;
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	s->topics[s->n_topics++] =
	    STORE_TOPIC(TOPIC_PERSON, screen_who(s)->person);
	pages_init(&x->pages, x, PAGE, read_page, last_row);
	return pages_first(&x->pages);
}

static void
packages_close(struct screen *s)
{
	free(of(s)->row);
}

static const struct screen_action actions[] = {
	{ N_("Open this row"), N_("open"), "dakai dk", TUI_ENTER, 0, NULL,
	    has_rows },
	{ N_("Paper forms not entered"), N_("paper forms"), "zhibiao zb",
	    TUI_F(6), 0, sheets, NULL },
	{ .name = NULL },
};

const struct screen_ops screen_packages = {
	.name = "packages",
	.title = N_("Packages and copies out"),
	.words = "cailiao quxiang clqx",
	.help = N_("What was given out of the house: to whom, and which copy "
		   "on paper has still to come back.\n"
		   "Enter opens one; there you agree, fetch it or note that it "
		   "came back. PgDn turns the page."),
	.size = sizeof(struct packages),
	.actions = actions,
	.open = packages_open,
	.draw = packages_draw,
	.key = packages_key,
	.changed = read_again,
	.answer = packages_answer,
	.close = packages_close,
};
