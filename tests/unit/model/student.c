/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "model/student.h"
#include "tests/lib/test.h"

static void
test_telephone_numbers(void **state)
{
	static const struct {
		const char *typed, *plain, *tail, *masked;
	} c[] = {
		{ "13800136021", "13800136021", "6021", "138 **** 6021" },
		{ "138 0013-6021", "13800136021", "6021", "138 **** 6021" },
		{ "+86 13800136021", "13800136021", "6021", "138 **** 6021" },
		{ "0086-13800136021", "13800136021", "6021", "138 **** 6021" },
		{ "１３８００１３６０２１", "13800136021", "6021",
		    "138 **** 6021" },
		{ "'13800136021", "13800136021", "6021", "138 **** 6021" },
		{ "0851-88136021", "085188136021", "6021", "085 **** 6021" },
		{ "(0851)8136021", "08518136021", "6021", "085 **** 6021" },
		{ "88136021", "88136021", "6021", "**** 6021" },
		{ "400-810-6021", "4008106021", "6021", "**** 6021" },
		{ "+852 5123 6021", "+85251236021", "6021", "+85 **** 6021" },
		/* the shortest and longest of each kind */
		{ "13000136021", "13000136021", "6021", "130 **** 6021" },
		{ "2136021", "2136021", "6021", "**** 6021" },
		{ "0851136021", "0851136021", "6021", "**** 6021" },
		{ "085188136021000000", "085188136021000000", "0000",
		    "085 **** 0000" },
		{ "+85236021", "+85236021", "6021", "**** 6021" },
		{ "+852512360210000", "+852512360210000", "0000",
		    "+85 **** 0000" },
		{ "13900136099", "13900136099", "6099", "139 **** 6099" },
		{ "1-3900136090", "13900136090", "6090", "139 **** 6090" },
		{ "1—3900136090", "13900136090", "6090", "139 **** 6090" },
		{ "139001360\u00a090\u3000", "13900136090", "6090",
		    "139 **** 6090" },
		{ "13900136021+", NULL, NULL, NULL },
		{ "139:0136021", NULL, NULL, NULL },
		{ "139/0136021", NULL, NULL, NULL },
		{ "1390013602\xff", NULL, NULL, NULL },
		{ "13900136021\xff", NULL, NULL, NULL },
		/* nothing of the number before is taken for the rest of it */
		{ "13900136099", "13900136099", "6099", "139 **** 6099" },
		{ "1390013609\xff", NULL, NULL, NULL },
		{ "13900136099", "13900136099", "6099", "139 **** 6099" },
		{ "1390013609x", NULL, NULL, NULL },
		{ "！13900136021", NULL, NULL, NULL },
		{ "～13900136021", NULL, NULL, NULL },
		/* as many digits as are looked at, and one more */
		{ "0086085188136021000000", "085188136021000000", "0000",
		    "085 **** 0000" },
		{ "00860851881360210000000", NULL, NULL, NULL },
		{ "008608518813602100000000", NULL, NULL, NULL },
		{ "213602", NULL, NULL, NULL },
		{ "1136021", NULL, NULL, NULL },
		{ "213602100", NULL, NULL, NULL },
		{ "085113602", NULL, NULL, NULL },
		{ "0851881360210000000", NULL, NULL, NULL },
		{ "+8523602", NULL, NULL, NULL },
		{ "+8525123602100000", NULL, NULL, NULL },
		{ "4018106021", NULL, NULL, NULL },
		{ "400810602", NULL, NULL, NULL },
		{ "1380013602", NULL, NULL, NULL },
		{ "12800136021", NULL, NULL, NULL },
		{ "138001360211", NULL, NULL, NULL },
		{ "1.38E+10", NULL, NULL, NULL },
		{ "妈妈的电话", NULL, NULL, NULL },
		{ "", NULL, NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		char plain[PHONE_MAX], tail[5], masked[PHONE_MASKED_MAX];
		int r = phone_read(c[i].typed, plain);

		test_same_int(
		    c[i].typed, r, c[i].plain == NULL ? ERR_INPUT : 0);
		if (r != 0)
			continue;
		test_same_text(c[i].typed, plain, c[i].plain);
		phone_tail(plain, tail);
		test_same_text(c[i].typed, tail, c[i].tail);
		phone_mask(plain, masked);
		test_same_text(c[i].typed, masked, c[i].masked);
	}
}

static void
test_a_short_number_shows_nothing(void **state)
{
	char to[PHONE_MASKED_MAX], tail[5];

	(void)state;
	phone_mask("110", to);
	assert_string_equal(to, "**** ");
	phone_tail("110", tail);
	assert_string_equal(tail, "");
	phone_mask("", to);
	assert_string_equal(to, "");
	phone_tail("6021", tail);
	assert_string_equal(tail, "6021");
	phone_tail("021", tail);
	assert_string_equal(tail, "");
	assert_string_equal(sex_words(SEX_BOY), "boy");
	assert_string_equal(sex_words(SEX_GIRL), "girl");
	assert_string_equal(sex_words(SEX_UNKNOWN), "");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_telephone_numbers),
	cmocka_unit_test(test_a_short_number_shows_nothing),
};

TEST_MAIN(tests)
