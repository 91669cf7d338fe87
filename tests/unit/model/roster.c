/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "model/idnumber.h"
#include "model/roster.h"
#include "tests/lib/test.h"

#define TODAY 20261124
#define CELLS 12

static const char *const heading[CELLS] = { "*姓名", "性别", "出生日期",
	"学籍号", "身份证件号", "学号", "学校名称", "年级", "班级（必填）",
	"就读方式", "监护人姓名", "联系电话" };

static const char *const good[CELLS] = { "曾一诺", "女", "2012-02-29",
	"G120101201202290027", "", "20240217", "第001实验学校", "八年级",
	"八年级(3)班", "住校", "曾先生", "138 0013 6021" };

static void
columns(struct table_columns *c)
{
	int missing;

	assert_true(table_heading(
	    &roster_table, heading, CELLS, NULL, 0, false, c, &missing));
	assert_int_equal(missing, ROSTER_FIELDS);
}

static void
test_a_good_row_is_read(void **state)
{
	struct table_columns c;
	struct table_fault fault;
	struct roster_row row;

	(void)state;
	columns(&c);
	assert_true(roster_read(good, CELLS, &c, TODAY, &row, &fault));
	assert_true(roster_grade(&row, SCHOOLING_6_3, TODAY, &fault));
	assert_string_equal(row.s.name, "曾一诺");
	assert_string_equal(row.s.reading, "zeng yi nuo");
	assert_int_equal(row.s.sex, SEX_GIRL);
	assert_int_equal(row.s.birth, 20120229);
	assert_string_equal(row.s.identity, "G120101201202290027");
	assert_string_equal(row.s.number, "20240217");
	assert_string_equal(row.school, "第001实验学校");
	assert_int_equal(row.s.grade.stage, STAGE_JUNIOR);
	assert_int_equal(row.s.grade.entry, 2025);
	assert_string_equal(row.s.label, "3");
	assert_true(row.s.boarding);
	assert_int_equal(row.n_guardians, 1);
	assert_string_equal(row.guardians[0].phone, "13800136021");
}

static void
test_each_mistake_is_named_with_its_column(void **state)
{
	static const struct {
		const char *why;
		int cell;
		const char *value;
		enum roster_field field;
	} c[] = {
		{ "no name", 0, " ", ROSTER_NAME },
		{ "an escape in a name", 0, "曾\033[2J", ROSTER_NAME },
		{ "a line's end in a name", 0, "曾\n一", ROSTER_NAME },
		{ "a turned line", 0, "曾\u202e一", ROSTER_NAME },
		{ "private signs", 0, "曾\ue000", ROSTER_NAME },
		{ "no text", 0, "曾\xff", ROSTER_NAME },
		{ "a formula", 0, "=1+1", ROSTER_NAME },
		{ "too long", 0,
		    "张张张张张张张张张张张张张张张张张张张张张张张张张张张张张"
		    "张张张张",
		    ROSTER_NAME },
		{ "no sex", 1, "三", ROSTER_SEX },
		{ "no such day", 2, "2012-02-30", ROSTER_BIRTH },
		{ "not born yet", 2, "2027-01-01", ROSTER_BIRTH },
		{ "a check digit", 3, "G120101201202290018", ROSTER_PUPIL },
		{ "powers of ten", 3, "1.2E+17", ROSTER_PUPIL },
		{ "powers of ten", 4, "5.2E+17", ROSTER_RESIDENT },
		{ "cut to zeros", 4, "120101201203290000", ROSTER_RESIDENT },
		{ "a number turned", 5, "2.02E+07", ROSTER_NUMBER },
		{ "no such grade", 7, "大三", ROSTER_GRADE },
		{ "no grade", 7, "十三年级", ROSTER_GRADE },
		{ "no class", 8, "", ROSTER_CLASS },
		{ "no telephone", 11, "1380013602", ROSTER_PHONE_1 },
		{ "a turned telephone", 11, "1.38E+10", ROSTER_PHONE_1 },
	};
	struct table_columns columns_;

	(void)state;
	columns(&columns_);
	for (size_t i = 0; i < nitems(c); i++) {
		const char *cells[CELLS];
		struct table_fault fault = { ROSTER_FIELDS, NULL };
		struct roster_row row;

		memcpy(cells, good, sizeof(cells));
		cells[c[i].cell] = c[i].value;
		if (strcmp(c[i].why, "cut to zeros") == 0)
			cells[3] = "";
		test_same_int(c[i].why,
		    roster_read(cells, CELLS, &columns_, TODAY, &row, &fault) &&
			roster_grade(&row, SCHOOLING_6_3, TODAY, &fault),
		    false);
		test_same_int(c[i].why, fault.field, c[i].field);
		test_true(c[i].why, strlen(fault.words) > 10);
		if (strlen(c[i].value) > 4)
			test_true(
			    c[i].why, strstr(fault.words, c[i].value) == NULL);
	}
}

