/* SPDX-License-Identifier: Apache-2.0 */
#include <iconv.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/csv.h"
#include "base/err.h"
#include "tests/lib/test.h"

/* A table in memory, given in pieces of `piece` bytes. */
struct source {
	const char *bytes;
	size_t n, at, piece;
};

static int64_t
give(void *arg, void *to, size_t n)
{
	struct source *s = arg;

	if (n > s->piece)
		n = s->piece;
	if (n > s->n - s->at)
		n = s->n - s->at;
	memcpy(to, s->bytes + s->at, n);
	s->at += n;
	return (int64_t)n;
}

/* All records as "line:a|b|c;" with the fault's letter before a broken one. */
static void
read_all(const char *bytes, size_t n, size_t piece, struct buf *out)
{
	struct source s = { bytes, n, 0, piece };
	struct csv *c;
	int r;

	buf_clear(out);
	if ((r = csv_open(&c, give, &s)) != 0) {
		buf_add_f(out, "%s", err_name(r));
		return;
	}
	while ((r = csv_next(c)) == 1) {
		if (csv_fault(c) != CSV_FINE)
			buf_add_char(out, "-QLMT"[csv_fault(c)]);
		buf_add_f(out, "%d:", (int)csv_line(c));
		for (size_t i = 0; i < csv_fields(c); i++)
			buf_add_f(
			    out, "%s%s", i > 0 ? "|" : "", csv_field(c, i));
		buf_add_char(out, ';');
	}
	assert_int_equal(r, 0);
	assert_int_equal(csv_next_offset(c), n);
	csv_close(c);
}

static void
test_tables_of_every_kind_are_read(void **state)
{
	static const struct {
		const char *why, *bytes, *want;
	} c[] = {
		{ "plain", "a,b\n1,2\n", "1:a|b;2:1|2;" },
		{ "no end of line", "a,b\n1,2", "1:a|b;2:1|2;" },
		{ "CRLF", "a,b\r\n1,2\r\n", "1:a|b;2:1|2;" },
		{ "CR", "a,b\r1,2\r", "1:a|b;2:1|2;" },
		{ "empty lines", "a,b\n\n\r\n1,2\n\n", "1:a|b;4:1|2;" },
		{ "quotes", "\"a,1\",\"b\"\"c\"\n\"\",x\n",
		    "1:a,1|b\"c;2:|x;" },
		{ "a line's end inside", "\"a\nb\",c\nd,e\n",
		    "1:a\nb|c;3:d|e;" },
		{ "CRLF inside", "\"a\r\nb\",c\nd,e\n", "1:a\r\nb|c;3:d|e;" },
		{ "a quote inside a plain field", "a\"b,c\n", "1:a\"b|c;" },
		{ "tabs", "a\tb,c\td\n1\t2\t3\n", "1:a|b,c|d;2:1|2|3;" },
		{ "semicolons", "a;b\n1;2,5\n", "1:a|b;2:1|2,5;" },
		{ "empty fields", ",,\n", "1:||;" },
		{ "a mark",
		    "\xef\xbb\xbf"
		    "a,b\n",
		    "1:a|b;" },
		{ "Chinese", "姓名,班级\n曾一诺,3班\n",
		    "1:姓名|班级;2:曾一诺|3班;" },
		{ "nothing", "", "" },
		{ "a lost quote costs a line", "a,b\n\"1,2\n3,4\n",
		    "1:a|b;Q2:\"1|2;3:3|4;" },
		{ "a quote closed too late", "a,b\n\"1,2\n3,\"4\"\n5,6\n",
		    "1:a|b;Q2:\"1|2;3:3|4;4:5|6;" },
		{ "text behind a quote", "\"a\"b,c\nd,e\n",
		    "Q1:\"a\"b|c;2:d|e;" },
		{ "bad bytes after a mark", "\xef\xbb\xbf\xff,b\nc,d\n",
		    "T1:\xef\xbf\xbd|b;2:c|d;" },
		{ "GB18030",
		    "\xd0\xd5\xc3\xfb,\xb0\xe0\n\xd4\xf8\xd2\xbb\xc5\xb5,3\n",
		    "1:姓名|班;2:曾一诺|3;" },
		{ "GB18030, four bytes and trailing ASCII",
		    "\x95\x32\x82\x36,\xab\x40,\xfe\x59\n",
		    "1:\U00020000|獲|\U00009fb4;" },
		{ "GB18030 with a character that is none",
		    "\xd0\xd5,\xff\n\xd4\xf8,1\n", "ERR_INPUT" },
		{ "GB18030 of no character",
		    "\xd0\xd5,\xe4\x30\x81\x30\n\xd4\xf8,1\n",
		    "T1:姓|\xef\xbf\xbd"
		    "0\xef\xbf\xbd"
		    "0;2:曾|1;" },
		{ "no text at all", "\x80\xff\x80\xff", "ERR_INPUT" },
	};
	struct buf *out = buf_new();

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		for (size_t piece = 1; piece < 5; piece++) {
			read_all(c[i].bytes, strlen(c[i].bytes), piece, out);
			test_same_text(c[i].why, buf_text(out), c[i].want);
		}
	buf_free(out);
}

