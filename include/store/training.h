/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_TRAINING_H
#define STORE_TRAINING_H

#include <stdint.h>

#include "model/day.h"
#include "model/training.h"

struct store;

/* What somebody was trained in (act/training.h); days as "2027-08-31". */
struct training {
	int64_t id, person;
	char kind[TRAINING_KIND_MAX];
	char day[DAY_TEXT], ends[DAY_TEXT]; /* "": for good */
	int hours;
	int64_t noted_by, at;
	int64_t until; /* taken back at; 0: it stands */
};

int store_training_add(struct store *st, struct training *t); /* fills id */
int store_training_get(struct store *st, int64_t id, struct training *t);
/* It counts no more. */
int store_training_end(struct store *st, int64_t id, int64_t at);
/* Those that stand. */
int store_training_each(struct store *st, int64_t person,
    int (*fn)(void *, const struct training *), void *arg);
/* The last day any of them is valid on, "9999-12-31" for good; "" without
 * one. */
int store_training_last(struct store *st, int64_t person, char ends[DAY_TEXT]);

#endif
