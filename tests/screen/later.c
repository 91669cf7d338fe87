/* SPDX-License-Identifier: Apache-2.0 */
/* What is entered later, at the screen: a call from paper, a worry of
 * yesterday, the sheets that are out; what saving will do is read before. */
#include "act/actor.h"
#include "act/draft.h"
#include "act/form.h"
#include "act/ticket.h"
#include "base/buf.h"
#include "base/lang.h"
#include "screen/consultation.h"
#include "screen/paper.h"
#include "screen/ticket.h"
#include "screen/today.h"
#include "screen/warning.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

#define RULE_LINE                                  \
	"----------------------------------------" \
	"----------------------------------------"
#define ENTER "\r"
#define ESC "\033"
#define F3 "\033OR"
#define F6 "\033[17~"
#define F7 "\033[18~"
#define F8 "\033[19~"

static char sheet[PAPER_NUMBER_MAX];
static int64_t child;

static int
take(void *arg, const struct act_paper *v)
{
	memcpy(arg, v->p.number, PAPER_NUMBER_MAX);
	return 0;
}

/* One sheet more of login's; its number is in `sheet`. */
static void
print_sheet(const char *login, const char *code)
{
	struct actor *who = test_signin(login);
	struct buf *b = buf_new();

	assert_int_equal(act_form_print(who, code, 1, false, b), 0);
	assert_int_equal(act_form_each(who, 0, 0, take, sheet), 0);
	buf_free(b);
	test_leave(who);
}

/* A child of class1's class. */
static void
add_child(struct store *st)
{
	struct student s = { .grade = { STAGE_JUNIOR, 2029 },
		.identity = "later:1",
		.name = "曾一诺",
		.reading = "zeng yi nuo",
		.number = "20260217",
		.label = "3" };
	struct actor *class1 = test_signin("class1");
	struct org class, school;
	int r;

	assert_int_equal(store_org_get(st,
			     act_post(class1, ROLE_CLASS_TEACHER)->org, &class),
	    0);
	assert_int_equal(store_org_above(st, class.id, ORG_SCHOOL, &school), 0);
	test_leave(class1);
	s.school = school.id;
	s.class = class.id;
	s.place = class.lft;
	assert_int_equal(store_begin(st), 0);
	r = store_student_add(st, &s, store_now(st), 1);
	assert_int_equal(store_end(st, r), 0);
	child = s.id;
}

/* A Tuesday, five past four in the afternoon; each test has a minute. */
static int
begin(void **state)
{
	(void)state;
	lang_set("zh_CN");
	add_child(test_office());
	test_clock_to("2030-11-26T16:05:01+08:00");
	test_office_close();
	return 0;
}

static int
end(void **state)
{
	(void)state;
	test_office_close();
	return 0;
}

static struct test_term *
sit(const char *login, const struct screen_ops *first, const char *language)
{
	return test_session(login, language, first);
}

/* What login began is away. */
static void
forget(const char *login)
{
	struct actor *who = test_signin(login);

	act_draft_drop(who, ACT_LATER_DRAFT, 0);
	test_leave(who);
}

static void
fill(struct test_term *t, const char *rang, const char *ended)
{
	test_term_has(t, "来电 [");
	test_term_keys(t, paper_tail(sheet));
	test_term_keys(t, "\t\t");
	test_term_keys(t, rang);
	test_term_keys(t, "\t");
	test_term_keys(t, ended);
	test_term_keys(t, "\t小月\t\t");
	test_term_keys(t, "睡不好，和妈妈吵架。说好明天下午再打来。");
	test_term_keys(t, "\t2\t\t\t");
}

