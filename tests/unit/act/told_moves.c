/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every state and every event of a warning, a ticket and a talk, tried by
 * everybody, once with all that a step can hold and once with nothing: what
 * is answered, where it leads and whom it wakes (tests/lib/tell.h).  Rows that
 * nobody could try are left out.
 */
#include "act/actor.h"
#include "act/approval.h"
#include "act/consultation.h"
#include "act/sample.h"
#include "act/ticket.h"
#include "act/warning.h"
#include "base/clock.h"
#include "base/err.h"
#include "store/desk.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "store/warning.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/tell.h"
#include "tests/lib/test.h"

static const char *const logins[] = { "sys1", "dist1", "op2", "op1", "lead1",
	"psy2", "class1", "grade1", "head1", "centre1", "psy1" };
static struct actor *all[nitems(logins)];

static struct actor *
who_is(const char *login)
{
	for (size_t i = 0; i < nitems(logins); i++)
		if (strcmp(logins[i], login) == 0)
			return all[i];
	fail_msg("nobody is %s", login);
	return NULL;
}

static int
begin(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(all); i++)
		all[i] = test_signin(logins[i]);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(all); i++)
		test_leave(all[i]);
	test_office_close();
	return 0;
}

/* test_clock() signs somebody in each time. */
static void
later(int64_t seconds)
{
	int64_t now;

	assert_int_equal(act_sample_clock(who_is("sys1"), seconds, &now), 0);
}

/* A child of class1's class. */
static int64_t
child(void)
{
	static int n;
	struct store *st = test_office();
	struct student s = { .grade = { STAGE_JUNIOR, 2053 },
		.name = "曾一诺",
		.reading = "zeng yi nuo",
		.label = "3" };
	struct org class, school;

	assert_int_equal(
	    store_org_get(st,
		act_post(who_is("class1"), ROLE_CLASS_TEACHER)->org, &class),
	    0);
	assert_int_equal(store_org_above(st, class.id, ORG_SCHOOL, &school), 0);
	s.school = school.id;
	s.class = class.id;
	s.place = class.lft;
	snprintf(s.identity, sizeof(s.identity), "moves:%d", ++n);
	snprintf(s.number, sizeof(s.number), "%04d", n);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_student_add(st, &s, store_now(st), 1)), 0);
	return s.id;
}

/* In steps of ten minutes from now, as whole hours. */
static const char *
in_hours(int64_t at)
{
	static char text[4][24];
	static unsigned turn;
	char *to = text[turn++ % nitems(text)];
	int64_t s = at - store_now(test_office());

	if (at == 0)
		return "-";
	snprintf(to, sizeof(text[0]), "%+lldh",
	    (long long)((s + (s < 0 ? -1800 : 1800)) / CLOCK_HOUR));
	return to;
}

/* --- warnings ------------------------------------------------------------- */

static struct warning
warning_row(int64_t id)
{
	struct warning w;

	assert_int_equal(store_warning_get(test_office(), id, &w), 0);
	return w;
}

static int
move(struct actor *who, int64_t id, enum warning_event on,
    const struct act_step *f, struct act_stepped *out)
{
	return act_warning_step(who, id, warning_row(id).version, on, f, out);
}

static void
moved(const char *login, int64_t id, enum warning_event on,
    enum warning_severity sev)
{
	const struct act_step f = { .text = "记一笔",
		.reason = "因为这样",
		.level = -1,
		.severity = sev,
		.parents =
		    on == WARNING_PARENTS ? PARENTS_TOLD : PARENTS_UNKNOWN };
	struct act_stepped out;

	assert_int_equal(move(who_is(login), id, on, &f, &out), 0);
}

