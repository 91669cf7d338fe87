/* SPDX-License-Identifier: Apache-2.0 */
/* Custody without a screen: the real program, a process a step, so that
 * nothing is carried from one custodian to the other but the store.  And a
 * store whose beginning is broken off. */
#include <jansson.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "act/account.h"
#include "act/actor.h"
#include "act/approval.h"
#include "act/sample.h"
#include "act/ticket.h"
#include "base/err.h"
#include "tests/lib/call.h"
#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

#define CANARY "canary9917canary"

static char text[65536];
static int status;
static long long ticket, id;

/* Run a line of the shell; its first JSON object, or NULL. */
static json_t *
shell(const char *line)
{
	FILE *f = popen(line, "r");
	size_t n;

	assert_non_null(f);
	n = fread(text, 1, sizeof(text) - 1, f);
	text[n] = '\0';
	status = WEXITSTATUS(pclose(f));
	return json_loads(text, JSON_DISABLE_EOF_CHECK, NULL);
}

static json_t *
run(const char *login, const char *command, const char *fields)
{
	mem_copy_text(
	    text, sizeof(text), cli_said(".", login, command, fields, &status));
	return json_loads(text, JSON_DISABLE_EOF_CHECK, NULL);
}

/* A step on the request; what follows is this state, or this error. */
static void
step(const char *login, const char *verb, const char *fields, const char *state)
{
	char command[64];
	json_t *o;

	snprintf(command, sizeof(command), "custody %s %lld", verb, id);
	o = run(login, command, fields);
	if (strncmp(state, "ERR_", 4) == 0) {
		assert_null(o);
		if (strstr(text, state) == NULL)
			fail_msg("%s by %s: %s", verb, login, text);
		return;
	}
	if (o == NULL)
		fail_msg("%s by %s: %s", verb, login, text);
	test_same_text(
	    verb, json_string_value(json_object_get(o, "state")), state);
	json_decref(o);
}

static bool
shows(const char *login)
{
	char command[64];

	snprintf(command, sizeof(command), "ticket show %lld", ticket);
	json_decref(run(login, command, ""));
	return strstr(text, CANARY) != NULL;
}

static int
begin(void **state)
{
	struct act_ticket_entry e = { .text = CANARY, .n = strlen(CANARY) };
	struct act_ticket_call in = { 0 };
	struct actor *op;
	struct act_ticket t;
	int64_t entry;

	(void)state;
	test_office();
	op = test_signin("op1");
	assert_int_equal(act_ticket_new(op, &in, &t), 0);
	test_answer_three(op, t.row.id, THOUGHTS_NO, DANGER_NO);
	assert_int_equal(act_ticket_write(op, t.row.id, &e, &entry, &t), 0);
	ticket = t.row.id;
	test_leave(op);
	return 0;
}

static void
test_two_custodians_open_a_ticket_and_the_lead_signs(void **state)
{
	char fields[256];
	json_t *o;

	(void)state;
	snprintf(fields, sizeof(fields),
	    "{\"kind\": \"ticket\", \"object\": "
	    "%lld, \"reason\": \"nobody of the line answers\"}",
	    ticket);
	assert_null(run("op2", "custody ask", fields));
	assert_non_null(strstr(text, "ERR_DENIED"));
	assert_null(run("centre1", "custody ask", "{\"kind\": \"ticket\"}"));
	assert_false(shows("centre1"));
	o = run("centre1", "custody ask", fields);
	if (o == NULL)
		fail_msg("%s", text);
	id = json_integer_value(json_object_get(o, "id"));
	json_decref(o);

	step("cust2", "agree", "", "ERR_SECOND");
	step("centre1", "agree", "", "ERR_SECOND");
	step("cust1", "agree", "", "HALF");
	step("cust1", "agree", "", "ERR_SECOND");
	assert_false(shows("centre1"));
	step("cust2", "agree", "", "OPEN");
	assert_true(shows("centre1"));
	assert_false(shows("cust1"));
	assert_false(shows("cust2"));
	assert_true(shows("op1"));

	o = run("lead1", "custody list", "");
	test_same_text(
	    "told", json_string_value(json_object_get(o, "state")), "OPEN");
	json_decref(o);
	o = run("lead1", "today", "");
	assert_non_null(strstr(text, "custody.review"));
	json_decref(o);
	step("centre1", "review", "{}", "ERR_DENIED");
	step("lead1", "review", "{\"words\": \"I have rung the caller.\"}",
	    "REVIEWED");
	assert_false(shows("centre1"));
	assert_true(shows("op1"));
}

static void
test_a_refusal_needs_its_reason(void **state)
{
	char fields[256];
	json_t *o;

	(void)state;
	snprintf(fields, sizeof(fields),
	    "{\"kind\": \"ticket\", \"object\": "
	    "%lld, \"reason\": \"once more\"}",
	    ticket);
	o = run("centre1", "custody ask", fields);
	id = json_integer_value(json_object_get(o, "id"));
	json_decref(o);
	step("cust1", "refuse", "{}", "ERR_INPUT");
	step(
	    "cust1", "refuse", "{\"reason\": \"the lead is back\"}", "REFUSED");
	step("cust2", "agree", "", "ERR_STATE");
}

