/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * What the district's care system calls a child: its own number, one at a
 * time (QP-40).  since and until are audit rows; another number is another
 * row.  And when somebody was telephoned, or a question answered, where that
 * was entered later: NULL is as it was entered.  Never edited once released:
 * add a step.
 */
static const char *const texts[] = {
	"CREATE TABLE care_number ("
	" id INTEGER PRIMARY KEY,"
	" student INTEGER NOT NULL REFERENCES student(id),"
	" number TEXT NOT NULL,"
	" entered_by INTEGER NOT NULL REFERENCES person(id),"
	" entered_at INTEGER NOT NULL,"
	" since INTEGER NOT NULL,"
	" until INTEGER)",
	"CREATE INDEX care_number_student ON care_number(student, until)",
	"CREATE INDEX care_number_number ON care_number(number, until)",

	"ALTER TABLE knock_phoned ADD COLUMN event_at INTEGER",
	"ALTER TABLE ticket_answer ADD COLUMN event_at INTEGER",
	NULL,
};

const struct schema_step schema_24_day_one = { 24, "day_one", texts };
