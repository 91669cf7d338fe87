/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "base/err.h"
#include "later.h"
#include "model/profile.h"
#include "warning_internal.h"

#define SEES(v, item) (((v)->items & 1u << ITEM_##item) != 0)

static void
put_text(json_t *o, const char *key, const char *s)
{
	if (s != NULL && s[0] != '\0')
		json_object_set_new(o, key, json_string(s));
}

static void
put_bool(json_t *o, const char *key, bool v)
{
	json_object_set_new(o, key, json_boolean(v));
}

static const char *const posts[POST_COUNT] = {
	[POST_CLASS] = "class_teacher",
	[POST_CARE] = "psychology",
	[POST_GRADE] = "grade_head",
	[POST_HEAD] = "crisis_head",
	[POST_CENTRE] = "counsellor",
};

static void
put_name(json_t *o, const char *key, const struct act_name *n)
{
	json_t *who;

	if (n->id == 0)
		return;
	who = json_object();
	ctl_put_id(who, "id", n->id);
	put_text(who, "login", n->login);
	put_text(who, "name", n->name);
	json_object_set_new(o, key, who);
}

/* Of the round that counts now; earlier ones are in the history. */
static json_t *
acks(const struct act_warning *v)
{
	json_t *all = json_array(), *o;

	for (int i = 0; i < v->n_acks; i++) {
		const struct act_ack *a = &v->acks[i];

		if (a->round != v->w.round || (!a->open && a->acked_at == 0))
			continue;
		o = json_object();
		ctl_put_id(o, "person", a->who.id);
		put_text(o, "login", a->who.login);
		put_text(o, "name", a->who.name);
		put_text(o, "post", posts[a->post]);
		ctl_put_time(o, "asked_at", a->asked_at);
		ctl_put_time(o, "acked_at", a->acked_at);
		json_array_append_new(all, o);
	}
	return all;
}

static json_t *
waiting(const struct act_warning *v)
{
	json_t *all = json_array();

	for (int i = 0; i < v->n_waiting; i++)
		json_array_append_new(all, json_string(v->waiting[i].login));
	return all;
}

static json_t *
bits(const char *const *names, unsigned set)
{
	json_t *all = json_array();
	const char *name;

	for (size_t i = 0; (name = state_bit(names, set, i)) != NULL; i++)
		json_array_append_new(all, json_string(name));
	return all;
}

static json_t *
actions(const struct act_warning *v)
{
	const struct state_machine *m = &warning_machine;
	json_t *all = json_array(), *o;

	for (int i = 0; i < v->n_actions; i++) {
		const struct act_action *a = &v->actions[i];

		o = json_object();
		put_text(o, "event", state_event_code(m, (int)a->event));
		json_object_set_new(o, "needs",
		    bits(m->needs, a->needs & ~a->missing & NEED_GIVEN));
		if (a->missing != 0)
			json_object_set_new(
			    o, "not_before", bits(m->needs, a->missing));
		if (a->second != 0)
			json_object_set_new(
			    o, "second", bits(m->who, a->second));
		json_array_append_new(all, o);
	}
	return all;
}

static json_t *
refusals(const struct act_warning *v)
{
	json_t *a = json_array();

	for (int i = 0; i < v->n_refusals; i++) {
		const struct act_refusal *f = &v->refusals[i];
		json_t *o = json_object();

		put_text(o, "event",
		    state_event_code(&warning_machine, (int)f->event));
		put_name(o, "by", &f->by);
		put_name(o, "asked_by", &f->asked_by);
		ctl_put_time(o, "at", f->at);
		ctl_put_id(o, "audit_id", f->audit);
		json_array_append_new(a, o);
	}
	return a;
}

static json_t *
pending(const struct act_warning *v)
{
	json_t *all = json_array(), *o;

	for (int i = 0; i < v->n_pending; i++) {
		const struct act_pending *p = &v->pending[i];

		o = json_object();
		ctl_put_id(o, "approval", p->approval);
		put_text(o, "event",
		    state_event_code(&warning_machine, (int)p->event));
		put_name(o, "asked_by", &p->asked_by);
		ctl_put_time(o, "asked_at", p->asked_at);
		put_text(o, "code", p->code);
		put_bool(o, "mine", p->mine);
		json_array_append_new(all, o);
	}
	return all;
}

static void
put_state(json_t *o, const struct act_warning *v)
{
	const struct warning *w = &v->w;

	if (SEES(v, WAY)) {
		put_text(
		    o, "state", state_code(&warning_machine, (int)w->state));
		ctl_put_time(o, "state_at", w->state_at);
		ctl_put_time(o, "due_at", w->due_at);
		put_text(o, "due_key", w->due_key);
		if (w->due_at != 0)
			put_bool(o, "due_is_default",
			    profile_is_default(profile_default(), w->due_key));
		json_object_set_new(o, "actions", actions(v));
	}
	if (SEES(v, DANGER))
		put_bool(o, "danger", w->danger);
	if (SEES(v, LEVEL))
		put_text(o, "level", warning_level_name(w->level));
	if (SEES(v, SEVERITY))
		put_text(o, "severity", warning_severity_name(w->severity));
	if (SEES(v, PARENTS))
		put_text(o, "parents", warning_parents_name(w->parents));
}

