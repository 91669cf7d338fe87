/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * A second person's "no" that the asker is told of: the audit row of the
 * refusal, where its reason is found, and when the asker opened it.  Never
 * edited once released: add a step.
 */
static const char *const texts[] = {
	"ALTER TABLE approval ADD COLUMN refused_audit INTEGER",
	"ALTER TABLE approval ADD COLUMN told_at INTEGER",
	"CREATE INDEX approval_asker ON approval(asked_by, state, told_at)",
	NULL,
};

const struct schema_step schema_08_refusal = { 8, "refusal", texts };
