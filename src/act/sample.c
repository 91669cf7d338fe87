/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/circle.h"
#include "act/sample.h"
#include "act/signin.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "model/day.h"
#include "model/grade.h"
#include "store/desk.h"
#include "store/keys.h"
#include "store/org.h"
#include "store/store.h"
#include "store/training.h"

/* Founders first, then custody, then who makes each circle, then the rest. */
const struct act_sample_login act_sample_logins[] = {
	{ "sys1", "邓理", { ROLE_SYSTEM_ADMIN }, "district", NULL },
	{ "sec1", "方安", { ROLE_SECURITY_ADMIN }, "district", NULL },
	{ "aud1", "姜明", { ROLE_AUDIT_ADMIN }, "district", NULL },
	{ "cust1", "陶信", { ROLE_CUSTODIAN }, "district", NULL },
	{ "cust2", "沈诺", { ROLE_CUSTODIAN }, "district", NULL },
	{ "lead1", "周岚", { ROLE_LEAD, ROLE_OPERATOR }, "line", "line" },
	{ "op1", "林晓", { ROLE_OPERATOR }, "line", "line" },
	{ "op2", "高远", { ROLE_OPERATOR }, "line", "line" },
	{ "centre1", "何明", { ROLE_COUNSELLOR }, "district", "district" },
	{ "psy1", "何静", { ROLE_PSYCHOLOGY, ROLE_CRISIS_MEMBER, ROLE_STAFF },
	    "school1", "school1" },
	{ "psy2", "秦念", { ROLE_PSYCHOLOGY, ROLE_STAFF }, "school2",
	    "school2" },
	{ "class1", "许文", { ROLE_CLASS_TEACHER, ROLE_STAFF }, "class", NULL },
	{ "grade1", "黄岚", { ROLE_GRADE_HEAD, ROLE_CRISIS_MEMBER, ROLE_STAFF },
	    "grade", NULL },
	{ "head1", "林峰", { ROLE_PRINCIPAL, ROLE_CRISIS_HEAD, ROLE_STAFF },
	    "school1", NULL },
	{ "dist1", "罗青", { ROLE_DISTRICT_STAFF }, "district", NULL },
	{ NULL, NULL, { ROLE_NONE }, NULL, NULL },
};

#define FOUNDERS 3
#define SAMPLE_CLASS "3" /* of class1; in the second year of junior school */

void
act_sample_pass(const char *login, char *to, size_t size)
{
	snprintf(to, size, "sample-%s-passphrase", login);
}

/* --- organisations -----------------------------------------------------------
 */

struct sample_orgs {
	struct org district, line, school1, school2, grade, class;
};

static int
org_make(struct store *st, struct org *o, int64_t parent, enum org_type t,
    int64_t number, const char *code, const char *name)
{
	*o = (struct org){ .parent = parent, .type = t, .number = number };
	mem_copy_text(o->code, sizeof(o->code), code);
	mem_copy_text(o->name, sizeof(o->name), name);
	return store_org_add(st, o);
}

static int
sample_schools(struct store *st, struct sample_orgs *o, int n)
{
	char name[ORG_NAME_MAX], code[ORG_CODE_MAX];
	struct org school;
	int r = 0;

	for (int i = 1; i <= n && r == 0; i++) {
		snprintf(name, sizeof(name), "第%03d实验学校", i);
		snprintf(code, sizeof(code), "S%03d", i);
		r = org_make(
		    st, &school, o->district.id, ORG_SCHOOL, 0, code, name);
		if (i == 1)
			o->school1 = school;
		else if (i == 2)
			o->school2 = school;
	}
	return r;
}

static int
sample_day(struct store *st, int from_today)
{
	struct clock_parts p;

	clock_parts_of(store_now(st) + from_today * (int64_t)CLOCK_DAY, &p);
	return day_of(p.year, p.month, p.day);
}

/* The grade of grade1: whoever is in the second year of junior school now. */
static void
sample_grade(struct store *st, struct grade *g)
{
	*g = (struct grade){ STAGE_JUNIOR,
		day_school_year(sample_day(st, 0)) - 1 };
}

static int
sample_orgs(struct store *st, struct sample_orgs *o, int schools)
{
	char grade[GRADE_WORDS_MAX], class[CLASS_FULL_MAX];
	struct grade g;
	int r;

	sample_grade(st, &g);
	grade_name(&g, grade);
	class_name(&g, SAMPLE_CLASS, class);
	if ((r = store_org_by_code(st, ORG_DISTRICT, "D", &o->district)) != 0 ||
	    (r = org_make(st, &o->line, o->district.id, ORG_LINE, 0, "L1",
		 "心晴一线")) != 0 ||
	    (r = sample_schools(st, o, schools)) != 0 ||
	    (r = org_make(st, &o->grade, o->school1.id, ORG_GRADE,
		 grade_number(&g), "", grade)) != 0)
		return r;
	return org_make(st, &o->class, o->grade.id, ORG_CLASS,
	    class_number(SAMPLE_CLASS), "", class);
}

