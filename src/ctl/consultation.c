/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/consultation.h"
#include "all.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ctl/ctl.h"
#include "later.h"

#define TEXT(o, k, s) json_object_set_new(o, k, json_string(s))

/* --- answers ---------------------------------------------------------------
 */

static json_t *
actions(const struct act_appointment *a)
{
	const struct state_machine *m = &appointment_machine;
	const struct state_move *to[APPOINTMENT_EVENTS];
	size_t n = act_appointment_actions(a, to, nitems(to));
	json_t *all = json_array(), *o, *needs;
	const char *name;

	for (size_t i = 0; i < n; i++) {
		o = json_object();
		needs = json_array();
		TEXT(o, "event", state_event_code(m, to[i]->on));
		TEXT(o, "to", state_code(m, to[i]->to));
		for (size_t k = 0;
		     (name = state_bit(m->needs, to[i]->needs, k)) != NULL; k++)
			json_array_append_new(needs, json_string(name));
		json_object_set_new(o, "needs", needs);
		json_array_append_new(all, o);
	}
	return all;
}

static void
put_times(json_t *o, const struct appointment *a)
{
	ctl_put_time(o, "starts_at", a->starts_at);
	ctl_put_time(o, "held_at", a->held_at);
	ctl_put_time(o, "event_at", a->held_at != 0 ? a->held_at : a->event_at);
	ctl_put_time(
	    o, "entered_at", a->noted_at != 0 ? a->noted_at : a->entered_at);
	if (a->noted_at - a->held_at >= 60 && a->noted_at != 0)
		json_object_set_new(
		    o, "late_s", json_integer(a->noted_at - a->held_at));
	ctl_put_time(o, "due_at", a->due_at);
	if (a->due_key[0] != '\0')
		TEXT(o, "due_key", a->due_key);
}

static json_t *
object(const struct act_appointment *a)
{
	const struct appointment *row = &a->row;
	json_t *o = json_object();

	ctl_put_id(o, "id", row->id);
	TEXT(o, "state", state_code(&appointment_machine, (int)row->state));
	ctl_put_id(o, "version", row->version);
	ctl_put_id(o, "student", row->student);
	TEXT(o, "name", a->student);
	TEXT(o, "school", a->school);
	TEXT(o, "class", a->class);
	TEXT(o, "form", appointment_form_name((int)row->form));
	if (row->room[0] != '\0')
		TEXT(o, "room", row->room);
	TEXT(o, "source", appointment_source_name((int)row->source));
	ctl_put_id(o, "source_id", row->source_id);
	if ((a->who & (APPOINTMENT_OWN | APPOINTMENT_CARE)) != 0)
		TEXT(o, "need", appointment_need_name((int)row->need));
	if (a->counsellor[0] != '\0')
		TEXT(o, "counsellor", a->counsellor);
	TEXT(o, "asked_by", a->asked_by);
	put_times(o, row);
	json_object_set_new(o, "actions", actions(a));
	ctl_put_id(o, "warning", a->warning);
	ctl_put_id(o, "next", a->next);
	ctl_put_id(o, "audit_id", a->audit);
	return o;
}

/* --- changes ---------------------------------------------------------------
 */

/* A word of a list in a field: *value stays as it is when none is given. */
static int
read_word(struct ctl *c, const char *field, int (*of)(const char *), int *value)
{
	const char *s = ctl_text(c, field);

	if (s == NULL)
		return 0;
	if ((*value = of(s)) < 0)
		return ctl_fail(
		    c, ERR_INPUT, _("%s: there is no such."), field);
	return 0;
}

static int64_t
read_time(const struct ctl *c, const char *field)
{
	int64_t at = 0;

	return ctl_time(c, field, &at) == 0 ? at : 0;
}

static int
event_of(const char *code)
{
	return state_event_by_code(&appointment_machine, code);
}

