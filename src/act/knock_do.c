/* SPDX-License-Identifier: Apache-2.0 */
/* What people read of a ladder, and do about it. */
#include <stdlib.h>

#include "act/ticket.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "knock_internal.h"
#include "store/desk.h"
#include "store/store.h"

/* --- whom to phone ---------------------------------------------------------
 */

struct gathering {
	struct actor *who;
	struct act_duty *to;
	int max, n;
};

/* Who was knocked last, when their number is in no list. */
static int
add_knocked(struct gathering *g, const struct act_knock_row *row)
{
	struct act_duty *d = &g->to[g->n];
	struct person p;
	int r;

	for (int i = 0; i < g->n; i++)
		if (g->to[i].person == row->person)
			return 0;
	if (g->n == g->max)
		return 0;
	if ((r = store_person_get(g->who->store, row->person, &p)) != 0)
		return r;
	if (p.phone[0] == '\0')
		return 0;
	*d = (struct act_duty){ .person = p.id };
	mem_copy_text(d->name, sizeof(d->name), p.name);
	mem_copy_text(d->phone, sizeof(d->phone), p.phone);
	g->n++;
	return 0;
}

int
act_knock_duty(
    struct actor *who, int64_t id, struct act_duty *to, int max, int *n)
{
	struct act_knock *k = mem_zero(1, sizeof(*k));
	struct gathering g = { who, to, max, 0 };
	int r;

	*n = 0;
	if ((r = act_knock_get(who, id, k)) == 0 &&
	    (r = act_duty_of(who, k->row.org, to, max, &g.n)) == 0)
		for (int i = k->n - 1; i >= 0 && r == 0; i--)
			if (k->knock[i].rung == k->row.rung - 1)
				r = add_knocked(&g, &k->knock[i]);
	*n = g.n;
	free(k);
	return r;
}

/* --- in words --------------------------------------------------------------
 */

void
act_knock_about(const struct act_knock *k, struct buf *to)
{
	switch (k->row.subject) {
	case KNOCK_OF_TICKET:
		buf_add_f(to, _("ticket %lld"), (long long)k->row.object);
		break;
	case KNOCK_OF_WARNING:
		buf_add_f(to, _("warning %04lld"), (long long)k->row.object);
		break;
	default:
		buf_add_text(to, _(knock_kind_words(KNOCK_TEST)));
	}
}

#define NEAR 1u
#define FAR 2u

/* Of the last rung what may still bring somebody says more than what
 * failed. */
static const struct act_knock_row *
last_of(const struct act_knock *k, unsigned where)
{
	const struct act_knock_row *last = NULL;

	for (int i = 0; i < k->n; i++) {
		const struct act_knock_row *row = &k->knock[i];
		bool better = row->result == KNOCK_RANG ||
			      row->result == KNOCK_RINGS ||
			      row->result == KNOCK_LOOKS;

		if ((where & (row->district ? FAR : NEAR)) == 0)
			continue;
		if (last == NULL || row->rung > last->rung || better)
			last = row;
	}
	return last;
}

static void
row_words(const struct act_knock_row *row, struct buf *to)
{
	struct clock_parts p;

	clock_parts_of(row->started_at, &p);
	if (row->channel >= 0)
		buf_add_f(to, "%s %s %02d:%02d%s", row->name,
		    _(knock_channel_words(row->channel)), p.hour, p.minute,
		    _(": "));
	else
		buf_add_f(to, "%s%s", row->name, _(": "));
	buf_add_text(to, _(knock_result_words((int)row->result)));
}

void
act_knock_words(const struct act_knock *k, struct buf *to)
{
	const struct act_knock_row *row = last_of(k, NEAR | FAR);

	if (row != NULL)
		row_words(row, to);
	else
		buf_add_text(to, _("being knocked"));
}

void
act_knock_words_of(const struct act_knock *k, bool district, struct buf *to)
{
	const struct act_knock_row *row = last_of(k, district ? FAR : NEAR);

	if (row != NULL)
		row_words(row, to);
	else if (!district)
		buf_add_text(to, _("being knocked"));
}

