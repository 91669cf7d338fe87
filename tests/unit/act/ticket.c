/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "act/draft.h"
#include "act/key.h"
#include "act/ticket.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

/* Who each test is about; signed in once. */
static struct actor *op1, *op2, *lead;

static int
everybody_comes(void **state)
{
	(void)state;
	op1 = test_signin("op1");
	op2 = test_signin("op2");
	lead = test_signin("lead1");
	return 0;
}

static int
everybody_leaves(void **state)
{
	(void)state;
	test_leave(op1);
	test_leave(op2);
	test_leave(lead);
	test_office_close();
	return 0;
}

static struct act_ticket
call(struct actor *who)
{
	struct act_ticket_call c = { 0 };
	struct act_ticket t;

	assert_int_equal(act_ticket_new(who, &c, &t), 0);
	return t;
}

static void
write(struct actor *who, int64_t id, const char *text)
{
	struct act_ticket_entry e = { .text = text, .n = strlen(text) };
	struct act_ticket t;
	int64_t entry;

	assert_int_equal(act_ticket_write(who, id, &e, &entry, &t), 0);
}

static int
step(struct actor *who, struct act_ticket *t, int event)
{
	struct act_ticket_do d = ACT_TICKET_DO(event);

	return act_ticket_step(who, t->row.id, t->row.version, &d, t);
}

static void
test_one_key_takes_the_longest_waiting_call_or_opens_one(void **state)
{
	struct act_ticket_call early = { .event_at = act_now(op1) - 60 },
			       late = { 0 };
	struct act_ticket a, b, t;
	int64_t since;

	(void)state;
	assert_int_equal(act_ticket_ring(op1, &late, &b), 0);
	assert_int_equal(act_ticket_ring(op1, &early, &a), 0);
	assert_int_equal(a.row.state, TICKET_NEW);
	assert_int_equal(act_ticket_waiting(op1, &since), 2);
	assert_true(since == a.row.rang_at);
	t = call(op1);
	assert_true(t.row.id == a.row.id);
	assert_int_equal(t.row.state, TICKET_ACTIVE);
	assert_true(t.row.taker == op1->person);
	t = call(op2);
	assert_true(t.row.id == b.row.id);
	t = call(op2);
	assert_true(t.row.id != a.row.id && t.row.id != b.row.id);
	assert_int_equal(t.row.state, TICKET_ACTIVE);
}

static void
test_a_call_ends_when_the_three_have_an_answer(void **state)
{
	struct act_ticket t = call(op1);

	(void)state;
	write(op1, t.row.id, "睡不好，想找人说说话");
	assert_int_equal(step(op1, &t, TICKET_CLOSE), ERR_INPUT);
	assert_non_null(strstr(op1->why, "questions"));
	test_answer_three(op1, t.row.id, THOUGHTS_NO, DANGER_NO);
	assert_int_equal(act_ticket_get(op1, t.row.id, &t), 0);
	assert_int_equal(step(op1, &t, TICKET_CLOSE), 0);
	assert_int_equal(t.row.state, TICKET_CLOSED);
	assert_true(t.row.ended_at != 0);
	assert_true(t.audit > 0);
}

static void
test_a_silent_call_is_asked_nothing(void **state)
{
	struct act_ticket t = call(op1);
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_MAKE_VOID);

	(void)state;
	assert_int_equal(step(op1, &t, TICKET_MAKE_VOID), ERR_INPUT);
	d.why_void = VOID_SILENT;
	assert_int_equal(
	    act_ticket_step(op1, t.row.id, t.row.version, &d, &t), 0);
	assert_int_equal(t.row.state, TICKET_VOID);
}

