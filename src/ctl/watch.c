/* SPDX-License-Identifier: Apache-2.0 */
/* watch add, list, accept: callers to watch. */
#include "act/actor.h"
#include "act/watch.h"
#include "all.h"
#include "base/lang.h"
#include "ctl/ctl.h"

static int
say(struct ctl *c, int64_t id, int64_t audit)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", id);
	ctl_put_id(o, "audit_id", audit);
	return ctl_say(c, o);
}

static const struct ctl_field add_fields[] = {
	{ "sentence", CTL_TEXT, true,
	    N_("one line for whoever comes next; sealed") },
	{ "ticket", CTL_INT, false, N_("the ticket it goes on from") },
	{ "until", CTL_TIME, false, N_("how long it stands; three days else") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
add(struct ctl *c)
{
	int64_t until = 0, id, audit;
	int r;

	if (ctl_given(c, "until") && (r = ctl_time(c, "until", &until)) != 0)
		return r;
	if ((r = act_watch_add(c->who, ctl_int(c, "ticket", 0),
		 ctl_text(c, "sentence"), until, &id, &audit)) != 0)
		return r;
	return say(c, id, audit);
}

const struct ctl_command ctl_watch_add = {
	.name = "watch add",
	.help = N_("A caller to watch: one line for the next shift."),
	.fields = add_fields,
	.run = add,
};

static int
one(void *arg, const struct act_watch *w)
{
	struct ctl *c = arg;
	json_t *o = json_object();

	ctl_put_id(o, "id", w->id);
	ctl_put_id(o, "ticket", w->ticket);
	json_object_set_new(o, "sentence", json_string(w->sentence));
	ctl_put_id(o, "author", w->author);
	json_object_set_new(o, "author_name", json_string(w->author_name));
	ctl_put_time(o, "at", w->at);
	ctl_put_time(o, "until", w->until_at);
	json_object_set_new(o, "accepted", json_integer(w->accepted));
	ctl_put_time(o, "accepted_at", w->accepted_at);
	return ctl_say(c, o);
}

static int
list(struct ctl *c)
{
	return act_watch_each(c->who, one, c);
}

const struct ctl_command ctl_watch_list = {
	.name = "watch list",
	.help = N_("Callers to watch, and who has accepted them."),
	.run = list,
};

static int
accept_one(struct ctl *c)
{
	int64_t id, audit;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_watch_accept(c->who, id, &audit)) != 0)
		return r;
	return say(c, id, audit);
}

const struct ctl_command ctl_watch_accept = {
	.name = "watch accept",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Accept one by name: its ticket is yours to go on with."),
	.run = accept_one,
};
