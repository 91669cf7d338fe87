/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A student's file, plan and way to the next school without a screen: the real
 * program, an own sign-in each time (SJS-42, SJS-43, QP-38, QP-49, GZ-17).
 */
#include <sysexits.h>

#include "act/actor.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

/* #C is the child, #S the school it goes to, #L the last "id" that was said,
 * #V its version, #M the last measure. */
static int64_t child, school2, last, version, measure;

static int
begin(void **state)
{
	struct store *st = test_office();
	struct actor *class1 = test_signin("class1");
	struct student s = { .grade = { STAGE_JUNIOR, 2025 },
		.name = "韦青",
		.reading = "wei qing",
		.sex = SEX_GIRL,
		.identity = "ctl:1",
		.label = "3" };
	struct org o;

	(void)state;
	assert_int_equal(
	    store_org_get(st, act_post(class1, ROLE_CLASS_TEACHER)->org, &o),
	    0);
	s.class = o.id;
	s.place = o.lft;
	assert_int_equal(store_org_above(st, o.id, ORG_SCHOOL, &o), 0);
	s.school = o.id;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_student_add(st, &s, store_now(st), 1)), 0);
	child = s.id;
	assert_int_equal(store_org_by_code(st, ORG_SCHOOL, "S002", &o), 0);
	school2 = o.id;
	test_leave(class1);
	return 0;
}

