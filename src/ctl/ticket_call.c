/* SPDX-License-Identifier: Apache-2.0 */
/* ticket ring, new, take: how one begins. */
#include "act/actor.h"
#include "all.h"
#include "base/lang.h"
#include "later.h"
#include "ticket_internal.h"

static const struct ctl_field call_fields[] = {
	{ "channel", CTL_TEXT, false,
	    N_("phone, mail, online, walk_in, line or handed; phone else") },
	{ "number", CTL_TEXT, false, N_("to call back; kept sealed") },
	{ "alias", CTL_TEXT, false, N_("what they want to be called") },
	{ "event_at", CTL_TIME, false, N_("when it rang; now else") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
read_call(struct ctl *c, struct act_ticket_call *to)
{
	int r;

	*to = (struct act_ticket_call){ .number = ctl_text(c, "number"),
		.alias = ctl_text(c, "alias"),
		.paper = ctl_later_paper(c) };
	if ((r = ticket_code(c, "channel", ticket_channels, &to->channel)) != 0)
		return r;
	return ctl_later_at(c, &to->event_at);
}

static int
begin(struct ctl *c, int (*fn)(struct actor *, const struct act_ticket_call *,
			 struct act_ticket *))
{
	struct act_ticket_call call;
	struct act_ticket t;
	int r;

	if ((r = read_call(c, &call)) != 0 || (r = fn(c->who, &call, &t)) != 0)
		return r;
	return ctl_say_later(c, ticket_object(&t));
}

static int
ring(struct ctl *c)
{
	return begin(c, act_ticket_ring);
}

const struct ctl_command ctl_ticket_ring = {
	.name = "ticket ring",
	.help = N_("A call waits: rung by a telephone exchange, or by hand."),
	.fields = call_fields,
	.options = ctl_later_options,
	.run = ring,
};

static int
new_call(struct ctl *c)
{
	return begin(c, act_ticket_new);
}

const struct ctl_command ctl_ticket_new = {
	.name = "ticket new",
	.help = N_("Take the longest waiting call, or open a new one."),
	.fields = call_fields,
	.options = ctl_later_options,
	.run = new_call,
};

static const struct ctl_field take_fields[] = {
	{ "version", CTL_INT, true, N_("the one you saw") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
take(struct ctl *c)
{
	struct act_ticket t;
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_ticket_take(c->who, id, ctl_int(c, "version", 0), &t)) !=
		0)
		return r;
	return ticket_say(c, &t);
}

const struct ctl_command ctl_ticket_take = {
	.name = "ticket take",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Take this waiting call."),
	.fields = take_fields,
	.run = take,
};
