/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>

#include "act/account.h"
#include "act/actor.h"
#include "act/consultation.h"
#include "act/ticket.h"
#include "act/warning.h"
#include "act/watch.h"
#include "base/clock.h"
#include "base/lang.h"
#include "screen/admin.h"
#include "screen/consultation.h"
#include "screen/oncall.h"
#include "screen/ticket.h"
#include "screen/today.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/office.h"
#include "tests/lib/seat.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

/* Real screens over a real store: each child signs in by itself, as a session
 * does. */
static struct store *st;
static struct org class, school;
static int64_t first_child;

static int
begin(void **state)
{
	struct actor *who;

	(void)state;
	lang_set("zh_CN");
	st = test_office();
	who = test_signin("class1");
	assert_int_equal(
	    store_org_get(st, act_post(who, ROLE_CLASS_TEACHER)->org, &class),
	    0);
	test_leave(who);
	return store_org_above(st, class.id, ORG_SCHOOL, &school);
}

static int
end(void **state)
{
	(void)state;
	test_office_close();
	return 0;
}

static int64_t
child(const char *name)
{
	static int n;
	struct student s = { .school = school.id,
		.class = class.id,
		.place = class.lft,
		.grade = { STAGE_JUNIOR, 2025 },
		.label = "3" };

	snprintf(s.identity, sizeof(s.identity), "screen:%d", ++n);
	mem_copy_text(s.name, sizeof(s.name), name);
	mem_copy_text(s.reading, sizeof(s.reading), "wei qing");
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_student_add(st, &s, store_now(st), 1)), 0);
	first_child = s.id;
	return s.id;
}

static const struct screen_entry entries[] = {
	{ &screen_today, NULL, 0, 0 },
	{ &screen_day, screen_day_may, 0, 0 },
	{ &screen_week, screen_day_may, 0, 0 },
	{ &screen_call, screen_may_call, TUI_F(2), TUI_CTRL('N') },
	{ .ops = NULL },
};

static struct test_term *
sit(const char *login, const char *language, const struct screen_ops *first)
{
	return seat_take(
	    &(struct seat){ login, language, first, entries, SEAT_PLAIN });
}

static struct act_appointment
walk_in(struct actor *who, const char *name, int64_t ago)
{
	struct act_book b = ACT_BOOK(APPOINTMENT_WALK_IN);
	struct act_appointment a;

	b.student = child(name);
	b.event_at = act_now(who) - ago;
	assert_int_equal(act_consultation_book(who, &b, &a), 0);
	return a;
}

static void
test_nothing_waits_says_so(void **state)
{
	struct test_term *t = sit("psy2", "zh_CN", &screen_today);

	(void)state;
	test_term_has(t, "现在没有等您的事。喝口水吧。");
	test_term_close(t);
	t = sit("psy2", "en", &screen_today);
	test_term_has(t, "Nothing is waiting for you. Have some water.");
	test_term_close(t);
}

static void
test_what_a_colleague_reports_shows_within_a_second(void **state)
{
	struct actor *class1 = test_signin("class1");
	struct test_term *t = sit("psy1", "zh_CN", &screen_today);
	struct observation_told o = { .seen = "上课常趴着" };
	struct act_receipt got;

	(void)state;
	test_term_has(t, "喝口水吧");
	o.student = child("曾一诺");
	assert_int_equal(act_observation_report(class1, &o, &got), 0);
	test_term_patience(t, 1000);
	test_term_has(t, "新报来");
	test_term_has(t, "曾一诺");
	test_term_has(t, "看一下并点「我知道了」");
	test_term_lacks(t, "喝口水吧");
	test_term_keep(t, "today-psychology");
	test_term_close(t);
	/* the reporter sees who has it, and never the word for a warning */
	t = sit("class1", "zh_CN", &screen_today);
	test_term_has(t, "还没看到");
	test_term_has(t, "黄岚、何静还没看");
	test_term_has(t, "您报过的事");
	test_term_lacks(t, "预警");
	test_term_keep(t, "today-class");
	test_term_keys(t, "\033[12~"); /* F2 */
	test_term_has(t, "哪位学生");
	test_term_close(t);
	test_leave(class1);
}

