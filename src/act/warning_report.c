/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"
#include "knock_internal.h"
#include "later.h"
#include "model/permit.h"
#include "sealed/key.h"
#include "store/store.h"
#include "store/student.h"
#include "warning_case.h"

/* Somebody reports: a warning begins, is joined, or opens again. */
struct report {
	enum warning_source source;
	const char *what;		     /* the audit's word */
	const struct observation_told *told; /* NULL: a call, its words stay */
	int64_t student, ticket, event_at;
	bool danger;
};

/* Everybody who may come to be asked gets the key now, because the keeper,
 * which raises it later, opens nothing (design.md 4). */
#define AUDIENCE_MAX 64

static int
new_key(struct warning_case *c)
{
	int64_t people[AUDIENCE_MAX];
	int n = warning_audience(&c->bench, people, AUDIENCE_MAX), r;

	r = act_warning_key(c->who, c->w.id, c->w.school, people, n, &c->w.key);
	if (r == ERR_CIRCLE)
		return act_fail(c->who, r,
		    _("Nobody could read this yet: neither the school nor "
		      "the district has a counselling team here. Please "
		      "phone."));
	return r;
}

static int
seal_told(struct warning_case *c, struct observation *row,
    const struct observation_told *told)
{
	struct buf *plain = sealed_buf(), *out = buf_new();
	int r;

	observation_pack(told, plain);
	r = act_seal(c->who, row->pair,
	    (struct sealed_place){ "observation.told", row->id },
	    buf_data(plain), buf_len(plain), out);
	row->told = buf_data(out);
	row->n = buf_len(out);
	if (r == 0)
		r = store_observation_seal(c->who->store, row);
	buf_free(plain);
	buf_free(out);
	return r;
}

static int
add_observation(struct warning_case *c, const struct report *rep, int64_t audit,
    int64_t *id)
{
	struct observation row = { .warning = c->w.id,
		.student = c->w.student,
		.reporter = c->who->person,
		.source = rep->source,
		.round = c->w.round,
		.danger = rep->danger,
		.ticket = rep->ticket,
		.event_at = rep->event_at,
		.entered_at = act_now(c->who),
		.audit = audit,
		.pair = c->w.key };
	int r;

	if ((r = store_observation_add(c->who->store, &row)) == 0 &&
	    rep->told != NULL)
		r = seal_told(c, &row, rep->told);
	*id = row.id;
	return r;
}

/* The warning of the child: a new one, or the one there is. */
static int
begin_or_join(struct warning_case *c, const struct report *rep)
{
	const struct state_move *move;
	int from = STATE_NONE, on = WARNING_REPORT, r;
	struct warning place = { 0 };

	if ((r = case_child(c->who, rep->student, &place)) != 0)
		return r;
	r = store_warning_of(c->who->store, rep->student, &c->w);
	if (r == ERR_NOT_FOUND)
		c->w = (struct warning){ .source = rep->source,
			.reporter = c->who->person,
			.event_at = rep->event_at,
			.entered_at = act_now(c->who) };
	else if (r == 0)
		from = (int)c->w.state;
	else
		return r;
	c->w.student = place.student;
	c->w.school = place.school;
	c->w.grade = place.grade;
	c->w.class = place.class;
	c->w.lft = place.lft;
	c->w.danger |= rep->danger;
	if ((r = case_around(c->who, c)) != 0)
		return r;
	if (rep->danger && from != STATE_NONE && from != WARNING_CLOSED)
		on = WARNING_DANGER;
	move = state_find(
	    &warning_machine, from, on, warning_facts(&c->w, c->w.severity));
	if (move == NULL)
		return ERR_STATE;
	warning_step(
	    profile_default(), &c->w, move, rep->event_at, act_now(c->who));
	return from == STATE_NONE ? store_warning_add(c->who->store, &c->w) : 0;
}

