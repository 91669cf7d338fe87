/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_GATE_INTERNAL_H
#define ACT_GATE_INTERNAL_H

#include "act/gate.h"
#include "internal.h"
#include "store/gate.h"

/* What the files gate*.c, form.c and package*.c share. */

struct package;

/* A word as it is kept. */
void gate_hash(const char *word, uint8_t to[GATE_HASH]);

/*
 * THE place where a file that came in is looked at: nothing else reads it.
 * spool is a memory file of g->bytes bytes, nameless and gone with this
 * process.  progress is called now and then with how far it is; not 0 stops.
 * Fills g->rows, accepted and refused and appends what is to be said.
 */
int gate_read(struct actor *who, struct gate *g, int spool,
    int (*progress)(void *, int64_t rows), void *arg, struct buf *said);

/* A package as it goes out, into a guarded buffer; recorded as a view of each
 * thing in it.  Only for who made it. */
int package_build(struct actor *who, int64_t id, struct buf *out);
/* It has arrived: one fetch more, inside the running transaction. */
int package_fetched(struct actor *who, int64_t id);
/* May this person fetch it now? */
int package_fetch_may(struct actor *who, int64_t id, struct package *p);
/* One who makes packages at all. */
bool package_may(const struct actor *who);

int package_approval_may(struct actor *who, const struct approval *a);
int package_approval_give(struct actor *who, const struct approval *a);
int package_approval_refuse(
    struct actor *who, const struct approval *a, const char *reason);

/* The care ledger as it goes out, recorded as a view of each child in it;
 * `approval` is what was agreed to.  Only for who asked. */
int care_build(struct actor *who, int64_t approval, struct buf *out);
int care_fetch_may(struct actor *who, int64_t approval);
bool care_may_fetch(const struct actor *who);
int care_approval_may(struct actor *who, const struct approval *a);
int care_approval_give(struct actor *who, const struct approval *a);
int care_approval_refuse(
    struct actor *who, const struct approval *a, const char *reason);

/* --- paper.c: text for somebody else's computer --------------------------- */

/* UTF-8 with a mark and CRLF: Notepad shows it as it is. */
void paper_text(const char *s, size_t n, struct buf *out);
/* A page for a browser, set for A4; the first line is its heading.  begin and
 * end stand around any number of sheets. */
void paper_html_begin(const char *title, struct buf *out);
void paper_html_sheet(const char *s, size_t n, struct buf *out);
void paper_html_end(struct buf *out);

#endif
