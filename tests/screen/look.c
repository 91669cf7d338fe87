/* SPDX-License-Identifier: Apache-2.0 */
/* How it looks and what it is used with: colours of one's own, the mouse, the
 * screen one begins with, signs of unsure width, and what is read aloud. */

#include "act/actor.h"
#include "act/sample.h"
#include "act/setting.h"
#include "act/warning.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/oncall.h"
#include "screen/setting.h"
#include "screen/student.h"
#include "screen/ticket.h"
#include "screen/today.h"
#include "screen/warning.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/seat.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

#define UP "\033[A"
#define DOWN "\033[B"
#define END "\033[F"
#define ESC "\007" /* its second way: no wait for what follows */
#define F4 "\033[14~"
#define F6 "\033[17~"
#define F7 "\033[18~"
#define F8 "\033[19~"
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

static const struct screen_entry entries[] = {
	{ &screen_today, NULL, 0, 0 },
	{ &screen_queue, screen_may_call, 0, 0 },
	{ &screen_setting, NULL, 0, 0 },
	{ .ops = NULL },
};

static struct test_term *
sit(const char *login, const struct screen_ops *first)
{
	return seat_take(
	    &(struct seat){ login, NULL, first, entries, SEAT_PLAIN });
}

static void
set(const char *login, const char *name, const char *value)
{
	struct actor *who = test_signin(login);

	assert_int_equal(act_setting_put(who, name, value, NULL), 0);
	test_leave(who);
}

static void
is_set(const char *login, enum setting_id id, const char *value)
{
	struct actor *who = test_signin(login);

	assert_string_equal(act_setting(who, id), value);
	test_leave(who);
}

/* Where in all that came the bytes stand; -1: nowhere. */
static long
sent(struct test_term *t, const char *bytes)
{
	size_t n;
	const char *p = test_term_stream(t, &n);
	const char *at = memmem(p, n, bytes, strlen(bytes));

	return at == NULL ? -1 : (long)(at - p);
}

/* --- the mouse -------------------------------------------------------------
 */

static void
click(struct test_term *t, int row)
{
	char bytes[64];

	snprintf(bytes, sizeof(bytes), "\033[<0;20;%dM\033[<0;20;%dm", row + 1,
	    row + 1);
	test_term_keys(t, bytes);
}

static void
test_a_mouse_nobody_wants_is_neither_asked_for_nor_heard(void **state)
{
	struct test_term *t = sit("psy1", &screen_setting);
	size_t before;

	(void)state;
	test_term_line(t, 3, ">语言                     中文");
	test_term_quiet(t, 100);
	before = test_term_count(t);
	click(t, 6);
	test_term_keys(t, "\033[<64;1;1M\033[<65;1;1M\033[<65;1;1M");
	test_term_quiet(t, 200);
	assert_int_equal(test_term_count(t), before);
	assert_int_equal(sent(t, "\033[?1000"), -1);
	assert_int_equal(sent(t, "\033[?1002"), -1);
	assert_int_equal(sent(t, "\033[?1006"), -1);
	/* nor put back at the end, as it never was otherwise */
	test_term_keys(t, ESC "1");
	assert_int_equal(test_term_end(t, 5000), 0);
	assert_int_equal(sent(t, "\033[?1000"), -1);
	test_term_close(t);
}

static void
test_a_click_goes_to_a_row_and_a_second_one_opens_it(void **state)
{
	struct test_term *t = sit("psy1", &screen_setting);

	(void)state;
	test_term_has(t, "鼠标");
	test_term_keys(t, END UP UP "\r1");
	test_term_line(t, 10, ">鼠标                     开");
	test_term_quiet(t, 100);
	assert_true(sent(t, MOUSE_ON) > 0);
	click(t, 6);
	test_term_line(t, 6, ">线路慢                   自动");
	click(t, 3);
	test_term_line(t, 3, ">语言                     中文");
	/* nothing stands there */
	click(t, 0);
	click(t, 13);
	click(t, 15);
	click(t, 23);
	test_term_keys(t, "\033[<65;1;1M");
	test_term_line(t, 4, ">颜色                     深色");
	test_term_keys(t, "\033[<65;1;1M\033[<65;1;1M\033[<64;1;1M");
	test_term_line(t, 5, ">新来电响一声             开");
	/* not beyond the ends */
	for (int i = 0; i < 9; i++)
		test_term_keys(t, "\033[<64;1;1M");
	test_term_line(t, 3, ">语言                     中文");
	for (int i = 0; i < 19; i++)
		test_term_keys(t, "\033[<65;1;1M");
	test_term_line(t, 12, ">练习                     还没练");
	/* a second click asks, a second one there answers */
	click(t, 10);
	test_term_line(t, 10, ">鼠标                     开");
	click(t, 10);
	test_term_has(t, "2 关");
	click(t, test_term_find(t, "2 关"));
	test_term_has(t, "> 2 关");
	test_term_keep(t, "look-click");
	click(t, test_term_find(t, "2 关"));
	test_term_line(t, 10, ">鼠标                     关");
	test_term_quiet(t, 100);
	assert_true(sent(t, MOUSE_OFF) > sent(t, MOUSE_ON));
	click(t, 3);
	test_term_quiet(t, 200);
	test_term_line(t, 10, ">鼠标                     关");
	test_term_close(t);
}

