/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "act/approval.h"
#include "act/import.h"
#include "act/mend.h"
#include "act/office.h"
#include "act/staff.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "model/day.h"
#include "model/org_table.h"
#include "model/staff.h"
#include "model/tie_table.h"
#include "store/org.h"
#include "store/person.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/office.h"
#include "tests/lib/take.h"
#include "tests/lib/test.h"

/* Organisations and staff come in tables; what is wrong is named, what is
 * proposed is agreed to once. */
#define MANY 2000

struct told {
	int n;
	int64_t line[16];
	int field[16];
};

static void
on_refused(void *arg, int64_t line, int column, int field, const char *words)
{
	struct told *t = arg;

	(void)column;
	assert_non_null(words);
	if (t->n < 16) {
		t->line[t->n] = line;
		t->field[t->n] = field;
	}
	t->n++;
}

struct take {
	const char *kind, *login, *table;
	bool dry_run, make;
	int (*on_progress)(void *, int64_t, int64_t, int64_t);
};

static int
take(const struct take *t, struct act_imported *out, struct told *told)
{
	struct actor *who = test_signin(t->login);
	const struct act_import how = { .dry_run = t->dry_run,
		.make = t->make,
		.slice = 1000,
		.arg = told,
		.on_refused = on_refused,
		.on_progress = t->on_progress };
	int r;

	*told = (struct told){ .n = 0 };
	r = test_take(who, t->kind, t->table, &how, out);
	test_leave(who);
	return r;
}

static int
begin(void **state)
{
	(void)state;
	lang_set("zh_CN");
	test_office();
	return 0;
}

static int
end(void **state)
{
	(void)state;
	test_office_close();
	return 0;
}

/* --- organisations ----------------------------------------------------------
 */

static const char orgs[] =
    "类型,名称,代码,上级,学校类型,在校生数,小规模学校,教育集团,合作医院,"
    "24小时电话,第一责任人,家长学校,家长学校成立日期,状态,沙盘,绿色通道电话\r\n"
    "教育集团,云岭教育集团,G1,,,,,,,,,,,,,\r\n"
    "医院,青山精神卫生中心,H1,,,,,,,010-88886666,,,,,,010-88886667\r\n"
    "学校,青山中学,QS,,初中,640,否,云岭教育集团,H1,010-88880000,莫校长,是,"
    "2024-09-01,,,\r\n"
    "校区,东校区,,青山中学,,,,,,,,,,,,\r\n"
    "校区,西校区,,青山中学,,,,,,,,,,,,\r\n"
    "年级,八年级,,青山中学,,,,,,,,,,,,\r\n"
    "班级,3班,,青山中学/八年级,,,,,,,,,,,,\r\n"
    "宿舍楼,1号楼,,青山中学,,,,,,,,,,,,\r\n"
    "楼层,3层,,青山中学/1号楼,,,,,,,,,,,,\r\n"
    "寝室,305,,青山中学/1号楼/3层,,,,,,,,,,,,\r\n"
    "心理辅导室,辅导室,,青山中学,,,,,,,,,,可用,有,\r\n"
    "街镇,盈浦街道,J1,,,,,,,,,,,,,\r\n"
    "未成年人保护工作站,盈浦未保站,,盈浦街道,,,,,,,,,,,,\r\n";

static int
keep_value(void *arg, int key, const char *value)
{
	char(*kept)[DETAIL_VALUE_MAX] = arg;

	mem_copy_text(kept[key], DETAIL_VALUE_MAX, value);
	return 0;
}

static const struct {
	const char *why, *code;
	enum org_type type;
	const char *name, *value;
} noted[] = {
	{ "QP-05: a parents' school", "QS", ORG_SCHOOL, "parent_school",
	    "yes" },
	{ "QP-05: and since when", "QS", ORG_SCHOOL, "parent_school_since",
	    "2024-09-01" },
	{ "QP-60: how many students", "QS", ORG_SCHOOL, "enrolment", "640" },
	{ "QD-62: not a small school", "QS", ORG_SCHOOL, "small", "no" },
	{ "TJ-72: the kind of school", "QS", ORG_SCHOOL, "kind",
	    "junior secondary" },
	{ "TJ-101: the first responsible person", "QS", ORG_SCHOOL,
	    "first_responsible", "莫校长" },
	{ "SJS-08: a phone for day and night", "QS", ORG_SCHOOL, "phone_24h",
	    "01088880000" },
	{ "GZ-43: the phone of the green channel", "H1", ORG_HOSPITAL,
	    "green_phone", "01088886667" },
};

