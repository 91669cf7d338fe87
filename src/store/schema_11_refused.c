/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * Rows of a roster that were refused and wait to be mended: which line, which
 * field, why, and what stood in the cells we read, sealed to whoever took the
 * roster in.  Gone when mended, thrown away or old.  Never edited once
 * released: add a step.
 */
static const char *const texts[] = {
	"CREATE TABLE roster_refused ("
	" id INTEGER PRIMARY KEY,"
	" import INTEGER NOT NULL REFERENCES roster_import(id),"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" school INTEGER REFERENCES org(id)," /* of the whole file */
	" at INTEGER NOT NULL,"
	" line INTEGER NOT NULL,"
	" field TEXT NOT NULL,"
	" reason TEXT NOT NULL,"
	" pair INTEGER NOT NULL REFERENCES keypair(id),"
	" cells BLOB NOT NULL)",
	"CREATE INDEX roster_refused_person ON roster_refused(person, id)",
	"CREATE INDEX roster_refused_import ON roster_refused(import)",
	"CREATE INDEX roster_refused_at ON roster_refused(at)",
	NULL,
};

const struct schema_step schema_11_refused = { 11, "refused", texts };