/* In the menu over a screen the rows below are nobody's. */
static void
test_the_menu_and_the_palette_take_clicks(void **state)
{
	struct test_term *t;
	int row;

	(void)state;
	set("psy1", "mouse", "on");
	t = sit("psy1", &screen_today);
	test_term_has(t, "心晴  今天");
	test_term_keys(t, "\017"); /* Ctrl-O */
	test_term_has(t, "遮住屏幕");
	row = test_term_find(t, "设置");
	click(t, 1);
	click(t, row);
	click(t, row);
	test_term_has(t, "心晴  设置");
	test_term_keys(t, ESC ":zhuti");
	test_term_has(t, "浅色");
	row = test_term_find(t, "浅色");
	click(t, row);
	click(t, row);
	test_term_lacks(t, "浅色");
	test_term_keys(t, ESC "1");
	assert_int_equal(test_term_end(t, 5000), 0);
	/* at the end it is off before the screen is left */
	assert_true(sent(t, MOUSE_OFF) > 0);
	assert_true(sent(t, MOUSE_OFF) < sent(t, "\033[?1049l"));
	test_term_close(t);
	is_set("psy1", SETTING_THEME, "light");
	set("psy1", "theme", "default");
	set("psy1", "mouse", "off");
}

/* --- the first screen ------------------------------------------------------
 */

static void
test_one_begins_where_one_wants(void **state)
{
	struct test_term *t;

	(void)state;
	set("op1", "start", "queue");
	t = sit("op1", &screen_today);
	test_term_has(t, "心晴  我的工单");
	test_term_keys(t, ESC);
	test_term_has(t, "心晴  今天");
	test_term_close(t);
	/* who may not open it any more begins as everybody */
	set("psy1", "start", "queue");
	t = sit("psy1", &screen_today);
	test_term_has(t, "心晴  今天");
	/* and is not offered it */
	test_term_keys(t, ":sz\r");
	test_term_has(t, "登录后先看");
	test_term_keys(t, DOWN DOWN DOWN DOWN DOWN "\r");
	test_term_has(t, "1 今天");
	test_term_lacks(t, "2 ");
	test_term_keys(t, "1");
	test_term_line(t, 8, ">登录后先看               今天");
	test_term_close(t);
}

/* --- signs of unsure width -------------------------------------------------
 */

static void
test_unsure_signs_are_sent_as_one_says(void **state)
{
	struct test_term *t = sit("psy1", &screen_setting);

	(void)state;
	test_term_has(t, "引号一类字符的宽度");
	test_term_keys(t, ":“");
	test_term_line(t, 12, ":“");
	test_term_keys(t, ESC);
	set("psy1", "width", "wide");
	test_term_line(t, 9, " 引号一类字符的宽度       宽");
	test_term_keys(t, ":“");
	test_term_line(t, 12, ":\"");
	set("psy1", "width", "narrow");
	test_term_line(t, 12, ":“");
	test_term_close(t);
	set("psy1", "width", "auto");
}

/* --- colours of one's own --------------------------------------------------
 */

#define REST                                                          \
	"mark = default default\rfield = default default\r"           \
	"field-on = default default\rchosen = default default bold\r" \
	"key-name = yellow default\rkey-word = default default\r"     \
	"message = default default\ralert = default default bold\r"   \
	"late = default default\rsoon = default default\r"            \
	"good = default default\rfaint = default default\r"