/* --- doing -----------------------------------------------------------------
 */

int
act_knock_phoned(struct actor *who, int64_t id, const struct act_phoned *given,
    int64_t *audit)
{
	struct act_knock *k = mem_zero(1, sizeof(*k));
	struct knock_phoned p = { .ladder = id,
		.oncall = given->oncall,
		.whom = given->whom,
		.person = who->person,
		.at = act_now(who),
		.event_at = given->event_at,
		.spoke = given->spoke };
	int r;

	if ((r = act_begin(who)) == 0) {
		if ((r = knock_phoned_time(who, &p)) == 0 &&
		    (r = knock_load(who, id, k)) == 0 && !k->row.open)
			r = ERR_STATE;
		if (r == 0 && (r = knock_wake(who, &k->row)) == 0 &&
		    (r = act_note(who, "knock.phoned", id, NULL, NULL, 0,
			 &p.audit)) == 0)
			r = store_knock_phoned_add(who->store, &p);
		r = act_end(who, r);
	}
	if (r == 0 && audit != NULL)
		*audit = p.audit;
	free(k);
	return r;
}

int
act_knock_take(struct actor *who, int64_t id, int64_t *audit)
{
	struct act_knock *k = mem_zero(1, sizeof(*k));
	int r;

	if ((r = act_begin(who)) == 0) {
		if ((r = knock_load(who, id, k)) == 0 && !k->may_take)
			r = k->row.open ? ERR_DENIED : ERR_STATE;
		if (r == 0 && (r = knock_finish(who, &k->row, "taken")) == 0)
			r = act_note(
			    who, "knock.take", id, NULL, NULL, 0, audit);
		r = act_end(who, r);
	}
	free(k);
	return r;
}

/* Whoever may be knocked may see whether they would be. */
int
act_knock_test(struct actor *who, int channel, int64_t *id)
{
	int64_t now = act_now(who);
	struct ladder l = { .kind = KNOCK_TEST,
		.subject = KNOCK_OF_NOTHING,
		.channel = channel,
		.person = who->person,
		.at = now,
		.moved_at = now,
		.due_at = now };
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if (who->n_posts == 0)
		r = ERR_DENIED;
	if (r == 0) {
		l.org = who->posts[0].org;
		l.lft = who->posts[0].lft;
		if ((r = store_ladder_add(who->store, &l)) == 0)
			r = act_note(
			    who, "knock.test", l.id, NULL, NULL, 0, NULL);
	}
	if ((r = act_end(who, r)) == 0)
		*id = l.id;
	return r;
}

/* --- the gateway's own list ------------------------------------------------
 */

struct export
{
	struct actor *who;
	int (*fn)(void *, int64_t person, const char *phone);
	void *arg;
};

static int
find_phone(void *arg, const struct oncall *o)
{
	struct person *p = arg;

	if (o->person == p->id && p->phone[0] == '\0')
		mem_copy_text(p->phone, sizeof(p->phone), o->phone);
	return 0;
}

static int
export_one(void *arg, const struct person *row)
{
	struct export *x = arg;
	struct person p = *row;
	int r = 0;

	if (p.state != ACCOUNT_ACTIVE)
		return 0;
	if (p.phone[0] == '\0')
		r = store_oncall_each(
		    x->who->store, 0, 0, 1000, find_phone, &p);
	return r == 0 && p.phone[0] != '\0' ? x->fn(x->arg, p.id, p.phone) : r;
}

int
act_knock_export(struct actor *who,
    int (*fn)(void *, int64_t person, const char *phone), void *arg)
{
	struct export x = { who, fn, arg };
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	r = act_is(who, ROLE_SYSTEM_ADMIN)
		? act_note(who, "knock.export", 0, NULL, NULL, 0, NULL)
		: ERR_DENIED;
	if ((r = act_end(who, r)) != 0)
		return r;
	return store_person_each(who->store, "", 1000000, export_one, &x);
}
