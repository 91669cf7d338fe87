/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/clock.h"
#include "model/knock.h"
#include "model/profile.h"
#include "tests/lib/test.h"

/* Wednesday, 25 November 2026, 18:30 in Shanghai: school is over. */
#define EVENING 1795602600

static void
test_every_code_is_found_by_its_name(void **state)
{
	(void)state;
	for (int i = 0; i < KNOCK_KINDS; i++)
		assert_int_equal(knock_kind_of(knock_kind_code(i)), i);
	for (int i = 0; i < KNOCK_CHANNELS; i++)
		assert_int_equal(knock_channel_of(knock_channel_code(i)), i);
	for (int i = 0; i < KNOCK_RESULTS; i++)
		assert_int_equal(knock_result_of(knock_result_code(i)), i);
	for (int i = 0; i <= KNOCK_OF_NOTHING; i++)
		assert_int_equal(knock_subject_of(knock_subject_code(i)), i);
	assert_int_equal(knock_kind_of("fire"), -1);
	assert_int_equal(knock_channel_of(""), -1);
}

static void
test_each_rung_is_due_when_the_profile_says(void **state)
{
	static const struct {
		const char *why;
		enum knock_kind kind;
		int n;
		int64_t due; /* from EVENING; -1: none */
	} c[] = {
		{ "danger: the owner at once", KNOCK_DANGER, 0, 0 },
		{ "danger: the deputy", KNOCK_DANGER, 1, 3 * CLOCK_MINUTE },
		{ "danger: lead and district", KNOCK_DANGER, 2,
		    6 * CLOCK_MINUTE },
		{ "danger: all", KNOCK_DANGER, 3, 10 * CLOCK_MINUTE },
		{ "danger: no more", KNOCK_DANGER, 4, -1 },
		{ "a call-back missed, at night too", KNOCK_LATE, 0, 0 },
		{ "a summary missed waits for the morning", KNOCK_LATER, 0,
		    13 * CLOCK_HOUR + 30 * CLOCK_MINUTE },
		{ "no rung of that number", KNOCK_HELP, -1, -1 },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(c[i].why,
		    knock_due(profile_default(), c[i].kind, c[i].n, EVENING),
		    c[i].due < 0 ? 0 : EVENING + c[i].due);
}

static void
test_every_ladder_begins_at_once_and_goes_up(void **state)
{
	const struct profile *p = profile_default();

	(void)state;
	for (int k = 0; k < KNOCK_KINDS; k++) {
		const struct knock_ladder *l =
		    profile_ladder(p, (enum knock_kind)k);

		assert_non_null(l);
		assert_int_equal(l->rungs[0].after, 0);
		for (size_t i = 0; i < l->n; i++) {
			assert_int_not_equal(l->rungs[i].who, 0);
			assert_int_not_equal(l->rungs[i].channels, 0);
			if (i > 0)
				assert_true(
				    l->rungs[i].after > l->rungs[i - 1].after);
		}
	}
	assert_int_equal(
	    profile_ladder(p, KNOCK_DANGER)->rungs[3].who, KNOCK_ALL);
}

static void
test_a_rung_is_due_by_its_time_or_by_a_clock_put_back(void **state)
{
	static const struct {
		const char *why;
		int64_t due, moved, now;
		bool is;
	} c[] = {
		{ "its time is still to come", 100, 40, 99, false },
		{ "its time has come", 100, 40, 100, true },
		{ "there is none", 0, 40, 1000, false },
		{ "the clock was put back", 100, 90, 30, true },
		{ "the clock was set right by a second", 100, 31, 30, false },
		{ "the clock was put forward", 100, 40, 5000, true },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(c[i].why,
		    knock_is_due(c[i].due, c[i].moved, c[i].now), c[i].is);
}

static void
test_the_next_rung_comes_at_once_when_nobody_was_reached(void **state)
{
	static const struct {
		const char *why;
		size_t n;
		enum knock_result r[3];
		bool at_once;
	} c[] = {
		{ "nobody stood on it", 0, { 0 }, true },
		{ "all failed", 2, { KNOCK_FAILED, KNOCK_HUNG }, true },
		{ "perhaps none rang", 1, { KNOCK_UNKNOWN }, true },
		{ "one rang", 2, { KNOCK_FAILED, KNOCK_RANG }, false },
		{ "one still runs", 2, { KNOCK_FAILED, KNOCK_RINGS }, false },
		{ "one has it on the screen", 2, { KNOCK_HUNG, KNOCK_LOOKS },
		    false },
		{ "told just before", 1, { KNOCK_BEFORE }, false },
		{ "nothing to knock with", 1, { KNOCK_NO_COMMAND }, false },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(
		    c[i].why, knock_hurries(c[i].r, c[i].n), c[i].at_once);
}

static void
test_what_cannot_wait_is_knocked_for_at_night(void **state)
{
	(void)state;
	assert_int_equal(knock_of_deadline("ticket.callout"), KNOCK_LATE);
	assert_int_equal(knock_of_deadline("ticket.missed"), KNOCK_LATE);
	assert_int_equal(knock_of_deadline("ticket.summary"), KNOCK_LATER);
	assert_int_equal(knock_of_deadline(""), KNOCK_LATER);
}

static void
test_the_manual_shows_every_rung(void **state)
{
	struct buf *b = buf_new();
	size_t lines = 0, rungs = 0;

	(void)state;
	knock_print(b);
	for (size_t i = 0; buf_text(b)[i] != '\0'; i++)
		lines += buf_text(b)[i] == '\n';
	for (size_t i = 0; i < profile_default()->n_ladders; i++)
		rungs += profile_default()->ladders[i].n;
	assert_int_equal(lines, rungs + 2);
	assert_non_null(strstr(buf_text(b),
	    "| danger | 6 min | lead, district | sms, phone | default |\n"));
	buf_free(b);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_every_code_is_found_by_its_name),
	cmocka_unit_test(test_each_rung_is_due_when_the_profile_says),
	cmocka_unit_test(test_every_ladder_begins_at_once_and_goes_up),
	cmocka_unit_test(test_a_rung_is_due_by_its_time_or_by_a_clock_put_back),
	cmocka_unit_test(
	    test_the_next_rung_comes_at_once_when_nobody_was_reached),
	cmocka_unit_test(test_what_cannot_wait_is_knocked_for_at_night),
	cmocka_unit_test(test_the_manual_shows_every_rung),
};

TEST_MAIN(tests)
