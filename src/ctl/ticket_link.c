/* SPDX-License-Identifier: Apache-2.0 */
/* ticket link, unlink, same, differ, undo, look: whom it concerns. */
#include "act/actor.h"
#include "all.h"
#include "base/lang.h"
#include "ticket_internal.h"

static const struct ctl_field link_fields[] = {
	{ "student", CTL_INT, true, N_("id, found by exact match") },
	{ "ground", CTL_TEXT, true, N_("consent, staff or safety") },
	{ "why", CTL_TEXT, false, N_("one sentence; needed for safety") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
link_student(struct ctl *c)
{
	enum permit_ground ground = GROUND_NONE;
	struct act_ticket t;
	int64_t id, warning;
	json_t *o;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = ticket_ground(c, &ground)) != 0 ||
	    (r = act_ticket_link(c->who, id, ctl_int(c, "student", 0), ground,
		 ctl_text(c, "why"), &warning, &t)) != 0)
		return r;
	o = ticket_object(&t);
	ctl_put_id(o, "student", ctl_int(c, "student", 0));
	ctl_put_id(o, "warning", warning);
	return ctl_say(c, o);
}

const struct ctl_command ctl_ticket_link = {
	.name = "ticket link",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Link the student it is about; in danger the school is told"
		   " at once."),
	.fields = link_fields,
	.run = link_student,
};

static int
unlink_student(struct ctl *c)
{
	struct act_ticket t;
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_ticket_unlink(c->who, id, &t)) != 0)
		return r;
	return ticket_say(c, &t);
}

const struct ctl_command ctl_ticket_unlink = {
	.name = "ticket unlink",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("The wrong student was linked: end it; it stays in the"
		   " history."),
	.run = unlink_student,
};

static const struct ctl_field other_fields[] = {
	{ "other", CTL_INT, false,
	    N_("the other ticket; the newest maybe"
	       " else") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
judge(struct ctl *c,
    int (*fn)(struct actor *, int64_t, int64_t, struct act_ticket *))
{
	struct act_ticket t;
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = fn(c->who, id, ctl_int(c, "other", 0), &t)) != 0)
		return r;
	return ticket_say(c, &t);
}

static int
same(struct ctl *c)
{
	return judge(c, act_ticket_same);
}

const struct ctl_command ctl_ticket_same = {
	.name = "ticket same",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("It is the same caller as in an earlier ticket."),
	.fields = other_fields,
	.run = same,
};

static int
differ(struct ctl *c)
{
	return judge(c, act_ticket_differ);
}

const struct ctl_command ctl_ticket_differ = {
	.name = "ticket differ",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("It is somebody else than in an earlier ticket."),
	.fields = other_fields,
	.run = differ,
};

static int
undo(struct ctl *c)
{
	return judge(c, act_ticket_undo);
}

const struct ctl_command ctl_ticket_undo = {
	.name = "ticket undo",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Take back what was said of two callers."),
	.fields = other_fields,
	.run = undo,
};

static int
look(struct ctl *c)
{
	struct act_ticket_view v;
	int64_t id, other = ctl_int(c, "other", 0);
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_ticket_look_back(c->who, id, other)) != 0 ||
	    (r = act_ticket_view(c->who, other, &v)) != 0)
		return r;
	r = ctl_say(c, ticket_view_object(&v));
	act_ticket_view_free(&v);
	return r;
}

const struct ctl_command ctl_ticket_look = {
	.name = "ticket look",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Look back at an earlier ticket of a repeat caller; it is"
		   " logged."),
	.fields = other_fields,
	.run = look,
};
