/* SPDX-License-Identifier: Apache-2.0 */
#include "base/lang.h"
#include "model/detail.h"
#include "model/duty.h"
#include "model/org_table.h"
#include "model/staff.h"
#include "model/tie.h"
#include "model/tie_table.h"
#include "tests/lib/test.h"

/*
 * A clause that asks for a register is a row of a table, not code: here the
 * rows that clauses ask for, what may be noted in each, and of what.
 */
static const struct {
	const char *clause, *key;
	enum org_type type;
	const char *typed, *kept; /* kept NULL: refused */
} of_orgs[] = {
	{ "QP-05", "parent_school", ORG_SCHOOL, "是", "yes" },
	{ "QP-05", "parent_school_since", ORG_SCHOOL, "2024年9月1日",
	    "2024-09-01" },
	{ "QP-06", "offers_counselling", ORG_FAMILY, "否", "no" },
	{ "QP-09", "opened", ORG_SUBCENTRE, "2023/3/1", "2023-03-01" },
	{ "QP-11", "agreement", ORG_PARTNER, "支持协议 2024 年",
	    "支持协议 2024 年" },
	{ "QP-12", "recognition", ORG_SCHOOL, "示范校",
	    "demonstration school" },
	{ "QP-15", "host", ORG_POINT, "社区卫生服务中心",
	    "community health centre" },
	{ "QP-15", "form", ORG_POINT, "社会工作室", "social work studio" },
	{ "QP-16", "host", ORG_POINT, "妇女之家", "women's house" },
	{ "QP-17", "vetted_until", ORG_AGENCY, "2026-06-30", "2026-06-30" },
	{ "QP-41", "room_built", ORG_SCHOOL, "有", "yes" },
	{ "QP-52", "medical_link", ORG_SCHOOL, "有", "yes" },
	{ "QP-54", "services", ORG_HOSPITAL, "儿童门诊", "儿童门诊" },
	{ "QP-60", "enrolment", ORG_SCHOOL, "500", "500" },
	{ "QP-75", "heart_home", ORG_FAMILY, "是", "yes" },
	{ "QP-75", "visits", ORG_FAMILY, "120", "120" },
	{ "QP-81", "child_clinic", ORG_HOSPITAL, "有", "yes" },
	{ "QP-91", "studio_kind", ORG_STUDIO, "五老工作室", "elders' studio" },
	{ "QP-96", "team_kind", ORG_COMMITTEE, "领导小组", "leading group" },
	{ "QP-98", "state", ORG_ROOM, "可用", "可用" },
	{ "QP-101", "association_kind", ORG_ASSOCIATION, "行业协会",
	    "industry association" },
	{ "SJS-02", "enrolment", ORG_SCHOOL, "五百", NULL },
	{ "SJS-08", "phone_24h", ORG_STATION, "010-8888 0000", "01088880000" },
	{ "SJS-09", "joint_research", ORG_GROUP, "是", "yes" },
	{ "SJS-31", "sofa", ORG_ROOM, "有", "yes" },
	{ "SJS-31", "tea_table", ORG_ROOM, "有", "yes" },
	{ "SJS-31", "sand_tray", ORG_ROOM, "没有", "no" },
	{ "SJS-31", "computer", ORG_ROOM, "也许", NULL },
	{ "SJS-31", "filing_cabinet", ORG_ROOM, "1", "yes" },
	{ "SJS-60", "room_kind", ORG_ROOM, "家校社共育咨询室",
	    "home-school room" },
	{ "SJS-73", "green_channel", ORG_HOSPITAL, "王主任", "王主任" },
	{ "SJS-75", "experts_invited", ORG_SCHOOL, "李教授 2024-05",
	    "李教授 2024-05" },
	{ "SJS-78", "head", ORG_COMMITTEE, "莫书记", "莫书记" },
	{ "SJS-81", "duties", ORG_DEPARTMENT, "网络信息", "网络信息" },
	{ "SJS-88", "medical_link_since", ORG_SCHOOL, "2024-02-30", NULL },
	{ "TJ-02", "family_station", ORG_SCHOOL, "是", "yes" },
	{ "TJ-03", "offers_counselling", ORG_FAMILY, "有", "yes" },
	{ "TJ-37", "aggregate_only", ORG_MONITORING, "是", "yes" },
	{ "TJ-39", "centre_name", ORG_SCHOOL, "学生心理素质培养中心",
	    "学生心理素质培养中心" },
	{ "TJ-54", "team_kind", ORG_COMMITTEE, "心理危机应急工作组",
	    "crisis group of a city or district" },
	{ "TJ-69", "grid_phone", ORG_GRID, "13800000000", "13800000000" },
	{ "TJ-69", "grid_phone", ORG_GRID, "1.38E+10", NULL },
	{ "TJ-72", "kind", ORG_SCHOOL, "小学", "primary school" },
	{ "TJ-81", "hospital_kind", ORG_HOSPITAL, "儿童医院",
	    "children's hospital" },
	{ "TJ-85", "family_station", ORG_DISTRICT, "是", "yes" },
	{ "TJ-87", "team_kind", ORG_COMMITTEE, "家长委员会",
	    "parents' committee" },
	{ "TJ-93", "visits", ORG_GROWTH, "88", "88" },
	{ "TJ-96", "studio_kind", ORG_STUDIO, "五老工作室", "elders' studio" },
	{ "TJ-101", "first_responsible", ORG_SCHOOL, "莫校长", "莫校长" },
	{ "TJ-101", "first_responsible_since", ORG_DISTRICT, "45000",
	    "2023-03-15" },
	{ "TJ-105", "members", ORG_COMMITTEE, "六部门各一人", "六部门各一人" },
	{ "TJ-106", "liaison", ORG_DISTRICT, "李干部", "李干部" },
	{ "TJ-110", "duties", ORG_DEPARTMENT, "民政：困境儿童",
	    "民政：困境儿童" },
	{ "QD-03", "team_kind", ORG_COMMITTEE, "联防联控工作专班",
	    "special team" },
	{ "QD-04", "liaison", ORG_DEPARTMENT, "张联络", "张联络" },
	{ "QD-15", "team_kind", ORG_COMMITTEE, "危机干预研究工作组",
	    "crisis research group" },
	{ "QD-31", "studio_kind", ORG_STUDIO, "心理专家工作室",
	    "expert studio" },
	{ "QD-40", "association_kind", ORG_ASSOCIATION, "联盟", "alliance" },
	{ "QD-41", "association_kind", ORG_ASSOCIATION, "志愿队伍",
	    "volunteers" },
	{ "QD-53", "members", ORG_SUBCOMMITTEE, "三位家长", "三位家长" },
	{ "QD-56", "agency_state", ORG_AGENCY, "在库", "on the list" },
	{ "QD-58", "responsible", ORG_DEPARTMENT, "陈主任", "陈主任" },
	{ "QD-62", "small", ORG_SCHOOL, "是", "yes" },
	{ "QD-63", "classes", ORG_SCHOOL, "30", "30" },
	{ "QD-68", "responsible_since", ORG_SCHOOL, "2025-01-01",
	    "2025-01-01" },
	{ "GZ-07", "assigned", ORG_COMMUNITY, "辅导员两位", "辅导员两位" },
	{ "GZ-08", "head", ORG_DORM, "寝室长小张", "寝室长小张" },
	{ "GZ-21", "recognition", ORG_SCHOOL_CENTRE, "示范中心",
	    "demonstration school" },
	{ "GZ-22", "team_kind", ORG_COMMITTEE, "专家指导委员会",
	    "expert committee" },
	{ "GZ-31", "enrolment", ORG_SCHOOL, "3000", "3000" },
	{ "GZ-32", "enrolment", ORG_SCHOOL, "1000", "1000" },
	{ "GZ-36", "independent", ORG_ROOM, "是", "yes" },
	{ "GZ-38", "room_kind", ORG_ROOM, "宣泄室", "venting room" },
	{ "GZ-43", "green_phone", ORG_HOSPITAL, "12", NULL },
	{ "GZ-44", "work_log", ORG_GUIDANCE, "咨询、教研", "咨询、教研" },
	{ "GZ-70", "secrecy_until", ORG_VENDOR, "2030-12-31", "2030-12-31" },
	{ "GZ-78", "services", ORG_PARTNER, "专业团队", "专业团队" },
	{ "GZ-80", "assigned", ORG_BUILDING, "思政教师", "思政教师" },
};

