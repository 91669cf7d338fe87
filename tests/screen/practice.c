/* SPDX-License-Identifier: Apache-2.0 */
/* Practising: offered once, walked through post by post on the screens one
 * works with, marked on every picture, left at any time, and a real call wins.
 */
#include "act/actor.h"
#include "act/setting.h"
#include "act/ticket.h"
#include "base/lang.h"
#include "tests/lib/office.h"
#include "tests/lib/practice.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

#define ESC "\007" /* its second way: no wait for what follows */
#define F2 "\033[12~"
#define F4 "\033[14~"
#define F5 "\033[15~"
#define F7 "\033[18~"
#define F8 "\033[19~"
#define F9 "\033[20~"
#define F12 "\033[24~"
#define UP "\033[A"
#define DOWN "\033[B"
#define CTRL_Q "\021"

/* --- post by post ----------------------------------------------------------
 */

#define STEPS 12

static const struct walk {
	const char *login;
	int tasks;
	struct {
		const char *says, *keys;
	} step[STEPS];
} walks[] = {
	{ "op1", 3,
	    { { "1/3 电话在响：按 F2 接。", F2 },
		{ "1/3 把听到的写几个字", "睡不好" },
		{ "2/3 事情严重了：按 F9。", F9 },
		{ "2/3 值班长进来了。Enter 记下一步", "\r\r\r\r\r\r\r\r\r" },
		{ "3/3 F4 三问：按数字选", F4 "2\t60\t-" },
		{ "3/3 F8：接下来怎么办。", F8 "1" } } },
	{ "lead1", 3,
	    { { "1/3 按 : ，打 pd", ":pd\r" }, { "2/3 断线的那一行", "\r" },
		{ "2/3 F5，再按 1", F5 "1" },
		{ "3/3 按 Esc 回到今天。", ESC ESC },
		{ "3/3 家里电话那一行", DOWN "\r\r" } } },
	{ "psy1", 3,
	    { { "1/3 新报来的那一行", DOWN "\r" },
		{ "2/3 看一看，再按 F4", F4 }, { "3/3 按 Esc 回到今天。", ESC },
		{ "3/3 待写记录的那一行", UP "\r" },
		{ "3/3 写两句；Tab", "睡得晚。\t1" F8 } } },
	{ "class1", 3,
	    { { "1/3 按 F2：报一件担心的事。", F2 },
		{ "名字写：曾一诺", "曾一诺\t上课趴着" F8 },
		{ "2/3 Enter 回去", "\r" },
		{ "3/3 同事报了您班的一位同学", "\r" },
		{ "3/3 按 F4：我知道了。", F4 } } },
	{ "grade1", 3,
	    { { "1/3 新报来的那一行", "\r" }, { "2/3 按 F4：我知道了。", F4 },
		{ "3/3 按 Esc 回到今天。", ESC },
		{ "3/3 按 F2：报一件担心的事。", F2 },
		{ "名字写：曾一诺", "曾一诺\t上课趴着" F8 } } },
	{ "head1", 3,
	    { { "1/3 按 F2：报一件担心的事。", F2 },
		{ "再按 Esc：会留着。", "曾一诺\t上课趴着" ESC },
		{ "2/3 在草稿那一行按 Enter", "\r" F8 },
		{ "3/3 Enter 回去", "\r" } } },
	{ "dist1", 3,
	    { { "1/3 学校那一行", "\r" }, { "2/3 有超时的", "\r2" },
		{ "3/3 F7 合上名字。", F7 ":qs\r" } } },
	{ "centre1", 3,
	    { { "1/3 新报来的那一行", "\r" }, { "2/3 按 F4：我知道了。", F4 },
		{ "3/3 按 Esc 回到今天。", ESC },
		{ "3/3 材料那一行", UP "\r" F4 "1" } } },
	{ "sys1", 3,
	    { { "1/3 按 : ，打 xzh", ":xzh\r" },
		{ "1/3 登录名 n-lu", "n-lu\t路远\t\t\t班主任\t练习中学" F8 },
		{ "2/3 按 : 打 zh",
		    ":zh\r" DOWN DOWN DOWN DOWN DOWN DOWN DOWN F8 "1" },
		{ "3/3 按 Esc 回到今天", ESC ESC } } },
	{ "sec1", 3,
	    { { "1/3 Enter 打开在等的", "\r" F4 "1" },
		{ "2/3 F7 再按 1：不同意。", F7 "1" },
		{ "3/3 按 : 打 zh", ":zh\r" F7 "1" } } },
	{ "aud1", 1, { { "1/1 按 F8：从第一行起核对日志。", F8 } } },
};

