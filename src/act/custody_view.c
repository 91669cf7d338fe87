/* SPDX-License-Identifier: Apache-2.0 */
/* Who is what to a request, and what they see of it. */
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "custody_internal.h"
#include "file_internal.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "store/warning.h"
#include "student_internal.h"

#define LIST_MAX 500

/* One of those told of it: of its circles, the line's lead, the centre; never
 * who had it opened. */
static bool
is_reviewer(struct actor *who, const struct custody_request *r)
{
	int64_t circle[CUSTODY_TOLD_MAX];
	struct org o;
	int n = 0;

	if (custody_facts(r->kind) == 0 || r->beneficiary == who->person ||
	    r->asked_by == who->person || r->first == who->person ||
	    r->second == who->person)
		return false;
	if (store_org_get(who->store, r->org, &o) == 0 &&
	    (act_is_for(who, ROLE_LEAD, o.lft) ||
		act_is_for(who, ROLE_COUNSELLOR, o.lft)))
		return true;
	if (custody_ops(r->kind)->told(who, r, circle, CUSTODY_TOLD_MAX, &n) !=
	    0)
		return false;
	for (int i = 0; i < n; i++)
		if (act_circle_member(who, circle[i], who->person))
			return true;
	return false;
}

unsigned
custody_who(struct actor *who, const struct custody_request *r)
{
	unsigned is = 0;

	if (who->person == 0)
		return CUSTODY_KEEPER;
	if (who->person == r->asked_by || who->person == r->beneficiary)
		is |= CUSTODY_ASKER;
	if (who->person == r->first)
		is |= CUSTODY_FIRST;
	if (who->person == r->second)
		is |= CUSTODY_SECOND;
	if ((is & (CUSTODY_FIRST | CUSTODY_SECOND)) != 0 &&
	    !act_is(who, ROLE_CUSTODIAN))
		is &= ~(CUSTODY_FIRST | CUSTODY_SECOND); /* was one */
	if (is_reviewer(who, r))
		is |= CUSTODY_REVIEWER;
	return is;
}

bool
custody_is_open(struct actor *who, int kind, int64_t object)
{
	struct custody_request r;

	if (!act_is(who, ROLE_COUNSELLOR) && !act_is(who, ROLE_CRISIS_HEAD))
		return false;
	return store_custody_find(who->store, (enum custody_kind)kind, object,
		   CUSTODY_OPEN, who->person, &r) == 0 &&
	       r.due_at > act_now(who);
}

size_t
act_custody_actions(
    const struct act_custody *c, const struct state_move **to, size_t max)
{
	return state_actions(&custody_machine, (int)c->row.state,
	    custody_facts(c->row.kind), c->who, to, max);
}

/* The child's name: to who had it opened and to the circles, not to the
 * custodians; nor to a line, whose people know of their own calls only. */
static int
name_student(struct actor *who, struct act_custody *c)
{
	struct student s;
	int e;

	if ((c->who & (CUSTODY_ASKER | CUSTODY_REVIEWER)) == 0 ||
	    c->row.kind == CUSTODY_TICKET)
		return 0;
	e = custody_ops(c->row.kind)->student(who, &c->row, &c->student);
	if (e != 0 || c->student == 0)
		return e;
	if ((e = store_student_get(who->store, c->student, &s)) == 0)
		mem_copy_text(c->about, sizeof(c->about), s.name);
	else
		c->student = 0;
	return e == ERR_NOT_FOUND ? 0 : e;
}

static int
fill(struct actor *who, const struct custody_request *r, struct act_custody *c)
{
	const struct {
		int64_t id;
		char *to;
	} names[] = {
		{ r->asked_by, c->asker },
		{ r->beneficiary, c->beneficiary },
		{ r->first, c->first },
		{ r->second, c->second },
		{ r->decided_by, c->decided },
	};
	struct org o;
	int e = 0;

	*c = (struct act_custody){ .row = *r };
	c->row.reason = c->row.answer = NULL;
	c->row.n_reason = c->row.n_answer = 0;
	if ((c->who = custody_who(who, r)) == 0)
		return ERR_DENIED;
	for (size_t i = 0; i < nitems(names) && e == 0; i++)
		if (names[i].id != 0)
			e = store_person_name(
			    who->store, names[i].id, names[i].to);
	if (e == 0 && (e = store_org_get(who->store, r->org, &o)) == 0)
		mem_copy_text(c->org, sizeof(c->org), o.name);
	return e != 0 ? e : name_student(who, c);
}

