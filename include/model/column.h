/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_COLUMN_H
#define MODEL_COLUMN_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Every column of the store, plain or sealed (design.md 4): plain ones lie
 * under the page seal alone, sealed ones are closed to people as well and
 * open with no key of the server.  A test holds the schema against this list,
 * so a new column is a decision somebody took.
 */
struct column {
	const char *name; /* "consultation.note" */
	bool sealed;
};

const struct column *column_all(size_t *n);

/* NULL if it is not in the list. */
const struct column *column_of(const char *name);

#endif
