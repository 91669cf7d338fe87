/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_BACKUP_H
#define ACT_BACKUP_H

#include <stdint.h>

#include "store/audit.h"
#include "store/backup.h"

struct buf;
struct store;

/*
 * Copies of the store, for whoever keeps its machine: nobody signs in, and
 * nothing is opened.  A copy is sealed as the store is and has no key in it;
 * the files of keys are kept apart by hand (doc/store.md, "Backups").
 */
#define ACT_BACKUP_NAME 32 /* "xinqing-20261127T021405Z.db" */
#define ACT_BACKUP_KEPT 7  /* the newest so many, however old they are */

struct act_backup_how {
	const char *folder; /* the account of the store may write there */
	int keep_days;	    /* older ones go */
	store_backup_fn fn; /* told of each step; or NULL */
	void *arg;
};

struct act_backup {
	char name[ACT_BACKUP_NAME];
	int64_t at, bytes;
	int gone;		   /* old copies taken away */
	struct audit_report audit; /* of the copy; with a fault nothing goes */
	int noted; /* 0, or why the store could not be told of the copy */
};

/*
 * Make one: copied while others work, read again page by page, then given its
 * name; the store notes when, and its audit log that.  Whatever ends it before
 * leaves no copy, and what kill -9 leaves is taken away by the next.
 * ERR_NOT_FOUND or ERR_DENIED for the folder, ERR_BUSY when another one is made
 * there, ERR_FULL when it has no room (asked before a byte is written),
 * ERR_CORRUPT if the copy is not whole, or what fn returned.
 */
int act_backup_make(
    struct store *st, const struct act_backup_how *how, struct act_backup *out);

/* The files of keys, in this order; the last may be missing. */
enum act_backup_key { BACKUP_STORE, BACKUP_KEEPER, BACKUP_PUBLIC, BACKUP_HOST };
#define ACT_BACKUP_KEYS 4
const char *act_backup_key_name(int i);

struct act_restore {
	int file;			  /* the copy, open for reading */
	struct buf *key[ACT_BACKUP_KEYS]; /* guarded; NULL: missing */
};
struct act_restored {
	int64_t last_at; /* of its audit log: what came later is lost */
	struct audit_report audit;
};

/*
 * Put a copy in place as the store of data, which has none yet (ERR_EXISTS);
 * read as above, brought to the newest schema, noted in its audit log.  As in
 * act_store_begin() nobody sees it before it is whole.  ERR_CORRUPT if the
 * key does not open it, or it is not whole; ERR_NEW; ERR_INPUT without a key.
 */
int act_backup_restore(
    const char *data, const struct act_restore *from, struct act_restored *out);

#endif
