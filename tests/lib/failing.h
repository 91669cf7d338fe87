/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_FAILING_H
#define TESTS_FAILING_H

#include <stdint.h>

struct actor;
struct buf;

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
 * call() does the row-th and gives its name, also when it fails; FAILING_END
 * after the last.  before() (or NULL) is called before each try.
 */
#define FAILING_END 1
void
failing_each(int (*call)(int row, const char **name), void (*before)(void));

/*
 * Such a call() of the rows of a table, with w for who does it:
 *	#define CALLS(X) \
 *		X(act_setting_read, "op1", w) \
 *		X(act_draft_each, "op2", w, a_draft, NULL)
 *	FAILING_TABLE(do_row, CALLS)
 */
#define FAILING_CALL(f, login, ...)                   \
	if (row-- == 0) {                             \
		struct actor *w = failing_who(login); \
		*name = #f;                           \
		return f(__VA_ARGS__);                \
	}
#define FAILING_TABLE(name_of_it, calls)                  \
	static int name_of_it(int row, const char **name) \
	{                                                 \
		calls(FAILING_CALL) return FAILING_END;   \
	}

/*
 * A day of the sample office (tests/lib/office.h).  These sign in, the keeper
 * ("keeper") after one who has a store; ends with NULL.  What is given back is
 * secret, for texts that are read, and empty before each try.
 */
struct buf *failing_begin(const char *const *logins);
int failing_end(void **state); /* a group's teardown */

struct actor *failing_who(const char *login);
/* Where they sit, for somebody else who takes the place. */
struct actor **failing_seat(const char *login);

/* A child of class1's class, which is given too, and its school. */
struct org;
int64_t failing_child(const char *identity, const char *number,
    struct org *class, struct org *school);

#endif
