/* SPDX-License-Identifier: Apache-2.0 */
/* What stands in a cell, and what comes out of it. */
#include "tests/lib/book.h"
#include "tests/lib/rows.h"
#include "tests/lib/test.h"

/* xf 0 plain, 1 a built-in day, 2 and on by codes. */
static const char styles[] =
    "<numFmts count=\"6\">"
    "<numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;"
    "d&quot;日&quot;;@\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"[$-804]yyyy/m/d\\ h:mm\"/>"
    "<numFmt numFmtId=\"166\" formatCode=\"[h]:mm:ss\"/>"
    "<numFmt numFmtId=\"167\" formatCode=\"0.00E+00\"/>"
    "<numFmt numFmtId=\"168\" formatCode=\"&quot;dmy&quot;0_d;[Red]0\"/>"
    "<numFmt numFmtId=\"169\" formatCode=\"G/通用格式\"/>"
    "</numFmts>"
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/>"
    "<xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"167\"/>"
    "<xf numFmtId=\"168\"/><xf numFmtId=\"169\"/><xf numFmtId=\"31\"/>"
    "</cellXfs>";

static const char strings[] =
    "<si><t>甲</t></si>"
    "<si><r><rPr><b/></rPr><t>红</t></r><r><t xml:space=\"preserve\"> 字</t>"
    "</r><rPh sb=\"0\" eb=\"1\"><t>hong</t></rPh><phoneticPr fontId=\"1\"/>"
    "</si>"
    "<si><t>a_x000D__x005F_x000D_</t></si><si/>";

