/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * Knocking: a ladder for each thing somebody must look at, put up by what
 * causes it; a knock for each person and channel of a rung, before its
 * command starts; and what was telephoned by hand.  Ids, codes and times
 * alone.  open: the ladder still runs.  Never edited once released: add a
 * step.
 */
static const char *const texts[] = {
	"CREATE TABLE ladder ("
	" id INTEGER PRIMARY KEY,"
	" kind TEXT NOT NULL,"
	" subject TEXT NOT NULL,"
	" object INTEGER NOT NULL,"
	" org INTEGER NOT NULL REFERENCES org(id),"
	" lft INTEGER NOT NULL,"
	" asked INTEGER REFERENCES person(id),"
	" channel TEXT,"
	" person INTEGER REFERENCES person(id),"
	" at INTEGER NOT NULL,"
	" rung INTEGER NOT NULL,"
	" moved_at INTEGER NOT NULL,"
	" due_at INTEGER,"
	" open INTEGER NOT NULL,"
	" ended_at INTEGER,"
	" ended_by INTEGER REFERENCES person(id),"
	" ended_how TEXT)",
	"CREATE INDEX ladder_due ON ladder(open, due_at)",
	"CREATE INDEX ladder_place ON ladder(open, lft)",
	"CREATE INDEX ladder_person ON ladder(person, open)",
	"CREATE INDEX ladder_asked ON ladder(asked, open)",
	"CREATE INDEX ladder_subject ON ladder(subject, object, open)",

	"CREATE TABLE knock ("
	" id INTEGER PRIMARY KEY,"
	" ladder INTEGER NOT NULL REFERENCES ladder(id),"
	" rung INTEGER NOT NULL,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" channel TEXT,"
	" due_at INTEGER NOT NULL,"
	" started_at INTEGER NOT NULL,"
	" ended_at INTEGER,"
	" result TEXT NOT NULL,"
	" runs INTEGER NOT NULL,"
	" open INTEGER NOT NULL)",
	"CREATE INDEX knock_ladder ON knock(ladder, id)",
	"CREATE INDEX knock_person ON knock(person, open)",
	"CREATE INDEX knock_runs ON knock(runs, id)",

	"CREATE TABLE knock_phoned ("
	" id INTEGER PRIMARY KEY,"
	" ladder INTEGER NOT NULL REFERENCES ladder(id),"
	" oncall INTEGER REFERENCES oncall(id),"
	" whom INTEGER REFERENCES person(id),"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" at INTEGER NOT NULL,"
	" spoke INTEGER NOT NULL,"
	" audit INTEGER NOT NULL)",
	"CREATE INDEX knock_phoned_ladder ON knock_phoned(ladder, id)",
	NULL,
};

const struct schema_step schema_13_knock = { 13, "knock", texts };
