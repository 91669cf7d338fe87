/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/text.h"
#include "src/tui/internal.h"
#include "tests/lib/test.h"
#include "tui/form.h"

#define H 6
#define W 20

/* The rows of a canvas, parted by "|"; static until the next call. */
static const char *
picture(struct tui_canvas *c)
{
	static char text[4096];
	struct buf *b = buf_new();

	for (int y = 0; y < c->h; y++) {
		tui_canvas_row(c, y, b);
		buf_add_char(b, '|');
	}
	mem_copy_text(text, sizeof(text), buf_text(b));
	buf_free(b);
	return text;
}

/* Every wide cell has its right half behind it, and no half stands alone. */
static void
whole(const struct tui_canvas *c)
{
	for (int y = 0; y < c->h; y++)
		for (int x = 0; x < c->w; x++) {
			int width = tui_cell_at(c, y, x)->width;

			if (width == 2)
				assert_true(
				    x + 1 < c->w &&
				    tui_cell_at(c, y, x + 1)->width == 0);
			if (width == 0)
				assert_true(
				    x > 0 &&
				    tui_cell_at(c, y, x - 1)->width == 2);
		}
}

static void
test_half_a_wide_character_never_stays(void **state)
{
	struct tui_canvas *c = tui_canvas_new(1, 6);
	struct tui_view v = tui_canvas_view(c);

	(void)state;
	tui_text(v, 0, 0, TUI_PLAIN, "中文字");
	tui_text(v, 0, 1, TUI_PLAIN, "X");
	assert_string_equal(picture(c), " X文字|");
	tui_text(v, 0, 1, TUI_PLAIN, "国");
	assert_string_equal(picture(c), " 国 字|");
	tui_text(v, 0, 4, TUI_PLAIN, "y");
	assert_string_equal(picture(c), " 国 y|");
	tui_cell(v, 0, 2, 3, TUI_PLAIN, "");
	assert_string_equal(picture(c), "|");
	tui_text(v, 0, 5, TUI_PLAIN, "中");
	assert_string_equal(picture(c), "|");
	whole(c);
	tui_canvas_free(c);
}

static void
test_any_drawing_leaves_a_whole_picture(void **state)
{
	static const char *const texts[] = { "a", "中", "x中", "中文abc",
		"e\xcc\x81", "\033", "\xff", "" };
	struct tui_canvas *c = tui_canvas_new(3, 9);
	struct tui_view v = tui_canvas_view(c), s;
	uint32_t seed = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		seed = seed * 1664525 + 1013904223;
		s = tui_sub(v, (int)(seed >> 8 & 3), (int)(seed >> 10 & 15),
		    (int)(seed >> 14 & 3), (int)(seed >> 16 & 15));
		if (seed >> 30)
			tui_text(s, 0, (int)(seed >> 20 & 7) - 1, TUI_PLAIN,
			    texts[seed >> 24 & 7]);
		else
			tui_cell(s, 0, (int)(seed >> 20 & 7), 4, TUI_LATE,
			    texts[seed >> 24 & 7]);
		whole(c);
	}
	tui_canvas_free(c);
}

static void
test_a_cell_is_cut_and_says_so(void **state)
{
	struct tui_canvas *c = tui_canvas_new(1, W);
	struct tui_view v = tui_canvas_view(c);

	(void)state;
	tui_cell(v, 0, 0, 8, TUI_PLAIN, "曾一诺");
	tui_cell(v, 0, 8, 7, TUI_PLAIN, "尉迟一诺");
	tui_cell(v, 0, 16, 4, TUI_PLAIN, "尉迟一诺");
	assert_string_equal(picture(c), "曾一诺  尉迟..  尉迟|");
	tui_canvas_free(c);
}

