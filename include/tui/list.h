/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TUI_LIST_H
#define TUI_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/canvas.h"
#include "tui/key.h"

/*
 * A list knows nothing of what it lists: it asks for the rows it shows.  Long
 * lists are read from the store a page at a time: the screen holds one page,
 * and turn() reads the next one in its place.
 */
enum tui_turn { TUI_FIRST, TUI_NEXT, TUI_PREVIOUS, TUI_LAST };

struct tui_list_ops {
	size_t (*count)(void *data);
	/* Draw row i into line, one row high; column 0 is the marker's. */
	void (*row)(void *data, size_t i, struct tui_view line);
	/* Read another page of at most rows rows; ERR_NOT_FOUND if there is
	 * none.  NULL: the list is whole as it stands. */
	int (*turn)(void *data, enum tui_turn to, int rows);
};

struct tui_list {
	const struct tui_list_ops *ops; /* static */
	void *data;			/* the screen's, never the list's */
	size_t top, at;			/* first row shown; the cursor */
	int rows;			/* rows shown at the last drawing */
};

/* Draw the rows that can be seen; has: the caret stands at the marker. */
void tui_list_draw(struct tui_list *l, struct tui_view v, bool has);
/* Its rows are those of the mouse: said by tui_list_draw() with the caret, else
 * by who hands Up and Down on to it. */
void tui_list_rows(const struct tui_list *l, struct tui_view v);
/* Up, Down, PgUp, PgDn, Home, End. */
enum tui_used tui_list_key(struct tui_list *l, uint32_t key);
/* The cursor to row i, after the data has changed: cut to what there is. */
void tui_list_go(struct tui_list *l, size_t i);

/*
 * Columns of a table.  grow says how the room left over is shared out; a
 * column with drop is left away first when there is too little.
 */
struct tui_column {
	const char *head; /* a msgid; NULL: none */
	int w;		  /* cells at least */
	int grow;
	bool drop;
};
#define TUI_COLUMNS_MAX 16

/* Where each column begins and how wide it is (0: dropped) in w cells, one
 * blank between two of them; x[i] counts from the marker's column. */
void tui_columns_lay(const struct tui_column *cols, int n, int w,
    int x[TUI_COLUMNS_MAX], int width[TUI_COLUMNS_MAX]);
/* The heads, in row y of v. */
void tui_columns_head(
    const struct tui_column *cols, int n, struct tui_view v, int y);
/* The texts of a row; texts[i] NULL is blank. */
void tui_columns_row(const struct tui_column *cols, int n, struct tui_view line,
    enum tui_role role, const char *const *texts);

#endif
