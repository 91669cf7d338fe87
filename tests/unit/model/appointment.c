/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/err.h"
#include "model/appointment.h"
#include "tests/lib/test.h"

#define S(name) APPOINTMENT_##name
#define ORDINARY APPOINTMENT_IS_ORDINARY
#define SERIOUS APPOINTMENT_IS_SERIOUS
#define CRISIS (APPOINTMENT_IS_SERIOUS | APPOINTMENT_IS_CRISIS)

/* Where each event leads for an ordinary one, written down a second time from
 * requirements 3.2 and design 8: a slip in the table shows here. */
static const struct {
	int from, on, to;
} ways[] = {
	{ STATE_NONE, S(REQUEST), S(REQUESTED) },
	{ STATE_NONE, S(INVITE), S(INVITED) },
	{ STATE_NONE, S(WALK_IN), S(HELD) },
	{ STATE_NONE, S(FOLLOW), S(BOOKED) },
	{ S(REQUESTED), S(OFFER), S(OFFERED) },
	{ S(REQUESTED), S(CANCEL), S(CANCELLED) },
	{ S(INVITED), S(OFFER), S(OFFERED) },
	{ S(INVITED), S(DECLINE), S(CANCELLED) },
	{ S(INVITED), S(CANCEL), S(CANCELLED) },
	{ S(OFFERED), S(OFFER), S(OFFERED) },
	{ S(OFFERED), S(ACCEPT), S(BOOKED) },
	{ S(OFFERED), S(DECLINE), S(CANCELLED) },
	{ S(OFFERED), S(CANCEL), S(CANCELLED) },
	{ S(BOOKED), S(OFFER), S(OFFERED) },
	{ S(BOOKED), S(CANCEL), S(CANCELLED) },
	{ S(BOOKED), S(HOLD), S(HELD) },
	{ S(BOOKED), S(ABSENT), S(NO_SHOW) },
	{ S(NO_SHOW), S(OFFER), S(OFFERED) },
	{ S(NO_SHOW), S(CHECK_IN), S(NO_SHOW) },
	{ S(NO_SHOW), S(END), S(ENDED) },
	{ S(CANCELLED), S(INVITE), S(INVITED) },
	{ S(CANCELLED), S(END), S(ENDED) },
	{ S(HELD), S(NOTE), S(RECORDED) },
	{ S(RECORDED), S(NOTE), S(RECORDED) },
	{ S(RECORDED), S(NEXT), S(NEXT_SET) },
	{ S(RECORDED), S(END), S(ENDED) },
	{ S(NEXT_SET), S(NOTE), S(NEXT_SET) },
	{ S(ENDED), S(NOTE), S(ENDED) },
};

static int
expected(int from, int on)
{
	for (size_t i = 0; i < nitems(ways); i++)
		if (ways[i].from == from && ways[i].on == on)
			return ways[i].to;
	return STATE_NONE;
}

static void
test_every_state_and_event_goes_where_the_plans_say(void **state)
{
	(void)state;
	for (int from = STATE_NONE; from < APPOINTMENT_STATES; from++)
		for (int on = 0; on < APPOINTMENT_EVENTS; on++) {
			const struct state_move *m = state_find(
			    &appointment_machine, from, on, ORDINARY);
			char why[64];

			snprintf(why, sizeof(why), "%d %s", from,
			    state_event_code(&appointment_machine, on));
			test_same_int(why, m != NULL ? m->to : STATE_NONE,
			    expected(from, on));
		}
}

static int
check(int from, int on, unsigned facts, unsigned who, unsigned have)
{
	return state_check(
	    &appointment_machine, from, on, facts, who, have, 0, NULL);
}

static void
test_no_note_is_saved_without_the_risk_field(void **state)
{
	static const int from[] = { S(HELD), S(RECORDED), S(NEXT_SET),
		S(ENDED) };
	unsigned both = APPOINTMENT_NEEDS_TEXT | APPOINTMENT_NEEDS_RISK;

	(void)state;
	for (size_t i = 0; i < nitems(from); i++) {
		assert_int_equal(check(from[i], S(NOTE), ORDINARY,
				     APPOINTMENT_OWN, APPOINTMENT_NEEDS_TEXT),
		    ERR_INPUT);
		assert_int_equal(
		    check(from[i], S(NOTE), ORDINARY, APPOINTMENT_OWN, both),
		    0);
		/* nobody writes in a colleague's */
		assert_int_equal(
		    check(from[i], S(NOTE), ORDINARY, APPOINTMENT_CARE, both),
		    ERR_DENIED);
	}
}

