/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/approval.h"
#include "act/audit.h"
#include "act/circle.h"
#include "act/draft.h"
#include "act/ticket.h"
#include "act/today.h"
#include "act/warning.h"
#include "act/watch.h"
#include "act/watching.h"
#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "model/state.h"
#include "store/keys.h"
#include "store/store.h"

/* Whoever asks for the rows of one kind fills this. */
struct asking {
	struct actor *who;
	struct act_today *out;
};

void
act_today_put(struct act_today *t, const struct today_row *row)
{
	if (t->n == TODAY_ROWS)
		t->more = true;
	else
		t->rows[t->n++] = *row;
}

/* --- each kind --------------------------------------------------------------- */

static int
ticket_row(void *arg, const struct act_ticket *t)
{
	struct asking *a = arg;
	struct today_row row = { .kind = TODAY_TICKET,
		.object = t->row.id,
		.due_at = t->row.due_at,
		.danger = t->row.danger != 0 && t->row.due_at != 0 };

	mem_copy_text(row.key, sizeof(row.key), t->row.due_key);
	mem_copy_text(row.place, sizeof(row.place), t->taker);
	act_today_put(a->out, &row);
	return 0;
}

static int
today_tickets(struct asking *a)
{
	int64_t line;
	int r;

	if (act_ticket_line(a->who, &line) == 0) {
		a->out->line = true;
		a->out->waiting = act_ticket_waiting(a->who,
		    &a->out->waiting_since);
	} else if (!act_is(a->who, ROLE_COUNSELLOR))
		return 0;
	r = act_ticket_todo(a->who, TODAY_ROWS, ticket_row, a);
	return r == ERR_DENIED ? 0 : r;
}

static int
warning_row(void *arg, const struct act_waiting *w)
{
	struct asking *a = arg;
	struct today_row row = { .kind = TODAY_WARNING,
		.object = w->warning,
		.due_at = w->due_at,
		.danger = w->danger };

	mem_copy_text(row.key, sizeof(row.key),
	    state_event_code(&warning_machine, (int)w->event));
	mem_copy_text(row.name, sizeof(row.name), w->name);
	mem_copy_text(row.place, sizeof(row.place), w->class);
	act_today_put(a->out, &row);
	return 0;
}

static int
today_warnings(struct asking *a)
{
	int r = act_warning_waiting(a->who, TODAY_ROWS, warning_row, a);

	return r == ERR_DENIED ? 0 : r;
}

static int
approval_row(void *arg, const struct approval *p)
{
	struct asking *a = arg;
	struct today_row row = { .kind = TODAY_APPROVAL, .object = p->id };

	if (strncmp(p->kind, "warning", 7) == 0)
		return 0;	/* among the warnings already */
	mem_copy_text(row.key, sizeof(row.key), p->kind);
	store_person_name(a->who->store, p->asked_by, row.place);
	act_today_put(a->out, &row);
	return 0;
}

static int
today_approvals(struct asking *a)
{
	return act_approval_each(a->who, 0, 100, approval_row, a);
}

static int
draft_row(void *arg, const struct act_draft *d)
{
	struct asking *a = arg;
	struct today_row row = { .kind = TODAY_DRAFT, .object = d->id };

	mem_copy_text(row.key, sizeof(row.key), d->kind);
	act_today_put(a->out, &row);
	return 0;
}

static int
today_drafts(struct asking *a)
{
	return act_draft_each(a->who, draft_row, a);
}

static int
watch_row(void *arg, const struct act_watch *w)
{
	struct asking *a = arg;
	struct today_row row = { .kind = TODAY_WATCH, .object = w->id };

	if (w->accepted_at != 0 || w->author == a->who->person)
		return 0;
	mem_copy_text(row.place, sizeof(row.place), w->author_name);
	act_today_put(a->out, &row);
	return 0;
}

static int
today_watches(struct asking *a)
{
	int r = a->out->line ? act_watch_each(a->who, watch_row, a) : 0;

	return r == ERR_DENIED || r == ERR_KEY ? 0 : r;
}

struct circle_asking {
	struct asking *a;
	const struct circle *c;
};

static int
task_row(void *arg, const struct circle_task *t)
{
	struct circle_asking *ca = arg;
	struct today_row row = { .kind = TODAY_CIRCLE,
		.object = ca->c->id };

	mem_copy_text(row.key, sizeof(row.key), t->kind);
	mem_copy_text(row.place, sizeof(row.place), ca->c->name);
	if (t->person != 0)
		store_person_name(ca->a->who->store, t->person, row.name);
	act_today_put(ca->a->out, &row);
	return 0;
}

static int
circle_rows(void *arg, const struct circle *c, bool member)
{
	struct circle_asking ca = { arg, c };

	return member ? act_circle_pending(ca.a->who, c->id, task_row, &ca) : 0;
}

static int
today_circles(struct asking *a)
{
	return act_circle_each(a->who, circle_rows, a);
}

static int
today_clock(struct asking *a)
{
	struct today_row row = { .kind = TODAY_CLOCK, .danger = true };
	struct audit_head head;
	int r = 0;

	if (act_is(a->who, ROLE_SYSTEM_ADMIN) &&
	    (r = act_clock_alarm_get(a->who, &row.due_at)) == 0 &&
	    row.due_at != 0)
		act_today_put(a->out, &row);
	if (r == 0 && act_is(a->who, ROLE_AUDIT_ADMIN) &&
	    (r = act_audit_head(a->who, &head)) == 0) {
		a->out->audit = true;
		a->out->audit_rows = head.id;
	}
	return r;
}

/* --- all of them --------------------------------------------------------------- */

/* Danger first; then what has a time, the soonest (so the longest overdue)
 * first; then what has none. */
static int
row_order(const void *x, const void *y)
{
	const struct today_row *a = x, *b = y;
	int64_t at = a->due_at != 0 ? a->due_at : INT64_MAX;
	int64_t bt = b->due_at != 0 ? b->due_at : INT64_MAX;

	if (a->block != b->block)
		return a->block < b->block ? -1 : 1;
	if (a->danger != b->danger)
		return a->danger ? -1 : 1;
	return at < bt ? -1 : at > bt;
}

int
act_today(struct actor *who, struct act_today *out)
{
	static int (*const kinds[])(struct asking *) = { today_tickets,
		today_warnings, today_approvals, today_watches, today_drafts,
		today_circles, today_clock };
	struct asking a = { who, out };
	int r;

	memset(out, 0, sizeof(*out));
	if ((r = act_look(who)) != 0)
		return r;
	out->now = act_now(who);
	for (size_t i = 0; i < nitems(kinds); i++)
		if ((r = kinds[i](&a)) != 0)
			return r;
	qsort(out->rows, (size_t)out->n, sizeof(out->rows[0]), row_order);
	return 0;
}
