/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TUI_THEME_H
#define TUI_THEME_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What a piece of text is; a theme says how it looks.  Meaning is always in
 * the words too: a theme without any colour loses nothing.
 */
enum tui_role {
	TUI_PLAIN,
	TUI_TITLE, /* line 1, headings */
	TUI_RULE,
	TUI_HEAD,     /* the heads of columns, names of fields */
	TUI_MARK,     /* the ">" of the cursor and the row it stands on */
	TUI_FIELD,    /* what is typed */
	TUI_FIELD_ON, /* the brackets of the field with the cursor */
	TUI_CHOSEN,   /* the answer chosen */
	TUI_KEY_NAME, /* "F2" in the key line */
	TUI_KEY_WORD, /* what it does */
	TUI_MESSAGE,
	TUI_ALERT, /* danger; a refusal */
	TUI_LATE,  /* overdue */
	TUI_SOON,
	TUI_GOOD,  /* done, saved */
	TUI_FAINT, /* beside the point */
	TUI_ROLES
};

struct tui_style {
	short fg, bg; /* 0..15, or -1 for the terminal's own */
	bool bold, underline, reverse, dim;
};

#define TUI_THEME_NAME 33

struct tui_theme {
	char name[TUI_THEME_NAME];
	bool frames; /* rules are drawn; else left blank */
	struct tui_style style[TUI_ROLES];
};

/* Nothing but bold and underline: when no theme can be read. */
void tui_theme_none(struct tui_theme *t);

/*
 * Read a theme from its text:
 *	# comment
 *	frames = yes
 *	title = bright-white default bold
 * Every role must be given once, nothing else may stand there.  ERR_INPUT,
 * and in why what is wrong with which line ("FILE:3: ..."), *t untouched.
 * name stands for the file in why and becomes the theme's name.
 */
int tui_theme_read(struct tui_theme *t, const char *name, const char *text,
    size_t len, char *why, size_t size);

/* All the themes of a folder (files *.theme), sorted by name; read before
 * rights are dropped.  Those with an error are left out and logged.  NULL is
 * never given; the first is the one without colour if there are none. */
struct tui_themes;
struct tui_themes *tui_themes_load(const char *dir);
void tui_themes_free(struct tui_themes *ts); /* NULL is fine */
int tui_themes_count(const struct tui_themes *ts);
const struct tui_theme *tui_themes_at(const struct tui_themes *ts, int i);
/* The one of that name, else "default", else the first. */
const struct tui_theme *
tui_themes_find(const struct tui_themes *ts, const char *name);

#endif
