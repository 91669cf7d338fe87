/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <fcntl.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/approval.h"
#include "act/gate.h"
#include "act/import.h"
#include "act/package.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/gate.h"
#include "screen/roster.h"
#include "screen/student.h"
#include "screen/today.h"
#include "store/student.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/seat.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

/* Files in and out at the screen: the word and the command stand there, how
 * far the file is and what became of it; a package from its making to its
 * fetching.  The other window is played by act/ itself, as the session process
 * does it. */
#define ENTER "\r"
#define DOWN "\033[B"
#define F4 "\033OS"
#define F6 "\033[17~"
#define F7 "\033[18~"
#define F8 "\033[19~"
#define F10 "\033[21~"
#define BACK "\a"

static const char table[] =
    "姓名,性别,出生日期,学籍号,学号,学校,年级,班级,监护人姓名,监护人关系,"
    "监护人电话\r\n"
    "曾一诺,女,2012-02-29,L990001201202290001,2017,S001,八年级,3班,曾母,"
    "妈妈,13800134407\r\n"
    "莫雨,女,2012-02-30,L990001201203020003,2041,S001,八年级,4班,莫父,"
    "爸爸,13800138888\r\n";

static int
begin(void **state)
{
	(void)state;
	lang_set("zh_CN");
	test_office();
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

static const struct screen_entry entries[] = {
	{ &screen_today, NULL, 0, 0 },
	{ &screen_lookup, screen_lookup_may, TUI_F(3), TUI_CTRL('F') },
	{ &screen_refused, screen_refused_may, 0, 0 },
	{ &screen_gate, screen_gate_may, 0, 0 },
	{ &screen_packages, screen_packages_may, 0, 0 },
	{ .ops = NULL },
};

static struct test_term *
sit(const char *login, const char *language, const struct screen_ops *first)
{
	return seat_take(
	    &(struct seat){ login, language, first, entries, SEAT_PLAIN });
}

/* The word that stands behind " put " or " get ". */
static void
read_word(struct test_term *t, const char *verb, char word[GATE_WORD_MAX])
{
	const char *at;

	test_term_has(t, verb);
	at = strstr(test_term_picture(t), verb);
	assert_non_null(at);
	mem_copy_text(word, GATE_WORD_MAX, at + strlen(verb));
	assert_int_equal(strlen(word), 9);
}

/* --- in --------------------------------------------------------------------
 */

static void
test_everybody_at_work_finds_files_by_name(void **state)
{
	struct test_term *t = sit("op1", "zh_CN", &screen_today);

	(void)state;
	test_term_has(t, "今天");
	test_term_keys(t, ":wjjc");
	test_term_has(t, "文件进出");
	test_term_keys(t, ENTER);
	test_term_has(t, "电话记录单");
	test_term_lacks(t, "学生名册");
	test_term_close(t);
	t = sit("aud1", "zh_CN", &screen_today);
	test_term_has(t, "今天");
	test_term_keys(t, F10);
	test_term_has(t, "1-9");
	test_term_lacks(t, "文件进出");
	test_term_close(t);
}

static void
test_the_command_to_paste_stands_there(void **state)
{
	struct test_term *t = sit("dist1", "zh_CN", &screen_gate);
	char word[GATE_WORD_MAX], line[120];

	(void)state;
	test_term_has(t, "送进来");
	test_term_has(t, "学生名册");
	test_term_has(t, "送进来       学生群体");
	test_term_keep(t, "files");
	test_term_keys(t, ENTER);
	read_word(t, " put ", word);
	snprintf(line, sizeof(line),
	    "   ssh -p 2222 dist1@10.8.0.5 put %s < roster.csv", word);
	test_term_has(t, line);
	snprintf(line, sizeof(line),
	    "   plink -i key.ppk -P 2222 dist1@10.8.0.5 put %s < roster.csv",
	    word);
	test_term_has(t, line);
	test_term_has(t, "口令字还有 10 分钟有效");
	test_term_keep(t, "word");
	test_term_keys(t, F7);
	test_term_has(t, "这个口令字作废了");
	test_term_close(t);
	t = sit("dist1", "en", &screen_gate);
	test_term_has(t, "send in");
	test_term_keys(t, ENTER);
	test_term_has(t, "Waiting for the file; the word is good for 10 min");
	test_term_lacks(t, "..");
	test_term_close(t);
}

/* Leaving the screen leaves no word open behind it. */
static void
test_a_word_that_is_left_opens_nothing(void **state)
{
	struct test_term *t = sit("dist1", "zh_CN", &screen_gate);
	struct actor *who = test_signin("dist1");
	struct act_gate_move *m;
	char word[GATE_WORD_MAX];

	(void)state;
	test_term_keys(t, ENTER);
	read_word(t, " put ", word);
	test_term_keys(t, BACK);
	test_term_has(t, "选一样");
	test_term_close(t);
	assert_int_equal(act_gate_begin(who, GATE_PUT, word, &m), ERR_DENIED);
	test_leave(who);
}

static void
test_the_screen_tells_how_far_the_file_is_and_what_became_of_it(void **state)
{
	struct test_term *t = sit("dist1", "zh_CN", &screen_gate);
	struct actor *who = test_signin("dist1");
	struct buf *said = buf_new();
	struct act_gate_move *m;
	char word[GATE_WORD_MAX];

	(void)state;
	test_term_keys(t, ENTER);
	read_word(t, " put ", word);
	assert_int_equal(act_gate_begin(who, GATE_PUT, word, &m), 0);
	test_term_has(t, "正在传：已到 0 KB");
	assert_int_equal(act_gate_take(m, table, 100), 0);
	act_gate_drop(m);
	test_term_has(t, "刚才断线了，什么也没收。再送一次就行");
	test_term_keep(t, "word-broken");
	assert_int_equal(act_gate_begin(who, GATE_PUT, word, &m), 0);
	assert_int_equal(act_gate_take(m, table, sizeof(table) - 1), 0);
	assert_int_equal(act_gate_end(m, said), 0);
	act_gate_drop(m);
	test_term_has(t, "好了");
	test_term_has(t, "共 2 行：新 1，改 0，没变 0，没收进来 1。");
	test_term_keep(t, "word-done");
	test_term_keys(t, F6);
	test_term_has(t, "名册：没收进来的行");
	test_term_has(t, ">3      出生日期");
	test_term_keys(t, BACK);
	test_term_has(t, "好了");
	test_term_keys(t, F4); /* another */
	test_term_has(t, "在等文件");
	test_term_close(t);
	buf_free(said);
	test_leave(who);
}

static void
test_a_form_is_fetched_by_its_word(void **state)
{
	struct test_term *t = sit("psy1", "zh_CN", &screen_gate);
	struct actor *who = test_signin("psy1");
	struct act_gate_move *m;
	char word[GATE_WORD_MAX];
	const uint8_t *p;
	size_t n;

	(void)state;
	test_term_has(t, "取出去");
	test_term_go_to(t, "家访记录");
	test_term_keys(t, F6);
	test_term_has(t, "要几张");
	test_term_keys(t, ENTER);
	read_word(t, " get ", word);
	test_term_has(t, " > visit.html");
	assert_int_equal(act_gate_begin(who, GATE_GET, word, &m), 0);
	assert_int_equal(act_gate_give(m, 1 << 20, &p, &n), 0);
	assert_true(n > 1000);
	assert_int_equal(act_gate_give(m, 1 << 20, &p, &n), 0);
	assert_int_equal(n, 0);
	act_gate_drop(m); /* it did not arrive: the word is still good */
	test_term_has(t, "刚才断线了");
	test_term_close(t);
	test_leave(who);
}

/* --- packages --------------------------------------------------------------
 */

static int64_t
zeng(struct actor *who)
{
	struct student s;

	assert_int_equal(
	    store_student_by_identity(who->store, "L990001201202290001", &s),
	    0);
	return s.id;
}

static void
fetch(const char *word)
{
	struct actor *who = test_signin("psy1");
	struct buf *said = buf_new();
	struct act_gate_move *m;
	const uint8_t *p;
	size_t n = 1;

	assert_int_equal(act_gate_begin(who, GATE_GET, word, &m), 0);
	while (n > 0)
		assert_int_equal(act_gate_give(m, 1 << 20, &p, &n), 0);
	assert_int_equal(act_gate_end(m, said), 0);
	act_gate_drop(m);
	buf_free(said);
	test_leave(who);
}

static void
test_a_package_is_made_agreed_to_and_fetched(void **state)
{
	struct test_term *t = sit("psy1", "zh_CN", &screen_lookup);
	const char *pass;
	char word[GATE_WORD_MAX];

	(void)state;
	test_term_has(t, "范围");
	test_term_keys(t, "zyn");
	test_term_has(t, "曾一诺");
	test_term_keys(t, ENTER);
	test_term_has(t, "一生一档");
	test_term_keys(t, ":zcl");
	test_term_has(t, "给医院、公安、学校的材料");
	test_term_keys(t, ENTER);
	test_term_has(t, "要先请学校危机小组组长或区里同意");
	test_term_keys(t, F8);
	test_term_has(t, "请先选好：给");
	test_term_keys(t, "1\t市第三医院\t11\t"); /* hospital; to a doctor */
	test_term_keep(t, "package-make");
	test_term_keys(t, F8);
	test_term_has(t, "请先选好：依据");
	test_term_keys(t, "1"); /* consent */
	test_term_keys(t, F8);
	test_term_has(t, "打开材料的口令");
	test_term_has(t, "打电话告诉对方");
	test_term_keep(t, "package-pass");
	pass = strstr(test_term_picture(t), "口令");
	assert_non_null(pass);
	test_term_keys(t, BACK);
	test_term_has(t, "提出了");
	test_term_close(t);

	t = sit("head1", "zh_CN", &screen_today);
	test_term_has(t, "一份材料");
	test_term_has(t, "同意或不同意");
	test_term_lacks(t, "曾一诺");
	test_term_keys(t, ENTER);
	test_term_has(t, "曾一诺");
	test_term_has(t, "市第三医院 (医院)");
	test_term_keep(t, "package");
	test_term_keys(t, F4);
	test_term_has(t, "作为第二个人，同意给出去吗");
	test_term_keys(t, "1");
	test_term_has(t, "已存。");
	test_term_has(t, "可以取了");
	test_term_close(t);

	t = sit("psy1", "zh_CN", &screen_today);
	test_term_has(t, "已经同意，可以取了");
	test_term_keys(t, ":clqx");
	test_term_has(t, "材料去向");
	test_term_keys(t, ENTER);
	test_term_has(t, "加密文件");
	test_term_has(t, "可以取了");
	test_term_lacks(t, "曾一诺"); /* of a list others may look over */
	test_term_keep(t, "packages");
	test_term_keys(t, ENTER);
	test_term_has(t, "曾一诺");
	test_term_keys(t, F4);
	read_word(t, " get ", word);
	test_term_has(t, ".zip");
	fetch(word);
	test_term_close(t);

	/* once more: it may not have arrived whole */
	t = sit("psy1", "zh_CN", &screen_gate);
	test_term_go_to(t, "市第三医院");
	test_term_keys(t, ENTER);
	test_term_has(t, ".zip");
	test_term_close(t);

	t = sit("psy1", "en", &screen_packages);
	test_term_has(t, "fetched, 1 times");
	test_term_keys(t, ENTER);
	test_term_has(t, "to be seen by a doctor");
	test_term_lacks(t, "..");
	test_term_close(t);
}

static void
test_a_package_nobody_fetched_in_its_week_says_so(void **state)
{
	struct actor *who = test_signin("psy1"), *head = test_signin("head1");
	const struct act_package_ask ask = { .student = zeng(who),
		.medium = PACKAGE_ZIP,
		.receiver = PACKAGE_POLICE,
		.name = "派出所",
		.purpose = PACKAGE_RESCUE,
		.ground = PACKAGE_SAFETY };
	char pass[PACKAGE_PASS_MAX];
	struct act_package v;
	struct test_term *t;
	struct package p;

	(void)state;
	assert_int_equal(act_package_make(who, &ask, &p, pass), 0);
	assert_int_equal(act_package_show(head, p.id, &v), 0);
	assert_int_equal(act_approval_give(head, v.approval, NULL), 0);
	test_leave(head);
	test_leave(who);
	test_clock(PACKAGE_FETCH_S);
	t = sit("psy1", "zh_CN", &screen_packages);
	test_term_go_to(t, p.number);
	test_term_has(t, "不能再取了");
	test_term_keys(t, ENTER);
	test_term_has(t, "派出所 (公安)");
	test_term_has(t, "不能再取了");
	test_term_lacks(t, "可以取了");
	test_term_close(t);
}

/* The rest of a page and one more. */
static void
test_packages_are_turned_page_by_page(void **state)
{
	struct test_term *t;
	char pass[PACKAGE_PASS_MAX];
	struct package first, p;
	struct actor *who;
	struct act_package_ask ask = { .medium = PACKAGE_ZIP,
		.receiver = PACKAGE_HOSPITAL,
		.name = "市第三医院",
		.purpose = PACKAGE_TREAT,
		.ground = PACKAGE_CONSENT };

	(void)state;
	who = test_signin("psy1");
	ask.student = zeng(who);
	assert_int_equal(act_package_make(who, &ask, &first, pass), 0);
	for (int i = 0; i < ACT_PACKAGE_PAGE; i++)
		assert_int_equal(act_package_make(who, &ask, &p, pass), 0);
	test_leave(who);
	t = sit("head1", "zh_CN", &screen_packages);
	test_term_has(t, first.number);
	test_term_has(t, "PgDn 下一页");
	test_term_keep(t, "packages-many");
	test_term_keys(t, "\033[F"); /* End */
	test_term_has(t, p.number);
	test_term_lacks(t, "PgDn 下一页");
	test_term_keys(t, "\033[5~\033[5~"); /* PgUp */
	test_term_lacks(t, p.number);
	test_term_keys(t, "\033[H"); /* Home */
	test_term_has(t, first.number);
	test_term_close(t);
	t = sit("head1", "en", &screen_packages);
	test_term_has(t, "PgDn turns on");
	test_term_close(t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_everybody_at_work_finds_files_by_name),
	cmocka_unit_test(test_the_command_to_paste_stands_there),
	cmocka_unit_test(test_a_word_that_is_left_opens_nothing),
	cmocka_unit_test(
	    test_the_screen_tells_how_far_the_file_is_and_what_became_of_it),
	cmocka_unit_test(test_a_form_is_fetched_by_its_word),
	cmocka_unit_test(test_a_package_is_made_agreed_to_and_fetched),
	cmocka_unit_test(test_a_package_nobody_fetched_in_its_week_says_so),
	cmocka_unit_test(test_packages_are_turned_page_by_page),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
