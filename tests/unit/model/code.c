/* SPDX-License-Identifier: Apache-2.0 */
#include "model/code.h"
#include "tests/lib/test.h"

static void
test_a_code_is_read_as_people_type_it(void **state)
{
	static const struct {
		const char *why, *typed, *code;
	} c[] = {
		{ "as written", "2K7M-9PQR-WXYZ", "2K7M9PQRWXYZ" },
		{ "without dashes", "2K7M9PQRWXYZ", "2K7M9PQRWXYZ" },
		{ "small letters", "2k7m 9pqr wxyz", "2K7M9PQRWXYZ" },
		{ "full width", "２Ｋ７Ｍ－９ｐｑｒ　ＷＸＹＺ",
		    "2K7M9PQRWXYZ" },
		{ "digits", "2345 6789 2345", "234567892345" },
		{ "blanks around", "  2345-6789-2345 ", "234567892345" },
		{ "too short", "2K7M-9PQR-WXY", NULL },
		{ "too long", "2K7M-9PQR-WXYZ2", NULL },
		{ "a letter that is none", "2K7M-9PQR-WXYO", NULL },
		{ "a digit that is none", "2K7M-9PQR-WXY1", NULL },
		{ "a passphrase", "一片晴朗的天空下", NULL },
		{ "nothing", "", NULL },
	};
	char got[CODE_MAX];

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		bool good = code_read(c[i].typed, strlen(c[i].typed), got);

		test_same_int(c[i].why, good, c[i].code != NULL);
		if (good)
			test_same_text(c[i].why, got, c[i].code);
	}
}

static void
test_it_is_written_in_groups_of_four(void **state)
{
	char to[CODE_WORDS];

	(void)state;
	code_write("2K7M9PQRWXYZ", to);
	assert_string_equal(to, "2K7M-9PQR-WXYZ");
}

static void
test_no_character_is_taken_for_another(void **state)
{
	static const enum code_kind kinds[] = { CODE_INVITE, CODE_AGAIN };

	(void)state;
	for (size_t k = 0; k < nitems(kinds); k++)
		for (const char *s = code_alphabet(kinds[k]); *s != '\0'; s++) {
			test_true("twice", strchr(s + 1, *s) == NULL);
			test_true("alike", strchr("0O1ILU", *s) == NULL);
		}
	for (const char *s = code_alphabet(CODE_AGAIN); *s != '\0'; s++)
		test_true("a digit", *s >= '0' && *s <= '9');
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_code_is_read_as_people_type_it),
	cmocka_unit_test(test_it_is_written_in_groups_of_four),
	cmocka_unit_test(test_no_character_is_taken_for_another),
};

TEST_MAIN(tests)
