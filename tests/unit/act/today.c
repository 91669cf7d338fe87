/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "act/account.h"
#include "act/actor.h"
#include "act/consultation.h"
#include "act/draft.h"
#include "act/key.h"
#include "act/register.h"
#include "act/ticket.h"
#include "act/today.h"
#include "act/warning.h"
#include "act/watch.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static struct store *st;
static struct org class, school;

static int
begin(void **state)
{
	struct actor *who;

	(void)state;
	lang_set("en");
	st = test_office();
	who = test_signin("class1");
	assert_int_equal(
	    store_org_get(st, act_post(who, ROLE_CLASS_TEACHER)->org, &class),
	    0);
	test_leave(who);
	return store_org_above(st, class.id, ORG_SCHOOL, &school);
}

static int
end(void **state)
{
	(void)state;
	test_office_close();
	return 0;
}

static int64_t
child(const char *name)
{
	static int n;
	struct student s = { .school = school.id,
		.class = class.id,
		.place = class.lft,
		.grade = { STAGE_JUNIOR, 2024 },
		.label = "3" };

	snprintf(s.identity, sizeof(s.identity), "today:%d", ++n);
	mem_copy_text(s.name, sizeof(s.name), name);
	mem_copy_text(s.reading, sizeof(s.reading), "shi lei");
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_student_add(st, &s, store_now(st), 1)), 0);
	return s.id;
}

static struct act_today
day_of_person(struct actor *who)
{
	struct act_today t;

	test_same_int(who->login, act_today(who, &t), 0);
	return t;
}

static const struct act_today_row *
find(const struct act_today *t, const char *kind, const char *about)
{
	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->row[i].kind->code, kind) == 0 &&
		    (about == NULL || strcmp(t->row[i].about, about) == 0))
			return &t->row[i];
	return NULL;
}

static int64_t
report(struct actor *who, int64_t student)
{
	struct observation_told o = { .student = student,
		.seen = "上课常趴着" };
	struct act_receipt got;

	assert_int_equal(act_observation_report(who, &o, &got), 0);
	return got.warning;
}

static void
test_nothing_waits_at_first(void **state)
{
	static const char *const logins[] = { "op1", "psy1", "class1", "grade1",
		"centre1", "head1" };

	(void)state;
	for (size_t i = 0; i < nitems(logins); i++) {
		struct actor *who = test_signin(logins[i]);
		struct act_today t = day_of_person(who);

		test_same_int(logins[i], t.count[TODAY_DO], 0);
		test_same_int(logins[i], t.count[TODAY_MEET], 0);
		act_today_free(&t);
		test_leave(who);
	}
}

static void
test_a_report_waits_for_those_asked_and_shows_the_reporter_who_looked(
    void **state)
{
	struct actor *class1 = test_signin("class1"),
		     *psy1 = test_signin("psy1"), *op1 = test_signin("op1");
	const struct act_today_row *row;
	struct act_today t;
	int64_t id = report(class1, child("石磊"));

	(void)state;
	t = day_of_person(psy1);
	row = find(&t, "new", "石磊");
	assert_non_null(row);
	assert_true(row->block == TODAY_DO && row->id == id);
	assert_true(row->due_at != 0);
	assert_string_equal(row->kind->open, "warning");
	act_today_free(&t);

	t = day_of_person(class1);
	row = find(&t, "report", "石磊");
	assert_non_null(row);
	assert_string_equal(row->kind->words, "not seen yet");
	assert_non_null(strstr(row->second, "何静"));
	act_today_free(&t);

	assert_int_equal(act_warning_step(psy1, id, 0, WARNING_ACK,
			     &(struct act_step){ .level = -1 }, NULL),
	    0);
	t = day_of_person(class1);
	row = find(&t, "report", "石磊");
	assert_non_null(strstr(row->second, "seen by 何静"));
	act_today_free(&t);
	t = day_of_person(psy1);
	assert_null(find(&t, "new", "石磊"));
	act_today_free(&t);
	t = day_of_person(op1);
	for (size_t i = 0; i < t.n; i++)
		assert_null(strstr(t.row[i].about, "石磊"));
	act_today_free(&t);
	test_leave(class1);
	test_leave(psy1);
	test_leave(op1);
}

