/* SPDX-License-Identifier: Apache-2.0 */
/* The hotline's part of a day: tickets that want something, callers to watch,
 * who can be reached. */
#include <stdio.h>
#include <string.h>

#include "act/register.h"
#include "act/ticket.h"
#include "act/unmask.h"
#include "act/watch.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/desk.h"
#include "store/ticket.h"
#include "today_internal.h"

#define OWN_MAX 20 /* the newest: a call does not run for days */

/* By the time that runs, as model/ticket.c names it. */
static const struct {
	const char *due_key;
	struct act_today_kind kind;
} tickets[] = {
	{ "ticket.callout", { "emergency", N_("emergency"),
				N_("go on with the checklist"), "ticket" } },
	{ "ticket.receipt_danger",
	    { "receipt", N_("receipt"), N_("phone whoever is on duty now"),
		"ticket" } },
	{ "ticket.receipt", { "receipt", N_("receipt"),
				N_("ask whether it arrived"), "ticket" } },
	{ "ticket.school", { "receipt", N_("receipt"),
			       N_("phone the school on duty"), "ticket" } },
	{ "ticket.feedback", { "feedback", N_("feedback"),
				 N_("ask what became of it"), "ticket" } },
	{ "ticket.summary",
	    { "summary", N_("summary"), N_("write the summary"), "ticket" } },
	{ "ticket.callback",
	    { "call_back", N_("follow-up"), N_("call them"), "ticket" } },
	{ "ticket.contact",
	    { "call_back", N_("call back"), N_("call them again"), "ticket" } },
	{ "ticket.missed",
	    { "call_back", N_("missed"), N_("call them back"), "ticket" } },
	{ "ticket.slot",
	    { "slot", N_("appointment"), N_("find them a time"), "ticket" } },
	{ "ticket.mail",
	    { "letter", N_("letter"), N_("answer it"), "ticket" } },
};

static const struct act_today_kind ticket_other = { "ticket", N_("ticket"),
	N_("come back to it"), "ticket" };
static const struct act_today_kind ticket_received = { "received",
	N_("from the hotline"), N_("say that it has arrived"), "ticket" };
static const struct act_today_kind watch_kind = { "watch", N_("to watch"),
	N_("sign for it"), "watch" };
static const struct act_today_kind reach_kind = { "reach", N_("on duty"), "",
	"oncall" };

static const struct act_today_kind own_kind = { "in_call", N_("in call"),
	N_("go back to it"), "ticket" };
static const struct act_today_kind lost_kind = { "line_lost", N_("line lost"),
	N_("see whether to take it over"), "ticket" };
static const struct act_today_kind unmask_kind = { "unmask", N_("home phone"),
	N_("look, then agree by Enter"), "ticket" };
static const struct act_today_kind review_kind = { "unmask_review",
	N_("home was opened"), N_("sign with a sentence"), "unmask" };

static const struct act_today_kind *
kind_of(const struct act_ticket *t)
{
	if ((t->who & TICKET_RECEIVER) != 0 && (t->who & TICKET_OWN) == 0)
		return &ticket_received;
	for (size_t i = 0; i < nitems(tickets); i++)
		if (strcmp(tickets[i].due_key, t->row.due_key) == 0)
			return &tickets[i].kind;
	return &ticket_other;
}

static int
add_ticket(void *arg, const struct act_ticket *t)
{
	struct today_list *l = arg;
	struct act_today_row row = { .block = today_when(l, t->row.due_at),
		.kind = kind_of(t),
		.id = t->row.id,
		.version = t->row.version,
		.due_at = t->row.due_at,
		.at = t->row.rang_at };
	char about[80];

	snprintf(about, sizeof(about), _("ticket %lld"), (long long)t->row.id);
	today_add(l, &row, about, (t->who & TICKET_OWN) != 0 ? "" : t->taker);
	return 0;
}

static int
add_watch(void *arg, const struct act_watch *w)
{
	struct today_list *l = arg;
	struct act_today_row row = { .block = TODAY_WATCH,
		.kind = &watch_kind,
		.id = w->id,
		.at = w->at,
		.done = w->accepted_at != 0 || w->author == l->who->person };

	today_add(l, &row, w->sentence, w->author_name);
	return 0;
}

static int
add_oncall(void *arg, const struct oncall *o)
{
	struct today_list *l = arg;
	struct act_today_row row = { .block = TODAY_REACH,
		.kind = &reach_kind,
		.id = o->id,
		.at = o->confirmed_at };

	today_add(l, &row, o->name, o->duty);
	return 0;
}

