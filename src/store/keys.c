/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/err.h"
#include "internal.h"
#include "store/keys.h"
#include "store/stmt.h"

#define PAIR_COLUMNS "id, kind, owner, generation, public_half, made_at"
#define GRANT_COLUMNS "id, pair, to_pair, second_pair, sealed"

static const struct sql sql_keypair_add = { "keypair_add",
	"INSERT INTO keypair (kind, owner, generation, public_half, made_at)"
	" VALUES (:kind, :owner, :generation, :public_half, :made_at)",
	0 };
static const struct sql sql_keypair_get = { "keypair_get",
	"SELECT " PAIR_COLUMNS " FROM keypair WHERE id = :id", 0 };
static const struct sql sql_keypair_of = { "keypair_of",
	"SELECT " PAIR_COLUMNS " FROM keypair WHERE kind = :kind"
	" AND owner = :owner ORDER BY generation DESC LIMIT 1",
	0 };
static const struct sql sql_keypair_each = { "keypair_each",
	"SELECT " PAIR_COLUMNS " FROM keypair WHERE kind = :kind"
	" AND owner = :owner ORDER BY generation",
	0 };

static const struct sql sql_grant_put = { "grant_put",
	"INSERT INTO key_grant (pair, to_pair, second_pair, sealed, at)"
	" VALUES (:pair, :to_pair, :second_pair, :sealed, :at)"
	" ON CONFLICT (pair, to_pair) DO NOTHING",
	0 };
static const struct sql sql_grant_one = { "grant_one",
	"SELECT " GRANT_COLUMNS " FROM key_grant WHERE pair = :pair"
	" AND to_pair = :to_pair",
	0 };
static const struct sql sql_grant_each = { "grant_each",
	"SELECT g.id, g.pair, g.to_pair, g.second_pair, g.sealed"
	" FROM key_grant g JOIN keypair k ON k.id = g.to_pair"
	" WHERE g.pair = :pair AND k.kind = :kind ORDER BY g.to_pair",
	0 };
static const struct sql sql_grant_to_each = { "grant_to_each",
	"SELECT " GRANT_COLUMNS " FROM key_grant WHERE to_pair = :to_pair"
	" AND id > :after ORDER BY id LIMIT :limit",
	0 };
static const struct sql sql_grant_nested = { "grant_nested",
	"SELECT " GRANT_COLUMNS " FROM key_grant WHERE pair = :pair"
	" AND second_pair IS NOT NULL ORDER BY to_pair",
	0 };
static const struct sql sql_grant_drop = { "grant_drop",
	"DELETE FROM key_grant WHERE pair = :pair AND to_pair = :to_pair", 0 };

const struct sql *const store_keys_sql[] = { &sql_keypair_add, &sql_keypair_get,
	&sql_keypair_of, &sql_keypair_each, &sql_grant_put, &sql_grant_one,
	&sql_grant_each, &sql_grant_to_each, &sql_grant_nested, &sql_grant_drop,
	NULL };

static int
pair_from_row(struct stmt *q, struct keypair *k)
{
	const void *p;
	size_t n;

	k->id = stmt_get_i64(q, 0);
	k->kind = (int)stmt_get_i64(q, 1);
	k->owner = stmt_get_i64(q, 2);
	k->generation = stmt_get_i64(q, 3);
	p = stmt_get_blob(q, 4, &n);
	k->made_at = stmt_get_i64(q, 5);
	if (n != sizeof(k->public_half))
		return ERR_CORRUPT;
	memcpy(k->public_half, p, n);
	return 0;
}

static int
pair_one(struct stmt *q, struct keypair *k)
{
	int r;

	if ((r = stmt_one(q)) == 0)
		r = pair_from_row(q, k);
	return stmt_close(q, r);
}

int
store_keypair_get(struct store *st, int64_t id, struct keypair *k)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_keypair_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	return pair_one(q, k);
}

