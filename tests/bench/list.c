/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Opening a list of very many tickets or warnings, through act/: the first
 * screen, and one from the midst.  `tests/bench/list [ROWS]`: 100,000, with
 * $BENCH_FULL a million, or as many.  The rows are made by SQL, all like one
 * that was made by hand.  A page of warnings writes who looked at them into the
 * audit log, and waits for the disk, before it is shown: that is in its time.
 */
#include <stdlib.h>

#include "act/actor.h"
#include "act/ticket.h"
#include "act/warning.h"
#include "src/store/internal.h"
#include "store/stmt.h"
#include "store/store.h"
#include "store/warning.h"
#include "tests/bench/bench.h"
#include "tests/bench/fill.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

#define ROUNDS 300
#define SCREEN 50

static void
must(struct store *st, const char *text)
{
	if (sqlite3_exec(st->db, text, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", text, sqlite3_errmsg(st->db));
}

static int64_t
number(struct store *st, const char *text)
{
	sqlite3_stmt *q;
	int64_t n;

	if (sqlite3_prepare_v2(st->db, text, -1, &q, NULL) != SQLITE_OK ||
	    sqlite3_step(q) != SQLITE_ROW)
		fail_msg("%s: %s", text, sqlite3_errmsg(st->db));
	n = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	return n;
}

/* The columns of a table but its id, those of `other` said otherwise. */
static void
columns(struct store *st, const char *table, const char *other, const char *as,
    char *names, char *values, size_t size)
{
	char text[128];
	sqlite3_stmt *q;

	snprintf(text, sizeof(text), "PRAGMA table_info(%s)", table);
	names[0] = values[0] = '\0';
	assert_int_equal(
	    sqlite3_prepare_v2(st->db, text, -1, &q, NULL), SQLITE_OK);
	while (sqlite3_step(q) == SQLITE_ROW) {
		const char *one = (const char *)sqlite3_column_text(q, 1);
		size_t n = strlen(names), v = strlen(values);
		bool swap = other != NULL && strcmp(one, other) == 0;

		if (strcmp(one, "id") == 0)
			continue;
		snprintf(names + n, size - n, "%s%s", n > 0 ? ", " : "", one);
		snprintf(values + v, size - v, "%s%s%s", v > 0 ? ", " : "",
		    swap ? "" : "o.", swap ? as : one);
	}
	sqlite3_finalize(q);
}

/* n rows like the last one, their ids following. */
static void
multiply(struct store *st, const char *table, const char *other, const char *as,
    int64_t n)
{
	char names[1200], values[1600], text[3600];

	columns(st, table, other, as, names, values, sizeof(names));
	snprintf(text, sizeof(text),
	    "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c"
	    " WHERE i < %lld) INSERT INTO %s (id, %s) SELECT o.id + i, %s"
	    " FROM c, %s o WHERE o.id = (SELECT max(id) FROM %s)",
	    (long long)n, table, names, values, table, table);
	must(st, text);
}

static void
say(const char *what, int64_t rows, const char *where, double *ms)
{
	char name[120];

	snprintf(name, sizeof(name), "list of %lld %s, %s, p99",
	    (long long)rows, what, where);
	bench_say(&(struct bench_figure){ .name = name,
	    .unit = "ms",
	    .value = bench_quantile(ms, ROUNDS, 0.99),
	    .aim = 20 });
}

/* --- tickets
 * -------------------------------------------------------------------- */

static int
count_ticket(void *arg, const struct act_ticket *t)
{
	*(int *)arg += t->row.id > 0;
	return 0;
}

static void
tickets(int64_t rows)
{
	struct act_ticket_call call = { .channel = 0 };
	struct actor *op = test_signin("op1"), *lead = test_signin("lead1");
	double first[ROUNDS], midst[ROUNDS];
	struct act_ticket t;

	assert_int_equal(act_ticket_new(op, &call, &t), 0);
	assert_int_equal(store_begin(op->store), 0);
	multiply(op->store, "ticket", NULL, NULL, rows);
	assert_int_equal(store_end(op->store, 0), 0);
	fill_calm();
	for (int i = 0; i < ROUNDS; i++) {
		double began = bench_now();
		int n = 0;

		assert_int_equal(act_ticket_each(lead, TICKETS_LINE, -1, 0,
				     SCREEN, count_ticket, &n),
		    0);
		first[i] = (bench_now() - began) * 1e3;
		assert_int_equal(n, SCREEN);
		began = bench_now();
		assert_int_equal(act_ticket_each(lead, TICKETS_LINE, -1,
				     t.row.id + rows * (i + 1) / (ROUNDS + 1),
				     SCREEN, count_ticket, &n),
		    0);
		midst[i] = (bench_now() - began) * 1e3;
	}
	say("tickets", rows, "first screen", first);
	say("tickets", rows, "any screen", midst);
	test_leave(op);
	test_leave(lead);
}

/* --- warnings
 * ------------------------------------------------------------------- */

static int
count_warning(void *arg, const struct act_warning_row *row)
{
	*(int *)arg += row->w.id > 0;
	return 0;
}

/* One student with a warning, then as many of both. */
static void
make_warnings(struct actor *who, int64_t rows)
{
	struct observation_told o = { .student = test_student(),
		.seen = "上课常趴着" };
	struct store *st = who->store;
	struct act_receipt got;
	char text[64];

	assert_int_equal(act_warning_raise(who, &o, &got), 0);
	snprintf(text, sizeof(text), "%lld + i", (long long)o.student);
	assert_int_equal(store_begin(st), 0);
	multiply(st, "student", "identity", "'B' || i", rows);
	multiply(st, "warning", "student", text, rows);
	must(st, "UPDATE warning SET ranking = ranking + id");
	assert_int_equal(store_end(st, 0), 0);
}

/* A screenful behind this place; in milliseconds. */
static double
page(struct actor *who, const struct act_ledger *l, struct warning_place after)
{
	double began = bench_now();
	int n = 0;

	assert_int_equal(
	    act_warning_each(who, l, &after, SCREEN, count_warning, &n), 0);
	assert_int_equal(n, SCREEN);
	return (bench_now() - began) * 1e3;
}

static void
warnings(int64_t rows)
{
	struct actor *who = test_signin("psy1");
	double first[ROUNDS], midst[ROUNDS];
	struct warning_place at;
	struct act_ledger l;
	int64_t top;

	make_warnings(who, rows);
	fill_calm();
	top = number(who->store, "SELECT max(id) FROM warning") - rows;
	assert_int_equal(act_warning_ledger(who, &l), 0);
	for (int i = 0; i < ROUNDS; i++) {
		char text[96];

		first[i] = page(who, &l, (struct warning_place){ 0, 0 });
		at.id = top + rows * (i + 1) / (ROUNDS + 1);
		snprintf(text, sizeof(text),
		    "SELECT ranking FROM warning WHERE id = %lld",
		    (long long)at.id);
		at.order = number(who->store, text);
		midst[i] = page(who, &l, at);
	}
	say("warnings", rows, "first screen", first);
	say("warnings", rows, "any screen", midst);
	test_leave(who);
}

int
main(int argc, char **argv)
{
	int64_t rows = bench_number(argv, 0, bench_full() ? 1000000 : 100000);

	(void)argc;
	tickets(rows);
	warnings(rows);
	test_office_close();
	return 0;
}
