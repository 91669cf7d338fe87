/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/err.h"
#include "tests/lib/test.h"
#include "tui/theme.h"

static const char whole[] = "# ours\n"
			    "frames = no\n"
			    "plain = default default\n"
			    "title = bright-white blue bold underline\n"
			    "rule = default default\n"
			    "head = default default\n"
			    "mark = default default\n"
			    "field = default default\n"
			    "field-on = default default\n"
			    "chosen = default default\n"
			    "key-name = default default\n"
			    "key-word = default default\n"
			    "message = default default\n"
			    "alert = default default\n"
			    "late = default default\n"
			    "soon = default default\n"
			    "good = default default\n"
			    "faint = default default dim\n";

static void
test_a_whole_theme_is_read(void **state)
{
	struct tui_theme t;
	char why[200];

	(void)state;
	assert_int_equal(tui_theme_read(&t, "ours.theme", whole,
			     sizeof(whole) - 1, why, sizeof(why)),
	    0);
	assert_string_equal(t.name, "ours");
	assert_false(t.frames);
	assert_int_equal(t.style[TUI_TITLE].fg, 15);
	assert_int_equal(t.style[TUI_TITLE].bg, 4);
	assert_true(t.style[TUI_TITLE].bold && t.style[TUI_TITLE].underline);
	assert_true(t.style[TUI_FAINT].dim);
	assert_int_equal(t.style[TUI_PLAIN].fg, -1);
}

static void
test_an_error_names_the_file_and_the_line(void **state)
{
	static const struct {
		const char *text, *why;
	} c[] = {
		{ "frames = perhaps\n", "x.theme:1: frames is yes or no" },
		{ "\nplain = pink default\n",
		    "x.theme:2: \"pink\" is no colour" },
		{ "plain = red\n", "x.theme:1: two colours are needed" },
		{ "plain = red red blink\n",
		    "x.theme:1: \"blink\" is none of bold, underline, "
		    "reverse, dim" },
		{ "colour = red red\n",
		    "x.theme:1: \"colour\" is no name here" },
		{ "plain\n", "x.theme:1: no \"=\"" },
		{ "plain = red red\nplain = red red\n",
		    "x.theme:2: plain is given twice" },
		{ "frames = yes\n", "x.theme:2: plain is missing" },
		{ "", "x.theme:1: frames is missing" },
	};
	struct tui_theme t = { .name = "untouched" };
	char why[200];

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		test_same_int(c[i].why,
		    tui_theme_read(&t, "x.theme", c[i].text, strlen(c[i].text),
			why, sizeof(why)),
		    ERR_INPUT);
		test_same_text(c[i].why, why, c[i].why);
		test_same_text(c[i].why, t.name, "untouched");
	}
}

/* Those that come with the program are whole, and meaning is never in the
 * colour alone: what is late or chosen looks different without colours. */
static void
test_the_themes_that_come_with_it(void **state)
{
	static const char *const names[] = { "default", "high-contrast",
		"light", "mono", "plain" };
	char dir[512];
	struct tui_themes *ts;
	const struct tui_theme *mono;

	(void)state;
	snprintf(dir, sizeof(dir), "%s/themes", getenv("XINQING_SRCDIR"));
	ts = tui_themes_load(dir);
	assert_int_equal(tui_themes_count(ts), nitems(names));
	for (size_t i = 0; i < nitems(names); i++)
		assert_string_equal(tui_themes_at(ts, (int)i)->name, names[i]);
	assert_string_equal(tui_themes_find(ts, "light")->name, "light");
	assert_string_equal(tui_themes_find(ts, "gone")->name, "default");
	assert_false(tui_themes_find(ts, "plain")->frames);
	mono = tui_themes_find(ts, "mono");
	for (int i = 0; i < TUI_ROLES; i++)
		assert_true(mono->style[i].fg == -1 && mono->style[i].bg == -1);
	tui_themes_free(ts);
}

static void
test_without_any_theme_there_is_one(void **state)
{
	struct tui_themes *ts = tui_themes_load("/nowhere");

	(void)state;
	assert_int_equal(tui_themes_count(ts), 1);
	assert_true(tui_themes_find(ts, NULL)->frames);
	tui_themes_free(ts);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_whole_theme_is_read),
	cmocka_unit_test(test_an_error_names_the_file_and_the_line),
	cmocka_unit_test(test_the_themes_that_come_with_it),
	cmocka_unit_test(test_without_any_theme_there_is_one),
};

TEST_MAIN(tests)
