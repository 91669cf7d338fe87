/* SPDX-License-Identifier: Apache-2.0 */
#include <sqlite3.h>
#include <unistd.h>

#include "base/buf.h"
#include "src/store/internal.h"
#include "store/stmt.h"
#include "tests/lib/store.h"
#include "tests/lib/test.h"

/*
 * Every statement of store/, explained by the engine: none reads a whole
 * table, builds an index of its own or a Bloom filter at each call unless it
 * says that it may (store.md 1).
 */

static struct store *st;

static int
begin(void **state)
{
	(void)state;
	st = test_store_open();
	return 0;
}

static int
end(void **state)
{
	(void)state;
	store_close(st);
	return 0;
}

/* A part of a plan that costs what the table holds, not what is asked. */
static bool
is_costly(const char *detail, unsigned flags)
{
	if (flags & SQL_SCANS)
		return false;
	if (strstr(detail, "AUTOMATIC") != NULL ||
	    strstr(detail, "BLOOM") != NULL)
		return true;
	if (flags & SQL_ENDS)
		return strstr(detail, "TEMP B-TREE") != NULL;
	return strncmp(detail, "SCAN ", 5) == 0 &&
	       strcmp(detail, "SCAN CONSTANT ROW") != 0 &&
	       strstr(detail, "subquery") == NULL;
}

/* A subquery's own name: what it reads stands in lines of its own. */
static bool
is_derived(struct buf *names, const char *detail)
{
	char name[64];

	if (sscanf(detail, "CO-ROUTINE %60s", name) == 1 ||
	    sscanf(detail, "MATERIALIZE %60s", name) == 1)
		buf_add_f(names, " %s ", name);
	if (sscanf(detail, "SCAN %60[^ ]", name + 1) != 1)
		return false;
	name[0] = ' ';
	strcat(name, " ");
	return strstr(buf_text(names), name) != NULL;
}

static void
explain(const struct sql *s, int *bad)
{
	struct buf *text = buf_new(), *names = buf_new();
	sqlite3_stmt *q;

	buf_add_f(text, "EXPLAIN QUERY PLAN %s", s->text);
	if (sqlite3_prepare_v2(st->db, buf_text(text), -1, &q, NULL) !=
	    SQLITE_OK)
		fail_msg("%s: %s", s->name, sqlite3_errmsg(st->db));
	while (sqlite3_step(q) == SQLITE_ROW) {
		const char *d = (const char *)sqlite3_column_text(q, 3);

		if (!is_derived(names, d) && is_costly(d, s->flags))
			printf("# %s: %s\n", s->name, d), *bad += 1;
	}
	sqlite3_finalize(q);
	buf_free(text);
	buf_free(names);
}

static void
test_no_statement_reads_a_whole_table_unsaid(void **state)
{
	const struct sql *const *const *file;
	const struct sql *const *s;
	int n = 0, bad = 0;

	(void)state;
	for (file = store_all_sql(); *file != NULL; file++)
		for (s = *file; *s != NULL; s++, n++)
			explain(*s, &bad);
	assert_int_equal(bad, 0);
	assert_true(n > 20);
}

/* A name stands in logs: it is one statement's alone. */
static void
test_each_statement_has_a_name_of_its_own(void **state)
{
	const struct sql *const *const *a, *const *const *b;
	const struct sql *const *s, *const *t;

	(void)state;
	for (a = store_all_sql(); *a != NULL; a++)
		for (s = *a; *s != NULL; s++)
			for (b = store_all_sql(); *b != NULL; b++)
				for (t = *b; *t != NULL; t++)
					if (*s != *t &&
					    !strcmp((*s)->name, (*t)->name))
						fail_msg("%s", (*s)->name);
}

/* The test itself: it finds what it is made to find. */
static void
test_a_scan_is_seen(void **state)
{
	(void)state;
	assert_true(is_costly("SCAN student", 0));
	assert_true(is_costly("SCAN s USING COVERING INDEX i", 0));
	assert_true(
	    is_costly("SEARCH t USING AUTOMATIC COVERING INDEX (a=?)", 0));
	assert_false(is_costly("SCAN student", SQL_SCANS));
	assert_false(is_costly("SCAN audit", SQL_ENDS));
	assert_true(is_costly("USE TEMP B-TREE FOR ORDER BY", SQL_ENDS));
	assert_false(is_costly("SEARCH a USING INDEX b (c=?)", 0));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_no_statement_reads_a_whole_table_unsaid),
	cmocka_unit_test(test_each_statement_has_a_name_of_its_own),
	cmocka_unit_test(test_a_scan_is_seen),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
