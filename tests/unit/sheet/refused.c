/* SPDX-License-Identifier: Apache-2.0 */
/* Files made to do harm, or made by nobody: each is refused in words. */
#include <zip.h>

#include "base/buf.h"
#include "tests/lib/book.h"
#include "tests/lib/rows.h"
#include "tests/lib/test.h"

static const struct book plain = {
	.rows = "<row><c t=\"s\"><v>0</v></c><c><v>20240101</v></c></row>",
	.strings = "<si><t>甲</t></si>",
};

static void
refused(const char *why, const void *p, size_t n, enum reader_word word,
    const char *place)
{
	struct sheet_told told;
	char *out;
	int r = rows_read(p, n, NULL, &told, &out);

	test_same_text(why, reader_text(told.why), reader_text(word));
	test_true(why, r < 0 || word == READER_NOTHING);
	if (place != NULL)
		test_same_text(why, told.place, place);
	free(out);
}

static void
refused_book(const char *why, const struct book *b, enum reader_word word,
    const char *place)
{
	size_t n;
	uint8_t *p = book_make(b, &n);

	refused(why, p, n, word, place);
	free(p);
}

static void
test_other_files_are_called_what_they_are(void **state)
{
	static const struct {
		const char *why;
		const char *bytes;
		size_t n;
		enum reader_word word;
	} c[] = {
		{ "nothing", "", 0, READER_EMPTY },
		{ "an old workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 W\0o\0r",
		    14, READER_OLD },
		{ "a locked one",
		    "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
		    "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0",
		    40, READER_LOCKED },
		{ "a web page", "<html><table>", 13, READER_MARKUP },
		{ "a web page with a mark", "\xef\xbb\xbf\r\n<html>", 11,
		    READER_MARKUP },
		{ "a document", "%PDF-1.7 etc", 12, READER_NO_TABLE },
		{ "zeros", "a,b\0\0\0", 6, READER_NO_TABLE },
		{ "no encoding", "\xff\x80\x80,\xff", 5, READER_ENCODING },
		{ "a zip that is none", "PK\3\4 and so on", 13,
		    READER_DAMAGED },
		{ "an empty zip", "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
		    22, READER_NO_BOOK },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		refused(c[i].why, c[i].bytes, c[i].n, c[i].word, NULL);
}

static void
test_other_packages_are_called_what_they_are(void **state)
{
	static const struct {
		const char *why;
		struct book_part parts[3];
		enum reader_word word;
	} c[] = {
		{ "OpenDocument",
		    { { "mimetype",
			  "application/vnd.oasis.opendocument.spreadsheet", 0 },
			{ "content.xml", "<x/>", 0 } },
		    READER_ODS },
		{ "binary", { { "xl/workbook.bin", "x", 0 } }, READER_BINARY },
		{ "a document", { { "word/document.xml", "<x/>", 0 } },
		    READER_NO_BOOK },
		{ "above itself", { { "../../etc/cron.d/x", "x", 0 } },
		    READER_PATHS },
		{ "above itself within", { { "xl/../../x", "x", 0 } },
		    READER_PATHS },
		{ "above itself the other way", { { "xl\\..\\x", "x", 0 } },
		    READER_PATHS },
		{ "an absolute place", { { "/etc/passwd", "x", 0 } },
		    READER_PATHS },
		{ "a drive", { { "C:\\x", "x", 0 } }, READER_PATHS },
	};
	uint8_t *p;
	size_t n;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		p = book_zip(c[i].parts, 1, &n);
		refused(c[i].why, p, n, c[i].word, NULL);
		free(p);
	}
}

/* --- the zip
 * ------------------------------------------------------------------
 */

static void
test_two_parts_of_one_name_are_refused(void **state)
{
	static const struct book_part more[] = {
		{ "xl/worksheets/sheet2.xml", "<x/>", 0 }, { NULL, NULL, 0 }
	};
	struct book b = plain;
	uint8_t *p;
	size_t n;

	(void)state;
	b.more = more;
	p = book_make(&b, &n);
	assert_int_equal(
	    book_patch(p, n, "xl/worksheets/sheet2.xml",
		"xl/worksheets/Sheet1.XML", strlen("xl/worksheets/sheet2.xml")),
	    2);
	refused(
	    "in another case", p, n, READER_TWICE, "xl/worksheets/Sheet1.XML");
	free(p);
}

