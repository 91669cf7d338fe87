/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The office without a screen: organisations and staff by file, one approval
 * for all, registers, links, absences, what is missing; the real program, an
 * own sign-in each time.
 */
#include <sysexits.h>

#include "store/org.h"
#include "store/person.h"
#include "store/store.h"
#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static char said[1 << 18];
static int64_t district, school, last;

static int
begin(void **state)
{
	struct org o;

	(void)state;
	test_office();
	assert_int_equal(
	    store_org_by_code(test_office(), ORG_DISTRICT, "D", &o), 0);
	district = o.id;
	assert_int_equal(
	    store_org_by_code(test_office(), ORG_SCHOOL, "S001", &o), 0);
	school = o.id;
	return 0;
}

static void
put_file(const char *name, const char *text)
{
	FILE *f = fopen(name, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

/* #D, #S stand for ids known before, #L for the last "id" or "approval" that
 * was said. */
static void
fill(const char *from, char *to, size_t size)
{
	static const struct {
		char c;
		const int64_t *v;
	} ids[] = { { 'D', &district }, { 'S', &school }, { 'L', &last } };
	size_t n = 0;

	for (; *from != '\0' && n + 24 < size; from++) {
		size_t i = 0;

		while (
		    i < nitems(ids) && !(from[0] == '#' && from[1] == ids[i].c))
			i++;
		if (i == nitems(ids))
			to[n++] = *from;
		else {
			n += (size_t)snprintf(
			    to + n, size - n, "%lld", (long long)*ids[i].v);
			from++;
		}
	}
	to[n] = '\0';
}

static const struct {
	const char *login, *command, *fields;
	int status;
	const char *says;
} lines[] = {
	{ NULL, "import columns staff", NULL, 0, "法治副校长" },
	{ NULL, "import columns orgs", NULL, 0, "SJS-31" },
	{ NULL, "import columns kings", NULL, EX_USAGE, "" },
	/* a tree by file: QP-08, SJS-03, GZ-08 */
	{ "dist1", "import orgs orgs.csv --dry-run", "{}", 0,
	    "\"accepted\":6" },
	{ "dist1", "import orgs orgs.csv", "{}", 0, "\"accepted\":6" },
	{ "dist1", "import orgs orgs.csv", "{}", 0, "\"unchanged\":6" },
	{ "head1", "import orgs orgs.csv", "{}", EX_NOPERM, "ERR_DENIED" },
	{ "op1", "org list --type campus", "{}", 0, "东校区" },
	/* staff by file: refused rows are named, the rest is agreed to once */
	{ "dist1", "import staff staff.csv", "{}", EX_NOPERM, "ERR_DENIED" },
	{ "sys1", "import staff bad.csv", "{}", EX_DATAERR, "ERR_INPUT" },
	{ "sys1", "import staff staff.csv", "{}", 0, "\"refused\":1" },
	{ "sys1", "import refused", "{}", 0, "\"kind\":\"staff\"" },
	{ "sys1", "import mend #L", "{\"cells\": {\"post\": \"教师\"}}", 0,
	    "accepted" },
	{ "sec1", "approval list", "{}", 0, "\"kind\":\"staff\"" },
	{ "op1", "staff proposed 1", "{}", EX_NOPERM, "ERR_DENIED" },
	{ "sec1", "staff proposed 3", "{}", 0, "心理教师" },
	{ "sec1", "approval list", "{}", 0, "\"kind\":\"staff\"" },
	{ "sys1", "approval give 1", "{}", EX_TEMPFAIL, "ERR_SECOND" },
	{ "sec1", "approval give 1", "{}", 0, "given" },
	{ "sys1", "account list", "{}", 0, "approved" },
	/* what is noted, linked, missing */
	{ "dist1", "org note #S",
	    "{\"name\": \"enrolment\", \"value\": \"640\"}", 0, "audit_id" },
	{ "dist1", "org note #S",
	    "{\"name\": \"enrolment\", \"value\": \"many\"}", EX_DATAERR,
	    "ERR_INPUT" },
	{ "dist1", "org show #S", "{}", 0, "\"enrolment\":\"640\"" },
	{ "op1", "org show #S", "{}", EX_NOPERM, "ERR_DENIED" },
	{ "head1", "org show #S", "{}", 0, "psy1" },
	{ "dist1", "org link",
	    "{\"kind\": \"pairing\", \"from\": #S, \"to\": #D}", 0,
	    "audit_id" },
	{ "dist1", "org link", "{\"from\": #S, \"end\": #L}", 0, "audit_id" },
	{ "dist1", "org link", "{\"kind\": \"feud\", \"from\": #S}", EX_DATAERR,
	    "ERR_INPUT" },
	{ "dist1", "gaps", "{}", 0, "SJS-03" },
	{ "dist1", "gaps campus", "{}", 0, "西校区" },
	{ "head1", "gaps psychology", "{}", 0, "" },
	{ "dist1", "gaps stars", "{}", EX_DATAERR, "ERR_INPUT" },
	{ "op1", "gaps", "{}", EX_NOPERM, "ERR_DENIED" },
	/* people: QP-64, TJ-101, QP-87 */
	{ "dist1", "person note psy1",
	    "{\"name\": \"title\", \"value\": \"高级教师\"}", 0, "audit_id" },
	{ "dist1", "person show psy1", "{}", 0, "高级教师" },
	{ "op1", "person show psy1", "{}", EX_DATAERR, "ERR_NOT_FOUND" },
	{ "head1", "person away psy1", "{\"until\": \"2199-01-01\"}", 0,
	    "audit_id" },
	{ "head1", "person show psy1", "{}", 0, "away_until" },
	{ "psy1", "person back psy1", "{}", 0, "audit_id" },
	{ "psy1", "person back psy1", "{}", EX_DATAERR, "ERR_NOT_FOUND" },
	{ "head1", "person tie class1", "{\"kind\": \"linked\"}", EX_DATAERR,
	    "ERR_INPUT" },
	{ "sys1", "post set",
	    "{\"person\": 1, \"role\": \"教研员\", \"org\": #D,"
	    " \"ends\": \"2199-01-01\"}",
	    0, "audit_id" },
	{ "sys1", "post set",
	    "{\"person\": 1, \"role\": \"法治副校长\", \"org\": #D}",
	    EX_DATAERR, "ERR_INPUT" },
	{ "sys1", "post list", "{}", 0, "\"duty\":\"researcher\"" },
};

static void
test_the_office_is_kept_without_a_screen(void **state)
{
	(void)state;
	put_file("orgs.csv", "类型,名称,代码,上级,教育集团\r\n"
			     "教育集团,云岭教育集团,G1,,\r\n"
			     "学校,青山中学,QS,,G1\r\n"
			     "校区,东校区,,QS,\r\n"
			     "校区,西校区,,QS,\r\n"
			     "宿舍楼,1号楼,,QS,\r\n"
			     "楼层,3层,,青山中学/1号楼,\r\n");
	put_file("staff.csv", "姓名,工号,单位,校区,岗位\r\n"
			      "何晴,T001,青山中学,东校区,心理教师\r\n"
			      "石敏,T002,QS,,法治副校长\r\n"
			      "韦青,T003,QS,,国王\r\n");
	put_file("bad.csv", "名字没有,工号\r\n甲,1\r\n");
	for (size_t i = 0; i < nitems(lines); i++) {
		char command[256], fields[512];
		const char *at;
		int got;

		fill(lines[i].command, command, sizeof(command));
		fill(lines[i].fields != NULL ? lines[i].fields : "", fields,
		    sizeof(fields));
		mem_copy_text(said, sizeof(said),
		    cli_said(".", lines[i].login, command, fields, &got));
		if (got != lines[i].status ||
		    strstr(said, lines[i].says) == NULL)
			fail_msg("%s %s: %d, expected %d and %s: %s",
			    lines[i].login, command, got, lines[i].status,
			    lines[i].says, said);
		if ((at = strstr(said, "\"id\":")) != NULL)
			last = strtoll(at + 5, NULL, 10);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_office_is_kept_without_a_screen),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
