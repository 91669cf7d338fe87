/* SPDX-License-Identifier: Apache-2.0 */
/* People of the office: their posts, who is away, who looks after whom. */
#include <stdio.h>
#include <string.h>

#include "act/student.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"
#include "office_internal.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"

/* --- by their posts -------------------------------------------------------
 */

struct asking {
	struct actor *who;
	bool sees, keeps;
};

static int
ask_post(void *arg, const struct post_row *row)
{
	struct asking *a = arg;
	int64_t until = row->post.until;

	if (until != 0 && until <= act_now(a->who))
		return 0;
	a->sees |= office_reaches(a->who, row->post.lft);
	a->keeps |= office_keeps(a->who, row->post.lft);
	return 0;
}

/* Somebody without a post is the administrators' alone. */
static int
ask_posts(struct actor *who, int64_t person, struct asking *a)
{
	*a = (struct asking){ who,
		act_is(who, ROLE_SYSTEM_ADMIN) ||
		    act_is(who, ROLE_SECURITY_ADMIN),
		act_is(who, ROLE_SYSTEM_ADMIN) };
	return store_post_rows_of_person(
	    who->store, person, 0, 1000, ask_post, a);
}

int
office_look_person(struct actor *who, int64_t person)
{
	struct asking a;
	int r = ask_posts(who, person, &a);

	return r != 0 || a.sees || person == who->person ? r : ERR_DENIED;
}

int
office_change_person(struct actor *who, int64_t person)
{
	struct asking a;
	int r = ask_posts(who, person, &a);

	return r != 0 || a.keeps ? r : ERR_DENIED;
}

bool
act_office_keeps_person(struct actor *who, int64_t person)
{
	return act_look(who) == 0 && office_change_person(who, person) == 0;
}

int
act_office_posts(struct actor *who, int64_t org, int64_t after, int limit,
    int (*fn)(void *, const struct post_row *), void *arg)
{
	struct org o;
	int r;

	if ((r = act_look(who)) != 0 || (r = office_look(who, org, &o)) != 0)
		return r;
	return store_post_rows_of_org(
	    who->store, org, act_now(who), after, limit, fn, arg);
}

int
act_office_posts_of(struct actor *who, int64_t person,
    int (*fn)(void *, const struct post_row *), void *arg)
{
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = office_look_person(who, person)) != 0)
		return r;
	return store_post_rows_of_person(who->store, person, 0, 1000, fn, arg);
}

int
act_office_find(struct actor *who, const char *login, int64_t *person)
{
	struct person p;
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = store_person_by_login(who->store, login, &p)) != 0)
		return r;
	if ((r = office_look_person(who, p.id)) == 0)
		*person = p.id;
	return r == ERR_DENIED ? ERR_NOT_FOUND : r;
}

int
act_office_member(struct actor *who, int64_t person, struct act_staff *m)
{
	struct person p;
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = office_look_person(who, person)) != 0 ||
	    (r = store_person_get(who->store, person, &p)) != 0)
		return r;
	*m = (struct act_staff){
		.id = p.id, .signed_in_at = p.signed_in_at, .state = p.state
	};
	mem_copy_text(m->login, sizeof(m->login), p.login);
	mem_copy_text(m->number, sizeof(m->number), p.number);
	mem_copy_text(m->name, sizeof(m->name), p.name);
	mem_copy_text(m->phone, sizeof(m->phone), p.phone);
	r = store_absence_next(who->store, person, act_now(who), &m->away);
	m->is_away = r == 0 && m->away.since <= act_now(who);
	return r == ERR_NOT_FOUND ? 0 : r;
}

/* --- away -------------------------------------------------------------------
 */

static int
may_say(struct actor *who, int64_t person)
{
	return person == who->person ? 0 : office_change_person(who, person);
}

static int
check_away(struct actor *who, const struct absence *a)
{
	struct absence known;
	int r;

	if ((r = may_say(who, a->person)) != 0)
		return r;
	if (a->until <= a->since)
		return act_fail(
		    who, ERR_INPUT, _("The absence ends before it begins."));
	r = store_absence_next(who->store, a->person, act_now(who), &known);
	if (r == 0)
		return act_fail(who, ERR_EXISTS,
		    _("An absence is noted already; end that one first."));
	return r == ERR_NOT_FOUND ? 0 : r;
}

int
act_office_away(struct actor *who, int64_t person, int64_t since, int64_t until,
    int64_t *audit)
{
	struct absence a = { .person = person, .since = since, .until = until };
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	a.by = who->person;
	if (a.since < act_now(who))
		a.since = act_now(who);
	if ((r = check_away(who, &a)) == 0 &&
	    (r = store_absence_add(who->store, &a)) == 0 &&
	    a.since <= act_now(who))
		r = reseat_person(who, person);
	if (r == 0)
		r = act_note(who, "absence.note", person, NULL, NULL, 0, audit);
	store_touch(who->store, STORE_TOPIC(TOPIC_ALL, 0));
	return act_end(who, r);
}

