/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_TEST_H
#define TESTS_TEST_H

/*
 * What every test program begins with.  A test file is a program of its own
 * (tests/unit/model/ticket.c tests src/model/ticket.c); each test's name is a
 * sentence: test_a_closed_ticket_can_be_reopened.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"

/* As assert_int_equal and assert_string_equal, saying which row of a table
 * of cases it was. */
#define test_same_int(why, got, want)                                          \
	do {                                                                   \
		long long test_g = (long long)(got), test_w = (want);          \
		if (test_g != test_w)                                          \
			fail_msg("%s: got %lld, expected %lld", (why), test_g, \
			    test_w);                                           \
	} while (0)
#define test_same_text(why, got, want)                                     \
	do {                                                               \
		const char *test_g = (got), *test_w = (want);              \
		if (strcmp(test_g, test_w) != 0)                           \
			fail_msg("%s: got \"%s\", expected \"%s\"", (why), \
			    test_g, test_w);                               \
	} while (0)
#define test_true(why, cond)                                            \
	do {                                                            \
		if (!(cond))                                            \
			fail_msg("%s: %s does not hold", (why), #cond); \
	} while (0)

/* What this machine or build cannot show is said, not counted as shown: the
 * TAP of cmocka's skip() reads as a failure. */
#define test_skip(why)                                         \
	do {                                                   \
		printf("# skipped %s: %s\n", __func__, (why)); \
		return;                                        \
	} while (0)

/* Every main(): the tests in TAP, which the build's driver reads. */
#define TEST_MAIN(tests)                                          \
	int main(void)                                            \
	{                                                         \
		cmocka_set_message_output(CM_OUTPUT_TAP);         \
		return cmocka_run_group_tests(tests, NULL, NULL); \
	}

/* A fresh folder under $TMPDIR, made once a program and removed at its end;
 * static text. */
const char *test_folder(void);

/* As fork(); the child ends with this process, whatever becomes of the test:
 * one that pauses or is stopped would keep the log open for ever. */
pid_t test_fork(void);

/* How many rounds, or every how manieth step: as $TORTURE says (make torture),
 * `quick` with $QUICK set (slow builds), else as in any check. */
int test_pace(int check, int quick);

/* How many times as long anything may take here: $XINQING_PATIENCE, else 1.
 * `make check` says 3, since tests run side by side there; memcheck 20. */
int test_patience(void);

/* Fails when ms is more than most times the patience, with both in the text. */
void test_within(const char *what, int64_t ms, int64_t most);

#endif
