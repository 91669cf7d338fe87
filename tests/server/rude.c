/* SPDX-License-Identifier: Apache-2.0 */
/* A client that keeps to no order, by libssh: what OpenSSH would not send. */
#include <stdbool.h>

#include <libssh/libssh.h>
#include <poll.h>

#include "act/sample.h"
#include "base/clock.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

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

static const char *const penalties[] = { "--penalty-auth=10m",
	"--penalty-max=10m", NULL };

static int
start_strict(void **state)
{
	(void)state;
	server_stop();
	server_start(penalties);
	return 0;
}

static int
start_again(void **state)
{
	server_stop();
	return start(state);
}

static ssh_session
session_of(const char *login)
{
	ssh_session s = ssh_new();
	int port = server_port();
	bool no = false;

	ssh_options_set(s, SSH_OPTIONS_PROCESS_CONFIG, &no);
	ssh_options_set(s, SSH_OPTIONS_HOST, "127.0.0.1");
	ssh_options_set(s, SSH_OPTIONS_PORT, &port);
	ssh_options_set(s, SSH_OPTIONS_USER, login);
	return s;
}

static ssh_session
connected(const char *login)
{
	ssh_session s = session_of(login);

	assert_int_equal(ssh_connect(s), SSH_OK);
	return s;
}

static void
drop(ssh_session s)
{
	ssh_disconnect(s);
	ssh_free(s);
}

static ssh_key
key_of(const char *login)
{
	char path[400];
	ssh_key key;

	snprintf(path, sizeof(path), "%s/keys/%s", test_folder(), login);
	assert_int_equal(
	    ssh_pki_import_privkey_file(path, NULL, NULL, NULL, &key), SSH_OK);
	return key;
}

static int
sign_with(ssh_session s, const char *user, const char *login)
{
	ssh_key key = key_of(login);
	int r = ssh_userauth_publickey(s, user, key);

	ssh_key_free(key);
	return r;
}

/* Answer the one prompt that stands with the passphrase of login. */
static int
answer(ssh_session s, const char *login)
{
	char pass[64];

	act_sample_pass(login, pass, sizeof(pass));
	assert_int_equal(ssh_userauth_kbdint_getnprompts(s), 1);
	assert_int_equal(ssh_userauth_kbdint_setanswer(s, 0, pass), 0);
	return ssh_userauth_kbdint(s, NULL, NULL);
}

static void
test_the_order_is_key_then_passphrase(void **state)
{
	ssh_session s = connected("op1");

	(void)state;
	assert_int_equal(ssh_userauth_none(s, NULL), SSH_AUTH_DENIED);
	assert_int_equal(ssh_userauth_list(s, NULL), SSH_AUTH_METHOD_PUBLICKEY);
	assert_int_equal(sign_with(s, NULL, "op1"), SSH_AUTH_PARTIAL);
	assert_int_equal(ssh_userauth_list(s, NULL),
	    SSH_AUTH_METHOD_INTERACTIVE | SSH_AUTH_METHOD_PASSWORD);
	assert_int_equal(ssh_userauth_kbdint(s, NULL, NULL), SSH_AUTH_INFO);
	assert_int_equal(answer(s, "op1"), SSH_AUTH_SUCCESS);
	drop(s);
}

static void
test_no_prompt_before_the_key(void **state)
{
	ssh_session s = connected("op1");

	(void)state;
	assert_int_equal(ssh_userauth_kbdint(s, NULL, NULL), SSH_AUTH_DENIED);
	assert_int_equal(ssh_userauth_password(s, NULL, "x"), SSH_AUTH_DENIED);
	drop(s);
}

