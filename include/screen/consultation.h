/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_CONSULTATION_H
#define SCREEN_CONSULTATION_H

#include <stdbool.h>
#include <stdint.h>

#include "screen/screen.h"

/* My day: appointments and notes to write; my week, by the hour.  arg: NULL,
 * or anything when the other of the two lies below. */
extern const struct screen_ops screen_day;
extern const struct screen_ops screen_week;
/* One appointment; arg: its id, an int64_t. */
extern const struct screen_ops screen_consultation;
/* The note of one; arg: its id, an int64_t. */
extern const struct screen_ops screen_note;
/* A talk that just took place: noted for a student, then written down; arg:
 * the student's id, an int64_t. */
extern const struct screen_ops screen_talk;

/* For the entries of main/session.c: psychology teachers and the centre. */
bool screen_day_may(struct actor *who);

#endif
