/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TUI_INTERNAL_H
#define TUI_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/canvas.h"
#include "tui/mouse.h"

struct buf;
struct buf_memory;

/* --- canvas.c ----------------------------------------------------------- */

#define CELL_CHARS 3 /* a base and two marks, as text_for_screen() caps */

struct tui_cell {
	uint32_t chars[CELL_CHARS]; /* [0] == 0: right half of a wide one */
	uint8_t role;
	uint8_t width; /* 1, 2; 0: right half */
};

struct tui_canvas {
	int h, w;
	struct tui_cell *cells;
	int caret_y, caret_x; /* -1: none */
	bool frames;	      /* rules are drawn */
	bool ascii;	      /* ambiguous widths must not be sent */
	int rows, rows_at;    /* tui_rows() */
	int *row_of;	      /* of each line; -1: none */
};

struct tui_cell *tui_cell_at(const struct tui_canvas *c, int y, int x);

/* --- key.c: bytes to keys, knowing nothing of terminals ------------------ */

struct tui_decoder;

enum tui_decoded {
	DECODED_NONE, /* more bytes are needed */
	DECODED_KEY,
	DECODED_PASTE,	/* tui_decoder_paste() has it */
	DECODED_REPORT, /* the cursor's column: an answer to a probe */
	DECODED_MOUSE,	/* tui_decoder_mouse() has it */
};

struct tui_decoder *tui_decoder_new(const struct buf_memory *m);
void tui_decoder_free(struct tui_decoder *d);
/* A sequence more, from terminfo; known ones stay. */
void tui_decoder_define(struct tui_decoder *d, const char *bytes, uint32_t key);
void tui_decoder_feed(struct tui_decoder *d, const void *p, size_t n);
/* Take one thing off.  over: no byte followed in time, so a lone Esc is the
 * key and half a sequence is dropped; half a character waits for its rest. */
enum tui_decoded
tui_decoder_take(struct tui_decoder *d, bool over, uint32_t *key);
/* Bytes are waiting that may become a sequence: ask again after a moment. */
bool tui_decoder_waits(const struct tui_decoder *d);
const struct buf *tui_decoder_paste(const struct tui_decoder *d);
/* The mouse is told of: its sequences are what they are, else nothing. */
void tui_decoder_use_mouse(struct tui_decoder *d, bool on);
const struct tui_mouse *tui_decoder_mouse(const struct tui_decoder *d);
/* A report anywhere among the bytes, taken out: what was typed before it
 * stays.  For the probe, which cannot wait for keys. */
bool tui_decoder_report(struct tui_decoder *d, int *column);

/* --- mouse.c ---------------------------------------------------------------
 */

/* ESC [ params final: a click or a turn of the wheel?  "<0;12;5", 'M'. */
bool tui_mouse_read(const char *params, char final, struct tui_mouse *m);

/* --- recode.c: a client that is set to GB18030 ---------------------------- */

struct tui_recode;

/* NULL if this system knows no GB18030. */
struct tui_recode *tui_recode_new(void);
void tui_recode_free(struct tui_recode *r); /* wipes; NULL is fine */
/*
 * The next n bytes from the client as UTF-8, and to it as GB18030, appended to
 * out.  Cut anywhere: the beginning of a character waits for its rest.  A byte
 * that begins none becomes '?'.
 */
void
tui_recode_in(struct tui_recode *r, const void *p, size_t n, struct buf *out);
void
tui_recode_out(struct tui_recode *r, const void *p, size_t n, struct buf *out);

/* --- edit.c: a text in a buffer, changed in its middle ------------------- */

void tui_edit_insert(struct buf *b, size_t at, const void *p, size_t n);
void tui_edit_delete(struct buf *b, size_t at, size_t n);
/* The next and the previous place for a caret: never inside a character or
 * between a base and its marks. */
size_t tui_edit_next(const struct buf *b, size_t at);
size_t tui_edit_prev(const struct buf *b, size_t at);
/* The nearest such place at or before at. */
size_t tui_edit_fit(const struct buf *b, size_t at);
/* The nearest at or behind at: where a caret stands when what was typed has
 * taken up a mark that followed. */
size_t tui_edit_after(const struct buf *b, size_t at);
/* The beginning of the word before at, and the end of the one behind it; each
 * Han character is a word. */
size_t tui_edit_word_prev(const struct buf *b, size_t at);
size_t tui_edit_word_next(const struct buf *b, size_t at);

#endif
