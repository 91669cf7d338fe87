/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "act/office.h"
#include "act/ticket.h"
#include "act/training.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "screen/admin.h"
#include "screen/office.h"
#include "screen/oncall.h"
#include "screen/ticket.h"
#include "screen/today.h"
#include "store/org.h"
#include "store/person.h"
#include "store/store.h"
#include "tests/lib/office.h"
#include "tests/lib/seat.h"
#include "tests/lib/take.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

/* The office at a screen: the tree, an organisation, a person, what is
 * missing, and a whole file of staff agreed to. */
static const char orgs[] =
    "类型,名称,代码,上级,在校生数,教育集团,24小时电话\r\n"
    "教育集团,云岭教育集团,G1,,,,\r\n"
    "学校,青山中学,QS,,640,云岭教育集团,010-88880000\r\n"
    "校区,东校区,,青山中学,,,\r\n"
    "校区,西校区,,青山中学,,,\r\n"
    "心理辅导室,辅导室,,青山中学,,,\r\n";
static const char staff[] =
    "姓名,工号,手机号,单位,校区,岗位,专兼职\r\n"
    "何晴,T001,13800000001,青山中学,东校区,心理教师,专职\r\n"
    "莫言之,T005,13800000005,青山中学,,第一责任人,\r\n"
    "石敏,T006,13800000006,青山中学,,法治副校长,\r\n";

static int
begin(void **state)
{
	(void)state;
	lang_set("zh_CN");
	test_office();
	test_take_all("dist1", "orgs", orgs);
	test_take_all("sys1", "staff", staff);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	test_office_close();
	return 0;
}

static const struct screen_entry entries[] = {
	{ &screen_today, NULL, 0, 0 },
	{ &screen_call, screen_may_call, TUI_F(2), 0 },
	{ &screen_approvals, screen_approvals_may, 0, 0 },
	{ &screen_oncall, screen_oncall_may, 0, 0 },
	{ &screen_orgs, screen_office_may, 0, 0 },
	{ &screen_gaps, screen_office_may, 0, 0 },
	{ &screen_member, screen_member_may, 0, 0 },
	{ .ops = NULL },
};

static struct test_term *
sit(const char *login, const char *language)
{
	return seat_take(&(struct seat){
	    login, language, &screen_today, entries, SEAT_BACK });
}

static void
test_a_file_of_staff_is_looked_at_and_agreed_to_at_once(void **state)
{
	struct test_term *t = sit("sec1", "zh_CN");
	struct person p;

	(void)state;
	test_term_has(t, "一份人员表");
	test_term_has(t, "4 个岗位，3 个新账号");
	seat_go(t, "tongyi");
	test_term_has(t, "4 个岗位，3 个新账号");
	test_term_keys(t, "\r");
	test_term_has(t, "第一责任人");
	test_term_has(t, "法治副校长");
	test_term_has(t, ">t001           何晴");
	test_term_keep(t, "office-batch");
	test_term_keys(t, "\033[14~"); /* F4 */
	test_term_has(t, "全部同意吗：4 个岗位，3 个新账号？");
	test_term_keys(t, "1");
	test_term_has(t, "喝口水吧");
	test_term_close(t);
	assert_int_equal(store_person_by_login(test_office(), "t001", &p), 0);
	assert_int_equal(p.state, ACCOUNT_APPROVED);
}

static void
test_the_tree_opens_level_by_level_and_shows_one(void **state)
{
	struct test_term *t = sit("dist1", "zh_CN");

	(void)state;
	seat_go(t, "jigou");
	test_term_has(t, "示范区");
	test_term_go_to(t, "青山中学");
	test_term_keep(t, "office-tree");
	test_term_keys(t, "\r");
	test_term_has(t, "示范区 / 青山中学");
	test_term_has(t, "东校区");
	test_term_has(t, "心理辅导室");
	test_term_keep(t, "office-level");
	test_term_keys(t, "\a"); /* Ctrl-G: up again, where one stood */
	test_term_has(t, ">青山中学");
	test_term_keys(t, "\033[14~");		/* F4 */
	test_term_has(t, "没有心理教师的校区"); /* SJS-03: the west campus */
	test_term_has(t, "何晴  t001");
	test_term_has(t, "云岭教育集团"); /* SJS-80 */
	test_term_keep(t, "office-org");
	test_term_keys(t, "\033[6~"); /* PgDn */
	test_term_has(t, "> 地址");
	test_term_keys(t, "\033[6~");
	test_term_has(t, "24小时电话");
	test_term_go_to(t, "在校生数");
	test_term_keys(t, "\r");
	test_term_has(t, "在校生数");
	test_term_keys(t, "\x7f\x7f\x7f"
			  "12a\r");
	test_term_has(t, "请写一个整数");
	test_term_keys(t, "\r");
	test_term_keys(t, "\x7f\x7f\x7f"
			  "1200\r");
	test_term_has(t, "已存");
	test_term_has(t, "1200"); /* QP-60 */
	test_term_close(t);
}

