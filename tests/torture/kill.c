/* SPDX-License-Identifier: Apache-2.0 */
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "src/store/internal.h"
#include "tests/lib/store.h"
#include "tests/lib/test.h"

/*
 * Eight writers save as fast as they can and are killed at a moment nobody
 * chose, all at once or some of them, again and again.  What a writer was
 * told is saved is there afterwards, and the store is whole.  In every other
 * round the disk is slow and who syncs for all is killed in the midst of it:
 * its own commit and those of others are in the log, and nobody was told.
 *
 * Rounds: 50 in the check, as many as $TORTURE says in `make torture`.
 */

#define WRITERS 8

struct told {
	_Atomic int64_t saved[WRITERS];
	_Atomic int slow;    /* ms a sync, in this round */
	_Atomic int syncing; /* the pid of who is in one, or 0 */
};

static struct told *told;
static int in_sync; /* killed there, in all rounds */

/* SQLite and the store find this before libc's. */
int
fdatasync(int fd)
{
	int r, ms = told != NULL ? atomic_load(&told->slow) : 0;

	if (ms > 0) {
		atomic_store(&told->syncing, getpid());
		poll(NULL, 0, ms);
	}
	r = (int)syscall(SYS_fdatasync, fd);
	if (ms > 0)
		atomic_store(&told->syncing, 0);
	return r;
}

static void
name_of(int writer, int half, char to[32])
{
	snprintf(to, 32, "torture.%d.%d", writer, half);
}

/* One save: two rows that only ever change together. */
static int
save(struct store *st, int writer, int64_t n)
{
	char a[32], b[32];
	int r;

	name_of(writer, 0, a);
	name_of(writer, 1, b);
	if ((r = store_begin(st)) != 0)
		return r;
	if ((r = store_setting_put(st, a, n)) == 0)
		r = store_setting_put(st, b, -n);
	return store_end(st, r);
}

static _Noreturn void
writer_run(int writer)
{
	struct store *st;
	int64_t n = atomic_load(&told->saved[writer]) + 1;

	if (store_open(&st, 64) != 0)
		_exit(2);
	/* What was not yet told may be there as well. */
	for (; save(st, writer, n) == 0; n++)
		atomic_store(&told->saved[writer], n);
	_exit(3);
}

static void
pause_ms(unsigned ms)
{
	struct timespec t = { 0, ms * 1000000L };

	nanosleep(&t, NULL);
}

static void
check_whole(int round)
{
	struct store *st = test_store_open();
	sqlite3_stmt *s;

	for (int w = 0; w < WRITERS; w++) {
		int64_t a = 0, b = 0, want = atomic_load(&told->saved[w]);
		char name[32];

		name_of(w, 0, name);
		store_setting_get(st, name, &a);
		name_of(w, 1, name);
		store_setting_get(st, name, &b);
		if (a < want || a > want + 1 || a + b != 0)
			fail_msg("round %d, writer %d: told %lld, has %lld "
				 "and %lld",
			    round, w, (long long)want, (long long)a,
			    (long long)b);
		atomic_store(&told->saved[w], a);
	}
	sqlite3_prepare_v2(st->db, "PRAGMA integrity_check", -1, &s, NULL);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	assert_string_equal(sqlite3_column_text(s, 0), "ok");
	sqlite3_finalize(s);
	store_close(st);
}

static void
kill_and_reap(pid_t *pid)
{
	int status;

	kill(*pid, SIGKILL);
	waitpid(*pid, &status, 0);
	/* Nothing else ended it: no save was refused. */
	test_true("killed, not failed", WIFSIGNALED(status));
	*pid = 0;
}

/* Who syncs just now, if it is seen to; else anybody. */
static int
victim(const pid_t *pids, unsigned *seed)
{
	for (int i = 0; i < 20 && atomic_load(&told->slow) > 0; i++) {
		int pid = atomic_load(&told->syncing);

		for (int w = 0; w < WRITERS; w++)
			if (pid != 0 && pids[w] == pid) {
				in_sync++;
				return w;
			}
		pause_ms(1);
	}
	return rand_r(seed) % WRITERS;
}

static void
round_of(int round, unsigned *seed)
{
	pid_t pids[WRITERS];

	atomic_store(&told->slow, round % 2 * 3);
	atomic_store(&told->syncing, 0);
	for (int w = 0; w < WRITERS; w++)
		if ((pids[w] = fork()) == 0)
			writer_run(w);
	pause_ms(30 + (unsigned)rand_r(seed) % 60);
	/* Some die while the others go on, and the rest together. */
	for (int i = 0; i < round % 4; i++) {
		int w = victim(pids, seed);

		if (pids[w] == 0)
			continue;
		kill_and_reap(&pids[w]);
		pause_ms((unsigned)rand_r(seed) % 5);
	}
	for (int w = 0; w < WRITERS; w++)
		if (pids[w] != 0)
			kill(pids[w], SIGKILL);
	for (int w = 0; w < WRITERS; w++)
		if (pids[w] != 0)
			kill_and_reap(&pids[w]);
	atomic_store(&told->slow, 0);
	check_whole(round);
}

static void
test_no_save_that_was_acknowledged_is_lost(void **state)
{
	int rounds = test_pace(50, 8);
	unsigned seed = 1;

	(void)state;
	told = mmap(NULL, sizeof(*told), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_true(told != MAP_FAILED);
	store_close(test_store_open());
	for (int i = 0; i < rounds; i++)
		round_of(i, &seed);
	for (int w = 0; w < WRITERS; w++)
		test_true("each did save", atomic_load(&told->saved[w]) > 0);
	test_true("some died syncing", in_sync > 0);
	munmap(told, sizeof(*told));
	told = NULL;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_no_save_that_was_acknowledged_is_lost),
};

TEST_MAIN(tests)
