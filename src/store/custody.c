/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "store/custody.h"
#include "store/stmt.h"

#define REQUEST_COLUMNS                                                      \
	"id, kind, object, org, state, asked_by, asked_at, beneficiary,"     \
	" first, second, first_at, opened_at, due_at, ended_at, decided_by," \
	" decided_at, pair, reason, answer"

static const struct sql sql_custody_add = { "custody_add",
	"INSERT INTO custody_request (kind, object, org, state, asked_by,"
	" asked_at, beneficiary, first, second, due_at) VALUES (:kind, :object,"
	" :org, :state, :asked_by, :asked_at, :beneficiary, :first, :second,"
	" :due_at)",
	0 };
static const struct sql sql_custody_put = { "custody_put",
	"UPDATE custody_request SET state = :state, first_at = :first_at,"
	" opened_at = :opened_at,"
	" due_at = :due_at, ended_at = :ended_at, decided_by = :decided_by,"
	" decided_at = :decided_at, pair = :pair WHERE id = :id",
	0 };
static const struct sql sql_custody_reason = { "custody_reason",
	"UPDATE custody_request SET reason = :text WHERE id = :id", 0 };
static const struct sql sql_custody_answer = { "custody_answer",
	"UPDATE custody_request SET answer = :text WHERE id = :id", 0 };
static const struct sql sql_custody_get = { "custody_get",
	"SELECT " REQUEST_COLUMNS " FROM custody_request WHERE id = :id", 0 };
static const struct sql sql_custody_find = { "custody_find",
	"SELECT " REQUEST_COLUMNS " FROM custody_request WHERE kind = :kind"
	" AND object = :object AND state = :state"
	" AND beneficiary = :beneficiary ORDER BY id DESC LIMIT 1",
	0 };
static const struct sql sql_custody_each = { "custody_each",
	"SELECT " REQUEST_COLUMNS " FROM custody_request WHERE state = :state"
	" AND id > :after ORDER BY id LIMIT :limit",
	0 };
static const struct sql sql_custody_due = { "custody_due",
	"SELECT " REQUEST_COLUMNS " FROM custody_request WHERE state = :state"
	" AND due_at <= :now ORDER BY due_at LIMIT :limit",
	0 };

static const struct sql sql_piece_add = { "piece_add",
	"INSERT INTO custody_piece (request, source, to_pair, sealed)"
	" VALUES (:request, :source, :to_pair, :sealed)",
	0 };
static const struct sql sql_piece_each = { "piece_each",
	"SELECT request, source, to_pair, sealed FROM custody_piece"
	" WHERE request = :request ORDER BY source",
	0 };
static const struct sql sql_piece_drop = { "piece_drop",
	"DELETE FROM custody_piece WHERE request = :request", 0 };

static const struct sql sql_opened_add = { "opened_add",
	"INSERT INTO custody_opened (request, pair, to_pair)"
	" VALUES (:request, :pair, :to_pair)",
	0 };
static const struct sql sql_opened_drop = { "opened_drop",
	"DELETE FROM key_grant WHERE id IN (SELECT g.id FROM custody_opened o"
	" JOIN key_grant g ON g.pair = o.pair AND g.to_pair = o.to_pair"
	" WHERE o.request = :request)",
	0 };
static const struct sql sql_opened_forget = { "opened_forget",
	"DELETE FROM custody_opened WHERE request = :request", 0 };
static const struct sql sql_opened_move = { "opened_move",
	"UPDATE custody_opened SET request = :request WHERE pair = :pair"
	" AND to_pair = :to_pair",
	0 };
static const struct sql sql_opened_is = { "opened_is",
	"SELECT 1 FROM custody_opened WHERE pair = :pair"
	" AND to_pair = :to_pair",
	0 };
static const struct sql sql_opened_last = { "opened_last",
	"DELETE FROM custody_opened WHERE pair = :pair AND to_pair = :to_pair",
	0 };

const struct sql *const store_custody_sql[] = { &sql_custody_add,
	&sql_custody_put, &sql_custody_reason, &sql_custody_answer,
	&sql_custody_get, &sql_custody_find, &sql_custody_each,
	&sql_custody_due, &sql_piece_add, &sql_piece_each, &sql_piece_drop,
	&sql_opened_add, &sql_opened_drop, &sql_opened_forget, &sql_opened_move,
	&sql_opened_last, &sql_opened_is, NULL };

