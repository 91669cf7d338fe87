/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_CALL_H
#define TESTS_CALL_H

#include <stdint.h>

struct actor;

/* Answer all three questions: "not asked" for the numbers. */
void
test_answer_three(struct actor *who, int64_t ticket, int thoughts, int danger);

/* The newest ticket of a person's own. */
int64_t test_newest(struct actor *who);

/* Move the sample store's clock. */
void test_clock(int64_t seconds);
/* To that moment ("2030-11-26T10:35:01+08:00"). */
void test_clock_to(const char *when);

/* A person's session in a terminal of its own, on a screen: 24 x 80.  Call
 * test_office_close() before: a process does not share a connection.  For
 * pictures it takes the theme $XINQING_THEME, else none. */
struct screen_ops;
struct test_term;
struct test_term *test_session(
    const char *login, const char *language, const struct screen_ops *first);

/* A student of the first school, made by hand: "曾一诺", number "20260217". */
int64_t test_student(void);

#endif
