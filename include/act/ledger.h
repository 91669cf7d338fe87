/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_LEDGER_H
#define ACT_LEDGER_H

#include <stdbool.h>
#include <stdint.h>

#include "model/org.h"
#include "store/ledger.h"

struct actor;

/*
 * The ledger of *all* children, and when each row was last looked through
 * (TJ-44): by whoever may read the directory of a class, grade, school or
 * district as a whole (permit.h C1 at their post).  It holds directory alone.
 * A roster taken in has looked through what it names.
 */
bool act_ledger_may(const struct actor *who);

struct act_ledger_line {
	struct ledger_row row;
	char class[CLASS_FULL_MAX];
	char school[ORG_NAME_MAX]; /* "" where one looks at one alone */
	char mentors[97];	   /* and linked teachers; "" without */
	enum care_view care_view;  /* row.care is only told as far as this */
};

/* Where one looks: an organisation, or 0 for the first post's.
 * ERR_DENIED. */
int act_ledger_org(struct actor *who, int64_t org, struct org *o);

/* A page of it, behind the student `after` (0: from the start): all, or those
 * not looked through for `days` (0: all). */
int act_ledger_page(struct actor *who, int64_t org, int64_t after, int days,
    int limit, int (*fn)(void *, const struct act_ledger_line *), void *arg);

/* Looked through now: one, or (*n of them) everybody in a class. */
int act_ledger_fresh(struct actor *who, int64_t student, int64_t *audit);
int act_ledger_fresh_class(
    struct actor *who, int64_t class, int64_t *n, int64_t *audit);

/* At school, on leave, moved away, graduated; by who writes the directory.
 * whereabouts NULL: unknown. */
int act_ledger_state(struct actor *who, int64_t student, enum enrolment e,
    const char *whereabouts, int64_t *audit);

#endif
