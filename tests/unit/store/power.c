/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/durable.h"
#include "base/epoch.h"
#include "base/err.h"
#include "sealed/key.h"
#include "src/store/internal.h"
#include "store/audit.h"
#include "tests/lib/cut.h"
#include "tests/lib/test.h"

/*
 * Four processes save at once, each waiting for a sync that another may do,
 * with checkpoints and a WAL that begins anew between them; every write and
 * sync of theirs is recorded.  Then what a power cut at each of them could
 * have left is opened: all that anybody was told is there, and what is there
 * is a beginning of what was committed.  And: a disk that fails.
 */
#define WRITERS 4
#define SAVES 40
#define STEPS 32768
#define BYTES (128 * 1024 * 1024)

static const char *const names[] = { "store.db", "store.db-wal", "store.mark" };
enum { DB, WAL, MARK, FILES };

/* Shared by all the processes of a story. */
static struct tape {
	_Atomic int recording, failing, deadly;
	ino_t ino[FILES];
	_Atomic size_t n, used;
	_Atomic int ready[STEPS];
	struct step steps[STEPS]; /* bytes: in the heap below */
	uint8_t bytes[BYTES];
} * tape;

static int
file_of(int fd)
{
	struct stat st;

	if (tape == NULL || !atomic_load(&tape->recording) ||
	    fstat(fd, &st) != 0)
		return -1;
	for (int i = 0; i < FILES; i++)
		if (st.st_ino == tape->ino[i])
			return i;
	return -1;
}

/* At its end, so that no sync is believed to cover what still goes on. */
static void
record(enum op op, int file, int64_t at, const void *p, size_t n)
{
	size_t i = atomic_fetch_add(&tape->n, 1);
	size_t to = atomic_fetch_add(&tape->used, n);

	if (i >= STEPS || to + n > BYTES)
		_exit(9);
	if (n > 0)
		memcpy(tape->bytes + to, p, n);
	tape->steps[i] = (struct step){ op, file, at, n, tape->bytes + to };
	atomic_store(&tape->ready[i], 1);
}

ssize_t
pwrite64(int fd, const void *p, size_t n, off64_t at)
{
	ssize_t done = syscall(SYS_pwrite64, fd, p, n, at);
	int file = file_of(fd);

	if (file >= 0 && done == (ssize_t)n)
		record(OP_WRITE, file, at, p, n);
	return done;
}

ssize_t
pwrite(int fd, const void *p, size_t n, off_t at)
{
	return pwrite64(fd, p, n, at);
}

/* at: the steps before it had ended when the sync began. */
int
fdatasync(int fd)
{
	int file = file_of(fd);
	size_t began;

	if (file < 0)
		return (int)syscall(SYS_fdatasync, fd);
	began = atomic_load(&tape->n);
	if (atomic_load(&tape->deadly))
		kill(getpid(), SIGKILL);
	if (atomic_load(&tape->failing)) {
		errno = EIO;
		return -1;
	}
	poll(NULL, 0, 2); /* as a disk does; others commit meanwhile */
	record(OP_SYNC, file, (int64_t)began, NULL, 0);
	return 0;
}

int
ftruncate64(int fd, off64_t size)
{
	int file = file_of(fd);

	if (file >= 0)
		record(OP_TRUNCATE, file, size, NULL, 0);
	return (int)syscall(SYS_ftruncate, fd, size);
}

/* --- the story ---------------------------------------------------------------
 */

/* One save: a row of the audit log, and a setting that says which is last. */
static int
save(struct store *st, int64_t *row)
{
	struct audit_event e = { .person = 1, .what = "test.power" };
	int r;

	if ((r = store_begin(st)) != 0)
		return r;
	if ((r = store_audit_add(st, &e)) == 0)
		r = store_setting_put(st, "power", e.id);
	*row = e.id;
	return store_end(st, r);
}

static _Noreturn void
writer_run(void)
{
	struct store *st;
	int64_t row;

	if (store_open(&st, 64) != 0)
		_exit(2);
	st->wal_most = st->wal_due =
	    60; /* so that it begins anew again and again */
	for (int i = 0; i < SAVES; i++) {
		if (save(st, &row) != 0)
			_exit(3);
		record(OP_ACK, DB, row, NULL, 0);
	}
	/* As if it were killed: the last one out would close the story. */
	_exit(0);
}

