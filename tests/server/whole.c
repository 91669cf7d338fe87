/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The whole story, by the keys of the screens, through the real server and the
 * real ssh client, with several people signed in at once: a call in danger,
 * the school told, two who look, what is found out and agreed, a talk, help,
 * the closing.  Each test goes on where the one before has stopped.
 */
#include "base/clock.h"
#include "tests/lib/desk.h"
#include "tests/lib/serve.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

static struct test_term *op, *lead, *psy, *class, *head, *centre, *grade;
static char child[64], second[64], third[64], name[1][80];

static const char said[] = "奶奶的药在抽屉里";
static const char noted[] = "她说这周睡得好些了";

static int
begin(void **state)
{
	static const char *const options[] = { "--penalty-exempt=127.0.0.0/8",
		NULL };

	(void)state;
	server_start(options);
	desk_students(3000);
	desk_child("第001实验学校,八年级,3班", 1, child);
	desk_child("第001实验学校,八年级,3班", 2, second);
	desk_child("第001实验学校,八年级,3班", 3, third);
	snprintf(name[0], sizeof(name[0]), "=%s", child);
	return 0;
}

static int
end(void **state)
{
	struct test_term *const all[] = { op, lead, psy, class, head, centre,
		grade };

	(void)state;
	for (size_t i = 0; i < nitems(all); i++)
		if (all[i] != NULL)
			test_term_close(all[i]);
	server_stop();
	return 0;
}

/* The ms until text stands there. */
static int64_t
seen_after(struct test_term *t, const char *text)
{
	int64_t from = clock_ticks_ms();

	test_term_has(t, text);
	return clock_ticks_ms() - from;
}

static void
clock_on(const char *span)
{
	char command[64];

	snprintf(command, sizeof(command), "sample clock %s", span);
	desk_did("sys1", command, NULL);
}

static void
test_a_call_in_danger_is_the_school_s_within_a_second(void **state)
{
	int64_t ms;

	(void)state;
	psy = desk_sit("psy1", NULL);
	test_term_has(psy, "喝口水吧");
	class = desk_sit("class1", NULL);
	op = desk_sit("op1", NULL);
	desk_press(op, "F2", NULL);
	test_term_has(op, "通话中");
	test_term_keys(op, said); /* the caret is in the notes */
	test_term_has(op, said);
	desk_press(op, "F4", "=2", "tab", "=60", "tab", "=-", "tab", NULL);
	test_term_has(op, "问到第 3 问");
	desk_press(op, "=3", NULL);
	test_term_has(op, "先稳住，别挂断");
	desk_press(op, "F3", NULL);
	test_term_has(op, "为了保护学生");
	test_term_lacks(op, "接来电"); /* no second call over this one */
	desk_press(op, "=第001实验学校", "tab", name[0], "tab", "tab", "=3",
	    "=说到药", "F4", NULL);
	test_term_has(op, "找到 1 位");
	desk_press(op, "F8", NULL);
	ms = seen_after(psy, "新报来");
	printf("# from F8 to the other screen: %lld ms\n", (long long)ms);
	test_within("to the school", ms, 1000);
	test_term_has(op, "已经告诉学校");
}

static void
test_the_checklist_is_kept_by_two(void **state)
{
	(void)state;
	lead = desk_sit("lead1", NULL);
	test_term_has(lead, "紧急");
	desk_press(lead, "enter", NULL);
	test_term_has(lead, said);
	test_term_has(lead, "您已进来");
	test_term_has(op, "周岚");
	test_term_has(op, "> 2 ["); /* the first is stamped by that */
	desk_press(op, "enter", NULL);
	test_term_has(op, "> 3 ["); /* step 2 is stamped, 3 is next */
	desk_press(op, "=\x20", "=1", "=妈妈在楼下", "enter", NULL);
	test_term_has(lead, "妈妈在楼下"); /* one sees what the other stamps */
	desk_press(op, "=\x20", "=2", "=她不肯说在哪里", "enter", NULL);
	test_term_has(op, "没做成：她不肯说在哪里");
	test_term_go_to(lead, "打 120 或 110");
	desk_press(lead, "enter", NULL);
	test_term_has(op, "打 120 或 110               周岚");
	desk_press(op, "F7", "=继父喝了酒", "enter", NULL);
	test_term_has(op, "先不联系监护人：继父喝了酒");
	desk_press(op, "enter", NULL);
	test_term_has(op, "打给谁");
	desk_press(op, "=1", "=1", NULL);
	test_term_has(op, "说上话了：总值班室");
	desk_press(op, "enter", NULL);
	test_term_has(lead, "谁接着守，何时再打          林晓");
	/* one Enter too many writes over nothing */
	desk_press(lead, "up", "up", "enter", NULL);
	test_term_has(lead, "做了，写一句怎么做的");
	desk_press(lead, "esc", NULL);
	test_term_has(lead, "妈妈在楼下");
	desk_press(op, "F8", NULL);
	test_term_has(op, "转给别处");
	test_term_lacks(op, "打错、无声"); /* not in danger */
	desk_choose(op, "转给别处");
	desk_choose(op, "学校");
	test_term_has(op, "很不容易");
}