static const char *
set_of(const char *login)
{
	static char value[SETTING_MAX];
	struct actor *who = test_signin(login);

	snprintf(
	    value, sizeof(value), "%s", act_setting(who, SETTING_PRACTICE));
	test_leave(who);
	return value;
}

/* Each key shows its picture before the next: questions open by one another. */
static void
press_slowly(struct test_term *t, const char *keys)
{
	test_term_keys(t, keys);
	test_term_quiet(t, 60);
	if (strstr(test_term_picture(t), "练习 ") == NULL)
		fail_msg("not marked:\n%s", test_term_picture(t));
}

static void
test_every_post_is_walked_through_on_its_own_screens(void **state)
{
	char kept[64];

	(void)state;
	for (size_t i = 0; i < nitems(walks); i++) {
		const struct walk *w = &walks[i];
		struct test_term *t = practice_begin(w->login, "zh_CN");

		for (int k = 0; k < STEPS && w->step[k].says != NULL; k++) {
			test_term_has(t, w->step[k].says);
			if (k == 0) {
				snprintf(kept, sizeof(kept), "practice-%s",
				    w->login);
				test_term_keep(t, kept);
			}
			press_slowly(t, w->step[k].keys);
		}
		test_term_has(t, "都做过了，真好。可以接着随便试");
		/* it is kept at once, whatever happens to the line */
		test_same_text(w->login, set_of(w->login), "done");
		test_term_keys(t, CTRL_Q);
		test_term_has(t, "都做过了，真好。");
		test_term_has(t, "[x] 1");
		test_term_lacks(t, "[ ]");
		test_term_lacks(t, "练习 心晴");
		assert_int_equal(test_term_close(t), 0);
	}
}

/* --- offered, left ---------------------------------------------------------
 */

static void
set(const char *login, const char *value)
{
	struct actor *who = test_signin(login);

	assert_int_equal(act_setting_put(who, "practice", value, NULL), 0);
	test_leave(who);
}

static void
test_it_is_offered_at_the_first_sign_in_by_one_line_that_asks_nothing(
    void **state)
{
	struct test_term *t;

	(void)state;
	set("class1", "new");
	t = practice_sit("class1", "zh_CN", true);
	test_term_has(t, "第一次来？按 F7");
	test_term_has(t, "F7 练习");
	test_term_keep(t, "practice-offer");
	/* whoever is in a hurry just works */
	test_term_keys(t, F2);
	test_term_has(t, "哪位学生");
	test_term_keys(t, ESC);
	test_term_has(t, "第一次来？按 F7");
	/* begun and left: not offered again, and there in F10 */
	test_term_keys(t, F7);
	test_term_has(t, "[ ] 1  报一件担心的事");
	test_term_keys(t, "\r");
	test_term_has(t, "1/3 按 F2");
	test_term_keys(t, CTRL_Q);
	test_term_has(t, "不练了吗？练习里的东西一点也不留。");
	test_term_keys(t, "1");
	test_term_lacks(t, "练习 心晴");
	test_term_has(t, "[ ] 1  报一件担心的事");
	test_term_keys(t, ESC);
	test_term_has(t, "心晴  今天");
	test_term_lacks(t, "第一次来？");
	test_term_lacks(t, "F7 练习");
	test_same_text("class1", set_of("class1"), "left");
	test_term_keys(t, ":lx\r");
	test_term_has(t, "[ ] 1  报一件担心的事");
	test_term_close(t);
	/* nor to who was here before */
	set("class1", "new");
	t = practice_sit("class1", "zh_CN", false);
	test_term_has(t, "心晴  今天");
	test_term_quiet(t, 100);
	test_term_lacks(t, "第一次来？");
	test_term_close(t);
}

