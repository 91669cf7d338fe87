/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_WARNING_NAMES_H
#define ACT_WARNING_NAMES_H

#include "act/warning.h"

/* Is l the ledger of names that this person has open, still? */
int names_check(struct actor *who, const struct act_ledger *l);

#endif
