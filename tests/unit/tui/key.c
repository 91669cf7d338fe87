/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "src/tui/internal.h"
#include "tests/lib/test.h"
#include "tui/key.h"

/* Bytes as each terminal sends them, and the one key they are. */
static const struct {
	const char *why, *bytes;
	uint32_t key;
} keys[] = {
	{ "PuTTY F1", "\033[11~", TUI_F(1) },
	{ "PuTTY F4", "\033[14~", TUI_F(4) },
	{ "PuTTY F5", "\033[15~", TUI_F(5) },
	{ "PuTTY F10", "\033[21~", TUI_F(10) },
	{ "PuTTY F12", "\033[24~", TUI_F(12) },
	{ "PuTTY Home", "\033[1~", TUI_HOME },
	{ "PuTTY End", "\033[4~", TUI_END },
	{ "PuTTY F2", "\033[12~", TUI_F(2) },
	{ "PuTTY F3", "\033[13~", TUI_F(3) },
	{ "PuTTY F6", "\033[17~", TUI_F(6) },
	{ "PuTTY F7", "\033[18~", TUI_F(7) },
	{ "PuTTY F8", "\033[19~", TUI_F(8) },
	{ "PuTTY F9", "\033[20~", TUI_F(9) },
	{ "PuTTY F11", "\033[23~", TUI_F(11) },
	{ "PuTTY VT100+ F1", "\033OP", TUI_F(1) },
	{ "PuTTY VT100+ F2", "\033OQ", TUI_F(2) },
	{ "PuTTY VT100+ F3", "\033OR", TUI_F(3) },
	{ "PuTTY VT100+ F4", "\033OS", TUI_F(4) },
	{ "PuTTY VT100+ F5", "\033OT", TUI_F(5) },
	{ "PuTTY VT100+ F6", "\033OU", TUI_F(6) },
	{ "PuTTY VT100+ F7", "\033OV", TUI_F(7) },
	{ "PuTTY VT100+ F8", "\033OW", TUI_F(8) },
	{ "PuTTY VT100+ F9", "\033OX", TUI_F(9) },
	{ "PuTTY VT100+ F10", "\033OY", TUI_F(10) },
	{ "PuTTY VT100+ F11", "\033OZ", TUI_F(11) },
	{ "PuTTY SCO F1", "\033[M", TUI_F(1) },
	{ "PuTTY SCO F2", "\033[N", TUI_F(2) },
	{ "PuTTY SCO F3", "\033[O", TUI_F(3) },
	{ "PuTTY SCO F4", "\033[P", TUI_F(4) },
	{ "PuTTY SCO F5", "\033[Q", TUI_F(5) },
	{ "PuTTY SCO F6", "\033[R", TUI_F(6) },
	{ "PuTTY SCO F7", "\033[S", TUI_F(7) },
	{ "PuTTY SCO F8", "\033[T", TUI_F(8) },
	{ "PuTTY SCO F9", "\033[U", TUI_F(9) },
	{ "PuTTY SCO F10", "\033[V", TUI_F(10) },
	{ "PuTTY SCO F11", "\033[W", TUI_F(11) },
	{ "PuTTY SCO F12", "\033[X", TUI_F(12) },
	{ "PuTTY SCO Home", "\033[H", TUI_HOME },
	{ "PuTTY SCO End", "\033[F", TUI_END },
	{ "PuTTY SCO PgUp", "\033[I", TUI_PGUP },
	{ "PuTTY SCO PgDn", "\033[G", TUI_PGDN },
	{ "PuTTY SCO Insert", "\033[L", TUI_INSERT },
	{ "PuTTY xterm R6 F5", "\033[15~", TUI_F(5) },
	{ "PuTTY rxvt Home", "\033[7~", TUI_HOME },
	{ "Delete", "\033[3~", TUI_DELETE },
	{ "PuTTY VT100+ F12", "\033O[", TUI_F(12) },
	{ "xterm F1", "\033OP", TUI_F(1) },
	{ "xterm F12", "\033[24~", TUI_F(12) },
	{ "xterm Home", "\033[H", TUI_HOME },
	{ "xterm End, other mode", "\033OF", TUI_END },
	{ "xterm F2 with Shift", "\033[1;2Q", TUI_F(2) },
	{ "xterm F5 with Ctrl", "\033[15;5~", TUI_F(5) },
	{ "xterm Ctrl-Left", "\033[1;5D", TUI_WORD_LEFT },
	{ "xterm Ctrl-Right", "\033[1;5C", TUI_WORD_RIGHT },
	{ "xterm Shift-Tab", "\033[Z", TUI_BACKTAB },
	{ "console F1", "\033[[A", TUI_F(1) },
	{ "console F5", "\033[[E", TUI_F(5) },
	{ "console F6", "\033[17~", TUI_F(6) },
	{ "rxvt Home", "\033[7~", TUI_HOME },
	{ "rxvt End", "\033[8~", TUI_END },
	{ "rxvt F1", "\033[11~", TUI_F(1) },
	{ "rxvt Ctrl-Delete", "\033[3^", TUI_DELETE },
	{ "tmux F1", "\033OP", TUI_F(1) },
	{ "tmux Home", "\033[1~", TUI_HOME },
	{ "tmux PgDn", "\033[6~", TUI_PGDN },
	{ "arrow", "\033[A", TUI_UP },
	{ "arrow, other mode", "\033OB", TUI_DOWN },
	{ "Backspace", "\x7f", TUI_BACKSPACE },
	{ "Backspace, ^H", "\b", TUI_BACKSPACE },
	{ "Enter", "\r", TUI_ENTER },
	{ "Enter, ^J", "\n", TUI_ENTER },
	{ "keypad Enter", "\033OM", TUI_ENTER },
	{ "keypad 5", "\033Ou", '5' },
	{ "Ctrl-S", "\x13", TUI_CTRL('S') },
	{ "Ctrl-Q", "\x11", TUI_CTRL('Q') },
	{ "letter", "a", 'a' },
	{ "Han", "\xe5\xbf\x83", 0x5fc3 },
	{ "Han of a far plane", "\xf0\xa0\xae\xb7", 0x20bb7 },
};

