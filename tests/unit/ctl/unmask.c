/* SPDX-License-Identifier: Apache-2.0 */
#include <jansson.h>

#include "store/store.h"
#include "store/student.h"
#include "tests/lib/call.h"
#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

/* The home of a child in an emergency without a screen: the real program, an
 * own sign-in each time, one JSON object a line. */

static int64_t student, ticket, version;

/* Run a command as login with these fields; its first line, or what it said
 * as a string. */
static json_t *
run(const char *login, const char *command, const char *fields)
{
	const char *said = cli_said(".", login, command, fields, NULL);
	json_t *o = json_loads(said, JSON_DISABLE_EOF_CHECK, NULL);

	return o != NULL ? o : json_string(said);
}

/* The same of the ticket: "ticket WHAT 1". */
static json_t *
with_ticket(const char *login, const char *what, const char *fields)
{
	char command[64];
	json_t *o;

	snprintf(command, sizeof(command), "ticket %s %lld", what,
	    (long long)ticket);
	o = run(login, command, fields);
	if (json_object_get(o, "version") != NULL)
		version = json_integer_value(json_object_get(o, "version"));
	return o;
}

static const char *
text_of(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s != NULL ? s : "";
}

static void
step(const char *login, const char *event, const char *more)
{
	char fields[256];

	snprintf(fields, sizeof(fields),
	    "{\"event\": \"%s\", \"version\": %lld%s}", event,
	    (long long)version, more);
	json_decref(with_ticket(login, "step", fields));
}

static void
refused(json_t *o, const char *code)
{
	if (!json_is_string(o) || strstr(json_string_value(o), code) == NULL)
		fail_msg("not %s: %s", code,
		    json_is_string(o) ? json_string_value(o) : "answered");
	json_decref(o);
}

static int
begin(void **state)
{
	static const struct guardian g = {
		.name = "曾兰", .relation = "妈妈", .phone = "13800004407"
	};
	struct store *st = test_office();
	int r;

	(void)state;
	student = test_student();
	assert_int_equal(store_begin(st), 0);
	r = store_guardian_put(st, student, &g, 1, 1);
	assert_int_equal(store_end(st, r), 0);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	test_office_close();
	return 0;
}

/* A call of op1's in danger, the student linked. */
static void
emergency(void)
{
	char fields[256];
	json_t *o = run("op1", "ticket new", "{}");

	ticket = json_integer_value(json_object_get(o, "id"));
	version = json_integer_value(json_object_get(o, "version"));
	json_decref(o);
	step("op1", "danger", "");
	snprintf(fields, sizeof(fields),
	    "{\"student\": %lld, \"ground\": \"safety\", \"why\": \"说到药\"}",
	    (long long)student);
	json_decref(with_ticket("op1", "link", fields));
}

static void
test_asked_agreed_seen_and_reviewed(void **state)
{
	char command[64];
	json_t *o, *home;

	(void)state;
	emergency();
	refused(with_ticket("op1", "unmask", "{}"), "ERR_NOT_FOUND");
	o = with_ticket("op1", "unmask", "{\"reason\": \"叫不应了\"}");
	assert_string_equal(text_of(o, "stage"), "ASKED");
	assert_string_equal(text_of(o, "reason"), "叫不应了");
	assert_null(json_object_get(o, "home"));
	assert_true(json_integer_value(json_object_get(o, "wait_s")) > 0);
	json_decref(o);
	refused(with_ticket("op1", "unmask", "{\"open\": true}"), "ERR_SECOND");
	o = with_ticket("lead1", "unmask", "{\"open\": true}");
	assert_string_equal(text_of(o, "stage"), "OPENED");
	assert_true(json_is_false(json_object_get(o, "alone")));
	home = json_object_get(o, "home");
	assert_string_equal(
	    text_of(
		json_array_get(json_object_get(home, "guardians"), 0), "phone"),
	    "13800004407");
	json_decref(o);
	refused(run("lead1", "ticket review 1", "{\"sentence\": \"看过\"}"),
	    "ERR_SECOND");
	o = run("centre1", "ticket reviews", "");
	snprintf(command, sizeof(command), "ticket review %lld",
	    (long long)json_integer_value(json_object_get(o, "id")));
	assert_null(json_object_get(o, "home"));
	json_decref(o);
	o = run("centre1", command, "{\"sentence\": \"该看，够了\"}");
	assert_string_equal(text_of(o, "stage"), "REVIEWED");
	assert_string_equal(text_of(o, "reason"), "叫不应了");
	assert_null(json_object_get(o, "home"));
	json_decref(o);
	json_decref(with_ticket("lead1", "show", ""));
	step("lead1", "calm", ", \"reason\": \"妈妈在身边\"");
	/* over: no home any more, but what came of it */
	o = with_ticket("op1", "unmask", "{}");
	assert_null(json_object_get(o, "home"));
	assert_string_equal(text_of(o, "reason"), "叫不应了");
	assert_string_equal(text_of(o, "found"), "该看，够了");
	assert_string_equal(text_of(o, "reviewed_by_name"), "何明");
	json_decref(o);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_asked_agreed_seen_and_reviewed),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