static void
test_the_line_signs_for_who_is_to_watch(void **state)
{
	struct actor *op2 = test_signin("op2");
	struct test_term *t;
	int64_t id;

	(void)state;
	assert_int_equal(
	    act_watch_add(op2, 0, "先听，不追问住址", 0, &id, NULL), 0);
	t = sit("op1", "zh_CN", &screen_today);
	test_term_has(t, "接班要留心  1");
	test_term_has(t, "先听，不追问住址");
	test_term_has(t, "您还没签收");
	test_term_keep(t, "today-operator");
	test_term_keys(t, "\033[19~"); /* F8 */
	test_term_has(t, "签收了 1 位");
	test_term_lacks(t, "您还没签收");
	test_term_keys(t, "\033[12~"); /* F2 is the call, from here too */
	test_term_has(t, "通话中");
	test_term_close(t);
	test_leave(op2);
}

/* The note opens from Today, wants its risk field, and is saved. */
static void
test_a_note_is_written_from_today(void **state)
{
	struct actor *psy1 = test_signin("psy1");
	struct act_appointment a = walk_in(psy1, "韦青", 9 * CLOCK_HOUR + 600);
	struct act_consultation v;
	struct test_term *t = sit("psy1", "zh_CN", &screen_day);

	(void)state;
	test_term_has(t, "韦青");
	test_term_keys(t, "\r");
	test_term_has(t, "晚了 9 小时补记");
	test_term_keys(t, "今天谈了睡眠。\r她说比上周好。");
	test_term_has(t, "她说比上周好。");
	test_term_keep(t, "note");
	test_term_keys(t, "\033[19~");
	test_term_has(t, "还差一项");
	test_term_keys(t, "1\033[19~"); /* the cursor went to the field */
	test_term_has(t, "已存。");
	test_term_close(t);
	assert_int_equal(
	    act_consultation_show(psy1, a.row.id, GROUND_NONE, &v), 0);
	assert_int_equal(v.n_note, 1);
	assert_string_equal(v.note[0].text, "今天谈了睡眠。\n她说比上周好。");
	assert_int_equal(v.note[0].risk, RISK_NONE);
	assert_int_equal(v.head.row.state, APPOINTMENT_RECORDED);
	act_consultation_free(&v);
	test_leave(psy1);
}

static void
test_a_killed_session_loses_no_word_and_no_place(void **state)
{
	struct actor *psy1 = test_signin("psy1");
	struct act_appointment a = walk_in(psy1, "覃月", 60);
	struct test_term *t = sit("psy1", "zh_CN", &screen_day);

	(void)state;
	(void)a;
	test_term_has(t, "覃月");
	test_term_keys(t, "\033[F\r"); /* the newest is due last */
	test_term_has(t, "有没有问过安不安全");
	test_term_keys(t, "写到一半的话\033[D\033[D");
	test_term_has(t, "已存");
	test_term_keys(t, "\033[D"); /* not typed: nothing more to keep */
	kill(test_term_pid(t), SIGKILL);
	test_term_close(t);
	t = sit("psy1", "zh_CN", &screen_day);
	test_term_has(t, "覃月");
	test_term_keys(t, "\033[F\r");
	test_term_has(t, "刚才断线了，字都在。");
	test_term_has(t, "写到一半的话");
	test_term_cursor(t, 7, 9); /* where it was */
	test_term_close(t);
	test_leave(psy1);
}

static void
test_administrators_see_accounts_and_no_child(void **state)
{
	static const char *const logins[] = { "sys1", "sec1", "aud1", "cust1" };

	(void)state;
	for (size_t i = 0; i < nitems(logins); i++) {
		struct test_term *t = sit(logins[i], "zh_CN", &screen_today);

		test_term_has(t, "今天");
		test_term_has(t, "喝口水吧");
		test_term_lacks(t, "曾一诺");
		test_term_lacks(t, "覃月");
		test_term_close(t);
	}
}

static void
test_an_account_takes_two_people(void **state)
{
	struct test_term *sys1 = sit("sys1", "zh_CN", &screen_propose);
	struct test_term *sec1 = sit("sec1", "zh_CN", &screen_today);

	(void)state;
	test_term_has(sys1, "公钥");
	test_term_keys(sys1, "psy8\t温言\t\tssh-ed25519 "
			     "AAAAC3NzaC1lZDI1NTE5AAAAIEEEEEEEEEEEEEEEEEEEEEEEE"
			     "EEEEEEEEEEEEEEEEEEE"
			     "\t心理教师\t第002实验学校\033[19~");
	test_term_has(sec1, "温言"); /* at once, on the other's screen */
	test_term_keep(sec1, "today-security");
	test_term_keys(sec1, "\r");
	test_term_has(sec1, "psy8");
	test_term_has(sec1, "邓理");
	test_term_keys(sec1, "\033[14~"); /* F4 */
	test_term_has(sec1, "作为第二个人");
	test_term_keys(sec1, "1");
	test_term_has(sec1, "已存。");
	test_term_lacks(sec1, "psy8");
	test_term_close(sec1);
	test_term_close(sys1);
	sys1 = sit("sys1", "zh_CN", &screen_accounts);
	test_term_has(sys1, "等第一次登录");
	test_term_keep(sys1, "accounts");
	test_term_close(sys1);
}

