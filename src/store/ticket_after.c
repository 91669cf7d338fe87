/* SPDX-License-Identifier: Apache-2.0 */
/* What comes after a call: where it was handed to, when to call again. */
#include <string.h>

#include "model/permit.h"
#include "store/stmt.h"
#include "store/ticket.h"

#define RECEIVER_COLUMNS                                        \
	"SELECT id, ticket, receiver, org, ground, person, at," \
	" receipt_at, receipt_by, feedback_at FROM ticket_receiver "

static const struct sql sql_receiver_add = { "ticket_receiver_add",
	"INSERT INTO ticket_receiver (ticket, receiver, org, ground, person,"
	" at) VALUES (:ticket, :receiver, :org, :ground, :person, :at)",
	0 };
static const struct sql sql_receiver_put = { "ticket_receiver_put",
	"UPDATE ticket_receiver SET receipt_at = :receipt_at,"
	" receipt_by = :receipt_by, feedback_at = :feedback_at"
	" WHERE id = :id",
	0 };
static const struct sql sql_receiver_each = { "ticket_receiver_each",
	RECEIVER_COLUMNS "WHERE ticket = :ticket AND until_at IS NULL"
			 " ORDER BY id",
	0 };
static const struct sql sql_receiver_waiting = { "ticket_receiver_waiting",
	RECEIVER_COLUMNS "WHERE org = :org AND receipt_at IS NULL"
			 " AND until_at IS NULL"
			 " ORDER BY id LIMIT :limit",
	0 };

static const struct sql sql_date_add = { "ticket_date_add",
	"INSERT INTO ticket_date (ticket, due_at, made_by, made_at)"
	" VALUES (:ticket, :due_at, :made_by, :made_at)",
	0 };
static const struct sql sql_date_put = { "ticket_date_put",
	"UPDATE ticket_date SET done_at = :done_at, done_by = :done_by,"
	" result = :result WHERE id = :id",
	0 };
static const struct sql sql_date_each = { "ticket_date_each",
	"SELECT id, ticket, due_at, made_by, made_at, done_at, done_by, result"
	" FROM ticket_date WHERE ticket = :ticket AND until_at IS NULL"
	" ORDER BY due_at, id",
	0 };

const struct sql *const store_ticket_after_sql[] = { &sql_receiver_add,
	&sql_receiver_put, &sql_receiver_each, &sql_receiver_waiting,
	&sql_date_add, &sql_date_put, &sql_date_each, NULL };

int
store_ticket_receiver_add(struct store *st, struct ticket_receiver *v)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_receiver_add)) != 0)
		return r;
	stmt_i64(q, ":ticket", v->ticket);
	stmt_text(q, ":receiver", ticket_receivers[v->receiver].code);
	stmt_ref(q, ":org", v->org);
	stmt_text(q, ":ground",
	    v->ground != GROUND_NONE
		? permit_ground_name((enum permit_ground)v->ground)
		: NULL);
	stmt_i64(q, ":person", v->person);
	stmt_i64(q, ":at", v->at);
	if ((r = stmt_run(q)) == 0)
		v->id = store_last_id(st);
	return r;
}

int
store_ticket_receiver_put(struct store *st, const struct ticket_receiver *v)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_receiver_put)) != 0)
		return r;
	stmt_i64(q, ":id", v->id);
	stmt_ref(q, ":receipt_at", v->receipt_at);
	stmt_ref(q, ":receipt_by", v->receipt_by);
	stmt_ref(q, ":feedback_at", v->feedback_at);
	return stmt_run(q);
}

static int
receiver_each(struct stmt *q, int (*fn)(void *, const struct ticket_receiver *),
    void *arg)
{
	struct ticket_receiver v;
	int r;

	while ((r = stmt_next(q)) == STORE_ROW) {
		v = (struct ticket_receiver){ .id = stmt_get_i64(q, 0),
			.ticket = stmt_get_i64(q, 1),
			.receiver = ticket_word_of(
			    ticket_receivers, stmt_get_text(q, 2)),
			.org = stmt_get_i64(q, 3),
			.ground = stmt_get_null(q, 4)
				      ? GROUND_NONE
				      : permit_ground_of(stmt_get_text(q, 4)),
			.person = stmt_get_i64(q, 5),
			.at = stmt_get_i64(q, 6),
			.receipt_at = stmt_get_i64(q, 7),
			.receipt_by = stmt_get_i64(q, 8),
			.feedback_at = stmt_get_i64(q, 9) };
		if ((r = fn(arg, &v)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_ticket_receiver_each(struct store *st, int64_t ticket,
    int (*fn)(void *, const struct ticket_receiver *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_receiver_each)) != 0)
		return r;
	stmt_i64(q, ":ticket", ticket);
	return receiver_each(q, fn, arg);
}

int
store_ticket_receiver_waiting(struct store *st, int64_t org, int limit,
    int (*fn)(void *, const struct ticket_receiver *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_receiver_waiting)) != 0)
		return r;
	stmt_i64(q, ":org", org);
	stmt_i64(q, ":limit", limit);
	return receiver_each(q, fn, arg);
}

int
store_ticket_date_add(struct store *st, const struct ticket_date *d)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_date_add)) != 0)
		return r;
	stmt_i64(q, ":ticket", d->ticket);
	stmt_i64(q, ":due_at", d->due_at);
	stmt_i64(q, ":made_by", d->made_by);
	stmt_i64(q, ":made_at", d->made_at);
	return stmt_run(q);
}

int
store_ticket_date_put(struct store *st, const struct ticket_date *d)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_date_put)) != 0)
		return r;
	stmt_i64(q, ":id", d->id);
	stmt_ref(q, ":done_at", d->done_at);
	stmt_ref(q, ":done_by", d->done_by);
	stmt_text(q, ":result",
	    d->result >= 0 ? ticket_results[d->result].code : NULL);
	return stmt_run(q);
}

int
store_ticket_date_each(struct store *st, int64_t ticket,
    int (*fn)(void *, const struct ticket_date *), void *arg)
{
	struct ticket_date d;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_date_each)) != 0)
		return r;
	stmt_i64(q, ":ticket", ticket);
	while ((r = stmt_next(q)) == STORE_ROW) {
		d = (struct ticket_date){ .id = stmt_get_i64(q, 0),
			.ticket = stmt_get_i64(q, 1),
			.due_at = stmt_get_i64(q, 2),
			.made_by = stmt_get_i64(q, 3),
			.made_at = stmt_get_i64(q, 4),
			.done_at = stmt_get_i64(q, 5),
			.done_by = stmt_get_i64(q, 6),
			.result = ticket_word_of(
			    ticket_results, stmt_get_text(q, 7)) };
		if ((r = fn(arg, &d)) != 0)
			break;
	}
	return stmt_close(q, r);
}
