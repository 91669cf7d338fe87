/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_IMPORT_STAFF_H
#define ACT_IMPORT_STAFF_H

#include "import_find.h"
#include "import_row.h"
#include "store/person.h"

/* A row on its way in; refused: it has been named as such. */
struct going {
	struct import *im;
	struct import_row *row;
	struct staff_row *s;
	const struct org *org, *campus;
	struct person p;
	bool is_new, changed, posted, refused, lacks;
};

/* Name the row as refused; 0. */
int staff_refuse(struct going *g, int field, const char *words);

/* Where the post is held: org and campus, found or made (staff_place.c).  0
 * also when refused. */
int staff_place(struct going *g);

#endif
