/* SPDX-License-Identifier: Apache-2.0 */
/* What is only ever added to a ticket: its moves, its sheet, its answers and
 * the steps of its checklist. */
#include "store/stmt.h"
#include "store/ticket.h"

static const struct sql sql_step_add = { "ticket_step_add",
	"INSERT INTO ticket_step (ticket, version, event, from_state, to_state,"
	" person, at, event_at, code, pair, reason, audit) VALUES (:ticket,"
	" :version, :event, :from, :to, :person, :at, :event_at, :code, :pair,"
	" :reason, :audit)",
	0 };
static const struct sql sql_step_each = { "ticket_step_each",
	"SELECT id, ticket, version, event, from_state, to_state, person, at,"
	" event_at, audit, code, pair, reason FROM ticket_step"
	" WHERE ticket = :ticket ORDER BY id",
	0 };

static const struct sql sql_sheet_add = { "ticket_sheet_add",
	"INSERT INTO ticket_sheet (ticket, turn, person, at, pair, sheet)"
	" VALUES (:ticket, :turn, :person, :at, :pair, :sealed)",
	0 };
static const struct sql sql_sheet_newest = { "ticket_sheet_newest",
	"SELECT id, ticket, turn, person, at, pair, sheet FROM ticket_sheet"
	" WHERE ticket = :ticket ORDER BY turn DESC LIMIT 1",
	0 };
static const struct sql sql_sheet_next = { "ticket_sheet_next",
	"SELECT max(turn) FROM ticket_sheet WHERE ticket = :ticket", 0 };

static const struct sql sql_answer_add = { "ticket_answer_add",
	"INSERT INTO ticket_answer (ticket, question, turn, person, at, pair,"
	" answer, event_at) VALUES (:ticket, :kind, :turn, :person, :at, :pair,"
	" :sealed, :event_at)",
	0 };
static const struct sql sql_answer_each = { "ticket_answer_each",
	"SELECT id, ticket, turn, person, at, pair, answer, question, event_at"
	" FROM ticket_answer WHERE ticket = :ticket ORDER BY turn",
	0 };
static const struct sql sql_answer_next = { "ticket_answer_next",
	"SELECT max(turn) FROM ticket_answer WHERE ticket = :ticket", 0 };

static const struct sql sql_check_add = { "ticket_check_add",
	"INSERT INTO ticket_check (ticket, turn, step, outcome, person, at,"
	" event_at, oncall, pair, words) VALUES (:ticket, :turn, :kind,"
	" :outcome, :person, :at, :event_at, :oncall, :pair, :sealed)",
	0 };
static const struct sql sql_check_each = { "ticket_check_each",
	"SELECT id, ticket, turn, person, at, pair, words, step, outcome,"
	" event_at, oncall FROM ticket_check WHERE ticket = :ticket"
	" ORDER BY turn",
	0 };
static const struct sql sql_check_next = { "ticket_check_next",
	"SELECT max(turn) FROM ticket_check WHERE ticket = :ticket", 0 };

const struct sql *const store_ticket_turn_sql[] = { &sql_step_add,
	&sql_step_each, &sql_sheet_add, &sql_sheet_newest, &sql_sheet_next,
	&sql_answer_add, &sql_answer_each, &sql_answer_next, &sql_check_add,
	&sql_check_each, &sql_check_next, NULL };

static const struct {
	const struct sql *add, *each, *next;
} of[] = {
	[TURN_SHEET] = { &sql_sheet_add, &sql_sheet_newest, &sql_sheet_next },
	[TURN_ANSWER] = { &sql_answer_add, &sql_answer_each, &sql_answer_next },
	[TURN_CHECK] = { &sql_check_add, &sql_check_each, &sql_check_next },
};

static void
bind_sealed(struct stmt *q, const char *name, const struct ticket_sealed *s)
{
	stmt_ref(q, ":pair", s->pair);
	if (s->pair != 0)
		stmt_blob(q, name, s->bytes, s->n);
	else
		stmt_null(q, name);
}

static void
sealed_from_row(struct stmt *q, int pair, struct ticket_sealed *s)
{
	s->pair = stmt_get_i64(q, pair);
	s->bytes = stmt_get_blob(q, pair + 1, &s->n);
}

int
store_ticket_step_add(struct store *st, const struct ticket_step_row *s)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_step_add)) != 0)
		return r;
	stmt_i64(q, ":ticket", s->ticket);
	stmt_i64(q, ":version", s->version);
	stmt_text(q, ":event", state_event_code(&ticket_machine, s->event));
	stmt_text(q, ":from",
	    s->from == STATE_NONE ? NULL
				  : state_code(&ticket_machine, s->from));
	stmt_text(q, ":to", state_code(&ticket_machine, s->to));
	stmt_i64(q, ":person", s->person);
	stmt_i64(q, ":at", s->at);
	stmt_i64(q, ":event_at", s->event_at);
	stmt_text(q, ":code", s->code[0] != '\0' ? s->code : NULL);
	bind_sealed(q, ":reason", &s->reason);
	stmt_i64(q, ":audit", s->audit);
	return stmt_run(q);
}

