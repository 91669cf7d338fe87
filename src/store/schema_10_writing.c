/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * Of the entries of an author only the one being written is looked for: an
 * index of those few, so that a finished entry writes one page less.
 * Never edited once released: add a step.
 */
static const char *const texts[] = {
	"DROP INDEX ticket_entry_author",
	"CREATE INDEX ticket_entry_writing ON ticket_entry(author, ticket)"
	" WHERE writing = 1",
	NULL,
};

const struct schema_step schema_10_writing = { 10, "writing", texts };
