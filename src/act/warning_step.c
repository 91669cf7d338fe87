/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/key.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"
#include "knock_internal.h"
#include "later.h"
#include "store/store.h"
#include "warning_case.h"

static const struct act_step nothing = { .level = -1 };

/* --- what was given ------------------------------------------------------- */

static bool
is_said(const char *s)
{
	return s != NULL && s[0] != '\0';
}

unsigned
case_given(const struct act_step *f)
{
	unsigned have = 0;

	have |= is_said(f->text) ? NEED_TEXT : 0;
	have |= is_said(f->reason) ? NEED_REASON : 0;
	have |= f->severity != SEVERITY_NONE ? NEED_SEVERITY : 0;
	have |= f->person != 0 ? NEED_PERSON : 0;
	have |= f->parents == PARENTS_TOLD ||
			(f->parents != PARENTS_UNKNOWN && is_said(f->reason))
		    ? NEED_PARENTS
		    : 0;
	return have;
}

int
case_missing(struct actor *who, unsigned missing)
{
	return act_fail(
	    who, ERR_INPUT, _("Missing: %s."), _(warning_need_word(missing)));
}

/* Severity goes up by worsening and down by lowering; a level only up. */
static int
check_values(
    struct warning_case *c, enum warning_event on, const struct act_step *f)
{
	int r;

	if ((on == WARNING_WORSEN && f->severity <= c->w.severity) ||
	    (on == WARNING_LOWER && f->severity >= c->w.severity))
		return act_fail(c->who, ERR_INPUT,
		    _("That is not a step in this direction."));
	if (on == WARNING_RAISE && f->level >= 0 && f->level <= (int)c->w.level)
		return act_fail(
		    c->who, ERR_INPUT, _("It is at that level already."));
	if (on == WARNING_RAISE && c->w.level == LEVEL_DISTRICT)
		return act_fail(c->who, ERR_STATE,
		    _("The district is the last level. Please phone."));
	if ((r = case_text(c->who, f->text)) != 0)
		return r;
	return case_text(c->who, f->reason);
}

/* --- changing ------------------------------------------------------------- */

static enum profile_level
higher(enum profile_level a, enum profile_level b)
{
	return a > b ? a : b;
}

/* What a step sets before the table's clocks run. */
static void
set_values(
    struct warning_case *c, enum warning_event on, const struct act_step *f)
{
	struct warning *w = &c->w;

	if (f->severity != SEVERITY_NONE)
		w->severity = f->severity;
	if (f->parents != PARENTS_UNKNOWN)
		w->parents = f->parents;
	if (on == WARNING_RAISE)
		w->level = f->level >= 0 ? (enum profile_level)f->level
					 : profile_next_level(
					       profile_default(), w->level);
	if (on == WARNING_PLACE)
		w->level = higher(
		    w->level, higher(warning_least_level(w->severity),
				  f->level >= 0 ? (enum profile_level)f->level
						: LEVEL_CLASS));
	if (on == WARNING_WORSEN && w->state != WARNING_CONFIRMED)
		w->level = higher(w->level, warning_least_level(w->severity));
	if (on == WARNING_HAND)
		w->owner = f->person;
	if (w->owner == 0 && (c->bits & (WHO_CARE | WHO_CENTRE)) != 0 &&
	    on == WARNING_VERIFY)
		w->owner = c->who->person;
}

/* Whoever holds the key lets those in who are new at a post. */
static int
let_in(struct warning_case *c)
{
	const struct sealed_key *k;
	int r;

	if ((r = act_key_open(c->who, c->w.key, &k)) != 0)
		return r == ERR_KEY ? 0 : r;
	for (int i = 0; i < c->n_acks && r == 0; i++)
		if (c->acks[i].open)
			r = act_key_share(c->who, c->w.key, c->acks[i].person);
	return r;
}

/* Asked for steps that the new state no longer has are void. */
static int
drop_pending(struct warning_case *c)
{
	int r = 0;

	for (int i = 0; i < c->n_pending && r == 0; i++) {
		struct approval *a = &c->pending[i];
		int e = case_kind_event(a->kind);

		if (state_find(&warning_machine, (int)c->w.state, e,
			~0u & ~(unsigned)WHEN_LAST) != NULL)
			continue;
		a->state = APPROVAL_REFUSED;
		a->decided_by = c->who->person;
		a->decided_at = act_now(c->who);
		r = store_approval_put(c->who->store, a);
		if (r == ERR_STALE) /* just decided: that is this change */
			r = 0;
	}
	return r;
}

