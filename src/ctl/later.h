/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CTL_LATER_H
#define CTL_LATER_H

#include <jansson.h>
#include <stdint.h>

#include "ctl/ctl.h"

/* What every command takes that writes a record which may be entered later:
 * --at TIME, as people say it, and --form NUMBER, of the sheet it stood on. */
#define CTL_AT_OPTION                                              \
	{                                                          \
		"--at", "TIME",                                    \
		    N_("when it happened, if not now: \"yesterday" \
		       " 14:30\", \"11-25 14:30\", \"2 h ago\"")   \
	}
#define CTL_FORM_OPTION                                                       \
	{                                                                     \
		"--form", "NUMBER", N_("of the paper form on which it stood") \
	}
extern const struct ctl_option ctl_later_options[];

/* --at, else the field event_at; 0 without either.  ERR_INPUT for what is no
 * time. */
int ctl_later_at(struct ctl *c, int64_t *at);
/* --form, or NULL. */
const char *ctl_later_paper(const struct ctl *c);

/* Into an answer: the sheet, whether it was printed here, and when it was
 * when it was not at once. */
void ctl_put_paper(json_t *o, const char *number);
void ctl_put_later(json_t *o, int64_t event_at, int64_t entered_at);
/* Say an answer with what is known of the sheet that was named. */
int ctl_say_later(struct ctl *c, json_t *o);

#endif
