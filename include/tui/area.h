/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TUI_AREA_H
#define TUI_AREA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/canvas.h"
#include "tui/key.h"

struct buf;
struct buf_memory;

/*
 * A text of many lines: notes, reasons.  Lines are broken as Chinese is set
 * (no line begins with a closing mark).  Text and undo stand in the memory
 * given, which for narratives is sealed_memory().  The caret is a byte offset:
 * it stays in its word when the terminal changes its size.
 *
 * Keys: arrows, Home, End, PgUp, PgDn, Ctrl-Left/Right, Backspace, Delete,
 * Enter, Ctrl-U (from line start), Ctrl-W (word), Ctrl-Z undo, Ctrl-Y redo.
 * Up in the first line and Down in the last one are passed on, as is Tab.
 */
struct tui_area;

/* max bytes (0: 65536); memory NULL: malloc. */
struct tui_area *tui_area_new(size_t max, const struct buf_memory *memory);
void tui_area_free(struct tui_area *a); /* NULL is fine */

const char *tui_area_text(struct tui_area *a); /* NUL at its end */
size_t tui_area_len(const struct tui_area *a);
/* Replace all (cleaned, cut to fit); the caret at its end, undo forgotten. */
void tui_area_set(struct tui_area *a, const char *s, size_t n);
size_t tui_area_caret(const struct tui_area *a);
void tui_area_set_caret(struct tui_area *a, size_t byte);

/* Draw into v, scrolled so that the caret is seen. */
void tui_area_draw(struct tui_area *a, struct tui_view v, bool has);
enum tui_used tui_area_key(struct tui_area *a, uint32_t key);
enum tui_used tui_area_paste(struct tui_area *a, const char *s, size_t n);
bool tui_area_undo(struct tui_area *a); /* false: nothing left */
bool tui_area_redo(struct tui_area *a);

/*
 * Text, caret and what can be undone as bytes, of the history the newest
 * `history` bytes; and back, into an area that has the same text.  ERR_INPUT,
 * with nothing to undo, when the text is another or the bytes are not whole.
 */
void tui_area_pack(const struct tui_area *a, size_t history, struct buf *out);
int tui_area_unpack(struct tui_area *a, struct buf *in);

#endif
