/* SPDX-License-Identifier: Apache-2.0 */
/* Staff, a post a row: one kind of table (import_row.h). */
#include <string.h>

#include "act/actor.h"
#include "act/approval.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "import_staff.h"
#include "internal.h"
#include "store/office.h"
#include "store/store.h"
#include "training_internal.h"

static int
may(struct actor *who)
{
	return act_is(who, ROLE_SYSTEM_ADMIN) ? 0 : ERR_DENIED;
}

static int
open_orgs(struct import *im)
{
	return import_orgs_open(
	    im, N_("Staff is taken in by the system administrator."));
}

static int
place(struct import *im, const char *name, int64_t id)
{
	const struct org *o = import_orgs_place(im, name, id, NULL);

	if (o == NULL)
		return act_fail(
		    im->who, ERR_NOT_FOUND, _("There is no such place."));
	im->place = o->id;
	return 0;
}

static void
judge(struct import *im, const char *const *cells, size_t n,
    struct import_row *to)
{
	if (!staff_read(cells, n, &im->columns, &to->staff, &to->fault))
		return;
	to->fault.words = NULL;
	if (to->staff.key[0] != '\0' && !act_key_is_plain(to->staff.key))
		to->fault = (struct table_fault){ STAFF_KEY,
			N_("This is no OpenSSH public key without comment.") };
	if (to->staff.training.day > im->today)
		to->fault = (struct table_fault){ STAFF_TRAINED_ON,
			N_("This day has not been yet.") };
}

/* --- who --------------------------------------------------------------------
 */

static int
find_person(struct going *g)
{
	int r = store_person_by_login(g->im->who->store, g->s->login, &g->p);

	if (r == ERR_NOT_FOUND) {
		g->is_new = true;
		return 0;
	}
	if (r != 0)
		return r;
	if (strcmp(g->p.name, g->s->name) != 0)
		return staff_refuse(g, STAFF_LOGIN,
		    N_("This login belongs to somebody of another name."));
	if (g->p.state == ACCOUNT_REFUSED)
		return staff_refuse(
		    g, STAFF_LOGIN, N_("This account was not agreed to."));
	return 0;
}

/* A number is one person's, and nobody's login. */
static int
check_names(struct going *g)
{
	struct person p = g->p;
	int r;

	if (g->is_new)
		mem_copy_text(p.login, sizeof(p.login), g->s->login);
	mem_copy_text(p.number, sizeof(p.number), g->s->number);
	r = account_names(g->im->who, &p);
	g->im->who->why[0] = '\0'; /* said of the row instead */
	return r == ERR_EXISTS
		   ? staff_refuse(g, STAFF_NUMBER,
			 N_("Somebody else signs in by this number."))
		   : r;
}

static int
add_person(struct going *g)
{
	g->p = (struct person){ .state = ACCOUNT_PROPOSED,
		.proposed_by = g->im->who->person };
	mem_copy_text(g->p.login, sizeof(g->p.login), g->s->login);
	mem_copy_text(g->p.number, sizeof(g->p.number), g->s->number);
	mem_copy_text(g->p.name, sizeof(g->p.name), g->s->name);
	mem_copy_text(g->p.phone, sizeof(g->p.phone), g->s->phone);
	mem_copy_text(g->p.key_text, sizeof(g->p.key_text), g->s->key);
	return store_person_add(g->im->who->store, &g->p);
}

/* Of somebody who is known: a telephone or number that changed; a key only
 * while there is none, since a key is what they sign in with. */
static int
change_person(struct going *g)
{
	bool phone =
	    g->s->phone[0] != '\0' && strcmp(g->s->phone, g->p.phone) != 0;
	bool number =
	    g->s->number[0] != '\0' && strcmp(g->s->number, g->p.number) != 0;
	bool key = g->s->key[0] != '\0' && g->p.key_text[0] == '\0' &&
		   g->p.state == ACCOUNT_PROPOSED;

	if (!phone && !number && !key)
		return 0;
	g->changed = true;
	if (phone)
		mem_copy_text(g->p.phone, sizeof(g->p.phone), g->s->phone);
	if (number)
		mem_copy_text(g->p.number, sizeof(g->p.number), g->s->number);
	if (key)
		mem_copy_text(g->p.key_text, sizeof(g->p.key_text), g->s->key);
	return store_person_put(g->im->who->store, &g->p);
}

static int
put_details(struct going *g)
{
	bool one;
	int r = 0;

	for (int i = 0; i < detail_of_people.n && r == 0; i++) {
		if (g->s->detail[i] == NULL)
			continue;
		r = store_detail_put(g->im->who->store, DETAIL_OF_PERSON,
		    g->p.id, detail_of_people.key[i].field.name,
		    g->s->detail[i], g->im->now, &one);
		g->changed |= r == 0 && one;
	}
	return r;
}

/* --- which post -------------------------------------------------------------
 */

struct holder {
	const struct staff_row *s;
	enum role role;
	int64_t post;
};

static int
is_holder(void *arg, const struct post_row *row)
{
	struct holder *h = arg;

	if (h->post == 0 && row->post.deputy_of == 0 &&
	    row->post.role == h->role &&
	    (strcmp(row->login, h->s->deputy) == 0 ||
		strcmp(row->name, h->s->deputy) == 0))
		h->post = row->post.id;
	return 0;
}

