/* SPDX-License-Identifier: Apache-2.0 */
/* The three questions and the eight steps: each answer and each stamp is
 * added, the last one counts, what was said before stays. */
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "knock_internal.h"
#include "model/when.h"
#include "store/store.h"
#include "ticket_internal.h"

#define WORDS_MAX 1000

/* An answer as it is sealed: value and harm, always of one length, so that
 * its size says nothing. */
static void
pack_answer(int value, unsigned harm, struct buf *out)
{
	buf_put_u8(out, (uint8_t)(value + 1));
	buf_put_u8(out, (uint8_t)harm);
}

static int
unpack_answer(struct buf *in, int *value, unsigned *harm)
{
	uint8_t v, h;

	if (buf_get_u8(in, &v) != 0 || buf_get_u8(in, &h) != 0)
		return ERR_CORRUPT;
	*value = v - 1;
	*harm = h;
	return 0;
}

int
ticket_put_answer(struct actor *who, struct act_ticket *t,
    enum ticket_question q, int value, unsigned harm, int64_t event_at)
{
	struct ticket_turn turn = { .ticket = t->row.id,
		.kind = (int)q,
		.person = who->person,
		.at = act_now(who) };
	struct buf *plain = buf_new_in(sealed_memory()), *b = buf_new();
	int r;

	if (when_is_later(event_at, turn.at))
		turn.event_at = event_at;
	pack_answer(value, harm, plain);
	if ((r = store_ticket_turn_next(
		 who->store, TURN_ANSWER, t->row.id, &turn.turn)) == 0 &&
	    (r = ticket_seal(who, t->row.line,
		 ticket_place("ticket_answer.answer", t->row.id, turn.turn),
		 buf_data(plain), buf_len(plain), b, &turn.sealed)) == 0)
		r = store_ticket_turn_add(who->store, TURN_ANSWER, &turn);
	buf_free(plain);
	buf_free(b);
	return r;
}

struct loading {
	struct actor *who;
	struct ticket_answers *a;
	struct buf *plain;
	bool open;
};

static int
load_answer(void *arg, const struct ticket_turn *t)
{
	struct loading *l = arg;
	int r;

	l->a->given[t->kind] = true;
	if (!l->open)
		return 0;
	buf_clear(l->plain);
	if ((r = act_open(l->who, t->sealed.pair,
		 ticket_place("ticket_answer.answer", t->ticket, t->turn),
		 t->sealed.bytes, t->sealed.n, l->plain)) != 0)
		return r;
	return unpack_answer(l->plain, &l->a->value[t->kind],
	    t->kind == ASK_DANGER ? &l->a->harm : &(unsigned){ 0 });
}

int
ticket_answers_load(
    struct actor *who, int64_t id, bool open, struct ticket_answers *a)
{
	struct loading l = { who, a, buf_new_in(sealed_memory()), open };
	int r;

	*a = (struct ticket_answers){ 0 };
	r = store_ticket_turn_each(
	    who->store, TURN_ANSWER, id, load_answer, &l);
	buf_free(l.plain);
	return r;
}

/* Unsure and yes are danger, wherever the move leads from here. */
static int
danger_by_answer(struct actor *who, struct act_ticket *t, int64_t event_at)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_DANGER);

	d.event_at = event_at;
	if (t->row.danger || state_find(&ticket_machine, t->row.state,
				 TICKET_DANGER, t->facts) == NULL)
		return 0;
	return ticket_move(who, t, &d);
}

int
act_ticket_answer(struct actor *who, int64_t id, enum ticket_question q,
    int value, unsigned harm, int64_t event_at, struct act_ticket *t)
{
	int r;

	if (ticket_answer_check(q, value) != 0)
		return act_fail(
		    who, ERR_INPUT, _("That is no answer to this question."));
	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = ticket_event_time(who, &event_at)) == 0 &&
	    (r = ticket_load_write(who, id, t)) == 0 &&
	    (r = ticket_put_answer(who, t, q, value, harm, event_at)) == 0)
		r = ticket_note(who, "ticket.answer", t, NULL);
	if (r == 0 && q == ASK_DANGER && value != DANGER_NO)
		r = danger_by_answer(who, t, event_at);
	if (r == 0)
		r = ticket_reload(who, t);
	return act_end(who, r);
}

