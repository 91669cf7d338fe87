/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * The packages that wait for somebody are few among all that ever were; they
 * are found without walking over those.  Never edited once released: add a
 * step.
 */
static const char *const texts[] = {
	"CREATE INDEX package_open ON package(id) WHERE"
	" (state = 'ASKED' OR (state = 'AGREED' AND"
	" (medium = 'paper' OR fetches = 0)))",
	NULL,
};

const struct schema_step schema_27_package = { 27, "package", texts };
