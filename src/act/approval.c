/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/approval.h"
#include "act/care.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "gate_internal.h"
#include "store/store.h"
#include "training_internal.h"

/* --- accounts and posts: the security administrator ------------------------
 */

static int
may_secure(struct actor *who, const struct approval *a)
{
	(void)a;
	return act_is(who, ROLE_SECURITY_ADMIN) ? 0 : ERR_DENIED;
}

/* What was proposed with the account is held from now on. */
static int
hold_proposed(void *arg, const struct post *p, bool held)
{
	struct actor *who = arg;
	int r = training_hold(who, p);

	(void)held; /* none is */
	return r != 0 ? r : store_post_hold(who->store, p->id, act_now(who));
}

static int
give_account(struct actor *who, const struct approval *a)
{
	struct person p;
	int r;

	if ((r = store_person_get(who->store, a->object, &p)) != 0)
		return r;
	if (p.state != ACCOUNT_PROPOSED)
		return ERR_STATE;
	p.state = ACCOUNT_APPROVED;
	p.approved_by = who->person;
	if ((r = store_person_put(who->store, &p)) != 0)
		return r;
	return store_post_proposed_each(who->store, p.id, hold_proposed, who);
}

static int
refuse_account(struct actor *who, const struct approval *a, const char *reason)
{
	struct person p;
	int r;

	(void)reason;
	if ((r = store_person_get(who->store, a->object, &p)) != 0)
		return r;
	p.state = ACCOUNT_REFUSED;
	return store_person_put(who->store, &p);
}

static int
give_post(struct actor *who, const struct approval *a)
{
	struct post p;
	int r;

	if ((r = store_post_get(who->store, a->object, &p)) == 0 &&
	    (r = training_hold(who, &p)) == 0)
		r = store_post_hold(who->store, p.id, act_now(who));
	store_touch(who->store, STORE_TOPIC(TOPIC_ALL, 0));
	return r;
}

static int
refuse_post(struct actor *who, const struct approval *a, const char *reason)
{
	(void)reason;
	return store_post_end(who->store, a->object, act_now(who));
}

/* --- the staff of one file: all of it, or nothing ---------------------------
 */

/* What is agreed to is what was asked for: no more posts than then. */
static int
give_staff(struct actor *who, const struct approval *a)
{
	int64_t posts, people;
	int r;

	if ((r = store_batch_count(who->store, a->object, &posts, &people)) !=
	    0)
		return r;
	if (posts == 0 || posts > a->version)
		return ERR_STALE;
	store_touch(who->store, STORE_TOPIC(TOPIC_ALL, 0));
	return store_batch_decide(
	    who->store, a->object, true, who->person, act_now(who));
}

static int
refuse_staff(struct actor *who, const struct approval *a, const char *reason)
{
	(void)reason;
	store_touch(who->store, STORE_TOPIC(TOPIC_ALL, 0));
	return store_batch_decide(
	    who->store, a->object, false, who->person, act_now(who));
}

static const struct act_approval_kind kinds[] = {
	{ "account", may_secure, give_account, refuse_account },
	{ "account.reset", may_secure, account_reset_give, NULL },
	{ "post", may_secure, give_post, refuse_post },
	{ "staff", may_secure, give_staff, refuse_staff },
	{ "warning.confirm", warning_approval_may, warning_approval_give,
	    warning_approval_refuse },
	{ "warning.unconfirm", warning_approval_may, warning_approval_give,
	    warning_approval_refuse },
	{ "warning.lower", warning_approval_may, warning_approval_give,
	    warning_approval_refuse },
	{ "warning.monitor", warning_approval_may, warning_approval_give,
	    warning_approval_refuse },
	{ "warning.close", warning_approval_may, warning_approval_give,
	    warning_approval_refuse },
	{ "warning.calm", warning_approval_may, warning_approval_give,
	    warning_approval_refuse },
	{ "warning.hand", warning_approval_may, warning_approval_give,
	    warning_approval_refuse },
	{ "package", package_approval_may, package_approval_give,
	    package_approval_refuse },
	{ ACT_CARE_KIND, care_approval_may, care_approval_give,
	    care_approval_refuse },
	{ "custody.first", custody_approval_may, custody_approval_give,
	    custody_approval_refuse },
	{ "custody.second", custody_approval_may, custody_approval_give,
	    custody_approval_refuse },
};

