/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

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

#endif
