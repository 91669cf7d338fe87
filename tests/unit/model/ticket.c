/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "model/profile.h"
#include "model/ticket.h"
#include "tests/lib/test.h"

/* Where each event leads, written down a second time from requirements 3.1
 * and design 8: a slip in the table shows here.  Facts are those with which
 * the move goes where it says. */
static const struct {
	int from, on, to;
	unsigned facts;
} ways[] = {
	{ STATE_NONE, TICKET_RING, TICKET_NEW, 0 },
	{ STATE_NONE, TICKET_OPEN, TICKET_ACTIVE, 0 },
	{ TICKET_NEW, TICKET_TAKE, TICKET_ACTIVE, 0 },
	{ TICKET_NEW, TICKET_GONE, TICKET_VOID, 0 },
	{ TICKET_NEW, TICKET_GONE, TICKET_FOLLOW_UP, TICKET_HAS_NUMBER },

	{ TICKET_ACTIVE, TICKET_DANGER, TICKET_EMERGENCY, 0 },
	{ TICKET_ACTIVE, TICKET_CLOSE, TICKET_CLOSED, 0 },
	{ TICKET_ACTIVE, TICKET_APPOINT, TICKET_FOLLOW_UP, 0 },
	{ TICKET_ACTIVE, TICKET_FOLLOW, TICKET_FOLLOW_UP, 0 },
	{ TICKET_ACTIVE, TICKET_FOLLOW, TICKET_FOLLOW_UP, TICKET_AT_RISK },
	{ TICKET_ACTIVE, TICKET_HAND_OVER, TICKET_HANDED_OVER, 0 },
	{ TICKET_ACTIVE, TICKET_SCHOOL, TICKET_HANDED_OVER, TICKET_IS_LINKED },
	{ TICKET_ACTIVE, TICKET_MAKE_VOID, TICKET_VOID, 0 },
	{ TICKET_ACTIVE, TICKET_WAIT, TICKET_WAIT_REPLY, TICKET_IS_WRITTEN },
	{ TICKET_ACTIVE, TICKET_END, TICKET_ACTIVE, 0 },
	{ TICKET_ACTIVE, TICKET_ASSIGN, TICKET_ACTIVE, 0 },
	{ TICKET_ACTIVE, TICKET_ASK, TICKET_ACTIVE, 0 },
	{ TICKET_ACTIVE, TICKET_JOIN, TICKET_ACTIVE, TICKET_IS_ASKED },

	{ TICKET_EMERGENCY, TICKET_CALM, TICKET_ACTIVE, 0 },
	{ TICKET_EMERGENCY, TICKET_HAND_OVER, TICKET_HANDED_OVER,
	    TICKET_IS_KNOWN },
	{ TICKET_EMERGENCY, TICKET_FOLLOW, TICKET_FOLLOW_UP, 0 },
	{ TICKET_EMERGENCY, TICKET_END, TICKET_EMERGENCY, 0 },
	{ TICKET_EMERGENCY, TICKET_ASSIGN, TICKET_EMERGENCY, 0 },
	{ TICKET_EMERGENCY, TICKET_ASK, TICKET_EMERGENCY, 0 },
	{ TICKET_EMERGENCY, TICKET_JOIN, TICKET_EMERGENCY, 0 },
	{ TICKET_EMERGENCY, TICKET_TAKE_OVER, TICKET_EMERGENCY, 0 },
	{ TICKET_EMERGENCY, TICKET_TAKE_OVER, TICKET_EMERGENCY,
	    TICKET_IS_LOST },
	{ TICKET_ACTIVE, TICKET_TAKE_OVER, TICKET_ACTIVE, TICKET_IS_LOST },

	{ TICKET_WAIT_REPLY, TICKET_REPLY, TICKET_ACTIVE, 0 },
	{ TICKET_WAIT_REPLY, TICKET_CLOSE, TICKET_CLOSED, 0 },
	{ TICKET_WAIT_REPLY, TICKET_DANGER, TICKET_EMERGENCY, 0 },
	{ TICKET_WAIT_REPLY, TICKET_ASSIGN, TICKET_WAIT_REPLY, 0 },

	{ TICKET_FOLLOW_UP, TICKET_CALLED, TICKET_FOLLOW_UP, 0 },
	{ TICKET_FOLLOW_UP, TICKET_CLOSE, TICKET_CLOSED, 0 },
	{ TICKET_FOLLOW_UP, TICKET_DANGER, TICKET_EMERGENCY, 0 },
	{ TICKET_FOLLOW_UP, TICKET_ASSIGN, TICKET_FOLLOW_UP, 0 },

	{ TICKET_HANDED_OVER, TICKET_RECEIPT, TICKET_HANDED_OVER, 0 },
	{ TICKET_HANDED_OVER, TICKET_FEEDBACK, TICKET_CLOSED, 0 },
	{ TICKET_CLOSED, TICKET_REOPEN, TICKET_FOLLOW_UP, 0 },
	{ TICKET_CLOSED, TICKET_QUALITY, TICKET_CLOSED, 0 },
};

