/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Time goes wrong: the machine's clock is set forward a day and back an hour
 * under a server at work, everything stands still for a while, and whoever
 * holds the store does.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "act/store.h"
#include "base/clock.h"
#include "base/err.h"
#include "store/store.h"
#include "tests/lib/cli.h"
#include "tests/lib/desk.h"
#include "tests/lib/fault.h"
#include "tests/lib/process.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"
#include "tests/lib/whole.h"

#define DAY (24 * 3600)
#define HOUR 3600

static const char *const options[] = { "--penalty-exempt=127.0.0.0/8", NULL };

static int
begin(void **state)
{
	(void)state;
	if (fault_library() != NULL)
		server_programs(fault_programs());
	server_start(options);
	desk_students(40);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	server_stop();
	return 0;
}

/* Wait until the SELECT gives at least n. */
static void
until_number(const char *sql, int64_t n)
{
	int64_t until = clock_ticks_ms() + 15000, got;

	while ((got = store_number(sql)) < n) {
		if (clock_ticks_ms() > until)
			fail_msg("%s: %lld, not %lld:\n%s", sql, (long long)got,
			    (long long)n, server_log());
		poll(NULL, 0, 200);
	}
}

/* --- the clock --------------------------------------------------------------
 */

static const char alarms[] =
    "SELECT count(*) FROM audit WHERE what = 'clock.alarm'";
static const char climbed[] =
    "SELECT count(*) FROM audit WHERE what = 'warning.overdue'";

/* In danger: due in ten minutes of any clock, not in hours of school, which
 * from a Friday on are over on Monday. */
static void
report_danger(void)
{
	char report[120];

	snprintf(report, sizeof(report),
	    "{\"student\": %lld, \"seen\": \"上课趴着\","
	    " \"safe\": \"danger\"}",
	    (long long)store_number("SELECT min(s.id) FROM student s JOIN org o"
				    " ON o.id = s.school"
				    " WHERE o.code = 'S001'"));
	cli_must("psy1", "observation report", report);
}

static void
save_with_clock(void)
{
	char preload[400], page[400];
	const char *const environment[] = { preload, page, NULL };
	struct cli c = { .login = "lead1",
		.command = "ticket ring",
		.environment = environment };

	snprintf(preload, sizeof(preload), "LD_PRELOAD=%s", fault_library());
	snprintf(page, sizeof(page), "XINQING_FAULT=%s", fault_page());
	cli_run(&c);
	if (c.status != 0)
		fail_msg("a save: %d %s", c.status, c.err);
	cli_free(&c);
}

static void
test_a_clock_that_jumps_raises_an_alarm_and_holds_no_escalation(void **state)
{
	struct client *sys;

	(void)state;
	if (fault_library() == NULL)
		test_skip("this build has sanitizers, or nothing to preload");
	report_danger();
	/* It cannot be kept at once, and is not forgotten. */
	fault_set("xinqing-keeper", FAULT_WRITE, 1, ENOSPC, true);
	fault_clock(DAY);
	server_logs("the clock has jumped");
	assert_int_equal(store_number(alarms), 0);
	fault_none();
	until_number(alarms, 1);
	until_number(climbed, 1); /* nobody looked for a day: it goes up */
	save_with_clock();
	fault_clock(DAY - HOUR);
	until_number(alarms, 2);
	save_with_clock();
	store_is_whole("after the clock went back"); /* audit.at as well */
	sys = client_signin("sys1", NULL);
	client_expect(sys, "跳"); /* it stands on Today until somebody looked */
	client_kill(sys);

	/* Set back while no keeper was there to see it. */
	server_stop();
	fault_clock(DAY - 3 * HOUR);
	server_start(options);
	until_number(alarms, 3);
	save_with_clock();
	store_is_whole("after the clock went back unseen");
}

/* --- standing still ---------------------------------------------------------
 */

static void
test_a_machine_that_stood_still_goes_on(void **state)
{
	struct client *c = client_call("op1", "before ");

	(void)state;
	process_signal(server_pid(), SIGSTOP);
	client_type(c, "meanwhile ");
	poll(NULL, 0, 3000);
	process_signal(server_pid(), SIGCONT);
	client_expect(c, "meanwhile");
	draft_comes("op1", "before meanwhile ");
	client_kill(c);
	assert_int_equal(server_count("xinqing-keeper", server_pid()), 1);
}

/* Somebody who holds the store, and then does nothing any more. */
static pid_t
stopped_holder(void)
{
	int status;
	pid_t pid = test_fork();

	if (pid == 0) {
		struct store *st;

		if (act_store_open(server_data(), &st) != 0 ||
		    store_begin(st) != 0)
			_exit(1);
		raise(SIGSTOP);
		_exit(store_end(st, 0) == 0 ? 0 : 2);
	}
	assert_int_equal(waitpid(pid, &status, WUNTRACED), pid);
	assert_true(WIFSTOPPED(status));
	return pid;
}

static void
saves_are_refused_in_time(void)
{
	struct cli c = { .login = "lead1", .command = "ticket ring" };

	cli_run(&c);
	assert_int_equal(c.status, EX_TEMPFAIL);
	if (strncmp(c.err, "ERR_BUSY: ", 10) != 0)
		fail_msg("instead of ERR_BUSY: %s", c.err);
	if (c.ms > 7500) /* five seconds, and what the start takes */
		fail_msg("it came after %lld ms", (long long)c.ms);
	cli_free(&c);
}

/* What was typed while nobody could save is saved once it can be. */
static void
test_a_stopped_holder_is_waited_for_and_never_robbed(void **state)
{
	static const int ends[] = { SIGKILL, SIGCONT };
	struct client *c = client_call("op1", "begin ");
	char words[40];
	int status;
	pid_t pid;

	(void)state;
	for (size_t i = 0; i < nitems(ends); i++) {
		pid = stopped_holder();
		snprintf(words, sizeof(words), "held%zu ", i);
		client_type(c, words);
		client_expect(c, words);
		saves_are_refused_in_time();
		client_expect(c, "正忙着");
		kill(pid, ends[i]);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		if (ends[i] == SIGCONT) /* it still held it */
			assert_int_equal(status, 0);
		draft_comes("op1", words);
		cli_must("lead1", "ticket ring", NULL);
	}
	store_is_whole("after holders that were stopped");
	client_kill(c);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_machine_that_stood_still_goes_on),
	cmocka_unit_test(test_a_stopped_holder_is_waited_for_and_never_robbed),
	cmocka_unit_test(
	    test_a_clock_that_jumps_raises_an_alarm_and_holds_no_escalation),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