static void
test_lines_are_broken_as_chinese_is_set(void **state)
{
	static const struct {
		const char *why, *text, *lines;
		int cols;
	} c[] = {
		{ "no line begins with a closing mark",
		    "今晚吵完，把门反锁了。", "今晚吵|完，把门|反锁了。|", 8 },
		{ "none ends with an opening one", "她说「没意思」了",
		    "她说|「没意|思」了|", 6 },
		{ "words stay whole", "hello big world", "hello |big |world|",
		    8 },
		{ "a blank hangs over the edge", "abcd efgh", "abcd |efgh|",
		    4 },
		{ "a word too long", "abcdefghij", "abcd|efgh|ij|", 4 },
		{ "newlines end lines", "a\n\nb\n", "a||b|", 4 },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct buf *b = buf_new();
		const char *s = c[i].text;
		size_t n;

		for (; (n = tui_wrap(s, strlen(s), c[i].cols)) > 0; s += n) {
			buf_add(b, s, s[n - 1] == '\n' ? n - 1 : n);
			buf_add_char(b, '|');
		}
		test_same_text(c[i].why, buf_text(b), c[i].lines);
		buf_free(b);
	}
}

static void
test_a_field_scrolls_by_whole_characters(void **state)
{
	const struct tui_field_spec spec = { .max = 100 };
	struct tui_field *f = tui_field_new(&spec);
	struct tui_canvas *c = tui_canvas_new(1, 12);
	struct tui_view v = tui_canvas_view(c);

	(void)state;
	tui_field_paste(f, "一二三四五六七\r\n", 23);
	tui_field_draw(f, v, 0, 0, 11, true);
	assert_string_equal(picture(c), "[四五六七 ]|");
	assert_int_equal(c->caret_x, 9);
	tui_field_key(f, TUI_HOME);
	tui_field_draw(f, v, 0, 0, 11, true);
	assert_string_equal(picture(c), "[一二三四 ]|");
	assert_int_equal(c->caret_x, 1);
	tui_field_key(f, TUI_RIGHT);
	tui_field_key(f, 'x');
	tui_field_draw(f, v, 0, 0, 11, true);
	assert_string_equal(picture(c), "[一x二三四]|");
	tui_field_key(f, TUI_BACKSPACE);
	tui_field_key(f, TUI_BACKSPACE);
	assert_string_equal(tui_field_text(f), "二三四五六七");
	tui_field_free(f);
	tui_canvas_free(c);
}

static void
test_a_field_refuses_whole_what_does_not_fit(void **state)
{
	const struct tui_field_spec spec = { .max = 6 };
	const struct tui_field_spec digits = { .max = 3, .digits = true };
	const struct tui_field_spec cells = { .max = 99, .cells = 4 };
	struct tui_field *f = tui_field_new(&spec);
	struct tui_field *d = tui_field_new(&digits);
	struct tui_field *w = tui_field_new(&cells);

	(void)state;
	assert_int_equal(tui_field_paste(f, "中文", 6), TUI_CHANGED);
	assert_int_equal(tui_field_key(f, 'x'), TUI_USED);
	assert_string_equal(tui_field_text(f), "中文");
	assert_int_equal(tui_field_key(d, 0xff16), TUI_CHANGED);
	assert_int_equal(tui_field_key(d, '0'), TUI_CHANGED);
	assert_int_equal(tui_field_key(d, 'x'), TUI_USED);
	assert_int_equal(tui_field_number(d), 60);
	assert_int_equal(tui_field_paste(w, "中文字", 9), TUI_USED);
	assert_int_equal(tui_field_paste(w, "中文", 6), TUI_CHANGED);
	assert_int_equal(tui_field_key(w, 0x5b57), TUI_USED);
	assert_string_equal(tui_field_text(w), "中文");
	tui_field_set(f, "中文字");
	assert_string_equal(tui_field_text(f), "中文");
	assert_int_equal(tui_field_key(f, TUI_F(2)), TUI_PASS);
	assert_int_equal(tui_field_key(f, TUI_UP), TUI_PASS);
	tui_field_free(f);
	tui_field_free(d);
	tui_field_free(w);
}

static void
test_what_is_typed_is_cleaned(void **state)
{
	const struct tui_field_spec spec = { .max = 100 };
	struct tui_field *f = tui_field_new(&spec);
	struct tui_area *a = tui_area_new(0, NULL);

	(void)state;
	tui_field_paste(f, "a\033[31m\xe2\x80\xae\nb", 11);
	assert_string_equal(tui_field_text(f), "a[31m b");
	tui_field_key(f, 0x202e);
	assert_string_equal(tui_field_text(f), "a[31m b");
	tui_area_paste(a, "a\r\nb\xff\033", 6);
	assert_string_equal(tui_area_text(a), "a\nb\xef\xbf\xbd");
	tui_field_free(f);
	tui_area_free(a);
}

