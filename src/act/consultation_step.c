/* SPDX-License-Identifier: Apache-2.0 */
/* The moves of an appointment: the one place where its row changes. */
#include <stdio.h>
#include <string.h>

#include "act/draft.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "consultation_internal.h"
#include "model/profile.h"
#include "store/org.h"
#include "store/store.h"

/* --- checking and recording ------------------------------------------------
 */

static const struct {
	unsigned need;
	const char *words;
} missing_words[] = {
	{ APPOINTMENT_NEEDS_STUDENT, N_("student: whom does it concern?") },
	{ APPOINTMENT_NEEDS_FORM, N_("form: in person, by phone, online?") },
	{ APPOINTMENT_NEEDS_SLOT, N_("starts_at: a time is needed.") },
	{ APPOINTMENT_NEEDS_REASON, N_("reason: one sentence is needed.") },
	{ APPOINTMENT_NEEDS_TEXT, N_("text: the note is empty.") },
	{ APPOINTMENT_NEEDS_RISK,
	    N_("risk: one thing is missing: were they asked about safety? "
	       "\"Not asked\" is an answer too.") },
	{ APPOINTMENT_NEEDS_NEXT, N_("next_at: the next date is needed.") },
};

static int
say_missing(struct actor *who, unsigned missing)
{
	for (size_t i = 0; i < nitems(missing_words); i++)
		if ((missing & missing_words[i].need) != 0)
			return act_fail(
			    who, ERR_INPUT, "%s", _(missing_words[i].words));
	return ERR_INPUT;
}

int
consultation_check(struct actor *who, const struct act_appointment *a,
    int event, bool far, unsigned have, const struct state_move **move)
{
	int from = a->row.id == 0 ? STATE_NONE : (int)a->row.state;
	unsigned facts = appointment_facts(&a->row, far);
	int r;

	r = state_check(
	    &appointment_machine, from, event, facts, a->who, have, 0, move);
	if (r == ERR_INPUT)
		return say_missing(who,
		    state_missing(
			state_find(&appointment_machine, from, event, facts),
			have));
	if (r == ERR_STATE && event == APPOINTMENT_END &&
	    a->row.need != NEED_ORDINARY)
		return act_fail(
		    who, r, _("This one goes on: please set the next date."));
	return r;
}

void
consultation_wake(struct actor *who, const struct appointment *row)
{
	struct store *st = who->store;
	struct org district;

	store_touch(st, STORE_TOPIC(TOPIC_ORG, row->school));
	store_touch(st, STORE_TOPIC(TOPIC_PERSON, row->asked_by));
	if (row->counsellor != 0)
		store_touch(st, STORE_TOPIC(TOPIC_PERSON, row->counsellor));
	else if (store_org_above(st, row->school, ORG_DISTRICT, &district) == 0)
		store_touch(st, STORE_TOPIC(TOPIC_ORG, district.id));
}

/* A reason is sealed to the file, as the note is. */
static int
seal_reason(struct actor *who, const struct appointment *row,
    struct appointment_step *s, const char *reason)
{
	struct buf *b;
	int r;

	if (reason == NULL || reason[0] == '\0')
		return 0;
	if ((r = act_file_key(
		 who, row->student, row->school, &s->reason.pair)) != 0)
		return r;
	b = buf_new();
	r = act_seal(who, s->reason.pair,
	    (struct sealed_place){ "appointment_step.reason", s->id }, reason,
	    strlen(reason), b);
	if (r == 0) {
		s->reason.bytes = buf_data(b);
		s->reason.n = buf_len(b);
		r = store_appointment_step_seal(who->store, s);
	}
	buf_free(b);
	return r;
}

static int
add_step(struct actor *who, const struct act_appointment *a,
    const struct consultation_move *m)
{
	struct appointment_step s = { .appointment = a->row.id,
		.version = a->row.version,
		.event = m->move->on,
		.from = m->move->from,
		.to = m->move->to,
		.person = who->person,
		.at = act_now(who),
		.event_at = m->event_at,
		.starts_at = a->row.starts_at,
		.counsellor = a->row.counsellor,
		.need = a->row.need,
		.audit = a->audit };
	int r;

	if ((r = store_appointment_step_add(who->store, &s)) != 0)
		return r;
	return seal_reason(who, &a->row, &s, m->reason);
}

int
consultation_make(struct actor *who, struct act_appointment *a,
    const struct consultation_move *m)
{
	struct appointment *row = &a->row;
	int r;

	appointment_step(profile_default(), row, m->move, m->event_at);
	if (row->id == 0) {
		row->entered_at = act_now(who);
		r = store_appointment_add(who->store, row);
	} else
		r = store_appointment_put(who->store, row);
	if (r != 0 || (r = act_note(who, m->what, row->id, NULL, &row->student,
			   1, &a->audit)) != 0)
		return r;
	consultation_wake(who, row);
	return add_step(who, a, m);
}

/* --- a step ----------------------------------------------------------------
 */

static unsigned
given(const struct act_appointment_do *d)
{
	unsigned have = APPOINTMENT_NEEDS_FORM; /* as it was */

	if (d->starts_at != 0)
		have |= APPOINTMENT_NEEDS_SLOT;
	if (d->next_at != 0)
		have |= APPOINTMENT_NEEDS_NEXT;
	if (d->reason != NULL && d->reason[strspn(d->reason, " \t\n")] != '\0')
		have |= APPOINTMENT_NEEDS_REASON;
	return have;
}

/* Who is to hold it: somebody of the school's psychology teachers, or of the
 * district centre. */
static int
check_counsellor(
    struct actor *who, const struct appointment *row, int64_t person)
{
	struct post p[ACT_POSTS_MAX];
	int n, r;

