/* SPDX-License-Identifier: Apache-2.0 */
/* Who is what to an appointment, and how it begins. */
#include <string.h>

#include "act/ticket.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "file_internal.h"
#include "consultation_internal.h"
#include "later.h"
#include "model/custody.h"
#include "model/day.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "store/ticket.h"

#define NOBODYS _("This is not open to you. F5 shows whom to ask.")

/* --- what a person is to it ------------------------------------------------
 */

int
consultation_school_has(struct actor *who, int64_t school, bool *has)
{
	struct post p[1];
	int n = 0, r;

	r = store_post_holders(
	    who->store, ROLE_PSYCHOLOGY, school, act_now(who), p, 1, &n);
	*has = r == 0 && n > 0;
	return r;
}

int
consultation_cares(struct actor *who, int64_t school, int64_t lft, bool *yes)
{
	bool has = false;
	int r = 0;

	*yes = act_is_for(who, ROLE_PSYCHOLOGY, lft);
	if (*yes || !act_is_for(who, ROLE_COUNSELLOR, lft))
		return 0;
	/* an error is no empty post: nothing opens by it */
	if ((r = consultation_school_has(who, school, &has)) == 0)
		*yes = !has;
	return r;
}

/* The same where the notes went with the child's file; *lft is there. */
static int
care_after(struct actor *who, struct act_appointment *a, int64_t *lft)
{
	int64_t school = a->row.school, at = a->row.lft;
	bool yes;
	int r = file_notes_follow(who, a->row.student, &school, &at);

	if (r != 0 || school == a->row.school ||
	    (r = consultation_cares(who, school, at, &yes)) != 0 || !yes)
		return r;
	a->who |= APPOINTMENT_CARE;
	*lft = at;
	return 0;
}

static bool
is_staff(struct actor *who, int64_t lft)
{
	struct permit_on on = { .lft = lft };

	return permit_ask(who->posts, who->n_posts, CLASS_CARE, MAY_RAISE, &on,
		   GROUND_NONE) == PERMIT_YES;
}

/* Overdue is the district's to see, whoever has it (SJS-28). */
static bool
is_raised(struct actor *who, const struct appointment *row)
{
	return act_is_for(who, ROLE_COUNSELLOR, row->lft) &&
	       appointment_is_open(row->state) && row->due_at != 0 &&
	       row->due_at < act_now(who) && row->state != APPOINTMENT_HELD;
}

static void
find_reading(struct actor *who, struct act_appointment *a, int64_t lft)
{
	struct permit_on on = { .lft = lft,
		.own = (a->who & APPOINTMENT_OWN) != 0 };
	enum permit_answer answer;

	answer = permit_ask(who->posts, who->n_posts, CLASS_NARRATIVE, MAY_READ,
	    &on, GROUND_NONE);
	a->on_ground = answer == PERMIT_GROUND;
	a->may_read = answer != PERMIT_NO &&
		      (a->who & (APPOINTMENT_OWN | APPOINTMENT_CARE)) != 0;
	if ((a->who & APPOINTMENT_OPENED) != 0) {
		a->may_read = true;
		a->on_ground = false; /* it was asked for, and agreed to */
	}
}

int
consultation_who(struct actor *who, struct act_appointment *a)
{
	const struct appointment *row = &a->row;
	int64_t lft = row->lft;
	bool care;
	int r;
	bool professional = act_is_for(who, ROLE_PSYCHOLOGY, row->lft) ||
			    act_is_for(who, ROLE_COUNSELLOR, row->lft);

	a->who = 0;
	if ((r = consultation_cares(who, row->school, lft, &care)) != 0)
		return r;
	if (row->counsellor == who->person && professional)
		a->who |= APPOINTMENT_OWN;
	else if (care || is_raised(who, row))
		a->who |= APPOINTMENT_CARE;
	else if ((r = care_after(who, a, &lft)) != 0)
		return r;
	if (row->id != 0 && row->asked_by == who->person)
		a->who |= APPOINTMENT_ASKER;
	if (row->id != 0 && custody_is_open(who, CUSTODY_FILE, row->student))
		a->who |= APPOINTMENT_OPENED;
	if (row->id == 0 && is_staff(who, row->lft))
		a->who |= APPOINTMENT_STAFF;
	find_reading(who, a, lft);
	return a->who != 0 ? 0 : act_fail(who, ERR_DENIED, "%s", NOBODYS);
}

/* "八年级3班", as the year is called today. */
static void
name_class(struct actor *who, const struct student *s, char *to, size_t size)
{
	char full[CLASS_FULL_MAX];
	struct clock_parts t;

	clock_parts_of(act_now(who), &t);
	class_full_words(
	    &s->grade, s->label, day_of(t.year, t.month, t.day), full);
	mem_copy_text(to, size, full);
}