/* Where on leads, STATE_NONE if it cannot happen. */
static int
expected(int from, int on, unsigned facts)
{
	for (size_t i = 0; i < nitems(ways); i++)
		if (ways[i].from == from && ways[i].on == on &&
		    ways[i].facts == facts)
			return ways[i].to;
	return STATE_NONE;
}

static void
test_every_state_and_event_goes_where_the_plans_say(void **state)
{
	(void)state;
	for (int from = STATE_NONE; from < TICKET_STATE_COUNT; from++)
		for (int on = 0; on < TICKET_EVENT_COUNT; on++) {
			const struct state_move *m =
			    state_find(&ticket_machine, from, on, 0);
			char why[64];

			snprintf(why, sizeof(why), "%d %s", from,
			    state_event_code(&ticket_machine, on));
			test_same_int(why, m != NULL ? m->to : STATE_NONE,
			    expected(from, on, 0));
		}
	for (size_t i = 0; i < nitems(ways); i++) {
		const struct state_move *m = state_find(
		    &ticket_machine, ways[i].from, ways[i].on, ways[i].facts);

		assert_non_null(m);
		test_same_int(state_event_code(&ticket_machine, ways[i].on),
		    m->to, ways[i].to);
	}
}

static int
check(int from, int on, unsigned facts, unsigned who, unsigned have)
{
	return state_check(
	    &ticket_machine, from, on, facts, who, have, 0, NULL);
}

static void
test_a_call_does_not_end_without_the_three_questions(void **state)
{
	static const int ends[] = { TICKET_END, TICKET_CLOSE, TICKET_APPOINT,
		TICKET_FOLLOW, TICKET_SCHOOL, TICKET_HAND_OVER };

	(void)state;
	for (size_t i = 0; i < nitems(ends); i++) {
		const char *why = state_event_code(&ticket_machine, ends[i]);
		unsigned all = ~0u;

		test_same_int(why,
		    check(TICKET_ACTIVE, ends[i], TICKET_IS_LINKED, TICKET_OWN,
			all & ~(unsigned)TICKET_NEEDS_QUESTIONS),
		    ERR_INPUT);
		test_same_int(why,
		    check(TICKET_ACTIVE, ends[i], TICKET_IS_LINKED, TICKET_OWN,
			all),
		    0);
	}
	/* a wrong number was never asked anything */
	assert_int_equal(check(TICKET_ACTIVE, TICKET_MAKE_VOID, 0, TICKET_OWN,
			     TICKET_NEEDS_VOID),
	    0);
}

