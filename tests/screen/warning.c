/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "act/actor.h"
#include "act/approval.h"
#include "act/sample.h"
#include "act/warning.h"
#include "base/clock.h"
#include "base/lang.h"
#include "screen/today.h"
#include "screen/warning.h"
#include "store/audit.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/seat.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

/* The ledger, a warning and a report as people see them: the real store, the
 * real keys, a terminal of 24 x 80.  The time is half past ten of a Tuesday,
 * moved there by the sample store's clock, so that pictures stand. */

static const struct screen_entry entries[] = {
	{ &screen_warnings, screen_warnings_may, 0, 0 },
	{ &screen_report, screen_report_may, 0, 0 },
	{ .ops = NULL },
};

static struct test_term *
begin(const char *login, const struct screen_ops *first, const char *language)
{
	return seat_take(
	    &(struct seat){ login, language, first, entries, SEAT_PLAIN });
}

/* --- a school with two worries -------------------------------------------- */

static int64_t student[3], warning[2];

static int64_t
student_of(struct store *st, const char *name, const char *reading)
{
	static int n;
	struct student s = { .grade = { STAGE_JUNIOR, 2029 }, .label = "3" };
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
	snprintf(s.name, sizeof(s.name), "%s", name);
	snprintf(s.reading, sizeof(s.reading), "%s", reading);
	snprintf(s.identity, sizeof(s.identity), "test:%d", ++n);
	snprintf(s.number, sizeof(s.number), "%04d", 216 + n);
	assert_int_equal(store_begin(st), 0);
	r = store_student_add(st, &s, store_now(st), 1);
	assert_int_equal(store_end(st, r), 0);
	return s.id;
}

static int64_t
reported(const char *login, int64_t of, const char *seen)
{
	struct actor *who = test_signin(login);
	struct observation_told o = { .student = of, .seen = seen };
	struct act_receipt got;

	assert_int_equal(act_observation_report(who, &o, &got), 0);
	test_leave(who);
	return got.warning;
}

static int
make(void **state)
{
	struct store *st = test_office();
	struct act_step f = { .text = "在教室，同桌陪着", .level = -1 };
	struct actor *grade1;

	(void)state;
	test_clock_to("2030-11-26T08:07:30+08:00"); /* a Tuesday */
	student[0] = student_of(st, "曾一诺", "zeng yi nuo");
	student[1] = student_of(st, "罗小满", "luo xiao man");
	student[2] = student_of(st, "石磊", "shi lei");
	warning[0] = reported("class1", student[0],
	    "两周来上课常趴着，昨天说「没意思」，午饭没吃");
	test_clock_to("2030-11-26T08:12:30+08:00");
	grade1 = test_signin("grade1");
	assert_int_equal(
	    act_warning_step(grade1, warning[0], 0, WARNING_ACK, &f, NULL), 0);
	test_leave(grade1);
	test_clock_to("2030-11-26T09:45:30+08:00");
	warning[1] = reported("class1", student[1], "跟同桌打架");
	return 0;
}

static int
end(void **state)
{
	(void)state;
	test_office_close();
	return 0;
}

/* clang-format off */
#define RULE "--------------------------------------------------------------------------------\n"

static void
test_the_ledger_stands_as_drawn(void **state)
{
	struct test_term *t;

	(void)state;
	test_clock_to("2030-11-26T10:35:01+08:00");
	t = begin("psy1", &screen_warnings, "zh_CN");
	test_term_shows(t,
	    "心晴  预警台账    第001实验学校              没办完 2  心理教师 psy1 何静  10:35\n"
	    RULE
	    " 只看：没办完   所有步骤   所有层级                             /  筛选   0 全部\n"
	    RULE
	    " 时限              编号  学生      班级         到哪步      谁在管   在哪级\n"
	    ">超时   27 分      0001  曾一诺    八年级3班    新报来               班级\n"
	    " 还剩   1 时 11 分 0002  罗小满    八年级3班    新报来               班级\n"
	    "\n\n\n\n\n\n\n"
	    RULE
	    " 0001 曾一诺  今天 08:07 许文报来\n"
	    " 黄岚 08:12 看过    何静 还没看\n"
	    " 下一步：您先看，再按 F4；眼下不安全按 F9\n"
	    "\n"
	    " 第 1 到 2 条，共 2 条\n"
	    "\n"
	    RULE
	    "Enter 打开  F4 我知道了  F9 紧急  F5 找人  F2 新报一件  F10 更多  F1 帮助\n"
	    "这里不显示轻重和分数，打开以后、只有该看的人看得到。\n");
	test_term_keep(t, "warning-list");
	test_term_close(t);
}