static int
fill_names(struct actor *who, struct act_appointment *a)
{
	struct student s;
	struct org o;
	int r;

	if ((r = store_student_get(who->store, a->row.student, &s)) != 0 ||
	    (r = store_org_get(who->store, a->row.school, &o)) != 0)
		return r;
	mem_copy_text(a->student, sizeof(a->student), s.name);
	mem_copy_text(a->school, sizeof(a->school), o.name);
	name_class(who, &s, a->class, sizeof(a->class));
	a->counsellor[0] = '\0';
	if (a->row.counsellor != 0 &&
	    (r = store_person_name(
		 who->store, a->row.counsellor, a->counsellor)) != 0)
		return r;
	return store_person_name(who->store, a->row.asked_by, a->asked_by);
}

int
consultation_load_row(
    struct actor *who, const struct appointment *row, struct act_appointment *a)
{
	int r;

	*a = (struct act_appointment){ .row = *row };
	if ((r = consultation_who(who, a)) != 0)
		return r;
	return fill_names(who, a);
}

int
consultation_load(struct actor *who, int64_t id, struct act_appointment *a)
{
	struct appointment row;
	int r = store_appointment_get(who->store, id, &row);

	if (r == ERR_NOT_FOUND)
		return act_fail(who, ERR_DENIED, "%s", NOBODYS);
	return r == 0 ? consultation_load_row(who, &row, a) : r;
}

int
act_consultation_get(struct actor *who, int64_t id, struct act_appointment *out)
{
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	return consultation_load(who, id, out);
}

size_t
act_appointment_actions(
    const struct act_appointment *a, const struct state_move **to, size_t max)
{
	return state_actions(&appointment_machine, (int)a->row.state,
	    appointment_facts(&a->row, false), a->who, to, max);
}

/* --- what was given --------------------------------------------------------
 */

int
consultation_event_time(struct actor *who, int64_t *at)
{
	return later_time(who, WHEN_CONSULTATION, at);
}

int
consultation_slot(struct actor *who, int64_t at)
{
	if (at != 0 && at < act_now(who))
		return act_fail(
		    who, ERR_INPUT, _("The time offered has passed already."));
	return 0;
}

int
consultation_text(struct actor *who, const char *text, size_t max)
{
	if (text != NULL && strlen(text) > max)
		return act_fail(who, ERR_LIMIT, _("The text is too long."));
	return 0;
}

static int
take_room(struct actor *who, struct appointment *row, const char *room)
{
	struct buf *b;

	if (room == NULL)
		return 0;
	if (strlen(room) >= APPOINTMENT_ROOM_MAX)
		return act_fail(who, ERR_INPUT, _("room: too long."));
	b = buf_new();
	text_clean(b, room, strlen(room), TEXT_ONE_LINE);
	mem_copy_text(row->room, sizeof(row->room), buf_text(b));
	buf_free(b);
	return 0;
}

/* --- it begins -------------------------------------------------------------
 */

static int
not_found(struct actor *who)
{
	return act_fail(who, ERR_DENIED,
	    _("Not found. Please check school and full name, or use"
	      " the student number."));
}

/* Whose ticket it is, and of whom. */
static int
through_ticket(
    struct actor *who, const struct act_book *b, struct act_appointment *a)
{
	struct ticket_student s;
	struct act_ticket t;
	int r;

	if ((r = act_ticket_get(who, b->ticket, &t)) != 0)
		return r;
	if ((t.who & (TICKET_OWN | TICKET_LEAD | TICKET_SECOND)) == 0)
		return act_fail(who, ERR_DENIED, "%s", NOBODYS);
	r = store_ticket_student_get(who->store, b->ticket, &s);
	if (r == ERR_NOT_FOUND)
		return act_fail(who, ERR_INPUT,
		    _("ticket: it is linked to no student yet."));
	a->row.student = s.student;
	a->row.source = FROM_TICKET;
	a->row.source_id = b->ticket;
	a->who = APPOINTMENT_LINE;
	return r;
}

static enum appointment_source
source_of(const struct act_book *b)
{
	if (b->warning != 0)
		return FROM_WARNING;
	switch (b->event) {
	case APPOINTMENT_WALK_IN:
		return FROM_WALK_IN;
	case APPOINTMENT_INVITE:
		return FROM_COUNSELLOR;
	default:
		return FROM_STAFF;
	}
}

static int
place_student(struct actor *who, struct appointment *row)
{
	struct file_home h;
	struct student s;
	int r;

	if (row->student == 0 ||
	    store_student_get(who->store, row->student, &s) != 0)
		return not_found(who);
	if ((r = file_home(who, &s, &h)) != 0)
		return r;
	row->school = h.school;
	row->lft = h.lft;
	return 0;
}

/* Who asks, for whom, from where. */
static int
begin_row(
    struct actor *who, const struct act_book *b, struct act_appointment *a)
{
	struct appointment *row = &a->row;
	unsigned line;
	int r = 0;

