/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A call whose operator is gone, through the real server and the real ssh
 * client: however the line is lost, the lead's screen says so by itself, and
 * stops saying so when the operator is back.  And two who write at once.
 */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "tests/lib/cli.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

#define F2 "\x0e" /* by the second ways */
#define F9 "\x18"
#define TOLD_MS 2000 /* the board knows within about a second or two */

static int
begin(void **state)
{
	static const char *const options[] = { "--penalty-exempt=127.0.0.0/8",
		NULL };

	(void)state;
	server_start(options);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	server_stop();
	return 0;
}

static void
is_back(void)
{
	int64_t until = clock_ticks_ms() + 20000;
	const char *answer;

	do
		answer = cli_must("lead1", "ticket show 1", NULL);
	while (strstr(answer, "operator_lost") != NULL &&
	       clock_ticks_ms() < until);
	assert_non_null(strstr(answer, "\"ACTIVE\""));
	assert_null(strstr(answer, "operator_lost"));
}

static pid_t
only(const char *name)
{
	pid_t pid = server_process(name, server_process(name, server_pid()));

	assert_true(pid > 0);
	return pid;
}

static struct client *op;
static pid_t session, network;

/* The operator alone is signed in, so the processes are theirs. */
static void
operator_comes(void)
{
	op = client_signin("op1", NULL);
	client_expect(op, "op1 ");
	session = only("xinqing-session");
	network = only("xinqing-net");
}

static void
lose_the_client(void)
{
	client_kill(op);
}

static void
lose_the_session(void)
{
	int status;

	assert_int_equal(kill(session, SIGKILL), 0);
	client_all(op, &status);
}

static void
lose_the_network(void)
{
	int status;

	assert_int_equal(kill(network, SIGKILL), 0);
	client_all(op, &status);
}

static void
test_a_line_lost_in_any_way_is_told_to_the_lead(void **state)
{
	static const struct {
		const char *why;
		void (*lose)(void);
	} ways[] = {
		{ "the client was killed", lose_the_client },
		{ "the session process was killed", lose_the_session },
		{ "the network process was killed", lose_the_network },
	};
	struct client *lead;
	const char *answer;
	int64_t ms;

	(void)state;
	for (size_t i = 0; i < nitems(ways); i++) {
		operator_comes();
		if (i == 0) {
			client_type(op, F2);
			client_expect(op, "通话");
		}
		is_back();
		lead = client_signin("lead1", NULL);
		client_expect(lead, "lead1 ");
		ms = clock_ticks_ms();
		ways[i].lose();
		client_expect(lead, "接线员断线");
		ms = clock_ticks_ms() - ms;
		printf("# %s: on the lead's Today after %lld ms\n", ways[i].why,
		    (long long)ms);
		test_within(ways[i].why, ms, TOLD_MS);
		answer = cli_must("lead1", "ticket show 1", NULL);
		assert_non_null(strstr(answer, "\"operator_lost\":true"));
		/* the ticket stays as it was */
		assert_non_null(strstr(answer, "\"ACTIVE\""));
		client_leave(lead);
		server_counts("xinqing-session",
		    server_process("xinqing-session", server_pid()), 0);
	}
}

/* With the zygote dead nobody reaps the session: the keeper finds out. */
static void
test_also_when_nobody_reaps_it(void **state)
{
	struct client *lead;
	int status;

	(void)state;
	operator_comes();
	is_back();
	lead = client_signin("lead1", NULL);
	client_expect(lead, "lead1 ");
	assert_int_equal(
	    kill(server_process("xinqing-session", server_pid()), SIGKILL), 0);
	server_logs("starting it again");
	assert_int_equal(kill(session, SIGKILL), 0);
	client_expect(lead, "接线员断线");
	client_all(op, &status);
	client_leave(lead);
}

static void
test_two_write_at_once_and_neither_is_in_the_others_way(void **state)
{
	struct client *lead;
	int64_t ms;

	(void)state;
	op = client_signin("op1", NULL);
	client_expect(op, "op1 ");
	client_type(op, F2);
	client_expect(op, "通话");
	client_type(op, F9);
	client_expect(op, "别挂断");
	lead = client_signin("lead1", NULL);
	client_expect(lead, "紧急");
	client_type(lead, "\r");
	client_expect(lead, "op1 也开着");
	client_expect(op, "lead1 也开着");
	client_type(op, "\t"); /* to the notes; the lead is there already */
	ms = clock_ticks_ms();
	client_type(op, "妈妈上来了");
	client_type(lead, "药吃了几片");
	client_expect(lead, "妈妈上来了");
	printf("# the operator's words on the lead's screen: %lld ms\n",
	    (long long)(clock_ticks_ms() - ms));
	client_expect(op, "药吃了几片");
	ms = clock_ticks_ms() - ms;
	printf("# and the lead's on the operator's: %lld ms\n", (long long)ms);
	test_within("both have both", ms, 1500);
	assert_false(client_saw(op, "两份都在"));
	assert_false(client_saw(lead, "两份都在"));
	client_kill(lead);
	client_kill(op);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_line_lost_in_any_way_is_told_to_the_lead),
	cmocka_unit_test(test_also_when_nobody_reaps_it),
	cmocka_unit_test(
	    test_two_write_at_once_and_neither_is_in_the_others_way),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
