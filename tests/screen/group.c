/* SPDX-License-Identifier: Apache-2.0 */
/* What to keep in mind about students, and the health ledger, at a screen:
 * QD-44, QD-45, QD-47, TJ-47, QD-11. */
#include "act/actor.h"
#include "base/durable.h"
#include "base/epoch.h"
#include "base/lang.h"
#include "screen/group.h"
#include "screen/student.h"
#include "screen/today.h"
#include "store/store.h"
#include "screen/year.h"
#include "tests/lib/office.h"
#include "tests/lib/seat.h"
#include "tests/lib/take.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

static const char roster[] =
    "姓名,学籍号,学号,学校,年级,班级\r\n"
    "曾一诺,L990001201202290001,2017,S001,八年级,3班\r\n"
    "单雄,L990001201202290002,2018,S001,八年级,3班\r\n"
    "乔安,L990001201202290093,2019,S001,八年级,4班\r\n";
static const char groups[] = "学号,群体,来源,开始日期\r\n"
			     "2017,留守,民政,2026-9-1\r\n"
			     "2017,校园欺凌,学校,2026-10-8\r\n"
			     "2019,单亲,家访,2026-9-1\r\n";

/* grade1 is the mentor of one of them. */
static const char ties[] = "导师工号,关系,学校,学号\r\n"
			   "grade1,导师,S001,2017\r\n";

static int
begin(void **state)
{
	(void)state;
	lang_set("zh_CN");
	test_office();
	test_take_all("dist1", "roster", roster);
	test_take_all("psy1", "groups", groups);
	test_take_all("head1", "ties", ties);
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
	{ &screen_ledger, screen_ledger_may, 0, 0 },
	{ &screen_group_ledger, screen_group_ledger_may, 0, 0 },
	{ &screen_health, screen_health_may, 0, 0 },
	{ &screen_mentored, screen_mentored_may, 0, 0 },
	{ .ops = NULL },
};

static struct test_term *
sit(const char *login, const char *language)
{
	return seat_take(&(struct seat){
	    login, language, &screen_today, entries, SEAT_PLAIN });
}

static void
test_qd_44_the_ledger_lists_a_kind_of_group_and_one_alone(void **state)
{
	struct test_term *t = sit("psy1", "zh_CN");

	(void)state;
	seat_go(t, "tsqttz");
	test_term_has(t, "群体台账：第001实验学校");
	test_term_has(t, "特殊群体家庭");
	test_term_has(t, "曾一诺");
	test_term_has(t, "单亲家庭");
	test_term_lacks(t, "被欺负");
	test_term_keep(t, "group-ledger");
	test_term_keys(t, "\033[14~"); /* F4 */
	test_term_lacks(t, "单亲家庭");
	test_term_has(t, "留守");
	test_term_keys(t, "\033[14~");
	test_term_has(t, "单亲家庭");
	test_term_keys(t, "\033[17~\033[17~"); /* F6, twice */
	test_term_has(t, "被欺负");
	test_term_lacks(t, "留守");
	test_term_close(t);
	t = sit("class1", "en");
	seat_go(t, "tsqttz");
	test_term_has(t, "Groups: grade 8-3"); /* as people call it */
	test_term_has(t, "parents work elsewhere");
	test_term_lacks(t, "one parent"); /* in another class */
	test_term_has(t, "from, place: civil affairs");
	test_term_lacks(t, ".."); /* nothing is cut */
	test_term_keep(t, "group-ledger-en");
	test_term_close(t);
}