/* One cell in A1; "REFUSED" means it is the reason. */
static const struct {
	const char *why, *cell, *out;
	enum reader_word refused;
} values[] = {
	{ "a shared text", "<c t=\"s\"><v>0</v></c>", "甲", 0 },
	{ "rich text without its reading", "<c t=\"s\"><v>1</v></c>", "红 字",
	    0 },
	{ "an escaped line end is a blank, an escaped escape itself",
	    "<c t=\"s\"><v>2</v></c>", "a _x000D_", 0 },
	{ "an empty shared text", "<c t=\"s\"><v>3</v></c>", "", 0 },
	{ "a shared text that is not there", "<c t=\"s\"><v>4</v></c>", NULL,
	    READER_DAMAGED },
	{ "a text of its own",
	    "<c t=\"inlineStr\"><is><r><t>一</t></r><r><t>二</t></r>"
	    "<rPh><t>yi</t></rPh></is></c>",
	    "一二", 0 },
	{ "a comma, a quote, a line end",
	    "<c t=\"inlineStr\"><is><t>a,\"b\nc</t></is></c>", "\"a,\"\"b c\"",
	    0 },
	{ "a number stays its digits", "<c><v>20240101</v></c>", "20240101",
	    0 },
	{ "an exponent is written out", "<c><v>1.2E+10</v></c>", "12000000000",
	    0 },
	{ "the same in small", "<c><v>1.5e-3</v></c>", "0.0015", 0 },
	{ "as a spreadsheet shows it", "<c><v>0.30000000000000004</v></c>",
	    "0.3", 0 },
	{ "nines that round up", "<c><v>9.9999999999999999</v></c>", "10", 0 },
	{ "less than nothing", "<c><v>-0.5</v></c>", "-0.5", 0 },
	{ "nothing has no sign", "<c><v>-0.0</v></c>", "0", 0 },
	{ "no zeros are made up", "<c s=\"5\"><v>0012</v></c>", "12", 0 },
	{ "zeros within", "<c><v>100.050</v></c>", "100.05", 0 },
	{ "fifteen digits", "<c><v>123456789012345</v></c>", "123456789012345",
	    0 },
	{ "sixteen are not kept", "<c><v>1234567890123456</v></c>", NULL,
	    READER_DIGITS },
	{ "a resident number as a number", "<c><v>1.2010120120229E+17</v></c>",
	    NULL, READER_DIGITS },
	{ "no number", "<c><v>1.2.3</v></c>", NULL, READER_NUMBER },
	{ "no number at all", "<c><v>E</v></c>", NULL, READER_NUMBER },
	{ "an exponent without one", "<c><v>1E</v></c>", NULL, READER_NUMBER },
	{ "an exponent out of all bounds", "<c><v>1E99999</v></c>", NULL,
	    READER_NUMBER },
	{ "a day", "<c s=\"1\"><v>40968</v></c>", "2012-02-29", 0 },
	{ "a day of the Chinese format", "<c s=\"2\"><v>45292</v></c>",
	    "2024-01-01", 0 },
	{ "a day of the built-in Chinese format", "<c s=\"8\"><v>45292</v></c>",
	    "2024-01-01", 0 },
	{ "the first day", "<c s=\"1\"><v>1</v></c>", "1900-01-01", 0 },
	{ "before the day that never was", "<c s=\"1\"><v>59</v></c>",
	    "1900-02-28", 0 },
	{ "the day that never was", "<c s=\"1\"><v>60</v></c>", NULL,
	    READER_DAY },
	{ "after it", "<c s=\"1\"><v>61</v></c>", "1900-03-01", 0 },
	{ "the last day", "<c s=\"1\"><v>2958465</v></c>", "9999-12-31", 0 },
	{ "a day after the last", "<c s=\"1\"><v>2958466</v></c>", NULL,
	    READER_DAY },
	{ "a day before the first", "<c s=\"1\"><v>-1</v></c>", NULL,
	    READER_DAY },
	{ "day and time", "<c s=\"3\"><v>45292.5</v></c>", "2024-01-01 12:00",
	    0 },
	{ "a time rounded to the second", "<c s=\"3\"><v>45291.999999</v></c>",
	    "2024-01-01", 0 },
	{ "a span of hours", "<c s=\"4\"><v>1.1041666666666667</v></c>",
	    "26:30", 0 },
	{ "scientific is no day", "<c s=\"5\"><v>5</v></c>", "5", 0 },
	{ "letters of a day in quotes are none", "<c s=\"6\"><v>5</v></c>", "5",
	    0 },
	{ "the general format in Chinese", "<c s=\"7\"><v>5</v></c>", "5", 0 },
	{ "a day of a strict workbook",
	    "<c t=\"d\"><v>2012-02-29T00:00:00</v></c>", "2012-02-29", 0 },
	{ "a time of a strict workbook",
	    "<c t=\"d\"><v>2012-02-29T08:30:00.000</v></c>", "2012-02-29 08:30",
	    0 },
	{ "a day that is none", "<c t=\"d\"><v>2013-02-29</v></c>", NULL,
	    READER_DAY },
	{ "true", "<c t=\"b\"><v>1</v></c>", "TRUE", 0 },
	{ "false", "<c t=\"b\"><v>0</v></c>", "FALSE", 0 },
	{ "neither", "<c t=\"b\"><v>2</v></c>", NULL, READER_DAMAGED },
	{ "an error", "<c t=\"e\"><v>#N/A</v></c>", NULL, READER_ERROR },
	{ "a formula's result", "<c t=\"str\"><f>A2&amp;\"x\"</f><v>yx</v></c>",
	    "yx", 0 },
	{ "a formula's number", "<c><f>1+1</f><v>2</v></c>", "2", 0 },
	{ "a formula's empty text", "<c t=\"str\"><f>B1</f><v></v></c>", "",
	    0 },
	{ "a formula nobody worked out", "<c><f>1+1</f></c>", NULL,
	    READER_FORMULA },
	{ "nor has this one a result", "<c><f>1+1</f><v/></c>", NULL,
	    READER_FORMULA },
	{ "a kind nobody knows", "<c t=\"z\"><v>1</v></c>", NULL,
	    READER_DAMAGED },
	{ "another's elements are passed over",
	    "<c><x:v xmlns:x=\"urn:x\"><v>9</v></x:v><v>1</v></c>", "1", 0 },
	{ "a cell of another row", "<c r=\"A2\"><v>1</v></c>", NULL,
	    READER_ORDER },
	{ "a place that is none", "<c r=\"1A\"><v>1</v></c>", NULL,
	    READER_ORDER },
	{ "a lone formula sign is text, not a formula",
	    "<c t=\"inlineStr\"><is><t>=1+1</t></is></c>", "=1+1", 0 },
};

static void
one_value(size_t i, const char *space)
{
	struct book b = {
		.styles = styles, .strings = strings, .space = space
	};
	struct sheet_told told;
	char row[512], want[256], *out;
	uint8_t *p;
	size_t n;

	snprintf(row, sizeof(row), "<row r=\"1\">%s</row>", values[i].cell);
	snprintf(want, sizeof(want), "%s%s",
	    values[i].out != NULL ? values[i].out : "",
	    values[i].out != NULL && *values[i].out != '\0' ? "\r\n" : "");
	b.rows = row;
	p = book_make(&b, &n);
	rows_read(p, n, NULL, &told, &out);
	test_same_text(values[i].why, reader_text(told.why),
	    reader_text(values[i].refused));
	if (values[i].refused == READER_NOTHING)
		test_same_text(values[i].why, out, want);
	else
		test_same_text(values[i].why, told.place, "Sheet1!A1");
	free(out);
	free(p);
}

static void
test_a_cell_says_what_the_spreadsheet_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(values); i++)
		one_value(i, BOOK_MAIN);
}

static void
test_a_strict_workbook_says_the_same(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(values); i++)
		one_value(i, BOOK_STRICT);
}

/* The rows of b; it must be read. */
static void
reads(
    const char *why, const struct book *b, const char *sheet, const char *want)
{
	struct sheet_told told;
	uint8_t *p;
	char *out;
	size_t n;

	p = book_make(b, &n);
	rows_read(p, n, sheet, &told, &out);
	test_same_text(why, reader_text(told.why), "");
	test_same_text(why, out, want);
	free(out);
	free(p);
}