static void
fill(const char *from, char *to, size_t size)
{
	static const struct {
		char c;
		const int64_t *v;
	} ids[] = { { 'C', &child }, { 'S', &school2 }, { 'L', &last },
		{ 'V', &version }, { 'M', &measure } };
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

/* What the next line may want. */
static void
note(const char *said, const char *command)
{
	const char *measures = strstr(said, "\"measures\"");

	if (strncmp(command, "plan ", 5) != 0 &&
	    strncmp(command, "file ", 5) != 0)
		return;
	if (strstr(command, " show ") == NULL && cli_number(said, "id") > 0)
		last = cli_number(said, "id");
	if (cli_number(said, "version") > 0)
		version = cli_number(said, "version");
	if (measures != NULL && cli_number(measures, "id") > 0)
		measure = cli_number(measures, "id");
}

static const struct {
	const char *login, *command, *fields;
	int status;
	const char *says;
} lines[] = {
	{ "class1", "observation report",
	    "{\"student\": #C, \"seen\": \"午饭没吃\"}", 0, "warning" },
	{ "psy1", "file show #C", NULL, 0, "\"kind\":\"report\"" },
	{ "psy2", "file show #C", NULL, EX_DATAERR, "ERR_NOT_FOUND" },
	{ "op1", "file show #C", NULL, EX_DATAERR, "ERR_NOT_FOUND" },
	/* GZ-17: found, and without a plan */
	{ "psy1", "plan missing", NULL, 0, "韦青" },
	{ "dist1", "plan missing", NULL, 0, "\"count\":-1" },
	{ "op1", "plan missing", NULL, EX_NOPERM, "ERR_DENIED" },
	/* QP-38, TJ-26: a plan */
	{ "psy1", "plan begin", "{\"student\": #C, \"goals\": \" \"}",
	    EX_DATAERR, "ERR_INPUT" },
	{ "class1", "plan begin", "{\"student\": #C, \"goals\": \"好\"}",
	    EX_NOPERM, "ERR_DENIED" },
	{ "psy1", "plan begin", "{\"student\": #C, \"goals\": \"睡得好\"}", 0,
	    "audit_id" },
	{ "psy1", "plan measure #L",
	    "{\"version\": #V, \"owner\": \"op1\","
	    " \"due_at\": \"2199-01-01\", \"text\": \"接电话\"}",
	    EX_DATAERR, "ERR_INPUT" },
	{ "psy1", "plan measure #L",
	    "{\"version\": #V, \"owner\": \"class1\","
	    " \"due_at\": \"2199-01-01\", \"text\": \"午休陪他坐坐\"}",
	    0, "audit_id" },
	{ "psy1", "plan step #L sing", "{\"version\": #V}", EX_DATAERR,
	    "ERR_INPUT" },
	{ "psy1", "plan step #L start",
	    "{\"version\": #V, \"review_at\": \"2199-02-01\"}", 0, "audit_id" },
	{ "psy1", "plan missing", NULL, 0, "" },
	{ "class1", "plan show #L", NULL, 0, "午休陪他坐坐" },
	{ "class1", "plan done #M", NULL, 0, "audit_id" },
	{ "psy1", "plan show #L", NULL, 0, "睡得好" },
	{ "psy1", "plan step #L review",
	    "{\"version\": #V, \"text\": \"午饭来吃了\"}", 0, "audit_id" },
	{ "psy1", "file show #C", NULL, 0, "\"kind\":\"plan\"" },
	{ NULL, "rules plan", NULL, 0, "| RUNNING | review | REVIEWED |" },
	{ NULL, "rules transfer", NULL, 0, "| SENT | accept | ACCEPTED |" },
	/* QP-40: for the district's care system */
	{ "class1", "care ask", NULL, EX_NOPERM, "ERR_DENIED" },
	{ "psy1", "care ask", NULL, 0, "\"approval\"" },
	{ "psy1", "gate word care", NULL, EX_TEMPFAIL, "ERR_SECOND" },
	{ "head1", "approval give 1", NULL, 0, "given" },
	{ "psy1", "care show", NULL, 0, "\"state\":\"AGREED\"" },
	{ "psy1", "gate word care", NULL, 0, "\"word\"" },
	/* QP-02, QP-49: to the next school */
	{ "psy1", "file send",
	    "{\"student\": #C, \"to_school\": #S, \"text\": \"午休有人陪\"}",
	    EX_DATAERR, "ERR_INPUT" },
	{ "class1", "file send",
	    "{\"student\": #C, \"to_school\": #S, \"text\": \"午休有人陪\","
	    " \"given_at\": \"2025-06-20\"}",
	    EX_NOPERM, "ERR_DENIED" },
	{ "psy1", "file send",
	    "{\"student\": #C, \"to_school\": #S, \"text\": \"午休有人陪\","
	    " \"given_by\": \"nobody\"}",
	    EX_DATAERR, "ERR_INPUT" },
	{ "psy1", "file send",
	    "{\"student\": #C, \"to_school\": #S, \"text\": \"午休有人陪\","
	    " \"given_at\": \"2025-06-20\", \"given_by\": \"both\"}",
	    0, "audit_id" },
	{ "psy2", "file refuse #L", "{\"reason\": \"没来报到\"}", 0,
	    "audit_id" },
	{ "psy1", "file send",
	    "{\"student\": #C, \"to_school\": #S, \"text\": \"午休有人陪\","
	    " \"given_at\": \"2025-06-20\", \"given_by\": \"both\"}",
	    0, "audit_id" },
	{ "psy1", "file withdraw #L", "{\"reason\": \"写早了\"}", 0,
	    "audit_id" },
	{ "psy1", "file send",
	    "{\"student\": #C, \"to_school\": #S, \"text\": \"午休有人陪\","
	    " \"given_at\": \"2025-06-20\", \"given_by\": \"both\"}",
	    0, "audit_id" },
	{ "psy2", "file list", NULL, 0, "\"state\":\"SENT\"" },
	{ "psy2", "file accept #L", NULL, 0, "audit_id" },
	{ "psy2", "file list #L", NULL, 0, "\"state\":\"ACCEPTED\"" },
	{ "centre1", "today", NULL, 0, "" },
	{ "psy2", "file list #L", NULL, 0, "午休有人陪" },
	{ "psy2", "file show #C", NULL, 0, "\"kind\":\"transfer\"" },
	{ "psy1", "file contact #L", NULL, EX_NOPERM, "ERR_DENIED" },
	{ "psy2", "file contact #L", NULL, 0, "audit_id" },
	{ "op1", "file list #L", NULL, EX_NOPERM, "ERR_DENIED" },
};

static void
test_a_file_is_kept_and_handed_on_without_a_screen(void **state)
{
	char command[200], fields[500];
	const char *said;
	int status;

	(void)state;
	for (size_t i = 0; i < nitems(lines); i++) {
		fill(lines[i].command, command, sizeof(command));
		fill(lines[i].fields != NULL ? lines[i].fields : "{}", fields,
		    sizeof(fields));
		said = cli_said(".", lines[i].login, command, fields, &status);
		if (status != lines[i].status ||
		    strstr(said, lines[i].says) == NULL)
			fail_msg("%s %s: %d, %s", lines[i].command, fields,
			    status, said);
		note(said, lines[i].command);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_file_is_kept_and_handed_on_without_a_screen),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
