/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/confine.h"
#include "tests/lib/process.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

/* What the client's terminal is sent at every end: off with what was on, out
 * of the alternate screen, wiped, the scrollback last. */
#define RESTORED                                                       \
	"\033[?2004l\033[?1000l\033[?1002l\033[?1006l\033[0m\033[?25h" \
	"\033[?1049l\033[H\033[2J\033[3J"

/* No penalties: here connections crash all the time. */
static const char *const options[] = { "--penalty-exempt=127.0.0.0/8", NULL };

static int
start(void **state)
{
	(void)state;
	server_start(options);
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	server_stop();
	return 0;
}

static pid_t
zygote(const char *name)
{
	return server_process(name, server_pid());
}

static struct client *
signed_in(void)
{
	struct client *c = client_signin("op1", NULL);

	client_expect(c, "op1 ");
	return c;
}

/* The one process of that name that serves a connection. */
static pid_t
worker(const char *name)
{
	pid_t pid = server_process(name, zygote(name));

	assert_true(pid > 0);
	return pid;
}

static void
test_a_good_end_restores_and_wipes_the_screen(void **state)
{
	struct client *c = signed_in();
	int status;

	(void)state;
	client_type(c, "\007");
	client_expect(c, "要退出吗");
	client_type(c, "1");
	assert_non_null(strstr(client_all(c, &status), RESTORED));
	assert_int_equal(status, 0);
	server_counts("xinqing-net", zygote("xinqing-net"), 0);
	server_counts("xinqing-session", zygote("xinqing-session"), 0);
}

static void
test_a_session_killed_wipes_the_screen_and_says_so(void **state)
{
	struct client *c = signed_in(), *other;
	pid_t session = worker("xinqing-session");
	const char *all;
	int status;

	(void)state;
	other = signed_in();
	assert_int_equal(kill(session, SIGKILL), 0);
	all = client_all(c, &status);
	assert_non_null(strstr(all, RESTORED));
	assert_non_null(strstr(all, "The session ended by a fault of ours."));
	assert_int_equal(status, 70);
	client_type(other, "\014"); /* Ctrl-L: nobody else has noticed */
	client_expect(other, "op1 ");
	client_leave(other);
}

static void
test_a_network_process_killed_takes_its_session_along(void **state)
{
	struct client *c = signed_in();
	int status;

	(void)state;
	assert_int_equal(kill(worker("xinqing-net"), SIGKILL), 0);
	client_all(c, &status);
	assert_int_equal(status, 255);
	server_counts("xinqing-session", zygote("xinqing-session"), 0);
	server_logs("crashed");
}

static void
test_a_client_killed_leaves_nothing(void **state)
{
	struct client *c = signed_in();

	(void)state;
	client_kill(c);
	server_counts("xinqing-net", zygote("xinqing-net"), 0);
	server_counts("xinqing-session", zygote("xinqing-session"), 0);
}

/* A zygote dies: sessions go on, new ones come, nothing is left at the end. */
static void
zygote_dies(const char *name)
{
	struct client *c = signed_in(), *other;
	pid_t was = zygote(name);

	assert_int_equal(kill(was, SIGKILL), 0);
	server_logs("starting it again");
	client_type(c, "\014"); /* Ctrl-L: it still draws */
	client_expect(c, "op1 ");
	server_counts(name, server_pid(), 2); /* the new one, an orphan */
	other = signed_in();
	client_leave(other);
	client_leave(c);
	server_counts(name, server_pid(), 1);
	assert_int_not_equal(zygote(name), was);
}

static void
test_the_session_zygote_may_die(void **state)
{
	(void)state;
	zygote_dies("xinqing-session");
}

static void
test_the_network_zygote_may_die(void **state)
{
	(void)state;
	zygote_dies("xinqing-net");
}

static void
test_the_keeper_comes_back(void **state)
{
	pid_t was = zygote("xinqing-keeper");

	(void)state;
	assert_true(was > 0);
	assert_int_equal(kill(was, SIGKILL), 0);
	server_logs("xinqing-keeper ended");
	server_counts("xinqing-keeper", server_pid(), 1);
	assert_int_not_equal(zygote("xinqing-keeper"), was);
}

