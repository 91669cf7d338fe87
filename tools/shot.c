/* SPDX-License-Identifier: Apache-2.0 */
/*
 * shot [-r ROWS] [-c COLS] [-l] STREAM PICTURE.png
 * shot [-r ROWS] [-c COLS] -t STREAM
 *
 * Draw what a terminal shows after the bytes of STREAM, up to where the
 * program left the alternate screen: pictures for the README come from real
 * sessions (script -O, or test_term_keep()).  -l: on white; -t: as lines of
 * text on stdout.
 *
 * Every cell is drawn on its own place of the grid: width one in DejaVu Sans
 * Mono, width two in Noto Sans Mono CJK SC, on one base line; otherwise the
 * CJK font clips the narrow quotation marks away.
 */
#include <getopt.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

#define CELL_W 9
#define CELL_H 24
#define BASE 18 /* of a cell, from its top */
#define MARGIN 12

struct shot {
	VTerm *vt;
	VTermScreen *screen;
	int rows, cols;
	bool light, cursor;
	cairo_t *cr;
	PangoFontDescription *narrow, *wide;
};

static const uint32_t dark_colours[16] = { 0x1b1e24, 0xd75f5f, 0x87af5f,
	0xd7af5f, 0x6f9fd8, 0xb48ead, 0x5fafaf, 0xc8ccd4, 0x767d8a, 0xff7b72,
	0xa5d66f, 0xf2cc60, 0x8cb8ff, 0xd2a8ff, 0x7fd4d4, 0xf5f7fa };
static const uint32_t light_colours[16] = { 0x1b1e24, 0xb3261e, 0x2f6f1f,
	0x8a6100, 0x1f4fa8, 0x8a2f8a, 0x0f6f6f, 0x9aa0aa, 0x5b626e, 0xb3261e,
	0x2f6f1f, 0x8a6100, 0x1f4fa8, 0x8a2f8a, 0x0f6f6f, 0x000000 };

static void
die(const char *what)
{
	fprintf(stderr, "shot: %s\n", what);
	exit(EXIT_FAILURE);
}

static char *
read_stream(const char *path, size_t *len)
{
	static const char leave[] = "\033[?1049l";
	FILE *f = fopen(path, "rb");
	char *p = malloc(64 << 20), *end;

	if (f == NULL || p == NULL)
		die("the stream cannot be read");
	*len = fread(p, 1, 64 << 20, f);
	fclose(f);
	end = memmem(p, *len, leave, sizeof(leave) - 1);
	if (end != NULL)
		*len = (size_t)(end - p);
	return p;
}

static int
on_property(VTermProp prop, VTermValue *v, void *arg)
{
	if (prop == VTERM_PROP_CURSORVISIBLE)
		((struct shot *)arg)->cursor = v->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = on_property };

static uint32_t
colour_of(const struct shot *s, const VTermColor *c, bool back, bool bold)
{
	const uint32_t *table = s->light ? light_colours : dark_colours;
	int i;

	if (back ? VTERM_COLOR_IS_DEFAULT_BG(c) : VTERM_COLOR_IS_DEFAULT_FG(c))
		return back	  ? s->light ? 0xffffff : 0x16181d
		       : s->light ? 0x1b1e24
		       : bold	  ? 0xffffff
				  : 0xd5d9e0;
	if (VTERM_COLOR_IS_INDEXED(c) && c->indexed.idx < 16) {
		i = c->indexed.idx;
		return table[bold && !back && i < 8 ? i + 8 : i];
	}
	if (VTERM_COLOR_IS_INDEXED(c))
		return 0x808080;
	return (uint32_t)c->rgb.red << 16 | (uint32_t)c->rgb.green << 8 |
	       c->rgb.blue;
}

