/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_GROUP_H
#define STORE_GROUP_H

#include <stdint.h>

#include "model/group.h"
#include "store/person.h"
#include "store/student.h"

struct store;

/* What to keep in mind about children (act/group.h). */
struct group_row {
	int64_t id, student;
	struct group g; /* g.code is NULL for a code not known any more */
	int64_t entered_by, entered_at;
	int64_t ended_by, ended_at; /* 0: it stands */
	char by[PERSON_NAME_MAX];   /* who entered it */
};

/* Those of a student, the newest first; the ended ones too, or only those
 * that stand on the day `today`. */
int store_group_each(struct store *st, int64_t student, int today, bool ended,
    int (*fn)(void *, const struct group_row *), void *arg);
int store_group_get(struct store *st, int64_t id, struct group_row *g);

int store_group_add(struct store *st, struct group_row *g, int64_t audit);
/* It stands no more; ERR_STALE if it did not. */
int store_group_end(
    struct store *st, int64_t id, int64_t person, int64_t now, int64_t audit);

/* Those that stand of the students at places lft..rgt, in the order of
 * classes, behind (place, student, id).  codes: " single_parent divorced ". */
struct group_ask {
	int64_t lft, rgt, place, student, id;
	const char *codes;
	int today, limit;
};
int store_group_list(struct store *st, const struct group_ask *ask,
    int (*fn)(void *, const struct group_row *, const struct student *),
    void *arg);
/* How many students each of them concerns. */
int store_group_count(struct store *st, const struct group_ask *ask,
    int (*fn)(void *, const char *code, int64_t n), void *arg);

#endif
