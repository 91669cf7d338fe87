/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The numbers of the district's care system (QP-40), taken in by a file
 * without a screen: tried first, refused row by row, and nothing changed that
 * a row does not say is to change.  They leave with the care ledger.
 */
#include <sysexits.h>

#include "store/store.h"
#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static char said[1 << 18];

static const struct {
	const char *name, *text;
} files[] = {
	{ "roster.csv", "姓名,学籍号,学号,学校,年级,班级\n"
			"曾一诺,L990001201202290001,2017,S001,八年级,3班\n"
			"单雄,L990001201202290002,2018,S001,八年级,3班\n"
			"乔安,L990001201202290093,2019,S001,八年级,4班\n"
			"罗小满,L990001201202290074,2020,S002,八年级,1班\n" },
	{ "numbers.csv",
	    "学籍号,学校,学号,姓名,关爱系统编号\n"
	    "L990001201202290001,,,曾一诺,QP-1001\n"
	    "L990001201202290002,,,单雄,QP-1001\n"   /* twice in the file */
	    "L990001201202290093,,,乔小安,QP-1003\n" /* another name */
	    ",S001,9999,,QP-1004\n"		     /* nobody */
	    ",S001,2018,,QP 10;05\n"		     /* no number */
	    ",S001,2018,,\n"			     /* none */
	    ",S002,2020,,QP-1006\n" },
	{ "again.csv", "学籍号,关爱系统编号,原编号\n"
		       "L990001201202290001,QP-1001,\n"
		       "L990001201202290001,QP-2001,\n"	    /* silently: no */
		       "L990001201202290001,QP-2001,QP-9\n" /* not that one */
		       "L990001201202290002,QP-1002,\n" },
	{ "change.csv", "学籍号,关爱系统编号,原编号\n"
			"L990001201202290001,QP-2001,QP-1001\n"
			"L990001201202290093,QP-1001,\n" }, /* free now */
	{ "other.csv", "学号,关爱系统编号\n2020,QP-1\n2018,QP-1002\n" },
	{ "none.csv", "学号,姓名\n2018,单雄\n" },
};

static const struct {
	const char *why, *login, *command;
	int status;
	const char *says, *not ;
} lines[] = {
	{ "children of two schools", "dist1", "import roster roster.csv", 0,
	    "\"accepted\":4", "?" },
	{ "what such a table holds", NULL, "import columns numbers", 0,
	    "关爱系统编号", "?" },
	{ "tried first: twice in the file is once", "dist1",
	    "import numbers numbers.csv --dry-run", 0,
	    "\"accepted\":2,\"changed\":0,\"unchanged\":0,\"refused\":5", "?" },
	{ "which row, and why", "dist1", "import numbers numbers.csv --dry-run",
	    0, "\"line\":3,\"column\":5,\"field\":\"care_number\"", "?" },
	{ "nothing was put in", "dist1", "import numbers numbers.csv", 0,
	    "\"accepted\":2,\"changed\":0,\"unchanged\":0,\"refused\":5", "?" },
	{ "the rows wait to be mended", "dist1", "import refused", 0,
	    "\"line\":6", "?" },
	{ "no number changes by itself", "dist1", "import numbers again.csv", 0,
	    "\"accepted\":1,\"changed\":0,\"unchanged\":1,\"refused\":2", "?" },
	{ "only where the row says which", "dist1",
	    "import numbers change.csv --dry-run", 0,
	    "\"accepted\":1,\"changed\":1,\"unchanged\":0,\"refused\":0", "?" },
	{ "and the old one is free then", "dist1", "import numbers change.csv",
	    0, "\"accepted\":1,\"changed\":1,\"unchanged\":0,\"refused\":0",
	    "?" },
	{ "a school takes in its own", "psy1", "import numbers other.csv", 0,
	    "\"unchanged\":1,\"refused\":1", "?" },
	{ "another one its own", "psy2", "import numbers other.csv --dry-run",
	    0, "\"refused\":2", "?" },
	{ "no class teacher", "class1", "import numbers other.csv", EX_NOPERM,
	    "ERR_DENIED", "?" },
	{ "nor the line", "op1", "import numbers other.csv", EX_NOPERM,
	    "ERR_DENIED", "?" },
	{ "no heading of ours", "dist1", "import numbers none.csv", EX_DATAERR,
	    "ERR_INPUT", "?" },
	{ "each is in the log, without the number", "aud1", "audit list", 0,
	    "care.number", "QP-" },
};

static void
test_qp_40_the_care_systems_numbers_are_taken_in_and_none_silently(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(lines); i++) {
		int got;

		mem_copy_text(said, sizeof(said),
		    cli_said(
			".", lines[i].login, lines[i].command, "{}", &got));
		if (got != lines[i].status ||
		    strstr(said, lines[i].says) == NULL ||
		    strstr(said, lines[i].not ) != NULL)
			fail_msg("%s: %s: %d, expected %d and %s, not %s: %s",
			    lines[i].why, lines[i].command, got,
			    lines[i].status, lines[i].says, lines[i].not, said);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_qp_40_the_care_systems_numbers_are_taken_in_and_none_silently),
};

static void
put_file(const char *name, const char *text)
{
	FILE *f = fopen(name, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static int
begin(void **state)
{
	(void)state;
	test_office();
	for (size_t i = 0; i < nitems(files); i++)
		put_file(files[i].name, files[i].text);
	return 0;
}

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