static void
test_every_terminal_s_keys_are_the_same_keys(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(keys); i++) {
		struct tui_decoder *d = tui_decoder_new(NULL);
		uint32_t key = 0;

		tui_decoder_feed(d, keys[i].bytes, strlen(keys[i].bytes));
		test_same_int(
		    keys[i].why, tui_decoder_take(d, false, &key), DECODED_KEY);
		test_same_int(keys[i].why, key, keys[i].key);
		test_same_int(keys[i].why, tui_decoder_take(d, false, &key),
		    DECODED_NONE);
		assert_false(tui_decoder_waits(d));
		tui_decoder_free(d);
	}
}

/* Nor is a character lost, however late its rest comes; what is none is. */
static void
test_half_a_character_waits_for_its_rest(void **state)
{
	struct tui_decoder *d = tui_decoder_new(NULL);
	uint32_t key = 0;

	(void)state;
	tui_decoder_feed(d, "\xe5\xbf", 2);
	assert_int_equal(tui_decoder_take(d, true, &key), DECODED_NONE);
	assert_false(tui_decoder_waits(d)); /* nobody asks again in a moment */
	tui_decoder_feed(d, "\x83\xe5", 2);
	assert_int_equal(tui_decoder_take(d, true, &key), DECODED_KEY);
	assert_int_equal(key, 0x5fc3);
	assert_int_equal(tui_decoder_take(d, true, &key), DECODED_NONE);
	tui_decoder_feed(d, "a", 1);
	assert_int_equal(tui_decoder_take(d, false, &key), DECODED_KEY);
	assert_int_equal(key, 'a');
	tui_decoder_free(d);
}

/* A slow line may cut a sequence anywhere. */
static void
test_a_key_cut_by_the_line_is_still_one_key(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(keys); i++) {
		struct tui_decoder *d = tui_decoder_new(NULL);
		uint32_t key = 0;
		size_t n = strlen(keys[i].bytes);

		for (size_t k = 0; k + 1 < n; k++) {
			tui_decoder_feed(d, keys[i].bytes + k, 1);
			test_same_int(keys[i].why,
			    tui_decoder_take(d, false, &key), DECODED_NONE);
		}
		tui_decoder_feed(d, keys[i].bytes + n - 1, 1);
		test_same_int(
		    keys[i].why, tui_decoder_take(d, false, &key), DECODED_KEY);
		test_same_int(keys[i].why, key, keys[i].key);
		tui_decoder_free(d);
	}
}

static void
test_what_no_key_is_leaves_no_letters_behind(void **state)
{
	static const struct {
		const char *why, *bytes;
		bool over;
		uint32_t first; /* then nothing more; 0: nothing at all */
	} c[] = {
		{ "Esc alone, in time", "\033", false, 0 },
		{ "Esc alone", "\033", true, TUI_ESC },
		{ "unknown sequence", "\033[99;3u", false, 0 },
		{ "unknown tilde", "\033[77~", false, 0 },
		{ "half a sequence", "\033[1;", true, 0 },
		{ "half a character", "\xe5\xbf", true, 0 },
		{ "C1", "\x9b", false, 0 },
		{ "not UTF-8", "\xff\xc0", false, 0 },
		{ "then a letter", "\033[77~a", false, 'a' },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct tui_decoder *d = tui_decoder_new(NULL);
		uint32_t key = 0;
		enum tui_decoded got;

		tui_decoder_feed(d, c[i].bytes, strlen(c[i].bytes));
		got = tui_decoder_take(d, c[i].over, &key);
		test_same_int(c[i].why, got,
		    c[i].first != 0 ? DECODED_KEY : DECODED_NONE);
		if (c[i].first != 0)
			test_same_int(c[i].why, key, c[i].first);
		test_same_int(c[i].why, tui_decoder_take(d, c[i].over, &key),
		    DECODED_NONE);
		tui_decoder_free(d);
	}
}

