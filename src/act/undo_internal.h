/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_UNDO_INTERNAL_H
#define ACT_UNDO_INTERNAL_H

#include "internal.h"
#include "store/undo.h"

/* What undo.c asks of undo_back.c, by the kind of the record. */

/* Its version now; ERR_DENIED for who has nothing to do with it any more. */
int
undo_version(struct actor *who, const struct undo_deed *d, int64_t *version);

/* Who has changed it last: person 0 is the keeper. */
struct undo_last {
	int64_t person, at;
};
int
undo_last(struct actor *who, const struct undo_deed *d, struct undo_last *last);

/* Inside the transaction: the record as it was, by a new event. */
int undo_back(struct actor *who, const struct undo_deed *d, int64_t *version,
    int64_t *audit);

#endif
