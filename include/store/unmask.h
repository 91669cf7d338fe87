/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_UNMASK_H
#define STORE_UNMASK_H

#include "model/unmask.h"
#include "store/ticket.h"

/* Rows of model/unmask.h with what is sealed; blobs live during the call. */
struct unmask_row {
	struct unmask u;
	struct ticket_sealed reason, centre, review;
};

int store_unmask_add(struct store *st, struct unmask_row *row); /* fills id */
/* Stage, opening and end; and the review. */
int store_unmask_put(struct store *st, const struct unmask *u);
int store_unmask_sign(struct store *st, const struct unmask_row *row);
/* The newest of a ticket; one by its number.  Without what is sealed. */
int store_unmask_newest(struct store *st, int64_t ticket, struct unmask *u);
int store_unmask_get(struct store *st, int64_t id, struct unmask *u);
/* With it. */
int store_unmask_read(struct store *st, int64_t id,
    int (*fn)(void *, const struct unmask_row *), void *arg);
/* Those of a line at a stage, oldest first. */
int store_unmask_each(struct store *st, int64_t line, enum unmask_stage stage,
    int limit, int (*fn)(void *, const struct unmask_row *), void *arg);

#endif
