/* SPDX-License-Identifier: Apache-2.0 */
#include "store/stmt.h"
#include "store/ticket.h"

static const struct sql sql_watch_add = { "watch_add",
	"INSERT INTO watch (line, ticket, author, at, until_at, pair,"
	" sentence) VALUES (:line, :ticket, :author, :at, :until_at, :pair,"
	" :sentence)",
	0 };
/* The sentence is sealed for its row, whose number is known only now. */
static const struct sql sql_watch_seal = { "watch_seal",
	"UPDATE watch SET pair = :pair, sentence = :sentence WHERE id = :id",
	0 };
static const struct sql sql_watch_get = { "watch_get",
	"SELECT id, line, ticket, author, at, until_at, pair, sentence, 0, 0"
	" FROM watch WHERE id = :id",
	0 };
static const struct sql sql_watch_each = { "watch_each",
	"SELECT w.id, w.line, w.ticket, w.author, w.at, w.until_at, w.pair,"
	" w.sentence, (SELECT a.at FROM watch_accept a WHERE a.watch = w.id"
	" AND a.person = :person), (SELECT count(*) FROM watch_accept a"
	" WHERE a.watch = w.id) FROM watch w WHERE w.line = :line"
	" AND w.until_at > :now ORDER BY w.until_at, w.id LIMIT 100",
	0 };
static const struct sql sql_watch_accept = { "watch_accept",
	"INSERT INTO watch_accept (watch, person, at) VALUES (:watch, :person,"
	" :at) ON CONFLICT (watch, person) DO NOTHING",
	0 };

const struct sql *const store_watch_sql[] = { &sql_watch_add, &sql_watch_seal,
	&sql_watch_get, &sql_watch_each, &sql_watch_accept, NULL };

int
store_watch_add(struct store *st, struct watch *w)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_watch_add)) != 0)
		return r;
	stmt_i64(q, ":line", w->line);
	stmt_ref(q, ":ticket", w->ticket);
	stmt_i64(q, ":author", w->author);
	stmt_i64(q, ":at", w->at);
	stmt_i64(q, ":until_at", w->until_at);
	stmt_i64(q, ":pair", w->sentence.pair);
	stmt_blob(q, ":sentence", "", 0);
	if ((r = stmt_run(q)) == 0)
		w->id = store_last_id(st);
	return r;
}

int
store_watch_seal(struct store *st, const struct watch *w)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_watch_seal)) != 0)
		return r;
	stmt_i64(q, ":id", w->id);
	stmt_i64(q, ":pair", w->sentence.pair);
	stmt_blob(q, ":sentence", w->sentence.bytes, w->sentence.n);
	return stmt_run(q);
}

static void
watch_from_row(struct stmt *q, struct watch *w)
{
	*w = (struct watch){ .id = stmt_get_i64(q, 0) };
	w->line = stmt_get_i64(q, 1);
	w->ticket = stmt_get_i64(q, 2);
	w->author = stmt_get_i64(q, 3);
	w->at = stmt_get_i64(q, 4);
	w->until_at = stmt_get_i64(q, 5);
	w->sentence.pair = stmt_get_i64(q, 6);
	w->sentence.bytes = stmt_get_blob(q, 7, &w->sentence.n);
	w->accepted_at = stmt_get_i64(q, 8);
	w->accepted = stmt_get_i64(q, 9);
}

int
store_watch_get(struct store *st, int64_t id, struct watch *w)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_watch_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	if ((r = stmt_one(q)) == 0) {
		watch_from_row(q, w);
		w->sentence.bytes = NULL;
	}
	return stmt_close(q, r);
}

int
store_watch_each(struct store *st, int64_t line, int64_t person, int64_t now,
    int (*fn)(void *, const struct watch *), void *arg)
{
	struct watch w;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_watch_each)) != 0)
		return r;
	stmt_i64(q, ":line", line);
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":now", now);
	while ((r = stmt_next(q)) == STORE_ROW) {
		watch_from_row(q, &w);
		if ((r = fn(arg, &w)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_watch_accept(struct store *st, int64_t watch, int64_t person, int64_t at)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_watch_accept)) != 0)
		return r;
	stmt_i64(q, ":watch", watch);
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":at", at);
	return stmt_run(q);
}