static void
test_unsure_is_an_emergency_until_a_second_person_has_looked(void **state)
{
	struct act_ticket t = call(op1);
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_CALM);
	struct act_ticket_view v;

	(void)state;
	assert_int_equal(act_ticket_answer(op1, t.row.id, ASK_DANGER,
			     DANGER_UNSURE, 0, 0, &t),
	    0);
	assert_int_equal(t.row.state, TICKET_EMERGENCY);
	assert_true(t.row.danger);
	assert_string_equal(t.row.due_key, "ticket.callout");
	assert_true(t.row.due_at > act_now(op1));
	/* saying no again is kept, and changes nothing */
	assert_int_equal(
	    act_ticket_answer(op1, t.row.id, ASK_DANGER, DANGER_NO, 0, 0, &t),
	    0);
	assert_int_equal(t.row.state, TICKET_EMERGENCY);
	d.reason = "再问过一次，她和妈妈在一起";
	assert_int_equal(
	    act_ticket_step(op1, t.row.id, t.row.version, &d, &t), ERR_SECOND);
	assert_int_equal(
	    act_ticket_step(op2, t.row.id, t.row.version, &d, &t), ERR_DENIED);
	assert_int_equal(
	    act_ticket_step(lead, t.row.id, t.row.version, &d, &t), 0);
	assert_int_equal(t.row.state, TICKET_ACTIVE);
	assert_false(t.row.danger);
	assert_true(t.row.danger_at != 0);
	assert_int_equal(act_ticket_view(op1, t.row.id, &v), 0);
	assert_int_equal(v.n_given, 3); /* unsure, no, and the lead's no */
	assert_int_equal(v.given[0].value, DANGER_UNSURE);
	assert_true(v.given[2].person == lead->person);
	act_ticket_view_free(&v);
}

static void
test_an_asked_operator_may_be_the_second_person(void **state)
{
	struct act_ticket t = call(op1);
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_ASK);
	struct act_ticket_view v;

	(void)state;
	d.person = op2->person;
	assert_int_equal(act_ticket_view(op2, t.row.id, &v), 0);
	assert_false(v.head.may_read);
	act_ticket_view_free(&v);
	assert_int_equal(
	    act_ticket_step(op1, t.row.id, t.row.version, &d, &t), 0);
	assert_int_equal(step(op2, &t, TICKET_JOIN), 0);
	assert_true(t.may_read && t.may_write);
	assert_int_equal(
	    act_ticket_answer(op2, t.row.id, ASK_DANGER, DANGER_YES, 0, 0, &t),
	    0);
	d = (struct act_ticket_do)ACT_TICKET_DO(TICKET_CALM);
	d.reason = "听过了";
	assert_int_equal(
	    act_ticket_step(op2, t.row.id, t.row.version, &d, &t), 0);
}

static void
test_the_eight_steps_take_any_order_and_reasons(void **state)
{
	struct act_ticket t = call(op1);
	struct act_ticket_check c = { .step = CHECK_GUARDIAN,
		.outcome = CHECK_NOT_GUARDIAN };
	struct act_ticket_view v;

	(void)state;
	/* there is no checklist before danger */
	c.outcome = CHECK_DONE;
	assert_int_equal(act_ticket_check(op1, t.row.id, &c, &t), ERR_STATE);
	assert_int_equal(act_ticket_get(op1, t.row.id, &t), 0);
	assert_int_equal(step(op1, &t, TICKET_DANGER), 0);
	c.outcome = CHECK_NOT_GUARDIAN;
	assert_int_equal(act_ticket_check(op1, t.row.id, &c, &t), ERR_INPUT);
	c.words = "监护人可能正是危险来源";
	assert_int_equal(act_ticket_check(op1, t.row.id, &c, &t), 0);
	assert_true(t.row.due_at == 0); /* the call-out has begun */
	for (int i = CHECK_COUNT; i >= 1; i--) {
		struct act_ticket_check done = { .step = i,
			.outcome =
			    i == CHECK_DUTY ? CHECK_NO_ANSWER : CHECK_DONE };

		if (i != CHECK_GUARDIAN)
			assert_int_equal(
			    act_ticket_check(op1, t.row.id, &done, &t), 0);
	}
	/* nobody answered at step 7: it is still open */
	assert_int_equal(t.have & TICKET_NEEDS_CHECKLIST, 0);
	c = (struct act_ticket_check){
		.step = CHECK_DUTY, .outcome = CHECK_SPOKE, .words = "区里何明"
	};
	assert_int_equal(act_ticket_check(op1, t.row.id, &c, &t), 0);
	assert_int_not_equal(t.have & TICKET_NEEDS_CHECKLIST, 0);
	assert_int_equal(act_ticket_view(op1, t.row.id, &v), 0);
	assert_int_equal(
	    v.check[CHECK_GUARDIAN - 1].outcome, CHECK_NOT_GUARDIAN);
	assert_string_equal(
	    v.check[CHECK_GUARDIAN - 1].words, "监护人可能正是危险来源");
	assert_int_equal(v.check[CHECK_DUTY - 1].turns, 2);
	act_ticket_view_free(&v);
}

