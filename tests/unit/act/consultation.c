/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "act/actor.h"
#include "act/consultation.h"
#include "act/draft.h"
#include "act/key.h"
#include "act/sample.h"
#include "act/ticket.h"
#include "act/warning.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "store/audit.h"
#include "store/consultation.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static struct actor *psy1, *psy2, *class1, *head1, *centre1, *op1, *sys1;
static struct store *st;
static struct org class, school, school3;

static int
begin(void **state)
{
	(void)state;
	lang_set("en");
	st = test_office();
	psy1 = test_signin("psy1");
	psy2 = test_signin("psy2");
	class1 = test_signin("class1");
	head1 = test_signin("head1");
	centre1 = test_signin("centre1");
	op1 = test_signin("op1");
	sys1 = test_signin("sys1");
	assert_int_equal(store_org_get(st,
			     act_post(class1, ROLE_CLASS_TEACHER)->org, &class),
	    0);
	assert_int_equal(store_org_above(st, class.id, ORG_SCHOOL, &school), 0);
	return store_org_by_code(st, ORG_SCHOOL, "S003", &school3);
}

static int
end(void **state)
{
	struct actor *all[] = { psy1, psy2, class1, head1, centre1, op1, sys1 };

	(void)state;
	for (size_t i = 0; i < nitems(all); i++)
		test_leave(all[i]);
	test_office_close();
	return 0;
}

static int64_t
child_of(const struct org *of_school, const struct org *of_class)
{
	static int n;
	struct student s = { .school = of_school->id,
		.class = of_class->id,
		.place = of_class->lft,
		.grade = { STAGE_JUNIOR, 2024 },
		.name = "韦青",
		.reading = "wei qing",
		.label = "3" };

	snprintf(s.identity, sizeof(s.identity), "consult:%d", ++n);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_student_add(st, &s, store_now(st), 1)), 0);
	return s.id;
}

static int64_t
child(void)
{
	return child_of(&school, &class);
}

static struct act_appointment
booked(struct actor *who, int event, int64_t student)
{
	struct act_book b = ACT_BOOK(event);
	struct act_appointment a;

	b.student = student;
	test_same_int("book", act_consultation_book(who, &b, &a), 0);
	return a;
}

static int
go(struct actor *who, struct act_appointment *a, int event)
{
	struct act_appointment_do d = ACT_APPOINTMENT_DO(event);

	if (event == APPOINTMENT_OFFER)
		d.starts_at = act_now(who) + CLOCK_DAY;
	if (event == APPOINTMENT_NEXT)
		d.next_at = act_now(who) + 3 * CLOCK_DAY;
	if (event == APPOINTMENT_CANCEL || event == APPOINTMENT_CHECK_IN)
		d.reason = "临时有事";
	return act_consultation_step(who, a->row.id, a->row.version, &d, a);
}

static int
note(struct actor *who, struct act_appointment *a, const char *text,
    enum consultation_risk risk)
{
	struct act_note_text t = {
		.text = text, .n = strlen(text), .risk = risk
	};

	return act_consultation_note(who, a->row.id, a->row.version, &t, a);
}

static int
list_count(void *arg, const struct act_appointment *a)
{
	int64_t *n = arg; /* n[0]: of this id, n[1]: how many */

	n[1] += n[0] == a->row.id;
	return 0;
}

/* Is it in this person's list? */
static int
lists(struct actor *who, enum act_consultations list, int64_t key, int64_t id)
{
	int64_t n[2] = { id, 0 };

	if (act_consultation_each(who, list, key, 0, 200, list_count, n) != 0)
		return -1;
	return (int)n[1];
}

