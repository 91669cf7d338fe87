/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Groups, risk factors and the health ledger without a screen: who enters,
 * who sees and who does not (requirements.md 5.2); the real program, an own
 * sign-in each time.  QD-44 the ledger of special-group families, QD-45 that
 * of special constitution, QD-11 how it stands, GZ-48, GZ-59, TJ-47.
 */
#include <sysexits.h>

#include "store/office.h"
#include "store/person.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static char said[1 << 18];
static int64_t last, other;

static const struct {
	const char *why, *login, *command, *fields;
	int status;
	const char *says, *not ;
} lines[] = {
	{ "children of two classes", "dist1", "import roster roster.csv", "{}",
	    0, "\"accepted\":3", "?" },
	{ "QD-47: the manual has the groups", NULL, "rules groups", NULL, 0,
	    "QD-47", "?" },
	{ "and says how a table names them", NULL, "import columns groups",
	    NULL, 0, "群体类型", "?" },

	/* one by one */
	{ "a class teacher knows the family", "class1", "group add 1",
	    "{\"group\": \"留守\", \"source\": \"家访\"}", 0, "audit_id", "?" },
	{ "it is noted once", "class1", "group add 1",
	    "{\"group\": \"left_behind\"}", EX_DATAERR, "ERR_EXISTS", "?" },
	{ "several hold of one child: QD-47", "psy1", "group add 1",
	    "{\"group\": \"校园欺凌\", \"starts\": \"2026-9-1\"}", 0,
	    "audit_id", "?" },
	{ "GZ-48 wants evidence", "class1", "group add 1",
	    "{\"group\": \"处境不利\"}", EX_DATAERR, "ERR_INPUT", "?" },
	{ "and takes it", "class1", "group add 1",
	    "{\"group\": \"处境不利\", \"evidence\": \"家访记录\"}", 0,
	    "audit_id", "?" },
	{ "TJ-47: where, with whom, until when", "class1", "group add 2",
	    "{\"group\": \"校外实习\", \"where\": \"明德机械厂\", \"carer\": "
	    "\"许师傅\", \"starts\": \"2026-9-1\", \"ends\": \"2199-1-15\"}",
	    0, "audit_id", "?" },
	{ "no such day", "class1", "group add 2",
	    "{\"group\": \"单亲\", \"starts\": \"soon\"}", EX_DATAERR,
	    "ERR_INPUT", "?" },
	{ "no such group", "class1", "group add 2", "{\"group\": \"问题学生\"}",
	    EX_DATAERR, "ERR_INPUT", "?" },
	{ "not of another class", "class1", "group add 3",
	    "{\"group\": \"留守\"}", EX_DATAERR, "ERR_NOT_FOUND", "?" },

	/* who sees what */
	{ "the class teacher sees them", "class1", "group show 1", "{}", 0,
	    "left_behind", "?" },
	{ "with who said so", "class1", "group show 1", "{}", 0, "visit", "?" },
	{ "the psychology teacher too", "psy1", "group show 1", "{}", 0,
	    "disadvantaged", "?" },
	{ "the grade head what weighs, not the family", "grade1",
	    "group show 1", "{}", 0, "bullying", "left_behind" },
	{ "the principal nothing of it", "head1", "group show 1", "{}", 0, "",
	    "\"id\"" },
	{ "nor another school", "psy2", "group show 1", "{}", EX_DATAERR,
	    "ERR_NOT_FOUND", "?" },
	{ "nor the line", "op1", "group show 1", "{}", EX_DATAERR,
	    "ERR_NOT_FOUND", "?" },
	{ "nor an administrator", "sys1", "group show 1", "{}", EX_DATAERR,
	    "ERR_NOT_FOUND", "?" },
	{ "the district enters but does not read", "dist1", "group show 1",
	    "{}", 0, "", "left_behind" },

	/* the ledger: QD-44, GZ-59 */
	{ "the families of a class", "class1", "group list --families", "{}", 0,
	    "left_behind", "bullying" },
	{ "of the school", "psy1", "group list", "{}", 0, "bullying", "?" },
	{ "of one group", "psy1", "group list --group 留守", "{}", 0, "曾一诺",
	    "internship" },
	{ "of a kind", "psy1", "group list --kind away", "{}", 0, "明德机械厂",
	    "left_behind" },
	{ "no such kind", "psy1", "group list --kind stars", "{}", EX_DATAERR,
	    "ERR_INPUT", "?" },
	{ "a page at a time", "psy1", "group list --limit 1", "{}", 0, "\"id\"",
	    "internship" },
	{ "and the next", "psy1", "group list --after 3", "{}", 0, "internship",
	    "left_behind" },
	{ "not of a class that is another's", "class1", "group list --org #O",
	    "{}", EX_NOPERM, "ERR_DENIED", "?" },
	{ "the district sees no name", "dist1", "group list", "{}", EX_NOPERM,
	    "ERR_DENIED", "曾一诺" },
	{ "and counts without the small ones", "dist1", "group count", "{}", 0,
	    "left_behind", ":1" },
	{ "the school counts", "psy1", "group count --group 留守", "{}", 0,
	    "\"students\":1", "?" },
	{ "the line counts nothing", "op1", "group count", "{}", EX_NOPERM,
	    "ERR_DENIED", "?" },

	/* by file */
	{ "a table from civil affairs", "dist1", "import groups groups.csv",
	    "{}", 0, "\"refused\":3", "?" },
	{ "two went in, one stood", "dist1", "import groups groups.csv", "{}",
	    0, "\"unchanged\":3", "?" },
	{ "seen by who may", "psy1", "group show 3", "{}", 0, "orphan", "?" },
	{ "a school enters its own", "psy1", "import groups own.csv --dry-run",
	    "{}", 0, "\"accepted\":1", "?" },
	{ "not another's", "psy2", "import groups own.csv --dry-run", "{}", 0,
	    "\"refused\":1", "?" },
	{ "the line takes in none", "op1", "import groups own.csv", "{}",
	    EX_NOPERM, "ERR_DENIED", "?" },
	{ "no heading of ours", "psy1", "import groups roster.csv", "{}",
	    EX_DATAERR, "ERR_INPUT", "?" },

	/* ended, and still there */
	{ "the grade head ends what they may enter", "grade1", "group end 1",
	    "{}", EX_NOPERM, "ERR_DENIED", "?" },
	{ "it ends", "class1", "group end 1", "{}", 0, "audit_id", "?" },
	{ "once", "class1", "group end 1", "{}", EX_TEMPFAIL, "ERR_STALE",
	    "?" },
	{ "gone from the list", "psy1", "group list --group 留守", "{}", 0, "",
	    "曾一诺" },
	{ "not from what was", "psy1", "group show 1 --all", "{}", 0,
	    "ended_at", "?" },
	{ "and it may begin again", "class1", "group add 1",
	    "{\"group\": \"留守\"}", 0, "audit_id", "?" },

	/* the health ledger: QD-45 */
	{ "a class teacher does not write it", "class1", "health add 1",
	    "{\"heed\": \"exercise\"}", EX_NOPERM, "ERR_DENIED", "?" },
	{ "nothing to heed is no entry", "psy1", "health add 1",
	    "{\"heed\": \"\"}", EX_DATAERR, "ERR_INPUT", "?" },
	{ "the psychology teacher does", "psy1", "health add 1",
	    "{\"heed\": \"exercise call\", \"why\": \"心脏做过手术\"}", 0,
	    "audit_id", "?" },
	{ "and reads why", "psy1", "health words 1", "{}", 0, "心脏", "?" },
	{ "the class teacher what to heed", "class1", "health show 1", "{}", 0,
	    "exercise call", "心脏" },
	{ "in the ledger of the class", "class1", "health list", "{}", 0,
	    "曾一诺", "心脏" },
	{ "and never why", "class1", "health words 1", "{}", EX_NOPERM,
	    "ERR_DENIED", "心脏" },
	{ "the grade head nothing", "grade1", "health show 1", "{}", EX_NOPERM,
	    "ERR_DENIED", "exercise" },
	{ "nor the principal", "head1", "health list", "{}", EX_NOPERM,
	    "ERR_DENIED", "exercise" },
	{ "nor another school", "psy2", "health show 1", "{}", EX_DATAERR,
	    "ERR_NOT_FOUND", "exercise" },
	{ "the centre without a case nothing", "centre1", "health words 1",
	    "{}", EX_DATAERR, "ERR_NOT_FOUND", "心脏" },
	{ "the district counts", "dist1", "health count", "{}", 0, "students",
	    ":1" },
	{ "and does not list", "dist1", "health list", "{}", EX_NOPERM,
	    "ERR_DENIED", "曾一诺" },
	{ "each look is in the log", "aud1", "audit list", "{}", 0,
	    "health.read", "心脏" },
	{ "which has no group in it", "aud1", "audit list", "{}", 0,
	    "group.add", "left_behind" },
	{ "it ends", "psy1", "health end 1", "{}", 0, "audit_id", "?" },
	{ "and stands no more", "class1", "health list", "{}", 0, "",
	    "曾一诺" },
	{ "but in what was", "psy1", "health show 1 --all", "{}", 0, "ended_at",
	    "?" },

	/* how it stands: QD-11 */
	{ "as usual", "class1", "ledger list", "{}", 0, "\"care\":\"usual\"",
	    "\"care\":\"open\"" },
	{ "a worry is reported", "class1", "observation report",
	    "{\"student\": 1, \"seen\": \"这周几乎不说话\", \"safe\": "
	    "\"unsure\", \"triggers\": [\"mood\"]}",
	    0, "warning", "?" },
	{ "somebody looks after them", "class1", "ledger list", "{}", 0,
	    "\"care\":\"open\"", "severity" },
	{ "with a date", "psy1", "ledger list", "{}", 0, "care_at", "level" },
	{ "the office does not see it", "dist1", "ledger list", "{}", 0,
	    "曾一诺", "\"care\"" },
	{ "nor the principal", "head1", "ledger list", "{}", 0, "曾一诺",
	    "\"care\"" },

	/* one's own students: QP-04, TJ-06, the needed codes of 5.2 */
	{ "nobody's mentor yet", "grade1", "group mine", "{}", 0, "",
	    "\"student\"" },
	{ "mentor of one, linked to a class", "head1", "import ties ties.csv",
	    "{}", 0, "\"accepted\":2", "?" },
	{ "a mentor knows for whom a visit comes first", "grade1", "group mine",
	    "{}", 0, "left_behind", "disadvantaged" },
	{ "and never what weighs on them", "grade1", "group mine", "{}", 0,
	    "曾一诺", "bullying" },
	{ "nor who said so", "grade1", "group mine", "{}", 0, "曾一诺",
	    "visit" },
	{ "in one word that somebody looks after them", "grade1", "group mine",
	    "{}", 0, "\"care\":\"open\"", "level" },
	{ "and whom to ask", "grade1", "group mine", "{}", 0,
	    "\"ask\":\"何静\"", "?" },
	{ "of a class all", "grade1", "group mine", "{}", 0, "乔安", "?" },
	{ "and nobody else's", "grade1", "group mine", "{}", 0, "orphan",
	    "单雄" },
	{ "a colleague has none", "psy1", "group mine", "{}", 0, "",
	    "\"student\"" },
	{ "nor has the line", "op1", "group mine", "{}", 0, "", "\"student\"" },
};

