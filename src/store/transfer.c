/* SPDX-License-Identifier: Apache-2.0 */
/* A file on its way to the next school. */
#include "base/err.h"
#include "store/stmt.h"
#include "store/store.h"
#include "store/transfer.h"

#define COLUMNS                                                            \
	"t.id, t.version, t.student, t.from_school, t.to_school, t.state," \
	" t.ground, t.given_by, t.given_how, t.given_at, t.notes,"         \
	" t.sender, t.receiver, t.sent_at, t.due_at, t.answered_at, t.pair"
#define FROM "SELECT " COLUMNS " FROM transfer t WHERE "

static const struct sql sql_add = { "transfer_add",
	"INSERT INTO transfer (version, student, from_school, to_school,"
	" state, is_open, ground, given_by, given_how, given_at, notes,"
	" sender, receiver, sent_at, due_at, pair) VALUES (1, :student,"
	" :from_school, :to_school, :state, :is_open, :ground, :given_by,"
	" :given_how, :given_at, :notes, :sender, :receiver, :sent_at,"
	" :due_at, :pair)",
	0 };
static const struct sql sql_get = { "transfer_get", FROM "t.id = :id", 0 };
static const struct sql sql_put = { "transfer_put",
	"UPDATE transfer SET version = version + 1, state = :state,"
	" is_open = :is_open, receiver = :receiver,"
	" answered_at = :answered_at WHERE id = :id AND version = :version",
	0 };
static const struct sql sql_of = { "transfer_of",
	FROM "t.student = :id ORDER BY t.id DESC LIMIT :limit", 0 };
static const struct sql sql_from = { "transfer_from",
	FROM "t.from_school = :id AND t.is_open = 1 ORDER BY t.id LIMIT :limit",
	0 };
static const struct sql sql_to = { "transfer_to",
	FROM "t.to_school = :id AND t.is_open = 1 ORDER BY t.id LIMIT :limit",
	0 };
static const struct sql sql_within = { "transfer_within",
	"SELECT " COLUMNS " FROM org o JOIN transfer t"
	" ON t.from_school = o.id AND t.is_open = 1"
	" WHERE o.type = 'school' AND o.lft BETWEEN :lft AND :rgt"
	" ORDER BY t.id LIMIT :limit",
	0 };
static const struct sql sql_step_add = { "transfer_step_add",
	"INSERT INTO transfer_step (transfer, event, to_state, person, at,"
	" audit, pair) VALUES (:transfer, :event, :to_state, :person, :at,"
	" :audit, :pair)",
	0 };
static const struct sql sql_step_seal = { "transfer_step_seal",
	"UPDATE transfer_step SET text = :text"
	" WHERE id = :id AND text IS NULL",
	0 };
static const struct sql sql_step_each = { "transfer_step_each",
	"SELECT id, transfer, event, to_state, person, at, audit, pair, text"
	" FROM transfer_step WHERE transfer = :transfer ORDER BY id",
	0 };

const struct sql *const store_transfer_sql[] = { &sql_add, &sql_get, &sql_put,
	&sql_of, &sql_from, &sql_to, &sql_within, &sql_step_add, &sql_step_seal,
	&sql_step_each, NULL };

static int
coded(struct stmt *q, int col, enum transfer_list l, bool *bad)
{
	int i = transfer_of(l, stmt_get_text(q, col));

	*bad |= i < 0;
	return i < 0 ? 0 : i;
}

static int
transfer_from_row(struct stmt *q, struct transfer *t)
{
	int state = state_by_code(&transfer_machine, stmt_get_text(q, 5));
	bool bad = state < 0;

	*t = (struct transfer){ .id = stmt_get_i64(q, 0),
		.version = stmt_get_i64(q, 1),
		.student = stmt_get_i64(q, 2),
		.from_school = stmt_get_i64(q, 3),
		.to_school = stmt_get_i64(q, 4) };
	t->state = (enum transfer_state)state;
	t->ground = coded(q, 6, TRANSFER_LIST_GROUND, &bad);
	t->given_by = coded(q, 7, TRANSFER_LIST_GIVER, &bad);
	t->given_how = coded(q, 8, TRANSFER_LIST_HOW, &bad);
	t->given_at = stmt_get_i64(q, 9);
	t->notes = stmt_get_i64(q, 10) != 0;
	t->sender = stmt_get_i64(q, 11);
	t->receiver = stmt_get_i64(q, 12);
	t->sent_at = stmt_get_i64(q, 13);
	t->due_at = stmt_get_i64(q, 14);
	t->answered_at = stmt_get_i64(q, 15);
	t->pair = stmt_get_i64(q, 16);
	return bad ? ERR_CORRUPT : 0;
}

static void
bind_state(struct stmt *q, const struct transfer *t)
{
	stmt_text(q, ":state", state_code(&transfer_machine, (int)t->state));
	stmt_i64(q, ":is_open", transfer_is_open(t->state));
	stmt_ref(q, ":receiver", t->receiver);
}