/* Seven days and not a second more, one's own alone. */
static void
test_a_week_holds_what_begins_in_its_seven_days(void **state)
{
	struct act_book b = ACT_BOOK(APPOINTMENT_INVITE);
	int64_t from = act_now(psy1) + 30 * CLOCK_DAY;
	struct {
		const char *why;
		int64_t at;
		int in;
	} c[] = {
		{ "a second before", from - 1, 0 },
		{ "its first second", from, 1 },
		{ "its last second", from + 7 * CLOCK_DAY - 1, 1 },
		{ "a week later", from + 7 * CLOCK_DAY, 0 },
	};
	struct act_appointment a;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		b.student = child();
		b.starts_at = c[i].at;
		assert_int_equal(act_consultation_book(psy1, &b, &a), 0);
		test_same_int(c[i].why,
		    lists(psy1, CONSULTATIONS_WEEK, from, a.row.id), c[i].in);
		test_same_int("a colleague's week",
		    lists(class1, CONSULTATIONS_WEEK, from, a.row.id), 0);
	}
}

static void
test_from_the_asking_to_the_next_date(void **state)
{
	struct act_appointment a = booked(class1, APPOINTMENT_REQUEST, child());
	struct act_appointment next;

	(void)state;
	assert_int_equal(a.row.state, APPOINTMENT_REQUESTED);
	assert_string_equal(a.row.due_key, "appointment.offer");
	assert_int_equal(a.row.counsellor, 0);
	assert_int_equal(lists(psy1, CONSULTATIONS_FREE, 0, a.row.id), 1);
	/* who asked sees the time found and may agree for the child */
	assert_int_equal(go(class1, &a, APPOINTMENT_OFFER), ERR_DENIED);
	assert_int_equal(go(psy1, &a, APPOINTMENT_OFFER), 0);
	assert_true(a.row.counsellor == psy1->person);
	assert_string_equal(a.counsellor, "何静");
	assert_int_equal(lists(psy1, CONSULTATIONS_FREE, 0, a.row.id), 0);
	assert_int_equal(go(class1, &a, APPOINTMENT_ACCEPT), 0);
	assert_int_equal(a.row.state, APPOINTMENT_BOOKED);
	assert_true(a.row.due_at == a.row.starts_at);
	assert_int_equal(lists(psy1, CONSULTATIONS_MINE, 0, a.row.id), 1);
	assert_int_equal(go(psy1, &a, APPOINTMENT_HOLD), 0);
	assert_string_equal(a.row.due_key, "consultation.note");
	assert_int_equal(note(psy1, &a, "谈了睡眠和考试。", RISK_NONE), 0);
	assert_int_equal(a.row.state, APPOINTMENT_RECORDED);
	assert_int_equal(go(psy1, &a, APPOINTMENT_NEXT), 0);
	assert_int_equal(a.row.state, APPOINTMENT_NEXT_SET);
	assert_int_equal(act_consultation_get(psy1, a.next, &next), 0);
	assert_int_equal(next.row.state, APPOINTMENT_BOOKED);
	assert_true(next.row.source_id == a.row.id);
	assert_true(next.row.source == FROM_EARLIER);
}

static void
test_the_note_wants_the_risk_field_and_words(void **state)
{
	struct act_appointment a = booked(psy1, APPOINTMENT_WALK_IN, child());

	(void)state;
	assert_int_equal(a.row.state, APPOINTMENT_HELD);
	assert_int_equal(note(psy1, &a, "谈过了", RISK_NOT_SAID), ERR_INPUT);
	assert_non_null(strstr(psy1->why, "risk"));
	assert_int_equal(note(psy1, &a, "  \n\t ", RISK_NONE), ERR_INPUT);
	assert_int_equal(note(psy1, &a, "谈过了", RISK_NOT_ASKED), 0);
}

struct opened {
	char text[3][200];
	enum consultation_risk risk[3];
	size_t n;
	bool may_read, on_ground;
};

static int
open_notes(
    struct actor *who, int64_t id, enum permit_ground ground, struct opened *o)
{
	struct act_consultation v;
	int r;