static void
test_somebody_is_away_and_back(void **state)
{
	struct test_term *t = sit("psy1", "zh_CN");

	(void)state;
	seat_go(t, "qingjia");
	test_term_has(t, "心理教师");
	test_term_has(t, "psy1  在用");
	test_term_keep(t, "office-member");
	test_term_keys(t, "\033[18~"); /* F7 */
	test_term_has(t, "哪天回来");
	test_term_keys(t, "2199-12-01\r");
	test_term_has(t, "2199-12-01 回来");
	test_term_keys(t, "\033[18~");
	test_term_has(t, "在不在");
	test_term_has(t, "已存");
	test_term_lacks(t, "2199-12-01");
	test_term_close(t);
}

/* TJ-83: noted, seen with its words, taken back. */
static void
test_a_training_is_noted_on_the_sheet_and_taken_back(void **state)
{
	struct test_term *t = sit("dist1", "zh_CN");

	(void)state;
	seat_go(t, "jigou");
	test_term_go_to(t, "心晴一线");
	test_term_keys(t, "\r");
	test_term_has(t, "林晓  op1");
	test_term_go_to(t, "林晓  op1");
	test_term_keys(t, "\r");
	test_term_has(t, "热线接听");
	test_term_keys(t, "\033[17~"); /* F6 */
	test_term_has(t, "培训了什么");
	test_term_keys(t, "危机干预\r");
	test_term_has(t, "哪一天");
	test_term_keys(t, "2020-9-1\r");
	test_term_has(t, "有效到哪一天");
	test_term_keys(t, "\x7f"
			  "2021-8-31\r");
	test_term_has(t, "多少学时");
	test_term_keys(t, "\x7f"
			  "１６\r");
	test_term_has(t, "2020-09-01  16 学时  已过期：到 2021-08-31");
	test_term_keep(t, "office-training");
	test_term_go_to(t, "已过期");
	seat_go(t, "chehui peixun");
	test_term_has(t, "记错了吗");
	test_term_keys(t, "1");
	test_term_lacks(t, "已过期");
	test_term_close(t);
}

static void
test_a_training_that_could_not_be_noted_stands_in_its_fields_again(void **state)
{
	struct test_term *t = sit("dist1", "zh_CN");

	(void)state;
	seat_go(t, "jigou");
	test_term_go_to(t, "心晴一线");
	test_term_keys(t, "\r");
	test_term_go_to(t, "林晓  op1");
	test_term_keys(t, "\r");
	test_term_has(t, "热线接听");
	test_term_keys(t, "\033[17~"); /* F6 */
	test_term_keys(t, "督导小组\r");
	test_term_keys(t, "2020-9-31\r\r12学时\r");
	test_term_has(t, "已经过去的一天");
	test_term_has(t, "培训了什么");
	test_term_has(t, "督导小组");
	test_term_keys(t, "\r");
	test_term_has(t, "2020-9-31");
	test_term_keys(t, "\x7f"
			  "0\r\r");
	test_term_has(t, "12学时");
	test_term_keys(t, "\r"); /* which is no number */
	test_term_has(t, "0 到 1000");
	test_term_keys(t, "\r\r\r\x7f\x7f\r");
	test_term_has(t, "2020-09-30  12 学时");
	test_term_go_to(t, "2020-09-30");
	seat_go(t, "chehui peixun");
	test_term_has(t, "记错了吗");
	test_term_keys(t, "1");
	test_term_lacks(t, "2020-09-30");
	test_term_close(t);
}

static int
take_back(void *arg, const struct training *t)
{
	return act_training_end(arg, t->id, NULL);
}

