/* SPDX-License-Identifier: Apache-2.0 */
/* Everything one person may read of a ticket, opened once, for a screen. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "knock_internal.h"
#include "later.h"
#include "store/store.h"
#include "ticket_internal.h"

/* Texts are gathered in one guarded buffer; as it may move while it grows,
 * places in it are kept as offsets until all are there. */
struct building {
	struct actor *who;
	struct act_ticket_view *v;
	struct buf *plain;    /* for one thing at a time */
	size_t *said, *moved; /* offsets */
	size_t check[CHECK_COUNT];
	int r;
};

#define ROOM(array, n)                                                   \
	((((n) & ((n)-1)) == 0)                                          \
		? ((array) = mem_grow(                                   \
		       (array), (n) == 0 ? 1 : (n)*2, sizeof(*(array)))) \
		: (array))

/* Open s and put it behind the others; "" for what is sealed to others. */
static int
put_words(struct building *x, struct sealed_place at,
    const struct ticket_sealed *s, size_t *offset)
{
	int r = 0;

	buf_clear(x->plain);
	if (s->pair != 0)
		r = act_open(x->who, s->pair, at, s->bytes, s->n, x->plain);
	*offset = buf_len(x->v->words);
	if (r == 0)
		buf_add(x->v->words, buf_data(x->plain), buf_len(x->plain));
	buf_add_char(x->v->words, '\0');
	return r == ERR_KEY ? 0 : r;
}

static int
name_of(struct building *x, int64_t person, char to[65])
{
	return store_person_name(x->who->store, person, to);
}

static int
add_sheet(void *arg, const struct ticket_turn *t)
{
	struct building *x = arg;
	int r;

	buf_clear(x->plain);
	r = act_open(x->who, t->sealed.pair,
	    ticket_place("ticket_sheet.sheet", t->ticket, t->turn),
	    t->sealed.bytes, t->sealed.n, x->plain);
	if (r == 0)
		r = ticket_sheet_unpack(x->plain, &x->v->sheet);
	return r == ERR_KEY ? 0 : r;
}

static int
add_given(void *arg, const struct ticket_turn *t)
{
	struct building *x = arg;
	struct act_ticket_view *v = x->v;
	struct act_ticket_given *g;
	uint8_t value, harm;
	int r;

	buf_clear(x->plain);
	r = act_open(x->who, t->sealed.pair,
	    ticket_place("ticket_answer.answer", t->ticket, t->turn),
	    t->sealed.bytes, t->sealed.n, x->plain);
	if (r == 0 && (buf_get_u8(x->plain, &value) != 0 ||
			  buf_get_u8(x->plain, &harm) != 0))
		r = ERR_CORRUPT;
	if (r != 0)
		return r == ERR_KEY ? 0 : r;
	ROOM(v->given, v->n_given);
	g = &v->given[v->n_given++];
	*g = (struct act_ticket_given){ (enum ticket_question)t->kind,
		value - 1, harm, t->person, t->at, t->event_at };
	v->answers.given[t->kind] = true;
	v->answers.value[t->kind] = g->value;
	if (t->kind == ASK_DANGER)
		v->answers.harm = harm;
	return 0;
}

static int
add_check(void *arg, const struct ticket_turn *t)
{
	struct building *x = arg;
	struct act_ticket_stamp *s = &x->v->check[t->kind - 1];
	int r;

	s->outcome = t->outcome;
	s->turns++;
	s->person = t->person;
	s->at = t->at;
	s->event_at = t->event_at;
	s->oncall = t->oncall;
	if ((r = name_of(x, t->person, s->name)) != 0)
		return r;
	return put_words(x,
	    ticket_place("ticket_check.words", t->ticket, t->turn), &t->sealed,
	    &x->check[t->kind - 1]);
}

static int
add_said(void *arg, const struct ticket_entry *e)
{
	struct building *x = arg;
	struct act_ticket_view *v = x->v;
	struct act_ticket_said *s;
	int r;

	ROOM(v->said, v->n_said);
	ROOM(x->said, v->n_said);
	s = &v->said[v->n_said];
	*s = (struct act_ticket_said){ .id = e->id,
		.author = e->author,
		.event_at = e->event_at,
		.entered_at = e->entered_at,
		.saved_at = e->saved_at,
		.revision = e->revision,
		.writing = e->writing,
		.mine = e->author == x->who->person };
	mem_copy_text(s->kind, sizeof(s->kind), e->kind);
	if ((r = name_of(x, e->author, s->name)) != 0)
		return r;
	return put_words(x,
	    ticket_place("ticket_text.words", e->id, e->revision), &e->words,
	    &x->said[v->n_said++]);
}

