/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>

#include "src/sealed/pages.h"
#include "tests/lib/test.h"

#define KEPT 128 /* as many as are kept */

/* A page of one byte over and over, and its tail. */
static void
keep(struct pages *p, char kind, int64_t at, uint32_t number, uint8_t byte)
{
	uint8_t plain[VFS_PAGE], tail[VFS_RESERVE];

	memset(plain, byte, sizeof(plain));
	memset(tail, byte + 1, sizeof(tail));
	pages_keep(p, kind, at, number, tail, plain);
}

static bool
is_kept(struct pages *p, char kind, int64_t at, uint8_t byte)
{
	const uint8_t *tail, *plain = pages_find(p, kind, at, &tail);

	if (plain == NULL)
		return false;
	for (int i = 0; i < VFS_PAGE; i++)
		assert_int_equal(plain[i], byte);
	for (int i = 0; i < VFS_RESERVE; i++)
		assert_int_equal(tail[i], byte + 1);
	return true;
}

static void
test_each_page_is_found_at_its_place(void **state)
{
	struct pages *p = pages_new();

	(void)state;
	assert_false(is_kept(p, 'D', 0, 0));
	keep(p, 'D', 0, 1, 10);
	keep(p, 'D', VFS_PAGE, 2, 20);
	keep(p, 'W', VFS_PAGE, 3, 30);
	assert_true(is_kept(p, 'D', 0, 10));
	assert_true(is_kept(p, 'D', VFS_PAGE, 20));
	assert_true(is_kept(p, 'W', VFS_PAGE, 30));
	assert_false(is_kept(p, 'W', 0, 0));
	assert_false(is_kept(p, 'D', 2 * VFS_PAGE, 0));
	pages_free(p);
	pages_free(NULL);
}

static void
test_a_new_version_takes_the_place_of_the_old(void **state)
{
	struct pages *p = pages_new();

	(void)state;
	keep(p, 'W', 100, 1, 10);
	keep(p, 'W', 200, 2, 20);
	/* the same page, written elsewhere */
	keep(p, 'W', 300, 1, 11);
	assert_false(is_kept(p, 'W', 100, 10));
	assert_true(is_kept(p, 'W', 300, 11));
	assert_true(is_kept(p, 'W', 200, 20));
	/* the same place, another page: the WAL begins again */
	keep(p, 'W', 200, 7, 70);
	assert_true(is_kept(p, 'W', 200, 70));
	assert_true(is_kept(p, 'W', 300, 11));
	/* a page moves to where another was */
	keep(p, 'W', 200, 1, 12);
	assert_true(is_kept(p, 'W', 200, 12));
	assert_false(is_kept(p, 'W', 300, 11));
	pages_free(p);
}

static void
test_what_was_looked_at_longest_ago_goes_first(void **state)
{
	struct pages *p = pages_new();

	(void)state;
	for (int i = 0; i < KEPT; i++)
		keep(p, 'D', i, (uint32_t)i + 1, (uint8_t)i);
	for (int i = 0; i < KEPT; i++)
		assert_true(is_kept(p, 'D', i, (uint8_t)i));
	assert_true(is_kept(p, 'D', 0, 0)); /* again: 1 is the oldest now */
	keep(p, 'D', KEPT, KEPT + 1, 200);
	assert_false(is_kept(p, 'D', 1, 1));
	assert_true(is_kept(p, 'D', 0, 0));
	assert_true(is_kept(p, 'D', KEPT, 200));
	for (int i = 2; i < KEPT; i++)
		assert_true(is_kept(p, 'D', i, (uint8_t)i));
	/* what another page took the place of is free at once */
	keep(p, 'D', 5, 999, 99);
	keep(p, 'D', 500, 1000, 100);
	for (int i = 6; i < KEPT; i++)
		assert_true(is_kept(p, 'D', i, (uint8_t)i));
	pages_free(p);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_each_page_is_found_at_its_place),
	cmocka_unit_test(test_a_new_version_takes_the_place_of_the_old),
	cmocka_unit_test(test_what_was_looked_at_longest_ago_goes_first),
};

TEST_MAIN(tests)
