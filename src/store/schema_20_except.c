/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * Children who do not go the way of their class when a year turns, as noted
 * before (since and until are audit rows), and what a roll-over made of it:
 * the class they were in, the word of enrolment it ended and the one it began,
 * so that it can be undone.  day as a number, 0 without.  Never edited once
 * released: add a step.
 */
static const char *const texts[] = {
	"CREATE TABLE rollover_except ("
	" id INTEGER PRIMARY KEY,"
	" year INTEGER NOT NULL,"
	" student INTEGER NOT NULL REFERENCES student(id),"
	" kind TEXT NOT NULL,"
	" day INTEGER NOT NULL,"
	" class INTEGER REFERENCES org(id),"
	" whereabouts TEXT NOT NULL,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" at INTEGER NOT NULL,"
	" since INTEGER NOT NULL,"
	" until INTEGER)",
	"CREATE INDEX rollover_except_student"
	" ON rollover_except(student, year, until)",

	"CREATE TABLE rollover_student ("
	" id INTEGER PRIMARY KEY,"
	" rollover INTEGER NOT NULL REFERENCES rollover(id),"
	" except_id INTEGER NOT NULL REFERENCES rollover_except(id),"
	" student INTEGER NOT NULL REFERENCES student(id),"
	" class INTEGER NOT NULL REFERENCES org(id),"
	" moved_to INTEGER REFERENCES org(id),"
	" ended INTEGER,"
	" begun INTEGER,"
	" since INTEGER NOT NULL,"
	" until INTEGER)",
	"CREATE INDEX rollover_student_rollover"
	" ON rollover_student(rollover, until, id)",
	"CREATE INDEX rollover_student_except"
	" ON rollover_student(except_id, until)",
	NULL,
};

const struct schema_step schema_20_except = { 20, "except", texts };
