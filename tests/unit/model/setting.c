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
	{ "theme", "abcdefghijabcdefghijabcdefghijab", true },	 /* 32 */
	{ "theme", "a", true },
	{ "theme", "", false },
	{ "theme", "9a", true },
	{ "theme", "a.b", false },
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
	{ "start", "today", true },
	{ "start", "warnings", true },
	{ "start", "audit", false },
	{ "width", "wide", true },
	{ "width", "2", false },
	{ "mouse", "on", true },
	{ "mouse", "", false },
	{ "own-theme", "none", true },
	{ "own-theme", "light", false },
	{ "own-theme", "own:fc--0--1--0--0--0--0--0--0--0--0--0--0--0--0--0--0",
	    true },
	{ "theme", "own:fc--0--1--0--0--0--0--0--0--0--0--0--0--0--0--0--0",
	    true },
	/* ink as paper */
	{ "theme", "own:fc110--1--0--0--0--0--0--0--0--0--0--0--0--0--0--0",
	    false },
	{ "theme", "own:fc--0--1--0--0--0--0--0--0--0--0--0--0--0--0--0--",
	    false },
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
	assert_string_equal(setting_words(SETTING_SLOW, "auto"), "by itself");
	assert_string_equal(setting_words(SETTING_THEME, "our_own"), "our_own");
	assert_string_equal(setting_kind_name(SETTING_CHOICE), "choice");
	assert_string_equal(setting_kind_name(SETTING_NAME), "name");
	assert_string_equal(setting_kind_name(SETTING_FILTER), "filter");
	assert_string_equal(setting_kind_name(SETTING_LOOK), "look");
	assert_string_equal(setting_words(SETTING_OWN, "none"), "none yet");
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
	assert_non_null(
	    strstr(buf_text(b), "\n| language | zh_CN, en | zh_CN |"));
	assert_non_null(strstr(buf_text(b), "\n| ledger | open | open |"));
	assert_int_equal(strncmp(buf_text(b), "| setting | values |", 20), 0);
	buf_free(b);
}

static void
test_a_filter_is_kept_as_a_text_and_read_again(void **state)
{
	static const char *const texts[] = { "open", "closed", "overdue",
		"state=REPORTED", "level=district", "school=7",
		"grade=70 person=1", "person=9000000000",
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

/* A text of 159 bytes has room, one more has not: of a setting and of the
 * filter alike. */
static void
test_a_value_has_an_end(void **state)
{
	char text[SETTING_MAX + 1] = "overdue";
	struct warning_filter f = { 0 };

	(void)state;
	memset(text + 7, ' ', SETTING_MAX - 1 - 7);
	text[SETTING_MAX - 1] = '\0';
	assert_true(setting_fits(SETTING_LEDGER, text));
	assert_int_equal(warning_filter_read(&f, text, 9), 0);
	assert_int_equal(f.overdue_at, 9);
	strcat(text, " ");
	f.overdue_at = 0;
	assert_false(setting_fits(SETTING_LEDGER, text));
	assert_int_equal(warning_filter_read(&f, text, 9), ERR_INPUT);
	assert_int_equal(f.overdue_at, 0);
	text[SETTING_MAX] = '\0';
}

static void
test_each_word_of_a_filter_is_read_alone(void **state)
{
	static const struct {
		const char *text;
		struct warning_filter f;
	} c[] = {
		{ "open", { .open = WARNINGS_OPEN, .state = -1, .level = -1 } },
		{ "closed",
		    { .open = WARNINGS_CLOSED, .state = -1, .level = -1 } },
		{ "overdue", { .state = -1, .level = -1, .overdue_at = 77 } },
		{ "state=REPORTED", { .state = 0, .level = -1 } },
		{ "state=REOPENED",
		    { .state = WARNING_REOPENED, .level = -1 } },
		{ "level=class", { .state = -1, .level = LEVEL_CLASS } },
		{ "level=district", { .state = -1, .level = LEVEL_DISTRICT } },
		{ "school=1", { .state = -1, .level = -1, .school = 1 } },
		{ "school=9", { .state = -1, .level = -1, .school = 9 } },
		{ "grade=12", { .state = -1, .level = -1, .grade = 12 } },
		{ "person=3", { .state = -1, .level = -1, .owner = 3 } },
		{ "person=9223372036854775806",
		    { .state = -1,
			.level = -1,
			.owner = 9223372036854775806 } },
		{ "  grade=2  school=3 ",
		    { .state = -1, .level = -1, .grade = 2, .school = 3 } },
	};
	static const char *const none[] = { "person=9223372036854775807",
		"person=", "person=/", "person=:", "grade=1 x", "grade=0",
		"x=1", "schools=1", "opened", "state=", "level=moon",
		"overdue=1" };

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		/* what was chosen before is gone */
		struct warning_filter f = { .open = WARNINGS_CLOSED,
			.overdue_at = 5,
			.state = 2,
			.level = 2,
			.grade = 5,
			.school = 5,
			.owner = 5 };
		bool plain = strcmp(c[i].text, "open") == 0;

		assert_int_equal(warning_filter_read(&f, c[i].text, 77), 0);
		test_same_int(c[i].text, f.open, c[i].f.open);
		test_same_int(c[i].text, f.overdue_at, c[i].f.overdue_at);
		test_same_int(c[i].text, f.state, c[i].f.state);
		test_same_int(c[i].text, f.level, c[i].f.level);
		test_same_int(c[i].text, f.school, c[i].f.school);
		test_same_int(c[i].text, f.grade, c[i].f.grade);
		test_same_int(c[i].text, f.owner, c[i].f.owner);
		test_same_int(c[i].text, warning_filter_is_clear(&f), plain);
		warning_filter_clear(&f);
		test_true(c[i].text, warning_filter_is_clear(&f));
	}
	for (size_t i = 0; i < nitems(none); i++) {
		struct warning_filter f = { .grade = 5 };

		test_same_int(
		    none[i], warning_filter_read(&f, none[i], 77), ERR_INPUT);
		test_same_int(none[i], f.grade, 5);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_what_may_be_set_is_what_the_table_says),
	cmocka_unit_test(test_every_setting_has_words_and_a_default_that_fits),
	cmocka_unit_test(test_a_filter_is_kept_as_a_text_and_read_again),
	cmocka_unit_test(test_a_text_that_is_none_changes_nothing),
	cmocka_unit_test(test_a_value_has_an_end),
	cmocka_unit_test(test_each_word_of_a_filter_is_read_alone),
};

TEST_MAIN(tests)
