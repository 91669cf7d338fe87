/* SPDX-License-Identifier: Apache-2.0 */
/* ticket later: a call that stood on paper, entered whole. */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "later.h"
#include "ticket_internal.h"

static const struct ctl_field fields[] = {
	{ "channel", CTL_TEXT, false,
	    N_("phone, mail, online, walk_in, line or handed; phone else") },
	{ "event_at", CTL_TIME, false, N_("when it rang; or --at") },
	{ "ended_at", CTL_TIME, false, N_("when it ended; or minutes") },
	{ "minutes", CTL_INT, false, N_("how long it took") },
	{ "person", CTL_INT, false, N_("who took it; you else") },
	{ "number", CTL_TEXT, false, N_("to call back; kept sealed") },
	{ "alias", CTL_TEXT, false, N_("what they want to be called") },
	{ "text", CTL_TEXT, true, N_("what was said; sealed") },
	{ "thoughts", CTL_TEXT, false,
	    N_("no, yes, plan, wont_say or not_reached") },
	{ "strength", CTL_CODE, false, N_("0 to 100, or not_asked") },
	{ "hopeless", CTL_CODE, false, N_("0 to 100, or not_asked") },
	{ "danger", CTL_TEXT, true, N_("no, unsure or yes") },
	{ "danger_from", CTL_LIST, false,
	    N_("any of self, others, from_others, from_guardian") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
read_answers(struct ctl *c, struct ticket_answers *a)
{
	uint32_t harm = 0;
	int r;

	for (int q = 0; q < ASK_COUNT; q++) {
		if (!ctl_given(c, ticket_questions[q].code))
			continue;
		a->given[q] = true;
		if ((r = ticket_read_answer(
			 c, (enum ticket_question)q, &a->value[q])) != 0)
			return r;
	}
	r = ticket_bits(c, "danger_from", ticket_harms, &harm);
	a->harm = harm;
	return r;
}

static int
read_times(struct ctl *c, struct act_ticket_later *l)
{
	int64_t minutes = ctl_int(c, "minutes", -1);
	int r;

	if ((r = ctl_later_at(c, &l->call.event_at)) != 0)
		return r;
	if (ctl_given(c, "ended_at"))
		return ctl_time(c, "ended_at", &l->ended_at);
	if (minutes < 0 || minutes > 24 * 60)
		return ctl_fail(c, ERR_INPUT,
		    _("ended_at: when it ended, or minutes: how long it "
		      "took."));
	l->ended_at = l->call.event_at + minutes * 60;
	return 0;
}

static int
later(struct ctl *c)
{
	struct act_ticket_later l = { .call = { .number = ctl_text(c, "number"),
					  .alias = ctl_text(c, "alias"),
					  .paper = ctl_later_paper(c) },
		.taker = ctl_int(c, "person", 0),
		.text = ctl_text(c, "text") };
	struct act_ticket t;
	int r;

	l.n = strlen(l.text);
	if ((r = ticket_code(c, "channel", ticket_channels, &l.call.channel)) !=
		0 ||
	    (r = read_times(c, &l)) != 0 ||
	    (r = read_answers(c, &l.answers)) != 0 ||
	    (r = act_ticket_later(c->who, &l, &t)) != 0)
		return r;
	return ctl_say_later(c, ticket_object(&t));
}

const struct ctl_command ctl_ticket_later = {
	.name = "ticket later",
	.help = N_("Enter a whole call that stood on paper: danger, or "
		   "\"unsure\", is an emergency from now on, however long ago "
		   "it was; else it is over and waits for how it ends."),
	.fields = fields,
	.options = ctl_later_options,
	.run = later,
};