static void
test_appointments_stand_where_their_time_puts_them(void **state)
{
	struct actor *psy1 = test_signin("psy1"),
		     *class1 = test_signin("class1");
	struct act_book b = ACT_BOOK(APPOINTMENT_REQUEST);
	struct act_appointment_do d = ACT_APPOINTMENT_DO(APPOINTMENT_OFFER);
	struct act_appointment a;
	const struct act_today_row *row;
	struct act_today t;

	(void)state;
	b.student = child("韦青");
	assert_int_equal(act_consultation_book(class1, &b, &a), 0);
	t = day_of_person(psy1);
	assert_non_null(find(&t, "requested", "韦青"));
	act_today_free(&t);
	t = day_of_person(class1);
	assert_true(find(&t, "asked", "韦青")->block == TODAY_OTHERS);
	act_today_free(&t);

	d.starts_at = act_now(psy1) + 10;
	assert_int_equal(
	    act_consultation_step(psy1, a.row.id, a.row.version, &d, &a), 0);
	t = day_of_person(class1);
	assert_true(find(&t, "asked", "韦青")->block == TODAY_DO);
	act_today_free(&t);
	d = (struct act_appointment_do)ACT_APPOINTMENT_DO(APPOINTMENT_ACCEPT);
	assert_int_equal(
	    act_consultation_step(class1, a.row.id, a.row.version, &d, &a), 0);
	t = day_of_person(psy1);
	row = find(&t, "meet", "韦青");
	assert_true(row->block == TODAY_MEET || row->block == TODAY_LATER);
	act_today_free(&t);

	d = (struct act_appointment_do)ACT_APPOINTMENT_DO(APPOINTMENT_HOLD);
	assert_int_equal(
	    act_consultation_step(psy1, a.row.id, a.row.version, &d, &a), 0);
	assert_int_equal(
	    act_draft_save(psy1, ACT_NOTE_DRAFT, a.row.id, "写", 3, 3), 0);
	t = day_of_person(psy1);
	row = find(&t, "note", "韦青");
	assert_true(row->draft);
	assert_string_equal(row->kind->open, "note");
	assert_null(find(&t, "draft", NULL));
	act_today_free(&t);
	test_leave(psy1);
	test_leave(class1);
}

static void
test_what_is_overdue_longest_stands_first(void **state)
{
	struct actor *psy1 = test_signin("psy1");
	struct act_book b = ACT_BOOK(APPOINTMENT_WALK_IN);
	struct act_appointment a;
	struct act_today t;
	static const int hours[] = { 30, 100, 2 };
	size_t i;

	(void)state;
	for (i = 0; i < nitems(hours); i++) {
		b.student = child("迟补记");
		b.event_at = act_now(psy1) - hours[i] * CLOCK_HOUR;
		assert_int_equal(act_consultation_book(psy1, &b, &a), 0);
	}
	t = day_of_person(psy1);
	assert_string_equal(t.row[0].about, "迟补记");
	assert_true(t.row[0].overdue && t.row[1].overdue);
	assert_true(t.row[0].due_at < t.row[1].due_at);
	for (i = 1; i < t.n && t.row[i].block == TODAY_DO; i++)
		assert_true(t.row[i].due_at == 0 ||
			    (t.row[i - 1].due_at != 0 &&
				t.row[i - 1].due_at <= t.row[i].due_at));
	act_today_free(&t);
	test_leave(psy1);
}

static void
test_the_line_sees_its_calls_and_who_to_watch(void **state)
{
	struct actor *op1 = test_signin("op1"), *op2 = test_signin("op2"),
		     *class1 = test_signin("class1");
	struct act_ticket_call c = { 0 };
	const struct act_today_row *row;
	struct act_ticket ticket;
	struct act_today t;
	int64_t id;

	(void)state;
	assert_int_equal(act_ticket_ring(op1, &c, &ticket), 0);
	assert_int_equal(
	    act_watch_add(op1, 0, "先听，不追问住址", 0, &id, NULL), 0);
	t = day_of_person(op2);
	assert_true(t.waiting >= 1 && t.waiting_since != 0);
	row = find(&t, "watch", "先听，不追问住址");
	assert_non_null(row);
	assert_false(row->done);
	assert_string_equal(row->second, "林晓");
	act_today_free(&t);
	assert_int_equal(act_watch_accept(op2, id, NULL), 0);
	t = day_of_person(op2);
	assert_true(find(&t, "watch", NULL)->done);
	act_today_free(&t);
	t = day_of_person(class1);
	assert_int_equal(t.waiting, 0);
	assert_null(find(&t, "watch", NULL));
	act_today_free(&t);
	/* locked: the sentence is sealed, the rest stands */
	act_key_lock(op2);
	t = day_of_person(op2);
	assert_null(find(&t, "watch", NULL));
	act_today_free(&t);
	test_leave(op1);
	test_leave(op2);
	test_leave(class1);
}