static void
test_a_wrong_checksum_is_refused(void **state)
{
	struct book b = plain;
	uint8_t *p;
	size_t n;

	(void)state;
	b.stored = 1;
	p = book_make(&b, &n);
	assert_int_equal(book_patch(p, n, "20240101", "20240102", 8), 1);
	refused("one digit", p, n, READER_DAMAGED, "xl/worksheets/sheet1.xml");
	free(p);
}

static void
test_a_file_that_was_cut_is_refused(void **state)
{
	uint8_t *p;
	size_t n;

	(void)state;
	p = book_make(&plain, &n);
	for (size_t cut = 4; cut < n; cut++)
		refused("cut", p, cut, READER_DAMAGED, NULL);
	free(p);
}

static void
test_a_locked_part_is_refused(void **state)
{
	uint8_t *p, *at;
	size_t n;

	(void)state;
	p = book_make(&plain, &n);
	/* bit 0 of the flags of every central header */
	for (size_t i = 0; i + 46 < n; i++) {
		at = p + i;
		if (memcmp(at, "PK\1\2", 4) == 0)
			at[8] |= 1;
	}
	refused("by its flag", p, n, READER_LOCKED, NULL);
	free(p);
}

static void
test_a_way_of_packing_that_is_not_of_workbooks_is_refused(void **state)
{
	uint8_t *p, *at;
	size_t n;

	(void)state;
	p = book_make(&plain, &n);
	for (size_t i = 0; i + 46 < n; i++) {
		at = p + i;
		if (memcmp(at, "PK\1\2", 4) == 0)
			at[10] = 12; /* bzip2 */
		if (memcmp(at, "PK\3\4", 4) == 0)
			at[8] = 12;
	}
	refused("bzip2", p, n, READER_METHOD, "_rels/.rels");
	free(p);
}

static void
test_too_many_parts_are_refused(void **state)
{
	static char names[READER_PARTS_MAX + 1][16];
	static struct book_part parts[READER_PARTS_MAX + 2];
	uint8_t *p;
	size_t n;

	(void)state;
	for (size_t i = 0; i < nitems(names); i++) {
		snprintf(names[i], sizeof(names[i]), "p%d", (int)i);
		parts[i] = (struct book_part){ names[i], "x", 0 };
	}
	p = book_zip(parts, 0, &n);
	refused("one too many", p, n, READER_PARTS, "");
	free(p);
}

/* Spaces behind what matters, so many that they weigh nothing. */
static void
test_a_bomb_is_not_unpacked(void **state)
{
	const size_t size = 64 << 20;
	char *many = mem_grow(NULL, size + 1, 1);
	struct book b = { .sheet = many };

	(void)state;
	memset(many, ' ', size);
	many[size] = '\0';
	refused_book(
	    "64 MB of blanks", &b, READER_BOMB, "xl/worksheets/sheet1.xml");
	free(many);
}

/* A file that says its parts are small, and they are not; or large. */
static void
test_a_size_that_is_not_so_is_refused(void **state)
{
	static const struct {
		const char *why;
		uint32_t size;
		enum reader_word word;
	} c[] = {
		{ "smaller", 10, READER_DAMAGED },
		{ "larger than anything", 0x7fffffff, READER_BOMB },
	};
	uint8_t *p, *at;
	size_t n;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		p = book_make(&plain, &n);
		for (at = p; at + 46 < p + n; at++)
			if (memcmp(at, "PK\1\2", 4) == 0 &&
			    memcmp(at + 46, "xl/worksheets", 13) == 0)
				memcpy(at + 24, &c[i].size, 4);
		refused(c[i].why, p, n, c[i].word, "xl/worksheets/sheet1.xml");
		free(p);
	}
}

/* --- its XML
 * -------------------------------------------------------------------
 */

#define SHEET(rows)                                           \
	"<worksheet xmlns=\"" BOOK_MAIN "\"><sheetData>" rows \
	"</sheetData></worksheet>"

