/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "tests/lib/test.h"

static void
test_text_is_safe_to_show(void **state)
{
	static const struct {
		const char *why, *in, *out;
		int cols, used;
	} c[] = {
		{ "plain", "hello", "hello", 80, 5 },
		{ "Han", "曾一诺", "曾一诺", 80, 6 },
		{ "Han of a far plane", "𠮷田", "𠮷田", 80, 4 },
		{ "Han newer than the system", "王\xf0\xb1\x8d\x90", "王〓", 80,
		    4 },
		{ "cut before half a character", "曾一诺", "曾一", 5, 4 },
		{ "escape", "a\033[2Jb", "a[U+001B][2Jb", 80, 13 },
		{ "one-byte CSI",
		    "a\xc2\x9b"
		    "2J",
		    "a[U+009B]2J", 80, 11 },
		{ "DEL", "\x7f", "[U+007F]", 80, 8 },
		{ "not UTF-8", "a\xff\xfe", "a\\xff\\xfe", 80, 9 },
		{ "cut off in a character", "a\xe4\xb8", "a\\xe4\\xb8", 80, 9 },
		{ "overlong", "\xc0\xaf", "\\xc0\\xaf", 80, 8 },
		{ "surrogate", "\xed\xa0\x80", "\\xed\\xa0\\x80", 80, 12 },
		{ "override",
		    "a\xe2\x80\xae"
		    "b",
		    "a[U+202E]b", 80, 10 },
		{ "isolate", "\xe2\x81\xa6", "[U+2066]", 80, 8 },
		{ "Arabic letter mark", "\xd8\x9c", "[U+061C]", 80, 8 },
		{ "zero width",
		    "a\xe2\x80\x8b"
		    "b",
		    "a[U+200B]b", 80, 10 },
		{ "soft hyphen", "a\xc2\xad", "a[U+00AD]", 80, 9 },
		{ "byte order mark",
		    "\xef\xbb\xbf"
		    "a",
		    "[U+FEFF]a", 80, 9 },
		{ "line separator", "\xe2\x80\xa8", "[U+2028]", 80, 8 },
		{ "tag", "\xf3\xa0\x81\x81", "[U+E0041]", 80, 9 },
		{ "private use", "\xee\x80\x80", "[U+E000]", 80, 8 },
		{ "noncharacter", "\xef\xbf\xbe", "[U+FFFE]", 80, 8 },
		{ "selector", "\xef\xb8\x8f", "[U+FE0F]", 80, 8 },
		{ "a mark without a base",
		    "\xcc\x81"
		    "a",
		    "[U+0301]a", 80, 9 },
		{ "a mark on its base", "e\xcc\x81", "e\xcc\x81", 80, 1 },
		{ "a stack of marks", "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81x",
		    "e\xcc\x81\xcc\x81x", 80, 2 },
		{ "no half of an escape", "abc\033", "abc", 10, 3 },
		{ "nothing fits", "曾", "", 1, 0 },
	};
	struct buf *b = buf_new();

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		buf_clear(b);
		test_same_int(c[i].why,
		    text_for_screen(b, c[i].in, strlen(c[i].in), c[i].cols),
		    c[i].used);
		test_same_text(c[i].why, buf_text(b), c[i].out);
		/* What was made safe is safe: it passes unchanged. */
		test_same_int(c[i].why, text_width(c[i].out, strlen(c[i].out)),
		    c[i].used);
	}
	buf_free(b);
}

static void
test_text_is_cleaned_where_it_comes_in(void **state)
{
	static const struct {
		const char *why, *in, *out;
		int how;
		size_t lost;
	} c[] = {
		{ "plain", "午饭没吃", "午饭没吃", TEXT_ONE_LINE, 0 },
		{ "line ends stay", "a\r\nb\rc\nd", "a\nb\nc\nd", TEXT_LINES,
		    0 },
		{ "or are blanks", "a\r\nb\nc", "a b c", TEXT_ONE_LINE, 0 },
		{ "tab", "a\tb", "a b", TEXT_LINES, 0 },
		{ "escape", "a\033[31mb", "a[31mb", TEXT_LINES, 1 },
		{ "override",
		    "a\xe2\x80\xae"
		    "b",
		    "ab", TEXT_LINES, 1 },
		{ "family", "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9",
		    "\xf0\x9f\x91\xa8\xf0\x9f\x91\xa9", TEXT_LINES, 1 },
		{ "not UTF-8",
		    "a\xff"
		    "b",
		    "a\xef\xbf\xbd"
		    "b",
		    TEXT_LINES, 1 },
		{ "new Han stay", "\xf0\xb1\x8d\x90", "\xf0\xb1\x8d\x90",
		    TEXT_LINES, 0 },
	};
	struct buf *b = buf_new();

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		buf_clear(b);
		test_same_int(c[i].why,
		    text_clean(b, c[i].in, strlen(c[i].in), c[i].how),
		    (long long)c[i].lost);
		test_same_text(c[i].why, buf_text(b), c[i].out);
	}
	buf_free(b);
}

static void
test_full_width_digits_and_signs_are_plain_ones(void **state)
{
	(void)state;
	assert_int_equal(text_narrow(0xff10), '0');
	assert_int_equal(text_narrow(0xff19), '9');
	assert_int_equal(text_narrow(0xff1f), '?');
	assert_int_equal(text_narrow(0xff1a), ':');
	assert_int_equal(text_narrow(0xff0f), '/');
	assert_int_equal(text_narrow(0xff21), 0xff21);
	assert_int_equal(text_narrow('a'), 'a');
}

static void
test_what_is_cut_fits_and_no_more_would(void **state)
{
	static const char s[] = "a曾e\xcc\x81\033一x";
	size_t n = sizeof(s) - 1, cut;

	(void)state;
	for (int cols = 0; cols < 20; cols++) {
		cut = text_cut(s, n, cols);
		assert_true(text_width(s, cut) <= cols);
		if (cut < n) {
			uint32_t cp;
			size_t more = text_next(s + cut, n - cut, &cp);

			assert_true(text_width(s, cut + more) > cols);
		}
	}
}

/* Every code point there is, alone: its width is what is said, and nothing
 * that reaches the terminal is a control or turns a line. */
static void
test_every_character_is_either_shown_or_named(void **state)
{
	struct buf *in = buf_new(), *out = buf_new();
	uint32_t cp, back;
	size_t n;
	int w;

	(void)state;
	for (cp = 1; cp < 0x110000; cp++) {
		if (cp >= 0xd800 && cp < 0xe000)
			continue;
		buf_clear(in);
		buf_clear(out);
		text_put(in, cp);
		n = text_next(buf_text(in), buf_len(in), &back);
		assert_int_equal(back, cp);
		assert_int_equal(n, buf_len(in));
		w = text_for_screen(out, buf_text(in), n, 100);
		if (text_cells(cp) > 0)
			assert_int_equal(w, text_cells(cp));
		else
			assert_true(w == 2 || w >= 8);
	}
	buf_free(in);
	buf_free(out);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_text_is_safe_to_show),
	cmocka_unit_test(test_text_is_cleaned_where_it_comes_in),
	cmocka_unit_test(test_full_width_digits_and_signs_are_plain_ones),
	cmocka_unit_test(test_what_is_cut_fits_and_no_more_would),
	cmocka_unit_test(test_every_character_is_either_shown_or_named),
};

int
main(void)
{
	lang_set("zh_CN");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
