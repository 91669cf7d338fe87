/* SPDX-License-Identifier: Apache-2.0 */
/* Staff, a post a row: one kind of table (import_row.h). */
#include <string.h>

#include "act/actor.h"
#include "act/approval.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "import_find.h"
#include "import_row.h"
#include "internal.h"
#include "store/office.h"
#include "store/store.h"

static int
may(struct actor *who)
{
	return act_is(who, ROLE_SYSTEM_ADMIN) ? 0 : ERR_DENIED;
}

static int
open_orgs(struct import *im)
{
	int r = may(im->who);

	if (r == 0)
		r = orgs_open(im->who, &im->orgs);
	if (r == ERR_DENIED)
		return act_fail(im->who, r,
		    _("Staff is taken in by the system administrator."));
	if (r == 0 && im->in->dry_run)
		orgs_pretend(im->orgs);
	return r;
}

static void
close_orgs(struct import *im)
{
	orgs_close(im->orgs);
}

static int
place(struct import *im, const char *name, int64_t id)
{
	const struct org *o;
	bool many = false;

	o = name != NULL ? orgs_find(im->orgs, name, &many)
			 : orgs_get(im->orgs, id);
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
}

/* --- where ------------------------------------------------------------------
 */

/* A row on its way in; refused: it has been named as such. */
struct going {
	struct import *im;
	struct import_row *row;
	struct staff_row *s;
	const struct org *org, *campus;
	struct person p;
	bool is_new, changed, posted, refused;
};

static int
refuse(struct going *g, int field, const char *words)
{
	g->refused = true;
	return import_refuse(g->im, g->row, field, words);
}

static bool
makes(const struct going *g)
{
	return g->im->in->make;
}

/* The last name of a path that leads to what is there. */
static int
make_org(struct going *g, bool *many)
{
	char path[2 * ORG_NAME_MAX], *name;
	struct org o = { .type = g->s->type };
	const struct org *above;
	int r;

	mem_copy_text(path, sizeof(path), g->s->org);
	if ((name = strrchr(path, '/')) != NULL) {
		*name++ = '\0';
		above = orgs_find(g->im->orgs, path, many);
	} else {
		name = path;
		above = orgs_only(g->im->orgs, ORG_DISTRICT);
	}
	if (above == NULL || *many || !org_fits(o.type, above->type))
		return 0;
	o.parent = above->id;
	mem_copy_text(o.name, sizeof(o.name), name);
	if ((r = orgs_add(g->im->orgs, &o)) == 0)
		g->org = orgs_child(g->im->orgs, o.parent, o.type, o.name);
	return r;
}

static int
find_org(struct going *g)
{
	bool many = false;
	int r;

	g->org = g->s->org[0] != '\0' ? orgs_find(g->im->orgs, g->s->org, &many)
				      : orgs_get(g->im->orgs, g->im->place);
	if (g->org == NULL && !many && makes(g) && g->s->type != ORG_NONE &&
	    (r = make_org(g, &many)) != 0)
		return r;
	if (g->org != NULL)
		return 0;
	return refuse(g, STAFF_ORG,
	    many ? N_("Several are called so: please write the code, or a "
		      "path with / between the names.")
		 : N_("There is no such organisation here."));
}

static int
refuse_below(struct going *g, int field, int r)
{
	if (r == ERR_INPUT)
		return refuse(g, field,
		    N_("There is no such grade. 八年级, 初二, 高一 and "
		       "初中2024级 are understood."));
	if (r == ERR_NOT_FOUND)
		return refuse(
		    g, field, N_("The school has no such grade or class."));
	if (r == ERR_LIMIT)
		return refuse(g, field,
		    N_("The school has more classes than can be held."));
	return r;
}

/* From the school to the grade, and to the class, as far as the post stands
 * there. */