	if ((r = store_post_of_person(
		 who->store, person, act_now(who), p, ACT_POSTS_MAX, &n)) != 0)
		return r;
	for (int i = 0; i < n; i++)
		if ((p[i].role == ROLE_PSYCHOLOGY ||
			p[i].role == ROLE_COUNSELLOR) &&
		    p[i].lft <= row->lft && row->lft <= p[i].rgt)
			return 0;
	return act_fail(who, ERR_INPUT,
	    _("counsellor: must be a psychology teacher of the school, or of"
	      " the district centre."));
}

static int
take_offer(struct actor *who, struct appointment *row,
    const struct act_appointment_do *d)
{
	int r;

	if ((r = consultation_slot(who, d->starts_at)) != 0)
		return r;
	row->starts_at = d->starts_at;
	if (d->form >= 0 && d->form < FORM_COUNT)
		row->form = (enum appointment_form)d->form;
	if (d->room != NULL) {
		if (strlen(d->room) >= APPOINTMENT_ROOM_MAX)
			return act_fail(who, ERR_INPUT, _("room: too long."));
		mem_copy_text(row->room, sizeof(row->room), d->room);
	}
	if (d->counsellor != 0) {
		if ((r = check_counsellor(who, row, d->counsellor)) != 0)
			return r;
		row->counsellor = d->counsellor;
	} else if (row->counsellor == 0)
		row->counsellor = who->person;
	return 0;
}

/* Whoever held it writes the note. */
static int
take_held(struct actor *who, struct appointment *row,
    const struct act_appointment_do *d, int64_t event_at)
{
	(void)d;
	row->counsellor = who->person;
	row->held_at = event_at;
	return 0;
}

static int
take(struct actor *who, struct appointment *row,
    const struct act_appointment_do *d, int64_t event_at)
{
	switch (d->event) {
	case APPOINTMENT_OFFER:
		return take_offer(who, row, d);
	case APPOINTMENT_HOLD:
		return take_held(who, row, d, event_at);
	case APPOINTMENT_INVITE:
		if (row->counsellor == 0)
			row->counsellor = who->person;
		row->starts_at = 0;
		return 0;
	case APPOINTMENT_NEXT:
		return consultation_slot(who, d->next_at);
	default:
		return 0;
	}
}

int
consultation_follow(
    struct actor *who, const struct act_appointment *a, int64_t at, int64_t *id)
{
	struct act_appointment next = { .who = APPOINTMENT_OWN };
	struct consultation_move m = { .event_at = act_now(who),
		.what = "appointment.follow" };
	int r;

	next.row = (struct appointment){ .student = a->row.student,
		.school = a->row.school,
		.lft = a->row.lft,
		.form = a->row.form,
		.source = FROM_EARLIER,
		.source_id = a->row.id,
		.need = a->row.need,
		.counsellor = a->row.counsellor,
		.asked_by = who->person,
		.event_at = m.event_at,
		.starts_at = at };
	mem_copy_text(next.row.room, sizeof(next.row.room), a->row.room);
	if ((r = consultation_check(who, &next, APPOINTMENT_FOLLOW, false,
		 APPOINTMENT_NEEDS_SLOT | APPOINTMENT_NEEDS_FORM, &m.move)) !=
		0 ||
	    (r = consultation_make(who, &next, &m)) != 0)
		return r;
	*id = next.row.id;
	return 0;
}

static int
step(struct actor *who, struct act_appointment *a, int64_t version,
    const struct act_appointment_do *d)
{
	char what[48];
	struct consultation_move m = {
		.event_at = d->event_at, .reason = d->reason, .what = what
	};
	bool far = appointment_is_far(
	    profile_default(), &a->row, a->row.held_at, d->next_at);
	int r;

	if (d->event <= APPOINTMENT_FOLLOW && d->event != APPOINTMENT_INVITE)
		return ERR_STATE; /* those begin one: act_consultation_book() */
	if ((r = consultation_check(
		 who, a, d->event, far, given(d), &m.move)) != 0)
		return r;
	if (version != a->row.version)
		return ERR_STALE;
	if ((r = consultation_text(who, d->reason, ACT_REASON_MAX)) != 0 ||
	    (r = consultation_event_time(who, &m.event_at)) != 0 ||
	    (r = take(who, &a->row, d, m.event_at)) != 0)
		return r;
	snprintf(what, sizeof(what), "appointment.%s",
	    state_event_code(&appointment_machine, d->event));
	if ((r = undo_keep(who, what, a->row.id, a->row.version)) != 0 ||
	    (r = consultation_make(who, a, &m)) != 0)
		return r;
	return d->event == APPOINTMENT_NEXT
		   ? consultation_follow(who, a, d->next_at, &a->next)
		   : 0;
}

int
act_consultation_step(struct actor *who, int64_t id, int64_t version,
    const struct act_appointment_do *d, struct act_appointment *out)
{
	struct act_appointment a, after;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = consultation_load(who, id, &a)) == 0) {
		if (d->event == APPOINTMENT_NOTE)
			r = ERR_STATE; /* act_consultation_note() */
		else
			r = step(who, &a, version, d);
	}
	if (r == 0 && (r = consultation_load(who, id, &after)) == 0) {
		after.audit = a.audit;
		after.next = a.next;
	}
	r = act_end(who, r);
	if (r == 0)
		*out = after;
	else if (r == ERR_STALE && d->reason != NULL)
		act_draft_save(who, ACT_STEP_DRAFT, id, d->reason,
		    strlen(d->reason), (int64_t)strlen(d->reason));
	return r;
}
