/* SPDX-License-Identifier: Apache-2.0 */
/* Packages and copies: agreed to, listed, accounted for; how one is asked for
 * is package_ask.c, what is in it package_text.c. */
#include <stdlib.h>
#include <string.h>

#include "act/approval.h"
#include "act/package.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "gate_internal.h"
#include "package_internal.h"
#include "sealed/word.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "student_internal.h"

#define SECRET "package.secret"

/* --- who may ---------------------------------------------------------------
 */

bool
package_may(const struct actor *who)
{
	return act_is(who, ROLE_PSYCHOLOGY) || act_is(who, ROLE_COUNSELLOR) ||
	       act_is(who, ROLE_CRISIS_HEAD);
}

bool
act_package_may(const struct actor *who)
{
	return package_may(who);
}

/* Who agrees for a school, or sees what was given out of it. */
static bool
answers_for(struct actor *who, int64_t school)
{
	struct org o;

	return store_org_get(who->store, school, &o) == 0 &&
	       (act_is_for(who, ROLE_CRISIS_HEAD, o.lft) ||
		   act_is_for(who, ROLE_COUNSELLOR, o.lft));
}

/* --- the passphrase --------------------------------------------------------
 */

/* To its maker alone: nobody else fetches it. */
int
package_keep_pass(struct actor *who, int64_t id, const char *pass)
{
	struct buf *b = buf_new();
	int64_t own;
	int r;

	if ((r = act_key_of(who, KEY_PERSON, who->person, &own, NULL)) == 0 &&
	    (r = act_seal(who, own, (struct sealed_place){ SECRET, id }, pass,
		 strlen(pass), b)) == 0)
		r = store_package_secret(
		    who->store, id, own, buf_data(b), buf_len(b));
	buf_free(b);
	return r;
}

void
package_fresh_pass(char to[PACKAGE_PASS_MAX])
{
	/* 66 bits, and as many key derivations as the container asks. */
	sealed_word("0123456789", 5, 4, to);
}

static int
own(struct actor *who, int64_t id, struct package *p)
{
	int r = store_package_get(who->store, id, p);

	return r == 0 && p->made_by != who->person ? ERR_NOT_FOUND : r;
}

int
act_package_pass(struct actor *who, int64_t id, char pass[PACKAGE_PASS_MAX])
{
	struct package p;
	int r;

	pass[0] = '\0';
	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = own(who, id, &p)) == 0 &&
	    (p.medium != PACKAGE_ZIP || p.state > PACKAGE_AGREED))
		r = ERR_STATE;
	if (r == 0) {
		package_fresh_pass(pass);
		if ((r = package_keep_pass(who, id, pass)) == 0)
			r = act_note(
			    who, "package.pass", id, NULL, &p.student, 1, NULL);
	}
	if ((r = act_end(who, r)) != 0)
		explicit_bzero(pass, PACKAGE_PASS_MAX);
	return r;
}

struct opening {
	struct actor *who;
	struct buf *out;
};

static int
open_secret(void *arg, const struct package_row *row)
{
	struct opening *o = arg;

	if (row->pair == 0)
		return ERR_STATE;
	return act_open(o->who, row->pair,
	    (struct sealed_place){ SECRET, row->p.id }, row->secret,
	    row->n_secret, o->out);
}

int
package_secret(struct actor *who, int64_t id, struct buf *out)
{
	struct opening o = { who, out };

	return store_package_read(who->store, id, open_secret, &o);
}

/* --- agreeing --------------------------------------------------------------
 */

int
package_approval_may(struct actor *who, const struct approval *a)
{
	struct package p;
	int r = store_package_get(who->store, a->object, &p);

	if (r != 0)
		return r;
	return answers_for(who, p.school) ? 0 : ERR_DENIED;
}

int
package_approval_give(struct actor *who, const struct approval *a)
{
	struct package p;
	int r;

	if ((r = store_package_get(who->store, a->object, &p)) != 0)
		return r;
	if (p.state != PACKAGE_ASKED)
		return ERR_STATE;
	p.state = PACKAGE_AGREED;
	p.agreed_by = who->person;
	p.agreed_at = act_now(who);
	p.expires_at = p.agreed_at + PACKAGE_FETCH_S;
	if ((r = store_package_put(who->store, &p)) != 0)
		return r;
	return act_note(who, "package.agree", p.id,
	    package_code(PACKAGE_LIST_GROUND, (int)p.ground), &p.student, 1,
	    NULL);
}

