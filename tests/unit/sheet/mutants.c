/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files that were whole, changed at random, always the same ones: each is
 * refused in words or read.  A workbook has checksums, so what is read of its
 * changed bytes is what it said before; its XML changed before it was packed,
 * or a CSV table, may say something else, but in rows that can be read.  No
 * file takes longer than its time.
 */
#include <iconv.h>
#include <unistd.h>

#include "base/csv.h"
#include "tests/lib/book.h"
#include "tests/lib/rows.h"
#include "tests/lib/test.h"

#define EACH_S 20 /* under the sanitizers, on a machine at work */
#define CHECK 1500
#define QUICK 300

static uint64_t
next(void)
{
	static uint64_t seed = 0x9e3779b97f4a7c15u;

	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

/* One change: another byte, a bit, a piece twice or left out, an end. */
static size_t
change(uint8_t *p, size_t n)
{
	size_t at = next() % n, to = next() % n, len = 1 + next() % 16;

	if (len > n - (at > to ? at : to))
		len = 1;
	switch (next() % 8) {
	case 0:
		return at;
	case 1:
		memmove(p + at, p + at + len, n - at - len);
		return n - len;
	case 2:
		memmove(p + at, p + to, len);
		return n;
	case 3:
		p[at] = (uint8_t)next();
		return n;
	case 4:
		p[at] = next() % 2 ? 0 : 0xff;
		return n;
	default:
		p[at] ^= (uint8_t)(1u << next() % 8);
		return n;
	}
}

static size_t
changed(uint8_t *p, size_t n)
{
	for (size_t times = 1 + next() % 4; times > 0 && n > 1; times--)
		n = change(p, n);
	return n;
}

/* --- what is read can be read
 * -----------------------------------------------------
 */

struct piece {
	const char *p;
	size_t n;
};

static int64_t
give(void *arg, void *to, size_t n)
{
	struct piece *x = arg;

	if (n > x->n)
		n = x->n;
	memcpy(to, x->p, n);
	x->p += n;
	x->n -= n;
	return (int64_t)n;
}

static void
rows_are_sound(int i, const char *out, bool faults)
{
	struct piece x = { out, strlen(out) };
	int64_t line = 0;
	struct csv *c;

	if (csv_open(&c, give, &x) != 0)
		fail_msg("%d: rows in no encoding", i);
	test_same_int("its encoding", csv_encoding(c), CSV_UTF8);
	while (csv_next(c) == 1) {
		if (csv_line(c) <= line || csv_fields(c) > CSV_FIELDS_MAX)
			fail_msg("%d: line %d", i, (int)csv_line(c));
		if (!faults && csv_fault(c) != CSV_FINE)
			fail_msg("%d: broken line %d", i, (int)csv_line(c));
		line = csv_line(c);
	}
	csv_close(c);
}

/* Read n bytes of p, in memory of their very size; the rows or NULL. */
static char *
rows_in_time(int i, const uint8_t *p, size_t n)
{
	uint8_t *exact = mem_grow(NULL, n > 0 ? n : 1, 1);
	struct sheet_told told;
	char *out;
	int r;

	memcpy(exact, p, n);
	alarm(EACH_S); /* ends the test */
	r = rows_read(exact, n, NULL, &told, &out);
	alarm(0);
	free(exact);
	if (r == 0 && told.why == READER_NOTHING)
		return out;
	if (told.why == READER_NOTHING || *reader_text(told.why) == '\0')
		fail_msg("%d: refused without a word", i);
	free(out);
	return NULL;
}

/* --- workbooks
 * -----------------------------------------------------------------------
 */

static const struct book_part more[] = {
	{ "docProps/app.xml", "<Properties/>", 0 },
	{ "xl/theme/theme1.xml", "<theme/>", 0 },
	{ NULL, NULL, 0 },
};
static const char rows[] =
    "<row r=\"1\" spans=\"1:4\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
    "<c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"inlineStr\"><is><r><t>班"
    "</t></r><r><t>级</t></r></is></c></row>"
    "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c>"
    "<c r=\"B2\"><v>20240101</v></c><c r=\"C2\" s=\"1\"><v>41168.5</v></c>"
    "<c r=\"D2\" t=\"b\"><v>1</v></c></row>"
    "<row r=\"4\"><c r=\"A4\" t=\"str\"><f>A2&amp;\"x\"</f><v>y</v></c>"
    "<c r=\"B4\"><v>1.2E+10</v></c></row>";
static const char strings[] = "<si><t>姓名</t></si><si><t>学号</t></si>"
			      "<si><r><t>曾</t></r><r><t>一诺</t></r>"
			      "<rPh><t>zeng</t></rPh></si>";
static const char styles[] =
    "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy/m/d h:mm\"/>"
    "</numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>";

static void
test_changed_bytes_of_a_workbook_say_the_same_or_nothing(void **state)
{
	struct book b = {
		.rows = rows, .strings = strings, .styles = styles, .more = more
	};
	int rounds = test_pace(CHECK, QUICK), read = 0;
	uint8_t *whole[2], *p;
	char *want, *got;
	size_t n[2], size;

	(void)state;
	whole[0] = book_make(&b, &n[0]);
	b.stored = 1;
	whole[1] = book_make(&b, &n[1]);
	want = rows_in_time(-1, whole[0], n[0]);
	assert_non_null(want);
	p = mem_zero(1, n[0] > n[1] ? n[0] : n[1]);
	for (int i = 0; i < rounds; i++) {
		memcpy(p, whole[i % 2], n[i % 2]);
		size = changed(p, n[i % 2]);
		got = rows_in_time(i, p, size);
		if (got != NULL && size >= 4) /* "PK" is a table of one cell */
			test_same_text("what is read", got, want);
		read += got != NULL;
		free(got);
	}
	printf("# %d files, %d of them read as before\n", rounds, read);
	assert_in_range(read, 1, rounds - 1);
	free(p);
	free(want);
	free(whole[0]);
	free(whole[1]);
}

/* A text with changes, without zeros; static until the next of that kind. */
static const char *
changed_text(const char *text, char *to, size_t size)
{
	size_t n = mem_copy_text(to, size, text);

	n = changed((uint8_t *)to, n);
	for (size_t i = 0; i < n; i++)
		if (to[i] == '\0')
			to[i] = ' ';
	to[n] = '\0';
	return to;
}

static void
test_changed_xml_is_refused_or_gives_sound_rows(void **state)
{
	static char a[4096], c[1024], d[1024];
	int rounds = test_pace(CHECK, QUICK), read = 0;

	(void)state;
	for (int i = 0; i < rounds; i++) {
		struct book b = {
			.rows = rows, .strings = strings, .styles = styles
		};
		uint8_t *p;
		char *got;
		size_t n;

		if (i % 3 == 0)
			b.strings = changed_text(strings, c, sizeof(c));
		else if (i % 3 == 1)
			b.styles = changed_text(styles, d, sizeof(d));
		else
			b.rows = changed_text(rows, a, sizeof(a));
		p = book_make(&b, &n);
		got = rows_in_time(i, p, n);
		if (got != NULL)
			rows_are_sound(i, got, false);
		read += got != NULL;
		free(got);
		free(p);
	}
	printf("# %d files, %d of them read\n", rounds, read);
	assert_in_range(read, 1, rounds - 1);
}

/* --- tables
 * ----------------------------------------------------------------------------
 */

static const char table[] = "姓名,学号,班级,\"家长\n电话\"\r\n"
			    "曾一诺,20240101,\"3班,重点\",13800136021\r\n\r\n"
			    "韦青,20240102,\"说\"\"好\"\"\",\r\n"
			    "陆川;20240103,4班,,,\n";

static void
test_a_changed_table_is_refused_or_gives_rows(void **state)
{
	static const char *const charsets[] = { "UTF-8", "GB18030", "UTF-16" };
	int rounds = test_pace(CHECK, QUICK), read = 0;
	uint8_t whole[nitems(charsets)][1024], p[1024];
	size_t n[nitems(charsets)];

	(void)state;
	for (size_t i = 0; i < nitems(charsets); i++) {
		iconv_t cd = iconv_open(charsets[i], "UTF-8");
		char *in = (char *)(uintptr_t)table, *to = (char *)whole[i];
		size_t left = strlen(table), room = sizeof(whole[i]);

		assert_int_equal(iconv(cd, &in, &left, &to, &room), 0);
		iconv_close(cd);
		n[i] = sizeof(whole[i]) - room;
	}
	for (int i = 0; i < rounds; i++) {
		size_t k = (size_t)i % nitems(charsets);
		char *got;

		memcpy(p, whole[k], n[k]);
		got = rows_in_time(i, p, changed(p, n[k]));
		if (got != NULL)
			rows_are_sound(i, got, true);
		read += got != NULL;
		free(got);
	}
	printf("# %d files, %d of them read\n", rounds, read);
	assert_in_range(read, 1, rounds - 1);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_changed_bytes_of_a_workbook_say_the_same_or_nothing),
	cmocka_unit_test(test_changed_xml_is_refused_or_gives_sound_rows),
	cmocka_unit_test(test_a_changed_table_is_refused_or_gives_rows),
};

TEST_MAIN(tests)
