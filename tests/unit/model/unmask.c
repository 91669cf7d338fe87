/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "model/unmask.h"
#include "tests/lib/test.h"

#define ASKER 1
#define OTHER 2
#define THIRD 3

static void
test_a_second_person_opens_at_once_and_who_asked_after_a_minute(void **state)
{
	static const struct {
		const char *why;
		enum unmask_stage stage;
		int64_t person, after, ended;
		int r;
		int64_t wait;
	} c[] = {
		{ "somebody else at once", UNMASK_ASKED, OTHER, 0, 0, 0, 0 },
		{ "who asked not yet", UNMASK_ASKED, ASKER, 59, 0, ERR_SECOND,
		    1 },
		{ "who asked when nobody came", UNMASK_ASKED, ASKER, 60, 0, 0,
		    0 },
		{ "nobody twice", UNMASK_OPENED, OTHER, 0, 0, ERR_STATE, 0 },
		{ "nobody once it is over", UNMASK_ASKED, OTHER, 90, 80,
		    ERR_STATE, 0 },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct unmask u = { .stage = c[i].stage,
			.asked_by = ASKER,
			.asked_at = 1000,
			.ended_at = c[i].ended };
		int64_t wait = -1;

		test_same_int(c[i].why,
		    unmask_may_open(&u, c[i].person, 1000 + c[i].after, &wait),
		    c[i].r);
		test_same_int(c[i].why, (int)wait, (int)c[i].wait);
	}
}

static void
test_whoever_asked_or_agreed_does_not_review(void **state)
{
	struct unmask u = {
		.stage = UNMASK_OPENED, .asked_by = ASKER, .opened_by = OTHER
	};

	(void)state;
	assert_false(unmask_may_review(&u, ASKER));
	assert_false(unmask_may_review(&u, OTHER));
	assert_true(unmask_may_review(&u, THIRD));
	u.opened_by = ASKER; /* alone: the lead may */
	assert_true(unmask_may_review(&u, OTHER));
	u.stage = UNMASK_REVIEWED; /* once */
	assert_false(unmask_may_review(&u, THIRD));
}

static void
test_stages_have_codes(void **state)
{
	(void)state;
	for (int i = 0; i < UNMASK_STAGES; i++)
		assert_int_equal(
		    unmask_stage_of(unmask_stage_code((enum unmask_stage)i)),
		    i);
	assert_int_equal(unmask_stage_of("SEEN"), -1);
	assert_string_equal(unmask_stage_code(UNMASK_STAGES), "");
	assert_string_equal(unmask_stage_code(UNMASK_ASKED), "ASKED");
	assert_string_equal(unmask_stage_code(UNMASK_DROPPED), "DROPPED");
}

static void
test_it_is_open_from_the_opening_to_the_end(void **state)
{
	struct unmask u = { .opened_at = 0 };

	(void)state;
	assert_false(unmask_is_open(&u));
	u.opened_at = 1;
	assert_true(unmask_is_open(&u));
	u.opened_at = 1000;
	assert_true(unmask_is_open(&u));
	u.ended_at = 1;
	assert_false(unmask_is_open(&u));
	u.ended_at = 1001;
	assert_false(unmask_is_open(&u));
	u.opened_at = 0; /* dropped before anybody came */
	assert_false(unmask_is_open(&u));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_a_second_person_opens_at_once_and_who_asked_after_a_minute),
	cmocka_unit_test(test_whoever_asked_or_agreed_does_not_review),
	cmocka_unit_test(test_stages_have_codes),
	cmocka_unit_test(test_it_is_open_from_the_opening_to_the_end),
};

TEST_MAIN(tests)