	*a = (struct act_appointment){ .row = { .student = b->student } };
	row->source = source_of(b);
	row->source_id = b->warning;
	row->form = b->form < 0 ? FORM_FACE : (enum appointment_form)b->form;
	row->need =
	    b->need < 0 ? NEED_ORDINARY : (enum appointment_need)b->need;
	row->asked_by = who->person;
	row->event_at = b->event_at;
	if (b->ticket != 0)
		r = through_ticket(who, b, a);
	else if (b->warning != 0)
		r = consultation_of_warning(who, b->warning, row, b->need < 0);
	line = a->who;
	if (r == 0 && (r = place_student(who, row)) == 0) {
		r = consultation_who(who, a);
		a->who |= line;
		if (r == ERR_DENIED || r == 0)
			r = a->who == 0 ? not_found(who) : 0;
	}
	return r;
}

static unsigned
given_at_first(const struct act_book *b, const struct appointment *row)
{
	unsigned have = APPOINTMENT_NEEDS_FORM;

	if (row->student != 0)
		have |= APPOINTMENT_NEEDS_STUDENT;
	if (b->starts_at != 0)
		have |= APPOINTMENT_NEEDS_SLOT;
	return have;
}

static const char *const begins[] = {
	[APPOINTMENT_REQUEST] = "appointment.request",
	[APPOINTMENT_INVITE] = "appointment.invite",
	[APPOINTMENT_WALK_IN] = "consultation.walk_in",
};

static int
begin_made(
    struct actor *who, const struct act_book *b, struct act_appointment *a)
{
	struct consultation_move m = { .event_at = a->row.event_at,
		.what = begins[b->event] };
	int r;

	if ((r = consultation_check(who, a, b->event, false,
		 given_at_first(b, &a->row), &m.move)) != 0)
		return r;
	if (b->event != APPOINTMENT_REQUEST)
		a->row.counsellor = who->person;
	if (b->event == APPOINTMENT_WALK_IN)
		a->row.held_at = a->row.starts_at = a->row.event_at;
	return consultation_make(who, a, &m);
}

/* A counsellor who books may offer the time in the same breath. */
static int
begin_offer(
    struct actor *who, const struct act_book *b, struct act_appointment *a)
{
	struct consultation_move m = { .event_at = a->row.event_at,
		.what = "appointment.offer" };
	int r;

	if (b->starts_at == 0 || b->event == APPOINTMENT_WALK_IN)
		return 0;
	if ((r = consultation_who(who, a)) != 0 ||
	    (r = consultation_check(who, a, APPOINTMENT_OFFER, false,
		 APPOINTMENT_NEEDS_SLOT | APPOINTMENT_NEEDS_FORM, &m.move)) !=
		0)
		return r;
	a->row.starts_at = b->starts_at;
	a->row.counsellor = who->person;
	return consultation_make(who, a, &m);
}

static int
begin(struct actor *who, const struct act_book *b, struct act_appointment *a)
{
	int r;

	if (b->event < APPOINTMENT_REQUEST || b->event > APPOINTMENT_WALK_IN ||
	    b->form >= FORM_COUNT || b->need >= NEED_COUNT)
		return act_fail(who, ERR_INPUT, _("event: there is no such."));
	if ((r = begin_row(who, b, a)) != 0 ||
	    (r = consultation_event_time(who, &a->row.event_at)) != 0 ||
	    (r = take_room(who, &a->row, b->room)) != 0 ||
	    (r = consultation_slot(who, b->starts_at)) != 0 ||
	    (r = begin_made(who, b, a)) != 0)
		return r;
	return begin_offer(who, b, a);
}

int
act_consultation_book(
    struct actor *who, const struct act_book *b, struct act_appointment *out)
{
	struct act_appointment a;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	r = begin(who, b, &a);
	if (r == 0)
		r = later_paper(who, b->paper, PAPER_OF_CONSULTATION, a.row.id,
		    a.row.event_at);
	if (r == 0) {
		r = consultation_who(who, &a);
		if (r == 0 || r == ERR_DENIED) /* the line's: not theirs now */
			r = fill_names(who, &a);
	}
	if ((r = act_end(who, r)) == 0)
		*out = a;
	return r;
}

int
act_appointment_from_ticket(struct actor *who, int64_t student, int64_t ticket,
    int64_t event_at, int64_t *id, int64_t *audit)
{
	struct act_appointment a = { .who = APPOINTMENT_LINE,
		.row = { .student = student,
		    .source = FROM_TICKET,
		    .source_id = ticket,
		    .asked_by = who->person,
		    .event_at = event_at } };
	struct act_book b = ACT_BOOK(APPOINTMENT_REQUEST);
	int r;

	if ((r = place_student(who, &a.row)) != 0 ||
	    (r = consultation_event_time(who, &a.row.event_at)) != 0 ||
	    (r = begin_made(who, &b, &a)) != 0)
		return r;
	*id = a.row.id;
	if (audit != NULL)
		*audit = a.audit;
	return 0;
}
