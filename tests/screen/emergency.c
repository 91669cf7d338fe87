/* SPDX-License-Identifier: Apache-2.0 */
/* An emergency on two screens: the child's home, a line that is lost, who has
 * it open too; through the real loop, the real store and the real keys. */
#include <signal.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/presence.h"
#include "act/sample.h"
#include "act/ticket.h"
#include "act/today.h"
#include "act/unmask.h"
#include "base/err.h"
#include "screen/ticket.h"
#include "screen/today.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/seat.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

#define F(n) "\033[" n "~"
#define F2 F("12")
#define F5 F("15")
#define F6 F("17")
#define F7 F("18")
#define F8 F("19")
#define F9 F("20")
#define LATE (UNMASK_ALONE_S + 1)

static int64_t student;

/* A student with a mother, a father and a bed in a dormitory. */
static void
office(void)
{
	static const struct guardian g[] = {
		{ .name = "曾兰", .relation = "妈妈", .phone = "13800004407" },
		{ .name = "曾海", .relation = "爸爸", .phone = "13900001234" },
	};
	struct store *st;
	struct student s;
	int r;

	if (student != 0)
		return;
	st = test_office();
	student = test_student();
	assert_int_equal(store_student_get(st, student, &s), 0);
	snprintf(s.address, sizeof(s.address), "云岭街道 3 栋 502");
	snprintf(s.dorm, sizeof(s.dorm), "2 栋 305");
	s.boarding = true;
	assert_int_equal(store_begin(st), 0);
	if ((r = store_student_put(st, &s, store_now(st), 1)) == 0)
		r = store_guardian_put(st, student, g, 2, 1);
	assert_int_equal(store_end(st, r), 0);
	test_office_close();
}

/* The student is linked to the newest call of login, from the desk beside. */
static int64_t
linked(const char *login)
{
	struct actor *who = test_signin(login);
	int64_t id = test_newest(who), warning;
	struct act_ticket t;

	assert_int_equal(act_ticket_link(who, id, student, GROUND_SAFETY,
			     "说到药", &warning, &t),
	    0);
	test_leave(who);
	return id;
}

static struct test_term *
danger(const char *login)
{
	struct test_term *t = test_session(login, "zh_CN", &screen_call);

	test_term_has(t, "通话 00:0");
	test_term_keys(t, F9);
	test_term_has(t, "先稳住，别挂断");
	test_term_has(t, "要看家里电话、住址：F6");
	return t;
}

/* The newest of login's, by somebody: made one step further. */
static void
step(const char *login, const char *by, struct act_ticket_do d)
{
	struct actor *other = test_signin(by), *who = test_signin(login);
	struct act_ticket t;
	int64_t id = test_newest(who);

	assert_int_equal(act_ticket_get(other, id, &t), 0);
	assert_int_equal(act_ticket_step(other, id, t.row.version, &d, &t), 0);
	test_leave(who);
	test_leave(other);
}

static void
calm(const char *login)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_CALM);

	d.reason = "人已经到了";
	step(login, "lead1", d);
}

/* Off the board, so that the next test begins with none. */
static void
away(const char *login)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_MAKE_VOID);

	d.why_void = VOID_PRANK;
	step(login, login, d);
}

