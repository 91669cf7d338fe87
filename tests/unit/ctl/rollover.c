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

/* One child in the last year of its school, one who moves up. */
static int
begin(void **state)
{
	FILE *f;

	(void)state;
	test_office();
	f = fopen("roster.csv", "w");
	assert_non_null(f);
	assert_true(fputs("姓名,学籍号,学号,学校,年级,班级\r\n"
			  "曾一诺,L990001201202290001,2017,S001,九年级,3班\r\n"
			  "单雄,L990001201202290002,2018,S001,八年级,4班\r\n",
			f) >= 0);
	assert_int_equal(fclose(f), 0);
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

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_school_year_turns_over_without_a_screen),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
