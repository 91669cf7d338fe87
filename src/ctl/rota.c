/* SPDX-License-Identifier: Apache-2.0 */
/* rota list, add, drop: who of several is on duty, and when. */
#include <string.h>

#include "act/rota.h"
#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "ctl/ctl.h"

static int
say_turn(void *arg, const struct rota *row, bool now)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", row->id);
	ctl_put_id(o, "org", row->org);
	json_object_set_new(o, "post", json_string(role_name(row->role)));
	ctl_put_id(o, "person", row->person);
	json_object_set_new(o, "name", json_string(row->name));
	ctl_put_time(o, "starts_at", row->starts_at);
	ctl_put_time(o, "ends_at", row->ends_at);
	json_object_set_new(o, "now", json_boolean(now));
	return ctl_say(arg, o);
}

static int
list(struct ctl *c)
{
	return act_rota_each(c->who, say_turn, c);
}

const struct ctl_command ctl_rota_list = {
	.name = "rota list",
	.help = N_("Who of those in your post is on duty, from now on."),
	.run = list,
};

static const struct ctl_field add_fields[] = {
	{ "starts_at", CTL_TIME, true, N_("from when on") },
	{ "ends_at", CTL_TIME, true, N_("until when") },
	{ NULL, CTL_TEXT, false, NULL },
};

/* Of those who hold the post; 0 for anybody else. */
static int
find(struct ctl *c, int64_t *person)
{
	struct act_rota_people all;
	int r = act_rota_people(c->who, &all);

	*person = 0;
	for (int i = 0; r == 0 && i < all.n; i++)
		if (strcmp(all.of[i].login, c->argv[0]) == 0)
			*person = all.of[i].person;
	return r;
}

static int
add(struct ctl *c)
{
	int64_t person, from, to, id = 0, audit = 0;
	int r;

	if ((r = find(c, &person)) != 0 ||
	    (r = ctl_time(c, "starts_at", &from)) != 0 ||
	    (r = ctl_time(c, "ends_at", &to)) != 0 ||
	    (r = act_rota_add(c->who, person, from, to, &id, &audit)) != 0)
		return r;
	return ctl_say_done(c, id, audit);
}

const struct ctl_command ctl_rota_add = {
	.name = "rota add",
	.args = "LOGIN",
	.min = 1,
	.max = 1,
	.help = N_("LOGIN is on duty in your post for a while: a ladder knocks "
		   "them first, the others where the deputies stand."),
	.fields = add_fields,
	.run = add,
};

static int
drop(struct ctl *c)
{
	int64_t id, audit = 0;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_rota_drop(c->who, id, &audit)) != 0)
		return r;
	return ctl_say_done(c, id, audit);
}

const struct ctl_command ctl_rota_drop = {
	.name = "rota drop",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Take a turn off the rota."),
	.run = drop,
};
