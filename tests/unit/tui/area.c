/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/text.h"
#include "src/tui/internal.h"
#include "tests/lib/test.h"
#include "tui/area.h"

static const char *
picture(struct tui_area *a, int h, int w, int *cy, int *cx)
{
	static char text[4096];
	struct tui_canvas *c = tui_canvas_new(h, w);
	struct buf *b = buf_new();

	tui_area_draw(a, tui_canvas_view(c), true);
	for (int y = 0; y < h; y++) {
		tui_canvas_row(c, y, b);
		buf_add_char(b, '|');
	}
	*cy = c->caret_y;
	*cx = c->caret_x;
	mem_copy_text(text, sizeof(text), buf_text(b));
	buf_free(b);
	tui_canvas_free(c);
	return text;
}

static void
type(struct tui_area *a, const char *s)
{
	size_t left = strlen(s), n;
	uint32_t cp;

	for (; (n = text_next(s, left, &cp)) > 0; s += n, left -= n)
		tui_area_key(a, cp == '\n' ? TUI_ENTER : cp);
}

static void
test_lines_break_and_the_caret_follows(void **state)
{
	struct tui_area *a = tui_area_new(0, NULL);
	int y, x;

	(void)state;
	type(a, "今晚吵完，把门反锁了。\n轻");
	assert_string_equal(
	    picture(a, 5, 10, &y, &x), "今晚吵完，|把门反锁|了。|轻||");
	assert_int_equal(y, 3);
	assert_int_equal(x, 2);
	tui_area_key(a, TUI_UP);
	tui_area_key(a, TUI_UP);
	tui_area_key(a, TUI_END);
	picture(a, 5, 10, &y, &x);
	assert_int_equal(y, 1);
	tui_area_key(a, TUI_HOME);
	tui_area_key(a, 'x');
	assert_string_equal(tui_area_text(a), "今晚吵完，x把门反锁了。\n轻");
	tui_area_free(a);
}

static void
test_the_caret_keeps_its_place_in_another_width(void **state)
{
	struct tui_area *a = tui_area_new(0, NULL);
	size_t caret;
	int y, x;

	(void)state;
	type(a, "一二三四五六七八九十甲乙丙丁");
	tui_area_set_caret(a, 15); /* behind five characters */
	picture(a, 5, 10, &y, &x);
	assert_int_equal(y * 10 + x, 10);
	caret = tui_area_caret(a);
	picture(a, 5, 8, &y, &x);
	assert_int_equal(y, 1);
	assert_int_equal(x, 2);
	picture(a, 5, 80, &y, &x);
	assert_int_equal(x, 10);
	assert_int_equal(tui_area_caret(a), caret);
	tui_area_free(a);
}

static void
test_it_scrolls_so_that_the_caret_is_seen(void **state)
{
	struct tui_area *a = tui_area_new(0, NULL);
	int y, x;

	(void)state;
	type(a, "1\n2\n3\n4\n5\n6");
	assert_string_equal(picture(a, 3, 10, &y, &x), "4|5|6|");
	for (int i = 0; i < 3; i++)
		assert_int_equal(tui_area_key(a, TUI_UP), TUI_USED);
	assert_string_equal(picture(a, 3, 10, &y, &x), "3|4|5|");
	tui_area_key(a, TUI_PGUP);
	assert_string_equal(picture(a, 3, 10, &y, &x), "1|2|3|");
	assert_int_equal(tui_area_key(a, TUI_UP), TUI_PASS);
	tui_area_key(a, TUI_PGDN);
	tui_area_key(a, TUI_PGDN);
	assert_int_equal(tui_area_key(a, TUI_DOWN), TUI_PASS);
	tui_area_free(a);
}

static void
test_up_and_down_keep_the_column(void **state)
{
	struct tui_area *a = tui_area_new(0, NULL);
	int y, x;

	(void)state;
	type(a, "abcdef\nx\nabcdef");
	picture(a, 3, 10, &y, &x);
	tui_area_key(a, TUI_UP);
	picture(a, 3, 10, &y, &x);
	assert_int_equal(x, 1);
	tui_area_key(a, TUI_UP);
	picture(a, 3, 10, &y, &x);
	assert_int_equal(x, 6);
	tui_area_free(a);
}

