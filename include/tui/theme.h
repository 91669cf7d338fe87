/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TUI_THEME_H
#define TUI_THEME_H

#include "base/theme.h"

/*
 * What a piece of text is; a theme says how it looks.  Meaning is always in
 * the words too: a theme without any colour loses nothing.
 */
enum tui_role {
	TUI_PLAIN = THEME_PLAIN,
	TUI_TITLE = THEME_TITLE, /* line 1, headings */
	TUI_RULE = THEME_RULE,
	TUI_HEAD = THEME_HEAD,	 /* the heads of columns, names of fields */
	TUI_MARK = THEME_MARK,	 /* the ">" of the cursor, its row */
	TUI_FIELD = THEME_FIELD, /* what is typed */
	TUI_FIELD_ON =
	    THEME_FIELD_ON,	   /* brackets of the field with the cursor */
	TUI_CHOSEN = THEME_CHOSEN, /* the answer chosen */
	TUI_KEY_NAME = THEME_KEY_NAME, /* "F2" in the key line */
	TUI_KEY_WORD = THEME_KEY_WORD, /* what it does */
	TUI_MESSAGE = THEME_MESSAGE,
	TUI_ALERT = THEME_ALERT, /* danger; a refusal */
	TUI_LATE = THEME_LATE,	 /* overdue */
	TUI_SOON = THEME_SOON,
	TUI_GOOD = THEME_GOOD,	 /* done, saved */
	TUI_FAINT = THEME_FAINT, /* beside the point */
	TUI_ROLES = THEME_ROLES
};

/* All the themes of a folder (files *.theme), sorted by name; read before
 * rights are dropped.  Those with an error are left out and logged.  NULL is
 * never given; the first is the one without colour if there are none. */
struct tui_themes;
struct tui_themes *tui_themes_load(const char *dir);
void tui_themes_free(struct tui_themes *ts); /* NULL is fine */
int tui_themes_count(const struct tui_themes *ts);
const struct theme *tui_themes_at(const struct tui_themes *ts, int i);
/* The one of that name, else "default", else the first. */
const struct theme *
tui_themes_find(const struct tui_themes *ts, const char *name);

#endif