static void
test_the_home_is_seen_once_the_lead_agrees_by_enter(void **state)
{
	struct test_term *op, *lead, *centre;

	(void)state;
	office();
	op = danger("op1");
	linked("op1");
	lead = test_session("lead1", "zh_CN", &screen_today);
	test_term_has(lead, "今天");
	test_term_keys(op, F6);
	test_term_has(op, "为什么要看家里电话");
	test_term_keys(op, "叫不应了，");
	seat_busy(op, "为什么要看家里电话", "叫不应了，");
	test_term_keys(op, "没有声音\r");
	test_term_has(op, "已请人点头；没人应，");
	test_term_lacks(op, "13800004407");
	test_term_keep(op, "unmask-asked");
	/* the lead has it at once: first on Today, then in the ticket */
	test_term_has(lead, "刚到：家里电话  工单");
	test_term_lacks(lead, "叫不应了");
	test_term_keep(lead, "unmask-today");
	test_term_keys(lead, "\r");
	test_term_has(lead, "9 林晓要看家里电话和住址：按 Enter 同意");
	test_term_has(lead, "叫不应了，没有声音");
	test_term_keep(lead, "unmask-lead");
	test_term_keys(lead, "\r");
	test_term_has(lead, "妈妈 曾兰 13800004407");
	test_term_has(op, "妈妈 曾兰 13800004407");
	/* the row they were about to press is gone: no other takes the Enter */
	test_term_keys(op, "\r");
	test_term_has(op, "刚才那一行有人先按了");
	test_term_has(op, "8 [     ] 谁接着守");
	test_term_has(op, "爸爸 曾海 13900001234");
	test_term_has(op, "住校 2 栋 305    云岭街道 3 栋 502");
	test_term_keep(op, "unmask-open");
	/* where the guardian may be the harm, that stands over the numbers */
	test_term_keys(op, F7);
	test_term_has(op, "监护人可能正是危险");
	test_term_keys(op, "说爸爸喝了酒\r");
	test_term_has(op, "先别打给家里，值班长会处理");
	/* step 7 says whether anyone answered */
	test_term_keys(op, "\r");
	test_term_has(op, "请现在打电话");
	test_term_keys(op, "1");
	test_term_has(op, "有人接吗");
	test_term_keys(op, "2");
	test_term_has(op, "没人接：");
	test_term_keep(op, "unmask-steps");
	/* somebody else looks at it afterwards: here the district's centre */
	centre = test_session("centre1", "zh_CN", &screen_today);
	test_term_has(centre, "要复核     林晓 工单");
	test_term_lacks(centre, "13800004407");
	test_term_close(centre);
	/* gone when the emergency is over */
	calm("op1");
	test_term_lacks(op, "13800004407");
	test_term_lacks(lead, "13800004407");
	assert_int_equal(test_term_close(lead), 0);
	assert_int_equal(test_term_close(op), 0);
	away("op1");
}

/* Asked for by login, on the newest call, from the desk beside. */
static void
ask_home(const char *login)
{
	struct actor *who = test_signin(login);

	assert_int_equal(
	    act_unmask_ask(who, test_newest(who), "她不说话了"), 0);
	test_leave(who);
}

static void
test_the_home_is_never_opened_by_a_key_meant_for_something_else(void **state)
{
	struct test_term *op, *lead;

	(void)state;
	office();
	op = danger("op1");
	linked("op1");
	lead = test_session("lead1", "zh_CN", &screen_today);
	test_term_has(lead, "今天");
	test_term_keys(lead, "\r");
	test_term_has(lead, "op1 也开着");
	test_term_go_to(lead, "人在哪里");
	test_term_quiet(lead, 60);
	/* F6 is pressed to ask, before one can read that somebody has asked */
	assert_int_equal(kill(test_term_pid(lead), SIGSTOP), 0);
	ask_home("op1");
	test_term_keys(lead, F6);
	assert_int_equal(kill(test_term_pid(lead), SIGCONT), 0);
	test_term_has(lead, "林晓要看家里电话和住址。");
	test_term_has(op, "已请人点头；没人应，");
	test_term_lacks(lead, "13800004407");
	/* and the cursor stands where it stood */
	test_term_has(lead, "  9 林晓要看家里电话和住址：按 Enter 同意");
	test_term_lacks(lead, "> 9");
	test_term_has(lead, "> 2 [     ] 人在哪里");
	test_term_keep(lead, "unmask-cursor-stays");
	test_term_keys(lead, F6); /* read now */
	test_term_has(lead, "妈妈 曾兰 13800004407");
	assert_int_equal(test_term_close(lead), 0);
	assert_int_equal(test_term_close(op), 0);
	calm("op1");
	away("op1");
}

static void
test_at_the_checklist_words_are_notes_and_keys_stay_keys(void **state)
{
	struct test_term *op;

	(void)state;
	office();
	op = danger("op1");
	test_term_go_to(op, "人在哪里");
	test_term_paste(op, "她说：在天台上");
	test_term_has(op, "她说：在天台上");
	test_term_has(op, "已存"); /* and kept */
	test_term_keys(op, "\t?"); /* back at the list */
	test_term_has(op, "接起来就可以写");
	test_term_keys(op, "\033");
	test_term_lacks(op, "接起来就可以写");
	test_term_keys(op, "：");
	test_term_has(op, "打汉字、拼音、首字母或英文都行");
	test_term_keys(op, "\033");
	test_term_lacks(op, "台上:");
	assert_int_equal(test_term_close(op), 0);
	calm("op1");
	away("op1");
}

