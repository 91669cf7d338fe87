/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TUI_CHOICE_H
#define TUI_CHOICE_H

#include <stdbool.h>
#include <stdint.h>

#include "tui/canvas.h"
#include "tui/key.h"

/*
 * One of up to nine answers, by its digit or by Left, Right and Space.  Plain
 * structs: set them up with an initializer.  options are msgids, looked up
 * when they are drawn (a text that is none is shown as it is), so the language
 * can change at any moment; owned by the screen.
 *
 *	 1 no   [2 yes]   3 yes, with a plan
 */
struct tui_choice {
	const char *const *options;
	int n;
	int chosen; /* 0..n-1, -1: none yet */
	int at;	    /* where the cursor is */
	bool down;  /* one a line, with ">" */
};

/* Draw from (y, x) on, in the view's width; returns the lines used. */
int tui_choice_draw(
    const struct tui_choice *c, struct tui_view v, int y, int x, bool has);
enum tui_used tui_choice_key(struct tui_choice *c, uint32_t key);

/*
 * Any of up to 64, by Space or digit; arrows move.
 *	 [x] mood   [ ] behaviour
 */
struct tui_checks {
	const char *const *options;
	int n;
	uint64_t on; /* bit i: option i */
	int at;
	int across;  /* how many stand side by side; 0: 1 */
	bool digits; /* options carry their number, digits work */
};

int tui_checks_draw(
    const struct tui_checks *c, struct tui_view v, int y, int x, bool has);
enum tui_used tui_checks_key(struct tui_checks *c, uint32_t key);

#endif