static int
keep_org(void *arg, const struct org *o)
{
	*(struct org *)arg = *o;
	return 0;
}

static void
test_a_table_of_organisations_makes_tree_registers_and_links(void **state)
{
	const struct take t = {
		.kind = "orgs", .login = "dist1", .table = orgs
	};
	static char kept[TABLE_FIELDS_MAX][DETAIL_VALUE_MAX];
	struct act_imported out;
	struct told told;
	struct actor *who;
	struct org o;

	(void)state;
	assert_int_equal(take(&t, &out, &told), 0);
	assert_int_equal(told.n, 0);
	assert_int_equal(out.accepted, 13);
	who = test_signin("dist1");
	for (size_t i = 0; i < nitems(noted); i++) {
		int key = detail_of(&detail_of_orgs, noted[i].name);

		test_same_int(noted[i].why,
		    store_org_by_code(
			test_office(), noted[i].type, noted[i].code, &o),
		    0);
		memset(kept, 0, sizeof(kept));
		test_same_int(noted[i].why,
		    act_office_details(
			who, DETAIL_OF_ORG, o.id, keep_value, kept),
		    0);
		test_same_text(noted[i].why, kept[key], noted[i].value);
	}
	test_leave(who);
}

struct links {
	int n, groups, hospitals;
};

static int
count_link(void *arg, const struct act_link *l)
{
	struct links *k = arg;

	k->n++;
	k->groups +=
	    l->row.kind == LINK_GROUP && strcmp(l->to, "云岭教育集团") == 0;
	k->hospitals += l->row.kind == LINK_HOSPITAL &&
			strcmp(l->to, "青山精神卫生中心") == 0;
	return 0;
}

static void
test_SJS_80_and_QP_52_a_school_is_linked_to_group_and_hospital(void **state)
{
	struct actor *who = test_signin("dist1");
	struct links k = { 0 };
	struct org o;

	(void)state;
	assert_int_equal(
	    store_org_by_code(test_office(), ORG_SCHOOL, "QS", &o), 0);
	assert_int_equal(act_office_links(who, o.id, count_link, &k), 0);
	assert_int_equal(k.n, 2);
	assert_int_equal(k.groups, 1);
	assert_int_equal(k.hospitals, 1);
	test_leave(who);
}

static void
test_the_same_organisations_again_change_nothing(void **state)
{
	const struct take t = {
		.kind = "orgs", .login = "dist1", .table = orgs
	};
	struct act_imported out;
	struct told told;

	(void)state;
	assert_int_equal(take(&t, &out, &told), 0);
	assert_int_equal(out.unchanged, 13);
	assert_int_equal(out.accepted + out.changed + out.refused, 0);
}