/* How a step was done: the sentence of one is never offered for another. */
static void
test_a_sentence_that_was_left_stands_there_again_for_its_own_step_alone(
    void **state)
{
	struct test_term *op;

	(void)state;
	office();
	op = danger("op1");
	test_term_go_to(op, "人在哪里");
	test_term_keys(op, " 1");
	test_term_has(op, "怎么做的？谁做的？");
	test_term_paste(op, "问了保安");
	test_term_has(op, "问了保安");
	test_term_keys(op, "\033");
	test_term_lacks(op, "问了保安");
	test_term_keys(op, " 1");
	test_term_has(op, "问了保安");
	test_term_keys(op, "\033");
	test_term_lacks(op, "怎么做的？谁做的？");
	test_term_keys(op, "\033[B 1"); /* the next step */
	test_term_has(op, "怎么做的？谁做的？");
	test_term_lacks(op, "问了保安");
	test_term_keys(op, "\033");
	test_term_lacks(op, "怎么做的？谁做的？");
	test_term_keys(op, "\033[A 1");
	test_term_has(op, "怎么做的？谁做的？");
	test_term_lacks(op, "问了保安");
	test_term_keys(op, "\033");
	test_term_lacks(op, "怎么做的？谁做的？");
	assert_int_equal(test_term_close(op), 0);
	calm("op1");
	away("op1");
}

static void
test_alone_the_second_enter_opens_it_after_a_minute(void **state)
{
	struct test_term *op, *lead;

	(void)state;
	office();
	op = danger("op2");
	linked("op2");
	test_term_keys(op, F6);
	test_term_has(op, "为什么要看家里电话");
	test_term_keys(op, "门反锁了\r");
	test_term_has(op, "> 9 家里电话：已请人点头");
	test_term_keys(op, "\r");
	test_term_has(op, "没人应的话，再过");
	test_term_lacks(op, "13800004407");
	test_clock(LATE);
	test_term_patience(op, 7000); /* the row is counted each 5 s */
	test_term_has(op, "9 没有人应：按 Enter 打开家里电话，事后有人复核");
	test_term_keep(op, "unmask-alone");
	test_term_keys(op, "\r");
	test_term_has(op, "妈妈 曾兰 13800004407");
	/* the review waits for the lead, who signs with a sentence */
	lead = test_session("lead1", "zh_CN", &screen_today);
	test_term_has(lead, "要复核");
	calm("op2");
	test_term_lacks(op, "13800004407");
	test_term_close(op);
	test_term_close(lead);
	away("op2");
}

static int64_t reviewed; /* the ticket */

static int
first_review(void *arg, const struct act_unmask *u)
{
	if (*(int64_t *)arg == 0) {
		*(int64_t *)arg = u->u.id;
		reviewed = u->u.ticket;
	}
	return 0;
}

static int64_t review;

static int
open_review(struct screen *s, const void *arg)
{
	(void)arg;
	return screen_review.open(s, &review);
}

static int
open_ticket(struct screen *s, const void *arg)
{
	(void)arg;
	return screen_call.open(s, &reviewed);
}

static void
test_the_lead_signs_for_what_was_opened_alone(void **state)
{
	static struct screen_ops ops;
	struct actor *lead;
	struct test_term *t;

	(void)state;
	office();
	lead = test_signin("lead1");
	review = 0;
	assert_int_equal(act_unmask_each(lead, true, first_review, &review), 0);
	test_leave(lead);
	assert_true(review != 0);
	ops = screen_review;
	ops.open = open_review;
	t = test_session("lead1", "zh_CN", &ops);
	test_term_has(t, "自己打开：一分钟里没有人应");
	test_term_has(t, "看过家里电话");
	test_term_lacks(t, "要复核");
	test_term_has(t, "今天 ");
	test_term_has(t, "门反锁了");
	test_term_lacks(t, "13800004407");
	test_term_keep(t, "unmask-review");
	test_term_keys(t, "\r");
	test_term_has(t, "您看下来怎么样");
	test_term_keys(t, "该看，");
	test_term_has(t, "该看，");
	test_term_keys(t, "\033"); /* left, and asked again: nothing is lost */
	test_term_lacks(t, "该看，");
	test_term_keys(t, "\r");
	test_term_has(t, "该看，");
	test_term_keys(t, "门后来");
	seat_busy(t, "您看下来怎么样", "该看，门后来");
	test_term_keys(t, "开了\r");
	test_term_end(t, 4000);
	test_term_close(t);
	lead = test_signin("lead1");
	review = 0;
	assert_int_equal(act_unmask_each(lead, true, first_review, &review), 0);
	assert_int_equal(review, 0);
	test_leave(lead);
	/* who asked reads what was found, in the ticket */
	ops = screen_call;
	ops.open = open_ticket;
	t = test_session("op2", "zh_CN", &ops);
	test_term_has(t, "工单");
	test_term_keys(t, ":fhjg\r");
	test_term_has(t, "打开过的家里电话");
	test_term_has(t, "周岚");
	test_term_has(t, "该看，门后来开了");
	test_term_lacks(t, "13800004407");
	test_term_keep(t, "unmask-after");
	test_term_close(t);
}

