/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/canvas.h"
#include "tui/key.h"
#include "tui/mouse.h"
#include "tui/theme.h"

struct buf_memory;
struct tui;

/*
 * One terminal; one a process, because curses is.  Keys come out of it, cells
 * go into it; what has changed between two pictures is all that is sent.
 */
struct tui_options {
	int fd;		  /* the terminal, for reading and writing */
	const char *term; /* must be known to terminfo: tui_term_known() */
	const struct theme *theme;	 /* borrowed */
	const struct buf_memory *memory; /* for what is typed; NULL: malloc */
	int probe_ms; /* how long to wait for the terminal to say how
			 wide it draws; 0: do not ask.  A later answer comes
			 as TUI_TOLD */
};

/* May the client's TERM be used?  Only [A-Za-z0-9._+-]{1,32} that terminfo
 * finds, and not a dumb one. */
bool tui_term_known(const char *term);
/* False for terminals that cannot draw Han: the Linux console. */
bool tui_term_has_han(const char *term);

/* ERR_UNKNOWN for a TERM that is not known, ERR_SYSTEM for no terminal.
 * SIGWINCH and SIGTERM are blocked from here on and read in tui_wait(),
 * SIGHUP, SIGTSTP and SIGPIPE ignored. */
int tui_open(struct tui **out, const struct tui_options *o);
void tui_close(struct tui *t); /* puts the terminal back; NULL is fine */

/* What the terminal answered: are its characters UTF-8? (no answer: yes) */
bool tui_is_utf8(const struct tui *t);
bool tui_is_gb18030(const struct tui *t); /* it has been told to be */

/* The client is set to GB18030 (or GBK, its smaller part): from here on what
 * goes out is turned into it, and what comes in out of it; tui_redraw() first
 * if something stands there.  False if this system cannot. */
bool tui_use_gb18030(struct tui *t);
/* Read the tables for that, before files are given up. */
bool tui_load_gb18030(void);

/* Signs like the quotation mark: as wide as the terminal said at the start, or
 * as the person says, whatever it said.  Where they are wide, plain ones are
 * sent instead. */
enum tui_width { TUI_WIDTH_ASKED, TUI_WIDTH_NARROW, TUI_WIDTH_WIDE };
void tui_use_width(struct tui *t, enum tui_width width);

enum tui_event_kind {
	TUI_KEY,    /* key */
	TUI_PASTED, /* text, len: valid until the next tui_wait() */
	TUI_MOUSE,  /* mouse: only after tui_use_mouse() */
	TUI_RESIZE, /* draw anew, in the size of now */
	TUI_READY,  /* the watched descriptor can be read */
	TUI_TOLD,   /* the terminal answered late: draw anew, and look at
		       tui_is_utf8() */
	TUI_IDLE,   /* the time is over */
	TUI_GONE,   /* the terminal has gone */
};
struct tui_event {
	uint32_t key;
	const char *text;
	size_t len;
	struct tui_mouse mouse;
};

/* Wait for one of these, ms at most (-1: for ever).  Input first. */
enum tui_event_kind tui_wait(struct tui *t, struct tui_event *ev, int ms);
/* Keys already here: paint only when there are none. */
bool tui_has_input(struct tui *t);
/* The terminal has room for output: painting would not stand still. */
bool tui_has_room(struct tui *t);
/* The terminal was slow to answer at the start, or did not: what changes by
 * the clock alone is better drawn seldom. */
bool tui_is_slow(const struct tui *t);
/* How long it took, there and back; 0: no answer yet. */
int tui_answer_ms(const struct tui *t);
/* One more descriptor to wait for; -1 for none. */
void tui_watch(struct tui *t, int fd);

/* A blank picture of the size of now; then draw; then show it. */
struct tui_view tui_begin(struct tui *t);
void tui_show(struct tui *t);
/* Line y of the picture that stands there, to be drawn over and shown by
 * itself; false where only a whole picture will do. */
bool tui_amend(struct tui *t, int y, struct tui_view *line);
void tui_show_line(struct tui *t, int y);
/* Forget what stands there: the next tui_show() sends everything. */
void tui_redraw(struct tui *t);
void tui_ring(struct tui *t);
/* Bytes as they are, around the picture: only for a page that says that this
 * terminal cannot show ours.  tui_redraw() afterwards. */
void tui_raw(struct tui *t, const char *s, size_t n);
void tui_use_theme(struct tui *t, const struct theme *theme);
/* The theme lets clocks move by themselves. */
bool tui_has_clocks(const struct tui *t);

#endif
