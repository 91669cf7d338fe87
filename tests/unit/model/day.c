/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "model/day.h"
#include "tests/lib/test.h"

static void
test_every_spelling_of_a_date_is_read(void **state)
{
	static const struct {
		const char *typed;
		int day; /* 0: refused */
	} c[] = {
		{ "20120229", 20120229 },
		{ "2012-02-29", 20120229 },
		{ "2012/2/29", 20120229 },
		{ "2012.2.29", 20120229 },
		{ "2012年2月29日", 20120229 },
		{ "2012-2-29 0:00:00", 20120229 },
		{ "40968", 20120229 },
		{ "40969", 20120301 },
		{ "36525", 19991231 },
		{ "36526", 20000101 },
		{ "20110229", 0 },
		{ "2012-13-01", 0 },
		{ "2012-2-30", 0 },
		{ "201229", 0 },
		{ "217", 0 },
		{ "12-2-29", 0 },
		{ "2012-2-29x", 0 },
		{ "", 0 },
		{ "18991231", 0 },
		{ "19000101", 19000101 },
		{ "19000229", 0 }, /* no leap year */
		{ "20000229", 20000229 },
		{ "21000229", 0 },
		{ "21991231", 21991231 },
		{ "22000101", 0 },
		{ "20121232", 0 },
		{ "20120430", 20120430 },
		{ "20120431", 0 },
		{ "20120001", 0 },
		{ "20120100", 0 },
		{ "20121201", 20121201 },
		{ "201202299", 0 },
		{ "0120120229", 0 },
		{ "2012/2-29", 20120229 },
		/* as an input method types them */
		{ "２０１２－２－２９", 20120229 },
		{ "２０１２．２．２９", 20120229 },
		{ "２０１２／２／２９", 20120229 },
		{ "２０１２年２月２９日", 20120229 },
		{ "２０１２０２２９", 20120229 },
		{ "二〇一二年二月二十九日", 0 },
		{ "２０１２年２月２９日２０１２年２月２９日", 0 },
		{ "2012-2", 0 },
		{ "2012-2-", 0 },
		{ "2012--29", 0 },
		{ "2012-002-29", 0 },
		{ "2012-2-029", 0 },
		{ "2012-0-29", 0 },
		{ "2012-2-0", 0 },
		{ "2012-10-20", 20121020 },
		{ "2012-10-20 00:00:00", 20121020 },
		{ "2012-10-20 0:00", 20121020 },
		{ "2012-10-20 1:00", 0 },
		/* the first and the last that a spreadsheet may have meant */
		{ "9999", 0 },
		{ "10000", 19270518 },
		{ "10001", 19270519 },
		{ "73049", 20991230 },
		{ "73050", 20991231 },
		{ "73051", 0 },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		int day = 0, r = day_read(c[i].typed, &day);

		test_same_int(c[i].typed, r, c[i].day == 0 ? ERR_INPUT : 0);
		test_same_int(c[i].typed, day, c[i].day);
	}
}

static void
test_a_child_of_the_leap_day_ages_in_march(void **state)
{
	(void)state;
	assert_int_equal(day_age(20120229, 20260228), 13);
	assert_int_equal(day_age(20120229, 20260301), 14);
	assert_int_equal(day_age(20120901, 20260831), 13);
	assert_int_equal(day_age(20120901, 20260901), 14);
	assert_int_equal(day_age(20260901, 20260901), 0);
	assert_int_equal(day_age(20260901, 20270831), 0);
	assert_int_equal(day_age(20260901, 20270901), 1);
}

static void
test_the_school_year_begins_in_september(void **state)
{
	(void)state;
	assert_int_equal(day_school_year(20260831), 2025);
	assert_int_equal(day_school_year(20260901), 2026);
	assert_int_equal(day_school_year(20270131), 2026);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_every_spelling_of_a_date_is_read),
	cmocka_unit_test(test_a_child_of_the_leap_day_ages_in_march),
	cmocka_unit_test(test_the_school_year_begins_in_september),
};

TEST_MAIN(tests)