static int
request_from_row(struct stmt *q, struct custody_request *r)
{
	int kind = custody_kind_of(stmt_get_text(q, 1));

	*r = (struct custody_request){ .id = stmt_get_i64(q, 0),
		.kind = (enum custody_kind)kind,
		.object = stmt_get_i64(q, 2),
		.org = stmt_get_i64(q, 3),
		.state = (enum custody_state)stmt_get_i64(q, 4),
		.asked_by = stmt_get_i64(q, 5),
		.asked_at = stmt_get_i64(q, 6),
		.beneficiary = stmt_get_i64(q, 7),
		.first = stmt_get_i64(q, 8),
		.second = stmt_get_i64(q, 9),
		.first_at = stmt_get_i64(q, 10),
		.opened_at = stmt_get_i64(q, 11),
		.due_at = stmt_get_i64(q, 12),
		.ended_at = stmt_get_i64(q, 13),
		.decided_by = stmt_get_i64(q, 14),
		.decided_at = stmt_get_i64(q, 15),
		.pair = stmt_get_i64(q, 16) };
	r->reason = stmt_get_blob(q, 17, &r->n_reason);
	r->answer = stmt_get_blob(q, 18, &r->n_answer);
	return kind < 0 || r->state >= CUSTODY_STATES ? ERR_CORRUPT : 0;
}

int
store_custody_add(struct store *st, struct custody_request *r)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_custody_add)) != 0)
		return e;
	stmt_text(q, ":kind", custody_kind_name(r->kind));
	stmt_i64(q, ":object", r->object);
	stmt_i64(q, ":org", r->org);
	stmt_i64(q, ":state", r->state);
	stmt_i64(q, ":asked_by", r->asked_by);
	stmt_i64(q, ":asked_at", r->asked_at);
	stmt_i64(q, ":beneficiary", r->beneficiary);
	stmt_i64(q, ":first", r->first);
	stmt_i64(q, ":second", r->second);
	stmt_ref(q, ":due_at", r->due_at);
	if ((e = stmt_run(q)) == 0)
		r->id = store_last_id(st);
	return e;
}

int
store_custody_put(struct store *st, const struct custody_request *r)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_custody_put)) != 0)
		return e;
	stmt_i64(q, ":id", r->id);
	stmt_i64(q, ":state", r->state);
	stmt_ref(q, ":first_at", r->first_at);
	stmt_ref(q, ":opened_at", r->opened_at);
	stmt_ref(q, ":due_at", r->due_at);
	stmt_ref(q, ":ended_at", r->ended_at);
	stmt_ref(q, ":decided_by", r->decided_by);
	stmt_ref(q, ":decided_at", r->decided_at);
	stmt_ref(q, ":pair", r->pair);
	return stmt_run(q);
}

static int
text_put(
    struct store *st, const struct sql *s, int64_t id, const void *p, size_t n)
{
	struct stmt *q;
	int e;

	if (p == NULL)
		return 0;
	if ((e = stmt_open(st, &q, s)) != 0)
		return e;
	stmt_i64(q, ":id", id);
	stmt_blob(q, ":text", p, n);
	return stmt_run(q);
}

int
store_custody_seal(struct store *st, const struct custody_request *r)
{
	int e;

	if ((e = text_put(
		 st, &sql_custody_reason, r->id, r->reason, r->n_reason)) != 0)
		return e;
	return text_put(st, &sql_custody_answer, r->id, r->answer, r->n_answer);
}

int
store_custody_read(struct store *st, int64_t id,
    int (*fn)(void *, const struct custody_request *), void *arg)
{
	struct custody_request r;
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_custody_get)) != 0)
		return e;
	stmt_i64(q, ":id", id);
	if ((e = stmt_one(q)) == 0 && (e = request_from_row(q, &r)) == 0)
		e = fn(arg, &r);
	return stmt_close(q, e);
}

/* What stays after the statement is closed: no texts. */
static int
request_keep(void *arg, const struct custody_request *r)
{
	struct custody_request *to = arg;

	*to = *r;
	to->reason = to->answer = NULL;
	to->n_reason = to->n_answer = 0;
	return 0;
}

int
store_custody_get(struct store *st, int64_t id, struct custody_request *r)
{
	return store_custody_read(st, id, request_keep, r);
}

