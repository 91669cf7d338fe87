/* SPDX-License-Identifier: Apache-2.0 */
/* Two people in one ticket, each at a terminal of their own, through the real
 * loop, the real store and the real keys. */
#include <unistd.h>

#include "act/actor.h"
#include "act/presence.h"
#include "act/sample.h"
#include "act/ticket.h"
#include "act/watch.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "screen/ticket.h"
#include "sealed/key.h"
#include "store/store.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/seat.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

#define F(n) "\033[" n "~"
#define F2 F("12")
#define F4 F("14")
#define F6 F("17")
#define F7 F("18")
#define F8 F("19")
#define F9 F("20")
#define TAB "\t"
#define CTRL_R "\x12"
#define BACKTAB "\033[Z"

static void
office(void)
{
	static bool made;

	if (!made) {
		test_student();
		test_office_close();
	}
	made = true;
}

/* Somebody at the desk beside, without a screen. */
static struct actor *
aside(const char *login)
{
	struct actor *who = NULL;
	struct store *st = NULL;

	assert_int_equal(store_open(&st, 512), 0);
	assert_int_equal(act_sample_signin(st, login, &who), 0);
	return who;
}

static void
test_the_caret_is_in_the_notes_and_all_is_answered_by_digits(void **state)
{
	struct test_term *t;

	(void)state;
	office();
	t = test_session("op1", "zh_CN", &screen_call);
	test_term_has(t, "通话 00:0");
	test_term_keys(t, "今晚吵完把门反锁了。");
	test_term_has(t, "今晚吵完把门反锁了。");
	test_term_has(t, "已存");
	test_term_has(t, "问到第 1 问");
	test_term_keys(t, F4 "1");
	test_term_has(t, "[1 没有]");
	test_term_keys(t, F4);
	test_term_has(t, "问到第 2 问");
	test_term_keys(t, "-" TAB "-" TAB "1" TAB);
	test_term_has(t, "三问都问了");
	test_term_keep(t, "call-calm");
	/* F8, then 1: nothing to follow */
	test_term_keys(t, F8);
	test_term_has(t, "怎么结束");
	test_term_keys(t, "1");
	test_term_end(t, 4000);
	test_term_close(t);
}

static void
test_a_call_cannot_end_unasked_and_a_wrong_number_can(void **state)
{
	struct test_term *t;

	(void)state;
	office();
	t = test_session("op1", "zh_CN", &screen_call);
	test_term_has(t, "通话 00:0");
	test_term_keys(t, "喂" F8);
	test_term_has(t, "怎么结束");
	test_term_keys(t, "1");
	test_term_has(t, "这里还差一项");
	test_term_keys(t, F8);
	test_term_has(t, "怎么结束");
	test_term_keys(t, "5");
	test_term_has(t, "恶作剧");
	test_term_keys(t, "1");
	test_term_end(t, 4000);
	test_term_close(t);
}

static void
test_in_danger_both_see_what_the_other_writes(void **state)
{
	struct test_term *op, *lead;

	(void)state;
	office();
	op = test_session("op1", "zh_CN", &screen_call);
	test_term_has(op, "通话 00:0");
	test_term_keys(op, "抽屉里有奶奶的药");
	test_term_has(op, "已存");
	lead = test_session("lead1", "zh_CN", &screen_queue);
	test_term_has(lead, "通话中");
	test_term_lacks(lead, "奶奶的药");
	/* the lead opens it in peace: nothing of it is there */
	test_term_keys(lead, "\r");
	test_term_has(lead, "林晓接的");
	test_term_lacks(lead, "奶奶的药");
	test_term_keys(op, F9);
	test_term_has(op, "先稳住，别挂断");
	/* and within a second after danger it is, the lead is in by it */
	test_term_has(lead, "奶奶的药");
	test_term_has(op, "周岚");
	test_term_has(op, "> 2 ["); /* the first is stamped by that */
	test_term_keep(op, "call-danger");
	test_term_has(op, "Enter 记时间  空格 改做法  F4 三问");
	test_term_keys(op, F8);
	test_term_has(op, "接下来怎么办？");
	test_term_lacks(op, "怎么结束");
	test_term_keys(op, "\033");
	test_term_has(op, "Enter 记时间");
	/* the lead writes, the operator reads along, and back */
	test_term_keys(lead, "120 我来打");
	test_term_has(op, "120 我来打");
	test_term_keys(op, TAB "，妈妈上来了");
	test_term_has(lead, "妈妈上来了");
	/* a step stamped by one shows at the other */
	test_term_keys(op, TAB "\r");
	test_term_keys(lead, TAB);
	test_term_has(lead, "Enter 记时间  空格 改做法");
	test_term_keep(lead, "call-lead");
	assert_int_equal(test_term_close(lead), 0);
	assert_int_equal(test_term_close(op), 0);
}

