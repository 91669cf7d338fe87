/* SPDX-License-Identifier: Apache-2.0 */
/* What a step of a ticket leaves behind: dates, receivers, kept words, who is
 * told; and callers told apart. */
#include "act/actor.h"
#include "act/draft.h"
#include "act/ticket.h"
#include "act/watch.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "store/store.h"
#include "store/ticket.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static struct actor *op1, *op2, *lead, *keeper;

static struct act_ticket
call_of(struct actor *who, const char *number, const char *alias)
{
	struct act_ticket_call c = { .number = number, .alias = alias };
	struct act_ticket t;

	assert_int_equal(act_ticket_new(who, &c, &t), 0);
	return t;
}

static struct act_ticket
call(struct actor *who)
{
	return call_of(who, NULL, NULL);
}

static int
step(struct actor *who, struct act_ticket *t, struct act_ticket_do d)
{
	struct act_ticket now;

	assert_int_equal(act_ticket_get(who, t->row.id, &now), 0);
	return act_ticket_step(who, t->row.id, now.row.version, &d, t);
}

static struct act_ticket_do
of(int event)
{
	return (struct act_ticket_do)ACT_TICKET_DO(event);
}

static struct act_ticket_view *
view(struct actor *who, int64_t id)
{
	static struct act_ticket_view v;

	act_ticket_view_free(&v);
	assert_int_equal(act_ticket_view(who, id, &v), 0);
	return &v;
}

/* --- late to the second --------------------------------------------------- */

static int
raised(void)
{
	int n = -1;

	assert_int_equal(act_ticket_overdue(keeper, 10, &n), 0);
	return n;
}

static int
level(int64_t id)
{
	struct ticket t;

	assert_int_equal(store_ticket_get(op1->store, id, &t), 0);
	return t.raised;
}

/* The clock stands at a second, so that nothing passes it by chance. */
static void
to(int64_t at)
{
	test_clock(at - act_now(op1));
}

static void
test_a_ticket_is_raised_in_the_second_it_is_due(void **state)
{
	struct act_ticket t = call(op1);
	int64_t due;

	(void)state;
	test_answer_three(op1, t.row.id, THOUGHTS_NO, DANGER_NO);
	assert_int_equal(step(op1, &t, of(TICKET_FOLLOW)), 0);
	due = t.row.due_at;
	to(due - 60);
	assert_int_equal(raised(), 0);
	assert_int_equal(level(t.row.id), 0);
	to(due);
	assert_int_equal(raised(), 1);
	assert_int_equal(level(t.row.id), 1);
	/* the lead has an hour */
	to(due + CLOCK_HOUR - 60);
	assert_int_equal(raised(), 0);
	to(due + CLOCK_HOUR);
	assert_int_equal(raised(), 1);
	assert_int_equal(level(t.row.id), 2);
}

/* --- dates -----------------------------------------------------------------
 */

static void
test_nobody_answered_and_it_is_tried_again(void **state)
{
	struct act_ticket_do called = of(TICKET_CALLED);
	struct act_ticket t = call(op1);
	struct act_ticket_view *v;
	int64_t first;

	(void)state;
	test_answer_three(op1, t.row.id, THOUGHTS_NO, DANGER_NO);
	assert_int_equal(step(op1, &t, of(TICKET_FOLLOW)), 0);
	first = t.row.due_at;
	test_clock(CLOCK_MINUTE);
	called.result = RESULT_NO_ANSWER;
	assert_int_equal(step(op1, &t, called), 0);
	v = view(op1, t.row.id);
	assert_int_equal(v->n_day, 2); /* the new one is sooner */
	assert_true(v->day[0].done_at == 0 && v->day[0].due_at < first);
	assert_int_equal(v->day[1].result, RESULT_NO_ANSWER);
	assert_true(v->day[1].due_at == first && v->day[1].done_at != 0);
	assert_true(t.row.due_at == v->day[0].due_at);
	/* a day of one's own instead */
	called.result = RESULT_SPOKE;
	called.n_dates = 1;
	called.date[0] = act_now(op1) + 5 * CLOCK_DAY;
	assert_int_equal(step(op1, &t, called), 0);
	v = view(op1, t.row.id);
	assert_int_equal(v->n_day, 3);
	assert_true(t.row.due_at == called.date[0]);
}

/* --- handing over ----------------------------------------------------------
 */

static int
keep_receiver(void *arg, const struct ticket_receiver *v)
{
	*(struct ticket_receiver *)arg = *v;
	return 0;
}

static struct ticket_receiver
receiver(int64_t id)
{
	struct ticket_receiver v = { .id = 0 };

	assert_int_equal(
	    store_ticket_receiver_each(op1->store, id, keep_receiver, &v), 0);
	return v;
}

