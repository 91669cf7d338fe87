/* SPDX-License-Identifier: Apache-2.0 */
/* What custody sees, what who asked sees, and who looks at it afterwards; and
 * a circle after somebody has left. */

#include "act/account.h"
#include "act/actor.h"
#include "act/approval.h"
#include "act/circle.h"
#include "act/custody.h"
#include "act/key.h"
#include "act/signin.h"
#include "act/ticket.h"
#include "base/lang.h"
#include "screen/admin.h"
#include "screen/custody.h"
#include "screen/student.h"
#include "screen/today.h"
#include "store/audit.h"
#include "store/org.h"
#include "store/person.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/seat.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

#define F4 "\033OS"
#define F6 "\033[17~"
#define F7 "\033[18~"
#define F8 "\033[19~"
#define DOWN "\033[B"
#define SEEN "他说天台上风很大"
#define WHY "学生不见了，圈里没有人接电话"

static int64_t line_circle;

static int
begin(void **state)
{
	struct act_ticket_entry e = { .text = SEEN, .n = strlen(SEEN) };
	struct act_ticket_call in = { .channel = CHANNEL_PHONE };
	struct actor *who;
	struct act_ticket t;
	int64_t id, line;

	(void)state;
	lang_set("zh_CN");
	test_office();
	who = test_signin("op1");
	assert_int_equal(act_ticket_line(who, &line), 0);
	assert_int_equal(act_circle_of(who, line, &line_circle), 0);
	assert_int_equal(act_ticket_new(who, &in, &t), 0);
	test_answer_three(who, t.row.id, THOUGHTS_NO, DANGER_NO);
	assert_int_equal(act_ticket_write(who, t.row.id, &e, &id, &t), 0);
	assert_int_equal(act_ticket_link(who, t.row.id, test_student(),
			     GROUND_SAFETY, "他说要走", &id, &t),
	    0);
	assert_int_equal(t.row.id, 1);
	test_leave(who);
	test_office_close();
	return 0;
}

static int
end(void **state)
{
	(void)state;
	return 0;
}

static const struct screen_entry entries[] = {
	{ &screen_today, NULL, 0, 0 },
	{ &screen_approvals, screen_approvals_may, 0, 0 },
	{ &screen_glass, screen_glass_may, 0, 0 },
	{ .ops = NULL },
};

static struct test_term *
sit(const char *login, const struct screen_ops *first)
{
	return seat_take(
	    &(struct seat){ login, "zh_CN", first, entries, SEAT_PLAIN });
}

static void
test_the_centre_asks_from_the_palette(void **state)
{
	struct test_term *t = sit("centre1", &screen_glass);

	(void)state;
	test_term_has(t, "紧急查阅");
	test_term_has(t, "孩子有危险、又联系不上圈里的人时用");
	test_term_has(t, "一名学生的谈话记录");
	test_term_keys(t, "3");
	test_term_has(t, "工单号");
	test_term_keep(t, "glass");
	test_term_keys(t, "\t1\t" WHY);
	test_term_has(t, WHY);
	test_term_keep(t, "glass-filled");
	assert_int_equal(test_term_close(t), 0); /* the line is lost */

	/* every word is there again, from Today; and goes once it is asked */
	t = sit("centre1", &screen_today);
	test_term_go_to(t, "紧急查阅");
	test_term_keep(t, "glass-draft");
	test_term_keys(t, "\r");
	test_term_has(t, "上次没写完的还在");
	test_term_has(t, "工单号");
	test_term_has(t, WHY);
	test_term_keys(t, F8);
	test_term_has(t, "等两位托管人同意");
	test_term_has(t, "工单 1");
	test_term_has(t, "请打电话告诉他们");
	test_term_keep(t, "custody-asked");
	test_term_keys(t, "\033");
	test_term_has(t, "今天");
	test_term_lacks(t, "接着写");
	assert_int_equal(test_term_close(t), 0);
}

static int
count_finds(void *arg, const struct audit_event *e)
{
	*(int *)arg += strcmp(e->what, "custody.find") == 0;
	return 0;
}

/* A look for a child is recorded: it is not made before it can be of use. */
static void
test_nobody_is_looked_for_before_the_reason_stands_there(void **state)
{
	struct test_term *t = sit("centre1", &screen_glass);
	struct actor *aud;
	int n = 0;

	(void)state;
	test_term_has(t, "紧急查阅");
	test_term_keys(t, "1");
	test_term_keys(t, F8);
	test_term_has(t, "请写一句原因");
	test_term_cursor(t, 14, 2);
	assert_int_equal(test_term_close(t), 0);
	aud = test_signin("aud1");
	assert_int_equal(
	    store_audit_each(aud->store, 0, 10000, count_finds, &n), 0);
	assert_int_equal(n, 0);
	test_leave(aud);
}

