/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * The ways by which rows are found by the pair they name: the sentences on a
 * home, sealed straight to a circle's, and what break-glass opened.  Never
 * edited once released: add a step.
 */
static const char *const texts[] = {
	"CREATE INDEX unmask_pair ON unmask(pair, id)",
	"CREATE INDEX unmask_centre_pair ON unmask(centre_pair, id)",
	"CREATE INDEX unmask_review_pair ON unmask(review_pair, id)",
	"CREATE INDEX custody_opened_pair ON custody_opened(pair, to_pair)",
	NULL,
};

const struct schema_step schema_12_pair = { 12, "pair", texts };
