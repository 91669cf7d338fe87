/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * One-time codes: for a first sign-in, or to begin again after a lost
 * passphrase or key.  Of the code only a slow hash stands here, bound to its
 * person.  A row ends once: used, void after wrong tries, or replaced; past
 * `until` it opens nothing.  binds: another key may come with it.  keyless: an account of a post that only reports,
 * which signs in by its passphrase alone.  Never edited once released: add a
 * step.
 */
static const char *const texts[] = {
	"CREATE TABLE invite ("
	" id INTEGER PRIMARY KEY,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" kind INTEGER NOT NULL,"
	" salt BLOB NOT NULL,"
	" hash BLOB NOT NULL,"
	" made_by INTEGER NOT NULL REFERENCES person(id),"
	" made_at INTEGER NOT NULL,"
	" until INTEGER NOT NULL,"
	" tries INTEGER NOT NULL,"
	" binds INTEGER NOT NULL,"
	" ended_at INTEGER,"
	" ended INTEGER)",
	"CREATE INDEX invite_person ON invite(person, id)",
	"ALTER TABLE person ADD COLUMN keyless INTEGER NOT NULL DEFAULT 0",
	NULL,
};

const struct schema_step schema_16_invite = { 16, "invite", texts };