static void
test_the_keeper_runs_confined(void **state)
{
	pid_t pid = zygote("xinqing-keeper");

	(void)state;
	if (!confine_is_whole())
		test_skip("a build with sanitizers");
	assert_true(process_says(pid, "status", "Seccomp:\t2"));
	assert_true(process_says(pid, "status", "NoNewPrivs:\t1"));
	assert_true(process_says(pid, "status", "CapEff:\t0000000000000000"));
	assert_true(process_says(pid, "limits",
	    "Max core file size        0                    0 "));
}

static void
test_a_stop_restores_every_screen_and_leaves_nothing(void **state)
{
	struct client *c = signed_in();
	const char *all;
	int status;

	(void)state;
	assert_int_equal(kill(server_pid(), SIGTERM), 0);
	all = client_all(c, &status);
	assert_non_null(strstr(all, RESTORED));
	assert_non_null(strstr(all, "The server is stopping."));
	assert_int_equal(status, 69);
	server_gone();
}

static void
test_a_supervisor_killed_leaves_nothing(void **state)
{
	struct client *c, *starting;
	int status;

	(void)state;
	server_start(options);
	c = signed_in();
	starting = client_open("op1", NULL, NULL);
	client_expect(starting, "Passphrase: ");
	assert_int_equal(kill(server_pid(), SIGKILL), 0);
	assert_non_null(strstr(client_all(c, &status), RESTORED));
	client_try(starting, "\n"); /* it looks up from its prompt */
	client_all(starting, &status);
	assert_int_equal(status, 255);
	server_gone();
	server_start(options); /* and the folder is free again */
}

static void
test_the_screen_follows_the_window(void **state)
{
	struct client *c = client_open_as("op1", NULL, NULL, "xterm", 30, 100);

	(void)state;
	client_pass(c, "op1");
	client_expect(c, "\033[1;30r"); /* its rows, as told */
	client_expect(c, "\033[29;1H"); /* the key line, above the last */
	client_resize(c, 40, 120);
	client_expect(c, "\033[39;1H");
	client_leave(c);
}

static void
test_a_window_of_no_size_is_80_by_24(void **state)
{
	struct client *c = client_open_as("op1", NULL, NULL, "xterm", 0, 0);

	(void)state;
	client_pass(c, "op1");
	client_expect(c, "\033[1;24r");
	client_expect(c, "op1 ");
	client_leave(c);
}

static void
test_compression_and_new_keys_are_agreed_on(void **state)
{
	static const char *const o[] = { "-C", "-o", "RekeyLimit=1K", NULL };
	struct client *c = client_signin("op1", o);

	(void)state;
	client_expect(c, "op1 ");
	for (int i = 0; i < 20; i++) {
		client_type(c, "\014");
		client_expect(c, "op1 ");
	}
	client_leave(c);
}

/* One session is stopped, so that nobody takes what comes: it is cut off at a
 * bound, and the others notice nothing. */
static void
test_a_flood_of_input_ends_nothing_else(void **state)
{
	struct client *c = signed_in(), *other;
	pid_t session = worker("xinqing-session");
	char many[4096];
	int status;

	(void)state;
	memset(many, 'x', sizeof(many) - 1);
	many[sizeof(many) - 1] = '\0';
	other = signed_in();
	assert_int_equal(kill(session, SIGSTOP), 0);
	for (int i = 0; i < 1000; i++)
		if (!client_try(c, many))
			break;
	assert_non_null(strstr(client_all(c, &status), "More was pasted"));
	assert_int_equal(status, 69);
	kill(session, SIGCONT); /* unless the hang-up has woken it */
	client_type(other, "\014");
	client_expect(other, "op1 ");
	client_leave(other);
	server_counts("xinqing-session", zygote("xinqing-session"), 0);
}

static void
test_thirty_sessions_at_once(void **state)
{
	static const char *const o[] = { "--starts-per-source=30",
		"--starts-begin=30", "--penalty-exempt=127.0.0.0/8", NULL };
	struct client *c[30];

	(void)state;
	server_stop();
	server_start(o);
	for (size_t i = 0; i < nitems(c); i++)
		c[i] = client_open("op1", NULL, NULL);
	for (size_t i = 0; i < nitems(c); i++)
		client_pass(c[i], "op1");
	for (size_t i = 0; i < nitems(c); i++)
		client_expect(c[i], "op1 ");
	server_counts("xinqing-session", zygote("xinqing-session"), 30);
	for (size_t i = 0; i < nitems(c); i++)
		client_leave(c[i]);
	server_counts("xinqing-net", zygote("xinqing-net"), 0);
	server_counts("xinqing-session", zygote("xinqing-session"), 0);
}