/* text in UTF-16, the high byte first or last, behind its mark */
static size_t
wide_of(const char *text, bool big, char *to, size_t size)
{
	iconv_t cd = iconv_open(big ? "UTF-16BE" : "UTF-16LE", "UTF-8");
	char *in = (char *)(uintptr_t)text, *end = to + 2;
	size_t left = strlen(text), room = size - 2;

	assert_true(cd != (iconv_t)-1);
	memcpy(to, big ? "\xfe\xff" : "\xff\xfe", 2);
	assert_int_equal(iconv(cd, &in, &left, &end, &room), 0);
	iconv_close(cd);
	return (size_t)(end - to);
}

static void
test_what_spreadsheets_call_unicode_text_is_read(void **state)
{
	static const char text[] = "姓名\t班级\r\n\U00020000一诺\t\"3\n班\"\r\n"
				   "é\t\u07ff\r\n";
	static const char want[] =
	    "1:姓名|班级;2:\U00020000一诺|3\n班;4:é|\u07ff;";
	struct buf *out = buf_new();
	char wide[256];
	size_t n;

	(void)state;
	for (int big = 0; big < 2; big++)
		for (size_t piece = 1; piece < 6; piece++) {
			n = wide_of(text, big, wide, sizeof(wide));
			read_all(wide, n, piece, out);
			test_same_text(big ? "high first" : "low first",
			    buf_text(out), want);
		}
	/* half a pair, and a pair's second half alone */
	read_all("\xff\xfe\x00\xd8,\0\x00\xdc\n\0b\0", 12, 3, out);
	assert_string_equal(buf_text(out), "T1:\ufffd|\ufffd;2:b;");
	buf_free(out);
}

static void
test_half_a_unit_at_the_end_is_a_fault(void **state)
{
	struct source s = { "\xff\xfe"
			    "a\0\n\0b\0c",
		9, 0, 3 };
	struct csv *c;

	(void)state;
	assert_int_equal(csv_open(&c, give, &s), 0);
	assert_int_equal(csv_next(c), 1);
	assert_int_equal(csv_fault(c), CSV_FINE);
	assert_int_equal(csv_next(c), 1);
	assert_int_equal(csv_fault(c), CSV_TEXT);
	assert_string_equal(csv_field(c, 0), "b\ufffd");
	assert_int_equal(csv_next(c), 0);
	csv_close(c);
}

/* More than the window, so that it is filled again in the midst of it. */
static void
test_a_long_table_in_utf16_goes_on_from_any_record(void **state)
{
	enum { ROWS = 120000 };
	struct buf *text = buf_new();
	struct source s = { .piece = 4097 };
	int64_t offset = 0, line = 0;
	char want[32], *wide;
	struct csv *c;

	(void)state;
	for (int i = 1; i <= ROWS; i++)
		buf_add_f(text, "学生\U00020000%d\t八年级\n", i);
	wide = malloc(2 * buf_len(text) + 2);
	s.bytes = wide;
	s.n = wide_of(buf_text(text), false, wide, 2 * buf_len(text) + 2);
	assert_int_equal(csv_open(&c, give, &s), 0);
	for (int i = 1; i <= ROWS; i++) {
		assert_int_equal(csv_next(c), 1);
		snprintf(want, sizeof(want), "学生\U00020000%d", i);
		assert_string_equal(csv_field(c, 0), want);
		if (i == 77777) {
			offset = csv_next_offset(c);
			line = csv_next_line(c);
		}
	}
	assert_int_equal(csv_next(c), 0);
	assert_int_equal(csv_next_offset(c), s.n);
	s.at = (size_t)offset;
	csv_jump(c, offset, line);
	assert_int_equal(csv_next(c), 1);
	assert_string_equal(csv_field(c, 0), "学生\U00020000"
					     "77778");
	assert_int_equal(csv_line(c), 77778);
	csv_close(c);
	free(wide);
	buf_free(text);
}

