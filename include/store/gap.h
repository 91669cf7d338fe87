/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_GAP_H
#define STORE_GAP_H

#include <stdint.h>

#include "model/org.h"

struct store;

/*
 * What is missing in an office, a named statement each: a class without a
 * class teacher, a post nobody stands in for.  What a gap is called, and who
 * sees which, is act/gap.h's.
 */
enum store_gap {
	GAP_CLASS_TEACHER,
	GAP_PSYCHOLOGY,
	GAP_CAMPUS,
	GAP_FULL_TIME,
	GAP_TWO_TEACHERS,
	GAP_PER_TEN_CLASSES,
	GAP_UNIVERSITY,
	GAP_QUALIFIED,
	GAP_DEPUTY,
	GAP_ENDING,
	GAP_ONCALL,
	GAP_CONFIRMED,
	GAP_NEVER_IN,
	GAP_FIRST_RESPONSIBLE,
	GAP_LIAISON,
	GAP_RESEARCHERS,
	GAP_ROOM,
	GAP_VENDOR,
	GAP_TRAINING,
	GAP_COUNT
};

struct gap_row {
	int64_t place; /* rows come in its order: for the next page */
	int64_t org;
	enum org_type type;
	int64_t number; /* of the grade, of a class */
	char name[ORG_NAME_MAX], above[ORG_NAME_MAX];
	int64_t person; /* 0 without */
	char who[65], role[33], duty[33];
	int64_t at; /* a time: ends, confirmed last; 0 without */
};

/* Those of organisations with lft in lft..rgt, behind place `after`. */
int store_gap_each(struct store *st, enum store_gap g, int64_t lft,
    int64_t rgt, int64_t after, int64_t now, int limit,
    int (*fn)(void *, const struct gap_row *), void *arg);

#endif
