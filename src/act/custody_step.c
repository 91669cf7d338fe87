/* SPDX-License-Identifier: Apache-2.0 */
/* A request goes on: a layer off, the other, ended, looked at. */
#include <stdlib.h>
#include <string.h>

#include "act/approval.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "custody_internal.h"
#include "model/profile.h"
#include "store/org.h"
#include "store/store.h"

#define GROUND "break_glass"

/* --- what every step does ---------------------------------------------------
 */

int
custody_note(struct actor *who, const struct custody_request *r,
    const char *what, int64_t *audit)
{
	bool brief = custody_facts(r->kind) != 0;
	int64_t student;
	int e;

	if ((e = custody_ops(r->kind)->student(who, r, &student)) != 0)
		return e;
	store_touch(who->store, STORE_TOPIC(TOPIC_ALL, 0));
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, r->beneficiary));
	return act_note(who, what, r->id, brief ? GROUND : NULL, &student,
	    student != 0, audit);
}

/* The table decides; the row changes. */
static int
step_make(struct actor *who, struct custody_request *r, enum custody_event on,
    unsigned have)
{
	const struct state_move *m;
	int e;

	e = state_check(&custody_machine, (int)r->state, (int)on,
	    custody_facts(r->kind), custody_who(who, r), have, 0, &m);
	if (e != 0)
		return e;
	r->state = (enum custody_state)m->to;
	r->due_at = m->deadline == NULL ? 0
					: profile_due(profile_default(),
					      m->deadline, act_now(who));
	return 0;
}

/* Reason and answer lie at places of their own. */
int
custody_text_put(
    struct actor *who, struct custody_request *r, bool answer, const char *text)
{
	struct sealed_place at = { answer ? "custody_request.answer"
					  : "custody_request.reason",
		r->id };
	struct custody_request put = { .id = r->id };
	struct buf *b = buf_new();
	int e;

	e = act_seal(who, r->pair, at, text, strlen(text), b);
	*(answer ? &put.answer : &put.reason) = buf_data(b);
	*(answer ? &put.n_answer : &put.n_reason) = buf_len(b);
	if (e == 0)
		e = store_custody_seal(who->store, &put);
	buf_free(b);
	return e;
}

int
custody_text_check(struct actor *who, const char *text)
{
	if (text == NULL || text[0] == '\0')
		return act_fail(
		    who, ERR_INPUT, _("A sentence on why is needed."));
	if (strlen(text) > ACT_CUSTODY_REASON_MAX)
		return act_fail(who, ERR_LIMIT, _("The text is too long."));
	return 0;
}

int
custody_layers(struct actor *who, const struct custody_request *r,
    struct custody_sources **out)
{
	struct custody_sources *s = mem_zero(1, sizeof(*s));

	s->bytes = buf_new();
	*out = s;
	return custody_ops(r->kind)->sources(who, r, s);
}

void
custody_layers_free(struct custody_sources *s)
{
	buf_free(s->bytes);
	free(s);
}

/* Nobody opens for themselves. */
int
custody_apart(struct actor *who, const struct custody_request *r)
{
	int64_t person[2];
	int e;

	if ((e = custody_people(who, person)) != 0)
		return e;
	for (int i = 0; i < 2; i++)
		if (person[i] == r->asked_by || person[i] == r->beneficiary)
			return act_fail(who, ERR_SECOND,
			    _("A custodian cannot ask custody, nor be given "
			      "anything by it."));
	return 0;
}

/* --- the first layer
 * ----------------------------------------------------------- */

static int
layer_off(struct actor *who, const struct custody_request *r,
    const struct custody_sources *s, int i)
{
	const struct custody_source *x = &s->row[i];
	struct buf *inner = sealed_buf();
	const struct sealed_key *own;
	struct custody_piece p;
	int64_t own_key;
	int e = ERR_KEY;

	own = keyring_own(who->keys, &own_key);
	if (own != NULL && own_key == x->first_key)
		e = sealed_open(own, x->at,
		    (uint8_t *)buf_data(s->bytes) + x->begin, x->n, inner);
	p = (struct custody_piece){ r->id, x->id, x->second_key,
		buf_data(inner), buf_len(inner) };
	if (e == 0)
		e = store_piece_add(who->store, &p);
	buf_free(inner);
	return e;
}