static void
test_the_checklist_is_stamped_by_enter_and_reasons(void **state)
{
	struct test_term *t;

	(void)state;
	office();
	t = test_session("op2", "zh_CN", &screen_call);
	test_term_has(t, "通话 00:0");
	test_term_keys(t, F9);
	test_term_has(t, "6 [     ] 告诉监护人                  F7 "
			 "先不联系：监护人可能正是");
	/* step 6: the guardian may be the harm */
	test_term_keys(t, F7);
	test_term_has(t, "监护人可能正是危险");
	test_term_keys(t, "说爸爸");
	seat_busy(t, "监护人可能正是危险", "说爸爸");
	test_term_keys(t, "喝了酒\r");
	test_term_has(t, "先不联系监护人：说爸爸喝了酒");
	/* the next one has the cursor: whom to phone */
	test_term_has(t, "> 7 [");
	test_term_keys(t, "\r");
	test_term_has(t, "请现在打电话");
	test_term_keys(t, "\033");
	test_term_keys(t, "\033[H\033[B\r");
	test_term_lacks(t, "2 [     ]");
	test_term_keys(t, " ");
	test_term_has(t, "没做成");
	test_term_keys(t, "2");
	test_term_has(t, "为什么没做成");
	test_term_keys(t, "一个人在家\r");
	test_term_has(t, "没做成：一个人在家");
	test_term_keep(t, "call-steps");
	assert_int_equal(test_term_close(t), 0);
}

static void
test_a_dropped_line_keeps_every_word_and_the_caret(void **state)
{
	struct test_term *t;
	struct actor *who;
	struct act_ticket_view v;
	int64_t caret;
	struct buf *b;

	(void)state;
	office();
	t = test_session("op2", "zh_CN", &screen_call);
	test_term_has(t, "通话 00:0");
	test_term_keys(t, "一二三四\033[D\033[D");
	test_term_has(t, "已存");
	test_term_close(t); /* hung up */
	who = aside("op2");
	b = buf_new_in(sealed_memory());
	/* the newest of op2 is still in call */
	assert_int_equal(act_ticket_view(who, test_newest(who), &v), 0);
	assert_int_equal(v.head.row.state, TICKET_ACTIVE);
	assert_int_equal(v.n_said, 0);
	assert_int_equal(act_ticket_resume(who, v.head.row.id, b, &caret), 0);
	assert_string_equal(buf_text(b), "一二三四");
	assert_int_equal(caret, 6);
	act_ticket_view_free(&v);
	buf_free(b);
	test_leave(who);
}