/* Calls whose operator has left; due_at is since when. */
static int
add_lost(void *arg, const struct act_ticket *t)
{
	struct today_list *l = arg;
	struct act_today_row row = { .block = TODAY_DO,
		.kind = &lost_kind,
		.id = t->row.id,
		.version = t->row.version,
		.due_at = l->t->now - t->lost_s,
		.at = t->row.rang_at,
		.first = 1 };
	char about[80];

	if (!t->lost)
		return 0;
	snprintf(about, sizeof(about), _("ticket %lld"), (long long)t->row.id);
	today_add(l, &row, about, t->taker);
	return 0;
}

static int
draft_is_there(void *arg, const struct draft *d)
{
	(void)arg, (void)d;
	return 0;
}

/* One's own call that runs; in danger its time stands there already, and what
 * is written of it stands as a draft. */
static int
add_own(void *arg, const struct ticket *t)
{
	struct today_list *l = arg;
	struct act_today_row row = { .block = TODAY_DO,
		.kind = &own_kind,
		.id = t->id,
		.version = t->version,
		.at = t->rang_at,
		.first = 2 };
	char about[80];

	if (t->taker != l->who->person || !ticket_is_call(t) ||
	    t->due_at != 0 ||
	    store_draft_get(l->who->store, l->who->person, "ticket.entry",
		t->id, draft_is_there, NULL) == 0)
		return 0;
	snprintf(about, sizeof(about), _("ticket %lld"), (long long)t->id);
	today_add(l, &row, about, "");
	return 0;
}

/* Its time is over once a step was taken, it is not: the lead has it before
 * them until it is safe, and sees since when there is danger.  One whose line
 * is lost stands there as that. */
static int
add_emergency(void *arg, const struct act_ticket *t)
{
	struct today_list *l = arg;
	struct act_today_row row = { .block = TODAY_DO,
		.kind = &tickets[0].kind,
		.id = t->row.id,
		.version = t->row.version,
		.at = t->row.danger_at,
		.first = 2 };
	char about[80];

	if (t->lost || t->row.due_at != 0 || t->row.taker == l->who->person)
		return 0;
	snprintf(about, sizeof(about), _("ticket %lld"), (long long)t->row.id);
	today_add(l, &row, about, t->taker);
	return 0;
}

/* Both without the child's name: the ticket is what one knows it by. */
static int
add_unmask(void *arg, const struct act_unmask *u)
{
	struct today_list *l = arg;
	bool review = u->u.stage == UNMASK_OPENED;
	struct act_today_row row = { .block = TODAY_DO,
		.kind = review ? &review_kind : &unmask_kind,
		.id = review ? u->u.id : u->u.ticket,
		.at = u->u.asked_at,
		.first = !review };
	char about[80];

	snprintf(
	    about, sizeof(about), _("ticket %lld"), (long long)u->u.ticket);
	today_add(l, &row, about, u->asker);
	return 0;
}

/* What cannot wait, and what somebody else has to look at afterwards. */
static int
today_calls(struct today_list *l)
{
	struct actor *who = l->who;
	int r = 0;

	if (act_is(who, ROLE_LEAD) || act_is(who, ROLE_OPERATOR)) {
		r = act_ticket_lost(who, add_lost, l);
		if (r == 0)
			r = store_ticket_of_person(
			    who->store, who->person, 0, OWN_MAX, add_own, l);
	}
	if (r == 0 && act_is(who, ROLE_LEAD))
		r = act_ticket_emergencies(who, add_emergency, l);
	if (r == 0 && act_is(who, ROLE_LEAD))
		r = act_unmask_each(who, false, add_unmask, l);
	if (r == 0 && (act_is(who, ROLE_LEAD) || act_is(who, ROLE_COUNSELLOR)))
		r = act_unmask_each(who, true, add_unmask, l);
	return r;
}

int
today_line(struct today_list *l)
{
	struct actor *who = l->who;
	bool line = act_is(who, ROLE_OPERATOR) || act_is(who, ROLE_LEAD);
	int64_t org;
	int r = 0;

	if (line || act_is(who, ROLE_COUNSELLOR) ||
	    act_is(who, ROLE_PSYCHOLOGY))
		r = act_ticket_todo(who, 100, add_ticket, l);
	if (r == 0)
		r = today_calls(l);
	if (r != 0 || !line || (r = act_ticket_line(who, &org)) != 0)
		return r;
	/* the sentences are sealed: none while the screen is locked */
	if (!act_key_locked(who) &&
	    (r = act_watch_each(who, add_watch, l)) != 0 && r != ERR_KEY)
		return r;
	return act_oncall_each(who, org, add_oncall, l);
}
