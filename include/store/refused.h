/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_REFUSED_H
#define STORE_REFUSED_H

#include <stddef.h>
#include <stdint.h>

struct store;

/* A row of a roster that was refused and waits to be mended.  Texts and bytes
 * handed to a function live during the call only. */
struct roster_refused {
	int64_t id, import, person;
	int64_t school; /* the whole file's; 0: the row names its own */
	int64_t at, line;
	const char *kind;	    /* of table: "roster", "staff" ... */
	const char *field, *reason; /* table_name(), a msgid */
	int64_t pair;
	const void *cells; /* sealed */
	size_t n_cells;
};
typedef int refused_fn(void *arg, const struct roster_refused *w);

/* The cells are sealed for their row, whose number is known only then: add,
 * then put. */
int store_refused_add(struct store *st, struct roster_refused *w);
int store_refused_put(struct store *st, const struct roster_refused *w);
int store_refused_get(struct store *st, int64_t id, refused_fn *fn, void *arg);
/* A person's, in the order in which they were refused. */
int store_refused_each(struct store *st, int64_t person, int64_t after,
    int limit, refused_fn *fn, void *arg);
int store_refused_count(struct store *st, int64_t person, int64_t *n);

int store_refused_drop(struct store *st, int64_t id);
int store_refused_drop_all(struct store *st, int64_t person);
/* Those of finished runs over this very file. */
int store_refused_drop_source(
    struct store *st, int64_t person, const uint8_t source[32]);
int store_refused_drop_old(struct store *st, int64_t before, int64_t *n);

#endif
