/* SPDX-License-Identifier: Apache-2.0 */
/* Texts sealed straight to the pair of a circle, whatever table they are in:
 * found by that pair or by their ticket, and put back sealed to another. */
#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "store/keys.h"
#include "store/stmt.h"

/* place says what the row is bound to: the columns act/ made its place of. */
#define OF_PAIR(table, place, pair, sealed)                      \
	"SELECT id, " place ", " pair ", " sealed " FROM " table \
	" WHERE " pair " = :pair AND id > :after ORDER BY id LIMIT :limit"
#define OF_TICKET(table, place, sealed)                      \
	"SELECT id, " place ", pair, " sealed " FROM " table \
	" WHERE ticket = :ticket AND pair IS NOT NULL"
#define PUT(table, pair, sealed)                                      \
	"UPDATE " table " SET " pair " = :pair, " sealed " = :sealed" \
	" WHERE id = :id"
#define COUNT(table, pair) \
	"SELECT COUNT(*) FROM " table " WHERE " pair " = :pair"

/* A text beside a pair of its own name, and one in the usual columns. */
#define TEXT_BESIDE(name, table, place, pair, sealed, of_ticket)          \
	{                                                                 \
		table "." sealed,                                         \
		    { "text_" name "_pair",                               \
			    OF_PAIR(table, place, pair, sealed), 0 },     \
		    { "text_" name "_put", PUT(table, pair, sealed), 0 }, \
		    { "text_" name "_count", COUNT(table, pair), 0 },     \
		{                                                         \
			"text_" name "_ticket", of_ticket, 0              \
		}                                                         \
	}
#define TEXT(name, table, place, sealed)                \
	TEXT_BESIDE(name, table, place, "pair", sealed, \
	    OF_TICKET(table, place, sealed))

/* of_ticket without a text: what stays with its circle when a ticket gets a
 * pair of its own, as who asked for a home and why. */
static const struct text_sql {
	const char *column;
	struct sql of_pair, put, count, of_ticket;
} texts[TEXT_KINDS] = {
	[TEXT_SHEET] = TEXT("sheet", "ticket_sheet", "ticket, turn", "sheet"),
	[TEXT_ANSWER] =
	    TEXT("answer", "ticket_answer", "ticket, turn", "answer"),
	[TEXT_CHECK] = TEXT("check", "ticket_check", "ticket, turn", "words"),
	[TEXT_ENTRY] = TEXT_BESIDE("entry", "ticket_text", "entry, revision",
	    "pair", "words",
	    "SELECT t.id, t.entry, t.revision, t.pair, t.words"
	    " FROM ticket_entry e JOIN ticket_text t ON t.entry = e.id"
	    " WHERE e.ticket = :ticket"),
	[TEXT_STEP] = TEXT("step", "ticket_step", "0, audit", "reason"),
	[TEXT_LINK] = TEXT("link", "ticket_student", "0, since", "words"),
	[TEXT_WATCH] = TEXT("watch", "watch", "0, id", "sentence"),
	[TEXT_HOME] =
	    TEXT_BESIDE("home", "unmask", "0, audit", "pair", "reason", NULL),
	[TEXT_HOME_CENTRE] = TEXT_BESIDE("home_centre", "unmask", "0, audit",
	    "centre_pair", "centre_reason", NULL),
	[TEXT_HOME_REVIEW] = TEXT_BESIDE("home_review", "unmask",
	    "0, review_audit", "review_pair", "review", NULL),
};

static const struct sql sql_grant_count = { "text_grant_count",
	COUNT("key_grant", "to_pair"), 0 };

#define OF_KIND(kind) &texts[kind].of_pair, &texts[kind].put, &texts[kind].count
#define OF_KIND_TICKET(kind) OF_KIND(kind), &texts[kind].of_ticket

const struct sql *const store_text_sql[] = { OF_KIND_TICKET(TEXT_SHEET),
	OF_KIND_TICKET(TEXT_ANSWER), OF_KIND_TICKET(TEXT_CHECK),
	OF_KIND_TICKET(TEXT_ENTRY), OF_KIND_TICKET(TEXT_STEP),
	OF_KIND_TICKET(TEXT_LINK), OF_KIND_TICKET(TEXT_WATCH),
	OF_KIND(TEXT_HOME), OF_KIND(TEXT_HOME_CENTRE),
	OF_KIND(TEXT_HOME_REVIEW), &sql_grant_count, NULL };

const char *
store_text_column(enum store_text kind)
{
	return texts[kind].column;
}

static int
text_walk(struct stmt *q, enum store_text kind,
    int (*fn)(void *, const struct sealed_text *), void *arg)
{
	struct sealed_text t = { .kind = kind };
	int r;

	while ((r = stmt_next(q)) == STORE_ROW) {
		t.id = stmt_get_i64(q, 0);
		t.owner = stmt_get_i64(q, 1);
		t.turn = stmt_get_i64(q, 2);
		t.pair = stmt_get_i64(q, 3);
		t.sealed = stmt_get_blob(q, 4, &t.n);
		if ((r = fn(arg, &t)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_text_of_pair(struct store *st, enum store_text kind, int64_t pair,
    int limit, int (*fn)(void *, const struct sealed_text *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &texts[kind].of_pair)) != 0)
		return r;
	stmt_i64(q, ":pair", pair);
	stmt_i64(q, ":after", 0);
	stmt_i64(q, ":limit", limit);
	return text_walk(q, kind, fn, arg);
}

int
store_text_of_ticket(struct store *st, enum store_text kind, int64_t ticket,
    int (*fn)(void *, const struct sealed_text *), void *arg)
{
	struct stmt *q;
	int r;

	if (texts[kind].of_ticket.text == NULL)
		return 0;
	if ((r = stmt_open(st, &q, &texts[kind].of_ticket)) != 0)
		return r;
	stmt_i64(q, ":ticket", ticket);
	return text_walk(q, kind, fn, arg);
}

int
store_text_put(struct store *st, const struct sealed_text *t)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &texts[t->kind].put)) != 0)
		return r;
	stmt_i64(q, ":id", t->id);
	stmt_i64(q, ":pair", t->pair);
	stmt_blob(q, ":sealed", t->sealed, t->n);
	return stmt_run(q);
}

static int
count_add(struct store *st, const struct sql *count, int64_t pair, int64_t *n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, count)) != 0)
		return r;
	stmt_i64(q, ":pair", pair);
	if ((r = stmt_one(q)) == 0)
		*n += stmt_get_i64(q, 0);
	return stmt_close(q, r);
}

int
store_text_count(struct store *st, int64_t pair, int64_t *n)
{
	int64_t all = 0;
	int r = count_add(st, &sql_grant_count, pair, &all);

	for (int kind = 0; kind < TEXT_KINDS && r == 0; kind++)
		r = count_add(st, &texts[kind].count, pair, &all);
	if (r == 0)
		*n = all;
	return r;
}
