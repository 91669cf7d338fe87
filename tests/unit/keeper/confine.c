/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/audit.h"
#include "act/sample.h"
#include "act/warning.h"
#include "base/confine.h"
#include "base/err.h"
#include "keeper/keeper.h"
#include "sealed/sign.h"
#include "store/backup.h"
#include "store/store.h"
#include "store/warning.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

/* The keeper as it runs, in a process of its own: what it still does, and
 * what ends it. */

static int64_t warning;

static int
begin(void **state)
{
	uint8_t pub[32];
	struct observation_told o = { .seen = "两天没怎么吃饭" };
	struct act_receipt got;
	struct actor *psy1;

	(void)state;
	test_office();
	o.student = test_student();
	psy1 = test_signin("psy1");
	assert_int_equal(act_warning_raise(psy1, &o, &got), 0);
	warning = got.warning;
	test_leave(psy1);
	test_clock(40 * 86400); /* nobody has looked */
	assert_int_equal(sign_key_create("keeper.key", pub), 0);
	assert_int_equal(sign_public_write("keeper.pub", pub), 0);
	test_office_close(); /* no connection goes through a fork */
	return 0;
}

/* What fn does as a keeper: 0..255 it returned, or -signal. */
static int
in_keeper(int (*fn)(void))
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		alarm(20);
		if (confine_self() != 0 || keeper_confine() != 0)
			_exit(100);
		_exit(fn());
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static int
does_its_work(void)
{
	struct store *st;
	struct warning w;
	struct keeper *k;
	int wait;

	if (keeper_open(&k) != 0)
		return 1;
	keeper_turn(k, &wait);
	if (access("audit.head", R_OK) != 0)
		return 2;
	keeper_close(k);
	if (store_open(&st, 512) != 0 ||
	    store_warning_get(st, warning, &w) != 0)
		return 3;
	if (w.level == LEVEL_CLASS)
		return 4; /* nobody looked, and nobody above was told */
	if (store_backup(st, "copy.db", NULL, NULL) != 0)
		return 5;
	store_close(st);
	return 0;
}

static void
test_deadlines_signatures_and_copies_go_on(void **state)
{
	(void)state;
	assert_int_equal(in_keeper(does_its_work), 0);
	assert_int_equal(access("copy.db", R_OK), 0);
}

static int
forks(void)
{
	return fork() == 0 ? 1 : 2;
}

static int
execs(void)
{
	execl("/bin/true", "true", (char *)NULL);
	return 1;
}

static int
traces(void)
{
	return (int)syscall(SCMP_SYS(ptrace), 0, 0, 0, 0) == 0 ? 1 : 2;
}

static int
signals(void)
{
	return kill(getppid(), 0) == 0 ? 1 : 2;
}

static void
test_what_a_keeper_never_does_ends_it(void **state)
{
	static const struct {
		const char *why;
		int (*fn)(void);
	} c[] = {
		{ "a second process", forks },
		{ "another program", execs },
		{ "a look into another process", traces },
		{ "a signal to another process", signals },
	};

	(void)state;
	if (!confine_is_whole())
		test_skip("a build with sanitizers");
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(c[i].why, in_keeper(c[i].fn), -SIGSYS);
}

static int
is_refused(void)
{
	int last = -1, fd;
	char *much;

	if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || errno != EPERM)
		return 1;
	while ((fd = dup(0)) >= 0)
		last = fd;
	if (last >= 64)
		return 3;
	if ((much = malloc((size_t)1 << 30)) != NULL) {
		free(much);
		return 4;
	}
	return 0;
}

static void
test_sockets_many_files_and_much_memory_are_refused(void **state)
{
	(void)state;
	if (!confine_is_whole())
		test_skip("a build with sanitizers");
	assert_int_equal(in_keeper(is_refused), 0);
}

static int
sees_only_its_folder(void)
{
	if (open("store.db", O_RDWR) < 0)
		return 1;
	if (open("/etc/passwd", O_RDONLY) >= 0)
		return 2;
	return errno == EACCES ? 0 : 3;
}

static void
test_it_sees_no_file_but_those_of_the_data_folder(void **state)
{
	(void)state;
	if (syscall(SCMP_SYS(landlock_create_ruleset), NULL, 0, 1) < 1)
		test_skip("a kernel without landlock");
	assert_int_equal(in_keeper(sees_only_its_folder), 0);
}

/* --- a kernel without landlock -------------------------------------------- */

static int
forget_landlock(void)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ALLOW);
	int r = seccomp_rule_add(
	    f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0);

	if (r == 0)
		r = seccomp_load(f);
	seccomp_release(f);
	return r;
}

static void
test_without_landlock_it_says_so_once_and_goes_on(void **state)
{
	pid_t pid = fork();
	char text[4096];
	const char *said;
	int status, fd;
	ssize_t n;

	(void)state;
	if (pid == 0) {
		alarm(20);
		fd = open("log", O_WRONLY | O_CREAT | O_TRUNC, 0600);
		if (forget_landlock() != 0 || dup2(fd, STDERR_FILENO) < 0 ||
		    confine_self() != 0 || keeper_confine() != 0)
			_exit(100);
		unlink("copy.db");
		_exit(does_its_work());
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	fd = open("log", O_RDONLY);
	n = read(fd, text, sizeof(text) - 1);
	close(fd);
	assert_true(n > 0);
	text[n] = '\0';
	said = strstr(text, "THIS KERNEL HAS NO LANDLOCK");
	assert_non_null(said);
	assert_null(strstr(said + 1, "THIS KERNEL"));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_deadlines_signatures_and_copies_go_on),
	cmocka_unit_test(test_what_a_keeper_never_does_ends_it),
	cmocka_unit_test(test_sockets_many_files_and_much_memory_are_refused),
	cmocka_unit_test(test_without_landlock_it_says_so_once_and_goes_on),
	cmocka_unit_test(test_it_sees_no_file_but_those_of_the_data_folder),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
