/* SPDX-License-Identifier: Apache-2.0 */
/* A roster that comes as a workbook, through the real programs. */
#include <fcntl.h>
#include <unistd.h>

#include "tests/lib/book.h"
#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

#define TEXT(s) "<c t=\"inlineStr\"><is><t>" s "</t></is></c>"
#define NUMBER(n) "<c><v>" n "</v></c>"
#define HEADING                                                             \
	"<row r=\"2\">" TEXT("姓名") TEXT("性别") TEXT("学号") TEXT("学校") \
	    TEXT("年级") TEXT("班级") TEXT("出生日期")                      \
		TEXT("监护人\n电话") "</row>"

/* A title, the heading, a good row, an empty one, two that are refused. */
static const struct book roster = {
	.styles =
	    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>",
	.rows = "<row r=\"1\">" TEXT(
	    "2026年八年级名单") "</row>" HEADING "<row r=\"3\">" TEXT("曾一诺")
	    TEXT("女") NUMBER("20240101") TEXT("S001") TEXT("八年级") TEXT(
		"3班") "<c s=\"1\"><v>41168</v></c>"
		       "</row><row r=\"5\">" TEXT("韦青") TEXT("女")
			   NUMBER("20240102") TEXT("S999") TEXT("八年级")
			       TEXT("3班") "</row><row r=\"6\">" TEXT("陆川")
				   TEXT("男") NUMBER("20240103") TEXT("S001")
				       TEXT("七十年级") TEXT("3班") "</row>",
};

static void
write_book(const char *name, const struct book *b)
{
	size_t n;
	uint8_t *p = book_make(b, &n);
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, p, n), n);
	close(fd);
	free(p);
}

static const char *
said(const char *command, int *status)
{
	return cli_said(".", "dist1", command, NULL, status);
}

static void
has(const char *text, const char *piece)
{
	if (strstr(text, piece) == NULL)
		fail_msg("\"%s\" is not in: %s", piece, text);
}

static void
test_a_workbook_is_taken_in_and_its_rows_keep_their_numbers(void **state)
{
	const char *text;
	int status;

	(void)state;
	write_book("roster.xlsx", &roster);
	text = said("import roster roster.xlsx --dry-run", &status);
	has(text, "\"accepted\":1");
	has(text, "\"refused\":2");
	assert_int_equal(access("roster.xlsx.refused.csv", F_OK), -1);
	text = said("import roster roster.xlsx", &status);
	assert_int_equal(status, 0);
	has(text, "\"accepted\":1");
	has(text, "{\"line\":5,\"column\":4,\"field\":\"school\"");
	has(text, "{\"line\":6,\"column\":5,\"field\":\"grade\"");
	has(text, "roster.xlsx.refused.csv");
	text = said("student find 曾一诺", &status);
	has(text, "\"number_tail\":\"0101\"");
	text = said("import roster roster.xlsx", &status);
	has(text, "\"unchanged\":1"); /* the same file again */
}

static void
test_a_sheet_is_named(void **state)
{
	struct book b = roster;
	const char *text;
	int status;

	(void)state;
	b.book = "<sheets><sheet name=\"名册\" sheetId=\"1\" state=\"hidden\" "
		 "r:id=\"rId1\"/></sheets>";
	write_book("hidden.xlsx", &b);
	text = said("import roster hidden.xlsx --dry-run", &status);
	assert_int_equal(status, 65);
	has(text, "工作簿里没有这张工作表。");
	text =
	    said("import roster hidden.xlsx --dry-run --sheet 名册", &status);
	has(text, "\"unchanged\":1");
	text =
	    said("import roster hidden.xlsx --dry-run --sheet 别的", &status);
	has(text, "别的: 工作簿里没有这张工作表。");
	text = said("import roster nothing.xlsx", &status);
	has(text, "ERR_NOT_FOUND");
}

static void
test_a_workbook_is_refused_with_its_cell_and_nothing_is_taken_in(void **state)
{
	struct book b = roster;
	const char *text;
	int status;

	(void)state;
	b.rows = HEADING "<row r=\"3\">" TEXT("岑小雨") TEXT("女")
	    NUMBER("20240109") TEXT("S001") TEXT("八年级")
		TEXT("3班") "</row><row r=\"14\">" TEXT("农丹")
		    TEXT("女") "<c t=\"e\"><v>#N/A</v></c></row>";
	write_book("fault.xlsx", &b);
	text = said("import roster fault.xlsx", &status);
	assert_int_equal(status, 65);
	has(text, "Sheet1!C14: 这一格显示的是错误（如 #N/A）。请改好再来。");
	assert_null(strstr(text, "农丹"));
	text = said("student find 岑小雨", &status);
	assert_null(strstr(text, "0109"));
}

static void
test_a_file_of_another_kind_is_told_how_to_save_it(void **state)
{
	static const struct {
		const char *bytes, *words;
	} c[] = {
		{ "\xd0\xcf\x11\xe0\xa1\xb1", "老格式的工作簿（.xls）" },
		{ "<html><table><tr><td>姓名", "网页或 XML" },
	};
	const char *text;
	int fd, status;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		fd = open("other.xls", O_WRONLY | O_CREAT | O_TRUNC, 0600);
		assert_int_equal(
		    write(fd, c[i].bytes, strlen(c[i].bytes)) > 0, 1);
		close(fd);
		text = said("import roster other.xls", &status);
		test_same_int(c[i].words, status, 65);
		has(text, c[i].words);
	}
	fd = open("plain.csv", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_int_equal(write(fd, "姓名,学号\n", 14), 14);
	close(fd);
	text = said("import roster plain.csv --sheet 一", &status);
	has(text, "只有工作簿才分工作表。");
}

static void
test_macros_are_told_of(void **state)
{
	static const struct book_part more[] = {
		{ "xl/vbaProject.bin", "x", 0 }, { NULL, NULL, 0 }
	};
	struct book b = roster;
	const char *text;
	int status;

	(void)state;
	b.more = more;
	write_book("macros.xlsm", &b);
	text = said("import roster macros.xlsm --dry-run", &status);
	assert_int_equal(status, 0);
	has(text, "宏没有运行");
	has(text, "\"unchanged\":1");
}

/* There the store is open and somebody signed in already. */
static void
test_a_batch_takes_a_workbook_in_as_well(void **state)
{
	const char *text;
	int status;

	(void)state;
	text = cli_said(".", "dist1", "batch",
	    "{\"command\": \"import roster roster.xlsx\", "
	    "\"options\": {\"--dry-run\": true}}\n",
	    &status);
	assert_int_equal(status, 0);
	has(text, "\"unchanged\":1");
}

static int
begin(void **state)
{
	(void)state;
	test_office();
	test_office_close();
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_a_workbook_is_taken_in_and_its_rows_keep_their_numbers),
	cmocka_unit_test(test_a_sheet_is_named),
	cmocka_unit_test(
	    test_a_workbook_is_refused_with_its_cell_and_nothing_is_taken_in),
	cmocka_unit_test(test_a_file_of_another_kind_is_told_how_to_save_it),
	cmocka_unit_test(test_macros_are_told_of),
	cmocka_unit_test(test_a_batch_takes_a_workbook_in_as_well),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
