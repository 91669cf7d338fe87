/* SPDX-License-Identifier: Apache-2.0 */
/* How far a long piece of work is, in the unit that says something. */
#include "base/lang.h"
#include "tests/lib/test.h"
#include "tui/progress.h"

static const struct {
	struct tui_progress p;
	const char *says;
} cases[] = {
	{ { .total = 100, .done = 0, .began_ms = 5000, .now_ms = 5000 },
	    "0 of 100" },
	{ { .total = 100, .done = 0, .began_ms = 5000, .now_ms = 9000 },
	    "0 of 100" },
	{ { .total = 100, .done = 40, .began_ms = 5000, .now_ms = 7000 },
	    "40 of 100, 20 a second, 3 s left" },
	{ { .total = 1190, .done = 0, .began_ms = 0, .now_ms = 0 },
	    "0 of 1190" },
	{ { .total = 1200, .done = 10, .began_ms = 0, .now_ms = 1000 },
	    "10 of 1200, 10 a second, 119 s left" },
	{ { .total = 1210, .done = 10, .began_ms = 0, .now_ms = 1000 },
	    "10 of 1210, 10 a second, 2 min left" },
	{ { .total = 100, .done = 100, .began_ms = 0, .now_ms = 1000 },
	    "100, all done" },
	{ { .total = 0, .done = 30, .began_ms = 0, .now_ms = 2000 },
	    "30 so far, 15 a second" },
};

static void
test_the_time_left_is_told_once_it_can_be(void **state)
{
	char text[160];

	(void)state;
	lang_set("en");
	for (size_t i = 0; i < nitems(cases); i++) {
		tui_progress_text(&cases[i].p, text, sizeof(text));
		test_same_text(cases[i].says, text, cases[i].says);
	}
}

static void
test_a_short_line_is_cut_not_overrun(void **state)
{
	char text[8];

	(void)state;
	memset(text, 'x', sizeof(text));
	tui_progress_text(&cases[2].p, text, sizeof(text) - 1);
	assert_string_equal(text, "40 of ");
	assert_int_equal(text[7], 'x');
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_time_left_is_told_once_it_can_be),
	cmocka_unit_test(test_a_short_line_is_cut_not_overrun),
};

TEST_MAIN(tests)