	*o = (struct opened){ .n = 0 };
	if ((r = act_consultation_show(who, id, ground, &v)) != 0)
		return r;
	o->may_read = v.head.may_read;
	o->on_ground = v.head.on_ground;
	for (o->n = 0; o->n < v.n_note && o->n < 3; o->n++) {
		snprintf(
		    o->text[o->n], sizeof(o->text[0]), "%s", v.note[o->n].text);
		o->risk[o->n] = v.note[o->n].risk;
	}
	act_consultation_free(&v);
	return 0;
}

static void
test_who_reads_a_note(void **state)
{
	static const struct {
		const char *why;
		struct actor **who;
		enum permit_ground ground;
		int r;
		size_t notes;
	} c[] = {
		{ "its author", &psy1, GROUND_NONE, 0, 1 },
		{ "of another school", &psy2, GROUND_SAFETY, ERR_DENIED, 0 },
		{ "the class teacher", &class1, GROUND_SAFETY, ERR_DENIED, 0 },
		{ "the principal", &head1, GROUND_SAFETY, ERR_DENIED, 0 },
		{ "an operator", &op1, GROUND_SAFETY, ERR_DENIED, 0 },
		{ "the administrator", &sys1, GROUND_SAFETY, ERR_DENIED, 0 },
		{ "the district, not asked", &centre1, GROUND_SAFETY,
		    ERR_DENIED, 0 },
	};
	struct act_appointment a = booked(psy1, APPOINTMENT_WALK_IN, child());
	struct opened o;

	(void)state;
	assert_int_equal(note(psy1, &a, "说想休学", RISK_NONE), 0);
	for (size_t i = 0; i < nitems(c); i++) {
		test_same_int(c[i].why,
		    open_notes(*c[i].who, a.row.id, c[i].ground, &o), c[i].r);
		test_same_int(c[i].why, o.n, c[i].notes);
	}
}

static int
find_read(void *arg, const struct audit_event *e)
{
	int64_t *f = arg; /* object, person; found */

	if (strcmp(e->what, "consultation.read") == 0 && e->object == f[0] &&
	    e->person == f[1])
		f[2] += e->ground != NULL && strcmp(e->ground, "safety") == 0
			    ? 100
			    : 1;
	return 0;
}

static void
test_a_colleague_reads_on_a_ground_that_is_recorded(void **state)
{
	struct act_appointment a = booked(psy1, APPOINTMENT_WALK_IN, child());
	struct appointment moved;
	struct opened o;
	int64_t found[3] = { a.row.id, psy1->person, 0 };

	(void)state;
	assert_int_equal(note(psy1, &a, "同桌的事", RISK_NONE), 0);
	/* it becomes the centre's: psy1 is the colleague now */
	assert_int_equal(store_appointment_get(st, a.row.id, &moved), 0);
	moved.counsellor = centre1->person;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_end(st, store_appointment_put(st, &moved)), 0);
	assert_int_equal(open_notes(psy1, a.row.id, GROUND_NONE, &o), 0);
	assert_true(o.on_ground);
	assert_int_equal(o.n, 0);
	assert_int_equal(open_notes(psy1, a.row.id, GROUND_SAFETY, &o), 0);
	assert_int_equal(o.n, 1);
	assert_string_equal(o.text[0], "同桌的事");
	assert_int_equal(store_audit_each(st, 0, 1000000, find_read, found), 0);
	assert_int_equal(found[2], 100);
}

static void
test_revisions_are_added_and_all_stay(void **state)
{
	struct act_appointment a = booked(psy1, APPOINTMENT_WALK_IN, child());
	struct opened o;

	(void)state;
	assert_int_equal(note(psy1, &a, "第一稿", RISK_NONE), 0);
	assert_int_equal(note(psy1, &a, "第二稿，补一句", RISK_NOT_ASKED), 0);
	assert_int_equal(open_notes(psy1, a.row.id, GROUND_NONE, &o), 0);
	assert_int_equal(o.n, 2);
	assert_string_equal(o.text[0], "第一稿");
	assert_int_equal(o.risk[0], RISK_NONE);
	assert_string_equal(o.text[1], "第二稿，补一句");
	assert_int_equal(o.risk[1], RISK_NOT_ASKED);
}

