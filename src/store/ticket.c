/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "store/stmt.h"
#include "store/ticket.h"

#define COLUMNS                                                                \
	"id, version, line, state, channel, operator, entered_by, rang_at,"    \
	" entered_at, taken_at, ended_at, due_at, due_key, danger, danger_at," \
	" asked_at, seen_at, raised, number_hash, alias_hash"
#define FROM "SELECT " COLUMNS " FROM ticket WHERE "
#define PAGE " AND id < :before ORDER BY id DESC LIMIT :limit"

static const struct sql sql_ticket_add = { "ticket_add",
	"INSERT INTO ticket (version, line, state, channel, operator,"
	" entered_by, rang_at, entered_at, taken_at, ended_at, due_at, due_key,"
	" danger, danger_at, asked_at, seen_at, raised, number_hash,"
	" alias_hash) VALUES (1, :line, :state, :channel, :operator,"
	" :entered_by, :rang_at, :entered_at, :taken_at, :ended_at, :due_at,"
	" :due_key, :danger, :danger_at, :asked_at, :seen_at, :raised,"
	" :number_hash, :alias_hash)",
	0 };
static const struct sql sql_ticket_put = { "ticket_put",
	"UPDATE ticket SET version = version + :step, state = :state,"
	" operator = :operator, taken_at = :taken_at, ended_at = :ended_at,"
	" due_at = :due_at, due_key = :due_key, danger = :danger,"
	" danger_at = :danger_at, asked_at = :asked_at, seen_at = :seen_at,"
	" raised = :raised, number_hash = :number_hash,"
	" alias_hash = :alias_hash WHERE id = :id AND version = :version",
	0 };
static const struct sql sql_ticket_get = { "ticket_get", FROM "id = :id", 0 };
static const struct sql sql_ticket_waiting = { "ticket_waiting",
	FROM "line = :line AND state = 'NEW' ORDER BY rang_at, id LIMIT 1", 0 };
static const struct sql sql_ticket_count = { "ticket_count",
	"SELECT count(*) FROM ticket WHERE line = :line AND state = :state",
	0 };
static const struct sql sql_ticket_of_line = { "ticket_of_line",
	FROM "line = :line" PAGE, 0 };
static const struct sql sql_ticket_of_state = { "ticket_of_state",
	FROM "line = :line AND state = :state" PAGE, 0 };
static const struct sql sql_ticket_of_number = { "ticket_of_number",
	FROM "line = :line AND number_hash = :hash" PAGE, 0 };
static const struct sql sql_ticket_of_alias = { "ticket_of_alias",
	FROM "line = :line AND alias_hash = :hash" PAGE, 0 };
/* One ticket may be a person's in more than one way: ids first. */
static const struct sql sql_ticket_ids_of_person = { "ticket_ids_of_person",
	"SELECT DISTINCT ticket FROM ticket_person WHERE person = :person"
	" AND ticket < :before AND until_at IS NULL"
	" ORDER BY ticket DESC LIMIT :limit",
	0 };
static const struct sql sql_ticket_todo = { "ticket_todo",
	FROM "operator = :operator AND due_at > 0 ORDER BY due_at LIMIT :limit",
	0 };
static const struct sql sql_ticket_raised = { "ticket_raised",
	FROM "line = :line AND raised = :raised AND due_at > 0"
	     " ORDER BY due_at LIMIT :limit",
	0 };
static const struct sql sql_ticket_overdue = { "ticket_overdue",
	FROM "raised = :raised AND due_at > 0 AND due_at <= :now"
	     " ORDER BY due_at LIMIT :limit",
	0 };

const struct sql *const store_ticket_sql[] = { &sql_ticket_add, &sql_ticket_put,
	&sql_ticket_get, &sql_ticket_waiting, &sql_ticket_count,
	&sql_ticket_of_line, &sql_ticket_of_state, &sql_ticket_of_number,
	&sql_ticket_of_alias, &sql_ticket_ids_of_person, &sql_ticket_todo,
	&sql_ticket_raised, &sql_ticket_overdue, NULL };

static void
hash_from_row(struct stmt *q, int col, bool *has, uint8_t to[32])
{
	size_t n;
	const void *p = stmt_get_blob(q, col, &n);

	*has = n == 32;
	if (*has)
		memcpy(to, p, 32);
}