#define BEGIN "# 我的\rframes = yes\rclocks = yes\rplain = default default\r"

static const char mine[] =
    BEGIN "title = magenta white bold\rrule = green default\r"
	  "head = cyan default\r" REST;
static const char good[] = BEGIN "title = black white\rrule = green default\r"
				 "head = cyan default\r" REST;

/* The colour of line 2's rule, once all has come. */
static int
rule_of(struct test_term *t)
{
	test_term_has(t, "F10");
	test_term_quiet(t, 100);
	return test_term_cell(t, 1, 0).fg;
}

static void
open_own(struct test_term *t)
{
	test_term_has(t, "自己的颜色");
	test_term_keys(t, END UP "\r");
	test_term_has(t, "心晴  自己的颜色");
}

/* clang-format off */
#define RULE "--------------------------------------------------------------------------------\n"

static void
test_colours_of_one_s_own_stand_as_drawn(void **state)
{
	struct test_term *t;

	(void)state;
	test_clock_to("2030-11-26T10:35:01+08:00");
	set("class1", "theme", "high-contrast");
	t = sit("class1", &screen_setting);
	open_own(t);
	test_term_shows(t,
	    "心晴  自己的颜色                                       班主任 class1 许文  10:35\n"
	    RULE
	    " 您还没有送来颜色。按 F6 看颜色文件怎么写，里面是您现在用的这一套。\n"
	    "\n"
	    " plain     样子 12:30  17.5             key-name  样子 12:30  16.9\n"
	    " title     样子 12:30  16.9             key-word  样子 12:30  17.5\n"
	    " rule      样子 12:30  17.5             message   样子 12:30  17.5\n"
	    " head      样子 12:30  17.5             alert     样子 12:30   7.5\n"
	    " mark      样子 12:30  16.9             late      样子 12:30  16.9\n"
	    " field     样子 12:30  17.5             soon      样子 12:30  16.9\n"
	    " field-on  样子 12:30  16.9             good      样子 12:30  17.5\n"
	    " chosen    样子 12:30  10.9             faint     样子 12:30  17.5\n"
	    "\n"
	    " 数字是字和底差多远：21 是白底黑字，不到 4.5 偏淡，不到 3 的不收。\n"
	    "\n"
	    " 要换一份：把文件里的字粘贴到这里，或者按 F4 要一个口令字，把文件送进来。\n"
	    "\n\n\n\n\n"
	    RULE
	    "F4 送文件  F6 怎么写  F7 用回原来的  F10 更多  F1 帮助\n"
	    "\n");
	test_term_cursor(t, 2, 0);
	test_term_keep(t, "look-own");
	test_term_keys(t, F6);
	test_term_has(t, " frames = yes");
	test_term_keep(t, "look-own-file");
	test_term_keys(t, "\033[6~");
	test_term_has(t, " alert = black bright-yellow");
	test_term_close(t);
}
/* clang-format on */

static void
test_colours_nobody_could_read_are_refused_with_line_and_reason(void **state)
{
	struct test_term *t = sit("psy1", &screen_setting);
	int was = rule_of(t);

	(void)state;
	open_own(t);
	test_term_paste(t, mine);
	test_term_has(
	    t, "my.theme:5: title 看不清：字和底太接近（1.4 比 1，至少要 3）");
	test_term_keep(t, "look-own-refused");
	assert_int_equal(rule_of(t), was);
	/* any other text, of which no word comes back */
	test_term_paste(t, "曾一诺 昨天说没意思\r");
	test_term_has(t, "my.theme:1: 没有「=」");
	test_term_lacks(t, "曾一诺");
	test_term_keys(t, ESC);
	test_term_line(t, 11, ">自己的颜色               还没有");
	test_term_close(t);
	is_set("psy1", SETTING_OWN, "none");
}