static void
test_what_is_wrong_with_an_organisation_is_named(void **state)
{
	static const char table[] =
	    "类型,名称,代码,上级,在校生数,沙盘,教育集团\r\n"
	    "城堡,雁门,,,,,\r\n"
	    "校区,南校区,,月亮中学,,,\r\n"
	    "班级,4班,,青山中学,,,\r\n"
	    "学校,白塔小学,QS2,,很多,,\r\n"
	    "学校,白塔小学,QS2,,200,有,\r\n"
	    "学校,白塔小学,QS2,,200,,青山中学\r\n"
	    "学校,,QS3,,200,,\r\n"
	    "学校,白塔小学,QS2,,200,,\r\n";
	static const struct {
		const char *why;
		int64_t line;
		int field;
	} want[] = {
		{ "no such type", 2, ORGS_TYPE },
		{ "no such parent", 3, ORGS_PARENT },
		{ "a class under a school", 4, ORGS_PARENT },
		{ "not a number", 5, -1 },
		{ "SJS-31: a sand tray is a room's", 6, -1 },
		{ "a school is no group", 7, ORGS_GROUP },
		{ "no name", 8, ORGS_NAME },
	};
	const struct take t = {
		.kind = "orgs", .login = "dist1", .table = table
	};
	struct act_imported out;
	struct told told;

	(void)state;
	assert_int_equal(take(&t, &out, &told), 0);
	assert_int_equal(told.n, nitems(want));
	assert_int_equal(out.accepted, 1);
	for (size_t i = 0; i < nitems(want); i++) {
		test_same_int(want[i].why, told.line[i], want[i].line);
		if (want[i].field >= 0)
			test_same_int(
			    want[i].why, told.field[i], want[i].field);
	}
	assert_int_equal(told.field[3],
	    ORGS_FIELDS + detail_of(&detail_of_orgs, "enrolment"));
	assert_int_equal(told.field[4],
	    ORGS_FIELDS + detail_of(&detail_of_orgs, "sand_tray"));
}

/* --- staff ------------------------------------------------------------------
 */

#define STAFF "姓名,工号,手机号,单位,年级,班级,校区,岗位,专兼职,职称,代理\r\n"

static const char staff[] =
    STAFF "何晴,T001,13800000001,青山中学,,,东校区,心理教师,专职,一级教师,\r\n"
	  "许诺,T002,13800000002,青山中学,八年级,3班,,班主任,,,\r\n"
	  "黄岭,T003,13800000003,QS,八年级,,,年级组长,,,\r\n"
	  "黄岭,T003,13800000003,QS,八年级,3班,,任课教师,,,\r\n"
	  "韦帆,T004,13800000004,青山中学,,,,心理教师,兼职,,何晴\r\n"
	  "莫言之,T005,13800000005,青山中学,,,,第一责任人,,,\r\n"
	  "石敏,,13800000006,盈浦未保站,,,,法治副站长,,,\r\n";

static int64_t
approval_of(struct actor *sec, int64_t *batch)
{
	struct approval a;
	int64_t id = 0;

	(void)sec;
	for (int64_t i = 1; i < 200; i++)
		if (store_approval_get(test_office(), i, &a) == 0 &&
		    strcmp(a.kind, "staff") == 0 && a.state == APPROVAL_ASKED) {
			id = a.id;
			*batch = a.object;
		}
	return id;
}

struct seen {
	int n, psychology, staff, deputies, campus, duties;
};

static int
see_post(void *arg, const struct post_row *row)
{
	struct seen *s = arg;

	s->n++;
	s->psychology += row->post.role == ROLE_PSYCHOLOGY;
	s->staff += row->post.role == ROLE_STAFF;
	s->deputies += row->post.deputy_of != 0;
	s->campus += row->post.campus != 0;
	s->duties += row->post.duty[0] != '\0';
	return 0;
}

static void
test_a_table_of_staff_proposes_accounts_and_posts(void **state)
{
	const struct take t = {
		.kind = "staff", .login = "sys1", .table = staff
	};
	struct actor *sec = test_signin("sec1");
	int64_t batch = 0, posts, people;
	struct seen s = { 0 };
	struct act_imported out;
	struct person p;
	struct told told;

	(void)state;
	assert_int_equal(take(&t, &out, &told), 0);
	assert_int_equal(told.n, 0);
	assert_int_equal(out.accepted, 6); /* one is staff already */
	assert_true(out.approval != 0);
	assert_int_equal(approval_of(sec, &batch), out.approval);
	assert_int_equal(batch, out.id);
	assert_int_equal(act_batch_count(sec, batch, &posts, &people), 0);
	assert_int_equal(people, 6);
	assert_int_equal(act_batch_each(sec, batch, 0, 100, see_post, &s), 0);
	assert_int_equal(s.n, posts);
	assert_int_equal(s.psychology, 2);
	assert_int_equal(s.deputies, 1);
	assert_int_equal(s.campus, 1); /* SJS-03: east campus */
	assert_int_equal(s.staff, 4);  /* who works at the school is staff */
	assert_int_equal(s.duties, 2); /* TJ-101, QP-87 */
	assert_int_equal(store_person_by_login(test_office(), "t001", &p), 0);
	assert_int_equal(p.state, ACCOUNT_PROPOSED);
	assert_string_equal(p.phone, "13800000001");
	assert_int_equal(
	    store_person_by_login(test_office(), "shimin0006", &p), 0);
	test_leave(sec);
}