json_t *
warning_object(const struct act_warning *v)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", v->w.id);
	ctl_put_id(o, "version", v->w.version);
	ctl_put_id(o, "student", v->w.student);
	put_text(o, "name", v->student);
	put_text(o, "class", v->class);
	put_text(o, "school", v->school);
	put_state(o, v);
	ctl_put_time(o, "event_at", v->w.event_at);
	ctl_put_time(o, "entered_at", v->w.entered_at);
	ctl_put_later(o, v->w.event_at, v->w.entered_at);
	if (SEES(v, RECEIPT)) {
		json_object_set_new(o, "acks", acks(v));
		json_object_set_new(o, "waiting_for", waiting(v));
	}
	if (SEES(v, STATE)) {
		put_name(o, "owner", &v->owner);
		ctl_put_time(o, "observe_until", v->w.observe_until);
	}
	if (v->n_pending > 0 && SEES(v, WAY))
		json_object_set_new(o, "pending", pending(v));
	if (v->n_refusals > 0)
		json_object_set_new(o, "refusals", refusals(v));
	if (!SEES(v, STATE))
		put_name(o, "talk_to", &v->psychology);
	return o;
}

/* --- the story ------------------------------------------------------------ */

static void
put_told(json_t *o, const struct observation_told *t)
{
	json_t *triggers = json_array();

	put_text(o, "seen", t->seen);
	put_text(o, "when", t->when);
	put_text(o, "where", t->where);
	put_text(o, "done", t->done);
	put_text(o, "safe", observation_safe_name(t->safe));
	put_text(o, "first", observation_first_name(t->first));
	put_text(o, "parents", observation_parents_name(t->parents));
	put_text(o, "reason", t->reason);
	for (int i = 0; i < TRIGGER_COUNT; i++)
		if ((t->triggers & 1u << i) != 0)
			json_array_append_new(
			    triggers, json_string(observation_trigger_name(
					  (enum observation_trigger)i)));
	json_object_set_new(o, "triggers", triggers);
}

static json_t *
reports(const struct act_warning *v)
{
	json_t *all = json_array(), *o;

	for (int i = 0; i < v->n_reports; i++) {
		const struct act_report *r = &v->reports[i];

		o = json_object();
		ctl_put_id(o, "id", r->id);
		put_text(o, "source", warning_source_name(r->source));
		put_name(o, "reporter", &r->reporter);
		ctl_put_time(o, "event_at", r->event_at);
		ctl_put_time(o, "entered_at", r->entered_at);
		ctl_put_paper(o, r->paper);
		put_bool(o, "danger", r->danger);
		if (r->told.seen != NULL)
			put_told(o, &r->told);
		json_array_append_new(all, o);
	}
	return all;
}

static json_t *
entries(const struct act_warning *v)
{
	json_t *all = json_array(), *o;

	for (int i = 0; i < v->n_entries; i++) {
		const struct act_entry *e = &v->entries[i];

		o = json_object();
		ctl_put_id(o, "id", e->id);
		put_text(o, "event",
		    state_event_code(&warning_machine, (int)e->event));
		put_name(o, "author", &e->author);
		ctl_put_time(o, "at", e->at);
		put_text(o, "text", e->text);
		if (e->text == NULL)
			put_bool(o, "sealed_to_others", true);
		json_array_append_new(all, o);
	}
	return all;
}

static json_t *
history(const struct act_warning *v)
{
	json_t *all = json_array(), *o;

	for (int i = 0; i < v->n_pasts; i++) {
		const struct act_past *p = &v->pasts[i];

		o = json_object();
		put_text(o, "event",
		    state_event_code(&warning_machine, (int)p->event));
		put_text(o, "state",
		    state_code(&warning_machine, (int)p->after.state));
		put_text(o, "level", warning_level_name(p->after.level));
		if (SEES(v, SEVERITY))
			put_text(o, "severity",
			    warning_severity_name(p->after.severity));
		if (SEES(v, PARENTS))
			put_text(o, "parents",
			    warning_parents_name(p->after.parents));
		put_bool(o, "danger", p->after.danger);
		put_name(o, "by", &p->who);
		put_name(o, "second", &p->second);
		ctl_put_time(o, "at", p->at);
		ctl_put_time(o, "event_at", p->event_at);
		ctl_put_paper(o, p->paper);
		ctl_put_time(o, "was_due_at", p->due_at);
		ctl_put_id(o, "version", p->after.version);
		ctl_put_id(o, "audit_id", p->audit);
		json_array_append_new(all, o);
	}
	return all;
}

void
warning_put_story(json_t *o, const struct act_warning *v)
{
	if (v->n_reports > 0)
		json_object_set_new(o, "reports", reports(v));
	if (SEES(v, OWN) || SEES(v, ENTRIES))
		json_object_set_new(o, "entries", entries(v));
	if (SEES(v, HISTORY))
		json_object_set_new(o, "history", history(v));
}

int
warning_say(struct ctl *c, int64_t id, int64_t audit)
{
	struct act_warning *v;
	json_t *o;
	int r;

	if ((r = act_warning_show(c->who, id, &v)) != 0)
		return r;
	o = warning_object(v);
	ctl_put_id(o, "audit_id", audit);
	act_warning_free(v);
	return ctl_say(c, o);
}
