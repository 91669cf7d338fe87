/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/err.h"
#include "tests/lib/test.h"

static void
test_what_is_put_is_got(void **state)
{
	struct buf *b = buf_new();
	uint8_t u8;
	uint32_t u32;
	int64_t i64;
	char *s;

	(void)state;
	buf_put_u8(b, 7);
	buf_put_u32(b, 0xfffefdfc);
	buf_put_i64(b, INT64_MIN);
	buf_put_text(b, "心晴");
	assert_int_equal(buf_get_u8(b, &u8), 0);
	assert_int_equal(buf_get_u32(b, &u32), 0);
	assert_int_equal(buf_get_i64(b, &i64), 0);
	assert_int_equal(buf_get_text(b, &s, 6), 0);
	assert_int_equal(buf_at_end(b), 0);
	assert_int_equal(u8, 7);
	assert_int_equal(u32, 0xfffefdfc);
	assert_true(i64 == INT64_MIN);
	assert_string_equal(s, "心晴");
	free(s);
	buf_free(b);
}

static void
test_a_refused_reading_takes_nothing(void **state)
{
	struct buf *b = buf_new();
	const uint8_t *p;
	size_t n;
	char *s;
	bool yes;

	(void)state;
	buf_put_bytes(b, "a\0b", 3);
	assert_int_equal(buf_get_text(b, &s, 100), ERR_PROTOCOL);
	assert_int_equal(buf_get_bytes(b, &p, &n, 2), ERR_PROTOCOL);
	assert_int_equal(buf_len(b), 7);
	assert_int_equal(buf_get_bytes(b, &p, &n, 3), 0);
	assert_int_equal(buf_get_bool(b, &yes), ERR_PROTOCOL);
	buf_put_u8(b, 2);
	assert_int_equal(buf_get_bool(b, &yes), ERR_PROTOCOL);
	assert_int_equal(buf_at_end(b), ERR_PROTOCOL);
	buf_free(b);
}

static void
test_a_length_that_lies_is_refused(void **state)
{
	struct buf *b = buf_new();
	const uint8_t *p;
	size_t n;

	(void)state;
	buf_put_u32(b, UINT32_MAX);
	buf_add(b, "xyz", 3);
	assert_int_equal(buf_get_bytes(b, &p, &n, SIZE_MAX), ERR_PROTOCOL);
	assert_int_equal(buf_len(b), 7);
	buf_free(b);
}

static void
test_text_ends_where_it_is_cut(void **state)
{
	struct buf *b = buf_new();

	(void)state;
	for (int i = 0; i < 1000; i++)
		buf_add_f(b, "%d,", i);
	buf_drop(b, 2);
	buf_cut(b, 4);
	assert_string_equal(buf_text(b), "1,2,");
	buf_free(b);
}

/* --- memory that is wiped ----------------------------------------------------
 */

static uint8_t held[4096];

static void *
take_held(size_t n)
{
	assert_true(n <= sizeof(held));
	return held;
}

static void
give_held(void *p, size_t n)
{
	(void)p, (void)n;
}

static void
test_what_is_cleared_in_guarded_memory_is_gone(void **state)
{
	static const struct buf_memory guarded = { take_held, give_held };
	struct buf *b = buf_new_in(&guarded);

	(void)state;
	buf_add_text(b, "138 0013 6021");
	buf_drop(b, 4);
	assert_non_null(memmem(held, sizeof(held), "0013", 4));
	buf_clear(b);
	assert_null(memmem(held, sizeof(held), "138", 3));
	assert_null(memmem(held, sizeof(held), "6021", 4));
	buf_free(b);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_what_is_put_is_got),
	cmocka_unit_test(test_a_refused_reading_takes_nothing),
	cmocka_unit_test(test_a_length_that_lies_is_refused),
	cmocka_unit_test(test_text_ends_where_it_is_cut),
	cmocka_unit_test(test_what_is_cleared_in_guarded_memory_is_gone),
};

TEST_MAIN(tests)