static const struct act_approval_kind *
kind_of(const char *name)
{
	for (size_t i = 0; i < nitems(kinds); i++)
		if (strcmp(kinds[i].kind, name) == 0)
			return &kinds[i];
	return NULL;
}

/* --- asking and deciding ----------------------------------------------------
 */

int
act_approval_ask(struct actor *who, const char *kind, int64_t object,
    int64_t version, const char *code, int64_t *id)
{
	struct approval a, open;
	int r;

	r = store_approval_open(who->store, kind, object, &open);
	if (r != ERR_NOT_FOUND)
		return r == 0 ? ERR_EXISTS : r;
	a = (struct approval){ .object = object,
		.version = version,
		.asked_by = who->person,
		.asked_at = act_now(who),
		.state = APPROVAL_ASKED };
	mem_copy_text(a.kind, sizeof(a.kind), kind);
	mem_copy_text(a.code, sizeof(a.code), code != NULL ? code : "");
	if ((r = store_approval_add(who->store, &a)) == 0 && id != NULL)
		*id = a.id;
	store_touch(who->store, STORE_TOPIC(TOPIC_ALL, 0));
	return r;
}

/* May this person decide?  Never who asked. */
static int
approval_may(struct actor *who, const struct approval *a,
    const struct act_approval_kind **kind)
{
	if ((*kind = kind_of(a->kind)) == NULL)
		return ERR_UNKNOWN;
	if (a->asked_by == who->person)
		return act_fail(
		    who, ERR_SECOND, _("Who asked cannot agree as well."));
	return (*kind)->may(who, a);
}

static int
approval_decide(struct actor *who, int64_t id, enum approval_state state,
    const char *reason, int64_t *audit)
{
	const struct act_approval_kind *kind;
	struct approval a;
	int r;

	if ((r = store_approval_get(who->store, id, &a)) != 0 ||
	    (r = approval_may(who, &a, &kind)) != 0)
		return r;
	if (a.state != APPROVAL_ASKED)
		return ERR_STALE;
	a.state = state;
	a.decided_by = who->person;
	a.decided_at = act_now(who);
	if ((r = store_approval_put(who->store, &a)) != 0)
		return r;
	if (state == APPROVAL_GIVEN)
		r = kind->give(who, &a);
	else if (kind->refuse != NULL)
		r = kind->refuse(who, &a, reason);
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, a.asked_by));
	if (r == 0)
		r = act_note(who,
		    state == APPROVAL_GIVEN ? "approval.give"
					    : "approval.refuse",
		    id, NULL, NULL, 0, audit);
	return r;
}

int
act_approval_give(struct actor *who, int64_t id, int64_t *audit)
{
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	return act_end(
	    who, approval_decide(who, id, APPROVAL_GIVEN, NULL, audit));
}

int
act_approval_refuse(
    struct actor *who, int64_t id, const char *reason, int64_t *audit)
{
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	return act_end(
	    who, approval_decide(who, id, APPROVAL_REFUSED, reason, audit));
}

#define PAGE 100

struct deciding {
	struct actor *who;
	int left;     /* to be shown at most */
	int64_t last; /* that was looked at */
	int (*fn)(void *, const struct approval *);
	void *arg;
};

static int
approval_show(void *arg, const struct approval *a)
{
	struct deciding *d = arg;
	const struct act_approval_kind *kind;
	int r = approval_may(d->who, a, &kind);

	d->last = a->id;
	if (d->left == 0)
		return 0;
	if (r == ERR_SECOND || r == ERR_DENIED)
		return 0; /* somebody else's to decide */
	d->left--;
	return r != 0 ? r : d->fn(d->arg, a);
}

int
act_approval_each(struct actor *who, int64_t after, int limit,
    int (*fn)(void *, const struct approval *), void *arg)
{
	struct deciding d = { who, limit, after, fn, arg };
	int64_t page = after - 1;
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	/* others' in between do not use up what is shown */
	while (r == 0 && d.left > 0 && d.last != page) {
		page = d.last;
		r = store_approval_each(
		    who->store, APPROVAL_ASKED, page, PAGE, approval_show, &d);
	}
	who->why[0] = '\0';
	return r;
}