static void
test_the_first_custodian_sees_why_and_no_child(void **state)
{
	struct test_term *t = sit("cust2", &screen_today);

	(void)state;
	/* the inner layer is not asked yet */
	test_term_has(t, "现在没有等您的事");
	test_term_lacks(t, "同意或不同意");
	assert_int_equal(test_term_close(t), 0);
	t = sit("cust1", &screen_today);
	test_term_has(t, "同意或不同意");
	test_term_keep(t, "custodian-today");
	test_term_keys(t, "\r");
	test_term_has(t, WHY);
	test_term_has(t, "只有另一位托管人能揭");
	test_term_lacks(t, "曾一诺");
	test_term_lacks(t, SEEN);
	test_term_keep(t, "custodian-first");
	test_term_keys(t, F4);
	test_term_has(t, "同意并揭开您这一层吗");
	test_term_keys(t, "1");
	test_term_has(t, "一位已同意，等另一位");
	assert_int_equal(test_term_close(t), 0);
}

static void
test_the_second_opens_it_from_the_approvals(void **state)
{
	struct test_term *t = sit("cust2", &screen_approvals);

	(void)state;
	test_term_has(t, "托管");
	test_term_has(t, "何明");
	test_term_keep(t, "custodian-approvals");
	test_term_keys(t, F4); /* why is read first */
	test_term_has(t, WHY);
	test_term_has(t, "只对上面写的这个人打开");
	test_term_keep(t, "custodian-second");
	test_term_keys(t, F4 "1");
	test_term_has(t, "已打开，到时自动关上");
	test_term_lacks(t, SEEN);
	assert_int_equal(test_term_close(t), 0);
}

static void
test_who_asked_reads_it_and_the_lead_is_told_and_signs(void **state)
{
	struct test_term *t = sit("centre1", &screen_today);

	(void)state;
	test_term_has(t, "现在可以看");
	test_term_keep(t, "glass-open");
	test_term_keys(t, "\r");
	test_term_has(t, "只能看，不能改");
	test_term_keys(t, "\033OQ"); /* F2 */
	test_term_has(t, SEEN);
	test_term_keep(t, "glass-ticket");
	assert_int_equal(test_term_close(t), 0);

	t = sit("lead1", &screen_today);
	test_term_has(t, "看一下，然后签字");
	test_term_has(t, "何明 工单 1");
	test_term_lacks(t, "曾一诺");
	test_term_keep(t, "review-today");
	test_term_go_to(t, "看一下，然后签字");
	test_term_keys(t, "\r");
	test_term_has(t, "当时联系不上圈里的人");
	test_term_keep(t, "review");
	test_term_keys(t, F4);
	test_term_has(t, "签字，没有要补充的");
	test_term_keys(t, "2");
	test_term_has(t, "想说些什么");
	test_term_keys(t, "该看的");
	seat_busy(t, "想说些什么", "该看的");
	test_term_keys(t, "\r");
	test_term_has(t, "已关上，有人看过并签了字");
	assert_int_equal(test_term_close(t), 0);

	t = sit("centre1", &screen_today);
	test_term_has(t, "今天");
	test_term_lacks(t, "现在可以看");
	assert_int_equal(test_term_close(t), 0);
}

static void
test_the_circle_row_does_the_resealing(void **state)
{
	struct actor *lead = test_signin("lead1"), *op2 = test_signin("op2");
	struct test_term *t;

	(void)state;
	assert_int_equal(
	    act_circle_leave(lead, line_circle, op2->person, NULL), 0);
	test_leave(op2);
	test_leave(lead);
	t = sit("lead1", &screen_today);
	test_term_has(t, "保密圈");
	test_term_keep(t, "circle-today");
	test_term_go_to(t, "保密圈");
	test_term_keys(t, "\r");
	test_term_has(t, "有人离开了");
	test_term_has(t, "还剩");
	test_term_has(t, "林晓");
	test_term_keep(t, "circle");
	test_term_keys(t, F8);
	test_term_has(t, "做完了，旧钥匙再也打不开什么");
	test_term_lacks(t, "有人离开了");
	assert_int_equal(test_term_close(t), 0);
}

static int
open_line_circle(struct screen *s, const void *arg)
{
	(void)arg;
	return screen_circle.open(s, &line_circle);
}

/* The circle's own screen, whatever waits on Today. */
static struct test_term *
sit_at_circle(const char *login)
{
	static struct screen_ops ops;

	ops = screen_circle;
	ops.open = open_line_circle;
	return sit(login, &ops);
}

