/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/theme.h"

/*
 * What is to be seen, as cells in memory.  Everything is drawn through a view:
 * a part of the canvas with its own origin, outside of which nothing is
 * touched.  All text passes text_for_screen() here, so no byte that a person
 * wrote can steer a terminal.  Half of a wide character never stays: the
 * other half becomes a blank.
 */
struct tui_canvas;

struct tui_view {
	struct tui_canvas *canvas;
	int y, x, h, w; /* on the canvas */
};

struct tui_canvas *tui_canvas_new(int h, int w);
void tui_canvas_free(struct tui_canvas *c); /* NULL is fine */
/* The whole of it. */
struct tui_view tui_canvas_view(struct tui_canvas *c);
/* Blank, no caret. */
void tui_canvas_clear(struct tui_canvas *c);
/* A row as UTF-8 without the blanks at its end, for tests: appended. */
struct buf;
void tui_canvas_row(const struct tui_canvas *c, int y, struct buf *out);

/* A part of v, cut to v. */
struct tui_view tui_sub(struct tui_view v, int y, int x, int h, int w);

/* Text at (y, x) to the end of the view at most; returns the cells used. */
int
tui_text(struct tui_view v, int y, int x, enum tui_role role, const char *s);
int tui_text_n(struct tui_view v, int y, int x, enum tui_role role,
    const char *s, size_t len);
int tui_text_f(struct tui_view v, int y, int x, enum tui_role role,
    const char *fmt, ...) __attribute__((format(printf, 5, 6)));
/* Text in exactly w cells: cut (with ".." when it is) or filled with blanks. */
void tui_cell(
    struct tui_view v, int y, int x, int w, enum tui_role role, const char *s);
/* Text that ends just before column x; returns where it begins. */
int
tui_right(struct tui_view v, int y, int x, enum tui_role role, const char *s);
/* Text broken into lines from row y on, h lines at most; returns the lines. */
int tui_para(
    struct tui_view v, int y, int x, int h, enum tui_role role, const char *s);
/* A line across the view. */
void tui_rule(struct tui_view v, int y);
/* "[" and "]" as the first and the last of w cells: where a value stands. */
void tui_brackets(struct tui_view v, int y, int x, int w, enum tui_role role);
/* Where the terminal's cursor is to stand: the last call counts. */
void tui_caret(struct tui_view v, int y, int x);
/*
 * For the mouse: Up and Down go through n rows here, the cursor stands in row
 * at; then, for each line that shows one of them, which.  What was said before
 * is forgotten: the last list drawn counts, as with the caret.
 */
void tui_rows(struct tui_view v, size_t at, size_t n);
void tui_row(struct tui_view v, int y, size_t i);
/* It is read aloud: nothing is drawn, and what a sign or a place would say
 * stands in a word. */
bool tui_is_spoken(struct tui_view v);
/* Give the cells of a row another role: a row that is chosen, late ... */
void tui_paint(struct tui_view v, int y, int x, int w, enum tui_role role);

/* Bytes of s that make its first line when it may take cols cells: never
 * begins a line with a closing mark, never ends one with an opening one
 * (UAX 14).  A \n ends the line and is counted. */
size_t tui_wrap(const char *s, size_t len, int cols);

#endif
