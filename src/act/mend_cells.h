/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_MEND_CELLS_H
#define ACT_MEND_CELLS_H

#include <stddef.h>
#include <stdint.h>

#include "model/table.h"

/* The cells of a refused row as a table of two lines, the second of them the
 * row: how they lie sealed in the store. */
struct buf;
struct csv;

/* A source of csv_open() in memory. */
struct mend_reading {
	const char *p;
	size_t left;
};
int64_t mend_read(void *arg, void *to, size_t n);

void mend_put_fields(struct buf *out, const struct table *t,
    const char *const cell[TABLE_FIELDS_MAX]);
/* Append the cells of the second line to words, a NUL behind each; at[f] is
 * where that of field f begins, -1 without. */
int mend_read_fields(struct csv *c, const struct table *t, struct buf *words,
    int64_t at[TABLE_FIELDS_MAX]);
/* An apostrophe that csv_put() wrote before a formula comes off again. */
const char *mend_unmarked(const char *s);

#endif
