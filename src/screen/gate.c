/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/form.h"
#include "act/package.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/gate.h"

/* Files in and out: a row for each thing that goes through. */
#define ROWS 64

struct row {
	struct act_gate_ask ask;
	char detail[GATE_DETAIL_MAX];
	char what[200];
};

struct files {
	struct screen screen;
	struct row row[ROWS];
	size_t n;
	struct tui_list list;
};

static struct files *
of(struct screen *s)
{
	return (struct files *)s;
}

bool
screen_gate_may(struct actor *who)
{
	for (int p = 0; p < GATE_PURPOSES; p++)
		if (p != GATE_THEME && act_gate_may(who, (enum gate_purpose)p))
			return true;
	return false;
}

/* Tables; colours have a screen of their own, under the settings. */
static bool
goes_in(int p)
{
	return p < GATE_PURPOSES && p != GATE_THEME &&
	       gate_rule((enum gate_purpose)p)->way == GATE_PUT;
}

static struct row *
add(struct files *x, enum gate_purpose p)
{
	struct row *row;

	if (x->n == ROWS)
		return NULL;
	row = &x->row[x->n++];
	*row = (struct row){ .ask = { .purpose = p, .copies = 1 } };
	return row;
}

static void
add_forms(struct files *x)
{
	size_t n;
	const struct act_form *f = act_forms(&n);
	struct row *row;

	for (size_t i = 0; i < n; i++)
		if ((row = add(x, GATE_FORM)) != NULL) {
			row->ask.detail = f[i].code;
			snprintf(
			    row->what, sizeof(row->what), "%s", _(f[i].words));
		}
}

static int
add_package(void *arg, const struct act_package *v)
{
	struct row *row;

	if ((row = add(arg, GATE_PACKAGE)) == NULL)
		return 0;
	row->ask.object = v->p.id;
	snprintf(
	    row->what, sizeof(row->what), "%s  %s", v->p.number, v->p.name);
	return 0;
}

static int
read_all(struct files *x)
{
	struct actor *who = screen_who(&x->screen);
	int r = 0;

	x->n = 0;
	for (int p = 0; p < GATE_PURPOSES; p++)
		if (goes_in(p) && act_gate_may(who, (enum gate_purpose)p))
			add(x, (enum gate_purpose)p);
	if (act_gate_may(who, GATE_PACKAGE))
		r = act_package_fetchable(who, add_package, x);
	if (act_gate_may(who, GATE_FORM))
		add_forms(x);
	tui_list_go(&x->list, x->list.at);
	return r;
}

/* --- drawing ---------------------------------------------------------------
 */

static size_t
count(void *data)
{
	return ((struct files *)data)->n;
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	const struct row *row = &((struct files *)data)->row[i];
	bool in = goes_in(row->ask.purpose);

	tui_cell(line, 0, 1, 12, TUI_HEAD, in ? _("send in") : _("fetch"));
	tui_cell(
	    line, 0, 14, 22, TUI_PLAIN, _(gate_rule(row->ask.purpose)->words));
	tui_cell(line, 0, 37, line.w - 38, TUI_PLAIN,
	    in ? _("Excel or CSV") : row->what);
}

static const struct tui_list_ops list_ops = { count, draw_row, NULL };

static void
files_draw(struct screen *s, struct tui_view v)
{
	struct files *x = of(s);

	tui_para(v, 0, 1, 3, TUI_PLAIN,
	    _("Choose what goes through. You get a word that is good for ten "
	      "minutes and one file; a second window on your computer brings "
	      "the file or takes it away."));
	tui_rule(v, 3);
	tui_list_draw(&x->list, tui_sub(v, 4, 0, v.h - 4, v.w), true);
}

/* --- doing -----------------------------------------------------------------
 */

static int
make_word(struct files *x)
{
	screen_push(&x->screen, &screen_gate_wait, &x->row[x->list.at].ask);
	return SCREEN_USED;
}

static int
files_key(struct screen *s, uint32_t key)
{
	struct files *x = of(s);

	if (key == TUI_ENTER && x->list.at < x->n)
		return make_word(x);
	return tui_list_key(&x->list, key) != TUI_PASS ? SCREEN_USED
						       : SCREEN_PASS;
}

static bool
has_row(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->n > 0;
}

static enum gate_purpose
purpose_at(struct files *x)
{
	return x->list.at < x->n ? x->row[x->list.at].ask.purpose
				 : GATE_PURPOSES;
}

static bool
is_form(struct screen *s, const char **why)
{
	(void)why;
	return purpose_at(of(s)) == GATE_FORM;
}

/* A table whose rows may all be of one place. */
static bool
is_of_place(struct screen *s, const char **why)
{
	int p = purpose_at(of(s));

	(void)why;
	return goes_in(p) && p != GATE_TRAINING;
}

static int
many_sheets(struct screen *s)
{
	struct files *x = of(s);
	struct buf *b = buf_new();
	int n = 0;

	if (screen_ask_with(s, _("How many sheets?"), "10", 2, b))
		n = atoi(buf_text(b));
	buf_free(b);
	if (n == 0)
		return SCREEN_USED;
	x->row[x->list.at].ask.copies = n;
	make_word(x);
	x->row[x->list.at].ask.copies = 1;
	return SCREEN_USED;
}

static int
one_place(struct screen *s)
{
	struct files *x = of(s);
	struct row *row = &x->row[x->list.at];
	struct buf *b = buf_new();

	if (screen_ask_with(s,
		_("Which school or organisation are all the rows of?"), NULL,
		sizeof(row->detail) - 1, b)) {
		mem_copy_text(row->detail, sizeof(row->detail), buf_text(b));
		row->ask.detail = row->detail;
		make_word(x);
		row->ask.detail = NULL;
	}
	buf_free(b);
	return SCREEN_USED;
}

static int
files_open(struct screen *s, const void *arg)
{
	struct files *x = of(s);

	(void)arg;
	x->list.ops = &list_ops;
	x->list.data = x;
	s->topics[s->n_topics++] =
	    STORE_TOPIC(TOPIC_PERSON, screen_who(s)->person);
	return read_all(x);
}

static void
files_changed(struct screen *s)
{
	int r = read_all(of(s));

	if (r != 0)
		screen_fail(s, r);
}

static const struct screen_action actions[] = {
	{ N_("Get a word for it"), N_("get a word"), "yao koulingzi yklz",
	    TUI_ENTER, 0, NULL, has_row },
	{ N_("Several sheets of this form"), N_("several sheets"),
	    "duozhang dz", TUI_F(6), 0, many_sheets, is_form },
	{ N_("All rows are of one school or organisation"), N_("of one school"),
	    "yige xuexiao ygxx", TUI_F(6), 0, one_place, is_of_place },
	{ .name = NULL },
};

const struct screen_ops screen_gate = {
	.name = "files",
	.title = N_("Files in and out"),
	.words = "wenjian jinchu wjjc",
	.help = N_("Tables go in: rosters, staff, organisations, mentors, "
		   "training; blank forms and packages come out.\n"
		   "Enter gives a word and shows the command to paste into a "
		   "second window.\n"
		   "The word is yours alone, for one file, within ten "
		   "minutes."),
	.size = sizeof(struct files),
	.actions = actions,
	.open = files_open,
	.draw = files_draw,
	.key = files_key,
	.changed = files_changed,
};
