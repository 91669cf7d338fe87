/* SPDX-License-Identifier: Apache-2.0 */
/* A new school year at a screen: looked at, turned over, undone, confirmed. */
#include "act/actor.h"
#include "act/sample_roster.h"
#include "base/clock.h"
#include "base/lang.h"
#include "model/day.h"
#include "screen/office.h"
#include "screen/today.h"
#include "screen/year.h"
#include "store/store.h"
#include "tests/lib/office.h"
#include "tests/lib/seat.h"
#include "tests/lib/take.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

static const char roster[] =
    "姓名,学籍号,学号,学校,年级,班级\r\n"
    "曾一诺,L990001201202290001,2017,S001,九年级,3班\r\n"
    "单雄,L990001201202290002,2018,S001,八年级,4班\r\n"
    "乔安,L990001201202290093,2019,S002,九年级,1班\r\n";

static int
today(void)
{
	struct clock_parts p;

	clock_parts_of(store_now(test_office()), &p);
	return day_of(p.year, p.month, p.day);
}

static int
begin(void **state)
{
	(void)state;
	lang_set("zh_CN");
	test_office();
	test_take_all("dist1", "roster", roster);
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
	{ &screen_rollover, screen_rollover_may, 0, 0 },
	{ &screen_rollover_turn, screen_rollover_may, 0, 0 },
	{ .ops = NULL },
};

static struct test_term *
sit(const char *login, const char *language)
{
	return seat_take(&(struct seat){
	    login, language, &screen_today, entries, SEAT_PLAIN });
}

static void
test_a_school_year_is_looked_at_turned_over_undone_and_confirmed(void **state)
{
	struct test_term *t = sit("dist1", "zh_CN");

	(void)state;
	seat_go(t, "xnsj");
	test_term_has(t, "新学年");
	test_term_has(t, "0 个班，0 人");
	test_term_keys(t, "\033[17~"); /* F6: the next one */
	test_term_has(t, "2 个班，2 人");
	test_term_has(t, "请先看这些");
	test_term_has(t, "新学年还没有班主任");
	test_term_has(t, "毕业：1 人，");
	test_term_keep(t, "year-plan");
	test_term_keys(t, "\033[15~"); /* F5 */
	test_term_has(t, "哪所学校");
	test_term_keys(t, "S002\r");
	test_term_has(t, "第002实验学校  ");
	test_term_has(t, "0 个班，0 人");
	test_term_keys(t, "\033[15~"); /* and back to all */
	test_term_has(t, "2 个班，2 人");
	test_term_keys(t, "\033[19~"); /* F8 */
	test_term_has(t, "2 人毕业");
	test_term_keys(t, "1");
	test_term_has(t, "已升完，等确认");
	test_term_keep(t, "year-run");
	test_term_keys(t, "\033[18~"); /* F7 */
	test_term_has(t, "整个撤回吗");
	test_term_keys(t, "1");
	test_term_has(t, "2 个班，2 人");
	test_term_keys(t, "\033[19~1");
	test_term_has(t, "已升完，等确认");
	test_term_keys(t, "\033[14~"); /* F4 */
	test_term_has(t, "以后不能再撤回");
	test_term_keys(t, "1");
	test_term_has(t, "已存");
	test_term_has(t, "F8 升级");
	test_term_close(t);
}

/* School, class, student, and a key that says what becomes of them. */
static void
test_a_child_that_goes_another_way_is_chosen_from_its_class(void **state)
{
	struct test_term *t = sit("dist1", "zh_CN");

	(void)state;
	seat_go(t, "xnsj");
	test_term_has(t, "0 个班，0 人");
	test_term_keys(t, "\033[17~"); /* F6 */
	test_term_has(t, "2 个班，1 人");
	test_term_keys(t, "\033[15~S001\r");
	test_term_has(t, "第001实验学校  ");
	test_term_keys(t, "\033[B\033[B\033[B\033[B\033[B\033[B");
	test_term_has(t, "Enter 学生");
	test_term_keys(t, "\r");
	test_term_has(t, "2018");
	test_term_has(t, "单雄");
	test_term_keys(t, "\r");
	test_term_has(t, "4 要转出");
	test_term_keep(t, "year-choose");
	test_term_keys(t, "4");
	test_term_has(t, "去哪里");
	test_term_keys(t, "临川\033"); /* back: nothing is noted */
	test_term_lacks(t, "去哪里");
	test_term_lacks(t, "已存");
	test_term_lacks(t, "要转出");
	test_term_keys(t, "\r4");
	test_term_has(t, "去哪里");
	test_term_keys(t, "临川中学\r");
	test_term_has(t, "已存");
	test_term_has(t, "要转出");
	test_term_has(t, "临川中学");
	test_term_keep(t, "year-children");
	test_term_keys(t, "\033");
	test_term_has(t, "不随班的学生");
	test_term_has(t, "单雄  要转出: 临川中学");
	test_term_keep(t, "year-school");
	test_term_keys(t, "\033[19~"); /* F8 */
	test_term_has(t, "1 人毕业");
	test_term_keys(t, "1");
	test_term_has(t, "已升完，等确认");
	test_term_keys(t, "\033[18~1"); /* F7 */
	test_term_has(t, "单雄  要转出: 临川中学");
	test_term_close(t);
	t = sit("dist1", "en");
	seat_go(t, "xnsj");
	test_term_keys(t, "\033[17~");
	test_term_has(t, "moves away: 临川中学");
	test_term_keep(t, "year-plan-en");
	test_term_close(t);
}

