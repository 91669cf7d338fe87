/* SPDX-License-Identifier: Apache-2.0 */
/* Organisations with their registers: one kind of table (import_row.h). */
#include <string.h>

#include "act/actor.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "import_find.h"
#include "import_row.h"
#include "store/office.h"
#include "store/org.h"
#include "store/store.h"

static const char many_words[] = N_("Several are called so: please write the "
				    "code, or a path with / between the "
				    "names.");
static const char none_words[] =
    N_("There is no such organisation here: its row comes first.");

static int
may(struct actor *who)
{
	return act_is(who, ROLE_SYSTEM_ADMIN) ||
		       act_is(who, ROLE_DISTRICT_STAFF)
		   ? 0
		   : ERR_DENIED;
}

static int
open_orgs(struct import *im)
{
	return import_orgs_open(
	    im, N_("Organisations are taken in by the district's office or "
		   "the system administrator."));
}

static int
place(struct import *im, const char *name, int64_t id)
{
	bool many;
	const struct org *o = import_orgs_place(im, name, id, &many);

	if (o == NULL)
		return act_fail(im->who, ERR_NOT_FOUND, "%s",
		    many ? _(many_words) : _("There is no such place."));
	im->place = o->id;
	return 0;
}

static void
judge(struct import *im, const char *const *cells, size_t n,
    struct import_row *to)
{
	if (org_row_read(cells, n, &im->columns, &to->org, &to->fault))
		to->fault.words = NULL;
}

/* --- where it stands --------------------------------------------------------
 */

/* The one above: as written, else the whole file's, else the district. */
static const struct org *
parent_of(struct import *im, const struct org_row *row, bool *many)
{
	*many = false;
	if (row->parent[0] != '\0')
		return orgs_find(im->orgs, row->parent, many);
	if (im->place != 0)
		return orgs_get(im->orgs, im->place);
	return orgs_only(im->orgs, ORG_DISTRICT);
}

/* Grades and classes are kept by lasting names: 初中2024级3班. */
static int
find_lasting(struct import *im, const struct org *above, struct org_row *row,
    bool make, const struct org **known)
{
	char label[CLASS_LABEL_MAX], within[GRADE_WORDS_MAX];

	if (row->o.type == ORG_GRADE)
		return orgs_grade(
		    im->orgs, above, row->o.name, im->today, make, known);
	if (class_read(row->o.name, label, within) != 0)
		return ERR_INPUT;
	return orgs_class(im->orgs, above, label, make, known);
}

static int
find_known(struct import *im, const struct org *above, struct org_row *row,
    bool make, const struct org **known)
{
	bool lasting = row->o.type == ORG_GRADE || row->o.type == ORG_CLASS;
	int r;

	*known = orgs_by_code(im->orgs, row->o.type, row->o.code);
	if (*known != NULL || above == NULL)
		return 0;
	if (lasting && org_fits(row->o.type, above->type)) {
		r = find_lasting(im, above, row, make, known);
		return r == ERR_NOT_FOUND ? 0 : r;
	}
	*known = orgs_child(im->orgs, above->id, row->o.type, row->o.name);
	return 0;
}

static int
refuse_new(struct import *im, const struct import_row *row, int r)
{
	if (r == ERR_LIMIT)
		return import_refuse(im, row, ORGS_PARENT,
		    N_("There is no more room under that organisation."));
	if (r == ERR_EXISTS)
		return import_refuse(im, row, ORGS_CODE,
		    N_("Another organisation has this code."));
	if (r == ERR_INPUT)
		return import_refuse(im, row, ORGS_NAME,
		    N_("There is no such grade. 八年级, 初二, 高一 and "
		       "初中2024级 are understood."));
	return r;
}

/* --- what is noted of it ----------------------------------------------------
 */

static int
put_details(
    struct import *im, int64_t org, const struct org_row *row, bool *changed)
{
	bool one;
	int r = 0;

	for (int i = 0; i < detail_of_orgs.n && r == 0; i++) {
		if (row->detail[i] == NULL)
			continue;
		r = store_detail_put(im->who->store, DETAIL_OF_ORG, org,
		    detail_of_orgs.key[i].field.name, row->detail[i], im->now,
		    &one);
		*changed |= r == 0 && one;
	}
	return r;
}

struct linking {
	struct import *im;
	int64_t from, to;
	enum org_link kind;
	bool stands;
	int64_t other; /* one that ends: of a kind that has one at a time */
};

static int
look_at_link(void *arg, const struct link_row *l)
{
	struct linking *k = arg;

	if (l->kind != k->kind || l->from != k->from)
		return 0;
	k->stands |= l->to == k->to;
	if (l->to != k->to && k->kind != LINK_PAIRING)
		k->other = l->id;
	return 0;
}

