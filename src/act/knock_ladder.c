/* SPDX-License-Identifier: Apache-2.0 */
/* Ladders: put up, and taken down. */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "knock_internal.h"
#include "later.h"
#include "model/profile.h"
#include "model/ticket.h"
#include "model/warning.h"
#include "store/org.h"
#include "store/store.h"
#include "store/ticket.h"
#include "store/warning.h"

#define LADDERS_MAX 8 /* of one thing at a time: one a kind */

struct ladders {
	struct ladder of[LADDERS_MAX];
	int n;
};

static int
collect(void *arg, const struct ladder *l)
{
	struct ladders *all = arg;

	if (all->n < LADDERS_MAX)
		all->of[all->n++] = *l;
	return 0;
}

static int
ladders_of(struct actor *who, enum knock_subject subject, int64_t object,
    struct ladders *to)
{
	to->n = 0;
	return store_ladder_of(who->store, subject, object, collect, to);
}

/* --- who is woken ----------------------------------------------------------
 */

static int
wake_person(void *arg, const struct knock *k)
{
	struct actor *who = arg;

	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, k->person));
	return 0;
}

int
knock_wake(struct actor *who, const struct ladder *l)
{
	static const enum store_topic of[] = {
		[KNOCK_OF_TICKET] = TOPIC_TICKET,
		[KNOCK_OF_WARNING] = TOPIC_WARNING,
		[KNOCK_OF_NOTHING] = TOPIC_LADDER,
	};
	struct org district;

	store_touch(who->store,
	    STORE_TOPIC(of[l->subject], l->object != 0 ? l->object : l->id));
	store_touch(who->store,
	    STORE_TOPIC(l->subject == KNOCK_OF_TICKET ? TOPIC_LINE : TOPIC_ORG,
		l->org));
	if (l->person != 0)
		store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, l->person));
	if (store_org_above(who->store, l->org, ORG_DISTRICT, &district) == 0)
		store_touch(who->store, STORE_TOPIC(TOPIC_ORG, district.id));
	return store_knock_each(who->store, l->id, wake_person, who);
}

/* --- beginning -------------------------------------------------------------
 */

/* One of the same stands already, or one for danger, which does more.  One
 * climbed to its end without anybody seeing gives way to the new one. */
static int
make_room(struct actor *who, struct ladders *all, enum knock_kind kind,
    int64_t asked, bool *stands)
{
	int r = 0;

	*stands = false;
	for (int i = 0; i < all->n && r == 0; i++) {
		struct ladder *l = &all->of[i];
		bool same = l->kind == kind && l->asked == asked;

		if (same && l->due_at == 0)
			r = knock_finish(who, l, "over");
		else
			*stands |= same || (l->kind == KNOCK_DANGER &&
					       kind > KNOCK_HELP);
	}
	return r;
}

int
knock_begin(struct actor *who, enum knock_kind kind, enum knock_subject subject,
    int64_t object, int64_t org, int64_t asked)
{
	int64_t now = act_now(who);
	struct ladder l = { .kind = kind,
		.subject = subject,
		.object = object,
		.org = org,
		.asked = asked,
		.channel = -1,
		.person = who->person,
		.at = now,
		.moved_at = now,
		.due_at = knock_due(profile_default(), kind, 0, now) };
	struct ladders all;
	bool stands;
	struct org o;
	int r;

	if ((r = ladders_of(who, subject, object, &all)) != 0 ||
	    (r = make_room(who, &all, kind, asked, &stands)) != 0 || stands)
		return r;
	if ((r = store_org_get(who->store, org, &o)) != 0)
		return r;
	l.lft = o.lft;
	return store_ladder_add(who->store, &l);
}

/* --- ending ----------------------------------------------------------------
 */

int
knock_finish(struct actor *who, struct ladder *l, const char *how)
{
	int r;

	l->open = false;
	l->due_at = 0;
	l->ended_at = act_now(who);
	l->ended_by = who->person;
	mem_copy_text(l->ended_how, sizeof(l->ended_how), how);
	if ((r = store_ladder_put(who->store, l)) != 0 ||
	    (r = knock_wake(who, l)) != 0)
		return r;
	return store_knock_close(who->store, l->id);
}