static void
test_who_saves_second_keeps_both_texts(void **state)
{
	struct act_appointment a = booked(psy1, APPOINTMENT_WALK_IN, child());
	struct act_appointment stale = a;
	struct actor *again = test_signin("psy1");
	struct buf *b = act_secret();
	struct act_draft d;
	struct opened o;

	(void)state;
	assert_int_equal(note(again, &a, "在办公室写的", RISK_NONE), 0);
	assert_int_equal(
	    note(psy1, &stale, "在家里写的", RISK_SOME), ERR_STALE);
	assert_int_equal(
	    act_draft_open(psy1, ACT_NOTE_DRAFT, a.row.id, &d, b), 0);
	assert_string_equal(buf_text(b), "在家里写的");
	assert_int_equal(open_notes(psy1, a.row.id, GROUND_NONE, &o), 0);
	assert_int_equal(o.n, 1);
	assert_string_equal(o.text[0], "在办公室写的");
	buf_free(b);
	test_leave(again);
}

static void
test_saving_drops_the_draft(void **state)
{
	struct act_appointment a = booked(psy1, APPOINTMENT_WALK_IN, child());
	struct buf *b = act_secret();
	struct act_draft d;

	(void)state;
	assert_int_equal(
	    act_draft_save(psy1, ACT_NOTE_DRAFT, a.row.id, "写到一半", 12, 6),
	    0);
	assert_int_equal(note(psy1, &a, "写完了", RISK_NONE), 0);
	assert_int_equal(act_draft_open(psy1, ACT_NOTE_DRAFT, a.row.id, &d, b),
	    ERR_NOT_FOUND);
	buf_free(b);
}

static void
test_a_risk_opens_a_warning_and_wants_a_next_date(void **state)
{
	static const struct {
		enum consultation_risk risk;
		bool danger, serious;
	} c[] = {
		{ RISK_SOME, false, true },
		{ RISK_DANGER, true, true },
		{ RISK_NONE, false, false },
		{ RISK_NOT_ASKED, false, false },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct act_appointment a =
		    booked(psy1, APPOINTMENT_WALK_IN, child());
		struct act_warning *w;

		assert_int_equal(note(psy1, &a, "说撑不下去了", c[i].risk), 0);
		assert_int_equal(a.warning != 0, c[i].serious);
		if (c[i].serious) {
			assert_int_equal(
			    act_warning_show(psy1, a.warning, &w), 0);
			assert_int_equal(w->w.danger, c[i].danger);
			assert_true(w->w.student == a.row.student);
			act_warning_free(w);
			assert_string_equal(
			    a.row.due_key, "consultation.next_serious");
			assert_int_equal(
			    go(psy1, &a, APPOINTMENT_END), ERR_STATE);
			assert_int_equal(go(psy1, &a, APPOINTMENT_NEXT), 0);
		} else
			assert_int_equal(go(psy1, &a, APPOINTMENT_END), 0);
	}
}

static void
test_note_and_next_date_go_in_together_or_not_at_all(void **state)
{
	struct act_appointment a = booked(psy1, APPOINTMENT_WALK_IN, child());
	struct act_note_text t = { .text = "说撑不下去了",
		.n = 18,
		.risk = RISK_SOME,
		.next_at = act_now(psy1) + 20 * CLOCK_DAY };
	struct opened o;

	(void)state;
	/* further off than a week and no reason why */
	assert_int_equal(
	    act_consultation_note(psy1, a.row.id, a.row.version, &t, &a),
	    ERR_INPUT);
	assert_int_equal(open_notes(psy1, a.row.id, GROUND_NONE, &o), 0);
	assert_int_equal(o.n, 0);
	t.next_at = act_now(psy1) + 2 * CLOCK_DAY;
	assert_int_equal(
	    act_consultation_note(psy1, a.row.id, a.row.version, &t, &a), 0);
	assert_int_equal(a.row.state, APPOINTMENT_NEXT_SET);
	assert_true(a.next != 0 && a.warning != 0);
}

