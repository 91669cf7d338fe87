/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "model/profile.h"
#include "model/when.h"

#define DAYS(n) ((n) * (int64_t)CLOCK_DAY)

/* A term for a talk, a year for what somebody saw; a call and a step lie in a
 * drawer no longer than a month. */
static const int64_t oldest[WHEN_KINDS] = {
	[WHEN_TICKET] = DAYS(31),
	[WHEN_CONSULTATION] = DAYS(183),
	[WHEN_OBSERVATION] = DAYS(366),
	[WHEN_STEP] = DAYS(31),
};

int64_t
when_oldest(enum when_kind k)
{
	return oldest[k];
}

enum when_answer
when_check(enum when_kind k, int64_t now, int64_t at)
{
	if (at > now + WHEN_AHEAD)
		return WHEN_TO_COME;
	return at < now - oldest[k] ? WHEN_TOO_OLD : WHEN_GOOD;
}

bool
when_is_later(int64_t event, int64_t entry)
{
	return event != 0 && entry - event >= WHEN_LATER;
}

#define ENTRY WHEN_FROM_ENTRY
#define EVENT WHEN_FROM_EVENT

/* requirements.md 3.1 to 3.3 name the steps, none of them says from which
 * time; the clause is the one of the step. */
const struct when_clock when_clocks[] = {
	/* hotline ticket */
	{ "ticket.callout", ENTRY, "QP-56" },
	{ "ticket.receipt_danger", ENTRY, "SJS-49" },
	{ "ticket.mail", EVENT, "SJS-29" },
	{ "ticket.summary", EVENT, "QD-43" },
	{ "ticket.slot", ENTRY, "GZ-73" },
	{ "ticket.receipt", ENTRY, "QP-84" },
	{ "ticket.school", ENTRY, "TJ-53" },
	{ "ticket.callback", EVENT, "GZ-73" },
	{ "ticket.feedback", ENTRY, "QD-08" },
	{ "ticket.missed", EVENT, PROFILE_DEFAULT },
	{ "ticket.contact", EVENT, PROFILE_DEFAULT },
	/* appointment and consultation: the child has waited since */
	{ "appointment.invite", EVENT, PROFILE_DEFAULT },
	{ "appointment.offer", EVENT, PROFILE_DEFAULT },
	{ "appointment.ordinary", EVENT, PROFILE_DEFAULT },
	{ "appointment.serious", EVENT, PROFILE_DEFAULT },
	{ "appointment.crisis", EVENT, PROFILE_DEFAULT },
	{ "appointment.again", EVENT, PROFILE_DEFAULT },
	{ "appointment.absent", EVENT, PROFILE_DEFAULT },
	{ "consultation.note", EVENT, PROFILE_DEFAULT },
	{ "consultation.note_crisis", EVENT, PROFILE_DEFAULT },
	{ "consultation.next_serious", EVENT, PROFILE_DEFAULT },
	{ "consultation.trainee", EVENT, PROFILE_DEFAULT },
	/* warning: nobody can look before it is here */
	{ "warning.ack", ENTRY, "SJS-14" },
	{ "warning.ack_danger", ENTRY, "SJS-71" },
	{ "warning.parents", ENTRY, "SJS-65" },
	{ "warning.parents_later", EVENT, "QP-90" },
	{ "warning.verify", ENTRY, "SJS-14" },
	{ "warning.assess", EVENT, "SJS-65" },
	{ "warning.assess_crisis", EVENT, "SJS-65" },
	{ "warning.place", ENTRY, "SJS-69" },
	{ "warning.place_serious", ENTRY, "SJS-70" },
	{ "warning.place_crisis", ENTRY, "SJS-71" },
	{ "warning.analyse", EVENT, "TJ-43" },
	{ "warning.intervene", ENTRY, "SJS-69" },
	{ "warning.intervene_serious", ENTRY, "SJS-70" },
	{ "warning.intervene_crisis", ENTRY, "SJS-71" },
	{ "warning.review", EVENT, "SJS-67" },
	{ "warning.review_serious", EVENT, "SJS-67" },
	{ "warning.review_crisis", EVENT, "SJS-72" },
	{ "warning.observe", EVENT, "SJS-43" },
	{ "warning.close", ENTRY, PROFILE_DEFAULT },
	/* codes and custody begin when they are made */
	{ "account.invite", ENTRY, PROFILE_DEFAULT },
	{ "account.again", ENTRY, PROFILE_DEFAULT },
	{ "custody.answer", ENTRY, PROFILE_DEFAULT },
	{ "custody.open", ENTRY, PROFILE_DEFAULT },
	{ "custody.review", ENTRY, PROFILE_DEFAULT },
};
const int n_when_clocks = (int)nitems(when_clocks);

enum when_from
when_counts_from(const char *key)
{
	for (int i = 0; i < n_when_clocks; i++)
		if (strcmp(when_clocks[i].key, key) == 0)
			return when_clocks[i].from;
	return WHEN_FROM_ENTRY;
}

int64_t
when_start(const char *key, int64_t event, int64_t entry)
{
	return event != 0 && event < entry &&
		       when_counts_from(key) == WHEN_FROM_EVENT
		   ? event
		   : entry;
}

void
when_print(struct buf *out)
{
	buf_add_text(
	    out, "| deadline | counts from | source |\n|---|---|---|\n");
	for (int i = 0; i < n_when_clocks; i++)
		buf_add_f(out, "| %s | %s | %s |\n", when_clocks[i].key,
		    when_clocks[i].from == WHEN_FROM_EVENT ? "what happened"
							   : "its entry",
		    when_clocks[i].source);
}