/* An emergency in which all is done but `where`. */
static struct act_ticket
emergency(void)
{
	struct act_ticket t = call(op1);
	struct act_ticket_check c = { .words = "何明" };

	test_answer_three(op1, t.row.id, THOUGHTS_YES, DANGER_YES);
	assert_int_equal(step(lead, &t, of(TICKET_JOIN)), 0);
	for (c.step = 1; c.step <= CHECK_COUNT; c.step++) {
		c.outcome = c.step == CHECK_WHERE  ? CHECK_NOT_DONE
			    : c.step == CHECK_DUTY ? CHECK_SPOKE
						   : CHECK_DONE;
		assert_int_equal(act_ticket_check(op1, t.row.id, &c, &t), 0);
	}
	return t;
}

static void
test_a_receipt_is_no_feedback_and_the_first_one_stays(void **state)
{
	struct act_ticket_do hand = of(TICKET_HAND_OVER);
	struct act_ticket t = emergency();
	struct ticket_receiver v;
	int64_t student = test_student(), warning;

	(void)state;
	assert_int_equal(act_ticket_link(op1, t.row.id, student, GROUND_CONSENT,
			     NULL, &warning, &t),
	    0);
	hand.receiver = 2;
	hand.summary = "120 接走";
	hand.org = 987654321;
	assert_int_equal(step(op1, &t, hand), ERR_INPUT);
	hand.org = act_post(op1, ROLE_OPERATOR)->org;
	assert_int_equal(step(op1, &t, hand), 0);
	v = receiver(t.row.id);
	assert_true(v.org == hand.org && v.person == op1->person);
	assert_int_equal(v.receiver, 2);
	assert_int_equal(v.ground, GROUND_SAFETY);
	assert_true(v.receipt_at == 0 && v.feedback_at == 0);
	assert_int_equal(step(op1, &t, of(TICKET_RECEIPT)), 0);
	v = receiver(t.row.id);
	assert_true(v.receipt_at != 0 && v.receipt_by == op1->person);
	assert_true(v.feedback_at == 0);
	hand = of(TICKET_FEEDBACK);
	hand.reason = "在医院";
	test_clock(CLOCK_HOUR);
	assert_int_equal(step(op1, &t, hand), 0);
	assert_true(receiver(t.row.id).receipt_at == v.receipt_at);
	assert_true(
	    receiver(t.row.id).feedback_at >= v.receipt_at + CLOCK_HOUR);
}

static void
test_feedback_without_a_receipt_is_both(void **state)
{
	struct act_ticket_do hand = of(TICKET_HAND_OVER);
	struct act_ticket t = emergency();
	struct ticket_receiver v;

	(void)state;
	/* nobody knows who or where: nobody can take it over */
	hand.receiver = 2;
	hand.summary = "120 接走";
	assert_int_equal(step(op1, &t, hand), ERR_STATE);
	assert_int_equal(act_ticket_check(op1, t.row.id,
			     &(struct act_ticket_check){ .step = CHECK_WHERE,
				 .outcome = CHECK_DONE,
				 .words = "花园路" },
			     &t),
	    0);
	assert_int_equal(t.facts & TICKET_IS_KNOWN, TICKET_IS_KNOWN);
	assert_int_equal(t.facts & TICKET_IS_LINKED, 0);
	assert_int_equal(step(op1, &t, hand), 0);
	hand = of(TICKET_FEEDBACK);
	hand.reason = "在医院";
	assert_int_equal(step(op1, &t, hand), 0);
	v = receiver(t.row.id);
	assert_true(v.receipt_by == op1->person);
	assert_true(v.receipt_at != 0 && v.receipt_at == v.feedback_at);
}

/* --- what is not lost -------------------------------------------------------
 */

