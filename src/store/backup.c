/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "internal.h"
#include "sealed/vfs.h"
#include "store/backup.h"
#include "store/stmt.h"

/*
 * SQLite's own backup, from a connection that is in the midst of a read: its
 * snapshot pins what is copied, so no commit of another process sends it back
 * to the beginning.  The destination opens through the same seal, with the
 * same key.
 */
#define PAGES_A_STEP 1024

/* New, empty, for owner and group as the store is. */
static int
copy_make(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0660);

	if (fd < 0)
		return errno == EEXIST	 ? ERR_EXISTS
		       : errno == ENOSPC ? ERR_FULL
					 : ERR_IO;
	close(fd);
	return 0;
}

static int
copy_open(struct store *st, const char *path, sqlite3 **out)
{
	int rc = sqlite3_open_v2(
	    path, out, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_exec(*out,
		    "PRAGMA temp_store = MEMORY; PRAGMA page_size = 4096;"
		    "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = FULL",
		    NULL, NULL, NULL);
	return rc == SQLITE_OK ? store_reserve(*out) : store_err(st, rc);
}

static int
copy_pages(struct store *st, sqlite3 *to, store_backup_fn fn, void *arg)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", st->db, "main");
	int rc, r = 0;

	if (b == NULL)
		return ERR_SYSTEM;
	while (
	    (rc = sqlite3_backup_step(b, PAGES_A_STEP)) == SQLITE_OK && r == 0)
		if (fn != NULL) {
			int all = sqlite3_backup_pagecount(b);

			r = fn(arg, all - sqlite3_backup_remaining(b), all);
		}
	sqlite3_backup_finish(b);
	if (r == 0 && rc != SQLITE_DONE)
		r = store_err(st, rc);
	return r;
}

/* The snapshot: a transaction that has read something. */
static int
snapshot_begin(struct store *st)
{
	int r = store_exec(st, "BEGIN");

	if (r == 0 &&
	    (r = store_exec(st, "SELECT 1 FROM setting LIMIT 1")) != 0)
		store_exec(st, "ROLLBACK");
	return r;
}

int
store_folder_sync(const char *path)
{
	char folder[512];
	const char *slash = strrchr(path, '/');
	int fd, r;

	snprintf(folder, sizeof(folder), "%.*s",
	    slash != NULL ? (int)(slash - path) + 1 : 1,
	    slash != NULL ? path : ".");
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	r = fd >= 0 && fsync(fd) == 0 ? 0 : ERR_IO;
	if (fd >= 0)
		close(fd);
	return r;
}

int
store_backup(struct store *st, const char *path, store_backup_fn fn, void *arg)
{
	sqlite3 *to = NULL;
	int r;

	if (st->writing)
		return ERR_STATE;
	if ((r = copy_make(path)) != 0)
		return r;
	if ((r = copy_open(st, path, &to)) == 0 &&
	    (r = snapshot_begin(st)) == 0) {
		r = copy_pages(st, to, fn, arg);
		store_exec(st, "COMMIT");
	}
	if (sqlite3_close(to) != SQLITE_OK && r == 0)
		r = ERR_IO;
	if (r == 0)
		r = store_folder_sync(path);
	if (r != 0)
		unlink(path);
	return r;
}
