/* SPDX-License-Identifier: Apache-2.0 */
#include "act/warning.h"
#include "ticket_internal.h"

int
ticket_warning_make(struct actor *who, int64_t student, int64_t ticket,
    int64_t event_at, bool danger, int64_t *warning)
{
	return act_warning_from_ticket(who, student, ticket, event_at, danger,
	    warning, NULL);
}
