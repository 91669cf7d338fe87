/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "act/actor.h"
#include "act/schooling.h"
#include "base/err.h"
#include "base/lang.h"
#include "import_place.h"
#include "model/org.h"
#include "model/profile.h"
#include "store/org.h"
#include "store/store.h"

/* Settings "schooling" and "schooling.ID", the latter of a school. */
static void
name_of(int64_t school, char to[40])
{
	if (school == 0)
		snprintf(to, 40, "schooling");
	else
		snprintf(to, 40, "schooling.%lld", (long long)school);
}

static int
own_word(struct actor *who, int64_t school, enum schooling *out)
{
	char name[40];
	int64_t v;
	int r;

	name_of(school, name);
	if ((r = store_setting_get(who->store, name, &v)) != 0)
		return r;
	if (v < 0 || v >= SCHOOLING_COUNT)
		return ERR_CORRUPT;
	*out = (enum schooling)v;
	return 0;
}

int
act_schooling(struct actor *who, int64_t school, enum schooling *out)
{
	int r = school != 0 ? own_word(who, school, out) : ERR_NOT_FOUND;

	if (r == ERR_NOT_FOUND)
		r = own_word(who, 0, out);
	if (r != ERR_NOT_FOUND)
		return r;
	*out = profile_default()->schooling;
	return 0;
}

/* The school's id, 0 for the district, of who may decide it. */
static int
decides(struct actor *who, const char *school, int64_t *id)
{
	struct places *p;
	int i, r;

	*id = 0;
	if ((r = places_open(who, &p)) != 0)
		return r;
	if (school == NULL)
		r = act_is(who, ROLE_DISTRICT_STAFF) ? 0 : ERR_DENIED;
	else if ((i = places_school(p, school)) < 0)
		r = act_fail(
		    who, ERR_NOT_FOUND, _("There is no such school here."));
	else
		*id = places_school_id(p, i);
	places_close(p);
	return r;
}

int
act_schooling_put(
    struct actor *who, const char *school, enum schooling s, int64_t *audit)
{
	char name[40];
	int64_t id;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = decides(who, school, &id)) == 0) {
		name_of(id, name);
		r = store_setting_put(who->store, name, s);
	}
	if (r == 0)
		r = act_note(who, "schooling.put", id, schooling_name(s), NULL,
		    0, audit);
	return act_end(who, r);
}

struct listing {
	struct actor *who;
	int (*fn)(void *, const char *, enum schooling);
	void *arg;
};

static int
list_school(void *arg, const struct org *o)
{
	struct listing *l = arg;
	enum schooling s;
	int r = own_word(l->who, o->id, &s);

	return r == ERR_NOT_FOUND ? 0 : r != 0 ? r : l->fn(l->arg, o->name, s);
}

int
act_schooling_each(struct actor *who,
    int (*fn)(void *, const char *school, enum schooling s), void *arg)
{
	struct listing l = { who, fn, arg };
	enum schooling s;
	int r;

	if ((r = act_look(who)) != 0 || (r = act_schooling(who, 0, &s)) != 0 ||
	    (r = fn(arg, "", s)) != 0)
		return r;
	return store_org_each(
	    who->store, ORG_SCHOOL, 0, INT64_MAX, INT32_MAX, list_school, &l);
}