int
store_transfer_add(struct store *st, struct transfer *t)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_add)) != 0)
		return r;
	bind_state(q, t);
	stmt_i64(q, ":student", t->student);
	stmt_i64(q, ":from_school", t->from_school);
	stmt_i64(q, ":to_school", t->to_school);
	stmt_text(
	    q, ":ground", transfer_code(TRANSFER_LIST_GROUND, (int)t->ground));
	stmt_text(q, ":given_by",
	    transfer_code(TRANSFER_LIST_GIVER, (int)t->given_by));
	stmt_text(q, ":given_how",
	    transfer_code(TRANSFER_LIST_HOW, (int)t->given_how));
	stmt_ref(q, ":given_at", t->given_at);
	stmt_i64(q, ":notes", t->notes);
	stmt_i64(q, ":sender", t->sender);
	stmt_i64(q, ":sent_at", t->sent_at);
	stmt_i64(q, ":due_at", t->due_at);
	stmt_i64(q, ":pair", t->pair);
	if ((r = stmt_run(q)) == 0) {
		t->id = store_last_id(st);
		t->version = 1;
	}
	return r;
}

int
store_transfer_get(struct store *st, int64_t id, struct transfer *t)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	if ((r = stmt_one(q)) == 0)
		r = transfer_from_row(q, t);
	return stmt_close(q, r);
}

int
store_transfer_put(struct store *st, struct transfer *t)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_put)) != 0)
		return r;
	stmt_i64(q, ":id", t->id);
	stmt_i64(q, ":version", t->version);
	stmt_ref(q, ":answered_at", t->answered_at);
	bind_state(q, t);
	if ((r = stmt_change(q, ERR_STALE)) == 0)
		t->version++;
	return r;
}

static int
transfer_rows(struct stmt *q, int limit, transfer_fn *fn, void *arg)
{
	struct transfer t;
	int r;

	stmt_i64(q, ":limit", limit);
	while ((r = stmt_next(q)) == STORE_ROW)
		if ((r = transfer_from_row(q, &t)) != 0 ||
		    (r = fn(arg, &t)) != 0)
			break;
	return stmt_close(q, r);
}

static int
rows_of(struct store *st, const struct sql *s, int64_t id, int limit,
    transfer_fn *fn, void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, s)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	return transfer_rows(q, limit, fn, arg);
}

int
store_transfer_of(
    struct store *st, int64_t student, int limit, transfer_fn *fn, void *arg)
{
	return rows_of(st, &sql_of, student, limit, fn, arg);
}

int
store_transfer_from(
    struct store *st, int64_t school, int limit, transfer_fn *fn, void *arg)
{
	return rows_of(st, &sql_from, school, limit, fn, arg);
}

int
store_transfer_to(
    struct store *st, int64_t school, int limit, transfer_fn *fn, void *arg)
{
	return rows_of(st, &sql_to, school, limit, fn, arg);
}

int
store_transfer_within(struct store *st, int64_t lft, int64_t rgt, int limit,
    transfer_fn *fn, void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_within)) != 0)
		return r;
	stmt_i64(q, ":lft", lft);
	stmt_i64(q, ":rgt", rgt);
	return transfer_rows(q, limit, fn, arg);
}

/* --- steps -----------------------------------------------------------------
 */

int
store_transfer_step_add(struct store *st, struct transfer_step *s)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_step_add)) != 0)
		return r;
	stmt_i64(q, ":transfer", s->transfer);
	stmt_text(q, ":event", state_event_code(&transfer_machine, s->event));
	stmt_text(q, ":to_state", state_code(&transfer_machine, s->to));
	stmt_i64(q, ":person", s->person);
	stmt_i64(q, ":at", s->at);
	stmt_i64(q, ":audit", s->audit);
	stmt_ref(q, ":pair", s->pair);
	if ((r = stmt_run(q)) == 0)
		s->id = store_last_id(st);
	return r;
}

int
store_transfer_step_seal(struct store *st, const struct transfer_step *s)
{
	return stmt_seal(st, &sql_step_seal, s->id, ":text", s->text, s->n);
}

int
store_transfer_step_each(struct store *st, int64_t transfer,
    int (*fn)(void *, const struct transfer_step *), void *arg)
{
	struct transfer_step s;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_step_each)) != 0)
		return r;
	stmt_i64(q, ":transfer", transfer);
	while ((r = stmt_next(q)) == STORE_ROW) {
		s.id = stmt_get_i64(q, 0);
		s.transfer = stmt_get_i64(q, 1);
		s.event =
		    state_event_by_code(&transfer_machine, stmt_get_text(q, 2));
		s.to = state_by_code(&transfer_machine, stmt_get_text(q, 3));
		s.person = stmt_get_i64(q, 4);
		s.at = stmt_get_i64(q, 5);
		s.audit = stmt_get_i64(q, 6);
		s.pair = stmt_get_i64(q, 7);
		s.text = stmt_get_blob(q, 8, &s.n);
		if ((r = fn(arg, &s)) != 0)
			break;
	}
	return stmt_close(q, r);
}