static int
report(struct actor *who, const struct report *rep, struct warning_case *c,
    int64_t *observation, int64_t *audit)
{
	struct case_change ch = {
		.what = rep->what, .event = WARNING_REPORT, .at = act_now(who)
	};
	int r;

	c->who = who;
	if ((r = begin_or_join(c, rep)) != 0 || (r = new_key(c)) != 0)
		return r;
	if (c->n_reporters < CASE_REPORTERS)
		c->reporters[c->n_reporters++] = who->person;
	if ((r = case_ask(c, c->reporters, c->n_reporters)) != 0 ||
	    (r = case_save(c, &ch, audit)) != 0 ||
	    (rep->danger &&
		(r = knock_begin(who, KNOCK_DANGER, KNOCK_OF_WARNING, c->w.id,
		     c->w.school, 0)) != 0))
		return r;
	return add_observation(c, rep, *audit, observation);
}

/* --- by a person ---------------------------------------------------------- */

static int
check_told(struct actor *who, const struct observation_told *o)
{
	const char *const texts[] = { o->seen, o->when, o->where, o->done,
		o->reason };
	int r;

	if (o->student == 0)
		return act_fail(who, ERR_INPUT, _("Missing: %s."),
		    _(warning_need_word(NEED_STUDENT)));
	if ((o->seen == NULL || o->seen[0] == '\0') &&
	    !observation_is_danger(o))
		return act_fail(who, ERR_INPUT, _("Missing: %s."),
		    _(warning_need_word(NEED_TEXT)));
	if (o->parents == KNOW_BETTER_NOT &&
	    (o->reason == NULL || o->reason[0] == '\0'))
		return act_fail(who, ERR_INPUT, _("Missing: %s."),
		    _(warning_need_word(NEED_REASON)));
	for (size_t i = 0; i < nitems(texts); i++)
		if ((r = case_text(who, texts[i])) != 0)
			return r;
	return 0;
}

/* Staff report on their own school's children; professionals raise. */
static int
may_report(struct actor *who, enum permit_class class, int64_t student)
{
	struct permit_on on = { .exact = true };
	struct warning w = { 0 };
	struct student s;
	int r;

	r = store_student_get(who->store, student, &s);
	if (r == 0)
		r = case_child(who, student, &w);
	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	/* where the file is, and where the roster still has them */
	for (int i = 0; i < 2 && r == 0; i++) {
		on.lft = i == 0 ? w.lft : s.place;
		if (permit_ask(who->posts, who->n_posts, class, MAY_RAISE, &on,
			GROUND_NONE) == PERMIT_YES)
			return 0;
	}
	/* One answer for "not there" and "not yours" (string 21). */
	return act_fail(who, ERR_DENIED,
	    _("Not found among the students you can report on."));
}

static void
receipt_look(struct actor *who, const struct warning_case *c, int round,
    struct act_receipt *out)
{
	out->n = 0;
	for (int i = 0; i < c->n_acks && out->n < ACT_LOOKING_MAX; i++) {
		const struct warning_ack *a = &c->acks[i];

		if (a->round != round || (!a->open && a->acked_at == 0))
			continue;
		act_name_of(who, a->person, &out->looking[out->n].who);
		out->looking[out->n].post = a->post;
		out->looking[out->n++].at = a->acked_at;
	}
}

static int
report_by(struct actor *who, enum permit_class class,
    const struct observation_told *o, struct report *rep,
    struct act_receipt *out)
{
	struct warning_case c;
	int64_t observation, audit;
	int r;

	rep->told = o;
	rep->student = o->student;
	rep->danger = observation_is_danger(o);
	rep->event_at = o->event_at;
	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = check_told(who, o)) == 0 &&
	    (r = later_time(who, WHEN_OBSERVATION, &rep->event_at)) == 0 &&
	    (r = may_report(who, class, o->student)) == 0 &&
	    (r = report(who, rep, &c, &observation, &audit)) == 0 &&
	    (r = later_paper(who, o->paper, PAPER_OF_OBSERVATION, observation,
		 rep->event_at)) == 0 &&
	    out != NULL) {
		*out = (struct act_receipt){ .observation = observation,
			.warning = c.w.id,
			.version = c.w.version,
			.audit = audit,
			.student = c.w.student,
			.event_at = rep->event_at,
			.entered_at = act_now(who),
			.danger = rep->danger };
		receipt_look(who, &c, c.w.round, out);
	}
	return act_end(who, r);
}