static const struct {
	const char *clause, *key, *typed, *kept;
} of_people[] = {
	{ "QP-03", "time", "专职", "full-time" },
	{ "QP-103", "time", "兼职", "part-time" },
	{ "QP-62", "stage", "初中", "初中" },
	{ "QP-63", "field", "青少年情绪", "青少年情绪" },
	{ "QP-64", "title", "高级教师", "高级教师" },
	{ "QP-76", "lecturer", "是", "yes" },
	{ "QP-82", "secrecy_pledge", "2025-01-02", "2025-01-02" },
	{ "QP-92", "lecturer", "否", "no" },
	{ "SJS-05", "class_years", "7", "7" },
	{ "SJS-05", "class_years", "七", NULL },
	{ "SJS-06", "time", "半职", NULL },
	{ "TJ-05", "ideological", "是", "yes" },
	{ "TJ-57", "guides", "青山区", "青山区" },
	{ "TJ-73", "degree_field", "心理学", "心理学" },
	{ "TJ-74", "talent", "百", "one of a hundred" },
	{ "TJ-77", "title_series", "德育", "moral education series" },
	{ "QD-29", "affiliation", "某大学", "某大学" },
	{ "QD-30", "guides", "白塔片区", "白塔片区" },
	{ "QD-36", "licence", "心理治疗师", "心理治疗师" },
	{ "QD-39", "vetted_for_schools", "2024-10-01", "2024-10-01" },
	{ "QD-66", "award", "可评优", "可评优" },
};

