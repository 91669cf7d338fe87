/* SPDX-License-Identifier: Apache-2.0 */
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/queue.h"
#include "tests/lib/test.h"

#define MOST 64

/* What the processes of a test share, beside the queue. */
struct board {
	_Atomic int inside; /* who holds: a pid */
	_Atomic int broken; /* two at once, or a wrong answer */
	_Atomic bool stop;
	_Atomic int order[MOST], n_order;
	_Atomic int served[MOST];
	_Atomic int answer;
	_Atomic int waiting;
};

static struct board *board;
static struct queue *q;

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
	q = shared(queue_size());
	assert_int_equal(queue_init(q), 0);
	return 0;
}

static int
each_end(void **state)
{
	(void)state;
	munmap(board, sizeof(*board));
	munmap(q, queue_size());
	return 0;
}

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Until cond holds, at most five seconds. */
#define until(cond)                                                    \
	do {                                                           \
		int64_t until_end = now_ms() + 5000 * test_patience(); \
		while (!(cond)) {                                      \
			if (now_ms() > until_end)                      \
				fail_msg("never: %s", #cond);          \
			poll(NULL, 0, 1);                              \
		}                                                      \
	} while (0)

/* Asleep in the kernel: it has done all it can before its turn. */
static bool
asleep(pid_t pid)
{
	char path[64], text[512] = "", *end;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	if ((f = fopen(path, "r")) == NULL)
		return false;
	if (fgets(text, sizeof(text), f) == NULL)
		text[0] = '\0';
	fclose(f);
	end = strrchr(text, ')');
	return end != NULL && end[2] == 'S';
}

/* Serve as often as one can, and never two at once. */
static _Noreturn void
worker(int me)
{
	int place, none = 0;

	while (!atomic_load(&board->stop)) {
		if (queue_take(q, 5000, &place) != 0) {
			atomic_fetch_add(&board->broken, 1);
			break;
		}
		none = 0;
		/* Another one inside would show by its number. */
		atomic_store(&board->inside, getpid());
		for (int i = 0; i < 200; i++)
			none += atomic_load(&board->inside) != getpid();
		if (none != 0)
			atomic_fetch_add(&board->broken, 1);
		atomic_fetch_add(&board->served[me], 1);
		atomic_store(&board->inside, 0);
		queue_give(q, place);
	}
	_exit(0);
}

static pid_t
start(int me)
{
	pid_t pid = test_fork();

	if (pid == 0)
		worker(me);
	return pid;
}

static void
crowd(int n, int ms, bool killing)
{
	pid_t pids[MOST];
	int before[MOST], least = INT_MAX, most = 0, deaths = 0;
	unsigned seed = 7;
	int64_t stop;

	for (int i = 0; i < n; i++)
		pids[i] = start(i);
	/* whoever began first has no lead */
	for (int i = 0; i < n; i++)
		until(atomic_load(&board->served[i]) > 0);
	for (int i = 0; i < n; i++)
		before[i] = atomic_load(&board->served[i]);
	stop = now_ms() + ms;
	while (now_ms() < stop) {
		if (!killing) {
			poll(NULL, 0, 10);
			continue;
		}
		int i = rand_r(&seed) % n;

		kill(pids[i], SIGKILL);
		waitpid(pids[i], NULL, 0);
		pids[i] = start(i);
		deaths++;
		poll(NULL, 0, 1);
	}
	atomic_store(&board->stop, true);
	for (int i = 0; i < n; i++) {
		int got = atomic_load(&board->served[i]) - before[i];

		waitpid(pids[i], NULL, 0);
		least = got < least ? got : least;
		most = got > most ? got : most;
	}
	assert_int_equal(atomic_load(&board->broken), 0);
	test_true("all were served", most > 0);
	if (killing)
		test_true("deaths", deaths > 50);
	else if (least * (1 + test_patience()) < most)
		fail_msg("%d processes: least %d, most %d", n, least, most);
}

static void
test_eight_are_served_alike(void **state)
{
	(void)state;
	crowd(8, 1000, false);
}

static void
test_fifty_are_served_alike(void **state)
{
	(void)state;
	crowd(50, 2000, false);
}

static void
test_eight_survive_each_other_s_death(void **state)
{
	(void)state;
	crowd(8, 2000, true);
}

static void
test_fifty_survive_each_other_s_death(void **state)
{
	(void)state;
	crowd(50, 2000, true);
}

/* A process that waits, notes when it was served, and ends. */
static pid_t
waiter(int ms)
{
	pid_t pid = test_fork();
	int place, r;

	if (pid != 0)
		return pid;
	r = queue_take(q, ms, &place);
	atomic_store(&board->answer, r);
	if (r == 0) {
		int i = atomic_fetch_add(&board->n_order, 1);

		atomic_store(&board->order[i], getpid());
		queue_give(q, place);
	}
	_exit(r == 0 ? 0 : 1);
}

static void
test_who_comes_first_is_served_first(void **state)
{
	pid_t pids[10];
	int place;

	(void)state;
	assert_int_equal(queue_take(q, 1000, &place), 0);
	for (int i = 0; i < 10; i++) {
		pids[i] = waiter(5000);
		until(asleep(pids[i]));
	}
	/* Two of them die where they stand. */
	kill(pids[3], SIGKILL);
	waitpid(pids[3], NULL, 0);
	kill(pids[4], SIGKILL);
	waitpid(pids[4], NULL, 0);
	queue_give(q, place);
	for (int i = 0; i < 10; i++)
		if (i != 3 && i != 4)
			waitpid(pids[i], NULL, 0);
	assert_int_equal(atomic_load(&board->n_order), 8);
	for (int i = 0, j = 0; i < 10; i++)
		if (i != 3 && i != 4)
			test_same_int(
			    "order", atomic_load(&board->order[j++]), pids[i]);
}

/* Holds the queue until it is killed. */
static pid_t
holder(void)
{
	pid_t pid = test_fork();
	int place;

	if (pid != 0) {
		until(atomic_load(&board->inside) == pid);
		return pid;
	}
	if (queue_take(q, 5000, &place) == 0)
		atomic_store(&board->inside, getpid());
	for (;;)
		pause();
}

static void
test_a_stopped_holder_is_waited_for_in_vain(void **state)
{
	pid_t held = holder(), first;
	int64_t began = now_ms();
	int place;

	(void)state;
	kill(held, SIGSTOP);
	first = waiter(600);
	assert_int_equal(queue_take(q, 300, &place), ERR_BUSY);
	assert_true(now_ms() - began >= 299);
	waitpid(first, NULL, 0);
	assert_int_equal(atomic_load(&board->answer), ERR_BUSY);
	/* Its death is seen at once. */
	first = waiter(5000);
	until(asleep(first));
	began = now_ms();
	kill(held, SIGKILL);
	waitpid(held, NULL, 0);
	waitpid(first, NULL, 0);
	assert_int_equal(atomic_load(&board->answer), 0);
	test_within("its death is seen", now_ms() - began, 1000);
}

static void
test_a_stopped_waiter_is_passed_over(void **state)
{
	pid_t stopped;
	int place, status;

	(void)state;
	assert_int_equal(queue_take(q, 1000, &place), 0);
	stopped = waiter(200);
	until(asleep(stopped));
	kill(stopped, SIGSTOP);
	queue_give(q, place);
	/* It is its turn, but it does not take it. */
	assert_int_equal(queue_take(q, 3000, &place), 0);
	kill(stopped, SIGCONT);
	waitpid(stopped, &status, 0);
	assert_int_equal(WEXITSTATUS(status), 1);
	assert_int_equal(atomic_load(&board->answer), ERR_BUSY);
	queue_give(q, place);
	assert_int_equal(queue_take(q, 0, &place), 0);
	queue_give(q, place);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(
	    test_who_comes_first_is_served_first, each_begin, each_end),
	cmocka_unit_test_setup_teardown(
	    test_a_stopped_holder_is_waited_for_in_vain, each_begin, each_end),
	cmocka_unit_test_setup_teardown(
	    test_a_stopped_waiter_is_passed_over, each_begin, each_end),
	cmocka_unit_test_setup_teardown(
	    test_eight_are_served_alike, each_begin, each_end),
	cmocka_unit_test_setup_teardown(
	    test_fifty_are_served_alike, each_begin, each_end),
	cmocka_unit_test_setup_teardown(
	    test_eight_survive_each_other_s_death, each_begin, each_end),
	cmocka_unit_test_setup_teardown(
	    test_fifty_survive_each_other_s_death, each_begin, each_end),
};

TEST_MAIN(tests)
