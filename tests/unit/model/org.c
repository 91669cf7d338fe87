/* SPDX-License-Identifier: Apache-2.0 */
#include "model/org.h"
#include "model/role.h"
#include "tests/lib/test.h"

/* Numbers that were given stay: a span is never another one. */
static const struct {
	const char *why, *name;
	enum org_type type;
	int64_t span;
	enum org_type parent;
} spans[] = {
	{ "QP-08: the district", "district", ORG_DISTRICT, 1000000000000,
	    ORG_NONE },
	{ "QP-08: the district's centre", "centre", ORG_CENTRE, 1000,
	    ORG_DISTRICT },
	{ "QP-83: a line", "line", ORG_LINE, 1000, ORG_DISTRICT },
	{ "QP-08: a school", "school", ORG_SCHOOL, 1000000, ORG_DISTRICT },
	{ "TJ-40: a grade", "grade", ORG_GRADE, 10000, ORG_SCHOOL },
	{ "TJ-40: a class", "class", ORG_CLASS, 100, ORG_GRADE },
	{ "TJ-41: a class of a college", "class", ORG_CLASS, 100, ORG_COLLEGE },
	{ "QP-14: a street", "street", ORG_STREET, 10000000, ORG_DISTRICT },
	{ "QP-14: a village", "village", ORG_VILLAGE, 10000, ORG_STREET },
	{ "TJ-69: a grid", "grid", ORG_GRID, 10, ORG_VILLAGE },
	{ "QP-09: a sub-centre", "subcentre", ORG_SUBCENTRE, 1000,
	    ORG_DISTRICT },
	{ "QP-08: a town's protection station", "protection", ORG_PROTECTION,
	    1000, ORG_STREET },
	{ "SJS-08: the counselling station", "station", ORG_STATION, 1000,
	    ORG_DISTRICT },
	{ "SJS-03: a campus", "campus", ORG_CAMPUS, 1000, ORG_SCHOOL },
	{ "GZ-37: a college", "college", ORG_COLLEGE, 10000, ORG_SCHOOL },
	{ "GZ-37: the station of a college", "college_station",
	    ORG_COLLEGE_STATION, 10, ORG_COLLEGE },
	{ "GZ-07: a student community", "community", ORG_COMMUNITY, 1000,
	    ORG_SCHOOL },
	{ "GZ-08: a dormitory building", "building", ORG_BUILDING, 20000,
	    ORG_SCHOOL },
	{ "GZ-08: its floor", "floor", ORG_FLOOR, 400, ORG_BUILDING },
	{ "GZ-08: its room", "dorm", ORG_DORM, 4, ORG_FLOOR },
	{ "SJS-30: a counselling room of a school", "room", ORG_ROOM, 10,
	    ORG_SCHOOL },
	{ "QP-41: a room of a sub-centre", "room", ORG_ROOM, 10,
	    ORG_SUBCENTRE },
	{ "SJS-09: an education group", "group", ORG_GROUP, 100000,
	    ORG_DISTRICT },
	{ "TJ-87: a parents' committee", "committee", ORG_COMMITTEE, 1000,
	    ORG_SCHOOL },
	{ "QD-53: the psychology committee in it", "subcommittee",
	    ORG_SUBCOMMITTEE, 10, ORG_COMMITTEE },
	{ "GZ-02: the levels of a school", "grade", ORG_GRADE, 10000,
	    ORG_SCHOOL },
	{ "GZ-40: a guidance centre of the level above", "guidance",
	    ORG_GUIDANCE, 1000, ORG_AUTHORITY },
	{ "QD-52: a family education station in a village", "family",
	    ORG_FAMILY, 100, ORG_VILLAGE },
	{ "SJS-59: the district's family education centre", "family",
	    ORG_FAMILY, 100, ORG_DISTRICT },
	{ "TJ-38: the counselling centre of a school", "school_centre",
	    ORG_SCHOOL_CENTRE, 1000, ORG_SCHOOL },
	{ "GZ-70: a vendor", "vendor", ORG_VENDOR, 100, ORG_DISTRICT },
};

static void
test_each_type_has_its_place_and_its_span(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(spans); i++) {
		test_same_text(
		    spans[i].why, org_type_name(spans[i].type), spans[i].name);
		test_same_int(
		    spans[i].why, org_type_of(spans[i].name), spans[i].type);
		test_same_int(
		    spans[i].why, org_span(spans[i].type), spans[i].span);
		test_true(
		    spans[i].why, org_fits(spans[i].type, spans[i].parent));
	}
}

static void
test_every_type_has_words_clauses_and_a_parent(void **state)
{
	(void)state;
	for (int t = ORG_DISTRICT; t < ORG_TYPE_COUNT; t++) {
		const char *name = org_type_name((enum org_type)t);
		int parents = 0;

		test_same_int(name, org_type_of(name), t);
		test_same_int(
		    name, org_type_read(org_type_words((enum org_type)t)), t);
		test_true(name, org_type_clauses((enum org_type)t)[0] != '\0');
		for (int p = 0; p < ORG_TYPE_COUNT; p++)
			parents += org_fits((enum org_type)t, (enum org_type)p);
		test_true(name, parents > 0);
	}
}

