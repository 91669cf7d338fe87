/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

static int
start(void **state)
{
	(void)state;
	server_start(NULL);
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	server_stop();
	return 0;
}

/* Sign in as op1 with these arguments: the exit status, and a text that must
 * have been shown. */
static int
told(const char *const *args, const char *text)
{
	struct client *c = client_signin("op1", args);
	int status;
	const char *all = client_all(c, &status);

	if (strstr(all, text) == NULL)
		fail_msg("\"%s\" was not told, but:\n%s\n--- log:\n%s", text,
		    all, server_log());
	return status;
}

static void
test_a_command_is_refused(void **state)
{
	static const char *const args[] = { "-t", "", "id", NULL };
	static const char *const bare[] = { "-T", "", "id", NULL };

	(void)state;
	assert_int_equal(told(args, "Commands are not run over SSH"), 69);
	assert_int_equal(told(bare, "Commands are not run over SSH"), 69);
}

static void
test_a_subsystem_is_refused(void **state)
{
	static const char *const args[] = { "-s", "-T", "", "sftp", NULL };

	(void)state;
	assert_int_equal(told(args, "File transfer is not offered"), 69);
}

static void
test_no_terminal_is_told(void **state)
{
	static const char *const args[] = { "-T", NULL };

	(void)state;
	assert_int_equal(told(args, "A terminal is needed"), 69);
}

static void
test_a_dumb_terminal_is_refused_politely(void **state)
{
	struct client *c = client_open_as("op1", NULL, NULL, "dumb", 24, 80);
	int status;

	(void)state;
	client_pass(c, "op1");
	assert_non_null(strstr(client_all(c, &status),
	    "This terminal (TERM=dumb) cannot place its cursor."));
	assert_int_equal(status, 69);
}

static void
test_an_unknown_terminal_is_taken_for_an_xterm(void **state)
{
	static const char *const names[] = { "xterm-kitty", "no-such-thing",
		"xterm-ghostty-256color", "../../etc/passwd", "%s%n" };

	(void)state;
	for (size_t i = 0; i < nitems(names); i++) {
		struct client *c =
		    client_open_as("op1", NULL, NULL, names[i], 24, 80);

		client_pass(c, "op1");
		client_expect(c, "\033[?1049h");
		client_expect(c, "op1");
		client_leave(c);
	}
}

/* The session goes on; the forwarding does not. */
static void
goes_on_without(const char *const *args, const char *text)
{
	struct client *c = client_signin("op1", args);

	client_expect(c, text);
	client_expect(c, "op1");
	client_leave(c);
}

static void
test_forwarding_to_here_is_refused(void **state)
{
	static const char *const args[] = { "-R", "0:127.0.0.1:9", NULL };

	(void)state;
	goes_on_without(args, "remote port forwarding failed");
}

static void
test_forwarding_from_here_is_refused(void **state)
{
	static const char *const args[] = { "-W", "127.0.0.1:22", NULL };
	struct client *c = client_signin("op1", args);
	int status;

	(void)state;
	assert_non_null(
	    strstr(client_all(c, &status), "stdio forwarding failed"));
	assert_int_equal(status, 255);
}

static void
test_x11_is_refused(void **state)
{
	static const char *const args[] = { "-X", NULL };

	(void)state;
	setenv("DISPLAY", "127.0.0.1:9", 1);
	goes_on_without(args, "X11 forwarding request failed");
	unsetenv("DISPLAY");
}

static void
test_the_agent_is_refused(void **state)
{
	static const char *const args[] = { "-A", "-o",
		"IdentityAgent=$XINQING_TEST_AGENT", NULL };
	struct client *c;

	(void)state;
	setenv("XINQING_TEST_AGENT", "/nowhere", 1);
	c = client_signin("op1", args);
	client_expect(c, "op1");
	client_leave(c);
}

static void
test_environment_is_refused_with_a_line(void **state)
{
	static const char *const args[] = { "-o", "SendEnv=LANG", "-o",
		"SendEnv=XINQING_EVIL", NULL };
	static const char *const usual[] = { "-o", "SendEnv=LC_*", NULL };
	struct client *c;

	(void)state;
	setenv("XINQING_EVIL", "1", 1);
	goes_on_without(args, "Environment variables are not taken here.");
	unsetenv("XINQING_EVIL");
	c = client_signin("op1", usual);
	client_expect(c, "op1 ");
	assert_false(client_saw(c, "Environment"));
	client_leave(c);
}

static void
test_a_second_session_in_one_connection_is_refused(void **state)
{
	char path[300];
	const char *master[] = { "-M", "-S", path, NULL };
	const char *second[] = { "-S", path, NULL };
	struct client *a, *b;

	(void)state;
	snprintf(path, sizeof(path), "%s/control", test_folder());
	a = client_signin("op1", master);
	client_expect(a, "op1 ");
	b = client_open("op1", NULL, second);
	client_expect(b, "Session open refused by peer");
	client_kill(b); /* it would go on with a connection of its own */
	client_leave(a);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_command_is_refused),
	cmocka_unit_test(test_a_subsystem_is_refused),
	cmocka_unit_test(test_no_terminal_is_told),
	cmocka_unit_test(test_a_dumb_terminal_is_refused_politely),
	cmocka_unit_test(test_an_unknown_terminal_is_taken_for_an_xterm),
	cmocka_unit_test(test_forwarding_to_here_is_refused),
	cmocka_unit_test(test_forwarding_from_here_is_refused),
	cmocka_unit_test(test_x11_is_refused),
	cmocka_unit_test(test_the_agent_is_refused),
	cmocka_unit_test(test_environment_is_refused_with_a_line),
	cmocka_unit_test(test_a_second_session_in_one_connection_is_refused),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, start, stop);
}
