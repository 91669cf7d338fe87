/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "model/permit.h"
#include "tests/lib/test.h"

/* A district 1..1000 with school 100..199: grade 110..139, class 120..129. */
static const struct post operator= {
	.role = ROLE_OPERATOR, .lft = 900, .rgt = 910
};
static const struct post lead = { .role = ROLE_LEAD, .lft = 900, .rgt = 910 };
static const struct post psy = {
	.role = ROLE_PSYCHOLOGY, .lft = 100, .rgt = 199
};
static const struct post teacher = {
	.role = ROLE_CLASS_TEACHER, .lft = 120, .rgt = 129
};
static const struct post grade = {
	.role = ROLE_GRADE_HEAD, .lft = 110, .rgt = 139
};
static const struct post head = {
	.role = ROLE_CRISIS_HEAD, .lft = 100, .rgt = 199
};
static const struct post principal = {
	.role = ROLE_PRINCIPAL, .lft = 100, .rgt = 199
};
static const struct post staff = { .role = ROLE_STAFF, .lft = 120, .rgt = 129 };
static const struct post centre = {
	.role = ROLE_COUNSELLOR, .lft = 1, .rgt = 1000
};
static const struct post office = {
	.role = ROLE_DISTRICT_STAFF, .lft = 1, .rgt = 1000
};
static const struct post custody = {
	.role = ROLE_CUSTODIAN, .lft = 1, .rgt = 1000
};
static const struct post sys = {
	.role = ROLE_SYSTEM_ADMIN, .lft = 1, .rgt = 1000
};
static const struct post sec = {
	.role = ROLE_SECURITY_ADMIN, .lft = 1, .rgt = 1000
};
static const struct post aud = {
	.role = ROLE_AUDIT_ADMIN, .lft = 1, .rgt = 1000
};

#define HERE               \
	{                  \
		.lft = 120 \
	} /* the class itself */
#define NEXT               \
	{                  \
		.lft = 130 \
	} /* another class of the grade */
#define AWAY               \
	{                  \
		.lft = 300 \
	} /* another school */
#define NAMED                             \
	{                                 \
		.lft = 120, .named = true \
	}
#define MINE                            \
	{                               \
		.lft = 120, .own = true \
	}
#define FOUND                             \
	{                                 \
		.lft = 120, .exact = true \
	}