static void
test_a_call_goes_on_with_somebody_else(void **state)
{
	static const struct {
		const char *why;
		int from;
		unsigned facts, who;
		int r;
	} c[] = {
		{ "another operator when the line is lost", TICKET_ACTIVE,
		    TICKET_IS_LOST, TICKET_OPERATOR, 0 },
		{ "the lead too", TICKET_ACTIVE, TICKET_IS_LOST, TICKET_LEAD,
		    0 },
		{ "nobody while its operator is in", TICKET_ACTIVE, 0,
		    TICKET_LEAD | TICKET_OPERATOR, ERR_STATE },
		{ "in danger two who are in change places", TICKET_EMERGENCY, 0,
		    TICKET_SECOND, 0 },
		{ "but not who only takes calls there", TICKET_EMERGENCY, 0,
		    TICKET_OPERATOR, ERR_DENIED },
		{ "not the one who has it", TICKET_EMERGENCY, TICKET_IS_LOST,
		    TICKET_OWN, ERR_DENIED },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(c[i].why,
		    check(c[i].from, TICKET_TAKE_OVER, c[i].facts, c[i].who, 0),
		    c[i].r);
}

static void
test_an_emergency_is_left_by_two_people_only(void **state)
{
	unsigned all = ~0u;

	(void)state;
	/* no danger after all: never by the one whose call it is */
	assert_int_equal(
	    check(TICKET_EMERGENCY, TICKET_CALM, 0, TICKET_OWN, all),
	    ERR_DENIED);
	assert_int_equal(
	    check(TICKET_EMERGENCY, TICKET_CALM, 0, TICKET_LEAD, all), 0);
	assert_int_equal(
	    check(TICKET_EMERGENCY, TICKET_CALM, 0, TICKET_SECOND, all), 0);
	assert_int_equal(
	    check(TICKET_EMERGENCY, TICKET_CALM, 0, TICKET_OPERATOR, all),
	    ERR_DENIED);
	/* onward: by the operator once a second person is in */
	assert_int_equal(
	    check(TICKET_EMERGENCY, TICKET_FOLLOW, 0, TICKET_OWN, all),
	    ERR_DENIED);
	assert_int_equal(check(TICKET_EMERGENCY, TICKET_FOLLOW, TICKET_IS_SEEN,
			     TICKET_OWN, all),
	    0);
	assert_int_equal(check(TICKET_EMERGENCY, TICKET_HAND_OVER,
			     TICKET_IS_KNOWN, TICKET_LEAD, all),
	    0);
	assert_int_equal(
	    check(TICKET_EMERGENCY, TICKET_HAND_OVER, 0, TICKET_LEAD, all),
	    ERR_STATE);
	/* and never with an open step */
	assert_int_equal(
	    check(TICKET_EMERGENCY, TICKET_FOLLOW, TICKET_IS_SEEN, TICKET_LEAD,
		all & ~(unsigned)TICKET_NEEDS_CHECKLIST),
	    ERR_INPUT);
	/* it is neither closed nor void */
	assert_int_equal(
	    check(TICKET_EMERGENCY, TICKET_CLOSE, ~0u, ~0u, all), ERR_STATE);
	assert_int_equal(
	    check(TICKET_EMERGENCY, TICKET_MAKE_VOID, ~0u, ~0u, all),
	    ERR_STATE);
}

static void
test_who_reads_a_call(void **state)
{
	static const struct {
		const char *why;
		int state;
		unsigned who;
		bool danger, asked, read, write;
	} c[] = {
		{ "its operator", TICKET_ACTIVE, TICKET_OWN, false, false, true,
		    true },
		{ "the lead, of a call in peace", TICKET_ACTIVE, TICKET_LEAD,
		    false, false, false, false },
		{ "the lead, asked in", TICKET_ACTIVE, TICKET_LEAD, false, true,
		    true, true },
		{ "the lead, after danger", TICKET_EMERGENCY, TICKET_LEAD, true,
		    false, true, true },
		{ "the lead, danger over", TICKET_ACTIVE, TICKET_LEAD, true,
		    false, true, true },
		{ "the lead, of a settled one", TICKET_FOLLOW_UP, TICKET_LEAD,
		    false, false, true, true },
		{ "the lead, of a waiting one", TICKET_NEW, TICKET_LEAD, false,
		    false, false, false },
		{ "another operator", TICKET_EMERGENCY, TICKET_OPERATOR, true,
		    true, false, false },
		{ "another operator, closed", TICKET_CLOSED, TICKET_OPERATOR,
		    false, false, false, false },
		{ "the second one asked in", TICKET_EMERGENCY, TICKET_SECOND,
		    true, true, true, true },
		{ "who looked back", TICKET_CLOSED, TICKET_LOOKED, false, false,
		    true, false },
		{ "where it was handed to", TICKET_HANDED_OVER, TICKET_RECEIVER,
		    true, true, false, false },
		{ "nobody in particular", TICKET_EMERGENCY, 0, true, true,
		    false, false },
		{ "in a void one", TICKET_VOID, TICKET_OWN, false, false, true,
		    false },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		test_same_int(c[i].why,
		    ticket_may_read(
			c[i].state, c[i].who, c[i].danger, c[i].asked),
		    c[i].read);
		test_same_int(c[i].why,
		    ticket_may_write(
			c[i].state, c[i].who, c[i].danger, c[i].asked),
		    c[i].write);
	}
}

static void
test_answers_are_read_as_they_are_written(void **state)
{
	static const int values[ASK_COUNT][6] = {
		[ASK_THOUGHTS] = { 1, 2, 3, 4, 5, 5 },
		[ASK_STRENGTH] = { ASK_NOT_ASKED, 0, 1, 60, 99, 100 },
		[ASK_HOPELESS] = { ASK_NOT_ASKED, 0, 1, 60, 99, 100 },
		[ASK_DANGER] = { 1, 2, 3, 3, 3, 3 },
	};
	char code[16];
	int value;

	(void)state;
	for (int q = 0; q < ASK_COUNT; q++)
		for (size_t i = 0; i < nitems(values[q]); i++) {
			ticket_answer_code(
			    (enum ticket_question)q, values[q][i], code);
			assert_int_equal(
			    ticket_answer_of(
				(enum ticket_question)q, code, &value),
			    0);
			assert_int_equal(value, values[q][i]);
		}
}

static void
test_what_is_no_answer_is_refused(void **state)
{
	static const struct {
		enum ticket_question q;
		const char *code;
	} c[] = { { ASK_THOUGHTS, "maybe" }, { ASK_THOUGHTS, "1" },
		{ ASK_STRENGTH, "101" }, { ASK_STRENGTH, "-1" },
		{ ASK_STRENGTH, "" }, { ASK_HOPELESS, "12x" },
		{ ASK_HOPELESS, "yes" }, { ASK_DANGER, "not_reached" } };
	int value = 7;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(c[i].code,
		    ticket_answer_of(c[i].q, c[i].code, &value), ERR_INPUT);
	assert_int_equal(value, 7);
	assert_int_equal(ticket_answer_check(ASK_THOUGHTS, 6), ERR_INPUT);
	assert_int_equal(ticket_answer_check(ASK_DANGER, 0), ERR_INPUT);
	assert_int_equal(ticket_answer_check(ASK_STRENGTH, 101), ERR_INPUT);
	assert_false(ticket_answer_digit(ASK_STRENGTH, 6, &value));
	assert_false(ticket_answer_digit(ASK_DANGER, 4, &value));
	assert_true(ticket_answer_digit(ASK_DANGER, 2, &value));
	assert_int_equal(value, DANGER_UNSURE);
	assert_true(ticket_answer_digit(ASK_DANGER, 1, &value));
	assert_int_equal(value, 1);
	assert_true(ticket_answer_digit(ASK_DANGER, 3, &value));
	assert_int_equal(value, 3);
	assert_false(ticket_answer_digit(ASK_DANGER, 0, &value));
	assert_false(ticket_answer_digit(ASK_STRENGTH, 1, &value));
	assert_true(ticket_answer_digit(ASK_THOUGHTS, 5, &value));
	assert_false(ticket_answer_digit(ASK_COUNT, 1, &value));
	assert_int_equal(value, 5);
}

static void
test_unsure_is_danger_and_silence_is_risk(void **state)
{
	struct ticket_answers a = { 0 };

	(void)state;
	assert_false(ticket_answers_risk(&a));
	assert_int_equal(ticket_answers_next(&a), ASK_THOUGHTS);
	a.given[ASK_THOUGHTS] = true;
	a.value[ASK_THOUGHTS] = THOUGHTS_NOT_REACHED;
	assert_false(ticket_answers_risk(&a));
	a.value[ASK_THOUGHTS] = THOUGHTS_WONT_SAY;
	assert_true(ticket_answers_risk(&a));
	assert_int_equal(ticket_answers_next(&a), ASK_STRENGTH);
	a.value[ASK_THOUGHTS] = THOUGHTS_NO;
	a.given[ASK_DANGER] = true;
	a.value[ASK_DANGER] = DANGER_UNSURE;
	assert_true(ticket_answers_danger(&a));
	assert_true(ticket_answers_risk(&a));
	a.value[ASK_DANGER] = DANGER_NO;
	assert_false(ticket_answers_danger(&a));
	a.given[ASK_STRENGTH] = a.given[ASK_HOPELESS] = true;
	a.value[ASK_STRENGTH] = a.value[ASK_HOPELESS] = ASK_NOT_ASKED;
	assert_int_equal(ticket_answers_next(&a), ASK_COUNT);
	assert_false(ticket_answers_risk(&a));
}

static void
test_each_step_takes_its_own_outcomes(void **state)
{
	(void)state;
	for (int step = 1; step <= CHECK_COUNT; step++) {
		test_same_int(ticket_checks[step - 1].code,
		    ticket_check_allowed(step, CHECK_DONE), 0);
		test_same_int(ticket_checks[step - 1].code,
		    ticket_check_allowed(step, CHECK_NOT_DONE), 0);
		test_same_int(ticket_checks[step - 1].code,
		    ticket_check_allowed(step, CHECK_NOT_GUARDIAN),
		    step == CHECK_GUARDIAN ? 0 : ERR_INPUT);
		test_same_int(ticket_checks[step - 1].code,
		    ticket_check_allowed(step, CHECK_NO_ANSWER),
		    step == CHECK_DUTY ? 0 : ERR_INPUT);
	}
	assert_int_equal(ticket_check_allowed(0, CHECK_DONE), ERR_INPUT);
	assert_int_equal(ticket_check_allowed(9, CHECK_DONE), ERR_INPUT);
	assert_true(ticket_check_reason(CHECK_NOT_DONE));
	assert_true(ticket_check_reason(CHECK_NOT_GUARDIAN));
	assert_false(ticket_check_reason(CHECK_DONE));
	assert_false(ticket_check_settled(CHECK_NO_ANSWER));
	assert_true(ticket_check_settled(CHECK_NOT_DONE));
	assert_null(ticket_checks[CHECK_COUNT].code);
}

static void
test_a_number_is_known_however_it_is_written(void **state)
{
	static const char *const c[][2] = { { "138 0013 8000", "13800138000" },
		{ "+86-138-0013-8000", "13800138000" },
		{ "008613800138000", "13800138000" },
		{ "021-5972 0000", "02159720000" }, { "8600", "" }, { "", "" },
		{ "860012345", "860012345" }, { "none", "" },
		/* eleven signs are a number of the town, twelve are not */
		{ "86001234567", "86001234567" },
		{ "860012345678", "0012345678" },
		{ "00860012345", "00860012345" },
		{ "008600123456", "00123456" }, { "12345", "12345" },
		{ "1234", "" }, { "0:1/2x3+4-5", "012345" },
		{ "99999999999999999999999999999999",
		    "99999999999999999999999999999999" },
		{ "999999999999999999999999999999998",
		    "99999999999999999999999999999999" } };
	char got[SHEET_NUMBER_MAX];

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		ticket_number_plain(c[i][0], got);
		test_same_text(c[i][0], got, c[i][1]);
	}
}

