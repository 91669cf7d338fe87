/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_FILL_H
#define TESTS_FILL_H

#include <stdint.h>

/*
 * test_office() with so many invented students.  From FILL_CITY on the store
 * is a city's: ten districts share the schools, dist1 holds a post in each of
 * them, and the indexes of searches are put away while the rows go in and made
 * anew behind them; below, every index is kept.
 */
#define FILL_CITY INT64_C(2000000)
#define FILL_DISTRICTS 10

void fill_students(int64_t students);
/* dist1 is left with the first district, where psy1's school is too. */
void fill_one_district(void);
/*
 * Wait until the disk has nothing of it to do any more: the WAL in the
 * database, every dirty page of the machine written; and, for a while, until
 * nobody else makes new ones.  Says on stderr how long that took.
 */
void fill_calm(void);

#endif