static void
ink(const struct shot *s, uint32_t rgb)
{
	cairo_set_source_rgb(s->cr, (rgb >> 16 & 255) / 255.0,
	    (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
}

static void
put_utf8(char *to, uint32_t cp)
{
	char b[8];
	gint n = g_unichar_to_utf8(cp, b);

	b[n] = '\0';
	strcat(to, b);
}

static void
draw_text(const struct shot *s, const VTermScreenCell *c, int x, int y)
{
	char text[64] = "";
	PangoLayout *l;

	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && c->chars[i] != 0; i++)
		put_utf8(text, c->chars[i]);
	l = pango_cairo_create_layout(s->cr);
	pango_layout_set_font_description(
	    l, c->width == 2 ? s->wide : s->narrow);
	pango_layout_set_text(l, text, -1);
	cairo_move_to(s->cr, x,
	    y + BASE - pango_layout_get_baseline(l) / (double)PANGO_SCALE);
	pango_cairo_show_layout(s->cr, l);
	g_object_unref(l);
}

static void
draw_cell(const struct shot *s, VTermPos pos)
{
	VTermScreenCell c;
	int x = MARGIN + pos.col * CELL_W, y = MARGIN + pos.row * CELL_H;
	uint32_t fg, bg, swap;

	vterm_screen_get_cell(s->screen, pos, &c);
	if (c.chars[0] == (uint32_t)-1)
		return;
	fg = colour_of(s, &c.fg, false, c.attrs.bold);
	bg = colour_of(s, &c.bg, true, false);
	if (c.attrs.reverse) {
		swap = fg;
		fg = bg;
		bg = swap;
	}
	ink(s, bg);
	cairo_rectangle(s->cr, x, y, CELL_W * c.width, CELL_H);
	cairo_fill(s->cr);
	ink(s, fg);
	/* Rules are drawn through, as a terminal's font joins them. */
	if (c.chars[0] != 0 && c.chars[0] != ' ')
		draw_text(s, &c, x, y);
	if (c.attrs.underline) {
		cairo_rectangle(s->cr, x, y + CELL_H - 3, CELL_W * c.width, 1);
		cairo_fill(s->cr);
	}
}

static void
draw_cursor(const struct shot *s)
{
	VTermPos at;

	vterm_state_get_cursorpos(vterm_obtain_state(s->vt), &at);
	if (!s->cursor || at.row >= s->rows || at.col >= s->cols)
		return;
	ink(s, s->light ? 0x1f4fa8 : 0xf2cc60);
	cairo_rectangle(s->cr, MARGIN + at.col * CELL_W,
	    MARGIN + at.row * CELL_H + CELL_H - 4, CELL_W, 3);
	cairo_fill(s->cr);
}

static void
draw_all(struct shot *s, const char *to)
{
	cairo_surface_t *surface =
	    cairo_image_surface_create(CAIRO_FORMAT_RGB24,
		s->cols * CELL_W + 2 * MARGIN, s->rows * CELL_H + 2 * MARGIN);
	VTermPos pos;

	s->cr = cairo_create(surface);
	s->narrow = pango_font_description_from_string("DejaVu Sans Mono 11");
	s->wide =
	    pango_font_description_from_string("Noto Sans Mono CJK SC 13");
	pango_font_description_set_absolute_size(s->narrow, 15 * PANGO_SCALE);
	pango_font_description_set_absolute_size(s->wide, 18 * PANGO_SCALE);
	ink(s, s->light ? 0xffffff : 0x16181d);
	cairo_paint(s->cr);
	for (pos.row = 0; pos.row < s->rows; pos.row++)
		for (pos.col = 0; pos.col < s->cols; pos.col++)
			draw_cell(s, pos);
	draw_cursor(s);
	if (cairo_surface_write_to_png(surface, to) != CAIRO_STATUS_SUCCESS)
		die("the picture cannot be written");
	pango_font_description_free(s->narrow);
	pango_font_description_free(s->wide);
	cairo_destroy(s->cr);
	cairo_surface_destroy(surface);
}

static void
print_all(const struct shot *s)
{
	VTermScreenCell c;
	VTermPos pos;
	char text[64];

	for (pos.row = 0; pos.row < s->rows; pos.row++) {
		for (pos.col = 0; pos.col < s->cols; pos.col += c.width) {
			vterm_screen_get_cell(s->screen, pos, &c);
			text[0] = '\0';
			for (int i = 0;
			     i < VTERM_MAX_CHARS_PER_CELL && c.chars[i] != 0;
			     i++)
				put_utf8(text, c.chars[i]);
			fputs(text[0] != '\0' ? text : " ", stdout);
		}
		putchar('\n');
	}
}

static const char usage[] = "usage: shot [-r ROWS] [-c COLS] [-l] STREAM PNG, "
			    "or shot [-r ROWS] [-c COLS] -t STREAM";

int
main(int argc, char **argv)
{
	struct shot s = { .rows = 24, .cols = 80, .cursor = true };
	bool as_text = false;
	size_t len;
	char *p;
	int o;

	while ((o = getopt(argc, argv, "r:c:lt")) != -1)
		if (o == 'r')
			s.rows = atoi(optarg);
		else if (o == 'c')
			s.cols = atoi(optarg);
		else if (o == 'l')
			s.light = true;
		else if (o == 't')
			as_text = true;
		else
			die(usage);
	if (argc - optind != (as_text ? 1 : 2) || s.rows < 1 || s.cols < 1)
		die(usage);
	p = read_stream(argv[optind], &len);
	s.vt = vterm_new(s.rows, s.cols);
	vterm_set_utf8(s.vt, 1);
	s.screen = vterm_obtain_screen(s.vt);
	vterm_screen_enable_altscreen(s.screen, 1);
	vterm_screen_set_callbacks(s.screen, &callbacks, &s);
	vterm_screen_reset(s.screen, 1);
	vterm_input_write(s.vt, p, len);
	if (as_text)
		print_all(&s);
	else
		draw_all(&s, argv[optind + 1]);
	vterm_free(s.vt);
	free(p);
	return 0;
}
