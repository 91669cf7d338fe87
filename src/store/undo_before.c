/* SPDX-License-Identifier: Apache-2.0 */
/* What stood before a deed, given back. */
#include <stdbool.h>

#include "base/err.h"
#include "base/mem.h"
#include "store/stmt.h"
#include "store/undo.h"

static const struct sql sql_ticket = { "deed_ticket",
	"SELECT state, operator, taken_at, ended_at, due_at, due_key, danger,"
	" raised FROM ticket_before WHERE deed = :deed",
	0 };
static const struct sql sql_warning = { "deed_warning",
	"SELECT state, level, danger, parents, district, reviews, seen_round,"
	" unseen, owner, state_at, observe_until, clock, clock_at, ack_at,"
	" parents_at, due_key, due_at, fired_at FROM warning_before"
	" WHERE deed = :deed",
	0 };
static const struct sql sql_appointment = { "deed_appointment",
	"SELECT state, counsellor, starts_at, held_at, due_at, due_key"
	" FROM appointment_before WHERE deed = :deed",
	0 };

/* Nobody has gone on with it since: what this person did from then on is what
 * the deed did. */
static const struct sql sql_receivers = { "deed_receivers",
	"UPDATE ticket_receiver SET until_at = :now WHERE ticket = :object"
	" AND person = :person AND at >= :at AND until_at IS NULL",
	0 };
static const struct sql sql_receipts = { "deed_receipts",
	"UPDATE ticket_receiver SET receipt_at = CASE WHEN receipt_by = :person"
	" AND receipt_at >= :at THEN NULL ELSE receipt_at END,"
	" receipt_by = CASE WHEN receipt_by = :person AND receipt_at >= :at"
	" THEN NULL ELSE receipt_by END, feedback_at = CASE WHEN"
	" feedback_at >= :at THEN NULL ELSE feedback_at END"
	" WHERE ticket = :object AND until_at IS NULL",
	0 };
static const struct sql sql_dates = { "deed_dates",
	"UPDATE ticket_date SET until_at = :now WHERE ticket = :object"
	" AND made_by = :person AND made_at >= :at AND until_at IS NULL",
	0 };
static const struct sql sql_people = { "deed_people",
	"UPDATE ticket_person SET until_at = :now WHERE ticket = :object"
	" AND given_by = :person AND person <> :person AND at >= :at"
	" AND until_at IS NULL",
	0 };

static const struct sql sql_acks = { "deed_acks",
	"UPDATE warning_ack SET (acked_at, open) = (SELECT b.acked_at, b.open"
	" FROM warning_ack_before b WHERE b.deed = :deed"
	" AND b.ack = warning_ack.id) WHERE warning = :object"
	" AND EXISTS (SELECT 1 FROM warning_ack_before b"
	" WHERE b.deed = :deed AND b.ack = warning_ack.id)",
	0 };
static const struct sql sql_acks_asked = { "deed_acks_asked",
	"UPDATE warning_ack SET open = 0 WHERE warning = :object"
	" AND NOT EXISTS (SELECT 1 FROM warning_ack_before b"
	" WHERE b.deed = :deed AND b.ack = warning_ack.id)",
	0 };
static const struct sql sql_decided = { "deed_decided",
	"UPDATE approval SET state = 1, decided_by = NULL, decided_at = NULL"
	" WHERE kind = :kind AND object = :object AND state <> 1"
	" AND decided_by = :person AND decided_at >= :at"
	" AND refused_audit IS NULL",
	0 };
static const struct sql sql_asked = { "deed_asked",
	"UPDATE approval SET state = 3, decided_by = :person,"
	" decided_at = :now WHERE kind = :kind AND object = :object"
	" AND state = 1 AND asked_by = :person AND version = :version",
	0 };
static const struct sql sql_word = { "deed_word",
	"SELECT id FROM ticket_entry WHERE ticket = :object"
	" AND author <> :person AND saved_at >= :at LIMIT 1",
	0 };

const struct sql *const store_undo_before_sql[] = { &sql_ticket, &sql_warning,
	&sql_appointment, &sql_receivers, &sql_receipts, &sql_dates,
	&sql_people, &sql_acks, &sql_acks_asked, &sql_decided, &sql_asked,
	&sql_word, NULL };

static int
before(struct store *st, const struct sql *s, int64_t deed, struct stmt **q)
{
	int r;

	if ((r = stmt_open(st, q, s)) != 0)
		return r;
	stmt_i64(*q, ":deed", deed);
	if ((r = stmt_one(*q)) != 0)
		return stmt_close(*q, r == ERR_NOT_FOUND ? ERR_CORRUPT : r);
	return 0;
}

int
store_deed_ticket(struct store *st, int64_t deed, struct ticket *t)
{
	struct stmt *q;
	int r;

	if ((r = before(st, &sql_ticket, deed, &q)) != 0)
		return r;
	t->state = state_by_code(&ticket_machine, stmt_get_text(q, 0));
	t->taker = stmt_get_i64(q, 1);
	t->taken_at = stmt_get_i64(q, 2);
	t->ended_at = stmt_get_i64(q, 3);
	t->due_at = stmt_get_i64(q, 4);
	stmt_copy_text(q, 5, t->due_key, sizeof(t->due_key));
	t->danger = stmt_get_i64(q, 6) != 0;
	t->raised = (int)stmt_get_i64(q, 7);
	return stmt_close(q, t->state < 0 ? ERR_CORRUPT : 0);
}

