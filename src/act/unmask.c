/* SPDX-License-Identifier: Apache-2.0 */
/* The home of a child in an emergency: asked for, opened, seen.  Its review
 * afterwards is unmask_review.c. */
#include <string.h>

#include "act/unmask.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "unmask_internal.h"

#define REASON_MAX 400

/* --- asking --------------------------------------------------------------- */

static int
ask_input(struct actor *who, const char *reason)
{
	if (reason == NULL || reason[0] == '\0')
		return act_fail(who, ERR_INPUT,
		    _("reason: one sentence on why the home is needed."));
	return strlen(reason) <= REASON_MAX
		   ? 0
		   : act_fail(who, ERR_INPUT,
			 _("reason: the sentence is too long."));
}

/* In danger, with a student linked, and none on its way. */
static int
ask_ready(struct actor *who, struct act_ticket *t, struct unmask *u)
{
	struct ticket_student s;
	struct unmask was;
	int r;

	if (t->row.state != TICKET_EMERGENCY)
		return act_fail(who, ERR_STATE,
		    _("The home is opened in an emergency only."));
	r = store_ticket_student_get(who->store, t->row.id, &s);
	if (r != 0)
		return r != ERR_NOT_FOUND ? r
					  : act_fail(who, ERR_INPUT,
						_("student: find the student "
						  "first (F3), then the home"
						  " can be asked for."));
	r = store_unmask_newest(who->store, t->row.id, &was);
	if (r == 0 && was.ended_at == 0)
		return act_fail(
		    who, ERR_EXISTS, _("It has been asked for already."));
	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	*u = (struct unmask){ .ticket = t->row.id,
		.line = t->row.line,
		.student = s.student,
		.stage = UNMASK_ASKED,
		.asked_by = who->person,
		.asked_at = act_now(who),
		.audit = t->audit };
	return 0;
}

/* The district's circle reads the sentence too, if there is one. */
static int
seal_for_centre(struct actor *who, struct unmask_row *row, const char *reason,
    struct buf *b)
{
	struct org district;
	int64_t circle, pair;
	int r;

	if ((r = store_org_above(
		 who->store, row->u.line, ORG_DISTRICT, &district)) != 0 ||
	    (r = act_circle_of(who, district.id, &circle)) != 0 ||
	    (r = act_key_of(who, KEY_CIRCLE, circle, &pair, NULL)) != 0)
		return r == ERR_NOT_FOUND ? 0 : r;
	row->centre.pair = pair;
	return unmask_seal(who, row->centre.pair, "unmask.centre_reason",
	    row->u.audit, reason, b, &row->centre);
}

static int
ask_put(struct actor *who, struct unmask *u, const char *reason)
{
	struct unmask_row row = { .u = *u };
	struct buf *a = buf_new(), *b = buf_new();
	int64_t pair;
	int r;

	if ((r = ticket_pair(who, u->line, &pair)) == 0 &&
	    (r = unmask_seal(who, pair, "unmask.reason", u->audit, reason, a,
		 &row.reason)) == 0 &&
	    (r = seal_for_centre(who, &row, reason, b)) == 0)
		r = store_unmask_add(who->store, &row);
	buf_free(a);
	buf_free(b);
	return r;
}

int
act_unmask_ask(struct actor *who, int64_t ticket, const char *reason)
{
	struct act_ticket t;
	struct unmask u;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = ask_input(who, reason)) == 0 &&
	    (r = ticket_load_write(who, ticket, &t)) == 0 &&
	    (r = ask_ready(who, &t, &u)) == 0 &&
	    (r = ticket_note(who, "unmask.ask", &t, "safety")) == 0) {
		u.audit = t.audit;
		r = ask_put(who, &u, reason);
	}
	return act_end(who, r);
}

/* --- opening -------------------------------------------------------------- */