static void
test_a_mentor_sees_of_their_own_students_what_they_need(void **state)
{
	struct test_term *t = sit("grade1", "zh_CN");

	(void)state;
	seat_go(t, "wddxs");
	test_term_has(t, "我带的学生");
	test_term_has(t, ">曾一诺");
	test_term_has(t, "八年级3班");
	test_term_has(t, "导师");
	test_term_has(t, "平常");
	test_term_has(t, "曾一诺：留守");
	test_term_has(t, "想了解这位同学，请直接找心理教师何静。");
	test_term_lacks(t, "被欺负");
	test_term_lacks(t, "乔安");
	test_term_keep(t, "mentored");
	test_term_keys(t, "\033[12~"); /* F2 */
	test_term_has(t, "哪位学生");
	test_term_close(t);
	t = sit("grade1", "en");
	seat_go(t, "wddxs");
	test_term_has(t, "My own students");
	test_term_has(t, "parents work elsewhere");
	test_term_keep(t, "mentored-en");
	test_term_close(t);
	t = sit("psy1", "zh_CN"); /* nobody's mentor: it is not offered */
	test_term_has(t, "F1");
	test_term_keys(t, ":");
	test_term_has(t, "Esc");
	test_term_keys(t, "wddxs");
	test_term_lacks(t, "我带的学生");
	test_term_close(t);
}

/* The longest words there are stand whole on the sheet and in the ledger. */
static void
test_the_longest_english_words_are_not_cut(void **state)
{
	struct test_term *t = sit("psy1", "en");

	(void)state;
	seat_go(t, "tsqttz");
	test_term_has(t, "Groups: ");
	test_term_keys(t, "\033[17~\033[17~"); /* F6, twice */
	test_term_has(t, "what weighs on them");
	test_term_has(t, "since 20");
	test_term_lacks(t, "..");
	test_term_keep(t, "group-risk-en");
	test_term_keys(t, "\r");
	test_term_has(t, "To keep in mind: ");
	test_term_lacks(t, "..");
	test_term_keep(t, "groups-en");
	test_term_close(t);
}

static void
test_qd_47_and_tj_47_are_added_and_ended_and_nothing_is_written_over(
    void **state)
{
	struct test_term *t = sit("class1", "zh_CN");

	(void)state;
	seat_go(t, "tsqttz");
	test_term_has(t, "留守");
	test_term_keys(t, "\r");
	test_term_has(t, "要留意的事：曾一诺");
	test_term_has(t, "2026-09-01 起");
	test_term_keys(t, "\033[12~"); /* F2 */
	test_term_has(t, "是哪一类");
	test_term_keys(t, "5"); /* off campus */
	test_term_has(t, "是哪一种");
	test_term_keys(t, "1");
	test_term_has(t, "谁说的");
	test_term_keys(t, "2");
	test_term_has(t, "从哪天起");
	test_term_keys(t, "\r");
	test_term_has(t, "在哪里");
	test_term_keys(t, "明德机械厂\r");
	test_term_has(t, "由谁照看");
	test_term_keys(t, "许师傅\r");
	test_term_has(t, "到哪天");
	test_term_keys(t, "2199-1-15\r");
	test_term_has(t, "已存");
	test_term_has(t, "校外实习");
	test_term_has(t, "明德机械厂 许师傅");
	test_term_keep(t, "groups");
	test_term_go_to(t, "留守");
	test_term_keys(t, "\033[18~"); /* F7 */
	test_term_has(t, "不再如此");
	test_term_keys(t, "1");
	test_term_lacks(t, "留守");
	test_term_keys(t, "\033[17~"); /* F6 */
	test_term_has(t, "（已结束）");
	test_term_has(t, "留守");
	test_term_close(t);
}

