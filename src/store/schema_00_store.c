/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/* The store's own tables: its settings and the audit log. */
static const char *const texts[] = {
	"CREATE TABLE setting ("
	" name TEXT PRIMARY KEY,"
	" value INTEGER NOT NULL)",

	"CREATE TABLE audit ("
	" id INTEGER PRIMARY KEY,"
	" at INTEGER NOT NULL,"
	" person INTEGER NOT NULL,"
	" what TEXT NOT NULL,"
	" object INTEGER NOT NULL,"
	" ground TEXT,"
	" subjects BLOB,"
	" hash BLOB NOT NULL)",
	"CREATE INDEX audit_person ON audit(person, id)",

	/* The same subjects, to be found by student: what was looked at. */
	"CREATE TABLE audit_subject ("
	" student INTEGER NOT NULL,"
	" audit INTEGER NOT NULL REFERENCES audit(id),"
	" PRIMARY KEY (student, audit))",

	"CREATE TABLE audit_signature ("
	" id INTEGER PRIMARY KEY," /* of the audit row signed */
	" at INTEGER NOT NULL,"
	" hash BLOB NOT NULL,"
	" signer BLOB NOT NULL,"
	" signature BLOB NOT NULL)",
	NULL,
};

const struct schema_step schema_00_store = { 0, "store", texts };
