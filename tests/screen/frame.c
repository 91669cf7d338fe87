/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/epoch.h"
#include "tests/lib/demo.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

static struct test_term *
begin_in(int rows, int cols, const char *term, struct demo_options o)
{
	static struct demo_options kept;
	struct test_term *t;

	kept = o;
	t = test_term_open(rows, cols, term, demo_main, &kept);
	test_term_has(t, "F1 "); /* the whole picture stands */
	return t;
}

static struct test_term *
begin(struct demo_options o)
{
	return begin_in(24, 80, NULL, o);
}

static void
test_each_action_has_two_keys(void **state)
{
	static const char *const keys[] = { "\033[12~", "\033OQ", "\x0e" };
	struct test_term *t = begin((struct demo_options){ 0 });

	(void)state;
	for (size_t i = 0; i < nitems(keys); i++) {
		test_term_keys(t, "3");
		test_term_has(t, "section 3");
		test_term_keys(t, keys[i]);
		test_term_line(t, 23, "call taken");
	}
	test_term_keys(t, "\xef\xbc\x93"); /* a full-width 3 */
	test_term_line(t, 23, "section 3");
	test_term_keys(t, "x"); /* a letter does nothing */
	test_term_line(t, 23, "The screen's own hint.");
	test_term_close(t);
}

static void
test_what_is_not_possible_says_why(void **state)
{
	struct test_term *t = begin((struct demo_options){ 0 });

	(void)state;
	test_term_keys(t, "\033[18~");
	test_term_line(t, 23, "要先接来电");
	test_term_keys(t, "\033[19~"); /* F8: hidden, as if it were not there */
	test_term_line(t, 23, "现在还不能这样做。");
	test_term_close(t);
}

static void
test_f10_numbers_everything(void **state)
{
	struct test_term *t = begin((struct demo_options){ 0 });

	(void)state;
	test_term_keys(t, "\033[21~");
	test_term_has(t, "1 Take this one");
	test_term_has(t, "5 Not yet  要先接来电");
	test_term_has(t, "这一页的帮助");
	test_term_lacks(t, "Never shown");
	test_term_keep(t, "demo-menu");
	test_term_keys(t, "1");
	test_term_line(t, 23, "call taken");
	test_term_lacks(t, "Not yet");
	test_term_keys(t, "\x0f\033[B\r"); /* Ctrl-O, down, Enter */
	test_term_has(t, "怎么称呼");
	test_term_close(t);
}

static void
test_the_palette_finds_by_chinese_pinyin_and_english(void **state)
{
	static const char *const names[] = { "遮住", "zzpm", "Hide the",
		"zhezhu", "zhezhupingmu" };
	struct test_term *t = begin((struct demo_options){ 0 });

	(void)state;
	for (size_t i = 0; i < nitems(names); i++) {
		test_term_keys(t, ":");
		test_term_has(t, "打汉字、拼音");
		test_term_keys(t, names[i]);
		test_term_lacks(t, "Take this one");
		test_term_keys(t, "\r");
		test_term_has(t, "屏幕已遮住");
		test_term_keys(t, "open\r");
		test_term_has(t, "现在要做");
	}
	test_term_keys(t, "\xef\xbc\x9a"
			  "jld\r"); /* full-width colon */
	test_term_line(t, 23, "call taken");
	test_term_keys(t, ":nothing");
	test_term_has(t, "没有叫这个名字的");
	test_term_keep(t, "demo-palette");
	test_term_keys(t, "\x07");
	test_term_lacks(t, "没有叫这个名字的");
	test_term_close(t);
}

static void
test_help_is_of_this_screen(void **state)
{
	struct test_term *t = begin((struct demo_options){ 0 });

	(void)state;
	test_term_keys(t, "\033[11~");
	test_term_has(t, "The second line of the help.");
	test_term_has(t, "F2  Ctrl-N      Take this one");
	test_term_has(t, "Esc  Ctrl-G");
	test_term_keep(t, "demo-help");
	test_term_keys(t, "\x07");
	test_term_lacks(t, "The second line of the help.");
	test_term_keys(t, "?");
	test_term_has(t, "The second line of the help.");
	test_term_close(t);
}

