/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_SAMPLE_ROSTER_H
#define ACT_SAMPLE_ROSTER_H

#include <stdint.h>
#include <stdio.h>

/*
 * A roster of children who do not exist, in the columns of the national
 * registry, for the sample district, benches and tests: surnames as often as
 * in life, rare readings and rare characters among them, numbers that pass
 * their checks with an area that is nowhere.  The same seed gives the same
 * table.
 */
struct act_sample_roster {
	int64_t students;
	int schools; /* 第001实验学校 and on; 0: one for each 1,600 */
	uint64_t seed;
	int today; /* 20261124: the grades follow from it */
};

/* Schools that many students are spread over. */
int act_sample_schools(int64_t students);

/* ERR_IO if it cannot be written. */
int act_sample_roster(FILE *to, const struct act_sample_roster *r);

#endif
