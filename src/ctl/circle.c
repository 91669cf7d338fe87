/* SPDX-License-Identifier: Apache-2.0 */
#include "all.h"
#include "act/actor.h"
#include "act/circle.h"
#include "base/lang.h"
#include "ctl/ctl.h"

static int
circle_say(struct ctl *c, int64_t id, int64_t audit)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", id);
	ctl_put_id(o, "audit_id", audit);
	return ctl_say(c, o);
}

static int
create(struct ctl *c)
{
	int64_t org, id, audit;
	int r;

	if ((r = ctl_id(c, 0, &org)) != 0 ||
	    (r = act_circle_create(c->who, org, &id, &audit)) != 0)
		return r;
	return circle_say(c, id, audit);
}

const struct ctl_command ctl_circle_create = {
	.name = "circle create",
	.args = "ORG",
	.min = 1,
	.max = 1,
	.help = N_("Make the circle of your team, with you as its first "
		   "member."),
	.run = create,
};

static int
change(struct ctl *c, int (*fn)(struct actor *, int64_t, int64_t, int64_t *))
{
	int64_t id, person, audit;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 || (r = ctl_id(c, 1, &person)) != 0 ||
	    (r = fn(c->who, id, person, &audit)) != 0)
		return r;
	return circle_say(c, id, audit);
}

static int
add(struct ctl *c)
{
	return change(c, act_circle_add);
}

const struct ctl_command ctl_circle_add = {
	.name = "circle add",
	.args = "CIRCLE PERSON",
	.min = 2,
	.max = 2,
	.help = N_("Take a person in, or give one the keys again."),
	.run = add,
};

static int
leave(struct ctl *c)
{
	bool left = true;
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = change(c, act_circle_leave)) != 0)
		return r;
	while (left && r == 0)
		r = act_circle_work(c->who, id, &left);
	return r;
}

const struct ctl_command ctl_circle_leave = {
	.name = "circle leave",
	.args = "CIRCLE PERSON",
	.min = 2,
	.max = 2,
	.help = N_("A person leaves: a new key for the rest, then "
		   "re-sealing."),
	.run = leave,
};

static int
task_say(void *arg, const struct circle_task *t)
{
	struct ctl *c = arg;
	json_t *o = json_object();

	ctl_put_id(o, "circle", t->circle);
	json_object_set_new(o, "pending", json_string(t->kind));
	ctl_put_id(o, "person", t->person);
	return ctl_say(c, o);
}

static int
pending_of(void *arg, const struct circle *circle, bool member)
{
	struct ctl *c = arg;
	bool left = ctl_option(c, "--work");
	int r = 0;

	if (!member)
		return 0;
	while (left && r == 0)
		r = act_circle_work(c->who, circle->id, &left);
	if (r == 0)
		r = act_circle_pending(c->who, circle->id, task_say, c);
	return r;
}

static int
pending(struct ctl *c)
{
	return act_circle_each(c->who, pending_of, c);
}

static const struct ctl_option pending_options[] = {
	{ "--work", NULL, N_("go on with the re-sealing first") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_circle_pending = {
	.name = "circle pending",
	.help = N_("Work on your circles' keys that is not done yet."),
	.options = pending_options,
	.run = pending,
};

static int
member_say(void *arg, const struct circle *circle, bool member)
{
	struct ctl *c = arg;
	json_t *o = json_object();

	ctl_put_id(o, "id", circle->id);
	ctl_put_id(o, "org", circle->org);
	json_object_set_new(o, "name", json_string(circle->name));
	json_object_set_new(o, "member", json_boolean(member));
	return ctl_say(c, o);
}

static int
list(struct ctl *c)
{
	return act_circle_each(c->who, member_say, c);
}

const struct ctl_command ctl_circle_list = {
	.name = "circle list",
	.help = N_("The circles there are, and which you are in."),
	.run = list,
};