/* Danger puts a ladder up; whatever else somebody does about it, they have
 * seen it, but for asking others to. */
static int
knocks(struct warning_case *c, enum warning_event on)
{
	if (on == WARNING_DANGER)
		return knock_begin(c->who, KNOCK_DANGER, KNOCK_OF_WARNING,
		    c->w.id, c->w.school, 0);
	if (on == WARNING_RAISE || on == WARNING_NOTE)
		return 0;
	return knock_end(
	    c->who, KNOCK_OF_WARNING, c->w.id, KNOCK_EVERY, "seen");
}

int
case_apply(struct warning_case *c, const struct state_move *move,
    const struct act_step *f, int64_t by, int64_t *audit)
{
	char what[40];
	struct case_change ch = { .what = what,
		.event = (enum warning_event)move->on,
		.by = by,
		.second = by != 0 ? c->who->person : 0,
		.at = act_now(c->who),
		.event_at = f->event_at };
	enum profile_level before = c->w.level;
	int round = c->w.round, r = 0;

	snprintf(what, sizeof(what), "warning.%s",
	    state_event_code(&warning_machine, move->on));
	if (ch.event != WARNING_ACK && /* kept before the seat was filled */
	    (r = undo_keep(c->who, what, c->w.id, c->w.version)) != 0)
		return r;
	set_values(c, ch.event, f);
	warning_step(profile_default(), &c->w, move, ch.event_at, ch.at);
	if (c->w.round != round) { /* danger: who says so is its reporter */
		if (c->n_reporters < CASE_REPORTERS)
			c->reporters[c->n_reporters++] = c->who->person;
		r = case_ask(c, c->reporters, c->n_reporters);
	}
	if (r == 0 && c->w.level > before)
		r = case_ask_level(c);
	if (r == 0)
		r = case_save(c, &ch, audit);
	if (r == 0)
		r = case_entry(c, ch.event, *audit, f->text);
	if (r == 0)
		r = case_entry(c, ch.event, *audit, f->reason);
	if (r == 0)
		r = later_paper(c->who, f->paper, PAPER_OF_STEP, *audit,
		    f->event_at != 0 ? f->event_at : ch.at);
	if (r == 0)
		r = let_in(c);
	if (r == 0)
		r = knocks(c, ch.event);
	return r == 0 ? drop_pending(c) : r;
}

/* --- acknowledging -------------------------------------------------------- */

/* Asked for both, the seat of who should care comes first: it is the later
 * one in the list. */
static const struct warning_ack *
own_seat(const struct warning_case *c, bool *looked)
{
	const struct warning_ack *mine = NULL;

	*looked = false;
	for (int i = 0; i < c->n_acks; i++) {
		const struct warning_ack *a = &c->acks[i];

		if (a->round != c->w.round || a->person != c->who->person)
			continue;
		*looked |= a->acked_at != 0;
		if (a->open)
			mine = a;
	}
	return mine;
}

static bool
is_last_seat(const struct warning_case *c, int seat)
{
	for (int i = 0; i < c->n_acks; i++)
		if (c->acks[i].round == c->w.round &&
		    c->acks[i].seat == 1 - seat && c->acks[i].acked_at != 0)
			return true;
	return false;
}

static int
acknowledge(struct warning_case *c, const struct act_step *f, int64_t *audit)
{
	const struct state_move *move;
	const struct warning_ack *seat;
	unsigned facts = warning_facts(&c->w, c->w.severity);
	bool looked, last;
	int r;

	seat = own_seat(c, &looked);
	if (looked)
		return act_fail(c->who, ERR_EXISTS,
		    _("You have looked already. The second look is somebody "
		      "else's."));
	if (seat == NULL)
		return act_fail(c->who, ERR_DENIED,
		    _("Two others have been asked to look at this one."));
	last = is_last_seat(c, seat->seat);
	if ((r = state_check(&warning_machine, (int)c->w.state, WARNING_ACK,
		 facts | (last ? WHEN_LAST : 0), WHO_ASKED, ~0u, 0, &move)) !=
	    0)
		return r;
	if ((r = undo_keep(c->who, "warning.ack", c->w.id, c->w.version)) !=
		0 ||
	    (r = store_warning_ack_fill(
		 c->who->store, seat, act_now(c->who))) != 0)
		return r;
	/* Who should care and has looked, runs it from now on. */
	if (c->w.owner == 0 && seat->seat == 1)
		c->w.owner = c->who->person;
	if (last) {
		c->w.unseen = false;
		c->w.seen_round = c->w.round;
	} else if ((r = case_ask_rest(c, seat->seat)) != 0)
		return r;
	return case_apply(c, move, f, 0, audit);
}