static const struct ctl_field book_fields[] = {
	{ "student", CTL_INT, false, N_("whom, by id") },
	{ "ticket", CTL_INT, false, N_("or your ticket, linked to one") },
	{ "warning", CTL_INT, false, N_("or a warning") },
	{ "event", CTL_TEXT, false,
	    N_("request, invite or walk_in; request if not said") },
	{ "form", CTL_TEXT, false, N_("face, phone or online") },
	{ "need", CTL_TEXT, false, N_("ordinary, serious or crisis") },
	{ "event_at", CTL_TIME, false, N_("when it happened; now") },
	{ "starts_at", CTL_TIME, false, N_("a time offered at once") },
	{ "room", CTL_TEXT, false, N_("where") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
book(struct ctl *c)
{
	struct act_book b = ACT_BOOK(APPOINTMENT_REQUEST);
	struct act_appointment a;
	int r;

	b.student = ctl_int(c, "student", 0);
	b.ticket = ctl_int(c, "ticket", 0);
	b.warning = ctl_int(c, "warning", 0);
	b.paper = ctl_later_paper(c);
	b.starts_at = read_time(c, "starts_at");
	b.room = ctl_text(c, "room");
	if ((r = ctl_later_at(c, &b.event_at)) != 0 ||
	    (r = read_word(c, "event", event_of, &b.event)) != 0 ||
	    (r = read_word(c, "form", appointment_form_of, &b.form)) != 0 ||
	    (r = read_word(c, "need", appointment_need_of, &b.need)) != 0 ||
	    (r = act_consultation_book(c->who, &b, &a)) != 0)
		return r;
	return ctl_say_later(c, object(&a));
}

const struct ctl_command ctl_consultation_book = {
	.name = "consultation book",
	.help = N_("Ask for an appointment, invite to one, or note a talk that "
		   "just took place."),
	.fields = book_fields,
	.options = ctl_later_options,
	.run = book,
};

static const struct ctl_option at_options[] = {
	CTL_AT_OPTION,
	{ NULL, NULL, NULL },
};

static const struct ctl_field step_fields[] = {
	{ "version", CTL_INT, true, N_("the one you saw") },
	{ "event", CTL_TEXT, true,
	    N_("offer, accept, decline, cancel, hold, no_show, check_in, "
	       "invite, next or end") },
	{ "reason", CTL_TEXT, false, N_("why") },
	{ "starts_at", CTL_TIME, false, N_("the time offered") },
	{ "next_at", CTL_TIME, false, N_("the next date") },
	{ "form", CTL_TEXT, false, N_("face, phone or online") },
	{ "room", CTL_TEXT, false, N_("where") },
	{ "counsellor", CTL_INT, false, N_("who is to hold it") },
	{ "event_at", CTL_TIME, false, N_("when it happened; now") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
step(struct ctl *c)
{
	struct act_appointment_do d = ACT_APPOINTMENT_DO(-1);
	struct act_appointment a;
	int64_t id;
	int r;

	d.reason = ctl_text(c, "reason");
	d.room = ctl_text(c, "room");
	d.starts_at = read_time(c, "starts_at");
	d.next_at = read_time(c, "next_at");
	d.counsellor = ctl_int(c, "counsellor", 0);
	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = ctl_later_at(c, &d.event_at)) != 0 ||
	    (r = read_word(c, "event", event_of, &d.event)) != 0 ||
	    (r = read_word(c, "form", appointment_form_of, &d.form)) != 0 ||
	    (r = act_consultation_step(
		 c->who, id, ctl_int(c, "version", 0), &d, &a)) != 0)
		return r;
	return ctl_say(c, object(&a));
}

const struct ctl_command ctl_consultation_step = {
	.name = "consultation step",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Move an appointment along."),
	.fields = step_fields,
	.options = at_options,
	.run = step,
};

static const struct ctl_field note_fields[] = {
	{ "version", CTL_INT, true, N_("the one you saw") },
	{ "text", CTL_TEXT, true,
	    N_("the note, sealed to the student's file") },
	{ "risk", CTL_TEXT, false, N_("none, some, danger or not_asked") },
	{ "event_at", CTL_TIME, false, N_("when the talk was") },
	{ "next_at", CTL_TIME, false, N_("the next date") },
	{ "reason", CTL_TEXT, false, N_("why the next date is far off") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
note(struct ctl *c)
{
	struct act_note_text t = { .text = ctl_text(c, "text") };
	struct act_appointment a;
	int risk = RISK_NOT_SAID, r;
	int64_t id;

	t.n = strlen(t.text);
	t.paper = ctl_later_paper(c);
	t.next_at = read_time(c, "next_at");
	t.reason = ctl_text(c, "reason");
	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = ctl_later_at(c, &t.event_at)) != 0 ||
	    (r = read_word(c, "risk", consultation_risk_of, &risk)) != 0)
		return r;
	t.risk = (enum consultation_risk)risk;
	if ((r = act_consultation_note(
		 c->who, id, ctl_int(c, "version", 0), &t, &a)) != 0)
		return r;
	return ctl_say_later(c, object(&a));
}

const struct ctl_command ctl_consultation_note = {
	.name = "consultation note",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Write the note of a talk, or write it anew; the field risk "
		   "must be answered."),
	.fields = note_fields,
	.options = ctl_later_options,
	.run = note,
};

/* --- reading ---------------------------------------------------------------
 */

static json_t *
notes(const struct act_consultation *v)
{
	json_t *all = json_array(), *o;

	for (size_t i = 0; i < v->n_note; i++) {
		o = json_object();
		ctl_put_id(o, "revision", v->note[i].revision);
		TEXT(o, "author", v->note[i].name);
		ctl_put_time(o, "event_at", v->note[i].event_at);
		ctl_put_time(o, "entered_at", v->note[i].entered_at);
		TEXT(o, "risk", consultation_risk_name((int)v->note[i].risk));
		TEXT(o, "text", v->note[i].text);
		json_array_append_new(all, o);
	}
	return all;
}

static json_t *
history(const struct act_consultation *v)
{
	const struct state_machine *m = &appointment_machine;
	json_t *all = json_array(), *o;

	for (size_t i = 0; i < v->n_past; i++) {
		const struct act_appointment_past *p = &v->past[i];

		o = json_object();
		TEXT(o, "event", state_event_code(m, p->event));
		if (p->from != STATE_NONE)
			TEXT(o, "from", state_code(m, p->from));
		TEXT(o, "to", state_code(m, p->to));
		TEXT(o, "by", p->name);
		ctl_put_time(o, "at", p->at);
		ctl_put_time(o, "event_at", p->event_at);
		ctl_put_time(o, "starts_at", p->starts_at);
		if (p->reason[0] != '\0')
			TEXT(o, "reason", p->reason);
		ctl_put_id(o, "audit_id", p->audit);
		json_array_append_new(all, o);
	}
	return all;
}

static const struct ctl_option show_options[] = {
	{ "--ground", "GROUND",
	    N_("why you read a colleague's note: consent, staff or safety") },
	{ NULL, NULL, NULL },
};

static int
show(struct ctl *c)
{
	const char *name = ctl_option_value(c, "--ground");
	int ground = name != NULL ? permit_ground_of(name) : GROUND_NONE;
	struct act_consultation v;
	int64_t id;
	json_t *o;
	int r;

	if (ground < 0)
		return ctl_fail(
		    c, ERR_USAGE, _("%s: there is no such."), "--ground");
	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_consultation_show(
		 c->who, id, (enum permit_ground)ground, &v)) != 0)
		return r;
	o = object(&v.head);
	ctl_put_paper(o, v.paper);
	if (v.head.on_ground && ground == GROUND_NONE)
		json_object_set_new(o, "needs_ground", json_true());
	json_object_set_new(o, "notes", notes(&v));
	json_object_set_new(o, "history", history(&v));
	act_consultation_free(&v);
	return ctl_say(c, o);
}