static void
test_two_look_who_did_not_report(void **state)
{
	(void)state;
	desk_press(psy, "enter", NULL);
	test_term_has(psy, "热线转来。热线记录不在这里");
	test_term_lacks(psy, said);
	desk_press(psy, "F4", NULL);
	test_term_has(psy, "许文(班主任) 还没看");
	test_term_has(class, child);
	desk_press(class, "enter", NULL);
	test_term_has(class, "送到了");
	test_term_lacks(class, "轻重");
	desk_press(class, "F4", NULL);
	test_term_has(class, "老师在了解");
	test_term_lacks(psy, "还没看");
	test_term_has(psy, "开始了解");
}

static int
times(struct test_term *t, const char *text)
{
	int n = 0;

	for (const char *s = test_term_picture(t);
	     (s = strstr(s, text)) != NULL; s += strlen(text))
		n++;
	return n;
}

/* In the student's file as in the warning. */
static void
test_the_story_tells_the_report_once(void **state)
{
	(void)state;
	assert_int_equal(times(psy, "热线转来"), 1);
	desk_press(psy, "F3", name[0], "enter", NULL);
	test_term_has(psy, "一生一档");
	test_term_has(psy, "我知道了，了解中");
	assert_int_equal(times(psy, "热线转来一件担心的事"), 1);
	assert_int_equal(times(psy, "报来一件担心的事"), 0);
	desk_press(psy, "esc", "esc", NULL);
	test_term_has(psy, "接下来能做的");
}

static void
test_what_is_found_out_needs_a_second_one(void **state)
{
	(void)state;
	desk_choose(psy, "开始了解");
	test_term_has(psy, "了解下来，需要帮助");
	desk_press(psy, "F7", NULL);
	desk_choose(psy, "先不联系");
	desk_press(psy, "=先和妈妈单独约", "enter", NULL);
	test_term_has(psy, "家长：先不联系：先和妈妈单独约");
	desk_choose(psy, "了解下来，需要帮助");
	desk_choose(psy, "较严重");
	desk_press(psy, "=药在手边，有过打算", "enter", NULL);
	test_term_has(psy, "已请第二个人同意：了解下来，需要帮助（较严重）");
	centre = desk_sit("centre1", NULL);
	test_term_has(centre, "请您点头");
	desk_press(centre, "enter", NULL);
	test_term_has(
	    centre, "何静请您同意（按 F4）：了解下来，需要帮助（较严重）");
	test_term_has(centre, "药在手边，有过打算");
	desk_press(centre, "F4", NULL);
	test_term_has(centre, "先不同意");
	desk_press(centre, "=1", NULL);
	test_term_has(psy, "较严重   在班级");
	test_term_has(psy, "（何明同意）");
	desk_choose(psy, "定由哪级来帮");
	desk_choose(psy, "学校");
	test_term_has(psy, "较严重   在学校");
	test_term_lacks(class, "较严重");
	test_term_has(class, "老师在跟进");
}

