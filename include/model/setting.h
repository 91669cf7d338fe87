/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_SETTING_H
#define MODEL_SETTING_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/*
 * What a person may set for themselves: one table, from which the screen of
 * settings, `xinqing setting` and their help are made.  To add one: a name
 * here, a row in setting.c, its words in po/zh_CN/setting.po.
 */
enum setting_id {
	SETTING_LANGUAGE,
	SETTING_THEME,
	SETTING_BELL,	/* one ring for a new call */
	SETTING_SLOW,	/* clocks each minute */
	SETTING_LEDGER, /* what of the ledger is shown */
	SETTING_START,	/* the screen after signing in */
	SETTING_WIDTH,	/* of signs that clients draw wide or narrow */
	SETTING_MOUSE,
	SETTING_OWN, /* colours that were brought; in force once SETTING_THEME
			is the same */
	SETTING_PRACTICE, /* how far they have practised */
	SETTING_COUNT
};

enum setting_kind {
	SETTING_CHOICE, /* one of the values that stand in the table */
	SETTING_NAME,	/* these, or another name: a theme of this house; or a
			   look */
	SETTING_FILTER, /* these, or a text of model/warning_filter.h */
	SETTING_LOOK,	/* these, or a theme in one word: base/theme.h */
	SETTING_KINDS
};

#define SETTING_MAX 160 /* bytes of a value, and its end */

struct setting_value {
	const char *value; /* "auto"; NULL ends the list */
	const char *words; /* msgid: "by itself" */
};

struct setting {
	const char *name; /* "slow", for scripts and the store */
	enum setting_kind kind;
	const char *dflt;
	const struct setting_value *values;
	const char *words; /* msgid, what it is called */
	const char *help;  /* msgid, a sentence */
};

const struct setting *setting_at(enum setting_id id);
/* SETTING_COUNT if there is no such name. */
enum setting_id setting_of(const char *name);
/* "choice", for scripts. */
const char *setting_kind_name(enum setting_kind k);

/* May it be set to this? */
bool setting_fits(enum setting_id id, const char *value);
/* A msgid; a name that is in no list is shown as it is. */
const char *setting_words(enum setting_id id, const char *value);
/* "on, off": what stands in the table. */
void setting_values(enum setting_id id, struct buf *out);

/* The table, for the manual. */
void setting_print(struct buf *out);

#endif
