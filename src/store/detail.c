/* SPDX-License-Identifier: Apache-2.0 */
/* What is noted of organisations and people, with its past. */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "store/office.h"
#include "store/stmt.h"

#define NOW " AND since <= :at AND (until IS NULL OR until > :at)"
#define EACH(table, of)                                                       \
	"SELECT name, value FROM " table " WHERE " of " = :of" NOW            \
	" ORDER BY name"
#define GET(table, of)                                                        \
	"SELECT value FROM " table " WHERE " of " = :of AND name = :name" NOW \
	" ORDER BY id DESC LIMIT 1"
#define ADD(table, of)                                                        \
	"INSERT INTO " table " (" of ", name, value, since)"                  \
	" VALUES (:of, :name, :value, :at)"
#define END(table, of)                                                        \
	"UPDATE " table " SET until = :at WHERE " of " = :of"                 \
	" AND name = :name AND until IS NULL"

static const struct sql sql_each[] = {
	{ "org_detail_each", EACH("org_detail", "org"), 0 },
	{ "person_detail_each", EACH("person_detail", "person"), 0 },
};
static const struct sql sql_get[] = {
	{ "org_detail_get", GET("org_detail", "org"), 0 },
	{ "person_detail_get", GET("person_detail", "person"), 0 },
};
static const struct sql sql_add[] = {
	{ "org_detail_add", ADD("org_detail", "org"), 0 },
	{ "person_detail_add", ADD("person_detail", "person"), 0 },
};
static const struct sql sql_end[] = {
	{ "org_detail_end", END("org_detail", "org"), 0 },
	{ "person_detail_end", END("person_detail", "person"), 0 },
};

const struct sql *const store_detail_sql[] = { &sql_each[0], &sql_each[1],
	&sql_get[0], &sql_get[1], &sql_add[0], &sql_add[1], &sql_end[0],
	&sql_end[1], NULL };

int
store_detail_each(struct store *st, enum detail_of_what what, int64_t of,
    int64_t at, int (*fn)(void *, const char *name, const char *value),
    void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_each[what])) != 0)
		return r;
	stmt_i64(q, ":of", of);
	stmt_i64(q, ":at", at);
	while ((r = stmt_next(q)) == STORE_ROW)
		if ((r = fn(arg, stmt_get_text(q, 0), stmt_get_text(q, 1))) !=
		    0)
			break;
	return stmt_close(q, r);
}

int
store_detail_get(struct store *st, enum detail_of_what what, int64_t of,
    const char *name, int64_t at, char *to, size_t size)
{
	struct stmt *q;
	int r;

	to[0] = '\0';
	if ((r = stmt_open(st, &q, &sql_get[what])) != 0)
		return r;
	stmt_i64(q, ":of", of);
	stmt_text(q, ":name", name);
	stmt_i64(q, ":at", at);
	if ((r = stmt_one(q)) == 0)
		stmt_copy_text(q, 0, to, size);
	return stmt_close(q, r == ERR_NOT_FOUND ? 0 : r);
}

static int
detail_end(struct store *st, enum detail_of_what what, int64_t of,
    const char *name, int64_t at)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_end[what])) != 0)
		return r;
	stmt_i64(q, ":of", of);
	stmt_text(q, ":name", name);
	stmt_i64(q, ":at", at);
	return stmt_run(q);
}

static int
detail_add(struct store *st, enum detail_of_what what, int64_t of,
    const char *name, const char *value, int64_t at)
{
	struct stmt *q;
	int r;

	if (value[0] == '\0')
		return 0;
	if ((r = stmt_open(st, &q, &sql_add[what])) != 0)
		return r;
	stmt_i64(q, ":of", of);
	stmt_text(q, ":name", name);
	stmt_text(q, ":value", value);
	stmt_i64(q, ":at", at);
	return stmt_run(q);
}

int
store_detail_put(struct store *st, enum detail_of_what what, int64_t of,
    const char *name, const char *value, int64_t at, bool *changed)
{
	char was[256];
	int r;

	if ((r = store_detail_get(
		 st, what, of, name, at, was, sizeof(was))) != 0)
		return r;
	*changed = strcmp(was, value) != 0;
	if (!*changed)
		return 0;
	if (was[0] != '\0' && (r = detail_end(st, what, of, name, at)) != 0)
		return r;
	return detail_add(st, what, of, name, value, at);
}