/* A step of the checklist ends its clock, not the emergency. */
static void
test_an_emergency_stays_before_the_lead_until_it_is_over(void **state)
{
	struct actor *op1 = test_signin("op1"), *lead1 = test_signin("lead1");
	const struct act_ticket_check found = { .step = CHECK_WHERE,
		.outcome = CHECK_DONE };
	const struct act_today_row *row;
	struct act_ticket_call c = { 0 };
	struct act_ticket ticket;
	struct act_today t;
	char about[40];

	(void)state;
	assert_int_equal(act_ticket_new(op1, &c, &ticket), 0);
	assert_int_equal(act_ticket_answer(op1, ticket.row.id, ASK_DANGER,
			     DANGER_YES, 0, 0, &ticket),
	    0);
	snprintf(about, sizeof(about), "ticket %lld", (long long)ticket.row.id);
	t = day_of_person(lead1);
	assert_non_null(find(&t, "emergency", about));
	act_today_free(&t);
	assert_int_equal(
	    act_ticket_check(op1, ticket.row.id, &found, &ticket), 0);
	t = day_of_person(lead1);
	row = find(&t, "emergency", about);
	assert_non_null(row);
	assert_int_equal(row->block, TODAY_DO);
	assert_string_equal(row->second, "林晓");
	act_today_free(&t);
	test_leave(op1);
	test_leave(lead1);
}

static void
test_administrators_and_custody_see_no_case(void **state)
{
	static const char *const logins[] = { "sys1", "sec1", "aud1", "cust1" };
	static const char *const kinds[] = { "account", "post", "audit",
		"clock", "custody", "draft" };

	(void)state;
	for (size_t i = 0; i < nitems(logins); i++) {
		struct actor *who = test_signin(logins[i]);
		struct act_today t = day_of_person(who);

		for (size_t j = 0; j < t.n; j++) {
			bool known = false;

			for (size_t k = 0; k < nitems(kinds); k++)
				known |=
				    strcmp(t.row[j].kind->code, kinds[k]) == 0;
			test_true(t.row[j].kind->code, known);
		}
		act_today_free(&t);
		test_leave(who);
	}
}

static void
test_an_account_proposed_waits_for_security(void **state)
{
	struct actor *sys1 = test_signin("sys1"), *sec1 = test_signin("sec1");
	struct act_account a = { .login = "psy9",
		.name = "温言",
		.key_text =
		    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEEEEEEEEEEEEEEE"
		    "EEEEEEEEEEEEEEEEEEEEEEEEEEEE",
		.role = ROLE_PSYCHOLOGY,
		.org = school.id };
	struct act_today t;
	int64_t person;

	(void)state;
	assert_int_equal(act_account_propose(sys1, &a, &person, NULL), 0);
	t = day_of_person(sec1);
	assert_true(find(&t, "account", "温言")->block == TODAY_DO);
	act_today_free(&t);
	t = day_of_person(sys1);
	assert_true(find(&t, "account", "温言")->block == TODAY_OTHERS);
	act_today_free(&t);
	test_leave(sys1);
	test_leave(sec1);
}

static void
test_the_district_sees_figures_and_no_name(void **state)
{
	struct actor *dist1 = test_signin("dist1");
	struct act_today t = day_of_person(dist1);

	(void)state;
	assert_non_null(find(&t, "figures", "第001实验学校"));
	for (size_t i = 0; i < t.n; i++)
		assert_string_equal(t.row[i].kind->code, "figures");
	/* one open case is a small cell */
	assert_non_null(
	    strstr(find(&t, "figures", "第001实验学校")->second, "<5"));
	act_today_free(&t);
	test_leave(dist1);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_nothing_waits_at_first),
	cmocka_unit_test(
	    test_a_report_waits_for_those_asked_and_shows_the_reporter_who_looked),
	cmocka_unit_test(test_appointments_stand_where_their_time_puts_them),
	cmocka_unit_test(test_what_is_overdue_longest_stands_first),
	cmocka_unit_test(test_the_line_sees_its_calls_and_who_to_watch),
	cmocka_unit_test(
	    test_an_emergency_stays_before_the_lead_until_it_is_over),
	cmocka_unit_test(test_administrators_and_custody_see_no_case),
	cmocka_unit_test(test_an_account_proposed_waits_for_security),
	cmocka_unit_test(test_the_district_sees_figures_and_no_name),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
