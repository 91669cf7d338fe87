/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TUI_FIELD_H
#define TUI_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/canvas.h"
#include "tui/key.h"

struct buf_memory;

/*
 * One line that is typed into.  It scrolls when the text is longer than its
 * place.  What is typed or pasted passes text_clean(); what does not fit is
 * refused whole, so no word is cut unseen.
 */
struct tui_field;

struct tui_field_spec {
	size_t max;  /* bytes; 0: 256 */
	int cells;   /* cells at most; 0: any */
	bool digits; /* digits alone, full-width ones narrowed */
	bool narrow; /* a number or a sign: full-width ones narrowed */
	bool masked; /* a passphrase: one * a character */
	const struct buf_memory *memory; /* NULL: malloc */
};

struct tui_field *tui_field_new(const struct tui_field_spec *spec);
void tui_field_free(struct tui_field *f); /* NULL is fine */

/* The text, NUL at its end; valid until the field changes. */
const char *tui_field_text(struct tui_field *f);
size_t tui_field_len(const struct tui_field *f);
/* Put s (cleaned, cut to fit) there, the caret behind it. */
void tui_field_set(struct tui_field *f, const char *s);
/* The number typed, -1 when it is empty. */
long tui_field_number(struct tui_field *f);
size_t tui_field_caret(const struct tui_field *f);
void tui_field_set_caret(struct tui_field *f, size_t byte);

/* Draw "[text   ]" in the w cells at (y, x); has: it has the cursor. */
void tui_field_draw(
    struct tui_field *f, struct tui_view v, int y, int x, int w, bool has);
/* The same without brackets: a search line. */
void tui_field_draw_bare(
    struct tui_field *f, struct tui_view v, int y, int x, int w, bool has);
enum tui_used tui_field_key(struct tui_field *f, uint32_t key);
enum tui_used tui_field_paste(struct tui_field *f, const char *s, size_t n);

#endif
