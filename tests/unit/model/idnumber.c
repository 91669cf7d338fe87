/* SPDX-License-Identifier: Apache-2.0 */
#include "model/idnumber.h"
#include "tests/lib/test.h"

#define TODAY 20261124

static void
test_resident_numbers(void **state)
{
	static const struct {
		const char *typed;
		enum idnumber_fault fault;
		int birth, sex;
	} c[] = {
		/* the standard's own samples, and made-up areas */
		{ "11010519491231002X", IDNUMBER_FINE, 19491231, 2 },
		{ "11010519491231002x", IDNUMBER_FINE, 19491231, 2 },
		{ "'110105 19491231 002X", IDNUMBER_FINE, 19491231, 2 },
		{ "１１０１０５１９４９１２３１００２Ｘ", IDNUMBER_FINE,
		    19491231, 2 },
		{ "440524188001010014", IDNUMBER_DATE, 0, 0 }, /* 146 years */
		{ "110101199003070011", IDNUMBER_FINE, 19900307, 1 },
		{ "110000201001010013", IDNUMBER_FINE, 20100101, 1 },
		{ "120101201202290019", IDNUMBER_FINE, 20120229, 1 },
		{ "810000199001010019", IDNUMBER_FINE, 19900101, 1 },
		{ "120101201009010010", IDNUMBER_CHECK, 0, 0 },
		{ "120101201102290010", IDNUMBER_DATE, 0, 0 },
		{ "110101202701010010", IDNUMBER_DATE, 0, 0 },
		{ "5.20102E+17", IDNUMBER_SPREADSHEET, 0, 0 },
		{ "5.2E+17", IDNUMBER_SPREADSHEET, 0, 0 },
		{ "520102201203160000", IDNUMBER_ROUNDED, 0, 0 },
		{ "1101051949123100", IDNUMBER_LENGTH, 0, 0 },
		{ "110105194912310020123456789", IDNUMBER_LENGTH, 0, 0 },
		{ "", IDNUMBER_LENGTH, 0, 0 },
		{ "11010519491231O02X", IDNUMBER_SHAPE, 0, 0 },
		{ "1101051949123100二", IDNUMBER_SHAPE, 0, 0 },
		{ "X1010519491231002X", IDNUMBER_SHAPE, 0, 0 },
		{ "1101051949123100XX", IDNUMBER_SHAPE, 0, 0 },
		{ "11010519491231002A", IDNUMBER_SHAPE, 0, 0 },
		{ "11010519491231002！", IDNUMBER_SHAPE, 0, 0 },
		{ "11010519491231002～", IDNUMBER_SHAPE, 0, 0 },
		{ "110105194912310\xc2\x80", IDNUMBER_SHAPE, 0, 0 },
		{ "110105194912310\x7f", IDNUMBER_LENGTH, 0, 0 },
		{ "110105194912310\xff", IDNUMBER_SHAPE, 0, 0 },
		{ "\u00a0110105194912\u300031002X", IDNUMBER_FINE, 19491231,
		    2 },
		{ "1101051949123100200", IDNUMBER_LENGTH, 0, 0 },
		{ "11010519491231002000", IDNUMBER_LENGTH, 0, 0 },
		{ "5E+17", IDNUMBER_SPREADSHEET, 0, 0 },
		{ "5.2e17", IDNUMBER_SPREADSHEET, 0, 0 },
		{ "5.2E0", IDNUMBER_SPREADSHEET, 0, 0 },
		{ "5.2E9", IDNUMBER_SPREADSHEET, 0, 0 },
		{ "5.2E/", IDNUMBER_LENGTH, 0, 0 },
		{ "5.2E:", IDNUMBER_LENGTH, 0, 0 },
		{ "5.2EX+9", IDNUMBER_LENGTH, 0, 0 },
		{ "5.2E-1", IDNUMBER_LENGTH, 0, 0 },
		{ "E+17", IDNUMBER_LENGTH, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct idnumber n;
		enum idnumber_fault f;

		f = idnumber_resident(c[i].typed, TODAY, &n);
		test_same_int(c[i].typed, f, c[i].fault);
		if (f != IDNUMBER_FINE)
			continue;
		test_same_int(c[i].typed, n.birth, c[i].birth);
		test_same_int(c[i].typed, n.sex, c[i].sex);
		test_same_int(c[i].typed, strlen(n.text), 18);
	}
}

static void
test_pupil_numbers(void **state)
{
	static const struct {
		const char *typed;
		enum idnumber_fault fault;
	} c[] = {
		{ "G120101201202290019", IDNUMBER_FINE },
		{ "g120101201202290019", IDNUMBER_FINE },
		{ "Ｇ120101201202290019", IDNUMBER_FINE },
		{ "J120101201202290019", IDNUMBER_FINE },
		{ "L120101201202291234", IDNUMBER_FINE }, /* four random ones */
		{ "L120101201102291234", IDNUMBER_DATE },
		{ "G120101201202290018", IDNUMBER_CHECK },
		{ "G120101201203290000", IDNUMBER_ROUNDED },
		{ "120101201202290019", IDNUMBER_LENGTH },
		{ "H120101201202290019", IDNUMBER_SHAPE },
		{ "5.2E+17", IDNUMBER_SPREADSHEET },
	};
	struct idnumber n;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(c[i].typed, idnumber_pupil(c[i].typed, TODAY, &n),
		    c[i].fault);
	assert_int_equal(idnumber_pupil("l120101201202291234", TODAY, &n), 0);
	assert_string_equal(n.text, "L120101201202291234");
	assert_int_equal(n.sex, 0);
}

static void
test_each_slip_of_one_digit_is_found(void **state)
{
	char number[] = "110000201001010013";
	struct idnumber n;

	(void)state;
	for (int i = 0; i < 18; i++)
		for (char d = '0'; d <= '9'; d++) {
			char was = number[i];

			number[i] = d;
			test_same_int(number,
			    idnumber_resident(number, TODAY, &n) ==
				IDNUMBER_FINE,
			    d == was);
			number[i] = was;
		}
}

static void
test_no_explanation_is_empty(void **state)
{
	(void)state;
	for (int f = IDNUMBER_SPREADSHEET; f <= IDNUMBER_CHECK; f++)
		assert_true(strlen(idnumber_words(f)) > 10);
	assert_string_equal(idnumber_words(IDNUMBER_FINE), "");
	assert_string_equal(
	    idnumber_words((enum idnumber_fault)(IDNUMBER_CHECK + 1)),
	    idnumber_words(IDNUMBER_SHAPE));
}

/* The number of somebody born on that day. */
static const char *
born(int day)
{
	static char number[19];

	snprintf(number, sizeof(number), "110000%08d001", day);
	number[17] = idnumber_check_digit(number);
	number[18] = '\0';
	return number;
}

static void
test_nobody_is_born_tomorrow_or_older_than_120(void **state)
{
	static const struct {
		int birth;
		enum idnumber_fault fault;
	} c[] = {
		{ TODAY, IDNUMBER_FINE }, { TODAY + 1, IDNUMBER_DATE },
		{ 19061124, IDNUMBER_FINE }, /* 120 today */
		{ 19051125, IDNUMBER_FINE }, /* 120 still */
		{ 19051124, IDNUMBER_DATE }, /* 121 today */
	};
	struct idnumber n;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(born(c[i].birth),
		    idnumber_resident(born(c[i].birth), TODAY, &n), c[i].fault);
}

static void
test_small_letters_are_made_capitals(void **state)
{
	struct idnumber n;

	(void)state;
	/* No number: but what is kept shows what was made of it. */
	assert_int_equal(idnumber_pupil("azAZ`{", TODAY, &n), IDNUMBER_LENGTH);
	assert_string_equal(n.text, "AZAZ`{");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_resident_numbers),
	cmocka_unit_test(test_pupil_numbers),
	cmocka_unit_test(test_each_slip_of_one_digit_is_found),
	cmocka_unit_test(test_no_explanation_is_empty),
	cmocka_unit_test(test_nobody_is_born_tomorrow_or_older_than_120),
	cmocka_unit_test(test_small_letters_are_made_capitals),
};

TEST_MAIN(tests)
