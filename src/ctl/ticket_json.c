/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "later.h"
#include "model/profile.h"
#include "ticket_internal.h"

static void
put_text(json_t *o, const char *key, const char *text)
{
	if (text != NULL && text[0] != '\0')
		json_object_set_new(o, key, json_string(text));
}

static void
put_bool(json_t *o, const char *key, bool v)
{
	json_object_set_new(o, key, json_boolean(v));
}

static const char *
code_of(const struct ticket_word *list, int i)
{
	return i >= 0 ? list[i].code : "";
}

/* What may be done now: event, where it leads, and what it still needs. */
static json_t *
actions(const struct act_ticket *t)
{
	const struct state_move *m[TICKET_EVENT_COUNT];
	size_t n = act_ticket_actions(t, m, nitems(m));
	json_t *all = json_array(), *o, *needs;
	const char *name;

	for (size_t i = 0; i < n; i++) {
		o = json_object();
		needs = json_array();
		put_text(
		    o, "event", state_event_code(&ticket_machine, m[i]->on));
		put_text(o, "to", state_code(&ticket_machine, m[i]->to));
		for (size_t k = 0;
		     (name = state_bit(ticket_machine.needs,
			  state_missing(m[i], t->have), k)) != NULL;
		     k++)
			json_array_append_new(needs, json_string(name));
		json_object_set_new(o, "needs", needs);
		json_array_append_new(all, o);
	}
	return all;
}

static void
put_times(json_t *o, const struct ticket *t)
{
	ctl_put_time(o, "event_at", t->rang_at);
	ctl_put_time(o, "entered_at", t->entered_at);
	if (t->entered_at - t->rang_at >= 60)
		json_object_set_new(
		    o, "late_s", json_integer(t->entered_at - t->rang_at));
	ctl_put_later(o, t->rang_at, t->entered_at);
	ctl_put_time(o, "taken_at", t->taken_at);
	ctl_put_time(o, "ended_at", t->ended_at);
	ctl_put_time(o, "due_at", t->due_at);
	if (t->due_at != 0) {
		put_text(o, "due_key", t->due_key);
		put_bool(o, "due_is_default",
		    profile_is_default(profile_default(), t->due_key));
	}
	ctl_put_time(o, "danger_at", t->danger_at);
	ctl_put_time(o, "asked_at", t->asked_at);
	ctl_put_time(o, "seen_at", t->seen_at);
}

json_t *
ticket_object(const struct act_ticket *t)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", t->row.id);
	put_text(o, "state", state_code(&ticket_machine, t->row.state));
	ctl_put_id(o, "version", t->row.version);
	ctl_put_id(o, "line", t->row.line);
	put_text(o, "channel", code_of(ticket_channels, t->row.channel));
	ctl_put_id(o, "operator", t->row.taker);
	put_text(o, "operator_name", t->taker);
	put_bool(o, "danger", t->row.danger);
	put_bool(o, "mine", (t->who & TICKET_OWN) != 0);
	put_bool(o, "readable", t->may_read);
	if (t->lost) {
		put_bool(o, "operator_lost", true);
		json_object_set_new(
		    o, "operator_lost_s", json_integer(t->lost_s));
	}
	json_object_set_new(o, "raised", json_integer(t->row.raised));
	put_times(o, &t->row);
	json_object_set_new(o, "actions", actions(t));
	ctl_put_id(o, "audit_id", t->audit);
	return o;
}

int
ticket_say(struct ctl *c, const struct act_ticket *t)
{
	return ctl_say(c, ticket_object(t));
}

/* --- the whole of one
 * ----------------------------------------------------------- */

static json_t *
bits_of(const struct ticket_word *list, uint32_t bits)
{
	json_t *a = json_array();

	for (int i = 0; list[i].code != NULL; i++)
		if ((bits & 1u << i) != 0)
			json_array_append_new(a, json_string(list[i].code));
	return a;
}

static json_t *
sheet(const struct ticket_sheet *s)
{
	json_t *o = json_object();

	put_text(o, "caller", code_of(ticket_callers, s->caller));
	put_text(o, "about", code_of(ticket_abouts, s->about));
	put_text(o, "alias", s->alias);
	put_text(o, "number", s->number);
	put_text(o, "place", s->place);
	put_text(o, "with", s->with);
	put_text(o, "school", s->school);
	json_object_set_new(o, "topics", bits_of(ticket_topics, s->topics));
	return o;
}