const struct ctl_command ctl_consultation_show = {
	.name = "consultation show",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("One appointment with its history and, for its counsellor, "
		   "every revision of the note."),
	.options = show_options,
	.run = show,
};

static const struct ctl_option list_options[] = {
	{ "--day", "DATE", N_("yours of a day") },
	{ "--week", "DATE", N_("yours of the seven days from then on") },
	{ "--free", NULL, N_("those nobody has taken on yet") },
	{ "--asked", NULL, N_("those you asked for") },
	{ "--student", "ID", N_("those of a student") },
	{ "--late", NULL, N_("what is overdue, for the district centre") },
	{ "--after", "ID", N_("the page behind this one") },
	{ NULL, NULL, NULL },
};

static int
list_one(void *arg, const struct act_appointment *a)
{
	json_t *o = object(a);

	json_object_del(o, "actions"); /* asked of one */
	return ctl_say(arg, o);
}

static int
which(struct ctl *c, enum act_consultations *list, int64_t *key)
{
	const char *day = ctl_option_value(c, "--day"),
		   *week = ctl_option_value(c, "--week"),
		   *student = ctl_option_value(c, "--student");

	*key = 0;
	*list = ctl_option(c, "--free")	   ? CONSULTATIONS_FREE
		: ctl_option(c, "--asked") ? CONSULTATIONS_ASKED
		: ctl_option(c, "--late")  ? CONSULTATIONS_LATE
					   : CONSULTATIONS_MINE;
	if (student != NULL) {
		*list = CONSULTATIONS_STUDENT;
		*key = strtoll(student, NULL, 10);
	}
	if (day == NULL && week == NULL)
		return 0;
	*list = day != NULL ? CONSULTATIONS_DAY : CONSULTATIONS_WEEK;
	return clock_read(day != NULL ? day : week, key);
}

static int
list(struct ctl *c)
{
	const char *after = ctl_option_value(c, "--after");
	enum act_consultations list;
	int64_t key;
	int r;

	if ((r = which(c, &list, &key)) != 0)
		return ctl_fail(c, ERR_USAGE, _("%s: there is no such."),
		    ctl_option(c, "--day") ? "--day" : "--week");
	return act_consultation_each(c->who, list, key,
	    after != NULL ? strtoll(after, NULL, 10) : 0, 200, list_one, c);
}

const struct ctl_command ctl_consultation_list = {
	.name = "consultation list",
	.help = N_("Appointments, yours if nothing else is said; at most 200."),
	.options = list_options,
	.run = list,
};
