/* SPDX-License-Identifier: Apache-2.0 */
/* A new school year at a screen: looked at, turned over, undone, confirmed. */
#include <fcntl.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/import.h"
#include "act/key.h"
#include "base/lang.h"
#include "screen/office.h"
#include "screen/today.h"
#include "screen/year.h"
#include "sealed/key.h"
#include "store/store.h"
#include "tests/lib/office.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

static const char roster[] =
    "姓名,学籍号,学号,学校,年级,班级\r\n"
    "曾一诺,L990001201202290001,2017,S001,九年级,3班\r\n"
    "单雄,L990001201202290002,2018,S001,八年级,4班\r\n"
    "乔安,L990001201202290093,2019,S002,九年级,1班\r\n";

static int
begin(void **state)
{
	struct actor *who;
	struct act_import in = { .refused = -1 };
	struct act_imported out;

	(void)state;
	lang_set("zh_CN");
	test_office();
	who = test_signin("dist1");
	in.source = open("table.csv", O_RDWR | O_CREAT | O_TRUNC, 0600);
	in.refused = open("refused.csv", O_RDWR | O_CREAT | O_TRUNC, 0600);
	assert_int_equal(
	    write(in.source, roster, strlen(roster)), strlen(roster));
	assert_int_equal(act_import_roster(who, &in, &out), 0);
	assert_int_equal(out.refused, 0);
	close(in.source);
	close(in.refused);
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

struct seat {
	const char *login, *language;
};

static int
child(void *arg)
{
	const struct seat *seat = arg;
	const struct screen_entry entries[] = {
		{ &screen_today, NULL, 0, 0 },
		{ &screen_ledger, screen_ledger_may, 0, 0 },
		{ &screen_rollover, screen_rollover_may, 0, 0 },
		{ .ops = NULL },
	};
	struct actor *who = test_signin(seat->login);
	struct screen_start start = { .fd = 0,
		.term = getenv("TERM"),
		.who = who,
		.first = &screen_today,
		.entries = entries,
		.epoch = store_epoch(who->store),
		.memory = sealed_memory(),
		.person = seat->login,
		.now = act_now,
		.lock = act_key_lock,
		.unlock = act_key_unlock,
		.language = seat->language };

	return screen_main(&start) == 0 ? 0 : 1;
}

static struct test_term *
sit(const char *login, const char *language)
{
	static struct seat seat;
	struct test_term *t;

	seat = (struct seat){ login, language };
	t = test_term_open(24, 80, NULL, child, &seat);
	test_term_patience(t, 8000);
	return t;
}

static void
go_by_name(struct test_term *t, const char *name)
{
	test_term_has(t, "F1");
	test_term_keys(t, ":");
	test_term_has(t, "Esc");
	test_term_keys(t, name);
	test_term_keys(t, "\r");
}

static void
test_a_school_year_is_looked_at_turned_over_undone_and_confirmed(void **state)
{
	struct test_term *t = sit("dist1", "zh_CN");

	(void)state;
	go_by_name(t, "xnsj");
	test_term_has(t, "新学年");
	test_term_has(t, "0 个班，0 人");
	test_term_keys(t, "\033[17~"); /* F6: the next one */
	test_term_has(t, "2 个班，2 人");
	test_term_has(t, "请先看这些");
	test_term_has(t, "升级后还没有班主任");
	test_term_has(t, "毕业：1 人，");
	test_term_keep(t, "year-plan");
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
	test_term_has(t, "0 个班，0 人");
	test_term_close(t);
}

static void
test_tj_44_the_ledger_is_read_page_by_page_and_kept_fresh(void **state)
{
	struct test_term *t = sit("dist1", "zh_CN");

	(void)state;
	go_by_name(t, "qytz");
	test_term_has(t, "全员台账：示范区");
	test_term_has(t, "单雄");
	test_term_has(t, "毕业");
	test_term_has(t, "去向还不知道");
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
	go_by_name(t, "qytz");
	test_term_has(t, "All students");
	test_term_has(t, "unknown yet");
	test_term_keep(t, "year-ledger-en");
	test_term_close(t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_a_school_year_is_looked_at_turned_over_undone_and_confirmed),
	cmocka_unit_test(
	    test_tj_44_the_ledger_is_read_page_by_page_and_kept_fresh),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
