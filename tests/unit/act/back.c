/* SPDX-License-Identifier: Apache-2.0 */
/* An operator whose line was lost: where they come back to, and when not. */
#include "act/actor.h"
#include "act/draft.h"
#include "act/presence.h"
#include "act/ticket.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "sealed/key.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static struct actor *op, *lead;
static int64_t first; /* op's call, which goes on through all of it */

static int
begin(void **state)
{
	struct act_ticket_call c = { 0 };
	struct act_ticket t;

	(void)state;
	op = test_signin("op1");
	lead = test_signin("lead1");
	act_presence_come(op);
	assert_int_equal(act_ticket_new(op, &c, &t), 0);
	first = t.row.id;
	test_clock(3600); /* it goes on for an hour */
	return 0;
}

static int
end(void **state)
{
	(void)state;
	test_leave(op);
	test_leave(lead);
	test_office_close();
	return 0;
}

static void
test_within_ten_minutes_they_are_in_it_at_once(void **state)
{
	static const struct {
		const char *why;
		int64_t away_s; /* -1: never there by a screen */
		bool in;
	} cases[] = {
		{ "just now", 1, true },
		{ "a little less than ten minutes", 590, true },
		{ "ten minutes", 600, false },
		{ "an hour and a half: before the call", 5400, false },
		{ "never", -1, false },
	};
	struct act_ticket_back b;

	(void)state;
	for (size_t i = 0; i < nitems(cases); i++) {
		op->left_ms = cases[i].away_s < 0
				  ? 0
				  : clock_ticks_ms() - cases[i].away_s * 1000;
		assert_int_equal(act_ticket_back(op, &b), 0);
		test_true(cases[i].why, (b.ticket == first) == cases[i].in);
		if (cases[i].in)
			test_true(
			    cases[i].why, b.lost_s >= cases[i].away_s &&
					      b.lost_s <= cases[i].away_s + 5);
	}
}

static void
test_another_session_of_theirs_at_it_is_a_reason_too(void **state)
{
	struct actor *again = test_signin("op1");
	struct act_ticket_back b;

	(void)state;
	act_presence_come(again);
	assert_int_equal(again->left_ms, 0); /* they are in elsewhere */
	assert_int_equal(act_ticket_back(again, &b), 0);
	assert_int_equal(b.ticket, 0); /* but not at the call */
	act_presence_open(op, TOPIC_TICKET, first);
	assert_int_equal(act_ticket_back(again, &b), 0);
	assert_int_equal(b.ticket, first);
	assert_int_equal(b.lost_s, 0);
	assert_false(act_presence_has_moved(op));
	act_presence_move(again, first); /* nobody leaves: it goes on */
	assert_true(act_presence_has_moved(op));
	act_presence_close(op, TOPIC_TICKET, first);
	act_presence_leave(op);
	act_presence_come(op);
	assert_false(act_presence_has_moved(op));
	test_leave(again);
}

static void
test_where_they_stood_is_kept_once_and_is_no_draft_of_theirs(void **state)
{
	struct buf *b = buf_new_in(sealed_memory());
	struct act_draft d;

	(void)state;
	assert_int_equal(act_ticket_place_take(op, first, b), ERR_NOT_FOUND);
	assert_int_equal(act_ticket_place_keep(op, first, "here", 4), 0);
	assert_int_equal(act_ticket_place_keep(op, first, "there", 5), 0);
	assert_int_equal(act_draft_each(op, NULL, NULL), 0); /* none is told */
	assert_int_equal(
	    act_draft_open(op, "ticket.entry", first, &d, b), ERR_NOT_FOUND);
	assert_int_equal(act_ticket_place_take(lead, first, b), ERR_NOT_FOUND);
	assert_int_equal(act_ticket_place_take(op, first, b), 0);
	assert_string_equal(buf_text(b), "there");
	assert_int_equal(act_ticket_place_take(op, first, b), ERR_NOT_FOUND);
	buf_free(b);
}

/* Since they signed in last, and told once. */
static void
test_who_has_taken_it_over_is_told(void **state)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_TAKE_OVER);
	struct act_ticket_back b;
	struct act_ticket t;

	(void)state;
	act_presence_leave(op);
	assert_int_equal(act_ticket_get(lead, first, &t), 0);
	assert_true(t.lost);
	test_clock(10);
	assert_int_equal(
	    act_ticket_step(lead, first, t.row.version, &d, &t), 0);
	test_clock(10);
	test_leave(op);
	op = test_signin("op1");
	act_presence_come(op);
	assert_int_equal(act_ticket_back(op, &b), 0);
	assert_int_equal(b.ticket, 0);
	assert_int_equal(b.taken, first);
	assert_string_equal(b.taker, "周岚");
	assert_true(b.taken_at > t.row.taken_at);
	/* it is the lead's now: they come back to it */
	lead->left_ms = clock_ticks_ms() - 1000;
	assert_int_equal(act_ticket_back(lead, &b), 0);
	assert_int_equal(b.ticket, first);
	test_leave(op);
	op = test_signin("op1");
	act_presence_come(op);
	assert_int_equal(act_ticket_back(op, &b), 0);
	assert_int_equal(b.taken, 0);
}

/* Its operator is in, and no key comes: whoever looks sees for how long. */
static void
test_a_quiet_call_is_seen_as_one(void **state)
{
	struct act_ticket t;

	(void)state;
	act_presence_come(lead);
	assert_int_equal(act_ticket_get(op, first, &t), 0);
	assert_false(t.lost);
	assert_int_equal(t.quiet_s, 0);
	act_presence_quiet(lead, clock_ticks_ms() - 1260 * 1000);
	assert_int_equal(act_ticket_get(op, first, &t), 0);
	assert_true(t.quiet_s >= 1260 && t.quiet_s < 1270);
	act_presence_quiet(lead, 0);
	assert_int_equal(act_ticket_get(op, first, &t), 0);
	assert_int_equal(t.quiet_s, 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_within_ten_minutes_they_are_in_it_at_once),
	cmocka_unit_test(test_another_session_of_theirs_at_it_is_a_reason_too),
	cmocka_unit_test(
	    test_where_they_stood_is_kept_once_and_is_no_draft_of_theirs),
	cmocka_unit_test(test_who_has_taken_it_over_is_told),
	cmocka_unit_test(test_a_quiet_call_is_seen_as_one),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
