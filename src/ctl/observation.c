/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "later.h"
#include "warning_internal.h"

const struct ctl_field warning_report_fields[] = {
	{ "student", CTL_INT, true, N_("whom it is about") },
	{ "seen", CTL_TEXT, false,
	    N_("what was seen or heard; needed unless there is danger") },
	{ "event_at", CTL_TIME, false, N_("when it was; now else") },
	{ "when", CTL_TEXT, false, N_("when, in words") },
	{ "where", CTL_TEXT, false, N_("where") },
	{ "triggers", CTL_LIST, false,
	    N_("any of mood, behaviour, thought, study, misfortune, setback,"
	       " bullied, sleep") },
	{ "safe", CTL_TEXT, false, N_("safe, unsure or danger") },
	{ "danger", CTL_BOOL, false, N_("true: somebody must come now") },
	{ "first", CTL_TEXT, false,
	    N_("who saw it first: self, student, parent or teacher") },
	{ "parents", CTL_TEXT, false, N_("know, not_yet or better_not") },
	{ "reason", CTL_TEXT, false, N_("why the parents had better not") },
	{ "done", CTL_TEXT, false, N_("what you have done already") },
	{ NULL, CTL_TEXT, false, NULL },
};

/* The word of a field among its own; 0 when it was not given. */
static int
read_word(struct ctl *c, const char *field, int (*of)(const char *), int *v)
{
	const char *s = ctl_text(c, field);

	*v = 0;
	if (s == NULL || (*v = of(s)) >= 0)
		return 0;
	return ctl_fail(
	    c, ERR_INPUT, _("%s: that is not one of the words here."), field);
}

static int
read_triggers(struct ctl *c, unsigned *set)
{
	json_t *list = json_object_get(c->in, "triggers"), *v;
	size_t i;
	int t;

	json_array_foreach(list, i, v)
	{
		t = json_is_string(v)
			? observation_trigger_of(json_string_value(v))
			: -1;
		if (t < 0)
			return ctl_fail(c, ERR_INPUT,
			    _("%s: that is not one of the words here."),
			    "triggers");
		*set |= 1u << t;
	}
	return 0;
}

int
warning_read_report(struct ctl *c, struct observation_told *o)
{
	int safe, first, parents, r;

	*o = (struct observation_told){ .student = ctl_int(c, "student", 0),
		.seen = ctl_text(c, "seen"),
		.when = ctl_text(c, "when"),
		.where = ctl_text(c, "where"),
		.done = ctl_text(c, "done"),
		.reason = ctl_text(c, "reason"),
		.danger = ctl_bool(c, "danger", false) };
	o->paper = ctl_later_paper(c);
	if ((r = ctl_later_at(c, &o->event_at)) != 0 ||
	    (r = read_word(c, "safe", observation_safe_of, &safe)) != 0 ||
	    (r = read_word(c, "first", observation_first_of, &first)) != 0 ||
	    (r = read_word(c, "parents", observation_parents_of, &parents)) !=
		0 ||
	    (r = read_triggers(c, &o->triggers)) != 0)
		return r;
	o->safe = (enum observation_safe)safe;
	o->first = (enum observation_first)first;
	o->parents = (enum observation_parents)parents;
	return 0;
}

static json_t *
receipt(const struct act_receipt *rec)
{
	json_t *o = json_object(), *all = json_array(), *who;

	ctl_put_id(o, "id", rec->observation);
	ctl_put_id(o, "warning", rec->warning);
	ctl_put_id(o, "version", rec->version);
	ctl_put_id(o, "student", rec->student);
	json_object_set_new(o, "danger", json_boolean(rec->danger));
	ctl_put_time(o, "event_at", rec->event_at);
	ctl_put_time(o, "entered_at", rec->entered_at);
	ctl_put_later(o, rec->event_at, rec->entered_at);
	for (int i = 0; i < rec->n; i++) {
		who = json_object();
		json_object_set_new(
		    who, "login", json_string(rec->looking[i].who.login));
		json_object_set_new(
		    who, "name", json_string(rec->looking[i].who.name));
		ctl_put_time(who, "seen_at", rec->looking[i].at);
		json_array_append_new(all, who);
	}
	json_object_set_new(o, "looking", all);
	ctl_put_id(o, "audit_id", rec->audit);
	return o;
}

static int
report(struct ctl *c)
{
	struct observation_told o;
	struct act_receipt rec;
	int r;

	if ((r = warning_read_report(c, &o)) != 0 ||
	    (r = act_observation_report(c->who, &o, &rec)) != 0)
		return r;
	return ctl_say_later(c, receipt(&rec));
}

const struct ctl_command ctl_observation_report = {
	.name = "observation report",
	.help = N_("Report a worry about a student; two others look at it."),
	.fields = warning_report_fields,
	.options = ctl_later_options,
	.run = report,
};

static int
list_one(void *arg, const struct act_receipt *rec)
{
	return ctl_say(arg, receipt(rec));
}

static int
list(struct ctl *c)
{
	return act_observation_each(c->who, 0, 100, list_one, c);
}

const struct ctl_command ctl_observation_list = {
	.name = "observation list",
	.help = N_("Your own reports, and who has looked at them."),
	.run = list,
};
