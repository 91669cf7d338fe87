/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An acknowledged save (an entry of a ticket, its text, its audit row, all
 * indexes) through act/ on the encrypted store, against its own bare
 * statements on the stock VFS with SQLite's own busy handler.
 *
 * `tests/bench/save [ROW [SECONDS]]`: one row of the table below alone.
 */
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
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

#define MOST 200
#define SLOWEST_MS 20000

static const struct row {
	int processes;
	int turns; /* of each side, one after the other: disks have moods */
	double seconds; /* a turn */
	int disk_us;	/* added to every fdatasync, of both sides */
	double aim;	/* of the ratio; 0: said, not judged */
	bool alike;	/* say how alike the processes were served */
} rows[] = {
	{ 1, 10, 1, 0, 0.7, false },
	{ 50, 1, 20, 0, 1.5, true },
	{ 50, 1, 10, 5000, 5, true },
	{ 200, 1, 20, 0, 0, true },
};

struct bench {
	int64_t ticket[TICKETS], audit, entry;
	struct replay *recorded;
	const struct row *row;
	_Atomic long *slow; /* saves by the milliseconds they took */
};

/* SQLite finds this before libc's: a slower disk, for who asks for one. */
static int disk_us;

int
fdatasync(int fd)
{
	if (disk_us > 0)
		usleep((useconds_t)disk_us);
	return (int)syscall(SYS_fdatasync, fd);
}

/* Numbers unlike any other, so that the replay can put its own. */
static void
spread_numbers(sqlite3 *db)
{
	static const char sql[] = "UPDATE audit SET id = 900000000 WHERE id ="
				  " (SELECT max(id) FROM audit);"
				  "UPDATE ticket SET id = 700000000 WHERE id ="
				  " (SELECT max(id) FROM ticket);";

	assert_int_equal(
	    sqlite3_exec(db, "PRAGMA foreign_keys = OFF", NULL, NULL, NULL),
	    SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(
	    sqlite3_exec(db, "PRAGMA foreign_keys = ON", NULL, NULL, NULL),
	    SQLITE_OK);
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

	assert_int_equal(
	    sqlite3_open_v2(
		PLAIN, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "unix"),
	    SQLITE_OK);
	copy = sqlite3_backup_init(to, "main", from, "main");
	assert_non_null(copy);
	assert_int_equal(sqlite3_backup_step(copy, -1), SQLITE_DONE);
	sqlite3_backup_finish(copy);
	sqlite3_exec(to, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
	sqlite3_close(to);
}

/* --- one process of each side
 * ------------------------------------------------- */

struct real {
	struct actor *who;
	const struct bench *b;
	int at, step;
};

static void
took(const struct bench *b, double began)
{
	int ms = (int)((bench_now() - began) * 1e3);

	atomic_fetch_add(&b->slow[ms < SLOWEST_MS ? ms : SLOWEST_MS - 1], 1);
}

static void *
real_begin(void *arg, int i)
{
	struct real *o = mem_zero(1, sizeof(*o));

	o->b = arg;
	o->at = i;
	o->step = o->b->row->processes;
	o->who = test_signin("op1");
	return o;
}

static int
real_once(void *one)
{
	struct real *o = one;
	double began = bench_now();
	int64_t entry;
	int r = save(o->who, o->b->ticket[o->at % TICKETS], &entry);

	took(o->b, began);
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
	o->step = o->b->row->processes;
	if (sqlite3_open_v2(PLAIN, &db,
		SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
		"unix") != SQLITE_OK)
		_exit(1);
	/* Who starves waits longer than the others work. */
	sqlite3_busy_timeout(db, 120000);
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

/* --- what is said of a row
 * ---------------------------------------------------- */

static void
row_name(const struct row *row, const char *more, char to[96])
{
	snprintf(to, 96, "save, %d process%s%s%s", row->processes,
	    row->processes == 1 ? "" : "es",
	    row->disk_us > 0 ? ", +5 ms a sync" : "", more);
}

/* The milliseconds within which 99 of 100 saves were acknowledged. */
static int
slow_p99(const struct bench *b)
{
	long all = 0, seen = 0;
	int ms = 0;

	for (int i = 0; i < SLOWEST_MS; i++)
		all += atomic_load(&b->slow[i]);
	for (; ms < SLOWEST_MS; ms++)
		if ((seen += atomic_load(&b->slow[ms])) * 100 >= all * 99)
			break;
	return ms + 1;
}

static void
say_alike(const struct bench *b, const long *did)
{
	long low = did[0], high = did[0];
	char name[96];
	struct bench_figure f = {
		.name = name, .unit = "share", .aim = 0.5, .more = 1
	};

	for (int i = 0; i < b->row->processes; i++) {
		low = did[i] < low ? did[i] : low;
		high = did[i] > high ? did[i] : high;
	}
	row_name(b->row, ", least served to most", name);
	f.value = (double)low / (double)(high > 0 ? high : 1);
	bench_say(&f);
	row_name(b->row, ", p99", name);
	f = (struct bench_figure){
		.name = name, .unit = "ms", .value = slow_p99(b), .aim = 250
	};
	bench_say(&f);
}

static void
compare(struct bench *b, const struct row *row)
{
	struct bench_crowd real = { real_begin, real_once, b, row->seconds };
	struct bench_crowd bare = { bare_begin, bare_once, b, row->seconds };
	char name[96];
	long did[MOST];
	struct bench_figure f = { .name = name,
		.unit = "commits/s",
		.against = "its statements, stock VFS, busy handler",
		.aim = row->aim,
		.more = 1 };

	b->row = row;
	for (int i = 0; i < SLOWEST_MS; i++)
		atomic_store(&b->slow[i], 0);
	row_name(row, "", name);
	disk_us = row->disk_us;
	for (int i = 0; i < row->turns; i++) {
		f.yardstick +=
		    bench_crowd_run(&bare, row->processes, did) / row->turns;
		f.value +=
		    bench_crowd_run(&real, row->processes, did) / row->turns;
	}
	disk_us = 0;
	bench_say(&f);
	if (row->alike)
		say_alike(b, did);
}

int
main(int argc, char **argv)
{
	struct bench b = { .row = NULL };
	struct actor *who = test_signin("op1");
	struct row one;

	b.slow = mmap(NULL, SLOWEST_MS * sizeof(*b.slow),
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (b.slow == MAP_FAILED)
		return 1;
	make_tickets(who, &b);
	assert_int_equal(save(who, b.ticket[0], &b.entry), 0);
	b.recorded = replay_start(who->store->db);
	assert_int_equal(save(who, b.ticket[0], &b.entry), 0);
	replay_stop(b.recorded, who->store->db);
	b.audit = store_last_id(who->store);
	copy_plain(who->store->db);
	test_leave(who);
	test_office_close();
	if (argc < 2) {
		for (size_t i = 0; i < nitems(rows); i++)
			compare(&b, &rows[i]);
		return 0;
	}
	one = rows[(size_t)atoi(argv[1]) % nitems(rows)];
	if (argc > 2)
		one.seconds = atof(argv[2]);
	compare(&b, &one);
	return 0;
}