/* The matrix read a second time, from requirements.md 5.2 and design.md 8. */
static const struct {
	const char *why;
	const struct post *post;
	enum permit_class class;
	enum permit_right want;
	struct permit_on on;
	enum permit_ground ground;
	enum permit_answer answer;
} asked[] = {
	{ "an operator browses nobody", &operator, CLASS_DIRECTORY, MAY_READ,
	    HERE, GROUND_SAFETY, PERMIT_NO },
	{ "an exact match wants a ground", &operator, CLASS_DIRECTORY, MAY_READ,
	    FOUND, GROUND_NONE, PERMIT_GROUND },
	{ "an exact match with a ground", &operator, CLASS_DIRECTORY, MAY_READ,
	    FOUND, GROUND_CONSENT, PERMIT_YES },
	{ "an operator raises", &operator, CLASS_WARNING, MAY_RAISE, FOUND,
	    GROUND_SAFETY, PERMIT_YES },
	{ "an operator reads no warning", &operator, CLASS_WARNING, MAY_STATE,
	    FOUND, GROUND_SAFETY, PERMIT_NO },
	{ "own ticket", &operator, CLASS_NARRATIVE, MAY_WRITE, MINE,
	    GROUND_NONE, PERMIT_YES },
	{ "a colleague's ticket", &operator, CLASS_NARRATIVE, MAY_READ,
	    { .lft = 905 }, GROUND_NONE, PERMIT_NO },
	{ "the lead reads the line's", &lead, CLASS_NARRATIVE, MAY_READ,
	    { .lft = 905 }, GROUND_NONE, PERMIT_YES },
	{ "the lead reads no consultation", &lead, CLASS_NARRATIVE, MAY_READ,
	    HERE, GROUND_SAFETY, PERMIT_NO },
	{ "a psychology teacher works here", &psy, CLASS_WARNING, MAY_WRITE,
	    HERE, GROUND_NONE, PERMIT_YES },
	{ "not in another school", &psy, CLASS_WARNING, MAY_STATE, AWAY,
	    GROUND_SAFETY, PERMIT_NO },
	{ "own notes", &psy, CLASS_NARRATIVE, MAY_WRITE, MINE, GROUND_NONE,
	    PERMIT_YES },
	{ "a colleague's notes want a ground", &psy, CLASS_NARRATIVE, MAY_READ,
	    HERE, GROUND_NONE, PERMIT_GROUND },
	{ "and are never written in", &psy, CLASS_NARRATIVE, MAY_WRITE, HERE,
	    GROUND_SAFETY, PERMIT_NO },
	{ "a class teacher knows the class", &teacher, CLASS_FAMILY, MAY_READ,
	    HERE, GROUND_NONE, PERMIT_YES },
	{ "and no other class", &teacher, CLASS_DIRECTORY, MAY_READ, NEXT,
	    GROUND_NONE, PERMIT_NO },
	{ "notes what is known of the family", &teacher, CLASS_FAMILY,
	    MAY_RAISE, HERE, GROUND_NONE, PERMIT_YES },
	{ "knows what to heed", &teacher, CLASS_HEALTH, MAY_STATE, HERE,
	    GROUND_NONE, PERMIT_YES },
	{ "and not why", &teacher, CLASS_HEALTH, MAY_READ, HERE, GROUND_SAFETY,
	    PERMIT_NO },
	{ "a psychology teacher keeps the health ledger", &psy, CLASS_HEALTH,
	    MAY_WRITE, HERE, GROUND_NONE, PERMIT_YES },
	{ "a grade head has none", &grade, CLASS_HEALTH, MAY_STATE, HERE,
	    GROUND_SAFETY, PERMIT_NO },
	{ "the office takes in groups", &office, CLASS_FAMILY, MAY_RAISE, HERE,
	    GROUND_NONE, PERMIT_YES },
	{ "and does not read them", &office, CLASS_FAMILY, MAY_READ, HERE,
	    GROUND_SAFETY, PERMIT_NO },
	{ "a mentor knows the own students' names", &staff, CLASS_DIRECTORY,
	    MAY_READ, MINE, GROUND_NONE, PERMIT_YES },
	{ "and of their families what is needed", &staff, CLASS_FAMILY,
	    MAY_STATE, MINE, GROUND_NONE, PERMIT_YES },
	{ "but does not read them", &staff, CLASS_FAMILY, MAY_READ, MINE,
	    GROUND_SAFETY, PERMIT_NO },
	{ "and nothing of the others'", &staff, CLASS_FAMILY, MAY_STATE, HERE,
	    GROUND_SAFETY, PERMIT_NO },
	{ "sees how far it is", &teacher, CLASS_WARNING, MAY_STATE, HERE,
	    GROUND_NONE, PERMIT_YES },
	{ "but not the whole case", &teacher, CLASS_WARNING, MAY_READ, HERE,
	    GROUND_SAFETY, PERMIT_NO },
	{ "acknowledges", &teacher, CLASS_WARNING, MAY_STAMP, HERE, GROUND_NONE,
	    PERMIT_YES },
	{ "no scores for a class teacher", &teacher, CLASS_SCREENING, MAY_COUNT,
	    HERE, GROUND_SAFETY, PERMIT_NO },
	{ "no notes either", &teacher, CLASS_NARRATIVE, MAY_READ, HERE,
	    GROUND_SAFETY, PERMIT_NO },
	{ "a grade head sees what was raised", &grade, CLASS_WARNING, MAY_STATE,
	    NAMED, GROUND_NONE, PERMIT_YES },
	{ "and not before", &grade, CLASS_WARNING, MAY_STATE, HERE, GROUND_NONE,
	    PERMIT_NO },
	{ "family data want a ground", &grade, CLASS_FAMILY, MAY_READ, HERE,
	    GROUND_NONE, PERMIT_GROUND },
	{ "the crisis head works in a case", &head, CLASS_WARNING, MAY_WRITE,
	    NAMED, GROUND_NONE, PERMIT_YES },
	{ "and counts otherwise", &head, CLASS_WARNING, MAY_STATE, HERE,
	    GROUND_NONE, PERMIT_NO },
	{ "a principal counts", &principal, CLASS_WARNING, MAY_COUNT, HERE,
	    GROUND_NONE, PERMIT_YES },
	{ "a principal reads no case", &principal, CLASS_WARNING, MAY_STATE,
	    HERE, GROUND_SAFETY, PERMIT_NO },
	{ "staff browse nobody", &staff, CLASS_DIRECTORY, MAY_READ, HERE,
	    GROUND_NONE, PERMIT_NO },
	{ "staff name one of their own school", &staff, CLASS_DIRECTORY,
	    MAY_READ, FOUND, GROUND_NONE, PERMIT_YES },
	{ "and of no other", &staff, CLASS_DIRECTORY, MAY_READ,
	    { .lft = 300, .exact = true }, GROUND_NONE, PERMIT_NO },
	{ "staff report", &staff, CLASS_CARE, MAY_RAISE, HERE, GROUND_NONE,
	    PERMIT_YES },
	{ "staff get a hint", &staff, CLASS_WARNING, MAY_HINT, HERE,
	    GROUND_NONE, PERMIT_YES },
	{ "and no state", &staff, CLASS_WARNING, MAY_STATE, MINE, GROUND_NONE,
	    PERMIT_NO },
	{ "the centre works in what reached it", &centre, CLASS_WARNING,
	    MAY_WRITE, NAMED, GROUND_NONE, PERMIT_YES },
	{ "the centre does not browse", &centre, CLASS_DIRECTORY, MAY_READ,
	    HERE, GROUND_NONE, PERMIT_NO },
	{ "the office counts", &office, CLASS_WARNING, MAY_COUNT, HERE,
	    GROUND_NONE, PERMIT_YES },
	{ "a name wants a ground", &office, CLASS_WARNING, MAY_STATE, HERE,
	    GROUND_NONE, PERMIT_GROUND },
	{ "the office reads no note", &office, CLASS_NARRATIVE, MAY_COUNT, HERE,
	    GROUND_SAFETY, PERMIT_NO },
	{ "the system administrator keeps accounts", &sys, CLASS_ACCOUNTS,
	    MAY_WRITE, HERE, GROUND_NONE, PERMIT_YES },
	{ "the security administrator agrees", &sec, CLASS_ACCOUNTS, MAY_STAMP,
	    HERE, GROUND_NONE, PERMIT_YES },
	{ "the security administrator makes none", &sec, CLASS_ACCOUNTS,
	    MAY_WRITE, HERE, GROUND_NONE, PERMIT_NO },
	{ "the audit administrator reads the log", &aud, CLASS_ACCOUNTS,
	    MAY_READ, HERE, GROUND_NONE, PERMIT_YES },
};