static void
test_two_write_in_one_ticket_and_never_meet(void **state)
{
	struct act_ticket t = call(op1);
	struct act_ticket_view v;

	(void)state;
	assert_int_equal(
	    act_ticket_autosave(op1, t.row.id, "把门反锁了", 15, 15), 0);
	assert_int_equal(step(op1, &t, TICKET_DANGER), 0);
	/* what was typed before is there for the lead at once */
	assert_int_equal(act_ticket_view(lead, t.row.id, &v), 0);
	assert_int_equal(v.n_said, 1);
	assert_string_equal(v.said[0].text, "把门反锁了");
	assert_true(v.said[0].writing && !v.said[0].mine);
	act_ticket_view_free(&v);
	assert_int_equal(step(lead, &t, TICKET_JOIN), 0);
	assert_int_equal(
	    act_ticket_autosave(lead, t.row.id, "120 我来打", 13, 13), 0);
	assert_int_equal(act_ticket_autosave(
			     op1, t.row.id, "把门反锁了。妈妈上来了", 33, 33),
	    0);
	assert_int_equal(act_ticket_view(op1, t.row.id, &v), 0);
	assert_int_equal(v.n_said, 2);
	assert_string_equal(v.said[0].text, "把门反锁了。妈妈上来了");
	assert_string_equal(v.said[1].text, "120 我来打");
	/* the lead came in: the first step is stamped by it */
	assert_int_equal(v.check[CHECK_LEAD - 1].outcome, CHECK_DONE);
	assert_true(v.check[CHECK_LEAD - 1].person == lead->person);
	act_ticket_view_free(&v);
}

static void
test_coming_in_makes_no_step_stale(void **state)
{
	struct act_ticket t = call(op1), seen;

	(void)state;
	test_answer_three(op1, t.row.id, THOUGHTS_NO, DANGER_UNSURE);
	assert_int_equal(act_ticket_get(op1, t.row.id, &t), 0);
	seen = t;
	assert_int_equal(step(lead, &seen, TICKET_JOIN), 0);
	assert_int_equal(step(op1, &t, TICKET_END), 0);
}

static void
test_a_stale_step_keeps_the_words(void **state)
{
	struct act_ticket t = call(op1), old;
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_CLOSE);
	struct act_draft kept;
	struct buf *b = buf_new_in(sealed_memory());

	(void)state;
	test_answer_three(op1, t.row.id, THOUGHTS_NO, DANGER_NO);
	assert_int_equal(act_ticket_get(op1, t.row.id, &t), 0);
	old = t;
	assert_int_equal(step(op1, &t, TICKET_END), 0);
	d.summary = "聊了半小时，约了下次";
	assert_int_equal(
	    act_ticket_step(op1, old.row.id, old.row.version, &d, &t),
	    ERR_STALE);
	assert_non_null(strstr(op1->why, "林晓"));
	assert_int_equal(
	    act_draft_open(op1, "ticket.step", old.row.id, &kept, b), 0);
	assert_string_equal(buf_text(b), d.summary);
	buf_free(b);
}

