/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "model/permit.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "knock_internal.h"
#include "later.h"
#include "warning_case.h"

#define SEES(v, item) (((v)->items & 1u << ITEM_##item) != 0)

struct show {
	struct actor *who;
	struct warning_case *c;
	struct act_warning *v;
};

/* --- texts ---------------------------------------------------------------- */

/* What is sealed to others stays closed and is shown as such. */
static int
open_text(struct actor *who, int64_t pair, struct sealed_place at,
    const void *p, size_t n, struct buf **out)
{
	struct buf *b = sealed_buf();
	int r = n != 0 ? act_open(who, pair, at, p, n, b) : ERR_KEY;

	*out = NULL;
	if (r == 0)
		*out = b;
	else
		buf_free(b);
	return r == ERR_KEY ? 0 : r;
}

static bool
shows_entry(
    const struct act_warning *v, const struct warning_entry *e, int64_t me)
{
	return SEES(v, ENTRIES) || (SEES(v, OWN) && e->author == me) ||
	       (SEES(v, MEASURES) && (e->event == WARNING_MEASURE ||
					 e->event == WARNING_INTERVENE)) ||
	       (SEES(v, REPORT) && e->event == WARNING_ACK);
}

static int
show_entry(void *arg, const struct warning_entry *e)
{
	struct show *s = arg;
	struct act_warning *v = s->v;
	struct act_entry *to = &v->entries[v->n_entries];
	struct buf *b;
	int r;

	if (v->n_entries == ACT_ENTRIES_MAX ||
	    !shows_entry(v, e, s->who->person))
		return 0;
	r = open_text(s->who, e->pair,
	    (struct sealed_place){ "warning_entry.text", e->id }, e->text, e->n,
	    &b);
	if (r != 0)
		return r;
	*to = (struct act_entry){ .id = e->id,
		.at = e->at,
		.audit = e->audit,
		.event = e->event,
		.text = b != NULL ? mem_text(buf_text(b)) : NULL };
	act_name_of(s->who, e->author, &to->author);
	buf_free(b);
	v->n_entries++;
	return 0;
}

static int
show_report(void *arg, const struct observation *o)
{
	struct show *s = arg;
	struct act_warning *v = s->v;
	struct act_report *to = &v->reports[v->n_reports];
	struct buf *b = NULL;
	int r = 0;

	if (v->n_reports == ACT_REPORTS_MAX ||
	    (!SEES(v, REPORT) && o->reporter != s->who->person))
		return 0;
	if (SEES(v, REPORT))
		r = open_text(s->who, o->pair,
		    (struct sealed_place){ "observation.told", o->id }, o->told,
		    o->n, &b);
	if (r != 0)
		return r;
	*to = (struct act_report){ .id = o->id,
		.event_at = o->event_at,
		.entered_at = o->entered_at,
		.ticket = o->ticket,
		.source = o->source,
		.danger = o->danger };
	if (b != NULL)
		r = observation_unpack(b, &to->told);
	if (r == 0)
		r = later_paper_of(
		    s->who, PAPER_OF_OBSERVATION, o->id, to->paper);
	act_name_of(s->who, o->reporter, &to->reporter);
	buf_free(b);
	v->n_reports += r == 0;
	return r;
}

/* --- what happened, who looked, what can be done -------------------------- */

static int
show_past(void *arg, const struct warning_past *p)
{
	struct show *s = arg;
	struct act_past *to = &s->v->pasts[s->v->n_pasts++];

	*to = (struct act_past){ .at = p->at,
		.audit = p->audit,
		.event_at = p->event_at,
		.due_at = p->due_at,
		.event = p->event,
		.after = p->after };
	if (!SEES(s->v, SEVERITY))
		to->after.severity = SEVERITY_NONE;
	act_name_of(s->who, p->person, &to->who);
	act_name_of(s->who, p->second, &to->second);
	return later_paper_of(s->who, PAPER_OF_STEP, p->audit, to->paper);
}

static bool
is_waiting(const struct act_warning *v, int64_t person)
{
	for (int i = 0; i < v->n_waiting; i++)
		if (v->waiting[i].id == person)
			return true;
	return false;
}

static void
add_waiting(struct show *s, int64_t person)
{
	struct act_warning *v = s->v;

	if (person != 0 && v->n_waiting < ACT_ACKS_MAX &&
	    !is_waiting(v, person))
		act_name_of(s->who, person, &v->waiting[v->n_waiting++]);
}

static void
show_acks(struct show *s)
{
	for (int i = 0; i < s->c->n_acks; i++) {
		const struct warning_ack *a = &s->c->acks[i];
		struct act_ack *to = &s->v->acks[s->v->n_acks++];

		*to = (struct act_ack){ .post = a->post,
			.seat = a->seat,
			.round = a->round,
			.asked_at = a->asked_at,
			.acked_at = a->acked_at,
			.open = a->open };
		act_name_of(s->who, a->person, &to->who);
		if (a->open)
			add_waiting(s, a->person);
	}
}

