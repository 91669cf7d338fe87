/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "model/gate.h"
#include "model/package.h"
#include "tests/lib/test.h"

static const struct {
	const char *typed, *reads; /* NULL: no word */
} words[] = {
	{ "bcdf-ghjk", "bcdf-ghjk" },
	{ "BCDF-ghjk", "bcdf-ghjk" },
	{ "bcdfghjkm", NULL },
	{ "bcdf-ghj", NULL },
	{ "bcdf-ghjkm", NULL },
	{ "bcd-fghjk", NULL },
	{ "bcdf_ghjk", NULL },
	{ "bcda-ghjk", NULL }, /* no vowel is in any */
	{ "bcd1-ghjk", NULL },
	{ "", NULL },
	{ "-", NULL },
	{ "bcdf-ghj\xe5", NULL },
};

static void
test_a_word_is_four_letters_a_dash_and_four(void **state)
{
	char to[GATE_WORD_MAX];

	(void)state;
	for (size_t i = 0; i < nitems(words); i++) {
		bool is = gate_word_read(words[i].typed, to);

		test_same_int(words[i].typed, is, words[i].reads != NULL);
		if (is)
			test_same_text(words[i].typed, to, words[i].reads);
	}
}

#define AT 1000000

static const struct {
	const char *why;
	enum gate_state state;
	int64_t beat, now;
	int r;
} begins[] = {
	{ "fresh", GATE_OPEN, 0, AT, 0 },
	{ "the last second", GATE_OPEN, 0, AT + 599, 0 },
	{ "ten minutes old", GATE_OPEN, 0, AT + 600, ERR_DENIED },
	{ "the clock went back", GATE_OPEN, 0, AT - 1, ERR_DENIED },
	{ "another moves", GATE_OPEN, AT + 50, AT + 54, ERR_BUSY },
	{ "another was silent", GATE_OPEN, AT + 50, AT + 55, 0 },
	{ "being read", GATE_WORKING, AT + 50, AT + 51, ERR_DENIED },
	{ "used", GATE_DONE, AT + 50, AT + 51, ERR_DENIED },
	{ "not taken", GATE_REFUSED, AT + 50, AT + 51, ERR_DENIED },
	{ "taken back", GATE_VOID, 0, AT, ERR_DENIED },
};

static void
test_a_word_begins_within_ten_minutes_and_for_one_at_a_time(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(begins); i++) {
		const struct gate g = { .state = begins[i].state,
			.made_at = AT,
			.expires_at = AT + GATE_BEGIN_S,
			.beat_at = begins[i].beat };

		test_same_int(begins[i].why, gate_may_begin(&g, begins[i].now),
		    begins[i].r);
	}
}

static void
test_codes_of_the_gate_read_back(void **state)
{
	(void)state;
	for (int i = 0; i < GATE_PURPOSES; i++)
		test_same_int("purpose",
		    gate_purpose_of(gate_rule((enum gate_purpose)i)->code), i);
	for (int i = 0; i < GATE_STATES; i++)
		test_same_int("state",
		    gate_state_of(gate_state_code((enum gate_state)i)), i);
	assert_int_equal(gate_purpose_of("Staff"), -1);
	assert_int_equal(gate_state_of("open"), -1);
}

static const struct {
	enum gate_purpose p;
	const char *detail, *file;
} files[] = {
	{ GATE_ROSTER, "", "roster.csv" },
	{ GATE_ROSTER, "北校区", "roster.csv" },
	{ GATE_STAFF, "", "staff.csv" },
	{ GATE_ORGS, "D", "orgs.csv" },
	{ GATE_TIES, "", "ties.csv" },
	{ GATE_TRAINING, "", "training.csv" },
	{ GATE_FORM, "call", "call.html" },
	{ GATE_PACKAGE, "X20261127-0001.zip", "X20261127-0001.zip" },
};

