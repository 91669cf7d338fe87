/* SPDX-License-Identifier: Apache-2.0 */
/* A plan's measures: who does what by when. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"
#include "plan_internal.h"
#include "store/store.h"
#include "store/student.h"
#include "warning_case.h"

/* --- measures --------------------------------------------------------------
 */

static void
add_hand(
    struct actor *who, int64_t person, struct act_name *to, int max, int *n)
{
	for (int i = 0; i < *n; i++)
		if (to[i].id == person)
			return;
	if (*n < max)
		act_name_of(who, person, &to[(*n)++]);
}

static int
hands(struct actor *who, int64_t student, struct act_name *to, int max, int *n)
{
	struct warning_case *c = mem_zero(1, sizeof(*c));
	int r;

	*n = 0;
	c->who = who;
	if ((r = case_child(who, student, &c->w)) == 0)
		r = case_bench(c);
	for (int i = 0; i < POST_COUNT && r == 0; i++) {
		const struct warning_holders *h = &c->bench.post[i];

		for (int j = 0; j < h->n; j++)
			add_hand(who, h->person[j], to, max, n);
		for (int j = 0; j < h->n_deputies; j++)
			add_hand(who, h->deputy[j], to, max, n);
	}
	free(c);
	return r;
}

int
act_plan_hands(
    struct actor *who, int64_t student, struct act_name *to, int max, int *n)
{
	struct student s;
	unsigned bits;
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = store_student_get(who->store, student, &s)) != 0 ||
	    (r = plan_who_of(who, &s, &bits)) != 0)
		return r;
	if ((bits & PLAN_CARE) == 0)
		return plan_denied(who);
	return hands(who, student, to, max, n);
}

#define HANDS_MAX 40

static int
check_owner(struct actor *who, const struct plan *p, int64_t owner)
{
	struct act_name around[HANDS_MAX];
	int n, r;

	if (owner == p->owner)
		return 0;
	if ((r = hands(who, p->student, around, HANDS_MAX, &n)) != 0)
		return r;
	for (int i = 0; i < n; i++)
		if (around[i].id == owner)
			return 0;
	return act_fail(who, ERR_INPUT,
	    _("owner: please choose one of those around the child."));
}

static int
add_measure(struct actor *who, const struct plan_change *c,
    const struct act_measure_told *m, const struct buf *text)
{
	struct plan_measure row = { .plan = c->p.id,
		.owner = m->owner,
		.due_at = m->due_at,
		.since = c->audit,
		.pair = c->p.pair };
	struct buf *b;
	int r;

	if ((r = store_measure_add(who->store, &row)) != 0)
		return r;
	b = buf_new();
	r = act_seal(who, row.pair,
	    (struct sealed_place){ "plan_measure.text", row.id },
	    buf_data(text), buf_len(text), b);
	if (r == 0) {
		row.text = buf_data(b);
		row.n = buf_len(b);
		r = store_measure_seal(who->store, &row);
	}
	buf_free(b);
	if (r == 0)
		r = plan_let_in(who, &row);
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, m->owner));
	return r;
}

static int
count(void *arg, const struct plan_measure *m)
{
	(void)m;
	++*(int *)arg;
	return 0;
}

/* One that replaces another takes its room. */
static int
check_room(struct actor *who, int64_t plan, int64_t was)
{
	int n = 0, r = store_measure_each(who->store, plan, count, &n);

	if (r != 0 || was != 0 || n < ACT_MEASURES_MAX)
		return r;
	return act_fail(who, ERR_LIMIT,
	    _("%d measures stand in this plan: please strike one first."), n);
}

static int
measure_check(struct actor *who, const struct plan_change *c,
    const struct act_measure_told *m, const struct buf *text)
{
	struct plan_measure was;
	int r;

	if (m->was != 0) {
		r = store_measure_get(who->store, m->was, &was);
		if (r != 0 || was.plan != c->p.id || was.until != 0)
			return r == 0 ? ERR_NOT_FOUND : r;
	}
	if (m->text == NULL)
		return m->was != 0 ? 0 : plan_missing(who, PLAN_NEEDS_TEXT);
	if (plan_is_blank(text))
		return plan_missing(who, PLAN_NEEDS_TEXT);
	if (m->due_at == 0)
		return act_fail(
		    who, ERR_INPUT, _("due_at: by when is it to be done?"));
	if ((r = check_room(who, c->p.id, m->was)) != 0)
		return r;
	return check_owner(who, &c->p, m->owner);
}

/* The audit row is made by plan_save(), and the measure carries its number. */
static int
measure(struct actor *who, int64_t id, int64_t version,
    const struct act_measure_told *m, struct plan_change *c, struct buf *text)
{
	unsigned bits;
	int r;

	if ((r = plan_load(who, id, &c->p, &bits)) != 0 ||
	    (r = plan_check(who, c, PLAN_MEASURE, bits, 0)) != 0 ||
	    (r = measure_check(who, c, m, text)) != 0)
		return r;
	if (version != c->p.version)
		return ERR_STALE;
	if ((r = plan_settle(who, &c->p)) != 0 || (r = plan_save(who, c)) != 0)
		return r;
	if (m->was != 0 &&
	    (r = store_measure_end(who->store, m->was, c->audit)) != 0)
		return r;
	return m->text != NULL ? add_measure(who, c, m, text) : 0;
}

int
act_plan_measure(struct actor *who, int64_t id, int64_t version,
    const struct act_measure_told *m, struct act_plan_done *out)
{
	struct plan_change c = { .what = "plan.measure" };
	struct buf *text;
	int r;

	if ((r = plan_clean(who, m->text, &text)) != 0)
		return r;
	if ((r = act_begin(who)) == 0)
		r = act_end(who, measure(who, id, version, m, &c, text));
	buf_free(text);
	if (r == 0)
		plan_told(&c, out);
	return r;
}

static int
measure_done(struct actor *who, int64_t id, struct plan_change *c)
{
	struct plan_measure m;
	unsigned bits;
	int r = store_measure_get(who->store, id, &m);

	if (r != 0)
		return r == ERR_NOT_FOUND ? plan_denied(who) : r;
	if ((r = plan_load(who, m.plan, &c->p, &bits)) != 0)
		return r;
	if ((bits & PLAN_CARE) == 0 && m.owner != who->person)
		return plan_denied(who);
	if ((r = plan_check(who, c, PLAN_DONE, bits, 0)) != 0 ||
	    (r = store_measure_done(
		 who->store, id, who->person, act_now(who))) != 0)
		return r;
	return plan_save(who, c);
}

int
act_plan_measure_done(struct actor *who, int64_t id, struct act_plan_done *out)
{
	struct plan_change c = { .what = "plan.done" };
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = act_end(who, measure_done(who, id, &c))) == 0)
		plan_told(&c, out);
	return r;
}