static void
test_a_talk_is_booked_held_and_written_down(void **state)
{
	(void)state;
	desk_press(psy, "F2", NULL);
	test_term_has(psy, "哪天几点");
	clock_on("+1m"); /* a question that stands survives the minute */
	desk_press(psy, "=23:58", "enter", NULL);
	test_term_has(psy, "等对方点头");
	desk_choose(psy, "对方说可以");
	test_term_has(psy, "约好了");
	desk_choose(psy, "谈过了");
	test_term_has(psy, "写记录");
	desk_choose(psy, "写记录");
	test_term_has(psy, "写");
	test_term_keys(psy, noted);
	test_term_has(psy, noted);
	desk_press(psy, "F8", NULL); /* the risk is asked for first */
	test_term_has(psy, "安不安全");
	desk_press(psy, "=1", "F8", NULL); /* the cursor is on it */
	test_term_has(psy, "接下来能做的");
	test_term_lacks(psy, "补记");
}

/* Another one agrees to what stands in the picture. */
static void
agree(struct test_term *t, const char *asked)
{
	test_term_has(t, asked);
	desk_press(t, "F4", NULL);
	desk_choose(t, "同意");
	test_term_lacks(t, "（按 F4）");
}

static void
test_help_and_a_lower_severity(void **state)
{
	(void)state;
	desk_press(psy, "esc", NULL);
	test_term_has(psy, "谁看到了");
	desk_choose(psy, "开始帮助");
	desk_press(psy, "=同桌陪着，妈妈每天接", "enter", NULL);
	test_term_has(class, "同桌陪着，妈妈每天接"); /* what was agreed */
	for (int i = 0; i < 2; i++) {
		desk_choose(psy, "再看一次，记一笔");
		desk_press(
		    psy, i == 0 ? "=第一次看" : "=第二次看", "enter", NULL);
		test_term_has(psy, i == 0 ? "第一次看" : "第二次看");
	}
	desk_press(psy, "F7", NULL);
	desk_choose(psy, "联系了");
	test_term_has(psy, "家长：联系了");
	desk_choose(psy, "眼下已经安全");
	desk_press(psy, "=药都收走了", "enter", NULL);
	agree(centre, "何静请您同意（按 F4）：眼下已经安全");
	test_term_lacks(psy, "!! 眼下有危险");
	desk_choose(psy, "比原来轻了");
	desk_choose(psy, "一般");
	desk_press(psy, "=稳定三周了", "enter", NULL);
	test_term_has(psy, "较严重   在学校"); /* until a second one agrees */
	agree(centre, "何静请您同意（按 F4）：比原来轻了（一般）");
	test_term_has(psy, "一般   在学校");
}

static void
test_it_is_watched_and_closed_by_two(void **state)
{
	(void)state;
	desk_choose(psy, "再看一段时间");
	desk_press(psy, "=睡得好，吃得好", "enter", NULL);
	agree(centre, "何静请您同意（按 F4）：再看一段时间");
	test_term_has(psy, "（先要：等「再看看」的时间过完）");
	clock_on("+91d");
	test_term_lacks(psy, "先要：等");
	desk_choose(psy, "可以办结了");
	desk_press(psy, "=一学期都好", "enter", NULL);
	head = desk_sit("head1", NULL);
	test_term_go_to(head, "请您点头");
	desk_press(head, "enter", NULL);
	agree(head, "何静请您同意（按 F4）：可以办结了");
	test_term_has(psy, "林峰同意");
	test_term_lacks(psy, "还剩");
}

/* Back to Today, from wherever somebody is. */
static void
go_home(struct test_term *t)
{
	for (int i = 0; i < 8 && test_term_find(t, "心晴  今天") < 0; i++) {
		desk_press(t, "esc", NULL);
		test_term_quiet(t, 200);
	}
	test_term_has(t, "心晴  今天");
}

/* In the class teacher's screen: two fields, and it is on its way. */
static void
report(const char *whom, const char *seen)
{
	go_home(class);
	desk_press(class, "F2", NULL);
	test_term_has(class, "哪位学生");
	test_term_keys(class, whom);
	desk_press(class, "tab", NULL);
	test_term_has(class, "会送给：");
	test_term_keys(class, seen);
	desk_press(class, "F8", NULL);
	test_term_has(class, "已送到，等两位老师看。");
	go_home(class);
	test_term_go_to(class, whom);
}