static void
step_from_row(struct stmt *q, struct ticket_step_row *s)
{
	*s = (struct ticket_step_row){ .id = stmt_get_i64(q, 0) };
	s->ticket = stmt_get_i64(q, 1);
	s->version = stmt_get_i64(q, 2);
	s->event = state_event_by_code(&ticket_machine, stmt_get_text(q, 3));
	s->from = stmt_get_null(q, 4)
		      ? STATE_NONE
		      : state_by_code(&ticket_machine, stmt_get_text(q, 4));
	s->to = state_by_code(&ticket_machine, stmt_get_text(q, 5));
	s->person = stmt_get_i64(q, 6);
	s->at = stmt_get_i64(q, 7);
	s->event_at = stmt_get_i64(q, 8);
	s->audit = stmt_get_i64(q, 9);
	stmt_copy_text(q, 10, s->code, sizeof(s->code));
	sealed_from_row(q, 11, &s->reason);
}

int
store_ticket_step_each(struct store *st, int64_t ticket,
    int (*fn)(void *, const struct ticket_step_row *), void *arg)
{
	struct ticket_step_row s;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_step_each)) != 0)
		return r;
	stmt_i64(q, ":ticket", ticket);
	while ((r = stmt_next(q)) == STORE_ROW) {
		step_from_row(q, &s);
		if ((r = fn(arg, &s)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_ticket_turn_next(
    struct store *st, enum ticket_turn_of what, int64_t ticket, int64_t *turn)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, of[what].next)) != 0)
		return r;
	stmt_i64(q, ":ticket", ticket);
	if ((r = stmt_one(q)) == 0)
		*turn = stmt_get_i64(q, 0) + 1;
	return stmt_close(q, r);
}

int
store_ticket_turn_add(
    struct store *st, enum ticket_turn_of what, const struct ticket_turn *t)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, of[what].add)) != 0)
		return r;
	stmt_i64(q, ":ticket", t->ticket);
	stmt_i64(q, ":turn", t->turn);
	stmt_i64(q, ":person", t->person);
	stmt_i64(q, ":at", t->at);
	if (what == TURN_ANSWER) {
		stmt_text(q, ":kind", ticket_questions[t->kind].code);
		stmt_ref(q, ":event_at", t->event_at);
	}
	if (what == TURN_CHECK) {
		stmt_text(q, ":kind", ticket_checks[t->kind - 1].code);
		stmt_text(q, ":outcome", ticket_outcomes[t->outcome].code);
		stmt_i64(q, ":event_at", t->event_at);
		stmt_ref(q, ":oncall", t->oncall);
	}
	bind_sealed(q, ":sealed", &t->sealed);
	return stmt_run(q);
}

static void
turn_from_row(struct stmt *q, enum ticket_turn_of what, struct ticket_turn *t)
{
	*t = (struct ticket_turn){ .id = stmt_get_i64(q, 0) };
	t->ticket = stmt_get_i64(q, 1);
	t->turn = stmt_get_i64(q, 2);
	t->person = stmt_get_i64(q, 3);
	t->at = stmt_get_i64(q, 4);
	sealed_from_row(q, 5, &t->sealed);
	if (what == TURN_ANSWER) {
		t->kind = ticket_word_of(ticket_questions, stmt_get_text(q, 7));
		t->event_at = stmt_get_i64(q, 8);
	}
	if (what == TURN_CHECK) {
		t->kind =
		    ticket_word_of(ticket_checks, stmt_get_text(q, 7)) + 1;
		t->outcome =
		    ticket_word_of(ticket_outcomes, stmt_get_text(q, 8));
		t->event_at = stmt_get_i64(q, 9);
		t->oncall = stmt_get_i64(q, 10);
	}
}

int
store_ticket_turn_each(struct store *st, enum ticket_turn_of what,
    int64_t ticket, int (*fn)(void *, const struct ticket_turn *), void *arg)
{
	struct ticket_turn t;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, of[what].each)) != 0)
		return r;
	stmt_i64(q, ":ticket", ticket);
	while ((r = stmt_next(q)) == STORE_ROW) {
		turn_from_row(q, what, &t);
		if ((r = fn(arg, &t)) != 0)
			break;
	}
	return stmt_close(q, r);
}