int
store_keypair_of(struct store *st, int kind, int64_t owner, struct keypair *k)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_keypair_of)) != 0)
		return r;
	stmt_i64(q, ":kind", kind);
	stmt_i64(q, ":owner", owner);
	return pair_one(q, k);
}

int
store_keypair_each(struct store *st, int kind, int64_t owner,
    int (*fn)(void *, const struct keypair *), void *arg)
{
	struct keypair k;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_keypair_each)) != 0)
		return r;
	stmt_i64(q, ":kind", kind);
	stmt_i64(q, ":owner", owner);
	while ((r = stmt_next(q)) == STORE_ROW)
		if ((r = pair_from_row(q, &k)) != 0 || (r = fn(arg, &k)) != 0)
			break;
	return stmt_close(q, r);
}

int
store_keypair_add(struct store *st, struct keypair *k)
{
	struct keypair last;
	struct stmt *q;
	int r;

	r = store_keypair_of(st, k->kind, k->owner, &last);
	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	k->generation = r == 0 ? last.generation + 1 : 1;
	if ((r = stmt_open(st, &q, &sql_keypair_add)) != 0)
		return r;
	stmt_i64(q, ":kind", k->kind);
	stmt_i64(q, ":owner", k->owner);
	stmt_i64(q, ":generation", k->generation);
	stmt_blob(q, ":public_half", k->public_half, sizeof(k->public_half));
	stmt_i64(q, ":made_at", k->made_at);
	if ((r = stmt_run(q)) == 0)
		k->id = store_last_id(st);
	return r;
}

int
store_grant_put(struct store *st, const struct key_grant *g, int64_t at)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_grant_put)) != 0)
		return r;
	stmt_i64(q, ":pair", g->key);
	stmt_i64(q, ":to_pair", g->to_key);
	stmt_ref(q, ":second_pair", g->second_key);
	stmt_blob(q, ":sealed", g->sealed, g->n);
	stmt_i64(q, ":at", at);
	return stmt_run(q);
}

static int
grant_walk(
    struct stmt *q, int (*fn)(void *, const struct key_grant *), void *arg)
{
	struct key_grant g;
	int r;

	while ((r = stmt_next(q)) == STORE_ROW) {
		g.id = stmt_get_i64(q, 0);
		g.key = stmt_get_i64(q, 1);
		g.to_key = stmt_get_i64(q, 2);
		g.second_key = stmt_get_i64(q, 3);
		g.sealed = stmt_get_blob(q, 4, &g.n);
		if ((r = fn(arg, &g)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_grant_one(struct store *st, int64_t key, int64_t to_key,
    int (*fn)(void *, const struct key_grant *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_grant_one)) != 0)
		return r;
	stmt_i64(q, ":pair", key);
	stmt_i64(q, ":to_pair", to_key);
	return grant_walk(q, fn, arg);
}

int
store_grant_each(struct store *st, int64_t key, int kind,
    int (*fn)(void *, const struct key_grant *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_grant_each)) != 0)
		return r;
	stmt_i64(q, ":pair", key);
	stmt_i64(q, ":kind", kind);
	return grant_walk(q, fn, arg);
}

int
store_grant_to_each(struct store *st, int64_t to_key, int64_t after, int limit,
    int (*fn)(void *, const struct key_grant *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_grant_to_each)) != 0)
		return r;
	stmt_i64(q, ":to_pair", to_key);
	stmt_i64(q, ":after", after);
	stmt_i64(q, ":limit", limit);
	return grant_walk(q, fn, arg);
}

int
store_grant_nested_each(struct store *st, int64_t key,
    int (*fn)(void *, const struct key_grant *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_grant_nested)) != 0)
		return r;
	stmt_i64(q, ":pair", key);
	return grant_walk(q, fn, arg);
}

int
store_grant_drop(struct store *st, int64_t key, int64_t to_key)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_grant_drop)) != 0)
		return r;
	stmt_i64(q, ":pair", key);
	stmt_i64(q, ":to_pair", to_key);
	return stmt_run(q);
}
