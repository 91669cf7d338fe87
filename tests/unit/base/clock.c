/* SPDX-License-Identifier: Apache-2.0 */
#include <time.h>

#include "base/clock.h"
#include "base/err.h"
#include "tests/lib/test.h"

static void
test_times_are_read_as_written(void **state)
{
	static const struct {
		const char *text;
		int r;
		int64_t at;
	} c[] = {
		{ "2026-11-24T02:14:05Z", 0, 1795486445 },
		{ "2026-11-24T10:14:05+08:00", 0, 1795486445 },
		{ "2026-11-24 10:14", 0, 1795486440 },
		{ "2026-11-24", 0, 1795449600 },
		{ "2026-02-30", ERR_INPUT, 0 },
		{ "2026-11-24 25:00", ERR_INPUT, 0 },
		{ "2026-11-24T10:14+99:00", ERR_INPUT, 0 },
		{ "2026-11-24T10:14:75Z", ERR_INPUT, 0 },
		{ "2026-11-24T10:14+-5:00", ERR_INPUT, 0 },
		{ "9999-12-31T23:59-14:00", ERR_INPUT, 0 },
		{ "tomorrow", ERR_INPUT, 0 },
		{ "", ERR_INPUT, 0 },
	};
	int64_t at;

	(void)state;
	setenv("TZ", "Asia/Shanghai", 1);
	tzset();
	for (size_t i = 0; i < nitems(c); i++) {
		at = 0;
		test_same_int(c[i].text, clock_read(c[i].text, &at), c[i].r);
		if (c[i].r == 0)
			test_same_int(c[i].text, at, c[i].at);
	}
}

static void
test_spans_have_one_unit(void **state)
{
	static const struct {
		const char *text;
		int r;
		int64_t seconds;
	} c[] = {
		{ "+90s", 0, 90 },
		{ "15m", 0, 900 },
		{ "+3h", 0, 10800 },
		{ "2d", 0, 172800 },
		{ "2w", ERR_INPUT, 0 },
		{ "3", ERR_INPUT, 0 },
		{ "3hh", ERR_INPUT, 0 },
		{ "-5m", ERR_INPUT, 0 },
		{ "+-5m", ERR_INPUT, 0 },
		{ " 5m", ERR_INPUT, 0 },
	};
	int64_t s;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		s = 0;
		test_same_int(
		    c[i].text, clock_read_span(c[i].text, &s), c[i].r);
		test_same_int(c[i].text, s, c[i].seconds);
	}
}

static void
test_iso_is_read_back(void **state)
{
	char text[21];
	int64_t at;

	(void)state;
	clock_iso(1795486445, text);
	assert_string_equal(text, "2026-11-24T02:14:05Z");
	assert_int_equal(clock_read(text, &at), 0);
	assert_true(at == 1795486445);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_times_are_read_as_written),
	cmocka_unit_test(test_spans_have_one_unit),
	cmocka_unit_test(test_iso_is_read_back),
};

TEST_MAIN(tests)
