/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "base/clock.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

/* What is entered later, without a screen: the real program, an own sign-in
 * each time; --at as people say it, --form as it stands on the sheet. */

static char said[1 << 18], student[32], number[64];
static int status;

static void
run(const char *login, const char *command, const char *fields)
{
	mem_copy_text(
	    said, sizeof(said), cli_said(".", login, command, fields, &status));
}

static void
has(const char *text)
{
	if (strstr(said, text) == NULL)
		fail_msg("%s is not in: %s", text, said);
}

/* The value of the first text of that name. */
static void
text_in(const char *from, const char *key, char to[64])
{
	char name[40];
	const char *p, *end;

	snprintf(name, sizeof(name), "\"%s\":\"", key);
	if ((p = strstr(from, name)) == NULL)
		fail_msg("%s is not in: %s", name, from);
	p += strlen(name);
	end = strchr(p, '"');
	assert_non_null(end);
	assert_true(end - p < 63);
	memcpy(to, p, (size_t)(end - p));
	to[end - p] = '\0';
}

static int64_t
time_in(const char *from, const char *key)
{
	char text[64];
	int64_t at;

	text_in(from, key, text);
	assert_int_equal(clock_read(text, &at), 0);
	return at;
}

static int64_t
time_of(const char *key)
{
	return time_in(said, key);
}

static int
begin(void **state)
{
	struct store *st = test_office();
	struct student s = { .grade = { STAGE_JUNIOR, 2024 },
		.identity = "later:1",
		.name = "曾一诺",
		.reading = "zeng yi nuo",
		.number = "20260217",
		.label = "3" };
	struct actor *class1 = test_signin("class1");
	struct org class, school;

	(void)state;
	assert_int_equal(store_org_get(st,
			     act_post(class1, ROLE_CLASS_TEACHER)->org, &class),
	    0);
	assert_int_equal(store_org_above(st, class.id, ORG_SCHOOL, &school), 0);
	test_leave(class1);
	s.school = school.id;
	s.class = class.id;
	s.place = class.lft;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_student_add(st, &s, store_now(st), 1)), 0);
	snprintf(student, sizeof(student), "%lld", (long long)s.id);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	test_office_close();
	return 0;
}

/* The number at the head of a sheet just printed. */
static void
print_sheet(const char *login, const char *form)
{
	char command[64];
	const char *p;
	size_t n;

	snprintf(command, sizeof(command), "form print %s", form);
	run(login, command, NULL);
	assert_int_equal(status, 0);
	p = strstr(said, "编号：");
	assert_non_null(p);
	p += strlen("编号：");
	n = strcspn(p, " \r\n");
	assert_true(n > 10 && n < sizeof(number));
	memcpy(number, p, n);
	number[n] = '\0';
}

static void
test_a_call_is_entered_with_its_time_and_its_sheet(void **state)
{
	static const char fields[] =
	    "{\"text\": \"睡不好\", \"danger\": \"no\", \"minutes\": 25}";
	char command[160];
	const char *answers;

	(void)state;
	print_sheet("op1", "call");
	run("op2", "form out", NULL);
	has(number);
	snprintf(command, sizeof(command),
	    "ticket later --form %s --at '3 h ago'", number);
	run("op1", command, fields);
	assert_int_equal(status, 0);
	has("\"paper_known\":true");
	has("\"entered_later\":true");
	has("\"due_key\":\"ticket.summary\"");
	assert_true(
	    time_of("entered_at") - time_of("event_at") >= 3 * CLOCK_HOUR);
	assert_true(
	    time_of("ended_at") - time_of("event_at") == 25 * CLOCK_MINUTE);

	/* and its answers are of then as well */
	snprintf(command, sizeof(command), "ticket show %lld",
	    (long long)cli_number(said, "id"));
	run("op1", command, NULL);
	assert_int_equal(status, 0);
	answers = strstr(said, "\"answer_history\"");
	assert_non_null(answers);
	assert_non_null(strstr(answers, "\"answer\":\"no\""));
	assert_non_null(strstr(answers, "\"entered_later\":true"));
	assert_true(time_in(answers, "at") - time_in(answers, "event_at") >=
		    3 * CLOCK_HOUR);
	snprintf(command, sizeof(command), "ticket answer %lld --at '2 h ago'",
	    (long long)cli_number(said, "id"));
	run("op1", command, "{\"hopeless\": 40}");
	assert_int_equal(status, 0);
	snprintf(command, sizeof(command), "ticket show %lld",
	    (long long)cli_number(said, "id"));
	run("op1", command, NULL);
	answers = strstr(said, "\"answer\":40");
	assert_non_null(answers);
	assert_true(time_in(answers, "at") - time_in(answers, "event_at") ==
		    2 * CLOCK_HOUR);

	snprintf(command, sizeof(command),
	    "ticket later --form %s --at '3 h ago'", number);
	run("op2", command, fields);
	assert_int_not_equal(status, 0);
	has("ERR_EXISTS");
	has(number);
	snprintf(command, sizeof(command), "form show %s", number);
	run("op2", command, NULL);
	has("\"state\":\"ENTERED\"");
	has("\"record\":\"ticket\"");
	run("op2", "form out", NULL);
	assert_null(strstr(said, number));
}

