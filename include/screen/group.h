/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_GROUP_H
#define SCREEN_GROUP_H

#include "screen/screen.h"

/* What to keep in mind about one student, added and ended; arg: const int64_t
 * *, the student. */
extern const struct screen_ops screen_groups;

/* The ledger of groups, page by page; arg NULL. */
extern const struct screen_ops screen_group_ledger;
bool screen_group_ledger_may(struct actor *who);

/* The health ledger, page by page (arg NULL), or of one student. */
extern const struct screen_ops screen_health;
bool screen_health_may(struct actor *who);

/* One's own students, as mentor or linked teacher; arg NULL. */
extern const struct screen_ops screen_mentored;
bool screen_mentored_may(struct actor *who);

#endif