static void
test_the_ledger_reads_in_english(void **state)
{
	struct test_term *t;

	(void)state;
	test_clock_to("2030-11-26T10:36:01+08:00");
	t = begin("psy1", &screen_warnings, "en");
	test_term_shows(t,
	    "Xinqing  Warning ledger    第001实验学校          2 not closed  psy1 何静  10:36\n"
	    RULE
	    " Shown: not closed   every step   every level                  /  filter   0 all\n"
	    RULE
	    " time due          no.   student   class        how far     runs it  level\n"
	    ">late   28 min     0001  曾一诺    grade 8-3    new                  class level\n"
	    " left   1 h 10 min 0002  罗小满    grade 8-3    new                  class level\n"
	    "\n\n\n\n\n\n\n"
	    RULE
	    " 0001 曾一诺  reported today 08:07 by 许文\n"
	    " 黄岚 looked 08:12    何静 has not looked yet\n"
	    " Next: look first, then press F4; not safe now: F9.\n"
	    "\n"
	    " 1 to 2 of 2\n"
	    "\n"
	    RULE
	    "Enter open  F4 I have seen it  F9 danger!  F5 find a person  F10 more  F1 help\n"
	    "How serious it is does not stand here; who should, sees it inside.\n");
	test_term_close(t);
}

static void
test_today_in_english_cuts_no_word(void **state)
{
	struct test_term *t;

	(void)state;
	test_clock_to("2030-11-26T10:36:01+08:00");
	t = begin("psy1", &screen_today, "en");
	test_term_shows(t,
	    "Xinqing  Today                      to do 2  psychology teacher psy1 何静  10:36\n"
	    RULE
	    " To do now  2\n"
	    ">late   28 min     newly reported grade 8-3 曾一诺   look, then press F4\n"
	    " left   1 h 10 min newly reported grade 8-3 罗小满   look, then press F4\n"
	    "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"
	    RULE
	    "Enter open  F2 note a talk  F10 more  F1 help\n"
	    "\n");
	test_term_keep(t, "today-english");
	test_term_close(t);
	t = begin("class1", &screen_today, "en");
	test_term_line(t, 6, ">today 08:07       not seen yet 曾一诺       seen by 黄岚; not yet by 何静");
	test_term_close(t);
}

static void
test_a_warning_stands_as_drawn(void **state)
{
	struct test_term *t;

	(void)state;
	test_clock_to("2030-11-26T10:37:01+08:00");
	t = begin("psy1", &screen_warnings, "zh_CN");
	test_term_has(t, "曾一诺");
	test_term_keys(t, "\r");
	test_term_shows(t,
	    "心晴  预警 0001  曾一诺  八年级3班                     心理教师 psy1 何静  10:37\n"
	    RULE
	    " 到哪步    新报来 > 了解中 > 一起商量 > 帮助中 > 再看看 > 办结\n"
	    "           ^^^^^^                                  超时   29 分   时限：系统默认\n"
	    " 轻重      还没定   在班级                                        只有本组看得到\n"
	    "\n"
	    " 谁看到了  黄岚(年级组长) 08:12  何静(心理教师) 还没看\n"
	    " 家长      还没联系                                                  报的人 许文\n"
	    "\n"
	    RULE
	    " 经过                                                        从近到远，F6 看全部\n"
	    "  今天 08:12   黄岚  我知道了：在教室，同桌陪着\n"
	    "  今天 08:07   许文 报来：两周来上课常趴着，昨天说「没意思」，午饭没吃\n"
	    "\n\n\n"
	    " 接下来能做的\n"
	    ">1 我知道了\n"
	    " 2 眼下就有危险，叫人\n"
	    " 3 家长：联系了，或为什么先不联系\n"
	    " 4 请上一级一起管\n"
	    RULE
	    "Enter 选  F4 我知道了  F9 紧急  F2 约见面  F5 找人  F7 家长  F10 更多  F1 帮助\n"
	    "\n");
	test_term_keep(t, "warning-detail");
	test_term_close(t);
	t = begin("psy1", &screen_warnings, "en");
	test_term_has(t, "曾一诺");
	test_term_keys(t, "\r");
	test_term_line(t, 2, " How far   new > finding out > conferring > helping > watching > case closed");
	test_term_line(t, 4, " Serious   not decided yet   at class level               seen by this team only");
	test_term_line(t, 6, " Looked    黄岚(grade head) 08:12  何静(psychology teacher) yet to look");
	test_term_close(t);
}

