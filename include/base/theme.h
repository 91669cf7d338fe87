/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_THEME_H
#define BASE_THEME_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/*
 * How each kind of text looks: a file of themes/, or one a person brought.
 * Plain values; tui/ shows them.
 */
enum theme_role {
	THEME_PLAIN,
	THEME_TITLE,
	THEME_RULE,
	THEME_HEAD,
	THEME_MARK,
	THEME_FIELD,
	THEME_FIELD_ON,
	THEME_CHOSEN,
	THEME_KEY_NAME,
	THEME_KEY_WORD,
	THEME_MESSAGE,
	THEME_ALERT,
	THEME_LATE,
	THEME_SOON,
	THEME_GOOD,
	THEME_FAINT,
	THEME_ROLES
};

struct theme_style {
	short fg, bg; /* 0..15, or -1 for the terminal's own */
	bool bold, underline, reverse, dim;
};

#define THEME_NAME 33
#define THEME_BYTES_MAX 16384 /* of its text */

struct theme {
	char name[THEME_NAME];
	bool frames; /* rules and brackets are drawn; else all is in words */
	bool clocks; /* they move by themselves; else with a key */
	struct theme_style style[THEME_ROLES];
};

/* "field-on", as in the file. */
const char *theme_role_name(enum theme_role role);

/* Nothing but bold and underline: when no theme can be read. */
void theme_none(struct theme *t);

/*
 * Read a theme from its text:
 *	# comment
 *	frames = yes
 *	clocks = yes
 *	title = bright-white default bold
 * Both and every role must be given once, nothing else may stand there, and
 * all of it must be readable (theme_light()).  ERR_INPUT, and in why what is
 * wrong with which line ("FILE:3: ..."), never what stood there; *t untouched.
 *name stands for the file in why and becomes the theme's name.
 */
int theme_read(struct theme *t, const char *name, const char *text, size_t len,
    char *why, size_t size);

/* A text that theme_read() reads as this. */
void theme_print(const struct theme *t, struct buf *out);

/*
 * The same in one word of at most THEME_PACK_MAX bytes, as a setting keeps it,
 * and back: false, *t untouched, for anything else and for what cannot be
 * read.
 */
#define THEME_PACK_MAX 64
void theme_pack(const struct theme *t, char to[THEME_PACK_MAX]);
bool theme_unpack(const char *packed, struct theme *t);

/*
 * How far ink stands from paper: the contrast ratio of WCAG 2.1 (1.0 to 21.0,
 * "relative luminance"), the worst that a common client makes of it, on a dark
 * or a light terminal.  It is 3.0 at least (success criterion 1.4.3, large
 * text) for all that is read, on one of the two.
 */
#define THEME_CONTRAST_LEAST 3.0
#define THEME_CONTRAST_GOOD 4.5 /* 1.4.3, text of any size */
double theme_contrast(const struct theme_style *s, bool light);
/* 1: fit for a light terminal; 0: for a dark one (and perhaps for both); -1:
 * for neither, and *worst is what stops it where it comes nearest. */
int theme_light(const struct theme *t, enum theme_role *worst);

#endif
