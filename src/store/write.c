/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writing: the one place where a transaction begins and ends.
 *
 * In the queue of writers a commit is written to the WAL and not yet synced
 * (synchronous = NORMAL).  Having left the queue its owner waits until a sync
 * of the WAL that began after the commit has ended well; one of those who
 * wait syncs for all (base/durable.h).  Only then store_end() answers 0.  So
 * the disk is waited for side by side, and the queue never waits for it.
 *
 * Why an acknowledged commit is on the disk: it is a run of frames of the
 * WAL; SQLite begins the WAL anew, or writes over a frame of it, only when a
 * checkpoint has synced the database with all that the WAL held.  So when the
 * sync begins, its frames are in the WAL, or its pages safe in the database.
 * All frames before it are older writes to the same file: what is
 * acknowledged is always a whole beginning of what was committed.
 *
 * Why the database stays whole: NORMAL syncs the WAL before a checkpoint
 * writes a page, and the database before the WAL may begin anew.
 *
 * When a sync fails, what the kernel could not write it may call clean, and a
 * later sync says nothing about it.  Then nobody is acknowledged, nobody
 * writes any more, and nobody checkpoints pages whose frames may be missing
 * from the disk, until the machine was started again and the WAL is read from
 * the disk: doc/store.md.
 *
 * Who is answered anything that was read here - a refusal as well - waits for
 * what was read: it must not be told of a save that can still be lost.
 */
#include "base/clock.h"
#include "base/durable.h"
#include "base/epoch.h"
#include "base/err.h"
#include "base/log.h"
#include "base/queue.h"
#include "internal.h"
#include "sealed/vfs.h"

#define QUEUE_MS 5000
/* Frames in the WAL from which on it is taken into the database: SQLite's
 * index of the WAL is looked through by so many, and pages that change with
 * each save are written once for all of them. */
#define WAL_FRAMES 4000
#define UNTOLD_LOOKS 10

/* --- syncing ----------------------------------------------------------------
 */

/* Did a sync fail in what SQLite did?  Of some it tells nobody. */
static void
see_syncs(struct store *st, int rc)
{
	if (st->sync_failed || rc == SQLITE_IOERR_FSYNC ||
	    rc == SQLITE_IOERR_DIR_FSYNC)
		durable_lose(epoch_durable(st->epoch));
}

static int
file_sync(struct store *st, int which)
{
	sqlite3_file *f = NULL;
	int rc;

	sqlite3_file_control(st->db, "main", which, &f);
	if (f == NULL || f->pMethods == NULL)
		return ERR_SYSTEM;
	rc = f->pMethods->xSync(f, SQLITE_SYNC_NORMAL);
	return rc == SQLITE_OK ? 0 : ERR_IO;
}

/* For all who wait; row is the last audit row it covers. */
static int
wal_sync(void *arg, int64_t row)
{
	struct store *st = arg;
	int r;

	if (st->memory) /* there is no disk to wait for */
		return 0;
	if ((r = file_sync(st, SQLITE_FCNTL_JOURNAL_POINTER)) == 0)
		store_mark_put(st, row);
	return r;
}

int
store_flush(struct store *st)
{
	struct durable *d = epoch_durable(st->epoch);

	return durable_wait(d, durable_last(d), wal_sync, st);
}

/* --- the WAL into the database -----------------------------------------------
 */

/* SQLite says how many frames the WAL has after each commit that wrote. */
static int
wal_hook(void *arg, sqlite3 *db, const char *name, int frames)
{
	struct store *st = arg;

	(void)db, (void)name;
	st->frames = frames;
	st->wrote = true;
	return SQLITE_OK;
}

