/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_FAILING_H
#define TESTS_FAILING_H

/*
 * A store in which one step fails: the k-th sqlite3_step() from now on answers
 * SQLITE_IOERR (-1: none).  For programs that are linked with failing.c: it
 * stands between them and SQLite.
 */
void failing_from(int k);
/* How many there were. */
int failing_steps(void);

/*
 * Every row of a table of calls, for every k, until the call needs no more
 * steps: it then has said so each time, and is done as if nothing had been.
 * call() does the row-th and gives its name, FAILING_END after the last;
 * before() is called before each try.
 */
#define FAILING_END 1
void
failing_each(int (*call)(int row, const char **name), void (*before)(void));

#endif