int
act_observation_report(struct actor *who, const struct observation_told *o,
    struct act_receipt *out)
{
	struct report rep = { .source = SOURCE_OBSERVATION,
		.what = "observation.report" };

	return report_by(who, CLASS_CARE, o, &rep, out);
}

int
act_warning_raise(struct actor *who, const struct observation_told *o,
    struct act_receipt *out)
{
	struct report rep = { .source = SOURCE_RAISED,
		.what = "warning.raise" };

	return report_by(who, CLASS_WARNING, o, &rep, out);
}

int
act_observation_readers(
    struct actor *who, int64_t student, struct act_receipt *out)
{
	struct warning_seat s[WARNING_SEATS];
	struct warning_case c = { .who = who };
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = may_report(who, CLASS_CARE, student)) != 0 ||
	    (r = case_child(who, student, &c.w)) != 0 ||
	    (r = case_around(who, &c)) != 0)
		return r;
	warning_seats(&c.bench, &who->person, 1, s);
	*out = (struct act_receipt){ .student = student };
	for (int i = 0; i < WARNING_SEATS; i++)
		for (int j = 0; j < s[i].n && out->n < ACT_LOOKING_MAX; j++) {
			act_name_of(
			    who, s[i].person[j], &out->looking[out->n].who);
			out->looking[out->n++].post = s[i].post;
		}
	return 0;
}

struct mine {
	struct actor *who;
	int (*fn)(void *, const struct act_receipt *);
	void *arg;
};

static int
mine_one(void *arg, const struct observation *o)
{
	struct mine *m = arg;
	struct act_receipt out = { .observation = o->id,
		.warning = o->warning,
		.student = o->student,
		.audit = o->audit,
		.event_at = o->event_at,
		.entered_at = o->entered_at,
		.danger = o->danger };
	struct warning_case c = { .who = m->who, .w.id = o->warning };
	int r;

	if ((r = case_seats(&c)) != 0)
		return r;
	receipt_look(m->who, &c, o->round, &out);
	return m->fn(m->arg, &out);
}

int
act_observation_each(struct actor *who, int64_t before, int limit,
    int (*fn)(void *, const struct act_receipt *), void *arg)
{
	struct mine m = { who, fn, arg };
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	return store_observation_by(
	    who->store, who->person, before, limit, mine_one, &m);
}

/* --- from other parts of act/, inside their transactions ------------------ */

static int
report_from(struct actor *who, const struct report *rep, int64_t *warning,
    int64_t *audit)
{
	struct warning_case c;
	int64_t observation, row;
	int r;

	if ((r = report(who, rep, &c, &observation, &row)) != 0)
		return r;
	*warning = c.w.id;
	if (audit != NULL)
		*audit = row;
	return 0;
}

int
act_warning_from_ticket(struct actor *who, int64_t student, int64_t ticket,
    int64_t event_at, bool danger, int64_t *warning, int64_t *audit)
{
	struct report rep = { .source = SOURCE_TICKET,
		.what = "warning.from_ticket",
		.student = student,
		.ticket = ticket,
		.event_at = event_at,
		.danger = danger };

	return report_from(who, &rep, warning, audit);
}

int
act_warning_from_consultation(struct actor *who, int64_t student,
    int64_t event_at, bool danger, int64_t *warning, int64_t *audit)
{
	struct report rep = { .source = SOURCE_CONSULTATION,
		.what = "warning.from_consultation",
		.student = student,
		.event_at = event_at,
		.danger = danger };

	return report_from(who, &rep, warning, audit);
}
