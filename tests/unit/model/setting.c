/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/err.h"
#include "model/setting.h"
#include "model/warning_filter.h"
#include "tests/lib/test.h"

static const struct {
	const char *name, *value;
	bool fits;
} values[] = {
	{ "language", "zh_CN", true },
	{ "language", "en", true },
	{ "language", "fr", false },
	{ "language", "", false },
	{ "theme", "high-contrast", true },
	{ "theme", "our_own", true },
	{ "theme", "../passwd", false },
	{ "theme", "-x", false },
	{ "theme", "a b", false },
	{ "theme", "abcdefghijabcdefghijabcdefghijabc", false }, /* 33 */
	{ "bell", "on", true },
	{ "bell", "off", true },
	{ "bell", "auto", false },
	{ "slow", "auto", true },
	{ "slow", "ON", false },
	{ "ledger", "open", true },
	{ "ledger", "closed", true },
	{ "ledger", "overdue state=VERIFYING level=grade", true },
	{ "ledger", "school=12 grade=3 person=9", true },
	{ "ledger", "", false },
	{ "ledger", " ", false },
	{ "ledger", "open overdue", false },
	{ "ledger", "school=0", false },
	{ "ledger", "school=-1", false },
	{ "ledger", "school=1x", false },
	{ "ledger", "school=9223372036854775808", false },
	{ "ledger", "state=NOWHERE", false },
	{ "ledger", "level=", false },
	{ "ledger", "severity=3", false },
};

static void
test_what_may_be_set_is_what_the_table_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		enum setting_id id = setting_of(values[i].name);

		assert_true(id < SETTING_COUNT);
		if (setting_fits(id, values[i].value) != values[i].fits)
			fail_msg(
			    "%s = \"%s\"", values[i].name, values[i].value);
	}
	assert_int_equal(setting_of("severity"), SETTING_COUNT);
}

static void
test_every_setting_has_words_and_a_default_that_fits(void **state)
{
	struct buf *b = buf_new();

	(void)state;
	for (int i = 0; i < SETTING_COUNT; i++) {
		const struct setting *s = setting_at((enum setting_id)i);

		assert_int_equal(setting_of(s->name), i);
		assert_true(setting_fits((enum setting_id)i, s->dflt));
		/* it is among those one can choose again */
		const struct setting_value *v = s->values;

		while (v->value != NULL && strcmp(v->value, s->dflt) != 0)
			v++;
		assert_non_null(v->value);
		assert_true(s->words[0] != '\0' && s->help[0] != '\0');
	}
	setting_print(b);
	assert_non_null(strstr(buf_text(b), "| slow | auto, on, off | auto |"));
	buf_free(b);
}

static void
test_a_filter_is_kept_as_a_text_and_read_again(void **state)
{
	static const char *const texts[] = { "open", "closed", "overdue",
		"state=REPORTED", "level=district",
		"closed overdue state=MONITORING level=school school=7 "
		"grade=70 person=9000000000" };
	struct warning_filter f = { .scope = WARNINGS_OF_GRADE,
		.of = 5,
		.reach = LEVEL_GRADE,
		.shown_to = 6 };
	struct buf *b = buf_new();

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		assert_int_equal(warning_filter_read(&f, texts[i], 1000), 0);
		buf_clear(b);
		warning_filter_print(&f, b);
		assert_string_equal(buf_text(b), texts[i]);
		assert_int_equal(warning_filter_is_clear(&f), i == 0);
	}
	assert_int_equal(f.overdue_at, 1000);
	assert_int_equal(f.owner, 9000000000);
	buf_free(b);
	/* whose ledger it is never comes from a text */
	assert_int_equal(f.scope, WARNINGS_OF_GRADE);
	assert_int_equal(f.of, 5);
	assert_int_equal(f.reach, LEVEL_GRADE);
	assert_int_equal(f.shown_to, 6);
}

static void
test_a_text_that_is_none_changes_nothing(void **state)
{
	struct warning_filter f = { 0 };

	(void)state;
	assert_int_equal(warning_filter_read(&f, "closed level=grade", 5), 0);
	assert_int_equal(
	    warning_filter_read(&f, "overdue of=12", 5), ERR_INPUT);
	assert_int_equal(f.open, WARNINGS_CLOSED);
	assert_int_equal(f.level, LEVEL_GRADE);
	assert_int_equal(f.overdue_at, 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_what_may_be_set_is_what_the_table_says),
	cmocka_unit_test(test_every_setting_has_words_and_a_default_that_fits),
	cmocka_unit_test(test_a_filter_is_kept_as_a_text_and_read_again),
	cmocka_unit_test(test_a_text_that_is_none_changes_nothing),
};

TEST_MAIN(tests)
