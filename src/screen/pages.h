/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_PAGES_H
#define SCREEN_PAGES_H

#include <stddef.h>
#include <stdint.h>

#include "act/warning.h"
#include "tui/list.h"

/*
 * A list of the store a page at a time: the screen holds one page of rows,
 * and each page begins behind the last row of the one before, by its key.
 */
#define PAGES_MAX 4096
#define PAGES_TEXT 64 /* a login and its end */

union pages_key {
	int64_t number; /* an id, a place in the tree */
	struct {
		int64_t at, id;
	} time; /* of lists in the order of time */
	char text[PAGES_TEXT];
	struct warning_place place;
};

struct pages {
	void *screen;
	size_t rows; /* of a whole page */
	size_t n;    /* of the one that stands there */
	/* Fill the page behind `after`, pages.n rows of it. */
	int (*read)(void *screen, const union pages_key *after);
	/* The key of the last row. */
	void (*last)(void *screen, union pages_key *to);
	int page;
	union pages_key after[PAGES_MAX];
};

/* The screen's own rows, so many a page; its struct came zeroed. */
void pages_init(struct pages *p, void *screen, size_t rows,
    int (*read)(void *screen, const union pages_key *after),
    void (*last)(void *screen, union pages_key *to));
int pages_first(struct pages *p);
int pages_again(struct pages *p); /* the same page, if it has rows yet */
/* The same, and the cursor stays with the row it stood on: what is done next
 * must not be done to another.  first: the id within the first row; rows lie
 * size bytes apart. */
int pages_again_on(
    struct pages *p, struct tui_list *list, const int64_t *first, size_t size);
/* Nothing stands there, and the first page is the one to read again. */
void pages_clear(struct pages *p);
/* For tui_list_ops.turn: ERR_NOT_FOUND where there is no other. */
int pages_turn(struct pages *p, enum tui_turn to);

#endif
