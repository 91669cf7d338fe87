/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/err.h"
#include "base/theme.h"
#include "tests/lib/test.h"

static const char whole[] = "# ours\n"
			    "frames = no\n"
			    "clocks = yes\n"
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
	struct theme t;
	char why[200];

	(void)state;
	assert_int_equal(theme_read(&t, "ours.theme", whole, sizeof(whole) - 1,
			     why, sizeof(why)),
	    0);
	assert_string_equal(t.name, "ours");
	assert_false(t.frames);
	assert_int_equal(t.style[THEME_TITLE].fg, 15);
	assert_int_equal(t.style[THEME_TITLE].bg, 4);
	assert_true(
	    t.style[THEME_TITLE].bold && t.style[THEME_TITLE].underline);
	assert_true(t.style[THEME_FAINT].dim);
	assert_int_equal(t.style[THEME_PLAIN].fg, -1);
}

static void
test_an_error_names_the_file_and_the_line(void **state)
{
	static const struct {
		const char *text, *why;
	} c[] = {
		{ "frames = perhaps\n", "x.theme:1: frames is yes or no" },
		{ "clocks = \n", "x.theme:1: clocks is yes or no" },
		{ "\nplain = pink default\n",
		    "x.theme:2: plain: the ink is no colour" },
		{ "\r\nplain = red pink\n",
		    "x.theme:2: plain: the paper is no colour" },
		{ "\r\rplain = pink red\r",
		    "x.theme:3: plain: the ink is no colour" },
		{ "plain = red\n", "x.theme:1: plain: two colours are needed" },
		{ "plain = red red blink\n",
		    "x.theme:1: plain: behind the colours stands bold, "
		    "underline, reverse, dim or nothing" },
		{ "colour = red red\n",
		    "x.theme:1: a theme has nothing of this name" },
		{ "plain\n", "x.theme:1: no \"=\"" },
		{ "= red red\n", "x.theme:1: one name is needed before \"=\"" },
		{ "plain = red red\nplain = red red\n",
		    "x.theme:2: plain is given twice" },
		{ "frames = yes\nclocks = no\nframes = no\n",
		    "x.theme:3: frames is given twice" },
		{ "frames = yes\n", "x.theme:2: clocks is missing" },
		{ "frames = yes\nclocks = no", "x.theme:2: plain is missing" },
		{ "", "x.theme:1: frames is missing" },
	};
	struct theme t = { .name = "untouched" };
	char why[200];

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		test_same_int(c[i].why,
		    theme_read(&t, "x.theme", c[i].text, strlen(c[i].text), why,
			sizeof(why)),
		    ERR_INPUT);
		test_same_text(c[i].why, why, c[i].why);
		test_same_text(c[i].why, t.name, "untouched");
	}
}

/* What somebody sends by mistake is in no sentence that is kept. */
static void
test_what_stood_there_is_in_no_refusal(void **state)
{
	static const char *const texts[] = { "secret\n", "secret = red red\n",
		"plain = secret red\n", "plain = red secret\n",
		"plain = red red secret\n", "frames = secret\n",
		"secret secret = x\n" };
	struct theme t;
	char why[200];

	(void)state;
	for (size_t i = 0; i < nitems(texts); i++) {
		assert_int_equal(theme_read(&t, "x.theme", texts[i],
				     strlen(texts[i]), why, sizeof(why)),
		    ERR_INPUT);
		assert_null(strstr(why, "secret"));
	}
}

static void
test_a_text_too_long_or_with_a_zero_is_none(void **state)
{
	static char text[THEME_BYTES_MAX + 1];
	struct theme t;
	char why[200];

	(void)state;
	memset(text, '#', sizeof(text));
	assert_int_equal(
	    theme_read(&t, "x.theme", text, sizeof(text), why, sizeof(why)),
	    ERR_INPUT);
	assert_string_equal(why, "x.theme:0: not a theme");
	assert_int_equal(
	    theme_read(&t, "x.theme", "a\0b", 3, why, sizeof(why)), ERR_INPUT);
	assert_string_equal(why, "x.theme:0: not a theme");
}

/* whole[] with another line for one role. */
static int
read_with(const char *role, const char *style, struct theme *t, char why[200])
{
	struct buf *b = buf_new();
	const char *s = whole, *end;
	size_t n = strlen(role);
	int r;

	for (; *s != '\0'; s = end + 1) {
		end = strchr(s, '\n');
		if (strncmp(s, role, n) == 0 && s[n] == ' ')
			buf_add_f(b, "%s = %s\n", role, style);
		else
			buf_add(b, s, (size_t)(end + 1 - s));
	}
	r = theme_read(t, "x.theme", buf_text(b), buf_len(b), why, 200);
	buf_free(b);
	return r;
}

/* The figures are those of the formula in WCAG 2.1, reckoned by hand for each
 * colour of the three palettes; the worst counts. */