static void
test_hiding_blanks_the_body_at_once(void **state)
{
	struct test_term *t = begin((struct demo_options){ 0 });

	(void)state;
	test_term_keys(t, "\033[24~");
	test_term_has(t, "屏幕已遮住。输入口令回来。");
	test_term_lacks(t, "曾一诺");
	test_term_lacks(t, "夜班");
	test_term_has(t, "op1"); /* the user's id stands everywhere */
	test_term_keep(t, "demo-hidden");
	test_term_keys(t, "wrong\r");
	test_term_line(t, 23, "口令不对，还可以再试。忘了就找本组负责人。");
	test_term_lacks(t, "*");
	test_term_keys(t, "\033[11~\033[21~:"); /* nothing else works here */
	test_term_lacks(t, "Take this one");
	test_term_keys(t, "\x15open\r");
	test_term_has(t, "曾一诺");
	test_term_keys(t, "\x0b");
	test_term_lacks(t, "曾一诺");
	test_term_close(t);
}

static void
test_five_wrong_passphrases_end_the_session(void **state)
{
	struct test_term *t = begin((struct demo_options){ 0 });

	(void)state;
	test_term_keys(t, "\x0b");
	for (int i = 0; i < 5; i++)
		test_term_keys(t, "wrong\r");
	assert_int_equal(test_term_end(t, 3000), 3);
	test_term_close(t);
}

static void
test_an_idle_screen_locks_but_not_in_a_call(void **state)
{
	struct demo_options o = { .lock_s = 1, .end_s = 2 };
	struct test_term *t = begin(o);

	(void)state;
	test_term_has(t, "屏幕已遮住");
	assert_int_equal(test_term_end(t, 3000), 3); /* then it ends */
	test_term_close(t);
	o.in_call = true;
	t = begin(o);
	test_term_patience(t, 2500);
	test_term_quiet(t, 1500);
	test_term_has(t, "曾一诺");
	test_term_close(t);
}

/* Asked, and nothing else: it goes on, and whatever key comes is a yes. */
static void
test_a_quiet_call_is_asked_after_and_goes_on(void **state)
{
	struct demo_options o = {
		.lock_s = 1, .end_s = 2, .quiet_s = 1, .in_call = true
	};
	struct test_term *t = begin(o);

	(void)state;
	test_term_has(t, "还在通话吗？按任意键就行；不按也不会断。");
	test_term_has(t, "曾一诺");
	test_term_patience(t, 2500);
	test_term_quiet(t, 1500); /* neither locked nor ended */
	test_term_keys(t, "\r");  /* and it opens nothing */
	test_term_lacks(t, "还在通话吗");
	test_term_has(t, "还在通话吗"); /* a second later, again */
	test_term_keys(t, "\033[21~");	/* F10: for the answer */
	test_term_lacks(t, "还在通话吗");
	test_term_lacks(t, "这一页的帮助");
	test_term_close(t);
	o.in_call = false;
	o.lock_s = 30;
	t = begin(o);
	test_term_patience(t, 2500);
	test_term_quiet(t, 1500);
	test_term_lacks(t, "还在通话吗");
	test_term_close(t);
}

static void
test_the_caret_stays_in_its_field_when_the_window_changes(void **state)
{
	struct test_term *t = begin((struct demo_options){ .form = true });

	(void)state;
	test_term_keys(t, "晚风\t\t\t\t今晚吵完把门反锁了。声音很轻，");
	test_term_cursor(t, 12, 31);
	test_term_resize(t, 30, 100);
	test_term_has(t, "02:14");
	test_term_cursor(t, 12, 31);
	test_term_keys(t, "停顿多");
	test_term_has(t, "声音很轻，停顿多");
	test_term_resize(t, 20, 60);
	test_term_has(t, "窗口太小了，请拉大一点。字都还在。");
	test_term_lacks(t, "停顿多");
	test_term_keys(t, "。");
	test_term_resize(t, 24, 80);
	test_term_has(t, "声音很轻，停顿多。");
	test_term_cursor(t, 12, 39);
	test_term_close(t);
}

static void
test_a_larger_window_gives_the_body_more(void **state)
{
	struct test_term *t =
	    begin_in(30, 130, NULL, (struct demo_options){ 0 });

	(void)state;
	test_term_has(t, "aside");
	test_term_line(t, 29, "The screen's own hint.");
	test_term_has(t, "旁边一列");
	test_term_close(t);
}

