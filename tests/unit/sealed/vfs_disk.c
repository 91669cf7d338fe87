/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sealed/key.h"
#include "sealed/vfs.h"
#include "tests/lib/cut.h"
#include "tests/lib/test.h"

/*
 * The sealed store on a bad disk.  This program stands between SQLite and the
 * kernel (its own pwrite64 and the like are found before libc's): it records
 * every write and sync of a story, then opens what a power cut at each of
 * them could have left; and it fails the n-th call of a story for every n.
 */

#define ROUNDS 24

static const uint8_t key[VFS_KEY] = "a key for tests alone";

/* --- between SQLite and the kernel -----------------------------------------
 */

enum call { CALL_READ, CALL_WRITE, CALL_SYNC, CALL_TRUNCATE, CALLS };

static struct {
	int fd[2]; /* of the story's files, or -1 */
	bool recording;
	struct step *steps;
	size_t n_steps;
	int count[CALLS];
	enum call fail;		/* at its fail_at-th, from 1; 0: none */
	int fail_at, fail_with; /* 0: the read is cut short */
	int64_t cut;		/* where a read that was cut goes on */
} disk = { .fd = { -1, -1 } };

static int
file_of(int fd)
{
	return fd >= 0 && fd == disk.fd[0]   ? 0
	       : fd >= 0 && fd == disk.fd[1] ? 1
					     : -1;
}

static void
record(enum op op, int file, int64_t at, const void *p, size_t n)
{
	struct step *s;

	if (!disk.recording || file < 0)
		return;
	if (disk.n_steps % 1024 == 0)
		disk.steps =
		    mem_grow(disk.steps, disk.n_steps + 1024, sizeof(*s));
	s = &disk.steps[disk.n_steps++];
	*s = (struct step){ op, file, at, n, NULL };
	if (n > 0)
		memcpy(s->bytes = mem_zero(1, n), p, n);
}

/* Is it this call that fails? */
static bool
fails(enum call c, int file)
{
	if (file < 0 || ++disk.count[c] != disk.fail_at || disk.fail != c)
		return false;
	errno = disk.fail_with;
	return true;
}

int open64(const char *path, int flags, ...);
int
open64(const char *path, int flags, ...)
{
	const char *names[] = { "story.db", "story.db-wal" };
	const char *base = strrchr(path, '/');
	int fd = (int)syscall(SYS_openat, AT_FDCWD, path, flags, 0640);

	base = base != NULL ? base + 1 : path;
	for (int i = 0; i < 2 && fd >= 0; i++)
		if (strcmp(base, names[i]) == 0)
			disk.fd[i] = fd;
		else if (disk.fd[i] == fd)
			disk.fd[i] = -1; /* closed, and its number again */
	return fd;
}

ssize_t
pread64(int fd, void *p, size_t n, off64_t at)
{
	int file = file_of(fd);

	if (file >= 0 && disk.cut == at + 1) {
		disk.cut = 0;
		return 0;
	}
	if (fails(CALL_READ, file)) {
		if (disk.fail_with != 0)
			return -1;
		n = n / 2; /* and at the next one, nothing */
		disk.cut = at + (int64_t)n + 1;
	}
	return syscall(SYS_pread64, fd, p, n, at);
}

ssize_t
pwrite64(int fd, const void *p, size_t n, off64_t at)
{
	if (fails(CALL_WRITE, file_of(fd)))
		return -1;
	record(OP_WRITE, file_of(fd), at, p, n);
	return syscall(SYS_pwrite64, fd, p, n, at);
}

int
fdatasync(int fd)
{
	if (fails(CALL_SYNC, file_of(fd)))
		return -1;
	record(OP_SYNC, file_of(fd), 0, NULL, 0);
	return 0; /* the kernel lives on: no need to wait */
}

int
ftruncate64(int fd, off64_t size)
{
	if (fails(CALL_TRUNCATE, file_of(fd)))
		return -1;
	record(OP_TRUNCATE, file_of(fd), size, NULL, 0);
	return (int)syscall(SYS_ftruncate, fd, size);
}

/* --- the story --------------------------------------------------------------
 */

static int
try_connect(const char *path, const char *vfs, sqlite3 **out)
{
	sqlite3 *db;
	int rc = sqlite3_open_v2(
	    path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, vfs);

	if (rc != SQLITE_OK) {
		sqlite3_close(db);
		return rc;
	}
	/* A small cache spills in the midst of a transaction, so pages in the
	 * WAL are written over; few frames mean many checkpoints. */
	sqlite3_exec(db,
	    "PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;"
	    "PRAGMA cache_size = 8; PRAGMA cache_spill = 4;"
	    "PRAGMA wal_autocheckpoint = 60",
	    NULL, NULL, NULL);
	*out = db;
	return SQLITE_OK;
}

