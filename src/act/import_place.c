/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/schooling.h"
#include "base/err.h"
#include "base/mem.h"
#include "import_place.h"
#include "model/permit.h"
#include "model/student.h"
#include "store/org.h"
#include "store/store.h"

#define PAGE 500

struct school {
	struct org o;
	enum schooling schooling;
	bool loaded; /* its classes are known here */
};

struct class {
	int64_t school; /* id */
	struct grade grade;
	char label[CLASS_LABEL_MAX];
	int64_t id, lft;
};

struct places {
	struct actor *who;
	struct school *schools;
	int n_schools;
	int *by_name; /* the schools in the order of their names */
	struct class *classes;
	int n_classes;
	int *slots;  /* 1 + a class, by hash; 0 is free */
	int n_slots; /* a power of two */
};

/* --- schools ------------------------------------------------------------- */

static bool
may_write(const struct actor *who, const struct org *o)
{
	struct permit_on on = { .lft = o->lft };

	return permit_ask(who->posts, who->n_posts, CLASS_DIRECTORY, MAY_WRITE,
		   &on, GROUND_NONE) == PERMIT_YES;
}

static int
add_school(void *arg, const struct org *o)
{
	struct places *p = arg;
	enum schooling s;
	int r;

	if (!may_write(p->who, o))
		return 0;
	if ((r = act_schooling(p->who, o->id, &s)) != 0)
		return r;
	p->schools =
	    mem_grow(p->schools, (size_t)p->n_schools + 1, sizeof(*p->schools));
	p->schools[p->n_schools++] = (struct school){ *o, s, false };
	return 0;
}

static int
compare_names(const void *a, const void *b, void *schools)
{
	const struct school *s = schools;

	return strcmp(s[*(const int *)a].o.name, s[*(const int *)b].o.name);
}

int
places_open(struct actor *who, struct places **out)
{
	struct places *p = mem_zero(1, sizeof(*p));
	int r;

	p->who = who;
	r = store_org_each(
	    who->store, ORG_SCHOOL, 0, INT64_MAX, INT32_MAX, add_school, p);
	if (r == 0 && p->n_schools == 0)
		r = ERR_DENIED;
	if (r != 0) {
		places_close(p);
		return r;
	}
	p->by_name = mem_zero((size_t)p->n_schools, sizeof(int));
	for (int i = 0; i < p->n_schools; i++)
		p->by_name[i] = i;
	qsort_r(p->by_name, (size_t)p->n_schools, sizeof(int), compare_names,
	    p->schools);
	p->n_slots = 1024;
	p->slots = mem_zero((size_t)p->n_slots, sizeof(int));
	*out = p;
	return 0;
}

void
places_close(struct places *p)
{
	if (p == NULL)
		return;
	free(p->schools);
	free(p->by_name);
	free(p->classes);
	free(p->slots);
	free(p);
}

int
places_school(const struct places *p, const char *name)
{
	int low = 0, high = p->n_schools;

	while (low < high) {
		int mid = low + (high - low) / 2;
		int c = strcmp(name, p->schools[p->by_name[mid]].o.name);

		if (c == 0)
			return p->by_name[mid];
		if (c < 0)
			high = mid;
		else
			low = mid + 1;
	}
	for (int i = 0; i < p->n_schools; i++)
		if (strcmp(name, p->schools[i].o.code) == 0 && name[0] != '\0')
			return i;
	return -1;
}

int
places_school_of(const struct places *p, int64_t school)
{
	for (int i = 0; i < p->n_schools; i++)
		if (p->schools[i].o.id == school)
			return i;
	return -1;
}

int64_t
places_school_id(const struct places *p, int school)
{
	return p->schools[school].o.id;
}

enum schooling
places_schooling(const struct places *p, int school)
{
	return p->schools[school].schooling;
}

bool
places_writable(const struct places *p, int64_t school)
{
	for (int i = 0; i < p->n_schools; i++)
		if (p->schools[i].o.id == school)
			return true;
	return false;
}

/* --- classes ------------------------------------------------------------- */

static uint32_t
hash(int64_t school, const struct grade *g, const char *label)
{
	uint32_t h =
	    (uint32_t)school * 2654435761u + (uint32_t)grade_number(g) * 40503u;

	while (*label != '\0')
		h = (h ^ (uint8_t)*label++) * 16777619u;
	return h ^ h >> 15;
}