static void
ticket_from_row(struct stmt *q, struct ticket *t)
{
	*t = (struct ticket){ .id = stmt_get_i64(q, 0) };
	t->version = stmt_get_i64(q, 1);
	t->line = stmt_get_i64(q, 2);
	t->state = state_by_code(&ticket_machine, stmt_get_text(q, 3));
	t->channel = ticket_word_of(ticket_channels, stmt_get_text(q, 4));
	t->taker = stmt_get_i64(q, 5);
	t->entered_by = stmt_get_i64(q, 6);
	t->rang_at = stmt_get_i64(q, 7);
	t->entered_at = stmt_get_i64(q, 8);
	t->taken_at = stmt_get_i64(q, 9);
	t->ended_at = stmt_get_i64(q, 10);
	t->due_at = stmt_get_i64(q, 11);
	stmt_copy_text(q, 12, t->due_key, sizeof(t->due_key));
	t->danger = stmt_get_i64(q, 13) != 0;
	t->danger_at = stmt_get_i64(q, 14);
	t->asked_at = stmt_get_i64(q, 15);
	t->seen_at = stmt_get_i64(q, 16);
	t->raised = (int)stmt_get_i64(q, 17);
	hash_from_row(q, 18, &t->has_number, t->number_hash);
	hash_from_row(q, 19, &t->has_alias, t->alias_hash);
}

static void
bind_hash(struct stmt *q, const char *name, bool has, const uint8_t hash[32])
{
	if (has)
		stmt_blob(q, name, hash, 32);
	else
		stmt_null(q, name);
}

static void
bind_changing(struct stmt *q, const struct ticket *t)
{
	stmt_text(q, ":state", state_code(&ticket_machine, t->state));
	stmt_ref(q, ":operator", t->taker);
	stmt_ref(q, ":taken_at", t->taken_at);
	stmt_ref(q, ":ended_at", t->ended_at);
	stmt_ref(q, ":due_at", t->due_at);
	stmt_text(q, ":due_key", t->due_at != 0 ? t->due_key : NULL);
	stmt_i64(q, ":danger", t->danger);
	stmt_ref(q, ":danger_at", t->danger_at);
	stmt_ref(q, ":asked_at", t->asked_at);
	stmt_ref(q, ":seen_at", t->seen_at);
	stmt_i64(q, ":raised", t->raised);
	bind_hash(q, ":number_hash", t->has_number, t->number_hash);
	bind_hash(q, ":alias_hash", t->has_alias, t->alias_hash);
}

int
store_ticket_add(struct store *st, struct ticket *t)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_ticket_add)) != 0)
		return r;
	stmt_i64(q, ":line", t->line);
	stmt_text(q, ":channel", ticket_channels[t->channel].code);
	stmt_i64(q, ":entered_by", t->entered_by);
	stmt_i64(q, ":rang_at", t->rang_at);
	stmt_i64(q, ":entered_at", t->entered_at);
	bind_changing(q, t);
	if ((r = stmt_run(q)) != 0)
		return r;
	t->id = store_last_id(st);
	t->version = 1;
	return 0;
}

static int
ticket_update(struct store *st, const struct ticket *t, int step)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_ticket_put)) != 0)
		return r;
	stmt_i64(q, ":id", t->id);
	stmt_i64(q, ":version", t->version);
	stmt_i64(q, ":step", step);
	bind_changing(q, t);
	return stmt_change(q, ERR_STALE);
}

int
store_ticket_put(struct store *st, struct ticket *t)
{
	int r = ticket_update(st, t, 1);

	if (r == 0)
		t->version++;
	return r;
}

int
store_ticket_mark(struct store *st, const struct ticket *t)
{
	return ticket_update(st, t, 0);
}

static int
ticket_one(struct stmt *q, struct ticket *t)
{
	int r;

	if ((r = stmt_one(q)) == 0)
		ticket_from_row(q, t);
	return stmt_close(q, r);
}

int
store_ticket_get(struct store *st, int64_t id, struct ticket *t)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_ticket_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	return ticket_one(q, t);
}

int
store_ticket_waiting(struct store *st, int64_t line, struct ticket *t)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_ticket_waiting)) != 0)
		return r;
	stmt_i64(q, ":line", line);
	return ticket_one(q, t);
}

