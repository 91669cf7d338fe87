/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TUI_MOUSE_H
#define TUI_MOUSE_H

#include <stdbool.h>

/*
 * The mouse, where a person wants one: nothing needs it, and nothing of it is
 * sent or read before tui_use_mouse().  Terminals tell it in one form, SGR
 * (1000 and 1006); PuTTY, Xshell, xterm and the Windows Terminal know it.
 */
enum tui_mouse_what { TUI_CLICK, TUI_WHEEL_UP, TUI_WHEEL_DOWN };

struct tui_mouse {
	enum tui_mouse_what what;
	int y, x; /* cells, from 0 */
};

struct tui;

/* Have the terminal tell of it, or not any more; tui_close() ends it too. */
void tui_use_mouse(struct tui *t, bool on);
/* What it means for the rows last shown (tui_rows()): so many presses of Down,
 * or of Up when negative; 0: the row with the cursor, once more.  false: there
 * is no row. */
bool tui_mouse_means(const struct tui *t, const struct tui_mouse *m, int *by);

#endif
