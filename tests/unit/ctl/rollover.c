/* SPDX-License-Identifier: Apache-2.0 */
/* A new school year without a screen: the real program, an own sign-in each
 * time. */
#include <stdio.h>
#include <sysexits.h>

#include "base/clock.h"
#include "model/day.h"
#include "store/store.h"
#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static char said[1 << 18];
static int64_t last;

static int
school_year(void)
{
	struct clock_parts p;

	clock_parts_of(store_now(test_office()), &p);
	return day_school_year(day_of(p.year, p.month, p.day));
}

static void
put_file(const char *name, const char *text)
{
	FILE *f = fopen(name, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

/* One child in the last year of its school, one who moves up; then three more
 * in their last year at another school, and a class behind them. */
static int
begin(void **state)
{
	(void)state;
	test_office();
	put_file("roster.csv",
	    "姓名,学籍号,学号,学校,年级,班级\r\n"
	    "曾一诺,L990001201202290001,2017,S001,九年级,3班\r\n"
	    "单雄,L990001201202290002,2018,S001,八年级,4班\r\n");
	put_file("more.csv", "姓名,学籍号,学号,学校,年级,班级\r\n"
			     "乔安,L990001201202290011,31,S002,九年级,1班\r\n"
			     "区宁,L990001201202290012,32,S002,九年级,1班\r\n"
			     "仇远,L990001201202290013,33,S002,九年级,1班\r\n"
			     "解冬,L990001201202290014,34,S002,八年级,1班\r\n"
			     "盖青,L990001201202290015,35,S002,八年级,2班\r\n"
			     "尹北,L990001201202290016,36,S002,七年级,1班\r\n");
	/* the first line is a title; refused: no such child, no such class,
	 * a word nobody knows, another school's year that is far */
	put_file("other.csv", "示范区学籍异动\r\n"
			      "变动,学校,学籍号,学号,日期,去向\r\n"
			      "留级,S002,L990001201202290011,,,\r\n"
			      "转出,S002,,32,,云岭市第三中学\r\n"
			      "休学,S002,,35,,在家\r\n"
			      "毕业,S002,,99,,\r\n"
			      "留级,S002,,34,,阳光班\r\n"
			      "搬家,S002,,34,,\r\n"
			      "毕业,S002,,33,2001-07-01,\r\n"
			      "转出,S001,,2018,,临川中学\r\n");
	put_file("back.csv", "变动,学校,学号\r\n撤销,S001,2018\r\n");
	return 0;
}

/* #Y is the school year to come, #L the last id said. */
static void
fill(const char *from, char *to, size_t size)
{
	size_t n = 0;

	for (; *from != '\0' && n + 24 < size; from++)
		if (from[0] == '#')
			n += (size_t)snprintf(to + n, size - n, "%lld",
			    *++from == 'Y' ? (long long)school_year() + 1
					   : (long long)last);
		else
			to[n++] = *from;
	to[n] = '\0';
}

static const struct {
	const char *why, *login, *command;
	int status;
	const char *says;
} lines[] = {
	{ "two children", "dist1", "import roster roster.csv", 0,
	    "\"accepted\":2" },
	{ "not for a principal", "head1", "rollover plan", EX_NOPERM,
	    "ERR_DENIED" },
	{ "nor for a psychology teacher", "psy1", "rollover run", EX_NOPERM,
	    "ERR_DENIED" },
	{ "the ninth grade leaves", "dist1", "rollover plan --year #Y", 0,
	    "\"students_leaving\":1" },
	{ "the eighth moves up", "dist1", "rollover plan --year #Y", 0,
	    "\"students_up\":1" },
	{ "and has nobody yet", "dist1", "rollover plan --year #Y", 0,
	    "class_teacher" },
	{ "nobody leaves this year's", "dist1", "rollover plan", 0,
	    "\"students_leaving\":0" },
	{ "a year that is far", "dist1", "rollover plan --year 2001",
	    EX_DATAERR, "ERR_INPUT" },
	{ "no such school", "dist1", "rollover plan --school S999 --year #Y",
	    EX_DATAERR, "ERR_NOT_FOUND" },
	{ "another school", "dist1", "rollover run --school S002 --year #Y", 0,
	    "\"students\":0" },
	{ "a part of it waits", "dist1", "rollover run --year #Y", EX_DATAERR,
	    "ERR_STATE" },
	{ "until it is confirmed", "dist1", "rollover confirm #L", 0,
	    "confirmed" },
	{ "and then it stays", "dist1", "rollover undo #L", EX_DATAERR,
	    "ERR_STATE" },
	{ "all of it", "dist1", "rollover run --year #Y", 0, "\"students\":1" },
	{ "once", "dist1", "rollover plan --year #Y", 0,
	    "\"students_leaving\":0" },
	{ "not for others to undo", "head1", "rollover undo #L", EX_DATAERR,
	    "ERR_NOT_FOUND" },
	{ "undone", "dist1", "rollover undo #L", 0, "undone" },
	{ "as it was", "dist1", "rollover plan --year #Y", 0,
	    "\"students_leaving\":1" },
	{ "not to be confirmed any more", "dist1", "rollover confirm #L",
	    EX_DATAERR, "ERR_STATE" },
	{ "told", "dist1", "rollover list", 0, "\"state\":\"undone\"" },
	/* who goes another way, by file (TJ-44, STU of requirements 2.3) */
	{ "another school's children", "dist1", "import roster more.csv", 0,
	    "\"accepted\":6" },
	{ "not for a principal", "head1", "rollover except other.csv --year #Y",
	    EX_NOPERM, "ERR_DENIED" },
	{ "tried", "dist1", "rollover except other.csv --year #Y --dry-run", 0,
	    "\"accepted\":4" },
	{ "nothing noted by that", "dist1", "rollover plan --year #Y", 0,
	    "\"students_repeating\":0" },
	{ "four rows noted", "dist1", "rollover except other.csv --year #Y", 0,
	    "\"accepted\":4" },
	{ "and four refused", "dist1",
	    "rollover except other.csv --year #Y --refused again.csv", 0,
	    "\"refused\":4" },
	{ "kept to be mended", "dist1", "import refused", 0,
	    "\"kind\":\"except\"" },
	{ "one of them taken back", "dist1",
	    "rollover except back.csv --year #Y", 0, "\"accepted\":1" },
	{ "one repeats", "dist1", "rollover plan --year #Y", 0,
	    "\"students_repeating\":1" },
	{ "into the class behind", "dist1", "rollover plan --year #Y", 0,
	    "\"except\":\"repeats\",\"to\":\"九年级1班\"" },
	{ "four leave, two of them by themselves", "dist1",
	    "rollover plan --year #Y", 0, "\"students_leaving\":4" },
	{ "two go with their class", "dist1", "rollover plan --year #Y", 0,
	    "\"students_up\":3" },
	{ "one school alone", "dist1", "rollover run --year #Y --school S002",
	    0, "\"students\":3" },
	{ "who repeats is at school, a class later", "dist1",
	    "ledger list --limit 20", 0,
	    "\"number\":\"31\",\"class\":\"八年级1班\"" },
	{ "who moved away is where the file said", "dist1",
	    "ledger list --limit 20", 0, "云岭市第三中学" },
	{ "undone", "dist1", "rollover undo #L", 0, "undone" },
	{ "who repeats is in the old class", "dist1", "ledger list --limit 20",
	    0, "\"number\":\"31\",\"class\":\"九年级1班\"" },
	{ "and nobody has left", "dist1", "rollover plan --year #Y", 0,
	    "\"students_leaving\":4" },
	/* what becomes of posts: a table, and a word of one's own over it */
	{ "class teachers move up", "dist1", "rollover turns", 0,
	    "\"post\":\"class_teacher\",\"turn\":\"moves-up\"" },
	{ "not decided by a principal", "head1",
	    "rollover turn class_teacher stays", EX_NOPERM, "ERR_DENIED" },
	{ "no such post", "dist1", "rollover turn king stays", EX_USAGE, "" },
	{ "no such rule", "dist1", "rollover turn class_teacher flies",
	    EX_USAGE, "" },
	{ "one school gives them anew", "dist1",
	    "rollover turn class_teacher ends-with-year --school S001", 0,
	    "audit_id" },
	{ "there", "dist1", "rollover turns --school S001", 0,
	    "\"post\":\"class_teacher\",\"turn\":\"ends-with-year\"" },
	{ "whose word it is", "dist1", "rollover turns --school S001", 0,
	    "\"by\":\"school\"" },
	{ "and of the others", "dist1", "rollover turns --school S001", 0,
	    "\"by\":\"profile\"" },
	{ "and only there", "dist1", "rollover turns --school S002", 0,
	    "\"post\":\"class_teacher\",\"turn\":\"moves-up\"" },
	{ "the sample's class teacher would end", "dist1",
	    "rollover plan --year #Y --school S001", 0, "\"posts_ending\":1" },
};

static void
test_a_school_year_turns_over_without_a_screen(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(lines); i++) {
		char command[128];
		const char *at;
		int got;

		fill(lines[i].command, command, sizeof(command));
		mem_copy_text(said, sizeof(said),
		    cli_said(".", lines[i].login, command, "{}", &got));
		if (got != lines[i].status ||
		    strstr(said, lines[i].says) == NULL)
			fail_msg("%s: %s: %d, expected %d and %s: %s",
			    lines[i].why, command, got, lines[i].status,
			    lines[i].says, said);
		if (strncmp(lines[i].command, "rollover run", 12) == 0 &&
		    (at = strstr(said, "\"id\":")) != NULL)
			last = strtoll(at + 5, NULL, 10);
	}
}

/* A row mended later is of the year it was meant for, not of the nearest. */
static void
test_a_refused_row_is_mended_for_the_year_that_it_says(void **state)
{
	static const char *const kind = "\"kind\":\"except\"";
	char command[64], cells[128];
	const char *at;
	int status;

	(void)state;
	at = cli_said(".", "dist1", "import refused", "{}", &status);
	mem_copy_text(said, sizeof(said), at);
	at = strstr(said, "搬家");
	assert_non_null(at != NULL ? at : strstr(said, kind));
	for (at = at != NULL ? at : strstr(said, kind);
	     at > said && at[-1] != '\n'; at--)
		;
	snprintf(command, sizeof(command), "import mend %lld",
	    (long long)cli_number(at, "id"));
	at = cli_said(".", "dist1", command,
	    "{\"cells\": {\"kind\": \"毕业\", \"number\": \"34\"}}", &status);
	assert_non_null(strstr(at, "\"field\":\"year\""));
	snprintf(cells, sizeof(cells),
	    "{\"cells\": {\"kind\": \"毕业\", \"number\": \"34\", \"day\": "
	    "\"\", \"year\": \"%d\"}}",
	    school_year() + 1);
	at = cli_said(".", "dist1", command, cells, &status);
	if (strstr(at, "accepted") == NULL)
		fail_msg("%s", at);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_school_year_turns_over_without_a_screen),
	cmocka_unit_test(
	    test_a_refused_row_is_mended_for_the_year_that_it_says),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
