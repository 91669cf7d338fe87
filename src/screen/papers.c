/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/form.h"
#include "act/gate.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "pages.h"
#include "screen/consultation.h"
#include "screen/paper.h"
#include "screen/ticket.h"
#include "screen/warning.h"
#include "when.h"

/* Sheets that were printed and are neither entered nor accounted for.  A
 * sheet in a drawer is nobody's; one that was filled in and forgotten is a
 * child nobody looks after. */
#define PAGE ACT_FORM_PAGE

struct papers {
	struct screen screen;
	struct act_paper *row;
	struct pages pages;
	struct tui_list list;
};

static struct papers *
of(struct screen *s)
{
	return (struct papers *)s;
}

bool
screen_papers_may(struct actor *who)
{
	return act_gate_may(who, GATE_FORM);
}

static int
add(void *arg, const struct act_paper *v)
{
	struct papers *x = arg;

	x->row[x->pages.n++] = *v;
	return 0;
}

static int
read_page(void *screen, const union pages_key *after)
{
	struct papers *x = screen;

	return act_form_each(
	    screen_who(&x->screen), after->number, PAGE, add, x);
}

static void
last_row(void *screen, union pages_key *to)
{
	const struct papers *x = screen;

	to->number = x->row[x->pages.n - 1].p.id;
}

static int
turn(void *data, enum tui_turn to, int rows)
{
	(void)rows;
	return pages_turn(&((struct papers *)data)->pages, to);
}

/* The same page, the cursor on the sheet it stood on. */
static int
read_again(struct papers *x)
{
	return pages_again_on(
	    &x->pages, &x->list, &x->row[0].p.id, sizeof(x->row[0]));
}

/* --- drawing ---------------------------------------------------------------
 */

static const struct tui_column columns[] = {
	{ N_("number"), 24, 0, false },
	{ N_("form"), 16, 1, false },
	{ N_("printed by"), 14, 0, true },
	{ N_("printed"), 18, 0, false },
};

static size_t
count(void *data)
{
	return ((struct papers *)data)->pages.n;
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	struct papers *x = data;
	const struct act_paper *v = &x->row[i];
	char age[SCREEN_WHEN];
	const char *texts[4] = { v->p.number, _(v->words), v->printer, age };

	screen_age(screen_now(&x->screen), v->p.printed_at, age);
	tui_columns_row(columns, (int)nitems(columns), line, TUI_PLAIN, texts);
}

static const struct tui_list_ops list_ops = { count, draw_row, turn };

static void
draw(struct screen *s, struct tui_view v)
{
	struct papers *x = of(s);

	if (x->pages.n == 0) {
		tui_para(v, 1, 1, 2, TUI_PLAIN,
		    _("No sheet is out. Blank forms are printed under Files in "
		      "and out; each has a number."));
		return;
	}
	tui_para(v, 0, 1, 2, TUI_PLAIN,
	    _("Printed, and not entered yet. A sheet that was filled in "
	      "belongs "
	      "in here the same day; Enter begins with it."));
	tui_columns_head(columns, (int)nitems(columns), v, 2);
	if (x->pages.n == PAGE) {
		tui_right(v, v.h - 1, v.w - 1, TUI_FAINT, _("PgDn turns on"));
		v.h--;
	}
	tui_list_draw(&x->list, tui_sub(v, 3, 0, v.h - 3, v.w), true);
}

/* --- doing -----------------------------------------------------------------
 */

static const struct act_paper *
at(struct papers *x)
{
	return x->list.at < x->pages.n ? &x->row[x->list.at] : NULL;
}

static bool
has_row(struct screen *s, const char **why)
{
	(void)why;
	return at(of(s)) != NULL;
}

/* Where a form of this kind is entered. */
static const struct {
	const char *code;
	const struct screen_ops *ops;
	bool (*may)(struct actor *);
	bool takes_number;
} enters[] = {
	{ "call", &screen_call_later, screen_may_call, true },
	{ "concern", &screen_report, screen_report_may, false },
	{ "talk", &screen_talk, screen_day_may, false },
};

