/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/epoch.h"
#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "sealed/vfs.h"

int
store_enter(const char *dir)
{
	struct stat st;

	if (chdir(dir) != 0 || stat(".", &st) != 0)
		return errno == ENOENT ? ERR_NOT_FOUND : ERR_DENIED;
	if (geteuid() != 0 || st.st_uid == 0)
		return 0;
	if (setgroups(0, NULL) != 0 || setgid(st.st_gid) != 0 ||
	    setuid(st.st_uid) != 0)
		return ERR_SYSTEM;
	return confine_memory(); /* another account: it may be dumped again */
}

int
store_exec(struct store *st, const char *text)
{
	int rc = sqlite3_exec(st->db, text, NULL, NULL, NULL);

	return rc == SQLITE_OK ? 0 : store_err(st, rc);
}

/* What would open a file past the page seal is no statement of ours. */
static int
store_allows(void *arg, int action, const char *a, const char *b, const char *c,
    const char *d)
{
	(void)arg, (void)a, (void)b, (void)c, (void)d;
	return action == SQLITE_ATTACH || action == SQLITE_DETACH ? SQLITE_DENY
								  : SQLITE_OK;
}

int
store_reserve(sqlite3 *db)
{
	int n = VFS_RESERVE;

	return sqlite3_file_control(
		   db, "main", SQLITE_FCNTL_RESERVE_BYTES, &n) == SQLITE_OK
		   ? 0
		   : ERR_SYSTEM;
}

/* Pages of a new store have room for nonce and tag from the first on, and
 * nothing goes through a journal file. */
static int
store_shape(struct store *st)
{
	int r;

	if ((r = store_exec(st, "PRAGMA journal_mode = MEMORY")) != 0 ||
	    (r = store_exec(st, "PRAGMA page_size = 4096")) != 0)
		return r;
	return store_reserve(st->db);
}

static int
store_pragmas(struct store *st, int cache_kb)
{
	static const char *const texts[] = {
		"PRAGMA temp_store = MEMORY",
		"PRAGMA journal_mode = WAL",
		"PRAGMA synchronous = NORMAL", /* and write.c syncs */
		"PRAGMA wal_autocheckpoint = 0",
		"PRAGMA foreign_keys = ON",
		"PRAGMA trusted_schema = OFF",
		"PRAGMA mmap_size = 0",
		"PRAGMA journal_size_limit = 67108864",
	};
	char cache[64];
	int r;

	for (size_t i = 0; i < nitems(texts); i++)
		if ((r = store_exec(st, texts[i])) != 0)
			return r;
	snprintf(cache, sizeof(cache), "PRAGMA cache_size = -%d", cache_kb);
	return store_exec(st, cache);
}

int
store_use_key(void)
{
	return vfs_key_use(STORE_KEY_FILE);
}

