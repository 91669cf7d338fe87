/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/* People, posts and organisations; key pairs and who may open them; what
 * lies on a desk.  Never edited once released: add a step. */
static const char *const texts[] = {
	"CREATE TABLE org ("
	" id INTEGER PRIMARY KEY,"
	" parent INTEGER REFERENCES org(id),"
	" type TEXT NOT NULL,"
	" number INTEGER NOT NULL DEFAULT 0,"
	" lft INTEGER NOT NULL,"
	" rgt INTEGER NOT NULL CHECK (rgt > lft),"
	" code TEXT,"
	" name TEXT NOT NULL)",
	"CREATE UNIQUE INDEX org_lft ON org(lft)",
	"CREATE UNIQUE INDEX org_code ON org(type, code)",
	"CREATE INDEX org_name ON org(type, name)",
	"CREATE INDEX org_parent ON org(parent, type, number)",
	"CREATE INDEX org_type ON org(type, lft)",

	"CREATE TABLE person ("
	" id INTEGER PRIMARY KEY,"
	" login TEXT NOT NULL UNIQUE,"
	" name TEXT NOT NULL,"
	" phone TEXT,"
	" state INTEGER NOT NULL,"
	" key_text TEXT,"
	" wrapped BLOB,"
	" language TEXT,"
	" theme TEXT,"
	" proposed_by INTEGER REFERENCES person(id),"
	" approved_by INTEGER REFERENCES person(id),"
	" signed_in_at INTEGER)",

	"CREATE TABLE post ("
	" id INTEGER PRIMARY KEY,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" role TEXT NOT NULL,"
	" org INTEGER NOT NULL REFERENCES org(id),"
	" deputy_of INTEGER REFERENCES post(id),"
	" since INTEGER,"
	" until INTEGER)",
	"CREATE INDEX post_person ON post(person)",
	"CREATE INDEX post_org ON post(org, role)",
	"CREATE INDEX post_role ON post(role, person)",
	"CREATE INDEX post_deputy ON post(deputy_of)",

	"CREATE TABLE keypair ("
	" id INTEGER PRIMARY KEY,"
	" kind INTEGER NOT NULL,"
	" owner INTEGER NOT NULL,"
	" generation INTEGER NOT NULL,"
	" public_half BLOB NOT NULL,"
	" made_at INTEGER NOT NULL)",
	"CREATE UNIQUE INDEX keypair_owner"
	" ON keypair(kind, owner, generation)",

	"CREATE TABLE key_grant ("
	" id INTEGER PRIMARY KEY,"
	" pair INTEGER NOT NULL REFERENCES keypair(id),"
	" to_pair INTEGER NOT NULL REFERENCES keypair(id),"
	" second_pair INTEGER REFERENCES keypair(id),"
	" sealed BLOB NOT NULL,"
	" at INTEGER NOT NULL)",
	"CREATE UNIQUE INDEX key_grant_pair ON key_grant(pair, to_pair)",
	"CREATE INDEX key_grant_to ON key_grant(to_pair, id)",

	"CREATE TABLE circle ("
	" id INTEGER PRIMARY KEY,"
	" org INTEGER NOT NULL UNIQUE REFERENCES org(id),"
	" name TEXT NOT NULL,"
	" made_at INTEGER NOT NULL)",

	"CREATE TABLE circle_member ("
	" id INTEGER PRIMARY KEY,"
	" circle INTEGER NOT NULL REFERENCES circle(id),"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" since INTEGER NOT NULL,"
	" until INTEGER)",
	"CREATE INDEX circle_member_circle ON circle_member(circle, person)",
	"CREATE INDEX circle_member_person ON circle_member(person)",

	"CREATE TABLE circle_task ("
	" id INTEGER PRIMARY KEY,"
	" circle INTEGER NOT NULL REFERENCES circle(id),"
	" kind TEXT NOT NULL,"
	" person INTEGER REFERENCES person(id),"
	" at INTEGER NOT NULL,"
	" done INTEGER NOT NULL DEFAULT 0)",
	"CREATE INDEX circle_task_open ON circle_task(circle, done)",

	"CREATE TABLE draft ("
	" id INTEGER PRIMARY KEY,"
	" author INTEGER NOT NULL REFERENCES person(id),"
	" kind TEXT NOT NULL,"
	" subject INTEGER NOT NULL,"
	" caret INTEGER NOT NULL,"
	" at INTEGER NOT NULL,"
	" sealed BLOB NOT NULL,"
	" custody BLOB)",
	"CREATE UNIQUE INDEX draft_author ON draft(author, kind, subject)",

	"CREATE TABLE approval ("
	" id INTEGER PRIMARY KEY,"
	" kind TEXT NOT NULL,"
	" object INTEGER NOT NULL,"
	" version INTEGER NOT NULL,"
	" code TEXT,"
	" asked_by INTEGER NOT NULL REFERENCES person(id),"
	" asked_at INTEGER NOT NULL,"
	" decided_by INTEGER REFERENCES person(id),"
	" decided_at INTEGER,"
	" state INTEGER NOT NULL)",
	"CREATE INDEX approval_state ON approval(state, id)",
	"CREATE INDEX approval_object ON approval(kind, object, state)",

	"CREATE TABLE oncall ("
	" id INTEGER PRIMARY KEY,"
	" org INTEGER NOT NULL REFERENCES org(id),"
	" duty TEXT NOT NULL,"
	" name TEXT NOT NULL,"
	" phone TEXT NOT NULL,"
	" person INTEGER REFERENCES person(id),"
	" confirmed_at INTEGER,"
	" confirmed_by INTEGER REFERENCES person(id))",
	"CREATE INDEX oncall_org ON oncall(org, id)",
	NULL,
};

const struct schema_step schema_01_core = { 1, "core", texts };