static void
fill(const char *from, char *to, size_t size)
{
	size_t n = 0;

	for (; *from != '\0' && n + 24 < size; from++)
		if (from[0] == '#')
			n += (size_t)snprintf(to + n, size - n, "%lld",
			    *++from == 'O' ? (long long)other
					   : (long long)last);
		else
			to[n++] = *from;
	to[n] = '\0';
}

static void
test_groups_and_health_are_for_who_cares_and_for_nobody_else(void **state)
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
			fail_msg("%s: %s: %d, expected %d and %s, not %s: %s",
			    lines[i].why, command, got, lines[i].status,
			    lines[i].says, lines[i].not, said);
		if (i == 0) {
			assert_int_equal(
			    store_student_get(test_office(), 3, &s), 0);
			other = s.class;
		}
	}
}

/* A tie that nobody ended, of somebody who teaches at another school now. */
static void
test_who_teaches_elsewhere_has_no_students_here_any_more(void **state)
{
	struct store *st = test_office();
	struct tie_row t = { .kind = TIE_MENTOR, .student = 1 };
	struct person p;
	int got, r;

	(void)state;
	assert_int_equal(store_person_by_login(st, "psy2", &p), 0);
	t.person = p.id;
	t.since = store_now(st);
	assert_int_equal(store_begin(st), 0);
	r = store_tie_add(st, &t);
	assert_int_equal(store_end(st, r), 0);
	mem_copy_text(said, sizeof(said),
	    cli_said(".", "psy2", "group mine", "{}", &got));
	assert_int_equal(got, 0);
	assert_null(strstr(said, "曾一诺"));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_groups_and_health_are_for_who_cares_and_for_nobody_else),
	cmocka_unit_test(
	    test_who_teaches_elsewhere_has_no_students_here_any_more),
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
	put_file("roster.csv",
	    "姓名,学籍号,学号,学校,年级,班级\r\n"
	    "曾一诺,L990001201202290001,2017,S001,八年级,3班\r\n"
	    "单雄,L990001201202290002,2018,S001,八年级,3班\r\n"
	    "乔安,L990001201202290093,2019,S001,八年级,4班\r\n");
	put_file("groups.csv",
	    "学籍号,学号,学校,群体类型,来源,依据,结束日期\r\n"
	    "L990001201202290001,,,留守,民政,,\r\n"
	    "L990001201202290093,,,孤儿,民政,,\r\n"
	    ",2018,S001,低收入,民政,,\r\n"
	    ",2018,S001,处境不利,社区,,\r\n"   /* without evidence */
	    ",9999,S001,留守,民政,,\r\n"       /* nobody */
	    ",2019,S001,校园欺凌,学校,,\r\n"); /* not the district's */
	put_file("ties.csv", "导师工号,关系,学校,年级,班级,学号\n"
			     "grade1,导师,S001,,,2017\n"
			     "grade1,包联,S001,八年级,4班,\n");
	put_file("own.csv", "学号,群体\r\n2018,单亲\r\n");
	return 0;
}

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