static void
test_rows_of_another_width_are_refused(void **state)
{
	const char *more[CELLS + 1];
	struct table_columns c;
	struct table_fault fault;
	struct roster_row row;

	(void)state;
	columns(&c);
	assert_false(roster_read(good, CELLS - 1, &c, TODAY, &row, &fault));
	assert_int_equal(fault.field, ROSTER_FIELDS);
	memcpy(more, good, sizeof(good));
	more[CELLS] = "12";
	assert_false(roster_read(more, CELLS + 1, &c, TODAY, &row, &fault));
	assert_int_equal(fault.field, ROSTER_FIELDS);
	more[CELLS] = "";
	assert_true(roster_read(more, CELLS + 1, &c, TODAY, &row, &fault));
}

static void
test_who_somebody_is(void **state)
{
	static const struct {
		const char *pupil, *resident, *number, *identity;
	} c[] = {
		{ "G120101201202290027", "", "7", "G120101201202290027" },
		{ "", "120101201202290027", "7", "G120101201202290027" },
		{ "L120101201202291234", "120101201202290027", "7",
		    "L120101201202291234" },
		{ "", "", "20240217", "" },
	};
	struct table_columns columns_;
	struct table_fault fault;
	struct roster_row row;
	const char *cells[CELLS];

	(void)state;
	columns(&columns_);
	memcpy(cells, good, sizeof(cells));
	for (size_t i = 0; i < nitems(c); i++) {
		cells[3] = c[i].pupil;
		cells[4] = c[i].resident;
		cells[5] = c[i].number;
		assert_true(
		    roster_read(cells, CELLS, &columns_, TODAY, &row, &fault));
		assert_string_equal(row.s.identity, c[i].identity);
	}
	cells[5] = "";
	assert_false(roster_read(cells, CELLS, &columns_, TODAY, &row, &fault));
	assert_int_equal(fault.field, ROSTER_PUPIL);
}

static void
test_names_are_mended_not_refused(void **state)
{
	static const struct {
		const char *typed, *kept;
	} c[] = {
		{ " 曾一诺 ", "曾一诺" },
		{ "王  明", "王明" },
		{ "王　明", "王明" },
		{ "'王明", "王明" },
		{ "买买提•艾力", "买买提·艾力" },
		{ "买买提．艾力", "买买提·艾力" },
		{ "买买提.艾力", "买买提·艾力" },
		{ "Anna Smith", "Anna Smith" },
		{ "Zoe\u0308", "Zoë" },
		{ "李\U00020089", "李\U00020089" },
		{ "李\U00031350", "李\U00031350" },
		{ "龴\ue81e", "龴\u9fb4" },
	};
	struct table_columns columns_;
	struct table_fault fault;
	struct roster_row row;
	const char *cells[CELLS];

	(void)state;
	columns(&columns_);
	memcpy(cells, good, sizeof(cells));
	for (size_t i = 0; i < nitems(c); i++) {
		cells[0] = c[i].typed;
		test_true(c[i].typed,
		    roster_read(cells, CELLS, &columns_, TODAY, &row, &fault));
		test_same_text(c[i].typed, row.s.name, c[i].kept);
	}
}

