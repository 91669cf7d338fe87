/* SPDX-License-Identifier: Apache-2.0 */
/* Groups and risk factors: the table against the plans' own words. */
#include <string.h>

#include "model/group.h"
#include "model/group_table.h"
#include "model/heed.h"
#include "tests/lib/test.h"

/* The clauses read a second time, word by word. */
static const struct {
	const char *clause, *typed, *name;
	enum permit_class class;
} asked[] = {
	{ "QD-47", "单亲", "single_parent", CLASS_FAMILY },
	{ "QD-47", "离异", "divorced", CLASS_FAMILY },
	{ "QD-47", "重组", "remarried", CLASS_FAMILY },
	{ "QD-47", "二孩", "two_children", CLASS_FAMILY },
	{ "QD-47", "留守", "left_behind", CLASS_FAMILY },
	{ "QD-47", "贫困", "poor", CLASS_FAMILY },
	{ "QD-47", "残疾", "disabled", CLASS_FAMILY },
	{ "SJS-35", "学习遇到困难", "learning", CLASS_FAMILY },
	{ "SJS-35", "学业表现不佳", "results", CLASS_FAMILY },
	{ "SJS-36", "单亲家庭", "single_parent", CLASS_FAMILY },
	{ "SJS-36", "家庭困难", "poor", CLASS_FAMILY },
	{ "SJS-36", "身体残疾", "disabled", CLASS_FAMILY },
	{ "SJS-36", "严重健康问题", "serious_health", CLASS_FAMILY },
	{ "GZ-15", "低收入", "low_income", CLASS_FAMILY },
	{ "GZ-15", "新生代农民工子女", "migrant_workers", CLASS_FAMILY },
	{ "GZ-15", "离异家庭", "divorced", CLASS_FAMILY },
	{ "GZ-48", "处境不利", "disadvantaged", CLASS_FAMILY },
	{ "GZ-59", "留守儿童", "left_behind", CLASS_FAMILY },
	{ "GZ-59", "流动儿童", "migrant", CLASS_FAMILY },
	{ "GZ-59", "孤儿", "orphan", CLASS_FAMILY },
	{ "GZ-59", "事实无人抚养儿童", "unsupported", CLASS_FAMILY },
	{ "TJ-45", "学业就业压力", "study_pressure", CLASS_CARE },
	{ "TJ-45", "经济困难", "hardship", CLASS_CARE },
	{ "TJ-45", "情感危机", "heartbreak", CLASS_CARE },
	{ "TJ-46", "家庭变故", "family_change", CLASS_CARE },
	{ "TJ-46", "校园欺凌", "bullying", CLASS_CARE },
	{ "TJ-47", "校外实习", "internship", CLASS_FAMILY },
	{ "TJ-47", "社会实践", "practice", CLASS_FAMILY },
	{ "TJ-47", "学习生活环境变化", "new_surroundings", CLASS_FAMILY },
};

static void
test_every_group_of_the_plans_is_in_the_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(asked); i++) {
		const struct group_code *c = group_code_of(asked[i].typed);

		test_true(asked[i].typed, c != NULL);
		assert_string_equal(c->name, asked[i].name);
		test_true(asked[i].typed,
		    strstr(c->clauses, asked[i].clause) != NULL);
		test_same_int(
		    asked[i].typed, (int)c->class, (int)asked[i].class);
		test_true(asked[i].typed, group_code_of(c->name) == c);
	}
}

static void
test_no_name_and_no_word_means_two_groups(void **state)
{
	const struct group_code *a, *b;
	char word[64];

	(void)state;
	for (int i = 0; (a = group_code_at(i)) != NULL; i++) {
		const char *p = a->typed;

		assert_ptr_equal(group_code_of(a->name), a);
		for (size_t n; *p != '\0'; p += n + strspn(p + n, " ")) {
			n = strcspn(p, " ");
			mem_copy_text(word, n + 1, p);
			test_true(word, group_code_of(word) == a);
		}
		for (int k = 0; k < i; k++) {
			b = group_code_at(k);
			test_true(a->name, strcmp(a->words, b->words) != 0);
		}
	}
	assert_null(group_code_of(""));
	assert_null(group_code_of("问题学生"));
}

