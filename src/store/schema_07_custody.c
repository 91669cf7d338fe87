/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * What was asked of custody, and the half-opened layers between the two who
 * agree.  Reasons are sealed to a pair of the request.  And the ways by which
 * texts sealed straight to a circle's old pair are found.  Never edited once
 * released: add a step.
 */
static const char *const texts[] = {
	"CREATE TABLE custody_request ("
	" id INTEGER PRIMARY KEY,"
	" kind TEXT NOT NULL,"
	" object INTEGER NOT NULL,"
	" org INTEGER NOT NULL REFERENCES org(id),"
	" state INTEGER NOT NULL,"
	" asked_by INTEGER NOT NULL REFERENCES person(id),"
	" asked_at INTEGER NOT NULL,"
	" beneficiary INTEGER NOT NULL REFERENCES person(id),"
	" first INTEGER NOT NULL REFERENCES person(id),"
	" second INTEGER NOT NULL REFERENCES person(id),"
	" first_at INTEGER,"
	" opened_at INTEGER,"
	" due_at INTEGER,"
	" ended_at INTEGER,"
	" decided_by INTEGER REFERENCES person(id),"
	" decided_at INTEGER,"
	" pair INTEGER REFERENCES keypair(id),"
	" reason BLOB,"
	" answer BLOB)",
	"CREATE INDEX custody_request_state ON custody_request(state, id)",
	"CREATE INDEX custody_request_object"
	" ON custody_request(kind, object, state)",
	"CREATE INDEX custody_request_due ON custody_request(state, due_at)",

	"CREATE TABLE custody_piece ("
	" id INTEGER PRIMARY KEY,"
	" request INTEGER NOT NULL REFERENCES custody_request(id),"
	" source INTEGER NOT NULL,"
	" to_pair INTEGER NOT NULL REFERENCES keypair(id),"
	" sealed BLOB NOT NULL)",
	"CREATE UNIQUE INDEX custody_piece_source"
	" ON custody_piece(request, source)",

	/* Break-glass: the grants that end with it. */
	"CREATE TABLE custody_opened ("
	" id INTEGER PRIMARY KEY,"
	" request INTEGER NOT NULL REFERENCES custody_request(id),"
	" pair INTEGER NOT NULL REFERENCES keypair(id),"
	" to_pair INTEGER NOT NULL REFERENCES keypair(id))",
	"CREATE INDEX custody_opened_request ON custody_opened(request)",

	"CREATE INDEX ticket_sheet_pair ON ticket_sheet(pair, id)",
	"CREATE INDEX ticket_answer_pair ON ticket_answer(pair, id)",
	"CREATE INDEX ticket_check_pair ON ticket_check(pair, id)",
	"CREATE INDEX ticket_text_pair ON ticket_text(pair, id)",
	"CREATE INDEX ticket_step_pair ON ticket_step(pair, id)",
	"CREATE INDEX ticket_student_pair ON ticket_student(pair, id)",
	"CREATE INDEX watch_pair ON watch(pair, id)",
	"CREATE INDEX watch_ticket ON watch(ticket)",
	NULL,
};

const struct schema_step schema_07_custody = { 7, "custody", texts };