static const struct org *
org_named(const struct sample_orgs *o, const char *name)
{
	const struct {
		const char *name;
		const struct org *o;
	} all[] = {
		{ "district", &o->district },
		{ "line", &o->line },
		{ "school1", &o->school1 },
		{ "school2", &o->school2 },
		{ "grade", &o->grade },
		{ "class", &o->class },
	};

	for (size_t i = 0; i < nitems(all); i++)
		if (strcmp(all[i].name, name) == 0)
			return all[i].o;
	return NULL;
}

/* --- people
 * ------------------------------------------------------------------- */

/* A post stands where its role works: the crisis group is the school's. */
static const struct org *
post_org(const struct sample_orgs *o, const struct act_sample_login *l,
    enum role role)
{
	const struct org *own = org_named(o, l->org);

	if (role == ROLE_CRISIS_MEMBER)
		return strcmp(l->org, "school2") == 0 ? own : &o->school1;
	return own;
}

/* Who answers the line was trained for it, and for good: the days that tests
 * play lie years ahead. */
int
sample_trained(struct store *st, int64_t person, int64_t by)
{
	struct training t = { .person = person,
		.kind = "热线接听",
		.hours = 24,
		.noted_by = by };

	t.at = store_now(st);
	day_write(sample_day(st, -100), t.day);
	return store_training_add(st, &t);
}

static int
sample_person(struct store *st, const struct sample_orgs *o,
    const struct act_sample_login *l, const char *key_text,
    const int64_t founders[FOUNDERS])
{
	struct person p = { .state = ACCOUNT_APPROVED,
		.proposed_by = founders[0],
		.approved_by = founders[1] };
	struct post post;
	int r;

	mem_copy_text(p.login, sizeof(p.login), l->login);
	mem_copy_text(p.name, sizeof(p.name), l->name);
	mem_copy_text(
	    p.key_text, sizeof(p.key_text), key_text != NULL ? key_text : "");
	if ((r = store_begin(st)) != 0)
		return r;
	r = store_person_add(st, &p);
	for (size_t i = 0; i < nitems(l->role) && r == 0; i++) {
		if (l->role[i] == ROLE_NONE)
			break;
		post = (struct post){ .person = p.id,
			.role = l->role[i],
			.org = post_org(o, l, l->role[i])->id };
		r = store_post_add(st, &post, true, store_now(st));
	}
	if (r == 0 && (l->role[0] == ROLE_LEAD || l->role[0] == ROLE_OPERATOR))
		r = sample_trained(st, p.id, founders[0]);
	return store_end(st, r);
}

static int
sample_first_signin(struct store *st, const char *login, struct actor **out)
{
	enum signin_state state;
	struct act_signin *s;
	char pass[64];
	int r;

	act_sample_pass(login, pass, sizeof(pass));
	if ((r = act_signin_begin(st, &s)) != 0)
		return r;
	if ((r = act_signin_login(s, login, &state)) == 0)
		r = act_signin_first(s, pass, strlen(pass), out);
	act_signin_end(s);
	return r;
}

int
act_sample_signin(struct store *st, const char *login, struct actor **out)
{
	enum signin_state state;
	struct act_signin *s;
	char pass[64];
	int r;

	if (!store_is_sample(st))
		return ERR_STATE;
	act_sample_pass(login, pass, sizeof(pass));
	if ((r = act_signin_begin(st, &s)) != 0)
		return r;
	if ((r = act_signin_login(s, login, &state)) == 0)
		r = act_signin_secret(s, pass, strlen(pass), "cli", out);
	act_signin_end(s);
	return r;
}

/* --- circles
 * ------------------------------------------------------------------ */

/* Who makes each circle, kept signed in to take the others of it in. */
struct makers {
	struct {
		const char *circle;
		struct actor *who;
		int64_t id;
	} of[8];
	int n;
};

static int
sample_join(struct store *st, const struct sample_orgs *o, struct makers *m,
    const struct act_sample_login *l, struct actor *who)
{
	int i, r;

	for (i = 0; i < m->n; i++)
		if (strcmp(m->of[i].circle, l->circle) == 0)
			break;
	if (i < m->n) {
		r = act_circle_add(
		    m->of[i].who, m->of[i].id, who->person, NULL);
		act_free(who);
		return r;
	}
	(void)st;
	r = act_circle_create(
	    who, org_named(o, l->circle)->id, &m->of[i].id, NULL);
	m->of[i].circle = l->circle;
	m->of[i].who = who;
	m->n++;
	return r;
}

