/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/lib/demo.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

static struct test_term *
begin(int rows, int cols, const char *term, struct demo_options o)
{
	static struct demo_options kept;

	kept = o;
	return test_term_open(rows, cols, term, demo_main, &kept);
}

/* clang-format off */
#define RULE "--------------------------------------------------------------------------------\n"
#define LIST_BODY \
    " 现在要做  5 件                                                    今晚接了 7 通\n" \
    " due#            name#                       next#\n" \
    ">超时   12 分 #0 曾一诺                      再拨一次\n" \
    " 还剩   8 分 #1  坏[U+001B][2J[U+202E]名     打学校值班电话\n" \
    " 今天 #2         王〓                        接着写，这一句长得一行里放不下，..\n" \
    " 明天 #3         \\xff\\xfe                    打电话\n" \
    " 周四 #4         e\xcc\x81\xcc\x81                           再看看\n" \
    "\n\n" \
    " changed 0\n" \
    "\n\n\n\n\n\n\n\n\n"
/* clang-format on */

static void
test_the_frame_stands_as_drawn(void **state)
{
	struct test_term *t;

	(void)state;
	t = begin(24, 80, NULL, (struct demo_options){ 0 });
	/* clang-format off */
	test_term_shows(t,
	    "心晴  今天    夜班 22:00-08:00                    等候 1  接线员 op1 林晓  02:14\n"
	    RULE
	    LIST_BODY
	    RULE
	    "Enter 打开  F2 接来电  F4 写下来  F3 Demo form  F10 更多  F1 帮助\n"
	    "The screen's own hint.\n");
	/* clang-format on */
	test_term_cursor(t, 4, 0);
	test_term_keep(t, "demo-list");
	test_term_close(t);
}

static void
test_every_widget_stands_as_drawn(void **state)
{
	struct test_term *t;

	(void)state;
	t = begin(24, 80, NULL, (struct demo_options){ .form = true });
	test_term_has(t, "怎么称呼");
	test_term_keys(t, "晚风\t６０\t2\t \t");
	test_term_keys(t, "今晚吵完把门反锁了。\r声音很轻");
	test_term_has(t, "声音很轻");
	/* clang-format off */
	test_term_shows(t,
	    "心晴  Demo form                                           接线员 op1 林晓  02:14\n"
	    RULE
	    " 怎么称呼 [晚风                ]   有多强 [60   ]\n"
	    "\n"
	    " 有没有不想活的念头\n"
	    "     1 没有  [2 有]  3 有，而且想过怎么做   4 不愿说   5 没来得及问\n"
	    "\n"
	    " [x] 情绪变了很多   [ ] 行为变了很多\n"
	    " [ ] 可能被欺负     [ ] 吃不好睡不好\n"
	    "\n"
	    RULE
	    " 记录\n"
	    " 今晚吵完把门反锁了。\n"
	    " 声音很轻\n"
	    "\n\n\n\n\n\n\n"
	    RULE
	    "Tab 下一格  F8 送出  F10 更多  F1 帮助\n"
	    "\n");
	/* clang-format on */
	test_term_cursor(t, 13, 9);
	test_term_keep(t, "demo-form");
	test_term_close(t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_frame_stands_as_drawn),
	cmocka_unit_test(test_every_widget_stands_as_drawn),
};

TEST_MAIN(tests)
