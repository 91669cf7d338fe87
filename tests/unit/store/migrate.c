/* SPDX-License-Identifier: Apache-2.0 */
#include <sqlite3.h>
#include <stdbool.h>
#include <unistd.h>

#include "base/err.h"
#include "sealed/key.h"
#include "sealed/vfs.h"
#include "src/store/schema.h"
#include "store/person.h"
#include "store/store.h"
#include "tests/lib/test.h"

static void
exec(sqlite3 *db, const char *text)
{
	char *why = NULL;

	if (sqlite3_exec(db, text, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", text, why);
}

static sqlite3 *
raw(void)
{
	sqlite3 *db;

	assert_int_equal(vfs_key_use("store.key"), 0);
	assert_int_equal(sqlite3_open_v2("store.db", &db,
			     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL),
	    SQLITE_OK);
	exec(db, "PRAGMA temp_store = MEMORY");
	return db;
}

static void
clear(void)
{
	unlink("store.db");
	unlink("store.db-wal");
	unlink("store.db-shm");
	unlink("store.key");
}

/* A store as the program of n steps left it. */
static void
old_store(int n)
{
	int reserve = VFS_RESERVE;
	char text[64];
	sqlite3 *db;

	clear();
	assert_int_equal(vfs_key_create("store.key"), 0);
	db = raw();
	exec(db, "PRAGMA journal_mode = MEMORY");
	assert_int_equal(sqlite3_file_control(
			     db, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve),
	    SQLITE_OK);
	exec(db, "PRAGMA journal_mode = WAL");
	for (int i = 0; i < n; i++) {
		const struct schema_step *s = store_schema_step(i);

		for (const char *const *t = s->texts; *t != NULL; t++)
			exec(db, *t);
	}
	if (n > 0)
		exec(db, "INSERT INTO setting VALUES ('kept', 42)");
	snprintf(text, sizeof(text), "PRAGMA user_version = %d", n);
	exec(db, text);
	sqlite3_close(db);
}

/* Every table and index, as one text; sqlite3_free() it. */
static char *
shape(void)
{
	sqlite3 *db = raw();
	sqlite3_stmt *s;
	char *text = NULL;

	assert_int_equal(
	    sqlite3_prepare_v2(db,
		"SELECT type, name, sql FROM sqlite_master ORDER BY name", -1,
		&s, NULL),
	    SQLITE_OK);
	while (sqlite3_step(s) == SQLITE_ROW)
		text = sqlite3_mprintf("%z%s %s %s\n", text,
		    sqlite3_column_text(s, 0), sqlite3_column_text(s, 1),
		    sqlite3_column_text(s, 2));
	sqlite3_finalize(s);
	sqlite3_close(db);
	return text;
}

static int
steps(void)
{
	int n = 0;

	while (store_schema_step(n) != NULL)
		n++;
	return n;
}

static int
begin(void **state)
{
	(void)state;
	assert_int_equal(sealed_init(), 0);
	return chdir(test_folder());
}

static void
test_every_older_store_becomes_the_newest(void **state)
{
	char *want, *got, why[32];
	struct store *st;
	int64_t kept;

	(void)state;
	clear();
	assert_int_equal(store_create(false), 0);
	want = shape();
	for (int n = 0; n < steps(); n++) {
		snprintf(why, sizeof(why), "from step %d", n);
		old_store(n);
		test_same_int(why, store_open(&st, 512), ERR_OLD);
		test_same_int(why, store_migrate(), 0);
		test_same_int(why, store_migrate(), 0);
		test_same_int(why, store_open(&st, 512), 0);
		if (n > 0) {
			test_same_int(
			    why, store_setting_get(st, "kept", &kept), 0);
			test_same_int(why, kept, 42);
		}
		store_close(st);
		got = shape();
		test_same_text(why, got, want);
		sqlite3_free(got);
	}
	sqlite3_free(want);
}

static int
count_theme(void *arg, const char *name, const char *value)
{
	int *n = arg;

	if (*n == 0)
		assert_string_equal(name, "language");
	else
		assert_string_equal(name, "theme");
	assert_string_equal(value, *n == 0 ? "en" : "mono");
	++*n;
	return 0;
}

static void
test_what_people_had_set_is_still_theirs(void **state)
{
	struct store *st;
	int n = 0;
	sqlite3 *db;

	(void)state;
	old_store(9);
	db = raw();
	exec(db, "INSERT INTO person (id, login, name, state, language, theme)"
		 " VALUES (1, 'a', 'A', 3, 'en', 'mono'),"
		 " (2, 'b', 'B', 3, NULL, NULL)");
	sqlite3_close(db);
	assert_int_equal(store_migrate(), 0);
	assert_int_equal(store_open(&st, 512), 0);
	assert_int_equal(store_person_setting_each(st, 1, count_theme, &n), 0);
	assert_int_equal(n, 2);
	assert_int_equal(store_person_setting_each(st, 2, count_theme, &n), 0);
	assert_int_equal(n, 2);
	store_close(st);
}

static void
test_a_newer_store_is_refused(void **state)
{
	struct store *st;
	char text[64];
	sqlite3 *db;

	(void)state;
	clear();
	assert_int_equal(store_create(false), 0);
	db = raw();
	snprintf(text, sizeof(text), "PRAGMA user_version = %d", steps() + 1);
	exec(db, text);
	sqlite3_close(db);
	assert_int_equal(store_open(&st, 512), ERR_NEW);
	assert_int_equal(store_migrate(), ERR_NEW);
}

static void
test_another_key_is_told(void **state)
{
	struct store *st;

	(void)state;
#ifdef XINQING_STOCK_VFS
	return; /* this build leaves the pages to the disk */
#endif
	clear();
	assert_int_equal(store_create(false), 0);
	assert_int_equal(rename("store.key", "kept.key"), 0);
	assert_int_equal(store_open(&st, 512), ERR_NOT_FOUND);
	assert_int_equal(vfs_key_create("store.key"), 0);
	assert_int_equal(store_open(&st, 512), ERR_CORRUPT);
	assert_int_equal(rename("kept.key", "store.key"), 0);
	assert_int_equal(store_open(&st, 512), 0);
	store_close(st);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_every_older_store_becomes_the_newest),
	cmocka_unit_test(test_what_people_had_set_is_still_theirs),
	cmocka_unit_test(test_a_newer_store_is_refused),
	cmocka_unit_test(test_another_key_is_told),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