static const char three[] = "姓名,学籍号,学号,学校,年级,班级\r\n"
			    "白露,L990001201402280031,2031,S001,七年级,1班\r\n"
			    "丁香,L990001201402280032,2032,S001,七年级,1班\r\n"
			    "方竹,L990001201402280033,2033,S001,七年级,1班\r\n";
static const char moved[] = "姓名,学籍号,学号,学校,年级,班级\r\n"
			    "白露,L990001201402280031,2031,S001,七年级,2班\r\n";

/* The children of a class, from Today. */
static struct test_term *
sit_at_class(const char *class)
{
	struct test_term *t = sit("dist1", "zh_CN");

	seat_go(t, "xnsj");
	test_term_has(t, "0 个班，0 人");
	test_term_keys(t, "\033[17~"); /* F6 */
	test_term_lacks(t, "0 个班，0 人");
	test_term_keys(t, "\033[15~S001\r");
	test_term_has(t, "第001实验学校  ");
	test_term_go_to(t, class);
	test_term_keys(t, "\r");
	return t;
}

static void
choose(struct test_term *t, const char *name, const char *which)
{
	test_term_has(t, name);
	test_term_go_to(t, name);
	test_term_keys(t, "\r");
	test_term_has(t, "4 要转出");
	test_term_keys(t, which);
}

/* The roster takes the first one out of the class, and a colleague notes
 * something meanwhile, by which the list is read again. */
static void
test_who_was_asked_about_goes_another_way_though_the_rows_have_moved(
    void **state)
{
	struct test_term *t, *colleague;

	(void)state;
	test_take_all("dist1", "roster", three);
	t = sit_at_class("七年级1班");
	choose(t, "丁香", "");
	test_take_all("dist1", "roster", moved);
	colleague = sit_at_class("七年级1班");
	choose(colleague, "方竹", "5");
	test_term_has(colleague, "去哪里？空着就是还不知道");
	test_term_keys(colleague, "\r");
	test_term_has(colleague, "已存");
	test_term_close(colleague);
	test_term_lacks(t, "白露");
	test_term_keys(t, "4");
	test_term_has(t, "去哪里");
	test_term_keys(t, "临川中学\r");
	test_term_has(t, "已存");
	test_term_line(t, test_term_find(t, "丁香"),
	    "> 2032        丁香                      要转出           "
	    "临川中学");
	test_term_close(t);
}

/* Over a thousand children leave: stopped on the way, and gone on with. */
static void
test_a_long_run_tells_how_far_it_is_is_stopped_and_goes_on(void **state)
{
	struct act_sample_roster many = {
		.students = 9000, .schools = 3, .seed = 11, .today = today()
	};
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);
	struct test_term *t;

	(void)state;
	assert_non_null(f);
	assert_int_equal(act_sample_roster(f, &many), 0);
	assert_int_equal(fclose(f), 0);
	test_take_all("dist1", "roster", text);
	free(text);
	t = sit("dist1", "zh_CN");
	seat_go(t, "xnsj");
	test_term_has(t, "新学年");
	test_term_keys(t, "\033[17~"); /* F6 */
	test_term_has(t, "请先看这些");
	test_term_keys(t, "\033[19~"); /* F8 */
	test_term_has(t, "升到新学年吗");
	/* the answer, and before the first slice is done the key to stop */
	test_term_keys(t, "1\007");
	test_term_has(t, "停在两个班之间");
	test_term_has(t, "已开始，还没走完");
	test_term_keep(t, "year-stopped");
	test_term_keys(t, "\033[19~"); /* F8 goes on */
	test_term_has(t, "已升完，等确认");
	test_term_keys(t, "\033[18~1"); /* F7 */
	test_term_has(t, "已存");
	test_term_close(t);
}