static void
test_a_serious_one_goes_on_with_a_date(void **state)
{
	unsigned date = APPOINTMENT_NEEDS_NEXT,
		 reason = APPOINTMENT_NEEDS_REASON;

	(void)state;
	assert_int_equal(
	    check(S(RECORDED), S(END), SERIOUS, APPOINTMENT_OWN, ~0u),
	    ERR_STATE);
	assert_int_equal(
	    check(S(RECORDED), S(END), CRISIS, APPOINTMENT_OWN, ~0u),
	    ERR_STATE);
	assert_int_equal(
	    check(S(RECORDED), S(END), ORDINARY, APPOINTMENT_OWN, 0), 0);
	assert_int_equal(
	    check(S(RECORDED), S(NEXT), SERIOUS, APPOINTMENT_OWN, 0),
	    ERR_INPUT);
	assert_int_equal(
	    check(S(RECORDED), S(NEXT), SERIOUS, APPOINTMENT_OWN, date), 0);
	/* further off than a week: says why */
	assert_int_equal(
	    check(S(RECORDED), S(NEXT), SERIOUS | APPOINTMENT_IS_FAR,
		APPOINTMENT_OWN, date),
	    ERR_INPUT);
	assert_int_equal(
	    check(S(RECORDED), S(NEXT), SERIOUS | APPOINTMENT_IS_FAR,
		APPOINTMENT_OWN, date | reason),
	    0);
	assert_int_equal(
	    check(S(NO_SHOW), S(END), SERIOUS, APPOINTMENT_OWN, ~0u),
	    ERR_STATE);
}

static void
test_declining_asks_for_no_reason(void **state)
{
	(void)state;
	assert_int_equal(
	    check(S(OFFERED), S(DECLINE), CRISIS, APPOINTMENT_ASKER, 0), 0);
	assert_int_equal(
	    check(S(INVITED), S(DECLINE), ORDINARY, APPOINTMENT_OWN, 0), 0);
	assert_int_equal(
	    check(S(BOOKED), S(CANCEL), ORDINARY, APPOINTMENT_OWN, 0),
	    ERR_INPUT);
}

static void
test_who_asked_offers_no_time_and_holds_no_talk(void **state)
{
	static const struct {
		int from, on;
	} c[] = { { S(REQUESTED), S(OFFER) }, { S(BOOKED), S(HOLD) },
		{ S(BOOKED), S(ABSENT) }, { S(RECORDED), S(NEXT) },
		{ S(HELD), S(NOTE) } };

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		assert_int_equal(check(c[i].from, c[i].on, ORDINARY,
				     APPOINTMENT_ASKER | APPOINTMENT_STAFF |
					 APPOINTMENT_LINE,
				     ~0u),
		    ERR_DENIED);
	/* staff and the hotline ask; only care begins by itself */
	assert_int_equal(
	    check(STATE_NONE, S(REQUEST), ORDINARY, APPOINTMENT_LINE, ~0u), 0);
	assert_int_equal(check(STATE_NONE, S(INVITE), ORDINARY,
			     APPOINTMENT_LINE | APPOINTMENT_STAFF, ~0u),
	    ERR_DENIED);
	assert_int_equal(
	    check(STATE_NONE, S(WALK_IN), ORDINARY, APPOINTMENT_STAFF, ~0u),
	    ERR_DENIED);
}

/* Monday 2026-11-23, 10:00 in Shanghai. */
#define MONDAY 1795399200

