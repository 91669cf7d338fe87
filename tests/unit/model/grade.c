/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "base/lang.h"
#include "model/grade.h"
#include "tests/lib/test.h"

#define TODAY 20261124

static void
test_grades_are_read_as_rosters_write_them(void **state)
{
	static const struct {
		const char *typed;
		int birth;
		enum stage stage; /* NONE: refused */
		int entry;
	} c[] = {
		{ "八年级", 0, STAGE_JUNIOR, 2025 },
		{ "初二", 0, STAGE_JUNIOR, 2025 },
		{ "初2", 0, STAGE_JUNIOR, 2025 },
		{ "8", 0, STAGE_JUNIOR, 2025 },
		{ "８年级", 0, STAGE_JUNIOR, 2025 },
		{ " 一年级 ", 0, STAGE_PRIMARY, 2026 },
		{ "小学六年级", 0, STAGE_PRIMARY, 2021 },
		{ "高一", 0, STAGE_SENIOR, 2026 },
		{ "高三年级", 0, STAGE_SENIOR, 2024 },
		{ "十二年级", 0, STAGE_SENIOR, 2024 },
		{ "中职二年级", 0, STAGE_VOCATIONAL, 2025 },
		{ "初中2024级", 0, STAGE_JUNIOR, 2024 },
		{ "高2025级", 0, STAGE_SENIOR, 2025 },
		{ "2024级", 20120229, STAGE_JUNIOR, 2024 },
		{ "2022级", 20150601, STAGE_PRIMARY, 2022 },
		{ "2025", 20090601, STAGE_SENIOR, 2025 },
		{ "2024级", 0, STAGE_NONE, 0 },
		{ "初中1999级", 0, STAGE_NONE, 0 },
		{ "十三年级", 0, STAGE_NONE, 0 },
		{ "初四", 0, STAGE_NONE, 0 },
		{ "大一", 0, STAGE_NONE, 0 },
		{ "", 0, STAGE_NONE, 0 },
		{ "年级", 0, STAGE_NONE, 0 },
		{ "八年级八年级八年级八年级八年级", 0, STAGE_NONE, 0 },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct grade g = { 0 };
		int r = grade_read(
		    c[i].typed, SCHOOLING_6_3, TODAY, c[i].birth, &g);

		test_same_int(
		    c[i].typed, r, c[i].stage == STAGE_NONE ? ERR_INPUT : 0);
		test_same_int(c[i].typed, g.stage, c[i].stage);
		test_same_int(c[i].typed, g.entry, c[i].entry);
	}
}

static void
test_the_five_four_system_reads_the_same_words_otherwise(void **state)
{
	static const struct {
		const char *typed;
		enum schooling in;
		int birth;
		enum stage stage; /* NONE: refused */
		int entry;
	} c[] = {
		{ "六年级", SCHOOLING_5_4_PREP, 0, STAGE_JUNIOR_4, 2026 },
		{ "预初", SCHOOLING_5_4_PREP, 0, STAGE_JUNIOR_4, 2026 },
		{ "预备年级", SCHOOLING_5_4_PREP, 0, STAGE_JUNIOR_4, 2026 },
		{ "初一", SCHOOLING_5_4_PREP, 0, STAGE_JUNIOR_4, 2025 },
		{ "七年级", SCHOOLING_5_4_PREP, 0, STAGE_JUNIOR_4, 2025 },
		{ "初三", SCHOOLING_5_4_PREP, 0, STAGE_JUNIOR_4, 2023 },
		{ "9", SCHOOLING_5_4_PREP, 0, STAGE_JUNIOR_4, 2023 },
		{ "五年级", SCHOOLING_5_4_PREP, 0, STAGE_PRIMARY_5, 2022 },
		{ "小学一年级", SCHOOLING_5_4_PREP, 0, STAGE_PRIMARY_5, 2026 },
		{ "十年级", SCHOOLING_5_4_PREP, 0, STAGE_SENIOR, 2026 },
		{ "高三", SCHOOLING_5_4_PREP, 0, STAGE_SENIOR, 2024 },
		{ "初中2024级", SCHOOLING_5_4_PREP, 0, STAGE_JUNIOR_4, 2024 },
		{ "2026级", SCHOOLING_5_4_PREP, 20150401, STAGE_JUNIOR_4,
		    2026 },
		{ "2022级", SCHOOLING_5_4_PREP, 20150601, STAGE_PRIMARY_5,
		    2022 },
		{ "初四", SCHOOLING_5_4_PREP, 0, STAGE_NONE, 0 },
		{ "小学六年级", SCHOOLING_5_4_PREP, 0, STAGE_NONE, 0 },
		{ "初一", SCHOOLING_5_4, 0, STAGE_JUNIOR_4, 2026 },
		{ "初四", SCHOOLING_5_4, 0, STAGE_JUNIOR_4, 2023 },
		{ "预初", SCHOOLING_5_4, 0, STAGE_NONE, 0 },
		{ "预初", SCHOOLING_6_3, 0, STAGE_NONE, 0 },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct grade g = { 0 };
		int r = grade_read(c[i].typed, c[i].in, TODAY, c[i].birth, &g);

		test_same_int(
		    c[i].typed, r, c[i].stage == STAGE_NONE ? ERR_INPUT : 0);
		test_same_int(c[i].typed, g.stage, c[i].stage);
		test_same_int(c[i].typed, g.entry, c[i].entry);
	}
	for (int i = 0; i < SCHOOLING_COUNT; i++)
		assert_int_equal(
		    schooling_of(schooling_name((enum schooling)i)), i);
	assert_int_equal(schooling_of("nine"), -1);
}

