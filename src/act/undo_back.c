/* SPDX-License-Identifier: Apache-2.0 */
/* A record as it stood before a deed, by a new event of its own. */
#include <stdlib.h>

#include "base/err.h"
#include "base/mem.h"
#include "consultation_internal.h"
#include "store/store.h"
#include "ticket_internal.h"
#include "undo_internal.h"
#include "warning_case.h"

/* --- tickets -------------------------------------------------------------- */

static int
ticket_version(struct actor *who, int64_t id, int64_t *version)
{
	struct act_ticket t;
	int r = ticket_load(who, id, &t);

	*version = r == 0 ? t.row.version : 0;
	return r;
}

static int
ticket_last_one(void *arg, const struct ticket_step_row *s)
{
	*(struct undo_last *)arg = (struct undo_last){ s->person, s->at };
	return 0;
}

static int
ticket_last(struct actor *who, int64_t id, struct undo_last *last)
{
	return store_ticket_step_each(who->store, id, ticket_last_one, last);
}

/* Where it was handed to: they see that it is not theirs. */
static int
wake_receiver(void *arg, const struct ticket_receiver *v)
{
	struct actor *who = arg;

	if (v->org != 0)
		store_touch(who->store, STORE_TOPIC(TOPIC_ORG, v->org));
	return 0;
}

static int
ticket_back(struct actor *who, const struct undo_deed *d, int64_t *version,
    int64_t *audit)
{
	struct ticket_step_row s = { .ticket = d->object,
		.event = TICKET_TAKE_BACK,
		.person = who->person,
		.at = act_now(who),
		.event_at = act_now(who) };
	struct act_ticket t;
	int r;

	if ((r = ticket_load(who, d->object, &t)) != 0)
		return r;
	s.from = t.row.state;
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, t.row.taker));
	if ((r = store_ticket_receiver_each(
		 who->store, d->object, wake_receiver, who)) != 0 ||
	    (r = store_deed_ticket(who->store, d->id, &t.row)) != 0 ||
	    (r = store_ticket_put(who->store, &t.row)) != 0 ||
	    (r = store_deed_ticket_rest(who->store, d, s.at)) != 0 ||
	    (r = ticket_note(who, "ticket.take_back", &t, NULL)) != 0)
		return r;
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, t.row.taker));
	s.to = t.row.state;
	s.version = *version = t.row.version;
	s.audit = *audit = t.audit;
	return store_ticket_step_add(who->store, &s);
}

/* --- warnings ------------------------------------------------------------- */

static int
warning_version(struct actor *who, int64_t id, int64_t *version)
{
	struct warning_case *c = mem_zero(1, sizeof(*c));
	int r;

	if ((r = case_read(who, id, c)) == 0)
		r = case_allow(c);
	*version = c->w.version;
	free(c);
	return r;
}

static int
warning_last_one(void *arg, const struct warning_past *p)
{
	*(struct undo_last *)arg =
	    (struct undo_last){ p->second != 0 ? p->second : p->person, p->at };
	return 0;
}

static int
warning_last(struct actor *who, int64_t id, struct undo_last *last)
{
	return store_warning_past_each(
	    who->store, id, 0, 1, warning_last_one, last);
}

/* What it decided waits again, what it asked for does not. */
static int
approvals_back(struct actor *who, const struct undo_deed *d)
{
	int64_t now = act_now(who);
	int r = 0;

	for (int e = 0; e < WARNING_EVENTS && r == 0; e++) {
		const char *kind = case_event_kind((enum warning_event)e);

		if (kind == NULL)
			continue;
		if ((d->rule->made & UNDO_DECIDED) != 0)
			r = store_deed_decided(who->store, d, kind);
		if (r == 0 && (d->rule->made & UNDO_ASKED) != 0)
			r = store_deed_asked(who->store, d, kind, now);
	}
	store_touch(who->store, STORE_TOPIC(TOPIC_ALL, 0));
	return r;
}

