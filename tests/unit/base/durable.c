/* SPDX-License-Identifier: Apache-2.0 */
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/durable.h"
#include "base/err.h"
#include "tests/lib/test.h"

#define MOST 32

/* A log and a disk that are numbers: a sync takes to the disk what the log
 * held when it began. */
static struct board {
	_Atomic uint64_t log, disk;
	_Atomic int64_t row; /* the last a sync was told of */
	_Atomic int sync_ms, failing;
	_Atomic int syncing; /* the pid of who is in a sync */
	_Atomic int broken;  /* acknowledged, and not on the disk */
	_Atomic int answer[MOST];
	_Atomic int saved, syncs;
	_Atomic bool stop;
} * board;
static struct durable *d;

static void *
shared(size_t n)
{
	void *p = mmap(
	    NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		abort();
	return p;
}

static int
each_begin(void **state)
{
	(void)state;
	board = shared(sizeof(*board));
	d = shared(durable_size());
	return durable_init(d);
}

static int
each_end(void **state)
{
	(void)state;
	munmap(board, sizeof(*board));
	munmap(d, durable_size());
	return 0;
}

static int
disk_sync(void *arg, int64_t row)
{
	uint64_t n = atomic_load(&board->log), was;

	(void)arg;
	atomic_store(&board->syncing, getpid());
	atomic_store(&board->row, row);
	atomic_fetch_add(&board->syncs, 1);
	if (atomic_load(&board->sync_ms) > 0)
		poll(NULL, 0, atomic_load(&board->sync_ms));
	if (atomic_load(&board->failing))
		return ERR_IO;
	was = atomic_load(&board->disk);
	while (was < n && !atomic_compare_exchange_weak(&board->disk, &was, n))
		;
	atomic_store(&board->syncing, 0);
	return 0;
}

/* One commit: into the log, then wait.  Numbers and log grow alike here, as
 * the queue of writers sees to in a store. */
static int
save(void)
{
	uint64_t at = atomic_fetch_add(&board->log, 1) + 1, n;
	int r;

	n = durable_add(d, (int64_t)at);
	if ((r = durable_wait(d, n, disk_sync, NULL)) != 0)
		return r;
	if (atomic_load(&board->disk) < at)
		atomic_fetch_add(&board->broken, 1);
	atomic_fetch_add(&board->saved, 1);
	return 0;
}

static pid_t
worker(int i)
{
	pid_t pid = test_fork();
	int r = 0;

	if (pid != 0)
		return pid;
	while (r == 0 && !atomic_load(&board->stop))
		r = save();
	atomic_store(&board->answer[i], r);
	_exit(0);
}

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Until cond holds, at most five seconds. */
#define until(cond)                                           \
	do {                                                  \
		int64_t until_end = now_ms() + 5000;          \
		while (!(cond)) {                             \
			if (now_ms() > until_end)             \
				fail_msg("never: %s", #cond); \
			poll(NULL, 0, 1);                     \
		}                                             \
	} while (0)

static void
crowd(int n, int ms, bool killing)
{
	int64_t end = now_ms() + ms;
	pid_t pids[MOST];
	int deaths = 0;

	for (int i = 0; i < n; i++)
		pids[i] = worker(i);
	while (now_ms() < end) {
		int who = atomic_load(&board->syncing);

		poll(NULL, 0, 1);
		for (int i = 0; killing && i < n; i++)
			if (pids[i] == who) { /* in the midst of a sync */
				kill(who, SIGKILL);
				waitpid(who, NULL, 0);
				atomic_store(&board->syncing, 0);
				pids[i] = worker(i);
				deaths++;
			}
	}
	atomic_store(&board->stop, true);
	for (int i = 0; i < n; i++)
		waitpid(pids[i], NULL, 0);
	assert_int_equal(atomic_load(&board->broken), 0);
	test_true("they did save", atomic_load(&board->saved) > 50);
	if (killing)
		test_true("leaders died", deaths > 10);
	for (int i = 0; i < n; i++)
		test_same_int(
		    "no save refused", atomic_load(&board->answer[i]), 0);
}

static void
test_nobody_is_acknowledged_before_the_disk_has_it(void **state)
{
	(void)state;
	crowd(16, 500, false);
}

static void
test_one_sync_serves_many(void **state)
{
	(void)state;
	atomic_store(&board->sync_ms, 5);
	crowd(32, 1000, false);
	test_true("many saves a sync",
	    atomic_load(&board->saved) > 8 * atomic_load(&board->syncs));
}

static void
test_who_dies_syncing_has_said_nothing(void **state)
{
	(void)state;
	atomic_store(&board->sync_ms, 3);
	crowd(16, 3000, true);
}

static void
test_who_is_stopped_syncing_holds_nobody_up_for_ever(void **state)
{
	int64_t began;
	pid_t leader;

	(void)state;
	atomic_store(&board->sync_ms, 100);
	leader = worker(0);
	until(atomic_load(&board->syncing) == leader);
	kill(leader, SIGSTOP);
	began = now_ms();
	assert_int_equal(save(), 0);
	test_within("passed over", now_ms() - began, 4000);
	assert_int_equal(atomic_load(&board->broken), 0);
	kill(leader, SIGKILL);
	waitpid(leader, NULL, 0);
}

static void
test_a_sync_that_failed_is_told_to_all_and_for_ever(void **state)
{
	pid_t pids[8];

	(void)state;
	assert_int_equal(save(), 0);
	atomic_store(&board->failing, 1);
	atomic_store(&board->sync_ms, 20);
	for (int i = 0; i < 8; i++)
		pids[i] = worker(i);
	for (int i = 0; i < 8; i++)
		waitpid(pids[i], NULL, 0);
	for (int i = 0; i < 8; i++)
		test_same_int("told", atomic_load(&board->answer[i]), ERR_IO);
	/* Nor does anybody ask the disk again: it would not say what it lost.
	 */
	atomic_store(&board->failing, 0);
	atomic_store(&board->syncs, 0);
	assert_true(durable_is_lost(d));
	assert_int_equal(save(), ERR_IO);
	test_same_int("acknowledged", atomic_load(&board->saved), 1);
	test_same_int("syncs", atomic_load(&board->syncs), 0);
	/* What was on the disk before still is. */
	assert_int_equal(durable_wait(d, 2, disk_sync, NULL), 0);
}

static void
test_the_row_told_is_one_the_sync_covers(void **state)
{
	(void)state;
	assert_int_equal(save(), 0);
	assert_int_equal(atomic_load(&board->row), 1);
	assert_int_equal(durable_last(d), 2);
	durable_add(d, 0); /* a commit without one */
	assert_int_equal(durable_wait(d, 3, disk_sync, NULL), 0);
	assert_int_equal(atomic_load(&board->row), 1);
}

/* Of before the memory was made, and of who died before it had a number. */
static void
test_what_has_no_number_is_waited_for_as_well(void **state)
{
	(void)state;
	assert_int_equal(durable_wait(d, durable_last(d), disk_sync, NULL), 0);
	assert_int_equal(atomic_load(&board->syncs), 1);
	durable_expect(d, true);
	durable_expect(d, false); /* it came to nothing */
	durable_settle(d);
	assert_int_equal(durable_wait(d, durable_last(d), disk_sync, NULL), 0);
	assert_int_equal(atomic_load(&board->syncs), 1);
	durable_expect(d, true);
	durable_settle(d); /* the next in turn */
	assert_int_equal(durable_wait(d, durable_last(d), disk_sync, NULL), 0);
	assert_int_equal(atomic_load(&board->syncs), 2);
	durable_settle(d);
	assert_int_equal(durable_wait(d, durable_last(d), disk_sync, NULL), 0);
	assert_int_equal(atomic_load(&board->syncs), 2);
}

#define EACH(f) cmocka_unit_test_setup_teardown(f, each_begin, each_end)

static const struct CMUnitTest tests[] = {
	EACH(test_nobody_is_acknowledged_before_the_disk_has_it),
	EACH(test_one_sync_serves_many),
	EACH(test_who_dies_syncing_has_said_nothing),
	EACH(test_who_is_stopped_syncing_holds_nobody_up_for_ever),
	EACH(test_a_sync_that_failed_is_told_to_all_and_for_ever),
	EACH(test_the_row_told_is_one_the_sync_covers),
	EACH(test_what_has_no_number_is_waited_for_as_well),
};

TEST_MAIN(tests)
