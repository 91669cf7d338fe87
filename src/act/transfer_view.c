/* SPDX-License-Identifier: Apache-2.0 */
/* Reading: one file on its way, and what is on its way around a person. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "store/audit.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "transfer_internal.h"
#include "warning_case.h"

/* --- one -------------------------------------------------------------------
 */

static int
read_names(struct actor *who, struct act_transfer *v)
{
	struct org from, to;
	struct student s;
	int r;

	if ((r = store_student_get(who->store, v->t.student, &s)) != 0 ||
	    (r = store_org_get(who->store, v->t.from_school, &from)) != 0 ||
	    (r = store_org_get(who->store, v->t.to_school, &to)) != 0)
		return r;
	mem_copy_text(v->student, sizeof(v->student), s.name);
	mem_copy_text(v->from, sizeof(v->from), from.name);
	mem_copy_text(v->to, sizeof(v->to), to.name);
	act_class_name(who, &s, v->class, sizeof(v->class));
	v->late = v->t.state == TRANSFER_SENT && v->t.due_at < act_now(who);
	return 0;
}

struct reading {
	struct actor *who;
	struct act_transfer *v;
	size_t at[ACT_TRANSFER_STEPS_MAX];
};

static int
read_step(void *arg, const struct transfer_step *s)
{
	struct reading *rd = arg;
	struct act_transfer *v = rd->v;
	struct act_transfer_step *to = &v->step[v->n_step];
	int r = 0;

	if (v->n_step == ACT_TRANSFER_STEPS_MAX)
		return ERR_LIMIT;
	*to = (struct act_transfer_step){
		.event = s->event, .to = s->to, .at = s->at
	};
	rd->at[v->n_step++] = buf_len(v->words);
	if ((r = store_person_name(rd->who->store, s->person, to->who)) == 0 &&
	    s->pair != 0 && s->n != 0)
		r = act_open(rd->who, s->pair,
		    (struct sealed_place){ "transfer_step.text", s->id },
		    s->text, s->n, v->words);
	buf_add_char(v->words, '\0');
	return r == ERR_KEY ? 0 : r;
}

static int
read_all(struct actor *who, struct act_transfer *v)
{
	struct reading rd = { .who = who, .v = v };
	int r;

	v->words = act_secret();
	if ((r = read_names(who, v)) != 0 ||
	    (r = act_saw(
		 who, "transfer.show", v->t.id, NULL, &v->t.student, 1)) != 0 ||
	    (r = store_transfer_step_each(
		 who->store, v->t.id, read_step, &rd)) != 0)
		return r;
	for (int i = 0; i < v->n_step; i++)
		v->step[i].text = (const char *)buf_data(v->words) + rd.at[i];
	return 0;
}

int
act_transfer_show(struct actor *who, int64_t id, struct act_transfer *out)
{
	int r;

	*out = (struct act_transfer){ .who = 0 };
	if ((r = act_look(who)) == 0 &&
	    (r = transfer_load(who, id, &out->t, &out->who)) == 0)
		r = read_all(who, out);
	if (r != 0)
		act_transfer_free(out);
	return r;
}

void
act_transfer_free(struct act_transfer *v)
{
	buf_free(v->words);
	explicit_bzero(v, sizeof(*v));
}

/* --- lists -----------------------------------------------------------------
 */

#define LIST_MAX AUDIT_SUBJECTS_MAX
struct listing {
	struct actor *who;
	struct transfer t[LIST_MAX];
	int n, limit, state; /* -1: any that is open */
};

static int
collect(void *arg, const struct transfer *t)
{
	struct listing *l = arg;
	unsigned bits;
	int r;

	for (int i = 0; i < l->n; i++)
		if (l->t[i].id == t->id)
			return 0;
	if (l->n == l->limit || (l->state >= 0 && (int)t->state != l->state))
		return 0;
	if ((r = transfer_who_of(l->who, t, &bits)) == 0 && bits != 0)
		l->t[l->n++] = *t;
	return r;
}

/* All of them are looked through: what is somebody else's, or another state's,
 * must not stand in the way of what is theirs. */
static int
list_post(struct actor *who, const struct post *p, struct listing *l)
{
	struct org school;
	int r;

	if (p->role == ROLE_COUNSELLOR)
		return store_transfer_within(
		    who->store, p->lft, p->rgt, INT32_MAX, collect, l);
	if (p->role != ROLE_PSYCHOLOGY)
		return 0;
	r = store_org_above(who->store, p->org, ORG_SCHOOL, &school);
	if (r != 0)
		return r == ERR_NOT_FOUND ? 0 : r;
	if ((r = store_transfer_to(
		 who->store, school.id, INT32_MAX, collect, l)) != 0)
		return r;
	return store_transfer_from(
	    who->store, school.id, INT32_MAX, collect, l);
}

static int
list(struct actor *who, int state, int limit, struct listing *l)
{
	int r = act_look(who);

	l->who = who;
	l->state = state;
	l->limit = limit > 0 && limit < LIST_MAX ? limit : LIST_MAX;
	for (int i = 0; i < who->n_posts && r == 0; i++)
		r = list_post(who, &who->posts[i], l);
	return r;
}

int
transfer_each(
    struct actor *who, int state, int limit, transfer_fn *fn, void *arg)
{
	struct listing *l = mem_zero(1, sizeof(*l));
	int r = list(who, state, limit, l);

	for (int i = 0; i < l->n && r == 0; i++)
		r = fn(arg, &l->t[i]);
	free(l);
	return r;
}

int
act_transfer_each(struct actor *who, int limit,
    int (*fn)(void *, const struct act_transfer *), void *arg)
{
	struct listing *l = mem_zero(1, sizeof(*l));
	int64_t subject[LIST_MAX];
	struct act_transfer v;
	int r = list(who, -1, limit, l);

	for (int i = 0; i < l->n; i++)
		subject[i] = l->t[i].student;
	if (r == 0 && l->n > 0)
		r = act_saw(who, "transfer.list", 0, NULL, subject, l->n);
	for (int i = 0; i < l->n && r == 0; i++) {
		v = (struct act_transfer){ .t = l->t[i] };
		if ((r = transfer_who_of(who, &v.t, &v.who)) == 0 &&
		    (r = read_names(who, &v)) == 0)
			r = fn(arg, &v);
	}
	free(l);
	return r;
}
