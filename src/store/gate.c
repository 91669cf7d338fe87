/* SPDX-License-Identifier: Apache-2.0 */
/* Words of the file gate. */
#include "base/err.h"
#include "store/gate.h"
#include "store/stmt.h"
#include "store/store.h"

#define FROM                                                                \
	"SELECT id, person, purpose, object, detail, copies, state, wrong," \
	" made_at, expires_at, audit, began_at, beat_at, bytes, all_bytes," \
	" row_count, accepted, refused, ended_at, end_audit, result, said"  \
	" FROM gate_word WHERE "

static const struct sql sql_add = { "gate_add",
	"INSERT INTO gate_word (person, purpose, object, detail, copies, hash,"
	" state, wrong, made_at, expires_at, audit, bytes, all_bytes,"
	" row_count, accepted, refused, result) VALUES (:person, :purpose,"
	" :object, :detail, :copies, :hash, :state, 0, :made_at, :expires_at,"
	" :audit, 0, 0, 0, 0, 0, 0)",
	0 };
static const struct sql sql_drop_old = { "gate_drop_old",
	"DELETE FROM gate_word WHERE made_at < :before", 0 };
static const struct sql sql_get = { "gate_get", FROM "id = :id", 0 };
static const struct sql sql_by_hash = { "gate_by_hash",
	FROM "person = :person AND state = 'OPEN' AND hash = :hash"
	     " ORDER BY id DESC LIMIT 1",
	0 };
static const struct sql sql_each = { "gate_each",
	FROM "person = :person AND id > 0 ORDER BY id DESC LIMIT :limit",
	SQL_SCANS }; /* at most a month's words of one person */
static const struct sql sql_put = { "gate_put",
	"UPDATE gate_word SET state = :state, began_at = :began_at,"
	" beat_at = :beat_at, bytes = :bytes, all_bytes = :all_bytes,"
	" row_count = :rows, accepted = :accepted, refused = :refused,"
	" ended_at = :ended_at, end_audit = :end_audit, result = :result,"
	" said = :said WHERE id = :id",
	0 };
static const struct sql sql_wrong = { "gate_wrong",
	"UPDATE gate_word SET wrong = wrong + 1, state = CASE"
	" WHEN wrong + 1 >= :max THEN 'VOID' ELSE state END"
	" WHERE person = :person AND state = 'OPEN'",
	0 };

const struct sql *const store_gate_sql[] = { &sql_add, &sql_drop_old, &sql_get,
	&sql_by_hash, &sql_each, &sql_put, &sql_wrong, NULL };

static int
gate_from_row(struct stmt *q, struct gate *g)
{
	int purpose = gate_purpose_of(stmt_get_text(q, 2));
	int state = gate_state_of(stmt_get_text(q, 6));

	*g = (struct gate){ .id = stmt_get_i64(q, 0),
		.person = stmt_get_i64(q, 1),
		.purpose = (enum gate_purpose)purpose,
		.object = stmt_get_i64(q, 3),
		.copies = (int)stmt_get_i64(q, 5),
		.state = (enum gate_state)state,
		.wrong = (int)stmt_get_i64(q, 7),
		.made_at = stmt_get_i64(q, 8),
		.expires_at = stmt_get_i64(q, 9),
		.audit = stmt_get_i64(q, 10),
		.began_at = stmt_get_i64(q, 11),
		.beat_at = stmt_get_i64(q, 12),
		.bytes = stmt_get_i64(q, 13),
		.all_bytes = stmt_get_i64(q, 14),
		.rows = stmt_get_i64(q, 15),
		.accepted = stmt_get_i64(q, 16),
		.refused = stmt_get_i64(q, 17),
		.ended_at = stmt_get_i64(q, 18),
		.end_audit = stmt_get_i64(q, 19),
		.result = (int)stmt_get_i64(q, 20) };
	stmt_copy_text(q, 4, g->detail, sizeof(g->detail));
	stmt_copy_text(q, 21, g->said, sizeof(g->said));
	return purpose < 0 || state < 0 ? ERR_CORRUPT : 0;
}

int
store_gate_drop_old(struct store *st, int64_t before, int64_t *n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_drop_old)) != 0)
		return r;
	stmt_i64(q, ":before", before);
	if ((r = stmt_run(q)) == 0)
		*n = store_changes(st);
	return r;
}

int
store_gate_add(struct store *st, struct gate *g, const uint8_t hash[GATE_HASH])
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_add)) != 0)
		return r;
	stmt_i64(q, ":person", g->person);
	stmt_text(q, ":purpose", gate_rule(g->purpose)->code);
	stmt_ref(q, ":object", g->object);
	stmt_text(q, ":detail", g->detail[0] != '\0' ? g->detail : NULL);
	stmt_i64(q, ":copies", g->copies);
	stmt_blob(q, ":hash", hash, GATE_HASH);
	stmt_text(q, ":state", gate_state_code(g->state));
	stmt_i64(q, ":made_at", g->made_at);
	stmt_i64(q, ":expires_at", g->expires_at);
	stmt_i64(q, ":audit", g->audit);
	if ((r = stmt_run(q)) == 0)
		g->id = store_last_id(st);
	return r;
}

static int
gate_one(struct stmt *q, struct gate *g)
{
	int r;

	if ((r = stmt_one(q)) == 0)
		r = gate_from_row(q, g);
	return stmt_close(q, r);
}

int
store_gate_get(struct store *st, int64_t id, struct gate *g)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	return gate_one(q, g);
}

int
store_gate_by_hash(struct store *st, int64_t person,
    const uint8_t hash[GATE_HASH], struct gate *g)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_by_hash)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_blob(q, ":hash", hash, GATE_HASH);
	return gate_one(q, g);
}

int
store_gate_put(struct store *st, const struct gate *g)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_put)) != 0)
		return r;
	stmt_i64(q, ":id", g->id);
	stmt_text(q, ":state", gate_state_code(g->state));
	stmt_ref(q, ":began_at", g->began_at);
	stmt_ref(q, ":beat_at", g->beat_at);
	stmt_i64(q, ":bytes", g->bytes);
	stmt_i64(q, ":all_bytes", g->all_bytes);
	stmt_i64(q, ":rows", g->rows);
	stmt_i64(q, ":accepted", g->accepted);
	stmt_i64(q, ":refused", g->refused);
	stmt_ref(q, ":ended_at", g->ended_at);
	stmt_ref(q, ":end_audit", g->end_audit);
	stmt_i64(q, ":result", g->result);
	stmt_text(q, ":said", g->said[0] != '\0' ? g->said : NULL);
	return stmt_run(q);
}

int
store_gate_wrong(struct store *st, int64_t person, int max, int64_t *n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_wrong)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":max", max);
	if ((r = stmt_run(q)) == 0)
		*n = store_changes(st);
	return r;
}

int
store_gate_each(struct store *st, int64_t person, int limit,
    int (*fn)(void *, const struct gate *), void *arg)
{
	struct gate g;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_each)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":limit", limit);
	while ((r = stmt_next(q)) == STORE_ROW)
		if ((r = gate_from_row(q, &g)) != 0 || (r = fn(arg, &g)) != 0)
			break;
	return stmt_close(q, r);
}
