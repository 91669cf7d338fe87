/* SPDX-License-Identifier: Apache-2.0 */
/* Appointments, notes to write, what one has asked for. */
#include <stdio.h>
#include <string.h>

#include "act/consultation.h"
#include "act/draft.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "today_internal.h"

#define KIND(code, words, next)                  \
	{                                        \
		code, words, next, "appointment" \
	}

/* What a state asks of its counsellor. */
static const struct act_today_kind states[APPOINTMENT_STATES] = {
	[APPOINTMENT_REQUESTED] =
	    KIND("requested", N_("appointment wanted"), N_("offer a time")),
	[APPOINTMENT_INVITED] =
	    KIND("invited", N_("to invite"), N_("offer a time, gently")),
	[APPOINTMENT_OFFERED] =
	    KIND("offered", N_("offered a time"), N_("ask if it suits")),
	[APPOINTMENT_BOOKED] = KIND("meet", N_("in person"), N_("meet")),
	[APPOINTMENT_HELD] = { "note", N_("to write down"),
	    N_("write the note"), "note" },
	[APPOINTMENT_RECORDED] =
	    KIND("next", N_("next date"), N_("set it, or finish")),
	[APPOINTMENT_CANCELLED] =
	    KIND("again", N_("called off"), N_("ask again, gently")),
	[APPOINTMENT_NO_SHOW] =
	    KIND("absent", N_("did not come"), N_("ask how they are")),
};
static const struct act_today_kind meet_phone =
    KIND("meet", N_("by phone"), N_("phone them"));
static const struct act_today_kind meet_online =
    KIND("meet", N_("online"), N_("write"));
static const struct act_today_kind came_kind =
    KIND("came", N_("talk"), N_("did it take place, who came?"));
static const struct act_today_kind asked_kind =
    KIND("asked", N_("an appointment"), N_("they look for a time"));
static const struct act_today_kind asked_offer =
    KIND("asked", N_("offered a time"), N_("ask if it suits"));

static const struct act_today_kind *
meeting(const struct appointment *a)
{
	return a->form == FORM_PHONE	? &meet_phone
	       : a->form == FORM_ONLINE ? &meet_online
					: &states[APPOINTMENT_BOOKED];
}

static bool
has_draft(struct today_list *l, int64_t id)
{
	struct buf *b = act_secret();
	struct act_draft d;
	int r = act_draft_open(l->who, ACT_NOTE_DRAFT, id, &d, b);

	buf_free(b);
	return r == 0;
}

/* An agreed one is met, later met, or should be over. */
static void
place_booked(struct today_list *l, const struct appointment *a,
    struct act_today_row *row)
{
	row->kind = meeting(a);
	row->block = TODAY_MEET;
	if (a->starts_at >= l->end_of_day)
		row->block = TODAY_LATER;
	else if (a->starts_at + CLOCK_HOUR < l->t->now) {
		row->kind = &came_kind;
		row->block = TODAY_DO;
	}
}

static int
add_talk(void *arg, const struct act_appointment *a)
{
	struct today_list *l = arg;
	struct act_today_row row = { .kind = &states[a->row.state],
		.block = today_when(l, a->row.due_at),
		.id = a->row.id,
		.version = a->row.version,
		.due_at = a->row.due_at,
		.at = a->row.event_at };
	char where[200];

	if (row.kind->code == NULL ||
	    (a->row.state == APPOINTMENT_CANCELLED && a->row.due_at == 0))
		return 0; /* nothing is left to do */
	if (a->row.state == APPOINTMENT_BOOKED)
		place_booked(l, &a->row, &row);
	if (a->row.state == APPOINTMENT_HELD)
		row.draft = has_draft(l, a->row.id);
	/* Only a meeting's line has room for the room. */
	if (row.block == TODAY_MEET && a->row.room[0] != '\0')
		snprintf(where, sizeof(where), "%s  %s", a->class, a->row.room);
	else
		snprintf(where, sizeof(where), "%s", a->class);
	today_names(l, a->row.student);
	today_add(l, &row, a->student, where);
	return 0;
}

static int
add_asked(void *arg, const struct act_appointment *a)
{
	struct today_list *l = arg;
	bool offered = a->row.state == APPOINTMENT_OFFERED;
	struct act_today_row row = { .kind =
					 offered ? &asked_offer : &asked_kind,
		.block = offered ? TODAY_DO : TODAY_OTHERS,
		.id = a->row.id,
		.version = a->row.version,
		.due_at = offered ? a->row.due_at : 0,
		.at = a->row.event_at };

	if (a->row.counsellor == l->who->person ||
	    (!offered && a->row.state != APPOINTMENT_REQUESTED))
		return 0;
	today_add(l, &row, a->student, a->class);
	return 0;
}

static bool
is_listed(const struct today_list *l, int64_t id)
{
	for (size_t i = 0; i < l->t->n; i++)
		if (l->t->row[i].id == id &&
		    strcmp(l->t->row[i].kind->open, "appointment") == 0)
			return true;
	return false;
}

static int
add_late(void *arg, const struct act_appointment *a)
{
	return is_listed(arg, a->row.id) ? 0 : add_talk(arg, a);
}

int
today_talks(struct today_list *l)
{
	struct actor *who = l->who;
	int r = 0;

	if (act_is_administrator(who) || act_is(who, ROLE_DISTRICT_STAFF))
		return 0;
	if (act_is(who, ROLE_PSYCHOLOGY) || act_is(who, ROLE_COUNSELLOR)) {
		if ((r = act_consultation_each(who, CONSULTATIONS_MINE, 0, 0,
			 100, add_talk, l)) != 0 ||
		    (r = act_consultation_each(
			 who, CONSULTATIONS_FREE, 0, 0, 50, add_late, l)) != 0)
			return r;
		if (act_is(who, ROLE_COUNSELLOR))
			r = act_consultation_each(
			    who, CONSULTATIONS_LATE, 0, 0, 50, add_late, l);
	}
	if (r == 0)
		r = act_consultation_each(
		    who, CONSULTATIONS_ASKED, 0, 0, 50, add_asked, l);
	return r;
}
