/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_WOKEN_H
#define TESTS_WOKEN_H

#include <stdint.h>

struct store;

/*
 * Whom the changes since it was last asked have woken, in words: " wakes op2
 * line ticket3"; "" for nobody.  named() gives a ticket or a warning its name.
 * The first time says nothing of interest.  Static text.
 */
const char *test_woken(
    struct store *st, const char *(*named)(int64_t id, const char *kind));

/* What a topic is called there; NULL for what is not. */
const char *test_topic(struct store *st, uint32_t topic,
    const char *(*named)(int64_t id, const char *kind));

#endif