static void
test_what_is_no_type_is_none(void **state)
{
	(void)state;
	assert_int_equal(org_type_of("castle"), ORG_NONE);
	assert_int_equal(org_type_read("城堡"), ORG_NONE);
	assert_int_equal(org_type_read(""), ORG_NONE);
	assert_string_equal(org_type_name(ORG_TYPE_COUNT), "none");
	assert_int_equal(org_span(ORG_TYPE_COUNT), 0);
	assert_false(org_fits(ORG_TYPE_COUNT, ORG_NONE));
	assert_false(org_fits(ORG_TYPE_COUNT, ORG_DISTRICT));
	assert_false(org_fits(ORG_GRADE, ORG_DISTRICT));
}

static void
test_types_are_read_in_the_words_of_tables(void **state)
{
	static const struct {
		const char *typed;
		enum org_type t;
	} c[] = {
		{ "幼儿园", ORG_SCHOOL },
		{ "心理分中心", ORG_SUBCENTRE },
		{ "街镇", ORG_STREET },
		{ "校区", ORG_CAMPUS },
		{ "campus", ORG_CAMPUS },
		{ "寝室", ORG_DORM },
		{ "妇幼保健机构", ORG_HOSPITAL },
		{ "平台公司", ORG_VENDOR },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(c[i].typed, org_type_read(c[i].typed), c[i].t);
}

/* What lies under something must find room in its numbers. */
static void
test_there_is_room_under_each_type(void **state)
{
	(void)state;
	for (int t = ORG_DISTRICT; t < ORG_TYPE_COUNT; t++)
		for (int p = ORG_DISTRICT; p < ORG_TYPE_COUNT; p++)
			if (org_fits((enum org_type)t, (enum org_type)p))
				test_true(org_type_name((enum org_type)t),
				    org_span((enum org_type)t) * 9 <
					org_span((enum org_type)p));
	assert_true(org_span(ORG_GRADE) * 99 < org_span(ORG_SCHOOL));
	assert_true(org_span(ORG_CLASS) * 99 < org_span(ORG_GRADE));
}

static const struct {
	const char *why, *name;
	enum org_link kind;
	enum org_type from, to;
	bool fits;
} links[] = {
	{ "SJS-80: a school is of a group", "group", LINK_GROUP, ORG_SCHOOL,
	    ORG_GROUP, true },
	{ "SJS-80: a group is of no school", "group", LINK_GROUP, ORG_GROUP,
	    ORG_SCHOOL, false },
	{ "QP-09: a sub-centre looks after a school", "catchment",
	    LINK_CATCHMENT, ORG_SCHOOL, ORG_SUBCENTRE, true },
	{ "SJS-03: a class is taught on a campus", "campus", LINK_CAMPUS,
	    ORG_CLASS, ORG_CAMPUS, true },
	{ "QP-52: a school has a partner hospital", "hospital", LINK_HOSPITAL,
	    ORG_SCHOOL, ORG_HOSPITAL, true },
	{ "QP-53: a hospital is paired with the centre", "pairing",
	    LINK_PAIRING, ORG_HOSPITAL, ORG_CENTRE, true },
	{ "GZ-53: a strong school helps a weak one", "pairing", LINK_PAIRING,
	    ORG_SCHOOL, ORG_SCHOOL, true },
	{ "GZ-52: a university is paired with a county", "pairing",
	    LINK_PAIRING, ORG_PARTNER, ORG_DISTRICT, true },
	{ "GZ-23: a demonstration centre leads", "leads", LINK_LEADS,
	    ORG_SCHOOL_CENTRE, ORG_SCHOOL, true },
	{ "TJ-79: a work station at a school", "station", LINK_STATION,
	    ORG_PARTNER, ORG_SCHOOL, true },
	{ "QP-07: a point serves a village", "community", LINK_COMMUNITY,
	    ORG_POINT, ORG_VILLAGE, true },
	{ "TJ-110: a department has a duty", "duty", LINK_DUTY, ORG_DEPARTMENT,
	    ORG_STATION, true },
};

static void
test_links_tie_the_types_they_are_made_for(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(links); i++) {
		test_same_int(
		    links[i].why, org_link_of(links[i].name), links[i].kind);
		test_same_int(links[i].why,
		    org_link_fits(links[i].kind, links[i].from, links[i].to),
		    links[i].fits);
	}
	for (int k = 0; k < LINK_COUNT; k++) {
		assert_true(org_link_clauses((enum org_link)k)[0] != '\0');
		assert_true(org_link_words((enum org_link)k)[0] != '\0');
		assert_int_equal(
		    org_link_of(org_link_name((enum org_link)k)), k);
	}
	assert_int_equal(org_link_of("marriage"), -1);
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
	cmocka_unit_test(test_each_type_has_its_place_and_its_span),
	cmocka_unit_test(test_every_type_has_words_clauses_and_a_parent),
	cmocka_unit_test(test_what_is_no_type_is_none),
	cmocka_unit_test(test_types_are_read_in_the_words_of_tables),
	cmocka_unit_test(test_there_is_room_under_each_type),
	cmocka_unit_test(test_links_tie_the_types_they_are_made_for),
	cmocka_unit_test(test_roles_have_names_and_words),
};

TEST_MAIN(tests)
