/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * The ways by which rows are found by the pair they name: the sentences on a
 * home, sealed straight to a circle's, and what break-glass opened.
 *
 * A draft whose author began again with another pair lies aside of what they
 * write in its place now.  lost: 0; its own id until custody brings it back;
 * minus that while its place is taken.  Never edited once released: add a step.
 */
static const char *const texts[] = {
	"CREATE INDEX unmask_pair ON unmask(pair, id)",
	"CREATE INDEX unmask_centre_pair ON unmask(centre_pair, id)",
	"CREATE INDEX unmask_review_pair ON unmask(review_pair, id)",
	"CREATE INDEX custody_opened_pair ON custody_opened(pair, to_pair)",
	"ALTER TABLE draft ADD COLUMN lost INTEGER NOT NULL DEFAULT 0",
	"DROP INDEX draft_author",
	"CREATE UNIQUE INDEX draft_author"
	" ON draft(author, kind, subject, lost)",
	"UPDATE draft SET lost = id WHERE at <= (SELECT k.made_at FROM keypair "
	"k"
	" WHERE k.kind = 1 AND k.owner = draft.author AND k.generation > 1"
	" ORDER BY k.generation DESC LIMIT 1)",
	NULL,
};

const struct schema_step schema_12_pair = { 12, "pair", texts };
