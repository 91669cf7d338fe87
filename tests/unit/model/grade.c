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
		/* each way to write one, and one more or less of it */
		{ "\xff", 0, STAGE_NONE, 0 },
		{ "8\xff", 0, STAGE_NONE, 0 },
		{ "［八］年级", 0, STAGE_JUNIOR, 2025 },
		{ "[八]年级", 0, STAGE_JUNIOR, 2025 },
		{ "（八）年级", 0, STAGE_JUNIOR, 2025 },
		{ "'８", 0, STAGE_JUNIOR, 2025 },
		{ "八\u00a0年\u3000级", 0, STAGE_JUNIOR, 2025 },
		{ "八级", 0, STAGE_JUNIOR, 2025 },
		{ "八年", 0, STAGE_JUNIOR, 2025 },
		{ "八班", 0, STAGE_NONE, 0 },
		{ "零年级", 0, STAGE_NONE, 0 },
		{ "0", 0, STAGE_NONE, 0 },
		{ "初0", 0, STAGE_NONE, 0 },
		{ "1", 0, STAGE_PRIMARY, 2026 },
		{ "6", 0, STAGE_PRIMARY, 2021 },
		{ "7", 0, STAGE_JUNIOR, 2026 },
		{ "9", 0, STAGE_JUNIOR, 2024 },
		{ "九年级", 0, STAGE_JUNIOR, 2024 },
		{ "10", 0, STAGE_SENIOR, 2026 },
		{ "十年级", 0, STAGE_SENIOR, 2026 },
		{ "十1年级", 0, STAGE_SENIOR, 2025 },
		{ "一十一年级", 0, STAGE_SENIOR, 2025 },
		{ "12", 0, STAGE_SENIOR, 2024 },
		{ "13", 0, STAGE_NONE, 0 },
		{ "1899", 0, STAGE_NONE, 0 },
		{ "初一", 0, STAGE_JUNIOR, 2026 },
		{ "初三", 0, STAGE_JUNIOR, 2024 },
		{ "初六", 0, STAGE_NONE, 0 },
		{ "初七", 0, STAGE_JUNIOR, 2026 },
		{ "初九", 0, STAGE_JUNIOR, 2024 },
		{ "初十", 0, STAGE_NONE, 0 },
		{ "小一", 0, STAGE_PRIMARY, 2026 },
		{ "小六", 0, STAGE_PRIMARY, 2021 },
		{ "小七", 0, STAGE_NONE, 0 },
		{ "高中三年级", 0, STAGE_SENIOR, 2024 },
		{ "高四", 0, STAGE_NONE, 0 },
		{ "高十", 0, STAGE_SENIOR, 2026 },
		{ "高十二", 0, STAGE_SENIOR, 2024 },
		{ "职高一", 0, STAGE_VOCATIONAL, 2026 },
		{ "中专三", 0, STAGE_VOCATIONAL, 2024 },
		{ "职二", 0, STAGE_VOCATIONAL, 2025 },
		/* next year's are known already, last year's graduates still */
		{ "初中2027级", 0, STAGE_JUNIOR, 2027 },
		{ "初中2028级", 0, STAGE_NONE, 0 },
		{ "初中2023级", 0, STAGE_JUNIOR, 2023 },
		{ "初中2022级", 0, STAGE_NONE, 0 },
		{ "小学2020级", 0, STAGE_PRIMARY, 2020 },
		{ "小学2019级", 0, STAGE_NONE, 0 },
		/* the youngest at entry of each stage, by the year of birth */
		{ "2026", 20220101, STAGE_NONE, 0 },
		{ "2026", 20211231, STAGE_PRIMARY, 2026 },
		{ "2026", 20170101, STAGE_PRIMARY, 2026 },
		{ "2026", 20161231, STAGE_JUNIOR, 2026 },
		{ "2026", 20130101, STAGE_JUNIOR, 2026 },
		{ "2026", 20121231, STAGE_SENIOR, 2026 },
		{ "2026", 20071231, STAGE_SENIOR, 2026 },
		{ "2026", 20061231, STAGE_NONE, 0 },
		{ "小学2026级", 20130101, STAGE_PRIMARY, 2026 },
		{ "2026", 1, STAGE_NONE, 0 },
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
		{ "5", SCHOOLING_5_4, 0, STAGE_PRIMARY_5, 2022 },
		{ "6", SCHOOLING_5_4, 0, STAGE_JUNIOR_4, 2026 },
		{ "10", SCHOOLING_5_4, 0, STAGE_SENIOR, 2026 },
		{ "初六", SCHOOLING_5_4, 0, STAGE_JUNIOR_4, 2026 },
		{ "初五", SCHOOLING_5_4, 0, STAGE_NONE, 0 },
		{ "2026级", SCHOOLING_5_4, 20170101, STAGE_JUNIOR_4, 2026 },
		{ "2026级", SCHOOLING_5_4, 20180101, STAGE_PRIMARY_5, 2026 },
		{ "初预", SCHOOLING_5_4_PREP, 0, STAGE_JUNIOR_4, 2026 },
		{ "预备", SCHOOLING_5_4_PREP, 0, STAGE_JUNIOR_4, 2026 },
		{ "预", SCHOOLING_5_4_PREP, 0, STAGE_NONE, 0 },
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
		{ "0班", "0", "" },
		{ "1", "1", "" },
		{ "二十班", "20", "" },
		{ "十班", "10", "" },
		{ "高0阳光班", "阳光", "高0" },
		{ "999999999班", "999999999", "" },
		{ "9999999999班", "9999999999", "" },
		{ "十二三班", "十二三", "" },
		{ "二二班", "二二", "" },
		{ "一二三四五六七八九十", "一二三四五六七八九十", "" },
		{ "一二三四五六七八九十1", "一二三四五六七八九十1", "" },
		/* as long as a grade may be, and longer: no grade */
		{ "一一一一一一一一一一一一一一1级3", "3",
		    "一一一一一一一一一一一一一一1级" },
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
	assert_int_equal(class_read("初二", label, grade), ERR_INPUT);
	strcpy(grade, "xx");
	assert_int_equal(class_read("三\xff班", label, grade), ERR_INPUT);
	assert_string_equal(grade, "");
	strcpy(grade, "xx");
	assert_int_equal(class_read("一二三四五六七八九十一", label, grade),
	    ERR_INPUT); /* 33 bytes */
	assert_string_equal(grade, "");
	/* a grade of 48 bytes has no room */
	assert_int_equal(
	    class_read("一一一一一一一一一一一一一一一级3", label, grade),
	    ERR_INPUT);
	assert_string_equal(grade, "");
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
	strcpy(words, "xx");
	grade_words(&(struct grade){ STAGE_NONE, 2026 }, TODAY, words);
	assert_string_equal(words, "");
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
	assert_false(grade_of_number(9999, &back));
	assert_true(grade_of_number(10000, &back));
	assert_int_equal(back.stage, STAGE_PRIMARY);
	assert_int_equal(back.entry, 0);
	assert_true(grade_of_number(69999, &back));
	assert_int_equal(back.stage, STAGE_JUNIOR_4);
	assert_false(grade_of_number(70000, &back));
	assert_int_equal(class_number("12"), 12);
	assert_int_equal(class_number("1"), 1);
	assert_int_equal(class_number("0"), 0);
	assert_int_equal(class_number(""), 0);
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
