/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_TICKET_INTERNAL_H
#define ACT_TICKET_INTERNAL_H

#include "act/ticket.h"
#include "internal.h"
#include "store/ticket.h"

/* What the files of tickets share. */

/* The row, what the person is to it and what is so of it.  ERR_DENIED when
 * they have nothing to do with it, before saying whether there is one. */
int ticket_load(struct actor *who, int64_t id, struct act_ticket *t);
/* A row of a list: without facts, which take opening. */
int ticket_load_row(
    struct actor *who, const struct ticket *row, struct act_ticket *t);
/* The same, and it must be theirs to read or to write in. */
int ticket_load_read(struct actor *who, int64_t id, struct act_ticket *t);
int ticket_load_write(struct actor *who, int64_t id, struct act_ticket *t);
/* Look again after a change inside the transaction. */
int ticket_reload(struct actor *who, struct act_ticket *t);

/* The pair of the circle of a line; ERR_CIRCLE without one. */
int ticket_pair(struct actor *who, int64_t line, int64_t *pair);
/* The hash callers are recognised by. */
int
ticket_hash(struct actor *who, int64_t line, const char *text, uint8_t to[32]);

/* Where things are sealed: the n-th of a ticket. */
struct sealed_place ticket_place(const char *column, int64_t ticket, int64_t n);
/* Seal for the line; out is emptied before; *s then borrows from it. */
int ticket_seal(struct actor *who, int64_t line, struct sealed_place at,
    const void *p, size_t n, struct buf *out, struct ticket_sealed *s);

/* The audit row with the linked student as its subject, and who is woken. */
int ticket_note(struct actor *who, const char *what, struct act_ticket *t,
    const char *ground);

/* Answers as they stand; only which are given when open is false. */
int ticket_answers_load(
    struct actor *who, int64_t id, bool open, struct ticket_answers *a);

/* Inside a transaction: a new ticket on t->row.line, by TICKET_RING or _OPEN;
 * what was given for it. */
int ticket_begin(struct actor *who, const struct act_ticket_call *c, int event,
    struct act_ticket *t);
int ticket_call_check(struct actor *who, const struct act_ticket_call *c);

/* Inside a transaction: make the move (checked by the table), with what
 * belongs to it; t is loaded and comes back as it is afterwards. */
int ticket_move(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d);

/* Inside a transaction: add an answer, a stamp, an entry. */
/* All of it or nothing of the sheet, as one sealed text. */
void ticket_sheet_pack(const struct ticket_sheet *s, struct buf *out);
int ticket_sheet_unpack(struct buf *in, struct ticket_sheet *s);
int ticket_put_answer(struct actor *who, struct act_ticket *t,
    enum ticket_question q, int value, unsigned harm, int64_t event_at);
int ticket_put_check(
    struct actor *who, struct act_ticket *t, const struct act_ticket_check *c);
int ticket_put_entry(struct actor *who, struct act_ticket *t,
    const struct act_ticket_entry *e, bool writing, int64_t *entry);
/* The number and alias of a sheet, for recognising. */
int ticket_put_sheet(
    struct actor *who, struct act_ticket *t, const struct ticket_sheet *s);
/* Whoever is in danger and known: a warning, once; *warning is 0 without. */
int ticket_warn(struct actor *who, struct act_ticket *t, int64_t *warning);
/* The same without danger, told to the school on its ground. */
int ticket_tell_school(struct actor *who, struct act_ticket *t,
    struct ticket_student *s, int64_t *warning);
int ticket_school_of(struct actor *who, int64_t student, int64_t *school);
/* Is the other one perhaps of the same caller, by number or alias, or was it
 * said to be? */
int ticket_is_maybe(struct actor *who, const struct ticket *t,
    const struct ticket *other, bool *maybe);
/* Out of the emergency: what was opened of the home is closed again. */
int unmask_end(struct actor *who, int64_t ticket);
/* Whether an earlier time: 0 becomes now, ERR_INPUT when to come. */
int ticket_event_time(struct actor *who, int64_t *at);

#endif