static void
test_a_paste_is_text_and_no_command(void **state)
{
	struct test_term *t = begin((struct demo_options){ .form = true });

	(void)state;
	test_term_paste(t, "一行\n两行\033[21~\x13");
	test_term_has(t, "[一行 两行[21~ ");
	test_term_has(t, "怎么称呼");
	test_term_keys(t, "\t\t\t\t");
	test_term_paste(t, "第一行\r\n第二行\x1b\x18");
	test_term_line(t, 12, " 第一行");
	test_term_line(t, 13, " 第二行");
	test_term_close(t);
	t = begin((struct demo_options){ 0 });
	test_term_paste(t, "3\x0e");
	test_term_line(t, 23, "The screen's own hint.");
	test_term_close(t);
}

/* Longer than any of the fields it is meant for. */
static void
test_a_paste_that_has_no_room_is_refused_whole_and_said(void **state)
{
	static const char refused[] = "这里放不下，一个字也没有放进去。";
	struct test_term *t = begin((struct demo_options){ .form = true });
	char lots[1300] = "";

	(void)state;
	for (int i = 0; i < 100; i++)
		strcat(lots, "太长了。");
	test_term_paste(t, lots);
	test_term_line(t, 23, refused);
	test_term_lacks(t, "太长了。太");
	test_term_paste(t, "放得下");
	test_term_has(t, "[放得下 ");
	test_term_lacks(t, refused);
	test_term_paste(t, "\n"); /* nothing, which fits everywhere */
	test_term_paste(t, "");
	test_term_quiet(t, 50);
	test_term_lacks(t, refused);
	test_term_keys(t, "\x0b"); /* where the passphrase is asked for */
	test_term_has(t, "屏幕已遮住");
	test_term_paste(t, lots);
	test_term_has(t, refused);
	test_term_close(t);
	t = begin((struct demo_options){ 0 });
	test_term_keys(t, "\x10");
	test_term_has(t, "怎么做的？");
	test_term_keys(t, "3");
	test_term_has(t, "为什么没做成？写一句。");
	test_term_paste(t, lots);
	test_term_has(t, refused);
	test_term_close(t);
}

static void
test_questions_come_back_with_the_answer(void **state)
{
	struct test_term *t = begin((struct demo_options){ 0 });

	(void)state;
	test_term_keys(t, "\x10");
	test_term_has(t, "怎么做的？");
	test_term_has(t, "曾一诺"); /* what it is about stays in sight */
	test_term_keep(t, "demo-choose");
	test_term_keys(t, "3");
	test_term_has(t, "为什么没做成？写一句。");
	test_term_keys(t, "\r"); /* empty is no answer */
	test_term_keys(t, "没接通\r");
	test_term_line(t, 23, "reason 没接通");
	test_term_keys(t, "\x10\x07");
	test_term_line(t, 23, "way -1");
	test_term_keys(t, "\033[17~");
	test_term_has(t, "两份都在，请看一下留哪份。");
	test_term_has(t, "我写的一句");
	test_term_has(t, "两行");
	test_term_keep(t, "demo-conflict");
	test_term_keys(t, "2");
	test_term_line(t, 23, "kept 1");
	test_term_close(t);
}

static void
test_the_screen_below_hears_the_answer(void **state)
{
	struct test_term *t = begin((struct demo_options){ 0 });

	(void)state;
	test_term_keys(t, "\x06"); /* Ctrl-F: a screen with a key of its own */
	test_term_has(t, "怎么称呼");
	test_term_keys(t, "\x13"); /* Ctrl-S: flow control is off */
	test_term_line(t, 23, "form answered 42");
	test_term_keys(t, "\x06");
	test_term_has(t, "怎么称呼");
	test_term_keys(t, "\033");
	test_term_has(t, "曾一诺");
	test_term_keys(t, "\033");
	test_term_has(t, "要退出吗？");
	test_term_keys(t, "2");
	test_term_lacks(t, "要退出吗？");
	test_term_keys(t, "\x07"
			  "1");
	assert_int_equal(test_term_end(t, 3000), 0);
	assert_false(test_term_alternate(t));
	test_term_close(t);
}

