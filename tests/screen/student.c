/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "act/consultation.h"
#include "act/import.h"
#include "act/student.h"
#include "base/lang.h"
#include "screen/screen.h"
#include "screen/student.h"
#include "store/audit.h"
#include "store/store.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/take.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

static const char table[] =
    "姓名,性别,出生日期,学籍号,学号,学校,年级,班级,就读方式,宿舍,监护人姓名,"
    "监护人关系,监护人电话,监护人2姓名,监护人2关系,监护人2电话\r\n"
    "曾一诺,女,2012-02-29,L990001201202290001,20250317,S001,八年级,3班,住校,"
    "2栋305,曾母,妈妈,13800134407,曾叔,叔叔,13800131122\r\n"
    "曾怡,女,2012-03-02,L990001201203020003,20250401,S001,八年级,4班,,,"
    "曾父,爸爸,13800138888,,,\r\n"
    "李\U00020089,男,2012-03-02,L990001201203020005,20250402,S001,八年级,4班,"
    ",,,,,,,\r\n"
    "坏\\x1b名,男,2012-03-02,L990001201203020006,20250403,S001,八年级,4班,,,,,"
    ",,,\r\n"
    "曾依,女,2013-03-02,L990001201303020004,20260105,S001,七年级,1班,,,"
    "依母,妈妈,13800136021,,,\r\n";

static int
begin(void **state)
{
	struct actor *who = test_signin("dist1");
	struct act_imported out;

	(void)state;
	assert_int_equal(test_take(who, "roster", table, NULL, &out), 0);
	assert_int_equal(out.accepted, 5);
	test_leave(who);
	return 0;
}

static struct test_term *
sit(const char *login, const struct screen_ops *first)
{
	return test_session(login, "zh_CN", first);
}

static int64_t
audit_rows(void)
{
	struct audit_head h;

	assert_int_equal(store_audit_head(test_office(), &h), 0);
	return h.id;
}

static void
test_the_list_follows_what_is_typed(void **state)
{
	struct test_term *t;

	(void)state;
	t = sit("psy1", &screen_lookup);
	test_term_has(t, "范围 第001实验学校");
	test_term_keys(t, "zeng");
	test_term_has(t, "找到 3 位");
	test_term_has(t, ">曾怡");
	test_term_has(t, "七年级1班");
	test_term_keep(t, "student-lookup");
	test_term_keys(t, "yn");
	test_term_lacks(t, "曾怡");
	test_term_keys(t, "\177\177\177\177\177\177zyn");
	test_term_has(t, ">曾一诺");
	test_term_has(t, "住校 2栋305");
	test_term_has(t, "妈妈 尾号 4407");
	test_term_has(t, "许文");
	test_term_lacks(t, "13800134407");
	test_term_cursor(t, 2, 8);
	test_term_keys(t, "\177\177\177");
	test_term_keys(t, "李");
	test_term_has(t, "李\U00020089");
	test_term_keys(t, "\177没有");
	test_term_has(t, "没有叫这个名字的");
	test_term_close(t);
}

static void
test_the_cursor_chooses_and_the_file_opens(void **state)
{
	struct test_term *t;

	(void)state;
	t = sit("psy1", &screen_lookup);
	test_term_keys(t, "zeng\033[B\033[B");
	test_term_has(t, ">曾一诺");
	test_term_has(t, "妈妈 尾号 4407");
	test_term_keys(t, "\r");
	test_term_has(t, "一生一档    曾一诺");
	test_term_has(t, "138 **** 4407");
	test_term_has(t, "这位同学还没有记录");
	test_term_keep(t, "student-file");
	test_term_keys(t, "\033");
	test_term_has(t, ">曾一诺");
	test_term_close(t);
}

static void
test_a_whole_number_asks_what_for(void **state)
{
	struct test_term *t;
	int64_t rows;

	(void)state;
	t = sit("class1", &screen_lookup);
	test_term_has(t, "曾一诺"); /* the own class, without typing */
	test_term_lacks(t, "曾怡");
	rows = audit_rows();
	test_term_keys(t, "\033[17~");
	test_term_has(t, "看谁的号码？");
	test_term_has(t, "2 叔叔  曾叔  138 **** 1122");
	test_term_keys(t, "\033");
	test_term_lacks(t, "看谁的号码？");
	test_term_keys(t, "\033[17~1");
	test_term_has(t, "看号码做什么");
	test_term_keys(t, "\033");
	test_term_lacks(t, "看号码做什么");
	assert_int_equal(audit_rows(), rows); /* asked, not shown */
	test_term_keys(t, "\033[17~1");
	test_term_has(t, "看号码做什么");
	test_term_lacks(t, "13800134407");
	test_term_keys(t, "1");
	test_term_has(t, "13800134407");
	assert_int_equal(audit_rows(), rows + 1);
	test_term_keys(t, "\033");
	test_term_lacks(t, "13800134407");
	test_term_close(t);
}

