/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_IMPORT_PLACE_H
#define ACT_IMPORT_PLACE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/grade.h"

struct actor;
struct student;

/*
 * Schools, grades and classes while a roster is taken in: found by what a row
 * calls them, made under their school when they are new.  Kept in memory, so
 * that a row costs no query.
 */
struct places;

/* The schools whose directory the person may write; ERR_DENIED without one. */
int places_open(struct actor *who, struct places **out);
void places_close(struct places *p); /* NULL is fine */

/* The school called so, by name or code: its number here, -1 if none. */
int places_school(const struct places *p, const char *name);
int places_school_of(const struct places *p, int64_t school); /* by id */
int64_t places_school_id(const struct places *p, int school);
enum schooling places_schooling(const struct places *p, int school);
bool places_writable(const struct places *p, int64_t school);

/*
 * Fill school, class and place of s from its grade and label.  With make they
 * are made (inside the running transaction) if need be; else class and place
 * stay 0.
 */
int places_class(struct places *p, int school, struct student *s, bool make);

#endif
