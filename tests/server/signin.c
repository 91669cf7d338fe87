/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "tests/lib/desk.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

/* No penalties: this file fails to sign in all the time. */
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

/* The last line ssh wrote, when it is to end with 255: refused. */
static const char *
refused(struct client *c)
{
	static char last[256];
	const char *all, *at;
	int status;

	all = client_all(c, &status);
	assert_int_equal(status, 255);
	at = strstr(all, "127.0.0.1: Permission denied");
	assert_non_null(at);
	snprintf(last, sizeof(last), "%.*s", (int)strcspn(at, "\r\n"), at);
	return last;
}

static void
test_key_and_passphrase_open_the_screen(void **state)
{
	struct client *c = client_signin("op1", NULL);

	(void)state;
	client_expect(c, "op1");
	client_leave(c);
	server_logs("signed in, and left");
}

static void
test_an_unknown_key_and_an_unknown_user_read_the_same(void **state)
{
	static const char no[] = "127.0.0.1: Permission denied (publickey).";

	(void)state;
	assert_string_equal(refused(client_open("op1", "stranger", NULL)), no);
	assert_string_equal(
	    refused(client_open("nobody", "stranger", NULL)), no);
	assert_string_equal(refused(client_open("nobody", "op1", NULL)), no);
	assert_string_equal(refused(client_open("op1", "", NULL)), no);
}

/* Nor does a number tell whether it is somebody's. */
static void
test_a_work_number_signs_in_and_tells_strangers_nothing(void **state)
{
	static const char no[] = "127.0.0.1: Permission denied (publickey).";
	struct client *c;

	(void)state;
	desk_did("sys1", "account number op1", "{\"number\": \"RX-2024-001\"}");
	c = client_open("RX-2024-001", "op1", NULL);
	client_pass(c, "op1");
	client_expect(c, "op1 ");
	client_leave(c);
	assert_string_equal(
	    refused(client_open("rx-2024-001", "stranger", NULL)), no);
	assert_string_equal(
	    refused(client_open("rx-2024-002", "stranger", NULL)), no);
	assert_string_equal(
	    refused(client_open("rx-2024-002", "op1", NULL)), no);
}

static void
test_only_the_key_is_offered_before_it_has_signed(void **state)
{
	static const char *const kbd[] = { "-o",
		"PreferredAuthentications=keyboard-interactive,password",
		NULL };

	(void)state;
	assert_string_equal(refused(client_open("op1", NULL, kbd)),
	    "127.0.0.1: Permission denied (publickey).");
}

/* Two wrong passphrases; what came in between, and how long it took. */
static void
wrong_twice(const char *login, char *text, size_t size, int64_t *ms)
{
	struct client *c = client_open(login, NULL, NULL);
	const char *at;
	int64_t begun;

	client_expect(c, "Passphrase: ");
	client_type(c, "this is not the passphrase\n");
	client_expect(c, "Passphrase: ");
	begun = clock_ticks_ms();
	client_type(c, "nor is this\n");
	client_expect(c, "Passphrase: ");
	*ms = clock_ticks_ms() - begun;
	at = strstr(client_text(c), "That did not");
	test_true(login, at != NULL);
	snprintf(text, size, "%.*s", (int)strcspn(at, "\r\n"), at);
	client_kill(c);
}

static void
test_a_wrong_passphrase_and_a_locked_account_read_the_same(void **state)
{
	char wrong[4096], locked[4096];
	int64_t ms[2];

	(void)state;
	wrong_twice("op1", wrong, sizeof(wrong), &ms[0]);
	wrong_twice("op2", locked, sizeof(locked), &ms[1]);
	assert_non_null(strstr(wrong, "That did not open it."));
	assert_string_equal(wrong, locked);
	assert_true(ms[0] < 3 * ms[1] + 300 && ms[1] < 3 * ms[0] + 300);
}

static void
test_the_right_passphrase_of_a_locked_account_is_refused(void **state)
{
	struct client *c = client_open("op2", NULL, NULL);

	(void)state;
	client_pass(c, "op2");
	client_expect(c, "That did not open it.");
	client_kill(c);
}

static void
test_a_second_try_may_be_right(void **state)
{
	struct client *c = client_open("op1", NULL, NULL);

	(void)state;
	client_expect(c, "Passphrase: ");
	client_type(c, "wrong\n");
	client_expect(c, "That did not open it.");
	client_pass(c, "op1");
	client_expect(c, "op1 ");
	client_leave(c);
}

static void
new_twice(struct client *c, const char *one, const char *two)
{
	client_expect(c, "New passphrase: ");
	client_type(c, one);
	client_type(c, "\n");
	client_expect(c, "The same once more: ");
	client_type(c, two);
	client_type(c, "\n");
}

static void
test_the_first_sign_in_sets_the_passphrase(void **state)
{
	struct client *c = client_open("new1", NULL, NULL);

	(void)state;
	client_expect(c, "Please choose a passphrase");
	new_twice(c, "一片晴朗的天空下", "一片晴朗的夜空下");
	client_expect(c, "The two were not the same.");
	new_twice(c, "晴朗的天空呀", "晴朗的天空呀"); /* 18 bytes */
	client_expect(c, "That is shorter than 8 characters");
	new_twice(c, "一片晴朗的天空下", "一片晴朗的天空下");
	client_expect(c, "new1");
	client_leave(c);
	c = client_open("new1", NULL, NULL);
	client_expect(c, "Passphrase: ");
	client_type(c, "一片晴朗的天空下\n");
	client_expect(c, "new1");
	client_leave(c);
}

static void
test_a_passphrase_of_any_length_is_answered(void **state)
{
	struct client *c = client_open("op1", NULL, NULL);
	char *longer = mem_zero(1, 1001);

	(void)state;
	client_expect(c, "Passphrase: ");
	client_type(c, "\n");
	client_expect(c, "That did not open it.");
	client_expect(c, "Passphrase: ");
	memset(longer, 'x', 1000);
	client_type(c, longer);
	client_type(c, "\n");
	client_expect(c, "That did not open it.");
	free(longer);
	client_kill(c);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_key_and_passphrase_open_the_screen),
	cmocka_unit_test(test_an_unknown_key_and_an_unknown_user_read_the_same),
	cmocka_unit_test(
	    test_a_work_number_signs_in_and_tells_strangers_nothing),
	cmocka_unit_test(test_only_the_key_is_offered_before_it_has_signed),
	cmocka_unit_test(
	    test_a_wrong_passphrase_and_a_locked_account_read_the_same),
	cmocka_unit_test(
	    test_the_right_passphrase_of_a_locked_account_is_refused),
	cmocka_unit_test(test_a_second_try_may_be_right),
	cmocka_unit_test(test_the_first_sign_in_sets_the_passphrase),
	cmocka_unit_test(test_a_passphrase_of_any_length_is_answered),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, start, stop);
}