static void
test_the_line_finds_one_and_says_no_more(void **state)
{
	struct test_term *t;
	int64_t rows;

	(void)state;
	t = sit("op1", &screen_find);
	test_term_has(t, "为了保护学生");
	rows = audit_rows();
	test_term_keys(t, "第001实验学校\t曾一诺\033OS");
	test_term_has(t, "请先说明为什么找");
	assert_int_equal(audit_rows(), rows);
	test_term_keys(t, "\t\t3\033OS");
	test_term_has(t, "要写一句");
	test_term_keys(t, "正在通话，说到药\033OS");
	test_term_has(t, "找到 1 位：曾一诺  第001实验学校  八年级3班");
	test_term_has(t, "总值班室");
	test_term_lacks(t, "曾母");
	test_term_lacks(t, "4407");
	test_term_lacks(t, "20250317");
	assert_int_equal(audit_rows(), rows + 1);
	test_term_keep(t, "student-find");
	test_term_close(t);
}

static void
test_not_finding_has_one_answer(void **state)
{
	static const char *const asked[] = { "第001实验学校\t曾一",
		"月亮中学\t曾一诺", "第002实验学校\t曾一诺" };
	struct test_term *t;

	(void)state;
	for (size_t i = 0; i < nitems(asked); i++) {
		t = sit("op1", &screen_find);
		test_term_has(t, "为了保护学生");
		test_term_keys(t, asked[i]);
		test_term_keys(t, "\t\t1\033OS");
		test_term_has(t, "没找到。请核对学校和全名，或用学号。");
		test_term_close(t);
	}
}

static void
test_the_file_shows_what_concerns_the_child(void **state)
{
	struct act_book book = ACT_BOOK(APPOINTMENT_WALK_IN);
	struct actor *who = test_signin("psy1");
	struct act_exact ask = { "S001", "曾依", NULL, GROUND_NONE };
	struct act_appointment a;
	struct act_found found;
	struct test_term *t;

	(void)state;
	assert_int_equal(act_student_exact(who, &ask, &found), 0);
	book.student = found.student;
	assert_int_equal(act_consultation_book(who, &book, &a), 0);
	test_leave(who);
	t = sit("psy1", &screen_lookup);
	test_term_has(t, "范围");
	test_term_keys(t, "zengyi");
	test_term_has(t, "曾依");
	test_term_keys(t, "\033[B\r");
	test_term_has(t, "一生一档    曾依");
	test_term_lacks(t, "这位同学还没有记录");
	test_term_has(t, "何静");
	test_term_has(t, "面谈");
	test_term_keep(t, "student-file");
	test_term_close(t);
	/* the class teacher of another class, and the head, see no talk */
	t = sit("head1", &screen_lookup);
	test_term_has(t, "范围");
	test_term_keys(t, "zengyi");
	test_term_has(t, "曾依");
	test_term_keys(t, "\033[B\r");
	test_term_has(t, "一生一档    曾依");
	test_term_has(t, "这位同学还没有记录");
	test_term_close(t);
}

static void
test_the_file_shows_a_number_and_how_a_name_is_read(void **state)
{
	struct test_term *t = sit("class1", &screen_lookup);

	(void)state;
	test_term_has(t, "曾一诺");
	test_term_keys(t, "\r");
	test_term_has(t, "一生一档    曾一诺");
	test_term_keys(t, "\033[17~2"); /* F6, the second guardian */
	test_term_has(t, "看号码做什么");
	test_term_keys(t, "2");
	test_term_has(t, "叔叔  曾叔  13800131122");
	test_term_keys(t, "\033");
	test_term_lacks(t, "13800131122");
	/* how the name is read: left, wrong, right */
	test_term_keys(t, ":名字读音\r");
	test_term_has(t, "名字怎么读？");
	test_term_keys(t, "\033");
	test_term_lacks(t, "名字怎么读？");
	test_term_keys(t, ":名字读音\r\025ceng1\r");
	test_term_has(t, "读音只写字母");
	test_term_keys(t, ":名字读音\r\025ceng yi nuo\r");
	test_term_has(t, "按这个读音找");
	test_term_keep(t, "student-reading");
	test_term_close(t);
	t = sit("psy1", &screen_lookup);
	test_term_has(t, "范围");
	test_term_keys(t, "cyn");
	test_term_has(t, ">曾一诺");
	/* who is on no roster has no number */
	test_term_keys(t, "\177\177\177李");
	test_term_has(t, ">李\U00020089");
	test_term_keys(t, "\033[17~");
	test_term_has(t, "没有留号码，或者您看不到");
	test_term_keys(t, "\r");
	test_term_has(t, "名册上没有填");
	/* a talk that just took place, from the file */
	test_term_keys(t, ":记一次谈话\r");
	test_term_has(t, "记一次谈话");
	test_term_keys(t, "\033");
	test_term_has(t, "名册上没有填");
	test_term_close(t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_list_follows_what_is_typed),
	cmocka_unit_test(test_the_cursor_chooses_and_the_file_opens),
	cmocka_unit_test(test_a_whole_number_asks_what_for),
	cmocka_unit_test(test_the_line_finds_one_and_says_no_more),
	cmocka_unit_test(test_not_finding_has_one_answer),
	cmocka_unit_test(test_the_file_shows_what_concerns_the_child),
	cmocka_unit_test(test_the_file_shows_a_number_and_how_a_name_is_read),
};

int
main(void)
{
	int r;

	lang_set("zh_CN");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	r = cmocka_run_group_tests(tests, begin, NULL);
	test_office_close();
	return r;
}
