/* SPDX-License-Identifier: Apache-2.0 */
/* care ask, show: the care ledger for the district's care system. */
#include "act/care.h"
#include "all.h"
#include "base/lang.h"
#include "ctl/ctl.h"

static int
ask(struct ctl *c)
{
	json_t *o;
	int64_t id;
	int r = act_care_ask(c->who, &id);

	if (r != 0)
		return r;
	o = json_object();
	ctl_put_id(o, "approval", id);
	return ctl_say(c, o);
}

const struct ctl_command ctl_care_ask = {
	.name = "care ask",
	.help = N_("Ask for your school's care ledger as a file for the "
		   "district's care system: a second person agrees, then "
		   "`gate word care` lets it out."),
	.run = ask,
};

static int
show(struct ctl *c)
{
	static const char *const states[] = { "NONE", "ASKED", "AGREED",
		"REFUSED" };
	struct act_care v;
	json_t *o;
	int r = act_care_show(c->who, &v);

	if (r != 0)
		return r;
	o = json_object();
	json_object_set_new(o, "school", json_string(v.name));
	json_object_set_new(o, "state", json_string(states[v.state]));
	ctl_put_id(o, "approval", v.approval);
	json_object_set_new(o, "rows", json_integer(v.n));
	if (v.asker[0] != '\0')
		json_object_set_new(o, "asked_by", json_string(v.asker));
	if (v.second[0] != '\0')
		json_object_set_new(o, "agreed_by", json_string(v.second));
	ctl_put_time(o, "asked_at", v.asked_at);
	return ctl_say(c, o);
}

const struct ctl_command ctl_care_show = {
	.name = "care show",
	.help = N_("How it stands with your school's care ledger for the "
		   "district's care system."),
	.run = show,
};
