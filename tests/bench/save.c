/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An acknowledged save (an entry of a ticket, its text, its audit row, all
 * indexes) through act/ on the encrypted store, against its own bare
 * statements on the stock VFS with SQLite's own busy handler.
 */
#include <fcntl.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/ticket.h"
#include "src/store/internal.h"
#include "store/stmt.h"
#include "tests/bench/bench.h"
#include "tests/bench/replay.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

#define TICKETS 400
#define PLAIN "plain.db"
static const char text[] = "今晚吵完把门反锁了，声音很轻，停顿多。";

struct bench {
	int64_t ticket[TICKETS], audit, entry;
	struct replay *recorded;
	int n;			/* processes of this run */
};

/* Numbers unlike any other, so that the replay can put its own. */
static void
spread_numbers(sqlite3 *db)
{
	static const char sql[] =
	    "UPDATE audit SET id = 900000000 WHERE id ="
	    " (SELECT max(id) FROM audit);"
	    "UPDATE ticket SET id = 700000000 WHERE id ="
	    " (SELECT max(id) FROM ticket);";

	assert_int_equal(sqlite3_exec(db, "PRAGMA foreign_keys = OFF", NULL,
	    NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "PRAGMA foreign_keys = ON", NULL,
	    NULL, NULL), SQLITE_OK);
}

static void
make_tickets(struct actor *who, struct bench *b)
{
	struct act_ticket_call c = { .channel = 0 };
	struct act_ticket t;

	for (int i = 0; i < TICKETS; i++) {
		assert_int_equal(act_ticket_ring(who, &c, &t), 0);
		if (i == 0)
			spread_numbers(who->store->db);
	}
	for (int i = 0; i < TICKETS; i++) {
		assert_int_equal(act_ticket_new(who, &c, &t), 0);
		b->ticket[i] = t.row.id;
	}
}

static int
save(struct actor *who, int64_t ticket, int64_t *entry)
{
	struct act_ticket_entry e = { .text = text, .n = sizeof(text) - 1 };
	struct act_ticket t;

	return act_ticket_write(who, ticket, &e, entry, &t);
}

static void
copy_plain(sqlite3 *from)
{
	sqlite3_backup *copy;
	sqlite3 *to;

	assert_int_equal(sqlite3_open_v2(PLAIN, &to, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_CREATE, "unix"), SQLITE_OK);
	copy = sqlite3_backup_init(to, "main", from, "main");
	assert_non_null(copy);
	assert_int_equal(sqlite3_backup_step(copy, -1), SQLITE_DONE);
	sqlite3_backup_finish(copy);
	sqlite3_exec(to, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
	sqlite3_close(to);
}

/* --- one process of each side ------------------------------------------------- */

struct real {
	struct actor *who;
	const struct bench *b;
	int at, step;
};

static void *
real_begin(void *arg, int i)
{
	struct real *o = mem_zero(1, sizeof(*o));

	o->b = arg;
	o->at = i;
	o->step = o->b->n;
	o->who = test_signin("op1");
	return o;
}

static int
real_once(void *one)
{
	struct real *o = one;
	int64_t entry;
	int r = save(o->who, o->b->ticket[o->at % TICKETS], &entry);

	o->at += o->step;
	return r;
}

struct bare {
	struct replay *r;
	const struct bench *b;
	int at, step;
};

static void *
bare_begin(void *arg, int i)
{
	struct bare *o = mem_zero(1, sizeof(*o));
	sqlite3 *db;

	o->b = arg;
	o->at = i;
	o->step = o->b->n;
	if (sqlite3_open_v2(PLAIN, &db, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_NOMUTEX, "unix") != SQLITE_OK)
		_exit(1);
	sqlite3_busy_timeout(db, 20000);
	sqlite3_exec(db, "PRAGMA synchronous = FULL", NULL, NULL, NULL);
	sqlite3_exec(db, "PRAGMA cache_size = -512", NULL, NULL, NULL);
	sqlite3_exec(db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
	o->r = replay_copy(o->b->recorded, db);
	replay_follow(o->r, "FROM audit ORDER BY id DESC", o->b->audit, 1);
	replay_follow(o->r, "INSERT INTO ticket_entry", o->b->entry, 0);
	return o;
}

static int
bare_once(void *one)
{
	struct bare *o = one;

	replay_put(o->r, o->b->ticket[0], o->b->ticket[o->at % TICKETS]);
	o->at += o->step;
	return replay_run(o->r);
}

static void
compare_at(struct bench *b, int n, double seconds, double aim)
{
	struct bench_crowd real = { real_begin, real_once, b, seconds };
	struct bench_crowd bare = { bare_begin, bare_once, b, seconds };
	char name[64], least[96];
	long did[64], low = -1, high = 0;
	struct bench_figure f = { .name = name, .unit = "commits/s",
		.against = "its statements, stock VFS, busy handler",
		.aim = aim, .more = 1 };

	b->n = n;
	snprintf(name, sizeof(name), "acknowledged save, %d process%s", n,
	    n == 1 ? "" : "es");
	f.yardstick = bench_crowd_run(&bare, n, did);
	f.value = bench_crowd_run(&real, n, did);
	bench_say(&f);
	for (int i = 0; i < n; i++) {
		low = low < 0 || did[i] < low ? did[i] : low;
		high = did[i] > high ? did[i] : high;
	}
	if (n == 1)
		return;
	snprintf(least, sizeof(least), "%s, least served to most", name);
	f = (struct bench_figure){ .name = least, .unit = "share",
		.value = (double)low / (double)(high > 0 ? high : 1),
		.aim = 0.5, .more = 1 };
	bench_say(&f);
}

int
main(void)
{
	double seconds = getenv("BENCH_FULL") != NULL ? 20 : 3;
	struct bench b = { .n = 1 };
	struct actor *who = test_signin("op1");

	make_tickets(who, &b);
	assert_int_equal(save(who, b.ticket[0], &b.entry), 0);
	b.recorded = replay_start(who->store->db);
	assert_int_equal(save(who, b.ticket[0], &b.entry), 0);
	replay_stop(b.recorded, who->store->db);
	b.audit = store_last_id(who->store);
	copy_plain(who->store->db);
	test_leave(who);
	test_office_close();
	compare_at(&b, 1, seconds, 0.6);
	compare_at(&b, 50, seconds, 0);
	return 0;
}
