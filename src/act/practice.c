/* SPDX-License-Identifier: Apache-2.0 */
/* A house to practise in: made, asked what was done in it, thrown away.  Who
 * works there is practice_people.c, what waits there practice_story.c. */
#include <stdlib.h>
#include <string.h>

#include "act/draft.h"
#include "act/presence.h"
#include "act/ticket.h"
#include "base/err.h"
#include "base/mem.h"
#include "practice_internal.h"
#include "store/audit.h"
#include "store/store.h"

/* Of several posts the first here says what is practised. */
static const struct {
	enum role role;
	enum act_practice_kind kind;
} kinds[] = {
	{ ROLE_LEAD, PRACTICE_LEAD },
	{ ROLE_OPERATOR, PRACTICE_OPERATOR },
	{ ROLE_COUNSELLOR, PRACTICE_CENTRE },
	{ ROLE_PSYCHOLOGY, PRACTICE_PSYCHOLOGY },
	{ ROLE_CLASS_TEACHER, PRACTICE_CLASS },
	{ ROLE_GRADE_HEAD, PRACTICE_GRADE },
	{ ROLE_DISTRICT_STAFF, PRACTICE_DISTRICT },
	{ ROLE_STAFF, PRACTICE_REPORTER },
	{ ROLE_SYSTEM_ADMIN, PRACTICE_SYSTEM },
	{ ROLE_SECURITY_ADMIN, PRACTICE_SECURITY },
	{ ROLE_AUDIT_ADMIN, PRACTICE_AUDIT },
};

enum act_practice_kind
act_practice_kind(const struct actor *who)
{
	if (store_is_memory(who->store))
		return PRACTICE_NONE;
	for (size_t i = 0; i < nitems(kinds); i++)
		if (act_is(who, kinds[i].role))
			return kinds[i].kind;
	return PRACTICE_NONE;
}

struct actor *
practice_at(struct act_practice *p, enum practice_other o)
{
	return p->other[o] != NULL ? p->other[o] : p->who;
}

void
act_practice_close(struct act_practice *p)
{
	if (p == NULL)
		return;
	act_free(p->who);
	for (int i = 0; i < OTHERS; i++)
		act_free(p->other[i]);
	store_close(p->store);
	free(p);
}

/* What was set up is nobody's deed. */
static int
begin_here(struct act_practice *p)
{
	struct audit_head h = { .id = 0 };
	int r = store_audit_head(p->store, &h);

	p->seen = h.id;
	return r;
}

int
act_practice_open(const struct actor *real, struct act_practice **out)
{
	struct act_practice *p = mem_zero(1, sizeof(*p));
	int r;

	p->kind = act_practice_kind(real);
	p->login = real->login;
	r = p->kind == PRACTICE_NONE ? ERR_DENIED : 0;
	if (r != 0 || (r = store_open_memory(&p->store)) != 0 ||
	    (r = practice_people(p, real)) != 0 ||
	    (r = practice_story(p)) != 0 || (r = begin_here(p)) != 0) {
		act_practice_close(p);
		return r;
	}
	act_presence_come(p->who);
	*out = p;
	return 0;
}

struct actor *
act_practice_who(struct act_practice *p)
{
	return p->who;
}

struct epoch *
act_practice_epoch(struct act_practice *p)
{
	return store_epoch(p->store);
}

const char *
act_practice_child(void)
{
	return practice_child_name(0);
}

/* --- what was done ---------------------------------------------------------
 */

struct deeds {
	struct act_practice *p;
	void (*fn)(void *, const char *what);
	void *arg;
};

static int
one_deed(void *arg, const struct audit_event *e)
{
	struct deeds *d = arg;

	d->p->seen = e->id;
	if (e->person == d->p->who->person)
		d->fn(d->arg, e->what);
	return 0;
}

#define PAGE 100

int
act_practice_deeds(
    struct act_practice *p, void (*fn)(void *, const char *what), void *arg)
{
	struct deeds d = { p, fn, arg };
	int64_t was;
	int r;

	if (p->who->verified) /* which changes nothing, and is no row */
		fn(arg, "audit.verify");
	p->who->verified = false;
	do {
		was = p->seen;
		r = store_audit_each(p->store, was, PAGE, one_deed, &d);
	} while (r == 0 && p->seen >= was + PAGE);
	return r;
}

struct looked {
	const char *kind;
	bool there;
};

static int
one_draft(void *arg, const struct act_draft *d)
{
	struct looked *l = arg;

	l->there |= strcmp(d->kind, l->kind) == 0;
	return 0;
}

bool
act_practice_has_draft(struct act_practice *p, const char *kind)
{
	struct looked l = { kind, false };

	return act_draft_each(p->who, one_draft, &l) == 0 && l.there;
}

/* --- what waits for real ---------------------------------------------------
 */

static int
count_one(void *arg, const struct act_ticket *t)
{
	(void)t;
	++*(int64_t *)arg;
	return 0;
}

#define DANGER_MOST 50

int
act_outside(struct actor *real, struct act_outside *out)
{
	int64_t line, since;

	*out = (struct act_outside){ 0 };
	if (act_ticket_line(real, &line) != 0)
		return 0;
	out->waiting = act_ticket_waiting(real, &since);
	return !act_is(real, ROLE_LEAD)
		   ? 0
		   : act_ticket_each(real, TICKETS_STATE, TICKET_EMERGENCY, 0,
			 DANGER_MOST, count_one, &out->danger);
}

int
act_outside_topics(struct actor *real, uint32_t *to, int max)
{
	int64_t line;

	if (max < 1 || act_ticket_line(real, &line) != 0)
		return 0;
	to[0] = act_ticket_line_topic(line);
	return 1;
}