static int
count_held(void *arg, const struct post_row *row)
{
	*(int *)arg += row->post.since != 0;
	return 0;
}

static void
test_one_approval_opens_the_whole_file(void **state)
{
	struct actor *sec = test_signin("sec1"), *sys = test_signin("sys1");
	int64_t batch = 0, id = approval_of(sec, &batch), posts, people;
	struct person p;
	int held = 0;

	(void)state;
	assert_int_equal(act_approval_give(sys, id, NULL), ERR_SECOND);
	assert_int_equal(act_approval_give(sec, id, NULL), 0);
	assert_int_equal(store_person_by_login(test_office(), "t001", &p), 0);
	assert_int_equal(p.state, ACCOUNT_APPROVED);
	assert_true(p.approved_by == sec->person);
	assert_int_equal(store_post_rows_of_person(
			     test_office(), p.id, 0, 10, count_held, &held),
	    0);
	assert_int_equal(held, 2); /* psychology, staff */
	assert_int_equal(act_batch_count(sec, batch, &posts, &people), 0);
	assert_int_equal(posts, 0);
	assert_int_equal(act_approval_give(sec, id, NULL), ERR_STALE);
	test_leave(sec);
	test_leave(sys);
}

static void
test_the_same_staff_again_changes_nothing_and_asks_nobody(void **state)
{
	const struct take t = {
		.kind = "staff", .login = "sys1", .table = staff
	};
	struct act_imported out;
	struct told told;

	(void)state;
	assert_int_equal(take(&t, &out, &told), 0);
	assert_int_equal(out.unchanged, 7);
	assert_int_equal(out.approval, 0);
}

static void
test_what_is_wrong_with_a_row_of_staff_is_named(void **state)
{
	static const char table[] =
	    STAFF ",T010,13800000010,青山中学,,,,心理教师,,,\r\n"
		  "甲一,,,青山中学,,,,心理教师,,,\r\n"
		  "乙二,1.2E+10,13800000012,青山中学,,,,心理教师,,,\r\n"
		  "丙三,T013,12,青山中学,,,,心理教师,,,\r\n"
		  "丁四,T014,13800000014,月亮中学,,,,心理教师,,,\r\n"
		  "戊五,T015,13800000015,青山中学,,,,国王,,,\r\n"
		  "己六,T016,13800000016,青山中学,,,,班主任,,,\r\n"
		  "庚七,T017,13800000017,青山中学,八年级,9班,,班主任,,,\r\n"
		  "辛八,T018,13800000018,青山中学,,,北校区,心理教师,,,\r\n"
		  "壬九,T001,13800000019,青山中学,,,,心理教师,,,\r\n"
		  "癸十,T020,13800000020,青山中学,,,,心理教师,半职,,\r\n"
		  "子甲,T021,13800000021,青山中学,,,,接线员,,,\r\n"
		  "丑乙,T022,13800000022,青山中学,,,,心理教师,,,没有此人\r\n"
		  "寅丙,T023,13800000023,青山中学,,,,教职工,,,\r\n";
	static const struct {
		const char *why;
		int64_t line;
		int field;
	} want[] = {
		{ "no name", 2, STAFF_NAME },
		{ "nothing to tell them by", 3, STAFF_NUMBER },
		{ "a number the spreadsheet turned", 4, STAFF_NUMBER },
		{ "no telephone", 5, STAFF_PHONE },
		{ "no such school", 6, STAFF_ORG },
		{ "no such post", 7, STAFF_POST },
		{ "of which class", 8, STAFF_CLASS },
		{ "no such class", 9, STAFF_CLASS },
		{ "SJS-03: no such campus", 10, STAFF_CAMPUS },
		{ "somebody else's number", 11, STAFF_LOGIN },
		{ "QP-103: neither full-time nor part-time", 12, STAFF_FIELDS },
		{ "a line's post at a school", 13, STAFF_POST },
		{ "nobody to stand in for", 14, STAFF_DEPUTY },
	};
	const struct take t = {
		.kind = "staff", .login = "sys1", .table = table
	};
	struct act_imported out;
	struct told told;

	(void)state;
	assert_int_equal(take(&t, &out, &told), 0);
	for (size_t i = 0; i < nitems(want); i++) {
		test_same_int(want[i].why, told.line[i], want[i].line);
		test_same_int(want[i].why, told.field[i], want[i].field);
	}
	assert_int_equal(told.n, nitems(want));
	assert_int_equal(out.accepted, 1);
	assert_int_equal(out.waiting, nitems(want));
}

