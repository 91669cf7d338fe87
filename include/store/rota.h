/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_ROTA_H
#define STORE_ROTA_H

#include <stdbool.h>
#include <stdint.h>

#include "model/role.h"
#include "store/person.h"

struct store;

/* Who of several holders of a post is on duty, and when (act/rota.h). */
struct rota {
	int64_t id, org, person, starts_at, ends_at, noted_by;
	enum role role;
	char name[PERSON_NAME_MAX]; /* of the person */
};

int store_rota_add(struct store *st, struct rota *r, int64_t audit);
int store_rota_get(struct store *st, int64_t id, struct rota *r);
/* Off the rota; ERR_STALE if it was not on it. */
int store_rota_end(struct store *st, int64_t id, int64_t audit);
/* Those of a post that end after a time, by their beginning. */
int
store_rota_each(struct store *st, int64_t org, enum role role, int64_t after,
    int limit, int (*fn)(void *, const struct rota *), void *arg);
/* Is this person on duty in such a post at any time in [from, to)? */
int store_rota_on(struct store *st, int64_t person, enum role role,
    int64_t from, int64_t to, bool *on);

#endif
