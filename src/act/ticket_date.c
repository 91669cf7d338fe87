/* SPDX-License-Identifier: Apache-2.0 */
#include "base/mem.h"
#include "model/profile.h"
#include "store/store.h"
#include "ticket_effect.h"

/* When a ticket is followed up: the dates behind it, and what is due. */

static int
add_date(struct actor *who, struct act_ticket *t, int64_t at)
{
	struct ticket_date d = { .ticket = t->row.id,
		.due_at = at,
		.made_by = who->person,
		.made_at = act_now(who) };

	return store_ticket_date_add(who->store, &d);
}

struct soonest {
	struct ticket_date first;
	bool any;
};

static int
find_open(void *arg, const struct ticket_date *d)
{
	struct soonest *s = arg;

	if (d->done_at == 0 && !s->any) {
		s->first = *d;
		s->any = true;
	}
	return 0;
}

/* What is due of a ticket to follow up is its soonest open date. */
static int
due_by_dates(struct actor *who, struct act_ticket *t)
{
	struct soonest s = { .any = false };
	int r;

	if ((r = store_ticket_date_each(
		 who->store, t->row.id, find_open, &s)) != 0 ||
	    !s.any)
		return r;
	t->row.due_at = s.first.due_at;
	mem_copy_text(
	    t->row.due_key, sizeof(t->row.due_key), "ticket.callback");
	t->row.raised = 0;
	return store_ticket_mark(who->store, &t->row);
}

/* Dates given, else those of the profile for who is at risk: 24 hours, a
 * week, a month, three months; else one. */
int
ticket_after_follow(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	const struct profile *p = profile_default();
	int64_t from = d->event_at;
	bool risk = (t->facts & TICKET_AT_RISK) != 0 || t->row.danger_at != 0;
	int r = 0;

	for (int i = 0; i < d->n_dates && r == 0; i++)
		r = add_date(who, t, d->date[i]);
	if (d->n_dates == 0 && !risk)
		r = add_date(who, t, profile_due(p, "ticket.callback", from));
	for (size_t i = 0;
	     d->n_dates == 0 && risk && i < p->n_follow_up && r == 0; i++)
		r = add_date(who, t, from + p->follow_up[i]);
	return r == 0 ? due_by_dates(who, t) : r;
}

int
ticket_after_called(
    struct actor *who, struct act_ticket *t, const struct act_ticket_do *d)
{
	struct soonest s = { .any = false };
	int r;

	if ((r = store_ticket_date_each(
		 who->store, t->row.id, find_open, &s)) != 0)
		return r;
	if (s.any) {
		s.first.done_at = d->event_at;
		s.first.done_by = who->person;
		s.first.result = d->result;
		r = store_ticket_date_put(who->store, &s.first);
	}
	for (int i = 0; i < d->n_dates && r == 0; i++)
		r = add_date(who, t, d->date[i]);
	if (r == 0 && d->result == RESULT_NO_ANSWER && d->n_dates == 0)
		r = add_date(who, t,
		    profile_due(
			profile_default(), "ticket.contact", d->event_at));
	return r == 0 ? due_by_dates(who, t) : r;
}
