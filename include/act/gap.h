/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_GAP_H
#define ACT_GAP_H

#include <stdint.h>

#include "store/gap.h"

struct actor;

/*
 * What is missing in the office: a row of one table each, with a sentence and
 * the clauses that ask for it; the statement is store/gap.h's.  Everybody who
 * sees the office sees the gaps of what they see of it (office.h).
 */
const char *act_gap_name(enum store_gap g);    /* "class_teacher" */
int act_gap_of(const char *name);	       /* -1 without */
const char *act_gap_words(enum store_gap g);   /* a msgid */
const char *act_gap_clauses(enum store_gap g); /* "SJS-03" */

/* How many, up to a million. */
int act_gap_count(struct actor *who, enum store_gap g, int64_t *n);
int act_gap_each(struct actor *who, enum store_gap g, int64_t after, int limit,
    int (*fn)(void *, const struct gap_row *), void *arg);
/* The same of one organisation and what stands under it. */
int
act_gap_of_org(struct actor *who, enum store_gap g, int64_t org, int64_t *n);

#endif
