/* SPDX-License-Identifier: Apache-2.0 */
/* plan begin, step, measure, done, show, missing: one plan a child. */
#include <string.h>

#include "act/plan.h"
#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "ctl/ctl.h"

static int
say_done(struct ctl *c, const struct act_plan_done *d)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", d->plan);
	json_object_set_new(o, "version", json_integer(d->version));
	ctl_put_id(o, "audit_id", d->audit);
	return ctl_say(c, o);
}

/* --- begin, go on ----------------------------------------------------------
 */

static const struct ctl_field begin_fields[] = {
	{ "student", CTL_INT, true, N_("the student") },
	{ "goals", CTL_TEXT, true, N_("what is to become better") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
begin(struct ctl *c)
{
	struct act_plan_done d;
	int r = act_plan_begin(
	    c->who, ctl_int(c, "student", 0), ctl_text(c, "goals"), &d);

	return r == 0 ? say_done(c, &d) : r;
}

const struct ctl_command ctl_plan_begin = {
	.name = "plan begin",
	.help = N_("Begin the plan of a student with its goals."),
	.fields = begin_fields,
	.run = begin,
};

static const struct ctl_field step_fields[] = {
	{ "version", CTL_INT, true, N_("of the plan as seen") },
	{ "text", CTL_TEXT, false,
	    N_("goals, what became of it, or why it ends") },
	{ "review_at", CTL_TIME, false, N_("start: when it is looked at") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
step(struct ctl *c)
{
	int on = state_event_by_code(&plan_machine, c->argv[1]), r;
	struct act_plan_done d;
	int64_t id, at = 0;

	if (on < 0)
		return ctl_fail(c, ERR_INPUT,
		    _("The steps are write, start, review and end."));
	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (ctl_given(c, "review_at") &&
		(r = ctl_time(c, "review_at", &at)) != 0) ||
	    (r = act_plan_step(c->who, id, ctl_int(c, "version", 0),
		 (enum plan_event)on, ctl_text(c, "text"), at, &d)) != 0)
		return r;
	return say_done(c, &d);
}

const struct ctl_command ctl_plan_step = {
	.name = "plan step",
	.args = "ID STEP",
	.min = 2,
	.max = 2,
	.help = N_("Write the goals anew (write), let the plan run (start), "
		   "look at it again (review), end it (end)."),
	.fields = step_fields,
	.run = step,
};

/* --- measures --------------------------------------------------------------
 */

static const struct ctl_field measure_fields[] = {
	{ "version", CTL_INT, true, N_("of the plan as seen") },
	{ "owner", CTL_TEXT, false, N_("login of who does it") },
	{ "due_at", CTL_TIME, false, N_("by when") },
	{ "text", CTL_TEXT, false, N_("what; none strikes the one before") },
	{ "was", CTL_INT, false, N_("the measure it replaces") },
	{ NULL, CTL_TEXT, false, NULL },
};

/* Among those who can be given one: nobody else is looked up. */
static int
find_owner(struct ctl *c, int64_t student, const char *login, int64_t *person)
{
	struct act_name hands[40];
	int n, r;

	if ((r = act_plan_hands(c->who, student, hands, 40, &n)) != 0)
		return r;
	for (int i = 0; i < n; i++)
		if (strcmp(hands[i].login, login) == 0) {
			*person = hands[i].id;
			return 0;
		}
	return ctl_fail(c, ERR_INPUT,
	    _("owner: please choose one of those around the child."));
}

static int
measure(struct ctl *c)
{
	struct act_measure_told m = { .was = ctl_int(c, "was", 0),
		.text = ctl_text(c, "text") };
	const char *owner = ctl_text(c, "owner");
	struct act_plan_done d;
	struct act_plan *v;
	int64_t id, student;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (ctl_given(c, "due_at") &&
		(r = ctl_time(c, "due_at", &m.due_at)) != 0) ||
	    (r = act_plan_show(c->who, id, &v)) != 0)
		return r;
	student = v->p.student;
	m.owner = v->p.owner;
	act_plan_free(v);
	if (owner != NULL && (r = find_owner(c, student, owner, &m.owner)) != 0)
		return r;
	if ((r = act_plan_measure(
		 c->who, id, ctl_int(c, "version", 0), &m, &d)) != 0)
		return r;
	return say_done(c, &d);
}

const struct ctl_command ctl_plan_measure = {
	.name = "plan measure",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Agree on a measure: who does what by when; whoever begins "
		   "the plan if no owner is given."),
	.fields = measure_fields,
	.run = measure,
};

static int
done(struct ctl *c)
{
	struct act_plan_done d;
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_plan_measure_done(c->who, id, &d)) != 0)
		return r;
	return say_done(c, &d);
}

