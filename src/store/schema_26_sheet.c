/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * A number that was not printed where it is entered is noted as it stands, and
 * may be another organisation's: it is one's own there and here.  Never edited
 * once released: add a step.
 */
static const char *const texts[] = {
	"DROP INDEX paper_form_number",
	"CREATE INDEX paper_form_number ON paper_form(number, id)",
	NULL,
};

const struct schema_step schema_26_sheet = { 26, "sheet", texts };