static void
test_a_talk_noted_late_says_when_it_was(void **state)
{
	struct act_book b = ACT_BOOK(APPOINTMENT_WALK_IN);
	struct act_consultation v;
	struct act_appointment a;
	int64_t now = act_now(psy1);

	(void)state;
	b.student = child();
	b.event_at = now - 9 * CLOCK_HOUR;
	assert_int_equal(act_consultation_book(psy1, &b, &a), 0);
	assert_true(a.row.entered_at - a.row.event_at >= 9 * CLOCK_HOUR);
	assert_true(a.row.held_at == b.event_at);
	/* 24 hours from the talk, not from the noting */
	assert_true(a.row.due_at == b.event_at + CLOCK_DAY);
	/* and so is the note's time, when nothing else is said */
	assert_int_equal(note(psy1, &a, "睡不好", RISK_NONE), 0);
	assert_int_equal(
	    act_consultation_show(psy1, a.row.id, GROUND_NONE, &v), 0);
	assert_int_equal(v.n_note, 1);
	assert_true(v.note[0].event_at == a.row.held_at);
	act_consultation_free(&v);
	b.event_at = now + CLOCK_HOUR;
	assert_int_equal(act_consultation_book(psy1, &b, &a), ERR_INPUT);
}

static void
test_a_school_without_a_teacher_is_the_districts(void **state)
{
	struct act_appointment a =
	    booked(centre1, APPOINTMENT_INVITE, child_of(&school3, &school3));

	(void)state;
	assert_int_equal(a.row.state, APPOINTMENT_INVITED);
	assert_true(a.row.counsellor == centre1->person);
	assert_int_equal(go(psy2, &a, APPOINTMENT_OFFER), ERR_DENIED);
	assert_int_equal(go(centre1, &a, APPOINTMENT_OFFER), 0);
	assert_int_equal(go(centre1, &a, APPOINTMENT_ACCEPT), 0);
	assert_int_equal(go(centre1, &a, APPOINTMENT_HOLD), 0);
	assert_int_equal(note(centre1, &a, "第一次见面", RISK_NONE), 0);
	assert_int_equal(go(centre1, &a, APPOINTMENT_END), 0);
}

static void
test_nobody_books_for_a_child_of_others(void **state)
{
	struct act_book b = ACT_BOOK(APPOINTMENT_REQUEST);
	struct act_appointment a;

	(void)state;
	b.student = child();
	assert_int_equal(act_consultation_book(psy2, &b, &a), ERR_DENIED);
	assert_int_equal(act_consultation_book(op1, &b, &a), ERR_DENIED);
	assert_int_equal(act_consultation_book(sys1, &b, &a), ERR_DENIED);
	/* and a class teacher asks, but begins nothing */
	b.event = APPOINTMENT_WALK_IN;
	assert_int_equal(act_consultation_book(class1, &b, &a), ERR_DENIED);
	b.event = APPOINTMENT_REQUEST;
	b.student = 999999;
	assert_int_equal(act_consultation_book(psy1, &b, &a), ERR_DENIED);
}