static void
test_the_file_is_called_by_what_it_is(void **state)
{
	char to[GATE_FILE_MAX];

	(void)state;
	for (size_t i = 0; i < nitems(files); i++) {
		struct gate g = { .purpose = files[i].p };

		mem_copy_text(g.detail, sizeof(g.detail), files[i].detail);
		gate_file(&g, to);
		test_same_text(files[i].detail, to, files[i].file);
	}
}

/* --- packages --------------------------------------------------------------
 */

static const struct {
	const char *why;
	enum package_state state;
	int fetches;
	int64_t now;
	int r;
} fetches[] = {
	{ "not agreed to", PACKAGE_ASKED, 0, AT, ERR_SECOND },
	{ "agreed to", PACKAGE_AGREED, 0, AT, 0 },
	{ "the fifth time", PACKAGE_AGREED, 4, AT, 0 },
	{ "the sixth", PACKAGE_AGREED, 5, AT, ERR_STATE },
	{ "after its days", PACKAGE_AGREED, 0, AT + 100, ERR_STATE },
	{ "not agreed", PACKAGE_REFUSED, 0, AT, ERR_STATE },
	{ "back", PACKAGE_BACK, 1, AT, ERR_STATE },
};

static void
test_a_package_is_fetched_when_agreed_to_and_for_its_days(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(fetches); i++) {
		const struct package p = { .state = fetches[i].state,
			.fetches = fetches[i].fetches,
			.expires_at = AT + 100 };

		test_same_int(fetches[i].why,
		    package_may_fetch(&p, fetches[i].now), fetches[i].r);
	}
}

static const struct {
	const char *why;
	enum package_medium medium;
	enum package_state state;
	int fetches;
	bool out, late; /* on the day after it was due */
} outs[] = {
	{ "printed", PACKAGE_PAPER, PACKAGE_AGREED, 1, true, true },
	{ "never printed", PACKAGE_PAPER, PACKAGE_AGREED, 0, false, false },
	{ "back", PACKAGE_PAPER, PACKAGE_BACK, 1, false, false },
	{ "a file", PACKAGE_ZIP, PACKAGE_AGREED, 1, false, false },
};

static void
test_a_copy_is_out_from_its_printing_until_it_is_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(outs); i++) {
		const struct package p = { .medium = outs[i].medium,
			.state = outs[i].state,
			.fetches = outs[i].fetches,
			.due = 20261227 };

		test_same_int(outs[i].why, package_is_out(&p), outs[i].out);
		test_same_int(outs[i].why, package_is_late(&p, 20261227), 0);
		test_same_int(
		    outs[i].why, package_is_late(&p, 20261228), outs[i].late);
	}
}

static void
test_codes_of_packages_read_back(void **state)
{
	(void)state;
	for (int l = 0; l < PACKAGE_LISTS; l++) {
		enum package_list list = (enum package_list)l;

		for (int i = 0; i < package_count(list); i++) {
			test_same_int(package_code(list, i),
			    package_of(list, package_code(list, i)), i);
			test_true(package_code(list, i),
			    package_words(list, i)[0] != '\0');
		}
		assert_int_equal(package_of(list, "gift"), -1);
		assert_string_equal(
		    package_code(list, package_count(list)), "");
	}
	assert_int_equal(package_permit(PACKAGE_SAFETY), GROUND_SAFETY);
	assert_int_equal(package_permit(PACKAGE_LAW), GROUND_CONSENT);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_word_is_four_letters_a_dash_and_four),
	cmocka_unit_test(
	    test_a_word_begins_within_ten_minutes_and_for_one_at_a_time),
	cmocka_unit_test(test_codes_of_the_gate_read_back),
	cmocka_unit_test(test_the_file_is_called_by_what_it_is),
	cmocka_unit_test(
	    test_a_package_is_fetched_when_agreed_to_and_for_its_days),
	cmocka_unit_test(test_a_copy_is_out_from_its_printing_until_it_is_back),
	cmocka_unit_test(test_codes_of_packages_read_back),
};

TEST_MAIN(tests)