/* clang-format off */
static void
test_a_call_from_paper_stands_as_drawn_and_says_what_saving_does(void **state)
{
	struct test_term *t;

	(void)state;
	print_sheet("op1", "call");
	test_clock_to("2030-11-26T16:06:01+08:00");
	t = sit("op1", &screen_call_later, "zh_CN");
	fill(t, "今天 13:10", "25");
	test_term_keys(t, "1");
	test_term_has(t, "[1 没有]");
	test_term_line(t, 1, RULE_LINE);
	test_term_line(t, 3, " [1 电话]  2 信箱   3 网络平台   4 来访   5 别的热线转来   6 学校或部门转来");
	test_term_line(t, 4, " 来电 [今天 13:10               ]  结束 [25                 ]  或多少分钟");
	test_term_line(t, 5, " 称呼 [小月                     ]  电话 [                   ]");
	test_term_line(t, 6, " 说了什么、说好了什么（照纸上写）");
	test_term_line(t, 7, "   睡不好，和妈妈吵架。说好明天下午再打来。");
	test_term_line(t, 13, " 三个问题（纸上没问的留空）");
	test_term_line(t, 15, "    1 没有  [2 有]  3 有，而且想过怎么做   4 不愿说   5 没来得及问");
	test_term_line(t, 18, "   [1 没有]  2 说不准   3 有");
	test_term_line(t, 20, " 保存后工单打开：F3 找学生，F8 选怎么收尾。");
	test_term_line(t, 22, "Tab 下一格  F5 接线人  F8 保存  F2 接来电  F10 更多  F1 帮助");
	test_term_keep(t, "later-call");
	test_term_keys(t, F8);
	test_term_has(t, "这是 2 小时前的事（今天 13:10）。时限从那时算起，到 今天 21:35 为止：周岚会看");
	test_term_has(t, "> 1 就这样保存");
	test_term_keys(t, ENTER);
	test_term_has(t, "发生 13:10，补录 16:06，纸表 ");
	test_term_has(t, "通话 25:00");
	test_term_has(t, "林晓 13:10：睡不好，和妈妈吵架。说好明天下午再打来。");
	test_term_keep(t, "later-ticket");
	test_term_close(t);
}
/* clang-format on */

static void
test_a_call_from_paper_reads_in_english(void **state)
{
	struct test_term *t;

	(void)state;
	print_sheet("op1", "call");
	t = sit("op1", &screen_call_later, "en");
	test_term_has(t, "It rang [");
	test_term_has(t, "Form no. [");
	test_term_has(t, "taken by you");
	test_term_has(t,
	    "Saved, the ticket opens: F3 finds the student, F8 says how it "
	    "ended.");
	test_term_keys(t, "nothing-9\t\tyesterday 23:50\t0:20\t\t\t");
	test_term_keys(t, "could not sleep\t\t\t\t1" F8);
	test_term_has(t, "The time for it was over");
	test_term_has(t, "No sheet nothing-9 was printed here");
	test_term_has(t, "> 1 save it so");
	test_term_keys(t, "2");
	test_term_lacks(t, "save it so");
	test_term_has(t, "could not sleep");
	test_term_keys(t, F8);
	test_term_has(t, "> 1 save it so");
	test_term_keys(t, ENTER);
	test_term_has(t, "sheet nothing-9");
	test_term_has(t, "Call 30:00");
	test_term_close(t);
}

