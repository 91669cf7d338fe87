/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_CALL_H
#define TESTS_CALL_H

#include <stdint.h>

struct actor;

/* Answer all three questions: "not asked" for the numbers. */
void
test_answer_three(struct actor *who, int64_t ticket, int thoughts, int danger);

/* Move the sample store's clock. */
void test_clock(int64_t seconds);

/* A student of the first school, made by hand: "曾一诺", number "20260217". */
int64_t test_student(void);

#endif