int
package_approval_refuse(
    struct actor *who, const struct approval *a, const char *reason)
{
	struct package p;
	int r;

	(void)reason;
	if ((r = store_package_get(who->store, a->object, &p)) != 0)
		return r;
	p.state = PACKAGE_REFUSED;
	if ((r = store_package_put(who->store, &p)) != 0)
		return r;
	return store_package_secret(who->store, p.id, 0, NULL, 0);
}

/* --- fetching --------------------------------------------------------------
 */

int
package_fetch_may(struct actor *who, int64_t id, struct package *p)
{
	int r;

	if ((r = own(who, id, p)) != 0)
		return r;
	switch (package_may_fetch(p, act_now(who))) {
	case 0:
		return 0;
	case ERR_SECOND:
		return act_fail(
		    who, ERR_SECOND, _("A second person has to agree first."));
	default:
		return act_fail(who, ERR_STATE,
		    _("It can no longer be fetched. Please make a new one."));
	}
}

/* After the last time it may be fetched the passphrase goes. */
int
package_fetched(struct actor *who, int64_t id)
{
	struct package p;
	int r;

	if ((r = package_fetch_may(who, id, &p)) != 0)
		return r;
	p.fetches++;
	p.fetched_at = act_now(who);
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, who->person));
	if ((r = store_package_put(who->store, &p)) != 0 ||
	    p.fetches < PACKAGE_FETCHES)
		return r;
	return store_package_secret(who->store, id, 0, NULL, 0);
}

/* --- looking ---------------------------------------------------------------
 */

static int
name_of(struct actor *who, int64_t person, char to[65])
{
	to[0] = '\0';
	return person != 0 ? store_person_name(who->store, person, to) : 0;
}

static int
fill(struct actor *who, const struct package *p, struct act_package *to)
{
	struct approval a;
	struct student s;
	struct org o;
	int r;

	*to =
	    (struct act_package){ .p = *p, .mine = p->made_by == who->person };
	if ((r = store_student_get(who->store, p->student, &s)) != 0 ||
	    (r = store_org_get(who->store, p->school, &o)) != 0 ||
	    (r = name_of(who, p->made_by, to->maker)) != 0 ||
	    (r = name_of(who, p->agreed_by, to->agreer)) != 0)
		return r;
	mem_copy_text(to->student, sizeof(to->student), s.name);
	mem_copy_text(to->school, sizeof(to->school), o.name);
	class_full_words(&s.grade, s.label, student_today(who), to->class);
	to->may_fetch = to->mine && package_may_fetch(p, act_now(who)) == 0;
	to->late = package_is_late(p, student_today(who));
	if (!to->mine && answers_for(who, p->school) &&
	    store_approval_open(who->store, PACKAGE_KIND, p->id, &a) == 0)
		to->approval = a.id;
	return 0;
}

int
act_package_show(struct actor *who, int64_t id, struct act_package *out)
{
	struct package p;
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = store_package_get(who->store, id, &p)) != 0)
		return r;
	if (p.made_by != who->person && !answers_for(who, p.school))
		return ERR_NOT_FOUND;
	if ((r = act_saw(who, "package.show", id, NULL, &p.student, 1)) != 0)
		return r;
	return fill(who, &p, out);
}

struct listing {
	struct actor *who;
	struct package p[ACT_PACKAGE_PAGE];
	int n, of; /* of: where the part that is read begins */
	bool past;
};

/* Those of a person and of each of their places overlap: each once, in its
 * place, and of all of them those that come first. */
static int
collect(void *arg, const struct package *p)
{
	struct listing *l = arg;
	int i = l->n;

	while (i > l->of &&
	       (l->past ? l->p[i - 1].id < p->id : l->p[i - 1].id > p->id))
		i--;
	if (i == ACT_PACKAGE_PAGE || (i > l->of && l->p[i - 1].id == p->id))
		return 0;
	if (l->n < ACT_PACKAGE_PAGE)
		l->n++;
	memmove(
	    &l->p[i + 1], &l->p[i], (size_t)(l->n - 1 - i) * sizeof(l->p[0]));
	l->p[i] = *p;
	return 0;
}

static int
list_part(struct listing *l, bool past, int64_t after)
{
	struct actor *who = l->who;
	const struct package_part part = { past, act_now(who), after,
		ACT_PACKAGE_PAGE - l->n };
	int r;

	l->past = past;
	l->of = l->n;
	r = store_package_of_maker(who->store, who->person, &part, collect, l);
	for (int i = 0; i < who->n_posts && r == 0; i++)
		if (who->posts[i].role == ROLE_CRISIS_HEAD ||
		    who->posts[i].role == ROLE_COUNSELLOR)
			r = store_package_of_place(who->store,
			    who->posts[i].lft, who->posts[i].rgt, &part,
			    collect, l);
	return r;
}