static void
test_both_texts_of_a_stale_step_are_kept(void **state)
{
	static const struct {
		const char *summary, *reason, *kept;
	} c[] = {
		{ "聊完了", "转到学校", "聊完了\n转到学校" },
		{ "聊完了", NULL, "聊完了" },
		{ NULL, "转到学校", "转到学校" },
		{ NULL, NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct act_ticket t = call(op1), old;
		struct act_ticket_do d = of(TICKET_CLOSE);
		struct buf *b = act_secret();
		struct act_draft kept;
		int r;

		test_answer_three(op1, t.row.id, THOUGHTS_NO, DANGER_NO);
		assert_int_equal(act_ticket_get(op1, t.row.id, &old), 0);
		assert_int_equal(step(op1, &t, of(TICKET_END)), 0);
		d.summary = c[i].summary;
		d.reason = c[i].reason;
		assert_int_equal(
		    act_ticket_step(op1, t.row.id, old.row.version, &d, &t),
		    ERR_STALE);
		/* what is said of it outlives the keeping */
		assert_true(op1->why[0] != '\0');
		r = act_draft_open(op1, "ticket.step", old.row.id, &kept, b);
		assert_int_equal(r, c[i].kept != NULL ? 0 : ERR_NOT_FOUND);
		if (r == 0)
			assert_string_equal(buf_text(b), c[i].kept);
		buf_free(b);
	}
}

/* What the taker has half typed is there for who is asked in, from then on;
 * when somebody else asks, only what is sent. */
static void
test_who_is_asked_in_reads_what_is_half_typed(void **state)
{
	struct act_ticket t = call(op1);
	struct act_ticket_do ask = of(TICKET_ASK);
	int64_t id = t.row.id, watch;

	(void)state;
	assert_int_equal(act_ticket_autosave(op1, id, "把门反锁了", 15, 15), 0);
	ask.person = lead->person;
	assert_int_equal(step(op1, &t, ask), 0);
	assert_int_equal(view(lead, id)->n_said, 1);
	/* the lead watches it, and has it as their own */
	assert_int_equal(
	    act_watch_add(op1, id, "夜里可能再打来", 0, &watch, NULL), 0);
	assert_int_equal(act_watch_accept(lead, watch, NULL), 0);
	assert_int_equal(
	    act_draft_save(lead, "ticket.entry", id, "我看看", 9, 9), 0);
	ask.person = op2->person;
	assert_int_equal(step(lead, &t, ask), 0);
	assert_int_equal(view(op2, id)->n_said, 1);
	assert_true(view(op2, id)->said[0].author == op1->person);
}

static void
test_calm_keeps_when_somebody_first_looked(void **state)
{
	struct act_ticket_do calm = of(TICKET_CALM);
	struct act_ticket t = call(op1);
	int64_t seen;

	(void)state;
	calm.reason = "没事了";
	assert_int_equal(
	    act_ticket_answer(op1, t.row.id, ASK_DANGER, DANGER_YES, 0, 0, &t),
	    0);
	assert_int_equal(step(lead, &t, of(TICKET_JOIN)), 0);
	seen = t.row.seen_at;
	assert_true(seen != 0);
	test_clock(CLOCK_MINUTE);
	assert_int_equal(step(lead, &t, calm), 0);
	assert_true(t.row.seen_at == seen);
	assert_true(t.row.due_at == 0);
	assert_string_equal(t.row.due_key, "");
	/* nobody had looked: who calms it has */
	t = call(op1);
	assert_int_equal(
	    act_ticket_answer(op1, t.row.id, ASK_DANGER, DANGER_YES, 0, 0, &t),
	    0);
	assert_true(t.row.seen_at == 0);
	assert_int_equal(step(lead, &t, calm), 0);
	assert_true(t.row.seen_at != 0);
}

/* --- the same caller? -------------------------------------------------------
 */

static void
test_maybes_stand_newest_first_each_once_and_why(void **state)
{
	struct act_ticket a = call_of(op2, "139 0000 1111", NULL),
			  b = call_of(op2, NULL, "阿明"),
			  c = call_of(op2, "139 0000 1111", "阿明"),
			  d = call_of(op2, "139 0000 2222", "小雨"), me;
	struct act_ticket_view *v;

	(void)state;
	me = call_of(op1, "13900001111", "阿明");
	v = view(op1, me.row.id);
	assert_int_equal(v->n_maybe, 3);
	assert_true(v->maybe[0].ticket == c.row.id);
	assert_true(v->maybe[0].number && v->maybe[0].alias);
	assert_true(v->maybe[1].ticket == b.row.id);
	assert_true(!v->maybe[1].number && v->maybe[1].alias);
	assert_true(v->maybe[2].ticket == a.row.id);
	assert_true(v->maybe[2].number && !v->maybe[2].alias);
	/* said of one that shares nothing: both must be one's own to read */
	assert_int_equal(
	    act_ticket_same(op1, me.row.id, d.row.id, &me), ERR_DENIED);
	a = call_of(op1, "139 0000 3333", "大雨");
	assert_int_equal(act_ticket_same(op1, me.row.id, a.row.id, &me), 0);
	v = view(op1, me.row.id);
	assert_int_equal(v->n_maybe, 4);
	assert_true(v->maybe[0].ticket == a.row.id && v->maybe[0].confirmed);
	assert_true(!v->maybe[0].number && !v->maybe[0].alias);
	assert_string_equal(v->maybe[0].taker, "林晓");
	assert_false(v->maybe[1].confirmed);
	/* and from the other side */
	v = view(op1, a.row.id);
	assert_int_equal(v->n_maybe, 1);
	assert_true(v->maybe[0].ticket == me.row.id && v->maybe[0].confirmed);
}

static void
test_a_caller_of_one_letter_is_a_caller(void **state)
{
	struct act_ticket a = call_of(op2, NULL, "Q"), b;

	(void)state;
	b = call_of(op1, NULL, "Q");
	assert_true(a.row.has_alias && b.row.has_alias);
	assert_int_equal(view(op1, b.row.id)->n_maybe, 1);
	assert_false(call(op1).row.has_alias);
}

/* --- people of the line -----------------------------------------------------
 */

static void
test_colleagues_are_the_others_leads_first(void **state)
{
	struct act_colleague c[8];
	int n = 7;

	(void)state;
	assert_int_equal(act_ticket_colleagues(op1, c, 8, &n), 0);
	assert_int_equal(n, 2);
	assert_string_equal(c[0].login, "lead1");
	assert_string_equal(c[0].name, "周岚");
	assert_true(c[0].lead);
	assert_string_equal(c[1].login, "op2");
	assert_false(c[1].lead);
	assert_int_equal(act_ticket_colleagues(op1, c, 1, &n), 0);
	assert_int_equal(n, 1);
	assert_int_equal(act_ticket_colleagues(lead, c, 8, &n), 0);
	assert_int_equal(n, 2);
}

/* Its number comes back, its words are there; nothing is no entry. */
static void
test_an_entry_is_found_by_its_number_and_an_empty_one_is_none(void **state)
{
	static const struct {
		const char *kind;
		size_t n;
		int r;
	} c[] = { { NULL, 1, 0 }, { "summary", 1, 0 }, { "message", 1, 0 },
		{ "call", 1, 0 }, { "poem", 1, ERR_INPUT },
		{ NULL, 0, ERR_INPUT }, { "message", 0, ERR_INPUT } };
	struct act_ticket t = call(op1);
	int64_t id = t.row.id;
	size_t said = 0;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		const struct act_ticket_entry e = {
			.kind = c[i].kind, .text = "x", .n = c[i].n
		};
		int64_t entry = 0;

		assert_int_equal(
		    act_ticket_write(op1, id, &e, &entry, &t), c[i].r);
		said += c[i].r == 0;
		assert_int_equal(view(op1, id)->n_said, said);
		if (c[i].r == 0)
			assert_int_equal(
			    entry, view(op1, id)->said[said - 1].id);
		assert_int_equal(entry != 0, c[i].r == 0);
	}
}

