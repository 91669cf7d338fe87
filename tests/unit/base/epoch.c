/* SPDX-License-Identifier: Apache-2.0 */
#include <glob.h>
#include <grp.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/epoch.h"
#include "tests/lib/test.h"

#define TOPIC 7
#define OTHER 13 /* another bit of the futex */

static bool
rings(int fd, int ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	uint64_t n;

	return poll(&p, 1, ms) > 0 && read(fd, &n, sizeof(n)) == sizeof(n);
}

static int
listen_to(struct epoch *e, uint32_t topic)
{
	int fd;

	assert_int_equal(epoch_listen(e, &topic, 1, &fd), 0);
	assert_true(rings(fd, 2000)); /* once: look at what came before */
	return fd;
}

static void
bump(struct epoch *e, uint32_t topic)
{
	epoch_bump(e, topic);
	epoch_wake(e);
}

static void
test_a_listener_hears_its_topic_alone(void **state)
{
	struct epoch *a, *b;
	uint32_t was;
	int fd;

	(void)state;
	assert_int_equal(epoch_open(&a), 0);
	assert_int_equal(epoch_open(&b), 0);
	fd = listen_to(a, TOPIC);
	was = epoch_read(a, TOPIC);
	bump(b, TOPIC);
	assert_true(rings(fd, 2000));
	assert_true(epoch_read(a, TOPIC) != was);
	assert_false(rings(fd, 50));
	bump(b, OTHER);
	assert_false(rings(fd, 50));
	/* Then the other topic in its place. */
	fd = listen_to(a, OTHER);
	bump(b, OTHER);
	assert_true(rings(fd, 2000));
	assert_false(rings(fd, 50));
	bump(b, TOPIC);
	assert_false(rings(fd, 50));
	epoch_close(a);
	epoch_close(b);
}

static void
test_what_one_listens_to_wakes_nobody_else(void **state)
{
	struct epoch *a, *b;
	int fd;

	(void)state;
	assert_int_equal(epoch_open(&a), 0);
	assert_int_equal(epoch_open(&b), 0);
	fd = listen_to(a, TOPIC);
	assert_false(rings(fd, 50));
	for (int i = 0; i < 20; i++)
		listen_to(b, OTHER);
	assert_false(rings(fd, 50));
	epoch_close(b);
	assert_false(rings(fd, 50));
	epoch_close(a);
}

/* Another process bumps as fast as it can while this one reads and goes to
 * sleep again: the last bump is always heard. */
static void
test_no_commit_is_slept_through(void **state)
{
	enum { BUMPS = 20000 };
	struct epoch *a;
	uint32_t was;
	pid_t child;
	int fd, status;

	(void)state;
	assert_int_equal(epoch_open(&a), 0);
	was = epoch_read(a, TOPIC);
	if ((child = fork()) == 0) {
		for (int i = 0; i < BUMPS; i++)
			bump(a, TOPIC);
		_exit(0);
	}
	fd = listen_to(a, TOPIC);
	while (epoch_read(a, TOPIC) != was + BUMPS)
		assert_true(rings(fd, 5000));
	assert_int_equal(waitpid(child, &status, 0), child);
	epoch_close(a);
}

/* Person 5, school 5 and ticket 5 share nothing but their number. */
static void
test_what_has_the_same_number_is_told_apart(void **state)
{
	struct epoch *e;
	uint32_t was[16];

	(void)state;
	assert_int_equal(epoch_open(&e), 0);
	for (uint32_t id = 0; id < 2000; id++)
		for (uint32_t kind = 0; kind < nitems(was); kind++) {
			for (uint32_t k = 0; k < nitems(was); k++)
				was[k] = epoch_read(e, k << 24 | id);
			epoch_bump(e, kind << 24 | id);
			for (uint32_t k = 0; k < nitems(was); k++)
				test_same_int("kind",
				    epoch_read(e, k << 24 | id) - was[k],
				    k == kind);
		}
	epoch_close(e);
}

/* A folder of this number in which something was saved, gone again. */
static ino_t
one_that_goes(const char *path)
{
	struct epoch *e;
	struct stat st;

	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(chdir(path), 0);
	assert_int_equal(stat(".", &st), 0);
	assert_int_equal(epoch_open(&e), 0);
	bump(e, TOPIC);
	epoch_close(e);
	assert_int_equal(chdir(".."), 0);
	assert_int_equal(rmdir(path), 0);
	return st.st_ino;
}

