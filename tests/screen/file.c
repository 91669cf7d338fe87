/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "act/actor.h"
#include "act/consultation.h"
#include "act/plan.h"
#include "act/student.h"
#include "act/transfer.h"
#include "act/warning.h"
#include "base/clock.h"
#include "base/lang.h"
#include "screen/file.h"
#include "screen/student.h"
#include "screen/today.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/office.h"
#include "tests/lib/seat.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

/* One person, one file, at the screen (SJS-42, SJS-43): what happened, a plan
 * from its goals to its review (QP-38, TJ-26, GZ-17), and the way to the next
 * school (QP-02, QP-49). */
#define ENTER "\r"
#define UP "\033[A"
#define F2 "\033OQ"
#define F3 "\033OR"
#define F4 "\033OS"
#define F8 "\033[19~"
#define BACK "\a"

static const char *const names[] = { "韦青", "石磊", "覃月", "莫雨" };
static int64_t children[4], town;

/* Four children; of two a worry is known, of one of these since long. */
static int64_t
add_child(
    struct store *st, const struct org *class, const struct org *school, int i)
{
	struct student s = { .school = school->id,
		.class = class->id,
		.place = class->lft,
		.grade = { STAGE_JUNIOR, 2025 },
		.reading = "zz",
		.sex = SEX_GIRL,
		.label = "3" };

	mem_copy_text(s.name, sizeof(s.name), names[i]);
	snprintf(s.identity, sizeof(s.identity), "screen:%d", i);
	snprintf(s.number, sizeof(s.number), "9%d", i);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_student_add(st, &s, store_now(st), 1)), 0);
	return s.id;
}

static void
worry(struct actor *who, int64_t student)
{
	struct observation_told o = { .student = student,
		.seen = "午饭没吃，说没意思" };
	struct act_receipt r;

	assert_int_equal(act_observation_report(who, &o, &r), 0);
}

static int
begin(void **state)
{
	struct store *st = test_office();
	struct actor *class1 = test_signin("class1"),
		     *psy2 = test_signin("psy2");
	struct org class, school, other;

	(void)state;
	lang_set("zh_CN");
	assert_int_equal(store_org_get(st,
			     act_post(class1, ROLE_CLASS_TEACHER)->org, &class),
	    0);
	assert_int_equal(store_org_above(st, class.id, ORG_SCHOOL, &school), 0);
	assert_int_equal(
	    store_org_above(
		st, act_post(psy2, ROLE_PSYCHOLOGY)->org, ORG_SCHOOL, &other),
	    0);
	town = other.id;
	for (int i = 0; i < 4; i++)
		children[i] = add_child(st, &class, &school, i);
	worry(class1, children[0]);
	worry(class1, children[1]);
	test_leave(class1);
	test_leave(psy2);
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
	{ &screen_lookup, screen_lookup_may, 0, 0 },
	{ &screen_unplanned, screen_unplanned_may, 0, 0 },
	{ .ops = NULL },
};

static struct test_term *
sit(const char *login, const struct screen_ops *first)
{
	return seat_take(
	    &(struct seat){ login, "zh_CN", first, entries, SEAT_PLAIN });
}

/* The whole file of a child, from the lookup over the card. */
static struct test_term *
sit_at_file(const char *login, const char *name)
{
	struct test_term *t = sit(login, &screen_lookup);
	char found[40];

	test_term_has(t, "范围");
	test_term_keys(t, name);
	snprintf(found, sizeof(found), ">%s", name);
	test_term_has(t, found);
	test_term_keys(t, ENTER);
	test_term_has(t, "一生一档");
	test_term_keys(t, F4);
	test_term_has(t, "经过    ");
	return t;
}

static void
test_what_happened_stands_in_one_order_to_each_as_much_as_is_theirs(
    void **state)
{
	struct test_term *t;

	(void)state;
	t = sit_at_file("psy1", "韦青");
	test_term_has(t, "报来");
	test_term_has(t, "有人报来一件担心的事");
	test_term_has(t, "许文");
	test_term_has(t, "一生一策");
	test_term_has(t, "还没有");
	test_term_has(t, "您可以知道的共");
	test_term_keep(t, "file");
	test_term_keys(t, ENTER);
	test_term_has(t, "预警 0001");
	test_term_keys(t, BACK);
	test_term_has(t, "经过    韦青");
	test_term_close(t);
	t = sit_at_file("class1", "韦青");
	test_term_has(t, "送到了");
	test_term_lacks(t, "新报来");
	test_term_lacks(t, "一生一策");
	test_term_close(t);
}

