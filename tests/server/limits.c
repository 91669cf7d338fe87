/* SPDX-License-Identifier: Apache-2.0 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

static int
stop(void **state)
{
	(void)state;
	server_stop();
	return 0;
}

/* A connection that says nothing, from 127.0.0.last. */
static int
silent_from(int last)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	a.sin_addr.s_addr = htonl(0x7f000000u + (unsigned)last);
	assert_int_equal(bind(fd, (struct sockaddr *)&a, sizeof(a)), 0);
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	a.sin_port = htons((uint16_t)server_port());
	assert_int_equal(connect(fd, (struct sockaddr *)&a, sizeof(a)), 0);
	return fd;
}

/* Does the server greet it (true) or hang up?  Waits for one of both. */
static bool
is_greeted(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char c;

	assert_int_equal(poll(&p, 1, 10000), 1);
	return read(fd, &c, 1) == 1;
}

/* Read until the server hangs up: the milliseconds it took. */
static int64_t
until_hung_up(int fd)
{
	int64_t begun = clock_ticks_ms();
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char some[512];

	do
		assert_int_equal(poll(&p, 1, 10000), 1);
	while (read(fd, some, sizeof(some)) > 0);
	close(fd);
	return clock_ticks_ms() - begun;
}

static void
test_a_silent_connection_is_ended_by_its_grace_time(void **state)
{
	static const char *const o[] = { "--grace-key=1s", NULL };
	int64_t ms;

	(void)state;
	server_start(o);
	ms = until_hung_up(silent_from(1));
	assert_true(ms >= 900 && ms < 5000);
	server_logs("was too slow to sign in");
}

static void
test_a_grace_time_runs_for_the_passphrase_as_well(void **state)
{
	static const char *const o[] = { "--grace-passphrase=1s", NULL };
	struct client *c;
	int status;

	(void)state;
	server_start(o);
	c = client_open("op1", NULL, NULL);
	client_expect(c, "Passphrase: ");
	server_logs("was too slow to sign in");
	client_type(c, "\n"); /* it looks at the line only after its prompt */
	client_expect(c, "That took too long.");
	client_all(c, &status);
	assert_int_equal(status, 255);
}

static void
test_starts_of_one_address_have_a_limit(void **state)
{
	static const char *const o[] = { "--starts-per-source=3", NULL };
	int fd[4];

	(void)state;
	server_start(o);
	for (int i = 0; i < 3; i++) {
		fd[i] = silent_from(7);
		assert_true(is_greeted(fd[i]));
	}
	fd[3] = silent_from(7);
	assert_false(is_greeted(fd[3]));
	close(fd[3]);
	server_logs("too many of one address without a valid key");
	fd[3] = silent_from(8);
	assert_true(is_greeted(fd[3]));
	for (int i = 0; i < 4; i++)
		close(fd[i]);
	server_counts(
	    "xinqing-net", server_process("xinqing-net", server_pid()), 0);
}

static void
test_who_has_shown_a_key_is_no_start_any_more(void **state)
{
	static const char *const o[] = { "--starts-per-source=1", NULL };
	struct client *c[3];

	(void)state;
	server_start(o);
	for (int i = 0; i < 3; i++) {
		c[i] = client_open("op1", NULL, NULL);
		client_expect(c[i], "Passphrase: ");
	}
	for (int i = 0; i < 3; i++)
		client_kill(c[i]);
}

static void
test_starts_in_all_have_a_limit(void **state)
{
	static const char *const o[] = { "--starts-begin=5", "--starts-full=5",
		NULL };
	int fd[6];

	(void)state;
	server_start(o);
	for (int i = 0; i < 6; i++) {
		fd[i] = silent_from(10 + i);
		assert_int_equal(is_greeted(fd[i]), i < 5);
	}
	server_logs("too many without a valid key");
	for (int i = 0; i < 6; i++)
		close(fd[i]);
}

static void
test_connections_in_all_have_a_limit(void **state)
{
	static const char *const o[] = { "--sessions=2", NULL };
	struct client *c;
	int a, b;

	(void)state;
	server_start(o);
	c = client_signin("op1", NULL);
	client_expect(c, "op1 ");
	a = silent_from(20);
	assert_true(is_greeted(a));
	b = silent_from(21);
	assert_false(is_greeted(b));
	close(a);
	close(b);
	client_leave(c);
}