static int
go_down(struct going *g)
{
	const struct duty *d = g->s->duty;
	int r = 0;

	if (!duty_fits(d, g->org->type) && g->org->type == ORG_SCHOOL &&
	    g->s->grade[0] != '\0') {
		r = orgs_grade(g->im->orgs, g->org, g->s->grade, g->im->today,
		    makes(g), &g->org);
		if (r != 0)
			return refuse_below(g, STAFF_GRADE, r);
	}
	if (!duty_fits(d, g->org->type) && g->s->label[0] != '\0' &&
	    org_fits(ORG_CLASS, g->org->type)) {
		r = orgs_class(
		    g->im->orgs, g->org, g->s->label, makes(g), &g->org);
		if (r != 0)
			return refuse_below(g, STAFF_CLASS, r);
	}
	if (duty_fits(d, g->org->type))
		return 0;
	if (duty_fits(d, ORG_CLASS) && g->s->label[0] == '\0')
		return refuse(g, STAFF_CLASS,
		    N_("The class is missing or cannot be read."));
	return refuse(g, STAFF_POST,
	    N_("This post is not held at an organisation of this type."));
}

static int
find_campus(struct going *g)
{
	const struct org *school;
	struct org o = { .type = ORG_CAMPUS };
	int r;

	if (g->s->campus[0] == '\0')
		return 0;
	school = orgs_above(g->im->orgs, g->org, ORG_SCHOOL);
	if (school == NULL)
		return refuse(
		    g, STAFF_CAMPUS, N_("Only a school has a campus."));
	g->campus =
	    orgs_child(g->im->orgs, school->id, ORG_CAMPUS, g->s->campus);
	if (g->campus == NULL && makes(g)) {
		o.parent = school->id;
		mem_copy_text(o.name, sizeof(o.name), g->s->campus);
		if ((r = orgs_add(g->im->orgs, &o)) != 0)
			return refuse_below(g, STAFF_CAMPUS, r);
		g->campus = orgs_child(
		    g->im->orgs, school->id, ORG_CAMPUS, g->s->campus);
	}
	return g->campus != NULL ? 0
				 : refuse(g, STAFF_CAMPUS,
				       N_("The school has no such campus."));
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
		return refuse(g, STAFF_LOGIN,
		    N_("This login belongs to somebody of another name."));
	if (g->p.state == ACCOUNT_REFUSED)
		return refuse(
		    g, STAFF_LOGIN, N_("This account was not agreed to."));
	return 0;
}

static int
add_person(struct going *g)
{
	g->p = (struct person){ .state = ACCOUNT_PROPOSED,
		.proposed_by = g->im->who->person };
	mem_copy_text(g->p.login, sizeof(g->p.login), g->s->login);
	mem_copy_text(g->p.name, sizeof(g->p.name), g->s->name);
	mem_copy_text(g->p.phone, sizeof(g->p.phone), g->s->phone);
	mem_copy_text(g->p.key_text, sizeof(g->p.key_text), g->s->key);
	return store_person_add(g->im->who->store, &g->p);
}

/* Of somebody who is known: a telephone that changed; a key only while there
 * is none, since a key is what they sign in with. */
static int
change_person(struct going *g)
{
	bool phone =
	    g->s->phone[0] != '\0' && strcmp(g->s->phone, g->p.phone) != 0;
	bool key = g->s->key[0] != '\0' && g->p.key_text[0] == '\0' &&
		   g->p.state == ACCOUNT_PROPOSED;

	if (!phone && !key)
		return 0;
	g->changed = true;
	if (phone)
		mem_copy_text(g->p.phone, sizeof(g->p.phone), g->s->phone);
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
		   : refuse(g, STAFF_DEPUTY,
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

static int
put(struct going *g)
{
	struct post p;
	int r;

	make_post(g, &p);
	if ((r = find_holder(g, &p)) != 0 || g->refused)
		return r;
	if (g->im->in->dry_run)
		return 0;
	if ((r = g->is_new ? add_person(g) : change_person(g)) != 0 ||
	    (r = put_details(g)) != 0 || (r = put_posts(g, &p)) != 0)
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
	if ((r = find_org(&g)) != 0 || g.refused || (r = go_down(&g)) != 0 ||
	    g.refused || (r = find_campus(&g)) != 0 || g.refused ||
	    (r = find_person(&g)) != 0 || g.refused || (r = put(&g)) != 0 ||
	    g.refused)
		return r;
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
	close_orgs, place, judge, write_row, finish };
