/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_TRAINING_H
#define STORE_TRAINING_H

#include <stdint.h>

struct store;

/* What somebody was trained in (act/training.h). */
#define TRAINING_KIND_MAX 97
#define TRAINING_DAY 11 /* "2027-08-31" */
struct training {
	int64_t id, person;
	char kind[TRAINING_KIND_MAX];
	char day[TRAINING_DAY], ends[TRAINING_DAY]; /* "": for good */
	int hours;
	int64_t noted_by, at;
};

int store_training_add(struct store *st, struct training *t); /* fills id */
int store_training_each(struct store *st, int64_t person,
    int (*fn)(void *, const struct training *), void *arg);

#endif