static int
agree_first(struct actor *who, struct custody_request *r)
{
	struct custody_sources *s;
	int e;

	if ((e = custody_layers(who, r, &s)) == 0 && s->n == 0)
		e = act_fail(who, ERR_STALE,
		    _("The keys have changed meanwhile. Please ask again."));
	for (int i = 0; i < s->n && e == 0; i++)
		e = layer_off(who, r, s, i);
	custody_layers_free(s);
	if (e != 0)
		return e;
	r->first_at = act_now(who);
	return act_approval_ask(who, CUSTODY_ASKS_SECOND, r->id, 0,
	    custody_kind_name(r->kind), NULL);
}

/* --- the second
 * ---------------------------------------------------------------- */

struct taking {
	struct custody_open *o;
	const struct sealed_key *own;
	int64_t own_key;
	int n;
};

static int
piece_take(void *arg, const struct custody_piece *p)
{
	struct taking *t = arg;

	if (t->own == NULL || p->to_key != t->own_key)
		return ERR_KEY;
	t->n++;
	return custody_ops(t->o->r->kind)->take(t->o, p, t->own);
}

/* Secret halves live from here to the end of this function. */
static int
agree_second(struct actor *who, struct custody_request *r)
{
	struct custody_open *o = mem_zero(1, sizeof(*o));
	struct taking t = { .o = o };
	int e;

	o->who = who;
	o->r = r;
	t.own = keyring_own(who->keys, &t.own_key);
	if ((e = act_key_of(who, KEY_PERSON, r->beneficiary, &o->to, NULL)) ==
	    0)
		e = store_piece_each(who->store, r->id, piece_take, &t);
	if (e == 0 && t.n == 0)
		e = ERR_STALE;
	if (e == 0)
		e = custody_ops(r->kind)->give(o);
	for (int i = 0; i < o->n; i++)
		sealed_key_free(o->held[i].k);
	free(o);
	if (e == ERR_KEY && t.own != NULL)
		e = act_fail(who, ERR_STALE,
		    _("The keys have changed meanwhile. Please ask again."));
	r->opened_at = act_now(who);
	return e != 0 ? e : store_piece_drop(who->store, r->id);
}

/* --- as approvals
 * ---------------------------------------------------------------- */

int
custody_approval_may(struct actor *who, const struct approval *a)
{
	struct custody_request r;
	unsigned is;
	int e;

	if ((e = store_custody_get(who->store, a->object, &r)) != 0)
		return e;
	is = custody_who(who, &r);
	if ((is & (CUSTODY_FIRST | CUSTODY_SECOND)) == 0)
		return ERR_DENIED;
	if (strcmp(a->kind, CUSTODY_ASKS_FIRST) == 0
		? (is & CUSTODY_FIRST) == 0
		: (is & CUSTODY_SECOND) == 0)
		return act_fail(
		    who, ERR_SECOND, _("The other custodian is asked here."));
	return 0;
}

int
custody_approval_give(struct actor *who, const struct approval *a)
{
	bool first = strcmp(a->kind, CUSTODY_ASKS_FIRST) == 0;
	struct custody_request r;
	int e;

	if (act_key_locked(who))
		return ERR_KEY;
	if ((e = store_custody_get(who->store, a->object, &r)) != 0 ||
	    (e = custody_apart(who, &r)) != 0 ||
	    (e = step_make(who, &r, CUSTODY_AGREE, 0)) != 0 ||
	    (e = first ? agree_first(who, &r) : agree_second(who, &r)) != 0 ||
	    (e = store_custody_put(who->store, &r)) != 0 ||
	    (e = custody_note(who, &r, "custody.agree", NULL)) != 0)
		return e;
	return first ? 0 : custody_note(who, &r, "custody.open", NULL);
}

static int
approval_of(struct actor *who, int64_t id, struct approval *a)
{
	int e = store_approval_open(who->store, CUSTODY_ASKS_FIRST, id, a);

	return e == ERR_NOT_FOUND
		   ? store_approval_open(who->store, CUSTODY_ASKS_SECOND, id, a)
		   : e;
}

/* What waited for a custodian waits no longer. */
static int
approval_close(struct actor *who, int64_t id)
{
	struct approval a;
	int e = approval_of(who, id, &a);

	if (e != 0)
		return e == ERR_NOT_FOUND ? 0 : e;
	a.state = APPROVAL_REFUSED;
	a.decided_by = who->person;
	a.decided_at = act_now(who);
	return store_approval_put(who->store, &a);
}

int
act_custody_agree(struct actor *who, int64_t id, int64_t *audit)
{
	struct custody_request r;
	struct approval a;
	int e;

	if ((e = act_look(who)) != 0)
		return e;
	if ((e = store_custody_get(who->store, id, &r)) != 0)
		return e == ERR_NOT_FOUND ? ERR_DENIED : e;
	if (custody_who(who, &r) == 0)
		return ERR_DENIED;
	e = approval_of(who, id, &a);
	if (e != 0)
		return e == ERR_NOT_FOUND ? ERR_STATE : e;
	return act_approval_give(who, a.id, audit);
}

