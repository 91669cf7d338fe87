/* SPDX-License-Identifier: Apache-2.0 */
/* A call that stood on paper, entered whole. */
#include <string.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "later.h"
#include "store/store.h"
#include "ticket_effect.h"

/* --- what was given --------------------------------------------------------
 */

static int
check_times(struct actor *who, struct act_ticket_later *l)
{
	int r;

	if (l->call.event_at == 0 || l->ended_at == 0)
		return act_fail(who, ERR_INPUT,
		    _("event_at: when it rang and when it ended, please."));
	if ((r = ticket_event_time(who, &l->call.event_at)) != 0 ||
	    (r = ticket_event_time(who, &l->ended_at)) != 0)
		return r;
	if (l->ended_at < l->call.event_at)
		return act_fail(
		    who, ERR_INPUT, _("ended_at: it ended before it rang."));
	return 0;
}

/* What nobody asked is an answer too, but for the one that saves a life. */
static int
check_answers(struct actor *who, struct ticket_answers *a)
{
	static const int not_asked[ASK_COUNT] = {
		[ASK_THOUGHTS] = THOUGHTS_NOT_REACHED,
		[ASK_STRENGTH] = ASK_NOT_ASKED,
		[ASK_HOPELESS] = ASK_NOT_ASKED,
	};

	if (!a->given[ASK_DANGER])
		return act_fail(who, ERR_INPUT,
		    _("danger: was the person safe?  \"unsure\" is an answer "
		      "too."));
	for (int q = 0; q < ASK_COUNT; q++) {
		if (!a->given[q])
			a->value[q] = not_asked[q];
		a->given[q] = true;
		if (ticket_answer_check((enum ticket_question)q, a->value[q]) !=
		    0)
			return act_fail(who, ERR_INPUT,
			    _("That is no answer to this question."));
	}
	return 0;
}

/* Somebody of the line; 0 is oneself. */
static int
check_taker(struct actor *who, int64_t *taker)
{
	struct act_colleague all[64];
	int n, r;

	if (*taker == 0 || *taker == who->person) {
		*taker = who->person;
		return 0;
	}
	if ((r = act_ticket_colleagues(who, all, (int)nitems(all), &n)) != 0)
		return r;
	for (int i = 0; i < n; i++)
		if (all[i].person == *taker)
			return 0;
	return act_fail(
	    who, ERR_INPUT, _("person: this must be somebody of the line."));
}

static int
check(struct actor *who, struct act_ticket_later *l)
{
	int r;

	if ((r = ticket_call_check(who, &l->call)) != 0 ||
	    (r = check_times(who, l)) != 0 ||
	    (r = check_answers(who, &l->answers)) != 0 ||
	    (r = check_taker(who, &l->taker)) != 0)
		return r;
	if (l->n == 0 || l->text[strspn(l->text, " \t\n")] == '\0')
		return act_fail(who, ERR_INPUT,
		    _("text: what was said, as it stands on the sheet."));
	return l->n <= ACT_TICKET_TEXT_MAX
		   ? 0
		   : act_fail(who, ERR_LIMIT,
			 _("The text is too long for one entry."));
}

/* --- writing it ------------------------------------------------------------
 */

/* The call was theirs who took it, and began when it rang; who enters it may
 * go on with it as well. */
static int
give(struct actor *who, const struct act_ticket_later *l, struct act_ticket *t)
{
	int r;

	t->row.taker = l->taker;
	t->row.taken_at = l->call.event_at;
	if ((r = store_ticket_mark(who->store, &t->row)) != 0 ||
	    l->taker == who->person)
		return r;
	if ((r = ticket_give(who, t, l->taker, HOW_TAKEN)) != 0)
		return r;
	return ticket_give(who, t, who->person, HOW_ACCEPTED);
}

static int
put_answers(
    struct actor *who, const struct act_ticket_later *l, struct act_ticket *t)
{
	int r = 0;

	for (int q = 0; q < ASK_COUNT && r == 0; q++)
		r = ticket_put_answer(who, t, (enum ticket_question)q,
		    l->answers.value[q], q == ASK_DANGER ? l->answers.harm : 0,
		    l->call.event_at);
	return r;
}

/* It is over: the clock of what comes next counts from its end. */
static int
end(struct actor *who, const struct act_ticket_later *l, struct act_ticket *t)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_END);

	d.event_at = l->ended_at;
	return ticket_move(who, t, &d);
}

/* However long ago: whoever must act learns of it now. */
static int
danger(
    struct actor *who, const struct act_ticket_later *l, struct act_ticket *t)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_DANGER);

	if (l->answers.value[ASK_DANGER] == DANGER_NO)
		return 0;
	d.event_at = l->call.event_at;
	d.harm = l->answers.harm;
	return ticket_move(who, t, &d);
}

static int
enter(struct actor *who, const struct act_ticket_later *l, struct act_ticket *t)
{
	struct act_ticket_entry e = { .kind = "summary",
		.text = l->text,
		.n = l->n,
		.event_at = l->call.event_at };
	int r;

	if ((r = ticket_begin(who, &l->call, TICKET_OPEN, t)) != 0 ||
	    (r = give(who, l, t)) != 0 || (r = put_answers(who, l, t)) != 0 ||
	    (r = ticket_put_entry(who, t, &e, false, NULL)) != 0 ||
	    (r = ticket_reload(who, t)) != 0 || (r = end(who, l, t)) != 0 ||
	    (r = danger(who, l, t)) != 0)
		return r;
	return ticket_note(who, "ticket.later", t, NULL);
}

int
act_ticket_later(
    struct actor *who, const struct act_ticket_later *l, struct act_ticket *t)
{
	struct act_ticket_later in = *l;
	int r;

	*t = (struct act_ticket){ 0 };
	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = act_ticket_line(who, &t->row.line)) == 0 &&
	    (r = check(who, &in)) == 0)
		r = enter(who, &in, t);
	return act_end(who, r);
}