/* What leads to a state from the one before it. */
static void
lead_on(int64_t id, enum warning_state s, enum warning_severity sev)
{
	switch (s) {
	case WARNING_ACKNOWLEDGED:
		moved("grade1", id, WARNING_ACK, 0);
		moved("psy1", id, WARNING_ACK, 0);
		break;
	case WARNING_VERIFYING:
		moved("psy1", id, WARNING_VERIFY, 0);
		moved("psy1", id, WARNING_PARENTS, 0);
		break;
	case WARNING_CONFIRMED:
		moved("psy1", id, WARNING_CONFIRM, sev);
		if (sev < SEVERITY_CRISIS) /* that is not waited with */
			moved("centre1", id, WARNING_CONFIRM, sev);
		break;
	case WARNING_AT_LEVEL:
		moved(sev == SEVERITY_CRISIS ? "head1" : "psy1", id,
		    WARNING_PLACE, 0);
		break;
	case WARNING_INTERVENING:
		moved("psy1", id, WARNING_INTERVENE, 0);
		moved("psy1", id, WARNING_REVIEW, 0);
		moved("psy1", id, WARNING_REVIEW, 0);
		break;
	case WARNING_MONITORING:
		moved("psy1", id, WARNING_MONITOR, 0);
		moved("centre1", id, WARNING_MONITOR, 0);
		later(91 * CLOCK_DAY);
		break;
	default:
		break;
	}
}

static int64_t
warning_in(enum warning_state s, enum warning_severity sev)
{
	static const enum warning_state way[] = { WARNING_ACKNOWLEDGED,
		WARNING_VERIFYING, WARNING_CONFIRMED, WARNING_AT_LEVEL,
		WARNING_INTERVENING, WARNING_MONITORING };
	struct observation_told o = { .student = child(),
		.seen = "上课常趴着" };
	struct act_receipt got;

	assert_int_equal(act_observation_report(who_is("class1"), &o, &got), 0);
	for (size_t i = 0; i < nitems(way) && s != WARNING_REPORTED; i++) {
		lead_on(got.warning, way[i], sev);
		if (way[i] == s)
			break;
	}
	assert_int_equal(warning_row(got.warning).state, s);
	tell_quiet();
	return got.warning;
}

static void
tell_where(const struct warning *w, const struct act_stepped *out)
{
	tell("  %s%s %s %s of %s parents %s danger %d reviews %d unseen %d"
	     " district %d due %s %s observed until %s\n",
	    out->approval != 0 ? "asked " : "",
	    state_code(&warning_machine, (int)w->state),
	    warning_level_name(w->level), warning_severity_name(w->severity),
	    tell_who(w->owner), warning_parents_name(w->parents), w->danger,
	    w->reviews, w->unseen, w->district, w->due_key, in_hours(w->due_at),
	    in_hours(w->observe_until));
}

/* The event tried by everybody; what it changed is made anew for the next. */
static void
everybody_moves(enum warning_state s, enum warning_severity sev,
    enum warning_event on, const struct act_step *f, const char *what)
{
	int64_t id = warning_in(s, sev);
	char words[80];

	tell_together();
	for (size_t i = 0; i < nitems(all); i++) {
		struct act_stepped out = { .approval = 0 };
		int r = move(all[i], id, on, f, &out);

		if (r == 0) {
			struct warning w = warning_row(id);

			tell_where(&w, &out);
		}
		tell_one(all[i], r);
		if (r == 0)
			id = warning_in(s, sev);
	}
	snprintf(words, sizeof(words), "%s %s%s",
	    state_code(&warning_machine, (int)s),
	    state_event_code(&warning_machine, (int)on), what);
	tell_groups(words);
}

static bool
is_anywhere(enum warning_state s, enum warning_event on)
{
	for (unsigned facts = 0; facts < 256; facts++)
		if (state_find(&warning_machine, (int)s, (int)on, facts) !=
		    NULL)
			return true;
	return false;
}

static void
test_warnings(void **state)
{
	static const enum warning_severity severities[] = { SEVERITY_GENERAL,
		SEVERITY_CRISIS };
	const struct act_step nothing = { .level = -1 };
	struct act_step full = { .text = "记一笔",
		.reason = "因为这样",
		.level = -1,
		.parents = PARENTS_TOLD };

	(void)state;
	tell_begin(3, 1);
	full.person = who_is("head1")->person;
	for (size_t k = 0; k < nitems(severities); k++)
		for (int s = 0; s <= WARNING_MONITORING; s++)
			for (int on = WARNING_ACK; on < WARNING_OVERDUE; on++) {
				enum warning_severity sev = severities[k];

				if (!is_anywhere((enum warning_state)s,
					(enum warning_event)on) ||
				    s == WARNING_NOT_CONFIRMED ||
				    (k > 0 && s < WARNING_VERIFYING))
					continue;
				full.severity =
				    on == WARNING_WORSEN  ? SEVERITY_CRISIS
				    : on == WARNING_LOWER ? SEVERITY_ATTENTION
							  : sev;
				everybody_moves((enum warning_state)s, sev,
				    (enum warning_event)on, &full,
				    k == 0 ? "" : " of a crisis");
				if (k == 0)
					everybody_moves((enum warning_state)s,
					    sev, (enum warning_event)on,
					    &nothing, " with nothing");
			}
	tell_same("moves-warning");
}

