/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_SRC_CONSULTATION_H
#define SCREEN_SRC_CONSULTATION_H

#include <stdbool.h>
#include <stdint.h>

#include "model/appointment.h"
#include "when.h"

/* What the screens of consultations share. */

/* "reported late by 9 h", "" when it was noted in time. */
void consultation_late(const struct appointment *a, char to[SCREEN_WHEN]);

/* "14:00" today (or tomorrow, when that has passed), "11-30 14:00",
 * "2026-11-30 14:00"; full-width digits too.  ERR_INPUT. */
int consultation_read_time(const char *s, int64_t now, int64_t *at);

/* Ask for one, was (or NULL) standing there already; false: left with Esc, or
 * it is none, which has been said. */
struct screen;
bool consultation_ask_time(
    struct screen *s, const char *question, const char *was, int64_t *at);

/* Ask the student of a warning to one: when; then it opens. */
void consultation_ask_student(struct screen *s, int64_t warning);

/* Open its note when that is what is to do, else itself. */
struct act_appointment;
void consultation_open_row(struct screen *s, const struct act_appointment *a);

#endif
