/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * The file gate: words that let one file in or out, of which only the hash is
 * kept; and what is given out of the house about a child.  What a package
 * holds is never here: it is made when it is fetched.  Its passphrase is
 * sealed to who made it, and goes when it can no longer be fetched.  Never
 * edited once released.
 */
static const char *const texts[] = {
	"CREATE TABLE gate_word ("
	" id INTEGER PRIMARY KEY,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" purpose TEXT NOT NULL,"
	" object INTEGER,"
	" detail TEXT,"
	" copies INTEGER NOT NULL,"
	" hash BLOB NOT NULL,"
	" state TEXT NOT NULL,"
	" wrong INTEGER NOT NULL,"
	" made_at INTEGER NOT NULL,"
	" expires_at INTEGER NOT NULL,"
	" audit INTEGER NOT NULL,"
	" began_at INTEGER,"
	" beat_at INTEGER,"
	" bytes INTEGER NOT NULL,"
	" all_bytes INTEGER NOT NULL,"
	" row_count INTEGER NOT NULL,"
	" accepted INTEGER NOT NULL,"
	" refused INTEGER NOT NULL,"
	" ended_at INTEGER,"
	" end_audit INTEGER,"
	" result INTEGER NOT NULL,"
	" said TEXT)",
	"CREATE INDEX gate_word_person ON gate_word(person, state, id)",
	"CREATE INDEX gate_word_made ON gate_word(made_at)",

	"CREATE TABLE package ("
	" id INTEGER PRIMARY KEY,"
	" number TEXT NOT NULL,"
	" student INTEGER NOT NULL REFERENCES student(id),"
	" school INTEGER NOT NULL REFERENCES org(id),"
	" medium TEXT NOT NULL,"
	" receiver TEXT NOT NULL,"
	" name TEXT NOT NULL,"
	" purpose TEXT NOT NULL,"
	" ground TEXT NOT NULL,"
	" items INTEGER NOT NULL,"
	" appointment INTEGER REFERENCES appointment(id),"
	" appointment_version INTEGER,"
	" warning INTEGER REFERENCES warning(id),"
	" warning_version INTEGER,"
	" state TEXT NOT NULL,"
	" made_by INTEGER NOT NULL REFERENCES person(id),"
	" made_at INTEGER NOT NULL,"
	" audit INTEGER NOT NULL,"
	" pair INTEGER REFERENCES keypair(id),"
	" secret BLOB,"
	" agreed_by INTEGER REFERENCES person(id),"
	" agreed_at INTEGER,"
	" expires_at INTEGER,"
	" fetches INTEGER NOT NULL,"
	" fetched_at INTEGER,"
	" due INTEGER,"
	" outcome TEXT NOT NULL,"
	" outcome_by INTEGER REFERENCES person(id),"
	" outcome_at INTEGER,"
	" outcome_audit INTEGER)",
	"CREATE UNIQUE INDEX package_number ON package(number)",
	"CREATE INDEX package_maker ON package(made_by, id)",
	"CREATE INDEX package_school ON package(school, id)",
	"CREATE INDEX package_expires ON package(expires_at, pair)",
	NULL,
};

const struct schema_step schema_17_gate = { 17, "gate", texts };