static bool
checkpoint(struct store *st)
{
	int rc;

	if (durable_is_lost(epoch_durable(st->epoch)))
		return false;
	rc = sqlite3_wal_checkpoint_v2(
	    st->db, "main", SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
	see_syncs(st, rc);
	if (rc != SQLITE_OK && (rc & 0xff) != SQLITE_BUSY)
		log_error("store: a checkpoint ended with %d", rc);
	return rc == SQLITE_OK;
}

/*
 * Most of it while others write; then, holding the queue, the little that
 * came meanwhile, since the WAL can begin anew only when all of it is in the
 * database.  The disk is waited for in between, outside the queue.  BUSY:
 * somebody else is at it.
 */
static void
checkpoint_when_due(struct store *st)
{
	int place;

	if (st->frames < st->wal_most)
		st->wal_due = st->wal_most;
	if (st->frames < st->wal_due)
		return;
	/* A long reader, or who is at it, may take a while yet. */
	st->wal_due = st->frames + st->wal_most / 4;
	if (!checkpoint(st))
		return;
	if (file_sync(st, SQLITE_FCNTL_FILE_POINTER) != 0)
		see_syncs(st, SQLITE_IOERR_FSYNC);
	if (queue_take(epoch_queue(st->epoch), QUEUE_MS, &place) != 0)
		return;
	checkpoint(st);
	queue_give(epoch_queue(st->epoch), place);
}

void
store_log_most(struct store *st, int frames)
{
	st->wal_most = st->wal_due = frames > 0 ? frames : WAL_FRAMES;
	checkpoint_when_due(st);
}

/* --- transactions ------------------------------------------------------------
 */

int
store_write_open(struct store *st)
{
	static const char *const texts[] = { "BEGIN IMMEDIATE", "COMMIT" };

	sqlite3_file_control(st->db, "main", VFS_TELL_FAILED, &st->sync_failed);
	st->wal_most = st->wal_due = WAL_FRAMES;
	for (int i = 0; i < 2; i++) {
		int rc = sqlite3_prepare_v3(st->db, texts[i], -1,
		    SQLITE_PREPARE_PERSISTENT, &st->edge[i], NULL);

		if (rc != SQLITE_OK)
			return store_err(st, rc);
	}
	sqlite3_wal_hook(st->db, wal_hook, st);
	return 0;
}

void
store_write_close(struct store *st)
{
	/* Without the page nobody knows. */
	bool lost =
	    st->epoch == NULL || durable_is_lost(epoch_durable(st->epoch));

	for (int i = 0; i < 2; i++)
		sqlite3_finalize(st->edge[i]);
	/* The last one out would take the WAL into the database. */
	if (lost && st->db != NULL)
		sqlite3_db_config(
		    st->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_close(st->db);
	if (st->epoch != NULL)
		see_syncs(st, SQLITE_OK);
}

static int
edge(struct store *st, int which)
{
	int rc = sqlite3_step(st->edge[which]);

	sqlite3_reset(st->edge[which]);
	return rc == SQLITE_DONE ? 0 : store_err(st, rc);
}

int
store_begin(struct store *st)
{
	int r;

	if (st->writing)
		log_fatal("store: a transaction inside another");
	if (durable_is_lost(epoch_durable(st->epoch)))
		return ERR_IO;
	st->since_us = clock_ticks_us();
	if ((r = queue_take(epoch_queue(st->epoch), QUEUE_MS, &st->place)) != 0)
		return r;
	if ((r = edge(st, 0)) != 0) {
		queue_give(epoch_queue(st->epoch), st->place);
		return r;
	}
	durable_settle(epoch_durable(st->epoch));
	st->writing = true;
	st->wrote = false;
	st->row = 0;
	st->n_touched = 0;
	return 0;
}

/* Holding the queue still. */
static int
commit(struct store *st)
{
	struct durable *d = epoch_durable(st->epoch);
	int r;

	durable_expect(d, true);
	r = edge(st, 1);
	see_syncs(st, sqlite3_extended_errcode(st->db));
	if (r == 0 && st->wrote)
		durable_add(d, st->row);
	else if (r == 0)
		durable_expect(d, false);
	return r;
}

int
store_end(struct store *st, int r)
{
	struct durable *d = epoch_durable(st->epoch);
	uint64_t number;
	int kept;

	st->writing = false;
	if (r == 0)
		r = commit(st);
	if (r != 0) {
		st->offset_known = false; /* it may have been moved */
		if (!sqlite3_get_autocommit(st->db))
			sqlite3_exec(st->db, "ROLLBACK", NULL, NULL, NULL);
	}
	number = durable_last(d);
	queue_give(epoch_queue(st->epoch), st->place);
	kept = durable_wait(d, number, wal_sync, st);
	if (r != 0 || (r = kept) != 0)
		return r;
	if (st->wrote)
		durable_took(d, clock_ticks_us() - st->since_us);
	for (int i = 0; i < st->n_touched; i++)
		epoch_bump(st->epoch, st->touched[i]);
	epoch_wake(st->epoch);
	if (st->wrote)
		durable_tell(d);
	checkpoint_when_due(st);
	return 0;
}

/* Nothing was saved since the last look: what is untold is not on its way.
 * While somebody always saves, what stays untold in all of several looks. */
bool
store_tell_untold(struct store *st)
{
	struct durable *d = epoch_durable(st->epoch);
	struct untold *u = &st->untold;
	uint64_t now = durable_untold(d), last = durable_last(d);
	bool calm = last == u->last, tell;

	u->last = last;
	if (calm || u->looks == 0 || now < u->least)
		u->least = now;
	if (!calm && ++u->looks < UNTOLD_LOOKS)
		return false;
	tell = u->least > u->known;
	u->known = u->least;
	u->looks = 0;
	if (tell) {
		epoch_bump_all(st->epoch);
		epoch_wake(st->epoch);
	}
	return tell;
}

bool
store_is_writing(const struct store *st)
{
	return st->writing;
}

bool
store_is_lost(const struct store *st)
{
	return durable_is_lost(epoch_durable(st->epoch));
}

void
store_touch(struct store *st, uint32_t topic)
{
	for (int i = 0; i < st->n_touched; i++)
		if (st->touched[i] == topic)
			return;
	if (st->n_touched == STORE_TOUCH_MAX)
		st->touched[0] = STORE_TOPIC(TOPIC_ALL, 0);
	else
		st->touched[st->n_touched++] = topic;
}
