/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_INTERNAL_H
#define STORE_INTERNAL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "store/store.h"

/* What the files of store/ share and nobody else sees. */

#define STORE_FILE "store.db"
#define STORE_KEY_FILE "store.key"
#define STORE_MARK_FILE "store.mark"
#define STORE_TOUCH_MAX 64

struct store {
	sqlite3 *db;
	struct epoch *epoch;
	bool writing;
	int place;	       /* in the queue of writers, while writing */
	sqlite3_stmt *edge[2]; /* BEGIN and COMMIT */
	bool wrote;	       /* this transaction did write */
	int64_t since_us;      /* when it was wished for */
	int64_t row;	       /* its last audit row, or 0 */
	int frames;	       /* in the WAL after it */
	int wal_most;	       /* from so many on, a checkpoint; */
	int wal_due;	       /* the next one */
	bool sync_failed;      /* of the database or its WAL, ever */
	int mark;	       /* the file of the mark, or -1 */
	int64_t lost;	       /* rows it says and the audit log has not */
	bool sample;
	bool memory;	    /* it is no file */
	int64_t offset;	    /* of a sample's clock, */
	uint32_t offset_at; /* as of this epoch of everything */
	bool offset_known;
	struct untold {
		uint64_t known, least; /* told of by now; of these looks */
		uint64_t last;	       /* commit at the last look */
		int looks;
	} untold; /* commits: store_tell_untold() */
	uint32_t touched[STORE_TOUCH_MAX];
	int n_touched;
	/* Prepared statements kept for the next time, by their sql. */
	struct {
		const struct sql *of;
		sqlite3_stmt *s;
		bool busy;
	} kept[256];
	int n_kept;
};

/* What SQLite said, as one of ours. */
int store_err(struct store *st, int rc);

/* Run a text that returns nothing: schema and pragmas only. */
int store_exec(struct store *st, const char *text);

/* Room for the seal on each page of a new database. */
int store_reserve(sqlite3 *db);

/* Sync the folder in which the file of this path is. */
int store_folder_sync(const char *path);

/* What begins and ends a transaction; closing also closes st->db. */
int store_write_open(struct store *st);
void store_write_close(struct store *st);

/* The mark of what was acknowledged.  Checking: ERR_LOST and how many rows of
 * the audit log are missing; ERR_CORRUPT if the mark itself was changed. */
int store_mark_open(struct store *st);
void store_mark_put(struct store *st, int64_t row);
int store_mark_check(struct store *st, int64_t *lost);

/* 0, ERR_OLD or ERR_NEW; and every step still to do. */
int store_check_schema(struct store *st);
int store_schema_run(struct store *st);

/* Every statement of a file: NULL at the end; the files: src/store/all.c. */
const struct sql *const *const *store_all_sql(void);

#endif
