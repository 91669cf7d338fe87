/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/* Warnings and the reports that make them (requirements.md 3.3).  ranking is
 * the order of the ledger: the time it is due, then open ones without one,
 * then the closed ones, newest first. */
static const char *const texts[] = {
	"CREATE TABLE warning ("
	" id INTEGER PRIMARY KEY,"
	" version INTEGER NOT NULL,"
	" student INTEGER NOT NULL UNIQUE REFERENCES student(id),"
	" school INTEGER NOT NULL REFERENCES org(id),"
	" grade INTEGER REFERENCES org(id),"
	" class INTEGER REFERENCES org(id),"
	" lft INTEGER NOT NULL,"
	" state INTEGER NOT NULL,"
	" level INTEGER NOT NULL,"
	" severity INTEGER NOT NULL,"
	" danger INTEGER NOT NULL,"
	" parents INTEGER NOT NULL,"
	" source INTEGER NOT NULL,"
	" district INTEGER NOT NULL,"
	" reviews INTEGER NOT NULL,"
	" round INTEGER NOT NULL,"
	" seen_round INTEGER NOT NULL,"
	" unseen INTEGER NOT NULL,"
	" owner INTEGER REFERENCES person(id),"
	" reporter INTEGER NOT NULL REFERENCES person(id),"
	" pair INTEGER REFERENCES keypair(id),"
	" event_at INTEGER NOT NULL,"
	" entered_at INTEGER NOT NULL,"
	" state_at INTEGER NOT NULL,"
	" observe_until INTEGER NOT NULL,"
	" clock TEXT NOT NULL,"
	" clock_at INTEGER NOT NULL,"
	" ack_at INTEGER NOT NULL,"
	" parents_at INTEGER NOT NULL,"
	" due_key TEXT NOT NULL,"
	" due_at INTEGER NOT NULL,"
	" fired_at INTEGER NOT NULL,"
	" open INTEGER NOT NULL,"
	" pending INTEGER NOT NULL,"
	" ranking INTEGER NOT NULL)",
	"CREATE INDEX warning_school ON warning(school, ranking, id)",
	"CREATE INDEX warning_grade ON warning(grade, ranking, id)",
	"CREATE INDEX warning_class ON warning(class, ranking, id)",
	"CREATE INDEX warning_district ON warning(district, ranking, id)",
	"CREATE INDEX warning_owner ON warning(owner, ranking, id)",
	"CREATE INDEX warning_due ON warning(pending, due_at)",
	"CREATE INDEX warning_lft ON warning(open, lft)",

	"CREATE TABLE warning_past ("
	" id INTEGER PRIMARY KEY,"
	" warning INTEGER NOT NULL REFERENCES warning(id),"
	" audit INTEGER NOT NULL,"
	" at INTEGER NOT NULL,"
	" person INTEGER,"
	" second INTEGER,"
	" event INTEGER NOT NULL,"
	" missed INTEGER NOT NULL,"
	" version INTEGER NOT NULL,"
	" state INTEGER NOT NULL,"
	" level INTEGER NOT NULL,"
	" severity INTEGER NOT NULL,"
	" danger INTEGER NOT NULL,"
	" parents INTEGER NOT NULL,"
	" owner INTEGER,"
	" due_key TEXT NOT NULL,"
	" due_at INTEGER NOT NULL)",
	"CREATE INDEX warning_past_warning ON warning_past(warning, id)",

	"CREATE TABLE warning_ack ("
	" id INTEGER PRIMARY KEY,"
	" warning INTEGER NOT NULL REFERENCES warning(id),"
	" round INTEGER NOT NULL,"
	" seat INTEGER NOT NULL,"
	" post INTEGER NOT NULL,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" asked_at INTEGER NOT NULL,"
	" acked_at INTEGER NOT NULL,"
	" open INTEGER NOT NULL)",
	"CREATE UNIQUE INDEX warning_ack_seat"
	" ON warning_ack(warning, round, seat, person)",
	"CREATE INDEX warning_ack_person ON warning_ack(person, open, "
	"asked_at)",

	"CREATE TABLE warning_entry ("
	" id INTEGER PRIMARY KEY,"
	" warning INTEGER NOT NULL REFERENCES warning(id),"
	" author INTEGER NOT NULL REFERENCES person(id),"
	" at INTEGER NOT NULL,"
	" audit INTEGER NOT NULL,"
	" event INTEGER NOT NULL,"
	" pair INTEGER NOT NULL REFERENCES keypair(id),"
	" text BLOB)",
	"CREATE INDEX warning_entry_warning ON warning_entry(warning, id)",

	"CREATE TABLE observation ("
	" id INTEGER PRIMARY KEY,"
	" warning INTEGER NOT NULL REFERENCES warning(id),"
	" student INTEGER NOT NULL REFERENCES student(id),"
	" reporter INTEGER NOT NULL REFERENCES person(id),"
	" source INTEGER NOT NULL,"
	" round INTEGER NOT NULL,"
	" danger INTEGER NOT NULL,"
	" ticket INTEGER,"
	" event_at INTEGER NOT NULL,"
	" entered_at INTEGER NOT NULL,"
	" audit INTEGER NOT NULL,"
	" pair INTEGER REFERENCES keypair(id),"
	" told BLOB)",
	"CREATE INDEX observation_warning ON observation(warning, id)",
	"CREATE INDEX observation_reporter ON observation(reporter, id)",
	NULL,
};

const struct schema_step schema_04_warning = { 4, "warning", texts };
