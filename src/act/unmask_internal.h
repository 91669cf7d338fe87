/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_UNMASK_INTERNAL_H
#define ACT_UNMASK_INTERNAL_H

#include "act/unmask.h"
#include "store/unmask.h"
#include "ticket_internal.h"

/* Seal a sentence for a pair, at the audit row that it belongs to. */
int unmask_seal(struct actor *who, int64_t pair, const char *column,
    int64_t audit, const char *text, struct buf *b, struct ticket_sealed *s);

#endif
