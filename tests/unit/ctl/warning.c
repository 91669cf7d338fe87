/* SPDX-License-Identifier: Apache-2.0 */
#include <jansson.h>

#include "act/actor.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

/* The whole of a warning without a screen: the real program, the real store,
 * an own sign-in each time, one JSON object a line. */

static int status;

/* Run a command as login with these fields; its first line, or what it said
 * on stderr as a string. */
static json_t *
run(const char *login, const char *command, const char *fields)
{
	const char *said = cli_said(".", login, command, fields, &status);
	json_t *o = json_loads(said, JSON_DISABLE_EOF_CHECK, NULL);

	return o != NULL ? o : json_string(said);
}

static const char *
text_of(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s != NULL ? s : "";
}

static int64_t
number_of(const json_t *o, const char *key)
{
	return json_integer_value(json_object_get(o, key));
}

static int64_t id, version, student;

/* A step with the version of last time; what follows must be this state. */
static void
step(const char *login, const char *fields, const char *state)
{
	char command[64], all[512];
	json_t *o;

	snprintf(command, sizeof(command), "warning step %lld", (long long)id);
	snprintf(all, sizeof(all), "{\"version\": %lld, %s}",
	    (long long)version, fields);
	o = run(login, command, all);
	if (json_is_string(o))
		fail_msg("%s: %s", fields, json_string_value(o));
	test_same_text(fields, text_of(o, "state"), state);
	assert_true(number_of(o, "audit_id") > 0);
	version = number_of(o, "version");
	json_decref(o);
}

static bool
names(const json_t *list, const char *login)
{
	json_t *v;
	size_t i;

	json_array_foreach(list, i,
	    v) if (json_is_string(v) &&
		   strcmp(json_string_value(v), login) == 0) return true;
	return false;
}

/* A child of class1's class. */
static int64_t
child(struct store *st)
{
	struct student s = { .grade = { STAGE_JUNIOR, 2024 },
		.identity = "test:1",
		.name = "曾一诺",
		.reading = "zeng yi nuo",
		.number = "20260217",
		.label = "3" };
	struct actor *class1 = test_signin("class1");
	struct org class, school;

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
	return s.id;
}

static int
begin(void **state)
{
	(void)state;
	student = child(test_office());
	return 0;
}

static int
end(void **state)
{
	(void)state;
	test_office_close();
	return 0;
}

static void
test_a_report_answers_with_its_receipt(void **state)
{
	char fields[256];
	json_t *o;

	(void)state;
	snprintf(fields, sizeof(fields),
	    "{\"student\": %lld, \"seen\": \"两天没怎么吃饭\","
	    " \"safe\": \"unsure\", \"triggers\": [\"sleep\", \"mood\"]}",
	    (long long)student);
	o = run("class1", "observation report", fields);
	id = number_of(o, "warning");
	version = number_of(o, "version");
	assert_true(id > 0 && version > 0);
	assert_int_equal(json_array_size(json_object_get(o, "looking")), 2);
	assert_true(json_is_false(json_object_get(o, "danger")));
	assert_true(text_of(o, "event_at")[0] && text_of(o, "entered_at")[0]);
	json_decref(o);

	o = run("class1", "observation report", "{\"student\": 1}");
	assert_non_null(strstr(json_string_value(o), "ERR_INPUT: "));
	assert_int_equal(status, 65);
	json_decref(o);
}

