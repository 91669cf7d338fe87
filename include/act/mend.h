/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_MEND_H
#define ACT_MEND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/table.h"

struct actor;
struct buf;

/*
 * Rows of a roster, or of another table, that were refused (import.h) and wait to be mended.  The
 * first 500 are kept for whoever took the roster in, and open to nobody else:
 * what stood in the cells we read is sealed to that person.  A row is gone
 * when it was mended or thrown away, when the same file is taken in anew, and
 * after 30 days.
 *
 * ERR_DENIED for who may take in no school (any more); ERR_NOT_FOUND when the
 * row is gone.
 */
#define ACT_MEND_MAX 500
#define ACT_MEND_DAYS 30

struct act_mend {
	int64_t id, import, line, at;
	const struct table *table; /* the kind of it */
	int field; /* at fault; table_fields(): the whole row */
	char words[240];	 /* what to do: a msgid */
};

/* Their own, in the order of the file; how many. */
int act_mend_each(struct actor *who, int64_t after, int limit,
    int (*fn)(void *, const struct act_mend *), void *arg);
int act_mend_count(struct actor *who, int64_t *n);

/* One with what stood in its cells. */
struct act_mend_row {
	struct act_mend head;
	const char *cell[TABLE_FIELDS_MAX]; /* NULL: the table has no column */
	struct buf *words;		 /* where they lie: guarded memory */
};
int act_mend_open(struct actor *who, int64_t id, struct act_mend_row *out);
void act_mend_free(struct act_mend_row *row); /* wipes */

/* Keep what is being typed into the cells; the row goes on waiting. */
int act_mend_keep(
    struct actor *who, int64_t id, const char *const cell[TABLE_FIELDS_MAX]);

/* Take the row in as the roster is taken in, or refuse it anew. */
enum act_mended { MENDED_NOT, MENDED_NEW, MENDED_CHANGED, MENDED_SAME };
int act_mend_take(struct actor *who, int64_t id,
    const char *const cell[TABLE_FIELDS_MAX], enum act_mended *how);

/* Throw one away; 0: all of them. */
int act_mend_drop(struct actor *who, int64_t id);

/* The keeper's: those that are too old, unless the clock has jumped. */
int act_mend_forget(struct actor *keeper);

#endif
