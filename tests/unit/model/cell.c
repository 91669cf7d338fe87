/* SPDX-License-Identifier: Apache-2.0 */
/* What a cell of a table from outside may hold, seen through a roster. */
#include "model/roster.h"
#include "tests/lib/test.h"

#define TODAY 20261124

static const char *const heading[] = { "姓名", "班级", "学号", "现住址" };
enum { NAME, CLASS, NUMBER, ADDRESS, CELLS };

/* A good row with this value in one of its cells; false with the fault. */
static bool
row_with(int cell, const char *value, struct roster_row *row,
    struct table_fault *fault)
{
	const char *cells[CELLS] = { "曾一诺", "3班", "7", "" };
	struct table_columns c;

	assert_true(table_heading(&roster_table, heading, CELLS, NULL, 0, true, &c, NULL));
	cells[cell] = value;
	return roster_read(cells, CELLS, &c, TODAY, row, fault);
}

/* c as UTF-8, between two letters. */
static const char *
between(unsigned c, char to[16])
{
	char *s = to;

	*s++ = 'a';
	if (c < 0x80)
		*s++ = (char)c;
	else if (c < 0x800) {
		*s++ = (char)(0xc0 | c >> 6);
		*s++ = (char)(0x80 | (c & 63));
	} else if (c < 0x10000) {
		*s++ = (char)(0xe0 | c >> 12);
		*s++ = (char)(0x80 | (c >> 6 & 63));
		*s++ = (char)(0x80 | (c & 63));
	} else {
		*s++ = (char)(0xf0 | c >> 18);
		*s++ = (char)(0x80 | (c >> 12 & 63));
		*s++ = (char)(0x80 | (c >> 6 & 63));
		*s++ = (char)(0x80 | (c & 63));
	}
	*s++ = 'z';
	*s = '\0';
	return to;
}

static void
test_what_nobody_sees_or_no_other_computer_knows_is_refused(void **state)
{
	static const struct {
		unsigned first, last; /* refused; what stands beside is kept */
		const char *words;
	} c[] = {
		{ 0x01, 0x08, "invisible" }, /* a tab is a blank */
		{ 0x0a, 0x1f, "invisible" },
		{ 0x7f, 0x9f, "invisible" },
		{ 0xad, 0xad, "invisible" },
		{ 0x61c, 0x61c, "invisible" },
		{ 0x200b, 0x200f, "invisible" },
		{ 0x2028, 0x202e, "invisible" },
		{ 0x2060, 0x206f, "invisible" },
		{ 0xe000, 0xe000, "as text" },
		{ 0xf8ff, 0xf8ff, "as text" },
		{ 0xfeff, 0xfeff, "invisible" },
		{ 0xfffd, 0xffff, "as text" },
		{ 0xe0000, 0xe0001, "invisible" },
		{ 0x10ffff, 0x10ffff, "invisible" },
	};
	struct table_fault fault;
	struct roster_row row;
	char cell[16];

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		for (unsigned one = c[i].first; one <= c[i].last; one++) {
			between(one, cell);
			test_same_int(c[i].words,
			    row_with(ADDRESS, cell, &row, &fault), false);
			assert_int_equal(fault.field, ROSTER_ADDRESS);
			test_true(
			    cell, strstr(fault.words, c[i].words) != NULL);
		}
}

static void
test_what_stands_beside_them_is_kept(void **state)
{
	static const unsigned kept[] = { 0x21, 0x7e, 0xa1, 0xac, 0xae, 0x61b,
		0x61d, 0x200a, 0x2010, 0x2027, 0x202f, 0x205f, 0x2070, 0xd7fb,
		0xfa0e, 0xfefe, 0xff00, 0xfffc };
	struct table_fault fault;
	struct roster_row row;
	char cell[16];

	(void)state;
	for (size_t i = 0; i < nitems(kept); i++) {
		between(kept[i], cell);
		test_same_int(
		    cell, row_with(ADDRESS, cell, &row, &fault), true);
		test_same_text(cell, row.s.address, cell);
	}
}

static void
test_blanks_go_around_it_and_become_plain_within(void **state)
{
	static const struct {
		const char *typed, *kept;
	} c[] = {
		{ "", "" },
		{ " ", "" },
		{ "' ", "" },
		{ "\t", "" },
		{ "\u3000\u00a0 1\u3000", "1" },
		{ "1\t2", "1 2" },
		{ "1\u00a02\u30003", "1 2 3" },
		{ "''1'2'", "1'2'" },
		{ "x ", "x" },
		{ " x", "x" },
		/* composed as they are kept */
		{ "e\u0301", "\u00e9" },
		{ "x\u0301y", "x\u0301y" },
		{ "、一", "、一" },
		/* what an older GB18030 had in its private area */
		{ "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864",
		    "\u9fb4\u9fb5\u9fb6\u9fb7\u9fb8\u9fb9\u9fba\u9fbb" },
	};
	struct table_fault fault;
	struct roster_row row;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		test_same_int(c[i].typed,
		    row_with(ADDRESS, c[i].typed, &row, &fault), true);
		test_same_text(c[i].typed, row.s.address, c[i].kept);
	}
}