static void
test_a_custodian_is_offered_nothing(void **state)
{
	struct test_term *t = practice_sit("cust1", "zh_CN", true);

	(void)state;
	test_term_has(t, "心晴  今天");
	test_term_quiet(t, 100);
	test_term_lacks(t, "第一次来？");
	test_term_keys(t, ":lianxi");
	test_term_quiet(t, 100);
	test_term_lacks(t, "用编的数据练一练");
	test_term_close(t);
}

static void
test_esc_on_its_first_screen_asks_once_and_stays_or_leaves(void **state)
{
	struct test_term *t = practice_begin("op1", "zh_CN");

	(void)state;
	test_term_keys(t, ESC);
	test_term_has(t, "不练了吗？");
	test_term_keys(t, "2");
	test_term_lacks(t, "不练了吗？");
	test_term_has(t, "1/3 电话在响");
	/* in the midst of a question, too */
	test_term_keys(t, F2);
	test_term_has(t, "1/3 把听到的写几个字");
	test_term_keys(t, F8);
	test_term_has(t, "怎么结束");
	test_term_keys(t, CTRL_Q);
	test_term_has(t, "不练了吗？");
	test_term_keys(t, "1");
	test_term_has(t, "[ ] 1");
	test_term_lacks(t, "练习 心晴");
	assert_int_equal(test_term_close(t), 0);
}

static void
test_no_key_but_the_deed_moves_the_coach(void **state)
{
	struct test_term *t = practice_begin("op1", "zh_CN");

	(void)state;
	test_term_has(t, "1/3 电话在响：按 F2 接。");
	test_term_keys(t, DOWN UP F5 "\t");
	test_term_quiet(t, 60);
	test_term_has(t, "1/3 电话在响：按 F2 接。");
	/* who knows the way may go ahead of it */
	test_term_keys(t, F2);
	test_term_has(t, "1/3 把听到的");
	test_term_keys(t, F9);
	test_term_has(t, "2/3 值班长进来了。");
	test_term_close(t);
}

/* --- hidden ----------------------------------------------------------------
 */

static void
test_hiding_hides_the_practice_and_the_passphrase_brings_it_back(void **state)
{
	struct test_term *t = practice_begin("op1", "zh_CN");

	(void)state;
	test_term_keys(t, F2);
	test_term_has(t, "1/3 把听到的");
	test_term_keys(t, F12);
	test_term_has(t, "屏幕已遮住。输入口令回来。");
	test_term_lacks(t, "工单");
	test_term_keys(t, "wrong\r");
	test_term_has(t, "口令不对，还可以再试。");
	test_term_keys(t, "sample-op1-passphrase\r");
	test_term_has(t, "1/3 把听到的");
	test_term_has(t, "练习 心晴  工单");
	/* and wrong five times ends the session, practice and all */
	test_term_keys(t, F12);
	test_term_has(t, "屏幕已遮住。");
	for (int i = 0; i < 5; i++)
		test_term_keys(t, "wrong\r");
	test_term_end(t, 20000);
	test_term_close(t);
}

/* --- for real --------------------------------------------------------------
 */

static void
test_a_real_call_is_told_at_once_and_its_key_ends_the_practice(void **state)
{
	static const struct act_ticket_call in = { .channel = CHANNEL_PHONE };
	struct test_term *t = practice_begin("op1", "zh_CN");
	struct actor *lead = test_signin("lead1");
	struct act_ticket ring, now;

	(void)state;
	test_term_keys(t, F2 "试一试");
	test_term_has(t, "2/3");
	test_term_lacks(t, "真的电话来了");
	assert_int_equal(act_ticket_ring(lead, &in, &ring), 0);
	test_term_has(t, "真的电话来了：F2 接（练习就到这里）。");
	test_term_has(t, "练习 心晴  工单 1 ");
	test_term_keep(t, "practice-real-call");
	test_term_keys(t, F2);
	test_term_lacks(t, "练习");
	test_term_has(t, "心晴  工单");
	test_term_has(t, "通话 00:0");
	assert_int_equal(act_ticket_get(lead, ring.row.id, &now), 0);
	assert_int_equal(now.row.state, TICKET_ACTIVE);
	assert_string_equal(now.taker, "林晓");
	test_leave(lead);
	test_term_close(t);
}