static void
test_an_operator_asks_through_the_ticket(void **state)
{
	struct act_ticket_call call = { 0 };
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_APPOINT);
	struct act_book b = ACT_BOOK(APPOINTMENT_REQUEST);
	struct act_appointment a;
	struct act_ticket t;
	int64_t student = child(), warning, n[2] = { 0, 0 };

	(void)state;
	assert_int_equal(act_ticket_new(op1, &call, &t), 0);
	b.ticket = t.row.id;
	assert_int_equal(act_consultation_book(op1, &b, &a), ERR_INPUT);
	assert_int_equal(act_ticket_link(op1, t.row.id, student, GROUND_CONSENT,
			     NULL, &warning, &t),
	    0);
	assert_int_equal(act_consultation_book(op1, &b, &a), 0);
	assert_int_equal(a.row.state, APPOINTMENT_REQUESTED);
	assert_true(a.row.student == student);
	assert_int_equal(lists(psy1, CONSULTATIONS_FREE, 0, a.row.id), 1);
	assert_int_equal(act_consultation_book(psy1, &b, &a), ERR_DENIED);
	/* by the ticket's own step too, once its questions are answered */
	for (int q = 0; q < ASK_COUNT; q++)
		assert_int_equal(
		    act_ticket_answer(op1, t.row.id, (enum ticket_question)q,
			q == ASK_THOUGHTS ? THOUGHTS_NO
			: q == ASK_DANGER ? DANGER_NO
					  : ASK_NOT_ASKED,
			0, 0, &t),
		    0);
	assert_int_equal(
	    act_ticket_step(op1, t.row.id, t.row.version, &d, &t), 0);
	n[0] = a.row.id;
	assert_int_equal(act_consultation_each(op1, CONSULTATIONS_ASKED, 0,
			     n[0], 50, list_count, n),
	    0);

	assert_int_equal(lists(psy1, CONSULTATIONS_FREE, 0, a.row.id + 1), 1);
}

static void
test_from_a_warning_its_severity_says_how_soon(void **state)
{
	struct observation_told o = {
		.student = child(), .seen = "说不想活了", .danger = true
	};
	struct act_book b = ACT_BOOK(APPOINTMENT_INVITE);
	struct act_appointment a;
	struct act_receipt got;

	(void)state;
	assert_int_equal(act_observation_report(class1, &o, &got), 0);
	b.warning = got.warning;
	assert_int_equal(act_consultation_book(psy2, &b, &a), ERR_DENIED);
	assert_int_equal(act_consultation_book(psy1, &b, &a), 0);
	assert_true(a.row.student == o.student);
	assert_int_equal(a.row.need, NEED_NOW);
	assert_true(
	    a.row.source == FROM_WARNING && a.row.source_id == got.warning);
	assert_int_equal(go(psy1, &a, APPOINTMENT_OFFER), 0);
	assert_string_equal(a.row.due_key, "appointment.crisis");
}

static void
test_a_stale_step_is_refused_and_its_reason_kept(void **state)
{
	struct act_appointment a = booked(psy1, APPOINTMENT_INVITE, child());
	struct act_appointment stale = a;
	struct buf *b = act_secret();
	struct act_draft d;

	(void)state;
	assert_int_equal(go(psy1, &a, APPOINTMENT_OFFER), 0);
	stale.row.state = a.row.state;
	assert_int_equal(go(psy1, &stale, APPOINTMENT_CANCEL), ERR_STALE);
	assert_int_equal(
	    act_draft_open(psy1, ACT_STEP_DRAFT, a.row.id, &d, b), 0);
	assert_string_equal(buf_text(b), "临时有事");
	buf_free(b);
}

static void
test_declined_is_valid_and_asked_again_later(void **state)
{
	struct act_appointment a = booked(psy1, APPOINTMENT_INVITE, child());

	(void)state;
	assert_int_equal(go(psy1, &a, APPOINTMENT_DECLINE), 0);
	assert_int_equal(a.row.state, APPOINTMENT_CANCELLED);
	assert_string_equal(a.row.due_key, "appointment.again");
	assert_int_equal(go(psy1, &a, APPOINTMENT_INVITE), 0);
	assert_int_equal(a.row.state, APPOINTMENT_INVITED);
}

/* What is offered can be face to face after all; what begins a talk is no step
 * of one. */
