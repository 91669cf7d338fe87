/* SPDX-License-Identifier: Apache-2.0 */
/* Without a valid training record: who lacks one, and what that keeps them
 * from (TJ-83). */
#include <string.h>

#include "act/presence.h"
#include "act/register.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/profile.h"
#include "office_internal.h"
#include "store/org.h"
#include "store/store.h"
#include "store/ticket.h"
#include "student_internal.h"
#include "training_internal.h"

/* --- who lacks one ----------------------------------------------------------
 */

static int
rule_of(struct actor *who, int64_t line, enum training_rule *rule)
{
	char kept[DETAIL_VALUE_MAX];
	int r = store_detail_get(who->store, DETAIL_OF_ORG, line,
	    "training_rule", act_now(who), kept, sizeof(kept));

	*rule = training_rule_of(kept, profile_default()->training);
	return r;
}

int
training_is(struct actor *who, int64_t person, enum role role, int64_t org,
    struct act_training_is *is)
{
	char today[DAY_TEXT];
	struct org line;
	int r;

	*is = (struct act_training_is){ .lacks = false };
	if (!training_is_asked(role))
		return 0;
	if ((r = store_org_get(who->store, org, &line)) != 0 ||
	    line.type != ORG_LINE)
		return r;
	day_write(student_today(who), today);
	if ((r = store_training_last(who->store, person, is->ended)) != 0)
		return r;
	is->lacks = strcmp(is->ended, today) < 0; /* "" without one */
	return rule_of(who, org, &is->rule);
}

int
act_training_own(struct actor *who, struct act_training_is *is)
{
	const struct post *p = act_post(who, ROLE_OPERATOR);
	int r;

	*is = (struct act_training_is){ .lacks = false };
	if ((r = act_look(who)) != 0)
		return r;
	if (p == NULL && (p = act_post(who, ROLE_LEAD)) == NULL)
		return 0;
	return training_is(who, who->person, p->role, p->org, is);
}

int
act_training_for(struct actor *who, int64_t person, enum role role, int64_t org,
    struct act_training_is *is)
{
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = office_look_person(who, person)) != 0)
		return r;
	return training_is(who, person, role, org, is);
}

/* --- a post -----------------------------------------------------------------
 */

int
training_hold(struct actor *who, const struct post *p)
{
	struct act_training_is is;
	int r;

	if ((r = training_is(who, p->person, p->role, p->org, &is)) != 0 ||
	    !is.lacks || is.rule != TRAINING_HARD)
		return r;
	return act_fail(who, ERR_STATE,
	    _("This hotline keeps off duty who has no valid training record: "
	      "please have it noted first, then agree."));
}

/* --- a call -----------------------------------------------------------------
 */

/*
 * A call that is lost hurts a child; a record that is missing is paper.  So
 * the rule moves a call to another, and never to nobody: there must be a
 * colleague who has pressed a key in the last minutes and is in no call, and
 * a call they have left to ring is anybody's.
 */
#define AWAKE_S 300
#define RINGS_S 20
#define HOLDERS_MAX 64

struct busy {
	int64_t person;
	bool in_call;
};

static int
look_for_call(void *arg, const struct ticket *t)
{
	struct busy *b = arg;

	b->in_call |= t->taker == b->person && ticket_is_call(t);
	return 0;
}

static int
is_free(struct actor *who, const struct post *p, bool *yes)
{
	struct busy b = { .person = p->person };
	struct act_training_is is;
	int r;

	*yes = false;
	if (p->person == who->person ||
	    !act_presence_presses(who, p->person, AWAKE_S))
		return 0;
	if ((r = training_is(who, p->person, p->role, p->org, &is)) != 0 ||
	    is.lacks)
		return r;
	r = store_ticket_of_person(
	    who->store, p->person, 0, 20, look_for_call, &b);
	*yes = r == 0 && !b.in_call;
	return r;
}

/* name: of somebody who could take it; "" when there is nobody. */
static int
find_free(struct actor *who, int64_t line, char name[PERSON_NAME_MAX])
{
	static const enum role roles[] = { ROLE_OPERATOR, ROLE_LEAD };
	struct post post[HOLDERS_MAX];
	bool yes = false;
	int n, r = 0;

	name[0] = '\0';
	for (size_t k = 0; k < nitems(roles) && r == 0 && !yes; k++) {
		n = 0;
		r = store_post_holders(who->store, roles[k], line, act_now(who),
		    post, HOLDERS_MAX, &n);
		for (int i = 0; i < n && r == 0 && !yes; i++)
			if ((r = is_free(who, &post[i], &yes)) == 0 && yes)
				r = store_person_name(
				    who->store, post[i].person, name);
	}
	return r;
}

int
training_take(struct actor *who, int64_t line, int64_t rang_at)
{
	int64_t rings = act_now(who) - rang_at;
	char name[PERSON_NAME_MAX] = "";
	struct act_training_is is;
	int r;

	if ((r = training_is(who, who->person, ROLE_OPERATOR, line, &is)) !=
		0 ||
	    !is.lacks || is.rule != TRAINING_HARD)
		return r;
	if (rings < RINGS_S && (r = find_free(who, line, name)) != 0)
		return r;
	if (name[0] != '\0')
		return act_fail(who, ERR_DENIED,
		    _("%s is free: please leave the call to them. You have no "
		      "valid training record; once it is noted you take calls "
		      "again."),
		    name);
	return act_note(
	    who, "training.taken", who->person, NULL, NULL, 0, NULL);
}