static void
test_a_nul_hides_nothing(void **state)
{
	static const char bytes[] = "a,b\n1\0x,2\n3,4\n";
	struct buf *out = buf_new();

	(void)state;
	read_all(bytes, sizeof(bytes) - 1, 64, out);
	assert_string_equal(buf_text(out), "1:a|b;T2:1?x|2;3:3|4;");
	buf_free(out);
}

static void
test_what_has_no_end_is_cut_and_passed_over(void **state)
{
	struct buf *in = buf_new();
	struct source s;
	struct csv *c;

	(void)state;
	buf_add_text(in, "a,b\n");
	for (int i = 0; i < 3 * CSV_RECORD_MAX; i++)
		buf_add_char(in, 'x');
	buf_add_text(in, "\n\"");
	for (int i = 0; i < CSV_RECORD_MAX; i++)
		buf_add_text(in, "y\n");
	buf_add_text(in, "\n");
	for (int i = 0; i < CSV_FIELDS_MAX; i++)
		buf_add_text(in, "z,");
	buf_add_text(in, "\n1,2\n");
	s = (struct source){ buf_text(in), buf_len(in), 0, 1000 };
	assert_int_equal(csv_open(&c, give, &s), 0);
	assert_int_equal(csv_next(c), 1);
	assert_int_equal(csv_next(c), 1);
	assert_int_equal(csv_fault(c), CSV_LONG);
	assert_int_equal(csv_line(c), 2);
	assert_int_equal(csv_next(c), 1); /* the quote without an end */
	assert_int_equal(csv_line(c), 3);
	assert_int_equal(csv_fault(c), CSV_QUOTE);
	for (int i = 1; i < CSV_RECORD_MAX; i++) {
		assert_int_equal(csv_next(c), 1);
		assert_int_equal(csv_fault(c), CSV_FINE);
	}
	assert_int_equal(csv_next(c), 1);
	assert_int_equal(csv_fault(c), CSV_MANY);
	assert_int_equal(csv_fields(c), CSV_FIELDS_MAX);
	assert_int_equal(csv_next(c), 1);
	assert_string_equal(csv_field(c, 1), "2");
	assert_string_equal(csv_field(c, 7), "");
	assert_int_equal(csv_next(c), 0);
	csv_close(c);
	buf_free(in);
}

static void
test_reading_goes_on_from_any_record(void **state)
{
	static const char bytes[] = "a,b\n\"1\n\",2\n\n3,4\n5,6\n";
	struct source s = { bytes, sizeof(bytes) - 1, 0, 7 };
	struct csv *c;
	int64_t offset, line;

	(void)state;
	assert_int_equal(csv_open(&c, give, &s), 0);
	assert_int_equal(csv_next(c), 1);
	assert_int_equal(csv_next(c), 1);
	offset = csv_next_offset(c);
	line = csv_next_line(c);
	while (csv_next(c) == 1)
		;
	s.at = (size_t)offset;
	csv_jump(c, offset, line);
	assert_int_equal(csv_next(c), 1);
	assert_string_equal(csv_field(c, 0), "3");
	assert_int_equal(csv_line(c), 5);
	csv_close(c);
}

static void
test_what_is_written_is_read_back(void **state)
{
	static const char *const fields[] = { "曾一诺", "a,b", "a\"b", "", " x",
		"two\nlines", "semi;colon" };
	struct buf *in = buf_new();
	struct source s;
	struct csv *c;

	(void)state;
	for (size_t i = 0; i < nitems(fields); i++)
		csv_put(in, fields[i], i == 0);
	buf_add_text(in, "\r\n");
	s = (struct source){ buf_text(in), buf_len(in), 0, 5 };
	assert_int_equal(csv_open(&c, give, &s), 0);
	assert_int_equal(csv_next(c), 1);
	for (size_t i = 0; i < nitems(fields); i++)
		assert_string_equal(csv_field(c, i), fields[i]);
	csv_close(c);
	buf_clear(in);
	csv_put(in, "=1+1", 1);
	csv_put(in, "-5", 0);
	csv_put(in, "@x", 0);
	assert_string_equal(buf_text(in), "\"'=1+1\",\"'-5\",\"'@x\"");
	buf_free(in);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_tables_of_every_kind_are_read),
	cmocka_unit_test(test_what_spreadsheets_call_unicode_text_is_read),
	cmocka_unit_test(test_half_a_unit_at_the_end_is_a_fault),
	cmocka_unit_test(test_a_long_table_in_utf16_goes_on_from_any_record),
	cmocka_unit_test(test_a_nul_hides_nothing),
	cmocka_unit_test(test_what_has_no_end_is_cut_and_passed_over),
	cmocka_unit_test(test_reading_goes_on_from_any_record),
	cmocka_unit_test(test_what_is_written_is_read_back),
};

TEST_MAIN(tests)