static void
propose(const char *login)
{
	struct actor *sys1 = test_signin("sys1");
	struct act_account a = { .login = login,
		.name = "艾青",
		.key_text =
		    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFFFFFFFFFFFFFF"
		    "FFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
		.role = ROLE_OPERATOR,
		.org = sys1->posts[0].org };
	int64_t person;

	assert_int_equal(act_account_propose(sys1, &a, &person, NULL), 0);
	test_leave(sys1);
}

/* Somebody new comes before everybody while the question stands. */
static void
test_the_account_asked_about_begins_again_though_rows_have_moved(void **state)
{
	struct test_term *t = sit("sys1", "zh_CN", &screen_accounts);

	(void)state;
	test_term_has(t, "class1");
	test_term_go_to(t, "class1");
	test_term_keys(t, "\033[17~"); /* F6 */
	test_term_has(t, "又没有同圈的同事能帮忙吗");
	propose("aaa1");
	test_term_has(t, "aaa1");
	test_term_keys(t, "1");
	test_term_has(t, "已提出，等安全管理员同意");
	test_term_close(t);
	t = sit("sec1", "zh_CN", &screen_approvals);
	test_term_has(t, "class1");
	test_term_lacks(t, "centre1");
	test_term_close(t);
}

static void
test_a_number_on_duty_is_confirmed(void **state)
{
	struct test_term *t = sit("lead1", "zh_CN", &screen_oncall);

	(void)state;
	test_term_has(t, "最近确认");
	test_term_has(t, "周岚");
	test_term_keep(t, "oncall");
	test_term_keys(t, "\033[19~"); /* F8 */
	test_term_has(t, "还是这位老师吗");
	test_term_keys(t, "1");
	test_term_has(t, "已存。");
	test_term_close(t);
}

static int
count_noted(void *arg, const struct act_appointment *a)
{
	int64_t *n = arg;

	n[1] += a->row.student == n[0] && a->row.noted_at != 0 &&
		a->row.state == APPOINTMENT_RECORDED;
	return 0;
}

/* The whole of 记一次谈话: F2, whom, how, the note. */
static void
test_a_talk_is_noted_from_today(void **state)
{
	struct actor *psy1 = test_signin("psy1");
	int64_t student = child("罗小满"), n[2] = { 0, 0 };
	struct test_term *t = sit("psy1", "zh_CN", &screen_today);

	(void)state;
	test_term_has(t, "记一次谈话");
	test_term_keys(t, "\033[12~"); /* F2 */
	test_term_has(t, "和谁谈的");
	test_term_keys(t, "\033[13~"); /* F3 */
	test_term_has(t, "找学生");
	test_term_keys(t, "罗小满");
	test_term_has(t, ">罗小满");
	test_term_keys(t, "\r");
	test_term_has(t, "罗小满  八年级3班");
	test_term_has(t, "怎么谈的");
	test_term_keep(t, "talk");
	test_term_keys(t, "\033[19~");
	test_term_has(t, "有没有问过安不安全");
	test_term_keys(t, "走廊里聊了几句\t1\033[19~");
	test_term_has(t, "现在要做");
	test_term_close(t);
	n[0] = student;
	assert_int_equal(act_consultation_each(psy1, CONSULTATIONS_STUDENT,
			     student, 0, 10, count_noted, n),
	    0);
	assert_int_equal(n[1], 1);
	test_leave(psy1);
}

/* Out of the school, while somebody looks at them. */
static void
goes_away(int64_t id)
{
	struct student s;
	struct org district;

	assert_int_equal(
	    store_org_above(st, school.id, ORG_DISTRICT, &district), 0);
	assert_int_equal(store_student_get(st, id, &s), 0);
	s.school = s.class = district.id;
	s.place = district.lft;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_student_put(st, &s, store_now(st), 1)), 0);
}

