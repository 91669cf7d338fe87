/* SPDX-License-Identifier: Apache-2.0 */
/* Texts sealed straight to the pair of a circle, whatever table they are in:
 * found by that pair or by their ticket, and put back sealed to another. */
#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "store/keys.h"
#include "store/stmt.h"

/* place says what the row is bound to: the columns act/ made its place of. */
#define OF_PAIR(table, place, sealed)                        \
	"SELECT id, " place ", pair, " sealed " FROM " table \
	" WHERE pair = :pair AND id > :after ORDER BY id LIMIT :limit"
#define OF_TICKET(table, place, sealed)                      \
	"SELECT id, " place ", pair, " sealed " FROM " table \
	" WHERE ticket = :ticket AND pair IS NOT NULL"
#define PUT(table, sealed)                                        \
	"UPDATE " table " SET pair = :pair, " sealed " = :sealed" \
	" WHERE id = :id"

static const struct text_sql {
	const char *column;
	struct sql of_pair, of_ticket, put;
} texts[TEXT_KINDS] = {
	[TEXT_SHEET] = { "ticket_sheet.sheet",
	    { "text_sheet_pair",
		OF_PAIR("ticket_sheet", "ticket, turn", "sheet"), 0 },
	    { "text_sheet_ticket",
		OF_TICKET("ticket_sheet", "ticket, turn", "sheet"), 0 },
	    { "text_sheet_put", PUT("ticket_sheet", "sheet"), 0 } },
	[TEXT_ANSWER] = { "ticket_answer.answer",
	    { "text_answer_pair",
		OF_PAIR("ticket_answer", "ticket, turn", "answer"), 0 },
	    { "text_answer_ticket",
		OF_TICKET("ticket_answer", "ticket, turn", "answer"), 0 },
	    { "text_answer_put", PUT("ticket_answer", "answer"), 0 } },
	[TEXT_CHECK] = { "ticket_check.words",
	    { "text_check_pair",
		OF_PAIR("ticket_check", "ticket, turn", "words"), 0 },
	    { "text_check_ticket",
		OF_TICKET("ticket_check", "ticket, turn", "words"), 0 },
	    { "text_check_put", PUT("ticket_check", "words"), 0 } },
	[TEXT_ENTRY] = { "ticket_text.words",
	    { "text_entry_pair",
		OF_PAIR("ticket_text", "entry, revision", "words"), 0 },
	    { "text_entry_ticket",
		"SELECT t.id, t.entry, t.revision, t.pair, t.words"
		" FROM ticket_entry e JOIN ticket_text t ON t.entry = e.id"
		" WHERE e.ticket = :ticket",
		0 },
	    { "text_entry_put", PUT("ticket_text", "words"), 0 } },
	[TEXT_STEP] = { "ticket_step.reason",
	    { "text_step_pair", OF_PAIR("ticket_step", "0, audit", "reason"),
		0 },
	    { "text_step_ticket",
		OF_TICKET("ticket_step", "0, audit", "reason"), 0 },
	    { "text_step_put", PUT("ticket_step", "reason"), 0 } },
	[TEXT_LINK] = { "ticket_student.words",
	    { "text_link_pair", OF_PAIR("ticket_student", "0, since", "words"),
		0 },
	    { "text_link_ticket",
		OF_TICKET("ticket_student", "0, since", "words"), 0 },
	    { "text_link_put", PUT("ticket_student", "words"), 0 } },
	[TEXT_WATCH] = { "watch.sentence",
	    { "text_watch_pair", OF_PAIR("watch", "0, id", "sentence"), 0 },
	    { "text_watch_ticket", OF_TICKET("watch", "0, id", "sentence"), 0 },
	    { "text_watch_put", PUT("watch", "sentence"), 0 } },
};

static const struct sql sql_text_count = { "text_count",
	"SELECT (SELECT COUNT(*) FROM ticket_sheet WHERE pair = :pair)"
	" + (SELECT COUNT(*) FROM ticket_answer WHERE pair = :pair)"
	" + (SELECT COUNT(*) FROM ticket_check WHERE pair = :pair)"
	" + (SELECT COUNT(*) FROM ticket_text WHERE pair = :pair)"
	" + (SELECT COUNT(*) FROM ticket_step WHERE pair = :pair)"
	" + (SELECT COUNT(*) FROM ticket_student WHERE pair = :pair)"
	" + (SELECT COUNT(*) FROM watch WHERE pair = :pair)"
	" + (SELECT COUNT(*) FROM key_grant WHERE to_pair = :pair)",
	0 };

#define TEXT_SQL(kind) \
	&texts[kind].of_pair, &texts[kind].of_ticket, &texts[kind].put

const struct sql *const store_text_sql[] = { TEXT_SQL(TEXT_SHEET),
	TEXT_SQL(TEXT_ANSWER), TEXT_SQL(TEXT_CHECK), TEXT_SQL(TEXT_ENTRY),
	TEXT_SQL(TEXT_STEP), TEXT_SQL(TEXT_LINK), TEXT_SQL(TEXT_WATCH),
	&sql_text_count, NULL };

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

int
store_text_count(struct store *st, int64_t pair, int64_t *n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_text_count)) != 0)
		return r;
	stmt_i64(q, ":pair", pair);
	if ((r = stmt_one(q)) == 0)
		*n = stmt_get_i64(q, 0);
	return stmt_close(q, r);
}
