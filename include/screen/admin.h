/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_ADMIN_H
#define SCREEN_ADMIN_H

#include <stdbool.h>

#include "screen/screen.h"

/* What administrators have: accounts and their state, a new one proposed, and
 * what waits for a second person.  No case is ever among it.  arg NULL. */
extern const struct screen_ops screen_accounts;
extern const struct screen_ops screen_propose;
extern const struct screen_ops screen_approvals;
/* Whom somebody looks after, and codes for who cannot sign in. */
extern const struct screen_ops screen_people;

/* For the entries of main/session.c. */
bool screen_accounts_may(struct actor *who);
bool screen_propose_may(struct actor *who);
bool screen_approvals_may(struct actor *who);
bool screen_people_may(struct actor *who);

#endif