static void
test_what_is_no_time_or_no_number_is_said_before_anything_is_saved(void **state)
{
	static const struct {
		const char *number, *rang, *ended, *says;
	} c[] = {
		{ "张三", "13:10", "25", "编号是字母" },
		{ "", "第三节课后", "25", "时间写成：" },
		{ "", "今天 23:10", "25", "这个时间还没到" },
		{ "", "2030-09-01 13:10", "25", "这是 31 天以前的事了" },
		{ "", "", "25", "什么时候来电、什么时候结束？" },
		{ "", "13:10", "", "什么时候来电、什么时候结束？" },
		{ "", "13:10", "x", "时间写成：" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		struct test_term *t = sit("op2", &screen_call_later, "zh_CN");

		test_term_has(t, "来电 [");
		test_term_keys(t, c[i].number);
		test_term_keys(t, "\t\t");
		test_term_keys(t, c[i].rang);
		test_term_keys(t, "\t");
		test_term_keys(t, c[i].ended);
		test_term_keys(t, "\t\t\t睡不好\t\t\t\t1" F8);
		test_term_has(t, c[i].says);
		test_term_lacks(t, "就这样保存");
		test_term_close(t);
		forget("op2");
	}
}

static void
test_what_was_begun_of_a_call_from_paper_is_there_again(void **state)
{
	struct test_term *t = sit("op2", &screen_call_later, "zh_CN");

	(void)state;
	test_term_has(t, "来电 [");
	test_term_keys(t, "\t\t昨天 14:30\t20\t\t\t写到一半\t3");
	test_term_has(t, "[3 有，而且想过怎么做]");
	test_term_close(t);
	t = sit("op2", &screen_today, "zh_CN");
	test_term_go_to(t, "补录一个来电");
	test_term_keys(t, ENTER);
	test_term_has(t, "来电 [昨天 14:30");
	test_term_has(t, "写到一半");
	test_term_has(t, "[3 有，而且想过怎么做]");
	test_term_close(t);
	forget("op2");
}

static void
test_danger_of_hours_ago_says_who_is_knocked_and_is_an_emergency(void **state)
{
	struct test_term *t;

	(void)state;
	print_sheet("op1", "call");
	t = sit("op1", &screen_call_later, "zh_CN");
	fill(t, "今天　１１：１０", "２５"); /* in full width */
	test_term_keys(t, "2");
	test_term_has(t, "[2 说不准]");
	test_term_keys(t, F8);
	test_term_has(t, "有危险：保存后马上敲门叫周岚。");
	test_term_keep(t, "later-danger");
	test_term_keys(t, ENTER);
	test_term_has(t, "紧急");
	test_term_has(t, "!! 电话已经挂了：现在就找到人");
	test_term_has(t, "正在敲门");
	test_term_close(t);
}

/* --- a worry, a step, a talk -----------------------------------------------
 */

static void
test_a_worry_of_yesterday_shows_both_times_to_who_looks(void **state)
{
	struct test_term *t;
	const char *at;

	(void)state;
	print_sheet("class1", "concern");
	t = sit("class1", &screen_report, "zh_CN");
	test_term_has(t, "哪位学生");
	test_term_keys(t, "曾一诺\t");
	test_term_has(t, "会送给：");
	test_term_keys(t, "两天没怎么吃饭。\t昨天 14:30" F6);
	test_term_has(t, "末尾");
	test_term_keys(t, paper_tail(sheet));
	test_term_keys(t, ENTER);
	test_term_has(t, "发生 昨天 14:30，补录 ");
	test_term_has(t, "，纸表 ");
	test_term_keep(t, "later-report");
	test_term_keys(t, F8);
	test_term_has(t,
	    "这是 25 小时前的事（昨天 14:30）。时限从现在算起，到 11-27 09:");
	test_term_keys(t, ENTER);
	test_term_has(t, "已送到，等两位老师看。");
	test_term_close(t);

	t = sit("psy1", &screen_warnings, "zh_CN");
	test_term_has(t, ">明天   09:");
	at = strstr(test_term_picture(t), ">明天   09:");
	assert_non_null(at);
	assert_int_equal(at[strlen(">明天   09:00")], '*');
	test_term_has(t, "0001 曾一诺  昨天 14:30 的事，今天 16:");
	test_term_has(t, "许文补录");
	test_term_has(t, "* 补录的，比发生时晚记");
	test_term_keep(t, "later-ledger");
	test_term_keys(t, ENTER);
	test_term_has(t,
	    "昨天 14:30   许文 报来：两天没怎么吃饭。（发生 昨天 14:30，补录 ");
	test_term_keep(t, "later-warning");
	test_term_close(t);
}

static void
test_a_step_that_was_earlier_is_noted_as_of_then(void **state)
{
	struct test_term *t = sit("psy1", &screen_warnings, "zh_CN");

	(void)state;
	test_term_has(t, "曾一诺");
	test_term_keys(t, ENTER);
	test_term_has(t, "接下来能做的");
	test_term_keys(t, F8);
	test_term_has(t, "什么时候的事？");
	test_term_keys(t, "今天 9:20" ENTER);
	test_term_has(t, "末尾");
	test_term_keys(t, "home-2030-3" ENTER);
	test_term_has(t, "下一步记成 今天 09:20 的事。请选。");
	test_term_keys(t, F7);
	test_term_has(t, "家长知道吗？");
	test_term_keys(t, "1");
	test_term_has(t, "这是 6 小时前的事（今天 09:20）。");
	test_term_has(t, "这里没有印过 home-2030-3，照样记下。");
	test_term_keys(t, ENTER);
	test_term_has(
	    t, "今天 09:20   何静  家长：联系了（发生 09:20，补录 16:");
	test_term_keep(t, "later-step");
	test_term_close(t);
}

static void
test_a_talk_of_two_days_ago_says_that_its_note_is_overdue(void **state)
{
	struct test_term *t = sit("psy1", &screen_talk, "zh_CN");

	(void)state;
	test_term_has(t, "怎么谈的");
	test_term_keys(t, "\t前天 10:00" F3);
	test_term_has(t, "找学生");
	test_term_keys(t, "曾一诺");
	test_term_has(t, "八年级3班");
	test_term_keys(t, ENTER);
	test_term_has(t, "曾一诺  八年级3班");
	test_term_keys(t, F8);
	test_term_has(t, "这是 2 天前的事（11-24 10:00）。");
	test_term_has(t, "已经过了");
	test_term_keep(t, "later-talk");
	test_term_keys(t, ENTER);
	test_term_has(t, "记录");
	test_term_close(t);
}

/* --- the sheets ------------------------------------------------------------
 */

static void
test_a_sheet_that_is_out_is_entered_or_accounted_for_from_the_list(void **state)
{
	struct test_term *t;
	char first[PAPER_NUMBER_MAX];

	(void)state;
	print_sheet("lead1", "call");
	memcpy(first, sheet, sizeof(first));
	print_sheet("lead1", "visit");
	t = sit("lead1", &screen_papers, "zh_CN");
	test_term_has(t, first);
	test_term_has(t, "电话记录单           周岚");
	test_term_has(t, "家访记录             周岚");
	test_term_keep(t, "later-papers");
	test_term_keys(t, ENTER);
	test_term_has(t, "纸表编号 [call-2030");
	test_term_keys(t, ESC);
	test_term_has(t, "印出去还没录入的。");
	test_term_go_to(t, "家访记录");
	test_term_keys(t, ENTER);
	test_term_has(t, "这种由别人录入");
	test_term_keys(t, F8);
	test_term_has(t, "这张纸表怎样了？");
	test_term_keys(t, "2");
	test_term_lacks(t, "家访记录");
	test_term_has(t, first);
	test_term_close(t);
}

/* Three hundred sheets: five pages. */
static void
test_sheets_that_are_out_are_turned_page_by_page(void **state)
{
	struct actor *who = test_signin("psy2");
	struct buf *b = buf_new();
	struct test_term *t = sit("psy2", &screen_papers, "zh_CN");
	char first[PAPER_NUMBER_MAX];

	(void)state;
	test_term_has(t, "没有");
	test_term_close(t);
	print_sheet("psy2", "talk");
	memcpy(first, sheet, sizeof(first));
	for (int i = 0; i < 5; i++)
		assert_int_equal(
		    act_form_print(who, "talk", ACT_FORM_COPIES, false, b), 0);
	assert_int_equal(act_form_print(who, "visit", 1, false, b), 0);
	buf_free(b);
	test_leave(who);
	t = sit("psy2", &screen_papers, "zh_CN");
	test_term_has(t, first);
	test_term_has(t, "PgDn 下一页");
	test_term_keep(t, "later-papers-many");
	test_term_keys(t, "\033[F"); /* End */
	test_term_has(t, "家访记录             秦念");
	test_term_lacks(t, "PgDn 下一页");
	test_term_keys(t, F8 "3"); /* lost; the page stands */
	test_term_lacks(t, "家访记录");
	test_term_lacks(t, first);
	test_term_keys(t, "\033[H"); /* Home */
	test_term_has(t, first);
	test_term_close(t);
	t = sit("psy2", &screen_papers, "en");
	test_term_has(t, "PgDn turns on");
	test_term_close(t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_a_call_from_paper_stands_as_drawn_and_says_what_saving_does),
	cmocka_unit_test(test_a_call_from_paper_reads_in_english),
	cmocka_unit_test(
	    test_what_is_no_time_or_no_number_is_said_before_anything_is_saved),
	cmocka_unit_test(
	    test_what_was_begun_of_a_call_from_paper_is_there_again),
	cmocka_unit_test(
	    test_danger_of_hours_ago_says_who_is_knocked_and_is_an_emergency),
	cmocka_unit_test(
	    test_a_worry_of_yesterday_shows_both_times_to_who_looks),
	cmocka_unit_test(test_a_step_that_was_earlier_is_noted_as_of_then),
	cmocka_unit_test(
	    test_a_talk_of_two_days_ago_says_that_its_note_is_overdue),
	cmocka_unit_test(
	    test_a_sheet_that_is_out_is_entered_or_accounted_for_from_the_list),
	cmocka_unit_test(test_sheets_that_are_out_are_turned_page_by_page),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
