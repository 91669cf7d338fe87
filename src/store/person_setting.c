/* SPDX-License-Identifier: Apache-2.0 */
#include "internal.h"
#include "store/person.h"
#include "store/stmt.h"

static const struct sql sql_person_setting_each = { "person_setting_each",
	"SELECT name, value FROM person_setting WHERE person = :person"
	" ORDER BY name",
	0 };
static const struct sql sql_person_setting_put = { "person_setting_put",
	"INSERT INTO person_setting (person, name, value)"
	" VALUES (:person, :name, :value)"
	" ON CONFLICT (person, name) DO UPDATE SET value = excluded.value",
	0 };

const struct sql *const store_person_setting_sql[] = { &sql_person_setting_each,
	&sql_person_setting_put, NULL };

int
store_person_setting_each(struct store *st, int64_t person,
    int (*fn)(void *, const char *name, const char *value), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_person_setting_each)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	while ((r = stmt_next(q)) == STORE_ROW)
		if ((r = fn(arg, stmt_get_text(q, 0), stmt_get_text(q, 1))) !=
		    0)
			break;
	return stmt_close(q, r);
}

int
store_person_setting_put(
    struct store *st, int64_t person, const char *name, const char *value)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_person_setting_put)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_text(q, ":name", name);
	stmt_text(q, ":value", value);
	return stmt_run(q);
}
