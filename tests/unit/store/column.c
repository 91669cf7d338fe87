/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "base/err.h"
#include "model/column.h"
#include "sealed/key.h"
#include "store/stmt.h"
#include "store/store.h"
#include "tests/lib/test.h"

/* The list of columns and the schema, each held against the other. */
static const struct sql sql_columns = { "test_columns",
	"SELECT m.name || '.' || c.name FROM sqlite_master m"
	" JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
	" AND m.name NOT LIKE 'sqlite_%' ORDER BY 1",
	SQL_SCANS };
static const struct sql sql_column = { "test_column",
	"SELECT 1 FROM sqlite_master m JOIN pragma_table_info(m.name) c"
	" WHERE m.type = 'table' AND m.name || '.' || c.name = :name",
	SQL_SCANS };
static const struct sql sql_blob = { "test_blob",
	"SELECT c.type FROM sqlite_master m JOIN pragma_table_info(m.name) c"
	" WHERE m.type = 'table' AND m.name || '.' || c.name = :name",
	SQL_SCANS };

static struct store *st;

static int
begin(void **state)
{
	(void)state;
	assert_int_equal(sealed_init(), 0);
	assert_int_equal(chdir(test_folder()), 0);
	assert_int_equal(store_create(true), 0);
	return store_open(&st, 512);
}

static int
end(void **state)
{
	(void)state;
	store_close(st);
	return 0;
}

static void
test_every_column_is_in_the_list(void **state)
{
	struct stmt *q;
	int r, n = 0;

	(void)state;
	assert_int_equal(stmt_open(st, &q, &sql_columns), 0);
	for (; (r = stmt_next(q)) == STORE_ROW; n++)
		test_true(stmt_get_text(q, 0),
		    column_of(stmt_get_text(q, 0)) != NULL);
	assert_int_equal(stmt_close(q, r), 0);
	assert_true(n > 100);
}

static void
test_the_list_has_nothing_else(void **state)
{
	size_t n;
	const struct column *c = column_all(&n);
	struct stmt *q;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(stmt_open(st, &q, &sql_column), 0);
		stmt_text(q, ":name", c[i].name);
		test_same_int(c[i].name, stmt_close(q, stmt_one(q)), 0);
		for (size_t j = 0; j < i; j++)
			test_true(c[i].name, strcmp(c[i].name, c[j].name) != 0);
	}
}

/* What is sealed can only be bytes. */
static void
test_sealed_columns_are_blobs(void **state)
{
	size_t n;
	const struct column *c = column_all(&n);
	struct stmt *q;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		if (!c[i].sealed)
			continue;
		assert_int_equal(stmt_open(st, &q, &sql_blob), 0);
		stmt_text(q, ":name", c[i].name);
		assert_int_equal(stmt_one(q), 0);
		test_same_text(c[i].name, stmt_get_text(q, 0), "BLOB");
		stmt_close(q, 0);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_every_column_is_in_the_list),
	cmocka_unit_test(test_the_list_has_nothing_else),
	cmocka_unit_test(test_sealed_columns_are_blobs),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