/* The one record op1 has; ends NULL: none. */
static void
train_op1(const char *ends)
{
	struct actor *who = test_signin("dist1");
	int64_t op1, id;

	assert_int_equal(act_office_find(who, "op1", &op1), 0);
	assert_int_equal(act_training_each(who, op1, take_back, who), 0);
	if (ends != NULL)
		assert_int_equal(act_training_add(who, op1, "热线接听",
				     "2020-9-1", ends, 24, &id),
		    0);
	test_leave(who);
}

/* TJ-83: one line before the duty, a row of Today, and the lead's. */
static void
test_who_is_not_trained_is_told_before_the_duty_and_so_is_their_lead(
    void **state)
{
	struct test_term *t;

	(void)state;
	train_op1(NULL);
	t = sit("op1", "zh_CN");
	test_term_has(t, "还没有您的培训记录，请联系管理员补录；照常值班。");
	test_term_has(t, "请管理员补录");
	test_term_keep(t, "today-untrained");
	test_term_close(t);
	t = sit("lead1", "zh_CN");
	test_term_has(t, "林晓");
	test_term_has(t, "提醒补录");
	test_term_keep(t, "today-untrained-lead");
	test_term_close(t);
	train_op1("2021-8-31");
	t = sit("op1", "en");
	test_term_has(t, "Your training record ended on 2021-08-31");
	test_term_close(t);
	train_op1("");
	t = sit("op1", "zh_CN");
	test_term_has(t, "今天");
	test_term_lacks(t, "培训记录");
	test_term_close(t);
}

static void
line_rule(const char *typed)
{
	struct actor *who = test_signin("dist1"), *op = test_signin("op1");
	int64_t line;

	assert_int_equal(act_ticket_line(op, &line), 0);
	assert_int_equal(act_office_note(who, DETAIL_OF_ORG, line,
			     "training_rule", typed, NULL),
	    0);
	test_leave(op);
	test_leave(who);
}

/* TJ-83, kept off duty: the call is left to who is free; to nobody, never. */
static void
test_a_call_is_left_to_a_colleague_and_never_to_nobody(void **state)
{
	struct test_term *op1, *op2;

	(void)state;
	train_op1(NULL);
	line_rule("不得上岗");
	op2 = sit("op2", "zh_CN");
	test_term_has(op2, "F2");
	test_term_keys(op2, "\033[B");
	test_term_quiet(op2, 200);
	op1 = sit("op1", "zh_CN");
	test_term_has(op1, "补录以前，请让空着的同事接电话");
	test_term_keys(op1, "\033[12~"); /* F2 */
	test_term_has(op1, "高远空着，请让对方接这个电话");
	test_term_keep(op1, "call-untrained");
	test_term_close(op2);
	test_term_keys(op1, "\033[12~");
	test_term_has(op1, "有危险");
	test_term_close(op1);
	line_rule("");
	train_op1("");
}

/* SJS-73, GZ-43: a partner hospital is linked, and the link ends. */
static void
test_a_link_is_made_and_ended_on_the_sheet(void **state)
{
	struct test_term *t = sit("dist1", "zh_CN");

	(void)state;
	seat_go(t, "jigou");
	test_term_go_to(t, "第002实验学校");
	test_term_keys(t, "\033[14~"); /* F4 */
	test_term_has(t, "关联");
	test_term_keys(t, "\033[15~"); /* F5 */
	test_term_has(t, "是哪种关联");
	test_term_keep(t, "office-link-kinds");
	test_term_keys(t, "1");
	test_term_has(t, "和哪个机构");
	test_term_keys(t, "没有这个\r");
	test_term_has(t, "没有叫这个名字");
	test_term_keys(t, "\033[15~");
	test_term_has(t, "是哪种关联");
	test_term_keys(t, "1");
	test_term_has(t, "和哪个机构");
	test_term_keys(t, "G1\r");
	test_term_has(t, "云岭教育集团");
	test_term_has(t, " 起");
	test_term_keep(t, "office-link");
	test_term_go_to(t, "云岭教育集团");
	seat_go(t, "jieshu guanlian");
	test_term_has(t, "结束这条关联吗");
	test_term_keys(t, "1");
	test_term_lacks(t, "云岭教育集团");
	test_term_close(t);
}

