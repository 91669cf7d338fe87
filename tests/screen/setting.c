/* SPDX-License-Identifier: Apache-2.0 */
/* What people set for themselves: the screen, what it changes in the open
 * session, and that it is there at the next sign-in. */

#include "act/actor.h"
#include "act/sample.h"
#include "act/setting.h"
#include "act/ticket.h"
#include "base/clock.h"
#include "base/lang.h"
#include "screen/oncall.h"
#include "screen/setting.h"
#include "screen/ticket.h"
#include "screen/today.h"
#include "screen/warning.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/seat.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

#define DOWN "\033[B"
#define MENU "\017" /* Ctrl-O */
#define ESC "\033"

static const struct screen_entry entries[] = {
	{ &screen_today, NULL, 0, 0 },
	{ &screen_setting, NULL, 0, 0 },
	{ .ops = NULL },
};

static struct test_term *
sit(const char *login, const struct screen_ops *first)
{
	return seat_take(
	    &(struct seat){ login, NULL, first, entries, SEAT_PLAIN });
}

static void
set(const char *login, const char *name, const char *value)
{
	struct actor *who = test_signin(login);

	assert_int_equal(act_setting_put(who, name, value, NULL), 0);
	test_leave(who);
}

/* clang-format off */
#define RULE "--------------------------------------------------------------------------------\n"

static void
test_the_settings_stand_as_drawn(void **state)
{
	struct test_term *t;

	(void)state;
	test_clock_to("2030-11-26T10:35:01+08:00");
	t = sit("cust1", &screen_setting);
	test_term_shows(t,
	    "心晴  设置                                              托管人 cust1 陶信  10:35\n"
	    RULE
	    " 哪一项                   现在是\n"
	    ">语言                     中文\n"
	    " 颜色                     深色\n"
	    " 新来电响一声             开\n"
	    " 线路慢                   自动\n"
	    " 台账里只看               没办完的都看\n"
	    " 登录后先看               今天\n"
	    " 引号一类字符的宽度       自动\n"
	    " 鼠标                     关\n"
	    " 自己的颜色               还没有\n"
	    " 练习                     还没练\n"
	    "\n"
	    RULE
	    " 这里的字用哪种语言写。\n"
	    "\n\n\n\n\n"
	    RULE
	    "Enter 改  F10 更多  F1 帮助\n"
	    "\n");
	test_term_keep(t, "setting");
	test_term_close(t);
}
/* clang-format on */

static void
test_a_new_language_is_there_at_once_and_next_time(void **state)
{
	struct test_term *t = sit("psy1", &screen_today);

	(void)state;
	/* by the palette, in pinyin */
	test_term_has(t, "心晴  今天");
	test_term_keys(t, ":shezhi\r");
	test_term_has(t, "新来电响一声");
	test_term_keys(t, "\r2");
	test_term_has(t, "Xinqing  Settings");
	test_term_has(t, "Saved.");
	test_term_line(t, 3, ">Language                 English");
	test_term_line(t, 5, " Bell for a new call      on");
	test_term_keep(t, "setting-en");
	test_term_close(t);
	t = sit("psy1", &screen_today);
	test_term_has(t, "Xinqing  Today");
	/* set elsewhere, in force here, while nobody presses a key */
	set("psy1", "language", "zh_CN");
	test_term_has(t, "心晴  今天");
	test_term_close(t);
}

