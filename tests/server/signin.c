/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
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

static void
test_key_and_passphrase_open_the_screen(void **state)
{
	struct client *c = client_signin("op1", NULL);

	(void)state;
	client_expect(c, "op1");
	client_type(c, "\033\033");
	assert_int_equal(client_end(c), 0);
	server_logs("signed in, and left");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_key_and_passphrase_open_the_screen),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, start, stop);
}
