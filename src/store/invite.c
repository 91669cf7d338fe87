/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/err.h"
#include "internal.h"
#include "store/invite.h"
#include "store/stmt.h"

static const struct sql sql_add = { "invite_add",
	"INSERT INTO invite (person, kind, salt, hash, made_by, made_at, until,"
	" tries, binds) VALUES (:person, :kind, :salt, :hash, :made_by,"
	" :made_at, :until, :tries, :binds)",
	0 };
static const struct sql sql_of = { "invite_of",
	"SELECT id, person, kind, salt, hash, made_by, made_at, until, tries,"
	" binds FROM invite WHERE person = :person AND ended_at IS NULL"
	" ORDER BY id DESC LIMIT 1",
	0 };
static const struct sql sql_tried = { "invite_tried",
	"UPDATE invite SET tries = :tries WHERE id = :id", 0 };
static const struct sql sql_end = { "invite_end",
	"UPDATE invite SET ended = :how, ended_at = :at WHERE id = :id"
	" AND ended_at IS NULL",
	0 };

const struct sql *const store_invite_sql[] = { &sql_add, &sql_of, &sql_tried,
	&sql_end, NULL };

int
store_invite_add(struct store *st, struct invite *v)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_add)) != 0)
		return r;
	stmt_i64(q, ":person", v->person);
	stmt_i64(q, ":kind", v->kind);
	stmt_blob(q, ":salt", v->salt, sizeof(v->salt));
	stmt_blob(q, ":hash", v->hash, sizeof(v->hash));
	stmt_i64(q, ":made_by", v->made_by);
	stmt_i64(q, ":made_at", v->made_at);
	stmt_i64(q, ":until", v->until);
	stmt_i64(q, ":tries", v->tries);
	stmt_i64(q, ":binds", v->binds);
	if ((r = stmt_run(q)) == 0)
		v->id = store_last_id(st);
	return r;
}

static int
get_bytes(struct stmt *q, int column, uint8_t *to, size_t size)
{
	size_t n;
	const void *p = stmt_get_blob(q, column, &n);

	if (n != size)
		return ERR_CORRUPT;
	memcpy(to, p, n);
	return 0;
}

static int
from_row(struct stmt *q, struct invite *v)
{
	*v = (struct invite){ .id = stmt_get_i64(q, 0),
		.person = stmt_get_i64(q, 1),
		.kind = (enum code_kind)stmt_get_i64(q, 2),
		.made_by = stmt_get_i64(q, 5),
		.made_at = stmt_get_i64(q, 6),
		.until = stmt_get_i64(q, 7),
		.tries = stmt_get_i64(q, 8),
		.binds = stmt_get_i64(q, 9) != 0 };
	return get_bytes(q, 3, v->salt, sizeof(v->salt)) != 0 ||
		       get_bytes(q, 4, v->hash, sizeof(v->hash)) != 0
		   ? ERR_CORRUPT
		   : 0;
}

int
store_invite_of(struct store *st, int64_t person, struct invite *v)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_of)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	if ((r = stmt_one(q)) == 0)
		r = from_row(q, v);
	return stmt_close(q, r);
}

int
store_invite_tried(struct store *st, int64_t id, int64_t tries)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_tried)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	stmt_i64(q, ":tries", tries);
	return stmt_run(q);
}

int
store_invite_end(struct store *st, int64_t id, enum invite_end how, int64_t at)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_end)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	stmt_i64(q, ":how", how);
	stmt_i64(q, ":at", at);
	return stmt_change(q, ERR_STALE);
}