static void
test_a_time_and_a_number_that_are_none_are_refused(void **state)
{
	static const struct {
		const char *command, *says;
	} c[] = {
		{ "ticket later --at 'third lesson'", "--at" },
		{ "ticket later --at '2010-01-01 10:00'", "event_at" },
		{ "ticket later --at '2199-01-01 10:00'", "event_at" },
		{ "ticket later --at '1 h ago' --form none", "form" },
		{ "ticket later", "event_at" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		run("op1", c[i].command,
		    "{\"text\": \"x\", \"danger\": \"no\", \"minutes\": 5}");
		if (status != 65)
			fail_msg("%s: %s", c[i].command, said);
		has("ERR_INPUT");
		has(c[i].says);
	}
}

static void
test_a_worry_and_a_step_take_the_same_two_options(void **state)
{
	char command[200], fields[200], id[32];

	(void)state;
	print_sheet("class1", "concern");
	snprintf(command, sizeof(command),
	    "observation report --at 'yesterday 14:30' --form %s", number);
	snprintf(fields, sizeof(fields),
	    "{\"student\": %s, \"seen\": \"两天没怎么吃饭\"}", student);
	run("class1", command, fields);
	assert_int_equal(status, 0);
	has("\"entered_later\":true");
	has("\"paper_known\":true");
	snprintf(
	    id, sizeof(id), "%lld", (long long)cli_number(said, "warning"));

	snprintf(command, sizeof(command),
	    "warning step %s --at '2 h ago' --form home-2026-3", id);
	snprintf(fields, sizeof(fields),
	    "{\"event\": \"parents\", \"parents\": \"told\", \"version\":"
	    " %lld}",
	    (long long)cli_number(said, "version"));
	run("psy1", command, fields);
	if (status != 0)
		fail_msg("%s", said);
	snprintf(command, sizeof(command), "warning show %s", id);
	run("psy1", command, NULL);
	has(number);
	has("home-2026-3");
	has("\"event\":\"parents\"");
}

static void
test_a_talk_takes_them_and_a_sheet_is_accounted_for(void **state)
{
	char command[160], fields[120];

	(void)state;
	print_sheet("psy1", "talk");
	snprintf(command, sizeof(command),
	    "consultation book --at 'yesterday 09:00' --form %s", number);
	snprintf(fields, sizeof(fields),
	    "{\"student\": %s, \"event\": \"walk_in\"}", student);
	run("psy1", command, fields);
	assert_int_equal(status, 0);
	has("\"paper\":\"talk-");
	has("\"due_key\":\"consultation.note");
	print_sheet("psy1", "talk");
	snprintf(command, sizeof(command), "form note %s destroyed", number);
	run("psy1", command, NULL);
	assert_int_equal(status, 0);
	has("\"audit_id\"");
	run("psy1", "form out", NULL);
	assert_null(strstr(said, number));
	run("psy1", "form note nothing-9 lost", NULL);
	has("ERR_NOT_FOUND");
	run("psy1", "form note nothing-9 burnt", NULL);
	has("ERR_USAGE");
}

/* More of them than one page of the screen. */
static void
test_all_sheets_that_are_out_are_named(void **state)
{
	const char *at;
	int n = 0;

	(void)state;
	for (int i = 0; i < 3; i++)
		run("psy1", "form print concern --copies 50", NULL);
	print_sheet("psy1", "visit");
	run("psy1", "form out", NULL);
	assert_int_equal(status, 0);
	has(number);
	for (at = said; (at = strstr(at, "\"concern-")) != NULL; at++)
		n++;
	assert_int_equal(n, 150);
}

static void
test_the_rules_say_from_which_time_each_deadline_counts(void **state)
{
	(void)state;
	run("op1", "rules later", NULL);
	assert_int_equal(status, 0);
	has("| consultation.note | what happened |");
	has("| warning.ack | its entry | SJS-14 |");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_call_is_entered_with_its_time_and_its_sheet),
	cmocka_unit_test(test_a_time_and_a_number_that_are_none_are_refused),
	cmocka_unit_test(test_a_worry_and_a_step_take_the_same_two_options),
	cmocka_unit_test(test_a_talk_takes_them_and_a_sheet_is_accounted_for),
	cmocka_unit_test(test_all_sheets_that_are_out_are_named),
	cmocka_unit_test(
	    test_the_rules_say_from_which_time_each_deadline_counts),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
