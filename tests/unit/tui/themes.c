/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/lib/test.h"
#include "tui/theme.h"

static struct tui_themes *
ours(void)
{
	char dir[512];

	snprintf(dir, sizeof(dir), "%s/themes", getenv("XINQING_SRCDIR"));
	return tui_themes_load(dir);
}

/* Those that come with the program are whole, and meaning is never in the
 * colour alone: what is late or chosen looks different without colours. */
static void
test_the_themes_that_come_with_it(void **state)
{
	static const char *const names[] = { "default", "high-contrast",
		"light", "mono", "plain" };
	struct tui_themes *ts = ours();
	const struct theme *mono, *plain;

	(void)state;
	assert_int_equal(tui_themes_count(ts), nitems(names));
	for (size_t i = 0; i < nitems(names); i++)
		assert_string_equal(tui_themes_at(ts, (int)i)->name, names[i]);
	assert_string_equal(tui_themes_find(ts, "light")->name, "light");
	assert_string_equal(tui_themes_find(ts, "gone")->name, "default");
	plain = tui_themes_find(ts, "plain");
	assert_false(plain->frames || plain->clocks);
	mono = tui_themes_find(ts, "mono");
	for (int i = 0; i < TUI_ROLES; i++)
		assert_true(mono->style[i].fg == -1 && mono->style[i].bg == -1);
	tui_themes_free(ts);
}

/*
 * Whoever signs in for the first time has "default" and any terminal, dark or
 * light: it is read on both.  The one for weak eyes keeps to WCAG's 7 to 1
 * (success criterion 1.4.6), the others to 4.5 where they are for one.
 */
static void
test_everything_in_them_can_be_read(void **state)
{
	static const struct {
		const char *name;
		double dark, light;
	} least[] = { { "default", 3, 3 }, { "high-contrast", 7, 7 },
		{ "light", 0, 4.5 }, { "mono", 4.5, 4.5 },
		{ "plain", 4.5, 4.5 } };
	struct tui_themes *ts = ours();

	(void)state;
	for (size_t i = 0; i < nitems(least); i++) {
		const struct theme *t = tui_themes_find(ts, least[i].name);

		for (int r = 0; r < TUI_ROLES; r++)
			if (r != TUI_RULE && (theme_contrast(&t->style[r],
						  false) < least[i].dark ||
						 theme_contrast(&t->style[r],
						     true) < least[i].light))
				fail_msg("%s: %s", t->name,
				    theme_role_name((enum theme_role)r));
	}
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
	cmocka_unit_test(test_the_themes_that_come_with_it),
	cmocka_unit_test(test_everything_in_them_can_be_read),
	cmocka_unit_test(test_without_any_theme_there_is_one),
};

TEST_MAIN(tests)