static int
first_of_line_9(void *arg, const struct act_mend *a)
{
	if (a->line == 9)
		*(int64_t *)arg = a->id;
	return 0;
}

static int
find_account_approval(void *arg, const struct approval *a)
{
	if (strcmp(a->kind, "account") == 0)
		*(int64_t *)arg = a->object;
	return 0;
}

static void
test_a_refused_row_of_staff_is_mended_and_agreed_to_by_itself(void **state)
{
	struct actor *sys = test_signin("sys1"), *sec = test_signin("sec1");
	struct act_mend_row row;
	enum act_mended how;
	int64_t id = 0, person = 0;
	struct person p;

	(void)state;
	assert_int_equal(act_mend_each(sys, 0, 500, first_of_line_9, &id), 0);
	assert_true(id != 0);
	assert_int_equal(act_mend_open(sys, id, &row), 0);
	assert_string_equal(row.head.table->name, "staff");
	assert_string_equal(row.cell[STAFF_NAME], "庚七");
	row.cell[STAFF_CLASS] = "3班";
	assert_int_equal(act_mend_take(sys, id, row.cell, &how), 0);
	assert_int_equal(how, MENDED_NEW);
	act_mend_free(&row);
	assert_int_equal(store_person_by_login(test_office(), "t017", &p), 0);
	assert_int_equal(
	    act_approval_each(sec, 0, 100, find_account_approval, &person), 0);
	assert_int_equal(person, p.id);
	test_leave(sys);
	test_leave(sec);
}

static void
test_one_can_be_struck_out_and_refusing_refuses_the_rest(void **state)
{
	static const char table[] =
	    STAFF "卯丁,T030,13800000030,青山中学,,,,教职工,,,\r\n"
		  "辰戊,T031,13800000031,青山中学,,,,教职工,,,\r\n";
	const struct take t = {
		.kind = "staff", .login = "sys1", .table = table
	};
	struct actor *sec = test_signin("sec1");
	int64_t posts, people;
	struct act_imported out;
	struct post post = { .role = ROLE_STAFF };
	struct person p;
	struct told told;
	struct org o;

	(void)state;
	assert_int_equal(take(&t, &out, &told), 0);
	assert_int_equal(
	    store_org_by_code(test_office(), ORG_SCHOOL, "QS", &o), 0);
	assert_int_equal(store_person_by_login(test_office(), "t030", &p), 0);
	post.person = p.id;
	post.org = o.id;
	assert_int_equal(store_post_same(test_office(), &post, 1, &post), 0);
	assert_int_equal(act_batch_strike(sec, out.id, post.id, NULL), 0);
	assert_int_equal(store_person_by_login(test_office(), "t030", &p), 0);
	assert_int_equal(p.state, ACCOUNT_REFUSED);
	assert_int_equal(act_batch_count(sec, out.id, &posts, &people), 0);
	assert_int_equal(posts, 1);
	assert_int_equal(act_approval_refuse(sec, out.approval, NULL, NULL), 0);
	assert_int_equal(store_person_by_login(test_office(), "t031", &p), 0);
	assert_int_equal(p.state, ACCOUNT_REFUSED);
	test_leave(sec);
}

