/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_YEAR_H
#define SCREEN_YEAR_H

#include "screen/screen.h"

/* A new school year: what it would bring, run, undone, confirmed; arg NULL. */
extern const struct screen_ops screen_rollover;
bool screen_rollover_may(struct actor *who);

/* The children of one class: who goes another way than it. */
struct rollover_class_arg {
	int64_t class;
	int year;
};
extern const struct screen_ops screen_rollover_class;

/* What becomes of posts of classes and grades when a year turns: of a school
 * by name or code (arg, text), or of all of the district (NULL). */
extern const struct screen_ops screen_rollover_turn;

/* The ledger of all children, page by page; arg NULL. */
extern const struct screen_ops screen_ledger;
bool screen_ledger_may(struct actor *who);

#endif