/* GZ-48 with where it comes from, TJ-47 with dates, place and who cares. */
static void
test_gz_48_and_tj_47_ask_for_what_they_need(void **state)
{
	static const struct {
		const char *why, *typed;
		struct group g;
		bool right;
	} c[] = {
		{ "a code alone", "单亲", { .starts = 20260901 }, true },
		{ "it ends before it began", "单亲",
		    { .starts = 20260901, .ends = 20260831 }, false },
		{ "no evidence", "处境不利", { .starts = 20260901 }, false },
		{ "a home visit", "处境不利",
		    { .starts = 20260901, .evidence = "家访记录 2026-9-1" },
		    true },
		{ "nowhere", "校外实习", { .starts = 20260901 }, false },
		{ "nobody cares there", "校外实习",
		    { .starts = 20260901, .where = "明德机械厂" }, false },
		{ "a place and a person", "校外实习",
		    { .starts = 20260901,
			.ends = 20270115,
			.where = "明德机械厂",
			.carer = "许师傅 13800130000" },
		    true },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct group g = c[i].g;

		g.code = group_code_of(c[i].typed);
		test_true(c[i].why, (group_fault(&g) == NULL) == c[i].right);
	}
}

/* --- a table ----------------------------------------------------------------
 */

static const char *const heading[] = { "学号", "群体类型", "来源", "依据",
	"开始日期", "结束日期", "实习单位", "负责人" };

static const struct {
	const char *why, *cells[8];
	int field; /* of the fault; -1: a good row */
} rows[] = {
	{ "a group", { "2017", "留守", "民政", "", "2026-9-1" }, -1 },
	{ "from today", { "2017", "留守" }, -1 },
	{ "ended before it was known",
	    { "2017", "留守", "", "", "", "2026-6-30" }, -1 },
	{ "no such group", { "2017", "国王" }, GROUPS_GROUP },
	{ "a label is none", { "2017", "问题学生" }, GROUPS_GROUP },
	{ "nobody", { "", "留守" }, GROUPS_NUMBER },
	{ "said by nobody known", { "2017", "留守", "邻居" }, GROUPS_SOURCE },
	{ "no day", { "2017", "留守", "", "", "昨天" }, GROUPS_STARTS },
	{ "backwards", { "2017", "留守", "", "", "2026-9-1", "2026-8-1" },
	    GROUPS_ENDS },
	{ "evidence is missing", { "2017", "处境不利" }, GROUPS_EVIDENCE },
	{ "place is missing", { "2017", "校外实习" }, GROUPS_WHERE },
};

static void
test_a_row_of_a_table_is_read_or_refused_by_its_cell(void **state)
{
	struct table_columns c;
	struct group_cells got;
	struct table_fault fault;
	int lacking;

	(void)state;
	assert_true(table_heading(&group_table, heading, nitems(heading), NULL,
	    0, false, &c, &lacking));
	assert_int_equal(lacking, GROUPS_FIELDS);
	for (size_t i = 0; i < nitems(rows); i++) {
		const char *cells[8];
		bool good;

		for (size_t k = 0; k < nitems(cells); k++)
			cells[k] =
			    rows[i].cells[k] != NULL ? rows[i].cells[k] : "";
		good = group_read(
		    cells, nitems(cells), &c, 20261127, &got, &fault);
		test_true(rows[i].why, good == (rows[i].field < 0));
		if (good)
			test_true(rows[i].why, got.group.starts != 0);
		else
			test_same_int(rows[i].why, fault.field, rows[i].field);
	}
}

/* --- what to heed -----------------------------------------------------------
 */

static void
test_what_to_heed_is_kept_by_name_and_read_back(void **state)
{
	char names[HEED_WORDS_MAX];

	(void)state;
	for (unsigned bits = 0; bits < 1u << HEED_COUNT; bits++) {
		heed_put(bits, names);
		assert_int_equal(heed_read(names), bits);
	}
	heed_say((1u << HEED_COUNT) - 1, names);
	assert_true(strlen(names) + 1 < sizeof(names));
	assert_int_equal(heed_read("exercise, call"), -1);
	assert_int_equal(heed_read("a_name_longer_than_any_of_them"), -1);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_every_group_of_the_plans_is_in_the_table),
	cmocka_unit_test(test_no_name_and_no_word_means_two_groups),
	cmocka_unit_test(test_gz_48_and_tj_47_ask_for_what_they_need),
	cmocka_unit_test(test_a_row_of_a_table_is_read_or_refused_by_its_cell),
	cmocka_unit_test(test_what_to_heed_is_kept_by_name_and_read_back),
};

TEST_MAIN(tests)