static void
test_a_repeat_caller_is_told_as_a_maybe(void **state)
{
	struct act_ticket_call c = { .number = "13800004407", .alias = "晚风" };
	struct actor *who;
	struct act_ticket a;
	struct test_term *t;
	int64_t id, audit;

	(void)state;
	office();
	who = aside("op2");
	assert_int_equal(act_ticket_new(who, &c, &a), 0);
	assert_int_equal(act_watch_add(who, a.row.id,
			     "约好今天 02:00 我们打过去", 0, &id, &audit),
	    0);
	assert_int_equal(act_ticket_ring(who, &c, &a), 0);
	test_leave(who);
	t = test_session("op1", "zh_CN", &screen_call);
	test_term_has(t, "可能打来过 1 次（同一个号码和称呼）。上次今天");
	test_term_has(t, "约好今天 02:00 我们打过去");
	test_term_has(t, "F7 不是同一人");
	test_term_has(t, "尾号 4407");
	test_term_lacks(t, "13800004407");
	test_term_has(t, "F9 有危险");
	test_term_keep(t, "call-repeat");
	test_term_keys(t, F7);
	test_term_lacks(t, "可能打来过");
	assert_int_equal(test_term_close(t), 0);
}

static void
test_a_student_found_exactly_is_linked_and_the_school_told(void **state)
{
	struct test_term *t;
	struct act_ticket_view v;
	struct actor *who;

	(void)state;
	office();
	t = test_session("op2", "zh_CN", &screen_call);
	test_term_has(t, "通话 00:0");
	test_term_keys(t, F9);
	test_term_has(t, "先稳住，别挂断");
	test_term_keys(t, "\033[13~"); /* F3 */
	test_term_has(t, "为了保护学生");
	test_term_keys(t, "第001实验学校\t曾一诺\t\t3");
	test_term_keys(t, "正在通话，说到药" F4); /* the caret is there */
	test_term_has(t, "找到 1 位");
	test_term_keep(t, "call-find");
	test_term_keys(t, F8);
	test_term_has(t, "已经告诉学校");
	assert_int_equal(test_term_close(t), 0);
	who = aside("op2");
	assert_int_equal(act_ticket_view(who, test_newest(who), &v), 0);
	assert_int_equal(v.n_link, 1);
	assert_true(v.link[0].warning != 0);
	act_ticket_view_free(&v);
	test_leave(who);
}

static void
test_english_is_complete(void **state)
{
	struct test_term *t;

	(void)state;
	office();
	t = test_session("op1", "en", &screen_call);
	test_term_has(t, "Call 00:0");
	test_term_has(t, "Three questions");
	test_term_keep(t, "call-en");
	test_term_keys(t, F9);
	test_term_has(t, "Stay with them, do not hang up.");
	test_term_has(t, "8 [     ] Who watches next, and when");
	test_term_keep(t, "danger-en");
	assert_int_equal(test_term_close(t), 0);
}

static void
test_callers_to_watch_are_accepted_by_name(void **state)
{
	struct test_term *t;

	(void)state;
	office();
	t = test_session("lead1", "zh_CN", &screen_watch);
	test_term_has(t, "约好今天 02:00");
	test_term_has(t, "高远");
	test_term_keys(t, F8);
	test_term_has(t, "签收了");
	test_term_keep(t, "watch");
	assert_int_equal(test_term_close(t), 0);
}

/* What has no key of its own, from the list of all that can be done. */
static void
pick(struct test_term *t, const char *words)
{
	test_term_keys(t, "\033[21~"); /* F10 */
	test_term_go_to(t, words);
	test_term_keys(t, "\r");
}