static void
test_ink_that_does_not_stand_out_is_refused(void **state)
{
	static const struct {
		const char *role, *style, *why; /* NULL: it is taken in */
	} c[] = {
		{ "alert", "red red",
		    "x.theme:15: alert cannot be read: ink and paper are too "
		    "alike (1.0 to 1, at least 3 is needed)" },
		{ "plain", "black black",
		    "x.theme:4: plain cannot be read: ink and paper are too "
		    "alike (1.0 to 1, at least 3 is needed)" },
		/* reversed, it is the same two */
		{ "late", "black black reverse",
		    "x.theme:16: late cannot be read: ink and paper are too "
		    "alike (1.0 to 1, at least 3 is needed)" },
		{ "title", "yellow white",
		    "x.theme:5: title cannot be read: ink and paper are too "
		    "alike (1.1 to 1, at least 3 is needed)" },
		/* bold is bright in PuTTY: pale green on white */
		{ "good", "green white bold",
		    "x.theme:18: good cannot be read: ink and paper are too "
		    "alike (1.1 to 1, at least 3 is needed)" },
		{ "good", "black white", NULL },
		{ "alert", "bright-white red bold", NULL },
		{ "late", "red default", NULL },
		/* nothing is read in a rule */
		{ "rule", "black black", NULL },
	};
	struct theme t;
	char why[200];

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		int r = read_with(c[i].role, c[i].style, &t, why);

		test_same_int(c[i].style, r, c[i].why != NULL ? ERR_INPUT : 0);
		if (c[i].why != NULL)
			test_same_text(c[i].style, why, c[i].why);
	}
}

/* One that only a dark screen shows and one that only a light one shows. */
static void
test_a_theme_is_for_one_screen_or_for_both(void **state)
{
	enum theme_role worst;
	struct theme t;
	char why[200];

	(void)state;
	assert_int_equal(read_with("soon", "yellow default", &t, why), 0);
	assert_int_equal(theme_light(&t, &worst), 0);
	assert_int_equal(read_with("soon", "blue default", &t, why), 0);
	assert_int_equal(theme_light(&t, &worst), 1);
	/* one of each: nobody has such a screen */
	t.style[THEME_LATE] = (struct theme_style){ .fg = 3, .bg = -1 };
	assert_int_equal(theme_light(&t, &worst), -1);
}

static bool
is_near(double c, double want)
{
	return c > want - 0.01 && c < want + 0.01;
}

static void
test_the_ratio_is_that_of_the_formula(void **state)
{
	static const struct {
		struct theme_style style;
		bool light;
		double want;
	} c[] = {
		{ { -1, -1, false, false, false, false }, true, 21.0 },
		{ { -1, -1, false, false, false, false }, false, 10.94 },
		{ { 0, 0, false, false, false, false }, false, 1.0 },
		{ { 1, -1, false, false, false, false }, false, 3.11 },
		{ { 1, -1, false, false, false, false }, true, 5.84 },
		{ { 2, -1, false, false, false, false }, true, 2.16 },
		{ { 2, -1, true, false, false, false }, true, 1.33 },
		{ { 11, 0, true, false, false, false }, true, 16.91 },
		{ { 0, 15, true, false, false, false }, false, 2.83 },
		{ { -1, -1, false, false, false, true }, false, 5.08 },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		double got = theme_contrast(&c[i].style, c[i].light);

		if (!is_near(got, c[i].want))
			fail_msg("%zu: %.3f, not %.2f", i, got, c[i].want);
	}
}

static void
test_a_theme_in_one_word_is_the_same_theme(void **state)
{
	static const char *const broken[] = { "", "own:", "own", "default",
		"own:fc", NULL };
	char packed[THEME_PACK_MAX], again[THEME_PACK_MAX], why[200];
	struct theme t, back = { .name = "untouched" };
	struct buf *b = buf_new();

	(void)state;
	for (size_t i = 0; broken[i] != NULL; i++)
		assert_false(theme_unpack(broken[i], &back));
	assert_string_equal(back.name, "untouched");
	assert_int_equal(
	    read_with("late", "bright-red black bold reverse", &t, why), 0);
	theme_pack(&t, packed);
	assert_true(theme_unpack(packed, &back));
	assert_memory_equal(t.style, back.style, sizeof(t.style));
	assert_true(back.clocks && !back.frames);
	assert_string_equal(back.name, "own");
	/* and through its text */
	theme_print(&back, b);
	assert_int_equal(theme_read(&t, "x.theme", buf_text(b), buf_len(b), why,
			     sizeof(why)),
	    0);
	theme_pack(&t, again);
	assert_string_equal(again, packed);
	/* each sign another: nothing that is none is taken for one */
	for (size_t i = 0; packed[i] != '\0'; i++) {
		char was = packed[i];

		packed[i] = 'z';
		assert_false(theme_unpack(packed, &back));
		packed[i] = was;
	}
	/* nor what nobody could read, however it came there */
	memcpy(strchr(packed, ':') + 3, "110", 3);
	assert_false(theme_unpack(packed, &back));
	buf_free(b);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_whole_theme_is_read),
	cmocka_unit_test(test_an_error_names_the_file_and_the_line),
	cmocka_unit_test(test_what_stood_there_is_in_no_refusal),
	cmocka_unit_test(test_a_text_too_long_or_with_a_zero_is_none),
	cmocka_unit_test(test_ink_that_does_not_stand_out_is_refused),
	cmocka_unit_test(test_a_theme_is_for_one_screen_or_for_both),
	cmocka_unit_test(test_the_ratio_is_that_of_the_formula),
	cmocka_unit_test(test_a_theme_in_one_word_is_the_same_theme),
};

TEST_MAIN(tests)