static void
test_the_report_stands_as_drawn(void **state)
{
	struct test_term *t;

	(void)state;
	test_clock_to("2030-11-26T10:38:01+08:00");
	t = begin("class1", &screen_report, "zh_CN");
	test_term_has(t, "哪位学生");
	test_term_keys(t, "石磊\t");
	test_term_has(t, "会送给：");
	test_term_keys(t, "这两周上课常趴着，昨天跟同桌说没意思，午饭没吃。");
	test_term_shows(t,
	    "心晴  报一件担心的事                                   班主任 class1 许文  10:38\n"
	    RULE
	    " 哪位学生 [石磊                 ]  八年级3班\n"
	    " 看到、听到了什么（照实写，不用判断是什么问题）\n"
	    "   这两周上课常趴着，昨天跟同桌说没意思，午饭没吃。\n"
	    "\n\n"
	    " 什么时候 [                       ]   在哪里 [                     ]\n"
	    "\n"
	    " 像下面哪些（空格选，可以不选）\n"
	    "   [ ] 情绪变了很多   [ ] 行为变了很多   [ ] 想法变了很多   [ ] 成绩忽高忽低\n"
	    "   [ ] 家里出了大事   [ ] 受了大的打击   [ ] 可能被欺负     [ ] 吃不好睡不好\n"
	    "\n"
	    " 眼下安全吗    1 安全   2 说不准   3 不安全，现在就要人\n"
	    " 谁先看出来的  1 我自己   2 学生告诉我（不写是谁）   3 家长   4 其他老师\n"
	    " 家长知道吗    1 知道   2 还不知道   3 先别找家长，因为\n"
	    "\n"
	    " 您已经做了 [                                                               ]\n"
	    "\n"
	    " 会送给：年级组长 黄岚，心理教师 何静。两位都会点「我知道了」，您看得到。\n"
	    " 不会让全班、同事知道，也不会记在成绩册、评语里。\n"
	    RULE
	    "Tab 下一格  F8 送出  F9 不安全  F10 更多  F1 帮助\n"
	    "写两格就够：哪位学生，看到了什么。\n");
	test_term_keep(t, "report");
	test_term_close(t);	/* the line is dropped */

	t = begin("class1", &screen_report, "en");
	test_term_has(t, "What you began is here; go on writing.");
	test_term_line(t, 2, " Which student [石磊            ]  grade 8-3");
	test_term_has(t, "午饭没吃");
	test_term_has(t, "[ ] mood swings   [ ] behaviour");
	test_term_has(t, "Safe now      1 safe   2 cannot say   3 not safe, people now");
	test_term_keys(t, "\033[19~");	/* F8 */
	test_term_has(t, "Delivered. Two teachers have yet to look.");
	test_term_has(t, "psychology teacher 何静");
	test_term_close(t);
	t = begin("class1", &screen_report, "zh_CN");	/* nothing is left */
	test_term_line(t, 2, " 哪位学生 [                     ]");
	test_term_close(t);
}
/* clang-format on */

static void
test_two_fields_are_needed(void **state)
{
	struct test_term *t = begin("class1", &screen_report, "zh_CN");

	(void)state;
	test_term_has(t, "哪位学生");
	test_term_keys(t, "\033[19~");
	test_term_has(t, "是哪位学生？请先写名字。");
	test_term_keys(t, "没有这个人\t");
	test_term_has(t, "没找到。");
	test_term_close(t);
}

/* F9 sends what there is and shows whom to phone. */
static void
test_danger_is_sent_with_a_name_alone(void **state)
{
	struct test_term *t = begin("grade1", &screen_report, "zh_CN");

	(void)state;
	test_term_has(t, "哪位学生");
	test_term_keys(t, "罗小满\t");
	test_term_has(t, "会送给：");
	test_term_keys(t, "\033[20~");
	test_term_has(t, "急救 120");
	test_term_keys(t, "\033");
	test_term_has(t, "已送到，等两位老师看。");
	test_term_close(t);
}

/* One looks; the other's list shows it within a second, in plain words. */
static void
test_a_look_is_seen_by_the_others_at_once(void **state)
{
	struct test_term *psy = begin("psy1", &screen_warnings, "zh_CN"), *cls;

	(void)state;
	test_term_has(psy, "曾一诺");
	cls = begin("class1", &screen_warnings, "zh_CN");
	test_term_has(cls, "在跟进的同学");
	test_term_has(cls, "送到了");
	test_term_lacks(cls, "预警");
	test_term_keys(psy, "\033[14~"); /* F4, as PuTTY sends it */
	test_term_line(psy, 23, "0001：记下了，您看到了。Ctrl-R 撤回。");
	test_term_has(cls, "老师在了解");
	/* it was the wrong row: taken back, it is as new to both */
	test_term_keys(psy, "\x12");
	test_term_line(
	    psy, 23, "撤回了：预警 0001，「我知道了」。和原来一样了。");
	test_term_has(psy, "谁看到了"); /* and open, to look at */
	test_term_has(cls, "送到了");
	test_term_keep(psy, "warning-taken-back");
	test_term_keys(psy, "\x12");
	test_term_has(psy, "没有可以撤回的");
	test_term_keys(psy, "\033");
	test_term_has(psy, "只看："); /* the list */
	test_term_keys(psy, "\033[14~");
	test_term_line(psy, 23, "0001：记下了，您看到了。Ctrl-R 撤回。");
	test_term_has(cls, "老师在了解");
	test_term_close(cls);
	test_term_close(psy);
}