static int64_t
org_of(enum org_type type, const char *code)
{
	struct org o;

	assert_int_equal(store_org_by_code(test_office(), type, code, &o), 0);
	return o.id;
}

static int64_t
link_to(struct actor *who, enum org_link kind, int64_t from, int64_t to)
{
	int64_t id;

	assert_int_equal(act_office_link(who, kind, from, to, &id, NULL), 0);
	return id;
}

/* Three of them; a colleague ends the first while it is asked about the
 * second. */
static void
test_the_link_that_was_asked_about_ends_though_the_rows_have_moved(void **state)
{
	struct actor *who = test_signin("dist1");
	struct test_term *t;
	int64_t school = org_of(ORG_SCHOOL, "S001"), group, pair;

	(void)state;
	group = link_to(who, LINK_GROUP, school, org_of(ORG_GROUP, "G1"));
	pair = link_to(who, LINK_PAIRING, school, org_of(ORG_SCHOOL, "QS"));
	link_to(who, LINK_PAIRING, school, org_of(ORG_SCHOOL, "S002"));
	t = sit("dist1", "zh_CN");
	seat_go(t, "jigou");
	test_term_go_to(t, "第001实验学校");
	test_term_keys(t, "\033[14~"); /* F4 */
	test_term_has(t, "值班表");
	test_term_keys(t, "\033[6~"); /* PgDn */
	test_term_has(t, "有关系的机构");
	test_term_keys(t, "\033[B\033[B\033[B");
	test_term_has(t, "云岭教育集团");
	test_term_go_to(t, "青山中学");
	seat_go(t, "jieshu guanlian");
	test_term_has(t, "结束这条关联吗");
	assert_int_equal(act_office_unlink(who, group, school, NULL), 0);
	test_term_lacks(t, "云岭教育集团");
	test_term_keys(t, "1");
	test_term_has(t, "已存");
	test_term_lacks(t, "青山中学");
	assert_int_equal(
	    act_office_unlink(who, pair, school, NULL), ERR_NOT_FOUND);
	test_leave(who);
	test_term_close(t);
}

static void
test_what_is_missing_is_counted_and_opened(void **state)
{
	struct test_term *t = sit("dist1", "zh_CN");

	(void)state;
	seat_go(t, "queshao");
	test_term_has(t, "没有心理教师的校区");
	test_term_has(t, "没有专职心理教师的学校");
	test_term_keep(t, "office-gaps");
	test_term_go_to(t, "没有心理教师的校区");
	test_term_has(t, "SJS-03");
	test_term_keys(t, "\r");
	test_term_has(t, "> 西校区");
	test_term_keys(t, "\r");
	test_term_has(t, "西校区  校区");
	test_term_close(t);
	t = sit("dist1", "en");
	seat_go(t, "What is missing");
	test_term_has(t, "campus without a psychology teacher");
	test_term_has(t, "asked for by TJ-91");
	test_term_keep(t, "office-gaps-english");
	test_term_close(t);
}

/* Fifty campuses of one school, none with a teacher: more than one page. */
static void
test_what_is_missing_is_turned_page_by_page(void **state)
{
	struct buf *table = buf_new();
	struct test_term *t;

	(void)state;
	buf_add_text(table, "类型,名称,代码,上级\r\n"
			    "学校,百川学校,BC,示范区\r\n");
	for (int i = 1; i <= 50; i++)
		buf_add_f(table, "校区,百川%02d校区,,百川学校\r\n", i);
	test_take_all("dist1", "orgs", buf_text(table));
	buf_free(table);
	t = sit("dist1", "zh_CN");
	seat_go(t, "queshao");
	test_term_go_to(t, "没有心理教师的校区");
	test_term_keys(t, "\r");
	test_term_has(t, "百川01校区");
	test_term_has(t, "PgDn 下一页");
	test_term_keep(t, "office-gaps-pages");
	test_term_keys(t, "\033[F"); /* End */
	test_term_has(t, "> 百川50校区");
	test_term_lacks(t, "PgDn 下一页");
	test_term_keys(t, "\033[H\033[A"); /* Home, and no row above */
	test_term_has(t, "PgDn 下一页");
	test_term_has(t, "百川01校区");
	for (int i = 0; i < 40; i++) /* row by row, over the end of a page */
		test_term_keys(t, "\033[B");
	test_term_has(t, "> 百川40校区");
	test_term_keys(t, "\033[A");
	test_term_has(t, "> 百川39校区");
	test_term_close(t);
}