static void
test_a_paste_is_one_thing_however_it_is_cut(void **state)
{
	static const char bytes[] =
	    "a\033[200~rm -rf\r\n\033[31m\x03第二行\033[201~b";
	size_t n = sizeof(bytes) - 1;

	(void)state;
	for (size_t step = 1; step <= n; step++) {
		struct tui_decoder *d = tui_decoder_new(NULL);
		struct buf *seen = buf_new();
		uint32_t key;

		for (size_t at = 0; at < n; at += step) {
			enum tui_decoded w;

			tui_decoder_feed(
			    d, bytes + at, n - at < step ? n - at : step);
			while ((w = tui_decoder_take(d, false, &key)) !=
			       DECODED_NONE)
				if (w == DECODED_KEY)
					text_put(seen, key);
				else
					buf_add_f(seen, "<%.*s>",
					    (int)buf_len(tui_decoder_paste(d)),
					    buf_data(tui_decoder_paste(d)));
		}
		assert_string_equal(
		    buf_text(seen), "a<rm -rf\r\n\033[31m\x03第二行>b");
		buf_free(seen);
		tui_decoder_free(d);
	}
}

static void
test_what_terminfo_knows_is_a_key_too(void **state)
{
	struct tui_decoder *d = tui_decoder_new(NULL);
	uint32_t key = 0;

	(void)state;
	tui_decoder_define(d, "\033Xq", TUI_F(7));
	tui_decoder_define(d, "q", TUI_F(8)); /* would swallow a letter */
	tui_decoder_feed(d, "\033X", 2);
	assert_int_equal(tui_decoder_take(d, false, &key), DECODED_NONE);
	tui_decoder_feed(d, "qq", 2);
	assert_int_equal(tui_decoder_take(d, false, &key), DECODED_KEY);
	assert_int_equal(key, TUI_F(7));
	assert_int_equal(tui_decoder_take(d, false, &key), DECODED_KEY);
	assert_int_equal(key, 'q');
	tui_decoder_free(d);
}

static void
test_an_answer_to_the_probe_is_taken_from_between_keys(void **state)
{
	struct tui_decoder *d = tui_decoder_new(NULL);
	uint32_t key = 0;
	int column = 0;

	(void)state;
	tui_decoder_feed(d, "x\033[1;5Ry", 8);
	assert_true(tui_decoder_report(d, &column));
	assert_int_equal(column, 5);
	assert_false(tui_decoder_report(d, &column));
	assert_int_equal(tui_decoder_take(d, false, &key), DECODED_KEY);
	assert_int_equal(key, 'x');
	assert_int_equal(tui_decoder_take(d, false, &key), DECODED_KEY);
	assert_int_equal(key, 'y');
	tui_decoder_free(d);
}

static void
test_keys_have_the_names_of_the_key_line(void **state)
{
	char to[16];

	(void)state;
	assert_string_equal(tui_key_name(TUI_F(2), to), "F2");
	assert_string_equal(tui_key_name(TUI_F(12), to), "F12");
	assert_string_equal(tui_key_name(TUI_CTRL('N'), to), "Ctrl-N");
	assert_string_equal(tui_key_name(TUI_ENTER, to), "Enter");
	assert_string_equal(tui_key_name(TUI_TAB, to), "Tab");
	assert_string_equal(tui_key_name('/', to), "/");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_every_terminal_s_keys_are_the_same_keys),
	cmocka_unit_test(test_half_a_character_waits_for_its_rest),
	cmocka_unit_test(test_a_key_cut_by_the_line_is_still_one_key),
	cmocka_unit_test(test_what_no_key_is_leaves_no_letters_behind),
	cmocka_unit_test(test_a_paste_is_one_thing_however_it_is_cut),
	cmocka_unit_test(test_what_terminfo_knows_is_a_key_too),
	cmocka_unit_test(
	    test_an_answer_to_the_probe_is_taken_from_between_keys),
	cmocka_unit_test(test_keys_have_the_names_of_the_key_line),
};

TEST_MAIN(tests)
