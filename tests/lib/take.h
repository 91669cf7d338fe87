/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_TAKE_H
#define TESTS_TAKE_H

struct act_import;
struct act_imported;
struct actor;

/*
 * Tables taken in: what stands in text, as act_import() takes in one of that
 * kind ("roster").  The files are table.csv and refused.csv where the test
 * stands; refused.csv may be read afterwards.  how: all but the two files, or
 * NULL.
 */
int test_take(struct actor *who, const char *kind, const char *text,
    const struct act_import *how, struct act_imported *out);
/* By login, and every row must go in. */
void test_take_all(const char *login, const char *kind, const char *text);

#endif
