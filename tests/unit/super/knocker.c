/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/err.h"
#include "super/knocker.h"
#include "tests/lib/process.h"
#include "tests/lib/test.h"

/* The real knocker, and commands that are shell scripts. */

#define SENTENCE "心晴有一件事等您，请登录看看。"

static char command[KNOCKER_CHANNELS][400];

static int
as_it_is(void)
{
	return 0;
}

static struct knocker_how how = { .command = { "", "", "" },
	.sentence = SENTENCE,
	.limit_ms = 20000,
	.account = as_it_is };

/* A command of this text on a channel. */
static void
says(int channel, const char *text)
{
	FILE *f;

	snprintf(command[channel], sizeof(command[channel]), "%s/command%d",
	    test_folder(), channel);
	f = fopen(command[channel], "w");
	assert_non_null(f);
	fprintf(f, "#!/bin/sh\n%s\n", text);
	fchmod(fileno(f), 0755);
	assert_int_equal(fclose(f), 0);
	how.command[channel] = command[channel];
}

static int
start(pid_t *pid)
{
	int32_t born;
	int fd;

	assert_int_equal(knocker_start(&how, &fd, &born), 0);
	*pid = born;
	return fd;
}

static void
leave(int fd, pid_t pid)
{
	int status;

	close(fd);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

/* The next report, waited for. */
static struct knocker_report
next(int fd)
{
	struct knocker_report r;
	struct pollfd p = { .fd = fd, .events = POLLIN };

	if (poll(&p, 1, 20000) != 1)
		fail_msg("nothing was reported");
	assert_int_equal(knocker_report(fd, &r), 0);
	return r;
}

static void
test_each_end_is_told_as_it_was(void **state)
{
	static const struct {
		const char *text;
		enum knocker_end end;
	} c[] = {
		{ "exit 0", KNOCKER_WELL },
		{ "exit 3", KNOCKER_FAILED },
		{ "kill -9 $$", KNOCKER_FAILED },
		{ "exec sleep 60", KNOCKER_HUNG },
		{ "trap '' TERM; while :; do sleep 60; done", KNOCKER_HUNG },
		{ "sleep 60 & exit 0", KNOCKER_WELL },
	};
	pid_t pid;
	int fd;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		says(0, c[i].text);
		how.limit_ms = c[i].end == KNOCKER_HUNG ? 300 : 20000;
		fd = start(&pid);
		assert_int_equal(knocker_order(fd, 7, 42, 0), 0);
		test_same_int(c[i].text, next(fd).end, c[i].end);
		/* and nothing that it started is left */
		test_same_int(c[i].text,
		    (int)process_tree(pid, (struct process[8]){ 0 }, 8), 1);
		leave(fd, pid);
	}
}

static void
test_without_a_command_or_a_file_it_has_failed(void **state)
{
	pid_t pid;
	int fd;

	(void)state;
	how.command[1] = "";
	how.command[2] = "/nowhere/at/all";
	fd = start(&pid);
	assert_int_equal(knocker_order(fd, 1, 42, 1), 0);
	assert_int_equal(next(fd).end, KNOCKER_FAILED);
	assert_int_equal(knocker_order(fd, 2, 42, 2), 0);
	assert_int_equal(next(fd).end, KNOCKER_FAILED);
	assert_int_equal(knocker_order(fd, 3, 42, -1), 0);
	assert_int_equal(next(fd).end, KNOCKER_FAILED);
	leave(fd, pid);
}

static void
whole(const char *path, char *to, size_t size)
{
	FILE *f = fopen(path, "r");

	assert_non_null(f);
	to[fread(to, 1, size - 1, f)] = '\0';
	fclose(f);
}