/* Of the child who is linked now, and of no other. */
static bool
is_of_linked(struct actor *who, const struct unmask *u)
{
	struct ticket_student s;

	return store_ticket_student_get(who->store, u->ticket, &s) == 0 &&
	       s.student == u->student;
}

static int
open_in(struct actor *who, struct act_ticket *t, struct unmask *u)
{
	struct org district;
	int64_t wait;
	int r = unmask_may_open(u, who->person, act_now(who), &wait);

	if (r == ERR_SECOND)
		return act_fail(who, r,
		    _("Somebody else has to agree; nobody does: in %d s you"
		      " may open it alone."),
		    (int)wait);
	if (r != 0)
		return r;
	u->stage = UNMASK_OPENED;
	u->opened_by = who->person;
	u->opened_at = act_now(who);
	if (store_org_above(who->store, u->line, ORG_DISTRICT, &district) == 0)
		store_touch(who->store, STORE_TOPIC(TOPIC_ORG, district.id));
	if ((r = store_unmask_put(who->store, u)) != 0)
		return r;
	return ticket_note(who,
	    u->opened_by == u->asked_by ? "unmask.alone" : "unmask.agree", t,
	    "safety");
}

int
act_unmask_open(struct actor *who, int64_t ticket)
{
	struct act_ticket t;
	struct unmask u;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = ticket_load_write(who, ticket, &t)) == 0 &&
	    (r = store_unmask_newest(who->store, ticket, &u)) == 0)
		r = t.row.state == TICKET_EMERGENCY && is_of_linked(who, &u)
			? open_in(who, &t, &u)
			: ERR_STATE;
	return act_end(who, r);
}

int
unmask_end(struct actor *who, int64_t ticket)
{
	struct unmask u;
	int r = store_unmask_newest(who->store, ticket, &u);

	if (r != 0 || u.ended_at != 0)
		return r == ERR_NOT_FOUND ? 0 : r;
	u.ended_at = act_now(who);
	if (u.stage == UNMASK_ASKED)
		u.stage = UNMASK_DROPPED;
	return store_unmask_put(who->store, &u);
}

/* --- seeing --------------------------------------------------------------- */

static int
home_fill(struct actor *who, const struct unmask *u, struct act_unmask_home *to)
{
	struct student s;
	int r;

	if ((r = store_student_get(who->store, u->student, &s)) != 0)
		return r;
	mem_copy_text(to->student, sizeof(to->student), s.name);
	mem_copy_text(to->address, sizeof(to->address), s.address);
	mem_copy_text(to->dorm, sizeof(to->dorm), s.dorm);
	to->boarding = s.boarding;
	explicit_bzero(&s, sizeof(s));
	return store_guardian_all(who->store, u->student, to->guardians,
	    (int)nitems(to->guardians), &to->n);
}

/* The one that was opened for the student who is linked now. */
static int
home_open(struct actor *who, int64_t ticket, struct unmask *u)
{
	struct act_ticket t;
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = ticket_load_write(who, ticket, &t)) != 0 ||
	    (r = store_unmask_newest(who->store, ticket, u)) != 0)
		return r == ERR_NOT_FOUND ? ERR_DENIED : r;
	return t.row.state == TICKET_EMERGENCY && unmask_is_open(u) &&
		       is_of_linked(who, u)
		   ? 0
		   : ERR_DENIED;
}

int
act_unmask_home(struct actor *who, int64_t ticket, struct act_unmask_home *to)
{
	struct unmask u;
	int r;

	*to = (struct act_unmask_home){ .n = 0 };
	if ((r = home_open(who, ticket, &u)) != 0 ||
	    (r = act_saw(
		 who, "unmask.view", ticket, "safety", &u.student, 1)) != 0)
		return r;
	if ((r = home_fill(who, &u, to)) != 0)
		act_unmask_home_wipe(to);
	return r;
}

void
act_unmask_home_wipe(struct act_unmask_home *h)
{
	explicit_bzero(h, sizeof(*h));
}