int
act_office_back(struct actor *who, int64_t person, int64_t *audit)
{
	struct absence a;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = may_say(who, person)) == 0 &&
	    (r = store_absence_next(who->store, person, act_now(who), &a)) ==
		0 &&
	    (r = store_absence_cut(who->store, a.id,
		 a.since < act_now(who) ? act_now(who) : a.since)) == 0)
		r = act_note(who, "absence.end", person, NULL, NULL, 0, audit);
	store_touch(who->store, STORE_TOPIC(TOPIC_ALL, 0));
	return act_end(who, r);
}

/* --- who looks after whom
 * -----------------------------------------------------
 */

struct tying {
	struct actor *who;
	int (*fn)(void *, const struct act_tie *);
	void *arg;
};

static void
name_whom(struct actor *who, const struct tie_row *row, struct act_tie *t)
{
	struct student s;
	struct org o;

	if (row->student != 0 &&
	    store_student_get(who->store, row->student, &s) == 0)
		mem_copy_text(t->whom, sizeof(t->whom), s.name);
	if (row->class != 0 && store_org_get(who->store, row->class, &o) == 0)
		mem_copy_text(t->whom, sizeof(t->whom), o.name);
}

static int
show_tie(void *arg, const struct tie_row *row)
{
	struct tying *s = arg;
	struct act_tie t = { .row = *row };

	name_whom(s->who, row, &t);
	return s->fn(s->arg, &t);
}

/* "蒙老师, 韦老师": each once. */
struct naming {
	struct actor *who;
	struct buf *b;
	int64_t last;
};

static int
add_name(void *arg, const struct tie_row *t)
{
	struct naming *n = arg;
	char name[PERSON_NAME_MAX];
	int r;

	if (t->person == n->last)
		return 0;
	n->last = t->person;
	if ((r = store_person_name(n->who->store, t->person, name)) == 0)
		buf_add_f(n->b, buf_len(n->b) > 0 ? _(", %s") : "%s", name);
	return r;
}

int
act_mentors(struct actor *who, int64_t student, int64_t class, char to[97])
{
	struct naming n = { who, buf_new(), 0 };
	int r = store_tie_of_student(
	    who->store, student, class, act_now(who), add_name, &n);

	mem_copy_text(to, 97, buf_text(n.b));
	buf_free(n.b);
	return r;
}

int
act_office_ties(struct actor *who, int64_t person, int64_t after, int limit,
    int (*fn)(void *, const struct act_tie *), void *arg)
{
	struct tying s = { who, fn, arg };
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	/* a child's name: for the teacher and who keeps the school's roll */
	if (person != who->person &&
	    (r = office_change_person(who, person)) != 0)
		return r;
	return store_tie_of_person(
	    who->store, person, act_now(who), after, limit, show_tie, &s);
}

/* A teacher of the school the student or class is in. */
static int
check_tie(struct actor *who, const struct tie_row *t)
{
	struct student s;
	struct org o;
	int r;

	if ((t->student != 0) == (t->class != 0))
		return act_fail(
		    who, ERR_INPUT, _("Expected either a student or a class."));
	if (t->student != 0 &&
	    (r = store_student_get(who->store, t->student, &s)) != 0)
		return r;
	r = store_org_get(who->store, t->student != 0 ? s.class : t->class, &o);
	if (r != 0)
		return r;
	if (t->class != 0 && o.type != ORG_CLASS && o.type != ORG_GRADE)
		return act_fail(
		    who, ERR_INPUT, _("Expected a class or a grade."));
	return office_keeps(who, o.lft) ? office_change_person(who, t->person)
					: ERR_DENIED;
}

int
act_office_tie(struct actor *who, enum tie_kind kind, int64_t person,
    int64_t student, int64_t class, int64_t *id, int64_t *audit)
{
	struct tie_row t = { .kind = kind,
		.person = person,
		.student = student,
		.class = class };
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	t.since = act_now(who);
	if ((r = check_tie(who, &t)) == 0 &&
	    (r = store_tie_add(who->store, &t)) == 0)
		r = act_note(who, "tie.add", t.id, NULL, &student,
		    student != 0 ? 1 : 0, audit);
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, person));
	if ((r = act_end(who, r)) == 0)
		*id = t.id;
	return r;
}

int
act_office_untie(struct actor *who, int64_t id, int64_t *audit)
{
	struct tie_row t;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = store_tie_get(who->store, id, &t)) == 0 &&
	    (r = office_change_person(who, t.person)) == 0 &&
	    (r = store_tie_end(who->store, id, act_now(who))) == 0)
		r = act_note(who, "tie.end", id, NULL, &t.student,
		    t.student != 0 ? 1 : 0, audit);
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, t.person));
	return act_end(who, r);
}