static void
test_a_repeat_caller_is_a_maybe(void **state)
{
	struct act_ticket_call c = { .number = "138 0000 4407" },
			       again = { .number = "+86 13800004407",
				       .alias = "晚风" };
	struct act_ticket a, b;
	struct act_ticket_view v;

	(void)state;
	assert_int_equal(act_ticket_new(op2, &c, &a), 0);
	write(op2, a.row.id, "和爸爸吵架后睡不着");
	assert_int_equal(act_ticket_new(op1, &again, &b), 0);
	assert_int_equal(act_ticket_view(op1, b.row.id, &v), 0);
	assert_int_equal(v.n_maybe, 1);
	assert_true(v.maybe[0].ticket == a.row.id);
	assert_true(v.maybe[0].number && !v.maybe[0].alias);
	assert_false(v.maybe[0].confirmed);
	assert_string_equal(v.sheet.number, "+86 13800004407");
	act_ticket_view_free(&v);
	/* the earlier one opens by looking back, and only for reading */
	assert_int_equal(act_ticket_view(op1, a.row.id, &v), 0);
	assert_int_equal(v.n_said, 0);
	act_ticket_view_free(&v);
	assert_int_equal(act_ticket_look_back(op1, b.row.id, a.row.id), 0);
	assert_int_equal(act_ticket_view(op1, a.row.id, &v), 0);
	assert_int_equal(v.n_said, 1);
	assert_false(v.head.may_write);
	act_ticket_view_free(&v);
	/* not the same: the banner goes; undone: it is there again */
	assert_int_equal(act_ticket_differ(op1, b.row.id, 0, &b), 0);
	assert_int_equal(act_ticket_view(op1, b.row.id, &v), 0);
	assert_int_equal(v.n_maybe, 0);
	act_ticket_view_free(&v);
	assert_int_equal(act_ticket_undo(op1, b.row.id, a.row.id, &b), 0);
	assert_int_equal(act_ticket_same(op1, b.row.id, 0, &b), 0);
	assert_int_equal(act_ticket_view(op1, b.row.id, &v), 0);
	assert_int_equal(v.n_maybe, 1);
	assert_true(v.maybe[0].confirmed);
	act_ticket_view_free(&v);
}

static void
test_looking_back_needs_a_reason_to_think_so(void **state)
{
	struct act_ticket a = call(op2), b = call(op1);

	(void)state;
	assert_int_equal(
	    act_ticket_look_back(op1, b.row.id, a.row.id), ERR_DENIED);
	assert_int_equal(
	    act_ticket_same(op1, b.row.id, a.row.id, &b), ERR_DENIED);
}

static void
test_follow_ups_of_who_is_at_risk_come_by_themselves(void **state)
{
	struct act_ticket t = call(op1);
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_FOLLOW);
	struct act_ticket_view v;
	int64_t now = act_now(op1);

	(void)state;
	test_answer_three(op1, t.row.id, THOUGHTS_YES, DANGER_NO);
	assert_int_equal(act_ticket_get(op1, t.row.id, &t), 0);
	assert_int_equal(
	    act_ticket_step(op1, t.row.id, t.row.version, &d, &t), 0);
	assert_int_equal(t.row.state, TICKET_FOLLOW_UP);
	assert_int_equal(act_ticket_view(op1, t.row.id, &v), 0);
	assert_int_equal(v.n_day, 4);
	assert_in_range(v.day[0].due_at - now, CLOCK_DAY - 5, CLOCK_DAY + 5);
	assert_in_range(
	    v.day[3].due_at - now, 90 * CLOCK_DAY - 5, 90 * CLOCK_DAY + 5);
	assert_true(v.head.row.due_at == v.day[0].due_at);
	act_ticket_view_free(&v);
	d = (struct act_ticket_do)ACT_TICKET_DO(TICKET_CALLED);
	d.result = RESULT_SPOKE;
	assert_int_equal(
	    act_ticket_step(op1, t.row.id, t.row.version, &d, &t), 0);
	assert_in_range(
	    t.row.due_at - now, 7 * CLOCK_DAY - 5, 7 * CLOCK_DAY + 5);
	/* dates left: closing takes a reason */
	assert_int_equal(step(op1, &t, TICKET_CLOSE), ERR_INPUT);
}

static void
test_what_is_late_goes_to_the_next_level(void **state)
{
	struct act_ticket t = call(op1);
	struct actor *keeper;
	int n;

	(void)state;
	assert_int_equal(step(op1, &t, TICKET_DANGER), 0);
	assert_int_equal(t.row.raised, 1);
	assert_int_equal(act_ticket_overdue(op1, 10, &n), ERR_DENIED);
	assert_int_equal(act_keeper(op1->store, &keeper), 0);
	assert_int_equal(act_ticket_overdue(keeper, 10, &n), 0);
	assert_int_equal(n, 0);
	test_clock(11 * CLOCK_MINUTE);
	assert_int_equal(act_ticket_overdue(keeper, 10, &n), 0);
	assert_true(n >= 1);
	assert_int_equal(act_ticket_get(op1, t.row.id, &t), 0);
	assert_int_equal(t.row.raised, 2);
	assert_int_equal(act_ticket_overdue(keeper, 10, &n), 0);
	assert_int_equal(n, 0);
	act_free(keeper);
}