/* Professionals of the school and the centre: to whom it can be handed. */
static void
show_hands(struct show *s)
{
	static const enum warning_post posts[] = { POST_CARE, POST_CENTRE };
	struct act_warning *v = s->v;

	for (size_t i = 0; i < nitems(posts); i++) {
		const struct warning_holders *h = &s->c->bench.post[posts[i]];

		for (int j = 0; j < h->n; j++)
			if (h->person[j] != s->who->person &&
			    v->n_hands < ACT_HANDS_MAX)
				act_name_of(s->who, h->person[j],
				    &v->hands[v->n_hands++]);
	}
}

static void
wait_for_post(struct show *s, unsigned second, unsigned bit,
    enum warning_post post, int64_t asker)
{
	const struct warning_holders *h = &s->c->bench.post[post];

	if ((second & bit) == 0)
		return;
	for (int i = 0; i < h->n; i++)
		if (h->person[i] != asker)
			add_waiting(s, h->person[i]);
	for (int i = 0; h->n == 0 && i < h->n_deputies; i++)
		if (h->deputy[i] != asker)
			add_waiting(s, h->deputy[i]);
}

static int
show_pending(struct show *s)
{
	unsigned second;
	int r;

	for (int i = 0; i < s->c->n_pending; i++) {
		const struct approval *a = &s->c->pending[i];
		struct act_pending *to = &s->v->pending[s->v->n_pending++];

		*to = (struct act_pending){ .approval = a->id,
			.asked_at = a->asked_at,
			.event = (enum warning_event)case_kind_event(a->kind),
			.mine = case_may_agree(s->c, a) };
		act_name_of(s->who, a->asked_by, &to->asked_by);
		if (SEES(s->v, SEVERITY))
			mem_copy_text(to->code, sizeof(to->code), a->code);
		if ((r = case_seconds(s->c, a, &second)) != 0)
			return r;
		if ((second & WHO_RECEIVER) != 0)
			add_waiting(s, strtoll(a->code, NULL, 10));
		wait_for_post(s, second, WHO_CENTRE, POST_CENTRE, a->asked_by);
		wait_for_post(s, second, WHO_GRADE, POST_GRADE, a->asked_by);
		wait_for_post(s, second, WHO_HEAD, POST_HEAD, a->asked_by);
	}
	return 0;
}

static int
show_refusal(void *arg, const struct approval *a)
{
	struct show *s = arg;
	struct act_refusal *to = &s->v->refusals[s->v->n_refusals];

	if (s->v->n_refusals == ACT_REFUSALS_MAX)
		return 0;
	*to = (struct act_refusal){ .at = a->decided_at,
		.audit = a->refused_audit,
		.event = (enum warning_event)case_kind_event(a->kind) };
	act_name_of(s->who, a->decided_by, &to->by);
	act_name_of(s->who, a->asked_by, &to->asked_by);
	s->v->n_refusals++;
	return 0;
}

static int
show_refusals(struct show *s)
{
	const char *kind;
	int r = 0;

	for (int e = 0; e < WARNING_EVENTS && r == 0; e++)
		if ((kind = case_event_kind((enum warning_event)e)) != NULL)
			r = store_approval_refused_each(
			    s->who->store, kind, s->v->w.id, show_refusal, s);
	return r;
}

static void
show_actions(struct show *s)
{
	const struct warning *w = &s->c->w;
	const struct state_move *moves[WARNING_EVENTS];
	unsigned bits = s->c->bits;
	unsigned have = warning_have(w, act_now(s->who));
	size_t n = state_actions(&warning_machine, (int)w->state,
	    warning_facts(w, w->severity), bits, moves, WARNING_EVENTS);

	for (size_t i = 0; i < n; i++) {
		const struct state_move *m = moves[i];
		struct act_action *to = &s->v->actions[s->v->n_actions];

		if (m->on == WARNING_REPORT ||
		    (m->on == WARNING_RAISE && w->level == LEVEL_DISTRICT) ||
		    (m->on == WARNING_DANGER && w->danger && w->unseen))
			continue;
		*to = (struct act_action){ .event = (enum warning_event)m->on,
			.needs = m->needs,
			.missing = m->needs & ~(unsigned)NEED_GIVEN & ~have,
			.second = m->second == 0
				      ? 0
				      : warning_second(m->second, bits,
					    case_empty(s->c)) };
		if ((have & NEED_PARENTS) != 0 && m->on != WARNING_PARENTS)
			to->needs &= ~(unsigned)NEED_PARENTS;
		s->v->n_actions++;
	}
}

/* --- putting it together -------------------------------------------------- */