static void
test_the_matrix_says_what_the_plans_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(asked); i++)
		test_same_int(asked[i].why,
		    permit_ask(asked[i].post, 1, asked[i].class, asked[i].want,
			&asked[i].on, asked[i].ground),
		    asked[i].answer);
}

/* Administrators and custody see no child, whatever is said to them. */
static void
test_who_keeps_the_machine_sees_no_child(void **state)
{
	static const struct post *const them[] = { &custody, &sys, &sec, &aud };
	const struct permit_on all = {
		.lft = 120, .own = true, .named = true, .exact = true
	};

	(void)state;
	for (size_t i = 0; i < nitems(them); i++)
		for (int c = CLASS_DIRECTORY; c < CLASS_ACCOUNTS; c++)
			for (unsigned b = MAY_COUNT; b <= MAY_WRITE; b <<= 1)
				test_same_int(role_name(them[i]->role),
				    permit_ask(them[i], 1, (enum permit_class)c,
					(enum permit_right)b, &all,
					GROUND_SAFETY),
				    PERMIT_NO);
}

static void
test_posts_add_up(void **state)
{
	const struct post both[] = { teacher, operator};
	const struct permit_on found = FOUND;
	const struct permit_on here = HERE;

	(void)state;
	assert_int_equal(
	    permit_ask(both, 2, CLASS_WARNING, MAY_STAMP, &here, GROUND_NONE),
	    PERMIT_YES);
	assert_int_equal(
	    permit_ask(both, 2, CLASS_WARNING, MAY_RAISE, &found, GROUND_NONE),
	    PERMIT_GROUND);
	assert_int_equal(
	    permit_ask(both, 0, CLASS_WARNING, MAY_STAMP, &here, GROUND_NONE),
	    PERMIT_NO);
}

