/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_PRACTICE_H
#define TESTS_PRACTICE_H

#include <stdbool.h>

struct test_term;

/* A session of the sample office on the first screen, as xinqing-session has
 * it; first: the person has never signed in before.  Call test_office_close()
 * before. */
struct test_term *
practice_sit(const char *login, const char *language, bool first);
/* From there into the practice, by the palette. */
struct test_term *practice_begin(const char *login, const char *language);

#endif