static void
test_every_deadline_is_in_the_profile(void **state)
{
	(void)state;
	for (size_t i = 0; i < ticket_machine.n_moves; i++) {
		const char *key = ticket_machine.moves[i].deadline;

		if (key != NULL)
			test_true(key,
			    profile_due(profile_default(), key, 1000) > 1000);
	}
}

static void
test_a_question_takes_its_own_answers(void **state)
{
	static const struct {
		const char *why;
		enum ticket_question q;
		int value, r;
		const char *code;
	} c[] = {
		{ "none", ASK_THOUGHTS, 0, ERR_INPUT, "" },
		{ "no", ASK_THOUGHTS, 1, 0, "no" },
		{ "not reached", ASK_THOUGHTS, 5, 0, "not_reached" },
		{ "more", ASK_THOUGHTS, 6, ERR_INPUT, "" },
		{ "danger: no", ASK_DANGER, 1, 0, "no" },
		{ "danger: yes", ASK_DANGER, 3, 0, "yes" },
		{ "danger: more", ASK_DANGER, 4, ERR_INPUT, "" },
		{ "nothing", ASK_STRENGTH, 0, 0, "0" },
		{ "a hundred", ASK_HOPELESS, 100, 0, "100" },
		{ "over a hundred", ASK_HOPELESS, 101, ERR_INPUT, "" },
		{ "not asked", ASK_HOPELESS, ASK_NOT_ASKED, 0, "not_asked" },
		{ "no question", ASK_COUNT, 1, ERR_INPUT, "" },
	};
	char code[16];

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		strcpy(code, "xx");
		test_same_int(
		    c[i].why, ticket_answer_check(c[i].q, c[i].value), c[i].r);
		ticket_answer_code(c[i].q, c[i].value, code);
		test_same_text(c[i].why, code, c[i].code);
	}
}

