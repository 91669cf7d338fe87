/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_IMPORT_FIND_H
#define ACT_IMPORT_FIND_H

#include <stdbool.h>
#include <stdint.h>

#include "model/grade.h"
#include "model/org.h"

struct actor;

/*
 * Organisations while a table is taken in: found by code, by name, or by a
 * path, 青山区/青山中学/八年级/3班; kept in memory, so that a row costs no
 * query.  Those of one actor: all for the system administrator, else those
 * under their posts as district staff or principal.
 */
struct orgs;

int orgs_open(struct actor *who, struct orgs **out);
void orgs_close(struct orgs *s); /* NULL is fine */

/* Only try: what is made from now on is made in memory alone. */
void orgs_pretend(struct orgs *s);

/* NULL if there is none, or *many are called so. */
const struct org *orgs_find(struct orgs *s, const char *typed, bool *many);
const struct org *orgs_get(const struct orgs *s, int64_t id);
const struct org *
orgs_by_code(const struct orgs *s, enum org_type t, const char *code);
/* Right under parent (0: at the top); ORG_NONE: of any type. */
const struct org *orgs_child(
    const struct orgs *s, int64_t parent, enum org_type t, const char *name);
/* The only one of a type, such as the district; NULL if not one. */
const struct org *orgs_only(const struct orgs *s, enum org_type t);
/* The nearest of a type at or above o. */
const struct org *
orgs_above(const struct orgs *s, const struct org *o, enum org_type t);

/* Add o under o->parent, inside the running transaction: as
 * store_org_add(). */
int orgs_add(struct orgs *s, struct org *o);
int orgs_rename(struct orgs *s, int64_t id, const char *name);

/* The grade called so today, and a class of it; with make they are made if
 * need be.  ERR_NOT_FOUND, ERR_INPUT if it is no grade, ERR_LIMIT. */
int orgs_grade(struct orgs *s, const struct org *school, const char *typed,
    int today, bool make, const struct org **out);
int orgs_class(struct orgs *s, const struct org *grade, const char *label,
    bool make, const struct org **out);

#endif
