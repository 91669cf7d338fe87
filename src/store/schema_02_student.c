/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * Students, who cares for them at home, and rosters taken in.  The search
 * keys (name_key, py, ini, number) have two families of indexes: with the
 * school first, for who looks within one, and with the place last, for who
 * looks through many; the place is tested in the index, before the row is
 * read (store.md 1).  Never edited once released: add a step.
 */
#define STUDENT_VALUES                \
	" school INTEGER NOT NULL,"   \
	" class INTEGER NOT NULL,"    \
	" identity TEXT NOT NULL,"    \
	" name TEXT NOT NULL,"        \
	" reading TEXT NOT NULL,"     \
	" reading_by INTEGER,"        \
	" number TEXT NOT NULL,"      \
	" sex INTEGER NOT NULL,"      \
	" birth INTEGER NOT NULL,"    \
	" stage INTEGER NOT NULL,"    \
	" entry INTEGER NOT NULL,"    \
	" label TEXT NOT NULL,"       \
	" boarding INTEGER NOT NULL," \
	" dorm TEXT NOT NULL,"        \
	" address TEXT NOT NULL,"

static const char *const texts[] = {
	"CREATE TABLE student ("
	" id INTEGER PRIMARY KEY,"
	" place INTEGER NOT NULL," STUDENT_VALUES " name_key TEXT NOT NULL,"
	" py TEXT NOT NULL,"
	" ini TEXT NOT NULL,"
	" version INTEGER NOT NULL,"
	" changed_at INTEGER NOT NULL,"
	" since INTEGER NOT NULL)", /* audit row of the values now */
	"CREATE UNIQUE INDEX student_identity ON student(identity)",
	"CREATE INDEX student_school_name ON student(school, name_key, place)",
	"CREATE INDEX student_school_py ON student(school, py, place)",
	"CREATE INDEX student_school_ini ON student(school, ini, place)",
	"CREATE INDEX student_school_number ON student(school, number, place)",
	"CREATE INDEX student_name ON student(name_key, place)",
	"CREATE INDEX student_py ON student(py, place)",
	"CREATE INDEX student_ini ON student(ini, place)",
	"CREATE INDEX student_number ON student(number, place)",

	"CREATE TABLE student_history ("
	" id INTEGER PRIMARY KEY,"
	" student INTEGER NOT NULL," STUDENT_VALUES " version INTEGER NOT NULL,"
	" changed_at INTEGER NOT NULL,"
	" since INTEGER NOT NULL,"
	" until INTEGER NOT NULL)", /* audit row that changed them */
	"CREATE INDEX student_history_student"
	" ON student_history(student, version)",

	"CREATE TABLE guardian ("
	" id INTEGER PRIMARY KEY,"
	" student INTEGER NOT NULL REFERENCES student(id),"
	" name TEXT NOT NULL,"
	" relation TEXT NOT NULL,"
	" phone TEXT NOT NULL,"
	" tail TEXT NOT NULL,"
	" since INTEGER NOT NULL,"
	" until INTEGER)",
	"CREATE INDEX guardian_student ON guardian(student, id)",
	"CREATE INDEX guardian_tail ON guardian(tail, student)",

	"CREATE TABLE roster_import ("
	" id INTEGER PRIMARY KEY,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" source BLOB NOT NULL," /* hash of the file */
	" started_at INTEGER NOT NULL,"
	" finished_at INTEGER,"
	" read_to INTEGER NOT NULL," /* byte and line of the file */
	" line INTEGER NOT NULL,"
	" accepted INTEGER NOT NULL,"
	" changed INTEGER NOT NULL,"
	" unchanged INTEGER NOT NULL,"
	" refused INTEGER NOT NULL,"
	" refused_bytes INTEGER NOT NULL)",
	"CREATE INDEX roster_import_person"
	" ON roster_import(person, finished_at)",
	NULL,
};

const struct schema_step schema_02_student = { 2, "student", texts };
