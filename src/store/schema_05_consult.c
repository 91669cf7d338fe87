/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * Appointments and the notes of consultations.  The row of an appointment is
 * a diary's: who, when, how far.  What was said, the answer of the risk field
 * and reasons are sealed to the student's file; notes are only ever added,
 * revision by revision.  Never edited once released: add a step.
 */
static const char *const texts[] = {
	"CREATE TABLE appointment ("
	" id INTEGER PRIMARY KEY,"
	" version INTEGER NOT NULL,"
	" student INTEGER NOT NULL REFERENCES student(id),"
	" school INTEGER NOT NULL REFERENCES org(id),"
	" lft INTEGER NOT NULL,"
	" state TEXT NOT NULL,"
	" is_open INTEGER NOT NULL,"
	" form TEXT NOT NULL,"
	" source TEXT NOT NULL,"
	" source_id INTEGER,"
	" need INTEGER NOT NULL,"
	" counsellor INTEGER REFERENCES person(id),"
	" asked_by INTEGER NOT NULL REFERENCES person(id),"
	" event_at INTEGER NOT NULL,"
	" entered_at INTEGER NOT NULL,"
	" starts_at INTEGER,"
	" held_at INTEGER,"
	" noted_at INTEGER,"
	" due_at INTEGER,"
	" due_key TEXT,"
	" room TEXT)",
	"CREATE INDEX appointment_student ON appointment(student, id)",
	"CREATE INDEX appointment_counsellor"
	" ON appointment(counsellor, is_open, id)",
	"CREATE INDEX appointment_day ON appointment(counsellor, starts_at)",
	"CREATE INDEX appointment_free ON appointment(is_open, counsellor, "
	"lft)",
	"CREATE INDEX appointment_asker ON appointment(asked_by, is_open, id)",
	"CREATE INDEX appointment_source"
	" ON appointment(source, source_id, id)",
	"CREATE INDEX appointment_due ON appointment(is_open, due_at)",

	"CREATE TABLE appointment_step ("
	" id INTEGER PRIMARY KEY,"
	" appointment INTEGER NOT NULL REFERENCES appointment(id),"
	" version INTEGER NOT NULL,"
	" event TEXT NOT NULL,"
	" from_state TEXT,"
	" to_state TEXT NOT NULL,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" at INTEGER NOT NULL,"
	" event_at INTEGER NOT NULL,"
	" starts_at INTEGER,"
	" counsellor INTEGER,"
	" need INTEGER NOT NULL,"
	" audit INTEGER NOT NULL,"
	" pair INTEGER REFERENCES keypair(id),"
	" reason BLOB)",
	"CREATE INDEX appointment_step_appointment"
	" ON appointment_step(appointment, id)",

	"CREATE TABLE consultation ("
	" id INTEGER PRIMARY KEY,"
	" appointment INTEGER NOT NULL REFERENCES appointment(id),"
	" revision INTEGER NOT NULL,"
	" author INTEGER NOT NULL REFERENCES person(id),"
	" event_at INTEGER NOT NULL,"
	" entered_at INTEGER NOT NULL,"
	" audit INTEGER NOT NULL,"
	" pair INTEGER NOT NULL REFERENCES keypair(id),"
	" note BLOB NOT NULL,"
	" risk BLOB NOT NULL)",
	"CREATE UNIQUE INDEX consultation_revision"
	" ON consultation(appointment, revision)",
	NULL,
};

const struct schema_step schema_05_consult = { 5, "consult", texts };