/* What the keeper does each second; where no zygote reaps. */
static void
sweep(void)
{
	struct actor *who = test_signin("lead1");

	act_presence_sweep(who);
	test_leave(who);
}

static void
test_a_lost_line_stands_on_the_board_and_another_goes_on(void **state)
{
	struct test_term *op, *board, *other;

	(void)state;
	office();
	op = test_session("op1", "zh_CN", &screen_call);
	test_term_has(op, "通话 00:0");
	test_term_keys(op, "她说在天台");
	test_term_has(op, "已存");
	board = test_session("lead1", "zh_CN", &screen_queue);
	test_term_has(board, "林晓");
	test_term_lacks(board, "断线");
	assert_int_equal(kill(test_term_pid(op), SIGKILL), 0);
	test_term_close(op);
	sweep();
	test_term_has(board, "林晓  接线员断线 00:0");
	test_term_keep(board, "lost-board");
	/* back: it goes from the board */
	op = test_session("op1", "zh_CN", &screen_today);
	test_term_has(op, "今天");
	test_term_lacks(board, "断线");
	assert_int_equal(kill(test_term_pid(op), SIGKILL), 0);
	test_term_close(op);
	sweep();
	test_term_has(board, "接线员断线");
	/* another operator of the line sees it and goes on */
	other = test_session("op2", "zh_CN", &screen_today);
	test_term_has(other, "接线员断线");
	test_term_keep(other, "lost-today");
	test_term_keys(other, "\r");
	test_term_has(other, "接线员断线 00:0");
	test_term_has(other, "F5 接过来");
	test_term_lacks(other, "天台");
	test_term_keep(other, "lost-ticket");
	test_term_keys(other, F5);
	test_term_has(other, "林晓断线了。这一通由您接着吗？");
	test_term_keys(other, "1");
	test_term_has(other, "这一通现在由您接着");
	test_term_has(other, "三问");
	test_term_lacks(board, "断线");
	test_term_has(board, "高远");
	test_term_keep(other, "lost-taken");
	assert_int_equal(test_term_close(board), 0);
	assert_int_equal(test_term_close(other), 0);
	away("op2");
}

static void
count_joins(int *n)
{
	struct actor *who = test_signin("op1");
	struct act_ticket_view v;

	*n = 0;
	assert_int_equal(act_ticket_view(who, test_newest(who), &v), 0);
	for (size_t i = 0; i < v.n_moved; i++)
		*n += v.moved[i].event == TICKET_JOIN;
	act_ticket_view_free(&v);
	test_leave(who);
}

/* The first step ends the time that ran, not the emergency. */
static void
test_an_emergency_that_goes_on_says_since_when_on_the_leads_today(void **state)
{
	struct test_term *op, *lead;
	struct act_ticket t;
	struct act_today now;
	struct actor *who;
	int64_t id, at = 0;

	(void)state;
	office();
	op = danger("op1");
	test_term_go_to(op, "人在哪里");
	test_term_keys(op, "\r");
	test_term_has(op, "人在哪里                    林晓");
	who = test_signin("op1");
	id = test_newest(who);
	test_leave(who);
	who = test_signin("lead1");
	assert_int_equal(act_ticket_get(who, id, &t), 0);
	assert_int_equal(t.row.due_at, 0);
	assert_int_equal(act_today(who, &now), 0);
	for (size_t i = 0; i < now.n; i++)
		if (strcmp(now.row[i].kind->code, "emergency") == 0)
			at = now.row[i].at;
	act_today_free(&now);
	test_leave(who);
	assert_int_equal(at, t.row.danger_at);
	lead = test_session("lead1", "zh_CN", &screen_today);
	test_term_has(lead, "接着做清单");
	test_term_has(lead, " 起"); /* the time of day, or the day before */
	test_term_keep(lead, "emergency-since");
	test_term_close(lead);
	lead = test_session("lead1", "en", &screen_today);
	test_term_has(lead, "since ");
	test_term_lacks(lead, "..");
	test_term_close(lead);
	assert_int_equal(test_term_close(op), 0);
	calm("op1");
	away("op1");
}

