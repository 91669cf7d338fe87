/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stddef.h>
#include <stdint.h>

struct buf;

/*
 * Text that came from a person.  Two borders: text_clean() where it comes in
 * (import, keyboard, paste), text_for_screen() where it goes out (terminal,
 * log, CSV, an answer of the command line).  Widths are terminal cells as
 * wcwidth() has them in C.UTF-8, so lang_set() must have been called.
 */

/* The next character of s (n bytes): its code point in *cp and the bytes it
 * takes, 0 at the end.  What is not UTF-8 counts one byte, *cp = TEXT_BAD. */
#define TEXT_BAD UINT32_MAX
size_t text_next(const char *s, size_t n, uint32_t *cp);
/* Append cp as UTF-8. */
void text_put(struct buf *out, uint32_t cp);

/* 1 or 2 cells, 0 for a mark that stands on the one before, -1 for what must
 * not reach a terminal: controls, marks that reorder a line, invisible ones,
 * private use, noncharacters, characters this system does not know. */
int text_cells(uint32_t cp);

/*
 * Append s (len bytes) to out, safe to show: at most cols cells.  A byte that
 * is not UTF-8 is shown as \xNN, a character that must not reach a terminal
 * as [U+202E], a Han character newer than the system as U+3013; at most two
 * marks stand on one base.  Return the cells used.  What does not fit is
 * left away, never half a character or half an escape.
 */
int text_for_screen(struct buf *out, const char *s, size_t len, int cols);

/* Cells s takes when shown by text_for_screen(). */
int text_width(const char *s, size_t len);
/* How many bytes of s fit into cols cells. */
size_t text_cut(const char *s, size_t len, int cols);

/* The same, a piece at a time and without memory of its own: what is shown for
 * the next character in to, its cells; returns the bytes taken, 0 at the end.
 * Cells is 0 for a mark; to is empty if nothing is to be shown. */
struct text_walk {
	const char *s;
	size_t left;
	int marks;
	_Bool base;
};
void text_walk_begin(struct text_walk *w, const char *s, size_t len);
size_t text_walk_next(struct text_walk *w, char to[16], int *cells);

/*
 * Append s without what does not belong into a record: the same characters
 * as above are left out, bytes that are not UTF-8 become U+FFFD, a tab a
 * blank.  With TEXT_LINES line ends stay (as \n), else they become blanks.
 * Return how many characters were left out or replaced, tabs and line ends
 * not counted: an import refuses when it is not 0.
 */
enum { TEXT_ONE_LINE = 0, TEXT_LINES = 1 };
size_t text_clean(struct buf *out, const char *s, size_t len, int how);

/* A full-width digit, question mark, colon or slash as the plain one; every
 * other character as it is. */
uint32_t text_narrow(uint32_t cp);
/* The same for all of s, and for the dash, the full stop and the blank of an
 * input method.  false if it does not fit; never longer than s. */
_Bool text_plain(const char *s, char *to, size_t size);

#endif