static void
test_a_passphrase_is_never_drawn(void **state)
{
	const struct tui_field_spec spec = { .masked = true };
	struct tui_field *f = tui_field_new(&spec);
	struct tui_canvas *c = tui_canvas_new(1, 10);

	(void)state;
	tui_field_set(f, "口令a");
	tui_field_draw(f, tui_canvas_view(c), 0, 0, 10, true);
	assert_string_equal(picture(c), "[***     ]|");
	assert_int_equal(c->caret_x, 4);
	tui_field_free(f);
	tui_canvas_free(c);
}

struct rows {
	int first;
	size_t n;
	int turns;
};

static size_t
rows_count(void *data)
{
	return ((struct rows *)data)->n;
}

static void
rows_row(void *data, size_t i, struct tui_view line)
{
	tui_text_f(
	    line, 0, 1, TUI_PLAIN, "%d", ((struct rows *)data)->first + (int)i);
}

static int
rows_turn(void *data, enum tui_turn to, int rows)
{
	struct rows *r = data;

	r->turns++;
	if (to == TUI_NEXT && r->first >= 12)
		return ERR_NOT_FOUND;
	if (to == TUI_PREVIOUS && r->first == 0)
		return ERR_NOT_FOUND;
	r->first = to == TUI_NEXT	? r->first + rows
		   : to == TUI_PREVIOUS ? r->first - rows
		   : to == TUI_LAST	? 12
					: 0;
	return 0;
}

static void
test_a_list_shows_what_the_cursor_stands_on(void **state)
{
	static const struct tui_list_ops ops = { rows_count, rows_row, NULL };
	struct rows r = { 0, 9, 0 };
	struct tui_list l = { &ops, &r, 0, 0, 0 };
	struct tui_canvas *c = tui_canvas_new(4, 5);
	struct tui_view v = tui_canvas_view(c);

	(void)state;
	tui_list_draw(&l, v, true);
	assert_string_equal(picture(c), ">0| 1| 2| 3|");
	for (int i = 0; i < 5; i++)
		assert_int_equal(tui_list_key(&l, TUI_DOWN), TUI_USED);
	tui_canvas_clear(c);
	tui_list_draw(&l, v, true);
	assert_string_equal(picture(c), " 2| 3| 4|>5|");
	assert_int_equal(c->caret_y, 3);
	tui_list_key(&l, TUI_END);
	assert_int_equal(tui_list_key(&l, TUI_DOWN), TUI_PASS);
	r.n = 2; /* rows went away meanwhile */
	tui_canvas_clear(c);
	tui_list_draw(&l, v, true);
	assert_string_equal(picture(c), " 0|>1|||");
	r.n = 0;
	tui_canvas_clear(c);
	tui_list_draw(&l, v, true);
	assert_string_equal(picture(c), "||||");
	tui_canvas_free(c);
}

static void
test_a_long_list_holds_one_page(void **state)
{
	static const struct tui_list_ops ops = { rows_count, rows_row,
		rows_turn };
	struct rows r = { 0, 4, 0 };
	struct tui_list l = { &ops, &r, 0, 0, 0 };
	struct tui_canvas *c = tui_canvas_new(4, 5);
	struct tui_view v = tui_canvas_view(c);

	(void)state;
	tui_list_draw(&l, v, true);
	assert_int_equal(r.turns, 0); /* opening costs one page */
	for (int i = 0; i < 4; i++)
		tui_list_key(&l, TUI_DOWN);
	tui_canvas_clear(c);
	tui_list_draw(&l, v, true);
	assert_string_equal(picture(c), ">4| 5| 6| 7|");
	tui_list_key(&l, TUI_UP);
	tui_canvas_clear(c);
	tui_list_draw(&l, v, true);
	assert_string_equal(picture(c), " 0| 1| 2|>3|");
	tui_list_key(&l, TUI_END);
	tui_list_key(&l, TUI_PGDN);
	tui_canvas_clear(c);
	tui_list_draw(&l, v, true);
	assert_string_equal(picture(c), " 12| 13| 14|>15|");
	tui_canvas_free(c);
}