/* What waits for a second person: who agrees by the same step, and who does
 * not, by its number. */
static int64_t
asked(enum warning_state s, enum warning_event on, const struct act_step *f,
    int64_t *approval)
{
	int64_t id = warning_in(s, SEVERITY_GENERAL);
	struct act_stepped out;

	if (on == WARNING_CALM)
		moved("psy1", id, WARNING_DANGER, 0);
	assert_int_equal(move(who_is("psy1"), id, on, f, &out), 0);
	assert_true(out.approval != 0);
	*approval = out.approval;
	tell_quiet();
	return id;
}

static void
everybody_decides(enum warning_state s, enum warning_event on,
    const struct act_step *f, bool give)
{
	int64_t approval, id = asked(s, on, f, &approval);
	char words[80];

	tell_together();
	for (size_t i = 0; i < nitems(all); i++) {
		struct act_stepped out = { .approval = 0 };
		int r = give ? act_approval_give(all[i], approval, NULL)
			     : act_approval_refuse(
				   all[i], approval, "还太早", NULL);

		if (r == 0) {
			struct warning w = warning_row(id);

			tell_where(&w, &out);
		}
		tell_one(all[i], r);
		if (r == 0)
			id = asked(s, on, f, &approval);
	}
	snprintf(words, sizeof(words), "%s %s asked for: %s",
	    state_code(&warning_machine, (int)s),
	    state_event_code(&warning_machine, (int)on),
	    give ? "agrees" : "does not agree");
	tell_groups(words);
}

static void
test_second_persons(void **state)
{
	static const struct {
		enum warning_state s;
		enum warning_event on;
		enum warning_severity sev;
	} c[] = { { WARNING_VERIFYING, WARNING_CONFIRM, SEVERITY_SERIOUS },
		{ WARNING_VERIFYING, WARNING_UNCONFIRM, 0 },
		{ WARNING_INTERVENING, WARNING_LOWER, SEVERITY_ATTENTION },
		{ WARNING_INTERVENING, WARNING_MONITOR, 0 },
		{ WARNING_INTERVENING, WARNING_HAND, 0 },
		{ WARNING_INTERVENING, WARNING_CALM, 0 },
		{ WARNING_MONITORING, WARNING_CLOSE, 0 } };

	(void)state;
	tell_begin(4, 1);
	for (size_t i = 0; i < nitems(c); i++) {
		struct act_step f = { .text = "记一笔",
			.reason = "因为这样",
			.level = -1,
			.severity = c[i].sev };

		if (c[i].on == WARNING_HAND)
			f.person = who_is("head1")->person;
		everybody_decides(c[i].s, c[i].on, &f, true);
		everybody_decides(c[i].s, c[i].on, &f, false);
	}
	tell_same("moves-second");
}

/* --- tickets -------------------------------------------------------------- */

static int
go(struct actor *who, int64_t id, const struct act_ticket_do *d,
    struct act_ticket *out)
{
	struct act_ticket t;
	int r = act_ticket_get(who_is("op1"), id, &t);

	return r != 0 ? r : act_ticket_step(who, id, t.row.version, d, out);
}

static void
gone(const char *login, int64_t id, struct act_ticket_do d)
{
	struct act_ticket t;

	assert_int_equal(go(who_is(login), id, &d, &t), 0);
}

static struct act_ticket_do
all_of_it(int event)
{
	return (struct act_ticket_do){ .event = event,
		.reason = "因为这样",
		.summary = "聊完了",
		.why_void = VOID_PRANK,
		.receiver = 2,
		.ground = GROUND_CONSENT,
		.person = event == TICKET_ASK || event == TICKET_ASSIGN
			      ? who_is("lead1")->person
			      : 0,
		.result = RESULT_SPOKE,
		.score = 5 };
}

