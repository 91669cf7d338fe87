/* SPDX-License-Identifier: Apache-2.0 */
/* Who is being knocked, as those see it who wait and those who are wanted. */
#include <unistd.h>

#include "act/actor.h"
#include "act/knock.h"
#include "act/presence.h"
#include "act/sample.h"
#include "act/ticket.h"
#include "act/warning.h"
#include "base/err.h"
#include "model/observation.h"
#include "screen/knock.h"
#include "screen/ticket.h"
#include "screen/today.h"
#include "screen/warning.h"
#include "store/store.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

#define F4 "\033[14~"
#define F5 "\033[15~"
#define F8 "\033[19~"
#define F9 "\033[20~"
#define ESC "\007"
#define MINUTE 60

static int64_t student, warning;

static int
begin(void **state)
{
	(void)state;
	test_office();
	student = test_student();
	test_office_close();
	test_clock_to("2030-11-26T02:14:01+08:00");
	return 0;
}

struct rung {
	int64_t knock[16];
	int n;
};

static int
rings(void *arg, int64_t knock, int64_t person, int channel)
{
	struct rung *r = arg;

	(void)person, (void)channel;
	assert_in_range(r->n, 0, (int)nitems(r->knock) - 1);
	r->knock[r->n++] = knock;
	return 0;
}

/* The keeper comes: what is due is climbed, by messages that end so. */
static void
climb(enum knock_result end)
{
	struct rung rung = { .n = 0 };
	const struct act_knocker how = { .channels = 1u << KNOCK_SMS,
		.room = 500,
		.ring = rings,
		.arg = &rung };
	struct actor *op = test_signin("op1"), *keeper;

	assert_int_equal(act_keeper(op->store, &keeper), 0);
	assert_int_equal(act_knock_climb(keeper, &how, 8), 0);
	for (int i = 0; i < rung.n; i++)
		assert_int_equal(
		    act_knock_ended(keeper, rung.knock[i], end), 0);
	act_free(keeper);
	test_leave(op);
}

static struct test_term *
danger(void)
{
	struct test_term *t = test_session("op1", "zh_CN", &screen_call);

	test_term_has(t, "通话 00:0");
	test_term_keys(t, F9);
	test_term_has(t, "先稳住，别挂断");
	return t;
}

/* Off the board, so that the next test begins with none. */
static void
away(void)
{
	struct act_ticket_do calm = ACT_TICKET_DO(TICKET_CALM);
	struct act_ticket_do gone = ACT_TICKET_DO(TICKET_MAKE_VOID);
	struct actor *op = test_signin("op1"), *lead = test_signin("lead1");
	int64_t id = test_newest(op);
	struct act_ticket t;

	calm.reason = "人已经到了";
	gone.why_void = VOID_PRANK;
	assert_int_equal(act_ticket_get(lead, id, &t), 0);
	assert_int_equal(
	    act_ticket_step(lead, id, t.row.version, &calm, &t), 0);
	assert_int_equal(act_ticket_get(op, id, &t), 0);
	assert_int_equal(act_ticket_step(op, id, t.row.version, &gone, &t), 0);
	test_leave(lead);
	test_leave(op);
}

static void
test_the_operator_sees_who_was_knocked_until_somebody_comes(void **state)
{
	struct test_term *op = danger(), *lead;

	(void)state;
	test_term_has(op, "1 [     ] 值班长进来了                正在敲门");
	climb(KNOCK_RANG);
	test_term_has(op, "周岚 短信 02:14：还没应");
	test_clock(6 * MINUTE);
	climb(KNOCK_RANG); /* no deputy: */
	climb(KNOCK_RANG); /* the district is next */
	test_term_has(
	    op, "7 [     ] 告诉学校和区里值守          何明 短信 02:20：");
	test_term_keep(op, "knock-call");
	lead = test_session("lead1", "zh_CN", &screen_today);
	test_term_has(lead, "紧急");
	test_term_keys(lead, "\r");
	test_term_has(lead, "op1 也开着");
	test_term_lacks(op, "还没应");
	assert_int_equal(test_term_close(lead), 0);
	assert_int_equal(test_term_close(op), 0);
	away();
	test_clock(-6 * MINUTE);
}

