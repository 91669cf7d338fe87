/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/topic.h"

/*
 * One connection to the encrypted store.  The process stands in the data
 * folder (store_enter), so every path here is relative: the folders above
 * need not be open to the account it runs as.
 *
 * A writer waits in a FIFO queue, then holds the store between store_begin()
 * and store_end(); readers never wait.  No statement stays open between two
 * calls of this layer.
 */
struct store;
struct epoch;

/* Stand in the data folder dir and, when root, become its owner. */
int store_enter(const char *dir);

/* Make store.key and an empty store of the newest schema; ERR_EXISTS if one
 * is there.  sample marks it as one whose secrets are public. */
int store_create(bool sample);

/* Is there a store in the current folder?  What a store_create() that was
 * broken off left here is thrown away; and a whole one, closed, is moved to
 * the folder above, the database last and each step on the disk. */
bool store_is_here(void);
bool store_key_is_here(void);
int store_forget(void);
/* From now on files open with the key of the current folder. */
int store_use_key(void);
int store_move_up(void);

/*
 * Open the store of the current folder.  ERR_NOT_FOUND without one, ERR_OLD
 * or ERR_NEW by its schema (store_migrate mends the first), ERR_CORRUPT with
 * the wrong key, ERR_LOST if what was acknowledged is no longer there. cache_kb
 * is the page cache of this process: 1024 for a session, hundreds of thousands
 * for an import.  The umask is 007 from then on: what this process makes, the
 * keeper's account may use and nobody outside the group may.
 */
int store_open(struct store **out, int cache_kb);
/* The same, but a store from which *lost rows of the audit log are missing
 * opens as well; and from then on it is whole as it is. */
int store_open_short(struct store **out, int cache_kb, int64_t *lost);
int store_mark_reset(struct store *st);
/* Change the page cache of this connection: an import wants much. */
int store_cache(struct store *st, int cache_kb);
/* How many pages the log of changes may have before this connection takes them
 * into the database: pages that change again and again are written once for
 * more of them.  0: as usual, and what is more than that goes in now.  Not
 * within a transaction. */
void store_log_most(struct store *st, int frames);
void store_close(struct store *st); /* NULL is fine; rolls back */

/* Bring the store of the current folder to the newest schema; each step is
 * a transaction of its own.  0 also when there was nothing to do. */
int store_migrate(void);

/*
 * A sample store of the newest schema that lies in the memory of this process
 * alone: no file, no page shared with anybody, gone with the process however
 * it ends.  Empty but for the schema.
 */
int store_open_memory(struct store **out);
bool store_is_memory(const struct store *st);

/* Was it made as a sample, whose secrets are public? */
bool store_is_sample(const struct store *st);

/* Hold the store for writing: the queue, then BEGIN IMMEDIATE.  ERR_BUSY
 * after 5 s.  Does not nest. */
int store_begin(struct store *st);

/* End what store_begin began: commit if r is 0, else roll back; returns r, or
 * the error of the commit.  After 0 the rows are on the disk, and the topics
 * touched (store_touch) have been woken.  After ERR_IO they may be in the
 * store all the same; once a sync has failed store_begin() is ERR_IO too. */
int store_end(struct store *st, int r);
bool store_is_writing(const struct store *st);
/* A sync has failed: nothing is saved until the machine was started again. */
bool store_is_lost(const struct store *st);

/* By the keeper, once a second: a writer that died between its commit and
 * telling of it has told nobody.  A quiet second later, or ten busy ones,
 * everybody is told to look again; true then. */
bool store_tell_untold(struct store *st);

/* Wait until all that is committed, by whomever, is on the disk. */
int store_flush(struct store *st);

/* Somebody whom this concerns is to look again: model/topic.h. */
void store_touch(struct store *st, uint32_t topic);

/* The epoch page of this store, for listening; belongs to st. */
struct epoch *store_epoch(struct store *st);

/* A named value of the store itself ("sample", "clock_offset", "profile"):
 * ERR_NOT_FOUND without one.  Integers only; texts have tables. */
int store_setting_get(struct store *st, const char *name, int64_t *value);
int store_setting_put(struct store *st, const char *name, int64_t value);

/* Wall clock plus the sample store's offset. */
int64_t store_now(struct store *st);

#endif
