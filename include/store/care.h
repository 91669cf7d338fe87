/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_CARE_H
#define STORE_CARE_H

#include <stdint.h>

#include "model/care_table.h"

struct store;

/* What the district's care system calls a child (QP-40): one number at a
 * time; another one is another row. */
struct care_number {
	int64_t id, student;
	char number[CARE_NUMBER_MAX];
	int64_t entered_by, entered_at;
};

/* The one that stands, of a student or by the number itself; ERR_NOT_FOUND. */
int
store_care_number_of(struct store *st, int64_t student, struct care_number *n);
int store_care_number_by(
    struct store *st, const char *number, struct care_number *n);

int
store_care_number_add(struct store *st, struct care_number *n, int64_t audit);
/* It stands no more; ERR_STALE if it did not. */
int store_care_number_end(struct store *st, int64_t id, int64_t audit);

#endif
