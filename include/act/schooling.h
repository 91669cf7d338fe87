/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_SCHOOLING_H
#define ACT_SCHOOLING_H

#include <stdint.h>

#include "model/grade.h"

struct actor;

/*
 * How the schools of the district part their years (model/grade.h): the
 * district's own word over the profile's, a school's own over the district's.
 * It decides how grades in rosters are read from then on; a roster taken in
 * again moves children whose grade it reads otherwise.
 */

/* Of a school, or with 0 of the district. */
int act_schooling(struct actor *who, int64_t school, enum schooling *out);

/* Decide it, for a school by name or code, or with NULL for the district; by
 * who keeps the directory (district staff).  ERR_NOT_FOUND, ERR_DENIED. */
int act_schooling_put(
    struct actor *who, const char *school, enum schooling s, int64_t *audit);

/* The district's first (school ""), then every school with a word of its
 * own. */
int act_schooling_each(struct actor *who,
    int (*fn)(void *, const char *school, enum schooling s), void *arg);

#endif