static int
add_moved(void *arg, const struct ticket_step_row *m)
{
	struct building *x = arg;
	struct act_ticket_view *v = x->v;
	struct act_ticket_moved *s;
	int r;

	ROOM(v->moved, v->n_moved);
	ROOM(x->moved, v->n_moved);
	s = &v->moved[v->n_moved];
	*s = (struct act_ticket_moved){ .event = m->event,
		.from = m->from,
		.to = m->to,
		.person = m->person,
		.at = m->at,
		.event_at = m->event_at,
		.audit = m->audit };
	mem_copy_text(s->code, sizeof(s->code), m->code);
	if ((r = name_of(x, m->person, s->name)) != 0)
		return r;
	return put_words(x,
	    (struct sealed_place){ "ticket_step.reason", m->audit }, &m->reason,
	    &x->moved[v->n_moved++]);
}

static int
add_link(void *arg, const struct ticket_student *s)
{
	struct act_ticket_view *v = ((struct building *)arg)->v;

	ROOM(v->link, v->n_link);
	v->link[v->n_link++] = (struct act_ticket_link_seen){ s->student, s->at,
		s->until_at, s->warning, (enum permit_ground)s->ground };
	return 0;
}

static int
add_day(void *arg, const struct ticket_date *d)
{
	struct act_ticket_view *v = ((struct building *)arg)->v;

	ROOM(v->day, v->n_day);
	v->day[v->n_day++] =
	    (struct act_ticket_day){ d->due_at, d->done_at, d->result };
	return 0;
}

#define MAYBE_MAX 20

static int
add_maybe(void *arg, const struct ticket *t)
{
	struct building *x = arg;
	struct act_ticket_view *v = x->v;
	const struct ticket *mine = &v->head.row;
	struct act_ticket_maybe *m;
	struct ticket_match said;
	bool maybe;
	int r;

	for (size_t i = 0; i < v->n_maybe; i++)
		if (v->maybe[i].ticket == t->id)
			return 0;
	if (v->n_maybe == MAYBE_MAX)
		return 0;
	if ((r = ticket_is_maybe(x->who, mine, t, &maybe)) != 0 || !maybe)
		return r;
	r = store_ticket_match_get(x->who->store, mine->id, t->id, &said);
	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	ROOM(v->maybe, v->n_maybe);
	m = &v->maybe[v->n_maybe++];
	*m = (struct act_ticket_maybe){
		.ticket = t->id, .rang_at = t->rang_at, .state = t->state
	};
	m->number = mine->has_number && t->has_number &&
		    memcmp(mine->number_hash, t->number_hash, 32) == 0;
	m->alias = mine->has_alias && t->has_alias &&
		   memcmp(mine->alias_hash, t->alias_hash, 32) == 0;
	m->confirmed = r == 0;
	return t->taker != 0 ? name_of(x, t->taker, m->taker) : 0;
}

static int
add_matched(void *arg, const struct ticket_match *m)
{
	struct building *x = arg;
	struct ticket t;
	int r;

	r = store_ticket_get(x->who->store,
	    m->ticket == x->v->head.row.id ? m->other : m->ticket, &t);
	return r == 0 ? add_maybe(x, &t) : r;
}

static int
newest_first(const void *a, const void *b)
{
	const struct act_ticket_maybe *x = a, *y = b;

	return x->ticket > y->ticket ? -1 : x->ticket < y->ticket;
}

static int
add_maybes(struct building *x)
{
	const struct ticket *t = &x->v->head.row;
	struct store *st = x->who->store;
	int r = 0;

	if (t->has_number)
		r = store_ticket_of_number(
		    st, t->line, t->number_hash, 0, MAYBE_MAX, add_maybe, x);
	if (r == 0 && t->has_alias)
		r = store_ticket_of_alias(
		    st, t->line, t->alias_hash, 0, MAYBE_MAX, add_maybe, x);
	if (r == 0)
		r = store_ticket_match_each(st, t->id, add_matched, x);
	if (r == 0 && x->v->n_maybe > 1)
		qsort(x->v->maybe, x->v->n_maybe, sizeof(x->v->maybe[0]),
		    newest_first);
	return r;
}

