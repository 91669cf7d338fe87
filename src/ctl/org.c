/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "all.h"
#include "act/account.h"
#include "act/actor.h"
#include "act/office.h"
#include "act/register.h"
#include "act/training.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ctl/ctl.h"
#include "model/duty.h"

static int
say_id(struct ctl *c, int64_t id, int64_t audit)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", id);
	ctl_put_id(o, "audit_id", audit);
	return ctl_say(c, o);
}

static const struct ctl_field org_fields[] = {
	{ "id", CTL_INT, false, N_("rename this one") },
	{ "parent", CTL_INT, false, N_("id of the organisation above") },
	{ "type", CTL_TEXT, false,
	    N_("school, campus, street, hospital ...: any of the manual") },
	{ "number", CTL_INT, false, N_("of a grade or class") },
	{ "code", CTL_TEXT, false, N_("its code, unique for its type") },
	{ "name", CTL_TEXT, true, N_("its name") },
	{ NULL, CTL_TEXT, false, NULL },
};

static const char *
text_or_empty(const struct ctl *c, const char *field)
{
	const char *s = ctl_text(c, field);

	return s != NULL ? s : "";
}

static int
org_set(struct ctl *c)
{
	int64_t id, audit;
	int r;

	r = act_org_put(c->who, ctl_int(c, "id", 0), ctl_int(c, "parent", 0),
	    text_or_empty(c, "type"), ctl_int(c, "number", 0),
	    text_or_empty(c, "code"), ctl_text(c, "name"), &id, &audit);
	return r != 0 ? r : say_id(c, id, audit);
}

const struct ctl_command ctl_org_set = {
	.name = "org set",
	.help = N_("Add an organisation, or rename one."),
	.fields = org_fields,
	.run = org_set,
};

static int
org_say(void *arg, const struct org *o)
{
	struct ctl *c = arg;
	json_t *j = json_object();

	ctl_put_id(j, "id", o->id);
	ctl_put_id(j, "parent", o->parent);
	json_object_set_new(j, "type", json_string(org_type_name(o->type)));
	ctl_put_id(j, "number", o->number);
	if (o->code[0] != '\0')
		json_object_set_new(j, "code", json_string(o->code));
	json_object_set_new(j, "name", json_string(o->name));
	return ctl_say(c, j);
}

static int
org_list(struct ctl *c)
{
	const char *type = ctl_option_value(c, "--type");

	return act_org_each(
	    c->who, type != NULL ? org_type_of(type) : ORG_NONE, org_say, c);
}