/* A right that includes another says so: nobody writes who cannot read. */
static void
test_rights_include_the_smaller_ones(void **state)
{
	size_t n;
	const struct permit_cell *c = permit_cells(&n);

	(void)state;
	for (; n > 0; n--, c++) {
		if ((c->may & MAY_WRITE) != 0)
			test_true(role_name(c->role),
			    (c->may & MAY_READ) && (c->may & MAY_STAMP));
		if ((c->may & (MAY_READ | MAY_STAMP)) != 0)
			test_true(
			    role_name(c->role), (c->may & MAY_STATE) != 0);
		if ((c->may & MAY_STATE) != 0)
			test_true(role_name(c->role), (c->may & MAY_HINT) != 0);
	}
}

static void
test_grounds_have_names(void **state)
{
	(void)state;
	assert_string_equal(permit_ground_name(GROUND_SAFETY), "safety");
	assert_string_equal(permit_ground_name(GROUND_CONSENT), "consent");
	assert_string_equal(permit_ground_name(GROUND_NONE), "");
	assert_string_equal(permit_ground_name(GROUND_COUNT), "");
	assert_int_equal(permit_ground_of("consent"), GROUND_CONSENT);
	assert_int_equal(permit_ground_of("safety"), GROUND_SAFETY);
	assert_int_equal(permit_ground_of("staff"), GROUND_STAFF);
	assert_int_equal(permit_ground_of(""), -1);
	assert_int_equal(permit_ground_of("curiosity"), -1);
}

static void
test_the_manual_shows_every_cell(void **state)
{
	struct buf *b = buf_new();
	size_t n, lines = 0;

	(void)state;
	permit_cells(&n);
	permit_print(b);
	for (const char *s = buf_text(b); (s = strchr(s, '\n')) != NULL; s++)
		lines++;
	assert_int_equal(lines, n + 2);
	assert_non_null(strstr(
	    buf_text(b), "| operator | C4 warning | exact | raise | yes |\n"));
	assert_non_null(strstr(buf_text(b),
	    "| operator | C0 figures | any | count, hint, state, read | - "
	    "|\n"));
	assert_non_null(strstr(buf_text(b),
	    "| operator | C6 narrative | own | count, hint, state, read, "
	    "raise, stamp, write | - |\n"));
	assert_non_null(strstr(
	    buf_text(b), "| principal | C4 warning | post | count | - |\n"));
	buf_free(b);
}

/* A post reaches from the first to the last number of its place. */
static void
test_a_post_ends_where_its_place_ends(void **state)
{
	static const struct {
		int64_t lft;
		enum permit_answer answer;
	} c[] = { { 119, PERMIT_NO }, { 120, PERMIT_YES }, { 129, PERMIT_YES },
		{ 130, PERMIT_NO } };

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct permit_on on = { .lft = c[i].lft }, near = on;

		near.exact = true;
		assert_int_equal(permit_ask(&teacher, 1, CLASS_FAMILY, MAY_READ,
				     &on, GROUND_NONE),
		    c[i].answer);
		assert_int_equal(permit_ask(&staff, 1, CLASS_DIRECTORY,
				     MAY_READ, &near, GROUND_NONE),
		    c[i].answer);
		near.exact = false;
		assert_int_equal(permit_ask(&staff, 1, CLASS_DIRECTORY,
				     MAY_READ, &near, GROUND_NONE),
		    PERMIT_NO);
	}
}

static void
test_an_operator_reads_the_figures(void **state)
{
	const struct permit_on away = AWAY;

	(void)state;
	assert_int_equal(permit_ask(&operator, 1, CLASS_FIGURES, MAY_READ,
			     &away, GROUND_NONE),
	    PERMIT_YES);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_matrix_says_what_the_plans_say),
	cmocka_unit_test(test_who_keeps_the_machine_sees_no_child),
	cmocka_unit_test(test_posts_add_up),
	cmocka_unit_test(test_rights_include_the_smaller_ones),
	cmocka_unit_test(test_grounds_have_names),
	cmocka_unit_test(test_the_manual_shows_every_cell),
	cmocka_unit_test(test_a_post_ends_where_its_place_ends),
	cmocka_unit_test(test_an_operator_reads_the_figures),
};

TEST_MAIN(tests)