/* --- a beginning broken off
 * ------------------------------------------------------ */

#define INIT                                                                \
	"cd %s && printf 'passphrase one\\npassphrase two\\npassphrase "    \
	"three\\n' >three; echo '{\"district\": \"D\", \"system\": \"a\", " \
	"\"security\": \"b\", \"audit\": \"c\"}' | %s %s/xinqing --data "   \
	"new init --passphrases-fd 9 --json 9<three 2>&1"

static json_t *
init(const char *before)
{
	char line[2048];

	snprintf(line, sizeof(line), INIT, test_folder(), before,
	    getenv("XINQING_BUILDDIR"));
	return shell(line);
}

/* Killed at many moments: each time it is simply begun again. */
static void
test_a_beginning_killed_anywhere_is_begun_again(void **state)
{
	char before[64];
	json_t *o = NULL;
	int broken = 0;

	(void)state;
	for (int ms = 5; ms < 2000 && o == NULL; ms = ms * 5 / 4 + 5) {
		snprintf(before, sizeof(before), "timeout -s KILL 0.%03d", ms);
		o = init(before);
		broken += o == NULL;
		if (o == NULL && strstr(text, "ERR_") != NULL)
			fail_msg("after %d ms: %s", ms, text);
	}
	assert_true(broken > 3);
	if (o == NULL)
		o = init("");
	if (o == NULL)
		fail_msg("%s", text);
	json_decref(o);
	assert_null(init(""));
	assert_non_null(strstr(text, "ERR_EXISTS"));
}

/* Killed once it has come to the first passphrase. */
#define SAMPLE                                                            \
	"cd %s && x='%s/xinqing --data half sample --schools 3 --json'; " \
	"for i in 1 2 3 4 5; do rm -rf half; $x >said & "                 \
	"while [ -z \"$(find half -name signin.slots)\" ] && "            \
	"kill -0 $!; do :; done; kill -KILL $!; wait $! || break; "       \
	"done 2>said; $x 2>&1"

static void
test_a_sample_broken_off_is_begun_again(void **state)
{
	char line[2048];
	json_t *o;

	(void)state;
	snprintf(line, sizeof(line), SAMPLE, test_folder(),
	    getenv("XINQING_BUILDDIR"));
	if ((o = shell(line)) == NULL)
		fail_msg("%s", text);
	json_decref(o);
	assert_int_equal(status, 0);
}

/* A key that stands alone may be all that opens a backup. */
static void
test_a_key_alone_is_never_overwritten(void **state)
{
	char line[512];

	(void)state;
	snprintf(line, sizeof(line),
	    "cd %s && rm -r new && mkdir new && "
	    "echo key >new/store.key",
	    test_folder());
	json_decref(shell(line));
	assert_null(init(""));
	assert_non_null(strstr(text, "ERR_EXISTS"));
	snprintf(line, sizeof(line), "cat %s/new/store.key", test_folder());
	json_decref(shell(line));
	assert_string_equal(text, "key\n");
}

/* --- a store that lost saved work ----------------------------------------- */

static void
test_who_has_no_passphrase_yet_is_told_where_it_is_set(void **state)
{
	struct actor *sys = test_signin("sys1"), *sec = test_signin("sec1"),
		     *op2 = test_signin("op2");
	int64_t approval;
	char line[1024];

	(void)state;
	assert_int_equal(
	    act_account_reset(sys, op2->person, &approval, NULL), 0);
	assert_int_equal(act_approval_give(sec, approval, NULL), 0);
	test_leave(op2);
	test_leave(sec);
	test_leave(sys);
	test_office_close();
	json_decref(shell("mkdir kept && cp store.db* kept"));
	json_decref(run("op1", "today", "")); /* a row of its sign-in */
	snprintf(line, sizeof(line),
	    "rm store.db* && cp kept/* . && printf 'a\\nb\\n' >two &&"
	    " echo '{\"audit\": \"op2\", \"system\": \"sys1\"}' |"
	    " %s/xinqing --data . audit accept-loss"
	    " --passphrases-fd 9 9<two 2>&1",
	    getenv("XINQING_BUILDDIR"));
	assert_null(shell(line));
	if (strstr(text, "ERR_STATE: ") == NULL || strstr(text, "SSH") == NULL)
		fail_msg("%s", text);
}

static int
end(void **state)
{
	(void)state;
	test_office_close();
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_two_custodians_open_a_ticket_and_the_lead_signs),
	cmocka_unit_test(test_a_refusal_needs_its_reason),
	cmocka_unit_test(test_a_beginning_killed_anywhere_is_begun_again),
	cmocka_unit_test(test_a_sample_broken_off_is_begun_again),
	cmocka_unit_test(test_a_key_alone_is_never_overwritten),
	cmocka_unit_test(
	    test_who_has_no_passphrase_yet_is_told_where_it_is_set),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