/* --- the other steps
 * ---------------------------------------------------------- */

static int
request_end(struct actor *who, struct custody_request *r)
{
	int e;

	if ((e = store_opened_drop(who->store, r->id)) != 0 ||
	    (e = store_piece_drop(who->store, r->id)) != 0 ||
	    (e = approval_close(who, r->id)) != 0)
		return e;
	if (r->ended_at == 0)
		r->ended_at = act_now(who);
	return 0;
}

/* One step inside a transaction: text NULL without one. */
static int
step_run(struct actor *who, int64_t id, enum custody_event on, const char *text,
    const char *what, int64_t *audit)
{
	unsigned have = text != NULL ? CUSTODY_NEEDS_REASON : 0;
	struct custody_request r;
	int e;

	if ((e = store_custody_get(who->store, id, &r)) != 0)
		return e == ERR_NOT_FOUND ? ERR_DENIED : e;
	if (custody_who(who, &r) == 0)
		return ERR_DENIED;
	if ((e = step_make(who, &r, on, have)) != 0 ||
	    (e = request_end(who, &r)) != 0)
		return e;
	if (on != CUSTODY_END && on != CUSTODY_LAPSE) {
		r.decided_by = who->person;
		r.decided_at = act_now(who);
	}
	if ((e = store_custody_put(who->store, &r)) == 0 && text != NULL)
		e = custody_text_put(who, &r, true, text);
	return e != 0 ? e : custody_note(who, &r, what, audit);
}

int
custody_approval_refuse(
    struct actor *who, const struct approval *a, const char *reason)
{
	int e = custody_text_check(who, reason);

	return e != 0 ? e
		      : step_run(who, a->object, CUSTODY_REFUSE, reason,
			    "custody.refuse", NULL);
}

static int
step(struct actor *who, int64_t id, enum custody_event on, const char *text,
    const char *what, int64_t *audit)
{
	int e;

	if ((e = act_begin(who)) != 0)
		return e;
	return act_end(who, step_run(who, id, on, text, what, audit));
}

int
act_custody_refuse(
    struct actor *who, int64_t id, const char *reason, int64_t *audit)
{
	int e;

	if ((e = custody_text_check(who, reason)) != 0)
		return e;
	return step(who, id, CUSTODY_REFUSE, reason, "custody.refuse", audit);
}

int
act_custody_withdraw(struct actor *who, int64_t id, int64_t *audit)
{
	return step(who, id, CUSTODY_WITHDRAW, NULL, "custody.withdraw", audit);
}

int
act_custody_close(struct actor *who, int64_t id, int64_t *audit)
{
	return step(who, id, CUSTODY_END, NULL, "custody.end", audit);
}

int
act_custody_review(
    struct actor *who, int64_t id, const char *words, int64_t *audit)
{
	int e;

	if (words != NULL && words[0] == '\0')
		words = NULL;
	if (words != NULL && (e = custody_text_check(who, words)) != 0)
		return e;
	return step(who, id, CUSTODY_REVIEW, words, "custody.review", audit);
}

/* --- the keeper
 * ------------------------------------------------------------------ */

#define DUE_MAX 100

struct due {
	int64_t id[DUE_MAX];
	int n;
};

static int
due_add(void *arg, const struct custody_request *r)
{
	struct due *d = arg;

	if (d->n < DUE_MAX)
		d->id[d->n++] = r->id;
	return 0;
}

int
act_custody_overdue(struct actor *who, int limit, int *n)
{
	static const struct {
		enum custody_state state;
		enum custody_event on;
		const char *what;
	} ends[] = {
		{ CUSTODY_OPEN, CUSTODY_END, "custody.end" },
		{ CUSTODY_ASKED, CUSTODY_LAPSE, "custody.lapse" },
		{ CUSTODY_HALF, CUSTODY_LAPSE, "custody.lapse" },
	};
	struct due d;
	int e = 0;

	*n = 0;
	for (size_t i = 0; i < nitems(ends) && e == 0; i++) {
		d.n = 0;
		e = store_custody_due(who->store, ends[i].state, act_now(who),
		    limit < DUE_MAX ? limit : DUE_MAX, due_add, &d);
		for (int j = 0; j < d.n && e == 0; j++)
			e = step(
			    who, d.id[j], ends[i].on, NULL, ends[i].what, NULL);
		*n += d.n;
	}
	return e;
}