/* Is the clause among those the row names? */
static bool
asks(const char *clauses, const char *clause)
{
	size_t n = strlen(clause);

	for (const char *p = clauses; (p = strstr(p, clause)) != NULL; p += n)
		if (p[n] == '\0' || p[n] == ',')
			return true;
	return false;
}

static void
check(const char *why, const struct detail_key *k, const char *typed,
    const char *kept)
{
	char value[DETAIL_VALUE_MAX];
	const char *words = detail_read(k, typed, value);

	test_true(why, asks(k->clauses, why));
	if (kept == NULL) {
		test_true(why, words != NULL);
		return;
	}
	test_true(why, words == NULL);
	test_same_text(why, value, kept);
	test_true(why, detail_words(k, value)[0] != '\0');
}

static void
test_each_clause_that_asks_for_a_register_of_orgs_has_its_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(of_orgs); i++) {
		int key = detail_of(&detail_of_orgs, of_orgs[i].key);

		test_true(of_orgs[i].key, key >= 0);
		test_true(of_orgs[i].clause,
		    detail_fits(&detail_of_orgs.key[key], of_orgs[i].type));
		check(of_orgs[i].clause, &detail_of_orgs.key[key],
		    of_orgs[i].typed, of_orgs[i].kept);
	}
}

static void
test_each_clause_that_asks_for_a_note_of_people_has_its_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(of_people); i++) {
		int key = detail_of(&detail_of_people, of_people[i].key);

		test_true(of_people[i].key, key >= 0);
		check(of_people[i].clause, &detail_of_people.key[key],
		    of_people[i].typed, of_people[i].kept);
	}
}

static void
test_a_register_is_of_the_types_it_is_made_for(void **state)
{
	int tray = detail_of(&detail_of_orgs, "sand_tray");
	int secrecy = detail_of(&detail_of_orgs, "secrecy_until");

	(void)state;
	assert_false(detail_fits(&detail_of_orgs.key[tray], ORG_SCHOOL));
	assert_false(detail_fits(&detail_of_orgs.key[secrecy], ORG_HOSPITAL));
	assert_int_equal(detail_of(&detail_of_orgs, "moat"), -1);
}

/* A column is one field's, a name one key's. */
static void
names_differ(const struct table *t)
{
	for (int f = 0; f < table_fields(t); f++) {
		assert_int_equal(table_field_of(t, table_name(t, f)), f);
		assert_true(table_words(t, f)[0] != '\0');
		for (int g = 0; g < f; g++)
			for (int i = 0; i < TABLE_COLUMNS_MAX &&
					table_field(t, f)->columns[i] != NULL;
			     i++)
				for (int j = 0;
				     j < TABLE_COLUMNS_MAX &&
				     table_field(t, g)->columns[j] != NULL;
				     j++)
					test_true(table_field(t, f)->columns[i],
					    strcmp(
						table_field(t, f)->columns[i],
						table_field(t, g)
						    ->columns[j]) != 0);
	}
}

static void
test_no_column_of_a_table_is_two_fields(void **state)
{
	(void)state;
	names_differ(&staff_table);
	names_differ(&org_table);
	names_differ(&tie_table);
	assert_true(table_fields(&org_table) <= TABLE_FIELDS_MAX);
}

/* --- what posts are called
 * ----------------------------------------------------
 */

