/* SPDX-License-Identifier: Apache-2.0 */
/* What can be taken back, by the one rule; undo_back.c does it. */
#include "act/undo.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "store/store.h"
#include "undo_internal.h"

int
undo_keep(struct actor *who, const char *what, int64_t object, int64_t version)
{
	struct undo_deed d = { .rule = undo_rule_of(what),
		.object = object,
		.version = version + 1,
		.person = who->person,
		.at = act_now(who) };

	return d.rule != NULL ? store_deed_add(who->store, &d) : 0;
}

/* --- may it be ------------------------------------------------------------ */

static int
say_moved_on(struct actor *who, const struct undo_deed *d)
{
	char name[PERSON_NAME_MAX] = "";
	struct undo_last last = { .person = 0 };
	struct clock_parts p;

	if (undo_last(who, d, &last) != 0 || last.at == 0)
		return act_fail(who, ERR_STALE, "%s",
		    _("It has moved on since; the next step can set it"
		      " right."));
	if (last.person != 0)
		store_person_name(who->store, last.person, name);
	clock_parts_of(last.at, &p);
	return act_fail(who, ERR_STALE,
	    _("%s has gone on with it at %02d:%02d, so it cannot be taken back."
	      " The next step can set it right."),
	    last.person != 0 ? name : _("The clock"), p.hour, p.minute);
}

static int
say_why_not(
    struct actor *who, const struct undo_deed *d, enum undo_answer answer)
{
	switch (answer) {
	case UNDO_YES:
		return 0;
	case UNDO_MOVED_ON:
		return say_moved_on(who, d);
	case UNDO_NEVER:
		return act_fail(who, ERR_STATE, "%s", _(d->rule->never));
	case UNDO_LATE:
		return act_fail(who, ERR_STATE, "%s",
		    _("That was more than ten minutes ago. The next step can"
		      " set it right."));
	default: /* not asked for: only one's own, and not twice */
		return ERR_NOT_FOUND;
	}
}

static int
find(struct actor *who, enum undo_kind kind, int64_t object,
    struct act_undone *out)
{
	struct undo_deed *d = &out->deed;
	bool word = false;
	int r;

	*out = (struct act_undone){ .version = 0 };
	r = store_deed_newest(who->store, who->person, kind, object, d);
	if (r == ERR_NOT_FOUND)
		return act_fail(who, r, "%s",
		    _("There is nothing of yours to take back: only what you"
		      " did yourself, in the last ten minutes."));
	if (r != 0 || (r = undo_version(who, d, &out->version)) != 0 ||
	    (d->rule->until_word &&
		(r = store_deed_word(who->store, d, &word)) != 0))
		return r;
	return say_why_not(
	    who, d, undo_ask(d, who->person, out->version, word, act_now(who)));
}

int
act_undo_find(struct actor *who, enum undo_kind kind, int64_t object,
    struct act_undone *out)
{
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	return find(who, kind, object, out);
}

int
act_undo(struct actor *who, enum undo_kind kind, int64_t object,
    struct act_undone *out)
{
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = find(who, kind, object, out)) == 0 &&
	    (r = undo_back(who, &out->deed, &out->version, &out->audit)) == 0)
		r = store_deed_undone(who->store, &out->deed, out->version,
		    act_now(who), out->audit);
	return act_end(who, r);
}
