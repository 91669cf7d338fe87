/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * Who of several holders of a post is on duty, and from when until when.
 * since and until are audit rows: taken off, a row is closed.  Never edited
 * once released: add a step.
 */
static const char *const texts[] = {
	"CREATE TABLE rota ("
	" id INTEGER PRIMARY KEY,"
	" org INTEGER NOT NULL REFERENCES org(id),"
	" role TEXT NOT NULL,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" starts_at INTEGER NOT NULL,"
	" ends_at INTEGER NOT NULL,"
	" noted_by INTEGER NOT NULL REFERENCES person(id),"
	" since INTEGER NOT NULL,"
	" until INTEGER)",
	"CREATE INDEX rota_org ON rota(org, role, until, ends_at)",
	"CREATE INDEX rota_person ON rota(person, role, until, ends_at)",
	NULL,
};

const struct schema_step schema_25_rota = { 25, "rota", texts };
