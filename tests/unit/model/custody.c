/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "model/custody.h"
#include "model/profile.h"
#include "tests/lib/test.h"

/* Every move there is, by who makes it; all others are refused. */
static const struct {
	int from, on;
	unsigned facts, who;
	int to;
} moves[] = {
	{ CUSTODY_ASKED, CUSTODY_AGREE, 0, CUSTODY_FIRST, CUSTODY_HALF },
	{ CUSTODY_ASKED, CUSTODY_REFUSE, 0, CUSTODY_FIRST, CUSTODY_REFUSED },
	{ CUSTODY_ASKED, CUSTODY_REFUSE, 0, CUSTODY_SECOND, CUSTODY_REFUSED },
	{ CUSTODY_ASKED, CUSTODY_WITHDRAW, 0, CUSTODY_ASKER,
	    CUSTODY_WITHDRAWN },
	{ CUSTODY_ASKED, CUSTODY_LAPSE, 0, CUSTODY_KEEPER, CUSTODY_LAPSED },
	{ CUSTODY_HALF, CUSTODY_AGREE, CUSTODY_IS_BRIEF, CUSTODY_SECOND,
	    CUSTODY_OPEN },
	{ CUSTODY_HALF, CUSTODY_AGREE, 0, CUSTODY_SECOND, CUSTODY_GIVEN },
	{ CUSTODY_HALF, CUSTODY_REFUSE, 0, CUSTODY_FIRST, CUSTODY_REFUSED },
	{ CUSTODY_HALF, CUSTODY_REFUSE, 0, CUSTODY_SECOND, CUSTODY_REFUSED },
	{ CUSTODY_HALF, CUSTODY_WITHDRAW, 0, CUSTODY_ASKER, CUSTODY_WITHDRAWN },
	{ CUSTODY_HALF, CUSTODY_LAPSE, 0, CUSTODY_KEEPER, CUSTODY_LAPSED },
	{ CUSTODY_OPEN, CUSTODY_END, CUSTODY_IS_BRIEF, CUSTODY_KEEPER,
	    CUSTODY_ENDED },
	{ CUSTODY_OPEN, CUSTODY_END, CUSTODY_IS_BRIEF, CUSTODY_ASKER,
	    CUSTODY_ENDED },
	{ CUSTODY_OPEN, CUSTODY_REVIEW, CUSTODY_IS_BRIEF, CUSTODY_REVIEWER,
	    CUSTODY_REVIEWED },
	{ CUSTODY_ENDED, CUSTODY_REVIEW, CUSTODY_IS_BRIEF, CUSTODY_REVIEWER,
	    CUSTODY_REVIEWED },
};

static int
expected(int from, int on, unsigned facts, unsigned who)
{
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (moves[i].from == from && moves[i].on == on &&
		    moves[i].who == who && (moves[i].facts & ~facts) == 0)
			return moves[i].to;
	return -1;
}

static void
test_each_state_and_event_and_person(void **state)
{
	const struct state_move *m;
	int r, to;

	(void)state;
	for (int from = 0; from < CUSTODY_STATES; from++)
		for (int on = 0; on < CUSTODY_EVENTS; on++)
			for (unsigned who = 1; who <= CUSTODY_REVIEWER;
			     who <<= 1)
				for (unsigned f = 0; f < 2; f++) {
					r = state_check(&custody_machine, from,
					    on, f, who, ~0u, 0, &m);
					to = expected(from, on, f, who);
					/* only break-glass is ever open */
					if (from >= CUSTODY_OPEN && f == 0)
						continue;
					assert_int_equal(
					    r == 0 ? m->to : -1, to);
				}
}

static void
test_a_refusal_says_why(void **state)
{
	(void)state;
	assert_int_equal(state_check(&custody_machine, CUSTODY_HALF,
			     CUSTODY_REFUSE, 0, CUSTODY_SECOND, 0, 0, NULL),
	    ERR_INPUT);
	assert_int_equal(state_check(&custody_machine, STATE_NONE, CUSTODY_ASK,
			     0, CUSTODY_ASKER, 0, 0, NULL),
	    ERR_INPUT);
}

/* The times are in the profile, and said to be ours. */
static void
test_each_time_that_runs_is_in_the_profile(void **state)
{
	const struct profile *p = profile_default();
	int n = 0;

	(void)state;
	for (int s = 0; s < CUSTODY_STATES; s++) {
		const char *key = custody_deadline((enum custody_state)s);

		if (key == NULL)
			continue;
		n++;
		assert_non_null(profile_deadline(p, key));
		assert_true(profile_is_default(p, key));
	}
	assert_int_equal(n, 4);
	assert_string_equal(custody_deadline(CUSTODY_ASKED), "custody.answer");
	assert_string_equal(custody_deadline(CUSTODY_HALF), "custody.answer");
	assert_string_equal(custody_deadline(CUSTODY_OPEN), "custody.open");
	assert_string_equal(custody_deadline(CUSTODY_ENDED), "custody.review");
	assert_null(custody_deadline(CUSTODY_STATES));
}

static void
test_kinds_have_names_and_words(void **state)
{
	(void)state;
	for (int k = 0; k < CUSTODY_KINDS; k++) {
		assert_int_equal(
		    custody_kind_of(custody_kind_name((enum custody_kind)k)),
		    k);
		assert_true(
		    custody_kind_words((enum custody_kind)k)[0] != '\0');
		assert_int_equal(custody_facts((enum custody_kind)k) != 0,
		    k >= CUSTODY_WARNING);
	}
	assert_int_equal(custody_kind_of("everything"), -1);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_each_state_and_event_and_person),
	cmocka_unit_test(test_a_refusal_says_why),
	cmocka_unit_test(test_each_time_that_runs_is_in_the_profile),
	cmocka_unit_test(test_kinds_have_names_and_words),
};

TEST_MAIN(tests)
