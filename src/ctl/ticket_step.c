/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "all.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "later.h"
#include "ticket_internal.h"

static const struct ctl_field step_fields[] = {
	{ "event", CTL_TEXT, true, N_("one of the actions it shows") },
	{ "version", CTL_INT, true, N_("the one you saw") },
	{ "summary", CTL_TEXT, false, N_("what was said, in two sentences") },
	{ "reason", CTL_TEXT, false, N_("why; sealed") },
	{ "void", CTL_TEXT, false, N_("wrong_number, silent or prank") },
	{ "receiver", CTL_TEXT, false,
	    N_("school, district, medical, police, 12355, 12338, family_line,"
	       " protection, internet") },
	{ "org", CTL_INT, false, N_("the organisation that receives it") },
	{ "ground", CTL_TEXT, false, N_("consent, staff or safety") },
	{ "person", CTL_INT, false, N_("whom to ask in or give it to") },
	{ "result", CTL_TEXT, false, N_("spoke, no_answer or refused") },
	{ "score", CTL_INT, false, N_("1 to 5") },
	{ "dates", CTL_LIST, false,
	    N_("follow-ups, as times; those of the profile else") },
	{ "event_at", CTL_TIME, false, N_("when it was; now else") },
	{ "danger_from", CTL_LIST, false,
	    N_("any of self, others, from_others, from_guardian") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
read_dates(struct ctl *c, struct act_ticket_do *d)
{
	json_t *a = json_object_get(c->in, "dates"), *v;
	size_t i;

	json_array_foreach(a, i, v)
	{
		if (d->n_dates == ACT_TICKET_DATES || !json_is_string(v) ||
		    clock_read(json_string_value(v), &d->date[d->n_dates]) != 0)
			return ctl_fail(c, ERR_INPUT,
			    _("dates: up to eight times, please."));
		d->n_dates++;
	}
	return 0;
}

static int
read_codes(struct ctl *c, struct act_ticket_do *d)
{
	int r;

	d->event = state_event_by_code(&ticket_machine, ctl_text(c, "event"));
	if (d->event < 0)
		return ctl_fail(
		    c, ERR_INPUT, _("event: there is no such step."));
	if ((r = ticket_code(c, "void", ticket_voids, &d->why_void)) != 0 ||
	    (r = ticket_code(c, "receiver", ticket_receivers, &d->receiver)) !=
		0 ||
	    (r = ticket_code(c, "result", ticket_results, &d->result)) != 0 ||
	    (r = ticket_bits(c, "danger_from", ticket_harms, &d->harm)) != 0)
		return r;
	return ticket_ground(c, &d->ground);
}

static int
step(struct ctl *c)
{
	struct act_ticket_do d = ACT_TICKET_DO(0);
	struct act_ticket t;
	int64_t id;
	int r;

	d.summary = ctl_text(c, "summary");
	d.reason = ctl_text(c, "reason");
	d.org = ctl_int(c, "org", 0);
	d.person = ctl_int(c, "person", 0);
	d.paper = ctl_later_paper(c);
	d.score = (int)ctl_int(c, "score", 0);
	if ((r = ctl_id(c, 0, &id)) != 0 || (r = read_codes(c, &d)) != 0 ||
	    (r = read_dates(c, &d)) != 0 ||
	    (r = ctl_later_at(c, &d.event_at)) != 0 ||
	    (r = act_ticket_step(
		 c->who, id, ctl_int(c, "version", 0), &d, &t)) != 0)
		return r;
	return ctl_say_later(c, ticket_object(&t));
}

const struct ctl_command ctl_ticket_step = {
	.name = "ticket step",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Take one of the steps that \"ticket show\" lists as"
		   " actions."),
	.fields = step_fields,
	.options = ctl_later_options,
	.run = step,
};
