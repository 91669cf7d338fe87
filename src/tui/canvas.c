/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uniwidth.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "internal.h"

static const struct tui_cell blank = { { ' ' }, TUI_PLAIN, 1 };

struct tui_cell *
tui_cell_at(const struct tui_canvas *c, int y, int x)
{
	return &c->cells[(size_t)y * (size_t)c->w + (size_t)x];
}

struct tui_canvas *
tui_canvas_new(int h, int w)
{
	struct tui_canvas *c = mem_zero(1, sizeof(*c));

	c->h = h;
	c->w = w;
	c->frames = true;
	c->cells = mem_zero((size_t)h * (size_t)w, sizeof(*c->cells));
	c->row_of = mem_zero((size_t)h, sizeof(*c->row_of));
	tui_canvas_clear(c);
	return c;
}

void
tui_canvas_free(struct tui_canvas *c)
{
	if (c == NULL)
		return;
	if (c->cells != NULL) /* what stood there may be somebody's story */
		explicit_bzero(
		    c->cells, (size_t)c->h * (size_t)c->w * sizeof(*c->cells));
	free(c->cells);
	free(c->row_of);
	free(c);
}

struct tui_view
tui_canvas_view(struct tui_canvas *c)
{
	return (struct tui_view){ c, 0, 0, c->h, c->w };
}

void
tui_canvas_clear(struct tui_canvas *c)
{
	for (int i = 0; i < c->h * c->w; i++)
		c->cells[i] = blank;
	c->caret_y = c->caret_x = -1;
	tui_rows(tui_canvas_view(c), 0, 0);
}

void
tui_rows(struct tui_view v, size_t at, size_t n)
{
	v.canvas->rows_at = (int)at;
	v.canvas->rows = (int)n;
	for (int y = 0; y < v.canvas->h; y++)
		v.canvas->row_of[y] = -1;
}

void
tui_row(struct tui_view v, int y, size_t i)
{
	if (y >= 0 && y < v.h)
		v.canvas->row_of[v.y + y] = (int)i;
}

bool
tui_is_spoken(struct tui_view v)
{
	return !v.canvas->frames;
}

void
tui_canvas_row(const struct tui_canvas *c, int y, struct buf *out)
{
	const struct tui_cell *cell;
	int last = c->w;

	while (last > 0 && tui_cell_at(c, y, last - 1)->chars[0] == ' ')
		last--;
	for (int x = 0; x < last; x++) {
		cell = tui_cell_at(c, y, x);
		for (int i = 0; i < CELL_CHARS && cell->chars[i] != 0; i++)
			text_put(out, cell->chars[i]);
	}
}

struct tui_view
tui_sub(struct tui_view v, int y, int x, int h, int w)
{
	struct tui_view s = { v.canvas, v.y + y, v.x + x, h, w };

	if (y < 0 || x < 0 || y > v.h || x > v.w) {
		s.h = s.w = 0;
		s.y = v.y;
		s.x = v.x;
		return s;
	}
	if (s.h > v.h - y)
		s.h = v.h - y;
	if (s.w > v.w - x)
		s.w = v.w - x;
	if (s.h < 0)
		s.h = 0;
	if (s.w < 0)
		s.w = 0;
	return s;
}

/* Before cells [x, x + w) of a row are written: what they would cut in half
 * becomes blanks. */
static void
split_halves(struct tui_canvas *c, int y, int x, int w)
{
	struct tui_cell *at;

	if (x > 0 && (at = tui_cell_at(c, y, x))->width == 0) {
		*at = blank;
		at[-1] = blank;
	}
	if (x + w < c->w && (at = tui_cell_at(c, y, x + w))->width == 0) {
		*at = blank;
		at[-1] = blank;
	}
}

/* Signs whose width a terminal may take as one or two, in plain ones. */
static const struct plain_sign {
	uint32_t cp;
	char as;
} plain_signs[] = {
	{ 0x00b7, '.' },
	{ 0x00d7, 'x' },
	{ 0x2013, '-' },
	{ 0x2014, '-' },
	{ 0x2015, '-' },
	{ 0x2018, '\'' },
	{ 0x2019, '\'' },
	{ 0x201c, '"' },
	{ 0x201d, '"' },
	{ 0x2022, '*' },
	{ 0x2026, '~' },
	{ 0x2192, '>' },
	{ 0x2190, '<' },
	{ 0x25cf, '*' },
	{ 0x25cb, 'o' },
	{ 0x25a0, '#' },
	{ 0x25a1, '#' },
	{ 0x2605, '*' },
	{ 0x2606, '*' },
	{ 0x00b0, 'o' },
};

static uint32_t
plain_sign(uint32_t cp)
{
	if (cp < 0x80 ||
	    uc_width((ucs4_t)cp, "GBK") == uc_width((ucs4_t)cp, "UTF-8"))
		return cp;
	for (size_t i = 0; i < nitems(plain_signs); i++)
		if (plain_signs[i].cp == cp)
			return (uint32_t)plain_signs[i].as;
	return '?';
}

static void
put_char(
    struct tui_canvas *c, int y, int x, int w, enum tui_role role, uint32_t cp)
{
	struct tui_cell *at;