static void
test_what_was_typed_can_be_undone(void **state)
{
	struct tui_area *a = tui_area_new(0, NULL);

	(void)state;
	type(a, "第一句\n第二句");
	tui_area_paste(a, "贴进来的", 12);
	tui_area_key(a, TUI_CTRL('U'));
	assert_string_equal(tui_area_text(a), "第一句\n");
	tui_area_key(a, TUI_CTRL('Z'));
	assert_string_equal(tui_area_text(a), "第一句\n第二句贴进来的");
	tui_area_key(a, TUI_CTRL('Z'));
	assert_string_equal(tui_area_text(a), "第一句\n第二句");
	tui_area_key(a, TUI_CTRL('Z'));
	assert_string_equal(tui_area_text(a), "第一句\n");
	assert_int_equal(tui_area_key(a, TUI_CTRL('Z')), TUI_CHANGED);
	assert_string_equal(tui_area_text(a), "");
	assert_int_equal(tui_area_key(a, TUI_CTRL('Z')), TUI_USED);
	while (tui_area_redo(a))
		;
	assert_string_equal(tui_area_text(a), "第一句\n");
	tui_area_free(a);
}

static void
test_what_is_too_long_is_refused_whole(void **state)
{
	struct tui_area *a = tui_area_new(8, NULL);

	(void)state;
	tui_area_paste(a, "一二", 6);
	assert_int_equal(tui_area_paste(a, "三", 3), TUI_USED);
	assert_int_equal(tui_area_key(a, 'x'), TUI_CHANGED);
	assert_string_equal(tui_area_text(a), "一二x");
	tui_area_free(a);
}

/* Any keys at all: the caret is in the picture, at a whole character, and
 * undoing everything brings the beginning back. */
static void
test_any_keys_leave_a_text_that_can_be_undone(void **state)
{
	static const uint32_t keys[] = { 'a', 'b', ' ', 0x5fc3, 0x3002, 0x301,
		TUI_ENTER, TUI_BACKSPACE, TUI_DELETE, TUI_LEFT, TUI_RIGHT,
		TUI_UP, TUI_DOWN, TUI_HOME, TUI_END, TUI_WORD_LEFT,
		TUI_WORD_RIGHT, TUI_PGUP, TUI_PGDN, TUI_CTRL('W'),
		TUI_CTRL('U'), TUI_CTRL('Z'), TUI_CTRL('Y'), 0x300c };
	uint32_t seed = 7;
	int y, x;

	(void)state;
	for (int round = 0; round < 60; round++) {
		struct tui_area *a = tui_area_new(0, NULL);

		tui_area_set(a, "开头。", 9);
		for (int i = 0; i < 300; i++) {
			seed = seed * 1664525 + 1013904223;
			tui_area_key(a, keys[(seed >> 16) % nitems(keys)]);
			picture(a, 4, 6 + round % 9, &y, &x);
			assert_true(y >= 0 && x >= 0);
			assert_true(tui_area_caret(a) <= tui_area_len(a));
		}
		while (tui_area_undo(a))
			;
		assert_string_equal(tui_area_text(a), "开头。");
		tui_area_free(a);
	}
}

static void
test_a_mark_at_the_beginning_of_a_line_has_no_base(void **state)
{
	struct tui_area *a = tui_area_new(0, NULL);

	(void)state;
	type(a, "\xcc\x81");
	tui_area_key(a, TUI_HOME);
	tui_area_key(a, TUI_ENTER);
	assert_int_equal(tui_area_caret(a), 1);
	tui_area_key(a, TUI_BACKSPACE); /* the line end alone goes */
	assert_string_equal(tui_area_text(a), "\xcc\x81");
	tui_area_key(a, 'e'); /* and takes it up: the caret is behind both */
	assert_int_equal(tui_area_caret(a), 3);
	tui_area_free(a);
}

/* --- going on elsewhere --------------------------------------------------- */

/* Another area with the same text, as a draft brings it back. */
static struct tui_area *
elsewhere(struct tui_area *a, size_t history, int *r)
{
	struct tui_area *b = tui_area_new(0, NULL);
	struct buf *packed = buf_new();

	tui_area_pack(a, history, packed);
	tui_area_set(b, tui_area_text(a), tui_area_len(a));
	*r = tui_area_unpack(b, packed);
	buf_free(packed);
	return b;
}

static void
test_elsewhere_the_caret_and_what_can_be_undone_are_the_same(void **state)
{
	struct tui_area *a = tui_area_new(0, NULL), *b;
	int r;

	(void)state;
	type(a, "抽屉里有药");
	tui_area_key(a, TUI_LEFT);
	type(a, "的");
	tui_area_key(a, TUI_CTRL('W'));
	tui_area_key(a, TUI_CTRL('Z')); /* so that something can be redone */
	b = elsewhere(a, 1 << 16, &r);
	assert_int_equal(r, 0);
	assert_int_equal(tui_area_caret(b), tui_area_caret(a));
	assert_true(tui_area_redo(b));
	assert_string_equal(tui_area_text(b), "抽屉里有药");
	while (tui_area_undo(b))
		;
	assert_string_equal(tui_area_text(b), "");
	while (tui_area_redo(b))
		;
	assert_true(tui_area_redo(a));
	assert_string_equal(tui_area_text(b), tui_area_text(a));
	tui_area_free(a);
	tui_area_free(b);
}

