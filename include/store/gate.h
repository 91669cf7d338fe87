/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_GATE_H
#define STORE_GATE_H

#include "model/gate.h"
#include "model/package.h"

struct store;

/* Words of the file gate: kept by their hash alone. */
#define GATE_HASH 32

/* Fills g->id. */
int
store_gate_add(struct store *st, struct gate *g, const uint8_t hash[GATE_HASH]);
/* Words made before; *n says how many went. */
int store_gate_drop_old(struct store *st, int64_t before, int64_t *n);
int store_gate_get(struct store *st, int64_t id, struct gate *g);
/* The person's word of that hash; ERR_NOT_FOUND. */
int store_gate_by_hash(struct store *st, int64_t person,
    const uint8_t hash[GATE_HASH], struct gate *g);
/* State, counts, times, result and what is said. */
int store_gate_put(struct store *st, const struct gate *g);
/* A wrong word: all open ones of the person count it, and from max on are
 * void; *n says how many were open. */
int store_gate_wrong(struct store *st, int64_t person, int max, int64_t *n);
/* The newest first, at most limit. */
int store_gate_each(struct store *st, int64_t person, int limit,
    int (*fn)(void *, const struct gate *), void *arg);

/* Packages and copies.  secret lives during the call. */
struct package_row {
	struct package p;
	int64_t pair; /* 0: none, or gone */
	const void *secret;
	size_t n_secret;
};
int store_package_add(struct store *st, struct package_row *row); /* fills id */
int store_package_get(struct store *st, int64_t id, struct package *p);
int store_package_read(struct store *st, int64_t id,
    int (*fn)(void *, const struct package_row *), void *arg);
/* State, agreement, fetches, outcome. */
int store_package_put(struct store *st, const struct package *p);
/* The passphrase, sealed in place of the one before; n 0: it goes. */
int store_package_secret(
    struct store *st, int64_t id, int64_t pair, const void *secret, size_t n);
/* Passphrases of what can no longer be fetched go; *n says how many. */
int store_package_forget(struct store *st, int64_t now, int64_t *n);
/* How many numbers begin so. */
int store_package_count(struct store *st, const char *prefix, int64_t *n);
/*
 * Those that wait for somebody (to be agreed to, fetched for the first time,
 * brought back), the oldest first, then what is past, the newest first: each
 * of the two by id behind `after` (0: all), at most limit.  Made by a person;
 * of schools whose place lies in lft..rgt.
 */
struct package_part {
	bool past;
	int64_t now, after;
	int limit;
};
int store_package_of_maker(struct store *st, int64_t person,
    const struct package_part *part, int (*fn)(void *, const struct package *),
    void *arg);
/* What its maker may fetch, also once more; of part, past says nothing. */
int store_package_fetchable(struct store *st, int64_t person,
    const struct package_part *part, int (*fn)(void *, const struct package *),
    void *arg);
int store_package_of_place(struct store *st, int64_t lft, int64_t rgt,
    const struct package_part *part, int (*fn)(void *, const struct package *),
    void *arg);

#endif