static void
test_what_happened_and_when_it_was_noted_stand_apart(void **state)
{
	struct act_ticket_call c = { .event_at =
					 act_now(op1) - 9 * CLOCK_HOUR };
	struct act_ticket t;

	(void)state;
	assert_int_equal(act_ticket_ring(op1, &c, &t), 0);
	assert_in_range(t.row.entered_at - t.row.rang_at, 9 * CLOCK_HOUR - 2,
	    9 * CLOCK_HOUR + 2);
	c.event_at = act_now(op1) + CLOCK_HOUR;
	assert_int_equal(act_ticket_ring(op1, &c, &t), ERR_INPUT);
	t = call(op1);
}

static void
test_danger_and_a_linked_student_make_a_warning(void **state)
{
	struct act_ticket t = call(op1);
	int64_t student = test_student(), warning, again;
	struct act_ticket_view v;

	(void)state;
	assert_int_equal(act_ticket_link(op1, t.row.id, student, GROUND_SAFETY,
			     NULL, &warning, &t),
	    ERR_INPUT);
	assert_int_equal(act_ticket_link(op1, t.row.id, student + 100,
			     GROUND_SAFETY, "正在通话，说到药", &warning, &t),
	    ERR_NOT_FOUND);
	assert_int_equal(act_ticket_link(op1, t.row.id, student, GROUND_SAFETY,
			     "正在通话，说到药", &warning, &t),
	    0);
	assert_true(warning == 0); /* no danger yet: nobody is told */
	assert_int_equal(act_ticket_answer(op1, t.row.id, ASK_DANGER,
			     DANGER_UNSURE, 0, 0, &t),
	    0);
	assert_int_equal(act_ticket_view(op1, t.row.id, &v), 0);
	assert_int_equal(v.n_link, 1);
	warning = v.link[0].warning;
	assert_true(warning > 0);
	act_ticket_view_free(&v);
	/* the other way round: danger first, then the link */
	t = call(op1);
	assert_int_equal(step(op1, &t, TICKET_DANGER), 0);
	assert_int_equal(act_ticket_link(op1, t.row.id, student, GROUND_SAFETY,
			     "说到药", &again, &t),
	    0);
	assert_true(again > 0);
	/* taken back, the link stays in the history */
	assert_int_equal(act_ticket_unlink(op1, t.row.id, &t), 0);
	assert_int_equal(t.facts & TICKET_IS_LINKED, 0);
	assert_int_equal(act_ticket_view(op1, t.row.id, &v), 0);
	assert_int_equal(v.n_link, 1);
	assert_true(v.link[0].until_at != 0);
	act_ticket_view_free(&v);
}

static void
test_a_worry_is_told_to_the_school_on_its_ground(void **state)
{
	struct act_ticket t = call(op1);
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_SCHOOL);
	struct actor *psy = test_signin("psy1");
	int64_t student = test_student(), warning;

	(void)state;
	test_answer_three(op1, t.row.id, THOUGHTS_NO, DANGER_NO);
	assert_int_equal(act_ticket_link(op1, t.row.id, student, GROUND_CONSENT,
			     NULL, &warning, &t),
	    0);
	assert_int_equal(act_ticket_get(psy, t.row.id, &t), ERR_DENIED);
	assert_int_equal(act_ticket_get(op1, t.row.id, &t), 0);
	assert_int_equal(
	    act_ticket_step(op1, t.row.id, t.row.version, &d, &t), 0);
	assert_int_equal(t.row.state, TICKET_HANDED_OVER);
	assert_string_equal(t.row.due_key, "ticket.school");
	/* the school gives a receipt and reads nothing of the call */
	assert_int_equal(act_ticket_get(psy, t.row.id, &t), 0);
	assert_false(t.may_read);
	assert_int_equal(step(psy, &t, TICKET_RECEIPT), 0);
	assert_string_equal(t.row.due_key, "ticket.feedback");
	test_leave(psy);
}

