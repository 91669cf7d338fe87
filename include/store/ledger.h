/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_LEDGER_H
#define STORE_LEDGER_H

#include <stdint.h>

#include "model/care.h"
#include "model/enrolment.h"
#include "store/person.h"
#include "store/student.h"

struct store;

/* The ledger of all children (act/ledger.h): a row each. */
struct ledger_row {
	struct student s; /* without the address */
	enum enrolment state;
	char whereabouts[WHEREABOUTS_MAX];
	int64_t fresh_at;		/* last looked through, or changed */
	char fresh_by[PERSON_NAME_MAX]; /* "" before anybody did */
	struct care_state care;
};

/* Those at places lft..rgt, in the order of classes, behind (place, id);
 * not looked through since `stale` (0: all). */
struct ledger_ask {
	int64_t lft, rgt, place, id, stale;
	int limit;
	enum care_view care;
};
int store_ledger_each(struct store *st, const struct ledger_ask *ask,
    int (*fn)(void *, const struct ledger_row *), void *arg);

/* How it stands with one, as far as it may be known. */
int store_care_of(struct store *st, int64_t student, enum care_view view,
    struct care_state *to);

/* One was looked through now; a whole class, *n of them. */
int
store_fresh_put(struct store *st, int64_t student, int64_t at, int64_t person);
int store_fresh_class(
    struct store *st, int64_t place, int64_t at, int64_t person, int64_t *n);

/* What is so of one from now on; what was so ends.  HERE adds no row. */
int store_enrolment_put(struct store *st, const struct student *s,
    enum enrolment e, const char *whereabouts, int64_t now, int64_t audit);

#endif
