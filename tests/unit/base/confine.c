/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/err.h"
#include "tests/lib/test.h"

/* What fn does in a process of its own: 0..255 it returned, or -signal. */
static int
in_child(int (*fn)(void))
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		alarm(10);
		_exit(fn());
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static int
enter(int (*make)(struct confine_calls **))
{
	struct confine_calls *c;

	return confine_self() != 0 || make(&c) != 0 || confine_enter(c) != 0;
}

static int
network_works(void)
{
	char c;
	int p[2];

	if (pipe(p) != 0 || enter(confine_calls_network))
		return 1;
	if (write(p[1], "x", 1) != 1 || read(p[0], &c, 1) != 1)
		return 2;
	if (open("/dev/null", O_RDONLY) >= 0 || errno != EACCES)
		return 3;
	if (socket(AF_INET, SOCK_STREAM, 0) >= 0)
		return 4;
	free(malloc(1 << 20));
	return 0;
}

static int
network_forks(void)
{
	enter(confine_calls_network);
	return fork() == 0 ? 1 : 2;
}

static int
network_execs(void)
{
	enter(confine_calls_network);
	execl("/bin/true", "true", (char *)NULL);
	return 1;
}

static int
network_makes_code(void)
{
	enter(confine_calls_network);
	return mmap(NULL, 4096, PROT_READ | PROT_EXEC,
		   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
}

static void
test_a_network_process_only_reads_and_writes_what_it_has(void **state)
{
	(void)state;
	if (!confine_is_whole())
		test_skip("a build with sanitizers");
	assert_int_equal(in_child(network_works), 0);
	assert_int_equal(in_child(network_forks), -SIGSYS);
	assert_int_equal(in_child(network_execs), -SIGSYS);
	assert_int_equal(in_child(network_makes_code), -SIGSYS);
}

static void *
thread(void *arg)
{
	return arg;
}

static int
session_works(void)
{
	pthread_t t;
	void *got = NULL;
	int x;

	if (enter(confine_calls_session))
		return 1;
	if (pthread_create(&t, NULL, thread, &x) != 0 ||
	    pthread_join(t, &got) != 0 || got != &x)
		return 2;
	if (open("/dev/null", O_RDONLY) < 0)
		return 3;
	if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || errno != EPERM)
		return 4;
	if (ioctl(0, TIOCSTI, "x") == 0 || errno != EPERM)
		return 5;
	return 0;
}

static int
session_forks(void)
{
	enter(confine_calls_session);
	return fork() == 0 ? 1 : 2;
}

static int
session_execs(void)
{
	enter(confine_calls_session);
	execl("/bin/true", "true", (char *)NULL);
	return 1;
}

static int
session_kills(void)
{
	enter(confine_calls_session);
	return kill(getppid(), 0) == 0 ? 1 : 2;
}

static void
test_a_session_process_has_files_and_threads_but_no_more(void **state)
{
	(void)state;
	if (!confine_is_whole())
		test_skip("a build with sanitizers");
	assert_int_equal(in_child(session_works), 0);
	assert_int_equal(in_child(session_forks), -SIGSYS);
	assert_int_equal(in_child(session_execs), -SIGSYS);
	assert_int_equal(in_child(session_kills), -SIGSYS);
}

static int
keeps_to_one_folder(void)
{
	struct confine_path may[] = {
		{ test_folder(), CONFINE_KEEP },
		{ "/dev/null", CONFINE_DEVICE },
		{ "/nowhere/at/all", CONFINE_READ },
	};
	int r;

	if (chdir(test_folder()) != 0 || confine_self() != 0)
		return 1;
	if ((r = confine_files(may, nitems(may))) == ERR_UNKNOWN)
		return 77; /* a kernel without landlock */
	if (r != 0)
		return 2;
	if (open("kept", O_CREAT | O_RDWR | O_TRUNC, 0600) < 0 ||
	    unlink("kept") != 0)
		return 3;
	if (open("/dev/null", O_RDWR) < 0)
		return 4;
	if (open("/etc/passwd", O_RDONLY) >= 0 || errno != EACCES)
		return 5;
	if (mkdir("sub", 0700) == 0)
		return 6;
	return 0;
}

static int
sees_no_file(void)
{
	int r = confine_self() != 0 ? ERR_SYSTEM : confine_files(NULL, 0);

	if (r != 0)
		return r == ERR_UNKNOWN ? 77 : 1;
	return open("/etc/passwd", O_RDONLY) >= 0 || errno != EACCES;
}