static void
test_any_strength_is_a_risk(void **state)
{
	struct ticket_answers a = { .given = { [ASK_STRENGTH] = true } };
	int value;

	(void)state;
	assert_false(ticket_answers_risk(&a));
	a.value[ASK_STRENGTH] = 1;
	assert_true(ticket_answers_risk(&a));
	a.given[ASK_STRENGTH] = false;
	assert_false(ticket_answers_risk(&a));
	a.given[ASK_THOUGHTS] = true;
	a.value[ASK_THOUGHTS] = THOUGHTS_PLAN;
	assert_true(ticket_answers_risk(&a));
	a.value[ASK_THOUGHTS] = THOUGHTS_YES;
	assert_true(ticket_answers_risk(&a));
	a.given[ASK_THOUGHTS] = false;
	assert_false(ticket_answers_risk(&a));
	a.value[ASK_DANGER] = DANGER_UNSURE; /* left over, and not given */
	assert_false(ticket_answers_danger(&a));
	assert_int_equal(ticket_answer_of(ASK_COUNT, "no", &value), ERR_INPUT);
}

static void
test_each_outcome_asks_and_leaves_what_it_says(void **state)
{
	static const struct {
		int outcome;
		bool reason, settled;
	} c[] = {
		{ -1, false, false },
		{ CHECK_OPEN, false, false },
		{ CHECK_DONE, false, true },
		{ CHECK_NOT_DONE, true, true },
		{ CHECK_NOT_GUARDIAN, true, true },
		{ CHECK_SPOKE, false, true },
		{ CHECK_NO_ANSWER, false, false },
		{ CHECK_NO_ANSWER + 1, false, false },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		assert_int_equal(
		    ticket_check_reason(c[i].outcome), c[i].reason);
		assert_int_equal(
		    ticket_check_settled(c[i].outcome), c[i].settled);
	}
	assert_int_equal(ticket_check_allowed(CHECK_LEAD, -1), ERR_INPUT);
	assert_int_equal(ticket_check_allowed(CHECK_LEAD, CHECK_OPEN), 0);
	assert_int_equal(
	    ticket_check_allowed(CHECK_DUTY, CHECK_NO_ANSWER + 1), ERR_INPUT);
	assert_int_equal(ticket_check_allowed(CHECK_DUTY, CHECK_SPOKE), 0);
	assert_int_equal(
	    ticket_check_allowed(CHECK_LEAD, CHECK_SPOKE), ERR_INPUT);
}

