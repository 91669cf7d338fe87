/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_LATER_H
#define ACT_LATER_H

#include "model/paper.h"
#include "model/when.h"

struct actor;

/* What every record shares that may be entered later than it happened. */

/* 0 becomes now, and so does what clocks differ by; ERR_INPUT, said in words,
 * for a time to come and for one too long ago. */
int later_time(struct actor *who, enum when_kind k, int64_t *at);

/* The sheet of a plain number, or of the end of one, as far as it is theirs
 * (act/form.h); another's is ERR_NOT_FOUND like one that is not there. */
int later_paper_find(struct actor *who, const char *number, struct paper *p);
/*
 * Inside the transaction of a record: it was on this sheet.  NULL and "": on
 * none.  ERR_INPUT for what is no number, ERR_EXISTS for a sheet that became
 * another record; a number that is none of theirs is taken as it is.
 */
int later_paper(struct actor *who, const char *number,
    enum paper_subject subject, int64_t object, int64_t event_at);
/* The number of the sheet a record came from; "" without. */
int later_paper_of(struct actor *who, enum paper_subject subject,
    int64_t object, char number[PAPER_NUMBER_MAX]);

#endif