static void
test_classes_are_read_as_rosters_write_them(void **state)
{
	static const struct {
		const char *typed, *label, *grade;
	} c[] = {
		{ "3", "3", "" },
		{ "03", "3", "" },
		{ "3班", "3", "" },
		{ "（3）班", "3", "" },
		{ "三班", "3", "" },
		{ "十二班", "12", "" },
		{ "二十三班", "23", "" },
		{ "八年级(3)班", "3", "八年级" },
		{ "八年级３班", "3", "八年级" },
		{ "初二3班", "3", "初二" },
		{ "高一（10）班", "10", "高一" },
		{ "2026级3班", "3", "2026级" },
		{ "预初（3）班", "3", "预初" },
		{ "阳光班", "阳光", "" },
		{ "4294967299班", "4294967299", "" }, /* no class 3 */
		{ "八年级阳光班", "阳光", "八年级" },
	};
	char label[CLASS_LABEL_MAX], grade[GRADE_WORDS_MAX];

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		test_same_int(
		    c[i].typed, class_read(c[i].typed, label, grade), 0);
		test_same_text(c[i].typed, label, c[i].label);
		test_same_text(c[i].typed, grade, c[i].grade);
	}
	assert_int_equal(class_read("", label, grade), ERR_INPUT);
	assert_int_equal(class_read("班", label, grade), ERR_INPUT);
	assert_int_equal(class_read("八年级", label, grade), ERR_INPUT);
}

static void
test_a_grade_is_called_by_the_day(void **state)
{
	static const struct {
		struct grade g;
		int on;
		const char *words;
	} c[] = {
		{ { STAGE_JUNIOR, 2025 }, 20260831, "七年级" },
		{ { STAGE_JUNIOR, 2025 }, 20260901, "八年级" },
		{ { STAGE_JUNIOR, 2025 }, 20280901, "初中2025级" },
		{ { STAGE_JUNIOR, 2025 }, 20250701, "初中2025级" },
		{ { STAGE_SENIOR, 2024 }, 20261124, "高三" },
		{ { STAGE_PRIMARY, 2021 }, 20261124, "六年级" },
		{ { STAGE_VOCATIONAL, 2026 }, 20261124, "中职一年级" },
		{ { STAGE_JUNIOR_4, 2026 }, 20261124, "六年级" },
		{ { STAGE_JUNIOR_4, 2023 }, 20261124, "九年级" },
		{ { STAGE_PRIMARY_5, 2022 }, 20261124, "五年级" },
		{ { STAGE_PRIMARY_5, 2021 }, 20261124, "小学2021级" },
	};
	char words[GRADE_WORDS_MAX], full[CLASS_FULL_MAX];

	(void)state;
	lang_set("zh_CN");
	for (size_t i = 0; i < nitems(c); i++) {
		grade_words(&c[i].g, c[i].on, words);
		test_same_text(c[i].words, words, c[i].words);
	}
	class_full_words(&c[1].g, "3", TODAY, full);
	assert_string_equal(full, "八年级3班");
	class_name(&c[1].g, "3", full);
	assert_string_equal(full, "初中2025级3班");
	lang_set("en");
	class_full_words(&c[1].g, "3", TODAY, full);
	assert_string_equal(full, "grade 8-3");
}

static void
test_numbers_of_grades_come_back(void **state)
{
	struct grade g = { STAGE_SENIOR, 2024 }, back;

	(void)state;
	assert_int_equal(grade_number(&g), 32024);
	assert_true(grade_of_number(32024, &back));
	assert_int_equal(back.stage, STAGE_SENIOR);
	assert_int_equal(back.entry, 2024);
	assert_false(grade_of_number(8, &back));
	assert_false(grade_of_number(90000, &back));
	assert_int_equal(class_number("12"), 12);
	assert_int_equal(class_number("阳光"), 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_grades_are_read_as_rosters_write_them),
	cmocka_unit_test(
	    test_the_five_four_system_reads_the_same_words_otherwise),
	cmocka_unit_test(test_classes_are_read_as_rosters_write_them),
	cmocka_unit_test(test_a_grade_is_called_by_the_day),
	cmocka_unit_test(test_numbers_of_grades_come_back),
};

TEST_MAIN(tests)
