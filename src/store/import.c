/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/err.h"
#include "internal.h"
#include "store/stmt.h"
#include "store/student.h"

#define COLUMNS                                                       \
	"id, person, source, started_at, finished_at, read_to, line," \
	" accepted, changed, unchanged, refused, refused_bytes"

static const struct sql sql_open = { "import_open",
	"SELECT " COLUMNS " FROM roster_import WHERE person = :person"
	" AND finished_at IS NULL AND source = :source"
	" ORDER BY id DESC LIMIT 1",
	0 };
static const struct sql sql_add = { "import_add",
	"INSERT INTO roster_import (person, source, started_at, read_to,"
	" line, accepted, changed, unchanged, refused, refused_bytes)"
	" VALUES (:person, :source, :started_at, :read_to, :line, 0, 0, 0, 0,"
	" :refused_bytes)",
	0 };
static const struct sql sql_put = { "import_put",
	"UPDATE roster_import SET finished_at = :finished_at,"
	" read_to = :read_to, line = :line, accepted = :accepted,"
	" changed = :changed, unchanged = :unchanged, refused = :refused,"
	" refused_bytes = :refused_bytes WHERE id = :id",
	0 };

const struct sql *const store_import_sql[] = { &sql_open, &sql_add, &sql_put,
	NULL };

static int
import_one(struct stmt *q, struct roster_import *i)
{
	const void *source;
	size_t n;
	int r;

	if ((r = stmt_one(q)) != 0)
		return stmt_close(q, r);
	i->id = stmt_get_i64(q, 0);
	i->person = stmt_get_i64(q, 1);
	source = stmt_get_blob(q, 2, &n);
	if (n == sizeof(i->source))
		memcpy(i->source, source, n);
	i->started_at = stmt_get_i64(q, 3);
	i->finished_at = stmt_get_i64(q, 4);
	i->read_to = stmt_get_i64(q, 5);
	i->line = stmt_get_i64(q, 6);
	i->accepted = stmt_get_i64(q, 7);
	i->changed = stmt_get_i64(q, 8);
	i->unchanged = stmt_get_i64(q, 9);
	i->refused = stmt_get_i64(q, 10);
	i->refused_bytes = stmt_get_i64(q, 11);
	return stmt_close(q, n == sizeof(i->source) ? 0 : ERR_CORRUPT);
}

int
store_import_open(struct store *st, int64_t person, const uint8_t source[32],
    struct roster_import *i)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_open)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_blob(q, ":source", source, 32);
	return import_one(q, i);
}

int
store_import_add(struct store *st, struct roster_import *i)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_add)) != 0)
		return r;
	stmt_i64(q, ":person", i->person);
	stmt_blob(q, ":source", i->source, sizeof(i->source));
	stmt_i64(q, ":started_at", i->started_at);
	stmt_i64(q, ":read_to", i->read_to);
	stmt_i64(q, ":line", i->line);
	stmt_i64(q, ":refused_bytes", i->refused_bytes);
	if ((r = stmt_run(q)) == 0)
		i->id = store_last_id(st);
	return r;
}

int
store_import_put(struct store *st, const struct roster_import *i)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_put)) != 0)
		return r;
	stmt_i64(q, ":id", i->id);
	stmt_ref(q, ":finished_at", i->finished_at);
	stmt_i64(q, ":read_to", i->read_to);
	stmt_i64(q, ":line", i->line);
	stmt_i64(q, ":accepted", i->accepted);
	stmt_i64(q, ":changed", i->changed);
	stmt_i64(q, ":unchanged", i->unchanged);
	stmt_i64(q, ":refused", i->refused);
	stmt_i64(q, ":refused_bytes", i->refused_bytes);
	return stmt_run(q);
}