/* Down to the row of a child, and Enter; once the list stands: on a busy
 * machine the name may be there before the rows above it. */
static void
open_child(struct test_term *t, const char *name)
{
	int row;

	test_term_quiet(t, 60);
	row = test_term_find(t, name);
	for (int i = 5; i < row; i++)
		test_term_keys(t, "\033[B");
	test_term_keys(t, "\r");
}

/* The class teacher opens it: the way, and no severity, no history. */
static void
test_the_class_teacher_sees_the_way(void **state)
{
	struct test_term *t = begin("class1", &screen_warnings, "zh_CN");

	(void)state;
	test_term_has(t, "老师在了解");
	open_child(t, "曾一诺");
	test_term_has(t, "送到了 > 老师在了解 > 老师在跟进 > 办结");
	test_term_lacks(t, "轻重");
	test_term_lacks(t, "预警");
	test_term_close(t);
}

static int
note(const char *login, int64_t id, const char *text)
{
	struct act_step f = { .text = text, .level = -1 };
	struct actor *who = test_signin(login);
	struct act_warning *v;
	int r;

	assert_int_equal(act_warning_show(who, id, &v), 0);
	r = act_warning_step(who, id, v->w.version, WARNING_NOTE, &f, NULL);
	act_warning_free(v);
	test_leave(who);
	return r;
}

static void
test_who_saves_second_sees_both_texts(void **state)
{
	struct test_term *t = begin("psy1", &screen_warnings, "zh_CN");

	(void)state;
	test_term_has(t, "曾一诺");
	open_child(t, "曾一诺");
	test_term_has(t, "1 开始了解");
	test_term_keys(t, "6"); /* an entry */
	test_term_has(t, "了解到什么、做了什么？");
	test_term_keys(t, "我写的一句");
	assert_int_equal(note("class1", warning[0], "他先存的一句"), 0);
	test_term_keys(t, "\r");
	test_term_has(t, "先存了一份。两份都在");
	test_term_has(t, "我写的一句");
	test_term_has(t, "他先存的一句");
	test_term_keys(t, "3"); /* both */
	test_term_has(t, "何静  记一笔：我写的一句");
	test_term_has(t, "许文  记一笔：他先存的一句");
	test_term_close(t);
}

static void
test_a_filter_narrows_and_zero_widens(void **state)
{
	struct test_term *t = begin("psy1", &screen_warnings, "zh_CN");

	(void)state;
	test_term_has(t, "曾一诺");
	test_term_keys(t, "/");
	test_term_has(t, "看哪些？");
	test_term_keys(t, "2");
	test_term_has(t, "您选的里面没有。按 0 看全部。");
	test_term_lacks(t, "曾一诺");
	test_term_keys(t, "０"); /* full-width, from an input method */
	test_term_has(t, "曾一诺");
	test_term_close(t);
}

static int64_t
rows_of_the_log(void)
{
	struct actor *who = test_signin("aud1");
	struct audit_head head;

	assert_int_equal(store_audit_head(who->store, &head), 0);
	test_leave(who);
	return head.id;
}

static void
test_zero_writes_nothing_when_nothing_was_filtered(void **state)
{
	struct test_term *t = begin("psy1", &screen_warnings, "zh_CN");
	int64_t n;

	(void)state;
	test_term_has(t, "曾一诺");
	n = rows_of_the_log();
	test_term_keys(t, "000/");
	test_term_has(t, "看哪些？"); /* they have been answered */
	assert_int_equal(rows_of_the_log(), n + 1); /* our own sign-in */
	test_term_close(t);
}

static void
test_the_office_sees_figures(void **state)
{
	struct test_term *t = begin("dist1", &screen_warnings, "zh_CN");

	(void)state;
	test_term_has(t, "按学校看数目");
	test_term_has(t, "第001实验学校");
	test_term_has(t, "<5");
	test_term_has(t, "Enter 看名字");
	test_term_lacks(t, "曾一诺");
	test_term_keys(t, "\r");
	test_term_has(t, "为什么要看名字");
	test_term_keys(t, "2");
	test_term_has(t, "曾一诺");
	test_term_has(t, "名字看到");
	test_term_lacks(t, "许文"); /* nor who reported it */
	test_term_keys(t, "\r");    /* a row opens nothing */
	test_term_has(t, "这里只看名字，打不开");
	test_term_has(t, "名字看到");
	test_term_keys(t, "\033[18~"); /* F7 */
	test_term_has(t, "按学校看数目");
	test_term_lacks(t, "曾一诺");
	test_term_close(t);
}