static void
test_columns_share_the_room_and_the_last_goes_first(void **state)
{
	static const struct tui_column cols[] = { { "a", 4, 0, false },
		{ "b", 4, 1, false }, { "c", 6, 0, true } };
	int x[TUI_COLUMNS_MAX], w[TUI_COLUMNS_MAX];

	(void)state;
	tui_columns_lay(cols, 3, 20, x, w);
	assert_int_equal(x[2], 14);
	assert_int_equal(w[1], 7);
	tui_columns_lay(cols, 3, 12, x, w);
	assert_int_equal(w[2], 0);
	assert_int_equal(w[1], 6);
}

static void
test_a_choice_takes_digits_of_both_widths(void **state)
{
	static const char *const o[] = { "nay", "aye" };
	struct tui_choice ch = { o, 2, -1, 0, false };
	struct tui_canvas *c = tui_canvas_new(1, W);

	(void)state;
	assert_int_equal(tui_choice_key(&ch, 0xff12), TUI_CHANGED);
	assert_int_equal(ch.chosen, 1);
	assert_int_equal(tui_choice_key(&ch, '2'), TUI_USED);
	assert_int_equal(tui_choice_key(&ch, '3'), TUI_PASS);
	assert_int_equal(tui_choice_key(&ch, TUI_LEFT), TUI_USED);
	assert_int_equal(tui_choice_key(&ch, TUI_SPACE), TUI_CHANGED);
	assert_int_equal(ch.chosen, 0);
	tui_choice_draw(&ch, tui_canvas_view(c), 0, 0, true);
	assert_string_equal(picture(c), "[1 nay]  2 aye|");
	tui_canvas_free(c);
}

static void
test_a_form_moves_in_order_and_skips_what_is_off(void **state)
{
	const struct tui_field_spec spec = { .max = 10 };
	static const char *const o[] = { "no", "yes" };
	struct tui_choice ch = { o, 2, -1, 0, false };
	struct tui_form f = { .n = 0 };
	struct tui_field *a = tui_field_new(&spec), *b = tui_field_new(&spec);
	struct tui_area *n = tui_area_new(0, NULL);

	(void)state;
	tui_form_field(&f, a);
	tui_form_choice(&f, &ch);
	tui_form_field(&f, b);
	tui_form_area(&f, n);
	assert_true(tui_form_typing(&f));
	assert_int_equal(tui_form_key(&f, '1'), TUI_CHANGED);
	assert_string_equal(tui_field_text(a), "1");
	tui_form_key(&f, TUI_ENTER);
	assert_false(tui_form_typing(&f));
	tui_form_key(&f, '2');
	assert_int_equal(ch.chosen, 1);
	f.items[2].off = true;
	tui_form_key(&f, TUI_TAB);
	assert_int_equal(f.at, 3);
	tui_form_key(&f, TUI_ENTER);
	assert_string_equal(tui_area_text(n), "\n");
	tui_form_key(&f, TUI_UP); /* first within the text */
	assert_int_equal(f.at, 3);
	tui_form_key(&f, TUI_UP);
	assert_int_equal(f.at, 1);
	tui_form_key(&f, TUI_BACKTAB);
	tui_form_key(&f, TUI_BACKTAB);
	assert_int_equal(f.at, 3);
	tui_field_free(a);
	tui_field_free(b);
	tui_area_free(n);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_half_a_wide_character_never_stays),
	cmocka_unit_test(test_any_drawing_leaves_a_whole_picture),
	cmocka_unit_test(test_a_cell_is_cut_and_says_so),
	cmocka_unit_test(test_lines_are_broken_as_chinese_is_set),
	cmocka_unit_test(test_a_field_scrolls_by_whole_characters),
	cmocka_unit_test(test_a_field_refuses_whole_what_does_not_fit),
	cmocka_unit_test(test_what_is_typed_is_cleaned),
	cmocka_unit_test(test_a_passphrase_is_never_drawn),
	cmocka_unit_test(test_a_list_shows_what_the_cursor_stands_on),
	cmocka_unit_test(test_a_long_list_holds_one_page),
	cmocka_unit_test(test_columns_share_the_room_and_the_last_goes_first),
	cmocka_unit_test(test_a_choice_takes_digits_of_both_widths),
	cmocka_unit_test(test_a_form_moves_in_order_and_skips_what_is_off),
};

int
main(void)
{
	lang_set("zh_CN");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