/* Without a word of SSH: as far as the kernel takes it. */
static int
knocked_at_the_door(void)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)server_port()),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_int_equal(
	    connect(fd, (struct sockaddr *)(void *)&to, sizeof(to)), 0);
	return fd;
}

static bool
greeted(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char line[8] = "";

	return poll(&p, 1, 20000 * test_patience()) == 1 &&
	       read(fd, line, 7) == 7 && strcmp(line, "SSH-2.0") == 0;
}

/* A zygote's death and a client come to the supervisor in one breath. */
static void
test_who_comes_as_a_zygote_dies_waits_for_the_next(void **state)
{
	static const char *const names[] = { "xinqing-session", "xinqing-net" };
	int fd;

	(void)state;
	for (size_t i = 0; i < nitems(names); i++) {
		pid_t was = zygote(names[i]);

		assert_int_equal(kill(server_pid(), SIGSTOP), 0);
		assert_int_equal(kill(was, SIGKILL), 0);
		server_counts(names[i], server_pid(), 0);
		fd = knocked_at_the_door();
		assert_int_equal(kill(server_pid(), SIGCONT), 0);
		if (!greeted(fd))
			fail_msg("%s: %s", names[i], server_log());
		close(fd);
		server_counts(names[i], zygote(names[i]), 0);
	}
}

/* The end of a second server of the same folder. */
static int
second_server(void)
{
	char program[400];
	int status;
	pid_t pid;

	snprintf(program, sizeof(program), "%s/xinqingd",
	    getenv("XINQING_BUILDDIR"));
	if ((pid = fork()) == 0) {
		close(STDERR_FILENO);
		execl(program, program, "--config=/dev/null", "--port=0",
		    "--data", server_data(), (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WEXITSTATUS(status);
}

/* What says who serves stays after each refusal. */
static void
test_one_folder_has_one_server(void **state)
{
	char path[400];

	(void)state;
	snprintf(path, sizeof(path), "%s/xinqingd.pid", server_data());
	for (int i = 0; i < 2; i++) {
		assert_int_equal(second_server(), 78);
		assert_int_equal(access(path, F_OK), 0);
	}
}

/* As doctor and the package's scripts ask: it keeps no server from starting. */
static void
test_a_server_starts_while_somebody_asks_who_serves(void **state)
{
	char path[400];
	int fd, told[2];
	pid_t pid;

	(void)state;
	server_stop();
	snprintf(path, sizeof(path), "%s/xinqingd.pid", server_data());
	assert_true((fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644)) >= 0);
	assert_int_equal(pipe(told), 0);
	if ((pid = fork()) == 0) {
		flock(fd, LOCK_SH);
		(void)!write(told[1], "", 1);
		poll(NULL, 0, 50);
		_exit(0);
	}
	close(fd);
	assert_int_equal(read(told[0], path, 1), 1);
	close(told[0]);
	close(told[1]);
	server_start(options);
	waitpid(pid, NULL, 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_good_end_restores_and_wipes_the_screen),
	cmocka_unit_test(test_a_session_killed_wipes_the_screen_and_says_so),
	cmocka_unit_test(test_a_network_process_killed_takes_its_session_along),
	cmocka_unit_test(test_a_client_killed_leaves_nothing),
	cmocka_unit_test(test_the_screen_follows_the_window),
	cmocka_unit_test(test_a_window_of_no_size_is_80_by_24),
	cmocka_unit_test(test_compression_and_new_keys_are_agreed_on),
	cmocka_unit_test(test_a_flood_of_input_ends_nothing_else),
	cmocka_unit_test(test_one_folder_has_one_server),
	cmocka_unit_test(test_a_server_starts_while_somebody_asks_who_serves),
	cmocka_unit_test(test_the_keeper_comes_back),
	cmocka_unit_test(test_the_keeper_runs_confined),
	cmocka_unit_test(test_who_comes_as_a_zygote_dies_waits_for_the_next),
	cmocka_unit_test(test_the_session_zygote_may_die),
	cmocka_unit_test(test_the_network_zygote_may_die),
	cmocka_unit_test(test_a_stop_restores_every_screen_and_leaves_nothing),
	cmocka_unit_test(test_a_supervisor_killed_leaves_nothing),
	cmocka_unit_test(test_thirty_sessions_at_once),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, start, stop);
}