static void
test_no_name_stands_over_a_talk_with_nobody(void **state)
{
	int64_t second = child("钱多");
	struct test_term *t;

	(void)state;
	child("孙远");
	t = sit("psy1", "zh_CN", &screen_talk);
	test_term_keys(t, "\033[13~孙远");
	test_term_has(t, ">孙远");
	test_term_keys(t, "\r");
	test_term_has(t, "孙远  八年级3班");
	test_term_keys(t, "\033[13~钱多");
	test_term_has(t, ">钱多");
	goes_away(second);
	test_term_keys(t, "\r");
	test_term_has(t, "和谁谈的？按 F3 找学生。");
	test_term_lacks(t, "孙远");
	test_term_close(t);
}

/* The talk itself, once it is written down: read again, the next one agreed
 * (or left half-way), and ended. */
static void
test_a_written_talk_is_read_and_goes_on(void **state)
{
	struct actor *psy1 = test_signin("psy1");
	struct act_appointment a = walk_in(psy1, "白露", 600), after;
	struct act_note_text n = { .text = "谈了搬家",
		.n = strlen("谈了搬家") };
	struct test_term *t;

	(void)state;
	n.risk = RISK_NONE;
	assert_int_equal(
	    act_consultation_note(psy1, a.row.id, a.row.version, &n, &after),
	    0);
	t = sit("psy1", "zh_CN", &screen_day);
	test_term_go_to(t, "白露");
	test_term_keys(t, "\r");
	test_term_has(t, "接下来能做的");
	test_term_lacks(t, "谈了搬家"); /* not before it is asked for */
	test_term_keys(t, "\033[17~");
	test_term_has(t, "写下的记录（从近到远）");
	test_term_has(t, "谈了搬家");
	test_term_keep(t, "consultation-notes");
	test_term_keys(t, "\033");
	test_term_lacks(t, "谈了搬家");
	test_term_keys(t, "2");
	test_term_has(t, "下一次什么时候？");
	test_term_keys(t, "\033");
	test_term_lacks(t, "下一次什么时候？");
	test_term_keep(t, "consultation");
	test_term_keys(t, "3"); /* it ends */
	test_term_has(t, "已存。");
	test_term_lacks(t, "3 告一段落");
	test_term_close(t);
	test_leave(psy1);
}

/* Next week's Wednesday at ten, which is always still to come. */
static int64_t
next_wednesday(struct actor *who)
{
	struct clock_parts p;

	clock_parts_of(act_now(who), &p);
	p.day += 7 + 3 - p.weekday;
	p.hour = 10;
	p.minute = 30;
	p.second = 0;
	return clock_from_parts(&p);
}

/* From the hour of now to the Wednesday of the next week, at ten. */
static void
go_to_wednesday(struct test_term *t, struct actor *who)
{
	struct clock_parts p;

	clock_parts_of(act_now(who), &p);
	test_term_keys(t, "\033[6~");
	for (int day = p.weekday; day != 3; day += day < 3 ? 1 : -1)
		test_term_keys(t, day < 3 ? "\033[C" : "\033[D");
	for (int hour = p.hour; hour != 10; hour += hour < 10 ? 1 : -1)
		test_term_keys(t, hour < 10 ? "\033[B" : "\033[A");
}

static void
test_the_week_shows_who_comes_and_what_is_free(void **state)
{
	struct actor *psy1 = test_signin("psy1");
	struct act_book b = ACT_BOOK(APPOINTMENT_INVITE);
	struct act_appointment a;
	struct test_term *t;

	(void)state;
	b.student = child("莫雨");
	b.starts_at = next_wednesday(psy1);
	assert_int_equal(act_consultation_book(psy1, &b, &a), 0);
	b.student = child("常早");
	b.starts_at -= 4 * CLOCK_HOUR;
	assert_int_equal(act_consultation_book(psy1, &b, &a), 0);
	t = sit("psy1", "zh_CN", &screen_day);
	test_term_has(t, "F6 看一周");
	test_term_keys(t, "\033[17~");
	test_term_has(t, "我的一周");
	test_term_has(t, "今天 ");
	go_to_wednesday(t, psy1);
	test_term_has(t, ">莫雨?"); /* waits for her answer */
	/* Who comes before that stands above, or the edge tells of them where
	 * the hour that is now reaches further down. */
	test_term_quiet(t, 100);
	assert_true((test_term_find(t, "^0") >= 0) !=
		    (test_term_find(t, "常早?") >= 0));
	test_term_has(t, "周三 10:30  莫雨  八年级3班  面谈");
	test_term_keys(t, "\033[B");
	test_term_has(t, "周三 11:00  空着。按 Enter 约一位同学。");
	test_term_keep(t, "week");
	test_term_keys(t, "\033[A\r"); /* Enter opens who stands there */
	test_term_has(t, "接下来能做的");
	test_term_has(t, "莫雨");
	test_term_keys(t, "\a");
	test_term_has(t, ">莫雨?");
	test_term_keys(t, "\033[17~"); /* and F6 goes back to the day */
	test_term_has(t, "没办完");
	test_term_close(t);
	test_leave(psy1);
}