static void
test_the_registry_s_own_columns_are_known(void **state)
{
	static const char *const cells[] = { "姓名", "性别", "出生日期", "民族",
		"身份证件类型", "身份证件号", "学籍号", "班内学号", "年级",
		"班级", "成员1姓名", "成员1关系", "成员1联系电话",
		"成员1是否监护人", "成员2姓名", "成员2联系电话" };
	static const char *const row_cells[] = { "李雷", "1", "20120229", "01",
		"A", "E12345678", "L120101201202291234", "7", "初二", "3",
		"李父", "父亲", "13800136021", "否", "李母", "13800136022" };
	struct table_columns c;
	int missing;
	struct table_fault fault;
	struct roster_row row;

	(void)state;
	assert_true(table_heading(
	    &roster_table, cells, nitems(cells), NULL, 0, true, &c, &missing));
	assert_int_equal(missing, ROSTER_FIELDS);
	assert_int_equal(c.at[ROSTER_NUMBER], -1); /* a seat is no number */
	assert_true(table_heading(
	    &roster_table, cells, nitems(cells), NULL, 0, false, &c, &missing));
	assert_int_equal(missing, ROSTER_SCHOOL);
	assert_true(
	    roster_read(row_cells, nitems(row_cells), &c, TODAY, &row, &fault));
	assert_int_equal(row.n_guardians, 1);
	assert_string_equal(row.guardians[0].name, "李母");
}

static void
test_a_mapping_names_other_columns(void **state)
{
	static const char *const cells[] = { "同学", "行政班级", "编号" };
	struct table_mapping maps[3];
	struct table_columns c;
	int missing;

	(void)state;
	assert_int_equal(
	    table_mapping_read(&roster_table, "# ours", &maps[0]), 0);
	assert_int_equal(table_mapping_read(&roster_table, "\n", &maps[0]), 0);
	assert_int_equal(
	    table_mapping_read(&roster_table, "class 行政班级", &maps[0]),
	    ERR_INPUT);
	assert_int_equal(
	    table_mapping_read(&roster_table, "clas = 行政班级", &maps[0]),
	    ERR_INPUT);
	assert_int_equal(
	    table_mapping_read(&roster_table, "class =", &maps[0]), ERR_INPUT);
	assert_int_equal(
	    table_mapping_read(&roster_table, "class = ", &maps[0]), ERR_INPUT);
	assert_int_equal(
	    table_mapping_read(&roster_table, "class = k", &maps[0]), 1);
	assert_string_equal(maps[0].column, "k");
	assert_int_equal(
	    table_mapping_read(&roster_table, "class = 行政班级\n", &maps[0]),
	    1);
	assert_int_equal(
	    table_mapping_read(&roster_table, "name=同学", &maps[1]), 1);
	assert_int_equal(
	    table_mapping_read(&roster_table, " number = 编号 ", &maps[2]), 1);
	assert_false(table_heading(
	    &roster_table, cells, 3, NULL, 0, true, &c, &missing));
	assert_true(table_heading(
	    &roster_table, cells, 3, maps, 3, true, &c, &missing));
	assert_int_equal(missing, ROSTER_FIELDS);
	assert_int_equal(c.at[ROSTER_CLASS], 1);
}

