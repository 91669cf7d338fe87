/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_WHOLE_H
#define TESTS_WHOLE_H

#include <stddef.h>
#include <stdint.h>

struct store;

/*
 * The store of server_data() as it lies there, while others go on: looked at
 * by a process of its own, which is the store's owner.  Each fails the test
 * saying what is wrong.
 */

/* fn with a connection; what it writes into text (size bytes) comes back.
 * Returns what fn returned. */
int in_store(int (*fn)(struct store *st, void *arg, char *text, size_t size),
    void *arg, char *text, size_t size);

/* Pages, indexes and references hold; every audit row is there, the chain
 * unbroken, its times forward; no change stands without its audit row. */
void store_is_whole(const char *when);

/* The one number that a SELECT gives. */
int64_t store_number(const char *sql);

/* What the person's draft of this kind holds, whatever it is about: the
 * newest one, opened with the sample passphrase.  "" without one. */
void draft_of(const char *login, const char *kind, char *text, size_t size);
/* Wait until words are in the person's draft of an entry. */
void draft_comes(const char *login, const char *words);

#endif