/* --- one step ------------------------------------------------------------- */

static int
last_past(void *arg, const struct warning_past *p)
{
	*(struct warning_past *)arg = *p;
	return 0;
}

/* Who saved first, and when (string 15). */
static int
say_stale(struct warning_case *c)
{
	struct warning_past p = { 0 };
	struct clock_parts t;
	struct act_name by;

	store_warning_past_each(c->who->store, c->w.id, 0, 1, last_past, &p);
	act_name_of(c->who, p.second != 0 ? p.second : p.person, &by);
	clock_parts_of(p.at, &t);
	return act_fail(c->who, ERR_STALE,
	    _("%s saved at %02d:%02d, before you. Both texts are kept; please "
	      "look again."),
	    by.id != 0 ? by.name : _("The clock"), t.hour, t.minute);
}

static bool
is_later(const struct act_step *f)
{
	return f->event_at != 0 || (f->paper != NULL && f->paper[0] != '\0');
}

/* Whoever looks or agrees does so when they say it. */
static int
say_now(struct warning_case *c)
{
	return act_fail(c->who, ERR_INPUT,
	    _("event_at: a look, and what a second person agrees to, count "
	      "from now. Please write the earlier time into the text."));
}

/* It may be older than the warning: the parents knew already. */
static int
check_time(struct warning_case *c, struct act_step *f)
{
	return f->event_at != 0 ? later_time(c->who, WHEN_STEP, &f->event_at)
				: 0;
}

static int
step(struct warning_case *c, int64_t version, enum warning_event on,
    const struct act_step *f, struct act_stepped *out)
{
	const struct state_move *move;
	struct approval *a;
	unsigned facts, have;
	int r;

	if ((r = case_allow(c)) != 0)
		return r;
	/* Two who look at the same moment are not in each other's way. */
	if (version != c->w.version && on != WARNING_ACK)
		return say_stale(c);
	if (on == WARNING_ACK)
		return is_later(f) ? say_now(c)
				   : acknowledge(c, f, &out->audit);
	if ((a = case_pending_of(c, on)) != NULL)
		return is_later(f) ? say_now(c) : case_agree(c, a, f, out);
	facts = warning_facts(&c->w,
	    on == WARNING_CONFIRM || on == WARNING_WORSEN ? f->severity
							  : c->w.severity);
	have = case_given(f) | warning_have(&c->w, act_now(c->who));
	if (on == WARNING_PARENTS) /* this time, not an earlier one */
		have = case_given(f);
	r = state_check(&warning_machine, (int)c->w.state, on, facts, c->bits,
	    have, 0, &move);
	if (r == ERR_STATE)
		return act_fail(c->who, r,
		    _("This step is not possible now: somebody may have taken "
		      "it already."));
	if (r == ERR_INPUT)
		return case_missing(
		    c->who, state_missing(state_find(&warning_machine,
					      (int)c->w.state, on, facts),
				have));
	if (r != 0 && r != ERR_SECOND)
		return r;
	if (check_values(c, on, f) != 0)
		return check_values(c, on, f);
	if (r == ERR_SECOND && is_later(f))
		return say_now(c);
	return r == ERR_SECOND ? case_ask_second(c, move, f, out)
			       : case_apply(c, move, f, 0, &out->audit);
}

int
act_warning_step(struct actor *who, int64_t id, int64_t version,
    enum warning_event on, const struct act_step *f, struct act_stepped *out)
{
	struct warning_case *c = mem_zero(1, sizeof(*c));
	struct act_stepped done = { 0 };
	struct act_step at;
	int r;

	if (f == NULL)
		f = &nothing;
	at = *f;
	if ((r = act_begin(who)) != 0) {
		free(c);
		return r;
	}
	if ((r = case_read(who, id, c)) == 0 && (r = check_time(c, &at)) == 0)
		r = step(c, version, on, &at, &done);
	done.version = c->w.version;
	free(c);
	r = act_end(who, r);
	if (r != 0)
		case_keep(who, id, on, f);
	if (r == 0 && out != NULL)
		*out = done;
	return r;
}