static void
test_who_calls_and_where_the_danger_comes_from_is_noted(void **state)
{
	struct act_ticket_view v;
	struct test_term *t;
	struct actor *who;

	(void)state;
	office();
	t = test_session("op1", "zh_CN", &screen_call);
	test_term_has(t, "通话 00:0");
	pick(t, "来电的是谁");
	test_term_has(t, "来电的是谁？");
	test_term_keys(t, "\033");
	test_term_lacks(t, "来电的是谁？");
	pick(t, "来电的是谁");
	test_term_keys(t, "3"); /* a teacher, of a student */
	test_term_has(t, "说的是谁？");
	test_term_keys(t, "3");
	test_term_lacks(t, "说的是谁？");
	pick(t, "对方的号码");
	test_term_has(t, "屏幕上只显示后四位");
	test_term_keys(t, "13900001234\r");
	test_term_has(t, "尾号 1234");
	/* from where: once there may be danger */
	test_term_keys(t, "\033[21~");
	test_term_has(t, "对方的号码");
	test_term_lacks(t, "危险来自哪里");
	test_term_keys(t, "\033");
	test_term_lacks(t, "对方的号码");
	test_term_keys(t, F4 "1\t\t\t3"); /* danger: yes */
	test_term_has(t, "先稳住，别挂断");
	pick(t, "危险来自哪里：");
	test_term_has(t, "4 [ ] 来自监护人");
	test_term_keep(t, "call-harm");
	test_term_keys(t, "4");
	test_term_lacks(t, "危险来自哪里？");
	pick(t, "危险来自哪里：");
	test_term_has(t, "4 [x] 来自监护人");
	test_term_keys(t, "\033");
	assert_int_equal(test_term_close(t), 0);
	who = aside("op1");
	assert_int_equal(act_ticket_view(who, test_newest(who), &v), 0);
	assert_string_equal(ticket_callers[v.sheet.caller].code, "teacher");
	assert_string_equal(ticket_abouts[v.sheet.about].code, "student");
	assert_string_equal(v.sheet.number, "13900001234");
	assert_int_equal(v.answers.harm, HARM_FROM_GUARDIAN);
	act_ticket_view_free(&v);
	test_leave(who);
}

static void
test_danger_is_taken_back_by_another_who_has_looked(void **state)
{
	struct test_term *op = test_session("op2", "zh_CN", &screen_call);
	struct test_term *lead;

	(void)state;
	test_term_has(op, "通话 00:0");
	test_term_keys(op, F9);
	test_term_has(op, "先稳住，别挂断");
	lead = test_session("lead1", "zh_CN", &screen_queue);
	test_term_has(lead, ">");
	test_term_go_to(lead, "高远");
	test_term_keys(lead, "\r");
	test_term_has(lead, "您已进来，看得到写的字");
	pick(lead, "我看过了，没有危险");
	test_term_has(lead, "为什么说没有危险？");
	test_term_keys(lead, "\033");
	test_term_lacks(lead, "为什么说没有危险？");
	pick(lead, "我看过了，没有危险");
	test_term_has(lead, "为什么说没有危险？");
	test_term_keys(lead, "一场误会，");
	seat_busy(lead, "为什么说没有危险？", "一场误会，");
	test_term_keys(lead, "她在自己房间里\r");
	test_term_lacks(op, "先稳住，别挂断");
	assert_int_equal(test_term_close(lead), 0);
	assert_int_equal(test_term_close(op), 0);
}

static void
test_the_same_caller_is_said_taken_back_and_looked_back_at(void **state)
{
	struct act_ticket_entry e = { .text = "上次说到月考", .n = 18 };
	struct act_ticket_call c = { .number = "13800008816", .alias = "小雨" };
	struct act_ticket a;
	struct actor *who;
	struct test_term *t;
	int64_t id;

	(void)state;
	office();
	who = aside("op2");
	assert_int_equal(act_ticket_new(who, &c, &a), 0);
	assert_int_equal(act_ticket_write(who, a.row.id, &e, &id, &a), 0);
	assert_int_equal(act_ticket_ring(who, &c, &a), 0);
	test_leave(who);
	t = test_session("op1", "zh_CN", &screen_call);
	test_term_has(t, "可能打来过 1 次");
	/* the palette takes what begins so, not "不是同一个人" before it */
	test_term_keys(t, F4 ":是同一个人\r");
	test_term_has(t, "是同一个人。");
	pick(t, "收回「是同一个人」");
	test_term_has(t, "收回了。");
	test_term_has(t, "可能打来过 1 次");
	test_term_keys(t, F6);
	test_term_has(t, "您看过，已记一笔");
	test_term_has(t, "上次说到月考");
	test_term_keep(t, "call-back");
	test_term_keys(t, "\033");
	test_term_lacks(t, "上次说到月考");
	/* one line for the next shift, from the call itself */
	pick(t, "写一位要留心的来电人");
	test_term_has(t, "给接班的人写一句话");
	test_term_keys(t, "约好周三再打\r");
	test_term_has(t, "已存。");
	assert_int_equal(test_term_close(t), 0);
	t = test_session("lead1", "zh_CN", &screen_watch);
	test_term_has(t, "约好周三再打");
	test_term_go_to(t, "约好周三再打");
	test_term_keys(t, "\r");
	test_term_has(t, "林晓接的");
	test_term_keys(t, "\033");
	test_term_keys(t, F4);
	test_term_has(t, "给接班的人写一句话");
	test_term_keys(t, "十点有人送药来\r");
	test_term_has(t, "十点有人送药来");
	assert_int_equal(test_term_close(t), 0);
}

