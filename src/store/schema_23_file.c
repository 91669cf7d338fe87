/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * The student's file: plans (一生一策) with their measures, and its way from
 * one school to the next.  A plan's goals and reviews are texts of its steps,
 * which are only ever added; they and the measures are sealed to the plan's
 * own pair.  since and until of a measure are audit rows: changed, it is a new
 * row.  Never edited once released: add a step.
 */
static const char *const texts[] = {
	"CREATE TABLE plan ("
	" id INTEGER PRIMARY KEY,"
	" version INTEGER NOT NULL,"
	" student INTEGER NOT NULL REFERENCES student(id),"
	" round INTEGER NOT NULL,"
	" school INTEGER NOT NULL REFERENCES org(id),"
	" lft INTEGER NOT NULL,"
	" state TEXT NOT NULL,"
	" is_open INTEGER NOT NULL,"
	" owner INTEGER NOT NULL REFERENCES person(id),"
	" pair INTEGER NOT NULL REFERENCES keypair(id),"
	" review_at INTEGER,"
	" made_at INTEGER NOT NULL)",
	"CREATE UNIQUE INDEX plan_student ON plan(student, round)",
	"CREATE INDEX plan_open ON plan(student, is_open)",
	"CREATE INDEX plan_owner ON plan(owner, is_open, review_at)",

	"CREATE TABLE plan_step ("
	" id INTEGER PRIMARY KEY,"
	" plan INTEGER NOT NULL REFERENCES plan(id),"
	" event TEXT NOT NULL,"
	" to_state TEXT NOT NULL,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" at INTEGER NOT NULL,"
	" review_at INTEGER,"
	" audit INTEGER NOT NULL,"
	" pair INTEGER REFERENCES keypair(id),"
	" text BLOB)",
	"CREATE INDEX plan_step_plan ON plan_step(plan, id)",

	"CREATE TABLE plan_measure ("
	" id INTEGER PRIMARY KEY,"
	" plan INTEGER NOT NULL REFERENCES plan(id),"
	" owner INTEGER NOT NULL REFERENCES person(id),"
	" due_at INTEGER NOT NULL,"
	" done_at INTEGER,"
	" done_by INTEGER REFERENCES person(id),"
	" since INTEGER NOT NULL,"
	" until INTEGER,"
	" pair INTEGER NOT NULL REFERENCES keypair(id),"
	" text BLOB)",
	"CREATE INDEX plan_measure_plan ON plan_measure(plan, id)",
	"CREATE INDEX plan_measure_owner"
	" ON plan_measure(owner, done_at, until, due_at)",

	"CREATE TABLE transfer ("
	" id INTEGER PRIMARY KEY,"
	" version INTEGER NOT NULL,"
	" student INTEGER NOT NULL REFERENCES student(id),"
	" from_school INTEGER NOT NULL REFERENCES org(id),"
	" to_school INTEGER NOT NULL REFERENCES org(id),"
	" state TEXT NOT NULL,"
	" is_open INTEGER NOT NULL,"
	" ground TEXT NOT NULL,"
	" given_by TEXT NOT NULL,"
	" given_how TEXT NOT NULL,"
	" given_at INTEGER,"
	" notes INTEGER NOT NULL,"
	" sender INTEGER NOT NULL REFERENCES person(id),"
	" receiver INTEGER REFERENCES person(id),"
	" sent_at INTEGER NOT NULL,"
	" due_at INTEGER NOT NULL,"
	" answered_at INTEGER,"
	" pair INTEGER NOT NULL REFERENCES keypair(id))",
	"CREATE INDEX transfer_student ON transfer(student, id)",
	"CREATE INDEX transfer_from ON transfer(from_school, is_open, id)",
	"CREATE INDEX transfer_to ON transfer(to_school, is_open, id)",

	"CREATE TABLE transfer_step ("
	" id INTEGER PRIMARY KEY,"
	" transfer INTEGER NOT NULL REFERENCES transfer(id),"
	" event TEXT NOT NULL,"
	" to_state TEXT NOT NULL,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" at INTEGER NOT NULL,"
	" audit INTEGER NOT NULL,"
	" pair INTEGER REFERENCES keypair(id),"
	" text BLOB)",
	"CREATE INDEX transfer_step_transfer ON transfer_step(transfer, id)",
	NULL,
};

const struct schema_step schema_23_file = { 23, "file", texts };