static void
test_a_cell_is_as_long_as_its_field(void **state)
{
	char cell[700];
	struct table_fault fault;
	struct roster_row row;
	size_t most = sizeof(row.s.address) - 1;

	(void)state;
	memset(cell, 'x', sizeof(cell));
	cell[most] = '\0';
	assert_true(row_with(ADDRESS, cell, &row, &fault));
	assert_int_equal(strlen(row.s.address), most);
	cell[most] = 'x';
	cell[most + 1] = '\0';
	assert_false(row_with(ADDRESS, cell, &row, &fault));
	assert_int_equal(fault.field, ROSTER_ADDRESS);
	assert_non_null(strstr(fault.words, "longer"));
	/* longer than any field may be */
	memset(cell, 'x', sizeof(cell));
	cell[sizeof(cell) - 1] = '\0';
	assert_false(row_with(ADDRESS, cell, &row, &fault));
	assert_non_null(strstr(fault.words, "longer"));
}

static void
test_a_name_has_one_dot_and_no_blanks_between_characters(void **state)
{
	static const struct {
		const char *typed, *kept; /* NULL: refused */
	} c[] = {
		{ "买买提‧艾力", "买买提·艾力" },
		{ "买买提・艾力", "买买提·艾力" },
		{ "买买提･艾力", "买买提·艾力" },
		{ "买买提·艾力", "买买提·艾力" },
		{ "王 . 明", "王 . 明" },
		{ "王 明 ", "王明" },
		{ "王 A", "王 A" },
		{ "A 王", "A 王" },
		{ "A. Smith", "A. Smith" },
		{ "王.A", "王.A" },
		{ "王.", "王." },
		{ "王A.", "王A." },
		{ "ＡＺａｚ", "AZaz" },
		{ "Ａ＠［", "A＠[" },
		{ "\u3400 \u9fff", "\u3400\u9fff" },
		{ "王 \u33ff", "王 \u33ff" },
		{ "王 \ua000", "王 \ua000" },
		{ "\uf900 \ufaff", "\u8c48\ufaff" },
		{ "王 \ufb00", "王 \ufb00" },
		{ "\U00020000 \U00020000", "\U00020000\U00020000" },
		{ "é", "é" },
		{ ".王", NULL },
		{ "1", NULL },
		{ "-A", NULL },
		{ "=A", NULL },
	};
	struct table_fault fault;
	struct roster_row row;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		test_same_int(c[i].typed,
		    row_with(NAME, c[i].typed, &row, &fault),
		    c[i].kept != NULL);
		if (c[i].kept != NULL)
			test_same_text(c[i].typed, row.s.name, c[i].kept);
		else {
			assert_int_equal(fault.field, ROSTER_NAME);
			test_true(c[i].typed,
			    strstr(fault.words, "begins with") != NULL);
		}
	}
}

static void
test_headings_are_known_however_they_are_written(void **state)
{
	static const struct {
		const char *cell;
		bool known;
	} c[] = {
		{ "name", true },
		{ "NAME", true },
		{ "nAmE", true },
		{ " n a m e ", true },
		{ "*姓名", true },
		{ "＊姓名", true },
		{ "姓 名", true },
		{ "姓名（必填）", true },
		{ "姓名(必填)", true },
		{ "姓名[2]", true },
		{ "姓\n名", false },
		{ "姓名{2}", false },
		{ "", false },
		{ "名", false },
	};
	const char *azs[] = { "姓名", "azAZ[" };
	const struct table_mapping az = { ROSTER_DORM, "azaz" };

	struct table_columns got;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		test_same_int(c[i].cell,
		    table_heading(&roster_table, &c[i].cell, 1, NULL, 0, true, &got, NULL),
		    c[i].known);
		test_same_int(
		    c[i].cell, got.at[ROSTER_NAME], c[i].known ? 0 : -1);
	}
	assert_true(table_heading(&roster_table, azs, 2, &az, 1, true, &got, NULL));
	assert_int_equal(got.at[ROSTER_DORM], 1);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_what_nobody_sees_or_no_other_computer_knows_is_refused),
	cmocka_unit_test(test_what_stands_beside_them_is_kept),
	cmocka_unit_test(test_blanks_go_around_it_and_become_plain_within),
	cmocka_unit_test(test_a_cell_is_as_long_as_its_field),
	cmocka_unit_test(
	    test_a_name_has_one_dot_and_no_blanks_between_characters),
	cmocka_unit_test(test_headings_are_known_however_they_are_written),
};

TEST_MAIN(tests)
