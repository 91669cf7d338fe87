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
#define STORE_TOUCH_MAX 64

struct store {
	sqlite3 *db;
	struct epoch *epoch;
	bool writing;
	int place;		/* in the queue of writers, while writing */
	bool sample;
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

/* 0, ERR_OLD or ERR_NEW; and every step still to do. */
int store_check_schema(struct store *st);
int store_schema_run(struct store *st);

/* Every statement of a file: NULL at the end; the files: src/store/all.c. */
const struct sql *const *const *store_all_sql(void);

#endif