static int
put_link(struct import *im, const struct org *from, const struct org *to,
    enum org_link kind, bool *changed)
{
	struct linking k = { im, from->id, to->id, kind, false, 0 };
	struct link_row l = {
		.kind = kind, .from = from->id, .to = to->id, .since = im->now
	};
	struct store *st = im->who->store;
	int r;

	if ((r = store_link_each(st, from->id, im->now, look_at_link, &k)) != 0)
		return r;
	if (k.other != 0 && !k.stands)
		r = store_link_end(st, k.other, im->now);
	if (r != 0 || k.stands)
		return r;
	*changed = true;
	return store_link_add(st, &l);
}

/* Every link's other end is there: nothing of a refused row goes in. */
static int
find_links(struct import *im, const struct import_row *row,
    const struct org *to[], bool *refused)
{
	for (int f = ORGS_GROUP; f < ORGS_FIELDS && !*refused; f++) {
		const char *typed = row->org.link[f - ORGS_GROUP];
		bool many = false;

		to[f - ORGS_GROUP] = NULL;
		if (typed[0] == '\0')
			continue;
		to[f - ORGS_GROUP] = orgs_find(im->orgs, typed, &many);
		*refused = to[f - ORGS_GROUP] == NULL;
		if (*refused)
			return import_refuse(
			    im, row, f, many ? many_words : none_words);
		*refused = !org_link_fits(
		    org_row_link(f), row->org.o.type, to[f - ORGS_GROUP]->type);
		if (*refused)
			return import_refuse(im, row, f,
			    N_("These two types are not linked in this way."));
	}
	return 0;
}

static int
put_links(struct import *im, const struct org *from, const struct org *to[],
    bool *changed)
{
	int r = 0;

	for (int f = ORGS_GROUP; f < ORGS_FIELDS && r == 0; f++)
		if (to[f - ORGS_GROUP] != NULL)
			r = put_link(im, from, to[f - ORGS_GROUP],
			    org_row_link(f), changed);
	return r;
}

/* --- a row ------------------------------------------------------------------
 */

static int
add_new(struct import *im, const struct org *above, struct org_row *row,
    const struct org **known)
{
	int r;

	row->o.parent = above != NULL ? above->id : 0;
	if (row->o.type == ORG_GRADE || row->o.type == ORG_CLASS)
		return find_lasting(im, above, row, true, known);
	if ((r = orgs_add(im->orgs, &row->o)) == 0)
		*known = orgs_child(
		    im->orgs, row->o.parent, row->o.type, row->o.name);
	return r;
}

static int
count_row(struct import *im, bool is_new, bool changed)
{
	*(is_new      ? &im->state.accepted
	    : changed ? &im->state.changed
		      : &im->state.unchanged) += 1;
	return 0;
}

static int
put_row(struct import *im, struct import_row *row, const struct org *above,
    const struct org *known, const struct org *to[])
{
	bool is_new = known == NULL, changed = false;
	int r = 0;

	if (is_new) {
		r = add_new(im, above, &row->org, &known);
		if (r != 0)
			return refuse_new(im, row, r);
	}
	if (im->in->dry_run)
		return count_row(im, is_new, false);
	if (!is_new && row->org.o.code[0] != '\0' && known->type != ORG_GRADE &&
	    known->type != ORG_CLASS &&
	    strcmp(known->name, row->org.o.name) != 0) {
		changed = true;
		r = orgs_rename(im->orgs, known->id, row->org.o.name);
	}
	if (r == 0 &&
	    (r = put_details(im, known->id, &row->org, &changed)) == 0)
		r = put_links(im, known, to, &changed);
	return r != 0 ? r : count_row(im, is_new, changed);
}

static int
write_row(struct import *im, struct import_row *row, int64_t audit)
{
	const struct org *to[ORGS_FIELDS - ORGS_GROUP], *above, *known;
	bool many, refused = false;
	int r;

	(void)audit;
	above = parent_of(im, &row->org, &many);
	if (above == NULL && (row->org.parent[0] != '\0' || many))
		return import_refuse(
		    im, row, ORGS_PARENT, many ? many_words : none_words);
	if ((r = find_known(im, above, &row->org, false, &known)) != 0)
		return refuse_new(im, row, r);
	if (known == NULL &&
	    !org_fits(row->org.o.type, above != NULL ? above->type : ORG_NONE))
		return import_refuse(im, row, ORGS_PARENT,
		    N_("An organisation of this type does not stand under "
		       "that one."));
	if ((r = find_links(im, row, to, &refused)) != 0 || refused)
		return r;
	return put_row(im, row, above, known, to);
}

static int
finish(struct import *im)
{
	store_touch(im->who->store, STORE_TOPIC(TOPIC_ALL, 0));
	return 0;
}

const struct import_kind import_orgs = { &org_table, may, open_orgs,
	import_orgs_close, place, judge, write_row, finish };
