/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * Who works where and for how long: what a post is called and where on the
 * grounds, absences, who looks after whom; registers of organisations and
 * people, links between organisations; and which posts came in one file, to
 * be agreed to together.  since and until are times, as of posts.  Never
 * edited once released: add a step.
 */
static const char *const texts[] = {
	"ALTER TABLE post ADD COLUMN duty TEXT",
	"ALTER TABLE post ADD COLUMN campus INTEGER REFERENCES org(id)",
	/* as proposed: held from, at the earliest, and until */
	"ALTER TABLE post ADD COLUMN starts INTEGER",
	"ALTER TABLE post ADD COLUMN ends INTEGER",
	"ALTER TABLE post ADD COLUMN batch INTEGER"
	" REFERENCES roster_import(id)",
	"CREATE INDEX post_batch ON post(batch, id)",
	"CREATE INDEX post_until ON post(until)",
	"ALTER TABLE roster_refused ADD COLUMN kind TEXT",

	"CREATE TABLE org_link ("
	" id INTEGER PRIMARY KEY,"
	" kind TEXT NOT NULL,"
	" org_from INTEGER NOT NULL REFERENCES org(id),"
	" org_to INTEGER NOT NULL REFERENCES org(id),"
	" since INTEGER NOT NULL,"
	" until INTEGER)",
	"CREATE INDEX org_link_from ON org_link(org_from, kind)",
	"CREATE INDEX org_link_to ON org_link(org_to, kind)",

	"CREATE TABLE org_detail ("
	" id INTEGER PRIMARY KEY,"
	" org INTEGER NOT NULL REFERENCES org(id),"
	" name TEXT NOT NULL,"
	" value TEXT NOT NULL,"
	" since INTEGER NOT NULL,"
	" until INTEGER)",
	"CREATE INDEX org_detail_org ON org_detail(org, name)",

	"CREATE TABLE person_detail ("
	" id INTEGER PRIMARY KEY,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" name TEXT NOT NULL,"
	" value TEXT NOT NULL,"
	" since INTEGER NOT NULL,"
	" until INTEGER)",
	"CREATE INDEX person_detail_person ON person_detail(person, name)",

	"CREATE TABLE tie ("
	" id INTEGER PRIMARY KEY,"
	" kind TEXT NOT NULL,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" student INTEGER REFERENCES student(id),"
	" class INTEGER REFERENCES org(id),"
	" since INTEGER NOT NULL,"
	" until INTEGER)",
	"CREATE INDEX tie_person ON tie(person, id)",
	"CREATE INDEX tie_student ON tie(student)",
	"CREATE INDEX tie_class ON tie(class)",

	"CREATE TABLE absence ("
	" id INTEGER PRIMARY KEY,"
	" person INTEGER NOT NULL REFERENCES person(id),"
	" since INTEGER NOT NULL,"
	" until INTEGER NOT NULL,"
	" noted_by INTEGER NOT NULL REFERENCES person(id))",
	"CREATE INDEX absence_person ON absence(person, until)",
	"CREATE INDEX absence_since ON absence(since)",
	"CREATE INDEX absence_until ON absence(until)",
	NULL,
};

const struct schema_step schema_14_office = { 14, "office", texts };