static void
test_a_form_is_changed_and_a_beginning_is_no_step(void **state)
{
	static const int begins[] = { APPOINTMENT_REQUEST, APPOINTMENT_WALK_IN,
		APPOINTMENT_FOLLOW };
	struct act_appointment_do d = ACT_APPOINTMENT_DO(APPOINTMENT_OFFER);
	struct act_book b = ACT_BOOK(APPOINTMENT_INVITE);
	struct act_appointment a;

	(void)state;
	b.student = child();
	b.form = FORM_PHONE;
	assert_int_equal(act_consultation_book(psy1, &b, &a), 0);
	assert_int_equal(a.row.form, FORM_PHONE);
	d.starts_at = act_now(psy1) + CLOCK_DAY;
	for (int form = FORM_COUNT - 1; form >= 0; form--) {
		d.form = form;
		assert_int_equal(act_consultation_step(
				     psy1, a.row.id, a.row.version, &d, &a),
		    0);
		assert_int_equal(a.row.form, form);
	}
	d.form = FORM_COUNT;
	assert_int_equal(
	    act_consultation_step(psy1, a.row.id, a.row.version, &d, &a), 0);
	assert_int_equal(a.row.form, 0);
	for (size_t i = 0; i < nitems(begins); i++) {
		d.event = begins[i];
		assert_int_equal(act_consultation_step(
				     psy1, a.row.id, a.row.version, &d, &a),
		    ERR_STATE);
	}
}

/* A file gets its key at its first narrative: an empty reason is none. */
static void
test_no_words_make_no_file(void **state)
{
	static const char *const reasons[] = { NULL, "", "临时有事" };

	(void)state;
	for (size_t i = 0; i < nitems(reasons); i++) {
		struct act_appointment a =
		    booked(psy1, APPOINTMENT_INVITE, child());
		struct act_appointment_do d =
		    ACT_APPOINTMENT_DO(APPOINTMENT_DECLINE);
		int64_t key;

		d.reason = reasons[i];
		assert_int_equal(act_consultation_step(
				     psy1, a.row.id, a.row.version, &d, &a),
		    0);
		assert_int_equal(
		    act_key_of(psy1, KEY_FILE, a.row.student, &key, NULL),
		    i < 2 ? ERR_NOT_FOUND : 0);
	}
}

static int
sealed_step(void *arg, const struct appointment_step *s)
{
	int *n = arg;

	if (s->reason.n == 0)
		return 0;
	++*n;
	assert_null(memmem(s->reason.bytes, s->reason.n, "临时", 6));
	return 0;
}

static int
sealed_note(void *arg, const struct consultation *c)
{
	int *n = arg;

	++*n;
	assert_null(memmem(c->note.bytes, c->note.n, "金丝雀", 9));
	assert_null(memmem(c->risk.bytes, c->risk.n, "some", 4));
	assert_true(c->note.n > 9 && c->risk.n > 4);
	return 0;
}

static void
test_what_was_written_lies_sealed(void **state)
{
	struct act_appointment a = booked(psy1, APPOINTMENT_WALK_IN, child());
	struct act_appointment b = booked(psy1, APPOINTMENT_INVITE, child());
	int n = 0, steps = 0;

	(void)state;
	assert_int_equal(note(psy1, &a, "金丝雀在这里", RISK_SOME), 0);
	assert_int_equal(
	    store_consultation_each(st, a.row.id, sealed_note, &n), 0);
	assert_int_equal(n, 1);
	assert_int_equal(go(psy1, &b, APPOINTMENT_CANCEL), 0);
	assert_int_equal(
	    store_appointment_step_each(st, b.row.id, sealed_step, &steps), 0);
	assert_int_equal(steps, 1);
}

static void
test_a_locked_screen_opens_no_note(void **state)
{
	struct actor *who = test_signin("psy1");
	struct act_appointment a = booked(who, APPOINTMENT_WALK_IN, child());
	struct opened o;

	(void)state;
	assert_int_equal(note(who, &a, "谈过了", RISK_NONE), 0);
	act_key_lock(who);
	assert_int_equal(open_notes(who, a.row.id, GROUND_NONE, &o), ERR_KEY);
	test_leave(who);
}

