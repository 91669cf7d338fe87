/* SPDX-License-Identifier: Apache-2.0 */
/* Entries: each has one author and keeps its revisions. */
#include "base/err.h"
#include "store/stmt.h"
#include "store/ticket.h"

#define COLUMNS                                                       \
	"e.id, e.ticket, e.author, e.kind, e.event_at, e.entered_at," \
	" e.saved_at, e.revision, e.writing"

static const struct sql sql_entry_add = { "ticket_entry_add",
	"INSERT INTO ticket_entry (ticket, author, kind, event_at, entered_at,"
	" saved_at, revision, writing) VALUES (:ticket, :author, :kind,"
	" :event_at, :entered_at, :saved_at, :revision, :writing)",
	0 };
static const struct sql sql_entry_put = { "ticket_entry_put",
	"UPDATE ticket_entry SET saved_at = :saved_at, revision = :revision,"
	" writing = :writing WHERE id = :id",
	0 };
static const struct sql sql_entry_writing = { "ticket_entry_writing",
	"SELECT " COLUMNS " FROM ticket_entry e WHERE e.author = :author"
	" AND e.writing = 1 AND e.ticket = :ticket ORDER BY e.id LIMIT 1",
	0 };
static const struct sql sql_entry_noted = { "ticket_entry_noted",
	"SELECT 1 FROM ticket_entry WHERE ticket = :ticket AND writing = 0"
	" AND kind <> 'message' LIMIT 1",
	0 };
static const struct sql sql_entry_each = { "ticket_entry_each",
	"SELECT " COLUMNS ", t.at, t.pair, t.words FROM ticket_entry e"
	" JOIN ticket_text t ON t.entry = e.id AND t.revision = e.revision"
	" WHERE e.ticket = :ticket AND e.id > :after ORDER BY e.id",
	0 };
static const struct sql sql_text_put = { "ticket_text_put",
	"INSERT INTO ticket_text (entry, revision, at, pair, words)"
	" VALUES (:entry, :revision, :at, :pair, :words)"
	" ON CONFLICT (entry, revision) DO UPDATE SET pair = excluded.pair,"
	" words = excluded.words",
	0 };
static const struct sql sql_text_at = { "ticket_text_at",
	"SELECT at FROM ticket_text WHERE entry = :entry"
	" AND revision = :revision",
	0 };

const struct sql *const store_ticket_entry_sql[] = { &sql_entry_add,
	&sql_entry_put, &sql_entry_writing, &sql_entry_noted, &sql_entry_each,
	&sql_text_put, &sql_text_at, NULL };

static void
entry_from_row(struct stmt *q, struct ticket_entry *e)
{
	*e = (struct ticket_entry){ .id = stmt_get_i64(q, 0) };
	e->ticket = stmt_get_i64(q, 1);
	e->author = stmt_get_i64(q, 2);
	stmt_copy_text(q, 3, e->kind, sizeof(e->kind));
	e->event_at = stmt_get_i64(q, 4);
	e->entered_at = stmt_get_i64(q, 5);
	e->saved_at = stmt_get_i64(q, 6);
	e->revision = stmt_get_i64(q, 7);
	e->writing = stmt_get_i64(q, 8) != 0;
}

static void
words_from_row(struct stmt *q, struct ticket_entry *e)
{
	e->words_at = stmt_get_i64(q, 9);
	e->words.pair = stmt_get_i64(q, 10);
	e->words.bytes = stmt_get_blob(q, 11, &e->words.n);
}

static void
bind_saved(struct stmt *q, const struct ticket_entry *e)
{
	stmt_i64(q, ":saved_at", e->saved_at);
	stmt_i64(q, ":revision", e->revision);
	stmt_i64(q, ":writing", e->writing);
}

int
store_ticket_entry_add(struct store *st, struct ticket_entry *e)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_entry_add)) != 0)
		return r;
	stmt_i64(q, ":ticket", e->ticket);
	stmt_i64(q, ":author", e->author);
	stmt_text(q, ":kind", e->kind);
	stmt_i64(q, ":event_at", e->event_at);
	stmt_i64(q, ":entered_at", e->entered_at);
	bind_saved(q, e);
	if ((r = stmt_run(q)) == 0)
		e->id = store_last_id(st);
	return r;
}

int
store_ticket_entry_put(struct store *st, const struct ticket_entry *e)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_entry_put)) != 0)
		return r;
	stmt_i64(q, ":id", e->id);
	bind_saved(q, e);
	return stmt_run(q);
}

static int
entry_one(struct stmt *q, struct ticket_entry *e)
{
	int r;

	if ((r = stmt_one(q)) == 0)
		entry_from_row(q, e);
	return stmt_close(q, r);
}

int
store_ticket_entry_writing(
    struct store *st, int64_t author, int64_t ticket, struct ticket_entry *e)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_entry_writing)) != 0)
		return r;
	stmt_i64(q, ":author", author);
	stmt_i64(q, ":ticket", ticket);
	return entry_one(q, e);
}

int
store_ticket_is_noted(struct store *st, int64_t ticket, bool *noted)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_entry_noted)) != 0)
		return r;
	stmt_i64(q, ":ticket", ticket);
	r = stmt_one(q);
	*noted = r == 0;
	return stmt_close(q, r == ERR_NOT_FOUND ? 0 : r);
}

int
store_ticket_text_put(struct store *st, const struct ticket_entry *e)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_text_put)) != 0)
		return r;
	stmt_i64(q, ":entry", e->id);
	stmt_i64(q, ":revision", e->revision);
	stmt_i64(q, ":at", e->saved_at);
	stmt_i64(q, ":pair", e->words.pair);
	stmt_blob(q, ":words", e->words.bytes, e->words.n);
	return stmt_run(q);
}

int64_t
store_ticket_text_at(struct store *st, int64_t entry, int64_t revision)
{
	struct stmt *q;
	int64_t at = 0;

	if (stmt_open(st, &q, &sql_text_at) != 0)
		return 0;
	stmt_i64(q, ":entry", entry);
	stmt_i64(q, ":revision", revision);
	if (stmt_one(q) == 0)
		at = stmt_get_i64(q, 0);
	stmt_close(q, 0);
	return at;
}

int
store_ticket_entry_each(struct store *st, int64_t ticket, int64_t after,
    int (*fn)(void *, const struct ticket_entry *), void *arg)
{
	struct ticket_entry e;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_entry_each)) != 0)
		return r;
	stmt_i64(q, ":ticket", ticket);
	stmt_i64(q, ":after", after);
	while ((r = stmt_next(q)) == STORE_ROW) {
		entry_from_row(q, &e);
		words_from_row(q, &e);
		if ((r = fn(arg, &e)) != 0)
			break;
	}
	return stmt_close(q, r);
}