static void
test_nobody_else_takes_in_staff_or_organisations(void **state)
{
	static const struct {
		const char *kind, *login, *table;
	} c[] = {
		{ "staff", "dist1", staff },
		{ "staff", "sec1", staff },
		{ "staff", "head1", staff },
		{ "orgs", "psy1", orgs },
		{ "orgs", "sec1", orgs },
		{ "orgs", "head1", orgs },
	};
	struct act_imported out;
	struct told told;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		const struct take t = { .kind = c[i].kind,
			.login = c[i].login,
			.table = c[i].table };

		test_same_int(c[i].login, take(&t, &out, &told), ERR_DENIED);
	}
}

/* What a file names is made when it says so: the class, the campus, the
 * organisation with its type. */
static void
test_what_a_file_names_is_made_when_it_may(void **state)
{
	static const char table[] =
	    "姓名,工号,单位,机构类型,年级,班级,校区,岗位\r\n"
	    "巳己,T040,白塔小学,,三年级,2班,,班主任\r\n"
	    "午庚,T041,青山中学,,,,南校区,心理教师\r\n"
	    "未辛,T042,清河辅导站,未成年人心理健康辅导站,,,,工作人员\r\n";
	struct take t = { .kind = "staff", .login = "sys1", .table = table };
	struct act_imported out;
	struct told told;
	struct org o;

	(void)state;
	assert_int_equal(take(&t, &out, &told), 0);
	assert_int_equal(told.n, 3);
	t.make = true;
	assert_int_equal(take(&t, &out, &told), 0);
	assert_int_equal(told.n, 0);
	assert_int_equal(out.accepted, 3);
	assert_int_equal(
	    store_org_by_name(test_office(), ORG_STATION, "清河辅导站", &o),
	    0); /* SJS-08 */
	assert_int_equal(
	    store_org_by_name(test_office(), ORG_CAMPUS, "南校区", &o), 0);
}

/* --- who looks after whom ---------------------------------------------------
 */

static void
test_QP_04_and_TJ_06_ties_come_by_file_too(void **state)
{
	static const char table[] = "教师工号,关系,学校,学号,年级,班级,结束\r\n"
				    "T001,导师,青山中学,2017,,,\r\n"
				    "t002,包联,青山中学,,八年级,3班,\r\n"
				    "T001,同桌,青山中学,2017,,,\r\n"
				    "T999,导师,青山中学,2017,,,\r\n"
				    "T001,导师,青山中学,9999,,,\r\n"
				    "T001,包联,青山中学,,八年级,8班,\r\n"
				    "T001,包联,月亮中学,,八年级,3班,\r\n"
				    "T001,导师,青山中学,,,,\r\n";
	static const char ends[] = "教师工号,关系,学校,学号,结束\r\n"
				   "T001,导师,青山中学,2017,是\r\n";
	static const struct {
		const char *why;
		int64_t line;
		int field;
	} want[] = {
		{ "no such tie", 4, TIES_KIND },
		{ "no such teacher", 5, TIES_TEACHER },
		{ "no such student", 6, TIES_NUMBER },
		{ "no such class", 7, TIES_CLASS },
		{ "no such school", 8, TIES_SCHOOL },
		{ "of nobody", 9, TIES_PUPIL },
	};
	struct take t = { .kind = "ties", .login = "dist1", .table = table };
	struct student s = { .name = "曾一诺",
		.reading = "zeng yi nuo",
		.identity = "ties:1",
		.number = "2017",
		.label = "3",
		.grade = { STAGE_JUNIOR, 2024 } };
	struct act_imported out;
	struct told told;
	struct org o, class;

	(void)state;
	assert_int_equal(
	    store_org_by_code(test_office(), ORG_SCHOOL, "QS", &o), 0);
	assert_int_equal(store_org_each(test_office(), ORG_CLASS, o.lft, o.rgt,
			     1, keep_org, &class),
	    0);
	s.school = o.id;
	s.class = class.id;
	s.place = class.lft;
	assert_int_equal(store_begin(test_office()), 0);
	assert_int_equal(
	    store_end(test_office(), store_student_add(test_office(), &s,
					 store_now(test_office()), 1)),
	    0);
	assert_int_equal(take(&t, &out, &told), 0);
	for (size_t i = 0; i < nitems(want); i++) {
		test_same_int(want[i].why, told.line[i], want[i].line);
		test_same_int(want[i].why, told.field[i], want[i].field);
	}
	assert_int_equal(told.n, nitems(want));
	assert_int_equal(out.accepted, 2);
	assert_int_equal(take(&t, &out, &told), 0);
	assert_int_equal(out.unchanged, 2);
	t.table = ends;
	assert_int_equal(take(&t, &out, &told), 0);
	assert_int_equal(out.changed, 1);
	t.login = "head1"; /* of another school */
	assert_int_equal(take(&t, &out, &told), 0);
	assert_int_equal(told.field[0], TIES_SCHOOL);
	t.login = "psy1";
	assert_int_equal(take(&t, &out, &told), ERR_DENIED);
}