static void
test_who_has_no_plan_is_listed_and_gets_one(void **state)
{
	struct test_term *t, *later;

	(void)state;
	t = sit("psy1", &screen_unplanned);
	test_term_has(t, "韦青");
	test_term_has(t, "石磊");
	test_term_has(t, "15 天内要有计划");
	test_term_keep(t, "unplanned");
	test_term_go_to(t, "石磊");
	test_term_keys(t, ENTER);
	test_term_has(t, "经过    石磊");
	test_term_keys(t, F4);
	test_term_has(t, "希望什么好起来");
	test_term_keys(t, "睡得好，又来吃午饭");
	test_term_keep(t, "plan-begin");
	/* left like that it stands in Today, by the child's name */
	test_term_keys(t, BACK);
	test_term_has(t, "经过    石磊");
	later = sit("psy1", &screen_today);
	test_term_has(later, "一生一策   八年级3班 石磊         接着写");
	test_term_keep(later, "plan-draft");
	test_term_go_to(later, "接着写");
	test_term_keys(later, ENTER);
	test_term_has(later, "希望什么好起来");
	test_term_has(later, "睡得好，又来吃午饭");
	test_term_close(later);
	test_term_keys(t, F4);
	test_term_has(t, "睡得好，又来吃午饭");
	test_term_keys(t, F8);
	test_term_has(t, "接着商定谁做什么");
	test_term_has(t, "在写");
	test_term_keys(t, F4);
	test_term_has(t, "第 1 轮，在写");
	test_term_has(t, "睡得好，又来吃午饭");
	test_term_keys(t, F2);
	test_term_has(t, "谁来做？");
	test_term_keys(t, "1"); /* the class teacher stands first */
	test_term_has(t, "做什么？");
	test_term_keys(t, "午休陪他坐坐" ENTER);
	test_term_has(t, "哪一天之前？");
	test_term_keys(t, BACK); /* the words are not gone */
	test_term_has(t, "做什么？");
	test_term_has(t, "午休陪他坐坐");
	test_term_keys(t, ENTER);
	test_term_has(t, "哪一天之前？");
	test_term_keys(t, "\025下周三" ENTER);
	test_term_has(t, "日期请写成");
	test_term_has(t, "下周三");
	test_term_keys(t, "\025２１９８－１２－２４" ENTER);
	test_term_has(t, "2198-12-24");
	test_term_has(t, "要做");
	test_term_has(t, "午休陪他坐坐");
	test_term_keys(t, F4);
	test_term_has(t, "哪一天再看一次？");
	test_term_keys(t, "\0252026-13-40" ENTER);
	test_term_has(t, "日期请写成");
	test_term_keys(t, "\0252198-1-8" ENTER);
	test_term_has(t, "第 1 轮，在做");
	test_term_keep(t, "plan");
	test_term_keys(t, BACK);
	test_term_has(t, "计划    ");
	/* what is new stands above; the cursor did not move with the place */
	test_term_has(t, "商定或改了一项措施");
	assert_int_equal(
	    test_term_cell(t, test_term_find(t, "报来"), 0).ch, '>');
	test_term_keys(t, BACK);
	test_term_has(t, "韦青");
	test_term_lacks(t, "石磊");
	test_term_close(t);
	/* the district has counts */
	t = sit("dist1", &screen_unplanned);
	test_term_has(t, "几 位还没有计划");
	test_term_lacks(t, "韦青");
	test_term_keep(t, "unplanned-district");
	test_term_close(t);
}

/* The plan that runs is written anew elsewhere. */
static void
write_goals(const char *goals)
{
	struct actor *who = test_signin("psy1");
	struct act_planned of = { .plan = 0 };
	struct act_plan_done d;
	struct act_plan *v;

	for (int i = 0; i < 2 && of.plan == 0; i++)
		assert_int_equal(act_plan_of(who, children[i], &of), 0);
	assert_int_equal(act_plan_show(who, of.plan, &v), 0);
	assert_int_equal(
	    act_plan_step(who, of.plan, v->p.version, PLAN_WRITE, goals, 0, &d),
	    0);
	act_plan_free(v);
	test_leave(who);
}

/* Nobody's goals are written over unseen. */
static void
test_two_who_write_the_goals_of_one_plan_see_both_texts(void **state)
{
	struct test_term *t = sit_at_file("psy1", "石磊");

	(void)state;
	test_term_keys(t, F4);
	test_term_has(t, "第 1 轮，在做");
	test_term_keys(t, ":重写目标\r");
	test_term_has(t, "希望什么好起来");
	test_term_keys(t, "，愿意说话");
	test_term_has(t, "午饭，愿意说话");
	write_goals("睡得好，按时到校");
	test_term_keys(t, F8);
	test_term_has(t, "刚才有人先存了一份");
	test_term_has(t, "睡得好，又来吃午饭，愿意说话");
	test_term_has(t, "睡得好，按时到校");
	test_term_keep(t, "plan-conflict");
	test_term_keys(t, "3");
	test_term_has(t, "已存");
	test_term_has(t, "愿意说话");
	test_term_has(t, "按时到校");
	test_term_close(t);
}

