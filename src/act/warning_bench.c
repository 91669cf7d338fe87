/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "file_internal.h"
#include "internal.h"
#include "store/office.h"
#include "store/org.h"
#include "store/person.h"
#include "store/store.h"
#include "store/student.h"
#include "warning_case.h"

/* --- the child and the posts around it ------------------------------------ */

static int
org_above(struct actor *who, int64_t id, enum org_type t, int64_t *to)
{
	struct org o;
	int r;

	r = id != 0 ? store_org_above(who->store, id, t, &o) : ERR_NOT_FOUND;
	*to = r == 0 ? o.id : 0;
	return r == ERR_NOT_FOUND ? 0 : r;
}

/* Where the file is already and the roster is not, no class is known. */
int
case_child(struct actor *who, int64_t student, struct warning *w)
{
	struct file_home h;
	struct student s;
	int r;

	if ((r = store_student_get(who->store, student, &s)) != 0 ||
	    (r = file_home(who, &s, &h)) != 0)
		return r;
	w->student = s.id;
	w->school = h.school;
	if (h.before != 0) {
		w->grade = w->class = 0;
		w->lft = h.lft;
		return 0;
	}
	w->class = s.class;
	w->lft = s.place;
	return org_above(who, s.class, ORG_GRADE, &w->grade);
}

/* Only who has an account in use can look: a post held on paper is empty, and
 * so is one whose holder is away. */
int
act_is_there(struct actor *who, int64_t person, bool *there)
{
	struct person p;
	bool away;
	int r;

	*there = false;
	if ((r = store_person_get(who->store, person, &p)) != 0)
		return r == ERR_NOT_FOUND ? 0 : r;
	if (p.state != ACCOUNT_ACTIVE)
		return 0;
	if ((r = store_absence_is(who->store, person, act_now(who), &away)) ==
	    0)
		*there = !away;
	return r;
}

static int
bench_add(
    struct actor *who, struct warning_holders *h, enum role role, int64_t org)
{
	struct post post[WARNING_HOLDERS];
	bool there;
	int n, r;

	if (org == 0)
		return 0;
	if ((r = store_post_holders(who->store, role, org, act_now(who), post,
		 WARNING_HOLDERS, &n)) != 0)
		return r;
	for (int i = 0; i < n; i++) {
		if ((r = act_is_there(who, post[i].person, &there)) != 0)
			return r;
		if (!there)
			continue;
		if (post[i].deputy_of == 0 && h->n < WARNING_HOLDERS)
			h->person[h->n++] = post[i].person;
		else if (h->n_deputies < WARNING_HOLDERS)
			h->deputy[h->n_deputies++] = post[i].person;
	}
	return 0;
}

struct centres {
	struct actor *who;
	struct warning_holders *h;
};

static int
bench_centre(void *arg, const struct org *o)
{
	struct centres *c = arg;

	return bench_add(c->who, c->h, ROLE_COUNSELLOR, o->id);
}

int
case_bench(struct warning_case *c)
{
	struct actor *who = c->who;
	struct warning_holders *post = c->bench.post;
	struct centres centres = { who, &post[POST_CENTRE] };
	int r;

	memset(&c->bench, 0, sizeof(c->bench));
	if ((r = store_org_above(
		 who->store, c->w.school, ORG_DISTRICT, &c->district)) != 0 ||
	    (r = bench_add(who, &post[POST_CLASS], ROLE_CLASS_TEACHER,
		 c->w.class)) != 0 ||
	    (r = bench_add(
		 who, &post[POST_GRADE], ROLE_GRADE_HEAD, c->w.grade)) != 0 ||
	    (r = bench_add(
		 who, &post[POST_CARE], ROLE_PSYCHOLOGY, c->w.school)) != 0 ||
	    (r = bench_add(
		 who, &post[POST_HEAD], ROLE_CRISIS_HEAD, c->w.school)) != 0 ||
	    (r = bench_add(who, &post[POST_CENTRE], ROLE_COUNSELLOR,
		 c->district.id)) != 0)
		return r;
	return store_org_each(who->store, ORG_CENTRE, c->district.lft,
	    c->district.rgt, WARNING_HOLDERS, bench_centre, &centres);
}

static bool
covers(const struct post *p, int64_t lft)
{
	return p->lft <= lft && lft <= p->rgt;
}

void
case_flags(const struct warning_case *c, const struct post *posts, int n,
    struct warning_person *p)
{
	for (int i = 0; i < n; i++) {
		const struct post *at = &posts[i];
		bool here = covers(at, c->w.lft);

		/* A centre stands beside the schools, under one district. */
		if (at->role == ROLE_COUNSELLOR)
			p->centre |= at->lft >= c->district.lft &&
				     at->lft <= c->district.rgt;
		if (!here)
			continue;
		p->class_teacher |= at->role == ROLE_CLASS_TEACHER;
		p->grade_head |= at->role == ROLE_GRADE_HEAD;
		p->psychology |= at->role == ROLE_PSYCHOLOGY;
		p->crisis_head |= at->role == ROLE_CRISIS_HEAD;
		p->crisis_member |= at->role == ROLE_CRISIS_MEMBER;
		p->colleague |= at->role == ROLE_STAFF;
		p->figures |= at->role == ROLE_PRINCIPAL ||
			      at->role == ROLE_DISTRICT_STAFF;
	}
}

static unsigned
nobody_at(const struct warning_case *c, enum warning_post post, unsigned bit)
{
	const struct warning_holders *h = &c->bench.post[post];

	return h->n + h->n_deputies == 0 ? bit : 0;
}

unsigned
case_empty(const struct warning_case *c)
{
	return nobody_at(c, POST_GRADE, WHO_GRADE) |
	       nobody_at(c, POST_HEAD, WHO_HEAD) |
	       nobody_at(c, POST_CENTRE, WHO_CENTRE);
}

static bool
is_among(const int64_t *of, int n, int64_t person)
{
	for (int i = 0; i < n; i++)
		if (of[i] == person)
			return true;
	return false;
}

bool
case_sits(const struct warning_case *c, enum warning_post post, int64_t person)
{
	const struct warning_holders *h = &c->bench.post[post];

	return is_among(h->person, h->n, person) ||
	       is_among(h->deputy, h->n_deputies, person);
}

/* Who runs it: whoever should care, else up the chain. */
static const enum warning_post chain[] = { POST_CARE, POST_HEAD, POST_CENTRE };

bool
case_cares(const struct warning_case *c, int64_t person)
{
	for (size_t i = 0; i < nitems(chain); i++)
		if (case_sits(c, chain[i], person))
			return true;
	return false;
}

int64_t
case_carer(const struct warning_case *c, bool *centre)
{
	*centre = false;
	for (size_t i = 0; i < nitems(chain); i++) {
		const struct warning_holders *h = &c->bench.post[chain[i]];

		*centre = chain[i] == POST_CENTRE;
		if (h->n + h->n_deputies > 0)
			return h->n > 0 ? h->person[0] : h->deputy[0];
	}
	*centre = false;
	return 0;
}
