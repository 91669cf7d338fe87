/* SPDX-License-Identifier: Apache-2.0 */
/* Nothing a caller said stands in a column that is not sealed: every text and
 * blob of the tables of tickets is looked through on a bare connection. */
#include "act/actor.h"
#include "act/ticket.h"
#include "act/watch.h"
#include "base/err.h"
#include "model/column.h"
#include "store/stmt.h"
#include "store/store.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

#define CANARY "canary4417canary"

static void
fill(struct actor *op)
{
	struct act_ticket_call c = { .number = CANARY, .alias = CANARY };
	struct act_ticket_entry e = { .text = CANARY, .n = strlen(CANARY) };
	struct act_ticket_check k = {
		.step = CHECK_MEANS, .outcome = CHECK_NOT_DONE, .words = CANARY
	};
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_DANGER);
	struct ticket_sheet s;
	struct act_ticket t;
	int64_t id, audit;

	assert_int_equal(act_ticket_new(op, &c, &t), 0);
	ticket_sheet_clear(&s);
	snprintf(s.place, sizeof(s.place), CANARY);
	snprintf(s.with, sizeof(s.with), CANARY);
	assert_int_equal(act_ticket_sheet(op, t.row.id, &s, &t), 0);
	assert_int_equal(
	    act_ticket_autosave(op, t.row.id, CANARY, strlen(CANARY), 0), 0);
	d.reason = CANARY;
	assert_int_equal(
	    act_ticket_step(op, t.row.id, t.row.version, &d, &t), 0);
	assert_int_equal(act_ticket_check(op, t.row.id, &k, &t), 0);
	assert_int_equal(act_ticket_link(op, t.row.id, test_student(),
			     GROUND_SAFETY, CANARY, &id, &t),
	    0);
	assert_int_equal(act_ticket_write(op, t.row.id, &e, &id, &t), 0);
	assert_int_equal(
	    act_watch_add(op, t.row.id, CANARY, 0, &id, &audit), 0);
}

/* A column of a table, every row: never the canary; and how many rows held
 * something. */
static int
look_through(struct store *st, const char *table, const char *column)
{
	/* A statement is kept by where its text stands: one place each. */
	static struct {
		struct sql sql;
		char text[200];
	} all[1000];
	static size_t used;
	struct sql *sql = &all[used].sql;
	char *text = all[used].text;
	struct stmt *q;
	int n = 0;

	assert_true(used++ < sizeof(all) / sizeof(all[0]));
	*sql = (struct sql){ "canary", text, SQL_SCANS };
	snprintf(text, sizeof(all[0].text), "SELECT %s FROM %s", column, table);
	assert_int_equal(stmt_open(st, &q, sql), 0);
	while (stmt_next(q) == STORE_ROW) {
		size_t len;
		const void *p = stmt_get_blob(q, 0, &len);

		n += len > 0;
		if (len > 0 && memmem(p, len, CANARY, strlen(CANARY)) != NULL)
			fail_msg("%s.%s holds what was said", table, column);
	}
	assert_int_equal(stmt_close(q, 0), 0);
	return n;
}

static void
test_no_word_of_a_call_stands_open_in_the_store(void **state)
{
	struct actor *op = test_signin("op1");
	const struct column *all;
	size_t n;
	int sealed = 0;

	(void)state;
	fill(op);
	all = column_all(&n);
	for (size_t i = 0; i < n; i++) {
		const char *dot = strchr(all[i].name, '.');
		char table[64];
		int held;

		snprintf(table, sizeof(table), "%.*s", (int)(dot - all[i].name),
		    all[i].name);
		held = look_through(op->store, table, dot + 1);
		if (all[i].sealed && (strncmp(table, "ticket", 6) == 0 ||
					 strcmp(table, "watch") == 0)) {
			test_true(all[i].name, held > 0);
			sealed++;
		}
	}
	/* reason, sheet, answer, two words of steps and links, text, watch */
	assert_int_equal(sealed, 7);
	test_leave(op);
}

/* Rows of calls that said the same have nothing in common to be compared. */
static void
test_answers_of_one_size_tell_nothing(void **state)
{
	struct actor *op = test_signin("op1");
	static const struct sql sizes = { "canary_sizes",
		"SELECT count(DISTINCT length(answer)), count(DISTINCT answer),"
		" count(*) FROM ticket_answer",
		SQL_SCANS };
	struct act_ticket_call c = { 0 };
	struct act_ticket t;
	struct stmt *q;

	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_int_equal(act_ticket_new(op, &c, &t), 0);
		test_answer_three(op, t.row.id, THOUGHTS_PLAN, DANGER_NO);
	}
	assert_int_equal(stmt_open(op->store, &q, &sizes), 0);
	assert_int_equal(stmt_one(q), 0);
	assert_int_equal(stmt_get_i64(q, 0), 1);
	assert_true(stmt_get_i64(q, 1) == stmt_get_i64(q, 2));
	assert_int_equal(stmt_close(q, 0), 0);
	test_leave(op);
	test_office_close();
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_no_word_of_a_call_stands_open_in_the_store),
	cmocka_unit_test(test_answers_of_one_size_tell_nothing),
};

TEST_MAIN(tests)