static void
put_answer(json_t *o, const char *key, enum ticket_question q, int value)
{
	char code[16];

	ticket_answer_code(q, value, code);
	if ((q == ASK_STRENGTH || q == ASK_HOPELESS) && value != ASK_NOT_ASKED)
		json_object_set_new(o, key, json_integer(value));
	else
		put_text(o, key, code);
}

static json_t *
answers(const struct ticket_answers *a)
{
	json_t *o = json_object();

	for (int q = 0; q < ASK_COUNT; q++)
		if (a->given[q])
			put_answer(o, ticket_questions[q].code,
			    (enum ticket_question)q, a->value[q]);
	if (a->given[ASK_DANGER])
		json_object_set_new(
		    o, "danger_from", bits_of(ticket_harms, a->harm));
	return o;
}

static json_t *
given(const struct act_ticket_view *v)
{
	json_t *all = json_array(), *o;

	for (size_t i = 0; i < v->n_given; i++) {
		const struct act_ticket_given *g = &v->given[i];

		o = json_object();
		put_text(o, "question", ticket_questions[g->q].code);
		put_answer(o, "answer", g->q, g->value);
		ctl_put_id(o, "by", g->person);
		ctl_put_time(o, "at", g->at);
		if (g->event_at != 0)
			ctl_put_time(o, "event_at", g->event_at);
		ctl_put_later(o, g->event_at, g->at);
		json_array_append_new(all, o);
	}
	return all;
}

static json_t *
checklist(const struct act_ticket_view *v)
{
	json_t *all = json_array(), *o;

	for (int i = 0; i < CHECK_COUNT; i++) {
		const struct act_ticket_stamp *s = &v->check[i];

		o = json_object();
		json_object_set_new(o, "n", json_integer(i + 1));
		put_text(o, "step", ticket_checks[i].code);
		put_text(o, "outcome", ticket_outcomes[s->outcome].code);
		ctl_put_time(o, "at", s->event_at);
		ctl_put_time(o, "entered_at", s->at);
		ctl_put_id(o, "by", s->person);
		put_text(o, "by_name", s->name);
		put_text(o, "words", s->words);
		ctl_put_id(o, "oncall", s->oncall);
		json_object_set_new(o, "turns", json_integer(s->turns));
		json_array_append_new(all, o);
	}
	return all;
}

static json_t *
entries(const struct act_ticket_view *v)
{
	json_t *all = json_array(), *o;

	for (size_t i = 0; i < v->n_said; i++) {
		const struct act_ticket_said *s = &v->said[i];

		o = json_object();
		ctl_put_id(o, "id", s->id);
		put_text(o, "kind", s->kind);
		ctl_put_id(o, "author", s->author);
		put_text(o, "author_name", s->name);
		json_object_set_new(o, "text", json_string(s->text));
		ctl_put_time(o, "event_at", s->event_at);
		ctl_put_time(o, "entered_at", s->entered_at);
		ctl_put_time(o, "saved_at", s->saved_at);
		ctl_put_id(o, "revision", s->revision);
		put_bool(o, "writing", s->writing);
		put_bool(o, "mine", s->mine);
		json_array_append_new(all, o);
	}
	return all;
}

static json_t *
maybes(const struct act_ticket_view *v)
{
	json_t *all = json_array(), *o, *why;

	for (size_t i = 0; i < v->n_maybe; i++) {
		const struct act_ticket_maybe *m = &v->maybe[i];

		o = json_object();
		why = json_array();
		ctl_put_id(o, "ticket", m->ticket);
		ctl_put_time(o, "event_at", m->rang_at);
		put_text(o, "operator_name", m->taker);
		put_text(o, "state", state_code(&ticket_machine, m->state));
		if (m->number)
			json_array_append_new(why, json_string("number"));
		if (m->alias)
			json_array_append_new(why, json_string("alias"));
		json_object_set_new(o, "why", why);
		put_bool(o, "confirmed", m->confirmed);
		json_array_append_new(all, o);
	}
	return all;
}