static void
test_language_and_theme_change_at_once(void **state)
{
	struct test_term *t = begin((struct demo_options){ 0 });

	(void)state;
	assert_true(test_term_cell(t, 4, 1).fg >= 0); /* 超时, coloured */
	test_term_keys(t, ":english\r");
	test_term_has(t, "Xinqing  ");
	test_term_has(t, "F10 more  F1 help");
	test_term_keep(t, "demo-english");
	test_term_keys(t, ":mono\r");
	test_term_has(t, "F10 more");
	test_term_quiet(t, 100);
	assert_int_equal(test_term_cell(t, 4, 1).fg, -1);
	assert_true(test_term_cell(t, 4, 1).bold);
	test_term_keys(t, ":theme plain\r");
	test_term_has(t, "Nothing of that name.");
	test_term_keys(t, "\x15"
			  "plain\r");
	test_term_line(t, 1, ""); /* no rules for a screen reader */
	test_term_keys(t, ":yuyan\r");
	test_term_has(t, "F10 更多");
	test_term_close(t);
}

static void
wait_for_draft(const char *path, const char *text)
{
	int64_t end = clock_ticks_ms() + 3000;
	char got[4096];
	size_t n = 0;
	FILE *f;

	do {
		if ((f = fopen(path, "r")) != NULL) {
			n = fread(got, 1, sizeof(got) - 1, f);
			fclose(f);
		}
		got[n] = '\0';
		if (strcmp(got, text) == 0)
			return;
		usleep(10000);
	} while (clock_ticks_ms() < end);
	fail_msg("the draft is \"%s\", not \"%s\"", got, text);
}

static void
test_a_draft_is_saved_within_a_second(void **state)
{
	struct test_term *t = begin(
	    (struct demo_options){ .form = true, .drafts = test_folder() });
	char path[512];
	int64_t began;

	(void)state;
	snprintf(path, sizeof(path), "%s/draft", test_folder());
	test_term_keys(t, "\t\t\t\t声音很轻");
	began = clock_ticks_ms();
	wait_for_draft(path, "声音很轻");
	test_within("the draft", clock_ticks_ms() - began, 1000);
	/* Typing on and on does not put it off. */
	test_term_keys(t, "，停顿多");
	wait_for_draft(path, "声音很轻，停顿多");
	/* And when the line is lost. */
	test_term_keys(t, "。");
	test_term_has(t, "停顿多。");
	test_term_close(t);
	wait_for_draft(path, "声音很轻，停顿多。");
	unlink(path);
}

static void
test_a_draft_that_cannot_be_saved_says_so(void **state)
{
	struct test_term *t =
	    begin((struct demo_options){ .form = true, .drafts = "/nowhere" });

	(void)state;
	test_term_keys(t, "\t\t\t\t字");
	test_term_has(t, "没存上：磁盘满了。");
	test_term_has(t, "字");
	test_term_close(t);
}

static void
test_a_change_by_another_process_comes_in(void **state)
{
	struct demo_options o = { 0 };
	struct test_term *t;

	(void)state;
	if (chdir(test_folder()) != 0 || epoch_open(&o.epoch) != 0)
		fail_msg("no epoch page");
	t = begin(o);
	test_term_has(t, "changed 0");
	epoch_bump(o.epoch, 7);
	epoch_wake(o.epoch);
	test_term_has(t, "changed 1");
	/* Hidden: nothing is read; it comes with the passphrase. */
	test_term_keys(t, "\x0b");
	test_term_has(t, "屏幕已遮住");
	epoch_bump(o.epoch, 7);
	epoch_wake(o.epoch);
	test_term_quiet(t, 100);
	test_term_keys(t, "open\r");
	test_term_has(t, "changed 2");
	test_term_close(t);
	epoch_close(o.epoch);
}

static void
test_a_step_of_the_cursor_costs_little(void **state)
{
	struct test_term *t = begin((struct demo_options){ 0 });
	size_t before, step, ten;

	(void)state;
	test_term_cursor(t, 4, 0);
	test_term_quiet(t, 100);
	before = test_term_count(t);
	test_term_keys(t, "\033[B");
	test_term_cursor(t, 5, 0);
	test_term_quiet(t, 100);
	step = test_term_count(t) - before;
	test_true("a step takes 20 bytes at most", step <= 20);
	/* Ten keys waiting are one picture, not ten. */
	kill(test_term_pid(t), SIGSTOP);
	before = test_term_count(t);
	for (int i = 0; i < 5; i++)
		test_term_keys(t, "\033[B\033[A");
	test_term_keys(t, "\033[B");
	kill(test_term_pid(t), SIGCONT);
	test_term_cursor(t, 6, 0);
	test_term_quiet(t, 100);
	ten = test_term_count(t) - before;
	test_true("eleven keys are one repaint", ten <= 20);
	/* And nothing comes by itself. */
	before = test_term_count(t);
	test_term_quiet(t, 300);
	assert_int_equal(test_term_count(t), before);
	test_term_close(t);
}