/* What they have left lies in memory until the machine is started again. */
static void
put_away(const struct stat *st)
{
	char pattern[96];
	glob_t all;

	snprintf(pattern, sizeof(pattern), "/dev/shm/xinqing-%llx-%llx*",
	    (unsigned long long)st->st_dev, (unsigned long long)st->st_ino);
	if (glob(pattern, 0, NULL, &all) == 0)
		for (size_t i = 0; i < all.gl_pathc; i++)
			unlink(all.gl_pathv[i]);
	globfree(&all);
}

/* Not where folders have no time of birth, or never the same number. */
static void
test_a_folder_that_has_gone_leaves_no_page_to_the_next_of_its_number(
    void **state)
{
	struct stat st = { 0 };
	struct epoch *e;
	ino_t number = 0;

	(void)state;
	assert_int_equal(chdir(test_folder()), 0);
	for (int i = 0; i < 100 && (i == 0 || st.st_ino != number); i++) {
		if (i > 0) {
			put_away(&(struct stat){
			    .st_dev = st.st_dev, .st_ino = number });
			assert_int_equal(rmdir("again"), 0);
		}
		number = one_that_goes("again");
		assert_int_equal(mkdir("again", 0700), 0);
		assert_int_equal(stat("again", &st), 0);
	}
	assert_int_equal(chdir("again"), 0);
	if (st.st_ino == number) {
		assert_int_equal(epoch_open(&e), 0);
		assert_int_equal(epoch_read(e, TOPIC), 0);
		epoch_close(e);
	}
	put_away(&st);
}

#define NOBODY 65534

/* In a process of the folder's own account: 0 if it gets the page, and is the
 * only one so far that has changed something. */
static int
opened_by_its_own(void)
{
	struct epoch *e;
	int status;
	pid_t pid;

	if ((pid = fork()) == 0) {
		if (setgroups(0, NULL) != 0 || setgid(NOBODY) != 0 ||
		    setuid(NOBODY) != 0)
			_exit(1);
		if (epoch_open(&e) != 0)
			_exit(2);
		bump(e, TOPIC);
		_exit(epoch_read(e, TOPIC) == 1 ? 0 : 3);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WEXITSTATUS(status);
}

/* As doctor says to: a store begun as root is given to its account. */
static void
test_a_folder_given_to_another_account_has_a_page_of_its_own(void **state)
{
	struct epoch *e;

	(void)state;
	if (geteuid() != 0)
		test_skip("only root gives a folder away");
	assert_int_equal(chmod(test_folder(), 0755), 0);
	assert_int_equal(chdir(test_folder()), 0);
	assert_int_equal(mkdir("given", 0700), 0);
	assert_int_equal(chdir("given"), 0);
	assert_int_equal(epoch_open(&e), 0);
	epoch_close(e);
	epoch_clear(".");
	assert_int_equal(chown(".", NOBODY, NOBODY), 0);
	assert_int_equal(chmod(".", 02770), 0);
	assert_int_equal(opened_by_its_own(), 2);
	epoch_clear(".");
	assert_int_equal(opened_by_its_own(), 0);
	epoch_clear("."); /* what serves stays */
	assert_int_equal(opened_by_its_own(), 3);
	epoch_forget();
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_listener_hears_its_topic_alone),
	cmocka_unit_test(test_what_one_listens_to_wakes_nobody_else),
	cmocka_unit_test(test_no_commit_is_slept_through),
	cmocka_unit_test(test_what_has_the_same_number_is_told_apart),
	cmocka_unit_test(
	    test_a_folder_given_to_another_account_has_a_page_of_its_own),
	cmocka_unit_test(
	    test_a_folder_that_has_gone_leaves_no_page_to_the_next_of_its_number),
};

int
main(void)
{
	int r;

	if (chdir(test_folder()) != 0)
		return 99;
	epoch_forget(); /* a page of a folder of that number, long ago */
	cmocka_set_message_output(CM_OUTPUT_TAP);
	r = cmocka_run_group_tests(tests, NULL, NULL);
	epoch_forget();
	return r;
}