static void
test_line_n_is_row_n(void **state)
{
	static const struct book gaps = {
		.rows = "<row r=\"2\"><c r=\"B2\"><v>1</v></c></row>"
			"<row/><row r=\"5\" hidden=\"1\"><c r=\"A5\"/>"
			"<c><v>2</v></c><c r=\"D5\"><v>3</v></c><c r=\"E5\"/>"
			"</row><row><c><v>4</v></c></row>"
			"<row r=\"1048576\"><c r=\"XFD1048576\" s=\"1\"/>"
			"</row>"
	};
	static const struct book first = {
		.rows = "<row><c t=\"inlineStr\"><is><t>一;二;三</t></is></c>"
			"</row><row><c><v>1</v></c><c><v>2</v></c></row>"
	};

	(void)state;
	reads("gaps are empty lines, a row is as wide as those above", &gaps,
	    NULL, "\r\n,1\r\n\r\n\r\n,2,,3\r\n4,,,\r\n");
	reads("the first line has commas enough to be known by", &first, NULL,
	    "一;二;三,,\r\n1,2\r\n");
}

static void
test_the_other_epoch_is_known(void **state)
{
	static const struct book b = { .styles = styles,
		.book = "<workbookPr date1904=\"1\"/><sheets><sheet "
			"name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/>"
			"</sheets>",
		.rows = "<row><c s=\"1\"><v>0</v></c><c s=\"1\"><v>43830</v>"
			"</c></row>" };

	(void)state;
	reads("days since 1904", &b, NULL, "1904-01-01,2024-01-01\r\n");
}

static void
test_a_sheet_is_chosen_by_name_else_the_first_that_is_seen(void **state)
{
	static const struct book_part more[] = {
		{ "xl/worksheets/two.xml",
		    "<worksheet xmlns=\"" BOOK_MAIN "\"><sheetData><row><c>"
		    "<v>2</v></c></row></sheetData></worksheet>",
		    0 },
		{ NULL, NULL, 0 }
	};
	static const struct book b = { .rows = "<row><c><v>1</v></c></row>",
		.more = more,
		.rels = BOOK_SHEET_REL(
		    "rId1", "worksheets/sheet1.xml") BOOK_SHEET_REL("rId2",
		    "../xl/./worksheets/two.xml") "<Relationship Id=\"rId9\" "
						  "Type=\"" BOOK_REL
						  "/externalLink\" "
						  "Target=\"file:///etc/"
						  "passwd\" "
						  "TargetMode=\"External\"/>"
						  "<Relationship Id=\"rId5\" "
						  "Type=\"" BOOK_REL
						  "/chartsheet\" "
						  "Target=\"chartsheets/"
						  "sheet1.xml\"/>",
		.book = "<sheets><sheet name=\"图\" sheetId=\"9\" r:id=\"rId5\""
			"/><sheet name=\"字典\" sheetId=\"1\" "
			"state=\"veryHidden\" r:id=\"rId1\"/><sheet "
			"name=\"八年级\" sheetId=\"2\" r:id=\"rId2\"/></sheets>"
			"<externalReferences><externalReference r:id=\"rId9\"/>"
			"</externalReferences>" };
	struct sheet_told told;
	uint8_t *p;
	char *out;
	size_t n;

	(void)state;
	reads("the first that is seen", &b, NULL, "2\r\n");
	reads("a hidden one by its name", &b, "字典", "1\r\n");
	p = book_make(&b, &n);
	rows_read(p, n, "九年级", &told, &out);
	assert_int_equal(told.why, READER_NO_SHEET);
	assert_string_equal(told.place, "九年级");
	free(out);
	free(p);
}

static void
test_macros_are_left_aside_and_that_is_said(void **state)
{
	static const struct book_part more[] = {
		{ "xl/vbaProject.bin", "\xd0\xcf", 0 }, { NULL, NULL, 0 }
	};
	static const struct book b = { .rows = "<row><c><v>1</v></c></row>",
		.more = more };
	struct sheet_told told;
	uint8_t *p;
	char *out;
	size_t n;

	(void)state;
	p = book_make(&b, &n);
	assert_int_equal(rows_read(p, n, NULL, &told, &out), 0);
	assert_int_equal(told.remark, READER_MACROS);
	assert_string_equal(out, "1\r\n");
	free(out);
	free(p);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_cell_says_what_the_spreadsheet_says),
	cmocka_unit_test(test_a_strict_workbook_says_the_same),
	cmocka_unit_test(test_line_n_is_row_n),
	cmocka_unit_test(test_the_other_epoch_is_known),
	cmocka_unit_test(
	    test_a_sheet_is_chosen_by_name_else_the_first_that_is_seen),
	cmocka_unit_test(test_macros_are_left_aside_and_that_is_said),
};

TEST_MAIN(tests)
