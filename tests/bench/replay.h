/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_REPLAY_H
#define TESTS_REPLAY_H

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The bare statements of one save, recorded from the real thing and run again
 * on the stock VFS: the yardstick of the saves.  Numbers that differ from one
 * save to the next (the ticket, the new entry, the audit row) are put in by
 * value, so record where they are unlike any other number.
 */
struct replay;

/* Record what db runs until replay_stop(). */
struct replay *replay_start(sqlite3 *db);
void replay_stop(struct replay *r, sqlite3 *db);

/* Prepare it for another connection. */
struct replay *replay_copy(const struct replay *r, sqlite3 *db);

/* In place of the number was, now goes; at most 4. */
void replay_put(struct replay *r, int64_t was, int64_t now);
/* The number was is the rowid that the recorded INSERT INTO table makes, or
 * one more than what a SELECT from table found in its first column. */
void
replay_follow(struct replay *r, const char *statement, int64_t was, int plus);

/* Run all of it once; an SQLite code. */
int replay_run(struct replay *r);

#endif
