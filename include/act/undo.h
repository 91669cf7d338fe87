/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_UNDO_H
#define ACT_UNDO_H

#include <stdint.h>

#include "model/undo.h"

struct actor;

/*
 * Taking back what one has just done (model/undo.h says what, by whom, until
 * when).  The record stands as it did, its deadlines and who waits for whom
 * included; what was written stays, and the history keeps both.
 *
 * ERR_NOT_FOUND when there is nothing, ERR_STALE when somebody has gone on
 * with it, ERR_STATE when the time is over or it is none that can be taken
 * back: each in a sentence in who->why.
 */
struct act_undone {
	struct undo_deed deed;
	int64_t version, audit; /* of the record, by the taking back */
};

/* What would be taken back: the newest deed of this person on the record, or
 * of all (object 0). */
int act_undo_find(struct actor *who, enum undo_kind kind, int64_t object,
    struct act_undone *out);
/* And that one, if it still is the newest. */
int act_undo(struct actor *who, enum undo_kind kind, int64_t object,
    struct act_undone *out);

#endif
