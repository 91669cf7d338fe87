/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/text.h"
#include "src/tui/internal.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"
#include "tui/tui.h"

/* Picture number n, the same on both sides of the terminal: texts of all
 * widths anywhere, over what the picture before left. */
static void
draw(struct tui_view v, uint32_t n)
{
	static const char *const texts[] = { "心晴", "a", "工单 1193",
		"「晚风」", "e\xcc\x81", "....", "x中y文z", "\033[2J" };
	uint32_t seed = n * 2654435761u + 1;

	for (int i = 0; i < 40; i++) {
		seed = seed * 1664525 + 1013904223;
		tui_text(v, (int)(seed >> 8 & 0xff) % v.h,
		    (int)(seed >> 16 & 0xff) % v.w,
		    (enum tui_role)((seed >> 24) % TUI_ROLES),
		    texts[seed >> 13 & 7]);
	}
	tui_caret(
	    v, (int)(seed >> 8 & 0xff) % v.h, (int)(seed >> 16 & 0xff) % v.w);
}

static int
painter(void *arg)
{
	struct theme theme;
	struct tui_options o = {
		.fd = 0, .term = getenv("TERM"), .theme = &theme
	};
	struct tui_event ev;
	struct tui *t;
	uint32_t n = 0;

	(void)arg;
	lang_set("zh_CN");
	theme_none(&theme);
	if (tui_open(&t, &o) != 0)
		return 1;
	for (;;) {
		draw(tui_begin(t), n);
		tui_show(t);
		switch (tui_wait(t, &ev, -1)) {
		case TUI_KEY:
			n++;
			if (ev.key == 'q') {
				tui_close(t);
				return 0;
			}
			if (ev.key == TUI_CTRL('L'))
				tui_redraw(t);
			break;
		case TUI_GONE:
			tui_close(t);
			return 2;
		default:
			break;
		}
	}
}

static void
check(struct test_term *t, int rows, int cols, uint32_t n)
{
	struct tui_canvas *c = tui_canvas_new(rows, cols);
	struct tui_cell *last;
	struct buf *b = buf_new();

	draw(tui_canvas_view(c), n);
	/* The last cell of all is never written. */
	last = tui_cell_at(c, rows - 1, cols - 1);
	if (last->width == 0)
		last[-1].chars[0] = ' ';
	last->chars[0] = ' ';
	for (int y = 0; y < rows; y++) {
		/* Nor marks on the last character of a line. */
		tui_cell_at(c, y, cols - 1)->chars[1] = 0;
		tui_canvas_row(c, y, b);
		buf_add_char(b, '\n');
	}
	test_term_shows(t, buf_text(b));
	buf_free(b);
	tui_canvas_free(c);
}

/* A terminal for each size: the resizing of libvterm 0.1.4 is not trusted. */
static void
pictures(const char *term, int rows, int cols, uint32_t first)
{
	struct test_term *t = test_term_open(rows, cols, term, painter, NULL);

	for (uint32_t n = 0; n < 30; n++) {
		check(t, rows, cols, n);
		test_term_keys(t, (first + n) % 17 == 3 ? "\f" : "x");
	}
	test_term_keys(t, "q");
	assert_int_equal(test_term_end(t, 2000), 0);
	test_term_close(t);
}

static void
test_what_is_drawn_is_what_stands_there(void **state)
{
	static const char *const terms[] = { "xterm", "linux", "vt100",
		"tmux-256color" };
	static const struct {
		int rows, cols;
	} sizes[] = { { 6, 21 }, { 9, 34 }, { 4, 13 }, { 6, 22 } };

	(void)state;
	lang_set("zh_CN");
	for (size_t i = 0; i < nitems(terms); i++)
		for (size_t k = 0; k < nitems(sizes); k++)
			pictures(terms[i], sizes[k].rows, sizes[k].cols,
			    (uint32_t)k * 30);
}

static void
test_the_terminal_is_put_back(void **state)
{
	struct test_term *t = test_term_open(6, 21, "xterm", painter, NULL);

	(void)state;
	check(t, 6, 21, 0);
	assert_true(test_term_alternate(t));
	test_term_keys(t, "q");
	assert_int_equal(test_term_end(t, 2000), 0);
	assert_false(test_term_alternate(t));
	test_term_close(t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_what_is_drawn_is_what_stands_there),
	cmocka_unit_test(test_the_terminal_is_put_back),
};

TEST_MAIN(tests)
