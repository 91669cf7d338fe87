/* SPDX-License-Identifier: Apache-2.0 */
/* What becomes of posts when a year turns: rules by profile. */
#include <stdio.h>

#include "base/err.h"
#include "base/lang.h"
#include "model/duty.h"
#include "model/profile.h"
#include "rollover_internal.h"
#include "store/org.h"
#include "store/store.h"

/* Settings "turn.class_teacher" and "turn.class_teacher.ID", the latter of a
 * school; "turn." is for any other post. */
static int
own_word(struct actor *who, const char *post, int64_t school, enum turn *out)
{
	char name[80];
	int64_t v;
	int r;

	if (school == 0)
		snprintf(name, sizeof(name), "turn.%s", post);
	else
		snprintf(name, sizeof(name), "turn.%s.%lld", post,
		    (long long)school);
	if ((r = store_setting_get(who->store, name, &v)) != 0)
		return r;
	if (v < 0 || v >= TURN_COUNT)
		return ERR_CORRUPT;
	*out = (enum turn)v;
	return 0;
}

static int
turn_here(struct actor *who, const char *post, int64_t school,
    struct act_rollover_turn *out)
{
	int r = school != 0 ? own_word(who, post, school, &out->turn)
			    : ERR_NOT_FOUND;

	out->by = TURN_BY_SCHOOL;
	if (r == ERR_NOT_FOUND) {
		r = own_word(who, post, 0, &out->turn);
		out->by = TURN_BY_DISTRICT;
	}
	return r;
}

/* Of a post the profile has no row for: what is said of any other. */
static int
find_turn(struct actor *who, const char *post, int64_t school,
    struct act_rollover_turn *out)
{
	const struct profile_turn *t = profile_turn(profile_default(), post);
	int r = turn_here(who, post, school, out);

	out->post = post;
	if (r == ERR_NOT_FOUND && t->post == NULL)
		r = turn_here(who, "", school, out);
	if (r != ERR_NOT_FOUND)
		return r;
	out->turn = t->turn;
	out->by = TURN_BY_PROFILE;
	return 0;
}

int
rollover_post_ends(struct actor *who, const struct turning *t,
    const struct post *p, bool *ends)
{
	const char *post = p->duty[0] != '\0' ? p->duty : role_name(p->role);
	struct act_rollover_turn rule = { .turn = TURN_UP };
	bool turned = false;
	int r;

	if ((r = find_turn(who, post, t->school, &rule)) != 0)
		return r;
	*ends = turn_ends(rule.turn, t->leaves);
	if (*ends && !t->leaves)
		r = store_rollover_turned(
		    who->store, t->year, t->at->lft, &turned);
	*ends &= !turned;
	return r;
}

static int
school_of(struct actor *who, const char *school, int64_t *id)
{
	struct org o;
	int year = 0, r;

	r = rollover_scope(who, school, &year, &o);
	*id = r == 0 && school != NULL ? o.id : 0;
	return r;
}

int
act_rollover_where(struct actor *who, const char *school, struct org *out)
{
	int year = 0, r;

	if ((r = act_look(who)) != 0)
		return r;
	return rollover_scope(who, school, &year, out);
}

/* Whoever looks at the rules of the district or one of its schools. */
static void
tell(struct actor *who)
{
	const struct post *p = act_post(who, ROLE_DISTRICT_STAFF);

	if (p != NULL)
		store_touch(who->store, STORE_TOPIC(TOPIC_ORG, p->org));
}

int
act_rollover_turn_put(struct actor *who, const char *school, const char *post,
    enum turn t, int64_t *audit)
{
	char name[80], code[64];
	int64_t id;
	int r;

	if (post[0] != '\0' && duty_of(post) == NULL)
		return act_fail(
		    who, ERR_INPUT, _("There is no post of this name."));
	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = school_of(who, school, &id)) == 0) {
		if (id == 0)
			snprintf(name, sizeof(name), "turn.%s", post);
		else
			snprintf(name, sizeof(name), "turn.%s.%lld", post,
			    (long long)id);
		r = store_setting_put(who->store, name, t);
	}
	tell(who);
	snprintf(code, sizeof(code), "%s:%s", post, turn_name(t));
	if (r == 0)
		r = act_note(who, "rollover.turn", id, code, NULL, 0, audit);
	return act_end(who, r);
}

/* Every post that is held at a class or grade; those without a word of their
 * own are one row, "". */
int
act_rollover_turn_each(struct actor *who, const char *school,
    int (*fn)(void *, const struct act_rollover_turn *), void *arg)
{
	const struct duty *d;
	struct act_rollover_turn t = { .post = "" };
	int64_t id;
	int r;

	if ((r = act_look(who)) != 0 || (r = school_of(who, school, &id)) != 0)
		return r;
	for (int i = 0; r == 0 && (d = duty_at(i)) != NULL; i++)
		if ((duty_fits(d, ORG_CLASS) || duty_fits(d, ORG_GRADE)) &&
		    d->role != ROLE_NONE &&
		    (r = find_turn(who, d->name, id, &t)) == 0)
			r = fn(arg, &t);
	if (r == 0 && (r = find_turn(who, "", id, &t)) == 0)
		r = fn(arg, &t);
	return r;
}
