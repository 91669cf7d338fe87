/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_PINYIN_H
#define MODEL_PINYIN_H

#include <stdbool.h>
#include <stddef.h>

/*
 * How a name is read and how it is looked up.  A reading is syllables parted
 * by one blank, without tones, u with two dots as v: "zeng yi nuo", "lv bu".
 * Keys are what the store keeps for searching, folded so that what a person
 * types meets them:
 *
 *	name	the name without blanks and middle dots, letters small
 *	py	the syllables joined, v as u: "zengyinuo", "lubu"
 *	ini	their first letters: "zyn"
 *
 * So lv and lu both find 吕.
 *
 * A field that is too small is cut at a character; nothing else can fail.
 */
#define PINYIN_READING_MAX 160 /* with the NUL, as are these */
#define PINYIN_NAME_KEY_MAX 96
#define PINYIN_PY_MAX 128
#define PINYIN_INITIALS_MAX 40

/* The usual reading of a name: surnames of several readings by the table of
 * surname.c, two-character ones too; a run of Latin letters is one syllable;
 * a character nobody gave us a reading for is "?". */
void pinyin_read(const char *name, char to[PINYIN_READING_MAX]);

/* A reading as a person types it, "Zēng Yī-nuò", made plain; false (to is
 * then "") if it holds anything but letters, marks of tone and blanks. */
bool pinyin_plain(const char *typed, char to[PINYIN_READING_MAX]);

void pinyin_keys(
    const char *reading, char py[PINYIN_PY_MAX], char ini[PINYIN_INITIALS_MAX]);
void pinyin_name_key(const char *name, char to[PINYIN_NAME_KEY_MAX]);

/* What a person typed into the search field. */
enum pinyin_query {
	PINYIN_NOTHING, /* empty, or no character to look for */
	PINYIN_LETTERS, /* Latin letters alone: py and ini keys */
	PINYIN_DIGITS,	/* a number, or its first digits */
	PINYIN_NAME,	/* anything else: name keys */
};
/* Fold it as the keys are: full-width forms, blanks, dots, v, capitals. */
enum pinyin_query pinyin_fold(const char *typed, char to[PINYIN_NAME_KEY_MAX]);

/* The surname's reading if its characters begin name: "yu chi" for 尉迟..., and
 * its length in bytes; NULL for one of a single reading. */
const char *pinyin_surname(const char *name, size_t *bytes);

#endif
