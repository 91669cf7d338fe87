/* SPDX-License-Identifier: Apache-2.0 */
/* Whom to phone: the register as its keepers see, confirm, change and extend
 * it, left half-way, and what stands there when a number grows old. */
#include "act/actor.h"
#include "act/register.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/oncall.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

#define F2 "\033[12~"
#define F7 "\033[18~"
#define F8 "\033[19~"
#define ESC "\033"
#define CLEAR "\025" /* Ctrl-U: the field is empty */

static int
begin(void **state)
{
	(void)state;
	lang_set("zh_CN");
	test_office();
	test_office_close();
	return 0;
}

static struct test_term *
sit(const char *login)
{
	return test_session(login, "zh_CN", &screen_oncall);
}

static void
test_one_more_is_added_or_left(void **state)
{
	struct test_term *t = sit("psy1");

	(void)state;
	test_term_has(t, "最近确认");
	test_term_has(t, "急救   120          报警   110");
	test_term_keys(t, ":jyw\r");
	test_term_has(t, "哪种值守？");
	test_term_keys(t, ESC);
	test_term_lacks(t, "哪种值守？");
	test_term_keys(t, ":jyw\r3");
	test_term_has(t, "谁？");
	test_term_keys(t, "\r"); /* nobody: asked again */
	test_term_has(t, "谁？");
	test_term_keys(t, ESC);
	test_term_lacks(t, "谁？");
	test_term_keys(t, ":jyw\r3夜班张三\r");
	test_term_has(t, "号码是多少？");
	test_term_keys(t, ESC);
	test_term_lacks(t, "号码是多少？");
	test_term_lacks(t, "夜班张三");
	test_term_keys(t, ":jyw\r3夜班张三\r13800000000\r");
	test_term_has(t, "已存。");
	test_term_has(t, "学校值班         夜班张三");
	test_term_has(t, "13800000000        今天 ");
	test_term_keep(t, "oncall");
	assert_int_equal(test_term_close(t), 0);
}

static void
test_a_number_is_changed_and_another_sees_it(void **state)
{
	struct test_term *t = sit("psy1"), *op;

	(void)state;
	test_term_go_to(t, "夜班张三");
	test_term_keys(t, F7);
	test_term_has(t, "夜班张三");
	test_term_keys(t, CLEAR "李四\r");
	test_term_has(t, "号码是多少？");
	test_term_keys(t, ESC);
	test_term_has(t, "夜班张三");
	test_term_keys(t, F7 CLEAR "李四\r" CLEAR "13900009999\r");
	test_term_has(t, "已存。");
	test_term_has(t, "学校值班         李四");
	test_term_lacks(t, "夜班张三");
	/* the line phones it, and may not change another's list */
	op = sit("centre1");
	test_term_has(op, "李四");
	test_term_has(op, "13900009999");
	assert_int_equal(test_term_close(op), 0);
	assert_int_equal(test_term_close(t), 0);
}

/* The district's list stands below the school's, to phone it. */
static void
test_on_a_list_that_somebody_else_keeps_nothing_is_offered(void **state)
{
	struct test_term *t = sit("psy1");

	(void)state;
	test_term_go_to(t, "李四");
	test_term_has(t, "F8 ");
	test_term_has(t, "F7 ");
	test_term_go_to(t, "区里值守");
	test_term_lacks(t, "F8 ");
	test_term_lacks(t, "F7 ");
	test_term_keep(t, "oncall-above");
	test_term_keys(t, F7 F8);
	test_term_lacks(t, "号码");
	test_term_go_to(t, "李四");
	test_term_has(t, "F8 ");
	test_term_close(t);
}

static void
test_a_number_grows_old_until_it_is_confirmed(void **state)
{
	struct test_term *t;
	int row;

	(void)state;
	test_clock(40 * (int64_t)86400);
	t = sit("psy1");
	test_term_go_to(t, "李四");
	test_term_lacks(t, "13900009999        今天 ");
	test_term_keys(t, F8);
	test_term_has(t, "这个号码打得通，还是这位老师吗？");
	test_term_keys(t, "2");
	test_term_lacks(t, "这个号码打得通");
	row = test_term_find(t, "李四");
	assert_true(row > 0);
	test_term_lacks(t, "13900009999        今天 ");
	test_term_keys(t, F8 "1");
	test_term_has(t, "已存。");
	test_term_has(t, "13900009999        今天 ");
	assert_int_equal(test_term_close(t), 0);
}

/* What is dialled at night: the question was about another one. */
static void
test_a_number_that_was_changed_meanwhile_is_not_put_back(void **state)
{
	struct test_term *t = sit("psy1"), *other = sit("psy1");

	(void)state;
	test_term_go_to(t, "李四");
	test_term_keys(t, F8);
	test_term_has(t, "这个号码打得通，还是这位老师吗？");
	test_term_go_to(other, "李四");
	test_term_keys(other, F7 CLEAR "王五\r" CLEAR "13700001111\r");
	test_term_has(other, "已存。");
	test_term_keys(t, "1");
	test_term_has(t, "刚有人改过这个号码");
	test_term_has(t, "13700001111");
	test_term_lacks(t, "李四");
	test_term_close(other);
	test_term_close(t);
}

/* Who is on duty, planned by those who share the post: one night, and off
 * again.  A quarter past four in the afternoon. */
static void
test_a_night_is_planned_and_taken_off(void **state)
{
	struct test_term *t;

	(void)state;
	test_clock_to("2030-11-26T16:15:01+08:00");
	t = test_session("lead1", "zh_CN", &screen_rota);
	test_term_has(t, "还没有排班");
	test_term_keys(t, F2);
	test_term_has(t, "谁值这一班？");
	test_term_has(t, "1 周岚");
	test_term_keys(t, "1");
	test_term_has(t, "从什么时候起？");
	test_term_keys(t, "20:00\r");
	test_term_has(t, "到什么时候？");
	test_term_keys(t, "08:00\r");
	test_term_has(t, "已存。");
	test_term_has(t, ">11-26 20:00      11-27 08:00      周岚");
	test_term_has(t, "值班长");
	test_term_keep(t, "rota");
	test_term_keys(t, F2 "1");
	test_term_has(t, "从什么时候起？");
	test_term_keys(t, "23:00\r");
	test_term_has(t, "到什么时候？");
	test_term_keys(t, "23:30\r");
	test_term_has(t, "这段时间已经排了这一位");
	test_term_keys(t, F7);
	test_term_has(t, "去掉这一班吗？");
	test_term_keys(t, "1");
	test_term_has(t, "还没有排班");
	test_term_close(t);
	t = test_session("lead1", "en", &screen_rota);
	test_term_has(t, "Nobody is planned");
	test_term_close(t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_night_is_planned_and_taken_off),
	cmocka_unit_test(test_one_more_is_added_or_left),
	cmocka_unit_test(test_a_number_is_changed_and_another_sees_it),
	cmocka_unit_test(
	    test_on_a_list_that_somebody_else_keeps_nothing_is_offered),
	cmocka_unit_test(test_a_number_grows_old_until_it_is_confirmed),
	cmocka_unit_test(
	    test_a_number_that_was_changed_meanwhile_is_not_put_back),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
