/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_PAPER_H
#define STORE_PAPER_H

#include "model/paper.h"

struct store;

/* Sheets of blank forms. */
int store_paper_add(struct store *st, struct paper *p); /* fills id */
/* State, record, times and who. */
int store_paper_put(struct store *st, const struct paper *p);
/* Those with this whole number, then those with this end, the oldest first:
 * one that was not printed here may bear another's number. */
int store_paper_by_number(struct store *st, const char *number,
    int (*fn)(void *, const struct paper *), void *arg);
/* The sheet a record came from; ERR_NOT_FOUND. */
int store_paper_of(struct store *st, enum paper_subject subject, int64_t object,
    struct paper *p);
/* Sheets nothing was heard of, the oldest first, ids beyond `after`: printed
 * at an organisation, or by a person. */
int store_paper_out_of_org(struct store *st, int64_t org, int64_t after,
    int limit, int (*fn)(void *, const struct paper *), void *arg);
int store_paper_out_of_person(struct store *st, int64_t person, int64_t after,
    int limit, int (*fn)(void *, const struct paper *), void *arg);

#endif