static void
test_each_cell_is_read_into_its_field(void **state)
{
	static const struct {
		const char *why;
		int cell;
		const char *value;
		enum sex sex;
		int birth;
		bool boarding;
	} c[] = {
		{ "a girl", 1, "2", SEX_GIRL, 20120229, true },
		{ "a boy", 1, "M", SEX_BOY, 20120229, true },
		{ "by the number", 1, "", SEX_GIRL, 20120229, true },
		{ "not said: by the number", 1, "0", SEX_GIRL, 20120229, true },
		{ "born by the number", 2, "", SEX_GIRL, 20120229, true },
		{ "born otherwise", 2, "2012-03-01", SEX_GIRL, 20120301, true },
		{ "born today", 2, "20261124", SEX_GIRL, 20261124, true },
		{ "sixty", 2, "19651125", SEX_GIRL, 19651125, true },
		{ "boards", 9, "Y", SEX_GIRL, 20120229, true },
		{ "boards too", 9, " 是 ", SEX_GIRL, 20120229, true },
		{ "at home", 9, "走读", SEX_GIRL, 20120229, false },
		{ "not said where", 9, "", SEX_GIRL, 20120229, false },
	};
	struct table_columns columns_;
	struct table_fault fault;
	struct roster_row row;
	const char *cells[CELLS];

	(void)state;
	columns(&columns_);
	for (size_t i = 0; i < nitems(c); i++) {
		memcpy(cells, good, sizeof(cells));
		cells[c[i].cell] = c[i].value;
		test_same_int(c[i].why,
		    roster_read(cells, CELLS, &columns_, TODAY, &row, &fault),
		    true);
		test_same_int(c[i].why, row.s.sex, c[i].sex);
		test_same_int(c[i].why, row.s.birth, c[i].birth);
		test_same_int(c[i].why, row.s.boarding, c[i].boarding);
	}
	memcpy(cells, good, sizeof(cells));
	cells[2] = "19651124"; /* 61 today */
	assert_false(roster_read(cells, CELLS, &columns_, TODAY, &row, &fault));
	assert_int_equal(fault.field, ROSTER_BIRTH);
	cells[2] = "20261125";
	assert_false(roster_read(cells, CELLS, &columns_, TODAY, &row, &fault));
	assert_int_equal(fault.field, ROSTER_BIRTH);
}

/* An invisible sign is refused in whatever cell it stands, and the cell is
 * named. */
static void
test_an_invisible_sign_is_found_in_every_cell(void **state)
{
	static const struct {
		int cell;
		enum roster_field field;
	} c[] = { { 0, ROSTER_NAME }, { 1, ROSTER_SEX }, { 2, ROSTER_BIRTH },
		{ 3, ROSTER_PUPIL }, { 4, ROSTER_RESIDENT },
		{ 5, ROSTER_NUMBER }, { 6, ROSTER_SCHOOL }, { 7, ROSTER_GRADE },
		{ 8, ROSTER_CLASS }, { 9, ROSTER_BOARDING },
		{ 10, ROSTER_GUARDIAN_1 }, { 11, ROSTER_PHONE_1 } };
	struct table_columns columns_;
	struct roster_row row;

	(void)state;
	columns(&columns_);
	for (size_t i = 0; i < nitems(c); i++) {
		struct table_fault fault = { ROSTER_FIELDS, NULL };
		const char *cells[CELLS];

		memcpy(cells, good, sizeof(cells));
		cells[c[i].cell] = "1\u200b";
		test_same_int(heading[c[i].cell],
		    roster_read(cells, CELLS, &columns_, TODAY, &row, &fault),
		    false);
		test_same_int(heading[c[i].cell], fault.field, c[i].field);
	}
}

static void
test_the_grade_may_stand_in_the_class(void **state)
{
	struct table_columns columns_;
	struct table_fault fault;
	struct roster_row row;
	const char *cells[CELLS];

	(void)state;
	columns(&columns_);
	memcpy(cells, good, sizeof(cells));
	cells[7] = "";
	assert_true(roster_read(cells, CELLS, &columns_, TODAY, &row, &fault));
	assert_string_equal(row.grade, "八年级");
	assert_int_equal(row.grade_in, ROSTER_CLASS);
	assert_true(roster_grade(&row, SCHOOLING_6_3, TODAY, &fault));
	cells[7] = "9";
	assert_true(roster_read(cells, CELLS, &columns_, TODAY, &row, &fault));
	assert_string_equal(row.grade, "9");
	assert_int_equal(row.grade_in, ROSTER_GRADE);
	cells[7] = "";
	cells[8] = "3班";
	assert_true(roster_read(cells, CELLS, &columns_, TODAY, &row, &fault));
	assert_false(roster_grade(&row, SCHOOLING_6_3, TODAY, &fault));
	assert_int_equal(fault.field, ROSTER_CLASS);
}