static void
test_failures_of_an_address_keep_it_out_for_a_while(void **state)
{
	static const char *const o[] = { "--penalty-auth=10m",
		"--penalty-max=10m", NULL };
	struct client *c;
	int status, fd;

	(void)state;
	server_start(o);
	c = client_open("op1", "stranger", NULL);
	assert_non_null(strstr(client_all(c, &status), "Permission denied"));
	server_logs("did not sign in");
	fd = silent_from(1);
	assert_false(is_greeted(fd));
	close(fd);
	server_logs("the address failed too often");
	fd = silent_from(2); /* another one may */
	assert_true(is_greeted(fd));
	close(fd);
}

static void
test_leaving_without_a_try_counts_little(void **state)
{
	int fd;

	(void)state;
	server_start(NULL);
	for (int i = 0; i < 3; i++) {
		fd = silent_from(30);
		assert_true(is_greeted(fd));
		close(fd);
	}
	server_logs("left without a try");
	fd = silent_from(30);
	assert_true(is_greeted(fd));
	close(fd);
}

static void
test_tries_of_one_connection_have_a_limit(void **state)
{
	static const char *const o[] = { "--tries=2", NULL };
	struct client *c;
	int status;

	(void)state;
	server_start(o);
	c = client_open("op1", NULL, NULL);
	for (int i = 0; i < 2; i++) {
		client_expect(c, "Passphrase: ");
		client_type(c, "wrong\n");
	}
	client_expect(c, "Too many tries.");
	client_all(c, &status);
	assert_int_equal(status, 255);
}

static void
test_silent_connections_do_not_keep_others_waiting(void **state)
{
	static const char *const o[] = { "--starts-per-source=100", NULL };
	struct client *c;
	int fd[40];

	(void)state;
	server_start(o);
	for (size_t i = 0; i < nitems(fd); i++)
		fd[i] = silent_from(50);
	c = client_signin("op1", NULL);
	client_expect(c, "op1 ");
	client_leave(c);
	for (size_t i = 0; i < nitems(fd); i++)
		close(fd[i]);
}

static void
test_a_peer_that_speaks_nonsense_harms_nobody(void **state)
{
	static const char *const nonsense[] = { "GET / HTTP/1.0\r\n\r\n",
		"SSH-2.0-x\r\n\377\377\377\377\377\377\377\377",
		"SSH-1.5-x\r\n", "SSH-2.0-x\r\n\0\0\0\0\0\0\0\0" };
	struct client *c;
	int fd;

	(void)state;
	server_start(NULL);
	for (size_t i = 0; i < nitems(nonsense); i++) {
		fd = silent_from(60 + (int)i);
		assert_true(write(fd, nonsense[i], strlen(nonsense[i])) > 0);
		shutdown(fd, SHUT_WR);
		until_hung_up(fd);
	}
	c = client_signin("op1", NULL);
	client_expect(c, "op1 ");
	client_leave(c);
	assert_null(strstr(server_log(), "crashed"));
}

#define LIMIT_TEST(t) cmocka_unit_test_teardown(t, stop)
static const struct CMUnitTest tests[] = {
	LIMIT_TEST(test_a_silent_connection_is_ended_by_its_grace_time),
	LIMIT_TEST(test_a_grace_time_runs_for_the_passphrase_as_well),
	LIMIT_TEST(test_starts_of_one_address_have_a_limit),
	LIMIT_TEST(test_who_has_shown_a_key_is_no_start_any_more),
	LIMIT_TEST(test_starts_in_all_have_a_limit),
	LIMIT_TEST(test_connections_in_all_have_a_limit),
	LIMIT_TEST(test_failures_of_an_address_keep_it_out_for_a_while),
	LIMIT_TEST(test_leaving_without_a_try_counts_little),
	LIMIT_TEST(test_tries_of_one_connection_have_a_limit),
	LIMIT_TEST(test_silent_connections_do_not_keep_others_waiting),
	LIMIT_TEST(test_a_peer_that_speaks_nonsense_harms_nobody),
};

TEST_MAIN(tests)
