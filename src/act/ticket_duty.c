/* SPDX-License-Identifier: Apache-2.0 */
/* Whom to phone, and what wakes a screen. */
#include "act/register.h"
#include "base/err.h"
#include "base/mem.h"
#include "store/org.h"
#include "store/store.h"
#include "ticket_internal.h"

uint32_t
act_ticket_topic(int64_t id)
{
	return STORE_TOPIC(TOPIC_TICKET, id);
}

uint32_t
act_ticket_line_topic(int64_t line)
{
	return STORE_TOPIC(TOPIC_LINE, line);
}

struct gathering {
	struct actor *who;
	struct act_duty *to;
	int max, n;
};

static int
gather(void *arg, const struct oncall *o)
{
	struct gathering *g = arg;
	struct act_duty *d = &g->to[g->n];
	struct org org;

	if (g->n == g->max)
		return 0;
	*d = (struct act_duty){ .id = o->id,
		.person = o->person,
		.confirmed_at = o->confirmed_at };
	mem_copy_text(d->duty, sizeof(d->duty), o->duty);
	mem_copy_text(d->name, sizeof(d->name), o->name);
	mem_copy_text(d->phone, sizeof(d->phone), o->phone);
	if (store_org_get(g->who->store, o->org, &org) == 0)
		mem_copy_text(d->org, sizeof(d->org), org.name);
	g->n++;
	return 0;
}

int
act_duty_of(
    struct actor *who, int64_t org, struct act_duty *to, int max, int *n)
{
	struct gathering g = { who, to, max, 0 };
	int r = act_oncall_each(who, org, gather, &g);

	*n = g.n;
	return r;
}

int
act_ticket_duty(
    struct actor *who, int64_t id, struct act_duty *to, int max, int *n)
{
	struct ticket_student s;
	struct act_ticket t;
	int64_t org = 0;
	int r;

	*n = 0;
	if ((r = act_look(who)) != 0 ||
	    (r = ticket_load_read(who, id, &t)) != 0)
		return r;
	if ((r = store_ticket_student_get(who->store, id, &s)) == 0)
		r = ticket_school_of(who, s.student, &org);
	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	return act_duty_of(who, org != 0 ? org : t.row.line, to, max, n);
}
