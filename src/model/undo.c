/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/undo.h"

#define TOLD_SCHOOL                                                          \
	N_("The school has been told, and that cannot be taken back. Please" \
	   " phone its psychology teacher.")
#define T UNDO_TICKET
#define W UNDO_WARNING
#define A UNDO_APPOINTMENT

const struct undo_rule undo_rules[] = {
	/* a call, and where it goes */
	{ "ticket.gone", T, N_("They hung up before we answered"), 0, false,
	    NULL },
	{ "ticket.end", T, N_("The call is over"), 0, false, NULL },
	{ "ticket.close", T, N_("Close"), 0, false, NULL },
	{ "ticket.void", T, N_("Wrong number, silent or prank"), 0, false,
	    NULL },
	{ "ticket.follow_up", T, N_("Follow up"), UNDO_DATES, false, NULL },
	{ "ticket.hand_over", T, N_("Hand over"), UNDO_RECEIVER, false, NULL },
	{ "ticket.assign", T, N_("Give it to somebody"), UNDO_READER, true,
	    NULL },
	{ "ticket.receipt", T, N_("They have received it"), UNDO_RECEIPT, false,
	    NULL },
	{ "ticket.feedback", T, N_("Note their feedback"), UNDO_RECEIPT, false,
	    NULL },
	{ "ticket.school", T, N_("Tell the school"), 0, false, TOLD_SCHOOL },
	{ "ticket.appointment", T, N_("Ask for an appointment"), 0, false,
	    TOLD_SCHOOL },

	/* seen, asked for, agreed to */
	{ "warning.ack", W, N_("I have seen it"), UNDO_LOOKED | UNDO_DECIDED,
	    false, NULL },
	{ "warning.ask", W, N_("Ask a second person"), UNDO_ASKED, false,
	    NULL },
	{ "warning.unconfirm", W, N_("Looked into: all well"), UNDO_DECIDED,
	    false, NULL },
	{ "warning.monitor", W, N_("Keep an eye on it"), UNDO_DECIDED, false,
	    NULL },
	{ "warning.close", W, N_("Ready to close"), UNDO_DECIDED, false, NULL },
	{ "warning.hand", W, N_("Hand on to someone else"), UNDO_DECIDED, false,
	    NULL },

	/* a day's book */
	{ "appointment.accept", A, N_("They agree to the time"), 0, false,
	    NULL },
	{ "appointment.decline", A, N_("They would rather not"), 0, false,
	    NULL },
	{ "appointment.cancel", A, N_("Call it off"), 0, false, NULL },
	{ "appointment.hold", A, N_("The talk took place"), 0, false, NULL },
	{ "appointment.no_show", A, N_("They did not come"), 0, false, NULL },
	{ "appointment.end", A, N_("It is finished"), 0, false, NULL },
	{ NULL, T, NULL, 0, false, NULL },
};

const struct undo_rule *
undo_rule_of(const char *what)
{
	for (const struct undo_rule *r = undo_rules; r->what != NULL; r++)
		if (strcmp(r->what, what) == 0)
			return r;
	return NULL;
}

static const char *const kinds[UNDO_KINDS] = {
	[UNDO_TICKET] = "ticket",
	[UNDO_WARNING] = "warning",
	[UNDO_APPOINTMENT] = "appointment",
};

const char *
undo_kind_name(enum undo_kind k)
{
	return kinds[k];
}

int
undo_kind_of(const char *name)
{
	for (int k = 0; k < UNDO_KINDS; k++)
		if (strcmp(kinds[k], name) == 0)
			return k;
	return -1;
}

enum undo_answer
undo_ask(const struct undo_deed *d, int64_t person, int64_t version, bool word,
    int64_t now)
{
	if (d->person != person)
		return UNDO_NOT_YOURS;
	if (d->rule->never != NULL)
		return UNDO_NEVER;
	if (d->undone_at != 0)
		return UNDO_ALREADY;
	if (d->version != version || (d->rule->until_word && word))
		return UNDO_MOVED_ON;
	return now - d->at <= UNDO_FOR ? UNDO_YES : UNDO_LATE;
}