static json_t *
links(const struct act_ticket_view *v)
{
	json_t *all = json_array(), *o;

	for (size_t i = 0; i < v->n_link; i++) {
		o = json_object();
		ctl_put_id(o, "student", v->link[i].student);
		put_text(o, "ground", permit_ground_name(v->link[i].ground));
		ctl_put_time(o, "at", v->link[i].at);
		ctl_put_time(o, "until", v->link[i].until_at);
		ctl_put_id(o, "warning", v->link[i].warning);
		json_array_append_new(all, o);
	}
	return all;
}

static json_t *
follow_ups(const struct act_ticket_view *v)
{
	json_t *all = json_array(), *o;

	for (size_t i = 0; i < v->n_day; i++) {
		o = json_object();
		ctl_put_time(o, "due_at", v->day[i].due_at);
		ctl_put_time(o, "done_at", v->day[i].done_at);
		put_text(
		    o, "result", code_of(ticket_results, v->day[i].result));
		json_array_append_new(all, o);
	}
	return all;
}

static json_t *
history(const struct act_ticket_view *v)
{
	json_t *all = json_array(), *o;

	for (size_t i = 0; i < v->n_moved; i++) {
		const struct act_ticket_moved *m = &v->moved[i];

		o = json_object();
		put_text(
		    o, "event", state_event_code(&ticket_machine, m->event));
		put_text(o, "from", state_code(&ticket_machine, m->from));
		put_text(o, "to", state_code(&ticket_machine, m->to));
		ctl_put_id(o, "by", m->person);
		put_text(o, "by_name", m->name);
		ctl_put_time(o, "at", m->at);
		ctl_put_time(o, "event_at", m->event_at);
		put_text(o, "code", m->code);
		put_text(o, "reason", m->reason);
		ctl_put_id(o, "audit_id", m->audit);
		json_array_append_new(all, o);
	}
	return all;
}

json_t *
ticket_view_object(const struct act_ticket_view *v)
{
	json_t *o = ticket_object(&v->head);

	if (!v->head.may_read)
		return o;
	ctl_put_paper(o, v->paper);
	put_text(o, "entered_by", v->enterer);
	json_object_set_new(o, "sheet", sheet(&v->sheet));
	json_object_set_new(o, "answers", answers(&v->answers));
	json_object_set_new(o, "answer_history", given(v));
	if (v->head.row.danger_at != 0)
		json_object_set_new(o, "checklist", checklist(v));
	json_object_set_new(o, "entries", entries(v));
	json_object_set_new(o, "maybe", maybes(v));
	json_object_set_new(o, "links", links(v));
	json_object_set_new(o, "follow_ups", follow_ups(v));
	json_object_set_new(o, "history", history(v));
	return o;
}

/* --- fields
 * ------------------------------------------------------------------------ */

int
ticket_code(struct ctl *c, const char *field, const struct ticket_word *list,
    int *value)
{
	const char *code = ctl_text(c, field);
	int i;

	if (code == NULL)
		return 0;
	if ((i = ticket_word_of(list, code)) < 0)
		return ctl_fail(c, ERR_INPUT,
		    _("%s: that is not one of the words here."), field);
	*value = i;
	return 0;
}

int
ticket_ground(struct ctl *c, enum permit_ground *ground)
{
	const char *code = ctl_text(c, "ground");
	int g;

	if (code == NULL)
		return 0;
	if ((g = permit_ground_of(code)) < 0)
		return ctl_fail(c, ERR_INPUT,
		    _("%s: that is not one of the words here."), "ground");
	*ground = (enum permit_ground)g;
	return 0;
}

int
ticket_bits(struct ctl *c, const char *field, const struct ticket_word *list,
    uint32_t *bits)
{
	json_t *a = json_object_get(c->in, field), *v;
	size_t i;
	int n;

	json_array_foreach(a, i, v)
	{
		n = json_is_string(v)
			? ticket_word_of(list, json_string_value(v))
			: -1;
		if (n < 0)
			return ctl_fail(c, ERR_INPUT,
			    _("%s: that is not one of the words here."), field);
		*bits |= 1u << n;
	}
	return 0;
}