static int
build(struct building *x)
{
	int64_t id = x->v->head.row.id;
	struct store *st = x->who->store;
	int r;

	if ((r = store_ticket_turn_each(st, TURN_SHEET, id, add_sheet, x)) ==
		0 &&
	    (r = store_ticket_turn_each(st, TURN_ANSWER, id, add_given, x)) ==
		0 &&
	    (r = store_ticket_turn_each(st, TURN_CHECK, id, add_check, x)) ==
		0 &&
	    (r = store_ticket_entry_each(st, id, 0, add_said, x)) == 0 &&
	    (r = store_ticket_step_each(st, id, add_moved, x)) == 0 &&
	    (r = store_ticket_student_each(st, id, add_link, x)) == 0 &&
	    (r = store_ticket_date_each(st, id, add_day, x)) == 0)
		r = add_maybes(x);
	return r;
}

static void
settle_words(struct building *x)
{
	struct act_ticket_view *v = x->v;
	const char *base;

	buf_add_char(v->words, '\0');
	base = buf_text(v->words);
	for (size_t i = 0; i < v->n_said; i++)
		v->said[i].text = base + x->said[i];
	for (size_t i = 0; i < v->n_moved; i++)
		v->moved[i].reason = base + x->moved[i];
	for (size_t i = 0; i < CHECK_COUNT; i++)
		v->check[i].words =
		    v->check[i].turns > 0 ? base + x->check[i] : "";
}

/* A story is read in the order in which it happened. */
static void
order_said(struct act_ticket_view *v)
{
	for (size_t i = 1; i < v->n_said; i++)
		for (size_t k = i;
		     k > 0 && v->said[k - 1].event_at > v->said[k].event_at;
		     k--) {
			struct act_ticket_said s = v->said[k];

			v->said[k] = v->said[k - 1];
			v->said[k - 1] = s;
		}
}

/* Whose words these are when somebody else took the call, and the sheet. */
static int
find_paper(struct actor *who, struct act_ticket_view *v)
{
	const struct ticket *t = &v->head.row;
	int r = later_paper_of(who, PAPER_OF_TICKET, t->id, v->paper);

	if (r == 0 && when_is_later(t->rang_at, t->entered_at))
		r = store_person_name(who->store, t->entered_by, v->enterer);
	return r;
}

/* Its own operator is waited for when it is late, nobody else's ladder ends by
 * that; who was asked in has looked. */
static int
looked(struct actor *who, const struct act_ticket *t)
{
	unsigned kinds = KNOCK_OF_DEADLINES;

	if ((t->who & (TICKET_LEAD | TICKET_SECOND)) != 0)
		kinds = KNOCK_EVERY;
	else if ((t->who & (TICKET_OWN | TICKET_RECEIVER)) == 0)
		return 0;
	return knock_saw(who, KNOCK_OF_TICKET, t->row.id, kinds);
}

/* Who may not read gets the row alone: a board, no content. */
static int
view_rest(struct actor *who, struct act_ticket_view *v)
{
	struct building x = { .who = who, .v = v };
	struct ticket_student s;
	int64_t subject = 0;
	int r;

	r = store_ticket_student_get(who->store, v->head.row.id, &s);
	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	if (r == 0)
		subject = s.student;
	if ((r = act_saw(who, "ticket.view", v->head.row.id,
		 (v->head.who & TICKET_OPENED) != 0 ? "break_glass" : NULL,
		 &subject, subject != 0)) != 0 ||
	    (r = looked(who, &v->head)) != 0)
		return r;
	x.plain = buf_new_in(sealed_memory());
	r = build(&x);
	settle_words(&x);
	order_said(v);
	if (r == 0)
		r = find_paper(who, v);
	buf_free(x.plain);
	free(x.said);
	free(x.moved);
	return r;
}

int
act_ticket_view(struct actor *who, int64_t id, struct act_ticket_view *v)
{
	int r;

	*v = (struct act_ticket_view){ .words = buf_new_in(sealed_memory()) };
	ticket_sheet_clear(&v->sheet);
	for (int i = 0; i < CHECK_COUNT; i++)
		v->check[i].words = "";
	if ((r = act_look(who)) == 0 &&
	    (r = ticket_load(who, id, &v->head)) == 0 && v->head.may_read)
		r = view_rest(who, v);
	v->now = act_now(who);
	if (r != 0)
		act_ticket_view_free(v);
	return r;
}

void
act_ticket_view_free(struct act_ticket_view *v)
{
	buf_free(v->words);
	free(v->given);
	free(v->said);
	free(v->maybe);
	free(v->link);
	free(v->day);
	free(v->moved);
	*v = (struct act_ticket_view){ 0 };
}