/* Left for later it waits on Today, and stands in the entry it was for. */
static void
test_what_was_kept_is_offered_until_it_is_sent(void **state)
{
	struct test_term *t = begin("psy1", &screen_today, "zh_CN");

	(void)state;
	test_term_go_to(t, "曾一诺");
	test_term_keys(t, "\r");
	test_term_has(t, "1 开始了解");
	test_term_keys(t, "6"); /* an entry */
	test_term_has(t, "了解到什么、做了什么？");
	test_term_keys(t, "先留着的一句");
	assert_int_equal(note("class1", warning[0], "又先存的一句"), 0);
	test_term_keys(t, "\r");
	test_term_has(t, "先存了一份。两份都在");
	test_term_keys(t, "\033");
	test_term_has(t, "您写的话还留着：按 Enter 接着写。");
	test_term_keys(t, "\033");
	test_term_go_to(t, "先存着的话");
	test_term_keys(t, "\r");
	test_term_has(t, "您写的话还留着：按 Enter 接着写。");
	test_term_keep(t, "kept");
	test_term_keys(t, "\r");
	test_term_has(t, "先留着的一句");
	test_term_keys(t, "，补上\r");
	test_term_has(t, "何静  记一笔：先留着的一句，补上");
	test_term_lacks(t, "还留着");
	test_term_keys(t, "\033");
	test_term_has(t, "今天");
	test_term_lacks(t, "先存着的话");
	test_term_close(t);
}

static void
test_what_could_not_be_saved_stands_in_the_question_again(void **state)
{
	struct test_term *t = begin("psy1", &screen_warnings, "zh_CN");

	(void)state;
	test_term_has(t, "曾一诺");
	open_child(t, "曾一诺");
	test_term_has(t, "1 开始了解");
	test_term_keys(t, "6"); /* an entry */
	test_term_has(t, "了解到什么、做了什么？");
	test_term_keys(t, "忙的时候写的一句");
	seat_busy(t, "了解到什么、做了什么？", "忙的时候写的一句");
	test_term_keep(t, "warning-busy");
	test_term_keys(t, "，还在\r");
	test_term_has(t, "何静  记一笔：忙的时候写的一句，还在");
	test_term_lacks(t, "还留着");
	test_term_close(t);
}

/* A step on the newest version; what waits for a second person. */
static int64_t
stepped_of(
    const char *login, int64_t id, enum warning_event e, struct act_step f)
{
	struct actor *who = test_signin(login);
	struct act_stepped done;
	struct act_warning *v;

	f.level = -1;
	assert_int_equal(act_warning_show(who, id, &v), 0);
	assert_int_equal(
	    act_warning_step(who, id, v->w.version, e, &f, &done), 0);
	act_warning_free(v);
	test_leave(who);
	return done.approval;
}

static void
stepped(const char *login, enum warning_event e, struct act_step f)
{
	stepped_of(login, warning[0], e, f);
}

static void
test_who_asked_reads_why_the_second_does_not_agree(void **state)
{
	struct test_term *psy1, *centre1;

	(void)state;
	stepped("psy1", WARNING_VERIFY, (struct act_step){ .text = "问了" });
	stepped("psy1", WARNING_PARENTS,
	    (struct act_step){ .parents = PARENTS_TOLD });
	stepped("psy1", WARNING_CONFIRM,
	    (struct act_step){
		.severity = SEVERITY_GENERAL, .reason = "想一起看看" });
	psy1 = begin("psy1", &screen_today, "zh_CN");
	test_term_has(psy1, "何静");
	centre1 = begin("centre1", &screen_today, "zh_CN");
	test_term_go_to(centre1, "曾一诺");
	test_term_keys(centre1, "\r");
	test_term_has(centre1, "同意或不同意");
	test_term_keys(centre1, "\033[14~"); /* F4 */
	test_term_has(centre1, "请您同意");
	test_term_keys(centre1, "2");
	test_term_has(centre1, "为什么不同意？提出的人会看到。");
	test_term_keys(centre1, "还没想好");
	test_term_has(centre1, "还没想好");
	test_term_keys(centre1, "\033");
	test_term_lacks(centre1, "还没想好");
	test_term_keys(centre1, "\033[14~2");
	test_term_has(centre1, "还没想好"); /* until the warning is left */
	test_term_keys(centre1, "\033");
	test_term_lacks(centre1, "还没想好");
	test_term_keys(centre1, "\033");
	test_term_has(centre1, "同意或不同意  ");
	test_term_keys(centre1, "\r");
	test_term_has(centre1, "F4");
	test_term_keys(centre1, "\033[14~2");
	test_term_has(centre1, "为什么不同意？提出的人会看到。");
	test_term_lacks(centre1, "还没想好");
	test_term_keys(centre1, "先见家");
	seat_busy(centre1, "为什么不同意？提出的人会看到。", "先见家");
	test_term_keys(centre1, "长\r");
	test_term_has(centre1, "先不同意「了解下来，需要帮助」");
	test_term_close(centre1);

	test_term_has(psy1, "：先见家长"); /* at once, beside the row */
	test_term_go_to(psy1, "先不同意");
	test_term_keep(psy1, "refused");
	test_term_keys(psy1, "\r");
	test_term_has(psy1, "先不同意「了解下来，需要帮助」（何静提出的）");
	test_term_keys(psy1, "\033");
	test_term_has(psy1, "今天");
	test_term_lacks(psy1, "先不同意");
	test_term_close(psy1);
}