static void
tape_begin(const char *folder)
{
	struct stat st;

	tape = mmap(NULL, sizeof(*tape), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	assert_true(tape != MAP_FAILED);
	assert_true(mkdir(folder, 0750) == 0 && chdir(folder) == 0);
	assert_int_equal(store_create(true), 0);
	(void)st;
}

static void
tape_run(void)
{
	struct stat st;

	for (int i = 0; i < FILES; i++) {
		assert_int_equal(stat(names[i], &st), 0);
		tape->ino[i] = st.st_ino;
	}
	atomic_store(&tape->recording, 1);
}

/* --- the cuts
 * ------------------------------------------------------------------ */

/* Steps of a file that may or may not have arrived, in any order. */
static void
image_pending(
    struct image *m, int file, const uint8_t *safe, size_t to, uint64_t seed)
{
	size_t n = 0, i = 0;

	for (size_t k = 0; k < to; k++)
		n += tape->steps[k].file == file && !safe[k];
	for (size_t k = 0; k < to; k++)
		if (tape->steps[k].file == file && !safe[k])
			image_step(m, &tape->steps[k], i++, n, seed);
}

/* What a sync covers is on the disk for good. */
static void
image_synced(struct image *m, int file, uint8_t *safe, size_t began)
{
	for (size_t k = 0; k < began; k++)
		if (tape->steps[k].file == file && !safe[k]) {
			image_step(m, &tape->steps[k], 0, 1, 0);
			safe[k] = 1;
		}
}

static void
is_whole(struct store *st)
{
	sqlite3_stmt *s;

	sqlite3_prepare_v2(st->db, "PRAGMA integrity_check", -1, &s, NULL);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	assert_string_equal(sqlite3_column_text(s, 0), "ok");
	sqlite3_finalize(s);
}

static void
survives(const struct image left[FILES], int64_t told, size_t step)
{
	static const uint8_t nobody[32];
	struct audit_report report;
	struct audit_head head;
	struct store *st;
	int64_t last = 0;
	int r;

	for (int f = 0; f < FILES; f++)
		image_write(&left[f], names[f]);
	unlink("store.db-shm");
	if ((r = store_open(&st, 256)) != 0)
		fail_msg("cut at %zu: %s", step, err_name(r));
	assert_int_equal(store_audit_head(st, &head), 0);
	store_setting_get(st, "power", &last);
	if (head.id < told || head.id != last)
		fail_msg("cut at %zu: told %lld, has %lld and %lld", step,
		    (long long)told, (long long)head.id, (long long)last);
	assert_int_equal(store_audit_verify(st, NULL, nobody, &report), 0);
	assert_int_equal(report.fault, AUDIT_WHOLE);
	is_whole(st);
	store_close(st);
}

static void
cut_everywhere(void)
{
	struct image safe[FILES] = { 0 }, left[FILES] = { 0 };
	size_t n = atomic_load(&tape->n), every = (size_t)test_pace(5, 29);
	uint8_t *arrived = mem_zero(n, 1);
	int64_t told = 0;

	for (int f = 0; f < FILES; f++)
		image_read(&safe[f], names[f]);
	for (size_t k = 0; k < n; k++) {
		const struct step *s = &tape->steps[k];

		assert_true(atomic_load(&tape->ready[k]));
		if (s->op == OP_ACK && s->at > told)
			told = s->at;
		if (s->op == OP_SYNC)
			image_synced(
			    &safe[s->file], s->file, arrived, (size_t)s->at);
		if (k % every != 0 && s->op != OP_ACK)
			continue;
		if (s->op == OP_ACK && k % 2 != 0 && every > 1)
			continue;
		for (int f = 0; f < FILES; f++) {
			image_copy(&left[f], &safe[f]);
			image_pending(&left[f], f, arrived, k + 1, k + 1);
		}
		survives(left, told, k);
	}
	test_true("all were told", told >= WRITERS * SAVES);
	for (int f = 0; f < FILES; f++) {
		free(safe[f].bytes);
		free(left[f].bytes);
	}
	free(arrived);
}

static void
copy_file(const char *from, const char *to)
{
	struct image m = { 0 };

	image_read(&m, from);
	image_write(&m, to);
	free(m.bytes);
}

static int
count(enum op op, int file)
{
	int n = 0;

	for (size_t k = 0; k < atomic_load(&tape->n); k++)
		n += tape->steps[k].op == op && tape->steps[k].file == file;
	return n;
}

static void
test_every_power_cut_leaves_what_anybody_was_told(void **state)
{
	pid_t pids[WRITERS];
	struct store *st;
	int status;

	(void)state;
	tape_begin("power");
	/* Held open, so that no writer is the last one out. */
	assert_int_equal(store_open(&st, 64), 0);
	assert_int_equal(store_flush(st), 0);
	assert_int_equal(mkdir("../cut", 0750), 0);
	for (int f = 0; f < FILES; f++) {
		char to[64];

		snprintf(to, sizeof(to), "../cut/%s", names[f]);
		copy_file(names[f], to);
	}
	copy_file("store.key", "../cut/store.key");
	tape_run();
	for (int i = 0; i < WRITERS; i++)
		if ((pids[i] = fork()) == 0)
			writer_run();
	for (int i = 0; i < WRITERS; i++) {
		waitpid(pids[i], &status, 0);
		test_same_int("a writer's end", status, 0);
	}
	atomic_store(&tape->recording, 0);
	test_true("checkpoints wrote the database", count(OP_WRITE, DB) > 20);
	test_true("the database was synced", count(OP_SYNC, DB) > 2);
	test_true("a sync served more than one",
	    count(OP_SYNC, WAL) < WRITERS * SAVES);
	test_true("the mark was written", count(OP_WRITE, MARK) > 20);
	assert_int_equal(chdir("../cut"), 0);
	cut_everywhere();
	assert_int_equal(chdir("../power"), 0);
	store_close(st);
	assert_int_equal(chdir(".."), 0);
	munmap(tape, sizeof(*tape));
	tape = NULL;
}

/* --- what is read before it is on the disk
 * ---------------------------------------- */

/* One row that stands in the log and never was synced. */
static void
leave_unsynced(void)
{
	struct store *st;
	int64_t row;
	int status;

	if (fork() == 0) {
		if (store_open(&st, 64) != 0)
			_exit(2);
		atomic_store(&tape->deadly, 1);
		save(st, &row);
		_exit(3);
	}
	wait(&status);
	assert_int_equal(WTERMSIG(status), SIGKILL);
	atomic_store(&tape->deadly, 0);
}

/* ERR_STALE is a message about somebody's save as well. */
static void
test_who_is_refused_for_a_save_waits_until_it_is_on_the_disk(void **state)
{
	static const int answers[] = { ERR_STALE, 0 };
	struct store *st;
	int64_t row;
	int syncs;

	(void)state;
	tape_begin("refused");
	assert_int_equal(store_open(&st, 64), 0);
	tape_run();
	assert_int_equal(save(st, &row), 0); /* the WAL's header is there */
	for (size_t i = 0; i < nitems(answers); i++) {
		leave_unsynced();
		syncs = count(OP_SYNC, WAL);
		assert_int_equal(store_begin(st), 0);
		assert_int_equal(store_setting_get(st, "power", &row), 0);
		assert_int_equal(row, (int64_t)i + 2);
		assert_int_equal(store_end(st, answers[i]), answers[i]);
		test_same_int("one sync", count(OP_SYNC, WAL), syncs + 1);
		assert_int_equal(store_begin(st), 0);
		assert_int_equal(store_end(st, ERR_STALE), ERR_STALE);
		test_same_int("and no other", count(OP_SYNC, WAL), syncs + 1);
	}
	store_close(st);
	assert_int_equal(chdir(".."), 0);
	munmap(tape, sizeof(*tape));
	tape = NULL;
}

/* --- a disk that fails
 * ----------------------------------------------------------- */

static void
test_once_a_sync_has_failed_nobody_is_told_it_is_saved(void **state)
{
	struct store *one, *other;
	int64_t row;
	size_t db;

	(void)state;
	tape_begin("failing");
	assert_int_equal(store_open(&one, 64), 0);
	assert_int_equal(store_open(&other, 64), 0);
	tape_run();
	assert_int_equal(save(one, &row), 0);
	atomic_store(&tape->failing, 1);
	assert_int_equal(save(one, &row), ERR_IO);
	/* The disk answers again, and nobody believes it. */
	atomic_store(&tape->failing, 0);
	assert_int_equal(save(one, &row), ERR_IO);
	assert_int_equal(save(other, &row), ERR_IO);
	/* One reads as before. */
	assert_int_equal(store_setting_get(other, "power", &row), 0);
	/* No page goes into the database whose frame may be lost. */
	db = (size_t)count(OP_WRITE, DB);
	store_close(one);
	store_close(other);
	test_same_int("pages", count(OP_WRITE, DB), (int)db);
	/* The next to come finds it so; the machine's start ends it. */
	assert_int_equal(store_open(&one, 64), 0);
	assert_int_equal(save(one, &row), ERR_IO);
	store_close(one);
	epoch_forget();
	assert_int_equal(store_open(&one, 64), 0);
	assert_int_equal(save(one, &row), 0);
	is_whole(one);
	store_close(one);
	assert_int_equal(chdir(".."), 0);
	munmap(tape, sizeof(*tape));
	tape = NULL;
}

/* A failing checkpoint is nobody's save, and as bad. */
static void
test_a_checkpoint_whose_sync_failed_ends_saving(void **state)
{
	struct store *st;
	int64_t row;
	int r = 0;

	(void)state;
	tape_begin("checkpoint");
	assert_int_equal(store_open(&st, 64), 0);
	tape_run();
	assert_int_equal(save(st, &row), 0);
	st->wal_most = st->wal_due = 1;
	atomic_store(&tape->failing, 1);
	while (r == 0)
		r = save(st, &row);
	assert_int_equal(r, ERR_IO);
	assert_true(durable_is_lost(epoch_durable(st->epoch)));
	store_close(st);
	assert_int_equal(chdir(".."), 0);
	munmap(tape, sizeof(*tape));
	tape = NULL;
}

static int
begin(void **state)
{
	(void)state;
	assert_int_equal(sealed_init(), 0);
	assert_int_equal(chdir(test_folder()), 0);
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_every_power_cut_leaves_what_anybody_was_told),
	cmocka_unit_test(
	    test_who_is_refused_for_a_save_waits_until_it_is_on_the_disk),
	cmocka_unit_test(
	    test_once_a_sync_has_failed_nobody_is_told_it_is_saved),
	cmocka_unit_test(test_a_checkpoint_whose_sync_failed_ends_saving),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