static void
test_two_acknowledge(void **state)
{
	char command[64];
	json_t *o;

	(void)state;
	snprintf(command, sizeof(command), "warning ack %lld", (long long)id);
	o = run("class1", command, "{}");
	assert_non_null(strstr(json_string_value(o), "ERR_DENIED"));
	json_decref(o);
	o = run("grade1", command, "{\"text\": \"在教室，同桌陪着\"}");
	assert_string_equal(text_of(o, "state"), "REPORTED");
	assert_true(names(json_object_get(o, "waiting_for"), "psy1"));
	assert_null(json_object_get(o, "severity"));
	json_decref(o);
	o = run("psy1", command, "{}");
	assert_string_equal(text_of(o, "state"), "ACKNOWLEDGED");
	assert_string_equal(text_of(o, "severity"), "none");
	assert_int_equal(json_array_size(json_object_get(o, "waiting_for")), 0);
	assert_string_equal(text_of(o, "due_key"), "warning.parents");
	version = number_of(o, "version");
	json_decref(o);
}

static void
test_every_step_to_the_closing(void **state)
{
	json_t *o;

	(void)state;
	step("psy1", "\"event\": \"verify\"", "VERIFYING");
	step("psy1", "\"event\": \"parents\", \"parents\": \"told\"",
	    "VERIFYING");
	step("psy1",
	    "\"event\": \"confirm\", \"severity\": \"serious\","
	    " \"reason\": \"两次谈话\"",
	    "VERIFYING");
	step("centre1", "\"event\": \"confirm\", \"severity\": \"serious\"",
	    "CONFIRMED");
	step("psy1", "\"event\": \"place\"", "AT_LEVEL");
	step("head1", "\"event\": \"review\", \"text\": \"研判\"", "AT_LEVEL");
	step("psy1", "\"event\": \"intervene\", \"text\": \"每周见面\"",
	    "INTERVENING");
	step(
	    "psy1", "\"event\": \"review\", \"text\": \"好些\"", "INTERVENING");
	step(
	    "psy1", "\"event\": \"review\", \"text\": \"稳定\"", "INTERVENING");
	step("psy1", "\"event\": \"monitor\", \"reason\": \"目标达到\"",
	    "INTERVENING");
	step("centre1", "\"event\": \"monitor\"", "MONITORING");
	o = run("sys1", "sample clock +91d", "{}");
	json_decref(o);
	step("psy1", "\"event\": \"close\", \"reason\": \"三个月平稳\"",
	    "MONITORING");
	step("head1", "\"event\": \"close\"", "CLOSED");
}

static void
test_a_stale_step_keeps_the_text(void **state)
{
	char command[64];
	json_t *o;

	(void)state;
	snprintf(command, sizeof(command), "warning step %lld", (long long)id);
	o = run("psy1", command,
	    "{\"version\": 1, \"event\": \"note\", \"text\": \"晚了\"}");
	assert_non_null(strstr(json_string_value(o), "ERR_STALE: "));
	json_decref(o);
	o = run("psy1", "draft list", "{}");
	assert_string_equal(text_of(o, "kind"), "warning.note");
	assert_int_equal(number_of(o, "subject"), id);
	json_decref(o);
}

static void
test_who_may_not_gets_nothing(void **state)
{
	static const char *const others[] = { "op1", "psy2", "dist1", "sys1" };
	char command[64];
	json_t *o;

	(void)state;
	snprintf(command, sizeof(command), "warning show %lld", (long long)id);
	for (size_t i = 0; i < nitems(others); i++) {
		o = run(others[i], command, "{}");
		if (!json_is_string(o))
			fail_msg("%s sees it", others[i]);
		test_true(others[i],
		    strstr(json_string_value(o), "ERR_DENIED") != NULL);
		json_decref(o);
	}
	o = run("psy1", "warning list --closed", "{}");
	assert_int_equal(number_of(o, "id"), id);
	assert_null(json_object_get(o, "severity"));
	json_decref(o);
	o = run("psy1", "warning list", "{}");
	assert_string_equal(json_string_value(o), "");
	json_decref(o);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_report_answers_with_its_receipt),
	cmocka_unit_test(test_two_acknowledge),
	cmocka_unit_test(test_every_step_to_the_closing),
	cmocka_unit_test(test_a_stale_step_keeps_the_text),
	cmocka_unit_test(test_who_may_not_gets_nothing),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
