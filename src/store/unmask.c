/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "store/stmt.h"
#include "store/unmask.h"

#define FROM                                                                \
	"SELECT id, ticket, line, student, stage, asked_by, asked_at,"      \
	" audit, opened_by, opened_at, ended_at, reviewed_by, reviewed_at," \
	" review_audit, pair, reason, centre_pair, centre_reason,"          \
	" review_pair, review FROM unmask WHERE "

static const struct sql sql_add = { "unmask_add",
	"INSERT INTO unmask (ticket, line, student, stage, asked_by,"
	" asked_at, audit, pair, reason, centre_pair, centre_reason)"
	" VALUES (:ticket, :line, :student, :stage, :asked_by, :asked_at,"
	" :audit, :pair, :reason, :centre_pair, :centre_reason)",
	0 };
static const struct sql sql_put = { "unmask_put",
	"UPDATE unmask SET stage = :stage, opened_by = :opened_by,"
	" opened_at = :opened_at, ended_at = :ended_at WHERE id = :id",
	0 };
static const struct sql sql_sign = { "unmask_sign",
	"UPDATE unmask SET stage = :stage,"
	" reviewed_by = :reviewed_by, reviewed_at = :reviewed_at,"
	" review_audit = :review_audit, review_pair = :review_pair,"
	" review = :review WHERE id = :id",
	0 };
static const struct sql sql_newest = { "unmask_newest",
	FROM "ticket = :ticket ORDER BY id DESC LIMIT 1", 0 };
static const struct sql sql_get = { "unmask_get", FROM "id = :id", 0 };
static const struct sql sql_each = { "unmask_each",
	FROM "line = :line AND stage = :stage ORDER BY id LIMIT :limit", 0 };

const struct sql *const store_unmask_sql[] = { &sql_add, &sql_put, &sql_sign,
	&sql_newest, &sql_get, &sql_each, NULL };

static void
sealed_from_row(struct stmt *q, int col, struct ticket_sealed *s)
{
	s->pair = stmt_get_i64(q, col);
	s->bytes = stmt_get_blob(q, col + 1, &s->n);
}

static int
unmask_from_row(struct stmt *q, struct unmask_row *row)
{
	int stage = unmask_stage_of(stmt_get_text(q, 4));

	row->u = (struct unmask){ .id = stmt_get_i64(q, 0),
		.ticket = stmt_get_i64(q, 1),
		.line = stmt_get_i64(q, 2),
		.student = stmt_get_i64(q, 3),
		.stage = (enum unmask_stage)stage,
		.asked_by = stmt_get_i64(q, 5),
		.asked_at = stmt_get_i64(q, 6),
		.audit = stmt_get_i64(q, 7),
		.opened_by = stmt_get_i64(q, 8),
		.opened_at = stmt_get_i64(q, 9),
		.ended_at = stmt_get_i64(q, 10),
		.reviewed_by = stmt_get_i64(q, 11),
		.reviewed_at = stmt_get_i64(q, 12),
		.review_audit = stmt_get_i64(q, 13) };
	sealed_from_row(q, 14, &row->reason);
	sealed_from_row(q, 16, &row->centre);
	sealed_from_row(q, 18, &row->review);
	return stage < 0 ? ERR_CORRUPT : 0;
}

int
store_unmask_add(struct store *st, struct unmask_row *row)
{
	struct unmask *u = &row->u;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_add)) != 0)
		return r;
	stmt_i64(q, ":ticket", u->ticket);
	stmt_i64(q, ":line", u->line);
	stmt_i64(q, ":student", u->student);
	stmt_text(q, ":stage", unmask_stage_code(u->stage));
	stmt_i64(q, ":asked_by", u->asked_by);
	stmt_i64(q, ":asked_at", u->asked_at);
	stmt_i64(q, ":audit", u->audit);
	stmt_i64(q, ":pair", row->reason.pair);
	stmt_blob(q, ":reason", row->reason.bytes, row->reason.n);
	stmt_ref(q, ":centre_pair", row->centre.pair);
	if (row->centre.pair != 0)
		stmt_blob(
		    q, ":centre_reason", row->centre.bytes, row->centre.n);
	else
		stmt_null(q, ":centre_reason");
	if ((r = stmt_run(q)) == 0)
		u->id = store_last_id(st);
	return r;
}

int
store_unmask_put(struct store *st, const struct unmask *u)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_put)) != 0)
		return r;
	stmt_i64(q, ":id", u->id);
	stmt_text(q, ":stage", unmask_stage_code(u->stage));
	stmt_ref(q, ":opened_by", u->opened_by);
	stmt_ref(q, ":opened_at", u->opened_at);
	stmt_ref(q, ":ended_at", u->ended_at);
	return stmt_run(q);
}

int
store_unmask_sign(struct store *st, const struct unmask_row *row)
{
	const struct unmask *u = &row->u;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_sign)) != 0)
		return r;
	stmt_i64(q, ":id", u->id);
	stmt_text(q, ":stage", unmask_stage_code(u->stage));
	stmt_ref(q, ":reviewed_by", u->reviewed_by);
	stmt_ref(q, ":reviewed_at", u->reviewed_at);
	stmt_ref(q, ":review_audit", u->review_audit);
	stmt_i64(q, ":review_pair", row->review.pair);
	stmt_blob(q, ":review", row->review.bytes, row->review.n);
	return stmt_run(q);
}

static int
unmask_one(struct stmt *q, struct unmask *u)
{
	struct unmask_row row;
	int r;

	if ((r = stmt_one(q)) == 0 && (r = unmask_from_row(q, &row)) == 0)
		*u = row.u;
	return stmt_close(q, r);
}

int
store_unmask_newest(struct store *st, int64_t ticket, struct unmask *u)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_newest)) != 0)
		return r;
	stmt_i64(q, ":ticket", ticket);
	return unmask_one(q, u);
}

int
store_unmask_get(struct store *st, int64_t id, struct unmask *u)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	return unmask_one(q, u);
}

int
store_unmask_read(struct store *st, int64_t id,
    int (*fn)(void *, const struct unmask_row *), void *arg)
{
	struct unmask_row row;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	if ((r = stmt_one(q)) == 0 && (r = unmask_from_row(q, &row)) == 0)
		r = fn(arg, &row);
	return stmt_close(q, r);
}

int
store_unmask_each(struct store *st, int64_t line, enum unmask_stage stage,
    int limit, int (*fn)(void *, const struct unmask_row *), void *arg)
{
	struct unmask_row row;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_each)) != 0)
		return r;
	stmt_i64(q, ":line", line);
	stmt_text(q, ":stage", unmask_stage_code(stage));
	stmt_i64(q, ":limit", limit);
	while ((r = stmt_next(q)) == STORE_ROW)
		if ((r = unmask_from_row(q, &row)) != 0 ||
		    (r = fn(arg, &row)) != 0)
			break;
	return stmt_close(q, r);
}
