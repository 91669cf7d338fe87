/* SPDX-License-Identifier: Apache-2.0 */
#include <stdatomic.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/epoch.h"
#include "base/err.h"
#include "src/store/internal.h"
#include "store/backup.h"
#include "tests/lib/store.h"
#include "tests/lib/test.h"

static struct store *st;

static int
begin(void **state)
{
	(void)state;
	st = test_store_open();
	/* More than one step of the backup, so that others get in between. */
	assert_int_equal(
	    store_exec(st,
		"CREATE TABLE weight (b BLOB);"
		"WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c"
		" WHERE i < 3000) INSERT INTO weight SELECT zeroblob(4000) "
		"FROM c"),
	    0);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	store_close(st);
	return 0;
}

struct watch {
	_Atomic int *saves;
	int calls, before;
};

/* Between two steps, wait for a save of the other process. */
static int
others_save(void *arg, int pages, int all)
{
	struct watch *w = arg;
	int now = atomic_load(w->saves);

	assert_true(pages > 0 && pages <= all);
	w->calls++;
	for (int i = 0; i < 5000 && atomic_load(w->saves) == now; i++)
		usleep(1000);
	assert_true(atomic_load(w->saves) != now);
	return 0;
}

static pid_t
busy_writer(_Atomic int *saves)
{
	struct store *own;
	pid_t pid = fork();

	if (pid != 0)
		return pid;
	if (store_open(&own, 512) != 0)
		_exit(1);
	for (int i = 1;; i++) {
		if (store_begin(own) != 0 ||
		    store_end(own, store_setting_put(own, "busy", i)) != 0)
			_exit(2);
		atomic_store(saves, i);
	}
}

/* The copy as the store of a folder of its own, with the same key. */
static void
open_copy(struct store **copy)
{
	assert_int_equal(mkdir("restored", 0700), 0);
	assert_int_equal(rename("copy.db", "restored/store.db"), 0);
	assert_int_equal(link("store.key", "restored/store.key"), 0);
	assert_int_equal(store_enter("restored"), 0);
	assert_int_equal(store_open(copy, 512), 0);
}

static void
test_a_copy_is_whole_while_others_write(void **state)
{
	_Atomic int *saves = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct watch w = { .saves = saves };
	struct store *copy;
	int64_t v, busy;
	sqlite3_stmt *s;
	pid_t pid;

	(void)state;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_setting_put(st, "busy", 0), 0);
	assert_int_equal(store_end(st, 0), 0);
	store_close(st); /* no connection goes through a fork */
	pid = busy_writer(saves);
	st = test_store_open();
	assert_int_equal(store_backup(st, "copy.db", others_save, &w), 0);
	busy = atomic_load(saves);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	assert_true(w.calls >= 2);

	open_copy(&copy);
	assert_int_equal(store_setting_get(copy, "busy", &v), 0);
	assert_true(v <= busy - w.calls + 1);
	sqlite3_prepare_v2(copy->db, "PRAGMA integrity_check", -1, &s, NULL);
	assert_int_equal(sqlite3_step(s), SQLITE_ROW);
	assert_string_equal(sqlite3_column_text(s, 0), "ok");
	sqlite3_finalize(s);
	store_close(copy);
	epoch_forget();
	assert_int_equal(store_enter(".."), 0);
	munmap(saves, 4096);
}

static void
test_a_copy_shows_nothing_plain(void **state)
{
	static char bytes[1 << 16];
	FILE *f;
	size_t n;

	(void)state;
#ifdef XINQING_STOCK_VFS
	return; /* this build leaves the pages to the disk */
#endif
	assert_int_equal(store_backup(st, "plain.db", NULL, NULL), 0);
	f = fopen("plain.db", "rb");
	assert_non_null(f);
	n = fread(bytes, 1, sizeof(bytes), f);
	fclose(f);
	assert_int_equal(n, sizeof(bytes));
	assert_null(memmem(bytes, n, "SQLite format", 13));
	assert_null(memmem(bytes, n, "CREATE TABLE", 12));
}

static int
no_more(void *arg, int pages, int all)
{
	(void)arg, (void)pages, (void)all;
	return ERR_STOPPED;
}

static void
test_what_is_not_finished_leaves_no_file(void **state)
{
	(void)state;
	assert_int_equal(
	    store_backup(st, "stopped.db", no_more, NULL), ERR_STOPPED);
	assert_int_equal(access("stopped.db", F_OK), -1);
	assert_int_equal(store_backup(st, "store.db", NULL, NULL), ERR_EXISTS);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_backup(st, "in.db", NULL, NULL), ERR_STATE);
	assert_int_equal(store_end(st, 0), 0);
	/* And the store goes on as before. */
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_end(st, 0), 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_copy_is_whole_while_others_write),
	cmocka_unit_test(test_a_copy_shows_nothing_plain),
	cmocka_unit_test(test_what_is_not_finished_leaves_no_file),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
