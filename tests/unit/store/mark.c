/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "src/store/internal.h"
#include "store/audit.h"
#include "tests/lib/store.h"
#include "tests/lib/test.h"

/* A WAL that was cut looks to SQLite like a shorter one; the mark tells. */

#define SAVES 20

static void
save(struct store *st)
{
	struct audit_event e = { .person = 1, .what = "test.mark" };

	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_end(st, store_audit_add(st, &e)), 0);
}

static void
copy(const char *from, const char *to)
{
	char command[128];

	snprintf(command, sizeof(command), "cp %s %s", from, to);
	assert_int_equal(system(command), 0);
}

/* As kill -9 leaves it: with a WAL. */
static void
story(void)
{
	struct store *st = test_store_open();

	for (int i = 0; i < SAVES; i++)
		save(st);
	copy("store.db", "kept.db");
	copy("store.db-wal", "kept.db-wal");
	copy("store.mark", "kept.mark");
	store_close(st);
}

static void
put_back(void)
{
	copy("kept.db", "store.db");
	copy("kept.db-wal", "store.db-wal");
	copy("kept.mark", "store.mark");
	unlink("store.db-shm");
}

static off_t
length(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_size;
}

static void
flip(const char *path, off_t at)
{
	int fd = open(path, O_RDWR);
	char c = 0;

	assert_true(fd >= 0 && pread(fd, &c, 1, at) == 1);
	c = (char)(c ^ 1);
	assert_int_equal(pwrite(fd, &c, 1, at), 1);
	close(fd);
}

static int
opens(void)
{
	struct store *st;
	int r = store_open(&st, 256);

	if (r == 0)
		store_close(st);
	return r;
}

static int
begin(void **state)
{
	(void)state;
	story();
	return 0;
}

static int
each(void **state)
{
	(void)state;
	put_back();
	return 0;
}

static void
test_a_store_left_as_it_was_opens(void **state)
{
	(void)state;
	assert_int_equal(opens(), 0);
}

static void
test_a_wal_cut_or_changed_in_its_midst_is_told(void **state)
{
	off_t size = length("store.db-wal");

	(void)state;
	assert_int_equal(truncate("store.db-wal", size / 2), 0);
	assert_int_equal(opens(), ERR_LOST);
	put_back();
	flip("store.db-wal", size / 2);
	assert_int_equal(opens(), ERR_LOST);
	put_back();
	unlink("store.db-wal");
	assert_true(opens() != 0);
}

static void
test_a_mark_that_is_behind_says_nothing(void **state)
{
	struct store *st;

	(void)state;
	assert_int_equal(store_open(&st, 256), 0);
	save(st);
	save(st);
	store_close(st);
	copy("kept.mark", "store.mark");
	assert_int_equal(opens(), 0);
	unlink("store.mark"); /* a backup that was put back has none */
	assert_int_equal(opens(), 0);
}

static void
test_a_mark_that_was_changed_is_told(void **state)
{
	(void)state;
	/* Of one torn by a power cut there is the other. */
	flip("store.mark", 0);
	assert_int_equal(opens(), 0);
	flip("store.mark", 512);
	assert_int_equal(opens(), ERR_CORRUPT);
}

static void
test_a_shorter_store_opens_again_once_it_is_accepted(void **state)
{
	struct store *st;
	int64_t lost, again;

	(void)state;
	assert_int_equal(
	    truncate("store.db-wal", length("store.db-wal") / 2), 0);
	assert_int_equal(store_open_short(&st, 256, &lost), 0);
	assert_true(lost > 0 && lost < SAVES);
	/* Whoever signs in on it and is refused hides nothing. */
	for (int i = 0; i < SAVES; i++)
		save(st);
	store_close(st);
	assert_int_equal(opens(), ERR_LOST);
	assert_int_equal(store_open_short(&st, 256, &again), 0);
	assert_int_equal(again, lost);
	assert_int_equal(store_mark_reset(st), 0);
	save(st);
	store_close(st);
	assert_int_equal(opens(), 0);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup(test_a_store_left_as_it_was_opens, each),
	cmocka_unit_test_setup(
	    test_a_wal_cut_or_changed_in_its_midst_is_told, each),
	cmocka_unit_test_setup(test_a_mark_that_is_behind_says_nothing, each),
	cmocka_unit_test_setup(test_a_mark_that_was_changed_is_told, each),
	cmocka_unit_test_setup(
	    test_a_shorter_store_opens_again_once_it_is_accepted, each),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