static int
show_names(struct show *s)
{
	struct student child;
	const struct warning_holders *care = &s->c->bench.post[POST_CARE];
	struct act_warning *v = s->v;
	struct org o;
	int r;

	if ((r = store_student_get(s->who->store, v->w.student, &child)) != 0)
		return r;
	mem_copy_text(v->student, sizeof(v->student), child.name);
	act_class_name(s->who, &child, v->class, sizeof(v->class));
	if (store_org_get(s->who->store, v->w.school, &o) == 0)
		mem_copy_text(v->school, sizeof(v->school), o.name);
	act_name_of(s->who, v->w.owner, &v->owner);
	act_name_of(s->who, v->w.reporter, &v->reporter);
	act_name_of(s->who,
	    care->n != 0	    ? care->person[0]
	    : care->n_deputies != 0 ? care->deputy[0]
				    : 0,
	    &v->psychology);
	return 0;
}

static int
show_all(struct show *s)
{
	struct store *st = s->who->store;
	struct act_warning *v = s->v;
	int64_t id = v->w.id;
	int r;

	if ((r = show_names(s)) != 0)
		return r;
	show_acks(s);
	if ((r = show_pending(s)) != 0 ||
	    (r = store_warning_entry_each(st, id, 0, 512, show_entry, s)) !=
		0 ||
	    (r = store_observation_each(st, id, show_report, s)) != 0)
		return r;
	if (SEES(v, HISTORY) && ((r = store_warning_past_each(st, id, 0,
				      ACT_PASTS_MAX, show_past, s)) != 0 ||
				    (r = show_refusals(s)) != 0))
		return r;
	if (SEES(v, WAY))
		show_actions(s);
	if (SEES(v, STATE))
		show_hands(s);
	return 0;
}

/* What is not this person's is not in the view at all, so that no screen can
 * show it by mistake. */
static void
leave_out(struct act_warning *v)
{
	if (!SEES(v, WAY)) {
		v->w.state = WARNING_REPORTED;
		v->w.due_at = v->w.state_at = 0;
		v->w.due_key[0] = v->w.clock[0] = '\0';
	}
	if (!SEES(v, SEVERITY)) {
		v->w.severity = SEVERITY_NONE;
		warning_key_plain(v->w.due_key);
		warning_key_plain(v->w.clock);
	}
	if (!SEES(v, DANGER))
		v->w.danger = false;
	if (!SEES(v, LEVEL))
		v->w.level = LEVEL_CLASS;
	if (!SEES(v, PARENTS))
		v->w.parents = PARENTS_UNKNOWN;
	if (!SEES(v, ACKS) && !SEES(v, RECEIPT))
		v->n_acks = v->n_waiting = 0;
	if (!SEES(v, RECEIPT)) {
		v->n_acks = v->n_waiting = v->n_reports = 0;
		v->owner = v->reporter = (struct act_name){ 0 };
	}
}

static int
show(struct actor *who, struct warning_case *c, struct act_warning **out)
{
	struct act_warning *v = mem_zero(1, sizeof(*v));
	struct show s = { who, c, v };
	int r;

	v->w = c->w;
	v->who = c->bits;
	v->items = warning_items(&c->w, &c->me);
	if ((r = case_allow(c)) == 0)
		r = act_saw(who, "warning.show", c->w.id,
		    c->me.opened ? "break_glass" : NULL, &c->w.student, 1);
	if (r == 0)
		r = show_all(&s);
	if (r != 0) {
		act_warning_free(v);
		return r;
	}
	leave_out(v);
	*out = v;
	return 0;
}

/* Whoever was asked to, or works on it, has looked by opening it. */
static int
looked(struct actor *who, const struct warning_case *c)
{
	if ((c->bits & (WHO_ASKED | WHO_OWNER | WHO_CARE | WHO_HEAD |
			   WHO_CENTRE)) == 0)
		return 0;
	return knock_saw(who, KNOCK_OF_WARNING, c->w.id, KNOCK_EVERY);
}

static int
show_by_id(struct actor *who, int64_t id, bool opened, struct act_warning **out)
{
	struct warning_case *c = mem_zero(1, sizeof(*c));
	struct act_warning *v = NULL;
	int r;

	if ((r = case_read(who, id, c)) == 0 && (r = show(who, c, &v)) == 0 &&
	    opened && (r = looked(who, c)) == 0)
		r = case_refused_told(c);
	free(c);
	if (r == 0)
		*out = v;
	else
		act_warning_free(v);
	return r;
}

int
act_warning_show(struct actor *who, int64_t id, struct act_warning **out)
{
	int r = act_look(who);

	return r == 0 ? show_by_id(who, id, true, out) : r;
}

int
act_warning_of(struct actor *who, int64_t student, struct act_warning **out)
{
	struct warning w;
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = store_warning_of(who->store, student, &w)) != 0)
		return r;
	return show_by_id(who, w.id, false, out);
}

static void
wipe(char *s)
{
	if (s != NULL)
		explicit_bzero(s, strlen(s));
	free(s);
}

void
act_warning_free(struct act_warning *v)
{
	if (v == NULL)
		return;
	for (int i = 0; i < v->n_entries; i++)
		wipe(v->entries[i].text);
	for (int i = 0; i < ACT_REPORTS_MAX; i++)
		observation_forget(&v->reports[i].told);
	explicit_bzero(v, sizeof(*v));
	free(v);
}
