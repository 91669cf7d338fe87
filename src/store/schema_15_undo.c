/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * What can be taken back: each deed, and how its row stood before it.  Taken
 * back, the deed says when; what it had made beside the row (a receiver, dates,
 * a person who may read) carries the time until which it held.
 * Never edited once released: add a step.
 */
static const char *const texts[] = {
	"CREATE TABLE deed ("
	" id INTEGER PRIMARY KEY,"
	" what TEXT NOT NULL,"
	" kind TEXT NOT NULL,"
	" object INTEGER NOT NULL,"
	" version INTEGER NOT NULL,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" at INTEGER NOT NULL,"
	" undone_at INTEGER,"
	" undone INTEGER)",
	"CREATE INDEX deed_person ON deed(person, id)",
	"CREATE INDEX deed_object ON deed(kind, object, id)",

	"CREATE TABLE ticket_before ("
	" deed INTEGER PRIMARY KEY REFERENCES deed(id),"
	" state TEXT NOT NULL,"
	" operator INTEGER,"
	" taken_at INTEGER,"
	" ended_at INTEGER,"
	" due_at INTEGER,"
	" due_key TEXT,"
	" danger INTEGER NOT NULL,"
	" raised INTEGER NOT NULL)",
	"ALTER TABLE ticket_receiver ADD COLUMN until_at INTEGER",
	"ALTER TABLE ticket_date ADD COLUMN until_at INTEGER",

	"CREATE TABLE warning_before ("
	" deed INTEGER PRIMARY KEY REFERENCES deed(id),"
	" state INTEGER NOT NULL,"
	" level INTEGER NOT NULL,"
	" danger INTEGER NOT NULL,"
	" parents INTEGER NOT NULL,"
	" district INTEGER NOT NULL,"
	" reviews INTEGER NOT NULL,"
	" seen_round INTEGER NOT NULL,"
	" unseen INTEGER NOT NULL,"
	" owner INTEGER,"
	" state_at INTEGER NOT NULL,"
	" observe_until INTEGER NOT NULL,"
	" clock TEXT NOT NULL,"
	" clock_at INTEGER NOT NULL,"
	" ack_at INTEGER NOT NULL,"
	" parents_at INTEGER NOT NULL,"
	" due_key TEXT NOT NULL,"
	" due_at INTEGER NOT NULL,"
	" fired_at INTEGER NOT NULL)",
	"CREATE TABLE warning_ack_before ("
	" deed INTEGER NOT NULL REFERENCES deed(id),"
	" ack INTEGER NOT NULL REFERENCES warning_ack(id),"
	" acked_at INTEGER NOT NULL,"
	" open INTEGER NOT NULL,"
	" PRIMARY KEY (deed, ack))",

	"CREATE TABLE appointment_before ("
	" deed INTEGER PRIMARY KEY REFERENCES deed(id),"
	" state TEXT NOT NULL,"
	" counsellor INTEGER,"
	" starts_at INTEGER,"
	" held_at INTEGER,"
	" due_at INTEGER,"
	" due_key TEXT)",
	NULL,
};

const struct schema_step schema_15_undo = { 15, "undo", texts };
