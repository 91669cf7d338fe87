/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "frame.h"

#define PALETTE_ROWS 8

struct menu {
	struct over over;
	struct deed deeds[DEEDS_MAX];
	int n;
	struct tui_list list;
	const struct deed *chosen;
	struct tui_field *typed; /* the palette alone */
	int found[DEEDS_MAX], n_found;
};

static size_t
menu_count(void *data)
{
	return (size_t)((struct menu *)data)->n_found;
}

static const struct deed *
menu_deed(const struct menu *m, size_t i)
{
	return &m->deeds[m->found[i]];
}

/* "2 Take the call            F2  Ctrl-N" */
static void
menu_row(void *data, size_t i, struct tui_view line)
{
	const struct menu *m = data;
	const struct deed *d = menu_deed(m, i);
	enum tui_role role = d->why != NULL ? TUI_FAINT : TUI_PLAIN;
	char key[16], second[16];
	int x = 2;

	if (m->typed == NULL && i < 9)
		tui_text_f(line, 0, x, TUI_KEY_NAME, "%zu", i + 1);
	x += 2 + tui_text(line, 0, x + 2, role, d->name);
	if (d->kind == DEED_THEME)
		x += 1 + tui_text(line, 0, x + 1, role,
			     _(((const struct theme *)d->what)->name));
	if (d->why != NULL)
		tui_text(line, 0, x + 2, TUI_FAINT, d->why);
	else if (d->key != 0)
		tui_text(line, 0, 58, TUI_KEY_NAME, tui_key_name(d->key, key));
	if (d->why == NULL && d->second != 0)
		tui_text(
		    line, 0, 66, TUI_KEY_NAME, tui_key_name(d->second, second));
}

static const struct tui_list_ops menu_list = { menu_count, menu_row, NULL };

/* What begins with the words typed stands before what only holds them: "the
 * same caller" before "not the same caller". */
static void
menu_find(struct menu *m)
{
	const char *typed = m->typed != NULL ? tui_field_text(m->typed) : "";

	m->n_found = 0;
	for (int i = 0; i < m->n; i++)
		if (deed_begins(&m->deeds[i], typed))
			m->found[m->n_found++] = i;
	for (int i = 0; i < m->n; i++)
		if (!deed_begins(&m->deeds[i], typed) &&
		    deed_matches(&m->deeds[i], typed))
			m->found[m->n_found++] = i;
}

static void
menu_take(struct menu *m, size_t i)
{
	if (i >= (size_t)m->n_found)
		return;
	m->chosen = menu_deed(m, i);
	m->over.done = true;
}

static void
menu_take_kind(struct menu *m, enum deed_kind kind)
{
	for (size_t i = 0; i < (size_t)m->n_found; i++)
		if (menu_deed(m, i)->kind == kind)
			menu_take(m, i);
}

static void
menu_draw(struct over *o, struct tui_view body)
{
	struct menu *m = (struct menu *)o;
	int rows = m->n_found < body.h ? m->n_found : body.h;

	tui_list_draw(&m->list, frame_sheet(body, rows), true);
}

static void
menu_key(struct over *o, uint32_t key)
{
	struct menu *m = (struct menu *)o;

	key = text_narrow(key);
	if (key >= '1' && key <= '9')
		menu_take(m, key - '1');
	else if (key == TUI_ENTER)
		menu_take(m, m->list.at);
	else if (key == ':')
		menu_take_kind(m, DEED_PALETTE);
	else if (key == TUI_ESC || key == TUI_CTRL('G') || key == TUI_F(10))
		o->done = true;
	else
		tui_list_key(&m->list, key);
}

static void
menu_begin(struct menu *m, struct screen_stack *ss)
{
	m->n = deeds_collect(ss, m->deeds, m->typed != NULL);
	m->list.ops = &menu_list;
	m->list.data = m;
	menu_find(m);
}

static void
menu_run(struct menu *m, struct screen_stack *ss)
{
	const struct deed *d;

	if (!over_run(ss, &m->over) || (d = m->chosen) == NULL)
		return;
	if (d->why != NULL)
		screen_warn(ss->top, "%s", d->why);
	else
		deed_do(ss, d);
}

