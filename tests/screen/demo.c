/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/lang.h"
#include "screen/screen.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

/* A screen made of invented rows, to try the frame and each widget with. */
struct demo {
	struct screen screen;
	struct tui_list list;
	struct tui_form form;
};

static const char *const rows[] = { "回拨  来电人「晚风」",
	"坏人\033[2J\xe2\x80\xae名", "小结  工单 1190", "第四行", "第五行" };

static size_t
demo_count(void *data)
{
	(void)data;
	return nitems(rows);
}

static void
demo_row(void *data, size_t i, struct tui_view line)
{
	(void)data;
	tui_text(line, 0, 1, i == 0 ? TUI_LATE : TUI_PLAIN,
	    i == 0 ? "超时" : "还剩");
	tui_text(line, 0, 8, TUI_PLAIN, rows[i]);
}

static const struct tui_list_ops demo_list = { demo_count, demo_row, NULL };

static int
demo_open(struct screen *s, const void *arg)
{
	struct demo *d = (struct demo *)s;

	(void)arg;
	d->list.ops = &demo_list;
	d->list.data = d;
	return 0;
}

static void
demo_where(struct screen *s, struct screen_title *t)
{
	(void)s;
	buf_add_text(t->where, "今天    夜班 22:00-08:00");
	buf_add_text(t->state, "等候 1");
}

static void
demo_draw(struct screen *s, struct tui_view v)
{
	struct demo *d = (struct demo *)s;

	tui_text(v, 0, 1, TUI_HEAD, "现在要做");
	tui_list_draw(&d->list, tui_sub(v, 1, 0, 5, v.w), true);
}

static int
demo_key(struct screen *s, uint32_t key)
{
	struct demo *d = (struct demo *)s;

	return tui_list_key(&d->list, key) != TUI_PASS ? SCREEN_USED
						       : SCREEN_PASS;
}

static int
demo_call(struct screen *s)
{
	screen_say(s, "接了");
	return SCREEN_USED;
}

static const struct screen_action demo_actions[] = {
	{ "Take the call", "接来电", "jielaidian jld", TUI_F(2), TUI_CTRL('N'),
	    demo_call, NULL },
	{ .name = NULL }
};

static const struct screen_ops demo_ops = {
	.name = "demo",
	.title = "今天",
	.size = sizeof(struct demo),
	.actions = demo_actions,
	.open = demo_open,
	.where = demo_where,
	.draw = demo_draw,
	.key = demo_key,
};

static int64_t
fixed_now(struct actor *who)
{
	(void)who;
	return 1795371240; /* 2026-11-23 02:14 in Shanghai */
}

static int
demo_main(void *arg)
{
	struct screen_start st = {
		.fd = 0,
		.term = getenv("TERM"),
		.first = &demo_ops,
		.person = "接线员 op1 林晓",
		.now = fixed_now,
		.language = arg,
	};

	return screen_main(&st) == 0 ? 0 : 1;
}

static void
test_the_frame_stands_as_drawn(void **state)
{
	struct test_term *t;

	(void)state;
	t = test_term_open(24, 80, NULL, demo_main, "zh_CN");
	/* clang-format off */
	test_term_shows(t,
	    "心晴  今天    夜班 22:00-08:00                    等候 1  接线员 op1 林晓  02:14\n"
	    "--------------------------------------------------------------------------------\n"
	    " 现在要做\n"
	    ">超时   回拨  来电人「晚风」\n"
	    " 还剩   坏人[U+001B][2J[U+202E]名\n"
	    " 还剩   小结  工单 1190\n"
	    " 还剩   第四行\n"
	    " 还剩   第五行\n"
	    "\n\n\n\n\n\n\n\n\n\n\n\n\n"
	    "--------------------------------------------------------------------------------\n"
	    "F2 接来电  F10 更多  F1 帮助\n"
	    "\n");
	/* clang-format on */
	test_term_cursor(t, 3, 0);
	test_term_keys(t, "\033[B");
	test_term_cursor(t, 4, 0);
	test_term_keys(t, "\033[12~");
	test_term_has(t, "接了");
	test_term_close(t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_frame_stands_as_drawn),
};

TEST_MAIN(tests)
