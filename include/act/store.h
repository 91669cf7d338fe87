/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_STORE_H
#define ACT_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/health.h"

struct store;

/*
 * Opening and making stores, for programs: they stand above store/ and see it
 * through here only.  The process stands in the data folder afterwards and,
 * if it was root, is the folder's owner.  NULL: it stands there already.
 */
int act_store_open(const char *data, struct store **out);
/* The same of a store that answers ERR_LOST: *lost rows of its audit log are
 * missing; 0 if none is.  Only for act_audit_accept_loss(). */
int act_store_open_short(const char *data, struct store **out, int64_t *lost);
/* The same for one of a thousand sessions: the process stands in the data
 * folder already, and the page cache is small. */
int act_store_open_small(struct store **out);
bool act_store_is_sample(const struct store *st);
/* A sync has failed: until the machine was started again nothing is saved. */
bool act_store_is_lost(const struct store *st);
void act_store_close(struct store *st); /* NULL is fine */

/*
 * Make the folder (02770) if need be and begin a store beside it, with the
 * keeper's key; ERR_EXISTS if there is a store.  Nobody sees it before
 * act_store_settle(), which closes *st (NULL then) and moves all up: a
 * beginning that was broken off anywhere is simply begun again.
 */
int act_store_begin(const char *data, bool sample, struct store **st);
int act_store_settle(struct store **st);
/* Both, for an empty store. */
int act_store_create(const char *data, bool sample, struct store **out);
int act_store_migrate(const char *data);
/* Numbers that say whether the store has who it needs (store/health.h). */
int act_store_health(struct store *st, struct store_health *h);
int act_store_pulse(struct store *st, struct store_pulse *p);

#endif