#define MANY 33 /* more than a page of the board */

/* Letters that wait: twelve hours each, told in the unit that fits. */
static void
test_the_board_is_paged_and_tells_how_late(void **state)
{
	static const struct {
		int64_t later;
		const char *says;
	} clock[] = { { 0, "还剩  1" }, { 45000, "超时  30 分" },
		{ 7200, "超时  2 时" }, { 260000, "超时  3 天" } };
	struct act_ticket_call c = { .channel = CHANNEL_MAIL };
	struct act_ticket a;
	struct actor *who;
	struct test_term *t;
	char row[64];

	(void)state;
	office();
	who = aside("op1");
	for (int i = 0; i < MANY; i++)
		assert_int_equal(act_ticket_ring(who, &c, &a), 0);
	test_leave(who);
	for (size_t i = 0; i < nitems(clock); i++) {
		if (clock[i].later != 0)
			test_clock(clock[i].later);
		t = test_session("lead1", "zh_CN", &screen_queue);
		test_term_has(t, clock[i].says);
		test_term_has(t, "等候 33"); /* also who is not shown */
		if (i + 1 < nitems(clock))
			assert_int_equal(test_term_close(t), 0);
	}
	test_term_keep(t, "board-late");
	/* the list ends with the first call of all; nothing is behind it; the
	 * number alone may stand in a length too */
	snprintf(row, sizeof(row), "  %lld  ", (long long)a.row.id);
	test_term_has(t, row);
	test_term_keys(t, "\033[F\033[6~");
	test_term_has(t, "已办结");
	test_term_lacks(t, row);
	test_term_keys(t, "\033[H");
	test_term_has(t, row); /* and back is to the first page */
	/* to somebody else */
	test_term_keys(t, "\033[F");
	test_term_go_to(t, "通话中");
	test_term_keys(t, ":hrgj\r");
	test_term_has(t, "换谁跟进？");
	test_term_keys(t, "\033");
	test_term_lacks(t, "换谁跟进？");
	test_term_keys(t, ":jdh\r");
	test_term_has(t, "等候 34");
	assert_int_equal(test_term_close(t), 0);
}

static void
another_opens_it_again(void)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_REOPEN);
	struct actor *op = aside("op2"), *lead = aside("lead1");
	struct act_ticket t;

	d.reason = "还要再打";
	assert_int_equal(act_ticket_get(op, test_newest(op), &t), 0);
	assert_int_equal(
	    act_ticket_step(lead, t.row.id, t.row.version, &d, &t), 0);
	test_leave(op);
	test_leave(lead);
}