static void
test_what_is_shown_of_the_ledger_stays_for_the_next_sign_in(void **state)
{
	struct test_term *t = begin("psy1", &screen_warnings, "zh_CN");

	(void)state;
	test_term_has(t, "只看：没办完");
	test_term_keys(t, "/4"); /* by level */
	test_term_has(t, "哪一级");
	test_term_keys(t, "4"); /* the district's */
	test_term_has(t, "您选的里面没有。按 0 看全部。");
	test_term_keep(t, "warning-filter");
	test_term_close(t);
	/* what is left out is said twice: nobody takes it for all there is */
	t = begin("psy1", &screen_warnings, "zh_CN");
	test_term_has(t, "您选的里面没有。按 0 看全部。");
	test_term_line(t, 23, "还是您上次选的，不是全部。按 0 看全部。");
	test_term_keys(t, "0");
	test_term_has(t, "曾一诺");
	test_term_line(
	    t, 23, "这里不显示轻重和分数，打开以后、只有该看的人看得到。");
	test_term_keys(t, "/5"); /* the school of the row */
	test_term_has(t, "所有层级   一所学校的");
	test_term_close(t);
	t = begin("psy1", &screen_warnings, "en");
	test_term_has(t, "every level   of one school");
	test_term_has(t, "曾一诺");
	test_term_keys(t, "0");
	test_term_lacks(t, "of one school");
	test_term_close(t);
	t = begin("psy1", &screen_warnings, "zh_CN");
	test_term_has(t, "曾一诺");
	test_term_lacks(t, "还是您上次选的");
	test_term_close(t);
}

/* What it is, decided by two while a third writes that it is nothing. */
static void
decided(int64_t id)
{
	struct actor *centre1;
	int64_t approval;

	approval = stepped_of("psy1", id, WARNING_CONFIRM,
	    (struct act_step){
		.severity = SEVERITY_GENERAL, .reason = "想一起看看" });
	centre1 = test_signin("centre1");
	assert_int_equal(act_approval_give(centre1, approval, NULL), 0);
	test_leave(centre1);
}

/* Somebody saved first, and the step is no longer there: mine is kept all the
 * same, goes on as an entry, and is kept no longer once that is saved. */
static void
test_mine_is_kept_when_its_step_is_gone_and_goes_on_as_an_entry(void **state)
{
	int64_t child = student_of(test_office(), "韦青", "wei qing");
	int64_t id = reported("class1", child, "两人吵过架");
	struct test_term *t;

	(void)state;
	stepped_of(
	    "psy1", id, WARNING_ACK, (struct act_step){ .text = "看了" });
	stepped_of(
	    "grade1", id, WARNING_ACK, (struct act_step){ .text = "看了" });
	stepped_of("psy1", id, WARNING_VERIFY, (struct act_step){ .text = "" });
	stepped_of("psy1", id, WARNING_PARENTS,
	    (struct act_step){ .parents = PARENTS_TOLD });
	t = begin("psy1", &screen_warnings, "zh_CN");
	test_term_has(t, "韦青");
	open_child(t, "韦青");
	test_term_has(t, "2 了解过，没事");
	test_term_keys(t, "2");
	test_term_has(t, "为什么？写一句。");
	test_term_keys(t, "两人已经和好");
	decided(id);
	test_term_keys(t, "\r");
	test_term_has(t, "先存了一份。两份都在");
	test_term_keys(t, "1"); /* mine; but that step is over */
	test_term_has(t, "也许别人已经做过了");
	test_term_has(t, "为什么？写一句。");
	test_term_has(t, "两人已经和好");
	test_term_keep(t, "warning-asked-again");
	test_term_keys(t, "\033");
	test_term_has(t, "您写的话还留着：按 Enter 接着写。");
	test_term_keys(t, "\r");
	test_term_has(t, "了解到什么、做了什么？");
	test_term_has(t, "两人已经和好");
	assert_int_equal(note("class1", id, "午饭吃了"), 0);
	test_term_keys(t, "\r");
	test_term_has(t, "先存了一份。两份都在");
	test_term_keys(t, "3");
	test_term_has(t, "何静  记一笔：两人已经和好");
	test_term_lacks(t, "还留着");
	test_term_close(t);
}

