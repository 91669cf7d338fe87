/* SPDX-License-Identifier: Apache-2.0 */
/* Break-glass: a warning, a student's notes, a ticket, open for a short time
 * to one whose duty it is to save the child. */
#include <stdlib.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "custody_internal.h"
#include "file_internal.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "store/warning.h"
#include "ticket_internal.h"
#include "warning_case.h"

/* --- break-glass: who may, who is told ------------------------------------ */

/* Those whose duty it is to save a child, and who may find the door shut. */
static int
may_break_glass(struct actor *who, const struct custody_request *r, int64_t lft)
{
	if (r->beneficiary != who->person ||
	    (!act_is_for(who, ROLE_COUNSELLOR, lft) &&
		!act_is_for(who, ROLE_CRISIS_HEAD, lft)))
		return ERR_DENIED;
	return 0;
}

/* Where the child's file lives: the roster may be behind, and whose duty it
 * was before has none over what the next school writes. */
static int
home_of(struct actor *who, int64_t student, struct file_home *h)
{
	struct student s;
	int e = store_student_get(who->store, student, &s);

	return e == 0 ? file_home(who, &s, h) : e;
}

static int
already_open(struct actor *who)
{
	return act_fail(who, ERR_STATE, _("This is open to you already."));
}

static int
tell_org(struct actor *who, int64_t org, int64_t *circle, int max, int *n)
{
	int r;

	if (*n == max)
		return 0;
	r = act_circle_of(who, org, &circle[*n]);
	*n += r == 0;
	return r == ERR_NOT_FOUND ? 0 : r;
}

/* The circle of the org itself and the district's. */
static int
tell_both(struct actor *who, const struct custody_request *r, int64_t *circle,
    int max, int *n)
{
	struct org d;
	int e;

	if ((e = tell_org(who, r->org, circle, max, n)) == 0 &&
	    (e = store_org_above(who->store, r->org, ORG_DISTRICT, &d)) == 0)
		e = tell_org(who, d.id, circle, max, n);
	return e;
}

/* --- a pair that circles hold: of a warning, of a file -------------------- */

static int
gather_holder(void *arg, const struct key_grant *g)
{
	struct gathering *x = arg;

	if (x->found || g->second_key != 0)
		return 0;
	return custody_source_pair(x->who, g->to_key, x->s, &x->found);
}

/* One of its circles is enough for each. */
static int
gather_target(void *arg, const struct keypair *pair)
{
	struct gathering *x = arg;

	x->found = false;
	return store_grant_each(
	    x->who->store, pair->id, KEY_CIRCLE, gather_holder, x);
}

static int
sources_of(struct actor *who, enum key_kind kind, int64_t owner,
    struct custody_sources *s)
{
	struct gathering x = { .who = who, .s = s };

	return store_keypair_each(who->store, kind, owner, gather_target, &x);
}

/* The target as one of the circles held opens it. */
struct reaching {
	struct custody_open *o;
	struct sealed_key *k;
};

static int
reach_by(void *arg, const struct key_grant *g)
{
	struct reaching *x = arg;
	const struct sealed_key *by;

	if (x->k != NULL || g->second_key != 0 ||
	    (by = custody_held(x->o, g->to_key)) == NULL)
		return 0;
	return sealed_key_accept(by, g->key, g->sealed, g->n, &x->k);
}

/* A grant that ends: unless it was theirs before.  One that an earlier request
 * made ends with this one. */
static int
grant_briefly(struct custody_open *o, int64_t key, const struct sealed_key *k)
{
	bool had = false;
	int r;

	if ((r = store_grant_one(
		 o->who->store, key, o->to, custody_is_granted, &had)) != 0)
		return r;
	if (had)
		return store_opened_move(o->who->store, o->r->id, key, o->to);
	if ((r = act_key_grant(o->who, key, k, o->to)) != 0)
		return r;
	return store_opened_add(o->who->store, o->r->id, key, o->to);
}

static int
give_target(void *arg, const struct keypair *pair)
{
	struct reaching x = { .o = arg };
	int r;

	if ((r = store_grant_each(
		 x.o->who->store, pair->id, KEY_CIRCLE, reach_by, &x)) == 0 &&
	    x.k != NULL)
		r = grant_briefly(x.o, pair->id, x.k);
	sealed_key_free(x.k);
	return r;
}

/* --- a warning ------------------------------------------------------------ */

static int
warning_is_closed(struct actor *who, const struct warning *w)
{
	struct warning_case *c = mem_zero(1, sizeof(*c));
	const struct sealed_key *k;
	bool open;
	int r;

	if ((r = case_read(who, w->id, c)) == 0) {
		open = (warning_items(&c->w, &c->me) & 1u << ITEM_ENTRIES) != 0;
		if (open && act_key_open(who, w->key, &k) == 0)
			r = already_open(who);
	}
	free(c);
	return r;
}

static int
may_warning(struct actor *who, struct custody_request *r)
{
	struct warning w;
	int e;

	if ((e = store_warning_get(who->store, r->object, &w)) != 0)
		return e == ERR_NOT_FOUND ? ERR_DENIED : e;
	if ((e = may_break_glass(who, r, w.lft)) != 0)
		return e;
	r->org = w.school;
	return warning_is_closed(who, &w);
}

static int
sources_warning(struct actor *who, const struct custody_request *r,
    struct custody_sources *s)
{
	return sources_of(who, KEY_WARNING, r->object, s);
}