static void
test_elsewhere_only_the_newest_has_room(void **state)
{
	struct tui_area *a = tui_area_new(0, NULL), *b;
	int r;

	(void)state;
	tui_area_paste(a, "first ", 6);
	tui_area_paste(a, "second ", 7);
	tui_area_paste(a, "third", 5);
	b = elsewhere(a, 2 * 120, &r); /* half of it is what can be redone */
	assert_int_equal(r, 0);
	while (tui_area_undo(b))
		;
	assert_string_equal(tui_area_text(b), "first ");
	tui_area_free(a);
	tui_area_free(b);
}

/* Cut anywhere, or for another text: nothing to undo, and no harm. */
static void
test_what_is_not_whole_brings_no_history(void **state)
{
	struct tui_area *a = tui_area_new(0, NULL), *b = tui_area_new(0, NULL);
	struct buf *packed = buf_new(), *cut = buf_new();

	(void)state;
	type(a, "今晚 门 反锁");
	tui_area_key(a, TUI_CTRL('W'));
	tui_area_pack(a, 1 << 16, packed);
	for (size_t n = 0; n < buf_len(packed); n++) {
		tui_area_set(b, tui_area_text(a), tui_area_len(a));
		buf_clear(cut);
		buf_add(cut, buf_data(packed), n);
		assert_int_equal(tui_area_unpack(b, cut), ERR_INPUT);
		assert_false(tui_area_undo(b));
		assert_string_equal(tui_area_text(b), tui_area_text(a));
	}
	tui_area_set(b, "something else", 14);
	assert_int_equal(tui_area_unpack(b, packed), ERR_INPUT);
	assert_false(tui_area_undo(b));
	buf_free(packed);
	buf_free(cut);
	tui_area_free(a);
	tui_area_free(b);
}

/* A bit turned anywhere: whatever can be undone leaves a text, not a crash. */
static void
test_any_bytes_leave_a_text(void **state)
{
	struct tui_area *a = tui_area_new(200, NULL);
	struct buf *packed = buf_new(), *turned = buf_new();

	(void)state;
	type(a, "ab cd");
	tui_area_key(a, TUI_CTRL('W'));
	tui_area_key(a, TUI_CTRL('Z'));
	tui_area_pack(a, 1 << 16, packed);
	for (size_t i = 0; i < 8 * buf_len(packed); i++) {
		struct tui_area *b = tui_area_new(200, NULL);
		uint8_t byte = buf_data(packed)[i / 8] ^ (uint8_t)(1 << i % 8);

		buf_clear(turned);
		buf_add(turned, buf_data(packed), i / 8);
		buf_put_u8(turned, byte);
		buf_add(turned, buf_data(packed) + i / 8 + 1,
		    buf_len(packed) - i / 8 - 1);
		tui_area_set(b, "ab cd", 5);
		tui_area_unpack(b, turned);
		while (tui_area_undo(b))
			assert_true(tui_area_len(b) <= 200);
		while (tui_area_redo(b))
			assert_true(tui_area_len(b) <= 200);
		tui_area_free(b);
	}
	buf_free(packed);
	buf_free(turned);
	tui_area_free(a);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_elsewhere_the_caret_and_what_can_be_undone_are_the_same),
	cmocka_unit_test(test_elsewhere_only_the_newest_has_room),
	cmocka_unit_test(test_what_is_not_whole_brings_no_history),
	cmocka_unit_test(test_any_bytes_leave_a_text),
	cmocka_unit_test(test_a_mark_at_the_beginning_of_a_line_has_no_base),
	cmocka_unit_test(test_lines_break_and_the_caret_follows),
	cmocka_unit_test(test_the_caret_keeps_its_place_in_another_width),
	cmocka_unit_test(test_it_scrolls_so_that_the_caret_is_seen),
	cmocka_unit_test(test_up_and_down_keep_the_column),
	cmocka_unit_test(test_what_was_typed_can_be_undone),
	cmocka_unit_test(test_what_is_too_long_is_refused_whole),
	cmocka_unit_test(test_any_keys_leave_a_text_that_can_be_undone),
};

int
main(void)
{
	lang_set("zh_CN");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