/* What a command is given, and what it is not. */
static void
test_a_command_has_two_arguments_and_nothing_else(void **state)
{
	char text[2000], want[1000], path[400];
	char got[4000];
	pid_t pid;
	int fd, secret;

	(void)state;
	snprintf(path, sizeof(path), "%s/told", test_folder());
	snprintf(text, sizeof(text),
	    "exec >%s\n"
	    "tr '\\0' '\\n' </proc/$$/cmdline | tail -n +3\n"
	    "tr '\\0' '\\n' </proc/$$/environ | sort\n"
	    "pwd\n"
	    "cat\n"
	    "ls /proc/$$/fd\n"
	    "readlink /proc/$$/fd/0 /proc/$$/fd/2\n"
	    "read -r _ _ _ _ group _ </proc/$$/stat\n"
	    "[ $group = $$ ] && echo own group\n"
	    "grep NoNewPrivs /proc/$$/status",
	    path);
	says(0, text);
	snprintf(want, sizeof(want),
	    "42\n" SENTENCE "\nLANG=C.UTF-8\nPATH=/usr/bin:/bin\n/\n"
	    "0\n1\n10\n2\n" /* 10: the shell's own, its script */
	    "/dev/null\n/dev/null\nown group\nNoNewPrivs:\t1\n");
	setenv("XINQING_SECRET", "a name", 1);
	secret = open("/etc/hostname", O_RDONLY); /* not closed on exec */
	assert_true(secret >= 0);
	fd = start(&pid);
	assert_int_equal(knocker_order(fd, 1, 42, 0), 0);
	assert_int_equal(next(fd).end, KNOCKER_WELL);
	leave(fd, pid);
	close(secret);
	whole(path, got, sizeof(got));
	test_same_text("what it was given", got, want);
}

/* More than run at once wait, and each is told; one that hangs holds up no
 * other for longer than its time. */
static void
test_many_wait_for_a_place_and_all_are_told(void **state)
{
	bool told[60] = { false };
	int64_t began = clock_ticks_ms();
	struct knocker_report r;
	pid_t pid;
	int fd;

	(void)state;
	says(0, "exit 0");
	says(1, "exec sleep 60");
	how.limit_ms = 3000; /* enough for "exit 0" on a busy machine */
	fd = start(&pid);
	for (int i = 0; i < 60; i++)
		assert_int_equal(knocker_order(fd, i, 42, i % 2), 0);
	for (int i = 0; i < 60; i++) {
		r = next(fd);
		assert_in_range(r.id, 0, 59);
		assert_false(told[r.id]);
		told[r.id] = true;
		assert_int_equal(r.end, r.id % 2 ? KNOCKER_HUNG : KNOCKER_WELL);
	}
	test_within("side by side", clock_ticks_ms() - began, 30000);
	leave(fd, pid);
}

/* The keeper has gone: what runs has a moment to end, then all of it ends. */
static void
test_it_leaves_when_the_keeper_has_gone_and_takes_all_along(void **state)
{
	pid_t pid;
	int fd;

	(void)state;
	says(0, "exec sleep 60");
	how.limit_ms = 60000;
	fd = start(&pid);
	assert_int_equal(knocker_order(fd, 1, 42, 0), 0);
	leave(fd, pid); /* at most three seconds */
}

static void
test_one_that_died_is_noticed(void **state)
{
	struct knocker_report r;
	int status, fd;
	pid_t pid;

	(void)state;
	fd = start(&pid);
	assert_int_equal(knocker_report(fd, &r), ERR_NOT_FOUND);
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(knocker_report(fd, &r), ERR_SYSTEM);
	assert_int_equal(knocker_order(fd, 1, 42, 0), ERR_SYSTEM);
	close(fd);
}

/* Nobody would see to it any more, and the server would wait for it. */
static void
test_a_command_does_not_outlive_one_that_died(void **state)
{
	struct pollfd p = { .events = POLLIN };
	char path[300], text[400];
	int status, fd;
	pid_t pid;

	(void)state;
	snprintf(path, sizeof(path), "%s/lives", test_folder());
	assert_int_equal(mkfifo(path, 0600), 0);
	snprintf(text, sizeof(text), "exec sleep 60 >%s", path);
	says(0, text);
	how.limit_ms = 60000;
	fd = start(&pid);
	assert_int_equal(knocker_order(fd, 1, 42, 0), 0);
	p.fd = open(path, O_RDONLY); /* once the command runs */
	assert_true(p.fd >= 0);
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(poll(&p, 1, 20000), 1);
	assert_int_equal(p.revents, POLLHUP);
	close(p.fd);
	close(fd);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_each_end_is_told_as_it_was),
	cmocka_unit_test(test_without_a_command_or_a_file_it_has_failed),
	cmocka_unit_test(test_a_command_has_two_arguments_and_nothing_else),
	cmocka_unit_test(test_many_wait_for_a_place_and_all_are_told),
	cmocka_unit_test(
	    test_it_leaves_when_the_keeper_has_gone_and_takes_all_along),
	cmocka_unit_test(test_one_that_died_is_noticed),
	cmocka_unit_test(test_a_command_does_not_outlive_one_that_died),
};

TEST_MAIN(tests)
