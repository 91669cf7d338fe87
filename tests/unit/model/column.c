/* SPDX-License-Identifier: Apache-2.0 */
#include "model/column.h"
#include "tests/lib/test.h"

static void
test_each_column_is_found_by_its_name(void **state)
{
	size_t n;
	const struct column *all = column_all(&n);

	(void)state;
	assert_true(n > 100);
	for (size_t i = 0; i < n; i++)
		test_true(all[i].name, column_of(all[i].name) == &all[i]);
	assert_null(column_of("student.star_sign"));
	assert_null(column_of(""));
}

/* What people write about a child is closed; what a list sorts by is not. */
static void
test_what_people_write_is_sealed(void **state)
{
	static const struct {
		const char *name;
		bool sealed;
	} c[] = {
		{ "student.name", false },
		{ "warning.state", false },
		{ "ticket.state", false },
		{ "draft.sealed", true },
		{ "consultation.risk", true },
		{ "observation.told", true },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		const struct column *column = column_of(c[i].name);

		test_true(c[i].name, column != NULL);
		test_same_int(c[i].name, column->sealed, c[i].sealed);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_each_column_is_found_by_its_name),
	cmocka_unit_test(test_what_people_write_is_sealed),
};

TEST_MAIN(tests)