static void
test_a_step_that_nobody_did_has_no_words(void **state)
{
	const struct act_ticket_entry e = { .text = "x", .n = 1 };
	struct act_ticket t = call(op1);
	struct act_ticket_view *v;
	int64_t entry;

	(void)state;
	assert_int_equal(act_ticket_write(op1, t.row.id, &e, &entry, &t), 0);
	v = view(op1, t.row.id);
	for (int i = 0; i < CHECK_COUNT; i++) {
		assert_int_equal(v->check[i].turns, 0);
		assert_string_equal(v->check[i].words, "");
	}
	/* nor has any for who may not read */
	v = view(op2, t.row.id);
	assert_false(v->head.may_read);
	for (int i = 0; i < CHECK_COUNT; i++)
		assert_string_equal(v->check[i].words, "");
}

static int
begin(void **state)
{
	(void)state;
	op1 = test_signin("op1");
	op2 = test_signin("op2");
	lead = test_signin("lead1");
	return act_keeper(op1->store, &keeper);
}

static int
end(void **state)
{
	(void)state;
	act_free(keeper);
	test_leave(op1);
	test_leave(op2);
	test_leave(lead);
	test_office_close();
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_ticket_is_raised_in_the_second_it_is_due),
	cmocka_unit_test(test_nobody_answered_and_it_is_tried_again),
	cmocka_unit_test(test_a_receipt_is_no_feedback_and_the_first_one_stays),
	cmocka_unit_test(test_feedback_without_a_receipt_is_both),
	cmocka_unit_test(test_both_texts_of_a_stale_step_are_kept),
	cmocka_unit_test(test_who_is_asked_in_reads_what_is_half_typed),
	cmocka_unit_test(test_calm_keeps_when_somebody_first_looked),
	cmocka_unit_test(test_maybes_stand_newest_first_each_once_and_why),
	cmocka_unit_test(test_a_caller_of_one_letter_is_a_caller),
	cmocka_unit_test(test_colleagues_are_the_others_leads_first),
	cmocka_unit_test(
	    test_an_entry_is_found_by_its_number_and_an_empty_one_is_none),
	cmocka_unit_test(test_a_step_that_nobody_did_has_no_words),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
