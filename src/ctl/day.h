/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CTL_DAY_H
#define CTL_DAY_H

#include <jansson.h>

struct ctl;

/* A field that holds a day, left alone where it is not given; ERR_INPUT
 * naming it.  And a day in an answer, absent when 0. */
int ctl_day(struct ctl *c, const char *field, int *day);
void ctl_put_day(json_t *o, const char *key, int day);

#endif