int64_t
store_ticket_count(struct store *st, int64_t line, int state)
{
	struct stmt *q;
	int64_t n = 0;

	if (stmt_open(st, &q, &sql_ticket_count) != 0)
		return 0;
	stmt_i64(q, ":line", line);
	stmt_text(q, ":state", state_code(&ticket_machine, state));
	if (stmt_one(q) == 0)
		n = stmt_get_i64(q, 0);
	stmt_close(q, 0);
	return n;
}

/* The rows of q to fn, then closed. */
static int
ticket_each(struct stmt *q, ticket_fn *fn, void *arg)
{
	struct ticket t;
	int r;

	while ((r = stmt_next(q)) == STORE_ROW) {
		ticket_from_row(q, &t);
		if ((r = fn(arg, &t)) != 0)
			break;
	}
	return stmt_close(q, r);
}

static void
bind_page(struct stmt *q, int64_t before, int limit)
{
	stmt_i64(q, ":before", before > 0 ? before : INT64_MAX);
	stmt_i64(q, ":limit", limit);
}

int
store_ticket_of_line(struct store *st, int64_t line, int64_t before, int limit,
    ticket_fn *fn, void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_ticket_of_line)) != 0)
		return r;
	stmt_i64(q, ":line", line);
	bind_page(q, before, limit);
	return ticket_each(q, fn, arg);
}

int
store_ticket_of_state(struct store *st, int64_t line, int state, int64_t before,
    int limit, ticket_fn *fn, void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_ticket_of_state)) != 0)
		return r;
	stmt_i64(q, ":line", line);
	stmt_text(q, ":state", state_code(&ticket_machine, state));
	bind_page(q, before, limit);
	return ticket_each(q, fn, arg);
}

static int
of_hash(struct store *st, const struct sql *s, int64_t line,
    const uint8_t hash[32], int64_t before, int limit, ticket_fn *fn, void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, s)) != 0)
		return r;
	stmt_i64(q, ":line", line);
	stmt_blob(q, ":hash", hash, 32);
	bind_page(q, before, limit);
	return ticket_each(q, fn, arg);
}

int
store_ticket_of_number(struct store *st, int64_t line, const uint8_t hash[32],
    int64_t before, int limit, ticket_fn *fn, void *arg)
{
	return of_hash(
	    st, &sql_ticket_of_number, line, hash, before, limit, fn, arg);
}

int
store_ticket_of_alias(struct store *st, int64_t line, const uint8_t hash[32],
    int64_t before, int limit, ticket_fn *fn, void *arg)
{
	return of_hash(
	    st, &sql_ticket_of_alias, line, hash, before, limit, fn, arg);
}

#define PAGE_MAX 200

int
store_ticket_of_person(struct store *st, int64_t person, int64_t before,
    int limit, ticket_fn *fn, void *arg)
{
	int64_t ids[PAGE_MAX];
	struct ticket t;
	struct stmt *q;
	int n = 0, r;

	if ((r = stmt_open(st, &q, &sql_ticket_ids_of_person)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	bind_page(q, before, limit < PAGE_MAX ? limit : PAGE_MAX);
	while ((r = stmt_next(q)) == STORE_ROW && n < PAGE_MAX)
		ids[n++] = stmt_get_i64(q, 0);
	if ((r = stmt_close(q, r)) != 0)
		return r;
	for (int i = 0; i < n && r == 0; i++)
		if ((r = store_ticket_get(st, ids[i], &t)) == 0)
			r = fn(arg, &t);
	return r;
}

int
store_ticket_todo(
    struct store *st, int64_t taker, int limit, ticket_fn *fn, void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_ticket_todo)) != 0)
		return r;
	stmt_i64(q, ":operator", taker);
	stmt_i64(q, ":limit", limit);
	return ticket_each(q, fn, arg);
}

int
store_ticket_raised(struct store *st, int64_t line, int raised, int limit,
    ticket_fn *fn, void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_ticket_raised)) != 0)
		return r;
	stmt_i64(q, ":line", line);
	stmt_i64(q, ":raised", raised);
	stmt_i64(q, ":limit", limit);
	return ticket_each(q, fn, arg);
}

int
store_ticket_overdue(struct store *st, int raised, int64_t now, int limit,
    ticket_fn *fn, void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_ticket_overdue)) != 0)
		return r;
	stmt_i64(q, ":raised", raised);
	stmt_i64(q, ":now", now);
	stmt_i64(q, ":limit", limit);
	return ticket_each(q, fn, arg);
}