/* From the list and from the warning itself: asked once more, then whom to
 * phone; and all that happened, to read. */
static void
test_danger_is_told_and_whom_to_phone_stands_there(void **state)
{
	struct test_term *t = begin("psy1", &screen_warnings, "zh_CN");

	(void)state;
	test_term_has(t, "罗小满");
	test_term_keys(t, "\033[15~"); /* F5 */
	test_term_has(t, "现在请打电话");
	test_term_has(t, "急救 120    报警 110");
	test_term_keys(t, "\033");
	test_term_lacks(t, "急救 120");
	test_term_go_to(t, "罗小满");
	test_term_keys(t, "\033[20~"); /* F9 */
	test_term_has(t, "会请负责的人十分钟内来看。继续吗？");
	test_term_keys(t, "2");
	test_term_lacks(t, "继续吗？");
	test_term_keys(t, "\033[20~1");
	test_term_has(t, "急救 120    报警 110");
	test_term_keep(t, "warning-phones");
	test_term_keys(t, "\033");
	test_term_lacks(t, "急救 120");
	test_term_go_to(t, "罗小满");
	test_term_keys(t, "\r");
	test_term_has(t, "跟进");
	test_term_keys(t, "\033[17~"); /* F6 */
	test_term_has(t, "跟同桌打架");
	test_term_keep(t, "warning-all");
	test_term_keys(t, "\033");
	test_term_has(t, "接下来能做的");
	test_term_keys(t, "\033[6~\033[5~"); /* what happened, turned */
	test_term_keys(t, "\033[15~");
	test_term_has(t, "急救 120    报警 110");
	test_term_keys(t, "\033\033[20~");
	test_term_has(t, "急救 120    报警 110");
	test_term_keys(t, "\033");
	test_term_has(t, "接下来能做的");
	/* and a new report from the ledger, left again */
	test_term_keys(t, "\033");
	test_term_has(t, "预警台账");
	test_term_keys(t, "\033[12~"); /* F2 */
	test_term_has(t, "看到、听到了什么");
	test_term_keys(t, "\033");
	test_term_has(t, "预警台账");
	test_term_close(t);
}

static void
test_each_filter_narrows_says_so_and_is_undone(void **state)
{
	static const struct {
		const char *keys, *asks, *answer, *lacks, *has;
	} f[] = {
		{ "/1", "", "", "只看：没办完", "只看：超时" },
		{ "/2", "", "", "只看：没办完", "只看：办结" },
		{ "/3", "看哪一步？", "2", "所有步骤", "所有层级" },
		{ "/4", "哪一级？", "4", "所有层级", "所有步骤" },
		{ "/5", "", "", "的一行", "一所学校的" },
		{ "/6", "", "", "的一行", "一个年级的" },
	};
	struct test_term *t = begin("psy1", &screen_warnings, "zh_CN");

	(void)state;
	test_term_has(t, "只看：没办完   所有步骤   所有层级");
	test_term_keys(t, "/\033");
	test_term_keys(t, "/3\033"); /* left half-way: nothing chosen */
	test_term_has(t, "只看：没办完   所有步骤   所有层级");
	for (size_t i = 0; i < nitems(f); i++) {
		test_term_keys(t, f[i].keys);
		if (f[i].asks[0] != '\0')
			test_term_has(t, f[i].asks);
		test_term_keys(t, f[i].answer);
		test_term_lacks(t, f[i].lacks);
		test_term_has(t, f[i].has);
		test_term_keys(t, "0");
		test_term_has(t, "只看：没办完   所有步骤   所有层级");
		test_term_lacks(t, "一所学校的");
		test_term_lacks(t, "一个年级的");
	}
	test_term_close(t);
}

#define MANY 19 /* more than a page of the ledger, with those before */

static void
test_a_long_ledger_is_read_by_the_page(void **state)
{
	struct actor *who = test_signin("class1");
	struct observation_told o = { .seen = "常缺课" };
	struct store *st = test_office();
	struct act_receipt got;
	struct test_term *t;
	char name[32];

	(void)state;
	for (int i = 0; i < MANY; i++) {
		snprintf(name, sizeof(name), "甲%02d", i);
		o.student = student_of(st, name, "jia");
		assert_int_equal(act_observation_report(who, &o, &got), 0);
	}
	test_leave(who);
	t = begin("psy1", &screen_warnings, "zh_CN");
	test_term_has(t, "第 1 到 18 条");
	test_term_keep(t, "ledger-long");
	test_term_keys(t, "\033[A\033[5~"); /* nothing before the first */
	test_term_has(t, "第 1 到 18 条");
	for (int i = 0; i < 3; i++)
		test_term_keys(t, "\033[6~");
	test_term_has(t, "第 19 到 ");
	for (int i = 0; i < 3; i++) /* nor behind the last */
		test_term_keys(t, "\033[6~");
	test_term_has(t, "第 19 到 ");
	test_term_has(t, "甲18");
	test_term_keys(t, "\033[5~\033[A");
	test_term_has(t, "第 1 到 18 条");
	test_term_keys(t, "\033[6~\033[6~\033[6~");
	test_term_has(t, "第 19 到 ");
	test_term_keys(t, "\033[H");
	test_term_has(t, "第 1 到 18 条");
	test_term_close(t);
}