	split_halves(c, y, x, w);
	at = tui_cell_at(c, y, x);
	*at = (struct tui_cell){ { c->ascii ? plain_sign(cp) : cp },
		(uint8_t)role, (uint8_t)w };
	if (w == 2)
		at[1] = (struct tui_cell){ { 0 }, (uint8_t)role, 0 };
}

static void
put_mark(struct tui_canvas *c, int y, int x, uint32_t cp)
{
	struct tui_cell *at = tui_cell_at(c, y, x);

	for (int i = 1; i < CELL_CHARS; i++)
		if (at->chars[i] == 0) {
			at->chars[i] = cp;
			return;
		}
}

int
tui_text_n(struct tui_view v, int y, int x, enum tui_role role, const char *s,
    size_t len)
{
	struct text_walk t;
	int used = 0, w = 0, last = -1;
	char to[16];
	uint32_t cp;
	size_t n;

	if (y < 0 || y >= v.h || x < 0 || x >= v.w)
		return 0;
	text_walk_begin(&t, s, len);
	while (text_walk_next(&t, to, &w) > 0) {
		if (x + used + w > v.w)
			break;
		for (char *p = to; (n = text_next(p, strlen(p), &cp)) > 0;
		     p += n)
			if (text_cells(cp) > 0) {
				last = v.x + x + used;
				used += text_cells(cp);
				put_char(v.canvas, v.y + y, last,
				    text_cells(cp), role, cp);
			} else if (last >= 0)
				put_mark(v.canvas, v.y + y, last, cp);
	}
	return used;
}

int
tui_text(struct tui_view v, int y, int x, enum tui_role role, const char *s)
{
	return tui_text_n(v, y, x, role, s, strlen(s));
}

/* May be somebody's words: made in one piece, and wiped. */
int
tui_text_f(
    struct tui_view v, int y, int x, enum tui_role role, const char *fmt, ...)
{
	va_list ap, again;
	int n, used = 0;
	char *s;

	va_start(ap, fmt);
	va_copy(again, ap);
	if ((n = vsnprintf(NULL, 0, fmt, ap)) > 0) {
		s = mem_zero((size_t)n + 1, 1);
		vsnprintf(s, (size_t)n + 1, fmt, again);
		used = tui_text_n(v, y, x, role, s, (size_t)n);
		explicit_bzero(s, (size_t)n);
		free(s);
	}
	va_end(again);
	va_end(ap);
	return used;
}

void
tui_cell(
    struct tui_view v, int y, int x, int w, enum tui_role role, const char *s)
{
	struct tui_view cell = tui_sub(v, y, x, 1, w);
	size_t len = strlen(s);
	int used;

	if (cell.w <= 0 || cell.h <= 0)
		return;
	if (cell.w > 4 && text_width(s, len) > cell.w) {
		used = tui_text_n(
		    cell, 0, 0, role, s, text_cut(s, len, cell.w - 2));
		used += tui_text(cell, 0, used, role, "..");
	} else
		used = tui_text_n(cell, 0, 0, role, s, len);
	while (used < cell.w)
		put_char(v.canvas, cell.y, cell.x + used++, 1, TUI_PLAIN, ' ');
}

int
tui_right(struct tui_view v, int y, int x, enum tui_role role, const char *s)
{
	int w = text_width(s, strlen(s)), at = x - w;

	if (at < 0)
		at = 0;
	tui_text(tui_sub(v, 0, 0, v.h, x), y, at, role, s);
	return at;
}

int
tui_para(
    struct tui_view v, int y, int x, int h, enum tui_role role, const char *s)
{
	size_t left = strlen(s), n, shown;
	int lines = 0;

	for (; left > 0 && lines < h && x < v.w; s += n, left -= n) {
		n = shown = tui_wrap(s, left, v.w - x);
		if (shown > 0 && s[shown - 1] == '\n')
			shown--;
		tui_text_n(v, y + lines++, x, role, s, shown);
	}
	return lines;
}

void
tui_rule(struct tui_view v, int y)
{
	if (!v.canvas->frames || y < 0 || y >= v.h)
		return;
	for (int x = 0; x < v.w; x++)
		put_char(v.canvas, v.y + y, v.x + x, 1, TUI_RULE, '-');
}

void
tui_brackets(struct tui_view v, int y, int x, int w, enum tui_role role)
{
	if (tui_is_spoken(v))
		return;
	tui_text(v, y, x, role, "[");
	tui_text(v, y, x + w - 1, role, "]");
}

void
tui_caret(struct tui_view v, int y, int x)
{
	if (y < 0 || x < 0 || y >= v.h || v.w == 0)
		return;
	v.canvas->caret_y = v.y + y;
	v.canvas->caret_x = v.x + (x < v.w ? x : v.w - 1);
}

void
tui_paint(struct tui_view v, int y, int x, int w, enum tui_role role)
{
	struct tui_view s = tui_sub(v, y, x, 1, w);

	for (int i = 0; i < s.w && s.h > 0; i++)
		tui_cell_at(v.canvas, s.y, s.x + i)->role = (uint8_t)role;
}
