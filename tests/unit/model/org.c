/* SPDX-License-Identifier: Apache-2.0 */
#include "model/org.h"
#include "model/role.h"
#include "tests/lib/test.h"

static const struct {
	const char *name;
	int64_t span;
	enum org_type parent; /* ORG_TYPE_COUNT: stands under none */
} kinds[ORG_TYPE_COUNT] = {
	[ORG_NONE] = { "none", 0, ORG_TYPE_COUNT },
	[ORG_DISTRICT] = { "district", 1000000000000, ORG_NONE },
	[ORG_CENTRE] = { "centre", 1000, ORG_DISTRICT },
	[ORG_LINE] = { "line", 1000, ORG_DISTRICT },
	[ORG_SCHOOL] = { "school", 1000000, ORG_DISTRICT },
	[ORG_GRADE] = { "grade", 10000, ORG_SCHOOL },
	[ORG_CLASS] = { "class", 100, ORG_GRADE },
};

static void
test_each_kind_stands_under_one_other(void **state)
{
	(void)state;
	for (int t = 0; t < ORG_TYPE_COUNT; t++) {
		assert_string_equal(
		    org_type_name((enum org_type)t), kinds[t].name);
		assert_int_equal(org_type_of(kinds[t].name), t);
		assert_int_equal(org_span((enum org_type)t), kinds[t].span);
		for (int p = 0; p < ORG_TYPE_COUNT; p++)
			test_same_int(kinds[t].name,
			    org_fits((enum org_type)t, (enum org_type)p),
			    kinds[t].parent == (enum org_type)p);
	}
}

static void
test_what_is_no_kind_is_none(void **state)
{
	(void)state;
	assert_int_equal(org_type_of("village"), ORG_NONE);
	assert_string_equal(org_type_name(ORG_TYPE_COUNT), "none");
	assert_int_equal(org_span(ORG_TYPE_COUNT), 0);
	assert_false(org_fits(ORG_TYPE_COUNT, ORG_NONE));
	assert_false(org_fits(ORG_TYPE_COUNT, ORG_DISTRICT));
}

/* What lies under something must find room in its numbers. */
static void
test_a_school_holds_its_grades_and_a_grade_its_classes(void **state)
{
	(void)state;
	for (int t = ORG_CENTRE; t < ORG_TYPE_COUNT; t++)
		assert_true(org_span((enum org_type)t) * 99 <
			    org_span(kinds[t].parent));
}

static void
test_roles_have_names_and_words(void **state)
{
	(void)state;
	for (int r = 0; r < ROLE_COUNT; r++) {
		assert_int_equal(role_of(role_name((enum role)r)), r);
		assert_true(*role_words((enum role)r) != '\0');
	}
	assert_string_equal(role_name(ROLE_NONE), "none");
	assert_string_equal(role_name(ROLE_OPERATOR), "operator");
	assert_string_equal(role_name(ROLE_AUDIT_ADMIN), "audit_admin");
	assert_string_equal(role_name(ROLE_COUNT), "none");
	assert_string_equal(role_words(ROLE_COUNT), "nobody");
	assert_int_equal(role_of("headmaster"), ROLE_NONE);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_each_kind_stands_under_one_other),
	cmocka_unit_test(test_what_is_no_kind_is_none),
	cmocka_unit_test(
	    test_a_school_holds_its_grades_and_a_grade_its_classes),
	cmocka_unit_test(test_roles_have_names_and_words),
};

TEST_MAIN(tests)