/* Nothing goes out: the list says whom to phone, and keeps who answered. */
static void
test_whom_to_phone_is_shown_and_who_answered_is_noted(void **state)
{
	struct test_term *op = danger(), *t;

	(void)state;
	climb(KNOCK_FAILED);
	assert_int_equal(test_term_close(op), 0);
	t = test_session("centre1", "zh_CN", &screen_knock);
	test_term_has(t, "周岚 短信 02:14：没送出去");
	test_term_has(t, "敲下一批人");
	test_term_keys(t, F5);
	test_term_has(t, "请现在打电话");
	test_term_has(t, "周岚  010-0000-6022");
	test_term_keep(t, "knock-phone");
	test_term_keys(t, "1");
	test_term_has(t, "有人接吗");
	test_term_keys(t, "2");
	test_term_has(t, "何明 打给 周岚：没人接");
	test_term_quiet(t, 100);
	test_term_keep(t, "knock-list");
	test_term_shows(t,
	    "心晴  敲了谁的门                                "
	    "区辅导站老师 centre1 何明  02:14\n"
	    "------------------------------------------------------------------"
	    "--------------\n"
	    " 什么事       在哪里              从几时      最近一次敲门\n"
	    ">工单 2       心晴一线            02:14       周岚 短信 "
	    "02:14：没送出去\n"
	    "\n"
	    "\n"
	    "\n"
	    "\n"
	    "\n"
	    "\n"
	    "------------------------------------------------------------------"
	    "--------------\n"
	    " 现在就要人\n"
	    "  02:14       1  周岚           短信        没送出去\n"
	    "  02:14          何明 打给 周岚：没人接\n"
	    "\n"
	    "\n"
	    "\n"
	    "\n"
	    "\n"
	    "\n"
	    " 02:14 敲下一批人。\n"
	    "------------------------------------------------------------------"
	    "--------------\n"
	    "Enter 打开  F4 我来  F5 打电话  F8 早些时候打的  F10 更多  F1 "
	    "帮助\n"
	    "记下了。\n");
	/* and one of before, with both times */
	test_term_keys(t, F8);
	test_term_has(t, "什么时候的事？");
	test_term_keys(t, "1小时前\r");
	test_term_has(t, "请现在打电话");
	test_term_keys(t, "1");
	test_term_has(t, "有人接吗");
	test_term_keys(t, "1");
	test_term_has(t, "  01:14          何明 打给 周岚：");
	test_term_has(t, "发生 01:14，补录 02:14");
	test_term_keep(t, "knock-earlier");
	/* who sees to it ends it */
	test_term_keys(t, F4);
	test_term_has(t, "不再敲别人");
	test_term_keys(t, "1");
	test_term_has(t, "现在没有在敲谁的门");
	assert_int_equal(test_term_close(t), 0);
	away();
}

static void
test_the_record_and_the_day_say_that_nobody_has_looked(void **state)
{
	struct observation_told o = {
		.seen = "站在天台边上", .student = student, .danger = true
	};
	struct actor *head = test_signin("head1");
	struct act_receipt got;
	struct test_term *t;

	(void)state;
	assert_int_equal(act_observation_report(head, &o, &got), 0);
	warning = got.warning;
	test_leave(head);
	climb(KNOCK_RANG);
	t = test_session("head1", "zh_CN", &screen_today);
	test_term_has(t, "还没看到");
	test_term_has(t, "短信 02:14：");
	test_term_keep(t, "knock-today");
	test_term_go_to(t, "预警 0001");
	test_term_keys(t, "\r");
	test_term_has(t, "敲了谁的门");
	test_term_keys(t, "\r"); /* what it is about */
	test_term_has(t, "还没人看。");
	test_term_has(t, "（F5 打电话）");
	test_term_keep(t, "knock-warning");
	test_term_keys(t, F5);
	test_term_has(t, "请现在打电话");
	test_term_keys(t, ESC);
	assert_int_equal(test_term_close(t), 0);
	/* opened by who was asked */
	t = test_session("psy1", "zh_CN", &screen_today);
	test_term_has(t, "新报来");
	test_term_keys(t, "\r");
	test_term_has(t, "我知道了");
	test_term_lacks(t, "还没人看。");
	assert_int_equal(test_term_close(t), 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_the_operator_sees_who_was_knocked_until_somebody_comes),
	cmocka_unit_test(test_whom_to_phone_is_shown_and_who_answered_is_noted),
	cmocka_unit_test(
	    test_the_record_and_the_day_say_that_nobody_has_looked),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