static void
test_a_real_call_that_somebody_else_took_is_no_longer_told(void **state)
{
	static const struct act_ticket_call in = { .channel = CHANNEL_PHONE };
	struct test_term *t = practice_begin("op1", "zh_CN");
	struct actor *op2 = test_signin("op2");
	struct act_ticket a;

	(void)state;
	test_term_has(t, "1/3");
	assert_int_equal(act_ticket_ring(op2, &in, &a), 0);
	test_term_has(t, "真的电话来了");
	assert_int_equal(act_ticket_new(op2, &in, &a), 0);
	test_term_lacks(t, "真的电话来了");
	/* then the key is the practice's again */
	test_term_keys(t, F2);
	test_term_has(t, "练习 心晴  工单 1 ");
	test_leave(op2);
	test_term_close(t);
}

static void
test_danger_outside_is_told_to_the_lead(void **state)
{
	static const struct act_ticket_call in = { .channel = CHANNEL_PHONE };
	struct act_ticket_do danger = ACT_TICKET_DO(TICKET_DANGER);
	struct test_term *t = practice_begin("lead1", "zh_CN");
	struct actor *op2 = test_signin("op2");
	struct act_ticket a;

	(void)state;
	test_term_has(t, "1/3");
	assert_int_equal(act_ticket_new(op2, &in, &a), 0);
	assert_int_equal(
	    act_ticket_step(op2, a.row.id, a.row.version, &danger, &a), 0);
	test_term_has(t, "真的有一通电话有危险：Ctrl-Q 结束练习。");
	test_leave(op2);
	test_term_close(t);
}

static void
test_nobody_practises_over_a_call_that_runs(void **state)
{
	struct test_term *t = practice_sit("op2", "zh_CN", false);

	(void)state;
	test_term_has(t, "op2");
	test_term_keys(t, F2);
	test_term_has(t, "通话中");
	test_term_keys(t, F4); /* out of the text, to a choice */
	test_term_quiet(t, 60);
	test_term_keys(t, ":lianxi\r");
	test_term_has(t, "先接完这一通，练习以后都在。");
	test_term_lacks(t, "[ ] 1");
	test_term_close(t);
}

/* --- its words -------------------------------------------------------------
 */

static void
test_what_is_set_in_a_practice_stays_in_it(void **state)
{
	struct test_term *t = practice_begin("op1", "zh_CN");
	struct actor *op;

	(void)state;
	test_term_has(t, "1/3 电话在响");
	test_term_keys(t, ":english\r");
	test_term_has(t, "1/3 A call is ringing: press F2.");
	test_term_has(t, "PRACTICE Xinqing  Today");
	test_term_keys(t, CTRL_Q);
	test_term_has(t, "Stop practising?");
	test_term_keys(t, "1");
	test_term_has(t, "您最常做的几件事");
	op = test_signin("op1");
	assert_string_equal(act_setting(op, SETTING_LANGUAGE), "zh_CN");
	test_leave(op);
	test_term_close(t);
}

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
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_it_is_offered_at_the_first_sign_in_by_one_line_that_asks_nothing),
		cmocka_unit_test(test_a_custodian_is_offered_nothing),
		cmocka_unit_test(
		    test_every_post_is_walked_through_on_its_own_screens),
		cmocka_unit_test(
		    test_esc_on_its_first_screen_asks_once_and_stays_or_leaves),
		cmocka_unit_test(test_no_key_but_the_deed_moves_the_coach),
		cmocka_unit_test(
		    test_hiding_hides_the_practice_and_the_passphrase_brings_it_back),
		cmocka_unit_test(
		    test_a_real_call_is_told_at_once_and_its_key_ends_the_practice),
		cmocka_unit_test(
		    test_a_real_call_that_somebody_else_took_is_no_longer_told),
		cmocka_unit_test(test_danger_outside_is_told_to_the_lead),
		cmocka_unit_test(test_nobody_practises_over_a_call_that_runs),
		cmocka_unit_test(test_what_is_set_in_a_practice_stays_in_it),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
