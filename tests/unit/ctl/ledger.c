/* SPDX-License-Identifier: Apache-2.0 */
/* The ledger of all children without a screen: the real program, an own
 * sign-in each time. */
#include <sysexits.h>

#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static char said[1 << 18];
static int64_t class, other;

static const struct {
	const char *why, *login, *command, *fields;
	int status;
	const char *says, *not ;
} lines[] = {
	{ "children of two classes", "dist1", "import roster roster.csv", "{}",
	    0, "\"accepted\":3", "?" },
	{ "all of them, fresh by the roster", "dist1", "ledger list", "{}", 0,
	    "fresh_by", "?" },
	{ "page by page", "dist1", "ledger list --limit 1", "{}", 0, "\"id\":1",
	    "\"id\":2" },
	{ "and the next", "dist1", "ledger list --limit 1 --after 1", "{}", 0,
	    "enrolled", "\"id\":1," },
	{ "none is old", "dist1", "ledger list --stale 30", "{}", 0, "",
	    "\"id\"" },
	{ "the class teacher sees the class", "class1", "ledger list", "{}", 0,
	    "曾一诺", "乔安" },
	{ "and no other", "class1", "ledger list --org #O", "{}", EX_NOPERM,
	    "ERR_DENIED", "?" },
	{ "an operator none", "op1", "ledger list", "{}", EX_NOPERM,
	    "ERR_DENIED", "?" },
	{ "nor an administrator", "sys1", "ledger list", "{}", EX_NOPERM,
	    "ERR_DENIED", "?" },
	{ "a row is right", "class1", "ledger fresh 1", "{}", 0, "audit_id",
	    "?" },
	{ "of the own class", "class1", "ledger fresh 3", "{}", EX_DATAERR,
	    "ERR_NOT_FOUND", "?" },
	{ "the whole class", "class1", "ledger fresh #C --class", "{}", 0,
	    "\"students\":2", "?" },
	{ "not another", "class1", "ledger fresh #O --class", "{}", EX_NOPERM,
	    "ERR_DENIED", "?" },
	{ "a class is a class", "dist1", "ledger fresh 1 --class", "{}",
	    EX_DATAERR, "ERR_INPUT", "?" },
	{ "on leave, by the office alone", "class1", "ledger state 2",
	    "{\"state\": \"suspended\"}", EX_NOPERM, "ERR_DENIED", "?" },
	{ "on leave", "dist1", "ledger state 2",
	    "{\"state\": \"suspended\", \"whereabouts\": \"家中\"}", 0,
	    "audit_id", "?" },
	{ "and it is told", "class1", "ledger list", "{}", 0, "家中", "?" },
	{ "no such word", "dist1", "ledger state 2", "{\"state\": \"gone\"}",
	    EX_DATAERR, "ERR_INPUT", "?" },
	{ "back at school", "dist1", "ledger state 2",
	    "{\"state\": \"enrolled\"}", 0, "audit_id", "?" },
	{ "as before", "class1", "ledger list", "{}", 0, "enrolled",
	    "suspended" },
};

static void
fill(const char *from, char *to, size_t size)
{
	size_t n = 0;

	for (; *from != '\0' && n + 24 < size; from++)
		if (from[0] == '#')
			n += (size_t)snprintf(to + n, size - n, "%lld",
			    *++from == 'C' ? (long long)class
					   : (long long)other);
		else
			to[n++] = *from;
	to[n] = '\0';
}

static void
test_tj_44_every_child_is_in_the_ledger_with_a_date(void **state)
{
	struct student s;

	(void)state;
	for (size_t i = 0; i < nitems(lines); i++) {
		char command[128];
		int got;

		fill(lines[i].command, command, sizeof(command));
		mem_copy_text(said, sizeof(said),
		    cli_said(
			".", lines[i].login, command, lines[i].fields, &got));
		if (got != lines[i].status ||
		    strstr(said, lines[i].says) == NULL ||
		    strstr(said, lines[i].not ) != NULL)
			fail_msg("%s: %s: %d, expected %d and %s: %s",
			    lines[i].why, command, got, lines[i].status,
			    lines[i].says, said);
		if (i == 0) {
			assert_int_equal(
			    store_student_get(test_office(), 1, &s), 0);
			class = s.class;
			assert_int_equal(
			    store_student_get(test_office(), 3, &s), 0);
			other = s.class;
		}
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_tj_44_every_child_is_in_the_ledger_with_a_date),
};

static int
begin(void **state)
{
	FILE *f;

	(void)state;
	test_office();
	f = fopen("roster.csv", "w");
	assert_non_null(f);
	assert_true(fputs("姓名,学籍号,学号,学校,年级,班级\r\n"
			  "曾一诺,L990001201202290001,2017,S001,八年级,3班\r\n"
			  "单雄,L990001201202290002,2018,S001,八年级,3班\r\n"
			  "乔安,L990001201202290093,2019,S001,八年级,4班\r\n",
			f) >= 0);
	assert_int_equal(fclose(f), 0);
	return 0;
}

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