static void
test_qd_45_the_team_writes_why_and_the_class_sees_what_to_heed(void **state)
{
	struct test_term *t = sit("psy1", "zh_CN");

	(void)state;
	seat_go(t, "qytz");
	test_term_has(t, "单雄");
	test_term_go_to(t, "单雄");
	test_term_keys(t, "\r");
	test_term_has(t, "一生一档");
	test_term_keys(t, ":");
	test_term_has(t, "Esc");
	test_term_keys(t, "jiankang\r");
	test_term_has(t, "没有要特别注意的");
	test_term_keys(t, "\033[12~"); /* F2 */
	test_term_has(t, "要注意什么");
	test_term_keys(t, "1");
	test_term_has(t, "就这些");
	test_term_keys(t, "6"); /* of those left: whom to call */
	test_term_has(t, "就这些");
	test_term_keys(t, "6");
	test_term_has(t, "加密保存");
	test_term_keys(t, "心脏做过");
	seat_busy(t, "加密保存", "心脏做过");
	test_term_keys(t, "手术\r");
	test_term_has(t, "不做剧烈运动");
	test_term_lacks(t, "心脏");
	test_term_keys(t, "\033[17~"); /* F6 */
	test_term_has(t, "心脏做过手术");
	test_term_keys(t, "\033");
	test_term_close(t);
	t = sit("class1", "zh_CN");
	seat_go(t, "jktz");
	test_term_has(t, "要注意：");
	test_term_has(t, "单雄");
	test_term_has(t, "不做剧烈运动");
	test_term_lacks(t, "看原因");
	test_term_keep(t, "health-ledger");
	test_term_keys(t, "\r"); /* and in the file, at a glance */
	test_term_has(t, "一生一档");
	test_term_has(
	    t, "要注意     不做剧烈运动；不舒服时马上找校医、家里和 120");
	test_term_lacks(t, "心脏");
	test_term_keep(t, "student-heed");
	test_term_close(t);
}

static void
test_qd_11_the_file_and_the_ledger_say_how_it_stands_in_one_word(void **state)
{
	struct test_term *t = sit("class1", "zh_CN");

	(void)state;
	seat_go(t, "qytz");
	test_term_has(t, "单雄");
	test_term_keys(t, "\033[18~"); /* F7 */
	test_term_has(t, "平常");
	test_term_keep(t, "ledger-care");
	test_term_keys(t, "\r");
	test_term_has(t, "一生一档");
	test_term_has(t, "现在");
	test_term_has(t, "平常");
	test_term_keep(t, "student-care");
	test_term_close(t);
	t = sit("dist1", "zh_CN");
	seat_go(t, "qytz");
	test_term_has(t, "单雄");
	test_term_keys(t, "\033[18~");
	test_term_lacks(t, "平常");
	test_term_close(t);
}

/* The last one: from here on this store only reads. */
static void
test_after_a_sync_that_failed_it_is_said_that_nothing_is_saved(void **state)
{
	struct test_term *t = sit("class1", "zh_CN");

	(void)state;
	seat_go(t, "tsqttz");
	test_term_has(t, "群体台账");
	test_term_keys(t, "\033[17~\033[17~\033[17~"); /* F6: off campus */
	test_term_has(t, "校外实习");
	test_term_keys(t, "\r");
	test_term_has(t, "要留意的事");
	durable_lose(epoch_durable(store_epoch(test_office())));
	test_term_keys(t, "\033[18~"); /* F7 */
	test_term_has(t, "不再如此");
	test_term_keys(t, "1");
	test_term_has(t,
	    "磁盘坏了，服务器重启以前什么也存不上：请写在纸上，告诉管理员。");
	test_term_close(t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_qd_44_the_ledger_lists_a_kind_of_group_and_one_alone),
	cmocka_unit_test(
	    test_a_mentor_sees_of_their_own_students_what_they_need),
	cmocka_unit_test(test_the_longest_english_words_are_not_cut),
	cmocka_unit_test(
	    test_qd_47_and_tj_47_are_added_and_ended_and_nothing_is_written_over),
	cmocka_unit_test(
	    test_qd_45_the_team_writes_why_and_the_class_sees_what_to_heed),
	cmocka_unit_test(
	    test_qd_11_the_file_and_the_ledger_say_how_it_stands_in_one_word),
	cmocka_unit_test(
	    test_after_a_sync_that_failed_it_is_said_that_nothing_is_saved),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