static int
sample_people(struct store *st, const struct sample_orgs *o,
    const struct act_sample *s, const int64_t founders[FOUNDERS],
    struct makers *m)
{
	const struct act_sample_login *l;
	struct actor *who;
	int r = 0;

	for (l = act_sample_logins + FOUNDERS; l->login != NULL && r == 0;
	     l++) {
		if ((r = sample_person(st, o, l, s->key_text(s->arg, l->login),
			 founders)) != 0 ||
		    (r = sample_first_signin(st, l->login, &who)) != 0)
			break;
		if (l->circle != NULL)
			r = sample_join(st, o, m, l, who);
		else
			act_free(who);
	}
	return r;
}

static int
sample_oncall(struct store *st, const struct sample_orgs *o)
{
	const struct {
		int64_t org;
		const char *duty, *name, *phone, *login;
	} rows[] = {
		{ o->district.id, "district", "何明", "010-0000-6021",
		    "centre1" },
		{ o->line.id, "lead", "周岚", "010-0000-6022", "lead1" },
		{ o->school1.id, "school", "总值班室", "010-0000-6101", NULL },
		{ o->school1.id, "psychology", "何静", "010-0000-6102",
		    "psy1" },
		{ o->school2.id, "psychology", "秦念", "010-0000-6202",
		    "psy2" },
	};
	struct person p;
	struct oncall c;
	int r;

	if ((r = store_begin(st)) != 0)
		return r;
	for (size_t i = 0; i < nitems(rows) && r == 0; i++) {
		memset(&c, 0, sizeof(c));
		memset(&p, 0, sizeof(p));
		if (rows[i].login != NULL)
			r = store_person_by_login(st, rows[i].login, &p);
		c.org = rows[i].org;
		c.person = p.id;
		c.confirmed_at = store_now(st);
		c.confirmed_by = p.id;
		mem_copy_text(c.duty, sizeof(c.duty), rows[i].duty);
		mem_copy_text(c.name, sizeof(c.name), rows[i].name);
		mem_copy_text(c.phone, sizeof(c.phone), rows[i].phone);
		if (r == 0)
			r = store_oncall_put(st, &c);
	}
	return store_end(st, r);
}

static int
sample_founders(
    struct store *st, const struct act_sample *s, int64_t ids[FOUNDERS])
{
	struct act_founder f[FOUNDERS];
	char pass[FOUNDERS][64];
	struct person p;
	int r;

	for (int i = 0; i < FOUNDERS; i++) {
		const struct act_sample_login *l = &act_sample_logins[i];

		act_sample_pass(l->login, pass[i], sizeof(pass[i]));
		f[i] = (struct act_founder){ .login = l->login,
			.name = l->name,
			.key_text = s->key_text(s->arg, l->login),
			.pass = pass[i],
			.n_pass = strlen(pass[i]) };
	}
	if ((r = act_begin_store(st, "示范区", f)) != 0)
		return r;
	for (int i = 0; i < FOUNDERS && r == 0; i++)
		if ((r = store_person_by_login(st, f[i].login, &p)) == 0)
			ids[i] = p.id;
	return r;
}

int
act_sample_fill(struct store *st, const struct act_sample *s)
{
	struct makers m = { .n = 0 };
	int64_t founders[FOUNDERS];
	struct sample_orgs o;
	int r;

	if (!store_is_sample(st))
		return ERR_STATE;
	if ((r = sample_founders(st, s, founders)) != 0 ||
	    (r = store_begin(st)) != 0)
		return r;
	if ((r = store_end(st,
		 sample_orgs(st, &o, s->schools < 3 ? 3 : s->schools))) == 0 &&
	    (r = sample_people(st, &o, s, founders, &m)) == 0)
		r = sample_oncall(st, &o);
	for (int i = 0; i < m.n; i++)
		act_free(m.of[i].who);
	return r;
}

int
act_sample_clock(struct actor *who, int64_t seconds, int64_t *now)
{
	int64_t offset = 0;
	int r;

	if (!store_is_sample(who->store))
		return act_fail(
		    who, ERR_STATE, "the clock moves in a sample store only");
	if ((r = act_begin(who)) != 0)
		return r;
	r = store_setting_get(who->store, "clock_offset", &offset);
	if (r == ERR_NOT_FOUND)
		r = 0;
	if (r == 0 && (r = store_setting_put(
			   who->store, "clock_offset", offset + seconds)) == 0)
		r = act_note(who, "sample.clock", seconds, NULL, NULL, 0, NULL);
	store_touch(who->store, TOPIC_ALL);
	if ((r = act_end(who, r)) == 0)
		*now = act_now(who);
	return r;
}
