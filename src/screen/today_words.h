/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_TODAY_WORDS_H
#define SCREEN_TODAY_WORDS_H

#include "act/today.h"
#include "screen/screen.h"

/* How the rows of Today are said, and what opens them. */

const char *today_heading(enum act_today_block b);
/* How wide what stands in each column is, in the language of now: English
 * words are longer than Chinese ones. */
struct today_columns {
	int due, kind, next; /* whom it concerns has what is left */
	int duty;
};
void today_columns_of(
    const struct act_today *t, int64_t now, int width, struct today_columns *c);
/* Until when the clock changes no word of the rows. */
int64_t today_still(const struct act_today *t, int64_t now);
/* One row in one line, the marker's column left blank. */
void today_row(const struct act_today_row *row, int64_t now,
    const struct today_columns *c, struct tui_view line);
/* NULL: nothing does; *with_id says whether it takes the row's id. */
const struct screen_ops *
today_opens(const struct act_today_row *row, bool *with_id);

#endif