static int
store_connect_to(struct store *st, const char *name, int flags)
{
	int rc = sqlite3_open_v2(name, &st->db,
	    flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

	if (st->db == NULL)
		return ERR_MEMORY;
	if (rc != SQLITE_OK)
		return (rc & 0xff) == SQLITE_CANTOPEN ? ERR_NOT_FOUND
						      : store_err(st, rc);
	sqlite3_busy_timeout(st->db, 5000);
	sqlite3_set_authorizer(st->db, store_allows, NULL);
	return 0;
}

static int
store_connect(struct store *st, int flags, int cache_kb)
{
	int r;

	if ((r = store_use_key()) != 0 ||
	    (r = store_connect_to(st, STORE_FILE, flags)) != 0)
		return r;
	if ((flags & SQLITE_OPEN_CREATE) != 0 && (r = store_shape(st)) != 0)
		return r;
	return store_pragmas(st, cache_kb);
}

int
store_cache(struct store *st, int cache_kb)
{
	char cache[64];

	snprintf(cache, sizeof(cache), "PRAGMA cache_size = -%d", cache_kb);
	return store_exec(st, cache);
}

static void
store_read_sample(struct store *st)
{
	int64_t v;

	st->sample = store_setting_get(st, "sample", &v) == 0 && v != 0;
}

static int
store_start(struct store **out, int flags, int cache_kb)
{
	struct store *st = mem_zero(1, sizeof(*st));
	int r;

	st->mark = -1;
	/* Log, index, page and mark are the group's from their first moment:
	 * widened a moment later, who came in between would be shut out. */
	umask(007);
	if ((r = store_connect(st, flags, cache_kb)) != 0 ||
	    (r = epoch_open(&st->epoch)) != 0 ||
	    (r = store_write_open(st)) != 0 || (r = store_mark_open(st)) != 0) {
		store_close(st);
		return r;
	}
	*out = st;
	return 0;
}

int
store_open_short(struct store **out, int cache_kb, int64_t *lost)
{
	struct store *st;
	int r;

	*lost = 0;
	if ((r = store_start(&st, SQLITE_OPEN_READWRITE, cache_kb)) != 0)
		return r;
	if ((r = store_check_schema(st)) != 0 ||
	    ((r = store_mark_check(st, lost)) != 0 && r != ERR_LOST)) {
		store_close(st);
		return r;
	}
	store_read_sample(st);
	*out = st;
	return 0;
}

int
store_open(struct store **out, int cache_kb)
{
	struct store *st;
	int64_t lost;
	int r;

	if ((r = store_open_short(&st, cache_kb, &lost)) != 0)
		return r;
	if (lost > 0) {
		store_close(st);
		return ERR_LOST;
	}
	*out = st;
	return 0;
}

/* Without a mark and a key file: what is lost with the process was to be. */
static int
store_start_memory(struct store *st)
{
	int r;

	if ((r = store_connect_to(st, ":memory:",
		 SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) != 0 ||
	    (r = store_exec(st, "PRAGMA temp_store = MEMORY")) != 0 ||
	    (r = store_exec(st, "PRAGMA foreign_keys = ON")) != 0 ||
	    (r = store_exec(st, "PRAGMA trusted_schema = OFF")) != 0 ||
	    (r = epoch_open_alone(&st->epoch)) != 0 ||
	    (r = store_write_open(st)) != 0 ||
	    (r = store_schema_run(st)) != 0 || (r = store_begin(st)) != 0)
		return r;
	return store_end(st, store_setting_put(st, "sample", 1));
}

int
store_open_memory(struct store **out)
{
	struct store *st = mem_zero(1, sizeof(*st));
	int r;

	st->mark = -1;
	st->memory = st->sample = true;
	if ((r = store_start_memory(st)) != 0) {
		store_close(st);
		return r;
	}
	*out = st;
	return 0;
}

bool
store_is_memory(const struct store *st)
{
	return st->memory;
}

int
store_migrate(void)
{
	struct store *st;
	int r;

	if ((r = store_start(&st, SQLITE_OPEN_READWRITE, 4096)) != 0)
		return r;
	r = store_schema_run(st);
	store_close(st);
	return r;
}

int
store_create(bool sample)
{
	struct store *st;
	int r;

	if (access(STORE_FILE, F_OK) == 0)
		return ERR_EXISTS;
	/* Of a store that was here, or in a folder of the same number. */
	epoch_forget();
	umask(007);
	if ((r = vfs_key_create(STORE_KEY_FILE)) != 0)
		return r;
	r = store_start(&st, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, 4096);
	if (r != 0)
		return r;
	/* The keeper has an account of its own in the folder's group. */
	if (chmod(STORE_FILE, 0660) != 0)
		r = ERR_SYSTEM;
	if (r == 0 && (r = store_schema_run(st)) == 0 &&
	    (r = store_begin(st)) == 0)
		r = store_end(
		    st, store_setting_put(st, "sample", sample ? 1 : 0));
	store_close(st);
	return r;
}

bool
store_is_here(void)
{
	return access(STORE_FILE, F_OK) == 0;
}

bool
store_key_is_here(void)
{
	return access(STORE_KEY_FILE, F_OK) == 0;
}

/* The log goes before the database it belongs to, key and mark before both. */
static const char *const files[] = { STORE_KEY_FILE, STORE_MARK_FILE,
	STORE_FILE "-wal", STORE_FILE };

int
store_forget(void)
{
	if (unlink(STORE_FILE "-shm") != 0 && errno != ENOENT)
		return ERR_IO;
	for (size_t i = nitems(files); i-- > 0;)
		if (unlink(files[i]) != 0 && errno != ENOENT)
			return ERR_IO;
	return 0;
}

int
store_move_up(void)
{
	char up[64];

	/* left by nobody: a log without its database is nothing */
	if (unlink("../" STORE_FILE "-wal") != 0 && errno != ENOENT)
		return ERR_IO;
	for (size_t i = 0; i < nitems(files); i++) {
		snprintf(up, sizeof(up), "../%s", files[i]);
		if (rename(files[i], up) != 0 && errno != ENOENT)
			return ERR_IO;
		if (store_folder_sync("../" STORE_FILE) != 0)
			return ERR_IO;
	}
	epoch_forget();
	return 0;
}

void
store_close(struct store *st)
{
	if (st == NULL)
		return;
	if (st->writing)
		store_end(st, ERR_CLOSED);
	for (int i = 0; i < st->n_kept; i++)
		sqlite3_finalize(st->kept[i].s);
	store_write_close(st);
	epoch_close(st->epoch);
	if (st->mark >= 0)
		close(st->mark);
	free(st);
}

struct epoch *
store_epoch(struct store *st)
{
	return st->epoch;
}
