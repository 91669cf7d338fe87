/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_DRAFT_H
#define ACT_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct actor;
struct buf;

/*
 * What is being written, sealed to its author and to custody at most a second
 * after typing; needs no secret half, so it goes on while the screen is
 * locked.  One draft per author, kind and subject: writing again replaces it
 * (a draft has no history: it is not yet a record).  What is lost with a
 * passphrase lies aside of it; brought back by custody it is in its place
 * again, after what was written there meanwhile.
 */
#define ACT_PLACE_DRAFT "ticket.place" /* where the cursor stood: no text */
struct act_draft {
	int64_t id;
	char kind[24];	 /* "ticket.entry", "consultation.note" ... */
	int64_t subject; /* the ticket, warning ... it belongs to; 0 */
	int64_t at;	 /* last saved */
	int64_t caret;	 /* byte offset, for the screen */
	bool lost;	 /* sealed to a passphrase lost since: custody.h */
};

int act_draft_save(struct actor *who, const char *kind, int64_t subject,
    const void *text, size_t n, int64_t caret);
/* ERR_NOT_FOUND without one; out is a secret buffer. */
int act_draft_open(struct actor *who, const char *kind, int64_t subject,
    struct act_draft *d, struct buf *out);
/* The same by its number. */
int act_draft_open_id(
    struct actor *who, int64_t id, struct act_draft *d, struct buf *out);
/* Inside the transaction that makes it a record, or alone. */
int act_draft_drop(struct actor *who, const char *kind, int64_t subject);
/* This person's drafts, newest first, but for ACT_PLACE_DRAFT; d lives during
 * fn only. */
int act_draft_each(
    struct actor *who, int (*fn)(void *, const struct act_draft *), void *arg);

#endif
