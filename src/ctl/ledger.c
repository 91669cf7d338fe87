/* SPDX-License-Identifier: Apache-2.0 */
/* ledger list, fresh, state: every child, and when looked through last. */
#include <stdlib.h>
#include <string.h>

#include "act/ledger.h"
#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "ctl/ctl.h"

static int
say_line(void *arg, const struct act_ledger_line *l)
{
	const struct student *s = &l->row.s;
	json_t *o = json_object();

	ctl_put_id(o, "id", s->id);
	json_object_set_new(o, "name", json_string(s->name));
	json_object_set_new(o, "number", json_string(s->number));
	json_object_set_new(o, "class", json_string(l->class));
	ctl_put_id(o, "org", s->class);
	json_object_set_new(
	    o, "state", json_string(enrolment_name(l->row.state)));
	if (l->row.whereabouts[0] != '\0')
		json_object_set_new(
		    o, "whereabouts", json_string(l->row.whereabouts));
	if (s->dorm[0] != '\0')
		json_object_set_new(o, "dorm", json_string(s->dorm));
	if (l->mentors[0] != '\0')
		json_object_set_new(o, "mentors", json_string(l->mentors));
	if (l->care_view != CARE_UNSEEN) {
		json_object_set_new(
		    o, "care", json_string(care_name(l->row.care.care)));
		ctl_put_time(o, "care_at", l->row.care.at);
	}
	ctl_put_time(o, "fresh_at", l->row.fresh_at);
	if (l->row.fresh_by[0] != '\0')
		json_object_set_new(
		    o, "fresh_by", json_string(l->row.fresh_by));
	return ctl_say(arg, o);
}

static int64_t
number(const struct ctl *c, const char *option, int64_t dflt)
{
	const char *s = ctl_option_value(c, option);

	return s != NULL ? atoll(s) : dflt;
}

static int
list(struct ctl *c)
{
	return act_ledger_page(c->who, number(c, "--org", 0),
	    number(c, "--after", 0), (int)number(c, "--stale", 0),
	    (int)number(c, "--limit", 100), say_line, c);
}

static const struct ctl_option list_options[] = {
	{ "--org", "ID", N_("of this class, grade, school or district") },
	{ "--stale", "DAYS", N_("those not looked through for so long") },
	{ "--after", "ID", N_("behind this student: the next page") },
	{ "--limit", "N", N_("at most N rows (100)") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_ledger_list = {
	.name = "ledger list",
	.help = N_("Every student of a class, school or district, and when "
		   "the row was last looked through."),
	.options = list_options,
	.run = list,
};

static int
say_done(struct ctl *c, int64_t id, int64_t n, int64_t audit)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", id);
	json_object_set_new(o, "students", json_integer(n));
	ctl_put_id(o, "audit_id", audit);
	return ctl_say(c, o);
}

static int
fresh(struct ctl *c)
{
	int64_t id, n = 1, audit = 0;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0)
		return r;
	r = ctl_option(c, "--class")
		? act_ledger_fresh_class(c->who, id, &n, &audit)
		: act_ledger_fresh(c->who, id, &audit);
	return r != 0 ? r : say_done(c, id, n, audit);
}

static const struct ctl_option fresh_options[] = {
	{ "--class", NULL, N_("ID is a class: everybody in it") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_ledger_fresh = {
	.name = "ledger fresh",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("The row of a student was looked through now, and is "
		   "right."),
	.options = fresh_options,
	.run = fresh,
};

static const struct ctl_field state_fields[] = {
	{ "state", CTL_TEXT, true,
	    N_("enrolled, suspended, transferred, graduated") },
	{ "whereabouts", CTL_TEXT, false, N_("where they are, if known") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
state(struct ctl *c)
{
	int e = enrolment_of(ctl_text(c, "state")), r;
	int64_t id, audit = 0;

	if (e < 0)
		return ctl_fail(c, ERR_INPUT, _("state: there is no such."));
	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_ledger_state(c->who, id, (enum enrolment)e,
		 ctl_text(c, "whereabouts"), &audit)) != 0)
		return r;
	return say_done(c, id, 1, audit);
}

const struct ctl_command ctl_ledger_state = {
	.name = "ledger state",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("A student is at school, on leave, moved away, "
		   "graduated."),
	.fields = state_fields,
	.run = state,
};