static void
test_administrators_and_strangers_see_nothing(void **state)
{
	static const char *const nobody[] = { "sys1", "sec1", "aud1", "cust1",
		"psy2", "class1", "dist1", "head1" };
	struct act_ticket t = call(op1), seen;
	struct act_ticket_view v;

	(void)state;
	write(op1, t.row.id, "一句话");
	assert_int_equal(step(op1, &t, TICKET_DANGER), 0);
	for (size_t i = 0; i < nitems(nobody); i++) {
		struct actor *who = test_signin(nobody[i]);

		test_same_int(
		    nobody[i], act_ticket_view(who, t.row.id, &v), ERR_DENIED);
		test_same_int(nobody[i], act_ticket_view(who, 9999999, &v),
		    act_is_administrator(who) ? ERR_DENIED : ERR_NOT_FOUND);
		test_same_int(
		    nobody[i], step(who, &t, TICKET_JOIN), ERR_DENIED);
		assert_int_equal(act_ticket_get(op1, t.row.id, &t), 0);
		test_leave(who);
	}
	/* another operator: the row alone */
	assert_int_equal(act_ticket_view(op2, t.row.id, &v), 0);
	assert_false(v.head.may_read);
	assert_int_equal(v.n_said + v.n_given + v.n_moved, 0);
	act_ticket_view_free(&v);
	assert_int_equal(act_ticket_get(op2, t.row.id, &seen), 0);
	assert_int_equal(act_ticket_answer(
			     op2, t.row.id, ASK_DANGER, DANGER_NO, 0, 0, &seen),
	    ERR_DENIED);
}

static void
test_the_lead_sees_a_call_in_peace_from_outside(void **state)
{
	struct act_ticket t = call(op1);
	struct act_ticket_view v;

	(void)state;
	write(op1, t.row.id, "刚说了第一句");
	assert_int_equal(act_ticket_view(lead, t.row.id, &v), 0);
	assert_false(v.head.may_read);
	assert_int_equal(v.n_said, 0);
	assert_string_equal(v.head.taker, "林晓");
	act_ticket_view_free(&v);
	assert_int_equal(act_ticket_get(op1, t.row.id, &t), 0);
	assert_int_equal(step(op1, &t, TICKET_ASK), 0);
	assert_int_equal(act_ticket_view(lead, t.row.id, &v), 0);
	assert_int_equal(v.n_said, 1);
	act_ticket_view_free(&v);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_danger_and_a_linked_student_make_a_warning),
	cmocka_unit_test(test_a_worry_is_told_to_the_school_on_its_ground),
	cmocka_unit_test(test_administrators_and_strangers_see_nothing),
	cmocka_unit_test(test_the_lead_sees_a_call_in_peace_from_outside),
	cmocka_unit_test(
	    test_one_key_takes_the_longest_waiting_call_or_opens_one),
	cmocka_unit_test(test_a_call_ends_when_the_three_have_an_answer),
	cmocka_unit_test(test_a_silent_call_is_asked_nothing),
	cmocka_unit_test(
	    test_unsure_is_an_emergency_until_a_second_person_has_looked),
	cmocka_unit_test(test_an_asked_operator_may_be_the_second_person),
	cmocka_unit_test(test_the_eight_steps_take_any_order_and_reasons),
	cmocka_unit_test(test_two_write_in_one_ticket_and_never_meet),
	cmocka_unit_test(test_coming_in_makes_no_step_stale),
	cmocka_unit_test(test_a_stale_step_keeps_the_words),
	cmocka_unit_test(test_a_repeat_caller_is_a_maybe),
	cmocka_unit_test(test_looking_back_needs_a_reason_to_think_so),
	cmocka_unit_test(test_follow_ups_of_who_is_at_risk_come_by_themselves),
	cmocka_unit_test(test_what_is_late_goes_to_the_next_level),
	cmocka_unit_test(test_what_happened_and_when_it_was_noted_stand_apart),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, everybody_comes, everybody_leaves);
}
