/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_KNOCK_LINE_H
#define SCREEN_KNOCK_LINE_H

#include <stdint.h>

#include "model/knock.h"
#include "screen/screen.h"

struct buf;

/* What a record says of those who are knocked for it: "周岚 by message 02:14:
 * no answer yet", "" when nobody is.  Reads the store: never while drawing. */
void screen_knock_line(struct screen *s, enum knock_subject subject,
    int64_t object, struct buf *to);

/* The same of a call, for the step of the lead and that of the district. */
void screen_knock_lines(
    struct screen *s, int64_t ticket, struct buf *lead, struct buf *district);

/* Whom to phone about a record: noted when somebody is knocked for it, else
 * to read (phones.h). */
void screen_knock_phone(
    struct screen *s, enum knock_subject subject, int64_t object, int64_t org);
/* The same for a ladder. */
void screen_ladder_phone(struct screen *s, int64_t ladder);
/* Somebody was phoned earlier: when, whom, and did they answer? */
void screen_ladder_phoned(struct screen *s, int64_t ladder);

#endif
