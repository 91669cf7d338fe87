/* SPDX-License-Identifier: Apache-2.0 */
/* Notes: sealed to the student's file, added revision by revision. */
#include <string.h>

#include "act/draft.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "consultation_internal.h"
#include "later.h"
#include "model/profile.h"
#include "sealed/key.h"
#include "store/store.h"

static int
seal_note(struct actor *who, struct consultation *c, struct buf *text,
    enum consultation_risk risk)
{
	const char *code = consultation_risk_name((int)risk);
	struct buf *note = buf_new(), *answer = buf_new();
	int r;

	if ((r = act_seal(who, c->note.pair,
		 (struct sealed_place){ "consultation.note", c->id },
		 buf_data(text), buf_len(text), note)) == 0 &&
	    (r = act_seal(who, c->note.pair,
		 (struct sealed_place){ "consultation.risk", c->id }, code,
		 strlen(code), answer)) == 0) {
		c->note.bytes = buf_data(note);
		c->note.n = buf_len(note);
		c->risk.bytes = buf_data(answer);
		c->risk.n = buf_len(answer);
		r = store_consultation_seal(who->store, c);
	}
	buf_free(note);
	buf_free(answer);
	return r;
}

static int
add_note(struct actor *who, const struct act_appointment *a, struct buf *text,
    enum consultation_risk risk)
{
	struct consultation c = { .appointment = a->row.id,
		.author = who->person,
		.event_at = a->row.held_at,
		.entered_at = act_now(who),
		.audit = a->audit };
	int64_t newest;
	int r;

	if ((r = act_file_key(
		 who, a->row.student, a->row.school, &c.note.pair)) != 0 ||
	    (r = store_consultation_newest(who->store, a->row.id, &newest)) !=
		0)
		return r;
	c.revision = newest + 1;
	if ((r = store_consultation_add(who->store, &c)) != 0)
		return r;
	return seal_note(who, &c, text, risk);
}

/* What was heard sets how soon the next one is needed, never down again. */
static void
take_risk(struct appointment *row, enum consultation_risk risk)
{
	if (risk == RISK_DANGER)
		row->need = NEED_NOW;
	else if (risk == RISK_SOME && row->need == NEED_ORDINARY)
		row->need = NEED_SOON;
}

static unsigned
given(const struct act_note_text *t, const struct buf *clean)
{
	const char *s = (const char *)buf_data(clean);
	unsigned have = 0;

	for (size_t i = 0; i < buf_len(clean); i++)
		if (strchr(" \t\n", s[i]) == NULL)
			have |= APPOINTMENT_NEEDS_TEXT;
	if (t->risk > RISK_NOT_SAID && t->risk < RISK_COUNT)
		have |= APPOINTMENT_NEEDS_RISK;
	return have;
}

/* A talk and the writing of its note: nothing is entered late by that. */
#define TALK_S (2 * CLOCK_HOUR)

static int
warn(struct actor *who, struct act_appointment *a, enum consultation_risk risk)
{
	int64_t now = act_now(who);

	if (!consultation_risk_warns(risk))
		return 0;
	return consultation_warn(who, a->row.student,
	    now - a->row.held_at > TALK_S ? a->row.held_at : now,
	    risk == RISK_DANGER, &a->warning);
}

static int
set_next(
    struct actor *who, struct act_appointment *a, const struct act_note_text *t)
{
	bool far = appointment_is_far(
	    profile_default(), &a->row, a->row.held_at, t->next_at);
	struct consultation_move m = { .event_at = act_now(who),
		.reason = t->reason,
		.what = "appointment.next" };
	unsigned have = APPOINTMENT_NEEDS_NEXT;
	int r;

	if (t->next_at == 0)
		return 0;
	if (t->reason != NULL && t->reason[0] != '\0')
		have |= APPOINTMENT_NEEDS_REASON;
	if ((r = consultation_slot(who, t->next_at)) != 0 ||
	    (r = consultation_check(
		 who, a, APPOINTMENT_NEXT, far, have, &m.move)) != 0 ||
	    (r = consultation_make(who, a, &m)) != 0)
		return r;
	return consultation_follow(who, a, t->next_at, &a->next);
}

static int
write(struct actor *who, struct act_appointment *a, int64_t version,
    const struct act_note_text *t, struct buf *clean)
{
	struct consultation_move m = { .what = "consultation.note" };
	int64_t event_at = t->event_at != 0 ? t->event_at : a->row.held_at;
	int r;

	take_risk(&a->row, t->risk);
	if ((r = consultation_check(who, a, APPOINTMENT_NOTE, false,
		 given(t, clean), &m.move)) != 0)
		return r;
	if (version != a->row.version)
		return ERR_STALE;
	/* a talk may be added to however long ago it was held */
	if ((t->event_at != 0 &&
		(r = consultation_event_time(who, &event_at)) != 0) ||
	    (r = consultation_text(who, t->reason, ACT_REASON_MAX)) != 0)
		return r;
	a->row.held_at = m.event_at = event_at;
	if (a->row.noted_at == 0)
		a->row.noted_at = act_now(who);
	if ((r = consultation_make(who, a, &m)) != 0 ||
	    (r = add_note(who, a, clean, t->risk)) != 0 ||
	    (r = later_paper(who, t->paper, PAPER_OF_CONSULTATION, a->row.id,
		 event_at)) != 0 ||
	    (r = warn(who, a, t->risk)) != 0 || (r = set_next(who, a, t)) != 0)
		return r;
	return act_draft_drop(who, ACT_NOTE_DRAFT, a->row.id);
}

int
act_consultation_note(struct actor *who, int64_t id, int64_t version,
    const struct act_note_text *t, struct act_appointment *out)
{
	struct buf *clean;
	struct act_appointment a, after;
	int r;

	if (t->n > ACT_NOTE_MAX)
		return act_fail(who, ERR_LIMIT, _("The text is too long."));
	if ((r = act_begin(who)) != 0)
		return r;
	clean = act_secret();
	text_clean(clean, t->text, t->n, TEXT_LINES);
	if ((r = consultation_load(who, id, &a)) == 0)
		r = write(who, &a, version, t, clean);
	if (r == 0 && (r = consultation_load(who, id, &after)) == 0) {
		after.audit = a.audit;
		after.next = a.next;
		after.warning = a.warning;
	}
	r = act_end(who, r);
	if (r == 0)
		*out = after;
	else if (r == ERR_STALE)
		act_draft_save(who, ACT_NOTE_DRAFT, id, buf_data(clean),
		    buf_len(clean), (int64_t)buf_len(clean));
	buf_free(clean);
	return r;
}
