/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/student.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "student_internal.h"

#define LIMIT_MAX 200
#define NAMES 64    /* schools whose names are remembered */
#define CLASSES 256 /* and classes, by a hash of grade and label */

/* Where a post reaches. */
struct reach {
	struct student_scope scope;
	bool class;  /* one class: it can be listed whole */
	bool family; /* telephone tails may be looked for */
};

struct act_lookup {
	struct actor *who;
	uint32_t rights; /* of the posts, when they were read */
	int today;	 /* then: rights are read again each hour */
	struct reach reach[ACT_POSTS_MAX];
	int n;
	struct {
		int64_t id;
		char name[ORG_NAME_MAX];
	} names[NAMES];
	int next_name, last_name; /* the one asked for last */
	struct class_name {
		struct grade grade;
		int today;
		char label[CLASS_LABEL_MAX], words[CLASS_FULL_MAX];
	} classes[CLASSES];
};

/* --- where one may look -----------------------------------------------------
 */

static bool
may(const struct post *p, enum permit_class class, enum permit_right want)
{
	struct permit_on on = { .lft = p->lft };

	return permit_ask(p, 1, class, want, &on, GROUND_NONE) == PERMIT_YES;
}

static int
reach_of(struct actor *who, const struct post *p, struct reach *to)
{
	struct org o, school;
	int r;

	*to = (struct reach){ .scope = { 0, p->lft, p->rgt } };
	to->family = may(p, CLASS_FAMILY, MAY_READ);
	if ((r = store_org_get(who->store, p->org, &o)) != 0)
		return r;
	to->class = o.type == ORG_CLASS;
	r = store_org_above(who->store, p->org, ORG_SCHOOL, &school);
	if (r == 0)
		to->scope.school = school.id;
	return r == ERR_NOT_FOUND ? 0 : r;
}

/* Does a lie within b, and show no more? */
static bool
is_within(const struct reach *a, const struct reach *b)
{
	return a->scope.lft >= b->scope.lft && a->scope.rgt <= b->scope.rgt &&
	       (b->family || !a->family);
}

static void
add_reach(struct act_lookup *l, const struct reach *one)
{
	int kept = 0;

	for (int i = 0; i < l->n; i++)
		if (is_within(one, &l->reach[i]))
			return;
	for (int i = 0; i < l->n; i++)
		if (!is_within(&l->reach[i], one))
			l->reach[kept++] = l->reach[i];
	l->n = kept;
	l->reach[l->n++] = *one;
}

static int
read_reach(struct act_lookup *l)
{
	struct actor *who = l->who;
	struct reach one;
	int r;

	l->n = 0;
	l->rights = who->rights_epoch;
	l->today = student_today(who);
	for (int i = 0; i < who->n_posts; i++) {
		const struct post *p = &who->posts[i];

		if (!may(p, CLASS_DIRECTORY, MAY_READ))
			continue;
		if ((r = reach_of(who, p, &one)) != 0)
			return r;
		add_reach(l, &one);
	}
	if (l->n > 0)
		return 0;
	if (act_is(who, ROLE_OPERATOR) || act_is(who, ROLE_LEAD))
		return act_fail(who, ERR_DENIED,
		    _("To protect students the line finds one at a time, by "
		      "school and full name or by number, with a reason."));
	return act_fail(who, ERR_DENIED,
	    _("The directory of students is not open to you."));
}

int
act_lookup_open(struct actor *who, struct act_lookup **out)
{
	struct act_lookup *l = mem_zero(1, sizeof(*l));
	int r;

	l->who = who;
	if ((r = act_look(who)) != 0 || (r = read_reach(l)) != 0) {
		act_lookup_close(l);
		return r;
	}
	*out = l;
	return 0;
}

void
act_lookup_close(struct act_lookup *l)
{
	free(l);
}

/* The posts may have changed since the last search. */
static int
look_again(struct act_lookup *l)
{
	int r;

	if ((r = act_look(l->who)) != 0)
		return r;
	return l->rights == l->who->rights_epoch ? 0 : read_reach(l);
}

static const char *
school_name(struct act_lookup *l, int64_t id)
{
	struct org o;
	int at = l->next_name;

	if (l->names[l->last_name].id == id)
		return l->names[l->last_name].name;
	for (int i = 0; i < NAMES; i++)
		if (l->names[i].id == id)
			return l->names[l->last_name = i].name;
	if (store_org_get(l->who->store, id, &o) != 0)
		return "";
	l->names[at].id = id;
	mem_copy_text(l->names[at].name, sizeof(l->names[at].name), o.name);
	l->next_name = (at + 1) % NAMES;
	return l->names[at].name;
}

int
act_lookup_reach(struct act_lookup *l, const char **name, int64_t *n)
{
	static const char none[] = "";
	int64_t sum = 0, one;
	int r;

	*name = none;
	*n = -1;
	if ((r = look_again(l)) != 0)
		return r;
	if (l->n == 1 && l->reach[0].scope.school != 0)
		*name = school_name(l, l->reach[0].scope.school);
	for (int i = 0; i < l->n; i++) {
		if (l->reach[i].scope.school == 0)
			return 0;
		r = store_student_count(
		    l->who->store, &l->reach[i].scope, &one);
		if (r != 0)
			return r;
		sum += one;
	}
	*n = sum;
	return 0;
}

