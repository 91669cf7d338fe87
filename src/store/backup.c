/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "sealed/vfs.h"
#include "store/audit.h"
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

int64_t
store_backup_room(void)
{
	static const char *const files[] = { STORE_FILE, STORE_FILE "-wal" };
	struct stat st;
	int64_t all = 0;

	for (size_t i = 0; i < nitems(files); i++)
		if (stat(files[i], &st) == 0)
			all += st.st_size;
	return all;
}

/* --- reading a copy again ----------------------------------------------------
 */

/* Exclusive: what SQLite needs beside a file of this kind stays in memory, but
 * for a log without a frame. */
static int
check_open(struct store *copy, const char *path)
{
	int rc = sqlite3_open_v2(path, &copy->db,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
	    NULL);

	if (copy->db == NULL)
		return ERR_MEMORY;
	if (rc != SQLITE_OK)
		return (rc & 0xff) == SQLITE_CANTOPEN ? ERR_NOT_FOUND
						      : store_err(copy, rc);
	return store_exec(copy, "PRAGMA locking_mode = EXCLUSIVE;"
				"PRAGMA temp_store = MEMORY;"
				"PRAGMA trusted_schema = OFF;"
				"PRAGMA cache_size = -16384");
}

/* Each page of each tree is opened by this, so its seal is checked too. */
static int
check_pages(struct store *copy)
{
	const char *said;
	sqlite3_stmt *s;
	int r = ERR_CORRUPT, rc;

	rc =
	    sqlite3_prepare_v2(copy->db, "PRAGMA quick_check(1)", -1, &s, NULL);
	if (rc != SQLITE_OK)
		return store_err(copy, rc);
	if ((rc = sqlite3_step(s)) != SQLITE_ROW)
		r = store_err(copy, rc);
	else if ((said = (const char *)sqlite3_column_text(s, 0)) != NULL &&
		 strcmp(said, "ok") == 0)
		r = 0;
	sqlite3_finalize(s);
	return r;
}

int
store_backup_check(const char *path, const struct audit_head *head,
    const uint8_t by[32], struct audit_report *out)
{
	struct store *copy = mem_zero(1, sizeof(*copy));
	int r;

	copy->mark = -1;
	if ((r = check_open(copy, path)) == 0 && (r = check_pages(copy)) == 0)
		r = store_audit_verify(copy, head, by, out);
	for (int i = 0; i < copy->n_kept; i++)
		sqlite3_finalize(copy->kept[i].s);
	sqlite3_close(copy->db);
	free(copy);
	return r;
}
