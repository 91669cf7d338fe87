/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include <stdint.h>

struct audit_head;
struct audit_report;
struct store;

/* Called after each few pages of all; anything but 0 stops the backup. */
typedef int (*store_backup_fn)(void *arg, int pages, int all);

/*
 * Copy the store as it is now into the new file path while others read and
 * write, sealed with the same store.key (which is not in it: keep that
 * elsewhere).  The copy is a store of its own: put it in a folder as store.db.
 * fn may be NULL.  0 once it is on the disk; else there is no file: ERR_EXISTS,
 * ERR_STATE inside a transaction, ERR_FULL, ERR_IO, or what fn returned.
 */
int
store_backup(struct store *st, const char *path, store_backup_fn fn, void *arg);

/*
 * Read the file path as a store that nobody serves, with the key used last:
 * every page, every tree, and the chain of its audit log (audit.h), which must
 * go on to head if that is not NULL.  ERR_CORRUPT if it does not open or does
 * not hold together; 0 also when the log alone is amiss: see out.  SQLite
 * leaves path-wal and path-shm beside it if it is killed in the midst.
 */
int store_backup_check(const char *path, const struct audit_head *head,
    const uint8_t by[32], struct audit_report *out);

/* How many bytes a copy of the store in the current folder takes at most. */
int64_t store_backup_room(void);

#endif
