/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TUI_TERMINAL_H
#define TUI_TERMINAL_H

#include <curses.h>
#include <stdio.h>

#include "internal.h"
#include "tui/tui.h"

/* The one terminal of the process; tui.c, input.c, paint.c and probe.c. */
struct tui {
	int fd, signals, watched;
	FILE *file;	 /* where curses writes: a file of memory */
	struct buf *out; /* tui_pass_on(): on its way from there */
	SCREEN *screen;
	struct theme theme;
	struct tui_decoder *decoder;
	int rows, cols;
	struct tui_canvas *now, *shown;
	bool fresh; /* shown is not what stands there */
	bool gone, utf8, asked;
	int han_column;		   /* probe.c: the first answer; 0: none yet */
	struct tui_recode *recode; /* a client set to GB18030; NULL: UTF-8 */
	const struct buf_memory *memory; /* for what is typed */
	bool slow;			 /* probe.c: the answer took its time */
	int64_t asked_ms; /* probe.c: when; and how long it took */
	int answer_ms;
	bool wide; /* probe.c: signs of unsure width are, or may be */
	enum tui_width width; /* what the person says of that */
	bool mouse;	      /* told of: mouse.c */
};

/* tui.c: take the size of now; true if it is another. */
bool tui_take_size(struct tui *t);

/* tui.c: what curses has written goes on to the terminal, in one write. */
void tui_pass_on(struct tui *t);

/* input.c: bytes straight to the terminal, around curses. */
void tui_write(struct tui *t, const char *s, size_t n);
/* Read what is there, ms at most for the first byte; false: it has gone. */
bool tui_read(struct tui *t, int ms);

/* paint.c */
void tui_colours_open(struct tui *t);

/* probe.c: ask and wait; then each report that came too late, true when it was
 * the last one awaited. */
void tui_probe(struct tui *t, int ms);
/* probe.c: which signs may be sent, from all that is known of the client. */
void tui_width_apply(struct tui *t);
bool tui_probe_answer(struct tui *t, int column);

#endif