/* --- looking ----------------------------------------------------------------
 */

struct search {
	struct act_lookup *l;
	int limit, found;
	bool more;
	int today;
	int64_t ids[LIMIT_MAX];
	int (*fn)(void *, const struct act_student_row *);
	void *arg;
};

/* "八年级3班", made once for all of the class that are found. */
static const char *
class_of(struct search *f, const struct student *s)
{
	unsigned h = (unsigned)grade_number(&s->grade) * 31;
	struct class_name *c;

	for (const char *p = s->label; *p != '\0'; p++)
		h = h * 31 + (unsigned char)*p;
	c = &f->l->classes[h % CLASSES];
	if (c->today != f->today || c->grade.stage != s->grade.stage ||
	    c->grade.entry != s->grade.entry ||
	    strcmp(c->label, s->label) != 0) {
		c->today = f->today;
		c->grade = s->grade;
		memcpy(c->label, s->label, sizeof(c->label));
		class_full_words(&s->grade, s->label, f->today, c->words);
	}
	return c->words;
}

static int
found_one(void *arg, const struct student *s)
{
	struct search *f = arg;
	struct act_student_row row = { .s = s };
	size_t n = strlen(s->number);

	for (int i = 0; i < f->found; i++)
		if (f->ids[i] == s->id)
			return 0;
	if (f->found == f->limit) {
		f->more = true;
		return ERR_LIMIT; /* ends this search and those behind it */
	}
	f->ids[f->found++] = s->id;
	row.today = f->today;
	row.school = school_name(f->l, s->school);
	row.class = class_of(f, s);
	mem_copy_text(
	    row.tail, sizeof(row.tail), s->number + (n > 4 ? n - 4 : 0));
	return f->fn(f->arg, &row);
}

static int
search(struct search *f, enum student_key by, const char *key)
{
	int r = 0;

	for (int i = 0; i < f->l->n && r == 0; i++)
		r = store_student_find(f->l->who->store, by, key,
		    &f->l->reach[i].scope, f->limit + 1, found_one, f);
	return r;
}

static int
search_tail(struct search *f, const char *tail)
{
	int r = 0;

	for (int i = 0; i < f->l->n && r == 0; i++)
		if (f->l->reach[i].family)
			r = store_student_by_tail(f->l->who->store, tail,
			    &f->l->reach[i].scope, f->limit + 1, found_one, f);
	return r;
}

/* A whole pupil number, or the resident's number within one. */
static int
search_identity(struct search *f, const char *key)
{
	char identity[STUDENT_IDENTITY_MAX];
	struct student s;
	size_t n = 0;
	int r;

	if (key[0] >= '0' && key[0] <= '9')
		identity[n++] = 'G';
	for (; *key != '\0' && n + 1 < sizeof(identity); key++)
		identity[n++] =
		    (char)(*key >= 'a' && *key <= 'z' ? *key - 32 : *key);
	identity[n] = '\0';
	if (n != 19)
		return 0;
	r = store_student_by_identity(f->l->who->store, identity, &s);
	if (r != 0)
		return r == ERR_NOT_FOUND ? 0 : r;
	s.address[0] = '\0'; /* no part of a list */
	for (int i = 0; i < f->l->n; i++)
		if (s.place >= f->l->reach[i].scope.lft &&
		    s.place <= f->l->reach[i].scope.rgt)
			return found_one(f, &s);
	return 0;
}

/* Those who have a class see it without typing. */
static int
list_class(struct search *f)
{
	int r = 0;

	for (int i = 0; i < f->l->n && r == 0; i++)
		if (f->l->reach[i].class)
			r = store_student_find(f->l->who->store, STUDENT_BY_PY,
			    "", &f->l->reach[i].scope, f->limit + 1, found_one,
			    f);
	return r;
}

static int
search_digits(struct search *f, const char *key)
{
	int r;

	if ((r = search(f, STUDENT_BY_NUMBER, key)) == 0 &&
	    (r = search_identity(f, key)) == 0 && strlen(key) == 4)
		r = search_tail(f, key);
	return r;
}

int
act_lookup_find(struct act_lookup *l, const char *typed, int limit,
    int (*fn)(void *, const struct act_student_row *), void *arg, bool *more)
{
	struct search f = { .l = l, .fn = fn, .arg = arg };
	char key[PINYIN_NAME_KEY_MAX];
	int r;

	*more = false;
	f.limit = limit < LIMIT_MAX ? limit : LIMIT_MAX;
	if ((r = look_again(l)) != 0)
		return r;
	f.today = l->today;
	switch (pinyin_fold(typed, key)) {
	case PINYIN_LETTERS:
		/* one letter finds all its initials find */
		if ((r = search(&f, STUDENT_BY_PY, key)) == 0 && key[1] != '\0')
			r = search(&f, STUDENT_BY_INITIALS, key);
		break;
	case PINYIN_DIGITS:
		r = search_digits(&f, key);
		break;
	case PINYIN_NAME:
		r = search(&f, STUDENT_BY_NAME, key);
		break;
	default:
		r = list_class(&f);
	}
	*more = f.more;
	return r == ERR_LIMIT && f.more ? 0 : r;
}