const struct ctl_command ctl_plan_done = {
	.name = "plan done",
	.args = "MEASURE",
	.min = 1,
	.max = 1,
	.help = N_("A measure has been done."),
	.run = done,
};

/* --- looking ---------------------------------------------------------------
 */

static json_t *
measures_of(const struct act_plan *v)
{
	json_t *all = json_array();

	for (int i = 0; i < v->n_measure; i++) {
		const struct act_measure *m = &v->measure[i];
		json_t *o = json_object();

		ctl_put_id(o, "id", m->id);
		json_object_set_new(o, "owner", json_string(m->owner.name));
		ctl_put_time(o, "due_at", m->due_at);
		ctl_put_time(o, "done_at", m->done_at);
		json_object_set_new(o, "text", json_string(m->text));
		json_array_append_new(all, o);
	}
	return all;
}

static json_t *
steps_of(const struct act_plan *v)
{
	json_t *all = json_array();

	for (int i = 0; i < v->n_step; i++) {
		const struct act_plan_step *s = &v->step[i];
		json_t *o = json_object();

		json_object_set_new(o, "event",
		    json_string(state_event_code(&plan_machine, s->event)));
		ctl_put_time(o, "at", s->at);
		json_object_set_new(o, "who", json_string(s->who.name));
		json_object_set_new(o, "text", json_string(s->text));
		json_array_append_new(all, o);
	}
	return all;
}

static int
show(struct ctl *c)
{
	struct act_plan *v;
	int64_t id;
	json_t *o;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_plan_show(c->who, id, &v)) != 0)
		return r;
	o = json_object();
	ctl_put_id(o, "id", v->p.id);
	json_object_set_new(o, "version", json_integer(v->p.version));
	ctl_put_id(o, "student", v->p.student);
	json_object_set_new(o, "student_name", json_string(v->student));
	json_object_set_new(o, "round", json_integer(v->p.round));
	json_object_set_new(o, "state",
	    json_string(state_code(&plan_machine, (int)v->p.state)));
	json_object_set_new(o, "owner", json_string(v->owner.name));
	ctl_put_time(o, "review_at", v->p.review_at);
	if (v->goals[0] != '\0')
		json_object_set_new(o, "goals", json_string(v->goals));
	json_object_set_new(o, "measures", measures_of(v));
	if (v->n_step > 0)
		json_object_set_new(o, "steps", steps_of(v));
	act_plan_free(v);
	return ctl_say(c, o);
}

const struct ctl_command ctl_plan_show = {
	.name = "plan show",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("A plan as far as you may see it: whoever owns a measure "
		   "sees that one."),
	.run = show,
};

struct telling {
	struct ctl *c;
	struct act_unplanned_after last;
	int n; /* of this page */
};

static int
say_missing(void *arg, const struct act_unplanned *u)
{
	struct telling *t = arg;
	json_t *o = json_object();

	if (u->student != 0) {
		ctl_put_id(o, "student", u->student);
		ctl_put_id(o, "warning", u->warning);
		json_object_set_new(o, "name", json_string(u->name));
		json_object_set_new(o, "class", json_string(u->class));
		json_object_set_new(o, "days", json_integer(u->days));
		json_object_set_new(o, "late", json_boolean(u->late));
		t->last = (struct act_unplanned_after){ u->since, u->warning };
		t->n++;
	} else {
		json_object_set_new(o, "school", json_string(u->name));
		json_object_set_new(o, "count", json_integer(u->n));
		json_object_set_new(o, "late", json_integer(u->n_late));
	}
	return ctl_say(t->c, o);
}

static int
missing(struct ctl *c)
{
	struct telling t = { .c = c };
	int r;

	do {
		t.n = 0;
		r = act_unplanned_each(c->who, &t.last, 0, say_missing, &t);
	} while (r == 0 && t.n > 0);
	return r;
}

const struct ctl_command ctl_plan_missing = {
	.name = "plan missing",
	.help = N_("Students with an open warning and no plan, the longest "
		   "first; for the district how many in each school (-1: "
		   "fewer than are told)."),
	.run = missing,
};