static void
test_a_time_is_offered_with_who_holds_it_and_where(void **state)
{
	char long_room[APPOINTMENT_ROOM_MAX + 1];
	const struct {
		const char *why;
		const struct actor *counsellor;
		const char *room;
		int r;
	} c[] = {
		{ "an operator holds none", op1, NULL, ERR_INPUT },
		{ "nor a class teacher", class1, NULL, ERR_INPUT },
		{ "nor a psychologist of another school", psy2, NULL,
		    ERR_INPUT },
		{ "a room whose name is too long", psy1, long_room, ERR_INPUT },
		{ "the longest name", psy1, long_room + 1, 0 },
		{ "the district centre", centre1, "二楼", 0 },
	};

	(void)state;
	memset(long_room, 'x', sizeof(long_room) - 1);
	long_room[sizeof(long_room) - 1] = '\0';
	for (size_t i = 0; i < nitems(c); i++) {
		struct act_appointment a =
		    booked(psy1, APPOINTMENT_INVITE, child());
		struct act_appointment_do d =
		    ACT_APPOINTMENT_DO(APPOINTMENT_OFFER);

		d.starts_at = act_now(psy1) + CLOCK_DAY;
		d.counsellor = c[i].counsellor->person;
		d.room = c[i].room;
		test_same_int(c[i].why,
		    act_consultation_step(
			psy1, a.row.id, a.row.version, &d, &a),
		    c[i].r);
		if (c[i].r != 0)
			continue;
		test_same_int(
		    c[i].why, a.row.counsellor, c[i].counsellor->person);
		test_same_text(c[i].why, a.row.room, c[i].room);
		test_same_int(c[i].why, a.row.starts_at, d.starts_at);
	}
}

/* A year later something is set right; the last, since it moves the clock. */
static void
test_an_old_talk_can_still_be_added_to(void **state)
{
	struct act_appointment a = booked(psy1, APPOINTMENT_WALK_IN, child());
	struct opened o;
	int64_t now;

	(void)state;
	assert_int_equal(note(psy1, &a, "第一稿", RISK_NONE), 0);
	assert_int_equal(
	    act_sample_clock(sys1, 366 * (int64_t)CLOCK_DAY, &now), 0);
	assert_int_equal(note(psy1, &a, "一年后补一句", RISK_NONE), 0);
	assert_int_equal(open_notes(psy1, a.row.id, GROUND_NONE, &o), 0);
	assert_int_equal(o.n, 2);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_time_is_offered_with_who_holds_it_and_where),
	cmocka_unit_test(test_a_week_holds_what_begins_in_its_seven_days),
	cmocka_unit_test(test_from_the_asking_to_the_next_date),
	cmocka_unit_test(test_the_note_wants_the_risk_field_and_words),
	cmocka_unit_test(test_who_reads_a_note),
	cmocka_unit_test(test_a_colleague_reads_on_a_ground_that_is_recorded),
	cmocka_unit_test(test_revisions_are_added_and_all_stay),
	cmocka_unit_test(test_who_saves_second_keeps_both_texts),
	cmocka_unit_test(test_saving_drops_the_draft),
	cmocka_unit_test(test_a_risk_opens_a_warning_and_wants_a_next_date),
	cmocka_unit_test(test_note_and_next_date_go_in_together_or_not_at_all),
	cmocka_unit_test(test_a_talk_noted_late_says_when_it_was),
	cmocka_unit_test(test_a_school_without_a_teacher_is_the_districts),
	cmocka_unit_test(test_nobody_books_for_a_child_of_others),
	cmocka_unit_test(test_an_operator_asks_through_the_ticket),
	cmocka_unit_test(test_from_a_warning_its_severity_says_how_soon),
	cmocka_unit_test(test_a_stale_step_is_refused_and_its_reason_kept),
	cmocka_unit_test(test_declined_is_valid_and_asked_again_later),
	cmocka_unit_test(test_a_form_is_changed_and_a_beginning_is_no_step),
	cmocka_unit_test(test_no_words_make_no_file),
	cmocka_unit_test(test_what_was_written_lies_sealed),
	cmocka_unit_test(test_a_locked_screen_opens_no_note),
	cmocka_unit_test(test_an_old_talk_can_still_be_added_to),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