/* QP-40, between two people at their screens. */
static void
test_the_care_ledger_is_asked_for_and_agreed_to(void **state)
{
	struct test_term *t = sit("psy1", &screen_care);

	(void)state;
	test_term_has(t, "没有要过");
	test_term_keys(t, F8);
	test_term_has(t, "等第二个人");
	test_term_close(t);
	t = sit("head1", &screen_today);
	test_term_has(t, "关爱台账");
	test_term_go_to(t, "关爱台账");
	test_term_keys(t, ENTER);
	test_term_has(t, "何静");
	test_term_keys(t, F4);
	test_term_has(t, "作为第二个人");
	test_term_keys(t, "1");
	test_term_has(t, "可以取");
	test_term_has(t, "林峰");
	test_term_keep(t, "care");
	test_term_close(t);
}

/* Depends on the plan made above: whoever owns the measure does it. */
static void
test_the_owner_of_a_measure_ticks_it_off_from_today(void **state)
{
	struct test_term *t = sit("class1", &screen_today);

	(void)state;
	test_term_has(t, "一项措施");
	test_term_has(t, "石磊");
	test_term_go_to(t, "一项措施");
	test_term_keys(t, ENTER);
	test_term_has(t, "午休陪他坐坐");
	test_term_lacks(t, "睡得好");
	test_term_keep(t, "plan-measure");
	test_term_keys(t, F8);
	test_term_has(t, "已存");
	test_term_has(t, "做了");
	test_term_close(t);
}

/* The title line of the other school's code: both ways of naming it. */
static void
test_a_file_is_sent_accepted_and_opens_at_the_next_school(void **state)
{
	struct test_term *t;

	(void)state;
	t = sit_at_file("psy1", "莫雨");
	test_term_keys(t, ":把档案转\r");
	test_term_has(t, "转到哪所学校");
	test_term_keys(t, "没有这所" F8);
	test_term_has(t, "没有这个名字或代码的学校");
	test_term_keys(t, "\025S002\t");
	test_term_keys(t, "午休有人陪就好");
	test_term_keep(t, "transfer-send");
	test_term_keys(t, F8);
	test_term_has(t, "他们是哪一天同意的");
	test_term_lacks(t, "given_at"); /* that is for scripts */
	/* left and come back to, all of it stands there */
	test_term_keys(t, "\t\t\t\t"
			  "２０２６－０１－０８\t\t"
			  "那边的老师问过");
	test_term_keys(t, BACK);
	test_term_has(t, "经过    莫雨");
	test_term_keys(t, ":把档案转\r");
	test_term_has(t, "S002");
	test_term_has(t, "午休有人陪就好");
	test_term_has(t, "2026-01-08");
	test_term_has(t, "那边的老师问过");
	test_term_keys(t, F8);
	test_term_has(t, "已转出");
	test_term_has(t, "档案转出");
	test_term_close(t);
	t = sit("psy2", &screen_today);
	test_term_has(t, "有档案转来");
	test_term_go_to(t, "有档案转来");
	test_term_keys(t, ENTER);
	test_term_has(t, "转学档案    莫雨");
	test_term_has(t, "监护人");
	test_term_has(t, "2026-01-08");
	test_term_lacks(t, "午休有人陪");
	test_term_keep(t, "transfer-accept");
	test_term_keys(t, F4);
	test_term_has(t, "接收这份档案？");
	test_term_keys(t, "1");
	test_term_has(t, "已接收，等开锁");
	test_term_close(t);
	/* a colleague with the keys looks at Today */
	t = sit("psy1", &screen_today);
	test_term_has(t, "今天");
	test_term_close(t);
	/* the roster has not moved the child yet: Today leads there */
	t = sit("psy2", &screen_today);
	test_term_has(t, "新来的同学");
	test_term_go_to(t, "新来的同学");
	test_term_keys(t, ENTER);
	test_term_has(t, "已到");
	test_term_has(t, "午休有人陪就好");
	test_term_keep(t, "transfer-arrived");
	test_term_keys(t, ENTER);
	test_term_has(t, "经过    莫雨");
	test_term_has(t, "档案已到");
	test_term_keys(t, BACK);
	test_term_has(t, "转学档案    莫雨");
	test_term_keys(t, F8);
	test_term_has(t, "见过面了");
	test_term_keys(t, BACK);
	test_term_lacks(t, "新来的同学");
	test_term_close(t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_what_happened_stands_in_one_order_to_each_as_much_as_is_theirs),
	cmocka_unit_test(test_who_has_no_plan_is_listed_and_gets_one),
	cmocka_unit_test(
	    test_two_who_write_the_goals_of_one_plan_see_both_texts),
	cmocka_unit_test(test_the_care_ledger_is_asked_for_and_agreed_to),
	cmocka_unit_test(test_the_owner_of_a_measure_ticks_it_off_from_today),
	cmocka_unit_test(
	    test_a_file_is_sent_accepted_and_opens_at_the_next_school),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