static int
saw(struct listing *l)
{
	int64_t subject[ACT_PACKAGE_PAGE];

	for (int i = 0; i < l->n; i++)
		subject[i] = l->p[i].student;
	return l->n == 0
		   ? 0
		   : act_saw(l->who, "package.list", 0, NULL, subject, l->n);
}

static int
say(struct listing *l, int (*fn)(void *, const struct act_package *), void *arg)
{
	struct act_package view;
	int r = 0;

	for (int i = 0; i < l->n && r == 0; i++)
		if ((r = fill(l->who, &l->p[i], &view)) == 0) {
			view.past = l->past && i >= l->of;
			r = fn(arg, &view);
		}
	return r;
}

int
act_package_each(struct actor *who, const struct act_package_after *after,
    int (*fn)(void *, const struct act_package *), void *arg)
{
	static const struct act_package_after head = { false, 0 };
	struct listing *l = mem_zero(1, sizeof(*l));
	int r;

	l->who = who;
	if (after == NULL)
		after = &head;
	if ((r = act_look(who)) == 0 && !after->past)
		r = list_part(l, false, after->id);
	if (r == 0 && l->n < ACT_PACKAGE_PAGE)
		r = list_part(l, true, after->past ? after->id : 0);
	if (r == 0 && (r = saw(l)) == 0)
		r = say(l, fn, arg);
	free(l);
	return r;
}

/* What somebody else made waits for one alone: to be agreed to. */
static void
keep_own(struct listing *l)
{
	int n = 0;

	for (int i = 0; i < l->n; i++)
		if (l->p[i].made_by == l->who->person ||
		    l->p[i].state == PACKAGE_ASKED)
			l->p[n++] = l->p[i];
	l->n = n;
}

int
package_waiting(
    struct actor *who, int (*fn)(void *, const struct act_package *), void *arg)
{
	struct listing *l = mem_zero(1, sizeof(*l));
	int64_t last = 0;
	bool more = true;
	int r = act_look(who);

	l->who = who;
	while (r == 0 && more) {
		l->n = 0;
		if ((r = list_part(l, false, last)) != 0)
			break;
		if ((more = l->n == ACT_PACKAGE_PAGE))
			last = l->p[l->n - 1].id;
		keep_own(l);
		r = say(l, fn, arg);
	}
	free(l);
	return r;
}

int
act_package_fetchable(
    struct actor *who, int (*fn)(void *, const struct act_package *), void *arg)
{
	struct listing *l = mem_zero(1, sizeof(*l));
	struct package_part part = { .limit = ACT_PACKAGE_PAGE };
	int r = act_look(who);

	l->who = who;
	part.now = act_now(who);
	do {
		l->n = 0;
		if (r == 0)
			r = store_package_fetchable(
			    who->store, who->person, &part, collect, l);
		if (l->n > 0)
			part.after = l->p[l->n - 1].id;
		if (r == 0 && (r = saw(l)) == 0)
			r = say(l, fn, arg);
	} while (r == 0 && l->n == ACT_PACKAGE_PAGE);
	free(l);
	return r;
}

/* --- what became of a copy -------------------------------------------------
 */

int
act_package_note(
    struct actor *who, int64_t id, enum package_outcome outcome, int64_t *audit)
{
	struct package p;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = own(who, id, &p)) == 0 && !package_is_out(&p))
		r = act_fail(who, ERR_STATE, _("No copy of it is out."));
	if (r == 0 &&
	    (outcome <= PACKAGE_NOT_YET || outcome >= PACKAGE_OUTCOMES))
		r = ERR_INPUT;
	if (r == 0) {
		p.state = PACKAGE_BACK;
		p.outcome = outcome;
		p.outcome_by = who->person;
		p.outcome_at = act_now(who);
		r = act_note(who, "package.back", id,
		    package_code(PACKAGE_LIST_OUTCOME, (int)outcome),
		    &p.student, 1, &p.outcome_audit);
	}
	if (r == 0)
		r = store_package_put(who->store, &p);
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, who->person));
	if ((r = act_end(who, r)) == 0 && audit != NULL)
		*audit = p.outcome_audit;
	return r;
}
