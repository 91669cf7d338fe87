/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "schema.h"

/*
 * What people have set for themselves, a row a setting: a new setting is a row
 * of model/setting.c and no step here.  Language and theme, which stood with
 * the account, move over.  Never edited once released: add a step.
 */
static const char *const texts[] = {
	"CREATE TABLE person_setting ("
	" person INTEGER NOT NULL REFERENCES person(id),"
	" name TEXT NOT NULL,"
	" value TEXT NOT NULL,"
	" PRIMARY KEY (person, name))",
	"INSERT INTO person_setting (person, name, value)"
	" SELECT id, 'language', language FROM person"
	" WHERE language IS NOT NULL",
	"INSERT INTO person_setting (person, name, value)"
	" SELECT id, 'theme', theme FROM person WHERE theme IS NOT NULL",
	"ALTER TABLE person DROP COLUMN language",
	"ALTER TABLE person DROP COLUMN theme",
	NULL,
};

const struct schema_step schema_09_setting = { 9, "setting", texts };