/* --- the checklist
 * ------------------------------------------------------------ */

static int
check_input(struct actor *who, const struct act_ticket_check *c)
{
	const char *words = c->words != NULL ? c->words : "";

	if (ticket_check_allowed(c->step, c->outcome) != 0)
		return act_fail(
		    who, ERR_INPUT, _("This step cannot have that outcome."));
	if (ticket_check_reason(c->outcome) && words[0] == '\0')
		return act_fail(who, ERR_INPUT,
		    _("A reason is missing: one sentence is enough."));
	return strlen(words) <= WORDS_MAX
		   ? 0
		   : act_fail(who, ERR_INPUT, _("The reason is too long."));
}

int
ticket_put_check(
    struct actor *who, struct act_ticket *t, const struct act_ticket_check *c)
{
	struct ticket_turn turn = { .ticket = t->row.id,
		.kind = c->step,
		.outcome = c->outcome,
		.person = who->person,
		.at = act_now(who),
		.event_at = c->event_at,
		.oncall = c->oncall };
	struct buf *b = buf_new();
	int r;

	if ((r = ticket_event_time(who, &turn.event_at)) == 0 &&
	    (r = store_ticket_turn_next(
		 who->store, TURN_CHECK, t->row.id, &turn.turn)) == 0 &&
	    c->words != NULL && c->words[0] != '\0')
		r = ticket_seal(who, t->row.line,
		    ticket_place("ticket_check.words", t->row.id, turn.turn),
		    c->words, strlen(c->words), b, &turn.sealed);
	if (r == 0)
		r = store_ticket_turn_add(who->store, TURN_CHECK, &turn);
	buf_free(b);
	return r;
}

/* The first step that reaches outside: the call-out has begun. */
static int
called_out(struct actor *who, struct act_ticket *t, int step)
{
	int r;

	if (step == CHECK_LEAD || strcmp(t->row.due_key, "ticket.callout") != 0)
		return 0;
	t->row.due_at = 0;
	t->row.due_key[0] = '\0';
	t->row.raised = 0;
	if ((r = store_ticket_mark(who->store, &t->row)) != 0)
		return r;
	return knock_end(
	    who, KNOCK_OF_TICKET, t->row.id, KNOCK_OF_DEADLINES, "over");
}

/* Whom one has phoned for the school and the district is told to those who
 * watch the ladder too. */
static int
phoned(
    struct actor *who, struct act_ticket *t, const struct act_ticket_check *c)
{
	if (c->step != CHECK_DUTY ||
	    (c->outcome != CHECK_SPOKE && c->outcome != CHECK_NO_ANSWER))
		return 0;
	return knock_note_phoned(who, KNOCK_OF_TICKET, t->row.id,
	    &(struct act_phoned){ .oncall = c->oncall,
		.spoke = c->outcome == CHECK_SPOKE,
		.event_at = c->event_at },
	    t->audit);
}

int
act_ticket_check(struct actor *who, int64_t id,
    const struct act_ticket_check *c, struct act_ticket *t)
{
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = check_input(who, c)) == 0 &&
	    (r = ticket_load_write(who, id, t)) == 0)
		r = t->row.danger_at != 0 ? 0 : ERR_STATE;
	if (r == 0 && (r = ticket_put_check(who, t, c)) == 0 &&
	    c->outcome != CHECK_OPEN)
		r = called_out(who, t, c->step);
	if (r == 0 && (r = ticket_note(who, "ticket.check", t, NULL)) == 0 &&
	    (r = phoned(who, t, c)) == 0)
		r = ticket_reload(who, t);
	return act_end(who, r);
}