static void
test_tj_44_the_ledger_is_read_page_by_page_and_kept_fresh(void **state)
{
	struct test_term *t = sit("dist1", "zh_CN");

	(void)state;
	seat_go(t, "qytz");
	test_term_has(t, "全员台账：示范区");
	test_term_has(t, "单雄");
	test_term_has(t, "毕业");
	test_term_has(t, "去向还不知道");
	test_term_line(t, 20, "  第001实验学校"); /* of the row */
	test_term_keep(t, "year-ledger");
	test_term_keys(t, "\033[14~"); /* F4 */
	test_term_has(t, "全班都核对过了吗");
	test_term_keys(t, "1");
	test_term_has(t, "1 名学生已核对");
	test_term_keys(t, "\033[19~"); /* F8 */
	test_term_has(t, "已存");
	test_term_keys(t, "\033[17~"); /* F6 */
	test_term_has(t, "30 天没核对过的");
	test_term_has(t, "这里没有人");
	test_term_close(t);
	t = sit("dist1", "en");
	seat_go(t, "qytz");
	test_term_has(t, "All students");
	test_term_has(t, "unknown yet");
	test_term_keep(t, "year-ledger-en");
	test_term_close(t);
}

/* TJ-91: seen, changed for one school, and only there. */
static void
test_what_becomes_of_posts_is_seen_and_changed_for_one_school(void **state)
{
	struct test_term *t = sit("dist1", "zh_CN");

	(void)state;
	seat_go(t, "gwzmb");
	test_term_has(t, "学年一换，岗位怎么办：示范区");
	test_term_has(t, ">班主任");
	test_term_has(t, "跟班走，班级毕业时到期               通常这样");
	test_term_has(t, "没单独定的岗位");
	test_term_keep(t, "year-turns");
	test_term_keys(t, "\033[15~"); /* F5 */
	test_term_has(t, "哪所学校");
	test_term_keys(t, "S999\r");
	test_term_has(t, "没有这所学校");
	test_term_has(t, "岗位怎么办：示范区");
	test_term_keys(t, "\033[15~S002\r");
	test_term_has(t, "岗位怎么办：第002实验学校");
	test_term_keys(t, "\r");
	test_term_has(t, "第002实验学校的班主任，学年一换怎么办？");
	test_term_has(t, "2 每个学年到期，重新任命");
	test_term_keys(t, "\033");
	test_term_lacks(t, "2 每个学年到期，重新任命");
	test_term_lacks(t, "本校这样定");
	test_term_keys(t, "\r2");
	test_term_has(t, "已存");
	test_term_has(t, "本校这样定");
	test_term_keep(t, "year-turns-school");
	test_term_keys(t, "\033[15~"); /* back to all: nothing changed there */
	test_term_has(t, "岗位怎么办：示范区");
	test_term_lacks(t, "本校这样定");
	test_term_keys(t, "\033");
	seat_go(t, "xnsj");
	test_term_keys(t, "\033[15~S002\r");
	test_term_has(t, "第002实验学校  ");
	test_term_keys(t, ":gwzmb\r");
	test_term_has(t, "岗位怎么办：第002实验学校");
	test_term_has(t, "本校这样定");
	test_term_close(t);
	t = sit("dist1", "en");
	seat_go(t, "gwzmb");
	test_term_has(t, "What becomes of posts: ");
	test_term_has(t, "moves up, ends when the class leaves");
	test_term_keep(t, "year-turns-en");
	test_term_close(t);
}

/* Nine thousand rows: two hundred pages and more. */
static void
test_tj_44_the_ledger_goes_to_its_end_row_by_row_and_back(void **state)
{
	struct test_term *t = sit("dist1", "zh_CN");
	char first[32], *cell;

	(void)state;
	seat_go(t, "qytz");
	test_term_has(t, "全员台账：示范区");
	test_term_has(t, ">");
	cell = strchr(strchr(test_term_picture(t), '>'), ' ');
	snprintf(first, sizeof(first), ">%.*s", 20, cell);
	test_term_keys(t, "\033[F"); /* End */
	test_term_lacks(t, first);
	test_term_keys(t, "\033[B"); /* there is nothing below */
	test_term_keys(t, "\033[H"); /* Home */
	test_term_has(t, first);
	/* over the edge of a page and back, row by row */
	for (int i = 0; i < 60; i++)
		test_term_keys(t, "\033[B");
	for (int i = 0; i < 45; i++)
		test_term_keys(t, "\033[A");
	test_term_quiet(t, 300);
	test_term_lacks(t, first);
	for (int i = 0; i < 15; i++)
		test_term_keys(t, "\033[A");
	test_term_has(t, first);
	test_term_close(t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_a_school_year_is_looked_at_turned_over_undone_and_confirmed),
	cmocka_unit_test(
	    test_what_becomes_of_posts_is_seen_and_changed_for_one_school),
	cmocka_unit_test(
	    test_a_child_that_goes_another_way_is_chosen_from_its_class),
	cmocka_unit_test(
	    test_tj_44_the_ledger_is_read_page_by_page_and_kept_fresh),
	cmocka_unit_test(
	    test_who_was_asked_about_goes_another_way_though_the_rows_have_moved),
	cmocka_unit_test(
	    test_a_long_run_tells_how_far_it_is_is_stopped_and_goes_on),
	cmocka_unit_test(
	    test_tj_44_the_ledger_goes_to_its_end_row_by_row_and_back),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
