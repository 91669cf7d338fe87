/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "act/custody.h"
#include "act/office.h"
#include "act/ticket.h"
#include "act/warning.h"
#include "internal.h"

/* At most so many a turn, each a transaction of its own, so that nobody waits
 * behind a keeper that comes back after a day; the next turn goes on. */
#define DEADLINE_SLICE 100

int
keeper_raise_warnings(struct keeper *k)
{
	int n;

	return act_warning_escalate(k->who, DEADLINE_SLICE, &n);
}

int
keeper_raise_tickets(struct keeper *k)
{
	int n;

	return act_ticket_overdue(k->who, DEADLINE_SLICE, &n);
}

/* What was opened for a short time is closed; what nobody answered lapses. */
int
keeper_end_custody(struct keeper *k)
{
	int n;

	return act_custody_overdue(k->who, DEADLINE_SLICE, &n);
}

/* Posts end and absences begin by themselves: their work is the next's. */
int
keeper_sweep_office(struct keeper *k)
{
	int n;

	return act_office_sweep(k->who, &n);
}