static void
test_they_are_seen_before_they_are_taken(void **state)
{
	struct test_term *t = sit("psy1", &screen_setting);
	int was = rule_of(t);

	(void)state;
	assert_int_not_equal(was, 2);
	open_own(t);
	test_term_paste(t, good);
	test_term_has(t, "现在整个屏幕都是您送来的颜色");
	assert_int_equal(rule_of(t), 2);
	test_term_keep(t, "look-own-seen");
	test_term_keys(t, ESC);
	test_term_line(t, 11, ">自己的颜色               有一份");
	assert_int_equal(rule_of(t), was);
	is_set("psy1", SETTING_THEME, "default");
	test_term_keys(t, "\r");
	test_term_has(t, "现在整个屏幕都是您送来的颜色");
	assert_int_equal(rule_of(t), 2);
	test_term_keys(t, F8);
	test_term_line(t, 4, " 颜色                     自己的");
	assert_int_equal(rule_of(t), 2);
	test_term_close(t);
	/* the next time too, and one key leads back */
	t = sit("psy1", &screen_setting);
	test_term_line(t, 4, " 颜色                     自己的");
	assert_int_equal(rule_of(t), 2);
	open_own(t);
	test_term_keys(t, F7);
	test_term_line(t, 4, " 颜色                     深色");
	assert_int_equal(rule_of(t), was);
	is_set("psy1", SETTING_THEME, "default");
	/* they are still there, among the others */
	test_term_keys(t, "\033[H" DOWN "\r");
	test_term_has(t, "6 自己的");
	test_term_keys(t, "6");
	test_term_line(t, 4, ">颜色                     自己的");
	assert_int_equal(rule_of(t), 2);
	test_term_close(t);
	set("psy1", "theme", "default");
}

/* Gone while they are looked at: nothing was set. */
static void
test_who_looks_and_is_cut_off_has_what_was(void **state)
{
	struct test_term *t = sit("psy1", &screen_setting);

	(void)state;
	open_own(t);
	test_term_has(t, "现在整个屏幕都是您送来的颜色");
	test_term_close(t);
	is_set("psy1", SETTING_THEME, "default");
}

/* --- every theme -----------------------------------------------------------
 */

/* A child of class1's, and a worry about it. */
static void
reported(void)
{
	struct actor *who = test_signin("class1");
	struct store *st = who->store;
	struct student s = { .version = 1,
		.name = "曾一诺",
		.reading = "zeng yi nuo",
		.identity = "look:1",
		.number = "0217" };
	struct observation_told o = { .seen =
					  "这两周上课常趴着，昨天说没意思" };
	struct act_receipt got;
	struct org class, school;
	int r;

	/* due in the midst of a minute of look_at()'s clock */
	test_clock_to("2030-11-26T10:34:31+08:00");
	assert_int_equal(
	    store_org_get(st, act_post(who, ROLE_CLASS_TEACHER)->org, &class),
	    0);
	assert_int_equal(store_org_above(st, class.id, ORG_SCHOOL, &school), 0);
	s.school = school.id;
	s.class = class.id;
	s.place = class.lft;
	assert_int_equal(store_begin(st), 0);
	r = store_student_add(st, &s, store_now(st), 1);
	assert_int_equal(store_end(st, r), 0);
	o.student = s.id;
	assert_int_equal(act_observation_report(who, &o, &got), 0);
	test_leave(who);
}

static const struct {
	const char *name, *login;
	const struct screen_ops *first;
	const char *keys, *has;
	bool rows; /* the caret stands at the ">" */
} looked_at[] = {
	{ "today", "psy1", &screen_today, "", "F10", true },
	{ "warnings", "psy1", &screen_warnings, "", "曾一诺", true },
	{ "lookup", "psy1", &screen_lookup, "zeng", "曾一诺", false },
	{ "report", "psy1", &screen_report, "", "会送给", false },
	{ "queue", "op1", &screen_queue, "", "F10", false },
};

/* Without what only draws: rules, and brackets where a value stands. */
static const char *
words_of(const char *picture)
{
	static char words[2][8192];
	static unsigned turn;
	char *to = words[turn++ % 2], *w = to, *line = to;

	for (const char *p = picture; *p != '\0'; p++) {
		if (*p != '\n') {
			*w++ = *p == '[' || *p == ']' ? ' ' : *p;
			continue;
		}
		*w = '\0';
		if (strspn(line, "-") == 80)
			w = line;
		while (w > line && w[-1] == ' ')
			w--;
		*w++ = '\n';
		line = w;
	}
	*w = '\0';
	return to;
}