static void
test_other_terminals_show_the_same(void **state)
{
	static const char *const terms[] = { "xterm", "vt100", "vt220",
		"screen-256color", "tmux-256color", "rxvt-unicode-256color" };

	(void)state;
	for (size_t i = 0; i < nitems(terms); i++) {
		struct test_term *t =
		    begin_in(24, 80, terms[i], (struct demo_options){ 0 });

		test_term_line(t, 4,
		    ">超时   12 分 #0 曾一诺                      再拨一次");
		test_term_line(t, 22,
		    "Enter 打开  F2 接来电  F4 写下来  F3 Demo form  F10 更多  "
		    "F1 帮助");
		test_term_keys(t, "\033[B\033[12~");
		test_term_line(t, 23, "call taken");
		test_term_cursor(t, 5, 0);
		test_term_close(t);
	}
}

static void
test_a_terminal_nobody_knows_is_refused(void **state)
{
	static struct demo_options o;
	static const char *const terms[] = { "no-such-terminal", "dumb",
		"../xterm", "" };

	(void)state;
	for (size_t i = 0; i < nitems(terms); i++) {
		struct test_term *t =
		    test_term_open(24, 80, terms[i], demo_main, &o);

		assert_int_equal(test_term_end(t, 3000), 1);
		test_term_close(t);
	}
	assert_true(tui_term_known("xterm"));
	assert_false(tui_term_known("dumb"));
	assert_false(tui_term_known("x\033"));
	assert_false(tui_term_has_han("linux"));
	assert_true(tui_term_has_han("xterm"));
}

static void
test_the_terminal_says_how_wide_it_draws(void **state)
{
	struct demo_options o = { .probe_ms = 1500 };
	struct test_term *t = begin(o);

	(void)state;
	/* Typed while it was still asking: nothing of it is lost. */
	test_term_has(t, "曾一诺");
	test_term_lacks(t, "中中");
	test_term_close(t);
}

static void
test_a_client_not_set_to_utf8_is_told_what_to_do(void **state)
{
	static struct demo_options o = { .probe_ms = 1500 };
	struct test_term *t = test_term_open(24, 80, NULL, demo_main, &o);

	(void)state;
	test_term_no_utf8(t);
	test_term_has(t, "PuTTY      Window > Translation");
	test_term_keep(t, "demo-encoding");
	test_term_keys(t, "x\r");
	test_term_has(t, "F10 ");
	test_term_close(t);
	t = test_term_open(24, 80, NULL, demo_main, &o);
	test_term_no_utf8(t);
	test_term_has(t, "not set to UTF-8");
	test_term_keys(t, "\x07");
	assert_int_equal(test_term_end(t, 3000), 0);
	test_term_close(t);
}

/* An old session of a Chinese PuTTY or Xshell: nothing there but the page says
 * so, and then everything reads and writes as elsewhere. */
static void
test_a_client_set_to_gb18030_reads_and_writes(void **state)
{
	static struct demo_options o = { .probe_ms = 1500, .form = true };
	struct test_term *t = test_term_open(24, 80, NULL, demo_main, &o);

	(void)state;
	test_term_gb18030(t);
	test_term_has(t, "看得懂这一行，按 Enter 就能用");
	test_term_keys(t, "\r");
	test_term_has(t, "F10 更多");
	test_term_keys(t, "曾一诺𠮷");
	test_term_has(t, "曾一诺𠮷");
	test_term_lacks(t, "?");
	test_term_resize(t, 30, 100);
	test_term_has(t, "曾一诺𠮷");
	test_term_close(t);
}

