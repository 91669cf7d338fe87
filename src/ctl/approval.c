/* SPDX-License-Identifier: Apache-2.0 */
#include "all.h"
#include "act/approval.h"
#include "base/lang.h"
#include "ctl/ctl.h"

static int
approval_say(void *arg, const struct approval *a)
{
	struct ctl *c = arg;
	json_t *o = json_object();

	ctl_put_id(o, "id", a->id);
	json_object_set_new(o, "kind", json_string(a->kind));
	ctl_put_id(o, "object", a->object);
	if (a->code[0] != '\0')
		json_object_set_new(o, "code", json_string(a->code));
	ctl_put_id(o, "asked_by", a->asked_by);
	ctl_put_time(o, "asked_at", a->asked_at);
	return ctl_say(c, o);
}

static int
list(struct ctl *c)
{
	return act_approval_each(c->who, 0, 10000, approval_say, c);
}

const struct ctl_command ctl_approval_list = {
	.name = "approval list",
	.help = N_("What waits for your agreement."),
	.run = list,
};

static int
decided(struct ctl *c, int64_t id, const char *state, int64_t audit)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", id);
	json_object_set_new(o, "state", json_string(state));
	ctl_put_id(o, "audit_id", audit);
	return ctl_say(c, o);
}

static int
give(struct ctl *c)
{
	int64_t id, audit;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_approval_give(c->who, id, &audit)) != 0)
		return r;
	return decided(c, id, "given", audit);
}

const struct ctl_command ctl_approval_give = {
	.name = "approval give",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Agree, as the second person."),
	.run = give,
};

static int
refuse(struct ctl *c)
{
	int64_t id, audit;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_approval_refuse(
		 c->who, id, ctl_text(c, "reason"), &audit)) != 0)
		return r;
	return decided(c, id, "refused", audit);
}

static const struct ctl_field refuse_fields[] = {
	{ "reason", CTL_TEXT, false,
	    N_("why not; a warning and custody need it, who asked reads it") },
	{ NULL, CTL_TEXT, false, NULL },
};

const struct ctl_command ctl_approval_refuse = {
	.name = "approval refuse",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Do not agree."),
	.fields = refuse_fields,
	.run = refuse,
};