static void
test_a_worry_is_reported_and_its_receipt_comes_back(void **state)
{
	(void)state;
	report(second, "这周没怎么吃饭，也不和同桌说话");
	test_term_has(class, "还没看到");
	test_term_has(class, "黄岚、何静还没看");
	go_home(psy);
	test_term_go_to(psy, second);
	desk_press(psy, "enter", NULL);
	test_term_has(psy, "这周没怎么吃饭");
	desk_press(psy, "F4", NULL);
	test_term_has(class, "何静看到了；黄岚还没看");
	grade = desk_sit("grade1", NULL);
	test_term_go_to(grade, second);
	desk_press(grade, "enter", NULL);
	test_term_has(grade, "送到了");
	desk_press(grade, "F4", NULL);
	test_term_lacks(class, "还没看");
	test_term_has(class, "黄岚、何静看到了");
	go_home(grade);
	test_term_lacks(grade, "新报来");
}

/* Who leaves writes a line, who comes signs for it by name. */
static void
test_a_caller_to_watch_is_signed_for_at_the_change_of_shift(void **state)
{
	(void)state;
	go_home(lead);
	go_home(op);
	desk_press(op, "F2", NULL);
	test_term_has(op, "通话中");
	desk_press(op, "F10", NULL);
	desk_choose(op, "写一位要留心的来电人");
	test_term_has(op, "给接班的人写一句话");
	desk_press(op, "=半夜可能再打，先听她说", "enter", NULL);
	test_term_has(op, "已存");
	test_term_has(lead, "交来了，您还没签收：F8");
	test_term_has(lead, "半夜可能再打，先听她说");
	desk_press(lead, "F8", NULL);
	test_term_has(lead, "签收了 1 位，现在由您接着留心。");
	test_term_lacks(lead, "您还没签收");
	desk_press(op, "F8", NULL);
	desk_choose(op, "说完了");
	go_home(op);
}

/* The keeper alone watches the clock. */
static void
test_what_nobody_looked_at_comes_to_the_next_level(void **state)
{
	(void)state;
	go_home(head);
	test_term_lacks(head, third);
	report(third, "手上有伤，说是摔的");
	test_term_has(grade, third);
	test_term_lacks(head, third);
	clock_on("+4d");
	test_term_go_to(head, third);
	desk_press(head, "enter", NULL);
	test_term_has(head, "到时没人办，升到学校");
	test_term_has(head, "手上有伤，说是摔的");
	go_home(psy);
	test_term_go_to(psy, third); /* both levels see it */
	/* whoever stands in is named once in each */
	assert_int_equal(times(class, "黄岚"), 2); /* of two reports */
	desk_press(head, "F4", NULL);
	test_term_has(class, "林峰看到了");
}

/* What was said in the call is nowhere in the school's and the district's
 * screens, however long they have looked. */
static void
test_the_words_of_the_call_stayed_on_the_line(void **state)
{
	struct test_term *const others[] = { psy, class, head, centre, grade };
	const void *all;
	size_t n;

	(void)state;
	for (size_t i = 0; i < nitems(others); i++) {
		all = test_term_stream(others[i], &n);
		assert_null(memmem(all, n, said, strlen(said)));
	}
	all = test_term_stream(class, &n);
	assert_null(memmem(all, n, noted, strlen(noted)));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_call_in_danger_is_the_school_s_within_a_second),
	cmocka_unit_test(test_the_checklist_is_kept_by_two),
	cmocka_unit_test(test_two_look_who_did_not_report),
	cmocka_unit_test(test_the_story_tells_the_report_once),
	cmocka_unit_test(test_what_is_found_out_needs_a_second_one),
	cmocka_unit_test(test_a_talk_is_booked_held_and_written_down),
	cmocka_unit_test(test_help_and_a_lower_severity),
	cmocka_unit_test(test_it_is_watched_and_closed_by_two),
	cmocka_unit_test(test_a_worry_is_reported_and_its_receipt_comes_back),
	cmocka_unit_test(
	    test_a_caller_to_watch_is_signed_for_at_the_change_of_shift),
	cmocka_unit_test(test_what_nobody_looked_at_comes_to_the_next_level),
	cmocka_unit_test(test_the_words_of_the_call_stayed_on_the_line),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