static void
test_each_step_starts_its_time(void **state)
{
	static const struct {
		int from, on;
		enum appointment_need need;
		const char *key; /* "" none */
	} c[] = {
		{ STATE_NONE, S(REQUEST), NEED_ORDINARY, "appointment.offer" },
		{ STATE_NONE, S(INVITE), NEED_NOW, "appointment.invite" },
		{ STATE_NONE, S(WALK_IN), NEED_ORDINARY, "consultation.note" },
		{ STATE_NONE, S(WALK_IN), NEED_NOW,
		    "consultation.note_crisis" },
		{ S(REQUESTED), S(OFFER), NEED_ORDINARY,
		    "appointment.ordinary" },
		{ S(INVITED), S(OFFER), NEED_SOON, "appointment.serious" },
		{ S(NO_SHOW), S(OFFER), NEED_NOW, "appointment.crisis" },
		{ S(OFFERED), S(ACCEPT), NEED_NOW, "appointment.slot" },
		{ S(OFFERED), S(DECLINE), NEED_SOON, "appointment.again" },
		{ S(BOOKED), S(HOLD), NEED_SOON, "consultation.note" },
		{ S(BOOKED), S(HOLD), NEED_NOW, "consultation.note_crisis" },
		{ S(BOOKED), S(ABSENT), NEED_ORDINARY, "appointment.again" },
		{ S(BOOKED), S(ABSENT), NEED_SOON, "appointment.absent" },
		{ S(BOOKED), S(CANCEL), NEED_SOON, "" },
		{ S(HELD), S(NOTE), NEED_ORDINARY, "" },
		{ S(HELD), S(NOTE), NEED_SOON, "consultation.next_serious" },
		{ S(RECORDED), S(NEXT), NEED_SOON, "" },
	};
	const struct profile *p = profile_default();

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct appointment a = { .need = c[i].need,
			.starts_at = MONDAY + 100,
			.due_at = 1 };
		const struct state_move *m = state_find(&appointment_machine,
		    c[i].from, c[i].on, appointment_facts(&a, false));

		assert_non_null(m);
		appointment_step(p, &a, m, MONDAY);
		test_same_text(m->source, a.due_key, c[i].key);
		test_same_int(c[i].key, a.due_at,
		    strcmp(c[i].key, "appointment.slot") == 0
			? MONDAY + 100
			: profile_due(p, c[i].key, MONDAY));
	}
}

static void
test_a_note_written_anew_lets_the_time_run(void **state)
{
	struct appointment a = { .state = APPOINTMENT_RECORDED,
		.need = NEED_SOON,
		.due_at = 77,
		.due_key = "x" };
	const struct state_move *m = state_find(&appointment_machine,
	    S(RECORDED), S(NOTE), appointment_facts(&a, false));

	(void)state;
	appointment_step(profile_default(), &a, m, MONDAY);
	assert_int_equal(a.due_at, 77);
	assert_string_equal(a.due_key, "x");
}

static void
test_a_week_is_near_and_more_is_far(void **state)
{
	const struct profile *p = profile_default();
	struct appointment a = { .need = NEED_SOON };

	(void)state;
	assert_false(appointment_is_far(p, &a, MONDAY, MONDAY + 7 * CLOCK_DAY));
	assert_true(
	    appointment_is_far(p, &a, MONDAY, MONDAY + 7 * CLOCK_DAY + 1));
	a.need = NEED_ORDINARY;
	assert_false(
	    appointment_is_far(p, &a, MONDAY, MONDAY + 70 * CLOCK_DAY));
}

static void
test_names_and_numbers_answer_each_other(void **state)
{
	(void)state;
	for (int i = 0; i < FORM_COUNT; i++)
		assert_int_equal(
		    appointment_form_of(appointment_form_name(i)), i);
	for (int i = 0; i < FROM_COUNT; i++)
		assert_int_equal(
		    appointment_source_of(appointment_source_name(i)), i);
	for (int i = 0; i < NEED_COUNT; i++)
		assert_int_equal(
		    appointment_need_of(appointment_need_name(i)), i);
	for (int i = RISK_NONE; i < RISK_COUNT; i++)
		assert_int_equal(
		    consultation_risk_of(consultation_risk_name(i)), i);
	assert_int_equal(consultation_risk_of(""), -1);
	assert_string_equal(appointment_form_name(9), "");
	assert_string_equal(appointment_form_name(FORM_COUNT), "");
	assert_string_equal(appointment_form_name(-1), "");
	assert_int_equal(appointment_form_of("letter"), -1);
	assert_int_equal(appointment_source_of("letter"), -1);
	assert_int_equal(appointment_need_of("letter"), -1);
	for (int i = 0; i < FORM_COUNT; i++)
		assert_true(appointment_form_words(i)[0] != '\0');
	for (int i = 0; i < RISK_COUNT; i++)
		assert_int_equal(
		    consultation_risk_words(i)[0] != '\0', i != RISK_NOT_SAID);
}