/* --- a long table -----------------------------------------------------------
 */

static char *
long_table(int n)
{
	size_t size = 200 + (size_t)n * 120, at;
	char *s = mem_zero(1, size);

	at = (size_t)snprintf(s, size, STAFF);
	for (int i = 0; i < n; i++)
		at += (size_t)snprintf(s + at, size - at,
		    "李某,M%05d,139%08d,青山中学,,,,教职工,,一级教师,\r\n", i,
		    i);
	return s;
}

static int
stop_at_once(void *arg, int64_t rows, int64_t bytes, int64_t all)
{
	(void)arg, (void)rows, (void)bytes, (void)all;
	return 1;
}

static void
test_a_run_cut_off_goes_on_and_asks_once(void **state)
{
	char *table = long_table(MANY);
	struct take t = { .kind = "staff",
		.login = "sys1",
		.table = table,
		.on_progress = stop_at_once };
	struct actor *sec;
	int64_t posts, people;
	struct act_imported out;
	struct told told;

	(void)state;
	assert_int_equal(take(&t, &out, &told), ERR_STOPPED);
	assert_true(out.accepted > 0 && out.accepted < MANY);
	t.on_progress = NULL;
	assert_int_equal(take(&t, &out, &told), 0);
	assert_true(out.resumed_at > 1);
	assert_int_equal(out.accepted, MANY);
	sec = test_signin("sec1");
	assert_int_equal(act_batch_count(sec, out.id, &posts, &people), 0);
	assert_int_equal(posts, MANY);
	assert_int_equal(people, MANY);
	assert_int_equal(act_approval_give(sec, out.approval, NULL), 0);
	assert_int_equal(act_batch_count(sec, out.id, &posts, &people), 0);
	assert_int_equal(posts, 0);
	test_leave(sec);
	free(table);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_a_table_of_organisations_makes_tree_registers_and_links),
	cmocka_unit_test(
	    test_SJS_80_and_QP_52_a_school_is_linked_to_group_and_hospital),
	cmocka_unit_test(test_the_same_organisations_again_change_nothing),
	cmocka_unit_test(test_what_is_wrong_with_an_organisation_is_named),
	cmocka_unit_test(test_a_table_of_staff_proposes_accounts_and_posts),
	cmocka_unit_test(test_one_approval_opens_the_whole_file),
	cmocka_unit_test(
	    test_the_same_staff_again_changes_nothing_and_asks_nobody),
	cmocka_unit_test(test_what_is_wrong_with_a_row_of_staff_is_named),
	cmocka_unit_test(
	    test_a_refused_row_of_staff_is_mended_and_agreed_to_by_itself),
	cmocka_unit_test(
	    test_one_can_be_struck_out_and_refusing_refuses_the_rest),
	cmocka_unit_test(test_nobody_else_takes_in_staff_or_organisations),
	cmocka_unit_test(test_what_a_file_names_is_made_when_it_may),
	cmocka_unit_test(test_QP_04_and_TJ_06_ties_come_by_file_too),
	cmocka_unit_test(test_a_run_cut_off_goes_on_and_asks_once),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
