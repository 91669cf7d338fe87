/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/schooling.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "import_find.h"
#include "model/day.h"
#include "store/org.h"
#include "store/store.h"

struct place {
	struct org o;
	struct place *same_name, *same_code, *same_id; /* in one slot */
};

struct orgs {
	struct actor *who;
	int today;
	bool pretends;
	struct place **all; /* each stays where it is */
	size_t n;
	struct place **by_name, **by_code, **by_id; /* by hash */
	size_t slots;				    /* a power of two */
};

/* --- all of them ----------------------------------------------------------
 */

static size_t
hash(const char *s)
{
	size_t h = 5381;

	for (; *s != '\0'; s++)
		h = h * 33 + (unsigned char)*s;
	return h;
}

static void
index_place(struct orgs *s, struct place *p)
{
	struct place **slot = &s->by_name[hash(p->o.name) & (s->slots - 1)];

	p->same_name = *slot;
	*slot = p;
	slot = &s->by_code[hash(p->o.code) & (s->slots - 1)];
	p->same_code = *slot;
	*slot = p;
	slot = &s->by_id[(size_t)p->o.id & (s->slots - 1)];
	p->same_id = *slot;
	*slot = p;
}

static void
index_all(struct orgs *s, size_t slots)
{
	free(s->by_name);
	free(s->by_code);
	free(s->by_id);
	s->slots = slots;
	s->by_name = mem_zero(slots, sizeof(*s->by_name));
	s->by_code = mem_zero(slots, sizeof(*s->by_code));
	s->by_id = mem_zero(slots, sizeof(*s->by_id));
	for (size_t i = 0; i < s->n; i++)
		index_place(s, s->all[i]);
}

static const struct org *
remember(struct orgs *s, const struct org *o)
{
	struct place *p = mem_zero(1, sizeof(*p));

	p->o = *o;
	s->all = mem_grow(s->all, s->n + 1, sizeof(*s->all));
	s->all[s->n++] = p;
	if (s->n > s->slots)
		index_all(s, s->slots * 2);
	else
		index_place(s, p);
	return &p->o;
}

static int
load_one(void *arg, const struct org *o)
{
	remember(arg, o);
	return 0;
}

static bool
is_loaded(const struct orgs *s, const struct post *p)
{
	return orgs_get(s, p->org) != NULL;
}

static int
load(struct orgs *s)
{
	struct actor *who = s->who;
	int r = 0;

	if (act_is(who, ROLE_SYSTEM_ADMIN))
		return store_org_each(
		    who->store, ORG_NONE, 0, INT64_MAX, INT32_MAX, load_one, s);
	for (int i = 0; i < who->n_posts && r == 0; i++) {
		const struct post *p = &who->posts[i];

		if ((p->role == ROLE_DISTRICT_STAFF ||
			p->role == ROLE_PRINCIPAL) &&
		    !is_loaded(s, p))
			r = store_org_each(who->store, ORG_NONE, p->lft - 1,
			    p->rgt, INT32_MAX, load_one, s);
	}
	return r;
}

int
orgs_open(struct actor *who, struct orgs **out)
{
	struct orgs *s = mem_zero(1, sizeof(*s));
	struct clock_parts p;
	int r;

	s->who = who;
	clock_parts_of(act_now(who), &p);
	s->today = day_of(p.year, p.month, p.day);
	index_all(s, 1024);
	*out = s;
	if ((r = load(s)) == 0 && s->n == 0)
		r = ERR_DENIED;
	return r;
}

void
orgs_close(struct orgs *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->n; i++)
		free(s->all[i]);
	free(s->all);
	free(s->by_name);
	free(s->by_code);
	free(s->by_id);
	free(s);
}

/* --- finding ----------------------------------------------------------------
 */

static const struct place *
name_slot(const struct orgs *s, const char *name)
{
	return s->by_name[hash(name) & (s->slots - 1)];
}

const struct org *
orgs_get(const struct orgs *s, int64_t id)
{
	const struct place *p = s->by_id[(size_t)id & (s->slots - 1)];

	while (p != NULL && p->o.id != id)
		p = p->same_id;
	return p != NULL ? &p->o : NULL;
}

const struct org *
orgs_by_code(const struct orgs *s, enum org_type t, const char *code)
{
	const struct place *p;

	if (code[0] == '\0')
		return NULL;
	for (p = s->by_code[hash(code) & (s->slots - 1)]; p != NULL;
	     p = p->same_code)
		if (strcmp(p->o.code, code) == 0 &&
		    (t == ORG_NONE || p->o.type == t))
			return &p->o;
	return NULL;
}

const struct org *
orgs_child(
    const struct orgs *s, int64_t parent, enum org_type t, const char *name)
{
	for (const struct place *p = name_slot(s, name); p != NULL;
	     p = p->same_name)
		if (p->o.parent == parent && strcmp(p->o.name, name) == 0 &&
		    (t == ORG_NONE || p->o.type == t))
			return &p->o;
	return NULL;
}

