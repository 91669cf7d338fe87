/* SPDX-License-Identifier: Apache-2.0 */
#include <sqlite3.h>
#include <stdbool.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "sealed/sign.h"
#include "sealed/vfs.h"
#include "store/audit.h"
#include "tests/lib/store.h"
#include "tests/lib/test.h"

#define ROWS 20

static struct store *st;
static uint8_t by[32];

/* What somebody with the key of the pages and too much time would do. */
static void
meddle(const char *text)
{
	char *why = NULL;
	sqlite3 *db;

	assert_int_equal(
	    sqlite3_open_v2("store.db", &db, SQLITE_OPEN_READWRITE, NULL),
	    SQLITE_OK);
	if (sqlite3_exec(db, text, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", text, why);
	sqlite3_close(db);
}

static void
sign(struct sign_key *k)
{
	struct audit_signature s = { .at = 5 };
	struct audit_head head;
	uint8_t bytes[48];

	assert_int_equal(store_audit_head(st, &head), 0);
	s.id = head.id;
	memcpy(s.hash, head.hash, 32);
	memcpy(s.by, by, 32);
	store_audit_signed_bytes(&s, bytes);
	sign_make(k, bytes, sizeof(bytes), s.signature);
	assert_int_equal(store_audit_sign(st, &s), 0);
}

static void
fill(struct sign_key *k)
{
	static const int64_t subjects[] = { 3, 4 };

	assert_int_equal(store_begin(st), 0);
	for (int i = 1; i <= ROWS; i++) {
		struct audit_event e = { .person = i % 3,
			.what = "ticket.close",
			.object = i,
			.ground = i % 2 != 0 ? "call" : NULL,
			.subjects = subjects,
			.n_subjects = i % 3 };

		assert_int_equal(store_audit_add(st, &e), 0);
		assert_int_equal(e.id, i);
		if (i == 10 || i == 15)
			sign(k);
	}
	assert_int_equal(store_end(st, 0), 0);
}

static int
begin(void **state)
{
	struct sign_key *k;

	(void)state;
	st = test_store_open();
	assert_int_equal(sign_key_create("keeper.key", by), 0);
	assert_int_equal(sign_key_read("keeper.key", &k), 0);
	fill(k);
	sign_key_free(k);
	meddle("CREATE TABLE kept AS SELECT * FROM audit;"
	       "CREATE TABLE kept_signature AS SELECT * FROM audit_signature");
	return 0;
}

static int
end(void **state)
{
	(void)state;
	store_close(st);
	return 0;
}

/* As it was, but with text done to it. */
static struct audit_report
after(const char *text, const struct audit_head *head)
{
	struct audit_report out;

	meddle("DELETE FROM audit_signature; DELETE FROM audit_subject;"
	       "DELETE FROM audit; INSERT INTO audit SELECT * FROM kept;"
	       "INSERT INTO audit_signature SELECT * FROM kept_signature");
	if (text != NULL)
		meddle(text);
	assert_int_equal(store_audit_verify(st, head, by, &out), 0);
	return out;
}

static void
test_a_chain_as_written_is_whole(void **state)
{
	struct audit_head head;
	struct audit_report r;

	(void)state;
	assert_int_equal(store_audit_head(st, &head), 0);
	assert_int_equal(head.id, ROWS);
	r = after(NULL, &head);
	assert_int_equal(r.fault, AUDIT_WHOLE);
	assert_int_equal(r.rows, ROWS);
	assert_int_equal(r.signatures, 2);
}

static void
test_each_change_is_found_where_it_is(void **state)
{
	static const struct {
		const char *text;
		enum audit_fault fault;
		int64_t row;
	} cases[] = {
		{ "UPDATE audit SET object = 99 WHERE id = 7", AUDIT_CHANGED,
		    7 },
		{ "UPDATE audit SET person = 9 WHERE id = 1", AUDIT_CHANGED,
		    1 },
		{ "UPDATE audit SET what = 'ticket.open' WHERE id = 20",
		    AUDIT_CHANGED, 20 },
		{ "UPDATE audit SET ground = 'other' WHERE id = 3",
		    AUDIT_CHANGED, 3 },
		{ "UPDATE audit SET subjects = x'' WHERE id = 5", AUDIT_CHANGED,
		    5 },
		{ "UPDATE audit SET at = at + 1 WHERE id = 6", AUDIT_CHANGED,
		    6 },
		{ "UPDATE audit SET hash = zeroblob(32) WHERE id = 8",
		    AUDIT_CHANGED, 8 },
		{ "DELETE FROM audit WHERE id = 12", AUDIT_MISSING, 12 },
		{ "DELETE FROM audit WHERE id = 1", AUDIT_MISSING, 1 },
		{ "DELETE FROM audit WHERE id > 12", AUDIT_TRUNCATED, 13 },
		{ "UPDATE audit_signature SET signature = zeroblob(64)"
		  " WHERE id = 15",
		    AUDIT_FORGED, 15 },
		{ "UPDATE audit_signature SET signer = zeroblob(32)"
		  " WHERE id = 10",
		    AUDIT_FORGED, 10 },
		{ "UPDATE audit_signature SET at = 6 WHERE id = 10",
		    AUDIT_FORGED, 10 },
		{ "UPDATE audit_signature SET hash = zeroblob(32)"
		  " WHERE id = 10",
		    AUDIT_CHANGED, 10 },
	};

	(void)state;
	for (size_t i = 0; i < nitems(cases); i++) {
		struct audit_report r = after(cases[i].text, NULL);

		test_same_int(cases[i].text, r.fault, cases[i].fault);
		test_same_int(cases[i].text, r.row, cases[i].row);
	}
}

/* The end cut off behind the last signature shows only against a head that
 * was carried off the machine. */
static void
test_a_cut_end_shows_against_a_head_kept_elsewhere(void **state)
{
	static const char cut[] = "DELETE FROM audit WHERE id > 17";
	struct audit_head head;
	struct audit_report r;

	(void)state;
	after(NULL, NULL);
	assert_int_equal(store_audit_head(st, &head), 0);
	assert_int_equal(after(cut, NULL).fault, AUDIT_WHOLE);
	r = after(cut, &head);
	assert_int_equal(r.fault, AUDIT_TRUNCATED);
	assert_int_equal(r.row, 18);
	head.hash[0] ^= 1;
	r = after(NULL, &head);
	assert_int_equal(r.fault, AUDIT_CHANGED);
	assert_int_equal(r.row, ROWS);
}

/* A row with a right hash but a time before the row above. */
static void
test_a_time_that_runs_backwards_is_found(void **state)
{
	struct audit_head head;
	struct audit_report r;
	struct buf *b = buf_new();
	uint8_t hash[32];
	char *text, hex[65];

	(void)state;
	after(NULL, NULL);
	assert_int_equal(store_audit_head(st, &head), 0);
	buf_add(b, head.hash, 32);
	buf_put_i64(b, ROWS + 1);
	buf_put_i64(b, 1);
	buf_put_i64(b, 2);
	buf_put_text(b, "a.b");
	buf_put_i64(b, 0);
	buf_put_text(b, "");
	sign_hash(NULL, buf_data(b), buf_len(b), hash);
	buf_free(b);
	for (int i = 0; i < 32; i++)
		snprintf(hex + 2 * i, 3, "%02x", hash[i]);
	text = sqlite3_mprintf(
	    "INSERT INTO audit (id, at, person, what,"
	    " object, subjects, hash) VALUES (%d, 1, 2, 'a.b', 0, x'', x'%s')",
	    ROWS + 1, hex);
	r = after(text, NULL);
	sqlite3_free(text);
	assert_int_equal(r.fault, AUDIT_BACKWARDS);
	assert_int_equal(r.row, ROWS + 1);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_chain_as_written_is_whole),
	cmocka_unit_test(test_each_change_is_found_where_it_is),
	cmocka_unit_test(test_a_cut_end_shows_against_a_head_kept_elsewhere),
	cmocka_unit_test(test_a_time_that_runs_backwards_is_found),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