static void
test_who_has_it_open_too_stands_in_line_1(void **state)
{
	struct test_term *op, *lead;
	int joins;

	(void)state;
	office();
	op = danger("op1");
	test_term_lacks(op, "也开着");
	lead = test_session("lead1", "zh_CN", &screen_today);
	test_term_has(lead, "紧急");
	test_term_keys(lead, "\r");
	test_term_has(lead, "op1 也开着");
	test_term_has(op, "lead1 也开着");
	test_term_keep(op, "also");
	/* coming in is one step, whatever is changed afterwards */
	test_term_keys(op, "\t还在楼下");
	test_term_has(lead, "还在楼下");
	count_joins(&joins);
	assert_int_equal(joins, 1);
	test_term_keys(lead, "\033");
	test_term_has(lead, "今天");
	test_term_lacks(op, "也开着");
	/* they change places: asked for by one key, done by one */
	test_term_keys(op, F5);
	test_term_has(op, "已经请值班长换手");
	test_term_keys(lead, "\r");
	test_term_has(lead, "请和我换手");
	test_term_keys(lead, F5);
	test_term_has(lead, "换了以后由您接着说");
	test_term_keys(lead, "1");
	test_term_has(lead, "这一通现在由您接着");
	assert_int_equal(test_term_close(lead), 0);
	assert_int_equal(test_term_close(op), 0);
}

static void
test_in_peace_the_lead_sees_the_row_and_reads_along_once_asked(void **state)
{
	struct test_term *op, *lead;

	(void)state;
	office();
	op = test_session("op1", "zh_CN", &screen_call);
	test_term_has(op, "通话 00:0");
	test_term_keys(op, "说作业写不完");
	test_term_has(op, "已存");
	lead = test_session("lead1", "zh_CN", &screen_queue);
	test_term_has(lead, "通话中");
	test_term_keys(lead, "\r");
	test_term_has(lead, "林晓接的");
	test_term_lacks(lead, "作业");
	test_term_keep(lead, "peace-row");
	test_term_keys(op, F5);
	test_term_has(op, "请谁进来");
	test_term_keys(op, "1");
	test_term_has(lead, "说作业写不完");
	test_term_keep(lead, "peace-live");
	/* both type at once, and both words stand on both */
	test_term_keys(op, "，也睡不好");
	test_term_keys(lead, "问问她几点睡");
	test_term_has(lead, "也睡不好");
	test_term_has(op, "：问问她几点睡"); /* under the lead's name */
	test_term_lacks(op, "之前保存");
	assert_int_equal(test_term_close(lead), 0);
	assert_int_equal(test_term_close(op), 0);
	away("op1");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_home_is_seen_once_the_lead_agrees_by_enter),
	cmocka_unit_test(
	    test_the_home_is_never_opened_by_a_key_meant_for_something_else),
	cmocka_unit_test(
	    test_at_the_checklist_words_are_notes_and_keys_stay_keys),
	cmocka_unit_test(
	    test_a_sentence_that_was_left_stands_there_again_for_its_own_step_alone),
	cmocka_unit_test(test_alone_the_second_enter_opens_it_after_a_minute),
	cmocka_unit_test(test_the_lead_signs_for_what_was_opened_alone),
	cmocka_unit_test(
	    test_a_lost_line_stands_on_the_board_and_another_goes_on),
	cmocka_unit_test(
	    test_in_peace_the_lead_sees_the_row_and_reads_along_once_asked),
	cmocka_unit_test(
	    test_an_emergency_that_goes_on_says_since_when_on_the_leads_today),
	cmocka_unit_test(test_who_has_it_open_too_stands_in_line_1),
};

TEST_MAIN(tests)