static void
test_the_passphrase_is_for_the_user_whose_key_signed(void **state)
{
	ssh_session s = connected("op1");

	(void)state;
	assert_int_equal(sign_with(s, "op1", "op1"), SSH_AUTH_PARTIAL);
	assert_int_equal(ssh_userauth_kbdint(s, "psy1", NULL), SSH_AUTH_DENIED);
	assert_int_equal(ssh_userauth_kbdint(s, "op1", NULL), SSH_AUTH_INFO);
	assert_int_equal(answer(s, "psy1"), SSH_AUTH_DENIED);
	assert_int_equal(ssh_userauth_kbdint(s, "op1", NULL), SSH_AUTH_INFO);
	assert_int_equal(answer(s, "op1"), SSH_AUTH_SUCCESS);
	drop(s);
}

/* A slow client asks for the passphrase itself.  Whoever let us ask is not
 * asked a second time by another method. */
static void
test_the_passphrase_may_come_unasked_after_the_key(void **state)
{
	ssh_session s = connected("op1");
	char pass[64];

	(void)state;
	act_sample_pass("op1", pass, sizeof(pass));
	assert_int_equal(ssh_userauth_password(s, NULL, pass), SSH_AUTH_DENIED);
	assert_int_equal(sign_with(s, "op1", "op1"), SSH_AUTH_PARTIAL);
	assert_int_equal(
	    ssh_userauth_password(s, "psy1", pass), SSH_AUTH_DENIED);
	assert_int_equal(ssh_userauth_password(s, NULL, "x"), SSH_AUTH_DENIED);
	assert_int_equal(
	    ssh_userauth_password(s, NULL, pass), SSH_AUTH_SUCCESS);
	drop(s);
}

static void
test_whoever_is_asked_by_us_is_offered_nothing_else(void **state)
{
	ssh_session s = connected("op1");

	(void)state;
	assert_int_equal(sign_with(s, "op1", "op1"), SSH_AUTH_PARTIAL);
	assert_int_equal(ssh_userauth_kbdint(s, NULL, NULL), SSH_AUTH_INFO);
	assert_int_equal(answer(s, "psy1"), SSH_AUTH_DENIED);
	assert_int_equal(
	    ssh_userauth_list(s, NULL), SSH_AUTH_METHOD_INTERACTIVE);
	drop(s);
}

static void
test_a_key_of_another_person_signs_nobody_in(void **state)
{
	ssh_session s = connected("op1");

	(void)state;
	assert_int_equal(sign_with(s, "psy1", "op1"), SSH_AUTH_DENIED);
	assert_int_equal(sign_with(s, "op1", "psy1"), SSH_AUTH_DENIED);
	assert_int_equal(ssh_userauth_kbdint(s, NULL, NULL), SSH_AUTH_DENIED);
	drop(s);
}

static void
test_a_key_after_the_key_changes_nothing(void **state)
{
	ssh_session s = connected("op1");

	(void)state;
	assert_int_equal(sign_with(s, "op1", "op1"), SSH_AUTH_PARTIAL);
	assert_int_equal(sign_with(s, "psy1", "psy1"), SSH_AUTH_DENIED);
	assert_int_equal(ssh_userauth_kbdint(s, "op1", NULL), SSH_AUTH_INFO);
	assert_int_equal(answer(s, "op1"), SSH_AUTH_SUCCESS);
	drop(s);
}

static void
test_no_channel_before_the_passphrase(void **state)
{
	ssh_session s = connected("op1");
	ssh_channel c;

	(void)state;
	assert_int_equal(sign_with(s, "op1", "op1"), SSH_AUTH_PARTIAL);
	c = ssh_channel_new(s);
	assert_int_not_equal(ssh_channel_open_session(c), SSH_OK);
	ssh_channel_free(c);
	drop(s);
	assert_null(strstr(server_log(), "crashed"));
}

