/* SPDX-License-Identifier: Apache-2.0 */
#include "schema.h"
#include <stddef.h>

/*
 * Tickets of a hotline and what belongs to them.  The row of a ticket is what
 * may stand on a board: no word a person wrote, no answer.  Everything else
 * is only ever added (turn and revision count), so the past can be read as it
 * was.  Never edited once released: add a step.
 */
static const char *const texts[] = {
	"CREATE TABLE ticket ("
	" id INTEGER PRIMARY KEY,"
	" version INTEGER NOT NULL,"
	" line INTEGER NOT NULL REFERENCES org(id),"
	" state TEXT NOT NULL,"
	" channel TEXT NOT NULL,"
	" operator INTEGER REFERENCES person(id),"
	" entered_by INTEGER NOT NULL REFERENCES person(id),"
	" rang_at INTEGER NOT NULL,"
	" entered_at INTEGER NOT NULL,"
	" taken_at INTEGER,"
	" ended_at INTEGER,"
	" due_at INTEGER,"
	" due_key TEXT,"
	" danger INTEGER NOT NULL,"
	" danger_at INTEGER,"
	" asked_at INTEGER,"
	" seen_at INTEGER,"
	" raised INTEGER NOT NULL,"
	" number_hash BLOB,"
	" alias_hash BLOB)",
	"CREATE INDEX ticket_state ON ticket(line, state, id)",
	"CREATE INDEX ticket_line ON ticket(line, id)",
	"CREATE INDEX ticket_number ON ticket(line, number_hash, id)",
	"CREATE INDEX ticket_alias ON ticket(line, alias_hash, id)",
	"CREATE INDEX ticket_todo ON ticket(operator, due_at)",
	"CREATE INDEX ticket_raised ON ticket(line, raised, due_at)",
	"CREATE INDEX ticket_due ON ticket(raised, due_at)",

	"CREATE TABLE ticket_step ("
	" id INTEGER PRIMARY KEY,"
	" ticket INTEGER NOT NULL REFERENCES ticket(id),"
	" version INTEGER NOT NULL,"
	" event TEXT NOT NULL,"
	" from_state TEXT,"
	" to_state TEXT NOT NULL,"
	" person INTEGER NOT NULL,"
	" at INTEGER NOT NULL,"
	" event_at INTEGER NOT NULL,"
	" code TEXT,"
	" pair INTEGER REFERENCES keypair(id),"
	" reason BLOB,"
	" audit INTEGER NOT NULL)",
	"CREATE INDEX ticket_step_ticket ON ticket_step(ticket, id)",

	"CREATE TABLE ticket_sheet ("
	" id INTEGER PRIMARY KEY,"
	" ticket INTEGER NOT NULL REFERENCES ticket(id),"
	" turn INTEGER NOT NULL,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" at INTEGER NOT NULL,"
	" pair INTEGER NOT NULL REFERENCES keypair(id),"
	" sheet BLOB NOT NULL)",
	"CREATE UNIQUE INDEX ticket_sheet_turn ON ticket_sheet(ticket, turn)",

	"CREATE TABLE ticket_answer ("
	" id INTEGER PRIMARY KEY,"
	" ticket INTEGER NOT NULL REFERENCES ticket(id),"
	" question TEXT NOT NULL,"
	" turn INTEGER NOT NULL,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" at INTEGER NOT NULL,"
	" pair INTEGER NOT NULL REFERENCES keypair(id),"
	" answer BLOB NOT NULL)",
	"CREATE UNIQUE INDEX ticket_answer_turn"
	" ON ticket_answer(ticket, turn)",

	"CREATE TABLE ticket_check ("
	" id INTEGER PRIMARY KEY,"
	" ticket INTEGER NOT NULL REFERENCES ticket(id),"
	" turn INTEGER NOT NULL,"
	" step TEXT NOT NULL,"
	" outcome TEXT NOT NULL,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" at INTEGER NOT NULL,"
	" event_at INTEGER NOT NULL,"
	" oncall INTEGER,"
	" pair INTEGER REFERENCES keypair(id),"
	" words BLOB)",
	"CREATE UNIQUE INDEX ticket_check_turn ON ticket_check(ticket, turn)",

	"CREATE TABLE ticket_entry ("
	" id INTEGER PRIMARY KEY,"
	" ticket INTEGER NOT NULL REFERENCES ticket(id),"
	" author INTEGER NOT NULL REFERENCES person(id),"
	" kind TEXT NOT NULL,"
	" event_at INTEGER NOT NULL,"
	" entered_at INTEGER NOT NULL,"
	" saved_at INTEGER NOT NULL,"
	" revision INTEGER NOT NULL,"
	" writing INTEGER NOT NULL)",
	"CREATE INDEX ticket_entry_ticket ON ticket_entry(ticket, id)",
	"CREATE INDEX ticket_entry_author"
	" ON ticket_entry(author, writing, ticket)",

	"CREATE TABLE ticket_text ("
	" id INTEGER PRIMARY KEY,"
	" entry INTEGER NOT NULL REFERENCES ticket_entry(id),"
	" revision INTEGER NOT NULL,"
	" at INTEGER NOT NULL,"
	" pair INTEGER NOT NULL REFERENCES keypair(id),"
	" words BLOB NOT NULL)",
	"CREATE UNIQUE INDEX ticket_text_revision"
	" ON ticket_text(entry, revision)",

	"CREATE TABLE ticket_student ("
	" id INTEGER PRIMARY KEY,"
	" ticket INTEGER NOT NULL REFERENCES ticket(id),"
	" student INTEGER NOT NULL REFERENCES student(id),"
	" ground TEXT NOT NULL,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" at INTEGER NOT NULL,"
	" until_at INTEGER,"
	" until_by INTEGER REFERENCES person(id),"
	" since INTEGER NOT NULL,"
	" until INTEGER,"
	" warning INTEGER,"
	" pair INTEGER REFERENCES keypair(id),"
	" words BLOB)",
	"CREATE INDEX ticket_student_ticket ON ticket_student(ticket, id)",
	"CREATE INDEX ticket_student_student ON ticket_student(student, id)",

	"CREATE TABLE ticket_person ("
	" id INTEGER PRIMARY KEY,"
	" ticket INTEGER NOT NULL REFERENCES ticket(id),"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" how TEXT NOT NULL,"
	" given_by INTEGER NOT NULL REFERENCES person(id),"
	" at INTEGER NOT NULL,"
	" until_at INTEGER)",
	"CREATE INDEX ticket_person_ticket ON ticket_person(ticket, person)",
	"CREATE INDEX ticket_person_person ON ticket_person(person, ticket)",

	"CREATE TABLE ticket_match ("
	" id INTEGER PRIMARY KEY,"
	" ticket INTEGER NOT NULL REFERENCES ticket(id),"
	" other INTEGER NOT NULL REFERENCES ticket(id),"
	" verdict TEXT NOT NULL,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" at INTEGER NOT NULL,"
	" until_at INTEGER)",
	"CREATE INDEX ticket_match_ticket ON ticket_match(ticket, other)",
	"CREATE INDEX ticket_match_other ON ticket_match(other, ticket)",

	"CREATE TABLE ticket_receiver ("
	" id INTEGER PRIMARY KEY,"
	" ticket INTEGER NOT NULL REFERENCES ticket(id),"
	" receiver TEXT NOT NULL,"
	" org INTEGER REFERENCES org(id),"
	" ground TEXT,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" at INTEGER NOT NULL,"
	" receipt_at INTEGER,"
	" receipt_by INTEGER REFERENCES person(id),"
	" feedback_at INTEGER)",
	"CREATE INDEX ticket_receiver_ticket ON ticket_receiver(ticket, id)",
	"CREATE INDEX ticket_receiver_org ON ticket_receiver(org, receipt_at)",

	"CREATE TABLE ticket_date ("
	" id INTEGER PRIMARY KEY,"
	" ticket INTEGER NOT NULL REFERENCES ticket(id),"
	" due_at INTEGER NOT NULL,"
	" made_by INTEGER NOT NULL REFERENCES person(id),"
	" made_at INTEGER NOT NULL,"
	" done_at INTEGER,"
	" done_by INTEGER REFERENCES person(id),"
	" result TEXT)",
	"CREATE INDEX ticket_date_ticket ON ticket_date(ticket, due_at)",

	"CREATE TABLE watch ("
	" id INTEGER PRIMARY KEY,"
	" line INTEGER NOT NULL REFERENCES org(id),"
	" ticket INTEGER REFERENCES ticket(id),"
	" author INTEGER NOT NULL REFERENCES person(id),"
	" at INTEGER NOT NULL,"
	" until_at INTEGER NOT NULL,"
	" pair INTEGER NOT NULL REFERENCES keypair(id),"
	" sentence BLOB NOT NULL)",
	"CREATE INDEX watch_line ON watch(line, until_at)",

	"CREATE TABLE watch_accept ("
	" id INTEGER PRIMARY KEY,"
	" watch INTEGER NOT NULL REFERENCES watch(id),"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" at INTEGER NOT NULL)",
	"CREATE UNIQUE INDEX watch_accept_person ON watch_accept(watch, "
	"person)",
	NULL,
};

const struct schema_step schema_03_ticket = { 3, "ticket", texts };