static int
enter(struct screen *s)
{
	const struct act_paper *v = at(of(s));

	for (size_t i = 0; v != NULL && i < nitems(enters); i++) {
		if (strcmp(enters[i].code, v->p.code) != 0 ||
		    !enters[i].may(screen_who(s)))
			continue;
		screen_push(s, enters[i].ops,
		    enters[i].takes_number ? v->p.number : NULL);
		if (!enters[i].takes_number)
			screen_say(s, _("F6 there takes its number: %s"),
			    paper_tail(v->p.number));
		return SCREEN_USED;
	}
	screen_warn(s, "%s",
	    _("This one is entered by somebody else, or kept with the file; F8 "
	      "notes what became of it."));
	return SCREEN_USED;
}

static int
account(struct screen *s)
{
	static const enum paper_state states[] = { PAPER_RETURNED,
		PAPER_DESTROYED, PAPER_LOST };
	const char *words[nitems(states)];
	struct papers *x = of(s);
	char number[PAPER_NUMBER_MAX];
	int n, r;

	for (size_t i = 0; i < nitems(states); i++)
		words[i] = _(paper_state_words(states[i]));
	/* rows may be others after the question */
	mem_copy_text(number, sizeof(number), at(x)->p.number);
	n = screen_choose(
	    s, _("What became of this sheet?"), words, (int)nitems(states));
	if (n < 0)
		return SCREEN_USED;
	if ((r = act_form_note(screen_who(s), number, states[n], NULL)) != 0 ||
	    (r = read_again(x)) != 0)
		return screen_fail(s, r), SCREEN_USED;
	screen_say(s, "%s", _("Noted."));
	return SCREEN_USED;
}

static int
key(struct screen *s, uint32_t k)
{
	struct papers *x = of(s);

	if (k == TUI_ENTER && at(x) != NULL)
		return enter(s);
	return tui_list_key(&x->list, k) != TUI_PASS ? SCREEN_USED
						     : SCREEN_PASS;
}

static void
changed(struct screen *s)
{
	int r = read_again(of(s));

	if (r != 0)
		screen_fail(s, r);
}

static void
answer(struct screen *s, const struct screen_ops *from, int64_t a)
{
	(void)from, (void)a;
	changed(s);
}

static int
open_papers(struct screen *s, const void *arg)
{
	struct papers *x = of(s);
	struct actor *who = screen_who(s);

	(void)arg;
	x->row = mem_zero(PAGE, sizeof(*x->row));
	x->list.ops = &list_ops;
	x->list.data = x;
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_PERSON, who->person);
	if (who->n_posts > 0)
		s->topics[s->n_topics++] =
		    STORE_TOPIC(TOPIC_ORG, who->posts[0].org);
	pages_init(&x->pages, x, PAGE, read_page, last_row);
	return pages_first(&x->pages);
}

static void
close_papers(struct screen *s)
{
	free(of(s)->row);
}

static const struct screen_action actions[] = {
	{ N_("Enter this sheet"), N_("enter it"), "luru lr", TUI_ENTER, 0, NULL,
	    has_row },
	{ N_("Note what became of the sheet"), N_("what became of it"),
	    "zhibiao quxiang zbqx", TUI_F(8), TUI_CTRL('S'), account, has_row },
	{ .name = NULL },
};

const struct screen_ops screen_papers = {
	.name = "papers",
	.title = N_("Paper forms not entered"),
	.words = "zhibiao weilu zbwl",
	.help = N_("Sheets of blank forms that were printed where you work.\n"
		   "Enter takes one in; F8 notes that it came back blank, was "
		   "destroyed or cannot be found.\n"
		   "A sheet leaves the list when a record names its number. "
		   "PgDn turns the page."),
	.size = sizeof(struct papers),
	.actions = actions,
	.open = open_papers,
	.draw = draw,
	.key = key,
	.changed = changed,
	.answer = answer,
	.close = close_papers,
};