int
store_custody_find(struct store *st, enum custody_kind kind, int64_t object,
    enum custody_state state, int64_t beneficiary, struct custody_request *r)
{
	struct custody_request row;
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_custody_find)) != 0)
		return e;
	stmt_text(q, ":kind", custody_kind_name(kind));
	stmt_i64(q, ":object", object);
	stmt_i64(q, ":state", state);
	stmt_i64(q, ":beneficiary", beneficiary);
	if ((e = stmt_one(q)) == 0 && (e = request_from_row(q, &row)) == 0)
		e = request_keep(r, &row);
	return stmt_close(q, e);
}

static int
request_walk(struct stmt *q, int (*fn)(void *, const struct custody_request *),
    void *arg)
{
	struct custody_request r;
	int e;

	while ((e = stmt_next(q)) == STORE_ROW)
		if ((e = request_from_row(q, &r)) != 0 ||
		    (e = fn(arg, &r)) != 0)
			break;
	return stmt_close(q, e);
}

int
store_custody_each(struct store *st, enum custody_state state, int64_t after,
    int limit, int (*fn)(void *, const struct custody_request *), void *arg)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_custody_each)) != 0)
		return e;
	stmt_i64(q, ":state", state);
	stmt_i64(q, ":after", after);
	stmt_i64(q, ":limit", limit);
	return request_walk(q, fn, arg);
}

int
store_custody_due(struct store *st, enum custody_state state, int64_t now,
    int limit, int (*fn)(void *, const struct custody_request *), void *arg)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_custody_due)) != 0)
		return e;
	stmt_i64(q, ":state", state);
	stmt_i64(q, ":now", now);
	stmt_i64(q, ":limit", limit);
	return request_walk(q, fn, arg);
}

int
store_piece_add(struct store *st, const struct custody_piece *p)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_piece_add)) != 0)
		return e;
	stmt_i64(q, ":request", p->request);
	stmt_i64(q, ":source", p->source);
	stmt_i64(q, ":to_pair", p->to_key);
	stmt_blob(q, ":sealed", p->sealed, p->n);
	return stmt_run(q);
}

int
store_piece_each(struct store *st, int64_t request,
    int (*fn)(void *, const struct custody_piece *), void *arg)
{
	struct custody_piece p;
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_piece_each)) != 0)
		return e;
	stmt_i64(q, ":request", request);
	while ((e = stmt_next(q)) == STORE_ROW) {
		p.request = stmt_get_i64(q, 0);
		p.source = stmt_get_i64(q, 1);
		p.to_key = stmt_get_i64(q, 2);
		p.sealed = stmt_get_blob(q, 3, &p.n);
		if ((e = fn(arg, &p)) != 0)
			break;
	}
	return stmt_close(q, e);
}

int
store_piece_drop(struct store *st, int64_t request)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, &sql_piece_drop)) != 0)
		return e;
	stmt_i64(q, ":request", request);
	return stmt_run(q);
}

static int
opened_of_grant(struct store *st, const struct sql *s, int64_t request,
    int64_t key, int64_t to_key)
{
	struct stmt *q;
	int e;

	if ((e = stmt_open(st, &q, s)) != 0)
		return e;
	if (request != 0)
		stmt_i64(q, ":request", request);
	stmt_i64(q, ":pair", key);
	stmt_i64(q, ":to_pair", to_key);
	return stmt_run(q);
}

int
store_opened_add(struct store *st, int64_t request, int64_t key, int64_t to_key)
{
	return opened_of_grant(st, &sql_opened_add, request, key, to_key);
}

int
store_opened_move(
    struct store *st, int64_t request, int64_t key, int64_t to_key)
{
	return opened_of_grant(st, &sql_opened_move, request, key, to_key);
}

int
store_opened_last(struct store *st, int64_t key, int64_t to_key)
{
	return opened_of_grant(st, &sql_opened_last, 0, key, to_key);
}

int
store_opened_is(struct store *st, int64_t key, int64_t to_key, bool *ends)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_opened_is)) != 0)
		return r;
	stmt_i64(q, ":pair", key);
	stmt_i64(q, ":to_pair", to_key);
	r = stmt_close(q, stmt_one(q));
	*ends = r == 0;
	return r == ERR_NOT_FOUND ? 0 : r;
}

int
store_opened_drop(struct store *st, int64_t request)
{
	static const struct sql *const both[] = { &sql_opened_drop,
		&sql_opened_forget };
	struct stmt *q;
	int e = 0;

	for (size_t i = 0; i < nitems(both) && e == 0; i++) {
		if ((e = stmt_open(st, &q, both[i])) != 0)
			return e;
		stmt_i64(q, ":request", request);
		e = stmt_run(q);
	}
	return e;
}