void
menu_open(struct screen_stack *ss)
{
	struct menu m = {
		.over = { .draw = menu_draw,
		    .key = menu_key,
		    .keys = N_(
			"1-9 choose  Up Down Enter  : by name  Esc back") }
	};

	menu_begin(&m, ss);
	menu_run(&m, ss);
}

/* --- the palette ---------------------------------------------------------- */

static void
palette_draw(struct over *o, struct tui_view body)
{
	struct menu *m = (struct menu *)o;
	struct tui_view v = frame_sheet(body, PALETTE_ROWS + 1);

	tui_text(v, 0, 0, TUI_MARK, ":");
	tui_list_draw(&m->list, tui_sub(v, 1, 0, PALETTE_ROWS, v.w), false);
	tui_list_rows(&m->list, tui_sub(v, 1, 0, PALETTE_ROWS, v.w));
	tui_field_draw_bare(m->typed, v, 0, 1, v.w - 2, true);
	if (m->n_found == 0)
		tui_text(v, 1, 2, TUI_FAINT, _("Nothing of that name."));
}

static void
palette_key(struct over *o, uint32_t key)
{
	struct menu *m = (struct menu *)o;

	if (key == TUI_ENTER) {
		menu_take(m, m->list.at);
	} else if (key == TUI_ESC || key == TUI_CTRL('G')) {
		o->done = true;
	} else if (tui_field_key(m->typed, key) == TUI_CHANGED) {
		menu_find(m);
		tui_list_go(&m->list, 0);
	} else
		tui_list_key(&m->list, key);
}

static enum tui_used
palette_paste(struct over *o, const char *s, size_t n)
{
	struct menu *m = (struct menu *)o;
	enum tui_used used = tui_field_paste(m->typed, s, n);

	menu_find(m);
	tui_list_go(&m->list, 0);
	return used;
}

void
palette_open(struct screen_stack *ss)
{
	const struct tui_field_spec spec = { .max = 60 };
	struct menu m = { .over = { .draw = palette_draw,
			      .key = palette_key,
			      .paste = palette_paste,
			      .keys = N_("Type Chinese, pinyin or English  "
					 "Enter do it  Esc back") } };

	m.typed = tui_field_new(&spec);
	menu_begin(&m, ss);
	menu_run(&m, ss);
	tui_field_free(m.typed);
}

/* --- help ----------------------------------------------------------------- */

static void
help_key(struct buf *b, uint32_t key, uint32_t second, const char *name)
{
	char k[16], s[16], keys[40];
	int w;

	snprintf(keys, sizeof(keys), "%s%s%s", _(tui_key_name(key, k)),
	    second != 0 ? "  " : "",
	    second != 0 ? _(tui_key_name(second, s)) : "");
	buf_add_text(b, keys);
	for (w = text_width(keys, strlen(keys)); w < 16; w++)
		buf_add_char(b, ' ');
	buf_add_f(b, "%s\n", name);
}

void
help_open(struct screen_stack *ss)
{
	const struct screen_action *a = ss->top->ops->actions;
	struct buf *b = buf_new();
	const char *why;

	if (ss->top->ops->help != NULL)
		buf_add_f(b, "%s\n\n", _(ss->top->ops->help));
	for (; a != NULL && a->name != NULL; a++)
		if (a->key != 0 &&
		    (action_allowed(ss->top, a, &why) || why != NULL))
			help_key(b, a->key, a->second, _(a->name));
	buf_add_char(b, '\n');
	help_key(b, TUI_F(10), TUI_CTRL('O'),
	    _("Everything that can be done here, numbered"));
	help_key(b, ':', 0, _("Find an action by its name"));
	help_key(b, TUI_F(12), TUI_CTRL('K'), _("Hide the screen at once"));
	help_key(b, TUI_ESC, TUI_CTRL('G'), _("Back; every word is kept"));
	help_key(b, TUI_TAB, TUI_BACKTAB, _("The next field, the one before"));
	help_key(
	    b, TUI_CTRL('Z'), TUI_CTRL('Y'), _("Undo in a text, and redo"));
	help_key(b, TUI_CTRL('L'), 0, _("Draw the screen anew"));
	screen_read(ss->top, _(ss->top->ops->title), buf_text(b));
	buf_free(b);
}