static struct test_term *
look_at(size_t i, const char *theme)
{
	char name[64];
	struct test_term *t;

	test_clock_to("2030-11-26T10:35:01+08:00");
	set(looked_at[i].login, "theme", theme);
	t = sit(looked_at[i].login, looked_at[i].first);
	test_term_has(t, looked_at[i].login);
	test_term_keys(t, looked_at[i].keys);
	test_term_has(t, looked_at[i].has);
	test_term_quiet(t, 150);
	snprintf(name, sizeof(name), "look-%s-%s", looked_at[i].name, theme);
	test_term_keep(t, name);
	return t;
}

static void
test_in_every_theme_the_words_are_the_same(void **state)
{
	static const char *const themes[] = { "light", "high-contrast", "mono",
		"plain" };
	struct test_term *t;
	static char first[8192];

	(void)state;
	reported();
	for (size_t i = 0; i < nitems(looked_at); i++) {
		t = look_at(i, "default");
		mem_copy_text(first, sizeof(first), test_term_picture(t));
		test_term_close(t);
		for (size_t k = 0; k < nitems(themes); k++) {
			bool plain = strcmp(themes[k], "plain") == 0;

			t = look_at(i, themes[k]);
			test_same_text(themes[k],
			    plain ? words_of(test_term_picture(t))
				  : test_term_picture(t),
			    plain ? words_of(first) : first);
			if (looked_at[i].rows)
				test_term_cursor(
				    t, test_term_find(t, "\n>") + 1, 0);
			test_term_close(t);
		}
		set(looked_at[i].login, "theme", "default");
	}
}

/* Where a case stands is a place on a line elsewhere, and a word here. */
static void
test_read_aloud_how_far_a_case_is_stands_in_words(void **state)
{
	struct test_term *t;

	(void)state;
	set("psy1", "theme", "plain");
	t = sit("psy1", &screen_warnings);
	test_term_has(t, "曾一诺");
	test_term_keys(t, "\r");
	test_term_has(t, "现在：新报来，第 1 步，共 6 步");
	test_term_lacks(t, "^^");
	test_term_keep(t, "look-aloud-warning");
	test_term_close(t);
	set("psy1", "theme", "default");
}

/* --- read aloud ------------------------------------------------------------
 */

/* The words are those of any theme; signs that only draw are left away, and
 * the caret stands in the row that has the focus. */
static void
test_read_aloud_there_are_words_and_no_drawing(void **state)
{
	struct test_term *t;

	(void)state;
	set("op1", "theme", "plain");
	set("op1", "start", "today");
	t = sit("op1", &screen_call);
	test_term_has(t, "没来得及问");
	test_term_lacks(t, "---");
	test_term_lacks(t, "[");
	test_term_keys(t, F4);
	test_term_keys(t, "1");
	test_term_has(t, "选1 没有");
	test_term_keep(t, "look-aloud-call");
	test_term_close(t);
}

/* The clock of a call goes each five seconds elsewhere. */
static void
test_read_aloud_no_clock_moves_by_itself(void **state)
{
	struct test_term *t = sit("op1", &screen_call);

	(void)state;
	test_term_has(t, "通话 ");
	test_term_quiet(t, 1000);
	test_term_patience(t, 8000);
	test_term_quiet(t, 6500);
	test_term_close(t);
	set("op1", "theme", "default");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_a_mouse_nobody_wants_is_neither_asked_for_nor_heard),
	cmocka_unit_test(test_a_click_goes_to_a_row_and_a_second_one_opens_it),
	cmocka_unit_test(test_the_menu_and_the_palette_take_clicks),
	cmocka_unit_test(test_one_begins_where_one_wants),
	cmocka_unit_test(test_unsure_signs_are_sent_as_one_says),
	cmocka_unit_test(test_colours_of_one_s_own_stand_as_drawn),
	cmocka_unit_test(
	    test_colours_nobody_could_read_are_refused_with_line_and_reason),
	cmocka_unit_test(test_they_are_seen_before_they_are_taken),
	cmocka_unit_test(test_who_looks_and_is_cut_off_has_what_was),
	cmocka_unit_test(test_in_every_theme_the_words_are_the_same),
	cmocka_unit_test(test_read_aloud_how_far_a_case_is_stands_in_words),
	cmocka_unit_test(test_read_aloud_there_are_words_and_no_drawing),
	cmocka_unit_test(test_read_aloud_no_clock_moves_by_itself),
};

static int
begin(void **state)
{
	(void)state;
	lang_set("zh_CN");
	test_office();
	test_office_close();
	return 0;
}

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