/* Whose post this one stands in for: held or proposed at the same place. */
static int
find_holder(struct going *g, struct post *p)
{
	struct holder h = { g->s, g->s->duty->role, 0 };
	int r;

	if (g->s->deputy[0] == '\0')
		return 0;
	if ((r = store_post_rows_of_org(g->im->who->store, g->org->id,
		 g->im->now, 0, 10000, is_holder, &h)) != 0)
		return r;
	p->deputy_of = h.post;
	return h.post != 0
		   ? 0
		   : staff_refuse(g, STAFF_DEPUTY,
			 N_("Nobody of this name has that post there: their "
			    "row comes first."));
}

static int64_t
day_begins(int day)
{
	struct clock_parts p = {
		.year = day / 10000, .month = day / 100 % 100, .day = day % 100
	};

	return day != 0 ? clock_from_parts(&p) : 0;
}

static int
put_post(struct going *g, struct post *p)
{
	struct store *st = g->im->who->store;
	struct post known;
	int r;

	r = store_post_same(st, p, g->im->now, &known);
	if (r != ERR_NOT_FOUND)
		return r;
	g->posted = true;
	/* a mended row is agreed to by itself */
	p->batch = g->im->mends ? 0 : g->im->state.id;
	if ((r = store_post_add(st, p, false, 0)) != 0 || !g->im->mends ||
	    g->is_new)
		return r;
	return act_approval_ask(
	    g->im->who, "post", p->id, 0, role_name(p->role), NULL);
}

static int
put_posts(struct going *g, struct post *p)
{
	const struct org *school;
	struct post staff = { .role = ROLE_STAFF, .person = g->p.id };
	int r;

	p->person = g->p.id;
	if ((r = put_post(g, p)) != 0 || !g->s->duty->staff)
		return r;
	school = orgs_above(g->im->orgs, g->org, ORG_SCHOOL);
	if (school == NULL)
		return 0;
	staff.org = school->id;
	staff.starts = p->starts;
	staff.ends = p->ends;
	return put_post(g, &staff);
}

static void
make_post(const struct going *g, struct post *p)
{
	*p = (struct post){ .role = g->s->duty->role,
		.org = g->org->id,
		.campus = g->campus != NULL ? g->campus->id : 0,
		.starts = day_begins(g->s->starts),
		.ends = day_begins(g->s->ends) };
	if (!duty_is_role(g->s->duty))
		mem_copy_text(p->duty, sizeof(p->duty), g->s->duty->name);
}

/* Trained by this row, by one before it, or not: then a line that keeps such
 * people off duty gives no post (TJ-83). */
static int
check_training(struct going *g, const struct post *p)
{
	const struct training_cells *t = &g->s->training;
	struct act_training_is is;
	int r;

	if ((r = training_is(g->im->who, g->p.id, p->role, p->org, &is)) != 0)
		return r;
	g->lacks = is.lacks &&
		   (t->day == 0 || (t->ends != 0 && t->ends < g->im->today));
	if (g->lacks && is.rule == TRAINING_HARD)
		return staff_refuse(g, STAFF_TRAINING,
		    N_("This hotline gives its posts only with a valid "
		       "training: please fill it in."));
	return 0;
}

static int
put_training(struct going *g)
{
	bool changed = false;
	int r = 0;

	if (g->s->training.day != 0)
		r = training_put(
		    g->im->who, g->p.id, &g->s->training, &changed);
	g->changed |= changed;
	return r;
}

static int
put(struct going *g)
{
	struct post p;
	int r;

	make_post(g, &p);
	if ((r = find_holder(g, &p)) != 0 || g->refused ||
	    (r = check_training(g, &p)) != 0 || g->refused)
		return r;
	if (g->im->in->dry_run)
		return 0;
	if ((r = g->is_new ? add_person(g) : change_person(g)) != 0 ||
	    (r = put_details(g)) != 0 || (r = put_training(g)) != 0 ||
	    (r = put_posts(g, &p)) != 0)
		return r;
	if (g->im->mends && g->is_new)
		return act_approval_ask(
		    g->im->who, "account", g->p.id, 0, role_name(p.role), NULL);
	return 0;
}

static int
write_row(struct import *im, struct import_row *row, int64_t audit)
{
	struct going g = { .im = im, .row = row, .s = &row->staff };
	int r;

	(void)audit;
	if ((r = staff_place(&g)) != 0 || g.refused ||
	    (r = find_person(&g)) != 0 || g.refused ||
	    (r = check_names(&g)) != 0 || g.refused || (r = put(&g)) != 0 ||
	    g.refused)
		return r;
	im->out->untrained += g.lacks && (g.posted || im->in->dry_run);
	*(g.is_new || g.posted ? &im->state.accepted
	    : g.changed	       ? &im->state.changed
			       : &im->state.unchanged) += 1;
	return 0;
}

/* The whole file is agreed to once, by the other administrator. */
static int
finish(struct import *im)
{
	int64_t posts, people;
	int r;

	store_touch(im->who->store, STORE_TOPIC(TOPIC_ALL, 0));
	if ((r = store_batch_count(
		 im->who->store, im->state.id, &posts, &people)) != 0 ||
	    posts == 0)
		return r;
	return act_approval_ask(
	    im->who, "staff", im->state.id, posts, NULL, &im->out->approval);
}

const struct import_kind import_staff = { &staff_table, may, open_orgs,
	import_orgs_close, place, judge, write_row, finish };
