/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_TICKET_EFFECT_H
#define ACT_TICKET_EFFECT_H

#include "ticket_internal.h"

/* What a move brings with it beside the state: on the row, before it is put;
 * and in other rows, once the move is recorded. */
int ticket_effect_before(struct actor *who, struct act_ticket *t,
    const struct state_move *m, const struct act_ticket_do *d);
int ticket_effect_after(struct actor *who, struct act_ticket *t,
    const struct state_move *m, const struct act_ticket_do *d);

/* And who need not be knocked any more. */
int ticket_effect_knocks(
    struct actor *who, struct act_ticket *t, const struct state_move *m);

/* This person has the ticket in this way from now on. */
int ticket_give(struct actor *who, struct act_ticket *t, int64_t person,
    enum ticket_how how);

/* Follow-ups (ticket_date.c): dates are made, or one of them was kept. */
int ticket_after_follow(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d);
int ticket_after_called(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d);

#endif