int
knock_end(struct actor *who, enum knock_subject subject, int64_t object,
    unsigned kinds, const char *how)
{
	struct ladders all;
	int r = ladders_of(who, subject, object, &all);

	for (int i = 0; i < all.n && r == 0; i++)
		if ((kinds & KNOCK_BIT(all.of[i].kind)) != 0)
			r = knock_finish(who, &all.of[i], how);
	return r;
}

/* Whoever calls knows that it is theirs to look, at these kinds; but who began
 * a ladder has not come by it. */
static unsigned
waits_for(const struct actor *who, const struct ladders *all, unsigned mask)
{
	unsigned kinds = 0;

	for (int i = 0; i < all->n; i++)
		if (all->of[i].person != who->person)
			kinds |= KNOCK_BIT(all->of[i].kind);
	return kinds & mask;
}

int
knock_saw(struct actor *who, enum knock_subject subject, int64_t object,
    unsigned kinds)
{
	unsigned mine;
	struct ladders all;
	int r;

	if ((r = ladders_of(who, subject, object, &all)) != 0 ||
	    waits_for(who, &all, kinds) == 0)
		return r;
	if ((r = act_begin(who)) != 0)
		return r;
	r = ladders_of(who, subject, object, &all);
	mine = waits_for(who, &all, kinds);
	if (r == 0)
		r = knock_end(who, subject, object, mine, "seen");
	for (int i = 0; i < all.n && r == 0; i++)
		if ((mine & KNOCK_BIT(all.of[i].kind)) != 0)
			r = act_note(who, "knock.seen", all.of[i].id, NULL,
			    NULL, 0, NULL);
	return act_end(who, r);
}

int
knock_phoned_time(struct actor *who, struct knock_phoned *p)
{
	int r = later_time(who, WHEN_TICKET, &p->event_at);

	if (r == 0 && !when_is_later(p->event_at, p->at))
		p->event_at = 0;
	return r;
}

int
knock_note_phoned(struct actor *who, enum knock_subject subject, int64_t object,
    const struct act_phoned *given, int64_t audit)
{
	struct knock_phoned p = { .oncall = given->oncall,
		.person = who->person,
		.at = act_now(who),
		.event_at = given->event_at,
		.spoke = given->spoke,
		.audit = audit };
	struct ladders all;
	int r = knock_phoned_time(who, &p);

	if (r == 0)
		r = ladders_of(who, subject, object, &all);
	if (r != 0)
		return r;

	for (int i = 0; i < all.n && r == 0; i++) {
		p.ladder = all.of[i].id;
		r = store_knock_phoned_add(who->store, &p);
	}
	return r;
}

/* --- is it needed? ---------------------------------------------------------
 */

/* What cannot be read just now is needed: no ladder ends by a bad disk. */
static bool
ticket_needs(struct actor *who, const struct ladder *l)
{
	struct ticket t;
	int r;

	if ((r = store_ticket_get(who->store, l->object, &t)) != 0)
		return r != ERR_NOT_FOUND;
	if (l->kind == KNOCK_DANGER)
		return t.state == TICKET_EMERGENCY;
	if (l->kind == KNOCK_HELP)
		return t.state == TICKET_ACTIVE || t.state == TICKET_EMERGENCY;
	return t.raised > 0 && t.due_at != 0 && !ticket_is_over(t.state);
}

static bool
warning_needs(struct actor *who, const struct ladder *l)
{
	struct warning w;
	int r;

	if ((r = store_warning_get(who->store, l->object, &w)) != 0)
		return r != ERR_NOT_FOUND;
	return warning_is_open(w.state) && w.unseen &&
	       (l->kind != KNOCK_DANGER || w.danger);
}

bool
knock_is_needed(struct actor *who, const struct ladder *l)
{
	switch (l->subject) {
	case KNOCK_OF_TICKET:
		return ticket_needs(who, l);
	case KNOCK_OF_WARNING:
		return warning_needs(who, l);
	default:
		return true; /* a try ends by itself */
	}
}
