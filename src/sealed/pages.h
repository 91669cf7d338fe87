/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SEALED_PAGES_H
#define SEALED_PAGES_H

#include <stdint.h>

#include "sealed/vfs.h"

/*
 * Pages this process has opened, kept as long as they are the ones on the
 * disk.  SQLite throws its own cache away whenever another process has
 * committed; most pages have not changed, and to see that, the tail of a
 * sealed page is enough: a nonce is never used twice, so the same nonce and
 * tag at the same place are the same page, and it was authentic when opened.
 */
struct pages;

struct pages *pages_new(void);
void pages_free(struct pages *p); /* wipes; NULL is fine */

/* The page kept for this place of file kind, whatever is there now, and its
 * sealed tail; NULL without.  Valid until the next pages_keep(). */
const uint8_t *
pages_find(struct pages *p, char kind, int64_t at, const uint8_t **tail);

/* Keep the plain page of this place, of which tail is the sealed end; number
 * is SQLite's, and an older version of that page is forgotten: the places of
 * the WAL are another at each writing. */
void pages_keep(struct pages *p, char kind, int64_t at, uint32_t number,
    const uint8_t *tail, const uint8_t *plain);

#endif