static void
test_every_state_and_event_has_words_and_a_time_the_profile_knows(void **state)
{
	(void)state;
	for (int i = 0; i < APPOINTMENT_STATES; i++) {
		assert_true(appointment_state_words(i)[0] != '\0');
		assert_true(state_code(&appointment_machine, i)[0] != '\0');
		if (i != APPOINTMENT_NEXT_SET && i != APPOINTMENT_ENDED)
			assert_true(appointment_next_words(i)[0] != '\0');
	}
	for (int i = 0; i < APPOINTMENT_EVENTS; i++) {
		assert_true(appointment_event_words(i)[0] != '\0');
		assert_true(
		    state_event_code(&appointment_machine, i)[0] != '\0');
	}
	for (size_t i = 0; i < appointment_machine.n_moves; i++) {
		const char *key = appointment_machine.moves[i].deadline;

		if (key != NULL && strcmp(key, APPOINTMENT_SLOT) != 0)
			test_true(key,
			    profile_deadline(profile_default(), key) != NULL);
	}
}

static void
test_facts_say_how_soon_and_how_far(void **state)
{
	static const struct {
		enum appointment_need need;
		unsigned facts;
	} c[] = {
		{ NEED_ORDINARY, APPOINTMENT_IS_ORDINARY },
		{ NEED_SOON, APPOINTMENT_IS_SERIOUS },
		{ NEED_NOW, CRISIS },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct appointment a = { .need = c[i].need };

		assert_int_equal(appointment_facts(&a, false), c[i].facts);
		assert_int_equal(appointment_facts(&a, true),
		    c[i].facts | APPOINTMENT_IS_FAR);
	}
}

/* Called off: no time runs any more, and no word of the last one is left. */
static void
test_a_step_without_a_time_stops_the_one_that_ran(void **state)
{
	struct appointment a = { .state = APPOINTMENT_BOOKED,
		.due_at = 77,
		.due_key = "appointment.slot" };
	const struct state_move *m =
	    state_find(&appointment_machine, S(BOOKED), S(CANCEL), ORDINARY);

	(void)state;
	appointment_step(profile_default(), &a, m, MONDAY);
	assert_int_equal(a.state, APPOINTMENT_CANCELLED);
	assert_int_equal(a.due_at, 0);
	assert_string_equal(a.due_key, "");
}

static void
test_what_is_open_is_what_has_a_next_step(void **state)
{
	(void)state;
	for (int i = 0; i < APPOINTMENT_STATES; i++)
		test_same_int(state_code(&appointment_machine, i),
		    appointment_is_open((enum appointment_state)i),
		    appointment_next_words(i)[0] != '\0');
}

static void
test_a_worry_or_a_danger_opens_a_warning(void **state)
{
	static const bool warns[RISK_COUNT] = {
		[RISK_SOME] = true, [RISK_DANGER] = true
	};

	(void)state;
	for (int i = 0; i < RISK_COUNT; i++)
		test_same_int(consultation_risk_name(i),
		    consultation_risk_warns((enum consultation_risk)i),
		    warns[i]);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_every_state_and_event_goes_where_the_plans_say),
	cmocka_unit_test(test_no_note_is_saved_without_the_risk_field),
	cmocka_unit_test(test_a_serious_one_goes_on_with_a_date),
	cmocka_unit_test(test_declining_asks_for_no_reason),
	cmocka_unit_test(test_who_asked_offers_no_time_and_holds_no_talk),
	cmocka_unit_test(test_each_step_starts_its_time),
	cmocka_unit_test(test_a_note_written_anew_lets_the_time_run),
	cmocka_unit_test(test_a_week_is_near_and_more_is_far),
	cmocka_unit_test(test_names_and_numbers_answer_each_other),
	cmocka_unit_test(
	    test_every_state_and_event_has_words_and_a_time_the_profile_knows),
	cmocka_unit_test(test_facts_say_how_soon_and_how_far),
	cmocka_unit_test(test_a_step_without_a_time_stops_the_one_that_ran),
	cmocka_unit_test(test_what_is_open_is_what_has_a_next_step),
	cmocka_unit_test(test_a_worry_or_a_danger_opens_a_warning),
};

TEST_MAIN(tests)
