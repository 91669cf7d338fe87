/* SPDX-License-Identifier: Apache-2.0 */
/* training add, end, list: what staff were trained in. */
#include "act/office.h"
#include "act/training.h"
#include "all.h"
#include "base/lang.h"
#include "ctl/ctl.h"

static const struct ctl_field fields[] = {
	{ "kind", CTL_TEXT, true, N_("what it was") },
	{ "day", CTL_TEXT, true, N_("when: 2026-9-1") },
	{ "ends", CTL_TEXT, false, N_("valid until; for good else") },
	{ "hours", CTL_INT, false, N_("how many hours") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
add(struct ctl *c)
{
	int64_t person, id, hours = ctl_int(c, "hours", 0);
	json_t *o;
	int r;

	if ((r = act_office_find(c->who, c->argv[0], &person)) != 0 ||
	    (r = act_training_add(c->who, person, ctl_text(c, "kind"),
		 ctl_text(c, "day"), ctl_text(c, "ends"),
		 hours > 9999 ? 9999 : (int)hours, &id)) != 0)
		return r;
	o = json_object();
	ctl_put_id(o, "id", id);
	return ctl_say(c, o);
}

const struct ctl_command ctl_training_add = {
	.name = "training add",
	.args = "LOGIN",
	.min = 1,
	.max = 1,
	.help = N_("Note what somebody was trained in, and until when it is "
		   "valid."),
	.fields = fields,
	.run = add,
};

static int
end(struct ctl *c)
{
	int64_t id, audit;
	json_t *o;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_training_end(c->who, id, &audit)) != 0)
		return r;
	o = json_object();
	ctl_put_id(o, "id", id);
	ctl_put_id(o, "audit_id", audit);
	return ctl_say(c, o);
}

const struct ctl_command ctl_training_end = {
	.name = "training end",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Take back a record that was noted by mistake: it counts "
		   "no more."),
	.run = end,
};

static int
say(void *arg, const struct training *t)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", t->id);
	json_object_set_new(o, "kind", json_string(t->kind));
	json_object_set_new(o, "day", json_string(t->day));
	if (t->ends[0] != '\0')
		json_object_set_new(o, "ends", json_string(t->ends));
	json_object_set_new(o, "hours", json_integer(t->hours));
	ctl_put_id(o, "noted_by", t->noted_by);
	return ctl_say(arg, o);
}

static int
list(struct ctl *c)
{
	int64_t person;
	int r;

	if ((r = act_office_find(c->who, c->argv[0], &person)) != 0)
		return r;
	return act_training_each(c->who, person, say, c);
}

const struct ctl_command ctl_training_list = {
	.name = "training list",
	.args = "LOGIN",
	.min = 1,
	.max = 1,
	.help = N_("What somebody was trained in."),
	.run = list,
};