static int
case_back(struct warning_case *c, const struct undo_deed *d, int64_t *audit)
{
	struct case_change ch = { .what = "warning.take_back",
		.event = WARNING_TAKE_BACK,
		.at = act_now(c->who) };
	int r;

	if ((r = store_deed_warning(c->who->store, d->id, &c->w)) != 0 ||
	    ((d->rule->made & UNDO_LOOKED) != 0 &&
		(r = store_deed_acks(c->who->store, d)) != 0) ||
	    (r = approvals_back(c->who, d)) != 0 || (r = case_seats(c)) != 0)
		return r;
	return case_save(c, &ch, audit);
}

static int
warning_back(struct actor *who, const struct undo_deed *d, int64_t *version,
    int64_t *audit)
{
	struct warning_case *c = mem_zero(1, sizeof(*c));
	int r;

	if ((r = case_read(who, d->object, c)) == 0 && (r = case_allow(c)) == 0)
		r = case_back(c, d, audit);
	*version = c->w.version;
	free(c);
	return r;
}

/* --- appointments --------------------------------------------------------- */

static int
appointment_version(struct actor *who, int64_t id, int64_t *version)
{
	struct act_appointment a;
	int r = consultation_load(who, id, &a);

	*version = r == 0 ? a.row.version : 0;
	return r;
}

static int
appointment_last_one(void *arg, const struct appointment_step *s)
{
	*(struct undo_last *)arg = (struct undo_last){ s->person, s->at };
	return 0;
}

static int
appointment_last(struct actor *who, int64_t id, struct undo_last *last)
{
	return store_appointment_step_each(
	    who->store, id, appointment_last_one, last);
}

static int
appointment_back(struct actor *who, const struct undo_deed *d, int64_t *version,
    int64_t *audit)
{
	struct appointment_step s = { .appointment = d->object,
		.event = APPOINTMENT_TAKE_BACK,
		.person = who->person,
		.at = act_now(who),
		.event_at = act_now(who) };
	struct act_appointment a;
	int r;

	if ((r = consultation_load(who, d->object, &a)) != 0)
		return r;
	s.from = (int)a.row.state;
	consultation_wake(who, &a.row);
	if ((r = store_deed_appointment(who->store, d->id, &a.row)) != 0 ||
	    (r = store_appointment_put(who->store, &a.row)) != 0 ||
	    (r = act_note(who, "appointment.take_back", d->object, NULL,
		 &a.row.student, 1, audit)) != 0)
		return r;
	consultation_wake(who, &a.row);
	s.to = (int)a.row.state;
	s.version = *version = a.row.version;
	s.starts_at = a.row.starts_at;
	s.counsellor = a.row.counsellor;
	s.need = a.row.need;
	s.audit = *audit;
	return store_appointment_step_add(who->store, &s);
}

/* --- by kind -------------------------------------------------------------- */

static const struct {
	int (*version)(struct actor *who, int64_t id, int64_t *version);
	int (*last)(struct actor *who, int64_t id, struct undo_last *last);
	int (*back)(struct actor *who, const struct undo_deed *d,
	    int64_t *version, int64_t *audit);
} kinds[UNDO_KINDS] = {
	[UNDO_TICKET] = { ticket_version, ticket_last, ticket_back },
	[UNDO_WARNING] = { warning_version, warning_last, warning_back },
	[UNDO_APPOINTMENT] = { appointment_version, appointment_last,
	    appointment_back },
};

int
undo_version(struct actor *who, const struct undo_deed *d, int64_t *version)
{
	return kinds[d->rule->kind].version(who, d->object, version);
}

int
undo_last(struct actor *who, const struct undo_deed *d, struct undo_last *last)
{
	return kinds[d->rule->kind].last(who, d->object, last);
}

int
undo_back(struct actor *who, const struct undo_deed *d, int64_t *version,
    int64_t *audit)
{
	return kinds[d->rule->kind].back(who, d, version, audit);
}