/* A free hour is given to who asked, and to who is found. */
static void
test_a_free_hour_of_the_week_is_given(void **state)
{
	struct actor *psy1 = test_signin("psy1");
	struct actor *class1 = test_signin("class1");
	struct act_book b = ACT_BOOK(APPOINTMENT_REQUEST);
	struct act_appointment a;
	struct test_term *t;

	(void)state;
	b.student = child("石磊");
	assert_int_equal(act_consultation_book(class1, &b, &a), 0);
	child("杨帆");
	t = sit("psy1", "zh_CN", &screen_week);
	test_term_has(t, "我的一周");
	go_to_wednesday(t, psy1);
	test_term_keys(t, "\033[B\r");
	test_term_has(t, "几点？");
	test_term_has(t, " 11:00");
	test_term_keys(t, "\r");
	test_term_has(t, "这个时间给谁？");
	test_term_has(t, "石磊  八年级3班  等约时间");
	test_term_keys(t, "1");
	test_term_has(t, "给 石磊 留好了");
	test_term_has(t, ">石磊?");
	test_term_keys(t, "\033[B\r");
	test_term_has(t, " 12:00");
	/* twenty past: typed over the end of what stands there */
	test_term_keys(t, "\x7f\x7f"
			  "20\r");
	test_term_has(t, "找学生");
	test_term_keys(t, "杨帆");
	test_term_has(t, ">杨帆");
	test_term_keys(t, "\r");
	test_term_has(t, "给 杨帆 留好了");
	test_term_has(t, "周三 12:20  杨帆");
	test_term_close(t);
	t = sit("psy1", "zh_CN", &screen_day); /* the same two in the list */
	test_term_has(t, "石磊");
	test_term_has(t, "杨帆");
	test_term_close(t);
	test_leave(class1);
	test_leave(psy1);
}

/* English words are longer: none is cut, in no column and in no line. */
static void
test_in_english_no_word_of_day_and_week_is_cut(void **state)
{
	static const struct {
		const struct screen_ops *first;
		const char *has[4];
	} c[] = {
		{ &screen_day, { " in person ", " grade 8-3 ", " time offered ",
				   " ask if it suits" } },
		{ &screen_week,
		    { "My week  ", "Enter open or make  ", "F6 my day",
			"!  something is left to do" } },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct test_term *t = sit("psy1", "en", c[i].first);

		for (size_t k = 0; k < nitems(c[i].has); k++)
			test_term_has(t, c[i].has[k]);
		test_term_lacks(t, "..");
		test_term_close(t);
	}
}

static void
test_an_hour_that_has_passed_is_not_given(void **state)
{
	struct test_term *t = sit("psy2", "zh_CN", &screen_week);

	(void)state;
	test_term_has(t, "我的一周");
	test_term_keys(t, "\033[5~\r"); /* last week */
	test_term_has(t, "这个钟点已经过了。");
	test_term_lacks(t, "几点？");
	test_term_lacks(t, "空着。按 Enter");
	test_term_close(t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_nothing_waits_says_so),
	cmocka_unit_test(test_what_a_colleague_reports_shows_within_a_second),
	cmocka_unit_test(test_the_line_signs_for_who_is_to_watch),
	cmocka_unit_test(test_a_note_is_written_from_today),
	cmocka_unit_test(test_a_killed_session_loses_no_word_and_no_place),
	cmocka_unit_test(test_administrators_see_accounts_and_no_child),
	cmocka_unit_test(test_an_account_takes_two_people),
	cmocka_unit_test(
	    test_the_account_asked_about_begins_again_though_rows_have_moved),
	cmocka_unit_test(test_a_number_on_duty_is_confirmed),
	cmocka_unit_test(test_a_talk_is_noted_from_today),
	cmocka_unit_test(test_the_week_shows_who_comes_and_what_is_free),
	cmocka_unit_test(test_a_free_hour_of_the_week_is_given),
	cmocka_unit_test(test_an_hour_that_has_passed_is_not_given),
	cmocka_unit_test(test_in_english_no_word_of_day_and_week_is_cut),
	cmocka_unit_test(test_no_name_stands_over_a_talk_with_nobody),
	cmocka_unit_test(test_a_written_talk_is_read_and_goes_on),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