/* A rounded number fits its check digit one time in eleven and then says
 * "girl"; with a pupil number beside it, it is no matter. */
static void
test_a_boys_rounded_number_is_found_although_it_fits(void **state)
{
	char number[32] = "";
	struct table_columns columns_;
	struct table_fault fault;
	struct roster_row row;
	const char *cells[CELLS];

	(void)state;
	columns(&columns_);
	memcpy(cells, good, sizeof(cells));
	for (int area = 110000; number[17] != '0'; area++) {
		snprintf(number, sizeof(number), "%d20120316000", area);
		number[17] = idnumber_check_digit(number);
	}
	cells[2] = "";
	cells[3] = "";
	cells[4] = number;
	cells[1] = "女";
	assert_true(roster_read(cells, CELLS, &columns_, TODAY, &row, &fault));
	cells[1] = "男";
	assert_false(roster_read(cells, CELLS, &columns_, TODAY, &row, &fault));
	assert_int_equal(fault.field, ROSTER_RESIDENT);
	cells[3] = "G120101201202290027";
	assert_true(roster_read(cells, CELLS, &columns_, TODAY, &row, &fault));
}

static void
test_the_first_columns_are_columns_too(void **state)
{
	static const char *const cells[] = { "班级", "学校", "学籍号", "姓名" };
	struct table_columns c;
	int missing;

	(void)state;
	assert_true(table_heading(
	    &roster_table, cells, 4, NULL, 0, false, &c, &missing));
	assert_int_equal(missing, ROSTER_FIELDS);
	assert_true(table_heading(
	    &roster_table, cells + 1, 3, NULL, 0, false, &c, &missing));
	assert_int_equal(missing, ROSTER_CLASS);
	for (int f = 0; f < ROSTER_FIELDS; f++)
		assert_int_equal(
		    table_field_of(&roster_table,
			table_name(&roster_table, (enum roster_field)f)),
		    f);
	assert_int_equal(table_field_of(&roster_table, "star_sign"), -1);
}

/* Whatever stands in the cell of the paper's kind, only another kind lets the
 * number pass unchecked. */
static void
test_only_another_paper_leaves_the_number_unchecked(void **state)
{
	static const struct {
		const char *paper;
		bool read;
	} c[] = { { "", false }, { "1", false }, { "居民身份证", false },
		{ "身份证", false }, { "A\u200b", false }, { "A", true },
		{ "护照", true } };
	static const char *const heads[] = { "姓名", "班级", "学号",
		"身份证件类型", "身份证件号" };
	struct table_columns columns_;
	struct table_fault fault;
	struct roster_row row;

	(void)state;
	assert_true(table_heading(
	    &roster_table, heads, 5, NULL, 0, true, &columns_, NULL));
	for (size_t i = 0; i < nitems(c); i++) {
		const char *cells[] = { "李雷", "3班", "7", c[i].paper,
			"E12345678" };

		test_same_int(c[i].paper,
		    roster_read(cells, 5, &columns_, TODAY, &row, &fault),
		    c[i].read);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_good_row_is_read),
	cmocka_unit_test(test_each_mistake_is_named_with_its_column),
	cmocka_unit_test(test_rows_of_another_width_are_refused),
	cmocka_unit_test(test_who_somebody_is),
	cmocka_unit_test(test_names_are_mended_not_refused),
	cmocka_unit_test(test_the_registry_s_own_columns_are_known),
	cmocka_unit_test(test_a_mapping_names_other_columns),
	cmocka_unit_test(test_each_cell_is_read_into_its_field),
	cmocka_unit_test(test_an_invisible_sign_is_found_in_every_cell),
	cmocka_unit_test(test_the_grade_may_stand_in_the_class),
	cmocka_unit_test(test_a_boys_rounded_number_is_found_although_it_fits),
	cmocka_unit_test(test_the_first_columns_are_columns_too),
	cmocka_unit_test(test_only_another_paper_leaves_the_number_unchecked),
};

TEST_MAIN(tests)