static void
test_a_client_set_to_gb18030_is_asked_once_however_late_it_answers(void **state)
{
	static struct demo_options o = { .probe_ms = 300, .form = true };
	struct test_term *t = test_term_open(24, 80, NULL, demo_main, &o);

	(void)state;
	test_term_gb18030(t);
	test_term_mute(t, true);
	test_term_keys(t, "\033[1;7R"); /* two Han characters were six wide */
	test_term_has(t, "看得懂这一行，按 Enter 就能用");
	test_term_keys(t, "\r");
	test_term_has(t, "F10 更多");
	test_term_keys(t, "\033[1;3R");
	test_term_keys(t, "曾一诺");
	test_term_has(t, "曾一诺");
	test_term_lacks(t, "看得懂这一行");
	test_term_close(t);
}

static void
test_a_terminal_far_away_is_not_waited_for_and_still_believed(void **state)
{
	static struct demo_options o = { .probe_ms = 1 };
	struct test_term *t = test_term_open(24, 80, NULL, demo_main, &o);

	(void)state;
	test_term_no_utf8(t);
	test_term_mute(t, true);
	test_term_has(t, "F10 ");
	test_term_mute(t, false);
	test_term_has(t, "not set to UTF-8");
	test_term_lacks(t, "F10 ");
	test_term_keys(t, "\r");
	test_term_has(t, "F10 ");
	test_term_close(t);
}

static void
test_a_console_without_chinese_speaks_english(void **state)
{
	struct test_term *t =
	    begin_in(24, 80, "linux", (struct demo_options){ 0 });

	(void)state;
	test_term_has(t, "F10 more  F1 help");
	test_term_has(t, "This console cannot draw Chinese.");
	test_term_keys(t, "\033[B\033[[B");
	test_term_line(t, 23, "call taken");
	test_term_cursor(t, 5, 0);
	test_term_close(t);
}

static void
test_a_lost_line_ends_the_session(void **state)
{
	struct test_term *t = begin((struct demo_options){ 0 });

	(void)state;
	test_term_keys(t, "\x10"); /* in the middle of a question */
	test_term_has(t, "怎么做的？");
	assert_int_equal(test_term_close(t), 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_each_action_has_two_keys),
	cmocka_unit_test(test_what_is_not_possible_says_why),
	cmocka_unit_test(test_f10_numbers_everything),
	cmocka_unit_test(test_the_palette_finds_by_chinese_pinyin_and_english),
	cmocka_unit_test(test_help_is_of_this_screen),
	cmocka_unit_test(test_hiding_blanks_the_body_at_once),
	cmocka_unit_test(test_five_wrong_passphrases_end_the_session),
	cmocka_unit_test(test_an_idle_screen_locks_but_not_in_a_call),
	cmocka_unit_test(test_a_quiet_call_is_asked_after_and_goes_on),
	cmocka_unit_test(
	    test_the_caret_stays_in_its_field_when_the_window_changes),
	cmocka_unit_test(test_a_larger_window_gives_the_body_more),
	cmocka_unit_test(test_a_paste_is_text_and_no_command),
	cmocka_unit_test(
	    test_a_paste_that_has_no_room_is_refused_whole_and_said),
	cmocka_unit_test(test_questions_come_back_with_the_answer),
	cmocka_unit_test(test_the_screen_below_hears_the_answer),
	cmocka_unit_test(test_language_and_theme_change_at_once),
	cmocka_unit_test(test_a_draft_is_saved_within_a_second),
	cmocka_unit_test(test_a_draft_that_cannot_be_saved_says_so),
	cmocka_unit_test(test_a_change_by_another_process_comes_in),
	cmocka_unit_test(test_a_step_of_the_cursor_costs_little),
	cmocka_unit_test(test_other_terminals_show_the_same),
	cmocka_unit_test(test_a_terminal_nobody_knows_is_refused),
	cmocka_unit_test(test_the_terminal_says_how_wide_it_draws),
	cmocka_unit_test(test_a_client_not_set_to_utf8_is_told_what_to_do),
	cmocka_unit_test(test_a_client_set_to_gb18030_reads_and_writes),
	cmocka_unit_test(
	    test_a_client_set_to_gb18030_is_asked_once_however_late_it_answers),
	cmocka_unit_test(
	    test_a_terminal_far_away_is_not_waited_for_and_still_believed),
	cmocka_unit_test(test_a_console_without_chinese_speaks_english),
	cmocka_unit_test(test_a_lost_line_ends_the_session),
};

TEST_MAIN(tests)