static int
give_warning(struct custody_open *o)
{
	return store_keypair_each(
	    o->who->store, KEY_WARNING, o->r->object, give_target, o);
}

static int
student_of_warning(
    struct actor *who, const struct custody_request *r, int64_t *student)
{
	struct warning w;
	int e = store_warning_get(who->store, r->object, &w);

	*student = e == 0 ? w.student : 0;
	return e;
}

/* --- the notes of a student ------------------------------------------------
 */

static int
may_file(struct actor *who, struct custody_request *r)
{
	struct file_home h;
	int64_t key;
	int e;

	if ((e = home_of(who, r->object, &h)) != 0)
		return e == ERR_NOT_FOUND ? ERR_DENIED : e;
	if ((e = may_break_glass(who, r, h.lft)) != 0)
		return e;
	r->org = h.school;
	e = act_key_of(who, KEY_FILE, r->object, &key, NULL);
	return e != ERR_NOT_FOUND
		   ? e
		   : act_fail(who, ERR_STATE,
			 _("No notes have been written about this student."));
}

static int
sources_file(struct actor *who, const struct custody_request *r,
    struct custody_sources *s)
{
	return sources_of(who, KEY_FILE, r->object, s);
}

static int
give_file(struct custody_open *o)
{
	return store_keypair_each(
	    o->who->store, KEY_FILE, o->r->object, give_target, o);
}

static int
student_itself(
    struct actor *who, const struct custody_request *r, int64_t *student)
{
	(void)who;
	*student = r->object;
	return 0;
}

/* --- a ticket --------------------------------------------------------------
 */

static int
student_of_ticket(
    struct actor *who, const struct custody_request *r, int64_t *student)
{
	struct ticket_student s;
	int e = store_ticket_student_get(who->store, r->object, &s);

	*student = e == 0 ? s.student : 0;
	return e == ERR_NOT_FOUND ? 0 : e;
}

/* The line's place; or, for the head of a school, of the student linked. */
static int
may_reach_ticket(struct actor *who, struct custody_request *r)
{
	struct file_home h;
	struct org o;
	int64_t id;
	int e;

	if ((e = store_org_get(who->store, r->org, &o)) != 0)
		return e;
	if (may_break_glass(who, r, o.lft) == 0)
		return 0;
	if ((e = student_of_ticket(who, r, &id)) != 0)
		return e;
	if (id == 0)
		return ERR_DENIED;
	if ((e = home_of(who, id, &h)) != 0)
		return e;
	return may_break_glass(who, r, h.lft);
}

static int
may_ticket(struct actor *who, struct custody_request *r)
{
	struct act_ticket t;
	int e;

	if ((e = store_ticket_get(who->store, r->object, &t.row)) != 0)
		return e == ERR_NOT_FOUND ? ERR_DENIED : e;
	r->org = t.row.line;
	if ((e = may_reach_ticket(who, r)) != 0)
		return e;
	e = ticket_load(who, r->object, &t);
	if (e == 0 && t.may_read)
		return already_open(who);
	who->why[0] = '\0';
	return e == ERR_DENIED ? 0 : e;
}

static int
sources_ticket(struct actor *who, const struct custody_request *r,
    struct custody_sources *s)
{
	int64_t circle;
	int e;

	if ((e = act_circle_of(who, r->org, &circle)) != 0)
		return e == ERR_NOT_FOUND ? ERR_CIRCLE : e;
	return custody_source_circle(who, circle, s);
}

static int
held_key(void *arg, int64_t pair, const struct sealed_key **k)
{
	*k = custody_held(arg, pair);
	return *k != NULL ? 0 : ERR_KEY;
}

/* A pair of the ticket's own, which its line's circle opens as before. */
static int
ticket_own_pair(struct custody_open *o, int64_t *key, struct sealed_key **k)
{
	struct reaching x = { .o = o };
	int64_t circle_key;
	int r;

	r = act_key_of(o->who, KEY_TICKET, o->r->object, key, NULL);
	if (r == 0) {
		r = store_grant_each(
		    o->who->store, *key, KEY_CIRCLE, reach_by, &x);
		*k = x.k;
		return r == 0 && x.k == NULL ? ERR_KEY : r;
	}
	if (r != ERR_NOT_FOUND ||
	    (r = ticket_pair(o->who, o->r->org, &circle_key)) != 0 ||
	    (r = act_key_make(
		 o->who, KEY_TICKET, o->r->object, false, key, k)) != 0)
		return r;
	return act_key_grant(o->who, *key, *k, circle_key);
}

static int
give_ticket(struct custody_open *o)
{
	struct sealed_key *k = NULL;
	int64_t key;
	int r;

	if ((r = ticket_own_pair(o, &key, &k)) == 0 &&
	    (r = text_move_ticket(o->who, o->r->object, key, held_key, o)) == 0)
		r = grant_briefly(o, key, k);
	sealed_key_free(k);
	return r;
}

/* --- the table --------------------------------------------------------------
 */

const struct custody_ops custody_brief[CUSTODY_KINDS - CUSTODY_WARNING] = {
	{ may_warning, sources_warning, custody_take_key, give_warning,
	    tell_both, student_of_warning },
	{ may_file, sources_file, custody_take_key, give_file, tell_both,
	    student_itself },
	{ may_ticket, sources_ticket, custody_take_key, give_ticket, tell_both,
	    student_of_ticket },
};
