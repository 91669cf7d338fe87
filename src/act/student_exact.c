/* SPDX-License-Identifier: Apache-2.0 */
/* One child, exactly: by who has no list of it. */
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

/* The school somebody works at: who names none means it.  A line has none. */
static int
own_school(struct actor *who, struct org *school)
{
	for (int i = 0; i < who->n_posts; i++)
		if (store_org_above(
			who->store, who->posts[i].org, ORG_SCHOOL, school) == 0)
			return 0;
	return ERR_NOT_FOUND;
}

/* The school meant; whose it is to ask for is judged behind. */
static int
find_school(struct actor *who, const char *name, struct org *school)
{
	int r;

	if (name == NULL || name[0] == '\0')
		return own_school(who, school);
	r = store_org_by_code(who->store, ORG_SCHOOL, name, school);
	if (r == ERR_NOT_FOUND)
		r = store_org_by_name(who->store, ORG_SCHOOL, name, school);
	return r;
}

static bool
in_district(struct actor *who, int64_t place)
{
	struct org d;

	for (int i = 0; i < who->n_posts; i++)
		if (store_org_above(
			who->store, who->posts[i].org, ORG_DISTRICT, &d) == 0 &&
		    place >= d.lft && place <= d.rgt)
			return true;
	return false;
}

struct one {
	struct student s;
	int n;
};

static int
count_one(void *arg, const struct student *s)
{
	struct one *o = arg;

	o->s = *s;
	o->n++;
	return 0;
}

static int
exact_pupil(struct actor *who, const char *number, struct one *o)
{
	char key[STUDENT_IDENTITY_MAX];
	int r;

	mem_copy_text(key, sizeof(key), number);
	for (char *p = key; *p != '\0'; p++)
		if (*p >= 'a' && *p <= 'z')
			*p -= 32;
	r = store_student_by_identity(who->store, key, &o->s);
	o->n = r == 0;
	return r == ERR_NOT_FOUND ? 0 : r;
}

/* Exactly one, or nobody. */
static int
find_one(struct actor *who, const struct act_exact *ask, struct one *o)
{
	bool by_number = ask->number != NULL && ask->number[0] != '\0';
	char key[PINYIN_NAME_KEY_MAX];
	struct org school;
	int r;

	*o = (struct one){ .n = 0 };
	if (by_number && strlen(ask->number) == 19 &&
	    strchr("GJLgjl", ask->number[0]) != NULL)
		return exact_pupil(who, ask->number, o);
	if (!by_number && (ask->name == NULL || ask->name[0] == '\0'))
		return 0;
	if ((r = find_school(who, ask->school, &school)) != 0)
		return r == ERR_NOT_FOUND ? 0 : r;
	if (by_number)
		return store_student_exact(who->store, STUDENT_BY_NUMBER,
		    school.id, ask->number, 2, count_one, o);
	pinyin_name_key(ask->name, key);
	return store_student_exact(
	    who->store, STUDENT_BY_NAME, school.id, key, 2, count_one, o);
}

int
student_find_exact(
    struct actor *who, const struct act_exact *ask, struct student *to)
{
	struct one o;
	int r;

	if ((r = find_one(who, ask, &o)) != 0)
		return r;
	if (o.n != 1)
		return ERR_NOT_FOUND;
	*to = o.s;
	return 0;
}

static int
fill_found(struct actor *who, const struct student *s, struct act_found *out)
{
	struct org school;
	int r;

	if ((r = store_org_get(who->store, s->school, &school)) != 0)
		return r;
	out->student = s->id;
	out->school = s->school;
	out->class = s->class;
	out->grade = s->grade;
	mem_copy_text(out->name, sizeof(out->name), s->name);
	mem_copy_text(out->reading, sizeof(out->reading), s->reading);
	mem_copy_text(out->label, sizeof(out->label), s->label);
	mem_copy_text(out->school_name, sizeof(out->school_name), school.name);
	out->today = student_today(who);
	class_full_words(&s->grade, s->label, out->today, out->class_name);
	return 0;
}

/* May this person find anybody so?  Where is asked when it is known. */
static int
may_exact(struct actor *who, enum permit_ground ground, int64_t place)
{
	struct permit_on on = { .lft = place, .exact = true };

	switch (permit_ask(
	    who->posts, who->n_posts, CLASS_DIRECTORY, MAY_READ, &on, ground)) {
	case PERMIT_YES:
		return 0;
	case PERMIT_GROUND:
		return act_fail(who, ERR_INPUT,
		    _("ground: please say why the student is looked for."));
	default:
		return ERR_DENIED;
	}
}

static int
exact(struct actor *who, const struct act_exact *ask, struct act_found *out)
{
	int64_t id = 0;
	struct one o;
	int r;

	if ((r = find_one(who, ask, &o)) != 0)
		return r;
	if (o.n == 1 && in_district(who, o.s.place) &&
	    may_exact(who, ask->ground, o.s.place) == 0)
		id = o.s.id;
	/* Not finding is recorded as well: guessing shows. */
	r = act_note(who, "student.exact", id, permit_ground_name(ask->ground),
	    id != 0 ? &id : NULL, id != 0, &out->audit);
	if (r == 0 && id != 0)
		r = fill_found(who, &o.s, out);
	return r;
}

int
act_student_exact(
    struct actor *who, const struct act_exact *ask, struct act_found *out)
{
	struct post line;
	int r;

	*out = (struct act_found){ .student = 0 };
	if ((r = act_begin(who)) != 0)
		return r;
	line = who->n_posts > 0 ? who->posts[0] : (struct post){ .lft = 0 };
	if ((r = may_exact(who, ask->ground, line.lft)) == 0)
		r = exact(who, ask, out);
	if ((r = act_end(who, r)) != 0)
		return r;
	return out->student != 0 ? 0 : student_not_found(who);
}