/* A call ended by the wrong digit goes on: the same ticket, its clock too. */
static void
test_a_call_ended_by_mistake_is_taken_back(void **state)
{
	struct test_term *t;

	(void)state;
	office();
	t = test_session("op2", "zh_CN", &screen_queue);
	test_term_has(t, "我的工单");
	test_term_keys(t, F2);
	test_term_has(t, "通话 00:0");
	test_term_keys(t, "喂喂" F4 "1");
	test_term_has(t, "[1 没有]");
	test_term_keys(t, TAB "-" TAB "-" TAB "1" TAB);
	test_term_has(t, "三问都问了");
	test_term_keys(t, F8 "5");
	test_term_has(t, "恶作剧");
	test_term_keys(t, "1"); /* a wrong number, it says now */
	test_term_line(t, 23, "已存。Ctrl-R 撤回，十分钟内都行。");
	test_term_has(t, "我的工单");
	test_term_keep(t, "call-done");
	test_term_keys(t, CTRL_R);
	test_term_has(t, "通话 0");
	test_term_has(t, "撤回了：工单");
	test_term_has(t, "喂喂"); /* an entry by now */
	test_term_has(t, "三问都问了");
	test_term_keep(t, "call-taken-back");
	/* later the hand may mean something else: it is asked first */
	test_term_keys(t, F8 "1");
	test_term_has(t, "已存。Ctrl-R 撤回");
	test_clock(61);
	test_term_keys(t, CTRL_R);
	test_term_has(t, "撤回这一步吗：工单");
	test_term_has(t, "「办结」？");
	test_term_keep(t, "take-back-asked");
	test_term_keys(t, "2");
	test_term_has(t, "我的工单");
	/* and by its name, from the list of all that can be done */
	test_term_keys(t, ":chehui\r");
	test_term_has(t, "撤回这一步吗：工单");
	test_term_keys(t, "1");
	test_term_has(t, "撤回了：工单");
	test_term_has(t, "通话 0");
	/* somebody else has gone on with it */
	test_term_keys(t, F8 "1");
	test_term_has(t, "已存。Ctrl-R 撤回");
	another_opens_it_again();
	test_term_keys(t, CTRL_R);
	test_term_has(t, "周岚在 ");
	test_term_has(t, "接着办了，撤不回来。走下一步可以改。");
	assert_int_equal(test_term_close(t), 0);
}

/* The operator is there and presses nothing: the board says for how long. */
static void
test_a_quiet_call_stands_on_the_board(void **state)
{
	struct actor *who;
	struct test_term *t;

	(void)state;
	office();
	who = aside("op1");
	act_presence_come(who);
	t = test_session("lead1", "zh_CN", &screen_queue);
	test_term_has(t, "通话中");
	test_term_lacks(t, "没按键");
	act_presence_quiet(who, clock_ticks_ms() - 1265 * 1000);
	test_term_has(t, "林晓  21 分钟没按键");
	test_term_keep(t, "board-quiet");
	act_presence_quiet(who, 0);
	test_term_lacks(t, "没按键");
	assert_int_equal(test_term_close(t), 0);
	test_leave(who);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_the_caret_is_in_the_notes_and_all_is_answered_by_digits),
	cmocka_unit_test(test_a_call_cannot_end_unasked_and_a_wrong_number_can),
	cmocka_unit_test(test_in_danger_both_see_what_the_other_writes),
	cmocka_unit_test(test_the_checklist_is_stamped_by_enter_and_reasons),
	cmocka_unit_test(test_a_dropped_line_keeps_every_word_and_the_caret),
	cmocka_unit_test(test_a_repeat_caller_is_told_as_a_maybe),
	cmocka_unit_test(test_callers_to_watch_are_accepted_by_name),
	cmocka_unit_test(
	    test_a_student_found_exactly_is_linked_and_the_school_told),
	cmocka_unit_test(
	    test_who_calls_and_where_the_danger_comes_from_is_noted),
	cmocka_unit_test(test_danger_is_taken_back_by_another_who_has_looked),
	cmocka_unit_test(
	    test_the_same_caller_is_said_taken_back_and_looked_back_at),
	cmocka_unit_test(test_english_is_complete),
	cmocka_unit_test(test_a_quiet_call_stands_on_the_board),
	cmocka_unit_test(test_a_call_ended_by_mistake_is_taken_back),
	cmocka_unit_test(test_the_board_is_paged_and_tells_how_late),
};

TEST_MAIN(tests)