static void
test_what_no_spreadsheet_writes_is_refused(void **state)
{
	static const struct {
		const char *why, *sheet;
		enum reader_word word;
		const char *place;
	} c[] = {
		{ "a thousand laughs",
		    "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">"
		    "]><worksheet>&b;</worksheet>",
		    READER_ENTITY, "xl/worksheets/sheet1.xml" },
		{ "a file of the server",
		    "<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>",
		    READER_ENTITY, "xl/worksheets/sheet1.xml" },
		{ "no end", "<worksheet xmlns=\"" BOOK_MAIN "\"><sheetData>",
		    READER_DAMAGED, "xl/worksheets/sheet1.xml" },
		{ "nothing", " ", READER_DAMAGED, NULL },
		{ "another root", "<chart xmlns=\"" BOOK_MAIN "\"/>",
		    READER_DAMAGED, NULL },
		{ "an entity nobody declared",
		    SHEET("<row><c><v>&x;</v></c></row>"), READER_DAMAGED,
		    NULL },
		{ "a row that goes back", SHEET("<row r=\"3\"/><row r=\"2\"/>"),
		    READER_ORDER, "Sheet1!2" },
		{ "a cell that goes back",
		    SHEET("<row r=\"7\"><c r=\"B7\"/><c r=\"A7\"/></row>"),
		    READER_ORDER, "Sheet1!C7" },
		{ "a row beyond all bounds",
		    SHEET("<row r=\"1100001\"><c><v>1</v></c></row>"),
		    READER_ROWS, "Sheet1!A1100001" },
		{ "a column beyond all bounds",
		    SHEET("<row r=\"14\"><c r=\"IW14\"><v>1</v></c></row>"),
		    READER_COLUMNS, "Sheet1!IW14" },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct book b = { .sheet = c[i].sheet };

		refused_book(c[i].why, &b, c[i].word, c[i].place);
	}
}

static void
test_elements_within_elements_end_somewhere(void **state)
{
	struct buf *b = buf_new();
	struct book book = { .styles = NULL };

	(void)state;
	buf_add_text(b, "<worksheet xmlns=\"" BOOK_MAIN "\">");
	for (int i = 0; i < 100; i++)
		buf_add_text(b, "<x>");
	book.sheet = buf_text(b);
	refused_book("a hundred deep", &book, READER_DEEP, NULL);
	buf_free(b);
}

static void
test_a_long_cell_and_a_long_row_are_refused(void **state)
{
	struct buf *b = buf_new();
	struct book book = { .styles = NULL };

	(void)state;
	buf_add_text(b, "<row r=\"3\"><c r=\"C3\" t=\"inlineStr\"><is><t>");
	for (int i = 0; i <= READER_CELL_MAX; i++)
		buf_add_char(b, (char)('a' + i % 23));
	buf_add_text(b, "</t></is></c></row>");
	book.rows = buf_text(b);
	refused_book("a cell", &book, READER_CELL, "Sheet1!C3");
	buf_clear(b);
	buf_add_text(b, "<row r=\"3\">");
	for (int c = 0; c < 3; c++) {
		buf_add_text(b, "<c t=\"inlineStr\"><is><t>");
		for (int i = 0; i < 30000; i++)
			buf_add_char(b, (char)('a' + (i + c) % 23));
		buf_add_text(b, "</t></is></c>");
	}
	buf_add_text(b, "</row>");
	book.rows = buf_text(b);
	refused_book("a row", &book, READER_ROW, "Sheet1!C3");
	buf_free(b);
}

/* A name in the workbook cannot speak to the terminal of whoever is told. */
static void
test_a_place_is_told_without_what_steers_a_terminal(void **state)
{
	static const struct book b = {
		.book = "<sheets><sheet name=\"x&#x9b;2J&#x202e;y\" "
			"sheetId=\"1\" r:id=\"rId1\"/></sheets>",
		.rows = "<row><c t=\"e\"><v>#REF!</v></c></row>"
	};

	(void)state;
	refused_book("a name", &b, READER_ERROR, "x2Jy!A1");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_other_files_are_called_what_they_are),
	cmocka_unit_test(test_other_packages_are_called_what_they_are),
	cmocka_unit_test(test_two_parts_of_one_name_are_refused),
	cmocka_unit_test(test_a_wrong_checksum_is_refused),
	cmocka_unit_test(test_a_file_that_was_cut_is_refused),
	cmocka_unit_test(test_a_locked_part_is_refused),
	cmocka_unit_test(
	    test_a_way_of_packing_that_is_not_of_workbooks_is_refused),
	cmocka_unit_test(test_too_many_parts_are_refused),
	cmocka_unit_test(test_a_bomb_is_not_unpacked),
	cmocka_unit_test(test_a_size_that_is_not_so_is_refused),
	cmocka_unit_test(test_what_no_spreadsheet_writes_is_refused),
	cmocka_unit_test(test_elements_within_elements_end_somewhere),
	cmocka_unit_test(test_a_long_cell_and_a_long_row_are_refused),
	cmocka_unit_test(test_a_place_is_told_without_what_steers_a_terminal),
};

TEST_MAIN(tests)