/* Where only the clock of line 1 has changed the rest is not drawn again: what
 * a day's end changes is, and the clock of a hidden screen goes on too. */
static void
test_the_clock_goes_on_by_itself_and_the_day_with_it(void **state)
{
	struct test_term *t;
	char pass[64];

	(void)state;
	act_sample_pass("psy1", pass, sizeof(pass) - 1);
	strcat(pass, "\r");
	test_clock_to("2030-11-25T23:30:01+08:00");
	t = begin("psy1", &screen_today, "zh_CN");
	test_term_has(t, "23:30");
	test_term_has(t, "明天   10:07");
	test_clock_to("2030-11-25T23:40:57+08:00");
	test_term_has(t, "23:41");
	test_term_has(t, "明天   10:07");
	test_term_keys(t, "\033[24~");
	test_term_has(t, "屏幕已遮住");
	test_clock_to("2030-11-25T23:50:57+08:00");
	test_term_has(t, "23:51");
	test_term_keys(t, pass);
	test_term_has(t, "明天   10:07");
	test_clock_to("2030-11-25T23:59:57+08:00");
	test_term_has(t, "00:00");
	test_term_has(t, "今天   10:07");
	test_term_close(t);
}

static int64_t raised;

static int
open_raised(struct screen *s, const void *arg)
{
	(void)arg;
	return screen_warning.open(s, &raised);
}

/* Five of them: the psychology teacher is no more cut off than the centre. */
static void
test_raised_to_the_district_all_who_were_asked_stand_in_the_line(void **state)
{
	static struct screen_ops ops;
	struct actor *keeper;
	struct test_term *t;
	int n;

	(void)state;
	raised = reported("grade1", student[2], "午饭没吃");
	assert_int_equal(act_keeper(test_office(), &keeper), 0);
	for (int i = 0; i < 4; i++) {
		test_clock(4 * CLOCK_DAY);
		assert_int_equal(act_warning_escalate(keeper, 1000, &n), 0);
	}
	act_free(keeper);
	ops = screen_warning;
	ops.open = open_raised;
	t = begin("psy1", &ops, "zh_CN");
	test_term_has(t, "在区里");
	test_term_has(t, "何静 还没看");
	test_term_has(t, "何明 还没看");
	test_term_keep(t, "warning-raised");
	test_term_close(t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_ledger_stands_as_drawn),
	cmocka_unit_test(test_the_ledger_reads_in_english),
	cmocka_unit_test(test_the_clock_goes_on_by_itself_and_the_day_with_it),
	cmocka_unit_test(test_today_in_english_cuts_no_word),
	cmocka_unit_test(test_a_warning_stands_as_drawn),
	cmocka_unit_test(test_the_report_stands_as_drawn),
	cmocka_unit_test(test_two_fields_are_needed),
	cmocka_unit_test(test_danger_is_sent_with_a_name_alone),
	cmocka_unit_test(test_a_look_is_seen_by_the_others_at_once),
	cmocka_unit_test(test_the_class_teacher_sees_the_way),
	cmocka_unit_test(test_who_saves_second_sees_both_texts),
	cmocka_unit_test(test_what_was_kept_is_offered_until_it_is_sent),
	cmocka_unit_test(
	    test_what_could_not_be_saved_stands_in_the_question_again),
	cmocka_unit_test(test_who_asked_reads_why_the_second_does_not_agree),
	cmocka_unit_test(test_a_filter_narrows_and_zero_widens),
	cmocka_unit_test(test_zero_writes_nothing_when_nothing_was_filtered),
	cmocka_unit_test(test_the_office_sees_figures),
	cmocka_unit_test(
	    test_what_is_shown_of_the_ledger_stays_for_the_next_sign_in),
	cmocka_unit_test(
	    test_mine_is_kept_when_its_step_is_gone_and_goes_on_as_an_entry),
	cmocka_unit_test(test_danger_is_told_and_whom_to_phone_stands_there),
	cmocka_unit_test(test_each_filter_narrows_says_so_and_is_undone),
	cmocka_unit_test(test_a_long_ledger_is_read_by_the_page),
	cmocka_unit_test(
	    test_raised_to_the_district_all_who_were_asked_stand_in_the_line),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, make, end);
}
