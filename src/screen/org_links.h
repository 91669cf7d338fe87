/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_ORG_LINKS_H
#define SCREEN_ORG_LINKS_H

#include "model/org.h"
#include "sheet.h"

/* What an organisation is linked to, on its sheet: a partner hospital, an
 * education group, a sub-centre ... (model/org.h). */
#define ORG_LINKS_MAX 64

struct org_links {
	int64_t id[ORG_LINKS_MAX]; /* of the row with that key */
	int n;
};

/* A row each of this kind: its id is the other organisation's. */
int org_links_rows(struct screen *s, struct org_links *l, struct sheet *to,
    int kind, int64_t org);
/* Ask for one from this organisation and note it; end one.  0 when left, or
 * what went wrong. */
int org_links_ask(struct screen *s, const struct org *o);
int org_links_end(struct screen *s, const struct org_links *l, int64_t org,
    const struct sheet_row *row);

#endif
