/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "src/tui/internal.h"
#include "tests/lib/test.h"

/* The same text in both: a name, one of two bytes, one of four (an emoji, Han
 * outside the first plane), and what moves a cursor between them. */
static const char utf8[] =
    "\033[2;5H曾一诺 丂 \xf0\xa0\xae\xb7 \xf0\x9f\x98\x80\033[K\r\nok";
static const char gb[] =
    "\033[2;5H\xd4\xf8\xd2\xbb\xc5\xb5 \x81\x40 \x95\x34\xb2\x35"
    " \x94\x39\xfc\x36\033[K\r\nok";

typedef void recode(struct tui_recode *, const void *, size_t, struct buf *);

static void
same(recode *way, const char *from, size_t cut, const char *to)
{
	struct tui_recode *r = tui_recode_new();
	struct buf *out = buf_new();

	assert_non_null(r);
	way(r, from, cut, out);
	way(r, from + cut, strlen(from) - cut, out);
	if (strcmp(buf_text(out), to) != 0)
		fail_msg("cut at %zu: %s", cut, buf_text(out));
	buf_free(out);
	tui_recode_free(r);
}

static void
test_a_stream_may_be_cut_anywhere(void **state)
{
	(void)state;
	for (size_t i = 0; i <= sizeof(gb) - 1; i++)
		same(tui_recode_in, gb, i, utf8);
	for (size_t i = 0; i <= sizeof(utf8) - 1; i++)
		same(tui_recode_out, utf8, i, gb);
}

static void
test_byte_by_byte_is_the_same(void **state)
{
	struct tui_recode *r = tui_recode_new();
	struct buf *out = buf_new();

	(void)state;
	for (size_t i = 0; i < sizeof(gb) - 1; i++)
		tui_recode_in(r, gb + i, 1, out);
	assert_string_equal(buf_text(out), utf8);
	buf_free(out);
	tui_recode_free(r);
}

static void
test_a_byte_that_begins_nothing_becomes_a_question_mark(void **state)
{
	static const struct {
		const char *why, *in, *out;
	} c[] = {
		{ "a byte GB18030 does not have",
		    "a\xff"
		    "b",
		    "a?b" },
		{ "a second byte that fits no first", "\x81\x20", "? " },
		{ "half of four, then a name",
		    "\x95\x34"
		    "a\xd4\xf8",
		    "?4a曾" },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct tui_recode *r = tui_recode_new();
		struct buf *out = buf_new();

		tui_recode_in(r, c[i].in, strlen(c[i].in), out);
		test_same_text(c[i].why, buf_text(out), c[i].out);
		buf_free(out);
		tui_recode_free(r);
	}
}

/* What waits is bounded: a flood of first bytes asks for no memory. */
static void
test_the_beginning_of_a_character_at_the_end_is_dropped(void **state)
{
	struct tui_recode *r = tui_recode_new();
	struct buf *out = buf_new();

	(void)state;
	tui_recode_in(r, "\x95\x34\xb2", 3, out);
	test_same_int("nothing yet", (int)buf_len(out), 0);
	buf_free(out);
	tui_recode_free(r);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_stream_may_be_cut_anywhere),
	cmocka_unit_test(test_byte_by_byte_is_the_same),
	cmocka_unit_test(
	    test_a_byte_that_begins_nothing_becomes_a_question_mark),
	cmocka_unit_test(
	    test_the_beginning_of_a_character_at_the_end_is_dropped),
};

TEST_MAIN(tests)
