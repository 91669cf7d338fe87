/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_APPROVAL_H
#define ACT_APPROVAL_H

#include <stdint.h>

#include "store/desk.h"

struct actor;

/*
 * What needs a second person: an account, a post, closing or lowering a
 * warning.  Each kind is a row of the table in src/act/approval.c: who may
 * decide (never who asked), and what happens when it is given.
 */
struct act_approval_kind {
	const char *kind;
	/* 0 if who may decide on a; ERR_DENIED else.  Asker is refused before.
	 */
	int (*may)(struct actor *who, const struct approval *a);
	/* Inside the transaction: what was asked happens now. */
	int (*give)(struct actor *who, const struct approval *a);
	/* The same with why; or NULL. */
	int (*refuse)(
	    struct actor *who, const struct approval *a, const char *reason);
};

/* Ask, inside the running transaction; ERR_EXISTS if it is asked already. */
int act_approval_ask(struct actor *who, const char *kind, int64_t object,
    int64_t version, const char *code, int64_t *id);
int act_approval_give(struct actor *who, int64_t id, int64_t *audit);
/* Why stands in a warning's story and before the asker: ERR_INPUT without.
 * Other kinds take no reason: NULL. */
int act_approval_refuse(
    struct actor *who, int64_t id, const char *reason, int64_t *audit);
/* The open ones this person may decide, at most limit. */
int act_approval_each(struct actor *who, int64_t after, int limit,
    int (*fn)(void *, const struct approval *), void *arg);

#endif
