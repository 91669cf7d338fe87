/* SPDX-License-Identifier: Apache-2.0 */
/* The lists of algorithms, as ssh-audit reads them off the wire. */
#include <sys/wait.h>
#include <unistd.h>

#include "tests/lib/serve.h"
#include "tests/lib/test.h"

/* Run ssh-audit with these arguments: its exit status, 127 if it is not
 * there; its output in text. */
static int
audit(const char *arguments, char *text, size_t size)
{
	char command[600];
	size_t n;
	FILE *f;
	int status;

	snprintf(command, sizeof(command),
	    "ssh-audit -n -p %d %s 127.0.0.1 2>&1", server_port(), arguments);
	f = popen(command, "r");
	assert_non_null(f);
	n = fread(text, 1, size - 1, f);
	text[n] = '\0';
	status = pclose(f);
	return WEXITSTATUS(status);
}

static void
test_the_policy_passes(void **state)
{
	char arguments[400], text[8192];
	int status;

	(void)state;
	server_start(NULL);
	snprintf(arguments, sizeof(arguments), "-P %s/tests/server/policy.txt",
	    getenv("XINQING_SRCDIR"));
	status = audit(arguments, text, sizeof(text));
	server_stop();
	if (status == 127)
		skip();
	if (status != 0)
		fail_msg("%s", text);
}

/* 2.5.0 does not know the marker of strict key exchange; nothing else may
 * warn, and nothing fail. */
static void
test_only_the_marker_of_strict_kex_warns(void **state)
{
	char text[32768], *line, *rest = text;
	int status;

	(void)state;
	server_start(NULL);
	status = audit("", text, sizeof(text));
	server_stop();
	if (status == 127)
		skip();
	assert_non_null(strstr(text, "curve25519-sha256"));
	assert_null(strstr(text, "libssh 0"));
	while ((line = strsep(&rest, "\n")) != NULL) {
		if (strstr(line, "[fail]") != NULL)
			fail_msg("%s", line);
		if (strstr(line, "[warn]") != NULL &&
		    strstr(line, "kex-strict-s-v00@openssh.com") == NULL)
			fail_msg("%s", line);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_policy_passes),
	cmocka_unit_test(test_only_the_marker_of_strict_kex_warns),
};

TEST_MAIN(tests)
