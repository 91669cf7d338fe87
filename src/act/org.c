/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/register.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"
#include "model/grade.h"
#include "store/org.h"
#include "store/store.h"
#include "student_internal.h"
#include "training_internal.h"

/* Registers are kept by the district and the system administrator; a school's
 * own on-call list also by the school, a line's by its leads, a district's and
 * what lies under it by its counsellors. */
static bool
keeps_registers(const struct actor *who)
{
	return act_is(who, ROLE_SYSTEM_ADMIN) ||
	       act_is(who, ROLE_DISTRICT_STAFF);
}

static int
org_change(struct actor *who, struct org *o, int64_t id)
{
	if (id != 0)
		return store_org_rename(who->store, id, o->name);
	return store_org_add(who->store, o);
}

int
act_org_put(struct actor *who, int64_t id, int64_t parent, const char *type,
    int64_t number, const char *code, const char *name, int64_t *out,
    int64_t *audit)
{
	struct org o = { .id = id,
		.parent = parent,
		.type = org_type_read(type),
		.number = number };
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if (!keeps_registers(who))
		r = ERR_DENIED;
	else if (id == 0 && o.type == ORG_NONE)
		r = act_fail(who, ERR_INPUT, _("type: there is no such."));
	else if (name[0] == '\0' || strlen(name) >= ORG_NAME_MAX ||
		 strlen(code) >= ORG_CODE_MAX)
		r = act_fail(
		    who, ERR_INPUT, _("name or code: missing, or too long."));
	if (r == 0) {
		mem_copy_text(o.name, sizeof(o.name), name);
		mem_copy_text(o.code, sizeof(o.code), code);
		if ((r = org_change(who, &o, id)) == 0)
			r = act_note(
			    who, "org.put", o.id, NULL, NULL, 0, audit);
	}
	store_touch(who->store, STORE_TOPIC(TOPIC_ALL, 0));
	if ((r = act_end(who, r)) == 0)
		*out = o.id;
	return r;
}

/* A centre stands beside the schools, under one district. */
static int
is_in_district(struct actor *who, const struct org *o, bool *yes)
{
	struct org d;
	int r = 0;

	*yes = false;
	for (int i = 0; i < who->n_posts && r == 0; i++) {
		if (who->posts[i].role != ROLE_COUNSELLOR)
			continue;
		r = store_org_above(
		    who->store, who->posts[i].org, ORG_DISTRICT, &d);
		*yes |= r == 0 && d.lft <= o->lft && o->lft <= d.rgt;
		r = r == ERR_NOT_FOUND ? 0 : r;
	}
	return r;
}

static int
keeps_oncall(struct actor *who, int64_t org)
{
	struct org o;
	bool yes;
	int r;

	if (keeps_registers(who))
		return 0;
	if ((r = store_org_get(who->store, org, &o)) != 0)
		return r == ERR_NOT_FOUND ? ERR_DENIED : r;
	if (act_is_for(who, ROLE_PRINCIPAL, o.lft) ||
	    act_is_for(who, ROLE_PSYCHOLOGY, o.lft) ||
	    act_is_for(who, ROLE_LEAD, o.lft) ||
	    act_is_for(who, ROLE_COUNSELLOR, o.lft))
		return 0;
	r = is_in_district(who, &o, &yes);
	return r == 0 && !yes ? ERR_DENIED : r;
}

bool
act_oncall_keeps(struct actor *who, int64_t org)
{
	return act_look(who) == 0 && keeps_oncall(who, org) == 0;
}

/* An entry that is changed was somebody's before: the number that is dialled
 * in an emergency is not taken to another list by who keeps that one. */
static int
may_change_oncall(struct actor *who, const struct oncall *o, struct oncall *was)
{
	int r;

	*was = (struct oncall){ .id = 0 };
	if ((r = keeps_oncall(who, o->org)) != 0 || o->id == 0)
		return r;
	r = store_oncall_get(who->store, o->id, was);
	if (r != 0)
		return r == ERR_NOT_FOUND ? ERR_DENIED : r;
	return keeps_oncall(who, was->org);
}

/* A hotline's duty is given to somebody. */
static int
oncall_is_trained(struct actor *who, const struct oncall *o)
{
	struct post p = {
		.person = o->person, .role = ROLE_LEAD, .org = o->org
	};

	return o->person != 0 ? training_hold(who, &p) : 0;
}

int
act_oncall_put(
    struct actor *who, struct oncall *o, bool confirmed, int64_t *audit)
{
	struct oncall was, as_given = *o;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = may_change_oncall(who, o, &was)) != 0)
		;
	else if (o->name[0] == '\0' || o->phone[0] == '\0' ||
		 o->duty[0] == '\0')
		r = act_fail(
		    who, ERR_INPUT, _("duty, name and phone are all needed."));
	else if (o->person != was.person)
		r = oncall_is_trained(who, o);
	if (r == 0) {
		if (confirmed) {
			o->confirmed_at = act_now(who);
			o->confirmed_by = who->person;
		}
		if ((r = store_oncall_put(who->store, o)) == 0)
			r = act_note(
			    who, "oncall.put", o->id, NULL, NULL, 0, audit);
	}
	store_touch(who->store, STORE_TOPIC(TOPIC_ORG, o->org));
	if (was.id != 0)
		store_touch(who->store, STORE_TOPIC(TOPIC_ORG, was.org));
	/* what was not saved has no id: the next try adds it */
	if ((r = act_end(who, r)) != 0)
		*o = as_given;
	return r;
}

int
act_oncall_each(struct actor *who, int64_t org,
    int (*fn)(void *, const struct oncall *), void *arg)
{
	struct org o;
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	if (org == 0)
		return store_oncall_each(who->store, 0, 0, 1000, fn, arg);
	/* The org's own first, then those above it. */
	for (; org != 0; org = o.parent)
		if ((r = store_org_get(who->store, org, &o)) != 0 ||
		    (r = store_oncall_each(who->store, org, 0, 100, fn, arg)) !=
			0)
			return r;
	return 0;
}

int
act_org_each(struct actor *who, enum org_type t,
    int (*fn)(void *, const struct org *), void *arg)
{
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	return store_org_each(who->store, t, 0, INT64_MAX, 1000000, fn, arg);
}

int
act_post_each(struct actor *who,
    int (*fn)(void *, const struct post *, bool held), void *arg)
{
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	if (!keeps_registers(who) && !act_is(who, ROLE_SECURITY_ADMIN))
		return ERR_DENIED;
	return store_post_each(who->store, 0, act_now(who), 1000000, fn, arg);
}

/* --- for people ------------------------------------------------------------
 */

static bool
words_of(struct actor *who, const struct org *o, char to[CLASS_FULL_MAX])
{
	char label[CLASS_LABEL_MAX], part[GRADE_WORDS_MAX];
	int today = student_today(who);
	struct grade g;
	struct org above;

	if (o->type == ORG_GRADE && grade_of_number((int)o->number, &g)) {
		grade_words(&g, today, to);
		return true;
	}
	if (o->type != ORG_CLASS ||
	    store_org_get(who->store, o->parent, &above) != 0 ||
	    above.type != ORG_GRADE ||
	    !grade_of_number((int)above.number, &g) ||
	    class_read(o->name, label, part) != 0)
		return false;
	class_full_words(&g, label, today, to);
	return true;
}

void
act_org_words(struct actor *who, const struct org *o, char to[ORG_NAME_MAX])
{
	char words[CLASS_FULL_MAX];

	mem_copy_text(
	    to, ORG_NAME_MAX, words_of(who, o, words) ? words : o->name);
}
