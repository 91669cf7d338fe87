/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "terminal.h"

/* A pair of colours per role; pair 0 is the terminal's own. */
void
tui_colours_open(struct tui *t)
{
	short fg, bg;

	if (!has_colors())
		return;
	start_color();
	use_default_colors();
	for (int i = 0; i < TUI_ROLES; i++) {
		fg = t->theme.style[i].fg;
		bg = t->theme.style[i].bg;
		/* Eight colours: the bright ones are bold, in style_of(). */
		init_pair((short)(i + 1), COLORS < 16 && fg > 7 ? fg - 8 : fg,
		    COLORS < 16 && bg > 7 ? bg - 8 : bg);
	}
}

static attr_t
attributes_of(const struct theme_style *s)
{
	attr_t a = A_NORMAL;

	if (s->bold || (has_colors() && COLORS < 16 && s->fg > 7))
		a |= A_BOLD;
	if (s->underline)
		a |= A_UNDERLINE;
	if (s->reverse)
		a |= A_REVERSE;
	if (s->dim)
		a |= A_DIM;
	return a;
}

static short
pair_of(const struct tui *t, int role)
{
	const struct theme_style *s = &t->theme.style[role];

	return !has_colors() || (s->fg < 0 && s->bg < 0) ? 0
							 : (short)(role + 1);
}

/* Marks on the last character of a line are left away: some terminals have
 * left that line by the time the mark comes. */
static void
send_cell(struct tui *t, const struct tui_cell *cell, bool last)
{
	wchar_t text[CELL_CHARS + 1];
	cchar_t cc;
	int k, most = last ? 1 : CELL_CHARS;

	for (k = 0; k < most && cell->chars[k] != 0; k++)
		text[k] = (wchar_t)cell->chars[k];
	text[k] = L'\0';
	setcchar(&cc, text, attributes_of(&t->theme.style[cell->role]),
	    pair_of(t, cell->role), NULL);
	add_wch(&cc);
}

static void
send_cells(struct tui *t, int y, int from, int end)
{
	const struct tui_cell *cell;

	move(y, from);
	for (int x = from; x < end; x++) {
		cell = tui_cell_at(t->now, y, x);
		if (cell->width == 0)
			continue;
		/* The last cell of the last line stays free: writing there
		 * would scroll some terminals. */
		if (y < t->rows - 1 || x + cell->width < t->cols)
			send_cell(t, cell, x + cell->width == t->cols);
		else if (cell->width == 2)
			addch(' ');
	}
}

static bool
differ(const struct tui *t, int y, int x, int w)
{
	return memcmp(tui_cell_at(t->now, y, x), tui_cell_at(t->shown, y, x),
		   (size_t)w * sizeof(struct tui_cell)) != 0;
}

/* What differs from what stands there, given to curses, which looks at each
 * cell it is given for long. */
static void
send_row(struct tui *t, int y)
{
	int from = 0, end = t->cols;

	if (!t->fresh) {
		if (!differ(t, y, 0, t->cols))
			return;
		while (!differ(t, y, from, 1))
			from++;
		while (!differ(t, y, end - 1, 1))
			end--;
		if (from > 0 && tui_cell_at(t->now, y, from)->width == 0)
			from--; /* a wide one is sent whole */
	}
	send_cells(t, y, from, end);
	memcpy(tui_cell_at(t->shown, y, 0), tui_cell_at(t->now, y, 0),
	    (size_t)t->cols * sizeof(struct tui_cell));
}

struct tui_view
tui_begin(struct tui *t)
{
	tui_take_size(t);
	tui_canvas_clear(t->now);
	return tui_canvas_view(t->now);
}

/* What curses was given, and the cursor back in its place. */
static void
send_on(struct tui *t)
{
	if (t->now->caret_y >= 0)
		move(t->now->caret_y, t->now->caret_x);
	else
		move(t->rows - 1, 0);
	refresh();
	tui_pass_on(t);
}

void
tui_show(struct tui *t)
{
	if (t->gone)
		return;
	for (int y = 0; y < t->rows; y++)
		send_row(t, y);
	t->fresh = false;
	send_on(t);
}

bool
tui_amend(struct tui *t, int y, struct tui_view *line)
{
	if (t->gone || t->fresh || y >= t->rows)
		return false;
	*line = tui_sub(tui_canvas_view(t->now), y, 0, 1, t->cols);
	return true;
}

void
tui_show_line(struct tui *t, int y)
{
	send_row(t, y);
	send_on(t);
}

void
tui_redraw(struct tui *t)
{
	clearok(curscr, TRUE);
	t->fresh = true;
}

bool
tui_has_clocks(const struct tui *t)
{
	return t->theme.clocks;
}

void
tui_use_theme(struct tui *t, const struct theme *theme)
{
	t->theme = *theme;
	t->now->frames = theme->frames;
	tui_colours_open(t);
	t->fresh = true;
}
