/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_CUSTODY_H
#define STORE_CUSTODY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/custody.h"

struct store;

/* Rows of what was asked of custody: model/custody.h says what they mean. */
struct custody_request {
	int64_t id;
	enum custody_kind kind;
	int64_t object, org; /* org: the line, school, district it is of */
	enum custody_state state;
	int64_t asked_by, asked_at, beneficiary;
	int64_t first, second; /* whose layers, the outer one first */
	int64_t first_at, opened_at;
	int64_t due_at, ended_at;
	int64_t decided_by, decided_at; /* refused, taken back, reviewed */
	int64_t pair;			/* reason and answer are sealed to */
	const void *reason, *answer;	/* in a callback only; may be NULL */
	size_t n_reason, n_answer;
};

int store_custody_add(struct store *st, struct custody_request *r);
/* Everything but the texts. */
int store_custody_put(struct store *st, const struct custody_request *r);
/* Only the texts: those that are not NULL. */
int store_custody_seal(struct store *st, const struct custody_request *r);
/* Texts are left out: fn gets them. */
int store_custody_get(struct store *st, int64_t id, struct custody_request *r);
int store_custody_read(struct store *st, int64_t id,
    int (*fn)(void *, const struct custody_request *), void *arg);
/* The newest of a person, a kind and an object in a state. */
int store_custody_find(struct store *st, enum custody_kind kind, int64_t object,
    enum custody_state state, int64_t beneficiary, struct custody_request *r);
int
store_custody_each(struct store *st, enum custody_state state, int64_t after,
    int limit, int (*fn)(void *, const struct custody_request *), void *arg);
/* In a state, with a time that is over. */
int store_custody_due(struct store *st, enum custody_state state, int64_t now,
    int limit, int (*fn)(void *, const struct custody_request *), void *arg);

/* One layer left: the secret half of a pair, or a draft. */
struct custody_piece {
	int64_t request, source, to_key;
	const void *sealed; /* during the call only */
	size_t n;
};
int store_piece_add(struct store *st, const struct custody_piece *p);
int store_piece_each(struct store *st, int64_t request,
    int (*fn)(void *, const struct custody_piece *), void *arg);
int store_piece_drop(struct store *st, int64_t request);

/* A grant that break-glass made ends with its request; with a later one that
 * needs it still, when moved there; never, once it was given to last. */
int store_opened_add(
    struct store *st, int64_t request, int64_t key, int64_t to_key);
int store_opened_move(
    struct store *st, int64_t request, int64_t key, int64_t to_key);
int store_opened_last(struct store *st, int64_t key, int64_t to_key);
/* Does the grant end with a request? */
int store_opened_is(
    struct store *st, int64_t key, int64_t to_key, bool *ends);
/* Take those of a request away, once. */
int store_opened_drop(struct store *st, int64_t request);

#endif