static void
test_new_colours_are_there_at_once_and_next_time(void **state)
{
	struct test_term *t = sit("psy1", &screen_setting);
	struct test_cell c;

	(void)state;
	test_term_has(t, "深色");
	c = test_term_cell(t, 1, 0); /* the rule */
	assert_int_not_equal(c.fg, -1);
	test_term_keys(t, DOWN "\r");
	test_term_has(t, "无颜色");
	test_term_keep(t, "setting-theme");
	test_term_keys(t, "4"); /* default, high-contrast, light, mono, plain */
	test_term_line(t, 4, ">颜色                     无颜色");
	test_term_quiet(t, 100);
	assert_int_equal(test_term_cell(t, 1, 0).fg, -1);
	test_term_close(t);
	t = sit("psy1", &screen_setting);
	test_term_line(t, 4, " 颜色                     无颜色");
	assert_int_equal(test_term_cell(t, 1, 0).fg, -1);
	set("psy1", "theme", "default");
	test_term_line(t, 4, " 颜色                     深色");
	test_term_quiet(t, 100);
	assert_int_equal(test_term_cell(t, 1, 0).fg, c.fg);
	/* by the name that stands on the screen, read or typed */
	test_term_keys(t, ":无颜色\r");
	test_term_line(t, 4, " 颜色                     无颜色");
	test_term_keys(t, ":shense\r");
	test_term_line(t, 4, " 颜色                     深色");
	test_term_close(t);
}

static void
test_what_was_chosen_elsewhere_is_said_in_words(void **state)
{
	struct test_term *t;

	(void)state;
	set("psy1", "ledger", "closed level=grade");
	t = sit("psy1", &screen_setting);
	test_term_line(t, 7, " 台账里只看               您在台账里选的");
	/* the same question from the palette, in the same words */
	test_term_keys(t, ":huan yanse\r");
	test_term_has(t, "4 无颜色");
	test_term_keys(t, "\033");
	test_term_close(t);
}

static size_t
rings(struct test_term *t)
{
	size_t n, k = 0;
	const char *p = test_term_stream(t, &n);

	for (size_t i = 0; i < n; i++)
		k += p[i] == '\a';
	return k;
}

static void
ring(void)
{
	struct actor *who = test_signin("op2");
	struct act_ticket_call in = { .channel = CHANNEL_PHONE };
	struct act_ticket t;

	assert_int_equal(act_ticket_ring(who, &in, &t), 0);
	test_leave(who);
}

static void
test_the_bell_rings_for_a_new_call_unless_it_is_off(void **state)
{
	struct test_term *t = sit("op1", &screen_today);

	(void)state;
	test_term_has(t, "心晴  今天");
	ring();
	test_term_has(t, "等候 1");
	test_term_quiet(t, 100);
	assert_int_equal(rings(t), 1);
	test_term_keys(t, ":sz\r");
	test_term_has(t, "新来电响一声");
	test_term_keys(t, DOWN DOWN "\r2");
	test_term_line(t, 5, ">新来电响一声             关");
	test_term_keys(t, ESC);
	test_term_has(t, "等候 1");
	ring();
	test_term_has(t, "等候 2");
	test_term_quiet(t, 100);
	assert_int_equal(rings(t), 1);
	test_term_close(t);
}

/* The clock of a call goes each five seconds; on a slow line each minute. */
static void
test_a_slow_line_is_left_in_peace(void **state)
{
	struct test_term *t;

	(void)state;
	set("op1", "slow", "off"); /* nobody was asked how far away it is */
	t = sit("op1", &screen_call);
	test_term_patience(t, 15000);
	test_term_has(t, "通话 00:1");
	set("op1", "slow", "on");
	test_term_quiet(t, 6000);
	set("op1", "slow", "off");
	test_term_has(t, "通话 00:2");
	test_term_close(t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_settings_stand_as_drawn),
	cmocka_unit_test(test_a_new_language_is_there_at_once_and_next_time),
	cmocka_unit_test(test_new_colours_are_there_at_once_and_next_time),
	cmocka_unit_test(test_what_was_chosen_elsewhere_is_said_in_words),
	cmocka_unit_test(test_the_bell_rings_for_a_new_call_unless_it_is_off),
	cmocka_unit_test(test_a_slow_line_is_left_in_peace),
};

static int
begin(void **state)
{
	(void)state;
	lang_set("zh_CN");
	test_office();
	test_office_close();
	return 0;
}

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