/* The slot of a class, or the free one where it belongs. */
static int *
slot_of(
    struct places *p, int64_t school, const struct grade *g, const char *label)
{
	uint32_t at = hash(school, g, label);

	for (;; at++) {
		int *slot = &p->slots[at & (uint32_t)(p->n_slots - 1)];
		const struct class *c;

		if (*slot == 0)
			return slot;
		c = &p->classes[*slot - 1];
		if (c->school == school && c->grade.stage == g->stage &&
		    c->grade.entry == g->entry && strcmp(c->label, label) == 0)
			return slot;
	}
}

static void
more_slots(struct places *p)
{
	free(p->slots);
	p->n_slots *= 2;
	p->slots = mem_zero((size_t)p->n_slots, sizeof(int));
	for (int i = 0; i < p->n_classes; i++) {
		const struct class *c = &p->classes[i];

		*slot_of(p, c->school, &c->grade, c->label) = i + 1;
	}
}

static void
remember(struct places *p, int64_t school, const struct grade *g,
    const char *label, const struct org *o)
{
	struct class *c;

	if (2 * p->n_classes >= p->n_slots)
		more_slots(p);
	p->classes =
	    mem_grow(p->classes, (size_t)p->n_classes + 1, sizeof(*p->classes));
	c = &p->classes[p->n_classes++];
	*c = (struct class){ school, *g, "", o->id, o->lft };
	mem_copy_text(c->label, sizeof(c->label), label);
	*slot_of(p, school, g, label) = p->n_classes;
}

/* Reading a school's classes in tree order: each grade before its own. */
struct loading {
	struct places *p;
	int64_t school, grade_id, last;
	struct grade grade;
	int n;
};

static int
load_one(void *arg, const struct org *o)
{
	struct loading *l = arg;
	char label[CLASS_LABEL_MAX], part[GRADE_WORDS_MAX];

	l->n++;
	l->last = o->lft;
	if (o->type == ORG_GRADE && grade_of_number((int)o->number, &l->grade))
		l->grade_id = o->id;
	else if (o->type == ORG_CLASS && o->parent == l->grade_id &&
		 class_read(o->name, label, part) == 0)
		remember(l->p, l->school, &l->grade, label, o);
	return 0;
}

static int
load_classes(struct places *p, struct school *s)
{
	struct loading l = { p, s->o.id, 0, s->o.lft, { STAGE_NONE, 0 }, 0 };
	int r;

	do {
		l.n = 0;
		r = store_org_each(p->who->store, ORG_NONE, l.last, s->o.rgt,
		    PAGE, load_one, &l);
	} while (r == 0 && l.n == PAGE);
	s->loaded = r == 0;
	return r;
}

static int
find_grade(struct places *p, const struct school *s, const struct grade *g,
    struct org *o)
{
	int r = store_org_by_number(
	    p->who->store, s->o.id, ORG_GRADE, grade_number(g), o);

	if (r != ERR_NOT_FOUND)
		return r;
	*o = (struct org){
		.parent = s->o.id, .type = ORG_GRADE, .number = grade_number(g)
	};
	grade_name(g, o->name);
	return store_org_add(p->who->store, o);
}

static int
make_class(struct places *p, const struct school *s, const struct student *st)
{
	struct org grade, class = { .type = ORG_CLASS };
	char name[CLASS_FULL_MAX];
	int r;

	if ((r = find_grade(p, s, &st->grade, &grade)) != 0)
		return r;
	class.parent = grade.id;
	class.number = class_number(st->label);
	class_name(&st->grade, st->label, name);
	mem_copy_text(class.name, sizeof(class.name), name);
	if ((r = store_org_add(p->who->store, &class)) == 0)
		remember(p, s->o.id, &st->grade, st->label, &class);
	return r;
}

int
places_class(struct places *p, int school, struct student *s, bool make)
{
	struct school *at = &p->schools[school];
	const struct class *c;
	int slot, r;

	s->school = at->o.id;
	s->class = s->place = 0;
	if (!at->loaded && (r = load_classes(p, at)) != 0)
		return r;
	slot = *slot_of(p, s->school, &s->grade, s->label);
	if (slot == 0 && !make)
		return 0;
	if (slot == 0 && (r = make_class(p, at, s)) != 0)
		return r;
	if (slot == 0)
		slot = p->n_classes;
	c = &p->classes[slot - 1];
	s->class = c->id;
	s->place = c->lft;
	return 0;
}