/* A custodian has lost the passphrase, and has a new pair. */
static void
new_custodian(const char *login, const char *pass)
{
	struct actor *who = test_signin(login), *sys = test_signin("sys1"),
		     *sec = test_signin("sec1"), *again;
	int64_t person = who->person, approval;
	enum signin_state now;
	struct act_signin *s;

	test_leave(who);
	assert_int_equal(act_account_reset(sys, person, &approval, NULL), 0);
	assert_int_equal(act_approval_give(sec, approval, NULL), 0);
	test_leave(sec);
	assert_int_equal(act_signin_begin(sys->store, &s), 0);
	assert_int_equal(act_signin_login(s, login, &now), 0);
	assert_int_equal(act_signin_first(s, pass, strlen(pass), &again), 0);
	act_signin_end(s);
	act_free(again);
	test_leave(sys);
}

static void
test_keys_sealed_to_new_custodians_are_not_said_to_be_new(void **state)
{
	struct test_term *t;

	(void)state;
	new_custodian("cust1", "another passphrase");
	t = sit_at_circle("lead1");
	test_term_has(t, "托管人换了");
	test_term_keys(t, F8);
	test_term_has(t, "做完了。");
	test_term_lacks(t, "托管人换了");
	assert_int_equal(test_term_close(t), 0);
}

static void
test_who_is_taken_out_of_a_circle_sees_it_no_longer_at_once(void **state)
{
	struct actor *lead = test_signin("lead1"), *op2 = test_signin("op2");
	int64_t person = op2->person;
	struct test_term *t;

	(void)state;
	assert_int_equal(act_circle_add(lead, line_circle, person, NULL), 0);
	test_leave(op2);
	test_leave(lead);
	t = sit_at_circle("op2");
	test_term_has(t, "高远");
	lead = test_signin("lead1");
	assert_int_equal(act_circle_leave(lead, line_circle, person, NULL), 0);
	test_leave(lead);
	assert_int_equal(test_term_end(t, 4000), 0); /* it was the first */
	test_term_close(t);
}

static enum account_state
state_of(const char *login)
{
	struct actor *who = test_signin("sys1");
	struct person p;

	assert_int_equal(store_person_by_login(who->store, login, &p), 0);
	test_leave(who);
	return p.state;
}

/* Everything to the new key; the last slice rings on every screen. */
static void
reseal(struct actor *who)
{
	bool left = true;

	while (left)
		assert_int_equal(act_circle_work(who, line_circle, &left), 0);
}

static void
test_who_was_meant_has_the_code_though_the_rows_have_moved(void **state)
{
	struct actor *lead = test_signin("lead1"), *op2 = test_signin("op2");
	struct actor *op1;
	int64_t person = lead->person;
	struct test_term *t;

	(void)state;
	assert_int_equal(
	    act_circle_add(lead, line_circle, op2->person, NULL), 0);
	test_leave(op2);
	test_leave(lead);
	t = sit_at_circle("op2");
	test_term_go_to(t, "林晓");
	test_term_keys(t, F6);
	test_term_has(t, "是忘了口令，或者换了电脑吗");
	op1 = test_signin("op1");
	assert_int_equal(act_circle_leave(op1, line_circle, person, NULL), 0);
	reseal(op1);
	test_leave(op1);
	test_term_lacks(t, "周岚"); /* op2 stands in op1's row now */
	test_term_keys(t, "1");
	test_term_has(t, "一次性号码，只显示这一次");
	test_term_has(t, "林晓  op1");
	test_term_has(t, "然后定一个新口令");
	test_term_lacks(t, "join"); /* a colleague's brings no other key */
	/* until it is used nothing changes */
	assert_int_equal(state_of("op1"), ACCOUNT_ACTIVE);
	assert_int_equal(test_term_close(t), 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_centre_asks_from_the_palette),
	cmocka_unit_test(
	    test_nobody_is_looked_for_before_the_reason_stands_there),
	cmocka_unit_test(test_the_first_custodian_sees_why_and_no_child),
	cmocka_unit_test(test_the_second_opens_it_from_the_approvals),
	cmocka_unit_test(
	    test_who_asked_reads_it_and_the_lead_is_told_and_signs),
	cmocka_unit_test(test_the_circle_row_does_the_resealing),
	cmocka_unit_test(
	    test_keys_sealed_to_new_custodians_are_not_said_to_be_new),
	cmocka_unit_test(
	    test_who_is_taken_out_of_a_circle_sees_it_no_longer_at_once),
	cmocka_unit_test(
	    test_who_was_meant_has_the_code_though_the_rows_have_moved),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
