/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_HEED_H
#define STORE_HEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/person.h"
#include "store/student.h"

struct store;

/* The ledger of what to heed for a child's body (act/health.h). */
struct heed_row {
	int64_t id, student;
	unsigned heed;	  /* bits of enum heed */
	int starts, ends; /* ends 0: open */
	int64_t pair;	  /* of the sealed words; 0: without */
	int64_t entered_by, entered_at;
	int64_t ended_by, ended_at; /* 0: it stands */
	char by[PERSON_NAME_MAX];
};

int store_heed_add(struct store *st, struct heed_row *h, int64_t audit);
/* Its words, once the row has an id they are bound to. */
int store_heed_seal(
    struct store *st, int64_t id, int64_t pair, const void *sealed, size_t n);
int store_heed_get(struct store *st, int64_t id, struct heed_row *h);
/* fn is not called for one without words. */
int store_heed_words(struct store *st, int64_t id,
    int (*fn)(void *, const void *sealed, size_t n), void *arg);
int store_heed_end(
    struct store *st, int64_t id, int64_t person, int64_t now, int64_t audit);

/* Those of a student, newest first; the ended ones too, or those that stand
 * on the day `today`. */
int store_heed_each(struct store *st, int64_t student, int today, bool ended,
    int (*fn)(void *, const struct heed_row *), void *arg);
/* Those that stand of the students at places lft..rgt, behind (place,
 * student, id). */
struct heed_ask {
	int64_t lft, rgt, place, student, id;
	int today, limit;
};
int store_heed_list(struct store *st, const struct heed_ask *ask,
    int (*fn)(void *, const struct heed_row *, const struct student *),
    void *arg);
/* How many students. */
int store_heed_count(struct store *st, const struct heed_ask *ask, int64_t *n);

#endif