static const struct {
	const char *clause, *typed, *name;
	enum role role;
	enum org_type at;
} posts[] = {
	{ "QP-59", "专职心理教师", "psychology", ROLE_PSYCHOLOGY, ORG_SCHOOL },
	{ "QP-61", "区中心心理教师", "counsellor", ROLE_COUNSELLOR,
	    ORG_CENTRE },
	{ "QP-62", "心理教研员", "researcher", ROLE_NONE, ORG_INSTITUTE },
	{ "QP-63", "专家", "expert", ROLE_NONE, ORG_DISTRICT },
	{ "QP-72", "宿管", "dormitory", ROLE_STAFF, ORG_BUILDING },
	{ "QP-72", "安保", "guard", ROLE_STAFF, ORG_SCHOOL },
	{ "QP-76", "家庭教育指导师", "family_instructor", ROLE_NONE,
	    ORG_FAMILY },
	{ "QP-82", "志愿者", "volunteer", ROLE_NONE, ORG_LINE },
	{ "QP-87", "法治副校长", "law_vice_principal", ROLE_NONE, ORG_SCHOOL },
	{ "QP-87", "法治副站长", "law_vice_principal", ROLE_NONE,
	    ORG_PROTECTION },
	{ "QP-90", "强制报告联络员", "report_liaison", ROLE_NONE, ORG_SCHOOL },
	{ "QP-10", "伦理督导", "ethics", ROLE_NONE, ORG_COMMITTEE },
	{ "SJS-06", "兼职教研员", "researcher", ROLE_NONE, ORG_DISTRICT },
	{ "SJS-78", "组长", "team_head", ROLE_NONE, ORG_COMMITTEE },
	{ "TJ-22", "驻校社工", "school_social_worker", ROLE_STAFF, ORG_SCHOOL },
	{ "TJ-69", "网格员", "grid_worker", ROLE_NONE, ORG_GRID },
	{ "TJ-75", "教研员", "researcher", ROLE_NONE, ORG_INSTITUTE },
	{ "TJ-82", "社会工作者", "social_worker", ROLE_NONE, ORG_POINT },
	{ "TJ-101", "第一责任人", "first_responsible", ROLE_NONE,
	    ORG_DISTRICT },
	{ "TJ-106", "区级联络员", "liaison", ROLE_NONE, ORG_DISTRICT },
	{ "QD-41", "志愿者", "volunteer", ROLE_NONE, ORG_ASSOCIATION },
	{ "QD-53", "成员", "member", ROLE_NONE, ORG_SUBCOMMITTEE },
	{ "GZ-06", "心理健康工作专干", "officer", ROLE_STAFF, ORG_DISTRICT },
	{ "GZ-80", "辅导员", "instructor", ROLE_STAFF, ORG_COMMUNITY },
};

static void
test_each_post_that_a_clause_names_can_be_held(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(posts); i++) {
		const struct duty *d = duty_read(posts[i].typed);

		test_true(posts[i].typed, d != NULL);
		test_same_text(posts[i].typed, d->name, posts[i].name);
		test_same_int(posts[i].typed, d->role, posts[i].role);
		test_true(posts[i].typed, duty_fits(d, posts[i].at));
		test_true(posts[i].clause, asks(d->clauses, posts[i].clause));
	}
	assert_null(duty_read("国王"));
	assert_null(duty_read(""));
}

static void
test_a_name_gives_the_rights_of_its_role_and_no_more(void **state)
{
	const struct duty *d;

	(void)state;
	for (int i = 0; (d = duty_at(i)) != NULL; i++) {
		assert_ptr_equal(duty_of(d->name), d);
		assert_true(d->role < ROLE_CUSTODIAN);
		test_true(d->name, duty_is_role(d) || d->role == ROLE_STAFF ||
				       d->role == ROLE_NONE);
		test_same_text(d->name,
		    duty_post_words(d->role, duty_is_role(d) ? "" : d->name),
		    d->words);
	}
	assert_string_equal(duty_post_words(ROLE_LEAD, ""), "shift lead");
}

static void
test_ties_have_names(void **state)
{
	(void)state;
	for (int k = 0; k < TIE_COUNT; k++) {
		assert_int_equal(tie_of(tie_name((enum tie_kind)k)), k);
		assert_true(tie_words((enum tie_kind)k)[0] != '\0');
	}
	assert_int_equal(tie_of("friend"), -1);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_each_clause_that_asks_for_a_register_of_orgs_has_its_row),
	cmocka_unit_test(
	    test_each_clause_that_asks_for_a_note_of_people_has_its_row),
	cmocka_unit_test(test_a_register_is_of_the_types_it_is_made_for),
	cmocka_unit_test(test_no_column_of_a_table_is_two_fields),
	cmocka_unit_test(test_each_post_that_a_clause_names_can_be_held),
	cmocka_unit_test(test_a_name_gives_the_rights_of_its_role_and_no_more),
	cmocka_unit_test(test_ties_have_names),
};

TEST_MAIN(tests)