static const struct ctl_option org_options[] = {
	{ "--type", "TYPE", N_("only schools, grades ...") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_org_list = {
	.name = "org list",
	.help = N_("The tree of organisations, from the top."),
	.options = org_options,
	.run = org_list,
};

static const struct ctl_field post_fields[] = {
	{ "person", CTL_INT, false, N_("id of the person") },
	{ "role", CTL_TEXT, false,
	    N_("psychology, operator, researcher, expert ...") },
	{ "org", CTL_INT, false, N_("where") },
	{ "campus", CTL_INT, false, N_("on this campus of the school") },
	{ "starts", CTL_TIME, false, N_("not before") },
	{ "ends", CTL_TIME, false, N_("until") },
	{ "deputy_of", CTL_INT, false, N_("stands in for this post") },
	{ "end", CTL_INT, false, N_("end this post instead") },
	{ NULL, CTL_TEXT, false, NULL },
};

/* What a post is called, its role's name or a duty's (model/duty.h). */
static void
post_called(const char *typed, struct post *p)
{
	const struct duty *d = duty_read(typed);

	p->role = d != NULL ? d->role : role_of(typed);
	if (d != NULL && !duty_is_role(d))
		mem_copy_text(p->duty, sizeof(p->duty), d->name);
}

static int
post_propose(struct ctl *c, int64_t *id, int64_t *audit)
{
	struct post p = { .person = ctl_int(c, "person", 0),
		.org = ctl_int(c, "org", 0),
		.campus = ctl_int(c, "campus", 0),
		.deputy_of = ctl_int(c, "deputy_of", 0) };
	int r = 0;

	post_called(ctl_text(c, "role"), &p);
	if (ctl_given(c, "starts"))
		r = ctl_time(c, "starts", &p.starts);
	if (r == 0 && ctl_given(c, "ends"))
		r = ctl_time(c, "ends", &p.ends);
	if (r == 0 && (r = act_post_propose_as(c->who, &p, audit)) == 0)
		*id = p.id;
	return r;
}

static int
post_set(struct ctl *c)
{
	int64_t id = ctl_int(c, "end", 0), audit;
	int r;

	if (id != 0)
		r = act_post_end(c->who, id, &audit);
	else if (ctl_text(c, "role") == NULL || !ctl_given(c, "person") ||
		 !ctl_given(c, "org"))
		r = ctl_fail(
		    c, ERR_INPUT, _("person, role and org are all needed."));
	else
		r = post_propose(c, &id, &audit);
	return r != 0 ? r : say_id(c, id, audit);
}

const struct ctl_command ctl_post_set = {
	.name = "post set",
	.help = N_("Propose a post for a person, or end one."),
	.fields = post_fields,
	.run = post_set,
};

static int
post_say(void *arg, const struct post *p, bool held)
{
	struct ctl *c = arg;
	json_t *o = json_object();

	ctl_put_id(o, "id", p->id);
	ctl_put_id(o, "person", p->person);
	json_object_set_new(o, "role", json_string(role_name(p->role)));
	if (p->duty[0] != '\0')
		json_object_set_new(o, "duty", json_string(p->duty));
	ctl_put_id(o, "campus", p->campus);
	ctl_put_time(o, "since", p->since);
	ctl_put_time(o, "until", p->until);
	ctl_put_id(o, "org", p->org);
	ctl_put_id(o, "deputy_of", p->deputy_of);
	json_object_set_new(
	    o, "state", json_string(held ? "held" : "proposed"));
	return ctl_say(c, o);
}

static int
post_list(struct ctl *c)
{
	return act_post_each(c->who, post_say, c);
}

const struct ctl_command ctl_post_list = {
	.name = "post list",
	.help = N_("Who holds which post."),
	.run = post_list,
};

static const struct ctl_field oncall_fields[] = {
	{ "id", CTL_INT, false, N_("change this one") },
	{ "org", CTL_INT, true, N_("whose on-call list") },
	{ "duty", CTL_TEXT, true, N_("school, district, psychology, lead") },
	{ "name", CTL_TEXT, true, N_("whom to ask for") },
	{ "phone", CTL_TEXT, true, N_("the number") },
	{ "login", CTL_TEXT, false,
	    N_("whose duty it is: a login or work number") },
	{ "confirmed", CTL_BOOL, false, N_("tried just now, and right") },
	{ NULL, CTL_TEXT, false, NULL },
};

/* Given all the same, where the line only reminds: "none" or the last day. */
static int
say_duty(struct ctl *c, const struct oncall *o, int64_t audit)
{
	struct act_training_is is = { .lacks = false };
	json_t *j = json_object();
	int r = 0;

	if (o->person != 0)
		r = act_training_for(c->who, o->person, ROLE_LEAD, o->org, &is);
	ctl_put_id(j, "id", o->id);
	ctl_put_id(j, "audit_id", audit);
	if (r == 0 && is.lacks)
		json_object_set_new(j, "training",
		    json_string(is.ended[0] != '\0' ? is.ended : "none"));
	return ctl_say(c, j);
}

static int
oncall_set(struct ctl *c)
{
	struct oncall o = { .id = ctl_int(c, "id", 0),
		.org = ctl_int(c, "org", 0) };
	const char *login = ctl_text(c, "login");
	int64_t audit;
	int r;

	if (login != NULL &&
	    (r = act_office_find(c->who, login, &o.person)) != 0)
		return r;
	mem_copy_text(o.duty, sizeof(o.duty), ctl_text(c, "duty"));
	mem_copy_text(o.name, sizeof(o.name), ctl_text(c, "name"));
	mem_copy_text(o.phone, sizeof(o.phone), ctl_text(c, "phone"));
	r = act_oncall_put(c->who, &o, ctl_bool(c, "confirmed", false), &audit);
	return r != 0 ? r : say_duty(c, &o, audit);
}

const struct ctl_command ctl_oncall_set = {
	.name = "oncall set",
	.help = N_("Write or confirm an entry of the on-call list."),
	.fields = oncall_fields,
	.run = oncall_set,
};

static int
oncall_say(void *arg, const struct oncall *o)
{
	struct ctl *c = arg;
	json_t *j = json_object();

	ctl_put_id(j, "id", o->id);
	ctl_put_id(j, "org", o->org);
	json_object_set_new(j, "duty", json_string(o->duty));
	json_object_set_new(j, "name", json_string(o->name));
	json_object_set_new(j, "phone", json_string(o->phone));
	ctl_put_time(j, "confirmed_at", o->confirmed_at);
	return ctl_say(c, j);
}

static int
oncall_list(struct ctl *c)
{
	int64_t org = 0;
	int r;

	if (c->argc > 0 && (r = ctl_id(c, 0, &org)) != 0)
		return r;
	return act_oncall_each(c->who, org, oncall_say, c);
}

const struct ctl_command ctl_oncall_list = {
	.name = "oncall list",
	.args = "[ORG]",
	.max = 1,
	.help = N_("Whom to phone, and when that was last confirmed."),
	.run = oncall_list,
};
