/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_UNDO_H
#define STORE_UNDO_H

#include <stdbool.h>
#include <stdint.h>

#include "model/appointment.h"
#include "model/ticket.h"
#include "model/undo.h"
#include "model/warning.h"

struct store;

/* Deeds that can be taken back, and how the row of each stood before. */

/* Fills d->id; with the object's row as it stands in the store now. */
int store_deed_add(struct store *st, struct undo_deed *d);
/* The newest of a person that was not taken back: of an object, or of any
 * (object 0); ERR_NOT_FOUND. */
int store_deed_newest(struct store *st, int64_t person, enum undo_kind kind,
    int64_t object, struct undo_deed *d);
/* d was taken back by the audit row, and its object has another version by it:
 * the deed before, whose state is the one of now, goes with it. */
int store_deed_undone(struct store *st, const struct undo_deed *d,
    int64_t version, int64_t at, int64_t audit);

/* What changed of the row, as it was before the deed. */
int store_deed_ticket(struct store *st, int64_t deed, struct ticket *t);
int store_deed_warning(struct store *st, int64_t deed, struct warning *w);
int
store_deed_appointment(struct store *st, int64_t deed, struct appointment *a);

/* What the deed made beside its row, or stamped there, holds no longer:
 * receivers, receipts, dates and who may read of a ticket; who has looked at a
 * warning, and who was asked to by that. */
int store_deed_ticket_rest(
    struct store *st, const struct undo_deed *d, int64_t now);
int store_deed_acks(struct store *st, const struct undo_deed *d);
/* Of the steps of one kind that wait for a second person: those it decided
 * wait again; the one it asked for waits no longer. */
int store_deed_decided(
    struct store *st, const struct undo_deed *d, const char *kind);
int store_deed_asked(
    struct store *st, const struct undo_deed *d, const char *kind, int64_t now);

/* Has somebody else written in the ticket since? */
int store_deed_word(struct store *st, const struct undo_deed *d, bool *said);

#endif
