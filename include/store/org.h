/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_ORG_H
#define STORE_ORG_H

#include <stdint.h>

#include "model/org.h"

struct store;

/* Add o under o->parent (0: at the top), giving it id, lft and rgt.  ERR_INPUT
 * where it does not fit, ERR_LIMIT when the parent is full, ERR_EXISTS for a
 * code of the same type taken. */
int store_org_add(struct store *st, struct org *o);
int store_org_rename(struct store *st, int64_t id, const char *name);

/* ERR_NOT_FOUND without. */
int store_org_get(struct store *st, int64_t id, struct org *o);
int store_org_by_code(
    struct store *st, enum org_type t, const char *code, struct org *o);
int store_org_by_name(
    struct store *st, enum org_type t, const char *name, struct org *o);
/* The child of parent with this type and number (grade 8, class 3). */
int store_org_by_number(struct store *st, int64_t parent, enum org_type t,
    int64_t number, struct org *o);
/* The nearest org of type t at or above id. */
int
store_org_above(struct store *st, int64_t id, enum org_type t, struct org *o);

/* Orgs of type t (ORG_NONE: all) with lft in (after, rgt], in tree order, at
 * most limit. */
int store_org_each(struct store *st, enum org_type t, int64_t after,
    int64_t rgt, int limit, int (*fn)(void *, const struct org *), void *arg);

/* Those right under parent (0: at the top) with lft behind `after`; and how
 * many there are. */
int store_org_children(struct store *st, int64_t parent, int64_t after,
    int limit, int (*fn)(void *, const struct org *), void *arg);
int store_org_count(struct store *st, int64_t parent, int64_t *n);

#endif
