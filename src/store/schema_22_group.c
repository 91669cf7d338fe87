/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * What to keep in mind about a child (model/group.h), and the ledger of what
 * to heed for their bodies (model/heed.h), which is no part of the
 * psychological file.  starts and ends are days as numbers, ends 0 is open;
 * since and until are audit rows.  A row is closed, never changed.  Never
 * edited once released: add a step.
 */
static const char *const texts[] = {
	"CREATE TABLE student_group ("
	" id INTEGER PRIMARY KEY,"
	" student INTEGER NOT NULL REFERENCES student(id),"
	" code TEXT NOT NULL,"
	" source INTEGER NOT NULL,"
	" evidence TEXT NOT NULL,"
	" whereabouts TEXT NOT NULL,"
	" carer TEXT NOT NULL,"
	" starts INTEGER NOT NULL,"
	" ends INTEGER NOT NULL,"
	" entered_by INTEGER NOT NULL REFERENCES person(id),"
	" entered_at INTEGER NOT NULL,"
	" ended_by INTEGER REFERENCES person(id),"
	" ended_at INTEGER,"
	" since INTEGER NOT NULL,"
	" until INTEGER)",
	"CREATE INDEX student_group_student"
	" ON student_group(student, until, id)",

	"CREATE TABLE health_entry ("
	" id INTEGER PRIMARY KEY,"
	" student INTEGER NOT NULL REFERENCES student(id),"
	" heed TEXT NOT NULL,"
	" starts INTEGER NOT NULL,"
	" ends INTEGER NOT NULL,"
	" pair INTEGER REFERENCES keypair(id),"
	" words BLOB," /* why, to the school's team */
	" entered_by INTEGER NOT NULL REFERENCES person(id),"
	" entered_at INTEGER NOT NULL,"
	" ended_by INTEGER REFERENCES person(id),"
	" ended_at INTEGER,"
	" since INTEGER NOT NULL,"
	" until INTEGER)",
	"CREATE INDEX health_entry_student"
	" ON health_entry(student, until, id)",
	NULL,
};

const struct schema_step schema_22_group = { 22, "group", texts };
