/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>

#include "base/err.h"
#include "store/stmt.h"
#include "store/undo.h"

#define DEED \
	"SELECT id, what, object, version, person, at, undone_at FROM deed "

static const struct sql sql_add = { "deed_add",
	"INSERT INTO deed (what, kind, object, version, person, at)"
	" VALUES (:what, :kind, :object, :version, :person, :at)",
	0 };
static const struct sql sql_of_person = { "deed_of_person",
	DEED "WHERE person = :person AND undone_at IS NULL"
	     " ORDER BY id DESC LIMIT 1",
	0 };
static const struct sql sql_of_object = { "deed_of_object",
	DEED "WHERE kind = :kind AND object = :object AND person = :person"
	     " AND undone_at IS NULL ORDER BY id DESC LIMIT 1",
	0 };
static const struct sql sql_undone = { "deed_undone",
	"UPDATE deed SET undone_at = :at, undone = :audit WHERE id = :id", 0 };
static const struct sql sql_before_it = { "deed_before_it",
	"UPDATE deed SET version = :version WHERE kind = :kind"
	" AND object = :object AND version = :was AND undone_at IS NULL",
	0 };

/* How the rows stood: copied by the store, so that no column can be forgotten
 * on the way. */
static const struct sql sql_keep_ticket = { "deed_keep_ticket",
	"INSERT INTO ticket_before (deed, state, operator, taken_at, ended_at,"
	" due_at, due_key, danger, raised) SELECT :deed, state, operator,"
	" taken_at, ended_at, due_at, due_key, danger, raised FROM ticket"
	" WHERE id = :object",
	0 };
static const struct sql sql_keep_warning = { "deed_keep_warning",
	"INSERT INTO warning_before (deed, state, level, danger, parents,"
	" district, reviews, seen_round, unseen, owner, state_at,"
	" observe_until, clock, clock_at, ack_at, parents_at, due_key, due_at,"
	" fired_at) SELECT :deed, state, level, danger, parents, district,"
	" reviews, seen_round, unseen, owner, state_at, observe_until, clock,"
	" clock_at, ack_at, parents_at, due_key, due_at, fired_at FROM warning"
	" WHERE id = :object",
	0 };
static const struct sql sql_keep_acks = { "deed_keep_acks",
	"INSERT INTO warning_ack_before (deed, ack, acked_at, open)"
	" SELECT :deed, id, acked_at, open FROM warning_ack"
	" WHERE warning = :object",
	0 };
static const struct sql sql_keep_appointment = { "deed_keep_appointment",
	"INSERT INTO appointment_before (deed, state, counsellor, starts_at,"
	" held_at, due_at, due_key) SELECT :deed, state, counsellor,"
	" starts_at, held_at, due_at, due_key FROM appointment"
	" WHERE id = :object",
	0 };

const struct sql *const store_undo_sql[] = { &sql_add, &sql_of_person,
	&sql_of_object, &sql_undone, &sql_before_it, &sql_keep_ticket,
	&sql_keep_warning, &sql_keep_acks, &sql_keep_appointment, NULL };

static const struct sql *const keep[UNDO_KINDS][2] = {
	[UNDO_TICKET] = { &sql_keep_ticket, NULL },
	[UNDO_WARNING] = { &sql_keep_warning, &sql_keep_acks },
	[UNDO_APPOINTMENT] = { &sql_keep_appointment, NULL },
};

static int
keep_row(struct store *st, const struct sql *s, const struct undo_deed *d)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, s)) != 0)
		return r;
	stmt_i64(q, ":deed", d->id);
	stmt_i64(q, ":object", d->object);
	return stmt_run(q);
}

int
store_deed_add(struct store *st, struct undo_deed *d)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_add)) != 0)
		return r;
	stmt_text(q, ":what", d->rule->what);
	stmt_text(q, ":kind", undo_kind_name(d->rule->kind));
	stmt_i64(q, ":object", d->object);
	stmt_i64(q, ":version", d->version);
	stmt_i64(q, ":person", d->person);
	stmt_i64(q, ":at", d->at);
	if ((r = stmt_run(q)) != 0)
		return r;
	d->id = store_last_id(st);
	for (int i = 0; i < 2 && keep[d->rule->kind][i] != NULL && r == 0; i++)
		r = keep_row(st, keep[d->rule->kind][i], d);
	return r;
}

static void
deed_from_row(struct stmt *q, struct undo_deed *d)
{
	*d = (struct undo_deed){ .id = stmt_get_i64(q, 0),
		.rule = undo_rule_of(stmt_get_text(q, 1)),
		.object = stmt_get_i64(q, 2),
		.version = stmt_get_i64(q, 3),
		.person = stmt_get_i64(q, 4),
		.at = stmt_get_i64(q, 5),
		.undone_at = stmt_get_i64(q, 6) };
}

int
store_deed_newest(struct store *st, int64_t person, enum undo_kind kind,
    int64_t object, struct undo_deed *d)
{
	struct stmt *q;
	int r;

	r = stmt_open(st, &q, object != 0 ? &sql_of_object : &sql_of_person);
	if (r != 0)
		return r;
	stmt_i64(q, ":person", person);
	if (object != 0) {
		stmt_text(q, ":kind", undo_kind_name(kind));
		stmt_i64(q, ":object", object);
	}
	if ((r = stmt_one(q)) == 0)
		deed_from_row(q, d);
	if (r == 0 && d->rule == NULL)
		r = ERR_NOT_FOUND; /* of a newer program */
	return stmt_close(q, r);
}

int
store_deed_undone(struct store *st, const struct undo_deed *d, int64_t version,
    int64_t at, int64_t audit)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_undone)) != 0)
		return r;
	stmt_i64(q, ":id", d->id);
	stmt_i64(q, ":at", at);
	stmt_i64(q, ":audit", audit);
	if ((r = stmt_run(q)) != 0 ||
	    (r = stmt_open(st, &q, &sql_before_it)) != 0)
		return r;
	stmt_text(q, ":kind", undo_kind_name(d->rule->kind));
	stmt_i64(q, ":object", d->object);
	stmt_i64(q, ":was", d->version - 1);
	stmt_i64(q, ":version", version);
	return stmt_run(q);
}
