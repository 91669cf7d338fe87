/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/lang.h"
#include "src/tui/internal.h"
#include "tests/lib/test.h"
#include "tui/key.h"
#include "tui/list.h"

static struct tui_decoder *
fed(bool on, const char *bytes)
{
	struct tui_decoder *d = tui_decoder_new(NULL);

	tui_decoder_use_mouse(d, on);
	tui_decoder_feed(d, bytes, strlen(bytes));
	return d;
}

static const struct {
	const char *bytes;
	enum tui_mouse_what what;
	int y, x;
} told[] = {
	{ "\033[<0;1;1M", TUI_CLICK, 0, 0 },
	{ "\033[<0;80;24M", TUI_CLICK, 23, 79 },
	{ "\033[<4;3;7M", TUI_CLICK, 6, 2 },  /* with Shift */
	{ "\033[<28;3;7M", TUI_CLICK, 6, 2 }, /* with all three */
	{ "\033[<64;5;6M", TUI_WHEEL_UP, 5, 4 },
	{ "\033[<65;5;6M", TUI_WHEEL_DOWN, 5, 4 },
	{ "\033[<81;5;6M", TUI_WHEEL_DOWN, 5, 4 }, /* with Ctrl */
	{ "\033[<0;1000;1000M", TUI_CLICK, 999, 999 },
};

static void
test_clicks_and_the_wheel_are_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(told); i++) {
		struct tui_decoder *d = fed(true, told[i].bytes);
		const struct tui_mouse *m = tui_decoder_mouse(d);
		uint32_t key;

		test_same_int(told[i].bytes, tui_decoder_take(d, false, &key),
		    DECODED_MOUSE);
		test_same_int(told[i].bytes, m->what, told[i].what);
		test_same_int(told[i].bytes, m->y, told[i].y);
		test_same_int(told[i].bytes, m->x, told[i].x);
		assert_false(tui_decoder_waits(d));
		tui_decoder_free(d);
	}
}

/* Let go, other buttons, moving, no cell, too many digits, none, signs. */
static const char *const nobodys[] = { "\033[<0;1;1m", "\033[<1;1;1M",
	"\033[<2;1;1M", "\033[<3;1;1M", "\033[<32;1;1M", "\033[<66;1;1M",
	"\033[<128;1;1M", "\033[<0;0;1M", "\033[<0;1;0M", "\033[<0;1001;1M",
	"\033[<0;1;99999M", "\033[<4294967296;1;1M", "\033[<0;1M",
	"\033[<0;1;1;1M", "\033[<;;M", "\033[<M", "\033[<0;-1;1M",
	"\033[<0;+1;1M", "\033[<0; 1;1M", "\033[<<0;1;1M", "\033[0;1;1M",
	"\033[<0;1;1~", "\033[<0;1;1R", "\033[<0;1;1A",
	"\033[<00000000000000000000000000000000000000000000000000000000001M" };

static void
test_everything_else_of_it_is_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(nobodys); i++) {
		struct tui_decoder *d = fed(true, nobodys[i]);
		enum tui_decoded what;
		uint32_t key;

		while ((what = tui_decoder_take(d, true, &key)) != DECODED_NONE)
			/* what was broken off goes on as typing, never as more
			 * than it is */
			if (what != DECODED_KEY || key >= TUI_UP)
				fail_msg("%s", nobodys[i] + 1);
		assert_false(tui_decoder_waits(d));
		tui_decoder_free(d);
	}
}

static void
test_where_nobody_wants_it_nothing_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(told); i++) {
		struct tui_decoder *d = fed(false, told[i].bytes);
		uint32_t key;

		test_same_int(told[i].bytes, tui_decoder_take(d, true, &key),
		    DECODED_NONE);
		tui_decoder_free(d);
	}
}

/* Cut by the line anywhere, with keys around it. */
static void
test_half_of_it_waits_for_its_rest(void **state)
{
	static const char bytes[] = "a\033[<65;20;10Mb";
	static const enum tui_decoded want[] = { DECODED_KEY, DECODED_MOUSE,
		DECODED_KEY };

	(void)state;
	for (size_t cut = 0; cut < sizeof(bytes); cut++) {
		struct tui_decoder *d = tui_decoder_new(NULL);
		enum tui_decoded what;
		size_t n = 0;
		uint32_t key;

		tui_decoder_use_mouse(d, true);
		tui_decoder_feed(d, bytes, cut);
		while (
		    (what = tui_decoder_take(d, false, &key)) != DECODED_NONE)
			assert_int_equal(what, want[n++]);
		tui_decoder_feed(d, bytes + cut, sizeof(bytes) - 1 - cut);
		while (
		    (what = tui_decoder_take(d, false, &key)) != DECODED_NONE)
			assert_int_equal(what, want[n++]);
		assert_int_equal(n, 3);
		tui_decoder_free(d);
	}
}

/* A terminal that knows 1000 alone: three bytes behind ESC [ M are a click of
 * the old form, and type nothing.  Nothing behind it: F1. */
static void
test_the_old_form_types_nothing(void **state)
{
	struct tui_decoder *d = fed(true, "\033[M a!x");
	uint32_t key = 0;

	(void)state;
	assert_int_equal(tui_decoder_take(d, false, &key), DECODED_KEY);
	assert_int_equal(key, 'x');
	tui_decoder_free(d);
	d = fed(true, "\033[M");
	assert_int_equal(tui_decoder_take(d, false, &key), DECODED_NONE);
	assert_true(tui_decoder_waits(d));
	assert_int_equal(tui_decoder_take(d, true, &key), DECODED_KEY);
	assert_int_equal(key, TUI_F(1));
	tui_decoder_free(d);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_clicks_and_the_wheel_are_told),
	cmocka_unit_test(test_everything_else_of_it_is_nothing),
	cmocka_unit_test(test_where_nobody_wants_it_nothing_is_told),
	cmocka_unit_test(test_half_of_it_waits_for_its_rest),
	cmocka_unit_test(test_the_old_form_types_nothing),
};

TEST_MAIN(tests)
