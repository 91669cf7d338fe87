/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * A school year turns over: how far a roll-over is, which posts it ended and
 * until when they would have run, who is not at school any more and why (no
 * row: at school), when a child's row was last looked through;
 * and what staff were trained in.  since and until of enrolment are audit rows.  Never edited
 * once released: add a step.
 */
static const char *const texts[] = {
	"CREATE INDEX student_place ON student(place, id)",

	"CREATE TABLE rollover ("
	" id INTEGER PRIMARY KEY,"
	" year INTEGER NOT NULL,"
	" org INTEGER NOT NULL REFERENCES org(id),"
	" lft INTEGER NOT NULL,"
	" rgt INTEGER NOT NULL,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" state INTEGER NOT NULL,"
	" started_at INTEGER NOT NULL,"
	" changed_at INTEGER NOT NULL,"
	" done_to INTEGER NOT NULL,"
	" students INTEGER NOT NULL,"
	" posts INTEGER NOT NULL)",
	"CREATE INDEX rollover_state ON rollover(state, lft)",

	"CREATE TABLE rollover_post ("
	" id INTEGER PRIMARY KEY,"
	" rollover INTEGER NOT NULL REFERENCES rollover(id),"
	" post INTEGER NOT NULL REFERENCES post(id),"
	" ends INTEGER,"
	" ended_at INTEGER NOT NULL,"
	" back_at INTEGER)",
	"CREATE INDEX rollover_post_rollover"
	" ON rollover_post(rollover, back_at, id)",

	"CREATE TABLE enrolment ("
	" id INTEGER PRIMARY KEY,"
	" student INTEGER NOT NULL REFERENCES student(id),"
	" state TEXT NOT NULL,"
	" whereabouts TEXT NOT NULL,"
	" school INTEGER NOT NULL REFERENCES org(id),"
	" class INTEGER NOT NULL REFERENCES org(id),"
	" rollover INTEGER REFERENCES rollover(id),"
	" at INTEGER NOT NULL,"
	" since INTEGER NOT NULL,"
	" until INTEGER)",
	"CREATE INDEX enrolment_student ON enrolment(student, until)",
	"CREATE INDEX enrolment_rollover ON enrolment(rollover, until, id)",

	"CREATE TABLE student_fresh ("
	" student INTEGER PRIMARY KEY REFERENCES student(id),"
	" at INTEGER NOT NULL,"
	" person INTEGER REFERENCES person(id))",

	/* days as text, 2027-08-31; ends '' is for good */
	"CREATE TABLE training ("
	" id INTEGER PRIMARY KEY,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" kind TEXT NOT NULL,"
	" day TEXT NOT NULL,"
	" ends TEXT NOT NULL,"
	" hours INTEGER NOT NULL,"
	" noted_by INTEGER NOT NULL REFERENCES person(id),"
	" at INTEGER NOT NULL)",
	"CREATE INDEX training_person ON training(person, id)",
	NULL,
};

const struct schema_step schema_18_year = { 18, "year", texts };