static void
test_files_are_only_those_that_were_named(void **state)
{
	int r;

	(void)state;
	test_folder();
	if ((r = in_child(keeps_to_one_folder)) == 77)
		test_skip("a kernel without landlock");
	assert_int_equal(r, 0);
	assert_int_equal(in_child(sees_no_file), 0);
}

static int
leaves_root(void)
{
	if (confine_self() != 0 || confine_root() != 0)
		return 1;
	if (open("/", O_RDONLY | O_DIRECTORY) < 0)
		return 2;
	if (open("/etc", O_RDONLY) >= 0 ||
	    open("x", O_CREAT | O_RDWR, 0600) >= 0)
		return 3;
	if (confine_account(12345, 12346) != 0)
		return 4;
	if (getuid() != 12345 || getegid() != 12346 || setuid(0) == 0 ||
	    prctl(PR_GET_DUMPABLE) != 0)
		return 5;
	return 0;
}

static void
test_root_becomes_an_account_in_an_empty_root(void **state)
{
	(void)state;
	if (getuid() != 0)
		test_skip("not started as root");
	assert_int_equal(in_child(leaves_root), 0);
}

static int
keeps_its_memory(void)
{
	struct rlimit core;

	if (confine_memory() != 0 || prctl(PR_GET_DUMPABLE) != 0)
		return 1;
	return getrlimit(RLIMIT_CORE, &core) != 0 || core.rlim_max != 0;
}

static void
test_memory_goes_into_no_core_and_to_no_tracer(void **state)
{
	(void)state;
	assert_int_equal(in_child(keeps_its_memory), 0);
}

static int
is_bounded(void)
{
	const struct confine_bounds b = { 8, 16 << 20, 0, 1 };
	int last = -1, fd;

	if (confine_self() != 0 || confine_bounds(&b) != 0)
		return 1;
	while ((fd = dup(0)) >= 0)
		last = fd;
	if (last != 7)
		return 2;
	return confine_is_whole() && malloc(64 << 20) != NULL ? 3 : 0;
}

static void
test_descriptors_and_memory_are_bounded(void **state)
{
	(void)state;
	assert_int_equal(in_child(is_bounded), 0);
}

static int
reader_works(void)
{
	char c;
	int p[2];

	if (pipe(p) != 0 || enter(confine_calls_reader))
		return 1;
	if (write(p[1], "x", 1) != 1 || read(p[0], &c, 1) != 1)
		return 2;
	free(malloc(1 << 20));
	return 0;
}

static int
reader_opens(void)
{
	enter(confine_calls_reader);
	return open("/dev/null", O_RDONLY) >= 0 ? 1 : 2;
}

static int
reader_speaks(void)
{
	int s = socket(AF_UNIX, SOCK_STREAM, 0);

	enter(confine_calls_reader);
	return send(s, "x", 1, 0) == 1 ? 1 : 2;
}

static int
reader_makes_code(void)
{
	enter(confine_calls_reader);
	return mprotect((void *)0, 4096, PROT_READ | PROT_EXEC) == 0;
}

static void
test_a_reader_reads_writes_and_takes_memory_and_no_more(void **state)
{
	(void)state;
	if (!confine_is_whole())
		test_skip("a build with sanitizers");
	assert_int_equal(in_child(reader_works), 0);
	assert_int_equal(in_child(reader_opens), -SIGSYS);
	assert_int_equal(in_child(reader_speaks), -SIGSYS);
	assert_int_equal(in_child(reader_makes_code), -SIGSYS);
}

static int
works_on(void)
{
	volatile unsigned x = 0; /* may go round */

	if (confine_time(1, 0) != 0)
		return 1;
	for (;;)
		x++;
}

static int
waits_on(void)
{
	if (confine_time(10, 1) != 0)
		return 1;
	for (;;)
		pause();
}

static void
test_time_to_work_and_time_to_wait_end(void **state)
{
	(void)state;
	assert_int_equal(in_child(works_on), -SIGXCPU);
	assert_int_equal(in_child(waits_on), -SIGALRM);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_a_network_process_only_reads_and_writes_what_it_has),
	cmocka_unit_test(
	    test_a_session_process_has_files_and_threads_but_no_more),
	cmocka_unit_test(
	    test_a_reader_reads_writes_and_takes_memory_and_no_more),
	cmocka_unit_test(test_time_to_work_and_time_to_wait_end),
	cmocka_unit_test(test_files_are_only_those_that_were_named),
	cmocka_unit_test(test_root_becomes_an_account_in_an_empty_root),
	cmocka_unit_test(test_memory_goes_into_no_core_and_to_no_tracer),
	cmocka_unit_test(test_descriptors_and_memory_are_bounded),
};

TEST_MAIN(tests)
