/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TUI_AREA_INTERNAL_H
#define TUI_AREA_INTERNAL_H

#include "tui/area.h"

struct buf;

/* What area.c and area_pack.c share. */

/* A change, to be done again backwards: n bytes put in or taken out at at.
 * The bytes follow; the whole length stands behind, so that the history can
 * be read from its end. */
struct change {
	size_t at, n, caret;
	bool inserted, joined; /* joined: undone with the one before */
};

struct tui_area {
	size_t max, caret, top;
	int w, h;   /* as last drawn */
	int column; /* where Up and Down want to be; -1: here */
	struct buf *text, *undo, *redo;
	const struct buf_memory *memory;
	bool typing; /* the last change may be added to */
};

size_t area_record_bytes(const struct change *c);
void area_history_add(struct buf *h, const struct change *c, const void *p);
/* The record that ends at len, the newest one at the end of h: *p points at
 * its bytes, which stay in h. */
bool area_history_last(
    const struct buf *h, size_t len, struct change *c, const uint8_t **p);

#endif
