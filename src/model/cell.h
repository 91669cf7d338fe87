/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_CELL_H
#define MODEL_CELL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A cell of a table that came from outside, made fit to keep: blanks around
 * it and the apostrophe of a spreadsheet go, letters are composed (NFC),
 * what only one computer understands is turned into what all do.  Return NULL,
 * or what is wrong as a msgid: a control sign, bytes that are no text, more
 * than size.  to may be the cell itself.
 */
const char *cell_clean(const char *cell, char *to, size_t size);

/* The same for a name: no blanks between Han characters, one dot for all the
 * dots that are in use; it begins with a letter. */
const char *cell_name(const char *cell, char *to, size_t size);

/* A heading: no blanks, no star, nothing from a bracket on, small letters;
 * false if it cannot be one. */
bool cell_heading(const char *cell, char *to, size_t size);

/* Is it one of these words, with blanks between them? */
bool cell_is_one_of(const char *words, const char *typed);

#endif
