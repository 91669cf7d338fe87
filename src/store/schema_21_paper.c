/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * What is entered later: the sheets of blank forms, by number, and the record
 * that each became; and when a step of a warning was, apart from when it was
 * noted (NULL: at once).  A sheet that was not printed here has no printed_at.
 * Never edited once released: add a step.
 */
static const char *const texts[] = {
	"CREATE TABLE paper_form ("
	" id INTEGER PRIMARY KEY,"
	" number TEXT NOT NULL,"
	" tail TEXT NOT NULL,"
	" code TEXT NOT NULL,"
	" org INTEGER REFERENCES org(id),"
	" printed_by INTEGER REFERENCES person(id),"
	" printed_at INTEGER,"
	" state TEXT NOT NULL,"
	" subject TEXT NOT NULL,"
	" object INTEGER NOT NULL,"
	" event_at INTEGER,"
	" done_by INTEGER REFERENCES person(id),"
	" done_at INTEGER)",
	"CREATE UNIQUE INDEX paper_form_number ON paper_form(number)",
	"CREATE INDEX paper_form_tail ON paper_form(tail, id)",
	"CREATE INDEX paper_form_subject ON paper_form(subject, object)",
	"CREATE INDEX paper_form_org ON paper_form(org, state, id)",
	"CREATE INDEX paper_form_person ON paper_form(printed_by, state, id)",
	"ALTER TABLE warning_past ADD COLUMN event_at INTEGER",
	NULL,
};

const struct schema_step schema_21_paper = { 21, "paper", texts };