int
store_deed_warning(struct store *st, int64_t deed, struct warning *w)
{
	struct stmt *q;
	int c = 0, r;

	if ((r = before(st, &sql_warning, deed, &q)) != 0)
		return r;
	w->state = (enum warning_state)stmt_get_i64(q, c++);
	w->level = (enum profile_level)stmt_get_i64(q, c++);
	w->danger = stmt_get_i64(q, c++) != 0;
	w->parents = (enum warning_parents)stmt_get_i64(q, c++);
	w->district = stmt_get_i64(q, c++) != 0;
	w->reviews = (int)stmt_get_i64(q, c++);
	w->seen_round = (int)stmt_get_i64(q, c++);
	w->unseen = stmt_get_i64(q, c++) != 0;
	w->owner = stmt_get_i64(q, c++);
	w->state_at = stmt_get_i64(q, c++);
	w->observe_until = stmt_get_i64(q, c++);
	stmt_copy_text(q, c++, w->clock, sizeof(w->clock));
	w->clock_at = stmt_get_i64(q, c++);
	w->ack_at = stmt_get_i64(q, c++);
	w->parents_at = stmt_get_i64(q, c++);
	stmt_copy_text(q, c++, w->due_key, sizeof(w->due_key));
	w->due_at = stmt_get_i64(q, c++);
	w->fired_at = stmt_get_i64(q, c);
	return stmt_close(q, 0);
}

int
store_deed_appointment(struct store *st, int64_t deed, struct appointment *a)
{
	struct stmt *q;
	int r, state;

	if ((r = before(st, &sql_appointment, deed, &q)) != 0)
		return r;
	state = state_by_code(&appointment_machine, stmt_get_text(q, 0));
	a->state = (enum appointment_state)state;
	a->counsellor = stmt_get_i64(q, 1);
	a->starts_at = stmt_get_i64(q, 2);
	a->held_at = stmt_get_i64(q, 3);
	a->due_at = stmt_get_i64(q, 4);
	stmt_copy_text(q, 5, a->due_key, sizeof(a->due_key));
	return stmt_close(q, state < 0 ? ERR_CORRUPT : 0);
}

/* --- beside the row ------------------------------------------------------- */

static const struct {
	unsigned made;
	const struct sql *sql;
} rest[] = {
	{ UNDO_RECEIVER, &sql_receivers },
	{ UNDO_RECEIPT, &sql_receipts },
	{ UNDO_DATES, &sql_dates },
	{ UNDO_READER, &sql_people },
};

static int
end_rest(struct store *st, const struct sql *s, const struct undo_deed *d,
    int64_t now)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, s)) != 0)
		return r;
	stmt_i64(q, ":object", d->object);
	stmt_i64(q, ":person", d->person);
	stmt_i64(q, ":at", d->at);
	if (s != &sql_receipts)
		stmt_i64(q, ":now", now);
	return stmt_run(q);
}

int
store_deed_ticket_rest(struct store *st, const struct undo_deed *d, int64_t now)
{
	int r = 0;

	for (size_t i = 0; i < nitems(rest) && r == 0; i++)
		if ((d->rule->made & rest[i].made) != 0)
			r = end_rest(st, rest[i].sql, d, now);
	return r;
}

static int
give_acks(struct store *st, const struct sql *s, const struct undo_deed *d)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, s)) != 0)
		return r;
	stmt_i64(q, ":object", d->object);
	stmt_i64(q, ":deed", d->id);
	return stmt_run(q);
}

int
store_deed_acks(struct store *st, const struct undo_deed *d)
{
	int r = give_acks(st, &sql_acks, d);

	return r == 0 ? give_acks(st, &sql_acks_asked, d) : r;
}

int
store_deed_decided(
    struct store *st, const struct undo_deed *d, const char *kind)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_decided)) != 0)
		return r;
	stmt_text(q, ":kind", kind);
	stmt_i64(q, ":object", d->object);
	stmt_i64(q, ":person", d->person);
	stmt_i64(q, ":at", d->at);
	return stmt_run(q);
}

int
store_deed_asked(
    struct store *st, const struct undo_deed *d, const char *kind, int64_t now)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_asked)) != 0)
		return r;
	stmt_text(q, ":kind", kind);
	stmt_i64(q, ":object", d->object);
	stmt_i64(q, ":person", d->person);
	stmt_i64(q, ":version", d->version - 1);
	stmt_i64(q, ":now", now);
	return stmt_run(q);
}

int
store_deed_word(struct store *st, const struct undo_deed *d, bool *said)
{
	struct stmt *q;
	int r;

	*said = false;
	if ((r = stmt_open(st, &q, &sql_word)) != 0)
		return r;
	stmt_i64(q, ":object", d->object);
	stmt_i64(q, ":person", d->person);
	stmt_i64(q, ":at", d->at);
	r = stmt_close(q, stmt_one(q));
	*said = r == 0;
	return r == ERR_NOT_FOUND ? 0 : r;
}