/* --- one
 * ---------------------------------------------------------------------- */

struct reading {
	struct actor *who;
	struct act_custody *c;
	struct buf *reason, *answer;
};

/* What is sealed to others stays closed. */
static int
text_open(struct reading *x, const struct custody_request *r,
    const char *column, const void *p, size_t n, struct buf *to)
{
	int e;

	if (to == NULL || n == 0 || r->pair == 0)
		return 0;
	e = act_open(
	    x->who, r->pair, (struct sealed_place){ column, r->id }, p, n, to);
	return e == ERR_KEY ? 0 : e;
}

static int
request_show(void *arg, const struct custody_request *r)
{
	struct reading *x = arg;
	int e;

	if ((e = fill(x->who, r, x->c)) != 0 ||
	    (e = text_open(x, r, "custody_request.reason", r->reason,
		 r->n_reason, x->reason)) != 0)
		return e;
	return text_open(
	    x, r, "custody_request.answer", r->answer, r->n_answer, x->answer);
}

int
act_custody_get(struct actor *who, int64_t id, struct act_custody *c,
    struct buf *reason, struct buf *answer)
{
	struct reading x = { who, c, reason, answer };
	int e;

	if ((e = act_look(who)) != 0 ||
	    (e = store_custody_read(who->store, id, request_show, &x)) != 0)
		return e == ERR_NOT_FOUND ? ERR_DENIED : e;
	return act_saw(
	    who, "custody.show", id, NULL, &c->student, c->student != 0);
}

/* --- all
 * ------------------------------------------------------------------------ */

struct listing {
	struct actor *who;
	int (*fn)(void *, const struct act_custody *);
	void *arg;
};

static int
list_one(void *arg, const struct custody_request *r)
{
	struct listing *l = arg;
	struct act_custody c;
	int e = fill(l->who, r, &c);

	if (e == ERR_DENIED)
		return 0; /* not theirs */
	return e != 0 ? e : l->fn(l->arg, &c);
}

int
act_custody_each(struct actor *who, bool past,
    int (*fn)(void *, const struct act_custody *), void *arg)
{
	struct listing l = { who, fn, arg };
	int e;

	if ((e = act_look(who)) != 0)
		return e;
	for (int s = 0; s < CUSTODY_STATES && e == 0; s++)
		if (past || s <= CUSTODY_ENDED)
			e = store_custody_each(who->store,
			    (enum custody_state)s, 0, LIST_MAX, list_one, &l);
	return e;
}

/* --- one child, found to ask about
 * ---------------------------------------------- */

/* Not finding is recorded as well: guessing shows. */
static int
find(struct actor *who, enum custody_kind kind, const struct act_exact *ask,
    int64_t *student, int64_t *object)
{
	struct file_home h;
	struct student s;
	struct warning w;
	int e;

	if (!act_is(who, ROLE_COUNSELLOR) && !act_is(who, ROLE_CRISIS_HEAD))
		return ERR_DENIED;
	if ((e = student_find_exact(who, ask, &s)) == 0)
		e = file_home(who, &s, &h);
	if (e != 0 && e != ERR_NOT_FOUND)
		return e;
	if (e == 0 && (act_is_for(who, ROLE_COUNSELLOR, h.lft) ||
			  act_is_for(who, ROLE_CRISIS_HEAD, h.lft)))
		*student = *object = s.id;
	if ((e = act_note(who, "custody.find", *student, "break_glass", student,
		 *student != 0, NULL)) != 0 ||
	    *student == 0 || kind != CUSTODY_WARNING)
		return e;
	e = store_warning_of(who->store, *student, &w);
	*object = e == 0 ? w.id : 0;
	return e == ERR_NOT_FOUND ? 0 : e;
}

int
act_custody_find(struct actor *who, enum custody_kind kind,
    const struct act_exact *ask, int64_t *object)
{
	int64_t student = 0, found = 0;
	int e;

	if ((e = act_begin(who)) != 0)
		return e;
	e = act_end(who, find(who, kind, ask, &student, &found));
	if (e != 0)
		return e;
	if (student == 0)
		return student_not_found(who);
	if (found == 0)
		return act_fail(who, ERR_STATE,
		    _("No worry has been reported about this student."));
	*object = found;
	return 0;
}
