/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/approval.h"
#include "act/key.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"
#include "store/store.h"
#include "warning_case.h"

/* --- a second person ------------------------------------------------------ */

/* What must be known when somebody else agrees, in an approval's code. */
static void
code_of(const struct act_step *f, char to[33])
{
	to[0] = '\0';
	if (f->person != 0)
		snprintf(to, 33, "%lld", (long long)f->person);
	else if (f->severity != SEVERITY_NONE)
		mem_copy_text(to, 33, warning_severity_name(f->severity));
}

static void
step_of_code(const struct approval *a, struct act_step *f)
{
	int sev = warning_severity_of(a->code);

	*f = (struct act_step){ .level = -1 };
	if (sev > 0)
		f->severity = (enum warning_severity)sev;
	else if (case_kind_event(a->kind) == WARNING_HAND)
		f->person = strtoll(a->code, NULL, 10);
}

/* Those who may agree learn of it; the centre sees what it is asked. */
static void
wake_seconds(struct warning_case *c, unsigned second)
{
	static const struct {
		unsigned bit;
		enum warning_post post;
	} posts[] = { { WHO_GRADE, POST_GRADE }, { WHO_CARE, POST_CARE },
		{ WHO_HEAD, POST_HEAD }, { WHO_CENTRE, POST_CENTRE } };

	for (size_t i = 0; i < nitems(posts); i++) {
		const struct warning_holders *h = &c->bench.post[posts[i].post];

		if ((second & posts[i].bit) == 0)
			continue;
		for (int j = 0; j < h->n; j++)
			store_touch(c->who->store,
			    STORE_TOPIC(TOPIC_PERSON, h->person[j]));
	}
}

int
case_ask_second(struct warning_case *c, const struct state_move *move,
    const struct act_step *f, struct act_stepped *out)
{
	struct case_change ch = { .what = "warning.ask",
		.event = (enum warning_event)move->on,
		.at = act_now(c->who) };
	const char *kind = case_event_kind(ch.event);
	unsigned second = warning_second(move->second, c->bits, case_empty(c));
	char code[33];
	int r;

	code_of(f, code);
	if ((r = undo_keep(c->who, ch.what, c->w.id, c->w.version)) != 0)
		return r;
	c->w.district |= (second & WHO_CENTRE) != 0;
	r = act_approval_ask(
	    c->who, kind, c->w.id, c->w.version, code, &out->approval);
	if (r == ERR_EXISTS)
		return act_fail(c->who, r,
		    _("This has been asked for already and waits for a second "
		      "person."));
	if (r != 0)
		return r;
	if (f->parents != PARENTS_UNKNOWN) {
		c->w.parents = f->parents;
		c->w.parents_at = f->parents == PARENTS_LATER ? ch.at : 0;
		warning_time(profile_default(), &c->w);
	}
	if ((r = store_warning_put(c->who->store, &c->w)) != 0 ||
	    (r = act_note(c->who, ch.what, c->w.id, NULL, &c->w.student, 1,
		 &out->audit)) != 0)
		return r;
	if (f->person != 0)
		r = act_key_share(c->who, c->w.key, f->person);
	wake_seconds(c, second);
	store_touch(c->who->store, STORE_TOPIC(TOPIC_WARNING, c->w.id));
	store_touch(c->who->store, STORE_TOPIC(TOPIC_ORG, c->w.school));
	out->version = c->w.version;
	if (r == 0)
		r = case_entry(c, ch.event, out->audit, f->text);
	return r == 0 ? case_entry(c, ch.event, out->audit, f->reason) : r;
}

/* The step somebody asked for happens now, by the second person's word. */
static int
agree(struct warning_case *c, const struct approval *a, struct act_stepped *out)
{
	const struct state_move *move;
	struct act_step f;
	int e = case_kind_event(a->kind);
	unsigned have, gone;

	step_of_code(a, &f);
	have = case_given(&f) | warning_have(&c->w, act_now(c->who)) |
	       NEED_TEXT | NEED_REASON;
	move = state_find(&warning_machine, (int)c->w.state, e,
	    warning_facts(
		&c->w, e == WARNING_CONFIRM ? f.severity : c->w.severity));
	if (move == NULL)
		return act_fail(c->who, ERR_STATE,
		    _("It has moved on since this was asked for."));
	if ((gone = state_missing(move, have)) != 0)
		return case_missing(c->who, gone);
	return case_apply(c, move, &f, a->asked_by, &out->audit);
}

/* The asker's own step again, by one who may agree: that is the agreement. */
struct approval *
case_pending_of(struct warning_case *c, enum warning_event on)
{
	for (int i = 0; i < c->n_pending; i++)
		if (case_kind_event(c->pending[i].kind) == (int)on &&
		    case_may_agree(c, &c->pending[i]))
			return &c->pending[i];
	return NULL;
}

int
case_agree(struct warning_case *c, struct approval *a, const struct act_step *f,
    struct act_stepped *out)
{
	char code[33];
	int r;

	code_of(f, code);
	if (code[0] != '\0' && strcmp(code, a->code) != 0)
		return act_fail(c->who, ERR_STALE,
		    _("Something else was asked for. Please look again."));
	a->state = APPROVAL_GIVEN;
	a->decided_by = c->who->person;
	a->decided_at = act_now(c->who);
	if ((r = store_approval_put(c->who->store, a)) != 0 ||
	    (r = agree(c, a, out)) != 0)
		return r;
	out->version = c->w.version;
	if ((r = case_entry(c, (enum warning_event)case_kind_event(a->kind),
		 out->audit, f->text)) != 0)
		return r;
	return case_entry(c, (enum warning_event)case_kind_event(a->kind),
	    out->audit, f->reason);
}

/* --- approvals, as act/approval.c knows them ------------------------------ */

int
warning_approval_may(struct actor *who, const struct approval *a)
{
	struct warning_case *c = mem_zero(1, sizeof(*c));
	int r = case_read(who, a->object, c);

	if (r == 0 && !case_may_agree(c, a))
		r = ERR_DENIED;
	free(c);
	return r;
}

int
warning_approval_give(struct actor *who, const struct approval *a)
{
	struct warning_case *c = mem_zero(1, sizeof(*c));
	struct act_stepped out;
	int r;

	if ((r = case_read(who, a->object, c)) == 0)
		r = agree(c, a, &out);
	free(c);
	return r;
}
