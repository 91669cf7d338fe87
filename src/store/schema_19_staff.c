/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * A training record that was noted by mistake is taken back, not deleted:
 * until when it counted.  And the work number a person may sign in with
 * (NULL: none is known).  Never edited once released: add a step.
 */
static const char *const texts[] = {
	"ALTER TABLE training ADD COLUMN until INTEGER",
	"ALTER TABLE person ADD COLUMN number TEXT",
	"CREATE UNIQUE INDEX person_number ON person(number)",
	NULL,
};

const struct schema_step schema_19_staff = { 19, "staff", texts };