static int64_t
ticket_in(int s)
{
	struct actor *op = who_is("op1");
	struct act_ticket_call c = { 0 };
	struct act_ticket t;
	int64_t id, warning;

	if (s == TICKET_NEW) {
		assert_int_equal(act_ticket_ring(op, &c, &t), 0);
		tell_quiet();
		return t.row.id;
	}
	if (s == TICKET_WAIT_REPLY) {
		c.channel = CHANNEL_MAIL;
		assert_int_equal(act_ticket_ring(op, &c, &t), 0);
		assert_int_equal(
		    act_ticket_take(op, t.row.id, t.row.version, &t), 0);
	} else
		assert_int_equal(act_ticket_new(op, &c, &t), 0);
	id = t.row.id;
	test_answer_three(op, id, THOUGHTS_NO, DANGER_NO);
	if (s != TICKET_VOID)
		assert_int_equal(act_ticket_link(op, id, child(),
				     GROUND_CONSENT, NULL, &warning, &t),
		    0);
	switch (s) {
	case TICKET_EMERGENCY:
		gone("op1", id, all_of_it(TICKET_DANGER));
		break;
	case TICKET_WAIT_REPLY:
		gone("op1", id, all_of_it(TICKET_WAIT));
		break;
	case TICKET_FOLLOW_UP:
		gone("op1", id, all_of_it(TICKET_FOLLOW));
		break;
	case TICKET_HANDED_OVER:
		gone("op1", id, all_of_it(TICKET_SCHOOL));
		break;
	case TICKET_CLOSED:
		gone("op1", id, all_of_it(TICKET_CLOSE));
		break;
	case TICKET_VOID:
		gone("op1", id, all_of_it(TICKET_MAKE_VOID));
		break;
	default:
		break;
	}
	assert_int_equal(act_ticket_get(op, id, &t), 0);
	assert_int_equal(t.row.state, s);
	tell_quiet();
	return id;
}

static void
everybody_goes(int s, const struct act_ticket_do *d, const char *what)
{
	int64_t id = ticket_in(s);
	char words[80];

	tell_together();
	for (size_t i = 0; i < nitems(all); i++) {
		struct act_ticket t;
		int r = go(all[i], id, d, &t);

		if (r == 0)
			tell("  %s by %s raised %d due %s %s danger %d ended"
			     " %d who %x facts %x have %x reads %d writes %d\n",
			    state_code(&ticket_machine, t.row.state),
			    tell_who(t.row.taker), t.row.raised, t.row.due_key,
			    in_hours(t.row.due_at), t.row.danger,
			    t.row.ended_at != 0, t.who, t.facts, t.have,
			    t.may_read, t.may_write);
		tell_one(all[i], r);
		if (r == 0)
			id = ticket_in(s);
	}
	snprintf(words, sizeof(words), "%s %s%s",
	    state_code(&ticket_machine, s),
	    state_event_code(&ticket_machine, d->event), what);
	tell_groups(words);
}

static void
test_tickets(void **state)
{
	(void)state;
	tell_begin(5, 1);
	for (int s = 0; s < TICKET_STATE_COUNT; s++)
		for (int on = 0; on < TICKET_EVENT_COUNT; on++) {
			const struct act_ticket_do full = all_of_it(on),
						   nothing = ACT_TICKET_DO(on);

			/* ringing and beginning are calls of their own */
			if (state_find(&ticket_machine, s, on, 0) == NULL)
				continue;
			everybody_goes(s, &full, "");
			everybody_goes(s, &nothing, " with nothing");
		}
	tell_same("moves-ticket");
}

/* --- talks ---------------------------------------------------------------- */

static struct appointment
talk_row(int64_t id)
{
	struct act_appointment a;

	assert_int_equal(act_consultation_get(who_is("psy1"), id, &a), 0);
	return a.row;
}

static int
talk(struct actor *who, int64_t id, const struct act_appointment_do *d,
    struct act_appointment *out)
{
	return act_consultation_step(who, id, talk_row(id).version, d, out);
}

static struct act_appointment_do
the_whole(int event)
{
	return (struct act_appointment_do){ .event = event,
		.reason = "因为这样",
		.starts_at = store_now(test_office()) + CLOCK_DAY,
		.next_at = store_now(test_office()) + 7 * CLOCK_DAY,
		.form = FORM_PHONE,
		.room = "心理室" };
}