const struct org *
orgs_only(const struct orgs *s, enum org_type t)
{
	const struct org *only = NULL;

	for (size_t i = 0; i < s->n; i++)
		if (s->all[i]->o.type == t) {
			if (only != NULL)
				return NULL;
			only = &s->all[i]->o;
		}
	return only;
}

const struct org *
orgs_above(const struct orgs *s, const struct org *o, enum org_type t)
{
	while (o != NULL && o->type != t)
		o = o->parent != 0 ? orgs_get(s, o->parent) : NULL;
	return o;
}

/* By code, or by a name that only one has. */
static const struct org *
find_plain(const struct orgs *s, const char *typed, bool *many)
{
	const struct org *o = orgs_by_code(s, ORG_NONE, typed), *found = NULL;

	if (o != NULL)
		return o;
	for (const struct place *p = name_slot(s, typed); p != NULL;
	     p = p->same_name) {
		if (strcmp(p->o.name, typed) != 0)
			continue;
		*many |= found != NULL;
		found = &p->o;
	}
	return *many ? NULL : found;
}

/* One step of a path: by name, or a grade or class as it is called now. */
static const struct org *
step(struct orgs *s, const struct org *from, const char *part)
{
	char label[CLASS_LABEL_MAX], within[GRADE_WORDS_MAX];
	const struct org *o = orgs_child(s, from->id, ORG_NONE, part);

	if (o != NULL)
		return o;
	if (from->type == ORG_SCHOOL &&
	    orgs_grade(s, from, part, s->today, false, &o) == 0)
		return o;
	if ((from->type == ORG_GRADE || from->type == ORG_COLLEGE) &&
	    class_read(part, label, within) == 0 &&
	    orgs_class(s, from, label, false, &o) == 0)
		return o;
	return NULL;
}

const struct org *
orgs_find(struct orgs *s, const char *typed, bool *many)
{
	char path[2 * ORG_NAME_MAX], *part, *rest = path;
	const struct org *o;

	*many = false;
	if ((o = find_plain(s, typed, many)) != NULL || *many ||
	    strchr(typed, '/') == NULL)
		return o;
	mem_copy_text(path, sizeof(path), typed);
	part = strsep(&rest, "/");
	o = find_plain(s, part, many);
	while (o != NULL && (part = strsep(&rest, "/")) != NULL)
		o = step(s, o, part);
	return o;
}

/* --- making -----------------------------------------------------------------
 */

void
orgs_pretend(struct orgs *s)
{
	s->pretends = true;
}

static int
add_and_get(struct orgs *s, struct org *o, const struct org **out)
{
	int r = 0;

	if (s->pretends)
		o->id = -(int64_t)s->n - 1; /* of no row */
	else
		r = store_org_add(s->who->store, o);
	if (r == 0)
		*out = remember(s, o);
	return r;
}

int
orgs_add(struct orgs *s, struct org *o)
{
	const struct org *added;

	return add_and_get(s, o, &added);
}

int
orgs_rename(struct orgs *s, int64_t id, const char *name)
{
	int r = s->pretends ? 0 : store_org_rename(s->who->store, id, name);

	for (size_t i = 0; r == 0 && i < s->n; i++)
		if (s->all[i]->o.id == id)
			mem_copy_text(
			    s->all[i]->o.name, sizeof(s->all[i]->o.name), name);
	if (r == 0)
		index_all(s, s->slots);
	return r;
}

int
orgs_grade(struct orgs *s, const struct org *school, const char *typed,
    int today, bool make, const struct org **out)
{
	struct org o = { .parent = school->id, .type = ORG_GRADE };
	enum schooling in;
	struct grade g;
	int r;

	if ((r = act_schooling(s->who, school->id, &in)) != 0)
		return r;
	if (grade_read(typed, in, today, 0, &g) != 0)
		return ERR_INPUT;
	o.number = grade_number(&g);
	grade_name(&g, o.name);
	*out = orgs_child(s, school->id, ORG_GRADE, o.name);
	if (*out != NULL)
		return 0;
	return make ? add_and_get(s, &o, out) : ERR_NOT_FOUND;
}

int
orgs_class(struct orgs *s, const struct org *grade, const char *label,
    bool make, const struct org **out)
{
	struct org o = { .parent = grade->id, .type = ORG_CLASS };
	char name[CLASS_FULL_MAX];
	struct grade g;

	o.number = class_number(label);
	if (grade->type == ORG_GRADE && grade_of_number((int)grade->number, &g))
		class_name(&g, label, name);
	else
		class_words(label, name);
	mem_copy_text(o.name, sizeof(o.name), name);
	*out = orgs_child(s, grade->id, ORG_CLASS, o.name);
	if (*out != NULL)
		return 0;
	return make ? add_and_get(s, &o, out) : ERR_NOT_FOUND;
}
