/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "act/import.h"
#include "act/mend.h"
#include "base/lang.h"
#include "screen/roster.h"
#include "screen/today.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/office.h"
#include "tests/lib/seat.h"
#include "tests/lib/take.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

/* What was not taken in is mended in a screen, by whoever took the roster in.
 */
static const char table[] =
    "姓名,性别,出生日期,学籍号,学号,学校,年级,班级,监护人姓名,监护人关系,"
    "监护人电话\r\n"
    "曾一诺,女,2012-02-29,L990001201202290001,2017,S001,八年级,3班,曾母,"
    "妈妈,13800134407\r\n"
    "莫雨,女,2012-02-30,L990001201203020003,2041,S001,八年级,4班,莫父,"
    "爸爸,13800138888\r\n"
    "石磊,男,2012-03-02,L990001201203020005,2042,青山中学,八年级,4班,,,\r\n";

static int
begin(void **state)
{
	struct act_imported out;
	struct actor *who;

	(void)state;
	lang_set("zh_CN");
	test_office();
	who = test_signin("dist1");
	assert_int_equal(test_take(who, "roster", table, NULL, &out), 0);
	assert_int_equal(out.refused, 2);
	test_leave(who);
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
	{ &screen_refused, screen_refused_may, 0, 0 },
	{ .ops = NULL },
};

static struct test_term *
sit(const char *login, const char *language)
{
	return seat_take(&(struct seat){
	    login, language, &screen_today, entries, SEAT_PLAIN });
}

static void
test_today_says_how_many_rows_wait_and_opens_them(void **state)
{
	struct test_term *t = sit("dist1", "zh_CN");

	(void)state;
	test_term_has(t, "名册里有 2 行没收进来");
	test_term_has(t, "改好再收");
	test_term_keep(t, "today-roster");
	test_term_keys(t, "\r");
	test_term_has(t, "名册：没收进来的行");
	test_term_has(t, "还有 2 行");
	test_term_has(t, ">3      出生日期");
	test_term_has(t, " 4      学校");
	test_term_keep(t, "refused");
	test_term_close(t);
	t = sit("dist1", "en");
	test_term_has(t, "roster: 2 rows wait");
	test_term_keys(t, "\r");
	test_term_has(t, ">3      the birthday    There is no such date.");
	test_term_lacks(t, "..");
	test_term_keys(t, "\r");
	test_term_has(t, "Roster, line 3: mend it");
	test_term_has(t, "! the birthday");
	test_term_lacks(t, "..");
	test_term_keep(t, "mend-english");
	test_term_close(t);
}

static void
test_the_field_at_fault_is_mended_and_the_row_goes_in(void **state)
{
	struct test_term *t = sit("dist1", "zh_CN");
	struct student s;

	(void)state;
	test_term_has(t, "名册里有 2 行没收进来");
	test_term_keys(t, "\r");
	test_term_has(t, ">3      出生日期");
	test_term_keys(t, "\r");
	test_term_has(t, "名册第 3 行");
	test_term_has(t, "! 出生日期");
	test_term_has(t, "没有这一天");
	test_term_has(t, "[2012-02-30");
	test_term_keep(t, "mend");
	test_term_keys(t, "\x7f\x7f\x7f\x7f"
			  "3-40\033[19~"); /* still none */
	test_term_has(t, "还没收进来：再看看标着 ! 的「出生日期」");
	test_term_keys(t, "\x7f\x7f"
			  "02\033[19~"); /* 2012-03-02, F8 */
	test_term_has(t, "收进来了：是新的。");
	test_term_has(t, "还有 1 行");
	test_term_has(t, ">4      学校");
	test_term_close(t);
	assert_int_equal(
	    store_student_by_identity(test_office(), "L990001201203020003", &s),
	    0);
	assert_int_equal(s.birth, 20120302);
}

static void
test_what_was_typed_stays_and_a_row_is_thrown_away_by_a_second_key(void **state)
{
	struct test_term *t = sit("dist1", "zh_CN");

	(void)state;
	test_term_has(t, "名册里有 1 行没收进来");
	test_term_keys(t, "\r");
	test_term_has(t, ">4      学校");
	test_term_keys(t, "\r");
	test_term_has(t, "[青山中学");
	test_term_keys(t, "北校区");
	test_term_has(t, "[青山中学北校区");
	test_term_keys(t, "\a"); /* left for later */
	test_term_has(t, ">4      学校");
	test_term_keys(t, "\r");
	test_term_has(t, "[青山中学北校区");
	test_term_keys(t, "\033[18~"); /* F7 */
	test_term_has(t, "这一行不要了吗");
	test_term_keys(t, "2"); /* no */
	test_term_has(t, "[青山中学北校区");
	test_term_keys(t, "\033[18~");
	test_term_has(t, "这一行不要了吗");
	test_term_keys(t, "1");
	test_term_has(t, "名册都收进来了");
	test_term_keys(t, "\a");
	test_term_has(t, "喝口水吧");
	test_term_lacks(t, "名册里有");
	test_term_close(t);
}

static void
test_others_are_told_of_no_row(void **state)
{
	struct test_term *t = sit("psy1", "zh_CN");

	(void)state;
	test_term_has(t, "今天");
	test_term_lacks(t, "名册里有");
	test_term_keys(t, "\033[21~"); /* F10 */
	test_term_has(t, "1-9");
	test_term_lacks(t, "名册");
	test_term_close(t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_today_says_how_many_rows_wait_and_opens_them),
	cmocka_unit_test(test_the_field_at_fault_is_mended_and_the_row_goes_in),
	cmocka_unit_test(
	    test_what_was_typed_stays_and_a_row_is_thrown_away_by_a_second_key),
	cmocka_unit_test(test_others_are_told_of_no_row),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
