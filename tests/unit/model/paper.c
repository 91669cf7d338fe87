/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "model/paper.h"
#include "tests/lib/test.h"

static void
test_a_number_is_read_as_it_is_typed_and_holds_no_name(void **state)
{
	static const struct {
		const char *typed, *is; /* NULL: no number */
	} c[] = {
		{ "call-20261127-312-01", "call-20261127-312-01" },
		{ " Call-20261127-312-01 ", "call-20261127-312-01" },
		{ "ＣＡＬＬ－２０２６１１２７－３１２－０１",
		    "call-20261127-312-01" },
		{ "call—20261127—312—01", "call-20261127-312-01" },
		{ "312-01", "312-01" },
		{ "312 - 01", "312-01" },
		{ "a7", "a7" },
		{ "张三", NULL },
		{ "zhangsan", NULL }, /* no digit in it */
		{ "3班", NULL },
		{ "call_1", NULL },
		{ "1;2", NULL },
		{ "", NULL },
		{ "12345678901234567890123456789012345678901234567",
		    "12345678901234567890123456789012345678901234567" },
		{ "123456789012345678901234567890123456789012345678", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		char got[PAPER_NUMBER_MAX] = "";
		int r = paper_number_read(c[i].typed, got);

		test_same_int(c[i].typed, r, c[i].is != NULL ? 0 : ERR_INPUT);
		test_same_text(c[i].typed, got, c[i].is != NULL ? c[i].is : "");
	}
}

static void
test_the_end_of_a_number_is_its_printing_and_sheet(void **state)
{
	(void)state;
	test_same_text("whole", paper_tail("call-20261127-312-01"), "312-01");
	test_same_text("the end", paper_tail("312-01"), "312-01");
	test_same_text("one part", paper_tail("a7"), "a7");
	test_same_text("nothing", paper_tail(""), "");
}

static void
test_codes_of_the_store_read_back(void **state)
{
	(void)state;
	for (int i = 0; i < PAPER_STATES; i++)
		assert_int_equal(
		    paper_state_of(paper_state_code((enum paper_state)i)), i);
	for (int i = 0; i < PAPER_SUBJECTS; i++)
		assert_int_equal(
		    paper_subject_of(paper_subject_code((enum paper_subject)i)),
		    i);
	assert_int_equal(paper_state_of("?"), -1);
	assert_int_equal(paper_subject_of("?"), -1);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_a_number_is_read_as_it_is_typed_and_holds_no_name),
	cmocka_unit_test(test_the_end_of_a_number_is_its_printing_and_sheet),
	cmocka_unit_test(test_codes_of_the_store_read_back),
};

TEST_MAIN(tests)
