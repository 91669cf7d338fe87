/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CTL_TICKET_INTERNAL_H
#define CTL_TICKET_INTERNAL_H

#include <jansson.h>

#include "act/ticket.h"
#include "ctl/ctl.h"

/* What every answer about a ticket carries: id, state, version, actions,
 * due_at, due_key, event_at, entered_at, audit_id ... */
json_t *ticket_object(const struct act_ticket *t);
int ticket_say(struct ctl *c, const struct act_ticket *t);
/* The whole of one, as far as this person may read. */
json_t *ticket_view_object(const struct act_ticket_view *v);

/* A code of a list in a field: its index in *value, unchanged when the field
 * is absent; ERR_INPUT naming the field. */
int ticket_code(struct ctl *c, const char *field,
    const struct ticket_word *list, int *value);
int ticket_ground(struct ctl *c, enum permit_ground *ground);
/* A list of codes as bits. */
int ticket_bits(struct ctl *c, const char *field,
    const struct ticket_word *list, uint32_t *bits);

/* The answer in the question's own field. */
int ticket_read_answer(struct ctl *c, enum ticket_question q, int *value);

#endif