static sqlite3 *
connect_to(const char *path, const char *vfs)
{
	sqlite3 *db = NULL;

	assert_int_equal(try_connect(path, vfs, &db), SQLITE_OK);
	return db;
}

static void
must(sqlite3 *db, const char *text)
{
	if (sqlite3_exec(db, text, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", text, sqlite3_errmsg(db));
}

static void
make(const char *path, const char *vfs)
{
	int reserve = VFS_RESERVE;
	sqlite3 *db;

	unlink(path);
	db = connect_to(path, vfs);
	must(db, "PRAGMA journal_mode = MEMORY; PRAGMA page_size = 4096");
	sqlite3_file_control(db, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve);
	must(db, "PRAGMA journal_mode = WAL;"
		 "CREATE TABLE done (n INTEGER PRIMARY KEY);"
		 "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER, b BLOB);"
		 "CREATE INDEX t_v ON t(v)");
	sqlite3_close(db);
}

/* The n-th transaction: rows come, change and go, some longer than a page;
 * what it does follows from n alone. */
static int
turn(sqlite3 *db, int n)
{
	char text[1024];
	int rc;

	snprintf(text, sizeof(text),
	    "BEGIN IMMEDIATE;"
	    "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c"
	    " WHERE i < 12) INSERT INTO t (v, b) SELECT (i * 37 + %d) %% 101,"
	    " CAST(substr(replace(hex(zeroblob(4500)), '00', char(65 + i) ||"
	    " char(48 + %d %% 10)), 1, 300 + i * 700) AS BLOB) FROM c;"
	    "UPDATE t SET v = (v * 7 + %d) %% 101 WHERE id %% 3 = %d;"
	    "UPDATE t SET b = b || b WHERE id %% 17 = %d AND length(b) < 9000;"
	    "DELETE FROM t WHERE id %% 5 = %d AND id < %d;"
	    "INSERT INTO done (n) VALUES (%d)",
	    n, n, n, n % 3, n % 17, n % 5, n * 10, n);
	rc = sqlite3_exec(db, text, NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	if (rc != SQLITE_OK && !sqlite3_get_autocommit(db))
		sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	return rc;
}

/* What the database says: how many turns are done, and a number made of
 * every byte.  An SQLite error if it says nothing. */
static int
answer(sqlite3 *db, int *turns, uint64_t *sum)
{
	sqlite3_stmt *s;
	int rc;

	*turns = 0;
	*sum = 14695981039346656037u;
	rc = sqlite3_prepare_v2(db,
	    "SELECT id, v, b, (SELECT max(n) FROM done) FROM t"
	    " UNION ALL SELECT v, id, x'00', (SELECT count(*) FROM done)"
	    " FROM t INDEXED BY t_v WHERE v >= 0",
	    -1, &s, NULL);
	if (rc != SQLITE_OK)
		return rc;
	while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
		int64_t head[2] = { sqlite3_column_int64(s, 0),
			sqlite3_column_int64(s, 1) };
		const uint8_t *b = sqlite3_column_blob(s, 2);
		int n = sqlite3_column_bytes(s, 2);

		*turns = sqlite3_column_int(s, 3);
		*sum = (*sum ^ (uint64_t)head[0]) * 1099511628211u;
		*sum = (*sum ^ (uint64_t)head[1]) * 1099511628211u;
		for (int i = 0; i < n; i++)
			*sum = (*sum ^ b[i]) * 1099511628211u;
	}
	sqlite3_finalize(s);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* What each number of turns must say: from the stock VFS, beforehand. */
static uint64_t right[ROUNDS + 2];

static void
learn(void)
{
	sqlite3 *db;
	int turns;

	make("plain.db", "unix");
	db = connect_to("plain.db", "unix");
	assert_int_equal(answer(db, &turns, &right[0]), SQLITE_OK);
	for (int n = 1; n <= ROUNDS + 1; n++) {
		assert_int_equal(turn(db, n), SQLITE_OK);
		assert_int_equal(answer(db, &turns, &right[n]), SQLITE_OK);
		assert_int_equal(turns, n);
	}
	sqlite3_close(db);
}

static int
begin(void **state)
{
	(void)state;
	assert_int_equal(sealed_init(), 0);
	assert_int_equal(chdir(test_folder()), 0);
	assert_int_equal(vfs_use(key), 0);
	learn();
	return 0;
}

/* --- an oracle ---------------------------------------------------------------
 */

static int64_t
length(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_size;
}

static sqlite3_file *
file_in(sqlite3 *db, int op)
{
	sqlite3_file *f = NULL;

	sqlite3_file_control(db, "main", op, &f);
	return f;
}

/* n bytes at each step of both files, seen through their own VFS, but for
 * skip bytes of each that are random. */
static void
same_bytes(sqlite3 *a, sqlite3 *b, int op, int64_t from, int64_t to, int n,
    int skip_at, int skip)
{
	sqlite3_file *fa = file_in(a, op), *fb = file_in(b, op);
	uint8_t x[4120], y[4120];

	for (int64_t at = from; at + n <= to; at += n) {
		assert_int_equal(fa->pMethods->xRead(fa, x, n, at), SQLITE_OK);
		assert_int_equal(fb->pMethods->xRead(fb, y, n, at), SQLITE_OK);
		memset(x + skip_at, 0, (size_t)skip);
		memset(y + skip_at, 0, (size_t)skip);
		if (memcmp(x, y, (size_t)n) != 0)
			fail_msg("another byte from %lld", (long long)at);
	}
}

static void
test_every_byte_is_what_the_stock_vfs_would_hold(void **state)
{
	sqlite3 *a, *b;
	uint64_t sum;
	int turns;

	(void)state;
	make("oracle.db", "unix");
	make("sealed.db", "xinqing");
	a = connect_to("oracle.db", "unix");
	b = connect_to("sealed.db", "xinqing");
	for (int n = 1; n <= ROUNDS; n++) {
		assert_int_equal(turn(a, n), SQLITE_OK);
		assert_int_equal(turn(b, n), SQLITE_OK);
		assert_int_equal(answer(b, &turns, &sum), SQLITE_OK);
		assert_true(sum == right[n]);
		assert_int_equal(
		    length("oracle.db-wal"), length("sealed.db-wal"));
		/* Salts and checksums come from random numbers. */
		same_bytes(a, b, SQLITE_FCNTL_JOURNAL_POINTER, 32,
		    length("oracle.db-wal"), 4120, 8, 16);
		assert_int_equal(length("oracle.db"), length("sealed.db"));
		same_bytes(a, b, SQLITE_FCNTL_FILE_POINTER, 0,
		    length("oracle.db"), 4096, 0, 0);
	}
	sqlite3_close(a);
	sqlite3_close(b);
}

/* --- power cuts
 * ---------------------------------------------------------------- */

/* Open what is left: whole, and with every commit that was acknowledged. */
static void
survives(const struct image left[2], int acked, size_t step)
{
	sqlite3_stmt *s;
	uint64_t sum;
	sqlite3 *db;
	int turns, rc;

	image_write(&left[0], "cut.db");
	image_write(&left[1], "cut.db-wal");
	unlink("cut.db-shm");
	db = connect_to("cut.db", "xinqing");
	if ((rc = answer(db, &turns, &sum)) != SQLITE_OK)
		fail_msg("cut at %zu: %s", step, sqlite3_errmsg(db));
	if (turns < acked || turns > acked + 1 || sum != right[turns])
		fail_msg("cut at %zu: %d turns of %d, %s", step, turns, acked,
		    sum == right[turns] ? "whole" : "not whole");
	sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &s, NULL);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	assert_string_equal(sqlite3_column_text(s, 0), "ok");
	sqlite3_finalize(s);
	sqlite3_close(db);
}

static void
image_pending(struct image *m, int file, size_t from, size_t to, uint64_t seed)
{
	size_t n = 0, i = 0;

	for (size_t k = from; k < to; k++)
		n += disk.steps[k].file == file;
	for (size_t k = from; k < to; k++)
		if (disk.steps[k].file == file)
			image_step(m, &disk.steps[k], i++, n, seed);
}

static void
test_every_power_cut_leaves_what_was_acknowledged(void **state)
{
	struct image safe[2] = { 0 }, left[2] = { 0 };
	size_t synced[2] = { 0, 0 }, every = (size_t)test_pace(4, 23);
	sqlite3 *db;
	int acked = 0;

	(void)state;
	make("story.db", "xinqing");
	image_read(&safe[0], "story.db");
	db = connect_to("story.db", "xinqing");
	disk.recording = true;
	for (int n = 1; n <= ROUNDS; n++) {
		assert_int_equal(turn(db, n), SQLITE_OK);
		record(OP_ACK, 0, n, NULL, 0);
	}
	disk.recording = false;
	test_true("a story worth a cut", disk.n_steps > 1000);

	for (size_t k = 0; k < disk.n_steps; k++) {
		const struct step *s = &disk.steps[k];

		if (s->op == OP_ACK)
			acked = (int)s->at;
		if (s->op == OP_SYNC) {
			image_pending(
			    &safe[s->file], s->file, synced[s->file], k, 0);
			synced[s->file] = k + 1;
		}
		if (s->op == OP_WRITE && k % every != 0)
			continue;
		for (int f = 0; f < 2; f++) {
			image_copy(&left[f], &safe[f]);
			image_pending(&left[f], f, synced[f], k + 1, k + 1);
		}
		survives(left, acked, k);
	}
	assert_int_equal(acked, ROUNDS);
	sqlite3_close(db);
	for (int f = 0; f < 2; f++) {
		free(safe[f].bytes);
		free(left[f].bytes);
	}
}

/* --- failing calls
 * ---------------------------------------------------------------- */

#define FEW 4

/* A short story in which one call fails: an error, or the right answer. */
static int
tell(int *acked, int *errors, bool *full)
{
	uint64_t sum;
	sqlite3 *db;
	int turns, rc;

	*acked = *errors = 0;
	if (try_connect("story.db", "xinqing", &db) != SQLITE_OK) {
		++*errors;
		return 0;
	}
	for (int n = 1; n <= FEW; n++) {
		/* The turn after the last one done, as a person would. */
		if ((rc = answer(db, &turns, &sum)) != SQLITE_OK) {
			++*errors;
			continue;
		}
		if (sum != right[turns] || turns < *acked)
			return -1;
		if ((rc = turn(db, turns + 1)) == SQLITE_OK)
			*acked = turns + 1;
		else
			++*errors;
		*full = *full || rc == SQLITE_FULL;
	}
	sqlite3_close(db);
	return 0;
}

static int
calls_of(enum call c)
{
	int acked, errors;
	bool full = false;

	disk.fail_at = 0;
	make("story.db", "xinqing");
	memset(disk.count, 0, sizeof(disk.count));
	assert_int_equal(tell(&acked, &errors, &full), 0);
	assert_int_equal(acked, FEW);
	return disk.count[c];
}

static void
fail_each(const char *why, enum call c, int with, bool want_full)
{
	int calls = calls_of(c), step = test_pace(2, 17);
	int acked, errors, turns, seen = 0;
	uint64_t sum;
	sqlite3 *db;
	bool full = false;

	for (int n = 1; n <= calls; n += step) {
		disk.fail_at = 0;
		make("story.db", "xinqing");
		memset(disk.count, 0, sizeof(disk.count));
		disk.fail = c;
		disk.fail_at = n;
		disk.fail_with = with;
		disk.cut = 0;
		if (tell(&acked, &errors, &full) != 0)
			fail_msg("%s %d: another answer", why, n);
		disk.fail_at = 0;
		seen += errors;
		db = connect_to("story.db", "xinqing");
		if (answer(db, &turns, &sum) != SQLITE_OK)
			fail_msg("%s %d: %s", why, n, sqlite3_errmsg(db));
		if (turns < acked || turns > acked + 1 || sum != right[turns])
			fail_msg("%s %d: %d of %d", why, n, turns, acked);
		sqlite3_close(db);
	}
	test_true(why, seen > 0 && (!want_full || full));
}

static void
test_a_failing_call_is_an_error_or_the_same_answer(void **state)
{
	(void)state;
	fail_each("write, EIO", CALL_WRITE, EIO, false);
	fail_each("write, ENOSPC", CALL_WRITE, ENOSPC, true);
	fail_each("read, EIO", CALL_READ, EIO, false);
	fail_each("read, short", CALL_READ, 0, false);
	fail_each("sync, EIO", CALL_SYNC, EIO, false);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_every_byte_is_what_the_stock_vfs_would_hold),
	cmocka_unit_test(test_every_power_cut_leaves_what_was_acknowledged),
	cmocka_unit_test(test_a_failing_call_is_an_error_or_the_same_answer),
};

int
main(void)
{
#ifdef XINQING_STOCK_VFS
	puts("1..0 # SKIP this build leaves the pages to the disk");
	return 0;
#endif
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