static void
test_requests_out_of_order_are_refused(void **state)
{
	ssh_session s = connected("op1");
	ssh_channel c;

	(void)state;
	assert_int_equal(sign_with(s, "op1", "op1"), SSH_AUTH_PARTIAL);
	assert_int_equal(ssh_userauth_kbdint(s, "op1", NULL), SSH_AUTH_INFO);
	assert_int_equal(answer(s, "op1"), SSH_AUTH_SUCCESS);
	c = ssh_channel_new(s);
	assert_int_equal(ssh_channel_open_session(c), SSH_OK);
	assert_int_equal(ssh_channel_change_pty_size(c, 10, 10), SSH_OK);
	assert_int_equal(
	    ssh_channel_request_pty_size(c, "xterm", 100000, -5), SSH_OK);
	assert_int_not_equal(
	    ssh_channel_request_pty_size(c, "xterm", 80, 24), SSH_OK);
	assert_int_equal(ssh_channel_request_shell(c), SSH_OK);
	assert_int_not_equal(ssh_channel_request_shell(c), SSH_OK);
	assert_int_not_equal(ssh_channel_request_exec(c, "id"), SSH_OK);
	assert_int_not_equal(ssh_channel_request_sftp(c), SSH_OK);
	ssh_channel_free(c);
	drop(s);
	server_counts("xinqing-session",
	    server_process("xinqing-session", server_pid()), 0);
	assert_null(strstr(server_log(), "crashed"));
}

/* Blocking, libssh would wait for ever on a connection that has ended. */
static int
ask_once(ssh_session s, ssh_key key)
{
	int64_t until = clock_ticks_ms() + 10000;
	int r;

	while (
	    (r = ssh_userauth_try_publickey(s, NULL, key)) == SSH_AUTH_AGAIN &&
	    clock_ticks_ms() < until && ssh_is_connected(s))
		poll(NULL, 0, 5);
	return r;
}

/* Ask whether a known key of op1 would do, and never sign, as often as one is
 * answered. */
static void
ask_without_end(ssh_session s)
{
	ssh_key key = key_of("op1");
	int n = 0;

	ssh_set_blocking(s, 0);
	while (n < 40 && ask_once(s, key) == SSH_AUTH_SUCCESS)
		n++;
	ssh_set_blocking(s, 1);
	assert_in_range(n, 1, 39);
	ssh_key_free(key);
}

/* The supervisor hears a moment after the process has gone why it did. */
static bool
is_turned_away(const char *from)
{
	int64_t until = clock_ticks_ms() + 10000;
	bool turned = false;

	while (!turned && clock_ticks_ms() < until) {
		ssh_session s = session_of("op1");

		ssh_options_set(s, SSH_OPTIONS_BINDADDR, from);
		turned = ssh_connect(s) != SSH_OK;
		ssh_disconnect(s);
		ssh_free(s);
	}
	return turned;
}

static void
test_asking_without_end_spares_no_penalty(void **state)
{
	static const struct {
		const char *from;
		int guesses;
	} c[] = { { "127.0.0.40", 5 }, { "127.0.0.41", 0 } };

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		ssh_session s = session_of("op1");

		ssh_options_set(s, SSH_OPTIONS_BINDADDR, c[i].from);
		assert_int_equal(ssh_connect(s), SSH_OK);
		for (int n = 0; n < c[i].guesses; n++)
			assert_int_equal(
			    sign_with(s, "psy1", "op1"), SSH_AUTH_DENIED);
		ask_without_end(s);
		drop(s);
		server_counts("xinqing-net",
		    server_process("xinqing-net", server_pid()), 0);
		assert_true(is_turned_away(c[i].from));
	}
	server_logs("the address failed too often");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_order_is_key_then_passphrase),
	cmocka_unit_test(test_no_prompt_before_the_key),
	cmocka_unit_test(test_the_passphrase_is_for_the_user_whose_key_signed),
	cmocka_unit_test(test_the_passphrase_may_come_unasked_after_the_key),
	cmocka_unit_test(test_whoever_is_asked_by_us_is_offered_nothing_else),
	cmocka_unit_test(test_a_key_of_another_person_signs_nobody_in),
	cmocka_unit_test(test_a_key_after_the_key_changes_nothing),
	cmocka_unit_test(test_no_channel_before_the_passphrase),
	cmocka_unit_test(test_requests_out_of_order_are_refused),
	cmocka_unit_test_setup_teardown(
	    test_asking_without_end_spares_no_penalty, start_strict,
	    start_again),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, start, stop);
}
