/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * In an emergency: the home of the child, asked for, agreed to and reviewed
 * afterwards.  The sentence of reason is sealed to the line's circle, and once
 * more to the district's for whoever reviews there; what was seen is not kept,
 * it stands in the student's own rows.  Never edited once released.
 */
static const char *const texts[] = {
	"CREATE TABLE unmask ("
	" id INTEGER PRIMARY KEY,"
	" ticket INTEGER NOT NULL REFERENCES ticket(id),"
	" line INTEGER NOT NULL REFERENCES org(id),"
	" student INTEGER NOT NULL REFERENCES student(id),"
	" stage TEXT NOT NULL,"
	" asked_by INTEGER NOT NULL REFERENCES person(id),"
	" asked_at INTEGER NOT NULL,"
	" audit INTEGER NOT NULL,"
	" pair INTEGER NOT NULL REFERENCES keypair(id),"
	" reason BLOB NOT NULL,"
	" centre_pair INTEGER REFERENCES keypair(id),"
	" centre_reason BLOB,"
	" opened_by INTEGER REFERENCES person(id),"
	" opened_at INTEGER,"
	" ended_at INTEGER,"
	" reviewed_by INTEGER REFERENCES person(id),"
	" reviewed_at INTEGER,"
	" review_audit INTEGER,"
	" review_pair INTEGER REFERENCES keypair(id),"
	" review BLOB)",
	"CREATE INDEX unmask_ticket ON unmask(ticket, id)",
	"CREATE INDEX unmask_line ON unmask(line, stage, id)",
	NULL,
};

const struct schema_step schema_06_unmask = { 6, "unmask", texts };