static void
test_a_call_is_taken_and_goes_on(void **state)
{
	static const struct {
		const char *why;
		struct ticket t;
		bool call;
	} c[] = {
		{ "in call",
		    { .state = TICKET_ACTIVE,
			.taken_at = 1,
			.channel = CHANNEL_PHONE },
		    true },
		{ "in danger",
		    { .state = TICKET_EMERGENCY,
			.taken_at = 100,
			.channel = CHANNEL_PHONE },
		    true },
		{ "not taken", { .state = TICKET_ACTIVE }, false },
		{ "over",
		    { .state = TICKET_ACTIVE, .taken_at = 1, .ended_at = 1 },
		    false },
		{ "over for long",
		    { .state = TICKET_ACTIVE, .taken_at = 1, .ended_at = 100 },
		    false },
		{ "a letter",
		    { .state = TICKET_ACTIVE,
			.taken_at = 1,
			.channel = CHANNEL_MAIL },
		    false },
		{ "written online",
		    { .state = TICKET_ACTIVE,
			.taken_at = 1,
			.channel = CHANNEL_ONLINE },
		    false },
		{ "waiting", { .state = TICKET_NEW, .taken_at = 1 }, false },
		{ "to follow up", { .state = TICKET_FOLLOW_UP, .taken_at = 1 },
		    false },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(c[i].why, ticket_is_call(&c[i].t), c[i].call);
}

static void
test_states_have_words(void **state)
{
	(void)state;
	for (int i = 0; i < TICKET_STATE_COUNT; i++)
		assert_true(ticket_state_words(i)[0] != '\0');
	assert_string_equal(ticket_state_words(TICKET_NEW), "waiting");
	assert_string_equal(ticket_state_words(-1), "");
	assert_string_equal(ticket_state_words(TICKET_STATE_COUNT), "");
}

static void
test_words_are_found_by_their_code(void **state)
{
	static const struct ticket_word *const lists[] = { ticket_channels,
		ticket_callers, ticket_topics, ticket_voids, ticket_results,
		ticket_receivers, ticket_abouts, ticket_questions, ticket_harms,
		ticket_checks, ticket_outcomes };

	(void)state;
	for (size_t l = 0; l < nitems(lists); l++) {
		for (int i = 0; lists[l][i].code != NULL; i++)
			test_same_int(lists[l][i].code,
			    ticket_word_of(lists[l], lists[l][i].code), i);
		assert_int_equal(ticket_word_of(lists[l], "nothing"), -1);
	}
}

static void
test_an_empty_sheet_says_nothing_of_the_caller(void **state)
{
	struct ticket_sheet s = { .caller = 3, .about = 2, .alias = "x" };

	(void)state;
	ticket_sheet_clear(&s);
	assert_int_equal(s.caller, -1);
	assert_int_equal(s.about, -1);
	assert_string_equal(s.alias, "");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_number_is_known_however_it_is_written),
	cmocka_unit_test(test_every_deadline_is_in_the_profile),
	cmocka_unit_test(test_every_state_and_event_goes_where_the_plans_say),
	cmocka_unit_test(test_a_call_does_not_end_without_the_three_questions),
	cmocka_unit_test(test_a_call_goes_on_with_somebody_else),
	cmocka_unit_test(test_an_emergency_is_left_by_two_people_only),
	cmocka_unit_test(test_who_reads_a_call),
	cmocka_unit_test(test_answers_are_read_as_they_are_written),
	cmocka_unit_test(test_what_is_no_answer_is_refused),
	cmocka_unit_test(test_unsure_is_danger_and_silence_is_risk),
	cmocka_unit_test(test_each_step_takes_its_own_outcomes),
	cmocka_unit_test(test_a_question_takes_its_own_answers),
	cmocka_unit_test(test_any_strength_is_a_risk),
	cmocka_unit_test(test_each_outcome_asks_and_leaves_what_it_says),
	cmocka_unit_test(test_a_call_is_taken_and_goes_on),
	cmocka_unit_test(test_states_have_words),
	cmocka_unit_test(test_words_are_found_by_their_code),
	cmocka_unit_test(test_an_empty_sheet_says_nothing_of_the_caller),
};

TEST_MAIN(tests)