static void
talked(int64_t id, int event)
{
	struct act_appointment_do d = the_whole(event);
	struct act_appointment a;

	assert_int_equal(talk(who_is("psy1"), id, &d, &a), 0);
}

static void
noted(int64_t id)
{
	const struct act_note_text n = {
		.text = "睡不好", .n = 9, .risk = RISK_NONE
	};
	struct act_appointment a;

	assert_int_equal(act_consultation_note(
			     who_is("psy1"), id, talk_row(id).version, &n, &a),
	    0);
}

static int64_t
talk_in(int s)
{
	struct act_book b = ACT_BOOK(APPOINTMENT_INVITE);
	struct act_appointment a;

	b.student = child();
	if (s == APPOINTMENT_REQUESTED)
		b.event = APPOINTMENT_REQUEST;
	if (s == APPOINTMENT_HELD || s == APPOINTMENT_RECORDED)
		b.event = APPOINTMENT_WALK_IN;
	assert_int_equal(
	    act_consultation_book(
		who_is(s == APPOINTMENT_REQUESTED ? "class1" : "psy1"), &b, &a),
	    0);
	if (s == APPOINTMENT_RECORDED)
		noted(a.row.id);
	if (s == APPOINTMENT_OFFERED || s == APPOINTMENT_BOOKED ||
	    s == APPOINTMENT_NO_SHOW)
		talked(a.row.id, APPOINTMENT_OFFER);
	if (s == APPOINTMENT_BOOKED || s == APPOINTMENT_NO_SHOW)
		talked(a.row.id, APPOINTMENT_ACCEPT);
	if (s == APPOINTMENT_BOOKED || s == APPOINTMENT_NO_SHOW)
		later(25 * CLOCK_HOUR);
	if (s == APPOINTMENT_NO_SHOW)
		talked(a.row.id, APPOINTMENT_ABSENT);
	assert_int_equal(talk_row(a.row.id).state, s);
	tell_quiet();
	return a.row.id;
}

static void
everybody_talks(int s, bool full, int on)
{
	int64_t id = talk_in(s);
	char words[80];

	tell_together();
	for (size_t i = 0; i < nitems(all); i++) {
		struct act_appointment_do d = ACT_APPOINTMENT_DO(on);
		struct act_appointment a = { .next = 0 };
		int r;

		if (full)
			d = the_whole(on);
		r = talk(all[i], id, &d, &a);
		if (r == 0)
			tell("  %s with %s %s starts %s held %d due %s %s"
			     " room %s next %d who %x reads %d\n",
			    state_code(&appointment_machine, (int)a.row.state),
			    tell_who(a.row.counsellor),
			    appointment_form_name((int)a.row.form),
			    in_hours(a.row.starts_at), a.row.held_at != 0,
			    a.row.due_key, in_hours(a.row.due_at), a.row.room,
			    a.next != 0, a.who, a.may_read);
		tell_one(all[i], r);
		if (r == 0)
			id = talk_in(s);
	}
	snprintf(words, sizeof(words), "%s %s%s",
	    state_code(&appointment_machine, s),
	    state_event_code(&appointment_machine, on),
	    full ? "" : " with nothing");
	tell_groups(words);
}

static void
test_talks(void **state)
{
	static const int states[] = { APPOINTMENT_REQUESTED,
		APPOINTMENT_INVITED, APPOINTMENT_OFFERED, APPOINTMENT_BOOKED,
		APPOINTMENT_HELD, APPOINTMENT_RECORDED, APPOINTMENT_NO_SHOW };

	(void)state;
	tell_begin(6, 1);
	for (size_t i = 0; i < nitems(states); i++)
		for (int on = APPOINTMENT_OFFER; on < APPOINTMENT_EVENTS;
		     on++) {
			if (on == APPOINTMENT_NOTE)
				continue;
			everybody_talks(states[i], true, on);
			everybody_talks(states[i], false, on);
		}
	tell_same("moves-talk");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_warnings),
	cmocka_unit_test(test_second_persons),
	cmocka_unit_test(test_tickets),
	cmocka_unit_test(test_talks),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