/* The sheet shows forty; Enter below them turns through all. */
static void
test_everybody_who_works_somewhere_is_turned_page_by_page(void **state)
{
	struct buf *table = buf_new();
	struct test_term *t;

	(void)state;
	buf_add_text(table, "姓名,工号,手机号,单位,岗位,专兼职\r\n");
	for (int i = 1; i <= 100; i++)
		buf_add_f(table,
		    "何晴%03d,T2%03d,139%08d,百川学校,心理教师,兼职\r\n", i, i,
		    i);
	test_take_all("sys1", "staff", buf_text(table));
	buf_free(table);
	t = sit("dist1", "zh_CN");
	seat_go(t, "jigou");
	test_term_go_to(t, "百川学校");
	test_term_keys(t, "\033[14~"); /* F4 */
	test_term_has(t, "何晴001");
	test_term_keys(t, "\033[F"); /* End, where the register is */
	test_term_lacks(t, "何晴");
	test_term_keys(t, "\033[5~\033[5~"); /* PgUp */
	test_term_go_to(t, "在这里工作的每个人");
	test_term_keep(t, "office-org-many");
	test_term_keys(t, "\r");
	test_term_has(t, "PgDn 下一页");
	test_term_has(t, "> 心理教师                      何晴001");
	test_term_keep(t, "office-posts");
	test_term_keys(t, "\033[F"); /* End */
	test_term_has(t, "何晴100");
	test_term_lacks(t, "PgDn 下一页");
	test_term_keys(t, "\r");
	test_term_has(t, "t2100");
	test_term_lacks(t, "何晴099");
	test_term_close(t);
	t = sit("dist1", "en");
	seat_go(t, "jigou");
	test_term_go_to(t, "百川学校");
	test_term_keys(t, "\033[14~");
	test_term_has(t, "Who works here");
	test_term_keys(t, "\033[F\033[5~\033[5~");
	test_term_go_to(t, "Everybody who works here");
	test_term_keys(t, "\r");
	test_term_has(t, "PgDn turns on");
	test_term_lacks(t, "..");
	test_term_close(t);
}

static void
test_numbers_on_call_show_their_age(void **state)
{
	struct test_term *t = sit("dist1", "zh_CN");

	(void)state;
	seat_go(t, "zhiban");
	test_term_has(t, "总值班室");
	test_term_has(t, "今天");
	test_term_keep(t, "office-oncall");
	test_term_close(t);
}

static void
test_those_without_an_office_are_offered_none(void **state)
{
	struct test_term *t = sit("class1", "zh_CN");

	(void)state;
	test_term_has(t, "F1");
	test_term_keys(t, "\033[21~"); /* F10 */
	test_term_has(t, "1-9");
	test_term_has(t, "岗位和请假");
	test_term_lacks(t, "还缺什么");
	test_term_close(t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_a_file_of_staff_is_looked_at_and_agreed_to_at_once),
	cmocka_unit_test(test_the_tree_opens_level_by_level_and_shows_one),
	cmocka_unit_test(test_somebody_is_away_and_back),
	cmocka_unit_test(test_a_training_is_noted_on_the_sheet_and_taken_back),
	cmocka_unit_test(
	    test_a_training_that_could_not_be_noted_stands_in_its_fields_again),
	cmocka_unit_test(
	    test_who_is_not_trained_is_told_before_the_duty_and_so_is_their_lead),
	cmocka_unit_test(
	    test_a_call_is_left_to_a_colleague_and_never_to_nobody),
	cmocka_unit_test(test_a_link_is_made_and_ended_on_the_sheet),
	cmocka_unit_test(
	    test_the_link_that_was_asked_about_ends_though_the_rows_have_moved),
	cmocka_unit_test(test_what_is_missing_is_counted_and_opened),
	cmocka_unit_test(test_what_is_missing_is_turned_page_by_page),
	cmocka_unit_test(
	    test_everybody_who_works_somewhere_is_turned_page_by_page),
	cmocka_unit_test(test_numbers_on_call_show_their_age),
	cmocka_unit_test(test_those_without_an_office_are_offered_none),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
