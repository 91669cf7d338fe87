/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "tests/lib/office.h"
#include "tests/lib/process.h"
#include "tests/lib/test.h"

/* The command line while it waits for a passphrase: what it will hold must
 * not reach a core file, nor another process of the account. */

#define TRIES 2000

static pid_t
waiting(int passphrase)
{
	struct rlimit most;
	char program[4096];
	pid_t pid = fork();

	if (pid != 0)
		return pid;
	if (getrlimit(RLIMIT_CORE, &most) == 0) {
		most.rlim_cur = most.rlim_max;
		setrlimit(RLIMIT_CORE, &most);
	}
	snprintf(
	    program, sizeof(program), "%s/xinqing", getenv("XINQING_BUILDDIR"));
	dup2(passphrase, 9);
	execl(program, "xinqing", "--data", ".", "--as", "psy1",
	    "--passphrase-fd", "9", "warning", "list", (char *)NULL);
	_exit(127);
}

static void
test_the_command_line_leaves_no_core(void **state)
{
	bool held = false;
	int status, p[2];
	pid_t pid;

	(void)state;
	test_office();
	assert_int_equal(pipe2(p, O_CLOEXEC), 0);
	pid = waiting(p[0]);
	assert_true(pid > 0);
	for (int i = 0; i < TRIES && !held; i++) {
		held = process_says(pid, "limits",
		    "Max core file size        0                    0 ");
		usleep(1000); /* until it has come so far */
	}
	assert_true(held);
	close(p[0]);
	close(p[1]); /* no passphrase comes */
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) != 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_command_line_leaves_no_core),
};

int
main(void)
{
	int r;

	cmocka_set_message_output(CM_OUTPUT_TAP);
	r = cmocka_run_group_tests(tests, NULL, NULL);
	test_office_close();
	return r;
}
