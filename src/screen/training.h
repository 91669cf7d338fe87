/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_TRAINING_H
#define SCREEN_TRAINING_H

#include "model/role.h"
#include "sheet.h"

/* Training records (TJ-83): on the sheet of somebody on staff, and what is
 * said where one is missing. */

/* Their heading and a row each, of this kind, its id the record's. */
int training_rows(struct screen *s, struct sheet *to, int kind, int64_t person);
/* Ask for one until it is noted or left; what went wrong has been told. */
void training_ask(struct screen *s, int64_t person);
/* 0 when left, or what went wrong. */
int training_take_back(struct screen *s, int64_t id);

/* A post was proposed: said with it when they have no valid record, and so for
 * a hotline that keeps such people off duty. */
void training_say_proposed(
    struct screen *s, int64_t person, enum role role, int64_t org);

/* At the first screen, to who begins a hotline's duty without one: a line. */
void screen_training_begin(struct screen *first);

#endif
